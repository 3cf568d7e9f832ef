/* SPDX-License-Identifier: MIT */
/*
 * What pcapng files say beside frames: sections, interfaces, names, statistics, comments. It stands in
 * options: a code, a length, a value, padded to 4 bytes.
 */
#include "capture/pcapng_state.h"

#include <string.h>

enum {
    OPTION_END = 0,
    OPTION_COMMENT = 1,
    OPTION_INTERFACE_NAME = 2,
    OPTION_INTERFACE_DESCRIPTION = 3,
    OPTION_TIME_RESOLUTION = 9,
    OPTION_TIME_OFFSET = 14,
    OPTION_FRAME_LOSSES = 4,
    OPTION_INTERFACE_DROPPED = 5,
    OPTION_KERNEL_DROPPED = 7,

    NAME_IPV4 = 1,
    NAME_IPV6 = 2,
    NAME_EUI48 = 3,
};

struct options {
    const uint8_t *at;
    uint32_t left;
    bool big_endian;
    bool cut; /* an option says that it is longer than its block */
    uint16_t code, n;
    const uint8_t *value;
};

static struct options options_over(const struct savefile *sf, const uint8_t *at, uint32_t n)
{
    return (struct options){.at = at, .left = n, .big_endian = sf->big_endian};
}

/* Goes to the next option; false after the last. */
static bool options_next(struct options *o)
{
    enum { OPTION_HEAD = 4 };
    if (o->left < OPTION_HEAD) {
        o->cut = o->left > 0;
        return false;
    }
    o->code = bytes_u16(o->at, o->big_endian);
    o->n = bytes_u16(o->at + 2, o->big_endian);
    uint32_t padded = (o->n + 3u) & ~3u;
    o->cut = padded > o->left - OPTION_HEAD;
    if (o->cut || o->code == OPTION_END)
        return false;
    o->value = o->at + OPTION_HEAD;
    o->at += OPTION_HEAD + padded;
    o->left -= OPTION_HEAD + padded;
    return true;
}

/* An option's text, clean; it may end with a zero byte. */
static size_t option_text(const struct options *o, char *out, size_t cap)
{
    const uint8_t *zero = memchr(o->value, 0, o->n);
    return text_sanitize(out, cap, o->value, zero != NULL ? (size_t)(zero - o->value) : o->n);
}

/* Sections */

enum savefile_state pcapng_section(struct savefile *sf, const struct pcapng_block *b)
{
    enum { SECTION = 16 }; /* magic, version, length of the section */
    if (b->n < SECTION)
        return savefile_damaged(sf, b->offset, "a section header has no room for its fields");
    unsigned major = bytes_u16(b->body + 4, sf->big_endian);
    unsigned minor = bytes_u16(b->body + 6, sf->big_endian);
    /* Of later sections libpcap looks at the major version alone. */
    if (major != 1 || (minor != 0 && minor != 2 && b->offset == 0))
        return savefile_damaged(sf, b->offset, "a section is of the unknown version %u.%u", major,
                                minor);
    sf->section_count = 0;
    sf->section_first = sf->interface_count;
    struct options o = options_over(sf, b->body + SECTION, b->n - SECTION);
    while (sf->comment[0] == '\0' && options_next(&o)) {
        if (o.code == OPTION_COMMENT)
            option_text(&o, sf->comment, sizeof sf->comment);
    }
    return SAVEFILE_FRAME;
}

/* Interfaces */

/* Sets the units of time stamps from the option's byte: a negative power of 10, or of 2 with the
 * highest bit set. False where there are more of them in a second than 64 bits can say. */
static bool resolution_set(struct savefile_interface *i, uint8_t resolution)
{
    i->binary = (resolution & 0x80) != 0;
    i->exponent = resolution & 0x7f;
    if (i->exponent > (i->binary ? 63 : 19))
        return false;
    i->units = 1;
    for (unsigned k = 0; k < i->exponent; k++)
        i->units *= i->binary ? 2 : 10;
    return true;
}

/* Where time stamps are plain multiples of nanoseconds they need no division. */
static void resolution_shorten(struct savefile_interface *i)
{
    const uint64_t second_ns = 1000000000;
    if (i->offset_s != 0 || i->units > second_ns || second_ns % i->units != 0)
        return;
    i->tick_ns = (uint32_t)(second_ns / i->units);
    i->ticks_end = (uint64_t)INT64_MAX / i->tick_ns + 1;
}

static enum savefile_state interface_options(struct savefile *sf, const struct pcapng_block *b,
                                             struct options *o, struct savefile_interface *i)
{
    while (options_next(o)) {
        switch (o->code) {
        case OPTION_INTERFACE_NAME: option_text(o, i->name, sizeof i->name); break;
        case OPTION_INTERFACE_DESCRIPTION:
            option_text(o, i->description, sizeof i->description);
            break;
        case OPTION_TIME_RESOLUTION:
            if (o->n != 1 || !resolution_set(i, o->value[0]))
                return savefile_damaged(sf, b->offset,
                                        "an interface has an impossible time resolution");
            break;
        case OPTION_TIME_OFFSET:
            if (o->n != 8)
                return savefile_damaged(sf, b->offset,
                                        "an interface has an impossible time offset");
            i->offset_s = (int64_t)bytes_u64(o->value, o->big_endian);
            break;
        default: break;
        }
    }
    if (o->cut)
        return savefile_damaged(sf, b->offset, "an option is longer than its interface's block");
    return SAVEFILE_FRAME;
}

static bool interface_same(const struct savefile_interface *a, const struct savefile_interface *b)
{
    return a->link == b->link && a->snapshot_length == b->snapshot_length && a->units == b->units &&
           a->offset_s == b->offset_s && strcmp(a->name, b->name) == 0 &&
           strcmp(a->description, b->description) == 0;
}

/* Files put together of very many sections describe the same interfaces again and again: when the
 * table is full those are counted where the same ones of earlier sections are. */
static uint32_t interface_place(struct savefile *sf, const struct savefile_interface *wanted)
{
    if (sf->interface_count < SAVEFILE_INTERFACES) {
        struct savefile_interface *i = savefile_interface_add(sf);
        if (i == NULL)
            return SAVEFILE_INTERFACES;
        *i = *wanted;
        return sf->interface_count - 1;
    }
    uint32_t k = 0;
    while (k < sf->section_first && !interface_same(&sf->interfaces[k], wanted))
        k++;
    return k < sf->section_first ? k : SAVEFILE_INTERFACES;
}

enum savefile_state pcapng_interface(struct savefile *sf, const struct pcapng_block *b)
{
    enum { INTERFACE = 8, MICROSECONDS = 6 };
    if (b->n < INTERFACE)
        return savefile_damaged(sf, b->offset, "an interface has no room for its fields");
    struct savefile_interface i = {.link = bytes_u16(b->body, sf->big_endian)};
    savefile_link_expect(sf, i.link);
    i.snapshot_length = savefile_snapshot_length(i.link, bytes_u32(b->body + 4, sf->big_endian));
    resolution_set(&i, MICROSECONDS);
    struct options o = options_over(sf, b->body + INTERFACE, b->n - INTERFACE);
    enum savefile_state state = interface_options(sf, b, &o, &i);
    if (state != SAVEFILE_FRAME)
        return state;
    resolution_shorten(&i);
    uint32_t place = sf->section_count < SAVEFILE_INTERFACES ? interface_place(sf, &i)
                                                             : SAVEFILE_INTERFACES;
    if (place == SAVEFILE_INTERFACES)
        return savefile_damaged(sf, b->offset, "it describes more than %d interfaces",
                                SAVEFILE_INTERFACES);
    sf->section[sf->section_count++] = (uint16_t)place;
    return SAVEFILE_FRAME;
}

int64_t pcapng_time(const struct savefile_interface *i, uint64_t ticks)
{
    const uint64_t second_ns = 1000000000;
    const int64_t seconds_max = INT64_MAX / 1000000000 - 1;
    uint64_t seconds = ticks / i->units, fraction = ticks % i->units;
    uint64_t ns;
    if (!i->binary)
        ns = i->units <= second_ns ? fraction * (second_ns / i->units)
                                   : fraction / (i->units / second_ns);
    else if (i->exponent <= 32)
        ns = fraction * second_ns >> i->exponent;
    else
        ns = ((fraction >> 32) * second_ns + ((fraction & UINT32_MAX) * second_ns >> 32)) >>
             (i->exponent - 32);
    int64_t whole = seconds < INT64_MAX / 2 ? (int64_t)seconds : INT64_MAX / 2;
    if (i->offset_s > INT64_MAX / 2 || whole + i->offset_s > seconds_max)
        return INT64_MAX;
    if (whole + i->offset_s < -seconds_max)
        return INT64_MIN;
    return (whole + i->offset_s) * (int64_t)second_ns + (int64_t)ns;
}

/* Names */

static void name_hand(struct savefile *sf, struct savefile_name *name, const uint8_t *text,
                      uint32_t n)
{
    while (n > 0) {
        const uint8_t *zero = memchr(text, 0, n);
        uint32_t length = zero != NULL ? (uint32_t)(zero - text) : n;
        if (length > 0) {
            text_sanitize(name->text, sizeof name->text, text, length);
            sf->take_name(sf->name_context, name);
        }
        uint32_t step = length < n ? length + 1 : n;
        text += step;
        n -= step;
    }
}

void pcapng_names(struct savefile *sf, const struct pcapng_block *b)
{
    if (sf->take_name == NULL)
        return;
    struct options o = options_over(sf, b->body, b->n);
    while (options_next(&o)) {
        struct savefile_name name = {.mac = MAC_NONE};
        uint32_t address = o.code == NAME_IPV4 ? 4 : o.code == NAME_IPV6 ? 16 : 6;
        if (o.n < address)
            continue;
        if (o.code == NAME_IPV4)
            name.ip = ip_v4(bytes_u32(o.value, true));
        else if (o.code == NAME_IPV6)
            name.ip = ip_v6(bytes_u64(o.value, true), bytes_u64(o.value + 8, true));
        else if (o.code == NAME_EUI48)
            name.mac = mac_from_octets(o.value);
        else
            continue;
        name_hand(sf, &name, o.value + address, o.n - address);
    }
}

/* Losses */

static uint64_t option_count(const struct options *o)
{
    return o->n == 8 ? bytes_u64(o->value, o->big_endian) : 0;
}

/* Statistics count from the beginning of the capture, so that the last ones are right. */
void pcapng_statistics(struct savefile *sf, const struct pcapng_block *b)
{
    enum { STATISTICS = 12 };
    uint32_t interface = b->n >= STATISTICS ? bytes_u32(b->body, sf->big_endian) : UINT32_MAX;
    if (interface >= sf->section_count)
        return;
    struct savefile_interface *i = &sf->interfaces[sf->section[interface]];
    struct options o = options_over(sf, b->body + STATISTICS, b->n - STATISTICS);
    while (options_next(&o)) {
        if (o.code == OPTION_INTERFACE_DROPPED)
            i->interface_dropped = option_count(&o);
        else if (o.code == OPTION_KERNEL_DROPPED)
            i->kernel_dropped = option_count(&o);
    }
}

void pcapng_frame_losses(const struct savefile *sf, const struct savefile_frame *frame,
                         struct savefile_interface *i)
{
    struct options o = options_over(sf, frame->options, frame->options_length);
    while (options_next(&o)) {
        if (o.code == OPTION_FRAME_LOSSES)
            i->frame_losses += option_count(&o);
    }
}

size_t savefile_comment(const struct savefile *sf, const struct savefile_frame *frame, char *out,
                        size_t cap)
{
    struct options o = options_over(sf, frame->options, frame->options_length);
    while (options_next(&o)) {
        if (o.code == OPTION_COMMENT)
            return option_text(&o, out, cap);
    }
    out[0] = '\0';
    return 0;
}
