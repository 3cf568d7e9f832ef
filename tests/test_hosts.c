/* SPDX-License-Identifier: MIT */

/* Hosts, their addresses and names, and what they offer, as frames made by hand leave them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "link.h"
#include "model/row.h"
#include "sums.h"

#define A "00:00:5e:00:53:01"
#define B "00:00:5e:00:53:02"
#define C "00:00:5e:00:53:03"

/* Hosts */

static void test_hosts(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    udp_send(l, A, B, "10.0.0.1", "10.0.0.2", 64);
    udp_send(l, A, NULL, "10.0.0.1", "239.1.2.3", 64);
    assert_int_equal(m->hosts.head.used, 2);
    const struct host *a = host_of(m, A), *b = host_of(m, B);
    assert_non_null(a);
    assert_non_null(b);
    assert_int_equal(a->slot.frames, 2);
    assert_int_equal(a->sent[CAST_UNICAST].frames, 1);
    assert_int_equal(a->sent[CAST_MULTICAST].frames, 1);
    assert_int_equal(a->received.frames, 0);
    assert_int_equal(a->first_frame, 1);
    assert_true(a->announced_itself);
    assert_int_equal(b->slot.frames, 0);
    assert_int_equal(b->received.frames, 1);
    assert_false(b->announced_itself);
    udp_send(l, B, A, "10.0.0.2", "10.0.0.1", 64);
    assert_true(b->announced_itself);
    assert_int_equal(m->hosts.head.used, 2);
    link_free(l);
}

/* Without MAC addresses a machine is its address, which is then its first one too. */
static void test_hosts_by_address(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t link;
        const char *mac, *src, *dst;
    } rows[] = {
        {"raw IPv4", LINK_RAW, A, "10.0.0.1", "10.0.0.2"},
        {"raw IPv6", LINK_RAW, A, "2001:db8::1", "2001:db8::2"},
        {"BSD loopback", LINK_NULL, A, "127.0.0.1", "127.0.0.2"},
        {"zero addresses", LINK_ETHERNET, "00:00:00:00:00:00", "127.0.0.1", "127.0.0.2"},
        {"zero addresses, IPv6", LINK_ETHERNET, "00:00:00:00:00:00", "::1", "2001:db8::1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct link *l = link_new(rows[i].link);
        const struct model *m = l->model;
        udp_send(l, rows[i].mac, rows[i].mac, rows[i].src, rows[i].dst, 64);
        const struct host *from = host_of_ip(m, rows[i].src), *to = host_of_ip(m, rows[i].dst);
        if (from == NULL || to == NULL || m->hosts.head.used != 2)
            fail_msg("%s: %u hosts", rows[i].name, (unsigned)m->hosts.head.used);
        else if (from->slot.frames != 1 || to->received.frames != 1)
            fail_msg("%s: counted wrongly", rows[i].name);
        else if (!host_has(from, ip_of(rows[i].src)) || from->ipv4_count + from->ipv6_count != 1)
            fail_msg("%s: without its address", rows[i].name);
        if (m->neighbours.head.used != 0)
            fail_msg("%s: a binding without a MAC address", rows[i].name);
        link_free(l);
    }
}

static void test_nobody(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_RAW);
    udp_send(l, A, B, "0.0.0.0", "255.255.255.255", 64);
    udp_send(l, A, B, "224.0.0.1", "224.0.0.1", 64);
    udp_send(l, A, B, "::", "ff02::1", 64);
    assert_int_equal(l->model->hosts.head.used, 0);
    assert_int_equal(l->model->frames, 3);
    model_check(l->model);
    link_free(l);
}

static void test_addresses_of_a_host(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct host *a;
    char address[IP_TEXT];
    for (unsigned i = 1; i <= HOST_IPV4; i++) {
        snprintf(address, sizeof address, "10.0.0.%u", i);
        udp_send(l, A, B, address, "10.0.0.99", 64);
        snprintf(address, sizeof address, "2001:db8::%x", i);
        udp_send(l, A, B, address, "2001:db8::99", 64);
        udp_send(l, A, B, "10.0.0.1", "10.0.0.99", 64);
    }
    a = host_of(l->model, A);
    assert_non_null(a);
    assert_int_equal(a->ipv4_count, HOST_IPV4);
    assert_int_equal(a->ipv6_count, HOST_IPV6);
    assert_false(a->more_addresses);
    udp_send(l, A, B, "10.0.0.77", "10.0.0.99", 64);
    assert_int_equal(a->ipv4_count, HOST_IPV4);
    assert_true(a->more_addresses);
    link_free(l);
}

/* A host that was evicted, and in a rush comes back and then again, has its addresses again, though they were known
 * before; and though the census may remember the path of its frames. */
static void test_host_comes_back(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    l->step_ns = 1000;
    udp_send(l, A, B, "10.0.0.1", "10.0.0.2", 64);
    udp_send(l, A, B, "fe80::1", "fe80::2", 64);
    static struct path_cache paths;
    paths = l->census->paths;
    for (uint64_t i = 0; host_of(m, A) != NULL; i++) {
        for (unsigned twice = 0; twice < 2; twice++) {
            struct bytes b;
            header_add(&b, l, MAC_BROADCAST, (struct mac){UINT64_C(0x020000000000) | i}, 0x88b5);
            link_frame(l, &b);
        }
        assert_true(i < 2 * HOST_ROWS);
    }
    l->census->paths = paths;
    assert_non_null(neighbour_of(m, "10.0.0.1", A));
    udp_send(l, A, B, "10.0.0.1", "10.0.0.2", 64);
    assert_null(host_of(m, A));
    udp_send(l, A, B, "10.0.0.1", "10.0.0.2", 64);
    udp_send(l, A, B, "fe80::1", "fe80::2", 64);
    const struct host *a = host_of(m, A);
    assert_non_null(a);
    assert_true(host_has(a, ip_of("10.0.0.1")));
    assert_true(host_has(a, ip_of("fe80::1")));
    link_free(l);
}

/* Neighbours */

static void test_learned(void **state)
{
    (void)state;
    static const struct {
        const char *name, *src, *dst;
        uint8_t ttl;
        bool learned;
    } rows[] = {
        {"as Windows sends", "10.0.0.1", "10.0.0.2", 128, true},
        {"as Linux sends", "10.0.0.1", "10.0.0.2", 64, true},
        {"as routers send", "10.0.0.1", "10.0.0.2", 255, true},
        {"forwarded once", "8.8.8.8", "10.0.0.2", 63, false},
        {"forwarded often", "8.8.8.8", "10.0.0.2", 116, false},
        {"link-local", "169.254.1.2", "10.0.0.2", 63, true},
        {"link-local 6", "fe80::1", "fe80::2", 63, true},
        {"local multicast", "10.0.0.1", "239.1.2.3", 1, true},
        {"some hops of multicast", "10.0.0.1", "239.1.2.3", 4, true},
        {"more hops of multicast", "10.0.0.1", "239.1.2.3", 5, false},
        {"unset", "0.0.0.0", "255.255.255.255", 64, false},
        {"loopback", "127.0.0.1", "10.0.0.2", 64, false},
        {"a group as source", "224.0.0.1", "10.0.0.2", 64, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct link *l = link_new(LINK_ETHERNET);
        udp_send(l, A, B, rows[i].src, rows[i].dst, rows[i].ttl);
        udp_send(l, A, B, rows[i].src, rows[i].dst, rows[i].ttl);
        const struct neighbour *n = neighbour_of(l->model, rows[i].src, A);
        const struct host *a = host_of(l->model, A);
        if ((n != NULL) != rows[i].learned)
            fail_msg("%s: %slearned", rows[i].name, rows[i].learned ? "not " : "");
        if (n != NULL && (n->how != BINDING_LEARNED || n->slot.frames != 2 || n->frame != 1))
            fail_msg("%s: learned wrongly", rows[i].name);
        if (a == NULL || host_has(a, ip_of(rows[i].src)) != rows[i].learned)
            fail_msg("%s: the host %s it", rows[i].name, rows[i].learned ? "lacks" : "has");
        link_free(l);
    }
}

static void test_evidence(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    const struct ip none = ip_of("0.0.0.0"), one = ip_of("10.0.0.1"), two = ip_of("10.0.0.2");

    link_arp(l, 1, mac_of(A), none, one);
    const struct neighbour *n = neighbour_of(m, "10.0.0.1", A);
    assert_non_null(n);
    assert_int_equal(n->how, BINDING_PROBE);
    assert_false(host_has(host_of(m, A), one));
    assert_false(mac_exists(model_bearer(m, one)));

    udp_send(l, A, B, "10.0.0.1", "10.0.0.2", 64);
    assert_int_equal(n->how, BINDING_LEARNED);
    assert_true(host_has(host_of(m, A), one));
    link_arp(l, 1, mac_of(A), one, one);
    assert_int_equal(n->how, BINDING_ANNOUNCED);
    link_arp(l, 2, mac_of(A), one, two);
    assert_int_equal(n->how, BINDING_ANSWERED);
    assert_int_equal(n->frame, 4);
    udp_send(l, A, B, "10.0.0.1", "10.0.0.2", 64);
    link_arp(l, 1, mac_of(A), none, one);
    assert_int_equal(n->how, BINDING_ANSWERED);
    assert_int_equal(n->frame, 4);
    assert_int_equal(n->slot.frames, 6);
    assert_int_equal(m->neighbours.head.used, 1);

    /* Each step up left a frame as proof; nothing else did. */
    for (uint64_t frame = 1; frame <= 7; frame++) {
        const struct evidence *e = evidence_find(&m->evidence, frame);
        assert_int_equal(e != NULL, frame <= 4);
        if (e == NULL)
            continue;
        assert_int_equal(e->link, LINK_ETHERNET);
        assert_int_equal(e->captured, e->length);
        assert_memory_equal(e->bytes + 6, "\x00\x00\x5e\x00\x53\x01", 6);
    }
    link_free(l);
}

static void test_bearer(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    const struct ip one = ip_of("10.0.0.1"), two = ip_of("10.0.0.2");
    assert_false(mac_exists(model_bearer(m, one)));
    udp_send(l, A, C, "10.0.0.1", "10.0.0.3", 64);
    assert_int_equal(model_bearer(m, one).value, mac_of(A).value);
    udp_send(l, B, C, "10.0.0.1", "10.0.0.3", 64); /* as strong, and newer */
    assert_int_equal(model_bearer(m, one).value, mac_of(B).value);
    udp_send(l, A, C, "10.0.0.1", "10.0.0.3", 64);
    assert_int_equal(model_bearer(m, one).value, mac_of(A).value);
    udp_send(l, B, C, "10.0.0.1", "10.0.0.3", 64);
    link_arp(l, 2, mac_of(A), one, two); /* stronger */
    udp_send(l, B, C, "10.0.0.1", "10.0.0.3", 64);
    assert_int_equal(model_bearer(m, one).value, mac_of(A).value);
    l->step_ns = 0;
    link_arp(l, 2, mac_of(B), one, two);
    link_arp(l, 2, mac_of(A), one, two); /* at the same time: the lower address */
    assert_int_equal(model_bearer(m, one).value, mac_of(A).value);
    assert_false(mac_exists(model_bearer(m, (struct ip){0})));
    link_free(l);
}

/* Names */

static void test_names(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    struct bytes message;
    dns_response(&message, 2);
    dns_address_add(&message, "printer.local", ip_of("10.0.0.1"), 120);
    dns_address_add(&message, "other.local", ip_of("10.0.0.9"), 120);
    link_mdns(l, mac_of(A), ip_of("10.0.0.1"), &message);
    assert_int_equal(m->names.head.used, 2);
    const struct name *printer = &m->names.at[0], *other = &m->names.at[1];
    assert_string_equal(printer->key.text, "printer.local");
    assert_int_equal(printer->key.source, PROTO_MDNS);
    assert_int_equal(printer->ttl_s, 120);
    assert_int_equal(printer->frame, 1);

    uint32_t row = model_name_host(m, printer);
    assert_int_not_equal(row, TABLE_NONE);
    assert_int_equal(m->hosts.at[row - 1].key.mac.value, mac_of(A).value);
    assert_int_equal(model_name_host(m, other), TABLE_NONE);
    link_arp(l, 2, mac_of(B), ip_of("10.0.0.9"), ip_of("10.0.0.1"));
    row = model_name_host(m, other);
    assert_int_not_equal(row, TABLE_NONE);
    assert_int_equal(m->hosts.at[row - 1].key.mac.value, mac_of(B).value);

    dns_response(&message, 1); /* goodbye, RFC 6762 section 10.1 */
    dns_address_add(&message, "printer.local", ip_of("10.0.0.1"), 0);
    link_mdns(l, mac_of(A), ip_of("10.0.0.1"), &message);
    assert_int_equal(m->names.head.used, 2);
    assert_int_equal(printer->ttl_s, 0);
    assert_int_equal(printer->slot.frames, 2);
    assert_int_equal(printer->frame, 1);
    link_free(l);
}

static void test_name_without_mac(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_RAW);
    const struct model *m = l->model;
    struct bytes message;
    dns_response(&message, 1);
    dns_address_add(&message, "printer.local", ip_of("fe80::1"), 120);
    link_mdns(l, MAC_NONE, ip_of("fe80::1"), &message);
    uint32_t row = model_name_host(m, &m->names.at[0]);
    assert_int_not_equal(row, TABLE_NONE);
    assert_true(ip_equal(m->hosts.at[row - 1].key.ip, ip_of("fe80::1")));
    link_free(l);
}

/* Longer names than a row holds are cut at a character, and stay one name. */
static void test_long_name(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    struct bytes message;
    char name[100];
    memset(name, 'x', sizeof name);
    name[NAME_BYTES - 12] = '\0';
    for (size_t i = 0; i < 10; i++)
        memcpy(name + 50 + 2 * i, "\xc3\xa9", 2); /* é */
    name[50] = '.';
    name[51] = 'a';
    memcpy(name + 70, "\xc3\xa9", 3);
    for (unsigned i = 0; i < 2; i++) {
        dns_response(&message, 1);
        dns_address_add(&message, name, ip_of("10.0.0.1"), 120);
        link_mdns(l, mac_of(A), ip_of("10.0.0.1"), &message);
    }
    assert_int_equal(l->model->names.head.used, 1);
    const char *text = l->model->names.at[0].key.text;
    assert_int_equal(strlen(text), NAME_BYTES - 2);
    assert_memory_equal(text, name, NAME_BYTES - 2);
    link_free(l);
}

static void test_services(void **state)
{
    (void)state;
    struct link *l = link_new(LINK_ETHERNET);
    const struct model *m = l->model;
    struct bytes message;
    for (unsigned i = 0; i < 2; i++) {
        dns_response(&message, 1);
        dns_service_add(&message, "Front desk._ipp._tcp.local", 631, "printer.local",
                        120 - 120 * i);
        link_mdns(l, mac_of(A), ip_of("10.0.0.1"), &message);
    }
    assert_int_equal(m->services.head.used, 1);
    const struct service *s = &m->services.at[0];
    assert_string_equal(s->key.name, "Front desk");
    assert_string_equal(s->key.type, "_ipp._tcp");
    assert_string_equal(s->key.host, "printer.local");
    assert_int_equal(s->key.port, 631);
    assert_int_equal(s->slot.frames, 2);
    assert_int_equal(s->ttl_s, 0);
    link_free(l);
}

/* As the link says, and not only their addresses: nothing proves that 192.0.2.255 is a broadcast address. */
static void conversations_are_cast_as_their_frames(void **state)
{
    (void)state;
    static const struct {
        const char *to, *dst;
        unsigned casts; /* bits */
        enum cast cast;
    } rows[] = {
        {"ff:ff:ff:ff:ff:ff", "192.0.2.255", 1U << CAST_BROADCAST, CAST_BROADCAST},
        {"02:00:00:00:00:09", "192.0.2.255", 1U << CAST_UNICAST | 1U << CAST_BROADCAST,
         CAST_BROADCAST},
        {"02:00:00:00:00:09", "192.0.2.9", 1U << CAST_UNICAST, CAST_UNICAST},
        {"01:00:5e:01:02:03", "239.1.2.3", 1U << CAST_MULTICAST, CAST_MULTICAST},
    };
    struct link *l = link_new(LINK_ETHERNET);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct said said = {.to = mac_of(rows[i].to),
                                  .from = mac_of("02:00:00:00:00:01"),
                                  .src = ip_of("192.0.2.1"),
                                  .dst = ip_of(rows[i].dst),
                                  .proto = IP_UDP,
                                  .src_port = 137,
                                  .dst_port = 137};
        link_ip(l, &said);
        struct conversation_key key;
        bool from_a;
        conversation_key_find(&l->packet, &key, &from_a);
        uint32_t row = table_find(&l->model->conversations.head, &key);
        assert_int_not_equal(row, TABLE_NONE);
        const struct conversation *talk = &l->model->conversations.at[row - 1];
        assert_int_equal(conversation_casts(l->model, talk), rows[i].casts);
        assert_int_equal(conversation_cast(l->model, talk), rows[i].cast);
    }
    link_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_hosts_by_address),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_addresses_of_a_host),
        cmocka_unit_test(test_host_comes_back),
        cmocka_unit_test(test_learned),
        cmocka_unit_test(test_evidence),
        cmocka_unit_test(test_bearer),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_name_without_mac),
        cmocka_unit_test(test_long_name),
        cmocka_unit_test(test_services),
        cmocka_unit_test(conversations_are_cast_as_their_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
