/* SPDX-License-Identifier: MIT */

/* MAC and IP addresses: reading, writing, ordering, prefixes, group MAC addresses. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "address/ip.h"
#include "address/mac.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct ip ip_of(const char *string)
{
    struct ip a = {.family = IP_NONE};
    if (!ip_parse(string, &a)) {
        fail_msg("%s: not read", string);
    }
    return a;
}

static void macs_are_read_and_written(void **state)
{
    (void)state;
    static const struct {
        const char *string;
        uint64_t value;
        const char *canonical;
    } rows[] = {
        {"00:15:5d:00:e5:01", UINT64_C(0x00155d00e501), "00:15:5d:00:e5:01"},
        {"00-15-5D-00-E5-01", UINT64_C(0x00155d00e501), "00:15:5d:00:e5:01"},
        {"0015.5d00.e501", UINT64_C(0x00155d00e501), "00:15:5d:00:e5:01"},
        {"00155D00e501", UINT64_C(0x00155d00e501), "00:15:5d:00:e5:01"},
        {"0:15:5d:0:e5:1", UINT64_C(0x00155d00e501), "00:15:5d:00:e5:01"},
        {"ff:ff:ff:ff:ff:ff", UINT64_C(0xffffffffffff), "ff:ff:ff:ff:ff:ff"},
        {"00:00:00:00:00:00", 0, "00:00:00:00:00:00"},
        {"01:23:45:67:89:ab", UINT64_C(0x0123456789ab), "01:23:45:67:89:ab"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct mac m = MAC_NONE;
        char out[MAC_TEXT];
        if (!mac_parse(rows[i].string, &m) || m.value != rows[i].value) {
            fail_msg("%s: read as %llx", rows[i].string, (unsigned long long)m.value);
        }
        mac_format(m, out);
        assert_string_equal(out, rows[i].canonical);
    }
    char out[MAC_TEXT];
    mac_format(MAC_NONE, out);
    assert_string_equal(out, "-");
}

static void other_strings_are_no_macs(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "-",
        ":",
        "00:15:5d:00:e5",
        "00:15:5d:00:e5:",
        "00:15:5d:00:e5:01:02",
        "00:15:5d:00:e5:01 ",
        " 00:15:5d:00:e5:01",
        "00:15-5d:00-e5:01",
        "00:15:5d:00:e5:0g",
        "000:15:5d:00:e5:01",
        "00::5d:00:e5:01",
        "0015.5d00.e50",
        "0015.5d00.e5011",
        "015.5d00.e501",
        "0015:5d00:e501",
        "00155d00e50",
        "00155d00e5011",
        "0x155d00e501",
        "+0:15:5d:00:e5:01",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct mac m = {0x123};
        if (mac_parse(rows[i], &m) || m.value != 0x123) {
            fail_msg("\"%s\" was read as %llx", rows[i], (unsigned long long)m.value);
        }
    }
}

static void macs_have_bits_and_octets(void **state)
{
    (void)state;
    static const uint8_t octets[6] = {0x03, 0xbf, 0x0a, 0x00, 0x00, 0xfe};
    struct mac m = mac_from_octets(octets);
    assert_true(m.value == UINT64_C(0x03bf0a0000fe));
    assert_true(mac_is_group(m) && mac_is_local(m) && !mac_is_broadcast(m));
    assert_true(mac_is_group(MAC_BROADCAST) && mac_is_broadcast(MAC_BROADCAST));
    assert_false(mac_exists(MAC_NONE));
    assert_false(mac_is_group((struct mac){UINT64_C(0x02bf0a0000fe)}));
    assert_false(mac_is_local((struct mac){UINT64_C(0x01005e0000fb)}));
}

static void ips_are_read_and_written(void **state)
{
    (void)state;
    static const struct {
        const char *string, *canonical;
    } rows[] = {
        {"0.0.0.0", "0.0.0.0"},
        {"255.255.255.255", "255.255.255.255"},
        {"192.168.1.20", "192.168.1.20"},
        {"10.0.100.9", "10.0.100.9"},
        {"::", "::"},
        {"::1", "::1"},
        {"1::", "1::"},
        {"0:0:0:0:0:0:0:0", "::"},
        {"2001:0DB8:0000:0000:0008:0800:200C:417A", "2001:db8::8:800:200c:417a"},
        {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
        {"2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
        {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
        {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
        {"1:0:0:2:3:4:0:0", "1::2:3:4:0:0"},
        {"0:0:1:2:3:4:5:6", "::1:2:3:4:5:6"},
        {"1:2:3:4:5:6::", "1:2:3:4:5:6::"},
        {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
        {"::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"},
        {"ff02::FB", "ff02::fb"},
        {"ff02::1:ff00:1", "ff02::1:ff00:1"},
        {"fe80::215:5dff:fe00:e501", "fe80::215:5dff:fe00:e501"},
        {"::ffff:192.0.2.128", "::ffff:192.0.2.128"},
        {"::FFFF:c000:280", "::ffff:192.0.2.128"},
        {"::ffff:0.0.0.0", "::ffff:0.0.0.0"},
        {"::fffe:c000:280", "::fffe:c000:280"},
        {"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
        {"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"},
        {"::1.2.3.4", "::102:304"},
        {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[IP_TEXT];
        struct ip a = ip_of(rows[i].string);
        ip_format(a, out);
        if (strcmp(out, rows[i].canonical) != 0) {
            fail_msg("%s: written as %s, expected %s", rows[i].string, out, rows[i].canonical);
        }
        assert_true(ip_equal(ip_of(out), a));
    }
    char out[IP_TEXT];
    ip_format((struct ip){.family = IP_NONE}, out);
    assert_string_equal(out, "-");
}

static void other_strings_are_no_ips(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "-",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        "1.2.3.4.",
        ".1.2.3",
        "1..2.3",
        "256.1.1.1",
        "1.2.3.1000",
        "01.2.3.4",
        "1.2.3.00",
        "1.2.3.4 ",
        " 1.2.3.4",
        "0x1.2.3.4",
        "1",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8:",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8::",
        "1:2:3:4::5:6:7:8",
        "1::2::3",
        ":::1",
        "1:::",
        "1:",
        ":1",
        "12345::",
        "g::",
        "::1.2.3",
        "::1.2.3.256",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1.2.3.4::",
        "::1.2.3.4.5",
        "fe80::1%eth0",
        "::1/128",
        "1:2:3:4:5:6:7:8::1.2.3.4",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4:5:1.2.3.4",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct ip a = ip_v4(0x123);
        if (ip_parse(rows[i], &a) || !ip_equal(a, ip_v4(0x123))) {
            fail_msg("\"%s\" was read as an address", rows[i]);
        }
    }
}

static void every_pattern_of_zeros_survives(void **state)
{
    (void)state;
    for (unsigned pattern = 0; pattern < 256; pattern++) {
        uint64_t half[2] = {0, 0};
        for (unsigned i = 0; i < 8; i++) {
            half[i / 4] = half[i / 4] << 16 | (pattern >> i & 1 ? 0x1234U >> (4 * (i % 4)) : 0);
        }
        struct ip a = ip_v6(half[0], half[1]);
        char out[IP_TEXT];
        ip_format(a, out);
        assert_true(ip_equal(ip_of(out), a));
    }
}

static void ips_have_an_order(void **state)
{
    (void)state;
    static const char *const rising[] = {"0.0.0.0", "9.255.255.255", "10.0.0.0", "255.255.255.255",
                                         "::",      "::1",           "1::",      "1::ffff:0:0:0:0",
                                         "fe80::1", "ff02::fb"};
    for (size_t i = 0; i < COUNT(rising); i++) {
        for (size_t j = 0; j < COUNT(rising); j++) {
            int order = ip_compare(ip_of(rising[i]), ip_of(rising[j]));
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
    assert_true(ip_compare((struct ip){.family = IP_NONE}, ip_v4(0)) < 0);
}

static void prefixes_match_their_bits(void **state)
{
    (void)state;
    static const struct {
        const char *address, *prefix;
        unsigned bits;
        bool expected;
    } rows[] = {
        {"172.16.0.0", "172.16.0.0", 12, true},
        {"172.31.255.255", "172.16.0.0", 12, true},
        {"172.32.0.0", "172.16.0.0", 12, false},
        {"172.15.255.255", "172.16.0.0", 12, false},
        {"1.2.3.4", "9.9.9.9", 0, true},
        {"1.2.3.4", "1.2.3.4", 32, true},
        {"1.2.3.5", "1.2.3.4", 32, false},
        {"1.2.3.5", "1.2.3.4", 31, true},
        {"1.2.3.4", "1.2.3.4", 128, true},
        {"::1", "0.0.0.1", 0, false},
        {"fe80::1", "fe80::", 10, true},
        {"febf:ffff::", "fe80::", 10, true},
        {"fec0::", "fe80::", 10, false},
        {"2001:db8::1", "2001:db8::", 64, true},
        {"2001:db8:0:1::1", "2001:db8::", 64, false},
        {"ff02::1:ff12:3456", "ff02::1:ff00:0", 104, true},
        {"ff02::1:fe12:3456", "ff02::1:ff00:0", 104, false},
        {"::1", "::", 127, true},
        {"::1", "::", 128, false},
        {"::8000:0:0:0", "::", 65, false},
        {"8000::", "::", 0, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (ip_in_prefix(ip_of(rows[i].address), ip_of(rows[i].prefix), rows[i].bits) !=
            rows[i].expected) {
            fail_msg("%s in %s/%u", rows[i].address, rows[i].prefix, rows[i].bits);
        }
    }
}

static void groups_have_mac_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *group, *mac;
    } rows[] = {
        {"224.0.0.22", "01:00:5e:00:00:16"},
        {"224.0.0.251", "01:00:5e:00:00:fb"},
        {"224.0.0.252", "01:00:5e:00:00:fc"},
        {"239.255.255.250", "01:00:5e:7f:ff:fa"},
        {"239.255.255.253", "01:00:5e:7f:ff:fd"},
        {"224.128.0.251", "01:00:5e:00:00:fb"},
        {"225.0.0.251", "01:00:5e:00:00:fb"},
        {"239.128.0.251", "01:00:5e:00:00:fb"},
        {"224.0.0.0", "01:00:5e:00:00:00"},
        {"239.255.255.255", "01:00:5e:7f:ff:ff"},
        {"ff02::fb", "33:33:00:00:00:fb"},
        {"ff02::1:ff12:3456", "33:33:ff:12:34:56"},
        {"ff0e::1:8000:1", "33:33:80:00:00:01"},
        {"223.255.255.255", "-"},
        {"240.0.0.0", "-"},
        {"255.255.255.255", "-"},
        {"fe80::1", "-"},
        {"::", "-"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[MAC_TEXT];
        mac_format(ip_group_mac(ip_of(rows[i].group)), out);
        if (strcmp(out, rows[i].mac) != 0) {
            fail_msg("%s: sent to %s, expected %s", rows[i].group, out, rows[i].mac);
        }
    }
    assert_false(mac_exists(ip_group_mac((struct ip){.family = IP_NONE})));
}

static void ips_have_kinds(void **state)
{
    (void)state;
    assert_true(ip_is_multicast(ip_of("224.0.0.0")) && ip_is_multicast(ip_of("239.255.255.255")));
    assert_false(ip_is_multicast(ip_of("223.255.255.255")) || ip_is_multicast(ip_of("240.0.0.0")));
    assert_true(ip_is_multicast(ip_of("ff00::")) && !ip_is_multicast(ip_of("feff::")));
    assert_true(ip_is_link_local(ip_of("169.254.0.0")) && ip_is_link_local(ip_of("fe80::1")));
    assert_false(ip_is_link_local(ip_of("169.253.255.255")) || ip_is_link_local(ip_of("fec0::")));
    assert_true(ip_is_limited_broadcast(ip_of("255.255.255.255")));
    assert_false(ip_is_limited_broadcast(ip_of("255.255.255.254")));
    assert_true(ip_is_unspecified(ip_of("::")) && ip_is_unspecified(ip_of("0.0.0.0")));
    assert_false(ip_is_unspecified((struct ip){.family = IP_NONE}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(macs_are_read_and_written),
        cmocka_unit_test(other_strings_are_no_macs),
        cmocka_unit_test(macs_have_bits_and_octets),
        cmocka_unit_test(ips_are_read_and_written),
        cmocka_unit_test(other_strings_are_no_ips),
        cmocka_unit_test(every_pattern_of_zeros_survives),
        cmocka_unit_test(ips_have_an_order),
        cmocka_unit_test(prefixes_match_their_bits),
        cmocka_unit_test(groups_have_mac_addresses),
        cmocka_unit_test(ips_have_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
