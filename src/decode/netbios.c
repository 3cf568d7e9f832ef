/* SPDX-License-Identifier: MIT */
/*
 * NetBIOS names. On the wire each half of a byte is a letter from A on (first-level encoding), 32
 * letters in one DNS label, then the labels of a scope and an empty one. A name may stand elsewhere in
 * the message: two bytes with the upper bits set then hold its offset.
 */
#include "decode/netbios.h"

enum {
    ENCODED_BYTES = 2 * (NETBIOS_NAME_BYTES + 1),
    LABEL_MAX = 63,
    LABEL_POINTER = 0xc0,
    SCOPE_LABELS = 127, /* as many as fit in 255 bytes (RFC 1002 section 4.1) */

    /* Suffixes, as Windows uses them. */
    SUFFIX_WORKSTATION = 0x00,
    SUFFIX_FILE_SERVER = 0x20,
};

struct netbios_name netbios_name_of(const uint8_t bytes[NETBIOS_NAME_BYTES + 1])
{
    struct netbios_name name = {.suffix = bytes[NETBIOS_NAME_BYTES]};
    size_t n = NETBIOS_NAME_BYTES;
    /* "*", which asks everybody, is filled up with zeros. */
    while (n > 0 && (bytes[n - 1] == ' ' || bytes[n - 1] == 0))
        n--;
    text_sanitize(name.text, sizeof name.text, bytes, n);
    return name;
}

/* Walks over the labels of a scope, which nobody uses, to the end of the name. */
static void scope_skip(struct reader *r)
{
    for (int i = 0; i < SCOPE_LABELS; i++) {
        uint8_t length = reader_u8(r);
        if (length == 0 || r->fault != FAULT_NONE)
            return;
        if ((length & LABEL_POINTER) == LABEL_POINTER) {
            reader_skip(r, 1);
            return;
        }
        if (length > LABEL_MAX)
            break;
        reader_skip(r, length);
    }
    reader_spoil(r, FAULT_BAD);
}

static void name_read(struct reader *r, struct netbios_name *out)
{
    struct reader c = *r;
    uint8_t length = reader_u8(&c);
    bool pointer = (length & LABEL_POINTER) == LABEL_POINTER;
    if (pointer) {
        uint32_t to = (uint32_t)(length & ~LABEL_POINTER) << 8;
        to |= reader_u8(&c);
        *r = c;
        reader_seek(&c, to);
        length = reader_u8(&c);
    }
    if (c.fault == FAULT_NONE && length != ENCODED_BYTES)
        reader_spoil(&c, FAULT_BAD);
    const uint8_t *letters = reader_bytes(&c, ENCODED_BYTES);
    uint8_t bytes[NETBIOS_NAME_BYTES + 1] = {0};
    for (size_t i = 0; letters != NULL && i < sizeof bytes; i++) {
        unsigned high = letters[2 * i] - (unsigned)'A', low = letters[2 * i + 1] - (unsigned)'A';
        if (high > 15 || low > 15)
            reader_spoil(&c, FAULT_BAD);
        bytes[i] = (uint8_t)((high & 15) << 4 | (low & 15));
    }
    scope_skip(&c);
    if (!pointer)
        *r = c;
    else
        reader_spoil(r, c.fault);
    if (r->fault == FAULT_NONE)
        *out = netbios_name_of(bytes);
}

void netbios_name_format(const struct netbios_name *name, char out[NETBIOS_LABEL])
{
    static const char digits[] = "0123456789abcdef";
    const char suffix[] = {'<', digits[name->suffix >> 4], digits[name->suffix & 15], '>', '\0'};
    struct text label = text_over(out, NETBIOS_LABEL);
    text_add(&label, name->text);
    text_add(&label, suffix);
}

void netbios_name_field(struct packet *p, struct reader *r, const char *field,
                        struct netbios_name *out)
{
    uint32_t start = r->at;
    char label[NETBIOS_LABEL];
    name_read(r, out);
    if (!fields_wanted(p) || r->fault != FAULT_NONE)
        return;
    netbios_name_format(out, label);
    field_text(p, r, r->at - start, field, label);
}

bool netbios_name_is_a_machines(const struct netbios_name *name)
{
    return name->text[0] != '\0' && strcmp(name->text, "*") != 0 &&
           (name->suffix == SUFFIX_WORKSTATION || name->suffix == SUFFIX_FILE_SERVER);
}

void netbios_name_state(struct packet *p, struct ip ip, const struct netbios_name *name,
                        uint32_t ttl_s)
{
    if (!netbios_name_is_a_machines(name) || ip.family == IP_NONE || ip_is_unspecified(ip) ||
        ip_is_multicast(ip) || ip_is_limited_broadcast(ip))
        return;
    struct fact *fact = fact_state(p, FACT_NAMED);
    fact->ip = ip;
    fact->text = fact_keep(p, name->text);
    fact->ttl_s = ttl_s;
}
