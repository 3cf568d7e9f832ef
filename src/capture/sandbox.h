/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_SANDBOX_H
#define CASTSCOPE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "text/error.h"
#include "text/text.h"

/*
 * What is left to the program once everything is open. Decoding strangers' bytes needs no file, no
 * program and no connection; so before the first frame is looked at the kernel is asked to refuse them
 * from then on, whatever the program may be made to try:
 *
 *   Landlock  files and folders, but for the interfaces' statistics and the folders for recordings;
 *             TCP connections; signals to others
 *   seccomp   system calls, but for those of a program that reads, waits, draws and ends: none that
 *             starts a program or a process, opens a socket, makes memory executable, types into the
 *             terminal, or sends on a socket that is there to be read from
 *
 * There is no way back. It holds for the calling thread and those that it starts later.
 */

enum sandbox_mode {
    SANDBOX_AUTO,   /* as much of it as the kernel has */
    SANDBOX_STRICT, /* all of it, or castscope does not start */
    SANDBOX_OFF,
};

/* "strict" and so on; false for other words. */
bool sandbox_mode_read(const char *word, enum sandbox_mode *out);

/* The layers of it that there are. */
struct sandbox {
    enum sandbox_mode mode;
    int landlock; /* the version of its interface; 0: none */
    bool seccomp;
    const char *missing; /* what the kernel lacks, "" for nothing: words for people */
};

/* Finds out, and changes nothing. False, with a sentence, where something is missing and must not
 * be. */
bool sandbox_find(enum sandbox_mode, struct sandbox *, struct error *);

enum { SANDBOX_SOCKETS = 32, SANDBOX_FOLDERS = 2 };

struct sandbox_settings {
    int sockets[SANDBOX_SOCKETS];            /* that are only read from, */
    const char *interfaces[SANDBOX_SOCKETS]; /* and whose frames come there; NULL: none */
    size_t socket_count;
    const char *folders[SANDBOX_FOLDERS]; /* where files may be made that were not there, */
    size_t folder_count;
    bool overwrites, removes; /* and others overwritten and removed */
};

/* Enters the layers that there are. False, with a sentence, where it fails: the program must not go on
 * then. */
bool sandbox_enter(const struct sandbox *, const struct sandbox_settings *, struct error *);

/* "auto", "strict", "off". */
const char *sandbox_mode_name(enum sandbox_mode);

/* Its state in words: "Landlock 7 and seccomp", "seccomp, without Landlock", "off". */
void sandbox_add(struct text *, const struct sandbox *);

#endif
