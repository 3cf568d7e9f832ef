/* SPDX-License-Identifier: MIT */
/*
 * worst_packet [CAPTURE...]: what a frame costs at most, decoded, classified and counted.
 *
 * It builds the frames that give decoders most to do, each as long as an Ethernet frame and as a jumbo
 * frame of 64 KiB can be, and prints the time of each without and with a sink that formats every field:
 * the least of many repetitions, each from another sender, with the tables of the census full. Then
 * the same for the frames of the captures, per 1,500 bytes. It prints, it asserts nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "capture/savefile.h"
#include "decode/classify.h"
#include "decode/sink.h"
#include "hostile.h"
#include "model/census.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum {
    FILL = 20000,        /* frames that fill the tables first */
    REPETITIONS = 200,   /* of a frame; the least counts */
    LIMIT_WORST = 200,   /* microseconds that a worst packet may cost */
    LIMIT_ORDINARY = 20, /* microseconds that an ordinary one may cost for each 1,500 bytes */
    UNIT = 1500,
};

struct bench {
    struct model *model;
    struct census *census;
    struct sink sink;
    struct packet packet;
    uint64_t number;
};

static void field_take(struct sink *sink, const struct field *field)
{
    char value[FIELD_VALUE_TEXT];
    (void)sink;
    field_format(field, value);
}

/* Nanoseconds of a clock that starts anywhere. */
static int64_t clock_ns(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void frame_count(struct bench *m, struct frame *frame, bool listens)
{
    frame->number = ++m->number;
    frame->t_ns = (int64_t)m->number * 1000000;
    packet_decode(&m->packet, frame, listens ? &m->sink : NULL);
    census_classify(m->census, &m->packet);
    census_apply(m->census);
}

/* Microseconds of one frame, the least of `repetitions`; `sender` is where its source address
 * ends, so that each repetition has another, or NULL. */
static double frame_measure(struct bench *m, struct frame *frame, bool listens, uint8_t *sender,
                            unsigned repetitions)
{
    double least = 1e9;
    for (unsigned i = 0; i < repetitions; i++) {
        if (sender != NULL) {
            sender[0] = (uint8_t)(m->number >> 8);
            sender[1] = (uint8_t)m->number;
        }
        int64_t start = clock_ns();
        frame_count(m, frame, listens);
        double took = (double)(clock_ns() - start) / 1e3;
        if (took < least)
            least = took;
    }
    return least;
}

/* Fills the tables: each frame from another host, with a service of another name. */
static void tables_fill(struct bench *m)
{
    static struct bytes b;
    for (unsigned i = 0; i < FILL; i++) {
        service_build(&b, i);
        struct frame frame = {.captured = b.n, .length = b.n, .link = b.link, .data = b.at};
        frame_count(m, &frame, false);
    }
}

static void hostile_measure(struct bench *m)
{
    static struct bytes b;
    static const uint32_t sizes[] = {UNIT + ETHERNET_HEADER, JUMBO};
    double worst[2] = {0};
    printf("%-28s %6s %14s %14s\n", "frame", "bytes", "without sink", "with a sink");
    for (size_t i = 0; i < hostile_count() * COUNT(sizes); i++) {
        const char *name = hostile_build(&b, i / COUNT(sizes), sizes[i % COUNT(sizes)]);
        struct frame frame = {.captured = b.n, .length = b.n, .link = b.link, .data = b.at};
        uint8_t *sender = b.link == LINK_ETHERNET ? b.at + AT_SENDER : NULL;
        double took[2];
        for (unsigned k = 0; k < 2; k++) {
            took[k] = frame_measure(m, &frame, k == 1, sender, REPETITIONS);
            worst[k] = took[k] > worst[k] ? took[k] : worst[k];
        }
        printf("%-28s %6u %11.2f us %11.2f us  %s%s%s\n", name, (unsigned)b.n, took[0], took[1],
               proto_name(packet_protocol(&m->packet)), m->packet.fault == FAULT_BAD ? ", bad" : "",
               m->packet.more_facts ? ", cut" : "");
    }
    printf("worst %39.2f us %11.2f us  of %u us\n\n", worst[0], worst[1], (unsigned)LIMIT_WORST);
}

static ptrdiff_t file_read(void *context, void *into, size_t n)
{
    return (ptrdiff_t)fread(into, 1, n, context);
}

/* The frames of a capture: those that cost most for each 1,500 bytes or part of them. */
static bool capture_measure(struct bench *m, const char *path, double worst[2])
{
    struct error error;
    struct savefile_frame saved;
    FILE *file = fopen(path, "rb");
    struct savefile *s = file != NULL ? savefile_open(path, file_read, file, &error) : NULL;
    const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    double total[2] = {0}, most[2] = {0};
    uint64_t bytes = 0;
    while (s != NULL && savefile_next(s, &saved) == SAVEFILE_FRAME) {
        struct frame frame = saved.frame;
        bytes += saved.frame.captured;
        for (unsigned k = 0; k < 2; k++) {
            double took = frame_measure(m, &frame, k == 1, NULL, 20);
            double each = took / (double)(1 + (saved.frame.captured - 1) / UNIT);
            total[k] += took;
            most[k] = each > most[k] ? each : most[k];
            worst[k] = most[k] > worst[k] ? most[k] : worst[k];
        }
    }
    if (s != NULL)
        savefile_close(s);
    if (file != NULL)
        fclose(file);
    if (s == NULL || bytes == 0) {
        fprintf(stderr, "worst_packet: %s: no capture with frames\n", path);
        return false;
    }
    printf("%-28s %6u %11.2f us %11.2f us  all together %.2f us and %.2f us\n", name,
           (unsigned)bytes, most[0], most[1], total[0] * UNIT / (double)bytes,
           total[1] * UNIT / (double)bytes);
    return true;
}

int main(int argc, char **argv)
{
    static const uint64_t key[2] = {1, 2};
    static struct bench m = {.sink = {.field = field_take}};
    double worst[2] = {0};
    bool good = true;
    m.model = model_new(SERIES_RECENT, key);
    m.census = m.model != NULL ? census_new(m.model) : NULL;
    if (m.census == NULL) {
        fputs("worst_packet: memory is short\n", stderr);
        return 1;
    }
    census_source(m.census, SOURCE_FILE, "worst", "", LINK_ETHERNET);
    tables_fill(&m);
    hostile_measure(&m);
    if (argc > 1)
        printf("%-28s %6s %14s %14s  per 1,500 bytes, the worst frame\n", "capture", "bytes",
               "without sink", "with a sink");
    for (int i = 1; i < argc; i++)
        good = capture_measure(&m, argv[i], worst) && good;
    if (argc > 1)
        printf("worst %39.2f us %11.2f us  of %u us\n", worst[0], worst[1],
               (unsigned)LIMIT_ORDINARY);
    census_free(m.census);
    free(m.model);
    return good ? 0 : 1;
}
