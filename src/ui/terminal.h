/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_TERMINAL_H
#define CASTSCOPE_TERMINAL_H

#include "text/error.h"
#include "ui/canvas.h"
#include "ui/keys.h"

/*
 * The terminal: shows a canvas, reads keys. All there is to know about curses is behind this header.
 *
 * One terminal can be open at a time. Keys are read from standard input where that is a terminal,
 * else from the terminal that the output goes to, so that a capture can be read from standard input.
 *
 * Whatever ends the program, the terminal is put back as it was before: terminal_close() does so in
 * the ordinary way, a handler that only writes prepared bytes does so on SIGSEGV, SIGBUS, SIGILL,
 * SIGFPE, SIGABRT, SIGSYS and SIGTRAP, and then lets the signal have its way. SIGTSTP and SIGCONT
 * work as one expects. SIGINT, SIGTERM, SIGHUP and SIGQUIT belong to the program, which must have set
 * its handlers before the terminal is opened.
 */

struct terminal;

/* Opens the terminal. NULL, with a sentence, where there is none that can do it. Sets the locale of
 * the process's character types from the environment. `epitaph` (NULL: nothing) is called in the handler
 * of fatal signals, when the terminal is put back. */
struct terminal *terminal_open(bool color, void (*epitaph)(int signal), struct error *);

/* Puts the terminal back and frees it. NULL is fine. */
void terminal_close(struct terminal *);

/* Puts it back in a hurry, from a signal handler that is about to end the program: calls nothing
 * that is not async-signal-safe. Does nothing where no terminal is open. */
void terminal_abandon(void);

/* Shows styles as a theme has them from now on; without colours, as "mono" has them. */
void terminal_theme(struct terminal *, enum theme);

/* Its size now, at least 1 by 1. */
void terminal_size(const struct terminal *, int *width, int *height);

/* True where it shows Unicode. */
bool terminal_is_unicode(const struct terminal *);

/* Shows the canvas; only what changed is sent. */
void terminal_show(struct terminal *, const struct canvas *);

/* Everything is sent next time, whatever was shown before. */
void terminal_forget(struct terminal *);

/* Whether the mouse is castscope's; at first it is the terminal's. */
void terminal_mouse(struct terminal *, bool used);

/* What the mouse did, after terminal_key() gave INPUT_MOUSE. */
struct click terminal_click(const struct terminal *);

/* Puts text into the clipboard (OSC 52 of xterm's control sequences). False where the terminal is of a kind
 * that has none; of the others some only do so when they are told to, and none says so. */
bool terminal_copy(struct terminal *, const char *text, size_t n);

/* The next key (enum input or a code point); INPUT_NONE where none came in `timeout_ms`. */
int terminal_key(struct terminal *, int timeout_ms);

#endif
