/* SPDX-License-Identifier: MIT */
/* pcap and pcapng, written. */
#include "capture/recording_format.h"

#include <string.h>

#include "capture/bytes.h"

enum {
    PCAP_HEAD = 24,
    PCAP_RECORD = 16,
    BLOCK_SECTION = 0x0a0d0d0a,
    BLOCK_INTERFACE = 1,
    BLOCK_STATISTICS = 5,
    BLOCK_ENHANCED_PACKET = 6,
    OPTION_END = 0,
    OPTION_COMMENT = 1,
    SECTION_APPLICATION = 4,
    INTERFACE_NAME = 2,
    INTERFACE_RESOLUTION = 9,
    NANOSECONDS = 9, /* the power of ten */
    STATISTICS_RECEIVED = 4,
    STATISTICS_INTERFACE_DROPPED = 5,
    STATISTICS_KERNEL_DROPPED = 7,
};

static const uint32_t pcap_nanoseconds = 0xa1b23c4d, order_magic = 0x1a2b3c4d;
static const int64_t second_ns = 1000000000;

/* Bytes under construction. */
struct pen {
    uint8_t *at;
    size_t n;
};

static void put16(struct pen *p, uint32_t value)
{
    p->at[p->n++] = (uint8_t)value;
    p->at[p->n++] = (uint8_t)(value >> 8);
}

static void put32(struct pen *p, uint32_t value)
{
    put16(p, value);
    put16(p, value >> 16);
}

static void put_bytes(struct pen *p, const void *bytes, size_t n)
{
    memcpy(p->at + p->n, bytes, n);
    p->n += n;
}

/* pcapng: numbers of 64 bits stand like this, but for times, whose upper half is first. */
static void put64(struct pen *p, uint64_t value)
{
    put32(p, (uint32_t)value);
    put32(p, (uint32_t)(value >> 32));
}

/* pcapng: fields are padded to 32 bits. */
static void put_padded(struct pen *p, const void *bytes, size_t n)
{
    put_bytes(p, bytes, n);
    while (p->n % 4 != 0)
        p->at[p->n++] = 0;
}

static void put_option(struct pen *p, uint32_t code, const void *bytes, size_t n)
{
    put16(p, code);
    put16(p, (uint32_t)n);
    put_padded(p, bytes, n);
}

static void put_counter(struct pen *p, uint32_t code, uint64_t value)
{
    put16(p, code);
    put16(p, sizeof value);
    put64(p, value);
}

static void put_time(struct pen *p, int64_t t_ns)
{
    uint64_t ticks = t_ns < 0 ? 0 : (uint64_t)t_ns;
    put32(p, (uint32_t)(ticks >> 32));
    put32(p, (uint32_t)ticks);
}

static struct pen block_begin(uint8_t *out, uint32_t type)
{
    struct pen p = {out, 0};
    put32(&p, type);
    put32(&p, 0);
    return p;
}

static size_t block_end(struct pen *p)
{
    uint32_t length = (uint32_t)p->n + 4;
    put32(p, length);
    struct pen head = {p->at + 4, 0};
    put32(&head, length);
    return p->n;
}

size_t recording_head(enum recording_format format, uint32_t link, uint32_t snapshot_length,
                      uint8_t *out)
{
    static const char application[] = "castscope";
    if (format == RECORDING_PCAP) {
        struct pen p = {out, 0};
        put32(&p, pcap_nanoseconds);
        put16(&p, 2);
        put16(&p, 4);
        put32(&p, 0);
        put32(&p, 0);
        put32(&p, snapshot_length);
        put32(&p, link);
        return p.n;
    }
    struct pen p = block_begin(out, BLOCK_SECTION);
    put32(&p, order_magic);
    put16(&p, 1);
    put16(&p, 0);
    put64(&p, UINT64_MAX); /* the section's length is not known */
    put_option(&p, SECTION_APPLICATION, application, sizeof application - 1);
    put32(&p, OPTION_END);
    return block_end(&p);
}

size_t recording_interface(uint32_t link, const char *name, uint8_t *out)
{
    static const uint8_t resolution = NANOSECONDS;
    size_t n = strlen(name);
    struct pen p = block_begin(out, BLOCK_INTERFACE);
    put16(&p, link);
    put16(&p, 0);
    put32(&p, 0); /* frames are cut by whoever captured them, each as it says itself */
    if (n > 0)
        put_option(&p, INTERFACE_NAME, name, n < RECORDING_NAME_MOST ? n : RECORDING_NAME_MOST);
    put_option(&p, INTERFACE_RESOLUTION, &resolution, 1);
    put32(&p, OPTION_END);
    return block_end(&p);
}

static size_t pcap_frame(const struct frame *f, uint8_t *out)
{
    int64_t t_ns = f->t_ns < 0 ? 0 : f->t_ns;
    int64_t latest_ns = UINT32_MAX * second_ns + second_ns - 1;
    if (t_ns > latest_ns)
        t_ns = latest_ns;
    struct pen p = {out, 0};
    put32(&p, (uint32_t)(t_ns / second_ns));
    put32(&p, (uint32_t)(t_ns % second_ns));
    put32(&p, f->captured);
    put32(&p, f->length);
    put_bytes(&p, f->data, f->captured);
    return p.n;
}

size_t recording_frame(enum recording_format format, uint32_t interface, const struct frame *f,
                       uint8_t *out)
{
    if (format == RECORDING_PCAP)
        return pcap_frame(f, out);
    struct pen p = block_begin(out, BLOCK_ENHANCED_PACKET);
    put32(&p, interface);
    put_time(&p, f->t_ns);
    put32(&p, f->captured);
    put32(&p, f->length);
    put_padded(&p, f->data, f->captured);
    size_t n = f->comment != NULL ? strlen(f->comment) : 0;
    if (n > 0) {
        put_option(&p, OPTION_COMMENT, f->comment,
                   n < RECORDING_COMMENT_MOST ? n : RECORDING_COMMENT_MOST);
        put32(&p, OPTION_END);
    }
    return block_end(&p);
}

size_t recording_statistics(uint32_t interface, int64_t t_ns, const struct source_losses *losses,
                            uint8_t *out)
{
    struct pen p = block_begin(out, BLOCK_STATISTICS);
    put32(&p, interface);
    put_time(&p, t_ns);
    put_counter(&p, STATISTICS_RECEIVED, losses->received);
    put_counter(&p, STATISTICS_INTERFACE_DROPPED, losses->interface_dropped);
    put_counter(&p, STATISTICS_KERNEL_DROPPED, losses->kernel_dropped);
    put32(&p, OPTION_END);
    return block_end(&p);
}

size_t recording_length(enum recording_format format, bool first, const uint8_t *at, bool *frame)
{
    *frame = format == RECORDING_PCAP ? !first : bytes_u32(at, false) == BLOCK_ENHANCED_PACKET;
    if (format == RECORDING_PCAPNG)
        return bytes_u32(at + 4, false);
    return first ? PCAP_HEAD : PCAP_RECORD + bytes_u32(at + 8, false);
}
