/* SPDX-License-Identifier: MIT */

/* The registries: written down here a second time, by hand, and compared at every border. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "address/registry.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct ip ip_of(const char *string)
{
    struct ip a = {.family = IP_NONE};
    if (!ip_parse(string, &a)) {
        fail_msg("%s: not read", string);
    }
    return a;
}

static struct mac mac_of(const char *string)
{
    struct mac m = MAC_NONE;
    if (!mac_parse(string, &m)) {
        fail_msg("%s: not read", string);
    }
    return m;
}

/* The special-purpose registries; flags are those of S, D, F, G and R that are true. */
static const struct record {
    const char *prefix;
    unsigned bits;
    const char *name, *reference, *flags;
    enum origin origin;
} records[] = {
    {"0.0.0.0", 8, "\"This network\"", "RFC 791 section 3.2", "SR", ORIGIN_OTHER},
    {"0.0.0.0", 32, "\"This host on this network\"", "RFC 1122 section 3.2.1.3", "SR",
     ORIGIN_UNSPECIFIED},
    {"10.0.0.0", 8, "Private-Use", "RFC 1918", "SDF", ORIGIN_PRIVATE},
    {"100.64.0.0", 10, "Shared Address Space", "RFC 6598", "SDF", ORIGIN_OTHER},
    {"127.0.0.0", 8, "Loopback", "RFC 1122 section 3.2.1.3", "R", ORIGIN_LOOPBACK},
    {"169.254.0.0", 16, "Link Local", "RFC 3927", "SDR", ORIGIN_LINK_LOCAL},
    {"172.16.0.0", 12, "Private-Use", "RFC 1918", "SDF", ORIGIN_PRIVATE},
    {"192.0.0.0", 24, "IETF Protocol Assignments", "RFC 6890 section 2.1", "", ORIGIN_OTHER},
    {"192.0.0.0", 29, "IPv4 Service Continuity Prefix", "RFC 7335", "SDF", ORIGIN_OTHER},
    {"192.0.0.8", 32, "IPv4 dummy address", "RFC 7600", "S", ORIGIN_OTHER},
    {"192.0.0.9", 32, "Port Control Protocol Anycast", "RFC 7723", "SDFG", ORIGIN_GLOBAL},
    {"192.0.0.10", 32, "Traversal Using Relays around NAT Anycast", "RFC 8155", "SDFG",
     ORIGIN_GLOBAL},
    {"192.0.0.170", 31, "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050 section 2.2", "R",
     ORIGIN_OTHER},
    {"192.0.2.0", 24, "Documentation (TEST-NET-1)", "RFC 5737", "", ORIGIN_OTHER},
    {"192.31.196.0", 24, "AS112-v4", "RFC 7535", "SDFG", ORIGIN_GLOBAL},
    {"192.52.193.0", 24, "AMT", "RFC 7450", "SDFG", ORIGIN_GLOBAL},
    {"192.88.99.0", 24, "Deprecated (6to4 Relay Anycast)", "RFC 7526", "", ORIGIN_OTHER},
    {"192.88.99.2", 32, "6a44-relay anycast address", "RFC 6751", "SDF", ORIGIN_OTHER},
    {"192.168.0.0", 16, "Private-Use", "RFC 1918", "SDF", ORIGIN_PRIVATE},
    {"192.175.48.0", 24, "Direct Delegation AS112 Service", "RFC 7534", "SDFG", ORIGIN_GLOBAL},
    {"198.18.0.0", 15, "Benchmarking", "RFC 2544", "SDF", ORIGIN_OTHER},
    {"198.51.100.0", 24, "Documentation (TEST-NET-2)", "RFC 5737", "", ORIGIN_OTHER},
    {"203.0.113.0", 24, "Documentation (TEST-NET-3)", "RFC 5737", "", ORIGIN_OTHER},
    {"240.0.0.0", 4, "Reserved", "RFC 1112 section 4", "R", ORIGIN_OTHER},
    {"255.255.255.255", 32, "Limited Broadcast", "RFC 8190, RFC 919 section 7", "DR", ORIGIN_OTHER},
    {"::1", 128, "Loopback Address", "RFC 4291 section 2.5.3", "R", ORIGIN_LOOPBACK},
    {"::", 128, "Unspecified Address", "RFC 4291 section 2.5.2", "SR", ORIGIN_UNSPECIFIED},
    {"::ffff:0:0", 96, "IPv4-mapped Address", "RFC 4291 section 2.5.5.2", "R", ORIGIN_OTHER},
    {"64:ff9b::", 96, "IPv4-IPv6 Translat.", "RFC 6052", "SDFG", ORIGIN_GLOBAL},
    {"64:ff9b:1::", 48, "IPv4-IPv6 Translat.", "RFC 8215", "SDF", ORIGIN_OTHER},
    {"100::", 64, "Discard-Only Address Block", "RFC 6666", "SDF", ORIGIN_OTHER},
    {"100:0:0:1::", 64, "Dummy IPv6 Prefix", "RFC 9780", "S", ORIGIN_OTHER},
    {"2001::", 23, "IETF Protocol Assignments", "RFC 2928", "", ORIGIN_OTHER},
    {"2001::", 32, "TEREDO", "RFC 4380, RFC 8190", "SDF", ORIGIN_OTHER},
    {"2001:1::1", 128, "Port Control Protocol Anycast", "RFC 7723", "SDFG", ORIGIN_GLOBAL},
    {"2001:1::2", 128, "Traversal Using Relays around NAT Anycast", "RFC 8155", "SDFG",
     ORIGIN_GLOBAL},
    {"2001:1::3", 128, "DNS-SD Service Registration Protocol Anycast", "RFC 9665", "SDFG",
     ORIGIN_GLOBAL},
    {"2001:2::", 48, "Benchmarking", "RFC 5180", "SDF", ORIGIN_OTHER},
    {"2001:3::", 32, "AMT", "RFC 7450", "SDFG", ORIGIN_GLOBAL},
    {"2001:4:112::", 48, "AS112-v6", "RFC 7535", "SDFG", ORIGIN_GLOBAL},
    {"2001:10::", 28, "Deprecated (previously ORCHID)", "RFC 4843", "", ORIGIN_OTHER},
    {"2001:20::", 28, "ORCHIDv2", "RFC 7343", "SDFG", ORIGIN_GLOBAL},
    {"2001:30::", 28, "Drone Remote ID Protocol Entity Tags (DETs) Prefix", "RFC 9374", "SDFG",
     ORIGIN_GLOBAL},
    {"2001:db8::", 32, "Documentation", "RFC 3849", "", ORIGIN_OTHER},
    {"2002::", 16, "6to4", "RFC 3056", "SDF", ORIGIN_OTHER},
    {"2620:4f:8000::", 48, "Direct Delegation AS112 Service", "RFC 7534", "SDFG", ORIGIN_GLOBAL},
    {"3fff::", 20, "Documentation", "RFC 9637", "", ORIGIN_OTHER},
    {"5f00::", 16, "Segment Routing (SRv6) SIDs", "RFC 9602", "SDF", ORIGIN_OTHER},
    {"fc00::", 7, "Unique-Local", "RFC 4193, RFC 8190", "SDF", ORIGIN_PRIVATE},
    {"fe80::", 10, "Link-Local Unicast", "RFC 4291 section 2.5.6", "SDR", ORIGIN_LINK_LOCAL},
};

static bool bit_at(struct ip a, unsigned i)
{
    if (a.family == IP_V4) {
        return a.low >> (31 - i) & 1;
    }
    return (i < 64 ? a.high >> (63 - i) : a.low >> (127 - i)) & 1;
}

/* The longest record above that holds the address, found bit by bit. */
static const struct record *record_of(struct ip a)
{
    const struct record *best = NULL;
    for (const struct record *r = records; r < records + COUNT(records); r++) {
        struct ip prefix = ip_of(r->prefix);
        unsigned same = 0;
        while (prefix.family == a.family && same < r->bits &&
               bit_at(a, same) == bit_at(prefix, same)) {
            same++;
        }
        if (prefix.family == a.family && same == r->bits &&
            (best == NULL || r->bits > best->bits)) {
            best = r;
        }
    }
    return best;
}

static unsigned flags_of(const char *letters)
{
    unsigned flags = 0;
    for (const char *c = letters; *c != '\0'; c++) {
        flags |= *c == 'S'   ? SPECIAL_SOURCE
                 : *c == 'D' ? SPECIAL_DESTINATION
                 : *c == 'F' ? SPECIAL_FORWARDABLE
                 : *c == 'G' ? SPECIAL_GLOBAL
                             : SPECIAL_RESERVED;
    }
    return flags;
}

static void check_special(struct ip a)
{
    char text[IP_TEXT];
    ip_format(a, text);
    const struct record *expected = record_of(a);
    const struct special *got = special_find(a);
    if ((got == NULL) != (expected == NULL)) {
        fail_msg("%s: %s, expected %s", text, got ? got->name : "nothing",
                 expected ? expected->name : "nothing");
    }
    enum origin origin = ip_is_multicast(a) ? ORIGIN_OTHER : ORIGIN_GLOBAL;
    if (got != NULL && expected != NULL) {
        if (strcmp(got->name, expected->name) != 0 ||
            strcmp(got->reference, expected->reference) != 0 ||
            got->flags != flags_of(expected->flags) || got->origin != expected->origin) {
            fail_msg("%s: %s, %s, flags %x, %s; expected %s, %s, %s, %s", text, got->name,
                     got->reference, (unsigned)got->flags, origin_name((enum origin)got->origin),
                     expected->name, expected->reference, expected->flags,
                     origin_name(expected->origin));
        }
        origin = expected->origin;
    }
    if (ip_origin(a) != origin) {
        fail_msg("%s: origin %s, expected %s", text, origin_name(ip_origin(a)),
                 origin_name(origin));
    }
}

/* The address `step` after this one, or before it. */
static struct ip neighbour(struct ip a, int step)
{
    if (a.family == IP_V4) {
        return ip_v4((uint32_t)a.low + (uint32_t)step);
    }
    uint64_t low = a.low + (uint64_t)step;
    uint64_t carry = step > 0 ? low < a.low : low > a.low;
    return ip_v6(step > 0 ? a.high + carry : a.high - carry, low);
}

static struct ip last_of(struct ip prefix, unsigned bits)
{
    if (prefix.family == IP_V4) {
        return ip_v4((uint32_t)prefix.low | (uint32_t)(UINT64_C(0xffffffff) >> bits));
    }
    uint64_t high = bits < 64 ? UINT64_MAX >> bits : 0;
    uint64_t low = bits <= 64 ? UINT64_MAX : bits < 128 ? UINT64_MAX >> (bits - 64) : 0;
    return ip_v6(prefix.high | high, prefix.low | low);
}

static void special_blocks_have_their_borders(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(records); i++) {
        struct ip first = ip_of(records[i].prefix);
        struct ip last = last_of(first, records[i].bits);
        check_special(first);
        check_special(last);
        check_special(neighbour(first, 1));
        check_special(neighbour(last, -1));
        check_special(neighbour(first, -1));
        check_special(neighbour(last, 1));
    }
}

static void origins_agree_with_the_table_everywhere(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 0x10000; i++) {
        check_special(ip_v4(i << 16));
        check_special(ip_v4(i << 16 | 0xffff));
        check_special(ip_v6((uint64_t)i << 48, 0));
        check_special(ip_v6((uint64_t)i << 48 | UINT64_C(0xffffffffffff), UINT64_MAX));
    }
    assert_int_equal(ip_origin((struct ip){.family = IP_NONE}), ORIGIN_OTHER);
    assert_null(special_find((struct ip){.family = IP_NONE}));
}

static void addresses_have_origins(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        enum origin origin;
        const char *name;
    } rows[] = {
        {"169.254.12.34", ORIGIN_LINK_LOCAL, "Link Local"},
        {"172.17.214.161", ORIGIN_PRIVATE, "Private-Use"},
        {"172.14.214.1", ORIGIN_GLOBAL, NULL},
        {"172.254.214.1", ORIGIN_GLOBAL, NULL},
        {"172.15.255.255", ORIGIN_GLOBAL, NULL},
        {"172.32.0.0", ORIGIN_GLOBAL, NULL},
        {"192.0.0.1", ORIGIN_OTHER, "IPv4 Service Continuity Prefix"},
        {"192.0.0.9", ORIGIN_GLOBAL, "Port Control Protocol Anycast"},
        {"192.0.0.11", ORIGIN_OTHER, "IETF Protocol Assignments"},
        {"192.0.1.1", ORIGIN_GLOBAL, NULL},
        {"192.168.178.1", ORIGIN_PRIVATE, "Private-Use"},
        {"192.169.0.1", ORIGIN_GLOBAL, NULL},
        {"0.0.0.0", ORIGIN_UNSPECIFIED, "\"This host on this network\""},
        {"0.0.0.1", ORIGIN_OTHER, "\"This network\""},
        {"8.8.8.8", ORIGIN_GLOBAL, NULL},
        {"127.0.0.1", ORIGIN_LOOPBACK, "Loopback"},
        {"100.64.0.1", ORIGIN_OTHER, "Shared Address Space"},
        {"224.0.0.251", ORIGIN_OTHER, NULL},
        {"240.0.0.1", ORIGIN_OTHER, "Reserved"},
        {"255.255.255.255", ORIGIN_OTHER, "Limited Broadcast"},
        {"fe80::215:5dff:fe00:e501", ORIGIN_LINK_LOCAL, "Link-Local Unicast"},
        {"fd12:3456:789a::1", ORIGIN_PRIVATE, "Unique-Local"},
        {"2a00:1450:4001:800::200e", ORIGIN_GLOBAL, NULL},
        {"2001:4860:4860::8888", ORIGIN_GLOBAL, NULL},
        {"::", ORIGIN_UNSPECIFIED, "Unspecified Address"},
        {"::1", ORIGIN_LOOPBACK, "Loopback Address"},
        {"ff02::fb", ORIGIN_OTHER, NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct special *s = special_find(ip_of(rows[i].address));
        const char *name = s != NULL ? s->name : "nothing";
        if (ip_origin(ip_of(rows[i].address)) != rows[i].origin ||
            strcmp(name, rows[i].name != NULL ? rows[i].name : "nothing") != 0) {
            fail_msg("%s: %s, %s", rows[i].address, name,
                     origin_name(ip_origin(ip_of(rows[i].address))));
        }
    }
}

static void groups_have_names(void **state)
{
    (void)state;
    static const struct {
        const char *group, *name, *reference;
        enum group_scope scope;
        bool own;
        const char *mac;
    } rows[] = {
        {"224.0.0.0", "Base Address (Reserved)", "RFC 1112", SCOPE_LINK, true, "01:00:5e:00:00:00"},
        {"224.0.0.1", "All Systems on this Subnet", "RFC 1112", SCOPE_LINK, true,
         "01:00:5e:00:00:01"},
        {"224.0.0.2", "All Routers on this Subnet", "IANA", SCOPE_LINK, true, "01:00:5e:00:00:02"},
        {"224.0.0.3", "Local Network Control Block", "RFC 5771 section 4", SCOPE_LINK, false,
         "01:00:5e:00:00:03"},
        {"224.0.0.5", "OSPFIGP All Routers", "RFC 2328", SCOPE_LINK, true, "01:00:5e:00:00:05"},
        {"224.0.0.9", "RIP2 Routers", "RFC 2453", SCOPE_LINK, true, "01:00:5e:00:00:09"},
        {"224.0.0.13", "All PIM Routers", "RFC 7761", SCOPE_LINK, true, "01:00:5e:00:00:0d"},
        {"224.0.0.18", "VRRP", "RFC 9568", SCOPE_LINK, true, "01:00:5e:00:00:12"},
        {"224.0.0.22", "IGMP", "RFC 9776", SCOPE_LINK, true, "01:00:5e:00:00:16"},
        {"224.0.0.36", "DTCP Announcement", "IANA", SCOPE_LINK, true, "01:00:5e:00:00:24"},
        {"224.0.0.37", "zeroconfaddr", "IANA", SCOPE_LINK, true, "01:00:5e:00:00:25"},
        {"224.0.0.68", "zeroconfaddr", "IANA", SCOPE_LINK, true, "01:00:5e:00:00:44"},
        {"224.0.0.69", "all-AODV-RPL-nodes", "RFC 9854", SCOPE_LINK, true, "01:00:5e:00:00:45"},
        {"224.0.0.70", "Local Network Control Block", "RFC 5771 section 4", SCOPE_LINK, false,
         "01:00:5e:00:00:46"},
        {"224.0.0.102", "HSRP", "IANA", SCOPE_LINK, true, "01:00:5e:00:00:66"},
        {"224.0.0.107", "PTP-pdelay", "IEEE Std 1588", SCOPE_LINK, true, "01:00:5e:00:00:6b"},
        {"224.0.0.251", "mDNS", "RFC 6762", SCOPE_LINK, true, "01:00:5e:00:00:fb"},
        {"224.0.0.252", "Link-local Multicast Name Resolution", "RFC 4795", SCOPE_LINK, true,
         "01:00:5e:00:00:fc"},
        {"224.0.0.255", "Local Network Control Block", "RFC 5771 section 4", SCOPE_LINK, false,
         "01:00:5e:00:00:ff"},
        {"224.0.1.0", "Internetwork Control Block", "RFC 5771 section 5", SCOPE_GLOBAL, false,
         "01:00:5e:00:01:00"},
        {"224.0.1.1", "NTP Network Time Protocol", "RFC 5905", SCOPE_GLOBAL, true,
         "01:00:5e:00:01:01"},
        {"224.0.1.129", "PTP-primary", "IEEE Std 1588", SCOPE_GLOBAL, true, "01:00:5e:00:01:81"},
        {"224.0.1.255", "Internetwork Control Block", "RFC 5771 section 5", SCOPE_GLOBAL, false,
         "01:00:5e:00:01:ff"},
        {"224.0.2.0", "AD-HOC Block I", "RFC 5771 section 6", SCOPE_GLOBAL, false,
         "01:00:5e:00:02:00"},
        {"224.0.23.12", "KNXnet/IP", "IANA", SCOPE_GLOBAL, true, "01:00:5e:00:17:0c"},
        {"224.0.255.255", "AD-HOC Block I", "RFC 5771 section 6", SCOPE_GLOBAL, false,
         "01:00:5e:00:ff:ff"},
        {"224.1.0.0", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:01:00:00"},
        {"224.1.255.255", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:01:ff:ff"},
        {"224.2.0.0", "SDP/SAP Block", "RFC 5771 section 7", SCOPE_GLOBAL, false,
         "01:00:5e:02:00:00"},
        {"224.2.127.254", "SAPv1 Announcements", "RFC 2974", SCOPE_GLOBAL, true,
         "01:00:5e:02:7f:fe"},
        {"224.2.255.255", "SDP/SAP Block", "RFC 5771 section 7", SCOPE_GLOBAL, false,
         "01:00:5e:02:ff:ff"},
        {"224.3.0.0", "AD-HOC Block II", "RFC 5771 section 6", SCOPE_GLOBAL, false,
         "01:00:5e:03:00:00"},
        {"224.4.255.255", "AD-HOC Block II", "RFC 5771 section 6", SCOPE_GLOBAL, false,
         "01:00:5e:04:ff:ff"},
        {"224.5.0.0", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:05:00:00"},
        {"224.128.0.251", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:00:00:fb"},
        {"224.251.255.255", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:7b:ff:ff"},
        {"224.252.0.0", "DIS Transient Groups", "RFC 2365", SCOPE_GLOBAL, false,
         "01:00:5e:7c:00:00"},
        {"224.255.255.255", "DIS Transient Groups", "RFC 2365", SCOPE_GLOBAL, false,
         "01:00:5e:7f:ff:ff"},
        {"225.0.0.0", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:00:00:00"},
        {"225.0.0.251", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:00:00:fb"},
        {"231.255.255.255", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:7f:ff:ff"},
        {"232.0.0.0", "Reserved (Source-Specific Multicast Block)", "RFC 4607", SCOPE_RESERVED,
         false, "01:00:5e:00:00:00"},
        {"232.0.0.255", "Reserved for IANA allocation (Source-Specific Multicast Block)",
         "RFC 4607", SCOPE_RESERVED, false, "01:00:5e:00:00:ff"},
        {"232.0.1.0", "Source-Specific Multicast Block", "RFC 4607", SCOPE_GLOBAL, false,
         "01:00:5e:00:01:00"},
        {"232.255.255.255", "Source-Specific Multicast Block", "RFC 4607", SCOPE_GLOBAL, false,
         "01:00:5e:7f:ff:ff"},
        {"233.0.0.0", "GLOP Block", "RFC 3180", SCOPE_GLOBAL, false, "01:00:5e:00:00:00"},
        {"233.251.255.255", "GLOP Block", "RFC 3180", SCOPE_GLOBAL, false, "01:00:5e:7b:ff:ff"},
        {"233.252.0.0", "MCAST-TEST-NET", "RFC 6676", SCOPE_GLOBAL, false, "01:00:5e:7c:00:00"},
        {"233.252.1.0", "AD-HOC Block III", "RFC 5771 section 6", SCOPE_GLOBAL, false,
         "01:00:5e:7c:01:00"},
        {"233.255.255.255", "AD-HOC Block III", "RFC 5771 section 6", SCOPE_GLOBAL, false,
         "01:00:5e:7f:ff:ff"},
        {"234.0.0.0", "Unicast-Prefix-based IPv4 Multicast Addresses", "RFC 6034", SCOPE_GLOBAL,
         false, "01:00:5e:00:00:00"},
        {"234.255.255.255", "Unicast-Prefix-based IPv4 Multicast Addresses", "RFC 6034",
         SCOPE_GLOBAL, false, "01:00:5e:7f:ff:ff"},
        {"235.0.0.0", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:00:00:00"},
        {"238.255.255.255", "Reserved", "RFC 5771", SCOPE_RESERVED, false, "01:00:5e:7f:ff:ff"},
        {"239.0.0.0", "Organization-Local Scope", "RFC 2365", SCOPE_ORGANIZATION, false,
         "01:00:5e:00:00:00"},
        {"239.128.0.251", "Organization-Local Scope", "RFC 2365", SCOPE_ORGANIZATION, false,
         "01:00:5e:00:00:fb"},
        {"239.191.255.255", "Organization-Local Scope", "RFC 2365", SCOPE_ORGANIZATION, false,
         "01:00:5e:3f:ff:ff"},
        {"239.192.0.0", "IPv4 Organization Local Scope", "RFC 2365 section 6.2", SCOPE_ORGANIZATION,
         false, "01:00:5e:40:00:00"},
        {"239.195.254.250", "IPv4 Organization Local Scope", "RFC 2365 section 6.2",
         SCOPE_ORGANIZATION, false, "01:00:5e:43:fe:fa"},
        {"239.195.255.250", "SSDP", "UPnP Device Architecture", SCOPE_ORGANIZATION, true,
         "01:00:5e:43:ff:fa"},
        {"239.195.255.253", "SLPv2 Discovery", "RFC 2608", SCOPE_ORGANIZATION, true,
         "01:00:5e:43:ff:fd"},
        {"239.196.0.0", "Organization-Local Scope", "RFC 2365", SCOPE_ORGANIZATION, false,
         "01:00:5e:44:00:00"},
        {"239.254.255.250", "Organization-Local Scope", "RFC 2365", SCOPE_ORGANIZATION, false,
         "01:00:5e:7e:ff:fa"},
        {"239.255.0.0", "IPv4 Local Scope", "RFC 2365 section 6.1", SCOPE_ADMIN, false,
         "01:00:5e:7f:00:00"},
        {"239.255.254.255", "IPv4 Local Scope", "RFC 2365 section 6.1", SCOPE_ADMIN, false,
         "01:00:5e:7f:fe:ff"},
        {"239.255.255.0", "IPv4 Local Scope", "RFC 2365 section 6.1", SCOPE_ADMIN, false,
         "01:00:5e:7f:ff:00"},
        {"239.255.255.1", "RFC3692-style Experiment", "RFC 4727", SCOPE_ADMIN, true,
         "01:00:5e:7f:ff:01"},
        {"239.255.255.245", "MCAST-TEST-NET-2", "RFC 6676", SCOPE_ADMIN, true, "01:00:5e:7f:ff:f5"},
        {"239.255.255.246", "UPnP", "UPnP Device Architecture", SCOPE_ADMIN, true,
         "01:00:5e:7f:ff:f6"},
        {"239.255.255.250", "SSDP", "UPnP Device Architecture", SCOPE_ADMIN, true,
         "01:00:5e:7f:ff:fa"},
        {"239.255.255.251", "Multicast Discovery of DNS Services", "IANA", SCOPE_ADMIN, true,
         "01:00:5e:7f:ff:fb"},
        {"239.255.255.253", "SLPv2 Discovery", "RFC 2608", SCOPE_ADMIN, true, "01:00:5e:7f:ff:fd"},
        {"239.255.255.254", "MADCAP Protocol", "RFC 2730", SCOPE_ADMIN, true, "01:00:5e:7f:ff:fe"},
        {"239.255.255.255", "SAP Session Announcement Protocol", "RFC 2974", SCOPE_ADMIN, true,
         "01:00:5e:7f:ff:ff"},

        {"ff01::1", "All Nodes Address", "RFC 4291 section 2.7.1", SCOPE_INTERFACE, true,
         "33:33:00:00:00:01"},
        {"ff01::2", "All Routers Address", "RFC 4291 section 2.7.1", SCOPE_INTERFACE, true,
         "33:33:00:00:00:02"},
        {"ff02::", "Reserved Multicast Address", "RFC 4291 section 2.7.1", SCOPE_LINK, false,
         "33:33:00:00:00:00"},
        {"ff02::1", "All Nodes Address", "RFC 4291 section 2.7.1", SCOPE_LINK, true,
         "33:33:00:00:00:01"},
        {"ff02::2", "All Routers Address", "RFC 4291 section 2.7.1", SCOPE_LINK, true,
         "33:33:00:00:00:02"},
        {"ff02::3", "Permanently assigned group", "RFC 4291 section 2.7", SCOPE_LINK, false,
         "33:33:00:00:00:03"},
        {"ff02::5", "OSPFIGP", "RFC 5340", SCOPE_LINK, true, "33:33:00:00:00:05"},
        {"ff02::c", "SSDP", "UPnP Device Architecture", SCOPE_LINK, true, "33:33:00:00:00:0c"},
        {"ff02::d", "All PIM Routers", "RFC 7761", SCOPE_LINK, true, "33:33:00:00:00:0d"},
        {"ff02::12", "VRRP", "RFC 9568", SCOPE_LINK, true, "33:33:00:00:00:12"},
        {"ff02::16", "All MLDv2-capable routers", "RFC 9777", SCOPE_LINK, true,
         "33:33:00:00:00:16"},
        {"ff02::fb", "mDNSv6", "RFC 6762", SCOPE_LINK, true, "33:33:00:00:00:fb"},
        {"ff05::fb", "mDNSv6", "RFC 6762", SCOPE_SITE, true, "33:33:00:00:00:fb"},
        {"ff02::1:2", "All_DHCP_Relay_Agents_and_Servers", "RFC 9915", SCOPE_LINK, true,
         "33:33:00:01:00:02"},
        {"ff02::1:3", "Link-local Multicast Name Resolution", "RFC 4795", SCOPE_LINK, true,
         "33:33:00:01:00:03"},
        {"ff05::1:3", "All_DHCP_Servers", "RFC 9915", SCOPE_SITE, true, "33:33:00:01:00:03"},
        {"ff08::1:3", "Permanently assigned group", "RFC 4291 section 2.7", SCOPE_ORGANIZATION,
         false, "33:33:00:01:00:03"},
        {"ff05::c", "SSDP", "UPnP Device Architecture", SCOPE_SITE, true, "33:33:00:00:00:0c"},
        {"ff03::fc", "ALL_MPL_FORWARDERS", "RFC 7731", SCOPE_REALM, true, "33:33:00:00:00:fc"},
        {"ff0e::101", "Network Time Protocol (NTP)", "RFC 5905", SCOPE_GLOBAL, true,
         "33:33:00:00:01:01"},
        {"ff05::116", "SVRLOC", "RFC 3111", SCOPE_SITE, true, "33:33:00:00:01:16"},
        {"ff0e::181", "PTP-primary", "IEEE Std 1588", SCOPE_GLOBAL, true, "33:33:00:00:01:81"},
        {"ff02::14f", "EPSON-disc-set", "IANA", SCOPE_LINK, true, "33:33:00:00:01:4f"},
        {"ff05::1:1000", "Service Location, Version 2", "RFC 3111", SCOPE_SITE, false,
         "33:33:00:01:10:00"},
        {"ff05::1:13ff", "Service Location, Version 2", "RFC 3111", SCOPE_SITE, false,
         "33:33:00:01:13:ff"},
        {"ff05::1:1400", "Permanently assigned group", "RFC 4291 section 2.7", SCOPE_SITE, false,
         "33:33:00:01:14:00"},
        {"ff0e::2:0", "Multimedia Conference Calls", "IANA", SCOPE_GLOBAL, false,
         "33:33:00:02:00:00"},
        {"ff0e::2:7ffe", "SAPv1 Announcements", "RFC 2974", SCOPE_GLOBAL, true,
         "33:33:00:02:7f:fe"},
        {"ff05::4:ffff", "KNX IPv6 Multicast Addr. Range", "IANA", SCOPE_SITE, true,
         "33:33:00:04:ff:ff"},
        {"ff05::5:0", "Permanently assigned group", "RFC 4291 section 2.7", SCOPE_SITE, false,
         "33:33:00:05:00:00"},
        {"ff02::1:feff:ffff", "Permanently assigned group", "RFC 4291 section 2.7", SCOPE_LINK,
         false, "33:33:fe:ff:ff:ff"},
        {"ff02::1:ff00:0", "Solicited-Node Address", "RFC 4291 section 2.7.1", SCOPE_LINK, true,
         "33:33:ff:00:00:00"},
        {"ff02::1:ff12:3456", "Solicited-Node Address", "RFC 4291 section 2.7.1", SCOPE_LINK, true,
         "33:33:ff:12:34:56"},
        {"ff02::1:ffff:ffff", "Solicited-Node Address", "RFC 4291 section 2.7.1", SCOPE_LINK, true,
         "33:33:ff:ff:ff:ff"},
        {"ff02::2:0:0", "Permanently assigned group", "RFC 4291 section 2.7", SCOPE_LINK, false,
         "33:33:00:00:00:00"},
        {"ff05::1:ff12:3456", "Permanently assigned group", "RFC 4291 section 2.7", SCOPE_SITE,
         false, "33:33:ff:12:34:56"},
        {"ff02::2:ff12:3456", "Node Information Queries", "RFC 4620", SCOPE_LINK, true,
         "33:33:ff:12:34:56"},
        {"ff0e::db8:1:2", "Documentation Addresses", "RFC 6676", SCOPE_GLOBAL, false,
         "33:33:00:01:00:02"},
        {"ff12::fb", "Transient group", "RFC 4291 section 2.7", SCOPE_LINK, false,
         "33:33:00:00:00:fb"},
        {"ff14::1", "Transient group", "RFC 4291 section 2.7", SCOPE_ADMIN, false,
         "33:33:00:00:00:01"},
        {"ff3e::8000:1", "Source-Specific Multicast", "RFC 4607", SCOPE_GLOBAL, false,
         "33:33:80:00:00:01"},
        {"ff35:40:fd00:1::1", "Unicast-prefix-based group", "RFC 3306", SCOPE_SITE, false,
         "33:33:00:00:00:01"},
        {"ff7e:140:2001:db8::1", "Group with embedded rendezvous point", "RFC 3956", SCOPE_GLOBAL,
         false, "33:33:00:00:00:01"},
        {"ff2e::1", "Group with reserved flags", "RFC 7371", SCOPE_GLOBAL, false,
         "33:33:00:00:00:01"},
        {"ffff::1", "Group with reserved flags", "RFC 7371", SCOPE_RESERVED, false,
         "33:33:00:00:00:01"},
        {"ff00::fb", "mDNSv6", "RFC 6762", SCOPE_RESERVED, true, "33:33:00:00:00:fb"},
        {"ff06::1", "Permanently assigned group", "RFC 4291 section 2.7", SCOPE_RESERVED, false,
         "33:33:00:00:00:01"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct group_entry g = group_find(ip_of(rows[i].group));
        char mac[MAC_TEXT];
        mac_format(ip_group_mac(ip_of(rows[i].group)), mac);
        if (strcmp(g.name, rows[i].name) != 0 || strcmp(g.reference, rows[i].reference) != 0 ||
            g.scope != rows[i].scope || g.own != rows[i].own || strcmp(mac, rows[i].mac) != 0) {
            fail_msg("%s: %s, %s, %s, %s, %s", rows[i].group, g.name, g.reference,
                     scope_name(g.scope), g.own ? "own" : "block", mac);
        }
    }
}

static void other_addresses_are_no_groups(void **state)
{
    (void)state;
    static const char *const rows[] = {"223.255.255.255", "240.0.0.0",   "10.0.0.1",
                                       "fe80::1",         "feff:ffff::", "::"};
    for (size_t i = 0; i <= COUNT(rows); i++) {
        struct ip a = i < COUNT(rows) ? ip_of(rows[i]) : (struct ip){.family = IP_NONE};
        struct group_entry g = group_find(a);
        assert_int_equal(g.scope, SCOPE_NONE);
        assert_string_equal(g.name, "");
        assert_string_equal(g.reference, "");
        assert_null(g.purpose);
        assert_false(g.own);
    }
}

/* The groups of an ordinary network explain themselves in one sentence. */
static void common_groups_have_a_purpose(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "224.0.0.1",       "224.0.0.2",       "224.0.0.5",   "224.0.0.6",      "224.0.0.9",
        "224.0.0.10",      "224.0.0.13",      "224.0.0.18",  "224.0.0.22",     "224.0.0.102",
        "224.0.0.107",     "224.0.0.251",     "224.0.0.252", "224.0.1.1",      "224.0.1.60",
        "224.0.1.75",      "224.0.1.129",     "224.0.23.12", "224.2.127.254",  "239.255.255.250",
        "239.255.255.253", "239.255.255.246", "ff02::1",     "ff02::2",        "ff02::5",
        "ff02::c",         "ff02::d",         "ff02::12",    "ff02::16",       "ff02::fb",
        "ff02::1:2",       "ff02::1:3",       "ff05::1:3",   "ff02::1:ff00:1", "ff0e::101",
        "ff05::c",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (group_find(ip_of(rows[i])).purpose == NULL) {
            fail_msg("%s has no purpose", rows[i]);
        }
    }
    assert_non_null(strstr(group_find(ip_of("239.255.255.250")).purpose, "WS-Discovery"));
    assert_null(group_find(ip_of("239.1.2.3")).purpose);
}

/* Every group gets a complete entry, and a purpose is a sentence. */
static void every_group_has_an_entry(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 0x30000; i++) {
        struct ip a = i < 0x10000   ? ip_v4(0xe0000000 | i)
                      : i < 0x20000 ? ip_v4(0xe0000000 | (i & 0xffff) << 12)
                                    : ip_v6(UINT64_C(0xff00) << 48 | (uint64_t)(i & 0xff) << 48,
                                            i >> 8 & 0xff);
        struct group_entry g = group_find(a);
        if (g.name == NULL || g.name[0] == '\0' || g.reference == NULL || g.reference[0] == '\0' ||
            g.scope == SCOPE_NONE || scope_name(g.scope) == NULL) {
            char text[IP_TEXT];
            ip_format(a, text);
            fail_msg("%s has no entry", text);
        }
        if (g.purpose != NULL) {
            assert_true(g.own);
            assert_true(g.purpose[strlen(g.purpose) - 1] == '.');
        }
    }
}

static void macs_have_names(void **state)
{
    (void)state;
    static const struct {
        const char *mac, *name, *reference;
    } rows[] = {
        {"ff:ff:ff:ff:ff:ff", "Broadcast", "IEEE Std 802"},
        {"ff:ff:ff:ff:ff:fe", NULL, NULL},
        {"00:00:00:00:00:00", "No address (loopback captures)", "IEEE Std 802"},
        {"00:00:00:00:00:01", NULL, NULL},
        {"01:80:c2:00:00:00", "Bridge group address: STP, RSTP, MSTP; nearest customer bridge",
         "IEEE Std 802.1Q table 8-1"},
        {"01:80:c2:00:00:01", "MAC Control: PAUSE", "IEEE Std 802.3 clause 31"},
        {"01:80:c2:00:00:02", "Slow Protocols: LACP, Marker, OAM", "IEEE Std 802.3 annex 57A"},
        {"01:80:c2:00:00:03", "Nearest non-TPMR bridge; port authentication (802.1X)",
         "IEEE Std 802.1Q table 8-1"},
        {"01:80:c2:00:00:04", "Reserved address that no bridge forwards",
         "IEEE Std 802.1Q table 8-1"},
        {"01:80:c2:00:00:08", "Provider bridge group address", "IEEE Std 802.1Q table 8-1"},
        {"01:80:c2:00:00:0d", "Provider bridge MVRP address", "IEEE Std 802.1Q table 8-1"},
        {"01:80:c2:00:00:0e", "Nearest bridge: LLDP, PTP peer delay", "IEEE Std 802.1Q table 8-1"},
        {"01:80:c2:00:00:0f", "Reserved address that no bridge forwards",
         "IEEE Std 802.1Q table 8-1"},
        {"01:80:c2:00:00:10", "All LANs bridge management (deprecated)", "IEEE Std 802.1D"},
        {"01:80:c2:00:00:11", NULL, NULL},
        {"01:80:c2:00:00:13", "IEEE 1905.1 control messages", "IEEE Std 1905.1"},
        {"01:80:c2:00:00:20", "MMRP (formerly GMRP)", "IEEE Std 802.1Q"},
        {"01:80:c2:00:00:21", "MVRP (formerly GVRP)", "IEEE Std 802.1Q"},
        {"01:80:c2:00:00:2f", NULL, NULL},
        {"01:80:c2:00:00:30", "Connectivity Fault Management", "IEEE Std 802.1Q"},
        {"01:80:c2:00:00:3f", "Connectivity Fault Management", "IEEE Std 802.1Q"},
        {"01:80:c2:00:00:40", NULL, NULL},
        {"01:00:0c:cc:cc:cc", "Cisco CDP, VTP, DTP, PAgP, UDLD", "Cisco"},
        {"01:00:0c:cc:cc:cd", "Cisco PVST+", "Cisco"},
        {"01:00:0c:cd:cd:cd", "Cisco UplinkFast", "Cisco"},
        {"01:00:0c:cd:cd:ce", "Cisco VLAN bridge", "Cisco"},
        {"01:00:0c:cd:cd:d0", "Bridge protocols in a tunnel (Cisco L2PT)", "Cisco"},
        {"01:00:0c:00:00:00", "Cisco ISL", "Cisco"},
        {"01:00:0c:dd:dd:dd", "Cisco CGMP", "Cisco"},
        {"01:00:5e:00:00:00", "IPv4 multicast", "RFC 1112 section 6.4"},
        {"01:00:5e:7f:ff:ff", "IPv4 multicast", "RFC 1112 section 6.4"},
        {"01:00:5e:80:00:00", "MPLS multicast", "RFC 5332"},
        {"01:00:5e:8f:ff:ff", "MPLS multicast", "RFC 5332"},
        {"01:00:5e:90:00:00", "IANA group addresses other than IPv4 multicast", "RFC 9542"},
        {"01:00:5e:90:10:53", "Documentation (group)", "RFC 9542"},
        {"01:00:5e:ff:ff:ff", "IANA group addresses other than IPv4 multicast", "RFC 9542"},
        {"01:00:5d:ff:ff:ff", NULL, NULL},
        {"01:00:5f:00:00:00", NULL, NULL},
        {"33:33:00:00:00:fb", "IPv6 multicast", "RFC 2464 section 7"},
        {"33:33:ff:ff:ff:ff", "IPv6 multicast", "RFC 2464 section 7"},
        {"33:32:ff:ff:ff:ff", NULL, NULL},
        {"33:34:00:00:00:00", NULL, NULL},
        {"00:00:5e:00:01:00", "VRRP virtual router for IPv4 (and CARP)", "RFC 9568 section 7.3"},
        {"00:00:5e:00:01:ff", "VRRP virtual router for IPv4 (and CARP)", "RFC 9568 section 7.3"},
        {"00:00:5e:00:02:01", "VRRP virtual router for IPv6 (and CARP)", "RFC 9568 section 7.3"},
        {"00:00:5e:00:03:00", NULL, NULL},
        {"00:00:5e:00:53:10", "Documentation (unicast)", "RFC 9542 section 2.1.2"},
        {"00:00:0c:07:ac:01", "HSRP virtual router", "RFC 2281"},
        {"00:00:0c:07:ad:00", NULL, NULL},
        {"00:00:0c:9f:f1:23", "HSRP version 2 virtual router", "Cisco"},
        {"00:00:0c:9f:e1:23", NULL, NULL},
        {"00:05:73:a0:00:01", "HSRP virtual router for IPv6", "Cisco"},
        {"00:07:b4:00:01:02", "GLBP virtual forwarder", "Cisco"},
        {"01:1b:19:00:00:00", "PTP, all messages but peer delay", "IEEE Std 1588"},
        {"02:bf:0a:00:00:01", "Microsoft NLB cluster (unicast)", "Microsoft"},
        {"03:bf:0a:00:00:01", "Microsoft NLB cluster (multicast)", "Microsoft"},
        {"02:00:4c:4f:4f:50", NULL, NULL},
        {"02:01:0a:00:00:01", "Locally administered, in the form of a Microsoft NLB host",
         "Microsoft"},
        {"02:20:0a:00:00:01", "Locally administered, in the form of a Microsoft NLB host",
         "Microsoft"},
        {"02:21:0a:00:00:01", NULL, NULL},
        {"02:42:ac:11:00:02", NULL, NULL},
        {"01:e0:52:cc:cc:cc", "Foundry Discovery Protocol", "Foundry Networks"},
        {"cf:00:00:00:00:00", "Configuration testing (loopback)", "DIX Ethernet version 2.0"},
        {"00:15:5d:00:e5:01", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct mac_entry e = group_mac_find(mac_of(rows[i].mac));
        const char *name = e.name != NULL ? e.name : "nothing";
        const char *reference = e.reference != NULL ? e.reference : "nothing";
        if (strcmp(name, rows[i].name != NULL ? rows[i].name : "nothing") != 0 ||
            strcmp(reference, rows[i].reference != NULL ? rows[i].reference : "nothing") != 0) {
            fail_msg("%s: %s, %s", rows[i].mac, name, reference);
        }
    }
    assert_null(group_mac_find(MAC_NONE).name);
}

static void words_are_those_of_the_output(void **state)
{
    (void)state;
    static const char *const origins[] = {"link-local", "private",     "global",
                                          "loopback",   "unspecified", "other"};
    static const char *const scopes[] = {
        "none",       "interface-local",    "link-local", "realm-local", "admin-local",
        "site-local", "organization-local", "global",     "reserved"};
    assert_int_equal(COUNT(origins), ORIGIN_COUNT);
    assert_int_equal(COUNT(scopes), SCOPE_COUNT);
    for (int i = 0; i < ORIGIN_COUNT; i++) {
        assert_string_equal(origin_name((enum origin)i), origins[i]);
    }
    for (int i = 0; i < SCOPE_COUNT; i++) {
        assert_string_equal(scope_name((enum group_scope)i), scopes[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(special_blocks_have_their_borders),
        cmocka_unit_test(origins_agree_with_the_table_everywhere),
        cmocka_unit_test(addresses_have_origins),
        cmocka_unit_test(groups_have_names),
        cmocka_unit_test(other_addresses_are_no_groups),
        cmocka_unit_test(common_groups_have_a_purpose),
        cmocka_unit_test(every_group_has_an_entry),
        cmocka_unit_test(macs_have_names),
        cmocka_unit_test(words_are_those_of_the_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
