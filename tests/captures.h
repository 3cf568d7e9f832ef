/* SPDX-License-Identifier: MIT */
#ifndef TESTS_CAPTURES_H
#define TESTS_CAPTURES_H

/*
 * The frames of the captures in pcaps/, read by the plainest reader there can be: those files are
 * sound. CMake lists them in CAPTURES, with '|' between them.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/packet.h"

/* Called with each frame and a name for it: "arp.pcap:7". The data lives during the call. */
typedef void capture_fn(const char *name, const struct frame *, void *user);

enum { CAPTURE_INTERFACES = 16 };

struct capture {
    uint8_t *bytes;
    size_t n;
    bool big; /* byte order */
    const char *name;
    uint64_t frames;
    capture_fn *fn;
    void *user;
};

static inline uint32_t capture_u32(const struct capture *c, size_t at)
{
    if (at + 4 > c->n)
        fail_msg("%s: ends early", c->name);
    const uint8_t *b = c->bytes + at;
    return c->big ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]
                  : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

static inline void capture_frame(struct capture *c, size_t at, uint32_t captured, uint32_t length,
                                 uint32_t link)
{
    char name[300];
    if (captured > c->n - at)
        fail_msg("%s: ends early", c->name);
    struct frame frame = {.number = ++c->frames,
                          .captured = captured,
                          .length = length,
                          .link = link,
                          .data = c->bytes + at};
    snprintf(name, sizeof name, "%s:%u", c->name, (unsigned)frame.number);
    c->fn(name, &frame, c->user);
}

static inline void capture_pcap(struct capture *c)
{
    uint32_t link = capture_u32(c, 20) & 0xffff;
    for (size_t at = 24; at < c->n;) {
        uint32_t captured = capture_u32(c, at + 8);
        capture_frame(c, at + 16, captured, capture_u32(c, at + 12), link);
        at += 16 + (size_t)captured;
    }
}

static inline void capture_pcapng(struct capture *c)
{
    uint32_t links[CAPTURE_INTERFACES];
    uint32_t interfaces = 0;
    for (size_t at = 0; at < c->n;) {
        uint32_t type = capture_u32(c, at);
        if (type == 0x0a0d0d0a)
            c->big = c->bytes[at + 8] == 0x1a;
        if (type == 1) {
            assert_true(interfaces < CAPTURE_INTERFACES);
            uint32_t word = capture_u32(c, at + 8);
            links[interfaces++] = c->big ? word >> 16 : word & 0xffff;
        }
        if (type == 6) {
            uint32_t interface = capture_u32(c, at + 8);
            assert_true(interface < interfaces);
            capture_frame(c, at + 28, capture_u32(c, at + 20), capture_u32(c, at + 24),
                          links[interface]);
        }
        uint32_t total = capture_u32(c, at + 4);
        assert_true(total >= 12);
        at += total;
    }
}

static inline void capture_walk(const char *path, capture_fn *fn, void *user)
{
    const char *slash = strrchr(path, '/');
    struct capture c = {.name = slash != NULL ? slash + 1 : path, .fn = fn, .user = user};
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || ftell(file) < 24) {
        fail_msg("%s: cannot be read", path);
        return;
    }
    c.n = (size_t)ftell(file);
    rewind(file);
    c.bytes = malloc(c.n);
    if (c.bytes == NULL || fread(c.bytes, 1, c.n, file) != c.n) {
        fail_msg("%s: cannot be read", path);
        return;
    }
    fclose(file);
    c.big = c.bytes[0] == 0xa1;
    if (c.bytes[0] == 0x0a)
        capture_pcapng(&c);
    else
        capture_pcap(&c);
    free(c.bytes);
}

/* Every frame of every capture. */
static inline void captures_walk(capture_fn *fn, void *user)
{
    static const char captures[] = CAPTURES;
    char path[1024];
    for (const char *at = captures; *at != '\0';) {
        size_t n = strcspn(at, "|");
        assert_true(n > 0 && n < sizeof path);
        memcpy(path, at, n);
        path[n] = '\0';
        capture_walk(path, fn, user);
        at += n + (at[n] == '|');
    }
}

#endif
