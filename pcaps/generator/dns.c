/* SPDX-License-Identifier: MIT */
/* Writes DNS, mDNS, LLMNR and NetBIOS name service messages. */
#include "dns.h"

#include <assert.h>
#include <string.h>

struct dns dns_start(struct frame *f, unsigned id, unsigned flags)
{
    struct dns d = {.f = f, .start = f->n};
    frame_u16(f, id);
    frame_u16(f, flags);
    frame_zeros(f, 8); /* four counts */
    return d;
}

static void count_one(struct dns *d, enum dns_section section)
{
    size_t at = d->start + 4 + 2 * (size_t)section;
    frame_put_u16(d->f, at, (unsigned)(d->f->at[at] << 8 | d->f->at[at + 1]) + 1);
}

void dns_name(struct dns *d, const char *name)
{
    while (*name != '\0') {
        for (size_t i = 0; i < d->suffixes_n; i++) {
            if (strcmp(d->suffixes[i].name, name) == 0) {
                frame_u16(d->f, 0xc000 | d->suffixes[i].offset);
                return;
            }
        }
        assert(d->suffixes_n < DNS_SUFFIXES_CAP);
        d->suffixes[d->suffixes_n].name = name;
        d->suffixes[d->suffixes_n].offset = (unsigned)(d->f->n - d->start);
        d->suffixes_n++;
        size_t n = strcspn(name, ".");
        assert(n > 0 && n < 64);
        frame_u8(d->f, (unsigned)n);
        frame_bytes(d->f, name, n);
        name += n + (name[n] == '.' ? 1 : 0);
    }
    frame_u8(d->f, 0);
}

void dns_question(struct dns *d, const char *name, unsigned type, unsigned class)
{
    count_one(d, DNS_QUESTION);
    dns_name(d, name);
    frame_u16(d->f, type);
    frame_u16(d->f, class);
}

size_t dns_record(struct dns *d, enum dns_section section, const char *name, unsigned type,
                  unsigned class, uint32_t ttl)
{
    count_one(d, section);
    dns_name(d, name);
    frame_u16(d->f, type);
    frame_u16(d->f, class);
    frame_u32(d->f, ttl);
    size_t at = d->f->n;
    frame_u16(d->f, 0); /* length of the data */
    return at;
}

void dns_record_end(struct dns *d, size_t at)
{
    frame_put_u16(d->f, at, (unsigned)(d->f->n - at - 2));
}

void dns_address(struct dns *d, enum dns_section section, const char *name, unsigned class,
                 uint32_t ttl, const char *ip)
{
    unsigned type = frame_is_ipv6(ip) ? DNS_AAAA : DNS_A;
    size_t at = dns_record(d, section, name, type, class, ttl);
    frame_address(d->f, ip);
    dns_record_end(d, at);
}

void dns_pointer(struct dns *d, enum dns_section section, const char *name, uint32_t ttl,
                 const char *to)
{
    size_t at = dns_record(d, section, name, DNS_PTR, DNS_IN, ttl);
    dns_name(d, to);
    dns_record_end(d, at);
}

void dns_service(struct dns *d, enum dns_section section, const char *name, unsigned class,
                 uint32_t ttl, unsigned port, const char *host)
{
    size_t at = dns_record(d, section, name, DNS_SRV, class, ttl);
    frame_u32(d->f, 0); /* priority, weight */
    frame_u16(d->f, port);
    dns_name(d, host);
    dns_record_end(d, at);
}

void dns_strings(struct dns *d, enum dns_section section, const char *name, uint32_t ttl,
                 const char *const *strings)
{
    size_t at = dns_record(d, section, name, DNS_TXT, DNS_IN_FLUSH, ttl);
    for (; *strings != NULL; strings++) {
        frame_u8(d->f, (unsigned)strlen(*strings));
        frame_text(d->f, *strings);
    }
    dns_record_end(d, at);
}

/* RFC 1001 section 14.1: each half of a byte becomes a letter from A on. */
void nbns_name(struct frame *f, const char *name, unsigned suffix)
{
    size_t n = strlen(name);
    assert(n <= 15);
    frame_u8(f, 32);
    for (size_t i = 0; i < 16; i++) {
        unsigned c = i < n ? (unsigned char)name[i] : i < 15 ? ' ' : suffix;
        if (i < n && c >= 'a' && c <= 'z')
            c -= 'a' - 'A'; /* NetBIOS names are upper case */
        frame_u8(f, 'A' + (c >> 4));
        frame_u8(f, 'A' + (c & 15));
    }
    frame_u8(f, 0);
}

enum {
    NBNS_TYPE_NB = 0x20,
    NBNS_QUERY_BROADCAST = 0x0110,        /* recursion desired, broadcast */
    NBNS_REGISTRATION_BROADCAST = 0x2910, /* operation 5 */
    NBNS_RESPONSE = 0x8500,               /* authoritative, recursion desired */
    NBNS_GROUP_NAME = 0x8000,
};

static void nbns_header(struct frame *f, unsigned id, unsigned flags, unsigned questions,
                        unsigned answers, unsigned additional)
{
    frame_u16(f, id);
    frame_u16(f, flags);
    frame_u16(f, questions);
    frame_u16(f, answers);
    frame_u16(f, 0);
    frame_u16(f, additional);
}

/* The record that follows a name: type, class, time to live, one address. */
static void nbns_record(struct frame *f, uint32_t ttl, bool group, const char *ip)
{
    frame_u16(f, NBNS_TYPE_NB);
    frame_u16(f, DNS_IN);
    frame_u32(f, ttl);
    frame_u16(f, 6);
    frame_u16(f, group ? NBNS_GROUP_NAME : 0);
    frame_address(f, ip);
}

void nbns_query(struct frame *f, unsigned id, const char *name, unsigned suffix)
{
    nbns_header(f, id, NBNS_QUERY_BROADCAST, 1, 0, 0);
    nbns_name(f, name, suffix);
    frame_u16(f, NBNS_TYPE_NB);
    frame_u16(f, DNS_IN);
}

void nbns_registration(struct frame *f, unsigned id, const char *name, unsigned suffix, bool group,
                       const char *ip)
{
    nbns_header(f, id, NBNS_REGISTRATION_BROADCAST, 1, 0, 1);
    nbns_name(f, name, suffix);
    frame_u16(f, NBNS_TYPE_NB);
    frame_u16(f, DNS_IN);
    frame_u16(f, 0xc00c); /* the name of the question */
    nbns_record(f, 300000, group, ip);
}

void nbns_response(struct frame *f, unsigned id, const char *name, unsigned suffix, const char *ip)
{
    nbns_header(f, id, NBNS_RESPONSE, 0, 1, 0);
    nbns_name(f, name, suffix);
    nbns_record(f, 300000, false, ip);
}
