/* SPDX-License-Identifier: MIT */
/*
 * The pcap format, draft-ietf-opsawg-pcap: a header of 24 bytes, then records of a header and a
 * frame. Older versions and Kuznetzov's variant are read as libpcap reads them. The snapshot length of
 * the header is not looked at: some programs write one that their own frames exceed, and what is in
 * the file is in the file.
 */
#include "capture/savefile_state.h"

enum {
    HEADER = 24,
    RECORD_HEADER = 16,
    KUZNETZOV_RECORD_HEADER = 24, /* interface, protocol and packet type follow the lengths */
    DG_UX = 543,                  /* the version its tcpdump writes: 543.0 */
};

static const uint32_t magic_nanoseconds = 0xa1b23c4d, magic_kuznetzov = 0xa1b2cd34;

/* Bits 16 to 25 of the link type are reserved and zero; those above tell of a frame check sequence. */
static const uint32_t link_reserved = 0x03ff0000;

static const int64_t second_ns = 1000000000;

static bool version_read(struct savefile *sf, unsigned major, unsigned minor, struct error *error)
{
    if (major < 2)
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: is of the archaic version %u.%u of pcap, which is not read; save it "
                         "again with a newer program",
                         sf->name, major, minor);
    if (!(major == 2 && minor <= 4) && !(major == DG_UX && minor == 0))
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: is of version %u.%u of pcap, which is not known; save it as 2.4",
                         sf->name, major, minor);
    if (major == DG_UX || minor < 3)
        sf->lengths = LENGTHS_SWAPPED;
    else
        sf->lengths = minor == 3 ? LENGTHS_BY_SIZE : LENGTHS_IN_ORDER;
    return true;
}

static bool link_read(struct savefile *sf, uint32_t link, struct error *error)
{
    if ((link & link_reserved) != 0)
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: reserved bits are set in its link type 0x%08lx; it is damaged, or of "
                         "a format that does not exist yet",
                         sf->name, (unsigned long)link);
    struct savefile_interface *i = savefile_interface_add(sf);
    if (i == NULL)
        return error_set(error, EXIT_STATUS_FAILED,
                         "memory is short; close other programs and try again");
    i->link = link & 0xffff;
    savefile_link_expect(sf, i->link);
    sf->captured_max = savefile_captured_max(i->link);
    return true;
}

/* The seconds are unsigned. A fraction above a second carries over; one that is out of all reason, or
 * negative as some programs wrote it, is taken for none. */
static int64_t record_time(uint32_t seconds, uint32_t fraction, uint32_t tick_ns)
{
    int64_t fraction_ns = (int64_t)fraction * tick_ns;
    return seconds * second_ns + (fraction_ns > INT32_MAX ? 0 : fraction_ns);
}

/* What the header of a record says of the frame behind it. */
static void record_read(const struct savefile *sf, const uint8_t *h, struct savefile_frame *out)
{
    bool big = sf->big_endian;
    uint32_t seconds = bytes_u32(h, big), fraction = bytes_u32(h + 4, big);
    uint32_t captured = bytes_u32(h + 8, big), length = bytes_u32(h + 12, big);
    if (RARELY(sf->lengths != LENGTHS_IN_ORDER) &&
        (sf->lengths == LENGTHS_SWAPPED || captured > length)) {
        uint32_t other = captured;
        captured = length;
        length = other;
    }
    *out = (struct savefile_frame){.frame = {.t_ns = record_time(seconds, fraction, sf->tick_ns),
                                             .captured = captured,
                                             .length = length < captured ? captured : length,
                                             .link = sf->interfaces->link,
                                             .data = h + sf->record_header}};
}

static enum savefile_state pcap_file_next(struct savefile *, struct savefile_frame *out);

/* Reads until the `n` bytes of a record, or of its header, are at hand, and looks at it again. Kept apart,
 * so that what is done for each record calls nothing. */
APART static enum savefile_state record_await(struct savefile *sf, size_t n, const char *record,
                                              struct savefile_frame *out)
{
    return stream_need(&sf->stream, n) == NULL ? savefile_missing(sf, record)
                                               : pcap_file_next(sf, out);
}

static enum savefile_state pcap_file_next(struct savefile *sf, struct savefile_frame *out)
{
    struct stream *s = &sf->stream;
    size_t left = stream_left(s), header = sf->record_header;
    if (RARELY(left < header))
        return record_await(sf, header, "a record header", out);
    record_read(sf, stream_front(s), out);
    uint32_t captured = out->frame.captured;
    if (RARELY(captured > sf->captured_max))
        return savefile_damaged(sf, stream_offset(s),
                                "a record claims %lu captured bytes, where %lu are the most",
                                (unsigned long)captured, (unsigned long)sf->captured_max);
    if (RARELY(left - header < captured))
        return record_await(sf, header + captured, "a record", out);
    stream_take(s, header + captured);
    sf->interfaces->frames++;
    sf->frames++;
    return SAVEFILE_FRAME;
}

bool pcap_file_open(struct savefile *sf, struct error *error)
{
    struct stream *s = &sf->stream;
    const uint8_t *h;
    do
        h = stream_need(s, HEADER);
    while (h == NULL && s->state == STREAM_LATER);
    if (h == NULL)
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: ends inside its header, at byte %lu of %d; copy the file again",
                         sf->name, (unsigned long)stream_left(s), HEADER);
    bool big = sf->big_endian;
    uint32_t magic = bytes_u32(h, big);
    if (!version_read(sf, bytes_u16(h + 4, big), bytes_u16(h + 6, big), error) ||
        !link_read(sf, bytes_u32(h + 20, big), error))
        return false;
    stream_take(s, HEADER);
    sf->tick_ns = magic == magic_nanoseconds ? 1 : 1000;
    sf->record_header = magic == magic_kuznetzov ? KUZNETZOV_RECORD_HEADER : RECORD_HEADER;
    sf->next = pcap_file_next;
    return true;
}
