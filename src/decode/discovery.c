/* SPDX-License-Identifier: MIT */
/* What machines say of themselves to their neighbours on the link, whatever the protocol. */
#include "decode/discovery.h"

#include "address/registry.h"

void discovery_line(struct packet *p, struct reader *r, const char *field, char *out)
{
    char again[DISCOVERY_TEXT] = "";
    bool kept = out != NULL && out[0] == '\0';
    uint32_t n = reader_left(r);
    const uint8_t *string = reader_bytes(r, n);
    if (string == NULL || (!kept && !fields_wanted(p)))
        return;
    if (!kept)
        out = again;
    uint32_t line = 0;
    while (line < n && line < DISCOVERY_TEXT && string[line] != '\r' && string[line] != '\n')
        line++;
    while (line > 0 && string[line - 1] == 0)
        line--;
    text_sanitize(out, DISCOVERY_TEXT, string, line);
    field_text(p, r, n, field, out);
}

void discovery_address(struct discovery *d, struct ip ip)
{
    if (ip.family == IP_NONE || ip_is_unspecified(ip) || ip_is_multicast(ip) ||
        ip_is_limited_broadcast(ip) || ip_origin(ip) == ORIGIN_LOOPBACK)
        return;
    for (unsigned i = 0; i < d->addresses; i++)
        if (ip_equal(d->address[i], ip))
            return;
    if (d->addresses == DISCOVERY_ADDRESSES)
        d->more_addresses = true;
    else
        d->address[d->addresses++] = ip;
}

void discovery_state(struct packet *p, const struct discovery *d)
{
    if (d->name[0] != '\0' && mac_exists(d->bearer)) {
        struct fact *fact = fact_state(p, FACT_NAMED);
        fact->mac = d->bearer;
        fact->text = fact_keep(p, d->name);
        fact->ttl_s = d->ttl_s;
    }
    for (unsigned i = 0; i < d->addresses && d->name[0] != '\0'; i++) {
        struct fact *fact = fact_state(p, FACT_NAMED);
        fact->ip = d->address[i];
        fact->text = fact_keep(p, d->name);
        fact->ttl_s = d->ttl_s;
    }
    for (unsigned i = 0; i < DISCOVERY_DESCRIPTIONS && mac_exists(d->bearer); i++) {
        if (d->description[i][0] == '\0')
            continue;
        struct fact *fact = fact_state(p, FACT_DESCRIBES);
        fact->mac = d->bearer;
        fact->text = fact_keep(p, d->description[i]);
        fact->ttl_s = d->ttl_s;
    }
    if (d->more_addresses)
        decode_stop(p);
}
