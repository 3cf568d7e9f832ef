/* SPDX-License-Identifier: MIT */

/* WS-Discovery: what devices say between the tags. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

static const struct stated_row rows[] = {
    {"probe for a type that begins with a mark", CARRIER_UDP4, 3702,
     "'<d:Probe><d:Types>wsdp:' cc81 'Device</d:Types></d:Probe>'", 0, FAULT_NONE,
     "asks '\\xcc\\x81Device'\n"},
    {"probe", CARRIER_UDP4, 3702,
     ""
     "'<s:Envelope><s:Header><a:Action>http://x/discovery/Probe</a:Action></"
     "s:Header><s:Body><d:Probe><d:Types>wsdp:Device "
     "pub:Computer</d:Types></d:Probe></s:Body></s:Envelope>'",
     0, FAULT_NONE,
     "asks 'Device'\n"
     "asks 'Computer'\n"},
    {"white space of every kind", CARRIER_UDP4, 3702,
     "'<d:Probe><d:Types>' 09 0d 0a 'a:A' 09 'b:B' 0d0a 'C </d:Types></d:Probe>'", 0, FAULT_NONE,
     "asks 'A'\n"
     "asks 'B'\n"
     "asks 'C'\n"},
    {"more types than anybody needs", CARRIER_UDP4, 3702,
     "'<d:Probe><d:Types>a b c d e f g h i</d:Types></d:Probe>'", 0, FAULT_NONE,
     "asks 'a'\n"
     "asks 'b'\n"
     "asks 'c'\n"
     "asks 'd'\n"
     "asks 'e'\n"
     "asks 'f'\n"
     "asks 'g'\n"
     "asks 'h'\n"},
    {"resolve of nothing", CARRIER_UDP4, 3702, "'<d:Resolve></d:Resolve>'", 0, FAULT_NONE, ""},
    {"two goodbyes in one", CARRIER_UDP4, 3702,
     "'<d:Bye><a:Address>urn:uuid:1</a:Address></d:Bye><d:Bye><a:Address>urn:uuid:2</a:Address>"
     "</d:Bye>'",
     0, FAULT_NONE, "offers 1 'urn:uuid:1' ttl 0\n"},
    {"hello at a URL without a host", CARRIER_UDP4, 3702,
     "'<d:Hello><a:Address>urn:uuid:1</a:Address><d:XAddrs>http:///x</d:XAddrs></d:Hello>'", 0,
     FAULT_NONE, "offers 'urn:uuid:1' '192.0.2.1' :80\n"},
    {"probe for anything", CARRIER_UDP4, 3702,
     ""
     "'<s:Envelope><s:Header><a:Action>http://x/discovery/Probe</a:Action></"
     "s:Header><s:Body><d:Probe/></s:Body></s:Envelope>'",
     0, FAULT_NONE, ""},
    {"hello", CARRIER_UDP4, 3702,
     ""
     "'<s:Envelope><s:Header><a:Action>http://x/discovery/Hello</a:Action></"
     "s:Header><s:Body><d:Hello><a:EndpointReference><a:Address>urn:uuid:1</a:Address></"
     "a:EndpointReference><d:Types>wsdp:Device</d:Types><d:XAddrs>http://192.0.2.1:5357/x "
     "http://[fe80::1]/</d:XAddrs></d:Hello></s:Body></s:Envelope>'",
     0, FAULT_NONE, "offers 'urn:uuid:1' 'Device' '192.0.2.1' :5357\n"},
    {"hello without types", CARRIER_UDP4, 3702,
     ""
     "'<s:Envelope><s:Header><a:Action>http://x/discovery/Hello</a:Action></"
     "s:Header><s:Body><d:Hello><a:EndpointReference><a:Address>urn:uuid:1</a:Address></"
     "a:EndpointReference></d:Hello></s:Body></s:Envelope>'",
     0, FAULT_NONE, "offers 'urn:uuid:1' '192.0.2.1'\n"},
    {"two matches", CARRIER_UDP4, 3702,
     ""
     "'<s:Envelope><s:Header><a:Action>http://x/discovery/ProbeMatches</a:Action></"
     "s:Header><s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:1</"
     "a:Address></a:EndpointReference><d:Types>a:A</d:Types></"
     "d:ProbeMatch><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:2</a:Address></"
     "a:EndpointReference><d:Types>b:B</d:Types></d:ProbeMatch></d:ProbeMatches></s:Body></"
     "s:Envelope>'",
     0, FAULT_NONE,
     "offers 'urn:uuid:1' 'A' '192.0.2.1'\n"
     "offers 'urn:uuid:2' 'B' '192.0.2.1'\n"},
    {"resolve", CARRIER_UDP4, 3702,
     ""
     "'<s:Envelope><s:Header><a:Action>http://x/discovery/Resolve</a:Action></"
     "s:Header><s:Body><d:Resolve><a:EndpointReference><a:Address>urn:uuid:1</a:Address></"
     "a:EndpointReference></d:Resolve></s:Body></s:Envelope>'",
     0, FAULT_NONE, "asks 'urn:uuid:1'\n"},
    {"goodbye", CARRIER_UDP4, 3702,
     ""
     "'<s:Envelope><s:Header><a:Action>http://x/discovery/Bye</a:Action></"
     "s:Header><s:Body><d:Bye><a:EndpointReference><a:Address>urn:uuid:1</a:Address></"
     "a:EndpointReference></d:Bye></s:Body></s:Envelope>'",
     0, FAULT_NONE, "offers 1 'urn:uuid:1' ttl 0\n"},
    {"addresses of the header", CARRIER_UDP4, 3702,
     ""
     "'<e:Envelope><e:Header><a:ReplyTo><a:Address>nobody</a:Address></a:ReplyTo></"
     "e:Header><e:Body><d:Hello><a:EndpointReference><a:Address>urn:uuid:1</a:Address></"
     "a:EndpointReference></d:Hello></e:Body></e:Envelope>'",
     0, FAULT_NONE, "offers 'urn:uuid:1' '192.0.2.1'\n"},
    {"types on lines of their own", CARRIER_UDP4, 3702,
     "'<Probe><Types>' 0a 'wsdp:Device' 0d0a 'pub:Computer' 0a '</Types></Probe>'", 0, FAULT_NONE,
     "asks 'Device'\n"
     "asks 'Computer'\n"},
    {"byte order mark", CARRIER_UDP4, 3702, "efbbbf '<Probe><Types>A</Types></Probe>'", 0,
     FAULT_NONE, "asks 'A'\n"},
    {"something else on the port", CARRIER_UDP4, 3702, "00 01 02 03", 0, FAULT_NONE, ""},
    {"cut in a tag", CARRIER_UDP4, 3702, "'<Probe><Types>A</Types></Probe>'", 3, FAULT_SHORT, ""},
    {"tag that never closes", CARRIER_UDP4, 3702, "'<Probe><Types>A</Types></Probe'", 0, FAULT_BAD,
     ""},
    {"tag without end", CARRIER_UDP4, 3702, "'<Probe x' *5000 '></Probe>'", 0, FAULT_NONE,
     "more\n"},
};

static void test_wsd(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "wsd");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_wsd)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
