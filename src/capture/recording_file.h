/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_RECORDING_FILE_H
#define CASTSCOPE_RECORDING_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/error.h"

/* Files to record into. Platform code: recording_file_posix.c. */
struct recording_file {
    int fd;
    bool standard; /* standard output */
    bool regular;  /* it can be cut */
};

/* Makes a file that nobody else may read; with `overwrite` a regular file of that name is emptied.
 * "-" is standard output. False, with a sentence. */
bool recording_file_open(struct recording_file *, const char *path, bool overwrite, struct error *);

/* Hands it over to a user; false where that is not allowed. */
bool recording_file_own(const struct recording_file *, unsigned long uid, unsigned long gid);

/* Writes `n` bytes: how many were written, fewer only where it fails, which errno explains. */
size_t recording_file_write(const struct recording_file *, const void *bytes, size_t n);

/* Takes away what stands behind the first `length` bytes, where the file is one that can be cut. */
void recording_file_cut(const struct recording_file *, uint64_t length);

/* False where what was written turns out not to be there; errno says why. */
bool recording_file_close(struct recording_file *);

/* False where it is still there; errno says why. */
bool recording_file_remove(const char *path);

/* The folder in which it is. */
void recording_file_folder(const char *path, char *out, size_t cap);

/* True where a file could be made in the folder of `path`. */
bool recording_file_may_exist(const char *path);

/* True where both name the same file. */
bool recording_file_is(const char *path, const char *other);

#endif
