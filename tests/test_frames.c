/* SPDX-License-Identifier: MIT */

/* The ring of the last frames, and its copy. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/frames.h"

static struct frame_ring *ring_new(void)
{
    struct frame_ring *ring = calloc(1, sizeof *ring);
    assert_non_null(ring);
    return ring;
}

/* Frame `number` has a length, a time and bytes of its own. */
static void frame_add(struct frame_ring *ring, uint64_t number, uint32_t captured)
{
    static struct packet p;
    static uint8_t data[2 * FRAME_BYTES];
    memset(data, (int)(number % 251), sizeof data);
    const struct frame frame = {.t_ns = -(int64_t)number,
                                .number = number,
                                .captured = captured,
                                .length = captured + 60,
                                .link = 1,
                                .source = 3,
                                .data = captured > 0 ? data : NULL};
    packet_decode(&p, &frame, NULL);
    const struct verdict verdict = {.cast = CAST_MULTICAST, .rule = (uint8_t)(number % 5)};
    frame_ring_add(ring, &p, &verdict);
}

static void slot_check(const struct frame_slot *slot, uint64_t number)
{
    assert_int_equal(slot->number, number);
    assert_int_equal(slot->t_ns, -(int64_t)number);
    assert_int_equal(slot->verdict.rule, number % 5);
    assert_int_equal(slot->bytes[0], number % 251);
}

static void test_ring(void **state)
{
    (void)state;
    static const uint64_t totals[] = {0,
                                      1,
                                      2,
                                      FRAME_SLOTS - 1,
                                      FRAME_SLOTS,
                                      FRAME_SLOTS + 1,
                                      3 * FRAME_SLOTS - 1,
                                      3 * FRAME_SLOTS};
    struct frame_ring *ring = ring_new();
    uint64_t number = 0;
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
        while (number < totals[i])
            frame_add(ring, ++number, 60);
        uint64_t count = number < FRAME_SLOTS ? number : FRAME_SLOTS;
        assert_int_equal(ring->total, number);
        assert_int_equal(frame_ring_count(ring), count);
        for (uint32_t k = 0; k < count; k++)
            slot_check(frame_ring_at(ring, k), number - count + k + 1);
    }
    free(ring);
}

static void test_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t captured, kept;
        enum fault fault;
    } rows[] = {
        {"nothing captured", 0, 0, FAULT_SHORT},
        {"one byte", 1, 1, FAULT_SHORT},
        {"all that a slot holds", FRAME_BYTES, FRAME_BYTES, FAULT_NONE},
        {"one more", FRAME_BYTES + 1, FRAME_BYTES, FAULT_NONE},
    };
    struct frame_ring *ring = ring_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        frame_add(ring, 9 + i, rows[i].captured);
        const struct frame_slot *slot = frame_ring_at(ring, (uint32_t)i);
        struct frame frame = frame_slot_frame(slot);
        if (frame.captured != rows[i].kept || slot->was_captured != rows[i].captured)
            fail_msg("%s: %u of %u bytes kept", rows[i].name, (unsigned)frame.captured,
                     (unsigned)slot->was_captured);
        if (slot->fault != rows[i].fault)
            fail_msg("%s: fault %u", rows[i].name, (unsigned)slot->fault);
        assert_int_equal(frame.length, rows[i].captured + 60);
        assert_int_equal(frame.number, 9 + i);
        assert_int_equal(frame.t_ns, -9 - (int64_t)i);
        assert_int_equal(frame.link, 1);
        assert_int_equal(frame.source, 3);
        assert_ptr_equal(frame.data, slot->bytes);
        for (uint32_t k = 0; k < frame.captured; k++)
            assert_int_equal(frame.data[k], 9 + i);
    }
    free(ring);
}

/* The copy is brought up to date after each of these many new frames. */
static void test_copy(void **state)
{
    (void)state;
    static const uint32_t more[] = {0,
                                    1,
                                    0,
                                    7,
                                    FRAME_SLOTS - 9,
                                    1,
                                    1,
                                    1,
                                    FRAME_SLOTS - 1,
                                    FRAME_SLOTS,
                                    FRAME_SLOTS + 1,
                                    100,
                                    3 * FRAME_SLOTS + 5,
                                    0,
                                    1};
    struct frame_ring *from = ring_new(), *to = ring_new();
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        for (uint32_t k = 0; k < more[i]; k++)
            frame_add(from, from->total + 1, 60);
        frame_ring_copy(to, from);
        assert_int_equal(frame_ring_count(to), frame_ring_count(from));
        assert_memory_equal(to, from, sizeof *to);
    }
    free(from);
    free(to);
}

/* What the copy has is not copied again: the screen asks many times a second. */
static void test_copy_is_incremental(void **state)
{
    (void)state;
    struct frame_ring *from = ring_new(), *to = ring_new();
    for (uint64_t number = 1; number <= 10; number++)
        frame_add(from, number, 60);
    frame_ring_copy(to, from);
    to->slot[9].number = 0;
    frame_add(from, 11, 60);
    frame_ring_copy(to, from);
    assert_int_equal(to->slot[9].number, 0);
    slot_check(frame_ring_at(to, 10), 11);

    /* A ring that starts again, as a replay does, is copied from its start. */
    memset(from, 0, sizeof *from);
    frame_add(from, 77, 60);
    frame_ring_copy(to, from);
    assert_int_equal(frame_ring_count(to), 1);
    slot_check(frame_ring_at(to, 0), 77);

    /* So is one that has as many frames again by the time it is copied: a replay by another filter. */
    frame_ring_clear(from);
    for (uint64_t number = 100; number <= 110; number++)
        frame_add(from, number, 60);
    frame_ring_copy(to, from);
    assert_int_equal(frame_ring_count(to), 11);
    for (uint32_t i = 0; i < 11; i++)
        slot_check(frame_ring_at(to, i), 100 + i);
    free(from);
    free(to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ring),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_copy),
        cmocka_unit_test(test_copy_is_incremental),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
