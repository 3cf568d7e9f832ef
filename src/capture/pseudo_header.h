/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_PSEUDO_HEADER_H
#define CASTSCOPE_PSEUDO_HEADER_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Some link types put a header in the order of the capturing machine before each frame: USB on Linux
 * (LINKTYPE_USB_LINUX, LINKTYPE_USB_LINUX_MMAPPED), NFLOG, and cooked captures of a CAN bus. In a file from a machine
 * of the other order its numbers are turned around, as libpcap does it, so that whoever looks at the frame, a filter
 * among them, finds them in this machine's order.
 */

/* True where frames of the link type need it in a file of that order. */
bool pseudo_header_foreign(uint32_t link, bool big_endian);

/* Turns the numbers of the header around, as far as they were captured. */
void pseudo_header_swap(uint32_t link, uint8_t *data, uint32_t captured);

#endif
