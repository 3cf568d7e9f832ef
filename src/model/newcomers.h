/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_NEWCOMERS_H
#define CASTSCOPE_NEWCOMERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Keys that have no row in a table: whether they come in a rush, and which of them came before.
 *
 * A flood of inventions brings each of them once. What is kept of a key that was met in a rush is a print of 16 bits,
 * in a place that the next one with the same place takes: far more of them than rows, in a few lines of memory. Two
 * keys with one print are taken for one, whose only consequence is a row for something that was heard once.
 *
 * The prints are no secret, as the hash of a table is: what is shown must not depend on chance, and who aims at a
 * place gains nothing that he has not by sending more.
 */

enum {
    NEWCOMERS_RUSH = 16, /* a rush is where one comes in so many frames, or in fewer */
    NEWCOMER_BITS = 12,
    NEWCOMERS_MET = 1 << NEWCOMER_BITS,
    NEWCOMER_KEY = 64, /* bytes of a key that tell one from another */
};

struct newcomers {
    uint32_t heat;  /* rises with each by NEWCOMERS_RUSH, falls with each frame by one */
    uint32_t stamp; /* the frame of the last one */
    uint16_t met[NEWCOMERS_MET];
};

/* One more comes; whether more than `share` of them came in a rush, this one among them. */
static inline bool newcomers_rush(struct newcomers *n, uint32_t share, uint32_t stamp)
{
    uint32_t limit = share * NEWCOMERS_RUSH, since = stamp - n->stamp;
    uint32_t heat = NEWCOMERS_RUSH + (n->heat > since ? n->heat - since : 0);
    n->stamp = stamp;
    n->heat = heat < 2 * limit ? heat : 2 * limit;
    return n->heat > limit;
}

/* Whether a key, of some multiple of 8 bytes, was met before; else it is from now on. Of a long key the beginning
 * decides. */
static inline bool newcomer_met(struct newcomers *n, const void *key, size_t bytes)
{
    uint64_t hash = 0, word;
    for (size_t at = 0; at < bytes && at < NEWCOMER_KEY; at += sizeof word) {
        memcpy(&word, (const char *)key + at, sizeof word);
        hash = (hash << 31 | hash >> 33) + word * UINT64_C(0x9e3779b97f4a7c15);
    }
    hash = (hash ^ hash >> 32) * UINT64_C(0x94d049bb133111eb);
    uint16_t *place = &n->met[hash >> (64 - NEWCOMER_BITS)];
    uint16_t print = (uint16_t)(hash >> 32) | 1; /* 0 is of none */
    bool met = *place == print;
    *place = met ? 0 : print;
    return met;
}

#endif
