/* SPDX-License-Identifier: MIT */

/* Multicast DNS and LLMNR: names, services, what vouches for them, and names that mean harm. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

/* Headers: id, flags, questions, answers, authorities, additionals. */
#define QUERY(QUESTIONS, ANSWERS, AUTHORITIES)     "0000 0000 " QUESTIONS ANSWERS AUTHORITIES "0000 "
#define RESPONSE(ANSWERS, AUTHORITIES, ADDITIONAL) "0000 8400 0000 " ANSWERS AUTHORITIES ADDITIONAL

#define NONE  "0000 "
#define ONE   "0001 "
#define TWO   "0002 "
#define LOCAL "05'local'00 "
/* Nine digits of a reverse name. */
#define ZEROS " 0130 0130 0130 0130 0130 0130 0130 0130 0130 "

#define NAS "03'nas'" LOCAL /* 11 bytes: at offset 12 in front of anything else */

#define TEN(LETTER)     LETTER LETTER LETTER LETTER LETTER LETTER LETTER LETTER LETTER LETTER
#define HUNDRED(LETTER) TEN(TEN(LETTER))

static const struct stated_row mdns_rows[] = {
    /* nas.local, A, class IN */
    {"question", CARRIER_UDP6, 5353, QUERY(ONE, NONE, NONE) NAS "0001 0001", 0, FAULT_NONE,
     "asks 1 'nas.local'\n"},
    /* the top bit of the class asks for a unicast response (RFC 6762 section 5.4) */
    {"QU question", CARRIER_UDP6, 5353, QUERY(ONE, NONE, NONE) NAS "00ff 8001", 0, FAULT_NONE,
     "asks 'nas.local'\n"},
    /* the second question's name is x and a pointer to the first's second label */
    {"two questions", CARRIER_UDP6, 5353,
     QUERY(TWO, NONE, NONE) NAS "0001 0001 01'x'c010 001c 0001", 0, FAULT_NONE,
     "asks 1 'nas.local'\n"
     "asks 1 'x.local'\n"},
    /* a known answer (section 7.1) is what the asker believes of others */
    {"known answer", CARRIER_UDP6, 5353,
     QUERY(ONE, ONE, NONE) NAS "0001 0001 c00c 0001 0001 00000078 0004 c0000205", 0, FAULT_NONE,
     "asks 'nas.local'\n"},
    /* a probe (section 8.1): the authority section says what the asker wants */
    {"probe", CARRIER_UDP6, 5353,
     QUERY(ONE, NONE, ONE) NAS "00ff 8001 c00c 0001 0001 00000078 0004 c0000205", 0, FAULT_NONE,
     "asks 'nas.local'\n"
     "probes 192.0.2.5 'nas.local'\n"},
    {"a probe for a service", CARRIER_UDP6, 5353,
     QUERY(ONE, NONE, ONE) NAS "00ff 8001 c00c 0021 0001 00000078 0008 0000 0000 0050 c00c", 0,
     FAULT_NONE,
     "asks 'nas.local'\n"
     "probes 'nas.local' 'nas.local' :80\n"},
    {"not of another operation", CARRIER_UDP6, 5353,
     "0000 2800 0001 0000 0001 0000 " NAS "00ff 8001 c00c 0001 0001 00000078 0004 c0000205", 0,
     FAULT_NONE, "asks 'nas.local'\n"},
    {"what is known or added is no proposal", CARRIER_UDP6, 5353,
     "0000 0000 0001 0001 0000 0001 " NAS "00ff 8001 c00c 0001 0001 00000078 0004 c0000205 "
     "c00c 0001 0001 00000078 0004 c0000206",
     0, FAULT_NONE, "asks 'nas.local'\n"},
    /* A with the cache-flush bit (section 10.2), TTL 120 */
    {"announcement", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) NAS "0001 8001 00000078 0004 c0000205", 0, FAULT_NONE,
     "named 1 192.0.2.5 'nas.local' ttl 120\n"},
    {"announcement of both families", CARRIER_UDP6, 5353,
     RESPONSE(TWO, NONE, NONE) NAS "0001 8001 00000078 0004 c0000205 "
                                   "c00c 001c 8001 00000078 0010 fe80 00*13 05",
     0, FAULT_NONE,
     "named 1 192.0.2.5 'nas.local' ttl 120\n"
     "named 1 fe80::5 'nas.local' ttl 120\n"},
    /* section 10.1: TTL 0 takes it back */
    {"goodbye", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) NAS "0001 8001 00000000 0004 c0000205", 0, FAULT_NONE,
     "named 1 192.0.2.5 'nas.local' ttl 0\n"},
    {"in the additional section", CARRIER_UDP6, 5353,
     RESPONSE(NONE, NONE, ONE) NAS "0001 8001 00000078 0004 c0000205", 0, FAULT_NONE,
     "named 1 192.0.2.5 'nas.local' ttl 120\n"},
    {"question repeated in a response", CARRIER_UDP6, 5353,
     "0007 8400 0001 0001 0000 0000 " NAS "0001 0001 c00c 0001 0001 0000000a 0004 c0000205", 0,
     FAULT_NONE, "named 192.0.2.5 'nas.local' ttl 10\n"},
    {"a public address", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) NAS "0001 8001 00000078 0004 cb007101", 0, FAULT_NONE,
     "named 1 203.0.113.1 'nas.local' ttl 120\n"},
    {"a group's address", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) NAS "0001 8001 00000078 0004 e00000fb", 0, FAULT_NONE, ""},
    {"no address", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) NAS "0001 8001 00000078 0004 00000000", 0, FAULT_NONE, ""},
    {"IP TTL of 64", CARRIER_UDP4, 5353,
     RESPONSE(ONE, NONE, NONE) NAS "0001 8001 00000078 0004 c0000205", 0, FAULT_NONE,
     "named 1 192.0.2.5 'nas.local' ttl 120\n"
     "odd MDNS_TTL\n"},
    {"IP TTL of 64 in a query", CARRIER_UDP4, 5353, QUERY(ONE, NONE, NONE) NAS "0001 0001", 0,
     FAULT_NONE, "asks 1 'nas.local'\n"},
    /* SRV: priority 0, weight 0, port 80, target nas.local */
    {"service", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "03'Web'05'_http'04'_tcp'" LOCAL "0021 8001 00000078 000c "
                               "0000 0000 0050 03'nas'c01b",
     0, FAULT_NONE, "offers 'Web' '_http._tcp' 'nas.local' :80 ttl 120\n"},
    {"service over UDP, taken back", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "03'Web'06'_sleep'04'_udp'" LOCAL "0021 8001 00000000 000c "
                               "0000 0000 0050 03'nas'c01c",
     0, FAULT_NONE, "offers 'Web' '_sleep._udp' 'nas.local' :80 ttl 0\n"},
    /* section 16 and RFC 6763 section 4.1.1: an instance's name is a label of any text */
    {"service whose name has dots and spaces", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "09'A. B\xc3\xa9 (2'05'_http'04'_tcp'" LOCAL
                               "0021 8001 00000078 0008 "
                               "0000 0000 0050 c021",
     0, FAULT_NONE, "offers 'A. B\xc3\xa9 (2' '_http._tcp' 'local' :80 ttl 120\n"},
    {"SRV of no service", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) NAS "0021 8001 00000078 0008 0000 0000 0050 c00c", 0, FAULT_NONE,
     ""},
    {"SRV of a type alone", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "05'_http'04'_tcp'" LOCAL
                               "0021 8001 00000078 0008 0000 0000 0050 c00c",
     0, FAULT_NONE, ""},
    {"SRV of what only begins like a type", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "03'Web'05'_http'05'_tcpx'" LOCAL "0021 8001 00000078 0008 "
                               "0000 0000 0050 c00c",
     0, FAULT_NONE, ""},
    {"PTR of a service", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "05'_http'04'_tcp'" LOCAL "000c 0001 00001194 0006 03'Web'c00c", 0,
     FAULT_NONE, ""},
    {"reverse name", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE,
              NONE) "0135 0132 0130 03'192'07'in-addr'04'arpa'00 000c 8001 00000078 000b " NAS,
     0, FAULT_NONE, "named 192.0.2.5 'nas.local' ttl 120\n"},
    {"reverse name in capitals", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE,
              NONE) "0135 0132 0130 03'192'07'IN-ADDR'04'ARPA'00 000c 8001 00000078 000b " NAS,
     0, FAULT_NONE, "named 192.0.2.5 'nas.local' ttl 120\n"},
    {"reverse name of an IPv6 address", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "0161" ZEROS ZEROS ZEROS "0130 0138 0145 0166 03'ip6'04'arpa'00 "
                               "000c 8001 00000078 000b " NAS,
     0, FAULT_NONE, "named fe80::a 'nas.local' ttl 120\n"},
    {"reverse name of half an IPv6 address", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "0161" ZEROS "0130 0138 0145 0166 03'ip6'04'arpa'00 "
                               "000c 8001 00000078 000b " NAS,
     0, FAULT_NONE, ""},
    {"something else than a reverse name", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "0161" ZEROS ZEROS ZEROS "0130 0138 0145 0166 03'ipx'04'arpa'00 "
                               "000c 8001 00000078 000b " NAS,
     0, FAULT_NONE, ""},
    {"more records than anybody reads", CARRIER_UDP6, 5353,
     "0000 8400 0000 ffff 0000 0000 00*60000", 0, FAULT_NONE, "more\n"},
    {"reverse name with a digit too long", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "0161" ZEROS ZEROS ZEROS "0130 0138 0145 02'66' 03'ip6'04'arpa'00 "
                               "000c 8001 00000078 000b " NAS,
     0, FAULT_NONE, ""},
    {"reverse name of no address", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE,
              NONE) "0135 0132 0130 03'300'07'in-addr'04'arpa'00 000c 8001 00000078 000b " NAS,
     0, FAULT_NONE, ""},
    {"reverse name of half an address", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "0130 03'192'07'in-addr'04'arpa'00 000c 8001 00000078 000b " NAS, 0,
     FAULT_NONE, ""},
    {"TXT, NSEC and OPT", CARRIER_UDP6, 5353,
     "0000 8400 0000 0002 0000 0001 " NAS "0010 8001 00001194 0004 03'a=b' "
     "c00c 002f 8001 00000078 0005 c00c 0001 40 00 0029 05a0 00000000 0000",
     0, FAULT_NONE, ""},
    {"TXT of a service", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "03'Web'05'_http'04'_tcp'" LOCAL
                               "0010 8001 00001194 0009 03'a=b' 00 03'c=d'",
     0, FAULT_NONE, "offers 2 'Web' '_http._tcp' 'a=b c=d'\n"},
    /* 511 bytes are kept; of two strings something is missing */
    {"TXT longer than what is kept", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "03'Web'05'_http'04'_tcp'" LOCAL
                               "0010 8001 00001194 025f c8 61*200 c8 62*200 c8 63*200 00 02'xy'",
     0, FAULT_NONE,
     "offers 2 'Web' '_http._tcp' '" HUNDRED("a") HUNDRED("a") " " HUNDRED("b")
         HUNDRED("b") " " HUNDRED("c") "ccccccccc' :2\n"},
    {"TXT whose string is longer than the record", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) "03'Web'05'_http'04'_tcp'" LOCAL
                               "0010 8001 00001194 0005 03'a=b' 09",
     0, FAULT_NONE, "offers 2 'Web' '_http._tcp' 'a=b'\n"},
    /* the owner of the first record points forward, to the owner of the second */
    {"name that points forward", CARRIER_UDP6, 5353,
     RESPONSE(TWO, NONE, NONE) "c01c 0001 8001 00000078 0004 c0000205 " NAS
                               "001c 8001 00000078 0010 "
                               "fe80 00*13 05",
     0, FAULT_NONE,
     "named 1 192.0.2.5 'nas.local' ttl 120\n"
     "named 1 fe80::5 'nas.local' ttl 120\n"},
    /* the target in the data points forward, behind the data */
    {"data that point forward", CARRIER_UDP6, 5353,
     RESPONSE(TWO, NONE,
              NONE) "0135 0132 0130 03'192'07'in-addr'04'arpa'00 000c 8001 00000078 0002 c030 "
                    "" NAS "0001 8001 00000078 0004 c0000206",
     0, FAULT_NONE,
     "named 192.0.2.5 'nas.local' ttl 120\n"
     "named 1 192.0.2.6 'nas.local' ttl 120\n"},
    {"pointer to a pointer", CARRIER_UDP6, 5353,
     QUERY("0003 ", NONE, NONE) NAS "0001 0001 c00c 0001 0001 c01b 0001 0001", 0, FAULT_NONE,
     "asks 1 'nas.local'\n"
     "asks 1 'nas.local'\n"
     "asks 1 'nas.local'\n"},
    {"the root", CARRIER_UDP6, 5353, QUERY(ONE, NONE, NONE) "00 0001 0001", 0, FAULT_NONE,
     "asks 1 '.'\n"},
    /* control sequences, a right-to-left override, broken UTF-8, a backslash */
    {"name that means harm", CARRIER_UDP6, 5353,
     QUERY("0004 ", NONE, NONE) "05 1b'[2J'0a" LOCAL "0001 0001 03e280ae c012 0001 0001 "
                                "02fffe c012 0001 0001 03'a'00'b' c012 0001 0001",
     0, FAULT_NONE,
     "asks 1 '\\x1b[2J\\x0a.local'\n"
     "asks 1 '\\xe2\\x80\\xae.local'\n"
     "asks 1 '\\xff\\xfe.local'\n"
     "asks 1 'a\\x00b.local'\n"},
    {"labels of 63 bytes, name of 255", CARRIER_UDP6, 5353,
     QUERY(ONE, NONE, NONE) "3f 61*63 3f 61*63 3f 61*63 3d 61*61 00 0001 0001", 0, FAULT_NONE,
     "asks 1 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\n"},
    {"name of 257 bytes", CARRIER_UDP6, 5353,
     QUERY(ONE, NONE, NONE) "3f 61*63 3f 61*63 3f 61*63 3f 61*63 00 0001 0001", 0, FAULT_BAD, ""},
    {"label type that is neither", CARRIER_UDP6, 5353,
     QUERY(ONE, NONE, NONE) "41 61*65 00 0001 0001", 0, FAULT_BAD, ""},
    {"name that points at itself", CARRIER_UDP6, 5353, QUERY(ONE, NONE, NONE) "c00c 0001 0001", 0,
     FAULT_BAD, ""},
    {"names that point at each other", CARRIER_UDP6, 5353,
     QUERY(TWO, NONE, NONE) "c00e c00c 0001 0001", 0, FAULT_BAD, ""},
    {"label that goes round", CARRIER_UDP6, 5353, QUERY(ONE, NONE, NONE) "01'a'c00c 0001 0001", 0,
     FAULT_BAD, ""},
    {"pointer beyond the message", CARRIER_UDP6, 5353, QUERY(ONE, NONE, NONE) "ffff 0001 0001", 0,
     FAULT_BAD, ""},
    {"pointer of one byte", CARRIER_UDP6, 5353, QUERY(ONE, NONE, NONE) "03'nas'c0", 0, FAULT_BAD,
     ""},
    {"more questions than there are", CARRIER_UDP6, 5353,
     QUERY("ffff ", NONE, NONE) NAS "0001 0001", 0, FAULT_BAD, "asks 1 'nas.local'\n"},
    {"more answers than there are", CARRIER_UDP6, 5353,
     RESPONSE("ffff ", "ffff ", "ffff ") NAS "0001 8001 00000078 0004 c0000205", 0, FAULT_BAD,
     "named 1 192.0.2.5 'nas.local' ttl 120\n"},
    {"address of three bytes", CARRIER_UDP6, 5353,
     RESPONSE(TWO, NONE, NONE) NAS "0001 8001 00000078 0003 c00002 "
                                   "c00c 0001 8001 00000078 0004 c0000205",
     0, FAULT_BAD, "named 1 192.0.2.5 'nas.local' ttl 120\n"},
    {"data longer than the message", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) NAS "0001 8001 00000078 0010 c0000205", 0, FAULT_BAD, ""},
    {"SRV without a target", CARRIER_UDP6, 5353,
     RESPONSE(ONE, NONE, NONE) NAS "0021 8001 00000078 0006 0000 0000 0050", 0, FAULT_BAD, ""},
    {"cut in the second answer", CARRIER_UDP6, 5353,
     RESPONSE(TWO, NONE, NONE) NAS "0001 8001 00000078 0004 c0000205 "
                                   "c00c 0001 8001 00000078 0004 c0000206",
     3, FAULT_SHORT, "named 1 192.0.2.5 'nas.local' ttl 120\n"},
    {"header alone, half of it", CARRIER_UDP6, 5353, "0000 8400 0000", 0, FAULT_BAD, ""},
    {"nothing in it", CARRIER_UDP6, 5353, QUERY(NONE, NONE, NONE), 0, FAULT_NONE, ""},
};

static const struct stated_row llmnr_rows[] = {
    /* RFC 4795 section 2.1.1 */
    {"question", CARRIER_UDP6, 5355, "1234 0000 0001 0000 0000 0000 03'nas'00 0001 0001", 0,
     FAULT_NONE, "asks 1 'nas'\n"},
    {"answer", CARRIER_UDP6, 5355,
     "1234 8000 0001 0001 0000 0000 03'nas'00 0001 0001 c00c 0001 0001 0000001e 0004 c0000205", 0,
     FAULT_NONE, "named 192.0.2.5 'nas' ttl 30\n"},
    {"answer that is tentative", CARRIER_UDP6, 5355,
     "1234 8100 0001 0001 0000 0000 03'nas'00 001c 0001 c00c 001c 0001 0000001e 0010 fe80 00*13 05",
     0, FAULT_NONE, "named fe80::5 'nas' ttl 30\n"},
    {"IP TTL is nobody's concern", CARRIER_UDP4, 5355,
     "1234 8000 0001 0001 0000 0000 03'nas'00 0001 0001 c00c 0001 0001 0000001e 0004 c0000205", 0,
     FAULT_NONE, "named 192.0.2.5 'nas' ttl 30\n"},
    {"question with the conflict bit", CARRIER_UDP6, 5355,
     "1234 0400 0001 0000 0000 0000 03'nas'00 0001 0001", 0, FAULT_NONE,
     "asks 1 'nas'\n"
     "odd LLMNR_CONFLICT\n"},
    {"bits of another operation", CARRIER_UDP6, 5355,
     "1234 5400 0001 0000 0000 0000 03'nas'00 0001 0001", 0, FAULT_NONE, "asks 1 'nas'\n"},
    {"reverse question", CARRIER_UDP6, 5355,
     "1234 0000 0001 0000 0000 0000 0135 0132 0130 03'192'07'in-addr'04'arpa'00 000c 0001", 0,
     FAULT_NONE, "asks '5.2.0.192.in-addr.arpa'\n"},
    {"name that goes round", CARRIER_UDP6, 5355,
     "1234 0000 0001 0000 0000 0000 03'nas'c00c 0001 0001", 0, FAULT_BAD, ""},
    {"cut in the name", CARRIER_UDP6, 5355, "1234 0000 0001 0000 0000 0000 03'nas'00 0001 0001", 7,
     FAULT_SHORT, ""},
};

/* Every field, with its place. */
static const struct frame_row frame_rows[] = {
    /* the capture lacks the last byte of an address: the record is known, and that it is cut */
    {"a record cut in its data", 1,
     "3333000000fb 00005e005301 86dd 60000000 002d 11 ff fe80 00*13 01 ff02 00*13 fb 14e9 "
     "14e9 002d 0000 0000 8400 0000 0001 0000 0000 03'nas'05'local'00 0001 8001 00000078 0004 "
     "c0000205",
     1, FAULT_SHORT, "ethernet ipv6 udp mdns",
     "00:00:5e:00:53:01>33:33:00:00:00:fb type 0x86dd ipv6 fe80::1>ff02::fb proto 17 ttl 255 ports "
     "5353>5353",
     "",
     "@62 mdns\n"
     "62+2 dns.id 0x0000\n"
     "64+2 dns.response 1\n"
     "64+2 dns.truncated 0\n"
     "66+2 dns.questions 0\n"
     "68+2 dns.answers 1\n"
     "70+2 dns.authorities 0\n"
     "72+2 dns.additionals 0\n"
     "74+11 dns.answer.name nas.local\n"
     "85+2 dns.answer.type 1 (A)\n"
     "87+2 dns.answer.cache_flush 1\n"
     "87+2 dns.answer.class 1\n"
     "89+4 dns.answer.ttl 120\n"
     "93+2 dns.answer.length 4\n"
     "93+2 dns.answer.cut 4\n",
     "response A nas.local"},
    /* a QU question (top bit of the class), and in the authority section what is wanted */
    {"probe", 1,
     "3333000000fb 00005e005301 86dd 60000000 0033 11 ff fe80 00*13 01 ff02 00*13 fb 14e9 "
     "14e9 0033 0000 0000 0000 0001 0000 0001 0000 03'nas'05'local'00 00ff 8001 c00c 0001 "
     "0001 00000078 0004 c0000205",
     0, FAULT_NONE, "ethernet ipv6 udp mdns",
     "00:00:5e:00:53:01>33:33:00:00:00:fb type 0x86dd ipv6 fe80::1>ff02::fb proto 17 ttl 255 ports "
     "5353>5353",
     "asks 'nas.local'\n"
     "probes 192.0.2.5 'nas.local'\n",
     "@62 mdns\n"
     "62+2 dns.id 0x0000\n"
     "64+2 dns.response 0\n"
     "64+2 dns.truncated 0\n"
     "66+2 dns.questions 1\n"
     "68+2 dns.answers 0\n"
     "70+2 dns.authorities 1\n"
     "72+2 dns.additionals 0\n"
     "74+11 dns.question.name nas.local\n"
     "85+2 dns.question.type 255 (ANY)\n"
     "87+2 dns.question.unicast 1\n"
     "87+2 dns.question.class 1\n"
     "89+2 dns.answer.name nas.local\n"
     "91+2 dns.answer.type 1 (A)\n"
     "93+2 dns.answer.cache_flush 0\n"
     "93+2 dns.answer.class 1\n"
     "95+4 dns.answer.ttl 120\n"
     "99+2 dns.answer.length 4\n"
     "101+4 dns.answer.address 192.0.2.5\n",
     "query ANY nas.local"},
    /* A and SRV with the cache-flush bit, PTR without, OPT with its payload size as class */
    {"announcement", 1,
     "3333000000fb 00005e005301 86dd 60000000 0069 11 ff fe80 00*13 01 ff02 00*13 fb 14e9 "
     "14e9 0069 0000 0000 8400 0000 0003 0000 0001 03'nas'05'local'00 0001 8001 00000078 0004 "
     "c0000205 03'Web'05'_http'04'_tcp'c010 0021 8001 00000078 0008 0000 0000 0050 c00c c029 "
     "000c 0001 00001194 0002 c025 00 0029 05a0 00000000 0000",
     0, FAULT_NONE, "ethernet ipv6 udp mdns",
     "00:00:5e:00:53:01>33:33:00:00:00:fb type 0x86dd ipv6 fe80::1>ff02::fb proto 17 ttl 255 ports "
     "5353>5353",
     "named 1 192.0.2.5 'nas.local' ttl 120\n"
     "offers 'Web' '_http._tcp' 'nas.local' :80 ttl 120\n",
     "@62 mdns\n"
     "62+2 dns.id 0x0000\n"
     "64+2 dns.response 1\n"
     "64+2 dns.truncated 0\n"
     "66+2 dns.questions 0\n"
     "68+2 dns.answers 3\n"
     "70+2 dns.authorities 0\n"
     "72+2 dns.additionals 1\n"
     "74+11 dns.answer.name nas.local\n"
     "85+2 dns.answer.type 1 (A)\n"
     "87+2 dns.answer.cache_flush 1\n"
     "87+2 dns.answer.class 1\n"
     "89+4 dns.answer.ttl 120\n"
     "93+2 dns.answer.length 4\n"
     "95+4 dns.answer.address 192.0.2.5\n"
     "99+17 dns.answer.name Web._http._tcp.local\n"
     "116+2 dns.answer.type 33 (SRV)\n"
     "118+2 dns.answer.cache_flush 1\n"
     "118+2 dns.answer.class 1\n"
     "120+4 dns.answer.ttl 120\n"
     "124+2 dns.answer.length 8\n"
     "126+2 dns.srv.priority 0\n"
     "128+2 dns.srv.weight 0\n"
     "130+2 dns.srv.port 80\n"
     "132+2 dns.srv.target nas.local\n"
     "134+2 dns.answer.name _http._tcp.local\n"
     "136+2 dns.answer.type 12 (PTR)\n"
     "138+2 dns.answer.cache_flush 0\n"
     "138+2 dns.answer.class 1\n"
     "140+4 dns.answer.ttl 4500\n"
     "144+2 dns.answer.length 2\n"
     "146+2 dns.ptr Web._http._tcp.local\n"
     "148+1 dns.answer.name .\n"
     "149+2 dns.answer.type 41 (OPT)\n"
     "151+2 dns.answer.cache_flush 0\n"
     "151+2 dns.answer.class 1440\n"
     "153+4 dns.answer.ttl 0\n"
     "157+2 dns.answer.length 0\n",
     "response A nas.local and 3 more"},
};

static void test_mdns(void **state)
{
    (void)state;
    stated_check(mdns_rows, COUNT(mdns_rows), "mdns");
}

static void test_llmnr(void **state)
{
    (void)state;
    stated_check(llmnr_rows, COUNT(llmnr_rows), "llmnr");
}

static void test_fields(void **state)
{
    (void)state;
    frames_check(frame_rows, COUNT(frame_rows), "mdns", NULL);
}

struct counter {
    struct sink sink; /* first, so that a sink is a counter */
    unsigned fields;
};

static void field_count(struct sink *sink, const struct field *field)
{
    (void)field;
    ((struct counter *)sink)->fields++;
}

/* Services whose type is no type: nothing is stated of them, and yet each has a long name that would
 * be written. The one at the end is whole, and beyond the budget. */
static void budget_row(char *payload, size_t cap, unsigned services)
{
    struct text t = text_over(payload, cap);
    text_addf(&t, "0000 8400 0000 %04x 0000 0000 ", services + 2);
    text_add(&t, "3f 01*63 3f 01*63 3f 01*63 00 0010 0001 00000078 0000 ");
    for (unsigned i = 0; i < services; i++)
        text_add(&t, "c00c 0021 0001 00000078 0008 0000 0000 0050 c00c ");
    text_add(&t, "03'nas'00 0001 0001 00000078 0004 c0000205");
}

static void test_budget(void **state)
{
    (void)state;
    static char payload[8192];
    budget_row(payload, sizeof payload, 10);
    struct stated_row row = {"ten long names",
                             CARRIER_UDP6,
                             5353,
                             payload,
                             0,
                             FAULT_NONE,
                             "named 192.0.2.5 'nas' ttl 120\n"};
    stated_check(&row, 1, "mdns");
    budget_row(payload, sizeof payload, 90);
    row.name = "ninety long names";
    row.facts = "more\n";
    stated_check(&row, 1, "mdns");
}

/* A sink gets no more fields than it has room for, and learns that there were more. */
static void test_fields_budget(void **state)
{
    (void)state;
    static char payload[8192];
    static struct packet p;
    static struct stated_bytes b;
    for (unsigned many = 0; many < 2; many++) {
        struct counter counter = {.sink = {.field = field_count}};
        budget_row(payload, sizeof payload, many == 0 ? 2 : 90);
        const struct stated_row row = {.carrier = CARRIER_UDP6, .port = 5353, .payload = payload};
        row_build(&b, &row);
        const struct frame frame = {.captured = b.n, .length = b.n, .link = 1, .data = b.at};
        packet_decode(&p, &frame, &counter.sink);
        assert_int_equal(counter.sink.more_fields, many);
        assert_true(counter.fields > 0 && counter.fields <= PACKET_FIELDS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mdns),          cmocka_unit_test(test_llmnr),
        cmocka_unit_test(test_fields),        cmocka_unit_test(test_budget),
        cmocka_unit_test(test_fields_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
