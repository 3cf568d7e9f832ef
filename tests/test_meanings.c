/* SPDX-License-Identifier: MIT */

/* What the numbers of protocols are called where fields are shown: every one that has a name, and one
 * that has none. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

enum { WORDS = 20 };

static const struct {
    const char *field;
    enum carrier carrier;
    uint16_t port;
    const char *before, *after; /* of the number in the payload */
    int digits, shift;          /* of the number there: hexadecimal digits, and bits to the left */
    struct {
        unsigned number;
        const char *word; /* NULL: none, and the end */
    } words[WORDS];
} rows[] = {
    {"icmp.type",
     CARRIER_ETHERTYPE,
     0x0800,
     "4500 001c 0001 0000 40 01 0000 c0000201 c0000202",
     "00 0000 00000000",
     2,
     0,
     {{0, "echo reply"},
      {3, "destination unreachable"},
      {4, "source quench"},
      {5, "redirect"},
      {8, "echo request"},
      {9, "router advertisement"},
      {10, "router solicitation"},
      {11, "time exceeded"},
      {12, "parameter problem"},
      {13, "timestamp request"},
      {14, "timestamp reply"},
      {17, "address mask request"},
      {18, "address mask reply"},
      {40, NULL}}},
    {"icmpv6.type",
     CARRIER_ICMPV6,
     0,
     "",
     "00 0000 00000000 00*16",
     2,
     0,
     {{1, "destination unreachable"},
      {2, "packet too big"},
      {3, "time exceeded"},
      {4, "parameter problem"},
      {128, "echo request"},
      {129, "echo reply"},
      {130, "multicast listener query"},
      {131, "multicast listener report"},
      {132, "multicast listener done"},
      {133, "router solicitation"},
      {134, "router advertisement"},
      {135, "neighbour solicitation"},
      {136, "neighbour advertisement"},
      {137, "redirect"},
      {143, "version 2 multicast listener report"},
      {200, NULL}}},
    {"nd.option",
     CARRIER_ICMPV6,
     0,
     "85 00 0000 00000000",
     "01 00*6",
     2,
     0,
     {{1, "source link-layer address"},
      {2, "target link-layer address"},
      {4, "redirected header"},
      {5, "MTU"},
      {14, "nonce"},
      {24, "route information"},
      {31, "DNS search list"},
      {37, "captive portal"},
      {38, "PREF64"},
      {200, NULL}}},
    {"nbdgm.type",
     CARRIER_UDP4,
     138,
     "",
     "02 0001 c0000201 008a",
     2,
     0,
     {{0x10, "direct unique datagram"},
      {0x11, "direct group datagram"},
      {0x12, "broadcast datagram"},
      {0x13, "error"},
      {0x14, "query request"},
      {0x15, "positive query response"},
      {0x16, "negative query response"},
      {0x17, NULL}}},
    {"nbns.operation",
     CARRIER_UDP4,
     137,
     "0001",
     "0000 0000 0000 0000",
     4,
     11,
     {{0, "query"},
      {5, "registration"},
      {6, "release"},
      {7, "wait"},
      {8, "refresh"},
      {9, "refresh"},
      {15, "multihomed registration"},
      {1, NULL}}},
    {"dns.question.type",
     CARRIER_UDP4,
     53,
     "0001 0100 0001 0000 0000 0000 01'a'00",
     "0001",
     4,
     0,
     {{1, "A"},
      {2, "NS"},
      {5, "CNAME"},
      {6, "SOA"},
      {12, "PTR"},
      {13, "HINFO"},
      {16, "TXT"},
      {28, "AAAA"},
      {33, "SRV"},
      {41, "OPT"},
      {47, "NSEC"},
      {65, "HTTPS"},
      {255, "ANY"},
      {99, NULL}}},
    {"eap.type",
     CARRIER_ETHERTYPE,
     0x888e,
     "02 00 0005 01 07 0005",
     "",
     2,
     0,
     {{1, "identity"},
      {2, "notification"},
      {3, "NAK"},
      {4, "MD5 challenge"},
      {13, "TLS"},
      {17, "LEAP"},
      {18, "SIM"},
      {21, "TTLS"},
      {23, "AKA"},
      {25, "PEAP"},
      {43, "FAST"},
      {254, "expanded"},
      {99, NULL}}},
};

/* What was said of the field that is looked for. */
static struct {
    const char *field;
    char value[FIELD_VALUE_TEXT];
} heard;

static void field_hear(struct sink *sink, const struct field *field)
{
    (void)sink;
    if (strcmp(field->name, heard.field) == 0)
        field_format(field, heard.value);
}

static void test_meanings(void **state)
{
    (void)state;
    static struct packet p;
    static struct stated_bytes b;
    struct sink sink = {.field = field_hear};
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t k = 0; k == 0 || rows[i].words[k - 1].word != NULL; k++) {
            unsigned number = rows[i].words[k].number;
            const char *word = rows[i].words[k].word;
            char payload[512], expected[128];
            snprintf(payload, sizeof payload, "%s%0*x%s", rows[i].before, rows[i].digits,
                     number << rows[i].shift, rows[i].after);
            if (word != NULL)
                snprintf(expected, sizeof expected, "%u (%s)", number, word);
            else
                snprintf(expected, sizeof expected, "%u", number);
            const struct stated_row row = {
                .carrier = rows[i].carrier, .port = rows[i].port, .payload = payload};
            row_build(&b, &row);
            struct frame frame = {
                .number = 1, .captured = b.n, .length = b.n, .link = 1, .data = b.at};
            heard.field = rows[i].field;
            heard.value[0] = '\0';
            packet_decode(&p, &frame, &sink);
            if (strcmp(heard.value, expected) != 0)
                fail_msg("%s: \"%s\" instead of \"%s\"", heard.field, heard.value, expected);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_meanings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
