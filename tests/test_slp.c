/* SPDX-License-Identifier: MIT */

/* Service Location Protocol: services by their URLs, in both versions. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

static const struct stated_row rows[] = {
    {"request", CARRIER_UDP4, 427,
     "02 01 000030 0000 000000 0001 0002'en' 0000 000f'service:printer' "
     "0007'DEFAULT' 0000 0000",
     0, FAULT_NONE, "asks 'service:printer'\n"},
    {"reply", CARRIER_UDP4, 427,
     "02 02 00003f 0000 000000 0001 0002'en' 0000 0001 00 0e10 "
     "0025'service:printer:lpr://192.0.2.9:515/q' 00",
     0, FAULT_NONE,
     "offers 'service:printer:lpr://192.0.2.9:515/q' 'service:printer:lpr' '192.0.2.9' :515 ttl "
     "3600\n"},
    {"reply with authentication", CARRIER_UDP4, 427,
     "02 02 000057 0000 000000 0001 0002'en' 0000 0002 00 0e10 "
     "0025'service:printer:lpr://192.0.2.9:515/q' 01 0002 0006 0000 00 0e10 "
     "000c'http://nas/x' 00",
     0, FAULT_NONE,
     "offers 'service:printer:lpr://192.0.2.9:515/q' 'service:printer:lpr' '192.0.2.9' :515 ttl "
     "3600\n"
     "offers 'http://nas/x' 'http' 'nas' :80 ttl 3600\n"},
    {"refusal", CARRIER_UDP4, 427, "02 02 000012 0000 000000 0001 0002'en' 0002", 0, FAULT_NONE,
     ""},
    {"registration", CARRIER_UDP4, 427,
     "02 03 000051 0000 000000 0001 0002'en' 00 0e10 "
     "0025'service:printer:lpr://192.0.2.9:515/q' 00 000f'service:printer' 0000 0000 "
     "00",
     0, FAULT_NONE,
     "offers 'service:printer:lpr://192.0.2.9:515/q' 'service:printer:lpr' '192.0.2.9' :515 ttl "
     "3600\n"},
    {"deregistration", CARRIER_UDP4, 427,
     "02 04 00003f 0000 000000 0001 0002'en' 0000 00 0e10 "
     "0025'service:printer:lpr://192.0.2.9:515/q' 00 0000",
     0, FAULT_NONE,
     "offers 'service:printer:lpr://192.0.2.9:515/q' 'service:printer:lpr' '192.0.2.9' :515 ttl "
     "0\n"},
    {"directory agent", CARRIER_UDP4, 427,
     "02 08 000044 0000 000000 0001 0002'en' 0000 00000001 "
     "0025'service:directory-agent://192.0.2.53/' 0000 0000 0000 00",
     0, FAULT_NONE,
     "offers 'service:directory-agent://192.0.2.53/' 'service:directory-agent' '192.0.2.53'\n"},
    {"attributes", CARRIER_UDP4, 427,
     "02 07 00001e 0000 000000 0001 0002'en' 0000 0009'(a=b),(c)' 00", 0, FAULT_NONE, ""},
    {"request, version 1", CARRIER_UDP4, 427,
     "01 01 0021 00 00 'en' 0003 0001 0000 0011'service:printer//'", 0, FAULT_NONE,
     "asks 'service:printer//'\n"},
    {"attribute request", CARRIER_UDP4, 427,
     "02 06 000023 0000 000000 0001 0002'en' 0000 0009'http://a/' 0000 0000 0000", 0, FAULT_NONE,
     ""},
    {"service agent", CARRIER_UDP4, 427,
     "02 0b 000020 0000 000000 0001 0002'en' 0009'http://a/' 0000 0000 00", 0, FAULT_NONE,
     "offers 'http://a/' 'http' 'a' :80\n"},
    {"types", CARRIER_UDP4, 427, "02 0a 000017 0000 000000 0001 0002'en' 0000 0003'a,b'", 0,
     FAULT_NONE, ""},
    {"request for nothing", CARRIER_UDP4, 427,
     "02 01 00001a 0000 000000 0001 0002'en' 0000 0000 0000 0000 0000", 0, FAULT_NONE, ""},
    {"something of the future", CARRIER_UDP4, 427, "02 63 000010 0000 000000 0001 0002'en'", 0,
     FAULT_NONE, ""},
    {"registration, version 1", CARRIER_UDP4, 427,
     "01 03 0019 00 00 'en' 0003 0001 0e10 0009'http://a/'", 0, FAULT_NONE,
     "offers 'http://a/' 'http' 'a' :80 ttl 3600\n"},
    {"deregistration, version 1", CARRIER_UDP4, 427,
     "01 04 0019 00 00 'en' 0003 0001 0e10 0009'http://a/'", 0, FAULT_NONE,
     "offers 'http://a/' 'http' 'a' :80 ttl 0\n"},
    {"directory agent, version 1", CARRIER_UDP4, 427,
     "01 08 001d 00 00 'en' 0003 0001 0000 0009'http://a/' 0000 0000", 0, FAULT_NONE,
     "offers 'http://a/' 'http' 'a' :80\n"},
    {"reply, version 1", CARRIER_UDP4, 427,
     "01 02 002a 00 00 'en' 0003 0001 0000 0002 0e10 0009'http://a/' 0e10 0009'http://b/'", 0,
     FAULT_NONE,
     "offers 'http://a/' 'http' 'a' :80 ttl 3600\n"
     "offers 'http://b/' 'http' 'b' :80 ttl 3600\n"},
    {"authenticated reply, version 1", CARRIER_UDP4, 427,
     "01 02 001d 20 00 'en' 0003 0001 0000 0002 0e10 0009'http://a/'", 0, FAULT_NONE,
     "offers 'http://a/' 'http' 'a' :80 ttl 3600\n"
     "more\n"},
    {"something else on the port", CARRIER_UDP4, 427, "77 01 02", 0, FAULT_NONE, ""},
    {"cut in the URL", CARRIER_UDP4, 427,
     "02 02 00003f 0000 000000 0001 0002'en' 0000 0001 00 0e10 "
     "0025'service:printer:lpr://192.0.2.9:515/q' 00",
     9, FAULT_SHORT, ""},
    {"longer than the datagram", CARRIER_UDP4, 427,
     "02 01 000030 0000 000000 0001 0002'en' 0000 000f'service:printer' 0000 0000 "
     "0000",
     0, FAULT_BAD, ""},
    {"shorter than its header", CARRIER_UDP4, 427, "02 01 000004 0000 000000 0001 0002'en'", 0,
     FAULT_BAD, ""},
    {"string longer than the message", CARRIER_UDP4, 427,
     "02 01 000029 0000 000000 0001 0002'en' 0000 00ff'service:printer' 0000 0000 "
     "0000",
     0, FAULT_BAD, ""},
    {"authentication of no length", CARRIER_UDP4, 427,
     "02 02 000043 0000 000000 0001 0002'en' 0000 0001 00 0e10 "
     "0025'service:printer:lpr://192.0.2.9:515/q' 01 0002 0000",
     0, FAULT_BAD,
     "offers 'service:printer:lpr://192.0.2.9:515/q' 'service:printer:lpr' '192.0.2.9' :515 ttl "
     "3600\n"},
};

static void test_slp(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "slp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_slp)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
