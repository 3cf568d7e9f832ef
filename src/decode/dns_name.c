/* SPDX-License-Identifier: MIT */
/* Names of the DNS: labels without pointers, and what a name says by its form. */
#include "decode/dns_name.h"

#include <string.h>

#include "text/text.h"

void dns_labels_read(struct reader *r, char out[DNS_NAME])
{
    struct text name = text_over(out, DNS_NAME);
    uint32_t bytes = 0;
    while (r->fault == FAULT_NONE && reader_left(r) > 0) {
        uint8_t length = reader_u8(r);
        if (length == 0)
            break;
        bytes += length + 1u;
        if (length > DNS_LABEL_MAX || bytes > DNS_NAME_MAX_BYTES) {
            reader_spoil(r, FAULT_BAD);
            break;
        }
        const uint8_t *label = reader_bytes(r, length);
        if (label == NULL)
            break;
        if (name.len > 0)
            text_add_char(&name, '.');
        text_add_clean(&name, label, length);
    }
    if (r->fault != FAULT_NONE)
        out[0] = '\0';
}

/* Whether the string is `suffix`, in letters of either case (RFC 4343). */
static bool suffix_equal(const char *string, const char *suffix)
{
    while (*suffix != '\0' && text_lower(*string) == *suffix) {
        string++;
        suffix++;
    }
    return *string == *suffix;
}

/* "1.0.0.10.in-addr.arpa" as 10.0.0.1 (RFC 1035 section 3.5). */
static bool reverse4_parse(const char *name, struct ip *out)
{
    uint32_t address = 0;
    for (unsigned octet = 0; octet < 4; octet++) {
        uint32_t value = 0;
        const char *digits = name;
        while (*name >= '0' && *name <= '9' && name - digits < 3)
            value = value * 10 + (uint32_t)(*name++ - '0');
        if (name == digits || value > 255 || *name++ != '.')
            return false;
        address |= value << (8 * octet);
    }
    if (!suffix_equal(name, "in-addr.arpa"))
        return false;
    *out = ip_v4(address);
    return true;
}

/* A digit and a dot for each half of an octet, the last first (RFC 3596 section 2.5). */
static bool reverse6_parse(const char *name, struct ip *out)
{
    uint64_t half[2] = {0}; /* low, high */
    for (unsigned i = 0; i < 32; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = *name != '\0' ? strchr(digits, text_lower(*name)) : NULL;
        if (digit == NULL || name[1] != '.')
            return false;
        half[i / 16] |= (uint64_t)(digit - digits) << (4 * (i % 16));
        name += 2;
    }
    if (!suffix_equal(name, "ip6.arpa"))
        return false;
    *out = ip_v6(half[1], half[0]);
    return true;
}

bool dns_reverse_parse(const char *name, struct ip *out)
{
    return reverse4_parse(name, out) || reverse6_parse(name, out);
}

/* Finds "._tcp" or "._udp" where it is a label of its own. */
static char *transport_find(char *owner, const char *label)
{
    size_t n = strlen(label);
    char *at = strstr(owner, label);
    while (at != NULL && at[n] != '.' && at[n] != '\0')
        at = strstr(at + n, label);
    return at;
}

bool dns_service_split(char *owner, char **type)
{
    char *tail = transport_find(owner, "._tcp");
    if (tail == NULL)
        tail = transport_find(owner, "._udp");
    if (tail == NULL)
        return false;
    char *start = tail;
    while (start > owner && start[-1] != '.')
        start--;
    if (start == owner || start[0] != '_')
        return false;
    start[-1] = '\0';
    tail[strlen("._tcp")] = '\0';
    *type = start;
    return true;
}
