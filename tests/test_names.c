/* SPDX-License-Identifier: MIT */

/* Names: look-ups and how far they get, poisoners, names of several machines, several names of one, and what
 * services say of themselves. */

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
#define PC "88:b1:11:7c:44:d5"

enum { DNS = 53, MDNS = 5353, LLMNR = 5355, NBNS = 137, RESPONSE = 0x8000, NXDOMAIN = 0x8183 };

/* A message with one question for the address of a name; `known`: with as many answers that it knows. */
static void query_add(struct bytes *b, const char *name, unsigned flags, unsigned known)
{
    b->n = 0;
    be_add(b, 0, 2);
    be_add(b, flags, 2);
    be_add(b, 1, 2);
    be_add(b, known, 2);
    be_add(b, 0, 4);
    dns_name_add(b, name);
    be_add(b, 0x00010001, 4);
}

static void ask(struct link *l, const char *mac, unsigned port, const char *name)
{
    struct bytes b;
    query_add(&b, name, 0, 0);
    link_ip(l, &(struct said){.from = mac_of(mac),
                              .src = ip_of("10.0.0.1"),
                              .dst = ip_of(port == MDNS ? "224.0.0.251" : "224.0.0.252"),
                              .ttl = 255,
                              .proto = IP_UDP,
                              .src_port = (uint16_t)port,
                              .dst_port = (uint16_t)port,
                              .payload = &b});
}

/* Somebody tells `to` (NULL: all) the address of a name. */
static void tell(struct link *l, const char *from, const char *to, unsigned port, const char *name,
                 const char *address)
{
    struct bytes b;
    dns_response(&b, 1);
    b.at[2] = 0x80; /* LLMNR has another flag where DNS says that it is authoritative */
    dns_address_add(&b, name, ip_of(address), 120);
    link_ip(l, &(struct said){.to = to != NULL ? mac_of(to) : (struct mac){0},
                              .from = mac_of(from),
                              .src = ip_of(address),
                              .dst = ip_of(to != NULL ? "10.0.0.1" : "224.0.0.251"),
                              .ttl = 255,
                              .proto = IP_UDP,
                              .src_port = (uint16_t)port,
                              .dst_port = (uint16_t)port,
                              .payload = &b});
}

static void deny(struct link *l, const char *to, const char *name)
{
    struct bytes b;
    query_add(&b, name, NXDOMAIN, 0);
    link_ip(l, &(struct said){.to = mac_of(to),
                              .from = mac_of(C),
                              .src = ip_of("10.0.0.254"),
                              .dst = ip_of("10.0.0.1"),
                              .proto = IP_UDP,
                              .src_port = DNS,
                              .dst_port = 50000,
                              .payload = &b});
}

/* The address is the machine's own. */
static void own(struct link *l, const char *mac, const char *ip)
{
    link_arp(l, 1, mac_of(mac), ip_of(ip), ip_of(ip));
}

static void wait(struct link *l)
{
    l->t_ns += 3 * S;
    own(l, C, "10.0.0.254");
}

static void a_look_up_fails_step_by_step(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    deny(l, A, "WPAD.home.arpa");
    ask(l, A, MDNS, "wpad.local");
    ask(l, A, LLMNR, "Wpad");
    check_not_concluded(l, CONCLUSION_LOOKUP_FAILED, ""); /* an answer may still come */
    wait(l);
    check_concluded(l, CONCLUSION_LOOKUP_FAILED, A,
                    "wpad; DNS: no such name; mDNS: no answer seen; LLMNR: no answer seen");
    tell(l, B, C, LLMNR, "wpad", "10.0.0.7"); /* somebody is called so, whatever A heard of it */
    check_not_concluded(l, CONCLUSION_LOOKUP_FAILED, "");
    link_free(l);
}

static void a_look_up_ends_on_a_lower_step(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    l->step_ns = 2000000;
    deny(l, A, "nas.home.arpa");
    ask(l, A, LLMNR, "nas");
    ask(l, B, LLMNR, "nas");
    tell(l, C, A, LLMNR, "nas", "10.0.0.128");
    check_concluded(l, CONCLUSION_LOOKUP_LADDER, A,
                    "nas; DNS: no such name; LLMNR: 3c:37:86:22:f5:fc in 4 ms");
    check_not_concluded(l, CONCLUSION_LOOKUP_LADDER, B); /* it went to the other one alone */
    wait(l);
    check_not_concluded(l, CONCLUSION_LOOKUP_FAILED, ""); /* its answer would not come here */
    link_free(l);
}

/* Whose answers are not heard here has no answer only where it asks again, and nobody is called so. */
static void answers_may_go_elsewhere(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    l->step_ns = 1000000;
    for (int i = 0; i < 4; i++)
        ask(l, B, LLMNR, "tv"); /* over both families, for both kinds of address */
    wait(l);
    check_not_concluded(l, CONCLUSION_LOOKUP_FAILED, "");
    l->step_ns = 400 * INT64_C(1000000);
    ask(l, B, LLMNR, "nas");
    ask(l, B, LLMNR, "nas");
    wait(l);
    check_concluded(l, CONCLUSION_LOOKUP_FAILED, B, "nas; LLMNR: no answer seen");
    tell(l, C, A, LLMNR, "nas", "10.0.0.128");
    check_not_concluded(l, CONCLUSION_LOOKUP_FAILED, "");

    /* By mDNS, whose answers everybody hears, it asked twice; by LLMNR once, and may have been answered. */
    ask(l, B, MDNS, "box.local");
    ask(l, B, MDNS, "box.local");
    ask(l, B, LLMNR, "box");
    wait(l);
    check_not_concluded(l, CONCLUSION_LOOKUP_FAILED, "");
    ask(l, B, LLMNR, "box");
    ask(l, B, LLMNR, "box");
    wait(l);
    check_concluded(l, CONCLUSION_LOOKUP_FAILED, B,
                    "box; mDNS: no answer seen; LLMNR: no answer seen");
    link_free(l);
}

/* Who asks again and again is not waited for. */
static void asking_on_is_failing(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    l->step_ns = S;
    for (int i = 0; i < 7; i++)
        ask(l, A, MDNS, "nas.local");
    check_concluded(l, CONCLUSION_LOOKUP_FAILED, A, "nas; mDNS: no answer seen");
    link_free(l);
}

/* What is answered at once, known already, somebody's own, too old or no host's name is nobody's failure. */
static void look_ups_that_did_not_fail(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    ask(l, A, MDNS, "nas.local");
    tell(l, C, NULL, MDNS, "nas.local", "10.0.0.128");
    ask(l, A, MDNS, "_http._tcp.local");
    struct bytes b;
    query_add(&b, "tv.local", 0, 1);
    dns_address_add(&b, "tv.local", ip_of("10.0.0.143"), 120);
    link_mdns(l, mac_of(A), ip_of("10.0.0.1"), &b);
    own(l, PC, "10.0.0.63");
    tell(l, PC, A, LLMNR, "pc", "10.0.0.63");
    ask(l, PC, LLMNR, "pc"); /* am I the only one? */
    tell(l, PC, A, LLMNR,
         "b\xc3\xbc"
         "ro",
         "10.0.0.63");
    ask(l, PC, LLMNR,
        "b\xc3\xbc"
        "ro");
    wait(l);
    check_not_concluded(l, CONCLUSION_LOOKUP_FAILED, "");
    check_not_concluded(l, CONCLUSION_LOOKUP_LADDER, "");
    link_free(l);
}

/* Who is called so may have answered the asker alone. */
static void an_answer_may_go_unheard(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    own(l, B, "10.0.0.2");
    own(l, A, "10.0.0.1");
    tell(l, B, NULL, MDNS, "primary.local", "10.0.0.2");
    ask(l, A, LLMNR, "Primary");
    check_not_concluded(l, CONCLUSION_LOOKUP_UNHEARD, ""); /* it may still come */
    wait(l);
    check_concluded(l, CONCLUSION_LOOKUP_UNHEARD, A, "primary, which " B " is called");
    check_not_concluded(l, CONCLUSION_LOOKUP_FAILED, "");
    tell(l, B, NULL, MDNS, "primary.local", "10.0.0.2");
    ask(l, B, LLMNR, "primary"); /* its own */
    wait(l);
    check_not_concluded(l, CONCLUSION_LOOKUP_UNHEARD, B);
    ask(l, A, LLMNR, "primary");
    tell(l, B, A, LLMNR, "primary", "10.0.0.2");
    wait(l);
    check_not_concluded(l, CONCLUSION_LOOKUP_UNHEARD, "");
    link_free(l);
}

static void poison(struct link *l, unsigned names)
{
    for (unsigned i = 0; i < names; i++) {
        char name[16];
        snprintf(name, sizeof name, "lost%u", i);
        ask(l, A, LLMNR, name);
        tell(l, B, A, LLMNR, name, "10.0.0.66");
    }
}

static void who_answers_for_many_is_told(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    poison(l, 2);
    poison(l, 2);
    check_not_concluded(l, CONCLUSION_NAME_POISONER, "");
    poison(l, 3);
    check_concluded(l, CONCLUSION_NAME_POISONER, B, "3 of them");
    check_not_concluded(l, CONCLUSION_NAME_POISONER, A);
    link_free(l);
}

/* An answer by mDNS to all, from one machine with somebody's address; `class` 0x8001: the name is nobody else's. */
static void answer_all(struct link *l, const char *from, const char *src, const char *name,
                       const char *address, unsigned class, unsigned port)
{
    struct bytes b;
    dns_response(&b, 1);
    dns_name_add(&b, name);
    be_add(&b, 1, 2);
    be_add(&b, class, 2);
    be_add(&b, 120, 4);
    be_add(&b, 4, 2);
    ip_add(&b, ip_of(address));
    link_ip(l, &(struct said){.from = mac_of(from),
                              .src = ip_of(src),
                              .dst = ip_of("224.0.0.251"),
                              .ttl = 255,
                              .proto = IP_UDP,
                              .src_port = MDNS,
                              .dst_port = (uint16_t)port,
                              .payload = &b});
}

static void who_answers_for_many_by_mdns_is_told(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    own(l, B, "10.0.0.66");
    for (char i = '0'; i < '3'; i++) {
        const char name[] = {'l', 'o', 's', 't', i, '.', 'l', 'o', 'c', 'a', 'l', '\0'};
        check_not_concluded(l, CONCLUSION_NAME_POISONER, "");
        ask(l, A, MDNS, name);
        answer_all(l, B, "10.0.0.66", name, "10.0.0.66", 1, MDNS);
    }
    check_concluded(l, CONCLUSION_NAME_POISONER, B, "3 of them so far, such as lost0");
    link_free(l);
}

/* Many names of one machine; a reflector, which tells where others are; answers to who does not speak mDNS. */
static void who_speaks_for_others_is_no_poisoner(void **state)
{
    static const struct {
        bool announces;
        unsigned class, port;
        const char *address;
    } rows[] = {
        {true, 1, MDNS, "10.0.0.66"},       /* it said so unasked */
        {false, 0x8001, MDNS, "10.0.0.66"}, /* it says that they are its own */
        {false, 1, 50000, "10.0.0.66"},     /* legacy answers have no such bit */
        {false, 1, MDNS, "10.0.0.77"},      /* another machine's address */
        {false, 1, MDNS, "192.168.9.9"},    /* one of another link */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct link *l = link_new(LINK_ETHERNET);
        own(l, B, "10.0.0.66");
        own(l, C, "10.0.0.77");
        for (char k = '0'; k < '6'; k++) {
            const char name[] = {'l', 'o', 's', 't', k, '.', 'l', 'o', 'c', 'a', 'l', '\0'};
            if (rows[i].announces)
                answer_all(l, B, "10.0.0.66", name, rows[i].address, rows[i].class, MDNS);
            ask(l, A, MDNS, name);
            answer_all(l, B, "10.0.0.66", name, rows[i].address, rows[i].class, rows[i].port);
        }
        check_not_concluded(l, CONCLUSION_NAME_POISONER, "");
        link_free(l);
    }
}

/* Several answers for names that are known to be its own. */
static void who_has_many_names_is_no_poisoner(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    own(l, B, "10.0.0.66");
    for (unsigned i = 0; i < 3; i++) {
        char name[24];
        snprintf(name, sizeof name, "lost%u.local", i);
        tell(l, B, NULL, MDNS, name, "10.0.0.66");
    }
    poison(l, 3);
    check_not_concluded(l, CONCLUSION_NAME_POISONER, "");
    link_free(l);
}

/* The same on two VLANs of one trunk. */
static void names_on_two_links_are_two(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    own(l, B, "10.0.0.2");
    own(l, C, "10.0.0.3");
    for (int turn = 0; turn < 3; turn++) {
        l->vlan = 10;
        tell(l, B, NULL, MDNS, "nas.local", "10.0.0.2");
        l->vlan = 20;
        tell(l, C, NULL, MDNS, "nas.local", "10.0.0.3");
    }
    check_not_concluded(l, CONCLUSION_NAME_CONFLICT, "");
    link_free(l);
}

static void two_machines_have_one_name(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    own(l, B, "10.0.0.2");
    own(l, C, "10.0.0.3");
    tell(l, B, NULL, MDNS, "nas.local", "10.0.0.2");
    tell(l, C, NULL, MDNS, "NAS.local", "10.0.0.3");
    check_not_concluded(l, CONCLUSION_NAME_CONFLICT, ""); /* it may have changed hands */
    tell(l, B, NULL, MDNS, "nas.local", "10.0.0.2");
    check_concluded(l, CONCLUSION_NAME_CONFLICT, "", "two machines have one name");
    link_free(l);
}

/* Two addresses of one machine, and two adapters of one device. */
static void one_machine_has_one_name(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    own(l, B, "10.0.0.2");
    own(l, B, "10.0.0.3");
    own(l, PC, "10.0.0.4");
    own(l, "8a:b1:11:7c:44:d5", "10.0.0.5");
    for (int turn = 0; turn < 3; turn++) {
        tell(l, B, NULL, MDNS, "nas.local", "10.0.0.2");
        tell(l, B, NULL, MDNS, "nas.local", "10.0.0.3");
        tell(l, PC, NULL, MDNS, "pc.local", "10.0.0.4");
        tell(l, "8a:b1:11:7c:44:d5", NULL, MDNS, "pc.local", "10.0.0.5");
    }
    check_not_concluded(l, CONCLUSION_NAME_CONFLICT, "");
    link_free(l);
}

/* A probe for a name: an address that the asker would have. */
static void probe(struct link *l, const char *mac, const char *name, const char *address)
{
    struct bytes b;
    query_add(&b, name, 0, 0);
    b.at[9] = 1; /* a record in the authority section */
    dns_address_add(&b, name, ip_of(address), 120);
    link_mdns(l, mac_of(mac), ip_of(address), &b);
}

static void two_ask_for_one_name_at_once(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    probe(l, B, "nas.local", "10.0.0.2");
    probe(l, C, "NAS.local", "10.0.0.3");
    check_concluded(l, CONCLUSION_NAME_RACE, C, "called nas.local while " B " does");
    check_not_concluded(l, CONCLUSION_NAME_RACE, B); /* once is enough */
    for (int i = 0; i < 2; i++) {
        probe(l, B, "nas.local", "10.0.0.2");
        probe(l, C, "nas.local", "10.0.0.3");
    }
    check_not_concluded(l, CONCLUSION_NAME_RACE, B);
    tell(l, C, NULL, MDNS, "nas.local", "10.0.0.3");
    wait(l);
    check_not_concluded(l, CONCLUSION_NAME_CONFLICT, "");
    check_not_concluded(l, CONCLUSION_NAME_YIELDED, "");
    check_not_concluded(l, CONCLUSION_LOOKUP_FAILED, "");
    link_free(l);
}

/* The same data; one after the other; on another link; on two adapters of one device; a question without data. */
static void probes_that_do_not_meet(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    probe(l, B, "nas.local", "10.0.0.2");
    probe(l, C, "nas.local", "10.0.0.2");
    probe(l, B, "tv.local", "10.0.0.2");
    l->t_ns += 2 * l->step_ns;
    probe(l, C, "tv.local", "10.0.0.3");
    probe(l, B, "pc.local", "10.0.0.2");
    l->vlan = 10;
    probe(l, C, "pc.local", "10.0.0.3");
    l->vlan = 0;
    probe(l, PC, "lap.local", "10.0.0.4");
    probe(l, "8a:b1:11:7c:44:d5", "lap.local", "10.0.0.5");
    ask(l, B, MDNS, "hub.local");
    probe(l, C, "hub.local", "10.0.0.3");
    check_not_concluded(l, CONCLUSION_NAME_RACE, "");
    link_free(l);
}

static void a_name_gives_way(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    own(l, B, "10.0.0.2");
    own(l, C, "10.0.0.3");
    own(l, PC, "10.0.0.4");
    tell(l, B, NULL, MDNS, "nas.local", "10.0.0.2");
    tell(l, C, NULL, MDNS, "nas-2.local", "10.0.0.3");
    tell(l, PC, NULL, MDNS, "CC-Labs-2.local", "10.0.0.4"); /* there is no CC-Labs */
    check_not_concluded(l, CONCLUSION_NAME_YIELDED, PC);
    tell(l, PC, NULL, MDNS, "NAS-3.Local", "10.0.0.4"); /* small and capital letters are the same */
    check_concluded(l, CONCLUSION_NAME_YIELDED, PC, "NAS-3.Local because 00:0c:29:00:53:02");
    check_concluded(l, CONCLUSION_NAME_YIELDED, C, "nas-2.local because 00:0c:29:00:53:02");
    link_free(l);
}

static void names_disagree(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    own(l, B, "10.0.0.2");
    own(l, C, "10.0.0.3");
    tell(l, B, NULL, MDNS, "nas.local", "10.0.0.2");
    tell(l, B, A, LLMNR, "NAS", "10.0.0.2");
    check_not_concluded(l, CONCLUSION_NAMES_DISAGREE, "");
    tell(l, C, NULL, MDNS, "chromecast.local", "10.0.0.3");
    tell(l, C, A, LLMNR, "living-room", "10.0.0.3");
    check_concluded(l, CONCLUSION_NAMES_DISAGREE, C,
                    "chromecast.local by mdns, living-room by llmnr");
    link_free(l);
}

/* What proves a name is a frame that says so, not one that takes it back. */
static void a_goodbye_proves_no_name(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    own(l, B, "10.0.0.2");
    struct bytes b;
    for (uint32_t ttl_s = 0; ttl_s <= 240; ttl_s += 120) {
        dns_response(&b, 1);
        dns_address_add(&b, "nas.local", ip_of("10.0.0.2"), ttl_s);
        link_mdns(l, mac_of(B), ip_of("10.0.0.2"), &b);
    }
    tell(l, B, A, LLMNR, "files", "10.0.0.2");
    const struct conclusion *c = concluded(l, CONCLUSION_NAMES_DISAGREE, B);
    assert_non_null(c);
    assert_int_equal(c->frame_count, 2);
    assert_int_equal(c->frames[0], 3); /* not 2, the goodbye, nor 4, which says it again */
    link_free(l);
}

static void txt_add(struct bytes *b, const char *name, const char *strings)
{
    dns_name_add(b, name);
    be_add(b, 0x00108001, 4);
    be_add(b, 120, 4);
    size_t n = strlen(strings);
    be_add(b, n > 0 ? n + 1 : 0, 2);
    if (n > 0)
        be_add(b, n, 1);
    bytes_add(b, strings, n);
}

/* A service's own words, wherever they stand in the message. */
static void services_describe_themselves(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    struct bytes b;
    dns_response(&b, 4);
    txt_add(&b, "Printer._ipp._tcp.local", "rp=print\nrp=2");
    dns_service_add(&b, "Printer._ipp._tcp.local", 631, "nas.local", 120);
    dns_service_add(&b, "Other._ipp._tcp.local", 632, "nas.local", 120);
    txt_add(&b, "Other._ipp._tcp.local", "");
    link_mdns(l, mac_of(C), ip_of("10.0.0.3"), &b);
    assert_int_equal(l->model->services.head.used, 2);
    assert_string_equal(l->model->services.at[0].text, "rp=print\\x0arp=2");
    assert_string_equal(l->model->services.at[1].text, "");
    link_free(l);
}

/* All of what is common is kept, and what is cut of more is counted. */
static void long_descriptions_are_cut_with_a_count(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    for (unsigned strings = 1; strings <= 6; strings++) {
        struct bytes b;
        dns_response(&b, 2);
        dns_service_add(&b, "Printer._ipp._tcp.local", 631, "nas.local", 120);
        dns_name_add(&b, "Printer._ipp._tcp.local");
        be_add(&b, 0x00108001, 4);
        be_add(&b, 120, 4);
        be_add(&b, 101 * strings, 2);
        for (unsigned i = 0; i < strings; i++) {
            be_add(&b, 100, 1);
            memset(b.at + b.n, (int)('a' + i), 100);
            b.n += 100;
        }
        link_mdns(l, mac_of(C), ip_of("10.0.0.3"), &b);
        const struct service *s = &l->model->services.at[0];
        assert_int_equal(strlen(s->text), strings <= 5 ? 101 * strings - 1 : SERVICE_TEXT - 1);
        assert_int_equal(s->text_cut, strings <= 5 ? 0 : 1);
    }
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_up_fails_step_by_step),
        cmocka_unit_test(a_look_up_ends_on_a_lower_step),
        cmocka_unit_test(answers_may_go_elsewhere),
        cmocka_unit_test(asking_on_is_failing),
        cmocka_unit_test(look_ups_that_did_not_fail),
        cmocka_unit_test(who_answers_for_many_is_told),
        cmocka_unit_test(who_answers_for_many_by_mdns_is_told),
        cmocka_unit_test(who_speaks_for_others_is_no_poisoner),
        cmocka_unit_test(who_has_many_names_is_no_poisoner),
        cmocka_unit_test(two_ask_for_one_name_at_once),
        cmocka_unit_test(probes_that_do_not_meet),
        cmocka_unit_test(an_answer_may_go_unheard),
        cmocka_unit_test(names_on_two_links_are_two),
        cmocka_unit_test(two_machines_have_one_name),
        cmocka_unit_test(one_machine_has_one_name),
        cmocka_unit_test(a_name_gives_way),
        cmocka_unit_test(names_disagree),
        cmocka_unit_test(a_goodbye_proves_no_name),
        cmocka_unit_test(services_describe_themselves),
        cmocka_unit_test(long_descriptions_are_cut_with_a_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
