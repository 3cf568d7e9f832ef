/* SPDX-License-Identifier: MIT */

/* Frame lines, the JSON document and the report of frames made by hand. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>

#include "model/census.h"
#include "output/output.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Frames */

struct bytes {
    uint8_t at[512];
    uint32_t n;
};

/* Adds bytes given as hexadecimal digits; anything else separates. */
static void hex_add(struct bytes *b, const char *hex)
{
    static const char digits[] = "0123456789abcdef";
    unsigned value = 1;
    for (; *hex != '\0'; hex++) {
        const char *digit = strchr(digits, *hex);
        if (digit == NULL)
            continue;
        value = value << 4 | (unsigned)(digit - digits);
        if (value >> 8 != 0) {
            assert_true(b->n < sizeof b->at);
            b->at[b->n++] = (uint8_t)value;
            value = 1;
        }
    }
}

static void be_add(struct bytes *b, uint64_t value, unsigned octets)
{
    for (unsigned i = octets; i > 0; i--) {
        assert_true(b->n < sizeof b->at);
        b->at[b->n++] = (uint8_t)(value >> 8 * (i - 1));
    }
}

static uint64_t mac_of(const char *string)
{
    struct mac mac;
    assert_true(mac_parse(string, &mac));
    return mac.value;
}

static uint32_t ip_of(const char *string)
{
    struct ip ip;
    assert_true(ip_parse(string, &ip));
    return (uint32_t)ip.low;
}

/* An IPv4 packet in an Ethernet frame; the checksums are left out. */
static struct bytes ipv4_frame(uint64_t eth_dst, uint64_t eth_src, uint32_t src, uint32_t dst,
                               unsigned protocol, const char *payload)
{
    struct bytes b = {.n = 0}, data = {.n = 0};
    hex_add(&data, payload);
    be_add(&b, eth_dst, 6);
    be_add(&b, eth_src, 6);
    hex_add(&b, "0800 4500");
    be_add(&b, 20 + data.n, 2);
    hex_add(&b, "0000 0000 80");
    be_add(&b, protocol, 1);
    hex_add(&b, "0000");
    be_add(&b, src, 4);
    be_add(&b, dst, 4);
    memcpy(b.at + b.n, data.at, data.n);
    b.n += data.n;
    return b;
}

static struct bytes text_frame(const char *hex)
{
    struct bytes b = {.n = 0};
    hex_add(&b, hex);
    return b;
}

/* mDNS: the PTR record of an instance whose name has a quotation mark, a line feed and a byte that is
 * not UTF-8, with the SRV and A records it leads to. */
#define MDNS_HOSTILE                                                                      \
    "14e9 14e9 006b 0000 0000 8400 0000 0003 0000 0000"                                   \
    "04 5f697070 04 5f746370 05 6c6f63616c 00 000c 8001 00000078 0008 05 22610aff7a c00c" \
    "c027 0021 8001 00000078 0010 0000 0000 0277 08 7072696e74657231 00"                  \
    "08 7072696e74657231 00 0001 8001 00000078 0004 0a000005"

/* Who the frames are from. */
#define A_MAC "02:00:00:00:00:0a"
#define B_MAC "00:15:5d:00:e5:01"

struct sample {
    const char *name;
    struct bytes bytes;
    uint32_t cut;  /* bytes of the frame that were not captured */
    uint32_t link; /* 1: Ethernet */
};

enum { SAMPLES = 13 };

static void samples_make(struct sample out[SAMPLES])
{
    const uint64_t a = mac_of(A_MAC), b = mac_of(B_MAC), all = MAC_BROADCAST.value;
    const uint32_t a_ip = ip_of("10.0.0.5"), local = ip_of("169.254.7.7");
    struct sample samples[SAMPLES] = {
        {"arp",
         text_frame("ffffffffffff 02000000000a 0806 0001 0800 0604 0001"
                    "02000000000a a9fe0707 000000000000 a9fe0101"),
         0, 1},
        {"limited", ipv4_frame(all, a, a_ip, UINT32_MAX, 17, "c000 c001 0008 0000"), 0, 1},
        {"directed", ipv4_frame(all, b, a_ip, ip_of("10.0.0.255"), 17, "c000 c001 0008 0000"), 0,
         1},
        {"link-local multicast",
         ipv4_frame(mac_of("01:00:5e:7f:ff:fa"), a, local, ip_of("239.255.255.250"), 17,
                    "c000 076c 0008 0000"),
         0, 1},
        {"igmp",
         ipv4_frame(mac_of("01:00:5e:01:02:03"), a, a_ip, ip_of("239.1.2.3"), 2,
                    "1600 f8fa ef010203"),
         0, 1},
        {"mdns",
         ipv4_frame(mac_of("01:00:5e:00:00:fb"), a, a_ip, ip_of("224.0.0.251"), 17, MDNS_HOSTILE),
         0, 1},
        {"tcp",
         ipv4_frame(b, a, a_ip, ip_of("192.0.2.1"), 6,
                    "c000 01bb 00000001 00000000 5002 ffff 0000 0000"),
         0, 1},
        {"ipv6",
         text_frame("3333000000fb 02000000000a 86dd 60000000 0008 11 ff"
                    "fe80000000000000 0000000000000007 ff02000000000000 00000000000000fb"
                    "14e9 14e9 0008 0000"),
         0, 1},
        {"vlan",
         text_frame("01005e000001 02000000000a 88a8 0064 8100 0007 0800 4500 0014 0000 0000"
                    "01 63 0000 0a000005 e0000001"),
         0, 1},
        {"stp", text_frame("0180c2000000 02000000000a 0008 424203 0000008000"), 0, 1},
        {"unknown", text_frame("00155d00e501 02000000000a 88b5 0000"), 0, 1},
        {"cut", ipv4_frame(all, a, a_ip, UINT32_MAX, 17, "c000 c001 0008 0000"), 6, 1},
        {"no link", text_frame("01020304"), 0, 147},
    };
    memcpy(out, samples, sizeof samples);
}

/* Applying them */

struct scene {
    struct model *model;
    struct census *census;
    uint64_t number;
    struct packet packet;
};

static void scene_begin(struct scene *s, uint64_t key)
{
    const uint64_t hash_key[2] = {key, ~key * 31};
    memset(s, 0, sizeof *s);
    s->model = model_new(SERIES_WHOLE, hash_key);
    assert_non_null(s->model);
    s->census = census_new(s->model);
    assert_non_null(s->census);
    census_source(s->census, SOURCE_FILE, "made by hand", "eth0", 1);
    census_own_address(s->census, ip_v4(ip_of("10.0.0.7")), 24);
}

static void scene_end(struct scene *s)
{
    census_free(s->census);
    free(s->model);
}

static struct frame frame_of(const struct sample *sample, uint64_t number)
{
    return (struct frame){
        .t_ns = (int64_t)number * 1000001,
        .number = number,
        .captured = sample->bytes.n - sample->cut,
        .length = sample->bytes.n,
        .link = sample->link,
        .source_number = number,
        .data = sample->bytes.at,
    };
}

static void scene_apply(struct scene *s, const struct sample *sample)
{
    struct frame frame = frame_of(sample, ++s->number);
    packet_decode(&s->packet, &frame, NULL);
    census_classify(s->census, &s->packet);
    census_apply(s->census);
}

static void samples_apply(struct scene *s)
{
    struct sample samples[SAMPLES];
    samples_make(samples);
    for (size_t i = 0; i < SAMPLES; i++)
        scene_apply(s, &samples[i]);
}

/* More machines, groups, conversations and unknown numbers than any table has rows, the last ones
 * seen twice. */
static void flood_apply(struct scene *s)
{
    for (uint32_t i = 0; i < 20000; i++) {
        struct sample sample = {.link = 1};
        uint32_t n = i < 19000 ? i : i - 500;
        sample.bytes = ipv4_frame(mac_of("01:00:5e:00:00:00") + n, mac_of("02:00:00:01:00:00") + n,
                                  ip_of("10.1.0.0") + n, ip_of("239.0.0.0") + n % 9000, 17,
                                  "14e9 14e9 0008 0000");
        scene_apply(s, &sample);
        if (i % 16 != 0)
            continue;
        sample.bytes = text_frame("00155d00e501 02000000000a");
        be_add(&sample.bytes, 0x9800 + i / 16, 2);
        scene_apply(s, &sample);
    }
}

/* Everything a function writes to a stream. */

typedef bool write_fn(FILE *, const struct model *);

static bool document_write(FILE *out, const struct model *m)
{
    const struct program program = {.version = "1.2.3",
                                    .privileges_dropped = true,
                                    .sandbox = "strict",
                                    .landlock = 6,
                                    .seccomp = true};
    return json_write(out, m, &program);
}

static char *stream_text(FILE *out)
{
    long size = ftell(out);
    assert_true(size >= 0);
    char *text = malloc((size_t)size + 1);
    assert_non_null(text);
    rewind(out);
    assert_int_equal(fread(text, 1, (size_t)size, out), size);
    text[size] = '\0';
    fclose(out);
    return text;
}

static char *text_of(const struct model *m, write_fn *write)
{
    FILE *out = tmpfile();
    assert_non_null(out);
    assert_true(write(out, m));
    return stream_text(out);
}

static json_t *document_of(const struct model *m)
{
    json_error_t error;
    char *text = text_of(m, document_write);
    json_t *document = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (document == NULL)
        fail_msg("line %d: %s", error.line, error.text);
    free(text);
    return document;
}

/* Frame lines */

static const struct {
    const char *name, *line;
} lines[] = {
    {"arp",
     "{\"frame\":1,\"time\":\"0.001000001\",\"interface\":\"eth0\",\"link\":\"ethernet\","
     "\"length\":42,\"captured\":42,\"cast\":\"broadcast\",\"link_local\":true,"
     "\"eth_src\":\"02:00:00:00:00:0a\",\"eth_dst\":\"ff:ff:ff:ff:ff:ff\",\"ethertype\":2054,"
     "\"network\":\"arp\",\"src\":\"169.254.7.7\",\"dst\":\"169.254.1.1\",\"protocol\":\"arp\","
     "\"arp_op\":1,"},
    {"igmp", "\"group\":\"239.1.2.3\",\"ip_proto\":2,\"protocol\":\"igmp\","
             "\"igmp\":{\"type\":22,\"version\":2,\"groups\":[\"239.1.2.3\"]}"},
    {"mdns", "\"src_port\":5353,\"dst_port\":5353,\"protocol\":\"mdns\",\"dns\":{\"response\":true,"
             "\"questions\":[],\"answers\":[\"_ipp._tcp.local\",\"\\\"a\\\\x0a\\\\xffz._ipp._tcp."
             "local\",\"printer1\"],\"addresses\":[\"10.0.0.5\"]}"},
    {"tcp", "\"cast\":\"unicast\",\"eth_src\""},
    {"ipv6", "\"cast\":\"multicast\",\"link_local6\":true,\"eth_src\""},
    {"ipv6", "\"network\":\"ipv6\",\"src\":\"fe80::7\",\"dst\":\"ff02::fb\",\"group\":\"ff02::fb\","
             "\"ip_proto\":17,"},
    {"ipv6", "\"fault\":\"bad\""},
    {"vlan", "\"ethertype\":2048,\"vlan\":[100,7],\"network\":\"ipv4\""},
    {"unknown", "\"ethertype\":34997,\"protocol\":\"ethertype-0x88b5\","},
    {"cut", "\"length\":42,\"captured\":36,"},
    {"cut", "\"fault\":\"short\""},
    {"no link", "{\"frame\":13,\"time\":\"0.013000013\",\"interface\":\"eth0\","
                "\"link\":\"linktype-147\",\"length\":4,\"captured\":4,\"cast\":null,"
                "\"protocol\":\"linktype-147\"}"},
};

/* The line of one sample, after all those before it were decoded but not written. */
static char *line_of(const char *name)
{
    struct sample samples[SAMPLES];
    struct broadcast_list proven = {.count = 0};
    static struct packet p;
    samples_make(samples);
    FILE *out = tmpfile();
    assert_non_null(out);
    struct frame_line *line = frame_line_new(out);
    assert_non_null(line);
    for (size_t i = 0; i < SAMPLES; i++) {
        struct frame frame = frame_of(&samples[i], i + 1);
        packet_decode(&p, &frame, frame_line_sink(line));
        struct verdict verdict;
        classify(&p, &proven, &verdict);
        if (strcmp(samples[i].name, name) == 0) {
            assert_true(frame_line_write(line, &p, &verdict, "eth0", NULL));
            break;
        }
    }
    assert_true(frame_line_flush(line));
    frame_line_free(line);
    return stream_text(out);
}

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        char *line = line_of(lines[i].name);
        json_error_t error;
        json_t *read = json_loads(line, JSON_REJECT_DUPLICATES, &error);
        if (read == NULL)
            fail_msg("%s: %s in %s", lines[i].name, error.text, line);
        if (strstr(line, lines[i].line) == NULL)
            fail_msg("%s: no %s in %s", lines[i].name, lines[i].line, line);
        if (strchr(line, '\n') != line + strlen(line) - 1)
            fail_msg("%s: not one line", lines[i].name);
        json_decref(read);
        free(line);
    }
}

static const struct {
    int64_t t_ns;
    const char *time;
} times[] = {
    {0, "0.000000000"},
    {1, "0.000000001"},
    {-1, "-0.000000001"},
    {999999999, "0.999999999"},
    {1000000000, "1.000000000"},
    {-1000000001, "-1.000000001"},
    {INT64_C(1700000000000000001), "1700000000.000000001"},
    {INT64_MAX, "9223372036.854775807"},
    {INT64_MIN, "-9223372036.854775808"},
};

static void test_times(void **state)
{
    (void)state;
    static struct packet p;
    for (size_t i = 0; i < COUNT(times); i++) {
        FILE *out = tmpfile();
        struct frame_line *line = frame_line_new(out);
        struct frame frame = {
            .t_ns = times[i].t_ns, .number = 7, .source_number = 3, .data = (const uint8_t *)""};
        struct verdict verdict = {.cast = CAST_NONE};
        packet_decode(&p, &frame, frame_line_sink(line));
        assert_true(frame_line_write(line, &p, &verdict, NULL, "second.pcap"));
        frame_line_free(line);
        char *text = stream_text(out), expected[120];
        snprintf(expected, sizeof expected,
                 "{\"frame\":7,\"source\":\"second.pcap\",\"source_frame\":3,\"time\":\"%s\",",
                 times[i].time);
        if (strncmp(text, expected, strlen(expected)) != 0)
            fail_msg("%s: %s", times[i].time, text);
        free(text);
    }
}

/* The document */

static json_int_t number_at(const json_t *object, const char *path)
{
    char key[32];
    const char *end;
    for (; (end = strchr(path, '.')) != NULL; path = end + 1) {
        snprintf(key, sizeof key, "%.*s", (int)(end - path), path);
        object = json_object_get(object, key);
    }
    const json_t *value = json_object_get(object, path);
    if (!json_is_integer(value))
        fail_msg("%s is not a number", path);
    return json_integer_value(value);
}

/* The sum of a number over the rows of a list. */
static json_int_t list_sum(const json_t *document, const char *list, const char *key)
{
    size_t i;
    json_t *row;
    json_int_t sum = 0;
    json_array_foreach(json_object_get(document, list), i, row) sum += number_at(row, key);
    return sum;
}

static void identities_check(const char *name, const json_t *d, const struct model *m)
{
    static const char *const keys[] = {"frames", "bytes"};
    const struct {
        const char *what, *parts[4], *whole;
    } sums[] = {
        {"casts", {"unicast", "broadcast", "multicast", "none"}, NULL},
        {"parts", {"broadcast.limited", "broadcast.directed", "broadcast.link", NULL}, "broadcast"},
    };
    for (size_t k = 0; k < COUNT(keys); k++) {
        char path[64];
        json_int_t whole = number_at(d, keys[k]);
        for (size_t i = 0; i < COUNT(sums); i++) {
            json_int_t sum = 0, expected = whole;
            for (size_t part = 0; part < 4 && sums[i].parts[part] != NULL; part++) {
                snprintf(path, sizeof path, "cast.%s.%s", sums[i].parts[part], keys[k]);
                sum += number_at(d, path);
            }
            if (sums[i].whole != NULL) {
                snprintf(path, sizeof path, "cast.%s.%s", sums[i].whole, keys[k]);
                expected = number_at(d, path);
            }
            if (sum != expected)
                fail_msg("%s: %s: %s of %s", name, keys[k], sums[i].what, "the whole differ");
        }
        if (list_sum(d, "matrix", keys[k]) != whole)
            fail_msg("%s: %s of the matrix differ", name, keys[k]);
        snprintf(path, sizeof path, "losses.evicted.unknowns.%s", keys[k]);
        if (list_sum(d, "protocols", keys[k]) + number_at(d, path) != whole)
            fail_msg("%s: %s of the protocols differ", name, keys[k]);
    }
    json_int_t sent = 0, groups = number_at(d, "losses.evicted.groups.frames");
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(d, "hosts"), i, row) sent += number_at(row, "sent.frames");
    groups += list_sum(d, "groups", "frames") + list_sum(d, "link_groups", "frames");
    /* Every sample but the one of an unknown link type names its sender. */
    json_int_t nameless = (json_int_t)m->protocol[PROTO_NONE].frames;
    nameless += number_at(d, "cast.none.frames");
    assert_int_equal(sent + number_at(d, "losses.evicted.hosts.frames"),
                     number_at(d, "frames") - nameless);
    assert_int_equal(groups, number_at(d, "cast.multicast.frames"));
}

static void test_samples(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s, 1);
    samples_apply(&s);
    json_t *d = document_of(s.model);
    identities_check("samples", d, s.model);
    const struct {
        const char *path;
        json_int_t value;
    } numbers[] = {
        {"schema", 1},
        {"frames", SAMPLES},
        {"cast.unicast.frames", 2},
        {"cast.broadcast.frames", 4},
        {"cast.broadcast.limited.frames", 2},
        {"cast.broadcast.directed.frames", 1},
        {"cast.broadcast.link.frames", 1},
        {"cast.multicast.frames", 6},
        {"cast.none.frames", 1},
        {"link_local.frames", 2},
        {"link_local6.frames", 1},
        {"losses.short", 1},
        {"losses.bad", 1},
        {"losses.evicted.evidence.entries", 0},
    };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        json_int_t value = number_at(d, numbers[i].path);
        if (value != numbers[i].value)
            fail_msg("%s is %lld", numbers[i].path, (long long)value);
    }
    json_decref(d);
    scene_end(&s);
}

/* The row of a list whose member has this value; NULL where there is none. */
static const json_t *row_find(const json_t *document, const char *list, const char *key,
                              const char *value)
{
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(document, list), i, row)
    {
        const char *string = json_string_value(json_object_get(row, key));
        if (string != NULL && strcmp(string, value) == 0)
            return row;
    }
    fail_msg("%s: no row with %s %s", list, key, value);
    return NULL;
}

static void string_check(const json_t *row, const char *key, const char *expected)
{
    const char *string = json_string_value(json_object_get(row, key));
    if (expected == NULL ? !json_is_null(json_object_get(row, key))
                         : string == NULL || strcmp(string, expected) != 0)
        fail_msg("%s is %s", key, string != NULL ? string : "no string");
}

static void test_rows(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s, 1);
    samples_apply(&s);
    json_t *d = document_of(s.model);
    string_check(d, "castscope", "1.2.3");
    string_check(json_object_get(d, "sandbox"), "privileges", "dropped");
    string_check(json_object_get(d, "sandbox"), "mode", "strict");
    assert_int_equal(json_integer_value(json_object_get(json_object_get(d, "sandbox"), "landlock")),
                     6);
    assert_true(json_is_true(json_object_get(json_object_get(d, "sandbox"), "seccomp")));

    const json_t *group = row_find(d, "groups", "address", "239.1.2.3");
    string_check(group, "mac", "01:00:5e:01:02:03");
    string_check(group, "scope", "organization-local");
    assert_true(json_is_null(json_object_get(group, "querier")));
    const json_t *senders = json_object_get(group, "senders");
    assert_int_equal(json_array_size(senders), 1);
    assert_string_equal(json_string_value(json_array_get(senders, 0)), A_MAC);
    const json_t *member = json_array_get(json_object_get(group, "members"), 0);
    string_check(member, "host", "10.0.0.5");
    string_check(member, "mac", A_MAC);
    string_check(member, "since", "1970-01-01T00:00:00.005000005Z");
    string_check(member, "expires", "1970-01-01T00:04:20.005000005Z");
    string_check(member, "left", NULL);
    assert_int_equal(number_at(member, "version"), 2);

    string_check(row_find(d, "link_groups", "mac", "01:80:c2:00:00:00"), "address", NULL);
    string_check(row_find(d, "neighbours", "address", "239.1.2.3"), "how", "computed");
    string_check(row_find(d, "neighbours", "address", "10.0.0.255"), "mac", "ff:ff:ff:ff:ff:ff");
    string_check(row_find(d, "neighbours", "address", "169.254.7.7"), "mac", A_MAC);
    string_check(row_find(d, "matrix", "group", "10.0.0.255"), "origin", "private");
    string_check(row_find(d, "hosts", "mac", B_MAC), "kind", "hypervisor");
    string_check(row_find(d, "services", "host", "printer1"), "name", "\"a\\x0a\\xffz");
    string_check(row_find(d, "protocols", "name", "ethertype-0x88b5"), "name", "ethertype-0x88b5");

    const json_t *talk = row_find(d, "conversations", "b", "192.0.2.1");
    string_check(talk, "protocol", "tcp");
    assert_int_equal(number_at(talk, "a_port"), 0xc000);
    assert_int_equal(number_at(talk, "b_port"), 443);
    assert_true(
        json_is_null(json_object_get(row_find(d, "conversations", "protocol", "igmp"), "a_port")));
    json_decref(d);
    scene_end(&s);
}

static void test_empty(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s, 1);
    json_t *d = document_of(s.model);
    identities_check("empty", d, s.model);
    string_check(json_array_get(json_object_get(d, "sources"), 0), "first", NULL);
    json_decref(d);
    free(text_of(s.model, report_write));
    scene_end(&s);
}

/* Tables that overflow, filled under two hash keys: the sums hold, and not one byte differs. */
static void test_flood(void **state)
{
    (void)state;
    char *document[2], *report[2];
    for (int run = 0; run < 2; run++) {
        struct scene s;
        scene_begin(&s, run == 0 ? 1 : UINT64_C(0xfedcba9876543210));
        samples_apply(&s);
        flood_apply(&s);
        assert_true(s.model->hosts.head.evicted.entries > 0);
        assert_true(s.model->groups.head.evicted.entries > 0);
        assert_true(s.model->unknowns.head.evicted.entries > 0);
        json_t *d = document_of(s.model);
        identities_check("flood", d, s.model);
        json_decref(d);
        document[run] = text_of(s.model, document_write);
        report[run] = text_of(s.model, report_write);
        scene_end(&s);
    }
    assert_true(strcmp(document[0], document[1]) == 0);
    assert_true(strcmp(report[0], report[1]) == 0);
    for (int run = 0; run < 2; run++) {
        free(document[run]);
        free(report[run]);
    }
}

/* The report */

static const char *const report_lines[] = {
    "made by hand\n    file, ethernet, 13 frames, ",
    "\nbroadcast                        4    30.8%",
    "\n  directed                       1     7.7%",
    "\nlink-local IPv4                  2    15.4%",
    "\nmulticast             2          3          -          -            -          1\n",
    "\nMLD querier: none was heard\n",
    "\n239.1.2.3          organization-local        1     42 B  ",
    "\n    members    10.0.0.5 (IGMPv2, lapses in 4:19)\n",
    "\n00:15:5d:00:e5:01  hypervisor ",
    "\n10.0.0.255                  ff:ff:ff:ff:ff:ff  computed   broadcast\n",
    "\n    names      printer1 (mdns, holds 120 s, 0:00 ago)\n",
    "\"a\\x0a\\xffz ",
    "\nFrames that the capture cut (short)                                    1\n",
    "\nFrames that contradict themselves (bad)                                1\n",
    "\nFrames the kernel dropped                                              -\n",
};

static void test_report(void **state)
{
    (void)state;
    struct scene s;
    scene_begin(&s, 1);
    samples_apply(&s);
    char *report = text_of(s.model, report_write);
    for (size_t i = 0; i < COUNT(report_lines); i++)
        if (strstr(report, report_lines[i]) == NULL)
            fail_msg("no \"%s\" in\n%s", report_lines[i], report);
    assert_null(strstr(report, " \n"));
    free(report);
    scene_end(&s);
}

static void test_refusal(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (full == NULL)
        skip();
    struct scene s;
    scene_begin(&s, 1);
    samples_apply(&s);
    assert_false(report_write(full, s.model));
    assert_false(document_write(full, s.model));
    scene_end(&s);
    fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),   cmocka_unit_test(test_times),
        cmocka_unit_test(test_samples), cmocka_unit_test(test_rows),
        cmocka_unit_test(test_empty),   cmocka_unit_test(test_flood),
        cmocka_unit_test(test_report),  cmocka_unit_test(test_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
