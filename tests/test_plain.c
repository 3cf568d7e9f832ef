/* SPDX-License-Identifier: MIT */

/*
 * Plain frames (decode/plain.h): what is read in one go is what the decoders of the layers read, of every frame of
 * pcaps/, with each byte of its heads changed and cut off at each of them, and what is not plain is left to them
 * untouched.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "captures.h"
#include "recorder.h"

#include "decode/plain.h"

enum { HEADS = 14 + 40 + 20, ETHERNET = 1, NETWORKS = 2, TRANSPORTS = 2 };

struct counts {
    unsigned plain[NETWORKS][TRANSPORTS], others;
};

/* Decodes the frame both ways where it is plain. */
static void compare(const char *name, const char *how, const struct frame *frame,
                    struct counts *counts)
{
    static struct packet layered, p, clear;
    const struct reader r = reader_over(frame->data, frame->captured, frame->length);
    packet_decode(&layered, frame, NULL);
    memset(&p, 0, offsetof(struct packet, facts));
    if (plain_decode(&p, &r)) {
        if (!packet_same(&layered, &p))
            fail_msg("%s, %s: differs from what its layers say", name, how);
        counts->plain[p.network == PROTO_IPV6][p.stack[2] == PROTO_TCP]++;
        return;
    }
    if (memcmp(&p, &clear, offsetof(struct packet, facts)) != 0 || r.at != 0 ||
        r.length != frame->length)
        fail_msg("%s, %s: is not plain, and was not left alone", name, how);
    counts->others++;
}

static void walk(const char *name, const struct frame *frame, void *user)
{
    static const uint8_t changes[] = {0x01, 0x02, 0x10, 0x40, 0x80, 0xff};
    uint8_t bytes[HEADS];
    if (frame->link != ETHERNET || frame->captured == 0)
        return;
    compare(name, "whole", frame, user);
    struct frame other = *frame;
    uint32_t heads = frame->captured < HEADS ? frame->captured : HEADS;
    uint8_t *copy = malloc(frame->captured);
    if (copy == NULL)
        fail_msg("out of memory");
    memcpy(copy, frame->data, frame->captured);
    memcpy(bytes, frame->data, heads);
    other.data = copy;
    for (uint32_t i = 0; i < heads; i++) {
        for (size_t k = 0; k < COUNT(changes); k++) {
            copy[i] = bytes[i] ^ changes[k];
            compare(name, "changed", &other, user);
        }
        copy[i] = bytes[i];
    }
    free(copy);
    for (uint32_t n = 1; n < heads; n++) {
        copy = malloc(n); /* ends where the sanitizers see it */
        if (copy == NULL)
            fail_msg("out of memory");
        memcpy(copy, frame->data, n);
        other = *frame;
        other.data = copy;
        other.captured = n;
        compare(name, "cut", &other, user);
        other.length = n;
        compare(name, "ended", &other, user);
        free(copy);
    }
}

static void test_plain(void **state)
{
    struct counts counts = {.others = 0};
    (void)state;
    captures_walk(walk, &counts);
    for (int network = 0; network < NETWORKS; network++)
        for (int transport = 0; transport < TRANSPORTS; transport++)
            assert_true(counts.plain[network][transport] > 100);
    assert_true(counts.others > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
