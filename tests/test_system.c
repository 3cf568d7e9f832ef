/* SPDX-License-Identifier: MIT */

/*
 * What the system says: its tables, the events that its news become, and the findings where the packets
 * say something else.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "link.h"
#include "sums.h"
#include "concluded.h"
#include "model/row.h"
#include "model/system_lines.h"

enum { NEAR = 2, FAR = 3 }; /* interfaces; frames come from the first */

static struct link *live_new(void)
{
    struct link *l = link_new_with(LINK_ETHERNET, SERIES_RECENT, 1);
    l->model->source[0].kind = SOURCE_LIVE;
    strcpy(l->model->source[0].interface, "near");
    return l;
}

static struct system_interface interface_of(uint32_t number, const char *name, bool up,
                                            bool carrier)
{
    struct system_interface row = {.number = number, .mac = {0x020000000001}, .up = up};
    row.carrier = carrier;
    snprintf(row.name, sizeof row.name, "%s", name);
    return row;
}

static void near_is(struct link *l, bool up, bool carrier)
{
    const struct system_interface row = interface_of(NEAR, "near", up, carrier);
    census_system_interface(l->census, &row, l->t_ns);
}

static void address_is(struct link *l, uint32_t interface, const char *ip, bool gone)
{
    const struct system_address row = {.interface = interface, .bits = 24, .ip = ip_of(ip)};
    census_system_address(l->census, &row, gone, l->t_ns);
}

static void neighbour_is(struct link *l, const char *ip, const char *mac)
{
    const struct system_neighbour row = {.interface = NEAR, .ip = ip_of(ip), .mac = mac_of(mac)};
    census_system_neighbour(l->census, &row, l->t_ns);
}

static void clock_on(struct link *l, int64_t ns)
{
    l->t_ns += ns;
    census_tick(l->census, l->t_ns);
}

static void last_event_is(const struct link *l, const char *wanted)
{
    char sentence[256];
    struct text t = text_over(sentence, sizeof sentence);
    const struct system *s = &l->model->system;
    assert_true(s->events > 0);
    event_add(&t, system_event(s, s->events - 1));
    assert_string_equal(sentence, wanted);
}

/* Tables */

static void rows_come_and_go(void **state)
{
    (void)state;
    static struct system s;
    s = (struct system){.known = true};
    for (uint32_t i = 0; i < SYSTEM_INTERFACES; i++) {
        const struct system_interface row = interface_of(i, "x", true, true);
        assert_true(system_interface_put(&s, &row));
        assert_true(system_interface_put(&s, &row)); /* in the place of itself */
    }
    assert_int_equal(s.interface_count, SYSTEM_INTERFACES);
    const struct system_interface more = interface_of(SYSTEM_INTERFACES, "y", true, true);
    assert_false(system_interface_put(&s, &more));
    assert_int_equal(s.left_out, 1);
    const struct system_address address = {.interface = 5, .ip = ip_of("192.0.2.1"), .bits = 24};
    const struct system_route route = {.interface = 5, .gateway = ip_of("192.0.2.9")};
    const struct system_neighbour neighbour = {.interface = 5, .ip = ip_of("192.0.2.2")};
    assert_true(system_address_put(&s, &address));
    assert_true(system_route_put(&s, &route));
    assert_true(system_neighbour_put(&s, &neighbour));
    assert_true(system_has_address(&s, address.ip));
    assert_int_equal(system_line_count(&s), SYSTEM_INTERFACES + 3);
    assert_true(system_interface_remove(&s, 6));
    assert_int_equal(s.address_count, 1);
    assert_true(system_interface_remove(&s, 5)); /* and what belongs to it */
    assert_false(system_interface_remove(&s, 5));
    assert_int_equal(system_line_count(&s), SYSTEM_INTERFACES - 2);
    assert_false(system_address_remove(&s, &address));
    assert_null(system_interface_find(&s, 5));
    assert_int_equal(system_interface_find(&s, 7)->number, 7);
    assert_null(system_interface_named(&s, "y"));
}

/* Events */

static void news_become_events(void **state)
{
    (void)state;
    struct link *l = live_new();
    struct system *s = &l->model->system;
    near_is(l, true, true);
    address_is(l, NEAR, "192.0.2.1", false);
    s->known = true;
    assert_int_equal(s->events, 0); /* it was so from the beginning */

    near_is(l, false, false);
    last_event_is(l, "near was taken down; nothing arrives until it is up again");
    l->t_ns += 90 * S;
    near_is(l, true, true);
    last_event_is(l, "near is up again after 1:30");
    near_is(l, true, false);
    last_event_is(l, "near lost its carrier; nothing arrives until the other end is back");
    l->t_ns += 12 * S / 10;
    near_is(l, true, true);
    last_event_is(l, "near is up again after 1.2 s");
    address_is(l, NEAR, "192.0.2.7", false);
    last_event_is(l, "near now has the address 192.0.2.7/24");
    address_is(l, NEAR, "192.0.2.7", false); /* its lifetime was renewed */
    address_is(l, FAR, "192.0.2.8", false);  /* not captured on */
    assert_int_equal(s->events, 5);
    address_is(l, NEAR, "192.0.2.7", true);
    last_event_is(l, "near no longer has the address 192.0.2.7/24");
    address_is(l, NEAR, "192.0.2.7", true);
    assert_int_equal(s->events, 6);
    assert_int_equal(l->model->proven.count, 1); /* 192.0.2.255, by all of them */

    census_system_interface_gone(l->census, NEAR);
    assert_int_equal(l->model->source[0].state, INTERFACE_GONE);
    l->model->source[0].over = true;
    near_is(l, true, true);
    last_event_is(l, "there is an interface near again, but another one; start castscope again to "
                     "capture on it");
    assert_int_equal(l->model->source[0].state, INTERFACE_REPLACED);
    near_is(l, true, true); /* the same news again */
    assert_int_equal(s->events, 7);
    census_stood_still(l->census, 250 * S / 1000, 7, l->t_ns);
    last_event_is(l, "castscope stood still for 250 ms; the kernel dropped 7 frames meanwhile");
    for (int i = 0; i < SYSTEM_EVENTS; i++)
        census_stood_still(l->census, S, 0, l->t_ns);
    assert_null(system_event(s, s->events - SYSTEM_EVENTS - 1));
    assert_non_null(system_event(s, s->events - SYSTEM_EVENTS));
    assert_null(system_event(s, s->events));
    link_free(l);
}

static void a_clock_that_is_set_back_is_told(void **state)
{
    (void)state;
    struct link *l = live_new();
    const struct mac mac = mac_of("02:00:00:00:00:02");
    uint32_t counts[SERIES_BUCKETS], sum = 0;
    clock_on(l, 0);
    link_arp(l, 2, mac, ip_of("192.0.2.2"), ip_of("192.0.2.1"));
    clock_on(l, -S); /* frames come in any order: no news */
    assert_int_equal(l->model->system.events, 0);
    clock_on(l, -3600 * S);
    assert_int_equal(l->model->system.events, 1);
    last_event_is(l,
                  "the clock was set back by 1:00:00; ages of what was seen before are not known");
    assert_int_equal(l->model->now_ns, l->t_ns);
    link_arp(l, 2, mac, ip_of("192.0.2.2"), ip_of("192.0.2.1"));
    clock_on(l, 5 * S);
    assert_int_equal(l->model->system.events, 1);
    assert_int_equal(l->model->now_ns, l->t_ns);
    /* Rates go on from the new time. */
    series_read(&l->model->rate[CAST_UNICAST], &l->model->clock, counts);
    for (uint32_t i = 0; i < SERIES_BUCKETS; i++)
        sum += counts[i];
    assert_int_equal(sum, 1);
    link_free(l);

    /* Where everything is shown and not the last minute, nothing is forgotten. */
    l = link_new(LINK_ETHERNET);
    link_arp(l, 2, mac, ip_of("192.0.2.2"), ip_of("192.0.2.1"));
    clock_on(l, -3600 * S);
    assert_int_equal(l->model->system.events, 1);
    model_check(l->model);
    link_free(l);
}

/* Findings */

static bool is_found(const struct link *l, enum oddity oddity)
{
    for (uint32_t i = 0; i < l->model->findings.head.used; i++)
        if (l->model->findings.at[i].key.oddity == (uint64_t)oddity)
            return true;
    return false;
}

/* A live capture that knows its interface, one of whose neighbours the system entered meanwhile. */
static struct link *compared_new(void)
{
    struct link *l = live_new();
    near_is(l, true, true);
    address_is(l, NEAR, "192.0.2.1", false);
    neighbour_is(l, "192.0.2.3", "02:00:00:00:00:03"); /* before the capture */
    l->model->system.known = true;
    clock_on(l, 10 * S);
    return l;
}

static void an_entry_without_packets_is_found(void **state)
{
    (void)state;
    struct link *l = compared_new();
    neighbour_is(l, "192.0.2.2", "02:00:00:00:00:02");
    clock_on(l, 2 * S); /* the packet may still come */
    assert_int_equal(l->model->findings.head.used, 0);
    clock_on(l, 5 * S);
    assert_true(is_found(l, ODDITY_SYSTEM_NEIGHBOUR_UNSUPPORTED));
    assert_int_equal(l->model->findings.head.used, 1); /* not the one that was there before */
    struct system_line line;
    system_line_read(l->model, 3, &line);
    assert_int_equal(line.agreement, AGREEMENT_SILENT);
    assert_string_equal(line.system, "192.0.2.2 02:00:00:00:00:02");
    link_free(l);
}

static void an_entry_is_not_blamed_where_frames_were_missed(void **state)
{
    (void)state;
    for (int why = 0; why < 4; why++) {
        struct link *l = compared_new();
        l->model->source[0].filtered = why == 0;
        l->model->source[0].kernel_dropped = why == 1;
        l->model->system.missed = why == 2;
        if (why == 3)
            link_arp(l, 2, mac_of("02:00:00:00:00:02"), ip_of("192.0.2.2"), ip_of("192.0.2.1"));
        neighbour_is(l, "192.0.2.2", "02:00:00:00:00:02");
        clock_on(l, 20 * S);
        assert_int_equal(l->model->findings.head.used, 0);
        link_free(l);
    }
}

static void an_entry_that_packets_contradict_is_found(void **state)
{
    (void)state;
    struct link *l = compared_new();
    link_arp(l, 2, mac_of("02:00:00:00:00:33"), ip_of("192.0.2.3"), ip_of("192.0.2.1"));
    clock_on(l, S); /* the system may follow */
    assert_int_equal(l->model->findings.head.used, 0);
    clock_on(l, 6 * S);
    assert_true(is_found(l, ODDITY_SYSTEM_NEIGHBOUR_DIFFERS));
    check_concluded(l, (enum conclusion_kind)ODDITY_SYSTEM_NEIGHBOUR_DIFFERS, "02:00:00:00:00:03",
                    "has 192.0.2.3 at this MAC address, the packets at another one");
    assert_int_equal(l->model->findings.at[0].frames[0], 1);
    struct system_line line;
    system_line_read(l->model, 2, &line);
    assert_int_equal(line.agreement, AGREEMENT_DIFFERS);
    assert_string_equal(line.packets, "02:00:00:00:00:33, answered");
    link_free(l);
}

/* Nothing on a link is in 127.0.0.0/8, nor goes to everybody in it. */
static void loopback_has_no_broadcast(void **state)
{
    (void)state;
    struct link *l = live_new();
    address_is(l, NEAR, "127.0.0.1", false);
    assert_int_equal(l->model->proven.count, 0);
    address_is(l, NEAR, "192.0.2.1", false);
    assert_int_equal(l->model->proven.count, 1);
    link_free(l);
}

static void an_entry_that_follows_the_packets_is_not(void **state)
{
    (void)state;
    struct link *l = compared_new();
    link_arp(l, 2, mac_of("02:00:00:00:00:33"), ip_of("192.0.2.3"), ip_of("192.0.2.1"));
    neighbour_is(l, "192.0.2.3", "02:00:00:00:00:33");
    clock_on(l, 20 * S);
    assert_int_equal(l->model->findings.head.used, 0);
    link_free(l);
}

static void an_address_that_the_system_lacks_is_found(void **state)
{
    (void)state;
    struct link *l = compared_new();
    const struct mac own = {0x020000000001};
    link_arp(l, 2, own, ip_of("192.0.2.1"), ip_of("192.0.2.3"));
    clock_on(l, 2 * S);
    assert_int_equal(l->model->findings.head.used, 0);
    link_arp(l, 2, own, ip_of("192.0.2.66"), ip_of("192.0.2.3"));
    clock_on(l, 2 * S); /* it may be about to take it */
    assert_int_equal(l->model->findings.head.used, 0);
    clock_on(l, 4 * S);
    assert_true(is_found(l, ODDITY_SYSTEM_LACKS_ADDRESS));
    assert_true(ip_equal(l->model->findings.at[0].other, ip_of("192.0.2.66")));
    link_free(l);
}

static void an_address_that_it_had_is_not(void **state)
{
    (void)state;
    struct link *l = compared_new();
    const struct mac own = {0x020000000001};
    link_arp(l, 2, own, ip_of("192.0.2.1"), ip_of("192.0.2.3"));
    address_is(l, NEAR, "192.0.2.1", true);
    clock_on(l, 20 * S);
    assert_int_equal(l->model->findings.head.used, 0);
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_and_go),
        cmocka_unit_test(news_become_events),
        cmocka_unit_test(a_clock_that_is_set_back_is_told),
        cmocka_unit_test(an_entry_without_packets_is_found),
        cmocka_unit_test(an_entry_is_not_blamed_where_frames_were_missed),
        cmocka_unit_test(an_entry_that_packets_contradict_is_found),
        cmocka_unit_test(loopback_has_no_broadcast),
        cmocka_unit_test(an_entry_that_follows_the_packets_is_not),
        cmocka_unit_test(an_address_that_the_system_lacks_is_found),
        cmocka_unit_test(an_address_that_it_had_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
