/* SPDX-License-Identifier: MIT */
/* The layouts are those of libpcap's pcap/sll.h, pcap/usb.h and pcap/nflog.h. */
#include "capture/pseudo_header.h"

#include <stddef.h>
#include <string.h>

#include "capture/bytes.h"

enum {
    LINK_SLL = 113,
    LINK_USB_LINUX = 189,
    LINK_USB_LINUX_MMAPPED = 220,
    LINK_NFLOG = 239,

    USB_TRANSFER = 9, /* byte that holds the kind of transfer */
    USB_ISOCHRONOUS = 0,
    USB_MMAPPED_HEADER = 64,
    USB_DESCRIPTORS = 60, /* where their number stands */
    USB_DESCRIPTOR = 16,
    SLL_HEADER = 16,
    SLL_PROTOCOL = 14, /* where it stands, always big-endian */
    SLL_CAN = 0x000c,
    SLL_CAN_FD = 0x000d,
    NFLOG_HEADER = 4,
    NFLOG_VERSION = 1, /* byte that holds it */
    TLV_HEADER = 4,
};

static bool host_is_big_endian(void)
{
    const uint16_t one = 1;
    uint8_t first;
    memcpy(&first, &one, 1);
    return first == 0;
}

bool pseudo_header_foreign(uint32_t link, bool big_endian)
{
    return (link == LINK_SLL || link == LINK_USB_LINUX || link == LINK_USB_LINUX_MMAPPED ||
            link == LINK_NFLOG) &&
           big_endian != host_is_big_endian();
}

/* Turns `size` bytes around; false where they were not captured. */
static bool turn(uint8_t *data, uint32_t captured, uint32_t at, uint32_t size)
{
    if (captured < size || at > captured - size)
        return false;
    for (uint32_t i = 0; i < size / 2; i++) {
        uint8_t byte = data[at + i];
        data[at + i] = data[at + size - 1 - i];
        data[at + size - 1 - i] = byte;
    }
    return true;
}

/* Frames of a CAN bus begin with their identifier. */
static void sll_swap(uint8_t *data, uint32_t captured)
{
    uint16_t protocol = captured < SLL_HEADER ? 0 : bytes_u16(data + SLL_PROTOCOL, true);
    if (protocol == SLL_CAN || protocol == SLL_CAN_FD)
        turn(data, captured, SLL_HEADER, 4);
}

static void usb_swap(uint8_t *data, uint32_t captured, bool mmapped)
{
    static const struct {
        uint8_t at, size;
    } numbers[] = {{0, 8}, {12, 2}, {16, 8}, {24, 4}, {28, 4}, {32, 4}, {36, 4}};
    static const uint8_t mmapped_numbers[] = {48, 52, 56, 60};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (!turn(data, captured, numbers[i].at, numbers[i].size))
            return;
    bool isochronous = data[USB_TRANSFER] == USB_ISOCHRONOUS;
    if (isochronous && (!turn(data, captured, 40, 4) || !turn(data, captured, 44, 4)))
        return;
    for (size_t i = 0; mmapped && i < sizeof mmapped_numbers; i++)
        if (!turn(data, captured, mmapped_numbers[i], 4))
            return;
    if (!mmapped || !isochronous)
        return;
    /* The number of descriptors, which is now in this machine's order. */
    uint32_t count = bytes_u32(data + USB_DESCRIPTORS, host_is_big_endian());
    uint32_t at = USB_MMAPPED_HEADER;
    for (uint32_t i = 0; i < count; i++, at += USB_DESCRIPTOR)
        for (uint32_t k = 0; k < 12; k += 4)
            if (!turn(data, captured, at + k, 4))
                return;
}

static void nflog_swap(uint8_t *data, uint32_t captured)
{
    if (captured < NFLOG_HEADER || data[NFLOG_VERSION] != 0)
        return;
    uint32_t at = NFLOG_HEADER;
    while (captured - at >= TLV_HEADER) {
        turn(data, captured, at, 2);
        turn(data, captured, at + 2, 2);
        uint32_t size = bytes_u16(data + at, host_is_big_endian());
        uint32_t padded = (size + 3) & ~(uint32_t)3;
        if (padded < TLV_HEADER || padded > captured - at)
            return;
        at += padded;
    }
}

void pseudo_header_swap(uint32_t link, uint8_t *data, uint32_t captured)
{
    if (link == LINK_SLL)
        sll_swap(data, captured);
    else if (link == LINK_NFLOG)
        nflog_swap(data, captured);
    else
        usb_swap(data, captured, link == LINK_USB_LINUX_MMAPPED);
}
