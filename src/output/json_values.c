/* SPDX-License-Identifier: MIT */
/* Addresses, times and counts as JSON. */
#include "output/json_values.h"

void json_put_mac(struct json *j, const char *key, struct mac mac)
{
    char text[MAC_TEXT];
    mac_format(mac, text);
    json_put_string(j, key, mac_exists(mac) ? text : NULL);
}

void json_put_ip(struct json *j, const char *key, struct ip ip)
{
    char text[IP_TEXT];
    ip_format(ip, text);
    json_put_string(j, key, ip.family != IP_NONE ? text : NULL);
}

void json_put_time(struct json *j, const char *key, int64_t t_ns)
{
    char string[40];
    struct text t = text_over(string, sizeof string);
    text_add_time(&t, t_ns, 9);
    json_put_string(j, key, string);
}

void json_put_counts(struct json *j, uint64_t frames, uint64_t bytes)
{
    json_put_number(j, "frames", frames);
    json_put_number(j, "bytes", bytes);
}

void json_put_tally(struct json *j, const char *key, struct tally tally)
{
    json_put_object(j, key);
    json_put_counts(j, tally.frames, tally.bytes);
    json_end(j);
}
