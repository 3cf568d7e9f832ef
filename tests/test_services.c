/* SPDX-License-Identifier: MIT */

/* What becomes of services and descriptions in the census: a frame after the other, and what each
 * leaves behind. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

#include "decode/decoder.h"
#include "model/census.h"

#define ALIVE(nt)                                                                  \
    "'NOTIFY * HTTP/1.1' 0d0a 'CACHE-CONTROL: max-age=1800' 0d0a 'SERVER: A/1' "   \
    "0d0a 'LOCATION: http://192.0.2.1:8060/' 0d0a 'NT: " nt "' 0d0a 'NTS: ssdp:al" \
    "ive' 0d0a 'USN: uuid:1::x' 0d0a 0d0a"
#define BYE(nt)                                                                     \
    "'NOTIFY * HTTP/1.1' 0d0a 'NT: " nt "' 0d0a 'NTS: ssdp:byebye' 0d0a 'USN: uuid" \
    ":1::x' 0d0a 0d0a"
#define HELLO "'<Hello><Address>urn:1</Address><Types>a:A a:B</Types></Hello>'"

static const struct {
    struct stated_row frame;
    const char *census; /* all services and descriptions after it */
} rows[] = {
    {{"two services", CARRIER_UDP4, 1900, ALIVE("a:b"), 0, FAULT_NONE, ""},
     "uuid:1 a:b 192.0.2.1 :8060 ttl 1800\n192.0.2.1 is A/1\n"},
    {{"the second", CARRIER_UDP4, 1900, ALIVE("c:d"), 0, FAULT_NONE, ""},
     "uuid:1 a:b 192.0.2.1 :8060 ttl 1800\nuuid:1 c:d 192.0.2.1 :8060 ttl 1800\n"
     "192.0.2.1 is A/1\n"},
    {{"the first goes", CARRIER_UDP4, 1900, BYE("a:b"), 0, FAULT_NONE, ""},
     "uuid:1 a:b 192.0.2.1 :8060 ttl 0\nuuid:1 c:d 192.0.2.1 :8060 ttl 1800\n"
     "192.0.2.1 is A/1\n"},
    {{"a stranger goes", CARRIER_UDP4, 1900, BYE("e:f"), 0, FAULT_NONE, ""},
     "uuid:1 a:b 192.0.2.1 :8060 ttl 0\nuuid:1 c:d 192.0.2.1 :8060 ttl 1800\n"
     "192.0.2.1 is A/1\n"},
    {{"the first comes back", CARRIER_UDP4, 1900, ALIVE("a:b"), 0, FAULT_NONE, ""},
     "uuid:1 a:b 192.0.2.1 :8060 ttl 1800\nuuid:1 c:d 192.0.2.1 :8060 ttl 1800\n"
     "192.0.2.1 is A/1\n"},
    {{"a device of two types", CARRIER_UDP4, 3702, HELLO, 0, FAULT_NONE, ""},
     "uuid:1 a:b 192.0.2.1 :8060 ttl 1800\nuuid:1 c:d 192.0.2.1 :8060 ttl 1800\n"
     "urn:1 A 192.0.2.1 :0\nurn:1 B 192.0.2.1 :0\n192.0.2.1 is A/1\n"},
    {{"goes with both", CARRIER_UDP4, 3702, "'<Bye><Address>urn:1</Address></Bye>'", 0, FAULT_NONE,
      ""},
     "uuid:1 a:b 192.0.2.1 :8060 ttl 1800\nuuid:1 c:d 192.0.2.1 :8060 ttl 1800\n"
     "urn:1 A 192.0.2.1 :0 ttl 0\nurn:1 B 192.0.2.1 :0 ttl 0\n192.0.2.1 is A/1\n"},
};

static void census_write(const struct model *m, char out[STATED_TEXT])
{
    struct text t = text_over(out, STATED_TEXT);
    char address[IP_TEXT];
    for (uint32_t i = 0; i < m->services.head.used; i++) {
        const struct service *s = &m->services.at[i];
        text_addf(&t, "%s %s %s :%u", s->key.name, s->key.type, s->key.host, (unsigned)s->key.port);
        if (s->ttl_s != UINT32_MAX)
            text_addf(&t, " ttl %u", (unsigned)s->ttl_s);
        text_add_char(&t, '\n');
    }
    for (uint32_t i = 0; i < m->descriptions.head.used; i++) {
        const struct name *d = &m->descriptions.at[i];
        ip_format(d->key.ip, address);
        text_addf(&t, "%s is %s\n", address, d->key.text);
    }
}

static void test_services(void **state)
{
    (void)state;
    static struct stated_bytes b;
    static struct packet p;
    static const uint64_t hash_key[2] = {1, 2};
    char left[STATED_TEXT];
    struct model *m = model_new((enum series_span)0, hash_key);
    assert_non_null(m);
    struct census *c = census_new(m);
    assert_non_null(c);
    census_source(c, SOURCE_FILE, "file", "file", 1);
    for (size_t i = 0; i < COUNT(rows); i++) {
        row_build(&b, &rows[i].frame);
        struct frame frame = {
            .number = i + 1, .captured = b.n, .length = b.n, .link = 1, .data = b.at};
        packet_decode(&p, &frame, NULL);
        census_classify(c, &p);
        census_apply(c);
        census_write(m, left);
        if (strcmp(left, rows[i].census) != 0)
            fail_msg("%s: leaves\n%sinstead of\n%s", rows[i].frame.name, left, rows[i].census);
    }
    census_free(c);
    free(m);
}

/* A service whose name is a number is offered, or with `how` 1 taken back. */
static void service_say(struct census *c, unsigned name, uint8_t how)
{
    static struct packet p;
    static uint64_t number;
    const struct frame frame = {.number = ++number};
    char text[16];
    memset(&p, 0, offsetof(struct packet, facts));
    p.frame = &frame;
    p.eth_src = p.eth_dst = MAC_NONE;
    p.depth = 1; /* somebody states it */
    snprintf(text, sizeof text, "%u", name);
    struct fact *fact = fact_state(&p, FACT_OFFERS);
    fact->text = fact_keep(&p, text);
    fact->how = how;
    census_classify(c, &p);
    census_apply(c);
}

static unsigned gone_count(const struct model *m)
{
    unsigned gone = 0;
    for (uint32_t i = 0; i < m->services.head.used; i++)
        gone += m->services.at[i].ttl_s == 0;
    return gone;
}

/* Rows that were another service's before are found as well, and what was evicted is not. */
static void test_taken_back(void **state)
{
    enum { MANY = 3 * SERVICE_ROWS };
    static const uint64_t hash_key[2] = {1, 2};
    struct model *m = model_new((enum series_span)0, hash_key);
    struct census *c = census_new(m);
    (void)state;
    assert_non_null(c);
    for (unsigned i = 0; i < MANY; i++)
        service_say(c, i, 0);
    assert_int_equal(m->services.head.used, SERVICE_ROWS);
    service_say(c, MANY, 1);
    assert_int_equal(gone_count(m), 0);
    service_say(c, MANY - 1, 1);
    assert_int_equal(gone_count(m), 1);
    for (unsigned i = 0; i < MANY; i++)
        service_say(c, i, 1);
    assert_int_equal(gone_count(m), SERVICE_ROWS);
    census_free(c);
    free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_services),
                                       cmocka_unit_test(test_taken_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
