/* SPDX-License-Identifier: MIT */
/* What both formats of saved captures share: telling them apart, interfaces, sentences. */
#include "capture/pcapng_state.h"
#include "capture/pseudo_header.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINK_DBUS = 231,
    LINK_USBPCAP = 249,
    LINK_EBHSCR = 279,
    USBPCAP_MAX = 1024 * 1024, /* captured bytes, as libpcap has them */
    EBHSCR_MAX = 8 * 1024 * 1024,
    CAPTURED_MAX = 262144, /* of all other link types */
};

/* What else a file may be, by its first bytes, to say so. */
static const struct {
    const char *bytes;
    size_t n;
    const char *what;
} others[] = {
#define OTHER(bytes, what)             \
    {                                  \
        bytes, sizeof(bytes) - 1, what \
    }
    OTHER("\xa1\x2b\x3c\x4d", "Navtel's variant of pcap"),
    OTHER("\x4d\x3c\x2b\xa1", "Navtel's variant of pcap"),
    OTHER("\xa1\xb2\x34\xcd", "Mesquita's variant of pcap"),
    OTHER("\xcd\x34\xb2\xa1", "Mesquita's variant of pcap"),
    OTHER("snoop\0\0\0", "a capture of snoop"),
    OTHER("btsnoop\0", "a capture of Bluetooth HCI (btsnoop)"),
    OTHER("iptrace ", "a capture of AIX iptrace"),
    OTHER("RTSS", "a capture of Microsoft Network Monitor 1"),
    OTHER("GMBU", "a capture of Microsoft Network Monitor 2"),
    OTHER("TRSNIFF data", "a capture of Sniffer"),
    OTHER("XCP\0", "a capture of NetXRay"),
    OTHER("\xfd"
          "7zXZ",
          "compressed with xz"),
    OTHER("BZh", "compressed with bzip2"),
    OTHER("PK\3\4", "a zip archive"),
    OTHER("7z\xbc\xaf", "a 7-Zip archive"),
    OTHER("\x02\x21\x4c\x18", "in the old format of lz4"),
#undef OTHER
};

uint32_t savefile_captured_max(uint32_t link)
{
    switch (link) {
    case LINK_DBUS: return SAVEFILE_BLOCK_MAX; /* libpcap: 128 MiB */
    case LINK_EBHSCR: return EBHSCR_MAX;
    case LINK_USBPCAP: return USBPCAP_MAX;
    default: return CAPTURED_MAX;
    }
}

uint32_t savefile_snapshot_length(uint32_t link, uint32_t given)
{
    return given == 0 || given > INT32_MAX ? savefile_captured_max(link) : given;
}

/* Sentences */

static const char *where(const struct savefile *sf)
{
    return sf->stream.codec != NULL ? " of the decompressed data" : "";
}

static enum savefile_state fail(struct savefile *sf, const char *how, uint64_t offset,
                                const char *what)
{
    error_set(&sf->error, EXIT_STATUS_FAILED,
              "%s: %s at byte %llu%s: %s; the %llu frames before it were read, copy the file again "
              "for the rest",
              sf->name, how, (unsigned long long)offset, where(sf), what,
              (unsigned long long)sf->frames);
    return sf->over = SAVEFILE_FAILED;
}

enum savefile_state savefile_damaged(struct savefile *sf, uint64_t offset, const char *format, ...)
{
    char what[200];
    va_list list;
    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    return fail(sf, "damaged", offset, what);
}

enum savefile_state savefile_cut(struct savefile *sf, const char *record, uint64_t offset)
{
    const struct stream *s = &sf->stream;
    if (s->state == STREAM_LATER)
        return SAVEFILE_LATER;
    uint64_t end = stream_offset(s) + stream_left(s);
    if (s->state == STREAM_FAILED)
        return fail(sf, "damaged", end, s->reason);
    char what[100];
    snprintf(what, sizeof what, "%s that begins at byte %llu is not whole", record,
             (unsigned long long)offset);
    return fail(sf, "truncated", end, what);
}

enum savefile_state savefile_missing(struct savefile *sf, const char *record)
{
    if (sf->stream.state == STREAM_ENDED && stream_left(&sf->stream) == 0)
        return sf->over = SAVEFILE_END;
    return savefile_cut(sf, record, stream_offset(&sf->stream));
}

/* Opening */

static bool open_unknown(struct savefile *sf, struct error *error)
{
    const struct stream *s = &sf->stream;
    const uint8_t *bytes = s->buffer + s->at;
    size_t left = stream_left(s);
    if (s->state == STREAM_FAILED)
        return error_set(error, EXIT_STATUS_FAILED, "%s: cannot be read (%s); name another capture",
                         sf->name, s->reason);
    if (left == 0)
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: is empty; name a capture with a header at least", sf->name);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (left >= others[i].n && memcmp(bytes, others[i].bytes, others[i].n) == 0)
            return error_set(error, EXIT_STATUS_FAILED,
                             "%s: is %s, which is not read; save it as pcap or pcapng", sf->name,
                             others[i].what);
    }
    return error_set(error, EXIT_STATUS_FAILED,
                     "%s: not a capture that can be read (unknown file format); save it as pcap or "
                     "pcapng",
                     sf->name);
}

/* The first bytes, which tell the formats apart. */
static bool open_format(struct savefile *sf, struct error *error)
{
    enum { MAGIC = 4, LONGEST = 16 };
    const uint8_t *b;
    do
        b = stream_need(&sf->stream, LONGEST);
    while (b == NULL && sf->stream.state == STREAM_LATER);
    b = stream_need(&sf->stream, MAGIC);
    if (b == NULL)
        return open_unknown(sf, error);
    switch (bytes_u32(b, false)) {
    case 0xa1b2c3d4:
    case 0xa1b23c4d:
    case 0xa1b2cd34: sf->big_endian = false; return pcap_file_open(sf, error);
    case 0xd4c3b2a1:
    case 0x4d3cb2a1:
    case 0x34cdb2a1: sf->big_endian = true; return pcap_file_open(sf, error);
    case 0x0a0d0d0a: return pcapng_file_open(sf, error);
    default: return open_unknown(sf, error);
    }
}

struct savefile *savefile_open(const char *name, stream_read_fn *read, void *context,
                               struct error *error)
{
    struct savefile *sf = calloc(1, sizeof *sf);
    if (sf == NULL || !stream_open(&sf->stream, read, context)) {
        free(sf);
        error_set(error, EXIT_STATUS_FAILED, "memory is short; close other programs and try again");
        return NULL;
    }
    text_sanitize(sf->name, sizeof sf->name, name, strlen(name));
    if (open_format(sf, error))
        return sf;
    savefile_close(sf);
    return NULL;
}

void savefile_close(struct savefile *sf)
{
    if (sf == NULL)
        return;
    stream_close(&sf->stream);
    free(sf->interfaces);
    free(sf);
}

/* Reading */

/* The sections of a file may be of either byte order, so one link type may need it and not need it. */
static void header_turn(struct savefile *sf, const struct frame *frame)
{
    if (pseudo_header_foreign(frame->link, sf->big_endian))
        pseudo_header_swap(frame->link, sf->stream.buffer + (frame->data - sf->stream.buffer),
                           frame->captured);
}

enum savefile_state savefile_next(struct savefile *sf, struct savefile_frame *out)
{
    if (sf->over != SAVEFILE_FRAME)
        return sf->over;
    enum savefile_state state = sf->next(sf, out);
    if (RARELY(sf->foreign) && state == SAVEFILE_FRAME)
        header_turn(sf, &out->frame);
    return state;
}

const struct error *savefile_error(const struct savefile *sf)
{
    return &sf->error;
}

void savefile_names(struct savefile *sf, savefile_name_fn *take, void *context)
{
    sf->take_name = take;
    sf->name_context = context;
    if (sf->frames == 0 && !savefile_one_link(sf))
        pcapng_names_again(sf);
}

uint32_t savefile_interface_count(const struct savefile *sf)
{
    return sf->interface_count;
}

const struct savefile_interface *savefile_interface(const struct savefile *sf, uint32_t index)
{
    return &sf->interfaces[index];
}

void savefile_link_expect(struct savefile *sf, uint32_t link)
{
    sf->foreign = sf->foreign || pseudo_header_foreign(link, sf->big_endian);
}

struct savefile_interface *savefile_interface_add(struct savefile *sf)
{
    if (sf->interface_count == sf->interface_cap) {
        uint32_t cap = sf->interface_cap == 0 ? 4 : sf->interface_cap * 2;
        struct savefile_interface *more = realloc(sf->interfaces, cap * sizeof *more);
        if (more == NULL)
            return NULL;
        sf->interfaces = more;
        sf->interface_cap = cap;
    }
    struct savefile_interface *i = &sf->interfaces[sf->interface_count++];
    *i = (struct savefile_interface){0};
    return i;
}

uint64_t savefile_read_bytes(const struct savefile *sf)
{
    return sf->stream.read_bytes;
}

bool savefile_one_link(const struct savefile *sf)
{
    return sf->record_header != 0;
}

const char *savefile_section_comment(const struct savefile *sf)
{
    return sf->comment;
}

/* For fuzzing */

struct memory {
    const uint8_t *at;
    size_t left;
};

static ptrdiff_t memory_read(void *context, void *into, size_t n)
{
    struct memory *m = context;
    size_t step = m->left < n ? m->left : n;
    if (step > 0)
        memcpy(into, m->at, step);
    m->at += step;
    m->left -= step;
    return (ptrdiff_t)step;
}

uint64_t savefile_read_all(const void *bytes, size_t n)
{
    struct memory memory = {bytes, n};
    struct error error;
    struct savefile_frame f;
    char comment[64];
    uint64_t frames = 0;
    unsigned sum = 0;
    struct savefile *sf = savefile_open("memory", memory_read, &memory, &error);
    if (sf == NULL)
        return 0;
    for (; savefile_next(sf, &f) == SAVEFILE_FRAME; frames++) {
        for (uint32_t i = 0; i < f.frame.captured; i++)
            sum += f.frame.data[i];
        sum += (unsigned)savefile_comment(sf, &f, comment, sizeof comment);
    }
    savefile_close(sf);
    return frames + (sum == UINT32_MAX && frames > UINT32_MAX);
}
