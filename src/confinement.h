/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_CONFINEMENT_H
#define CASTSCOPE_CONFINEMENT_H

#include "capture/privileges.h"
#include "capture/sandbox.h"
#include "capture/source.h"
#include "options.h"

/*
 * How castscope shuts itself in, in three steps:
 *
 *   confinement_plan()     before anything is opened: as whom, and with which layers
 *   confinement_drop()     once what needs privileges is open
 *   confinement_enter()    once all is open, before the first frame is looked at and before any thread
 *                          is started
 *
 * Each is false, with a sentence, where it fails: the program must not go on then.
 */
struct confinement {
    struct heir heir;
    struct privileges privileges;
    struct sandbox sandbox;
    struct sandbox_settings settings;
    char folder[4096]; /* of the recording, where there are to be more files of it */
};

bool confinement_plan(struct confinement *, const struct options *, struct error *);

/* Frames come from there; nothing is to be sent there. */
void confinement_source_add(struct confinement *, const struct source_view *);

/* The system tells news there; nothing is to be sent there. */
void confinement_watch_add(struct confinement *, int socket);

bool confinement_drop(struct confinement *, struct error *);

/* What people should know of it before they trust it; "" where all is as it should be. */
void confinement_remark_add(struct text *, const struct confinement *);

bool confinement_enter(struct confinement *, const struct options *, struct error *);

#endif
