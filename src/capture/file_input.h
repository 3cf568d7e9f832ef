/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_FILE_INPUT_H
#define CASTSCOPE_FILE_INPUT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/error.h"

/* The bytes of a file, a pipe or standard input. Platform code: file_input_posix.c. */
struct file_input {
    int fd;
    bool standard;    /* standard input: not closed */
    bool waits;       /* a pipe, a terminal, a socket: it may have nothing now */
    int wait_ms;      /* how long a read waits then */
    uint64_t total;   /* bytes of a regular file; 0 where unknown */
    atomic_bool stop; /* no read waits any more */
};

/* "-" is standard input. */
bool file_input_open(struct file_input *, const char *path, struct error *);
void file_input_close(struct file_input *);

/* Whether it can be read again from its beginning: a file that was opened by its name. Standard input
 * cannot, whatever it is. */
bool file_input_can_rewind(const struct file_input *);

/* Back to the beginning, with the descriptor that is open. */
bool file_input_rewind(struct file_input *, const char *name, struct error *);

/* A stream_read_fn over a struct file_input. */
ptrdiff_t file_input_read(void *input, void *into, size_t n);

#endif
