/* SPDX-License-Identifier: MIT */
/* Keeps the frames of a capture and writes them as a pcap or pcapng file. */
#include "pcap_file.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SNAPSHOT_LENGTH = 262144 };

struct capture_record {
    uint64_t t_us;
    size_t order; /* in which it was added */
    unsigned interface;
    size_t captured, length;
    uint8_t *bytes;
};

static void *memory(void *old, size_t n)
{
    void *block = realloc(old, n);
    if (block == NULL) {
        fputs("generate: the capture does not fit into memory; free some and try again\n", stderr);
        exit(EXIT_FAILURE);
    }
    return block;
}

static struct capture_record *record_add(struct capture *c, uint64_t t_us, unsigned interface,
                                         const uint8_t *bytes, size_t captured, size_t length)
{
    if (c->n == c->cap) {
        c->cap = c->cap == 0 ? 64 : c->cap * 2;
        c->records = memory(c->records, c->cap * sizeof *c->records);
    }
    struct capture_record *r = &c->records[c->n];
    *r = (struct capture_record){.t_us = t_us,
                                 .order = c->n,
                                 .interface = interface,
                                 .captured = captured,
                                 .length = length,
                                 .bytes = memory(NULL, captured + 1)};
    memcpy(r->bytes, bytes, captured);
    c->n++;
    return r;
}

void capture_add(struct capture *c, uint64_t t_us, unsigned interface, struct frame *f)
{
    frame_close(f);
    record_add(c, t_us, interface, f->at, f->n, f->n);
}

void capture_add_cut(struct capture *c, uint64_t t_us, struct frame *f, size_t captured)
{
    frame_close(f);
    assert(captured <= f->n);
    record_add(c, t_us, 0, f->at, captured, f->n);
}

void capture_repeat(struct capture *c, size_t frames, capture_alter *alter)
{
    size_t once = c->n;
    uint64_t first_us = UINT64_MAX, last_us = 0;
    for (size_t i = 0; i < once; i++) {
        first_us = c->records[i].t_us < first_us ? c->records[i].t_us : first_us;
        last_us = c->records[i].t_us > last_us ? c->records[i].t_us : last_us;
    }
    for (size_t i = once; once > 0 && i < frames; i++) {
        unsigned round = (unsigned)(i / once);
        struct capture_record from = c->records[i % once];
        uint64_t t_us = from.t_us + round * (last_us - first_us);
        struct capture_record *copy = record_add(c, t_us, from.interface, from.bytes, from.captured,
                                                 from.length);
        alter(copy->bytes, copy->captured, round);
    }
}

void capture_pad(struct capture *c, size_t length)
{
    for (size_t i = 0; i < c->n; i++) {
        struct capture_record *r = &c->records[i];
        if (r->length >= length)
            continue;
        r->bytes = memory(r->bytes, length);
        memset(r->bytes + r->captured, 0, length - r->captured);
        r->captured = r->length = length;
    }
}

static int record_compare(const void *left, const void *right)
{
    const struct capture_record *a = left;
    const struct capture_record *b = right;
    if (a->t_us != b->t_us)
        return a->t_us < b->t_us ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static void records_sort(struct capture *c)
{
    if (c->n > 0)
        qsort(c->records, c->n, sizeof *c->records, record_compare);
}

/* A file under way; `big_endian` is the order of its own numbers. */
struct output {
    FILE *file;
    bool big_endian;
};

static void out_number(struct output *o, uint64_t value, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        unsigned shift = 8 * (o->big_endian ? n - 1 - i : i);
        putc((int)(value >> shift & 0xff), o->file);
    }
}

static void out_u16(struct output *o, unsigned value)
{
    out_number(o, value, 2);
}

static void out_u32(struct output *o, uint64_t value)
{
    out_number(o, value, 4);
}

/* Bytes, then zeros up to a multiple of 4. */
static void out_padded(struct output *o, const void *bytes, size_t n)
{
    fwrite(bytes, 1, n, o->file);
    for (; n % 4 != 0; n++)
        putc(0, o->file);
}

static size_t padded(size_t n)
{
    return (n + 3) / 4 * 4;
}

static bool output_open(struct output *o, const char *path, bool big_endian)
{
    *o = (struct output){.file = fopen(path, "wb"), .big_endian = big_endian};
    if (o->file == NULL)
        fprintf(stderr, "generate: %s cannot be written (%s); name a directory that exists\n", path,
                strerror(errno));
    return o->file != NULL;
}

static bool output_close(struct output *o, const char *path)
{
    bool failed = ferror(o->file) != 0;
    failed = fclose(o->file) != 0 || failed;
    if (failed)
        fprintf(stderr, "generate: %s was not written whole (%s); make room and try again\n", path,
                strerror(errno));
    return !failed;
}

bool capture_write_pcap(struct capture *c, const char *path, unsigned link_type, bool big_endian)
{
    struct output o;
    if (!output_open(&o, path, big_endian))
        return false;
    records_sort(c);
    out_u32(&o, 0xa1b2c3d4); /* times in microseconds */
    out_u16(&o, 2);
    out_u16(&o, 4);
    out_u32(&o, 0);
    out_u32(&o, 0);
    out_u32(&o, SNAPSHOT_LENGTH);
    out_u32(&o, link_type);
    for (size_t i = 0; i < c->n; i++) {
        const struct capture_record *r = &c->records[i];
        out_u32(&o, r->t_us / 1000000);
        out_u32(&o, r->t_us % 1000000);
        out_u32(&o, r->captured);
        out_u32(&o, r->length);
        fwrite(r->bytes, 1, r->captured, o.file);
    }
    return output_close(&o, path);
}

static void out_section(struct output *o)
{
    enum { TOTAL = 28 };
    out_u32(o, 0x0a0d0d0a);
    out_u32(o, TOTAL);
    out_u32(o, 0x1a2b3c4d);
    out_u16(o, 1);
    out_u16(o, 0);
    out_number(o, UINT64_MAX, 8); /* section length not given */
    out_u32(o, TOTAL);
}

static void out_option(struct output *o, unsigned code, const char *text)
{
    out_u16(o, code);
    out_u16(o, (unsigned)strlen(text));
    out_padded(o, text, strlen(text));
}

static void out_interface(struct output *o, const struct capture_interface *interface)
{
    enum { IF_NAME = 2, IF_DESCRIPTION = 3 };
    size_t options = 4 + padded(strlen(interface->name)) + 4 +
                     padded(strlen(interface->description)) + 4;
    size_t total = 20 + options;
    out_u32(o, 1);
    out_u32(o, total);
    out_u16(o, LINK_ETHERNET);
    out_u16(o, 0);
    out_u32(o, SNAPSHOT_LENGTH);
    out_option(o, IF_NAME, interface->name);
    out_option(o, IF_DESCRIPTION, interface->description);
    out_u32(o, 0); /* end of options */
    out_u32(o, total);
}

static void out_packet(struct output *o, const struct capture_record *r)
{
    size_t total = 32 + padded(r->captured);
    out_u32(o, 6);
    out_u32(o, total);
    out_u32(o, r->interface);
    out_u32(o, r->t_us >> 32);
    out_u32(o, r->t_us & 0xffffffff);
    out_u32(o, r->captured);
    out_u32(o, r->length);
    out_padded(o, r->bytes, r->captured);
    out_u32(o, total);
}

bool capture_write_pcapng(struct capture *c, const char *path,
                          const struct capture_interface *interfaces, size_t interfaces_n)
{
    struct output o;
    if (!output_open(&o, path, false))
        return false;
    records_sort(c);
    out_section(&o);
    for (size_t i = 0; i < interfaces_n; i++)
        out_interface(&o, &interfaces[i]);
    for (size_t i = 0; i < c->n; i++) {
        assert(c->records[i].interface < interfaces_n);
        out_packet(&o, &c->records[i]);
    }
    return output_close(&o, path);
}

void capture_free(struct capture *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->records[i].bytes);
    free(c->records);
    *c = (struct capture){0};
}
