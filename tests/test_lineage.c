/* SPDX-License-Identifier: MIT */

/* Virtual MAC addresses taken apart, siblings, translated and made up addresses; and what is next to
 * them and must not be taken for one. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "link.h"
#include "concluded.h"

/* A machine that has an address. */
static void lives(struct link *l, const char *mac, const char *ip)
{
    link_arp(l, 1, mac_of(mac), ip_of(ip), ip_of("10.255.255.1"));
}

static void addresses_are_taken_apart(void **state)
{
    (void)state;
    static const struct {
        const char *mac;
        enum lineage_kind kind;
        uint32_t number, tail;
    } rows[] = {
        {"00:15:5d:00:e5:01", LINEAGE_HYPER_V, 1, 0x00e5},
        {"00:15:5d:35:af:70", LINEAGE_HYPER_V, 0x70, 0x35af},
        {"02:42:ac:11:00:02", LINEAGE_DOCKER, 0, 0xac110002},
        {"02:bf:0a:00:00:63", LINEAGE_NLB, 0, 0x0a000063},
        {"42:01:0a:80:00:02", LINEAGE_GOOGLE, 0, 0x0a800002},
        {"00:50:56:c0:00:08", LINEAGE_VMWARE_HOST, 8, 0x56c00008},
        {"00:50:56:85:12:34", LINEAGE_VMWARE_VCENTER, 5, 0x56851234},
        {"00:50:56:bf:12:34", LINEAGE_VMWARE_VCENTER, 63, 0x56bf1234},
        {"00:50:56:3f:12:34", LINEAGE_NONE, 0, 0},
        {"00:50:56:c0:01:08", LINEAGE_NONE, 0, 0},
        {"00:00:5e:00:01:07", LINEAGE_VRRP, 7, 0x5e000107},
        {"00:00:5e:00:02:ff", LINEAGE_VRRP6, 255, 0x5e0002ff},
        {"00:00:5e:00:53:01", LINEAGE_NONE, 0, 0},
        {"00:00:0c:07:ac:2a", LINEAGE_HSRP, 42, 0x0c07ac2a},
        {"00:00:0c:9f:f1:23", LINEAGE_HSRP2, 0x123, 0x0c9ff123},
        {"00:05:73:a0:0f:ff", LINEAGE_HSRP6, 0xfff, 0x73a00fff},
        {"00:07:b4:01:02:03", LINEAGE_GLBP, 0x102, 0xb4010203},
        {"aa:00:04:00:0b:04", LINEAGE_DECNET, 0x040b, 0x04000b04},
        {"f0:6e:0b:d2:aa:e8", LINEAGE_NONE, 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lineage l = lineage_read(mac_of(rows[i].mac));
        if (l.kind != rows[i].kind || l.number != rows[i].number || l.tail != rows[i].tail)
            fail_msg("%s: kind %d, number %u, tail %x", rows[i].mac, (int)l.kind,
                     (unsigned)l.number, (unsigned)l.tail);
    }
    assert_int_equal(lineage_read(MAC_NONE).kind, LINEAGE_NONE);
}

static void interface_identifiers_lead_back(void **state)
{
    (void)state;
    struct mac mac;
    assert_true(lineage_eui64(ip_of("fe80::215:5dff:fe00:e501"), &mac));
    assert_true(mac_equal(mac, mac_of("00:15:5d:00:e5:01")));
    assert_true(lineage_eui64(ip_of("2001:db8::f0:4cff:fe4f:4f50"), &mac));
    assert_true(mac_equal(mac, mac_of("02:f0:4c:4f:4f:50")));
    assert_false(lineage_eui64(ip_of("fe80::1"), &mac));
    assert_false(lineage_eui64(ip_of("10.0.255.254"), &mac));
    assert_false(lineage_eui64(ip_of("fe80::315:5dff:fe00:e501"), &mac)); /* of a group */
}

/* The notebook's three machines, and the host's own adapter, whose octets fit nobody. */
static void hyper_v_machines_lead_to_their_host(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    lives(l, "f0:6e:0b:d2:aa:e8", "10.0.0.229");
    lives(l, "00:15:5d:00:e5:01", "192.168.41.109");
    lives(l, "00:15:5d:35:af:70", "172.17.214.161");
    lives(l, "48:f7:c0:ac:ee:46", "10.0.0.1");
    check_concluded(l, CONCLUSION_HYPER_V_HOST, "00:15:5d:00:e5:01",
                    "as number 1, on the host that had 10.0.0.229");
    check_concluded(l, CONCLUSION_HYPER_V_HOST, "00:15:5d:00:e5:01", "that is f0:6e:0b:d2:aa:e8");
    check_not_concluded(l, CONCLUSION_HYPER_V_HOST, "00:15:5d:35:af:70");
    check_not_concluded(l, CONCLUSION_HYPER_V_HOSTS, "");
    lives(l, "48:f7:c0:ac:ee:46", "10.1.0.229");
    check_not_concluded(l, CONCLUSION_HYPER_V_HOST, "");
    check_concluded(l, CONCLUSION_HYPER_V_HOSTS, "00:15:5d:00:e5:01", "one of 2 hosts");
    link_free(l);
}

/* Who only probes for an address never had it, and nobody is its own host. */
static void hyper_v_needs_an_address_in_use(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    link_arp(l, 1, mac_of("f0:6e:0b:d2:aa:e8"), ip_of("0.0.0.0"), ip_of("10.0.0.229"));
    lives(l, "00:15:5d:00:e5:01", "192.168.0.229");
    check_not_concluded(l, CONCLUSION_HYPER_V_HOST, "");
    link_free(l);
}

static void embedded_addresses_need_a_witness(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    lives(l, "02:42:ac:11:00:02", "172.17.0.2");
    lives(l, "02:42:9e:4f:11:c3", "172.17.0.3"); /* a random one of a newer engine */
    lives(l, "02:bf:0a:00:00:63", "10.0.0.99");
    lives(l, "02:bf:0a:00:00:64", "10.0.0.7");
    lives(l, "02:bf:5d:b8:d8:22", "10.0.0.8"); /* nobody's private address */
    lives(l, "02:03:0a:00:00:63", "10.0.0.99");
    lives(l, "02:04:0a:00:00:63", "10.0.0.12");
    check_concluded(l, CONCLUSION_MAC_HAS_ADDRESS, "02:42:ac:11:00:02", "172.17.0.2");
    check_not_concluded(l, CONCLUSION_MAC_HAS_ADDRESS, "02:42:9e:4f:11:c3");
    check_concluded(l, CONCLUSION_NLB_CLUSTER, "02:bf:0a:00:00:63", "10.0.0.99");
    check_concluded(l, CONCLUSION_NLB_LIKELY, "02:bf:0a:00:00:64", "10.0.0.100");
    check_not_concluded(l, CONCLUSION_NLB_LIKELY, "02:bf:5d:b8:d8:22");
    check_concluded(l, CONCLUSION_NLB_HOST, "02:03:0a:00:00:63", "host 3 of");
    check_not_concluded(l, CONCLUSION_NLB_HOST, "02:04:0a:00:00:63");
    link_free(l);
}

static void shared_addresses_say_their_number(void **state)
{
    (void)state;
    static const struct {
        const char *mac;
        enum conclusion_kind kind;
        const char *part;
    } rows[] = {
        {"00:00:5e:00:01:07", CONCLUSION_VRRP_ROUTER, "virtual router 7 of VRRP"},
        {"00:00:5e:00:02:08", CONCLUSION_VRRP6_ROUTER,
         "virtual router 8 of VRRP (or CARP) for IPv6"},
        {"00:00:0c:07:ac:01", CONCLUSION_HSRP_GROUP, "HSRP group 1"},
        {"00:00:0c:9f:f0:0a", CONCLUSION_HSRP2_GROUP, "group 10 of HSRP version 2"},
        {"00:05:73:a0:00:02", CONCLUSION_HSRP6_GROUP, "group 2 of HSRP version 2 for IPv6"},
        {"00:07:b4:00:03:01", CONCLUSION_GLBP_GROUP, "GLBP group 3"},
        {"00:50:56:c0:00:08", CONCLUSION_VMWARE_HOST, "vmnet8"},
        {"00:50:56:85:12:34", CONCLUSION_VMWARE_VCENTER, "instance number 5"},
        {"aa:00:04:00:0b:04", CONCLUSION_DECNET_NODE, "DECnet node 1.11"},
    };
    struct link *l = link_new(LINK_ETHERNET);
    for (size_t i = 0; i < COUNT(rows); i++)
        lives(l, rows[i].mac, "10.0.0.1");
    for (size_t i = 0; i < COUNT(rows); i++)
        check_concluded(l, rows[i].kind, rows[i].mac, rows[i].part);
    link_free(l);
}

static void identifiers_of_another_machine_are_told(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    udp_send(l, "00:15:5d:00:e5:01", NULL, "fe80::215:5dff:fe00:e501", "ff02::fb", 255);
    udp_send(l, "00:15:5d:00:e5:02", NULL, "fe80::215:5dff:fe00:e509", "ff02::fb", 255);
    udp_send(l, "00:15:5d:00:e5:06", NULL, "fe80::1234", "ff02::fb", 255);
    check_concluded(l, CONCLUSION_EUI64_OWN, "00:15:5d:00:e5:01", "fe80::215:5dff:fe00:e501");
    check_concluded(l, CONCLUSION_EUI64_OTHER, "00:15:5d:00:e5:02", "00:15:5d:00:e5:09");
    check_not_concluded(l, CONCLUSION_EUI64_OWN, "00:15:5d:00:e5:06");
    check_not_concluded(l, CONCLUSION_EUI64_OTHER, "00:15:5d:00:e5:06");
    link_free(l);
}

static bool are_siblings(const struct link *l, const char *a, const char *b)
{
    static struct siblings s;
    siblings_find(&s, l->model);
    return siblings_are(&s, l->model, mac_of(a), mac_of(b));
}

/* The notebook's adapters with their Wi-Fi Direct and hosted networks. */
static void siblings_are_found(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    lives(l, "f2:6e:0b:d2:ab:e9", "169.254.1.1");
    lives(l, "f2:6e:0b:d2:ae:e9", "169.254.1.2");
    lives(l, "f0:6e:0b:d2:aa:e8", "10.0.0.229");
    lives(l, "88:b1:11:7c:44:d5", "10.0.0.63");
    lives(l, "8a:b1:11:7c:44:d5", "10.0.0.64");
    lives(l, "8a:b1:11:7d:44:d5", "10.0.0.65");
    check_concluded(l, CONCLUSION_SIBLING_LOCAL_BIT, "8a:b1:11:7c:44:d5", "88:b1:11:7c:44:d5");
    check_concluded(l, CONCLUSION_SIBLING_NEAR, "f2:6e:0b:d2:ab:e9", "f0:6e:0b:d2:aa:e8");
    assert_true(are_siblings(l, "f2:6e:0b:d2:ae:e9", "f0:6e:0b:d2:aa:e8"));
    assert_true(are_siblings(l, "8a:b1:11:7c:44:d5", "88:b1:11:7c:44:d5"));
    assert_false(are_siblings(l, "88:b1:11:7c:44:d5", "8a:b1:11:7d:44:d5"));
    assert_false(are_siblings(l, "88:b1:11:7c:44:d5", "f0:6e:0b:d2:aa:e8"));
    check_not_concluded(l, CONCLUSION_LOCAL_MAC, "8a:b1:11:7c:44:d5");
    link_free(l);
}

/* Machines that somebody numbered, with or without the U/L bit. */
static void numbered_machines_are_no_siblings(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    lives(l, "02:00:00:00:00:01", "10.0.0.1");
    lives(l, "02:00:00:00:00:02", "10.0.0.2");
    lives(l, "00:00:00:00:00:03", "10.0.0.3");
    lives(l, "02:00:00:00:00:03", "10.0.0.33");
    udp_send(l, "00:00:00:00:00:04", NULL, "fe80::4", "ff02::fb", 255);
    check_not_concluded(l, CONCLUSION_SIBLING_NEAR, "");
    check_not_concluded(l, CONCLUSION_SIBLING_LOCAL_BIT, "");
    check_not_concluded(l, CONCLUSION_TRANSLATED_MAC, "");
    link_free(l);
}

/* Two machines that were bought together both have an address; the second interface of one has none. And
 * machines that a hypervisor numbered are machines. */
static void neighbours_in_the_box_are_no_siblings(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    lives(l, "3c:37:86:22:f5:fc", "10.0.0.128");
    lives(l, "3c:37:86:22:f5:fd", "10.0.0.129");
    lives(l, "00:15:5d:00:e5:01", "192.168.41.109");
    udp_send(l, "00:15:5d:00:e5:02", NULL, "fe80::2", "ff02::fb", 255);
    udp_send(l, "3c:37:86:22:f5:fe", NULL, "fe80::3", "ff02::fb", 255);
    assert_false(are_siblings(l, "3c:37:86:22:f5:fc", "3c:37:86:22:f5:fd"));
    assert_false(are_siblings(l, "3c:37:86:22:f5:fd", "3c:37:86:22:f5:fe")); /* of which one? */
    lives(l, "3c:37:86:33:00:10", "10.0.0.130");
    udp_send(l, "3c:37:86:33:00:10", "3c:37:86:33:00:11", "10.0.0.130", "10.0.0.131", 64);
    assert_false(are_siblings(l, "3c:37:86:33:00:10", "3c:37:86:33:00:11")); /* it may have one */
    link_arp(l, 1, mac_of("3c:37:86:33:00:11"), ip_of("0.0.0.0"), ip_of("10.0.0.140"));
    assert_true(are_siblings(l, "3c:37:86:33:00:10", "3c:37:86:33:00:11"));
    udp_send(l, "3c:37:86:33:00:11", NULL, "fe80::4", "ff02::fb", 255);
    assert_false(are_siblings(l, "3c:37:86:33:00:10", "3c:37:86:33:00:11"));
    assert_false(are_siblings(l, "00:15:5d:00:e5:01", "00:15:5d:00:e5:02"));
    link_free(l);
}

static void a_repeaters_clients_are_told(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    lives(l, "02:0f:b5:59:c9:40", "10.0.0.178");
    lives(l, "02:0f:b5:b7:fe:be", "10.0.0.81");
    lives(l, "da:a1:19:00:00:01", "10.0.0.90");
    check_not_concluded(l, CONCLUSION_TRANSLATED_MAC, "");
    check_concluded(l, CONCLUSION_LOCAL_MAC, "02:0f:b5:59:c9:40", "administratively assigned");
    lives(l, "3c:37:86:22:f5:fc", "10.0.0.128"); /* the vendor's repeater */
    check_concluded(l, CONCLUSION_TRANSLATED_MAC, "02:0f:b5:59:c9:40", "NETGEAR");
    check_concluded(l, CONCLUSION_TRANSLATED_MAC, "02:0f:b5:b7:fe:be", "NETGEAR");
    check_not_concluded(l, CONCLUSION_LOCAL_MAC, "02:0f:b5:59:c9:40");
    link_arp(l, 1, mac_of("02:0f:b5:00:00:07"), ip_of("0.0.0.0"), ip_of("10.0.0.99"));
    check_not_concluded(l, CONCLUSION_TRANSLATED_MAC, "02:0f:b5:00:00:07"); /* a network's name? */
    check_concluded(l, CONCLUSION_LOCAL_MAC, "da:a1:19:00:00:01", "extended local (ELI)");
    link_free(l);
}

/* A registered prefix comes first, its U/L bit set or not: nobody made these up. */
static void registered_prefixes_come_first(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    lives(l, "02:60:8c:12:34:56", "10.0.0.1");
    lives(l, "52:54:00:12:34:56", "10.0.0.2");
    lives(l, "fe:12:34:56:78:9a", "10.0.0.3");
    lives(l, "06:12:34:56:78:9a", "10.0.0.4");
    check_not_concluded(l, CONCLUSION_LOCAL_MAC, "02:60:8c:12:34:56");
    check_not_concluded(l, CONCLUSION_LOCAL_MAC, "52:54:00:12:34:56");
    check_concluded(l, CONCLUSION_LOCAL_MAC, "fe:12:34:56:78:9a", "standard assigned (SAI)");
    check_concluded(l, CONCLUSION_LOCAL_MAC, "06:12:34:56:78:9a", "reserved");
    link_free(l);
}

/* Thousands of made up addresses leave the budget of their kind to them alone. */
static void a_flood_of_one_kind_is_counted(void **state)
{
    (void)state;
    static struct conclusions all;
    struct link *l = link_new(LINK_ETHERNET);
    lives(l, "00:00:5e:00:01:07", "10.0.0.5");
    for (unsigned i = 0; i < 2000; i++)
        link_arp(l, 1, (struct mac){UINT64_C(0x020000000000) | (uint64_t)i << 20},
                 ip_v4(UINT32_C(0x0a000100) + i), ip_of("10.0.0.1"));
    conclusions_draw(&all, l->model);
    assert_int_equal(all.of_kind[CONCLUSION_LOCAL_MAC], 2000);
    assert_int_equal(conclusions_rest(&all), 2000 - CONCLUSIONS_OF_A_KIND);
    check_concluded(l, CONCLUSION_VRRP_ROUTER, "00:00:5e:00:01:07", "7");
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_taken_apart),
        cmocka_unit_test(interface_identifiers_lead_back),
        cmocka_unit_test(hyper_v_machines_lead_to_their_host),
        cmocka_unit_test(hyper_v_needs_an_address_in_use),
        cmocka_unit_test(embedded_addresses_need_a_witness),
        cmocka_unit_test(shared_addresses_say_their_number),
        cmocka_unit_test(identifiers_of_another_machine_are_told),
        cmocka_unit_test(siblings_are_found),
        cmocka_unit_test(numbered_machines_are_no_siblings),
        cmocka_unit_test(neighbours_in_the_box_are_no_siblings),
        cmocka_unit_test(a_repeaters_clients_are_told),
        cmocka_unit_test(registered_prefixes_come_first),
        cmocka_unit_test(a_flood_of_one_kind_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
