/* SPDX-License-Identifier: MIT */
/*
 * EAP over LANs (IEEE Std 802.1X) and the header of what it carries (RFC 3748 section 4).
 *
 *     version (1), type (1), length of the body (2), body
 *     EAP: code (1), identifier (1), length (2, these four included), in a request or response: type (1)
 *     key: descriptor (1), then by descriptor; RSN's and WPA's have key information (2), key length
 *     (2), replay counter (8), ...
 */
#include "decode/decoder.h"

enum type { TYPE_EAP, TYPE_START, TYPE_LOGOFF, TYPE_KEY, TYPE_ALERT, TYPE_MKA, TYPE_COUNT };

enum code { CODE_REQUEST = 1, CODE_RESPONSE, CODE_SUCCESS, CODE_FAILURE, CODE_COUNT };

enum {
    EAP_HEADER = 4,
    EAP_IDENTITY = 1,
    IDENTITY = 256,
    DESCRIPTOR_RSN = 2,
    DESCRIPTOR_WPA = 254,
};

static const char *type_name(uint8_t type)
{
    static const char *const names[TYPE_COUNT] = {
        [TYPE_EAP] = "EAP packet", [TYPE_START] = "start",     [TYPE_LOGOFF] = "logoff",
        [TYPE_KEY] = "key",        [TYPE_ALERT] = "ASF alert", [TYPE_MKA] = "key agreement",
    };
    return type < TYPE_COUNT ? names[type] : NULL;
}

static const char *code_name(uint8_t code)
{
    static const char *const names[CODE_COUNT] = {
        [CODE_REQUEST] = "request",
        [CODE_RESPONSE] = "response",
        [CODE_SUCCESS] = "success",
        [CODE_FAILURE] = "failure",
    };
    return code < CODE_COUNT ? names[code] : NULL;
}

/* The methods of the IANA's list that are seen on LANs. */
static const char *method_name(uint8_t method)
{
    switch (method) {
    case EAP_IDENTITY: return "identity";
    case 2: return "notification";
    case 3: return "NAK";
    case 4: return "MD5 challenge";
    case 13: return "TLS";
    case 17: return "LEAP";
    case 18: return "SIM";
    case 21: return "TTLS";
    case 23: return "AKA";
    case 25: return "PEAP";
    case 43: return "FAST";
    case 254: return "expanded";
    default: return NULL;
    }
}

static void identity_decode(struct packet *p, struct reader *r)
{
    char text[IDENTITY];
    uint32_t n = reader_left(r);
    const uint8_t *bytes = reader_bytes(r, n);
    if (bytes == NULL || !fields_wanted(p))
        return;
    text_sanitize(text, sizeof text, bytes, n < IDENTITY ? n : IDENTITY);
    field_text(p, r, n, "eap.identity", text);
}

static void eap_decode(struct packet *p, struct reader *r)
{
    uint8_t code = reader_u8(r);
    field_meaning(p, r, 1, "eap.code", code, code_name(code));
    field_u8(p, r, "eap.identifier");
    uint16_t length = field_be16(p, r, "eap.length");
    if (r->fault == FAULT_NONE &&
        (length < EAP_HEADER || !reader_limit(r, length - (unsigned)EAP_HEADER)))
        reader_spoil(r, FAULT_BAD);
    uint8_t method = 0;
    if ((code == CODE_REQUEST || code == CODE_RESPONSE) && r->fault == FAULT_NONE) {
        method = reader_u8(r);
        field_meaning(p, r, 1, "eap.type", method, method_name(method));
    }
    if (r->fault != FAULT_NONE)
        return;
    const char *name = code_name(code), *what = method_name(method);
    info_setf(p, "EAP %s%s%s", name != NULL ? name : "packet", what != NULL ? ": " : "",
              what != NULL ? what : "");
    if (method == EAP_IDENTITY)
        identity_decode(p, r);
}

static void key_decode(struct packet *p, struct reader *r)
{
    uint8_t descriptor = field_u8(p, r, "eapol.key.descriptor");
    if (descriptor != DESCRIPTOR_RSN && descriptor != DESCRIPTOR_WPA)
        return;
    field_hex16(p, r, "eapol.key.information");
    field_be16(p, r, "eapol.key.length");
    uint64_t replay = reader_be64(r);
    field_number(p, r, 8, "eapol.key.replay", replay);
}

void eapol_decode(struct packet *p, struct reader *r)
{
    field_u8(p, r, "eapol.version");
    uint8_t type = reader_u8(r);
    field_meaning(p, r, 1, "eapol.type", type, type_name(type));
    uint16_t length = field_be16(p, r, "eapol.length");
    if (!decode_sound(p, r))
        return;
    const char *name = type_name(type);
    info_setf(p, "EAPOL %s", name != NULL ? name : "packet");
    /* Start, logoff and what is unknown may say any length and have no body. */
    if (type != TYPE_EAP && type != TYPE_KEY)
        return;
    if (!reader_limit(r, length)) {
        decode_bad(p);
        return;
    }
    if (type == TYPE_EAP)
        eap_decode(p, r);
    else
        key_decode(p, r);
    decode_sound(p, r);
}
