/* SPDX-License-Identifier: MIT */

/* Link Layer Discovery Protocol: names, descriptions and management addresses of neighbours. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

enum { LLDP = 0x88cc };

/* Chassis 00:00:5e:00:53:f0 and port "Gi0/13", then a time to live of 120 s or of none. */
#define PORT     "0207 04 00005e0053f0 0407 05'Gi0/13' "
#define SAID     PORT "0602 0078 "
#define TOOKBACK PORT "0602 0000 "

static const struct stated_row rows[] = {
    {"the least there is", CARRIER_ETHERTYPE, LLDP, SAID "0000", 0, FAULT_NONE, ""},
    {"without an end", CARRIER_ETHERTYPE, LLDP, SAID, 0, FAULT_NONE, ""},
    {"padding", CARRIER_ETHERTYPE, LLDP, SAID "0000 00*20", 0, FAULT_NONE, ""},
    {"goodbye", CARRIER_ETHERTYPE, LLDP, TOOKBACK "0000", 0, FAULT_NONE, ""},
    {"a name taken back", CARRIER_ETHERTYPE, LLDP, TOOKBACK "0a02's1' 0000", 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 0\n"},
    /* the description's second line is left out */
    {"everything", CARRIER_ETHERTYPE, LLDP,
     SAID "0806'uplink' 0a02's1' 0c0c'Switch 1.2' 0d0a 0e04 0014 0004 "
          "100c 05 01 c0000209 02 00000001 00 1018 11 02 20010db8 00*11 09 02 00000001 00 "
          "fe06 0080c2 01 0001 0000",
     0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 120\n"
     "named 192.0.2.9 's1' ttl 120\n"
     "named 2001:db8::9 's1' ttl 120\n"
     "describes 00:00:5e:00:53:01 'Switch 1.2' ttl 120\n"},
    {"ports that are addresses", CARRIER_ETHERTYPE, LLDP,
     "0207 04 00005e0053f0 0406 04 01 c0000209 0602 0078 0a02's1' 0000", 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 120\n"},
    {"addresses of other lengths than theirs", CARRIER_ETHERTYPE, LLDP,
     "0207 04 00005e0053f0 0405 04 01 c00002 0602 0078 0a02's1' 100a 03 02 2001 02 00000001 00 "
     "0000",
     0, FAULT_NONE, "named 00:00:5e:00:53:01 's1' ttl 120\n"},
    {"a port by a MAC address that is none", CARRIER_ETHERTYPE, LLDP,
     "0207 04 00005e0053f0 0405 03 00005e00 0602 0078 0a02's1' 0000", 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 120\n"},
    {"a zero counted in", CARRIER_ETHERTYPE, LLDP, SAID "0a03's1' 00 0000", 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 120\n"},
    {"a name that is not clean", CARRIER_ETHERTYPE, LLDP, SAID "0a04's' 1b '[m' 0000", 0,
     FAULT_NONE, "named 00:00:5e:00:53:01 's\\x1b[m' ttl 120\n"},
    {"two names", CARRIER_ETHERTYPE, LLDP, SAID "0a02's1' 0a02's2' 0000", 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 120\n"},
    {"no address", CARRIER_ETHERTYPE, LLDP, SAID "0a02's1' 100c 05 01 00000000 02 00000001 00 0000",
     0, FAULT_NONE, "named 00:00:5e:00:53:01 's1' ttl 120\n"},
    {"a MAC address to be managed at", CARRIER_ETHERTYPE, LLDP,
     SAID "0a02's1' 100e 07 06 00005e005301 02 00000001 00 0000", 0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's1' ttl 120\n"},
    {"chassis and port by address", CARRIER_ETHERTYPE, LLDP,
     "0206 05 01 c0000209 0407 03 00005e005301 0602 0078 0000", 0, FAULT_NONE, ""},
    {"nine addresses", CARRIER_ETHERTYPE, LLDP,
     SAID "0a01's' 100c0501c0000201020000000100 100c0501c0000202020000000100 "
          "100c0501c0000203020000000100 100c0501c0000204020000000100 "
          "100c0501c0000205020000000100 100c0501c0000206020000000100 "
          "100c0501c0000207020000000100 100c0501c0000208020000000100 "
          "100c0501c0000209020000000100 0000",
     0, FAULT_NONE,
     "named 00:00:5e:00:53:01 's' ttl 120\n"
     "named 192.0.2.1 's' ttl 120\nnamed 192.0.2.2 's' ttl 120\nnamed 192.0.2.3 's' ttl 120\n"
     "named 192.0.2.4 's' ttl 120\nnamed 192.0.2.5 's' ttl 120\nnamed 192.0.2.6 's' ttl 120\n"
     "named 192.0.2.7 's' ttl 120\nnamed 192.0.2.8 's' ttl 120\nmore\n"},

    {"cut in the description", CARRIER_ETHERTYPE, LLDP, SAID "0a02's1' 0c0a'Switch 1.2' 0000", 5,
     FAULT_SHORT, "named 00:00:5e:00:53:01 's1' ttl 120\n"},
    {"port before chassis", CARRIER_ETHERTYPE, LLDP,
     "0407 05'Gi0/13' 0207 04 00005e0053f0 0602 0078 0000", 0, FAULT_BAD, ""},
    {"two times to live", CARRIER_ETHERTYPE, LLDP, SAID "0a02's1' 0602 0078 0000", 0, FAULT_BAD,
     ""},
    {"no time to live", CARRIER_ETHERTYPE, LLDP, PORT, 0, FAULT_BAD, ""},
    {"an early end", CARRIER_ETHERTYPE, LLDP, PORT "0000", 0, FAULT_BAD, ""},
    {"longer than the frame", CARRIER_ETHERTYPE, LLDP, SAID "0a09's1'", 0, FAULT_BAD, ""},
    {"an address longer than its TLV", CARRIER_ETHERTYPE, LLDP,
     SAID "0a02's1' 100c 0f 01 c0000209 02 00000001 00 0000", 0, FAULT_BAD, ""},
};

static void test_lldp(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "lldp");
}

/* The budget: 256 of the 750 that fit into a frame. */
static void test_budget(void **state)
{
    (void)state;
    static char payload[4096];
    struct text t = text_over(payload, sizeof payload);
    text_add(&t, SAID);
    for (unsigned i = 0; i < 300; i++)
        text_add(&t, "fe00 ");
    text_add(&t, "0000");
    const struct stated_row row = {
        "300 of an organisation", CARRIER_ETHERTYPE, LLDP, payload, 0, FAULT_NONE, "more\n"};
    stated_check(&row, 1, "lldp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lldp), cmocka_unit_test(test_budget)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
