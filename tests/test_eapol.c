/* SPDX-License-Identifier: MIT */

/* 802.1X: who asks to be let in, and the header of EAP. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "recorder.h"

static const struct frame_row rows[] = {
    {"start", 1, "00005e005302 00005e005301 888e 02 01 0000", 0, FAULT_NONE, "ethernet eapol",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 1 (start)\n"
     "16+2 eapol.length 0\n",
     "EAPOL start"},
    {"logoff", 1, "00005e005302 00005e005301 888e 02 02 0000", 0, FAULT_NONE, "ethernet eapol",
     "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 2 (logoff)\n"
     "16+2 eapol.length 0\n",
     "EAPOL logoff"},
    /* EAP request 1 of 5 bytes */
    {"identity asked for", 1, "00005e005302 00005e005301 888e 02 00 0005 01 01 0005 01 00*20", 0,
     FAULT_NONE, "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 0 (EAP packet)\n"
     "16+2 eapol.length 5\n"
     "18+1 eap.code 1 (request)\n"
     "19+1 eap.identifier 1\n"
     "20+2 eap.length 5\n"
     "22+1 eap.type 1 (identity)\n"
     "23+0 eap.identity \n",
     "EAP request: identity"},
    /* EAP response 1 of 13 bytes, an escape character in it */
    {"identity", 1, "00005e005302 00005e005301 888e 02 00 000e 02 01 000e 01 'host' 1b '.lab'", 0,
     FAULT_NONE, "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 0 (EAP packet)\n"
     "16+2 eapol.length 14\n"
     "18+1 eap.code 2 (response)\n"
     "19+1 eap.identifier 1\n"
     "20+2 eap.length 14\n"
     "22+1 eap.type 1 (identity)\n"
     "23+9 eap.identity host\\x1b.lab\n",
     "EAP response: identity"},
    {"success", 1, "00005e005302 00005e005301 888e 01 00 0004 03 02 0004", 0, FAULT_NONE,
     "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 1\n"
     "15+1 eapol.type 0 (EAP packet)\n"
     "16+2 eapol.length 4\n"
     "18+1 eap.code 3 (success)\n"
     "19+1 eap.identifier 2\n"
     "20+2 eap.length 4\n",
     "EAP success"},
    /* type 200 */
    {"a method that nobody has", 1, "00005e005302 00005e005301 888e 01 00 0006 01 02 0006 c8 00", 0,
     FAULT_NONE, "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 1\n"
     "15+1 eapol.type 0 (EAP packet)\n"
     "16+2 eapol.length 6\n"
     "18+1 eap.code 1 (request)\n"
     "19+1 eap.identifier 2\n"
     "20+2 eap.length 6\n"
     "22+1 eap.type 200\n",
     "EAP request"},
    /* RSN: information 0x008a, length 16, replay counter 1 */
    {"key", 1, "00005e005302 00005e005301 888e 02 03 000d 02 008a 0010 0000000000000001", 0,
     FAULT_NONE, "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 3 (key)\n"
     "16+2 eapol.length 13\n"
     "18+1 eapol.key.descriptor 2\n"
     "19+2 eapol.key.information 0x008a\n"
     "21+2 eapol.key.length 16\n"
     "23+8 eapol.key.replay 1\n",
     "EAPOL key"},
    /* a descriptor that is not looked into */
    {"RC4 key", 1, "00005e005302 00005e005301 888e 01 03 0003 01 0010", 0, FAULT_NONE,
     "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 1\n"
     "15+1 eapol.type 3 (key)\n"
     "16+2 eapol.length 3\n"
     "18+1 eapol.key.descriptor 1\n",
     "EAPOL key"},
    /* type 5 is only named */
    {"key agreement", 1, "00005e005302 00005e005301 888e 03 05 0010 00*16", 0, FAULT_NONE,
     "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 3\n"
     "15+1 eapol.type 5 (key agreement)\n"
     "16+2 eapol.length 16\n",
     "EAPOL key agreement"},
    /* EtherType 0x88c7 */
    {"before authentication", 1, "00005e005302 00005e005301 88c7 02 01 0000", 0, FAULT_NONE,
     "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x88c7", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 1 (start)\n"
     "16+2 eapol.length 0\n",
     "EAPOL start"},
    {"cut in the identity", 1, "00005e005302 00005e005301 888e 02 00 000d 02 01 000d 01 'host.lab'",
     3, FAULT_SHORT, "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 0 (EAP packet)\n"
     "16+2 eapol.length 13\n"
     "18+1 eap.code 2 (response)\n"
     "19+1 eap.identifier 1\n"
     "20+2 eap.length 13\n"
     "22+1 eap.type 1 (identity)\n",
     "EAP response: identity"},
    {"body longer than the frame", 1,
     "00005e005302 00005e005301 888e 02 00 000e 02 01 000d 01 'host.lab'", 0, FAULT_BAD,
     "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 0 (EAP packet)\n"
     "16+2 eapol.length 14\n",
     "EAPOL EAP packet"},
    {"EAP longer than the body", 1,
     "00005e005302 00005e005301 888e 02 00 000d 02 01 000e 01 'host.lab'", 0, FAULT_BAD,
     "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 0 (EAP packet)\n"
     "16+2 eapol.length 13\n"
     "18+1 eap.code 2 (response)\n"
     "19+1 eap.identifier 1\n"
     "20+2 eap.length 14\n",
     "EAPOL EAP packet"},
    {"EAP shorter than its header", 1, "00005e005302 00005e005301 888e 02 00 0004 03 01 0003", 0,
     FAULT_BAD, "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 0 (EAP packet)\n"
     "16+2 eapol.length 4\n"
     "18+1 eap.code 3 (success)\n"
     "19+1 eap.identifier 1\n"
     "20+2 eap.length 3\n",
     "EAPOL EAP packet"},
    {"request without a type", 1, "00005e005302 00005e005301 888e 02 00 0004 01 01 0004", 0,
     FAULT_BAD, "ethernet eapol", "00:00:5e:00:53:01>00:00:5e:00:53:02 type 0x888e", "",
     "@14 eapol\n"
     "14+1 eapol.version 2\n"
     "15+1 eapol.type 0 (EAP packet)\n"
     "16+2 eapol.length 4\n"
     "18+1 eap.code 1 (request)\n"
     "19+1 eap.identifier 1\n"
     "20+2 eap.length 4\n",
     "EAPOL EAP packet"},
};

static void test_eapol(void **state)
{
    (void)state;
    frames_check(rows, COUNT(rows), "eapol", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_eapol)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
