/* SPDX-License-Identifier: MIT */
/*
 * The pcapng format, draft-ietf-opsawg-pcapng: blocks of a type, a length, a body and the length
 * again. A block is looked at when all of it is there. Blocks that say nothing of interest, or nothing
 * that is known, are passed over.
 */
#include "capture/pcapng_state.h"

enum {
    BLOCK_INTERFACE = 1,
    BLOCK_PACKET = 2, /* obsolete */
    BLOCK_SIMPLE_PACKET = 3,
    BLOCK_NAMES = 4,
    BLOCK_STATISTICS = 5,
    BLOCK_ENHANCED_PACKET = 6,
    BLOCK_SECTION = 0x0a0d0d0a,

    HEAD = 8,          /* type and length */
    TAIL = 4,          /* the length again */
    SECTION_HEAD = 12, /* with the magic that tells the byte order */
    ORDER_MAGIC = 0x1a2b3c4d,
    FRAME_HEAD = 20, /* of an enhanced packet's body, and of an obsolete packet's */
    DROPS_UNKNOWN = 0xffff,
};

struct block {
    uint32_t type, length;
    struct pcapng_block part;
};

/* Passes over the rest of a block that is larger than the buffer. */
static enum savefile_state block_skip(struct savefile *sf)
{
    struct stream *s = &sf->stream;
    if (!stream_skip(s, &sf->skip))
        return savefile_cut(sf, "a block", sf->skip_offset);
    const uint8_t *tail = stream_need(s, TAIL);
    if (tail == NULL)
        return savefile_cut(sf, "a block", sf->skip_offset);
    uint32_t again = bytes_u32(tail, sf->big_endian);
    if (again != sf->skip_length)
        return savefile_damaged(sf, sf->skip_offset, "a block's two lengths are %lu and %lu",
                                (unsigned long)sf->skip_length, (unsigned long)again);
    stream_take(s, TAIL);
    sf->skip_length = 0;
    return SAVEFILE_FRAME;
}

static bool block_has_frame(uint32_t type)
{
    return type == BLOCK_ENHANCED_PACKET || type == BLOCK_SIMPLE_PACKET || type == BLOCK_PACKET;
}

/* A section may change the byte order, so that its block says how its own length is to be read. */
static enum savefile_state section_order(struct savefile *sf)
{
    const uint8_t *h = stream_need(&sf->stream, SECTION_HEAD);
    if (h == NULL)
        return savefile_missing(sf, "a section header");
    bool little = bytes_u32(h + HEAD, false) == ORDER_MAGIC;
    if (!little && bytes_u32(h + HEAD, true) != ORDER_MAGIC)
        return savefile_damaged(sf, stream_offset(&sf->stream),
                                "a section header has no byte-order magic");
    sf->big_endian = !little;
    return SAVEFILE_FRAME;
}

static enum savefile_state block_wrong(struct savefile *sf, uint32_t length)
{
    const char *why = length < HEAD + TAIL          ? "is shorter than any block"
                      : length > SAVEFILE_BLOCK_MAX ? "is longer than 16 MiB"
                                                    : "is no multiple of 4";
    return savefile_damaged(sf, stream_offset(&sf->stream), "a block's length %lu %s",
                            (unsigned long)length, why);
}

/* The next block, whole and taken. *block is valid until the stream is asked again. */
static enum savefile_state block_next(struct savefile *sf, struct block *block)
{
    struct stream *s = &sf->stream;
    for (;;) {
        if (sf->skip_length != 0) {
            enum savefile_state state = block_skip(sf);
            if (state != SAVEFILE_FRAME)
                return state;
        }
        const uint8_t *b = stream_need(s, HEAD);
        if (b == NULL)
            return savefile_missing(sf, "a block");
        uint32_t type = bytes_u32(b, sf->big_endian);
        if (type == BLOCK_SECTION) {
            enum savefile_state state = section_order(sf);
            if (state != SAVEFILE_FRAME)
                return state;
            b = stream_need(s, HEAD);
        }
        uint32_t length = bytes_u32(b + 4, sf->big_endian);
        if (length < HEAD + TAIL || length > SAVEFILE_BLOCK_MAX || length % 4 != 0)
            return block_wrong(sf, length);
        if (length > STREAM_BUFFER && (type == BLOCK_SECTION || type == BLOCK_INTERFACE))
            return savefile_damaged(sf, stream_offset(s), "it has %lu bytes of options",
                                    (unsigned long)length);
        if (length > STREAM_BUFFER && !block_has_frame(type)) {
            sf->skip = length - TAIL;
            sf->skip_length = length;
            sf->skip_offset = stream_offset(s);
            continue;
        }
        b = stream_need(s, length);
        if (b == NULL)
            return savefile_missing(sf, "a block");
        uint32_t again = bytes_u32(b + length - TAIL, sf->big_endian);
        /* The very first block's second length is not looked at, because libpcap does not. */
        if (again != length && stream_offset(s) > 0)
            return savefile_damaged(sf, stream_offset(s), "a block's two lengths are %lu and %lu",
                                    (unsigned long)length, (unsigned long)again);
        *block = (struct block){type, length, {b + HEAD, length - HEAD - TAIL, stream_offset(s)}};
        stream_take(s, length);
        return SAVEFILE_FRAME;
    }
}

/* A frame's place in its block, before it is believed. */
struct claim {
    uint32_t interface, captured, length;
    uint32_t head; /* bytes of the body before the frame */
    bool timeless;
    uint64_t ticks;
};

static enum savefile_state frame_found(struct savefile *sf, const struct pcapng_block *b,
                                       const struct claim *c, struct savefile_frame *out)
{
    if (c->interface >= sf->section_count)
        return savefile_damaged(sf, b->offset,
                                "a frame is of interface %lu, which is not described",
                                (unsigned long)c->interface);
    uint32_t index = sf->section[c->interface];
    struct savefile_interface *i = &sf->interfaces[index];
    if (c->captured > b->n - c->head)
        return savefile_damaged(sf, b->offset,
                                "a frame claims %lu captured bytes in a block with %lu",
                                (unsigned long)c->captured, (unsigned long)(b->n - c->head));
    uint32_t padded = (c->captured + 3) & ~(uint32_t)3;
    uint32_t used = c->head + padded < b->n ? c->head + padded : b->n;
    if (!c->timeless)
        sf->last_ns = c->ticks < i->ticks_end ? (int64_t)(c->ticks * i->tick_ns)
                                              : pcapng_time(i, c->ticks);
    i->frames++;
    sf->frames++;
    uint32_t length = c->length < c->captured ? c->captured : c->length;
    *out = (struct savefile_frame){.frame = {.t_ns = sf->last_ns,
                                             .captured = c->captured,
                                             .length = length,
                                             .link = i->link,
                                             .data = b->body + c->head},
                                   .interface = index,
                                   .timeless = c->timeless,
                                   .options = b->body + used,
                                   .options_length = b->n - used};
    if (out->options_length != 0)
        pcapng_frame_losses(sf, out, i);
    return SAVEFILE_FRAME;
}

static enum savefile_state enhanced_packet(struct savefile *sf, const struct pcapng_block *b,
                                           struct savefile_frame *out)
{
    bool big = sf->big_endian;
    if (b->n < FRAME_HEAD)
        return savefile_damaged(sf, b->offset, "a packet block has no room for its header");
    struct claim c = {
        .interface = bytes_u32(b->body, big),
        .ticks = (uint64_t)bytes_u32(b->body + 4, big) << 32 | bytes_u32(b->body + 8, big),
        .captured = bytes_u32(b->body + 12, big),
        .length = bytes_u32(b->body + 16, big),
        .head = FRAME_HEAD,
    };
    return frame_found(sf, b, &c, out);
}

static enum savefile_state obsolete_packet(struct savefile *sf, const struct pcapng_block *b,
                                           struct savefile_frame *out)
{
    bool big = sf->big_endian;
    if (b->n < FRAME_HEAD)
        return savefile_damaged(sf, b->offset, "a packet block has no room for its header");
    struct claim c = {
        .interface = bytes_u16(b->body, big),
        .ticks = (uint64_t)bytes_u32(b->body + 4, big) << 32 | bytes_u32(b->body + 8, big),
        .captured = bytes_u32(b->body + 12, big),
        .length = bytes_u32(b->body + 16, big),
        .head = FRAME_HEAD,
    };
    uint32_t drops = bytes_u16(b->body + 2, big);
    enum savefile_state state = frame_found(sf, b, &c, out);
    if (state == SAVEFILE_FRAME && drops != DROPS_UNKNOWN)
        sf->interfaces[out->interface].frame_losses += drops;
    return state;
}

/* A simple packet is of the section's first interface, and as long as that one's snapshot length lets
 * it be. */
static enum savefile_state simple_packet(struct savefile *sf, const struct pcapng_block *b,
                                         struct savefile_frame *out)
{
    enum { SIMPLE_HEAD = 4 };
    if (b->n < SIMPLE_HEAD)
        return savefile_damaged(sf, b->offset, "a packet block has no room for its header");
    uint32_t length = bytes_u32(b->body, sf->big_endian);
    uint32_t most = sf->section_count > 0 ? sf->interfaces[sf->section[0]].snapshot_length : length;
    struct claim c = {.captured = length < most ? length : most,
                      .length = length,
                      .head = SIMPLE_HEAD,
                      .timeless = true};
    enum savefile_state state = frame_found(sf, b, &c, out);
    if (state == SAVEFILE_FRAME)
        out->options_length = 0;
    return state;
}

/* What a block other than a packet's says. */
static enum savefile_state block_describe(struct savefile *sf, const struct block *block)
{
    switch (block->type) {
    case BLOCK_SECTION: return pcapng_section(sf, &block->part);
    case BLOCK_INTERFACE: return pcapng_interface(sf, &block->part);
    case BLOCK_NAMES: pcapng_names(sf, &block->part); return SAVEFILE_FRAME;
    case BLOCK_STATISTICS: pcapng_statistics(sf, &block->part); return SAVEFILE_FRAME;
    default: return SAVEFILE_FRAME;
    }
}

static enum savefile_state pcapng_next(struct savefile *sf, struct savefile_frame *out)
{
    for (;;) {
        struct block block;
        enum savefile_state state = block_next(sf, &block);
        if (state != SAVEFILE_FRAME)
            return state;
        switch (block.type) {
        case BLOCK_ENHANCED_PACKET: return enhanced_packet(sf, &block.part, out);
        case BLOCK_SIMPLE_PACKET: return simple_packet(sf, &block.part, out);
        case BLOCK_PACKET: return obsolete_packet(sf, &block.part, out);
        default: state = block_describe(sf, &block);
        }
        if (state != SAVEFILE_FRAME)
            return state;
    }
}

/* Names may stand before the first interface, in blocks that were read when nobody listened yet. They
 * are still in the buffer unless there was a buffer full of them. */
void pcapng_names_again(struct savefile *sf)
{
    struct stream *s = &sf->stream;
    bool big = sf->big_endian;
    if (s->base > 0)
        return;
    for (size_t at = 0; at < s->at;) {
        const uint8_t *b = s->buffer + at;
        uint32_t length = bytes_u32(b + 4, big);
        struct pcapng_block part = {b + HEAD, length - HEAD - TAIL, at};
        if (bytes_u32(b, big) == BLOCK_NAMES)
            pcapng_names(sf, &part);
        at += length;
    }
}

/* Reads up to the first interface, or up to a frame that lacks one. What fails here is no capture. */
bool pcapng_file_open(struct savefile *sf, struct error *error)
{
    enum savefile_state state = SAVEFILE_FRAME;
    sf->next = pcapng_next;
    while (sf->interface_count == 0 && (state == SAVEFILE_FRAME || state == SAVEFILE_LATER)) {
        struct block block;
        state = block_next(sf, &block);
        if (state != SAVEFILE_FRAME)
            continue;
        if (block_has_frame(block.type))
            state = savefile_damaged(sf, block.part.offset,
                                     "a frame comes before any interface is described");
        else
            state = block_describe(sf, &block);
    }
    if (state == SAVEFILE_FAILED) {
        *error = sf->error;
        return false;
    }
    return true;
}
