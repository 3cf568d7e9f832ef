/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_OPTIONS_H
#define CASTSCOPE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "capture/sandbox.h"
#include "model/replay.h"
#include "filter/selection.h"
#include "text/error.h"

/* What was asked for on the command line. The rows stand in options.def. */

enum option_id {
#define OPTION(id, letter, name, argument, help) OPTION_##id,
#include "options.def"
#undef OPTION
    OPTION_COUNT_OF
};

/* What castscope is to do. */
enum mode {
    MODE_DASHBOARD,
    MODE_REPORT,
    MODE_JSON,
    MODE_FRAMES,
    MODE_SCREEN,
    MODE_SILENT, /* nothing: standard output has the recording */
    MODE_LIST,
    MODE_HELP,
    MODE_VERSION,
};

enum { OPTION_SOURCES = 32, FILTER_TEXT = 4096, SNAPSHOT_LENGTH = 262144 };

struct options {
    enum mode mode;
    bool mode_given; /* false: the dashboard because nothing else was asked for */
    const char *interfaces[OPTION_SOURCES];
    size_t interface_count;
    const char *files[OPTION_SOURCES];
    size_t file_count;
    bool demo;
    char filter[FILTER_TEXT];   /* "" for none */
    bool filter_option;         /* it came with -f */
    struct selection selection; /* the display filter; empty for none */
    uint64_t count;             /* 0: all */
    double duration_s;          /* 0: for ever */
    int snapshot_length, buffer_kib;
    bool promiscuous, immediate;
    enum sandbox_mode sandbox;
    double speed; /* of a replay */
    bool speed_given;
    double max_gap_s;           /* 0: gaps as they are */
    struct replay_moment start; /* MOMENT_NONE: the beginning */
    bool loop;
    const char *user;   /* who the superuser becomes; NULL: who called sudo, or nobody */
    int width, height;  /* of MODE_SCREEN */
    const char *view;   /* NULL: the overview */
    const char *keys;   /* NULL: none */
    const char *theme;  /* NULL: none was asked for */
    const char *oui;    /* NULL: the newest */
    const char *record; /* the file to record to; NULL: none */
    bool force;         /* over files that exist */
    uint64_t rotate_bytes, rotate_s, rotate_keep; /* 0: never, and all */
    bool ascii, no_color, no_mouse, numeric, quiet;
};

/*
 * Reads the command line; strings point into argv. False, with a sentence, for what is wrong. Of an
 * option that is given again the last one counts, but for sources, which add up, and the filter, which
 * there can be only one of. --help and --version are answered at once: what follows is not looked at.
 */
bool options_read(struct options *, int argc, char **argv, struct error *);

/* Prints the help. */
bool options_help(FILE *);

#endif
