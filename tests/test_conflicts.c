/* SPDX-License-Identifier: MIT */

/* Addresses that several machines claim: conflicts, spoofing, proxies, moves; and those who share an address
 * rightly. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "link.h"
#include "concluded.h"

#define A  "00:00:5e:00:53:01"
#define B  "00:0c:29:00:53:02"
#define C  "3c:37:86:22:f5:fc"
#define IP "10.0.0.143"

enum { ASK = 1, ANSWER };

static void announce(struct link *l, const char *mac, const char *ip)
{
    link_arp(l, ASK, mac_of(mac), ip_of(ip), ip_of(ip));
}

static void answer(struct link *l, const char *mac, const char *ip)
{
    link_arp(l, ANSWER, mac_of(mac), ip_of(ip), ip_of("10.0.0.9"));
}

static void ask(struct link *l, const char *mac, const char *as, const char *ip)
{
    link_arp(l, ASK, mac_of(mac), ip_of(as), ip_of(ip));
}

static void check_peace(const struct link *l)
{
    for (enum conclusion_kind kind = CONCLUSION_ADDRESS_CONFLICT; kind <= CONCLUSION_PROBE_ANSWERED;
         kind++)
        check_not_concluded(l, kind, "");
}

static void two_machines_have_one_address(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    announce(l, A, IP);
    announce(l, B, IP);
    check_concluded(l, CONCLUSION_ADDRESS_MOVED, B, A);
    announce(l, A, IP);
    check_concluded(l, CONCLUSION_ADDRESS_CONFLICT, B, A);
    check_concluded(l, CONCLUSION_ADDRESS_CONFLICT, B, "changed hands: 2)");
    announce(l, A, IP);
    check_concluded(l, CONCLUSION_ADDRESS_CONFLICT, B, "changed hands: 2)");
    announce(l, B, IP);
    check_concluded(l, CONCLUSION_ADDRESS_CONFLICT, B, "changed hands: 3)");
    check_not_concluded(l, CONCLUSION_ADDRESS_MOVED, "");
    link_free(l);
}

/* However many addresses others claim in between. */
static void hands_are_counted_among_others(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (uint64_t turn = 0; turn < 4; turn++) {
        announce(l, turn % 2 == 0 ? A : B, IP);
        for (uint64_t i = 0; i < 600; i++) {
            struct ip ip = ip_v4(UINT32_C(0x0a010000) + (uint32_t)i);
            link_arp(l, ASK, (struct mac){UINT64_C(0x000c29100000) + i}, ip, ip);
        }
        announce(l, turn % 2 == 0 ? A : B, IP);
    }
    check_concluded(l, CONCLUSION_ADDRESS_CONFLICT, B, "changed hands: 3)");
    link_free(l);
}

/* Traffic from the address shows that the first one still uses it, too. */
static void who_still_sends_still_has_it(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    announce(l, A, IP);
    announce(l, B, IP);
    udp_send(l, A, B, IP, "10.0.0.2", 64);
    check_concluded(l, CONCLUSION_ADDRESS_CONFLICT, B, IP);
    link_free(l);
}

/* A cluster's address fails over to another machine, and comes back. */
static void an_address_comes_back(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    announce(l, A, IP);
    l->t_ns += 100 * S;
    announce(l, B, IP);
    check_concluded(l, CONCLUSION_ADDRESS_MOVED, B, A);
    l->t_ns += 100 * S;
    announce(l, A, IP);
    check_not_concluded(l, CONCLUSION_ADDRESS_CONFLICT, "");
    check_concluded(l, CONCLUSION_ADDRESS_MOVED, A, B);
    link_free(l);
}

/* Each VLAN of a trunk has addresses of its own. */
static void vlans_have_addresses_of_their_own(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (int turn = 0; turn < 3; turn++) {
        l->vlan = 10;
        announce(l, A, IP);
        l->vlan = 20;
        announce(l, B, IP);
    }
    check_peace(l);
    link_free(l);
}

/* Two adapters of one machine on one link answer for each other's addresses. */
static void one_machine_has_two_adapters(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (int turn = 0; turn < 3; turn++) {
        ask(l, C, "10.0.0.9", IP);
        answer(l, A, IP);
        answer(l, B, IP);
        ask(l, C, "10.0.0.9", "10.0.0.7");
        answer(l, A, "10.0.0.7");
        answer(l, B, "10.0.0.7");
    }
    check_peace(l);
    link_free(l);
}

/* One question from an address, by a machine that has another one, may be an accident. */
static void one_question_is_no_claim(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    announce(l, A, IP);
    ask(l, B, IP, "10.0.0.9");
    announce(l, A, IP);
    check_peace(l);
    link_free(l);
}

/* A proxy answers for a machine when it is asked, and asks for it itself (RFC 1027). */
static void a_proxy_asks_on(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    ask(l, C, "10.0.0.9", IP);
    answer(l, A, IP);
    ask(l, A, "10.0.0.1", IP);
    check_peace(l);
    announce(l, A, IP);
    announce(l, B, IP); /* it moved on */
    ask(l, A, "10.0.0.1", IP);
    check_not_concluded(l, CONCLUSION_ARP_SPOOFING_ADMITTED, "");
    link_free(l);
}

/* Who takes an address long after another one asked whether it is free did not answer. */
static void a_probe_that_nobody_answered(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    ask(l, B, "0.0.0.0", IP);
    l->t_ns += 60 * S;
    announce(l, A, IP);
    check_not_concluded(l, CONCLUSION_PROBE_ANSWERED, "");
    link_free(l);
}

static void an_address_moves(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    ask(l, B, "0.0.0.0", IP); /* free? */
    announce(l, A, IP);
    announce(l, B, IP);
    check_concluded(l, CONCLUSION_ADDRESS_MOVED, B, "which 00:00:5e:00:53:01 claimed before");
    check_not_concluded(l, CONCLUSION_ADDRESS_CONFLICT, "");
    link_free(l);
}

/* Routers and clusters take turns, siblings and translated clients are one machine. */
static void some_share_rightly(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {A, "00:00:5e:00:01:07"},
        {A, "00:00:0c:07:ac:01"},
        {A, "02:bf:0a:00:00:63"},
        {"88:b1:11:7c:44:d5", "8a:b1:11:7c:44:d5"},
        {"f0:6e:0b:d2:aa:e8", "f2:6e:0b:d2:ab:e9"},
        {"7c:2e:bd:59:c9:40", "02:0f:b5:59:c9:40"},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct link *l = link_new(LINK_ETHERNET);
        for (int turn = 0; turn < 3; turn++)
            for (int k = 0; k < 2; k++)
                announce(l, pairs[i][k], IP);
        check_peace(l);
        link_free(l);
    }
}

/* A probe is no claim, and neither is what somebody says of another machine. */
static void only_ones_own_word_counts(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    announce(l, A, IP);
    struct bytes b;
    header_add(&b, l, MAC_BROADCAST, mac_of(C), 0x0806);
    be_add(&b, UINT64_C(0x0001080006040001), 8);
    be_add(&b, mac_of(B).value, 6);
    ip_add(&b, ip_of(IP));
    be_add(&b, 0, 6);
    ip_add(&b, ip_of(IP));
    link_frame(l, &b);
    announce(l, A, IP);
    check_peace(l);
    check_concluded(l, CONCLUSION_ARP_SENDER, C, "hardware address");
    link_free(l);
}

static void a_probe_is_answered(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    announce(l, A, IP);
    ask(l, B, "0.0.0.0", IP);
    check_peace(l);
    answer(l, A, IP);
    check_concluded(l, CONCLUSION_PROBE_ANSWERED, B, A);
    check_not_concluded(l, CONCLUSION_ADDRESS_CONFLICT, "");
    link_free(l);
}

/* It was seen to have the address before: a server gave it, or it comes back. */
static void who_had_the_address_asks_for_it_anew(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct neighbour_key key = {.ip = ip_of(IP), .mac = mac_of(B)};
    udp_send(l, B, C, IP, "10.0.0.1", 64);
    uint32_t row = table_find(&l->model->neighbours.head, &key);
    assert_int_not_equal(row, TABLE_NONE);
    const struct neighbour *n = &l->model->neighbours.at[row - 1];
    assert_int_equal(n->how, BINDING_LEARNED);
    l->t_ns += 60 * S;
    ask(l, B, "0.0.0.0", IP);
    assert_int_equal(n->how, BINDING_PROBE);
    check_peace(l);
    answer(l, A, IP);
    check_concluded(l, CONCLUSION_PROBE_ANSWERED, B, A);
    udp_send(l, B, C, IP, "10.0.0.1", 64);
    assert_int_equal(n->how, BINDING_LEARNED);
    check_not_concluded(l, CONCLUSION_PROBE_ANSWERED, "");
    announce(l, B, IP);
    ask(l, B, "0.0.0.0", IP);
    assert_int_equal(n->how, BINDING_ANNOUNCED);
    link_free(l);
}

static void a_thief_answers_though_nobody_asked(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    ask(l, C, "10.0.0.9", IP);
    answer(l, A, IP);
    l->t_ns += 60 * S;
    for (int i = 0; i < 3; i++)
        answer(l, B, IP);
    answer(l, A, IP);
    check_concluded(l, CONCLUSION_ARP_SPOOFING, B, "answers that nobody asked for: 3");
    check_not_concluded(l, CONCLUSION_ADDRESS_CONFLICT, "");
    link_free(l);
}

/* A DHCP server's acknowledgment, which names the router. */
static void router_said(struct link *l, const char *ip)
{
    struct bytes b = {.n = 0};
    be_add(&b, 0x02010600, 4);
    be_add(&b, 0, 8);
    be_add(&b, 0, 4);
    ip_add(&b, ip_of("10.0.0.9"));
    be_add(&b, 0, 8);
    be_add(&b, mac_of(C).value, 6);
    for (int i = 0; i < 10 + 64 + 128; i++)
        be_add(&b, 0, 1);
    be_add(&b, 0x63825363, 4);
    be_add(&b, 0x350105, 3);
    be_add(&b, 0x0304, 2);
    ip_add(&b, ip_of(ip));
    be_add(&b, 0xff, 1);
    link_ip(l, &(struct said){.to = mac_of(C),
                              .from = mac_of(A),
                              .src = ip_of("10.0.0.1"),
                              .dst = ip_of("10.0.0.9"),
                              .proto = IP_UDP,
                              .src_port = 67,
                              .dst_port = 68,
                              .payload = &b});
}

/* The gateway's address is worth more: whoever believes the thief sends through it. */
static void a_thief_takes_the_gateway(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    router_said(l, IP);
    ask(l, C, "10.0.0.9", IP);
    answer(l, A, IP);
    l->t_ns += 60 * S;
    for (int i = 0; i < 3; i++)
        answer(l, B, IP);
    check_concluded(l, CONCLUSION_ARP_SPOOFING_GATEWAY, B, "the gateway's address, which is at " A);
    check_not_concluded(l, CONCLUSION_ARP_SPOOFING, "");
    link_free(l);
}

/* Requests and answers with one and the same address are counted, questions for others are not. */
static void gratuitous_arp_is_counted(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (int i = 0; i < 3; i++)
        announce(l, A, IP);
    for (int i = 0; i < 4; i++)
        ask(l, A, IP, "10.0.0.2");
    check_not_concluded(l, CONCLUSION_GRATUITOUS_ARP, "");
    link_arp(l, ANSWER, mac_of(A), ip_of(IP), ip_of(IP));
    check_concluded(l, CONCLUSION_GRATUITOUS_ARP, A, "4 times");
    link_free(l);
}

static void who_answers_questions_is_no_thief(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (int i = 0; i < 3; i++) {
        ask(l, C, "10.0.0.9", IP);
        answer(l, A, IP);
        answer(l, B, IP);
    }
    check_not_concluded(l, CONCLUSION_ARP_SPOOFING, "");
    check_concluded(l, CONCLUSION_ADDRESS_CONFLICT, B, A);
    link_free(l);
}

/* Nobody but one machine claims it, and yet it is a lie. */
static void a_liar_asks_for_what_it_claims(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    ask(l, B, "10.0.0.1", "10.0.0.9"); /* as 10.0.0.1 */
    ask(l, B, "0.0.0.0", "10.0.0.1");  /* a probe is not a question who has it */
    check_not_concluded(l, CONCLUSION_ARP_SPOOFING_ADMITTED, "");
    ask(l, B, "10.0.0.66", "10.0.0.1");
    check_concluded(l, CONCLUSION_ARP_SPOOFING_ADMITTED, B, "10.0.0.1");
    link_free(l);
}

/* Who had the address a while ago may well ask for it now. */
static void an_old_address_may_be_asked_for(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    announce(l, B, "10.0.0.1");
    l->t_ns += 61 * S;
    ask(l, B, "10.0.0.66", "10.0.0.1");
    check_not_concluded(l, CONCLUSION_ARP_SPOOFING_ADMITTED, "");
    link_free(l);
}

/* A proxy answers, when asked, for many who answer themselves. */
static void a_proxy_answers_for_many(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    static const char *const clients[][2] = {
        {"00:0c:29:00:00:11", "10.0.0.11"},
        {"00:0c:29:00:00:22", "10.0.0.12"},
        {"00:0c:29:00:00:33", "10.0.0.13"},
    };
    announce(l, C, "10.0.0.2");
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < COUNT(clients); i++) {
            ask(l, A, "10.0.0.9", clients[i][1]);
            answer(l, clients[i][0], clients[i][1]);
            answer(l, C, clients[i][1]);
        }
    check_concluded(l, CONCLUSION_PROXY_ARP, C, "for 3 addresses");
    check_not_concluded(l, CONCLUSION_ADDRESS_CONFLICT, "");
    check_not_concluded(l, CONCLUSION_ARP_SPOOFING, "");
    link_free(l);
}

static void neighbour_discovery_counts_the_same(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (int turn = 0; turn < 3; turn++) {
        udp_send(l, A, NULL, "fe80::1", "ff02::fb", 255);
        udp_send(l, B, NULL, "fe80::1", "ff02::fb", 255);
    }
    check_peace(l); /* they only send from it: nobody claims anything */
    link_free(l);
}

/* A DHCP request under a name. */
static void dhcp_as(struct link *l, const char *mac, const char *name)
{
    struct bytes b = {.n = 0};
    be_add(&b, 0x01010600, 4);
    be_add(&b, 0, 8);
    be_add(&b, 0, 8);
    be_add(&b, 0, 8);
    be_add(&b, mac_of(mac).value, 6);
    for (int i = 0; i < 10 + 64 + 128; i++)
        be_add(&b, 0, 1);
    be_add(&b, 0x63825363, 4);
    be_add(&b, 0x350101, 3);
    be_add(&b, 0x0c00 | strlen(name), 2);
    bytes_add(&b, name, strlen(name));
    be_add(&b, 0xff, 1);
    link_ip(l, &(struct said){.to = MAC_BROADCAST,
                              .from = mac_of(mac),
                              .src = ip_of("0.0.0.0"),
                              .dst = ip_of("255.255.255.255"),
                              .proto = IP_UDP,
                              .src_port = 68,
                              .dst_port = 67,
                              .payload = &b});
}

static void one_mac_address_at_two_machines(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (int turn = 0; turn < 2; turn++) {
        dhcp_as(l, A, "nas");
        dhcp_as(l, A, "NAS.home");
    }
    check_not_concluded(l, CONCLUSION_MAC_SHARED, "");
    dhcp_as(l, B, "old");
    dhcp_as(l, B, "new"); /* renamed */
    check_not_concluded(l, CONCLUSION_MAC_SHARED, "");
    dhcp_as(l, B, "old");
    check_concluded(l, CONCLUSION_MAC_SHARED, B, "new");
    link_free(l);
}

/* A router by what it hands on: nobody names it. */
static void a_router_is_known_by_its_traffic(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const char *const far[] = {"198.51.100.1", "198.51.100.7", "203.0.113.9", "203.0.113.77",
                               "192.0.2.200"};
    link_arp(l, 2, mac_of(A), ip_of("10.0.0.1"), ip_of("10.0.0.2"));
    for (unsigned i = 0; i < COUNT(far); i++) {
        udp_send(l, B, A, "10.0.0.2", far[i], 64);
        check_not_concluded(l, CONCLUSION_ROUTER_BY_TRAFFIC, B);
        udp_send(l, A, B, far[i], "10.0.0.2", 53);
    }
    check_concluded(l, CONCLUSION_ROUTER_BY_TRAFFIC, A, "a router");
    for (int i = 0; i < 3; i++) {
        l->t_ns += 20 * S;
        link_arp(l, 2, mac_of(C), ip_of("10.0.0.1"), ip_of("10.0.0.2"));
        link_arp(l, 1, mac_of(B), ip_of("10.0.0.2"), ip_of("10.0.0.1"));
        link_arp(l, 2, mac_of(A), ip_of("10.0.0.1"), ip_of("10.0.0.2"));
    }
    check_concluded(l, CONCLUSION_ARP_SPOOFING_GATEWAY, C, "10.0.0.1, the gateway's address");
    link_free(l);
}

/* Sources made up without a machine that answers; hosts on the link; a way that is traced. */
static void who_hands_nothing_on_is_no_router(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (unsigned i = 0; i < 20; i++) {
        char far[24];
        snprintf(far, sizeof far, "198.51.100.%u", 1 + 7 * i);
        udp_send(l, C, B, far, "10.0.0.2", 53);               /* nobody sends to C */
        udp_send(l, A, B, far, "10.0.0.2", 64);               /* as it was sent */
        udp_send(l, B, A, "10.0.0.2", far, (uint8_t)(i + 1)); /* one source */
    }
    check_not_concluded(l, CONCLUSION_ROUTER_BY_TRAFFIC, "");
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_machines_have_one_address),
        cmocka_unit_test(who_still_sends_still_has_it),
        cmocka_unit_test(an_address_moves),
        cmocka_unit_test(hands_are_counted_among_others),
        cmocka_unit_test(an_address_comes_back),
        cmocka_unit_test(vlans_have_addresses_of_their_own),
        cmocka_unit_test(one_machine_has_two_adapters),
        cmocka_unit_test(one_question_is_no_claim),
        cmocka_unit_test(a_proxy_asks_on),
        cmocka_unit_test(a_probe_that_nobody_answered),
        cmocka_unit_test(some_share_rightly),
        cmocka_unit_test(only_ones_own_word_counts),
        cmocka_unit_test(a_probe_is_answered),
        cmocka_unit_test(who_had_the_address_asks_for_it_anew),
        cmocka_unit_test(a_thief_answers_though_nobody_asked),
        cmocka_unit_test(a_thief_takes_the_gateway),
        cmocka_unit_test(gratuitous_arp_is_counted),
        cmocka_unit_test(who_answers_questions_is_no_thief),
        cmocka_unit_test(a_liar_asks_for_what_it_claims),
        cmocka_unit_test(an_old_address_may_be_asked_for),
        cmocka_unit_test(a_proxy_answers_for_many),
        cmocka_unit_test(neighbour_discovery_counts_the_same),
        cmocka_unit_test(one_mac_address_at_two_machines),
        cmocka_unit_test(a_router_is_known_by_its_traffic),
        cmocka_unit_test(who_hands_nothing_on_is_no_router),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
