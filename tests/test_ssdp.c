/* SPDX-License-Identifier: MIT */

/* SSDP: what is announced, taken back and looked for. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stated.h"

static const struct stated_row rows[] = {
    {"search", CARRIER_UDP4, 1900,
     "'M-SEARCH * HTTP/1.1' 0d0a 'HOST: 239.255.255.250:1900' 0d0a "
     "'MAN: \"ssdp:discover\"' 0d0a 'MX: 3' 0d0a 'ST: ssdp:all' 0d0a 0d0a",
     0, FAULT_NONE, "asks 'ssdp:all'\n"},
    {"search by somebody", CARRIER_UDP4, 1900,
     "'M-SEARCH * HTTP/1.1' 0d0a 'ST:upnp:rootdevice' 0d0a 'User-Agent: Chrome/77' "
     "0d0a 0d0a",
     0, FAULT_NONE,
     "asks 'upnp:rootdevice'\n"
     "describes 192.0.2.1 'Chrome/77'\n"},
    {"announcement", CARRIER_UDP4, 1900,
     "'NOTIFY * HTTP/1.1' 0d0a 'HOST: 239.255.255.250:1900' 0d0a "
     "'CACHE-CONTROL: max-age=1800' 0d0a 'LOCATION: http://192.0.2.1:8060/dd.xml' "
     "0d0a 'SERVER: Roku UPnP/1.0' 0d0a 'NT: upnp:rootdevice' 0d0a 'NTS: ssdp:alive' "
     "0d0a 'USN: uuid:1234::upnp:rootdevice' 0d0a 0d0a",
     0, FAULT_NONE,
     "offers 'uuid:1234' 'upnp:rootdevice' '192.0.2.1' :8060 ttl 1800\n"
     "describes 192.0.2.1 'Roku UPnP/1.0'\n"},
    {"announcement of a unique name", CARRIER_UDP4, 1900,
     "'NOTIFY * HTTP/1.1' 0d0a 'HOST: 239.255.255.250:1900' 0d0a "
     "'CACHE-CONTROL: max-age=1800' 0d0a 'LOCATION: http://192.0.2.1:8060/dd.xml' "
     "0d0a 'SERVER: Roku UPnP/1.0' 0d0a 'NT: uuid:1234' 0d0a 'NTS: ssdp:alive' 0d0a "
     "'USN: uuid:1234::uuid:1234' 0d0a 0d0a",
     0, FAULT_NONE, "describes 192.0.2.1 'Roku UPnP/1.0'\n"},
    {"update, with white space around everything", CARRIER_UDP4, 1900,
     "'NOTIFY * HTTP/1.1' 0d0a 'LOCATION:' 09 ' http:///x ' 09 0d0a 'NT: upnp:rootdevice' 0d0a "
     "'NT: again' 0d0a 'CACHE-CONTROL: max-age=0' 0d0a 'NTS: ssdp:update' 0d0a "
     "'USN: uuid:1234::upnp:rootdevice' 0d0a 0d0a",
     0, FAULT_NONE, "offers 'uuid:1234' 'upnp:rootdevice' '192.0.2.1' :80 ttl 1\n"},
    {"an age beyond all reason", CARRIER_UDP4, 1900,
     "'NOTIFY * HTTP/1.1' 0d0a 'NT: upnp:rootdevice' 0d0a 'CACHE-CONTROL: max-age=12345678901' "
     "0d0a 'NTS: ssdp:alive' 0d0a 'USN: uuid:1234::upnp:rootdevice' 0d0a 0d0a",
     0, FAULT_NONE, "offers 'uuid:1234' 'upnp:rootdevice' '192.0.2.1' ttl 123456789\n"},
    {"goodbye", CARRIER_UDP4, 1900,
     "'NOTIFY * HTTP/1.1' 0d0a 'NT: upnp:rootdevice' 0d0a 'NTS: ssdp:byebye' 0d0a "
     "'USN: uuid:1234::upnp:rootdevice' 0d0a 0d0a",
     0, FAULT_NONE, "offers 1 'uuid:1234' 'upnp:rootdevice' ttl 0\n"},
    {"response", CARRIER_UDP6, 1900,
     "'HTTP/1.1 200 OK' 0d0a 'cache-control : max-age = 60' 0d0a "
     "'Location: http://[fe80::1]:80/' 0d0a 'ST: urn:a:b:1' 0d0a "
     "'USN: uuid:1234::urn:a:b:1' 0d0a 0d0a",
     0, FAULT_NONE, "offers 'uuid:1234' 'urn:a:b:1' 'fe80::1' :80\n"},
    {"response without a location", CARRIER_UDP4, 1900,
     "'HTTP/1.1 200 OK' 0d0a 'ST: urn:a:b:1' 0d0a 'USN: uuid:1234' 0d0a 0d0a", 0, FAULT_NONE,
     "offers 'uuid:1234' 'urn:a:b:1' '192.0.2.1'\n"},
    {"neither here nor gone", CARRIER_UDP4, 1900,
     "'NOTIFY * HTTP/1.1' 0d0a 'NT: upnp:rootdevice' 0d0a 'USN: uuid:1234' 0d0a 0d0a", 0,
     FAULT_NONE, ""},
    {"lines that end with LF alone", CARRIER_UDP4, 1900, "'M-SEARCH * HTTP/1.1' 0a 'ST: x' 0a 0a",
     0, FAULT_NONE, "asks 'x'\n"},
    {"no last line end", CARRIER_UDP4, 1900, "'M-SEARCH * HTTP/1.1' 0d0a 'ST: x'", 0, FAULT_NONE,
     "asks 'x'\n"},
    {"harm", CARRIER_UDP4, 1900, "'M-SEARCH * HTTP/1.1' 0d0a 'ST: ' 1b '[2J' 0d0a 0d0a", 0,
     FAULT_NONE, "asks '\\x1b[2J'\n"},
    {"something else on the port", CARRIER_UDP4, 1900, "00 01 02 03", 0, FAULT_NONE, ""},
    {"cut before the goodbye", CARRIER_UDP4, 1900,
     "'NOTIFY * HTTP/1.1' 0d0a 'NT: upnp:rootdevice' 0d0a "
     "'USN: uuid:1234::upnp:rootdevice' 0d0a 'SERVER: x/1' 0d0a 'NTS: ssdp:byebye' "
     "0d0a 0d0a",
     9, FAULT_SHORT, "describes 192.0.2.1 'x/1'\n"},
    {"line without a colon", CARRIER_UDP4, 1900,
     "'M-SEARCH * HTTP/1.1' 0d0a 'ST: x' 0d0a 'nonsense' 0d0a 0d0a", 0, FAULT_BAD, "asks 'x'\n"},
    {"line without end", CARRIER_UDP4, 1900, "'M-SEARCH * HTTP/1.1' 0d0a 'ST: x' *3000 0d0a 0d0a",
     0, FAULT_NONE, "more\n"},
};

static void test_ssdp(void **state)
{
    (void)state;
    stated_check(rows, COUNT(rows), "ssdp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ssdp)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
