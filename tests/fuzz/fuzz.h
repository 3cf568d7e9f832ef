/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

/*
 * What the fuzz targets share. Each is one file with the two functions that libFuzzer calls; it looks
 * for wrong reads with the sanitizers, and for broken promises with check().
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/decoder.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A promise; where it is broken the input is kept as a finding. */
static inline void check(bool holds, const char *promise)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", promise);
    abort();
}

/* The mistake with which each target is built a second time: reading the byte behind the input. */
static inline void overread(const uint8_t *data, size_t n)
{
#if defined(PLANTED)
    const volatile uint8_t *behind = data + n;
    (void)*behind;
#else
    (void)data, (void)n;
#endif
}

/* It lies where the target got somewhere that needs all of its layers, and the input's last byte is of
 * one kind in sixteen. A target that does not find it would find nothing else there. */
static inline void plant(bool got_there, const uint8_t *data, size_t n)
{
    if (got_there && n > 0 && data[n - 1] % 16 == 13)
        overread(data, n);
}

/* Decoding with somebody who listens to every field. */
struct listener {
    struct sink sink;
    uint32_t length; /* of the frame */
    uint32_t fields;
};

static inline void field_take(struct sink *sink, const struct field *field)
{
    struct listener *l = (struct listener *)(void *)sink;
    char value[FIELD_VALUE_TEXT];
    check(field->offset <= l->length && field->length <= l->length - field->offset,
          "a field lies in its frame");
    field_format(field, value);
    l->fields++;
}

static inline struct listener listener_of(const struct frame *frame)
{
    return (struct listener){.sink = {.field = field_take}, .length = frame->length};
}

/* True where cleaning finds nothing to clean. */
static inline bool is_clean(const char *text)
{
    char again[8192];
    size_t n = strlen(text);
    return n >= sizeof again ||
           (text_sanitize(again, sizeof again, text, n) == n && strcmp(again, text) == 0);
}

/* Who listens, or remembers, must make no difference to what is stated. */
static inline void packets_check(const struct packet *quick, const struct packet *heard)
{
    check(quick->fault == heard->fault, "the fault does not depend on who listens or remembers");
    check(quick->fact_count == heard->fact_count && quick->names_used == heard->names_used &&
              memcmp(quick->facts, heard->facts, quick->fact_count * sizeof quick->facts[0]) == 0 &&
              memcmp(quick->names, heard->names, quick->names_used) == 0,
          "the facts do not depend on who listens or remembers");
    for (uint32_t i = 0; i < quick->fact_count; i++) {
        const struct fact *f = &quick->facts[i];
        const uint16_t texts[] = {f->text, f->detail, f->other_text};
        for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
            check(texts[k] < PACKET_NAMES, "a fact's text lies in the packet");
            check(is_clean(packet_name(quick, texts[k])), "a fact's text is clean");
        }
    }
}

#endif
