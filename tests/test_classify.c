/* SPDX-License-Identifier: MIT */

/* Classification: every rule, every kind of link, proof of directed broadcasts, contradictions. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "decode/classify.h"
#include "recorder.h"

enum link { ETHERNET = 1, NULL_LINK = 0, LOOP = 108, RAW = 101, SLL = 113, SLL2 = 276 };

#define FROM      "00005e005301"
#define IP4       "4500 0014 0001 0000 40fd 0000"
#define IP6       "60000000 0000 3b 40"
#define LOCAL6    "fe80 00*13 01"
#define GLOBAL6   "20010db8 00*11 01"
#define SLL_IP4   "0001 0006 " FROM " 0000 0800 " IP4
#define SLL2_FROM "0000 00000003 0001"

static const struct classify_row {
    const char *name;
    uint32_t link;
    const char *bytes;
    const char *proven; /* a directed broadcast address, or "" */
    enum cast cast;
    enum broadcast_part part; /* of a broadcast */
    enum rule rule;
    enum origin origin;
    const char *flags; /* "4" and "6": link-local; "!": link and network disagree */
} rows[] = {
    /* MAC_BROADCAST, and its three parts */
    {"limited", ETHERNET, "ff*6 " FROM " 0800 " IP4 " c0a80105 ffffffff", "", CAST_BROADCAST,
     PART_LIMITED, RULE_MAC_BROADCAST, ORIGIN_PRIVATE, ""},
    {"directed, before the proof", ETHERNET, "ff*6 " FROM " 0800 " IP4 " c0a80105 c0a801ff", "",
     CAST_BROADCAST, PART_LINK, RULE_MAC_BROADCAST, ORIGIN_PRIVATE, ""},
    {"directed, after the proof", ETHERNET, "ff*6 " FROM " 0800 " IP4 " c0a80105 c0a801ff",
     "192.168.1.255", CAST_BROADCAST, PART_DIRECTED, RULE_MAC_BROADCAST, ORIGIN_PRIVATE, ""},
    {"directed, another subnet proven", ETHERNET, "ff*6 " FROM " 0800 " IP4 " c0a80105 c0a801ff",
     "192.168.2.255", CAST_BROADCAST, PART_LINK, RULE_MAC_BROADCAST, ORIGIN_PRIVATE, ""},
    {"directed, a proven address that looks like a host's", ETHERNET,
     "ff*6 " FROM " 0800 " IP4 " c0a80105 c0a80106", "192.168.1.6", CAST_BROADCAST, PART_DIRECTED,
     RULE_MAC_BROADCAST, ORIGIN_PRIVATE, ""},
    {"directed, the obsolete form of all zeros", ETHERNET,
     "ff*6 " FROM " 0800 " IP4 " c0a80105 c0a80100", "", CAST_BROADCAST, PART_LINK,
     RULE_MAC_BROADCAST, ORIGIN_PRIVATE, ""},
    {"everyone, for one host", ETHERNET, "ff*6 " FROM " 0800 " IP4 " c0a80105 c0a80106", "",
     CAST_BROADCAST, PART_LINK, RULE_MAC_BROADCAST, ORIGIN_PRIVATE, "!"},
    {"everyone, for a group", ETHERNET, "ff*6 " FROM " 0800 " IP4 " c0a80105 e00000fb", "",
     CAST_BROADCAST, PART_LINK, RULE_MAC_BROADCAST, ORIGIN_PRIVATE, "!"},
    {"everyone, for an IPv6 group", ETHERNET, "ff*6 " FROM " 86dd " IP6 LOCAL6 "ff02 00*13 01", "",
     CAST_BROADCAST, PART_LINK, RULE_MAC_BROADCAST, ORIGIN_LINK_LOCAL, "6!"},
    {"ARP request", ETHERNET,
     "ff*6 " FROM " 0806 0001 0800 06 04 0001 " FROM " c0a80105 00*6 c0a80106", "", CAST_BROADCAST,
     PART_LINK, RULE_MAC_BROADCAST, ORIGIN_PRIVATE, ""},
    {"ARP for what is proven a broadcast address", ETHERNET,
     "ff*6 " FROM " 0806 0001 0800 06 04 0001 " FROM " c0a80105 00*6 c0a801ff", "192.168.1.255",
     CAST_BROADCAST, PART_LINK, RULE_MAC_BROADCAST, ORIGIN_PRIVATE, ""},
    {"ARP of a link-local machine", ETHERNET,
     "ff*6 " FROM " 0806 0001 0800 06 04 0001 " FROM " a9fe0105 00*6 a9fe0106", "", CAST_BROADCAST,
     PART_LINK, RULE_MAC_BROADCAST, ORIGIN_LINK_LOCAL, "4"},
    {"ARP probe for a link-local address", ETHERNET,
     "ff*6 " FROM " 0806 0001 0800 06 04 0001 " FROM " 00000000 00*6 a9fe0106", "", CAST_BROADCAST,
     PART_LINK, RULE_MAC_BROADCAST, ORIGIN_UNSPECIFIED, ""},
    {"no network layer", ETHERNET, "ff*6 " FROM " 88b5", "", CAST_BROADCAST, PART_LINK,
     RULE_MAC_BROADCAST, ORIGIN_OTHER, ""},
    {"broadcast behind a tag", ETHERNET, "ff*6 " FROM " 8100 0005 0800 " IP4 " c0a80105 ffffffff",
     "", CAST_BROADCAST, PART_LIMITED, RULE_MAC_BROADCAST, ORIGIN_PRIVATE, ""},
    /* MAC_GROUP */
    {"IPv4 group", ETHERNET, "01005e0000fb " FROM " 0800 " IP4 " c0a80105 e00000fb", "",
     CAST_MULTICAST, PART_LINK, RULE_MAC_GROUP, ORIGIN_PRIVATE, ""},
    {"IPv6 group", ETHERNET, "3333000000fb " FROM " 86dd " IP6 LOCAL6 "ff02 00*13 fb", "",
     CAST_MULTICAST, PART_LINK, RULE_MAC_GROUP, ORIGIN_LINK_LOCAL, "6"},
    {"bridges' group", ETHERNET, "0180c2000000 " FROM " 0003 42 42 03", "", CAST_MULTICAST,
     PART_LINK, RULE_MAC_GROUP, ORIGIN_OTHER, ""},
    {"group, for one host", ETHERNET, "01005e0000fb " FROM " 0800 " IP4 " c0a80105 c0a80106", "",
     CAST_MULTICAST, PART_LINK, RULE_MAC_GROUP, ORIGIN_PRIVATE, "!"},
    {"group, for everyone", ETHERNET, "01005e0000fb " FROM " 0800 " IP4 " c0a80105 ffffffff", "",
     CAST_MULTICAST, PART_LINK, RULE_MAC_GROUP, ORIGIN_PRIVATE, "!"},
    {"the low bits of the broadcast address", ETHERNET, "01ffffffffff " FROM " 88b5", "",
     CAST_MULTICAST, PART_LINK, RULE_MAC_GROUP, ORIGIN_OTHER, ""},
    /* MAC_UNICAST */
    {"one host", ETHERNET, "00005e005302 " FROM " 0800 " IP4 " c0a80105 c0a80106", "", CAST_UNICAST,
     PART_LINK, RULE_MAC_UNICAST, ORIGIN_PRIVATE, ""},
    {"one host by IPv6", ETHERNET, "00005e005302 " FROM " 86dd " IP6 GLOBAL6 GLOBAL6, "",
     CAST_UNICAST, PART_LINK, RULE_MAC_UNICAST, ORIGIN_OTHER, ""},
    {"one machine, for a group", ETHERNET, "00005e005302 " FROM " 0800 " IP4 " c0a80105 e00000fb",
     "", CAST_UNICAST, PART_LINK, RULE_MAC_UNICAST, ORIGIN_PRIVATE, "!"},
    {"one machine, for an IPv6 group", ETHERNET,
     "00005e005302 " FROM " 86dd " IP6 LOCAL6 "ff02 00*13 fb", "", CAST_UNICAST, PART_LINK,
     RULE_MAC_UNICAST, ORIGIN_LINK_LOCAL, "6!"},
    {"one machine, for everyone", ETHERNET, "00005e005302 " FROM " 0800 " IP4 " c0a80105 ffffffff",
     "", CAST_UNICAST, PART_LINK, RULE_MAC_UNICAST, ORIGIN_PRIVATE, "!"},
    {"to a router, for a broadcast address elsewhere", ETHERNET,
     "00005e005302 " FROM " 0800 " IP4 " c0a80105 c0a802ff", "192.168.2.255", CAST_UNICAST,
     PART_LINK, RULE_MAC_UNICAST, ORIGIN_PRIVATE, ""},
    {"addresses of zeros", ETHERNET, "00*6 00*6 0800 " IP4 " a9fe93b4 a9fe93b4", "", CAST_UNICAST,
     PART_LINK, RULE_MAC_UNICAST, ORIGIN_LINK_LOCAL, "4"},
    {"a loopback source", ETHERNET, "00005e005302 " FROM " 0800 " IP4 " 7f000001 7f000001", "",
     CAST_UNICAST, PART_LINK, RULE_MAC_UNICAST, ORIGIN_LOOPBACK, ""},
    {"a global source", ETHERNET, "00005e005302 " FROM " 0800 " IP4 " 08080808 c0a80105", "",
     CAST_UNICAST, PART_LINK, RULE_MAC_UNICAST, ORIGIN_GLOBAL, ""},
    {"next to link-local", ETHERNET, "00005e005302 " FROM " 0800 " IP4 " a9ff0001 c0a80105", "",
     CAST_UNICAST, PART_LINK, RULE_MAC_UNICAST, ORIGIN_GLOBAL, ""},
    {"the last of fe80::/10", ETHERNET, "00005e005302 " FROM " 86dd " IP6 "febf ff*14" LOCAL6, "",
     CAST_UNICAST, PART_LINK, RULE_MAC_UNICAST, ORIGIN_LINK_LOCAL, "6"},
    {"next to fe80::/10", ETHERNET, "00005e005302 " FROM " 86dd " IP6 "fec0 00*14" LOCAL6, "",
     CAST_UNICAST, PART_LINK, RULE_MAC_UNICAST, ORIGIN_GLOBAL, ""},
    {"an IPv4 address in an IPv6 source", ETHERNET,
     "00005e005302 " FROM " 86dd " IP6 "00*10 ffff a9fe0105" LOCAL6, "", CAST_UNICAST, PART_LINK,
     RULE_MAC_UNICAST, ORIGIN_OTHER, ""},
    {"what an ICMP error quotes", ETHERNET,
     "00005e005302 " FROM " 0800 4500 0030 0001 0000 4001 0000 c0a80106 c0a80105 0303 0000 00*4 "
     "4500 0014 0001 0000 01fd 0000 a9fe0105 e00000fb",
     "", CAST_UNICAST, PART_LINK, RULE_MAC_UNICAST, ORIGIN_PRIVATE, ""},
    /* COOKED_TYPE */
    {"sll, to us", SLL, "0000 " SLL_IP4 " c0a80105 c0a80106", "", CAST_UNICAST, PART_LINK,
     RULE_COOKED_TYPE, ORIGIN_PRIVATE, ""},
    {"sll, broadcast", SLL, "0001 " SLL_IP4 " c0a80105 c0a801ff", "192.168.1.255", CAST_BROADCAST,
     PART_DIRECTED, RULE_COOKED_TYPE, ORIGIN_PRIVATE, ""},
    {"sll, broadcast for one host", SLL, "0001 " SLL_IP4 " c0a80105 c0a80106", "", CAST_BROADCAST,
     PART_LINK, RULE_COOKED_TYPE, ORIGIN_PRIVATE, "!"},
    {"sll, to us for a group", SLL, "0000 " SLL_IP4 " c0a80105 e00000fb", "", CAST_UNICAST,
     PART_LINK, RULE_COOKED_TYPE, ORIGIN_PRIVATE, "!"},
    {"sll, multicast", SLL, "0002 " SLL_IP4 " c0a80105 e00000fb", "", CAST_MULTICAST, PART_LINK,
     RULE_COOKED_TYPE, ORIGIN_PRIVATE, ""},
    {"sll, to somebody else", SLL, "0003 " SLL_IP4 " c0a80105 c0a80106", "", CAST_UNICAST,
     PART_LINK, RULE_COOKED_TYPE, ORIGIN_PRIVATE, ""},
    {"sll2, multicast", SLL2, "0800 " SLL2_FROM " 02 06 " FROM " 0000 " IP4 " c0a80105 e00000fb",
     "", CAST_MULTICAST, PART_LINK, RULE_COOKED_TYPE, ORIGIN_PRIVATE, ""},
    {"sll2, broadcast, no network layer", SLL2, "88b5 " SLL2_FROM " 01 06 " FROM " 0000", "",
     CAST_BROADCAST, PART_LINK, RULE_COOKED_TYPE, ORIGIN_OTHER, ""},
    /* IP_LIMITED, IP_DIRECTED, IP_MULTICAST, IP_UNICAST: links without destination */
    {"sll, sent by us, limited", SLL, "0004 " SLL_IP4 " c0a80105 ffffffff", "", CAST_BROADCAST,
     PART_LIMITED, RULE_IP_LIMITED, ORIGIN_PRIVATE, ""},
    {"sll, sent by us, directed", SLL, "0004 " SLL_IP4 " c0a80105 c0a801ff", "192.168.1.255",
     CAST_BROADCAST, PART_DIRECTED, RULE_IP_DIRECTED, ORIGIN_PRIVATE, ""},
    {"sll, sent by us, directed but not proven", SLL, "0004 " SLL_IP4 " c0a80105 c0a801ff", "",
     CAST_UNICAST, PART_LINK, RULE_IP_UNICAST, ORIGIN_PRIVATE, ""},
    {"sll2, sent by us, group", SLL2,
     "0800 " SLL2_FROM " 04 06 " FROM " 0000 " IP4 " c0a80105 e00000fb", "", CAST_MULTICAST,
     PART_LINK, RULE_IP_MULTICAST, ORIGIN_PRIVATE, ""},
    {"sll, a type of the future", SLL, "0009 " SLL_IP4 " c0a80105 c0a80106", "", CAST_UNICAST,
     PART_LINK, RULE_IP_UNICAST, ORIGIN_PRIVATE, ""},
    {"raw, limited", RAW, IP4 " c0a80105 ffffffff", "", CAST_BROADCAST, PART_LIMITED,
     RULE_IP_LIMITED, ORIGIN_PRIVATE, ""},
    {"raw, directed", RAW, IP4 " c0a80105 c0a801ff", "192.168.1.255", CAST_BROADCAST, PART_DIRECTED,
     RULE_IP_DIRECTED, ORIGIN_PRIVATE, ""},
    {"raw, the last group", RAW, IP4 " c0a80105 efffffff", "", CAST_MULTICAST, PART_LINK,
     RULE_IP_MULTICAST, ORIGIN_PRIVATE, ""},
    {"raw, behind the groups", RAW, IP4 " c0a80105 f0000001", "", CAST_UNICAST, PART_LINK,
     RULE_IP_UNICAST, ORIGIN_PRIVATE, ""},
    {"raw, IPv6 group", RAW, IP6 GLOBAL6 "ff05 00*13 02", "", CAST_MULTICAST, PART_LINK,
     RULE_IP_MULTICAST, ORIGIN_OTHER, ""},
    {"null, one host", NULL_LINK, "02000000 " IP4 " 7f000001 7f000001", "", CAST_UNICAST, PART_LINK,
     RULE_IP_UNICAST, ORIGIN_LOOPBACK, ""},
    {"null, group", NULL_LINK, "1e000000 " IP6 LOCAL6 "ff02 00*13 fb", "", CAST_MULTICAST,
     PART_LINK, RULE_IP_MULTICAST, ORIGIN_LINK_LOCAL, "6"},
    {"loop, one host", LOOP, "00000018 " IP6 "00*15 01 00*15 01", "", CAST_UNICAST, PART_LINK,
     RULE_IP_UNICAST, ORIGIN_LOOPBACK, ""},
    /* NO_DESTINATION */
    {"null, no IP", NULL_LINK, "07000000 8300", "", CAST_NONE, PART_LINK, RULE_NO_DESTINATION,
     ORIGIN_OTHER, ""},
    {"sll, sent by us, no IP", SLL, "0004 0001 0006 " FROM " 0000 88b5", "", CAST_NONE, PART_LINK,
     RULE_NO_DESTINATION, ORIGIN_OTHER, ""},
    {"sll, sent by us, ARP", SLL,
     "0004 0001 0006 " FROM " 0000 0806 0001 0800 06 04 0001 " FROM " a9fe0105 00*6 a9fe0106", "",
     CAST_NONE, PART_LINK, RULE_NO_DESTINATION, ORIGIN_LINK_LOCAL, "4"},
    {"raw, header too short", RAW, "4500", "", CAST_NONE, PART_LINK, RULE_NO_DESTINATION,
     ORIGIN_OTHER, ""},
    {"Ethernet, destination too short", ETHERNET, "00005e", "", CAST_NONE, PART_LINK,
     RULE_NO_DESTINATION, ORIGIN_OTHER, ""},
    {"a link that nobody decodes", 147, "ff*6", "", CAST_NONE, PART_LINK, RULE_NO_DESTINATION,
     ORIGIN_OTHER, ""},
};

static struct broadcast_list list_of(const char *address)
{
    struct broadcast_list list = {.count = 0};
    struct ip ip = {0};
    if (ip_parse(address, &ip))
        broadcast_prove(&list, (uint32_t)ip.low);
    return list;
}

static void number_check(const char *name, const char *what, unsigned is, unsigned expected)
{
    if (is != expected)
        fail_msg("%s: %s %u instead of %u", name, what, is, expected);
}

static void test_rows(void **state)
{
    (void)state;
    static struct stated_bytes b;
    static struct packet p;
    bool seen[RULE_COUNT] = {false};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct classify_row *row = &rows[i];
        b.n = 0;
        bytes_parse(&b, row->bytes);
        struct frame frame = {
            .number = 1, .captured = b.n, .length = b.n, .link = row->link, .data = b.at};
        struct broadcast_list proven = list_of(row->proven);
        packet_decode(&p, &frame, NULL);
        struct verdict v;
        classify(&p, &proven, &v);
        number_check(row->name, "cast", v.cast, row->cast);
        if (row->cast == CAST_BROADCAST)
            number_check(row->name, "part", v.part, row->part);
        number_check(row->name, "rule", v.rule, row->rule);
        number_check(row->name, "origin", v.origin, row->origin);
        number_check(row->name, "link-local", v.link_local, strchr(row->flags, '4') != NULL);
        number_check(row->name, "link-local6", v.link_local6, strchr(row->flags, '6') != NULL);
        number_check(row->name, "disagree", v.disagree, strchr(row->flags, '!') != NULL);
        seen[v.rule] = true;
    }
    for (unsigned rule = 0; rule < RULE_COUNT; rule++)
        if (!seen[rule])
            fail_msg("no row is decided by the rule \"%s\"", rule_sentence((enum rule)rule));
}

/* Every rule can be explained, and only the last has nobody to cite. */
static void test_words(void **state)
{
    (void)state;
    for (unsigned rule = 0; rule < RULE_COUNT; rule++) {
        assert_true(strlen(rule_sentence((enum rule)rule)) > 0);
        assert_int_equal(strlen(rule_reference((enum rule)rule)) == 0, rule == RULE_NO_DESTINATION);
    }
    assert_string_equal(cast_name(CAST_NONE), "none");
    assert_string_equal(cast_name(CAST_UNICAST), "unicast");
    assert_string_equal(cast_name(CAST_BROADCAST), "broadcast");
    assert_string_equal(cast_name(CAST_MULTICAST), "multicast");
    assert_string_equal(part_name(PART_LIMITED), "limited");
    assert_string_equal(part_name(PART_DIRECTED), "directed");
    assert_string_equal(part_name(PART_LINK), "link");
}

/* The list keeps what came first, takes nothing twice, and counts what it refused. */
static void test_list(void **state)
{
    (void)state;
    struct broadcast_list list = {.count = 0};
    for (uint32_t i = 0; i < BROADCASTS; i++) {
        assert_false(broadcast_is_proven(&list, i));
        assert_true(broadcast_prove(&list, i));
        assert_true(broadcast_prove(&list, i));
        assert_int_equal(list.count, i + 1);
    }
    assert_false(broadcast_prove(&list, BROADCASTS));
    assert_false(broadcast_is_proven(&list, BROADCASTS));
    assert_true(broadcast_prove(&list, 0));
    assert_int_equal(list.count, BROADCASTS);
    assert_int_equal(list.refused, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
