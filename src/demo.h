/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_DEMO_H
#define CASTSCOPE_DEMO_H

#include <stddef.h>

/* The bundled case study: pcaps/laptop.pcapng, turned into an array when the build is configured. */
extern const unsigned char demo_capture[];
extern const size_t demo_capture_bytes;

#endif
