/* SPDX-License-Identifier: MIT */

/* Why a machine has a 169.254 address: every way to one, as frames made by hand; and what RFC 3927 forbids
 * on the way. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "link.h"
#include "concluded.h"

#define CLIENT "00:00:5e:00:53:01"
#define SERVER "00:00:5e:00:53:02"
#define SELF   "169.254.7.7"

enum { DISCOVER = 1, OFFER, REQUEST, DECLINE, ACK, NAK };

/* A DHCP message of a client or to it; `names_server` as a request of what was offered does. */
static void dhcp_of(struct link *l, const char *mac, unsigned type, bool names_server,
                    const char *client)
{
    bool reply = type == OFFER || type == ACK || type == NAK;
    struct bytes b = {.n = 0};
    be_add(&b, reply ? 0x02010600 : 0x01010600, 4);
    be_add(&b, 0x12345678, 4);
    be_add(&b, 0, 4);
    be_add(&b, 0, 4);
    be_add(&b, reply && type != NAK ? 0x0a000040 : 0, 4);
    be_add(&b, 0, 8);
    be_add(&b, mac_of(mac).value, 6);
    for (int i = 0; i < 10 + 64 + 128; i++)
        be_add(&b, 0, 1);
    be_add(&b, 0x63825363, 4);
    be_add(&b, 0x350100 | type, 3);
    if (names_server || reply)
        be_add(&b, UINT64_C(0x36040a000001), 6);
    be_add(&b, 0xff, 1);
    link_ip(l, &(struct said){.to = MAC_BROADCAST,
                              .from = mac_of(reply ? SERVER : mac),
                              .src = ip_of(reply ? "10.0.0.1" : client),
                              .dst = ip_of("255.255.255.255"),
                              .proto = IP_UDP,
                              .src_port = reply ? 67 : 68,
                              .dst_port = reply ? 68 : 67,
                              .payload = &b});
}

static void dhcp_from(struct link *l, unsigned type, bool names_server, const char *client)
{
    dhcp_of(l, CLIENT, type, names_server, client);
}

static void dhcp(struct link *l, unsigned type, bool names_server)
{
    dhcp_from(l, type, names_server, "0.0.0.0");
}

static void probe(struct link *l, const char *ip)
{
    link_arp(l, 1, mac_of(CLIENT), ip_of("0.0.0.0"), ip_of(ip));
}

static void announce(struct link *l, const char *ip)
{
    link_arp(l, 1, mac_of(CLIENT), ip_of(ip), ip_of(ip));
}

static struct link *link_slow(void)
{
    struct link *l = link_new(LINK_ETHERNET);
    l->step_ns = 4 * S;
    return l;
}

static void nobody_answered(void **state)
{
    (void)state;
    struct link *l = link_slow();
    for (int i = 0; i < 3; i++)
        dhcp(l, DISCOVER, false);
    check_concluded(l, CONCLUSION_DHCP_UNANSWERED, CLIENT, "(tries: 3)");
    probe(l, SELF);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED,
                        ""); /* it only asks whether it is free */
    announce(l, SELF);
    check_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, CLIENT, SELF);
    const struct conclusion *c = concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, CLIENT);
    const uint64_t frames[] = {1, 2, 3, 5};
    assert_int_equal(c->number, 3);
    assert_int_equal(c->frame_count, COUNT(frames));
    assert_memory_equal(c->frames, frames, sizeof frames);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_RECOVERED, "");
    link_free(l);
}

static void it_recovers(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, DISCOVER, false);
    dhcp(l, DISCOVER, false);
    announce(l, SELF);
    dhcp(l, DISCOVER, false);
    dhcp(l, OFFER, true);
    dhcp(l, REQUEST, true);
    dhcp(l, ACK, true);
    check_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, CLIENT, "(tries: 2)");
    check_concluded(l, CONCLUSION_LINK_LOCAL_RECOVERED, CLIENT, "10.0.0.64");
    check_not_concluded(l, CONCLUSION_DHCP_UNANSWERED, "");
    link_free(l);
}

/* The offer and the acknowledgment went to the client alone, where this port did not hear them; that it
 * requests what was offered shows that there was an offer. */
static void an_offer_shows_in_the_request(void **state)
{
    (void)state;
    struct link *l = link_slow();
    for (int i = 0; i < 5; i++) {
        dhcp(l, DISCOVER, false);
        dhcp(l, REQUEST, true);
    }
    check_not_concluded(l, CONCLUSION_DHCP_UNANSWERED, "");
    announce(l, SELF);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, "");
    link_free(l);
}

/* Reminders of an old lease go unanswered too; who then has another address was answered after all. */
static void reminders_are_tries_until_it_has_an_address(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, REQUEST, false);
    dhcp(l, REQUEST, false);
    check_concluded(l, CONCLUSION_DHCP_UNANSWERED, CLIENT, "(tries: 2)");
    announce(l, "10.0.0.64");
    check_not_concluded(l, CONCLUSION_DHCP_UNANSWERED, "");
    link_free(l);
}

/* Where another machine was offered something unheard, reminders may be answered unheard; who looks for servers
 * again and again is answered nowhere. */
static void unheard_answers_leave_reminders_open(void **state)
{
    (void)state;
    static const char other[] = "00:00:5e:00:53:03";
    struct link *l = link_slow();
    dhcp(l, REQUEST, false);
    dhcp(l, REQUEST, false);
    dhcp_of(l, other, REQUEST, true, "0.0.0.0");
    check_concluded(l, CONCLUSION_DHCP_UNANSWERED, CLIENT, "(tries: 2)");
    dhcp_of(l, other, DISCOVER, false, "0.0.0.0");
    check_concluded(l, CONCLUSION_DHCP_UNANSWERED, CLIENT, "(tries: 2)");
    link_free(l);
    l = link_slow();
    dhcp_of(l, other, DISCOVER, false, "0.0.0.0");
    dhcp_of(l, other, REQUEST, true, "0.0.0.0");
    dhcp(l, REQUEST, false);
    dhcp(l, REQUEST, false);
    check_not_concluded(l, CONCLUSION_DHCP_UNANSWERED, "");
    dhcp(l, DISCOVER, false);
    check_concluded(l, CONCLUSION_DHCP_UNANSWERED, CLIENT, "(tries: 3)");
    link_free(l);
    l = link_slow();
    dhcp_of(l, other, DISCOVER, false, "0.0.0.0");
    dhcp_of(l, other, OFFER, true, "0.0.0.0");
    dhcp_of(l, other, REQUEST, true, "0.0.0.0");
    dhcp(l, REQUEST, false);
    dhcp(l, REQUEST, false);
    check_concluded(l, CONCLUSION_DHCP_UNANSWERED, CLIENT, "(tries: 2)");
    link_free(l);
}

/* One question seen at two ports of a bridge is one question. */
static void one_question_seen_twice_counts_once(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    l->step_ns = 1000;
    dhcp(l, DISCOVER, false);
    dhcp(l, DISCOVER, false);
    l->t_ns += 4 * S;
    check_not_concluded(l, CONCLUSION_DHCP_UNANSWERED, "");
    announce(l, SELF);
    check_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, CLIENT, "(tries: 1)");
    link_free(l);
}

static void the_lease_was_declined(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, DISCOVER, false);
    dhcp(l, REQUEST, true);
    dhcp(l, ACK, true);
    dhcp(l, DECLINE, true);
    announce(l, SELF);
    check_concluded(l, CONCLUSION_LINK_LOCAL_DECLINED, CLIENT, SELF);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, "");
    link_free(l);
}

static void the_server_refused(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, REQUEST, false);
    dhcp(l, NAK, true);
    announce(l, SELF);
    check_concluded(l, CONCLUSION_LINK_LOCAL_REFUSED, CLIENT, SELF);
    link_free(l);
}

/* That a server gives an address afterwards makes no other reason of it; one that it gave before does. */
static void reasons_outlast_what_comes_later(void **state)
{
    (void)state;
    static const struct {
        unsigned before[4], after[4];
        enum conclusion_kind kind;
    } rows[] = {
        {{REQUEST, ACK, DECLINE}, {REQUEST, ACK}, CONCLUSION_LINK_LOCAL_DECLINED},
        {{REQUEST, NAK}, {REQUEST, ACK}, CONCLUSION_LINK_LOCAL_REFUSED},
        {{REQUEST, ACK, REQUEST, NAK}, {REQUEST, ACK}, CONCLUSION_LINK_LOCAL_REFUSED},
        {{REQUEST, NAK, REQUEST, ACK}, {0}, CONCLUSION_LINK_LOCAL_AFTER_LEASE},
        {{REQUEST, NAK, REQUEST, ACK}, {REQUEST, ACK}, CONCLUSION_LINK_LOCAL_AFTER_LEASE},
        {{REQUEST, ACK}, {REQUEST, NAK}, CONCLUSION_LINK_LOCAL_AFTER_LEASE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct link *l = link_slow();
        for (size_t k = 0; k < 4 && rows[i].before[k] != 0; k++)
            dhcp(l, rows[i].before[k], true);
        announce(l, SELF);
        for (size_t k = 0; k < 4 && rows[i].after[k] != 0; k++)
            dhcp(l, rows[i].after[k], true);
        for (enum conclusion_kind kind = CONCLUSION_LINK_LOCAL_UNANSWERED;
             kind <= CONCLUSION_LINK_LOCAL_START_NOT_SEEN; kind++) {
            if (kind == rows[i].kind)
                check_concluded(l, kind, CLIENT, SELF);
            else
                check_not_concluded(l, kind, "");
        }
        link_free(l);
    }
}

/* It asked, though not for long: then it is not true that it was not seen to. */
static void who_asked_is_not_said_not_to_have(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    dhcp(l, DISCOVER, false);
    probe(l, SELF);
    announce(l, SELF);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, "");
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_NO_DHCP_SEEN, "");
    check_concluded(l, CONCLUSION_LINK_LOCAL_START_NOT_SEEN, CLIENT, SELF);
    link_free(l);
}

static void the_lease_was_not_kept(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, DISCOVER, false);
    probe(l, SELF); /* at the same time, as some systems do */
    dhcp(l, REQUEST, true);
    dhcp(l, ACK, true);
    announce(l, SELF);
    check_concluded(l, CONCLUSION_LINK_LOCAL_AFTER_LEASE, CLIENT, SELF);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, "");
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_RECOVERED, "");
    link_free(l);
}

/* Questions after it took the address are not why it took it, though no ARP showed when it did. */
static void only_questions_before_count(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, DISCOVER, false);
    dhcp(l, DISCOVER, false);
    udp_send(l, CLIENT, NULL, SELF, "224.0.0.251", 255);
    dhcp(l, DISCOVER, false);
    check_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, CLIENT, "(tries: 2)");
    link_free(l);
}

/* A packet from an address that it only tries, while it asks, is not the end of the story. */
static void a_trial_is_no_beginning(void **state)
{
    (void)state;
    struct link *l = link_slow();
    l->step_ns = S / 10;
    dhcp(l, DISCOVER, false);
    udp_send(l, CLIENT, NULL, SELF, "224.0.0.22", 1);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, "");
    dhcp(l, REQUEST, true);
    dhcp(l, ACK, true);
    l->t_ns += 60 * S;
    announce(l, SELF);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_UNANSWERED, "");
    check_concluded(l, CONCLUSION_LINK_LOCAL_AFTER_LEASE, CLIENT, SELF);
    link_free(l);
}

/* Who sends from an address was answered somehow, or needs no answer. */
static void who_has_an_address_is_not_without_answer(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, REQUEST, false);
    dhcp(l, REQUEST, false);
    udp_send(l, CLIENT, NULL, "10.0.0.64", "224.0.0.251", 255);
    check_not_concluded(l, CONCLUSION_DHCP_UNANSWERED, "");
    dhcp(l, REQUEST, false);
    dhcp(l, REQUEST, false);
    udp_send(l, CLIENT, NULL, "10.0.0.64", "224.0.0.251", 255);
    check_not_concluded(l, CONCLUSION_DHCP_UNANSWERED, "");
    link_free(l);
}

/* That it asks others for the address that it had is no use of it. */
static void who_probes_for_an_address_has_none(void **state)
{
    (void)state;
    struct link *l = link_slow();
    udp_send(l, CLIENT, NULL, "10.0.0.64", "224.0.0.251", 255);
    l->t_ns += 60 * S;
    dhcp(l, DISCOVER, false);
    dhcp(l, DISCOVER, false);
    probe(l, "10.0.0.64");
    check_concluded(l, CONCLUSION_DHCP_UNANSWERED, CLIENT, "(tries: 2)");
    udp_send(l, CLIENT, NULL, "10.0.0.64", "224.0.0.251", 255);
    check_not_concluded(l, CONCLUSION_DHCP_UNANSWERED, "");
    link_free(l);
}

/* A router that looks for other servers, as some do. */
static void who_asks_from_an_address_has_one(void **state)
{
    (void)state;
    struct link *l = link_slow();
    for (int i = 0; i < 3; i++)
        dhcp_from(l, DISCOVER, false, "192.168.0.1");
    check_not_concluded(l, CONCLUSION_DHCP_UNANSWERED, "");
    link_free(l);
}

/* A link-local address beside a lease is none in its place. */
static void an_address_beside_a_lease(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, DISCOVER, false);
    dhcp(l, REQUEST, true);
    dhcp(l, ACK, true);
    announce(l, "10.0.0.64");
    announce(l, SELF);
    announce(l, "10.0.0.64");
    l->t_ns += 60 * S;
    announce(l, SELF);
    check_concluded(l, CONCLUSION_LINK_LOCAL_BESIDE, CLIENT, "10.0.0.64");
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_AFTER_LEASE, "");
    dhcp(l, REQUEST, false);
    dhcp(l, ACK, true);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_RECOVERED, "");
    link_free(l);
}

/* One packet may have passed through, though two ports of a switch saw it. */
static void one_packet_is_no_address_beside(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    announce(l, SELF);
    l->step_ns = 20000;
    udp_send(l, CLIENT, SERVER, "10.0.0.9", "10.0.0.1", 64);
    udp_send(l, CLIENT, SERVER, "10.0.0.9", "10.0.0.1", 64);
    announce(l, SELF);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_BESIDE, "");
    l->t_ns += S;
    udp_send(l, CLIENT, SERVER, "10.0.0.9", "10.0.0.1", 64);
    announce(l, SELF);
    check_concluded(l, CONCLUSION_LINK_LOCAL_BESIDE, CLIENT, "10.0.0.9");
    link_free(l);
}

/* Who still uses the link-local address has not recovered. */
static void a_lease_that_is_not_taken_up(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, DISCOVER, false);
    announce(l, SELF);
    dhcp(l, REQUEST, true);
    dhcp(l, ACK, true);
    check_concluded(l, CONCLUSION_LINK_LOCAL_RECOVERED, CLIENT, "10.0.0.64");
    l->t_ns += 60 * S;
    announce(l, SELF);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_RECOVERED, "");
    link_free(l);
}

/* What it declined long ago, and got another address after, is not why. */
static void an_old_decline_is_no_reason(void **state)
{
    (void)state;
    struct link *l = link_slow();
    dhcp(l, REQUEST, true);
    dhcp(l, ACK, true);
    dhcp(l, DECLINE, true);
    dhcp(l, REQUEST, true);
    dhcp(l, ACK, true);
    announce(l, SELF);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_DECLINED, "");
    check_concluded(l, CONCLUSION_LINK_LOCAL_AFTER_LEASE, CLIENT, SELF);
    link_free(l);
}

/* Servers can be on other virtual adapters; a capture that paused did not watch. */
static void near_misses_of_design(void **state)
{
    (void)state;
    struct link *l = link_slow();
    link_arp(l, 1, mac_of("0a:00:27:00:00:01"), ip_of(SELF), ip_of(SELF));
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_BY_DESIGN, "");
    announce(l, "169.254.7.8");
    l->t_ns += 700 * S;
    announce(l, "169.254.7.8");
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_NEVER_ASKED, "");
    link_free(l);
}

/* What has no ARP of the machine may have kept its questions, too: only some frames are there. */
static void a_filter_may_keep_the_questions(void **state)
{
    (void)state;
    struct link *l = link_slow();
    for (int i = 0; i < 4; i++, l->t_ns += 300 * S)
        udp_send(l, CLIENT, NULL, SELF, "224.0.0.251", 255);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_NEVER_ASKED, "");
    check_concluded(l, CONCLUSION_LINK_LOCAL_START_NOT_SEEN, CLIENT, "uses " SELF);
    link_free(l);
}

static void adapters_without_servers_mean_it(void **state)
{
    (void)state;
    struct link *l = link_slow();
    link_arp(l, 1, mac_of("02:00:4c:4f:4f:50"), ip_of(SELF), ip_of(SELF));
    check_concluded(l, CONCLUSION_LINK_LOCAL_BY_DESIGN, "02:00:4c:4f:4f:50", SELF);
    link_free(l);
}

static void what_was_not_seen_is_not_claimed(void **state)
{
    (void)state;
    struct link *l = link_slow();
    udp_send(l, CLIENT, NULL, SELF, "224.0.0.251", 255);
    check_concluded(l, CONCLUSION_LINK_LOCAL_START_NOT_SEEN, CLIENT, SELF);
    probe(l, "169.254.7.8");
    announce(l, "169.254.7.8");
    check_concluded(l, CONCLUSION_LINK_LOCAL_NO_DHCP_SEEN, CLIENT, "169.254.7.8");
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_NEVER_ASKED, "");
    l->t_ns += 300 * S;
    announce(l, "169.254.7.8");
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_NEVER_ASKED, ""); /* some ask every five minutes */
    l->t_ns += 300 * S;
    announce(l, "169.254.7.8");
    check_concluded(l, CONCLUSION_LINK_LOCAL_NEVER_ASKED, CLIENT, "169.254.7.8");
    announce(l, "10.0.0.9");
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_BESIDE, ""); /* it may have it instead */
    announce(l, "169.254.7.8");
    check_concluded(l, CONCLUSION_LINK_LOCAL_BESIDE, CLIENT, "10.0.0.9");
    link_free(l);
}

/* Who only probes uses nothing, and other addresses are nobody's concern here. */
static void others_are_left_alone(void **state)
{
    (void)state;
    struct link *l = link_slow();
    probe(l, SELF);
    announce(l, "10.0.0.9");
    for (enum conclusion_kind kind = CONCLUSION_LINK_LOCAL_UNANSWERED;
         kind <= CONCLUSION_DHCP_UNANSWERED; kind++)
        check_not_concluded(l, kind, "");
    link_free(l);
}

static void violations_are_told(void **state)
{
    (void)state;
    struct link *l = link_slow();
    announce(l, "169.254.1.0");
    announce(l, "169.254.254.255");
    link_arp(l, 2, mac_of(CLIENT), ip_of("10.0.0.9"), ip_of(SELF));
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_RESERVED, "");
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_ARP_UNICAST, "");
    probe(l, "169.254.0.255");
    check_concluded(l, CONCLUSION_LINK_LOCAL_RESERVED, CLIENT, "reserved");
    link_arp(l, 1, mac_of(SERVER), ip_of("169.254.255.1"), ip_of("169.254.255.1"));
    check_concluded(l, CONCLUSION_LINK_LOCAL_RESERVED, SERVER, "reserved");
    link_arp(l, 2, mac_of(CLIENT), ip_of(SELF), ip_of("169.254.7.9"));
    check_concluded(l, CONCLUSION_LINK_LOCAL_ARP_UNICAST, CLIENT, "to one machine");
    link_free(l);
}

static void nothing_link_local_goes_to_a_router(void **state)
{
    (void)state;
    struct link *l = link_slow();
    link_arp(l, 1, mac_of(SERVER), ip_of("10.0.0.1"), ip_of("10.0.0.1"));
    udp_send(l, CLIENT, SERVER, SELF, "10.0.0.1", 64);
    udp_send(l, CLIENT, SERVER, SELF, "169.254.9.9", 64);
    udp_send(l, CLIENT, "00:00:5e:00:53:77", SELF, "10.0.0.2", 64); /* of whom nothing is known */
    udp_send(l, CLIENT, SERVER, "10.0.0.9", "192.0.2.1", 64);
    check_not_concluded(l, CONCLUSION_LINK_LOCAL_ROUTED, "");
    udp_send(l, CLIENT, SERVER, SELF, "192.0.2.1", 64);
    check_concluded(l, CONCLUSION_LINK_LOCAL_ROUTED, CLIENT, "as if to a router");
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_answered),
        cmocka_unit_test(it_recovers),
        cmocka_unit_test(an_offer_shows_in_the_request),
        cmocka_unit_test(reminders_are_tries_until_it_has_an_address),
        cmocka_unit_test(unheard_answers_leave_reminders_open),
        cmocka_unit_test(one_question_seen_twice_counts_once),
        cmocka_unit_test(the_lease_was_declined),
        cmocka_unit_test(the_server_refused),
        cmocka_unit_test(reasons_outlast_what_comes_later),
        cmocka_unit_test(who_asked_is_not_said_not_to_have),
        cmocka_unit_test(the_lease_was_not_kept),
        cmocka_unit_test(only_questions_before_count),
        cmocka_unit_test(a_trial_is_no_beginning),
        cmocka_unit_test(who_has_an_address_is_not_without_answer),
        cmocka_unit_test(who_probes_for_an_address_has_none),
        cmocka_unit_test(who_asks_from_an_address_has_one),
        cmocka_unit_test(an_address_beside_a_lease),
        cmocka_unit_test(one_packet_is_no_address_beside),
        cmocka_unit_test(a_lease_that_is_not_taken_up),
        cmocka_unit_test(an_old_decline_is_no_reason),
        cmocka_unit_test(near_misses_of_design),
        cmocka_unit_test(a_filter_may_keep_the_questions),
        cmocka_unit_test(adapters_without_servers_mean_it),
        cmocka_unit_test(what_was_not_seen_is_not_claimed),
        cmocka_unit_test(others_are_left_alone),
        cmocka_unit_test(violations_are_told),
        cmocka_unit_test(nothing_link_local_goes_to_a_router),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
