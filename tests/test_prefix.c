/* SPDX-License-Identifier: MIT */

/*
 * What must hold for every frame there is, tried on every frame of pcaps/: cut at each length, ended
 * at each length, and with each byte replaced.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "captures.h"
#include "recorder.h"

/* Decodes `n` bytes of the frame, of which the frame is said to have `length`, twice; and checks what
 * holds for anything at all. */
static void any_check(struct packet *p, const char *name, const struct frame *frame, uint32_t n,
                      uint32_t length)
{
    static struct recorder rec;
    struct frame f = *frame;
    f.length = length;
    recorder_start(&rec, "nothing", NULL);
    frame_decode(p, name, &f, n, &rec);
    if (p->depth > PACKET_STACK || p->fact_count >= PACKET_FACTS || p->vlan_count > PACKET_VLANS ||
        p->names_used > PACKET_NAMES)
        fail_msg("%s, %u bytes: a count is out of bounds", name, (unsigned)n);
    if (n == length && p->fault == FAULT_SHORT)
        fail_msg("%s, %u bytes: short, but nothing is missing", name, (unsigned)n);
    char clean[PACKET_NAMES];
    for (size_t at = 1; at < p->names_used;) {
        size_t size = strlen(p->names + at);
        if (at + size >= p->names_used)
            fail_msg("%s, %u bytes: a name without end", name, (unsigned)n);
        text_sanitize(clean, sizeof clean, p->names + at, size);
        if (strcmp(clean, p->names + at) != 0)
            fail_msg("%s, %u bytes: the name '%s' is not clean", name, (unsigned)n, clean);
        at += size + 1;
    }
    text_sanitize(clean, sizeof clean, rec.sink.info, strlen(rec.sink.info));
    if (strcmp(clean, rec.sink.info) != 0)
        fail_msg("%s, %u bytes: the line '%s' is not clean", name, (unsigned)n, clean);
    for (unsigned i = 0; i < p->fact_count; i++) {
        const struct fact *f1 = &p->facts[i];
        if (f1->kind >= FACT_KIND_COUNT || f1->proto >= PROTO_COUNT || f1->text >= PACKET_NAMES ||
            f1->detail >= PACKET_NAMES || f1->other_text >= PACKET_NAMES)
            fail_msg("%s, %u bytes: fact %u is none", name, (unsigned)n, i);
    }
}

/* The capture cut the frame: it is short at worst, and says nothing the whole does not. */
static void cut_each(const char *name, const struct frame *frame, void *user)
{
    static struct packet whole, p;
    unsigned *sound = user;
    any_check(&whole, name, frame, frame->captured, frame->length);
    if (whole.fault == FAULT_NONE)
        (*sound)++;
    for (uint32_t n = 0; n < frame->captured; n++) {
        any_check(&p, name, frame, n, frame->length);
        if (whole.fault == FAULT_NONE)
            cut_check(name, n, &p, &whole);
    }
}

/* The sender ended the frame: nothing is missing, so it is bad at worst. */
static void end_each(const char *name, const struct frame *frame, void *user)
{
    static struct packet p;
    (void)user;
    for (uint32_t n = 0; n <= frame->captured; n++)
        any_check(&p, name, frame, n, n);
}

/* Frames whose layers and lengths were seen before: they would take the same paths again. */
enum { SHAPES = 1 << 12, SHAPE_REPEATS = 2 };
static uint8_t shapes[SHAPES];

static bool shape_is_new(const struct packet *p)
{
    uint32_t hash = p->frame->link * 31 + p->frame->length;
    for (unsigned i = 0; i < p->depth; i++)
        hash = hash * 31 + p->stack[i];
    uint8_t *seen = &shapes[hash % SHAPES];
    return *seen < SHAPE_REPEATS && ++*seen > 0;
}

static void replace_each(const char *name, const struct frame *frame, void *user)
{
    static struct packet p;
    unsigned *frames = user;
    packet_decode(&p, frame, NULL);
    if (!shape_is_new(&p))
        return;
    ++*frames;
    uint8_t *bytes = malloc(frame->captured);
    if (bytes == NULL) {
        fail_msg("out of memory");
        return;
    }
    memcpy(bytes, frame->data, frame->captured);
    struct frame changed = *frame;
    changed.data = bytes;
    for (uint32_t i = 0; i < frame->captured; i++) {
        const uint8_t old = bytes[i];
        const uint8_t values[] = {0x00, 0xff, (uint8_t)(old ^ 0x80)};
        for (size_t v = 0; v < COUNT(values); v++) {
            bytes[i] = values[v];
            any_check(&p, name, &changed, changed.captured, changed.length);
        }
        bytes[i] = old;
    }
    free(bytes);
}

static void test_cut(void **state)
{
    unsigned sound = 0;
    (void)state;
    captures_walk(cut_each, &sound);
    assert_true(sound > 0);
}

static void test_end(void **state)
{
    (void)state;
    captures_walk(end_each, NULL);
}

static void test_replace(void **state)
{
    unsigned frames = 0;
    (void)state;
    captures_walk(replace_each, &frames);
    assert_true(frames > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_end),
        cmocka_unit_test(test_replace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
