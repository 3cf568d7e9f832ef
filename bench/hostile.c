/* SPDX-License-Identifier: MIT */
/*
 * The frames that give decoders most to do. Each builder is named after what it overdoes, and repeats it
 * until the frame is full. What they build is mostly against its specification: that is the point.
 */
#include "hostile.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Writes bytes given in hexadecimal, with spaces between, where there is room for all of them. */
static bool put(struct bytes *b, const char *hex)
{
    uint32_t n = 0;
    for (const char *s = hex; *s != '\0'; s++)
        n += *s != ' ';
    if (n / 2 > b->most - b->n)
        return false;
    while (*hex != '\0') {
        const char pair[3] = {hex[0], hex[1], '\0'};
        if (*hex == ' ') {
            hex++;
            continue;
        }
        b->at[b->n++] = (uint8_t)strtoul(pair, NULL, 16);
        hex += 2;
    }
    return true;
}

static void put_many(struct bytes *b, const char *hex, unsigned times)
{
    for (unsigned i = 0; i < times && put(b, hex); i++)
        ;
}

static void put_all(struct bytes *b, const char *hex)
{
    put_many(b, hex, UINT16_MAX + 1u);
}

static void put_text(struct bytes *b, const char *text)
{
    uint32_t n = (uint32_t)strlen(text);
    if (n > b->most - b->n)
        return;
    memcpy(b->at + b->n, text, n);
    b->n += n;
}

static void set_be16(struct bytes *b, uint32_t at, uint32_t value)
{
    b->at[at] = (uint8_t)(value >> 8);
    b->at[at + 1] = (uint8_t)value;
}

static void put_be16(struct bytes *b, uint32_t value)
{
    b->n += 2;
    set_be16(b, b->n - 2, value);
}

static bool put_numbered(struct bytes *b, const char *before, uint32_t number, const char *behind)
{
    uint32_t start = b->n;
    if (b->most - b->n < 64 || !put(b, before))
        return false;
    put_be16(b, number);
    if (!put(b, behind))
        b->n = start;
    return b->n > start;
}

/* What stands in front, and the lengths and sums that are known when the frame is whole. */
enum shell { SHELL_NONE, SHELL_IPV4, SHELL_UDP4, SHELL_IPV6, SHELL_UDP6 };

enum { AT_IP = ETHERNET_HEADER, AT_UDP4 = AT_IP + 20, AT_UDP6 = AT_IP + 40 };

static void shell_open(struct bytes *b, enum shell shell, unsigned number)
{
    bool udp = shell == SHELL_UDP4 || shell == SHELL_UDP6;
    if (shell == SHELL_NONE)
        return;
    put(b, "01005e0000fb 02005e000001");
    if (shell == SHELL_IPV4 || shell == SHELL_UDP4) {
        put(b, "0800 4500 0000 0001 0000 ff");
        b->at[b->n++] = (uint8_t)(udp ? 17 : number);
        put(b, "0000 0a000001 e00000fb");
    } else {
        put(b, "86dd 60000000 0000");
        b->at[b->n++] = (uint8_t)(udp ? 17 : number);
        put(b,
            "ff fe80 0000 0000 0000 0000 0000 0000 0001 ff02 0000 0000 0000 0000 0000 0000 00fb");
    }
    if (udp) {
        put_be16(b, number);
        put_be16(b, number);
        put(b, "0000 0000");
    }
}

static uint32_t words_sum(const struct bytes *b, uint32_t from, uint32_t to)
{
    uint32_t sum = 0;
    for (uint32_t i = from; i < to; i++)
        sum += (i - from) % 2 == 0 ? (uint32_t)b->at[i] << 8 : b->at[i];
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

static void shell_close(struct bytes *b, enum shell shell, unsigned number)
{
    if (shell == SHELL_IPV4 || shell == SHELL_UDP4)
        set_be16(b, AT_IP + 2, b->n - AT_IP);
    if (shell == SHELL_IPV6 || shell == SHELL_UDP6)
        set_be16(b, AT_IP + 4, b->n - AT_UDP6);
    if (shell == SHELL_UDP4)
        set_be16(b, AT_UDP4 + 4, b->n - AT_UDP4);
    if (shell == SHELL_UDP6)
        set_be16(b, AT_UDP6 + 4, b->n - AT_UDP6);
    if (shell == SHELL_IPV4 && number == 2) {
        uint32_t message = AT_IP + (b->at[AT_IP] & 15u) * 4;
        set_be16(b, message + 2, ~words_sum(b, message, b->n) & 0xffff);
    }
    if (shell == SHELL_IPV6 && number == 58) {
        uint32_t sum = words_sum(b, AT_IP + 8, AT_UDP6) + (b->n - AT_UDP6) + 58 +
                       words_sum(b, AT_UDP6, b->n);
        set_be16(b, AT_UDP6 + 2, ~((sum & 0xffff) + (sum >> 16)) & 0xffff);
    }
}

typedef void build_fn(struct bytes *);

/* As many labels as a name may hold, behind a question of one; `unit` is said again and again. */
static void dns_long(struct bytes *b, const char *header, unsigned label, const char *unit)
{
    put(b, header);
    for (unsigned i = 0; i < 250 / (label + 1); i++) {
        b->at[b->n++] = (uint8_t)label;
        put_many(b, "01", label);
    }
    put(b, "00 0001 0001");
    put_all(b, unit);
}

#define RESPONSE "0000 8400 0001 ffff 0000 0000"

static void dns_addresses(struct bytes *b)
{
    dns_long(b, RESPONSE, 61, "c00c 0001 0001 00000078 0004 0a000001");
}

static void dns_empty(struct bytes *b)
{
    dns_long(b, RESPONSE, 61, "c00c 0010 0001 00000078 0000");
}

static void dns_root(struct bytes *b)
{
    dns_long(b, RESPONSE, 61, "00 0010 0001 00000078 0000");
}

static void dns_services(struct bytes *b)
{
    dns_long(b, RESPONSE, 61, "c00c 0021 0001 00000078 0008 0000 0000 0050 c00c");
}

static void dns_short_labels(struct bytes *b)
{
    dns_long(b, RESPONSE, 1, "c00c 0001 0001 00000078 0004 0a000001");
}

static void dns_pointed(struct bytes *b)
{
    dns_long(b, RESPONSE, 61, "c00c 000c 0001 00000078 0002 c00c");
}

static void dns_questions(struct bytes *b)
{
    dns_long(b, "0000 0000 ffff 0000 0000 0000", 61, "c00c 000c 0001");
}

static void dns_utf8(struct bytes *b)
{
    put(b, RESPONSE);
    for (unsigned i = 0; i < 4; i++) {
        put(b, "3c");
        put_many(b, "e0b8b2", 20);
    }
    put(b, "00 0001 0001");
    put_all(b, "c00c 000c 0001 00000078 0002 c00c");
}

/* Each name is one label and a pointer to the one before, 120 deep. */
static void dns_chain(struct bytes *b)
{
    put(b, "0000 8400 0000 ffff 0000 0000");
    put(b, "01 01 00 0010 0001 00000000 01e4");
    uint32_t last = 12;
    for (unsigned i = 0; i < 121; i++) {
        uint32_t here = b->n - AT_UDP4 - 8;
        put(b, "01 01");
        put_be16(b, 0xc000 | last);
        last = here;
    }
    while (put_numbered(b, "", 0xc000 | last, "000c 0001 00000078 0002"))
        put_be16(b, 0xc000 | last);
}

static void nbns_names(struct bytes *b)
{
    put(b, "0000 2800 0001 0000 0000 ffff 20");
    put_many(b, "4142", 16);
    put(b, "00 0020 0001");
    put_all(b, "c00c 0020 0001 00000078 0006 0000 0a000001");
}

static void nbns_status(struct bytes *b)
{
    put(b, "0000 8400 0000 ffff 0000 0000 20");
    put_many(b, "4142", 16);
    put(b, "00 0021 0001 00000078 05bc fe");
    put_all(b, "ff41ff42ff43ff44ff45ff46ff474800 0000");
}

static void igmp_records(struct bytes *b)
{
    put(b, "2200 0000 0000 ffff");
    for (uint32_t i = 0; put_numbered(b, "0400 0000 ef00", i, ""); i++)
        ;
}

static void igmp_sources(struct bytes *b)
{
    put(b, "2200 0000 0000 0001 0600 ffff ef000001");
    uint32_t count = b->n - 6;
    put_all(b, "0a000001");
    set_be16(b, count, (b->n - count - 6) / 4);
}

static void mld_records(struct bytes *b)
{
    put(b, "8f00 0000 0000 ffff");
    for (uint32_t i = 0; put_numbered(b, "0400 0000 ff050001000200030004000500060007", i, ""); i++)
        b->n -= 2;
}

static void mld_sources(struct bytes *b)
{
    put(b, "8f00 0000 0000 0001 0600 ffff ff050001000200030004000500060007");
    uint32_t count = b->n - 18;
    put_all(b, "fe800001000200030004000500060007");
    set_be16(b, count, (b->n - count - 18) / 16);
}

static void mld_query(struct bytes *b)
{
    put(b, "8200 0000 0000 0000 ff050001000200030004000500060007 0000 0000");
    uint32_t count = b->n - 2;
    put_all(b, "fe800001000200030004000500060007");
    set_be16(b, count, (b->n - count - 2) / 16);
}

static void nd_options(struct bytes *b)
{
    put(b, "8600 0000 40000708 00000000 00000000");
    put_all(b, "0304 40c0 00000078 00000078 00000000 2001 0db8 0000 0000 0000 0000 0000 0000");
}

static void nd_servers(struct bytes *b)
{
    put(b, "8600 0000 40000708 00000000 00000000");
    for (uint32_t n = (b->most - b->n - 8) / 16; n > 0;) {
        uint32_t here = n < 127 ? n : 127;
        if (b->most - b->n < 8 + here * 16)
            break;
        put(b, "19");
        b->at[b->n++] = (uint8_t)(here * 2 + 1);
        put(b, "0000 00000078");
        put_many(b, "20010db8000100020003000400050006", here);
        n -= here;
    }
}

static void ipv6_extensions(struct bytes *b)
{
    put_all(b, "3c00 0104 00000000");
}

static void ipv4_options(struct bytes *b)
{
    b->at[AT_IP] = 0x4f;
    put_many(b, "01", 40);
    put(b, "2200 0000 0000 ffff");
    for (uint32_t i = 0; put_numbered(b, "0400 0000 ef00", i, ""); i++)
        ;
}

static void dhcp_message(struct bytes *b)
{
    put(b, "01 01 06 00 00000001 0000 0000");
    put_many(b, "00", 16);
    put(b, "02005e000001");
    put_many(b, "00", 202);
    put(b, "63825363 350105");
}

static void dhcp_empty(struct bytes *b)
{
    dhcp_message(b);
    put_all(b, "fa00");
}

static void dhcp_padding(struct bytes *b)
{
    dhcp_message(b);
    put_all(b, "00");
}

static void dhcp_routers(struct bytes *b)
{
    dhcp_message(b);
    for (bool more = true; more;) {
        more = put(b, "03fc");
        put_many(b, "0a0000fe", 63);
    }
}

static void dhcp_domains(struct bytes *b)
{
    dhcp_message(b);
    for (bool more = true; more;) {
        more = put(b, "0fff");
        put_many(b, "01", 255);
    }
}

static void dhcpv6_empty(struct bytes *b)
{
    put(b, "01 000001");
    put_all(b, "00fa0000");
}

static void dhcpv6_servers(struct bytes *b)
{
    put(b, "01 000001 0017");
    uint32_t n = (b->most - b->n - 2) / 16;
    put_be16(b, n * 16);
    put_many(b, "20010db8000100020003000400050006", n);
}

static void ssdp_lines(struct bytes *b)
{
    static const char *const names[] = {"NT", "USN", "SERVER", "LOCATION", "CACHE-CONTROL", "ST"};
    put_text(b, "NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\n");
    for (unsigned i = 0; i < COUNT(names); i++) {
        put_text(b, names[i]);
        put(b, "3a20");
        put_many(b, "01", b->most > 3000 ? 2000 : 200);
        put(b, "0d0a");
    }
    put_all(b, "413a0d0a");
}

static void ssdp_goodbye(struct bytes *b)
{
    put_text(b, "NOTIFY * HTTP/1.1\r\nNTS: ssdp:byebye\r\nNT: upnp:rootdevice\r\n"
                "USN: uuid:nobody::upnp:rootdevice\r\n");
}

static void wsd_devices(struct bytes *b)
{
    put_text(b, "<Action>x</Action>");
    for (uint32_t before = 0; before != b->n;) {
        before = b->n;
        put_text(b, "<Hello><Address>urn:uuid:1</Address><Types>a b c d e f g h</Types>"
                    "<XAddrs>http://[fe80::1]:5357/</XAddrs></Hello>");
    }
}

static void wsd_spaces(struct bytes *b)
{
    for (uint32_t before = 0; before != b->n;) {
        before = b->n;
        put_text(b, "<Address>");
        put_many(b, "20", 2000);
        put_text(b, "</Address>");
    }
}

static void slp_urls(struct bytes *b)
{
    put(b, "02 02 00ffff 0000 000000 0001 0002 656e 0000 ffff");
    set_be16(b, AT_UDP4 + 8 + 3, b->most - AT_UDP4 - 8);
    for (bool more = true; more;) {
        more = put(b, "00 0078 0102");
        put_text(b, "a://");
        put_many(b, "e0b8b2", 84);
        put(b, "6161 00");
    }
    b->n = b->most;
}

static void vlan_tags(struct bytes *b)
{
    put(b, "ffffffffffff 02005e000001");
    put_all(b, "81000001");
}

static void mpls_labels(struct bytes *b)
{
    put(b, "ffffffffffff 02005e000001 8847");
    put_all(b, "000010ff");
}

static void lldp_values(struct bytes *b)
{
    put(b, "0180c200000e 02005e000001 88cc 0207 04 02005e000001 0404 05313233 0602 0078");
    put_all(b, "100c 0501 0a000001 0200000001 00");
}

static void cdp_addresses(struct bytes *b)
{
    put(b, "8f00 2000 02b4 0000");
    for (bool more = true; more;) {
        more = put(b, "0002 0248 00000040");
        put_many(b, "0101cc 0004 0a000001", 64);
    }
}

/* Thai vowels cost most to clean. */
static void lldp_names(struct bytes *b)
{
    put(b, "0180c200000e 02005e000001 88cc 0207 04 02005e000001 0404 05313233 0602 0078");
    for (bool more = true; more;) {
        more = put(b, "0aff");
        put_many(b, "e0b8b2", 85);
    }
}

static void cdp_names(struct bytes *b)
{
    put(b, "8f00 2000 02b4 0000");
    for (bool more = true; more;) {
        more = put(b, "0014 0103");
        put_many(b, "e0b8b2", 85);
    }
}

static void wsd_names(struct bytes *b)
{
    for (uint32_t before = 0; before != b->n;) {
        before = b->n;
        put_text(b, "<Hello><Address>");
        put_many(b, "e0b8b2", 85);
        put_text(b, "</Address><Types>");
        put_many(b, "e0b8b2", 85);
        put_text(b, "</Types></Hello>");
    }
}

static void pppoe_tags(struct bytes *b)
{
    put(b, "ffffffffffff 02005e000001 8863 1107 0000");
    put_be16(b, (b->most - b->n - 2) / 259 * 259);
    for (bool more = true; more;) {
        more = put(b, "0102 00ff");
        put_many(b, "e0b8b2", 85);
    }
}

static void amsdu_frames(struct bytes *b)
{
    put(b, "8802 0000 ffffffffffff 02005e000001 02005e000001 0000 8000");
    put_all(b, "ffffffffffff 02005e000001 0002 aaaa");
}

static const struct {
    const char *name;
    build_fn *build;
    enum shell shell;
    unsigned number; /* the IP protocol, or the port; the link type where there is no shell */
} rows[] = {
    {"DNS addresses of a long name", dns_addresses, SHELL_UDP4, 5353},
    {"DNS records without data", dns_empty, SHELL_UDP4, 5353},
    {"DNS records of the root", dns_root, SHELL_UDP4, 53},
    {"DNS services", dns_services, SHELL_UDP4, 5353},
    {"DNS short labels", dns_short_labels, SHELL_UDP4, 5353},
    {"DNS names of names", dns_pointed, SHELL_UDP6, 5353},
    {"DNS names in Thai", dns_utf8, SHELL_UDP4, 5353},
    {"DNS questions", dns_questions, SHELL_UDP4, 5355},
    {"DNS chain of pointers", dns_chain, SHELL_UDP4, 5353},
    {"NBNS records", nbns_names, SHELL_UDP4, 137},
    {"NBNS status", nbns_status, SHELL_UDP4, 137},
    {"IGMPv3 records", igmp_records, SHELL_IPV4, 2},
    {"IGMPv3 sources", igmp_sources, SHELL_IPV4, 2},
    {"IGMPv3 behind IPv4 options", ipv4_options, SHELL_IPV4, 2},
    {"MLDv2 records", mld_records, SHELL_IPV6, 58},
    {"MLDv2 sources", mld_sources, SHELL_IPV6, 58},
    {"MLDv2 query", mld_query, SHELL_IPV6, 58},
    {"ND prefixes", nd_options, SHELL_IPV6, 58},
    {"ND DNS servers", nd_servers, SHELL_IPV6, 58},
    {"IPv6 extension headers", ipv6_extensions, SHELL_IPV6, 60},
    {"DHCP empty options", dhcp_empty, SHELL_UDP4, 67},
    {"DHCP padding", dhcp_padding, SHELL_UDP4, 67},
    {"DHCP routers", dhcp_routers, SHELL_UDP4, 67},
    {"DHCP domains", dhcp_domains, SHELL_UDP4, 67},
    {"DHCPv6 empty options", dhcpv6_empty, SHELL_UDP6, 547},
    {"DHCPv6 DNS servers", dhcpv6_servers, SHELL_UDP6, 547},
    {"SSDP header lines", ssdp_lines, SHELL_UDP4, 1900},
    {"SSDP goodbye", ssdp_goodbye, SHELL_UDP4, 1900},
    {"WSD devices", wsd_devices, SHELL_UDP4, 3702},
    {"WSD names", wsd_names, SHELL_UDP4, 3702},
    {"WSD white space", wsd_spaces, SHELL_UDP4, 3702},
    {"SLP URLs", slp_urls, SHELL_UDP4, 427},
    {"VLAN tags", vlan_tags, SHELL_NONE, LINK_ETHERNET},
    {"MPLS labels", mpls_labels, SHELL_NONE, LINK_ETHERNET},
    {"LLDP addresses", lldp_values, SHELL_NONE, LINK_ETHERNET},
    {"LLDP names", lldp_names, SHELL_NONE, LINK_ETHERNET},
    {"CDP addresses", cdp_addresses, SHELL_NONE, LINK_HDLC},
    {"CDP names", cdp_names, SHELL_NONE, LINK_HDLC},
    {"PPPoE tags", pppoe_tags, SHELL_NONE, LINK_ETHERNET},
    {"802.11 A-MSDU", amsdu_frames, SHELL_NONE, LINK_IEEE80211},
};

size_t hostile_count(void)
{
    return COUNT(rows);
}

const char *hostile_build(struct bytes *b, size_t row, uint32_t most)
{
    b->n = 0;
    b->most = most;
    shell_open(b, rows[row].shell, rows[row].number);
    rows[row].build(b);
    shell_close(b, rows[row].shell, rows[row].number);
    b->link = rows[row].shell != SHELL_NONE ? LINK_ETHERNET : rows[row].number;
    return rows[row].name;
}

void service_build(struct bytes *b, unsigned number)
{
    b->n = 0;
    b->most = 1514;
    b->link = LINK_ETHERNET;
    shell_open(b, SHELL_UDP4, 5353);
    put(b, "0000 8400 0000 0001 0000 0000 04");
    for (unsigned shift = 0; shift < 16; shift += 4)
        b->at[b->n++] = (uint8_t)('a' + (number >> shift & 15));
    put(b, "05 5f68747470 04 5f746370 00 0021 0001 00000078 0008 0000 0000 0050 c00c");
    shell_close(b, SHELL_UDP4, 5353);
    set_be16(b, AT_IP + 14, number & 0xffff);
    set_be16(b, AT_SENDER, number & 0xffff);
}
