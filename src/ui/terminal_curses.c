/* SPDX-License-Identifier: MIT */
/*
 * The terminal by way of curses: the only file that includes its header.
 *
 * curses is not used in the handler of fatal signals, where hardly anything may be called. What the
 * terminal needs to be put back is prepared while all is well, and the handler only writes it.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <wchar.h>

/* Capabilities that term.h defines as macros. */
#undef columns
#undef lines

#include "ui/clipboard.h"
#include "ui/rescue.h"
#include "ui/stop.h"
#include "ui/streams.h"
#include "ui/terminal.h"

enum { ESCAPE_DELAY_MS = 25, REPLACEMENT = '?' };

struct terminal {
    FILE *in, *out; /* own streams on the terminal; in may be out */
    SCREEN *screen;
    bool color, unicode;
    struct click click;
    struct cell *shown; /* shown_width cells a row, shown_room rows, of which shown_rows hold */
    int shown_width, shown_room, shown_rows;
    int width, height;              /* of the terminal then */
    struct look looks[STYLE_COUNT]; /* of the theme, as far as this terminal has its colours */
};

/* What puts the terminal back. */
static void rescue_prepare(void)
{
    static const char *const capabilities[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
    for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++) {
        char name[8];
        strcpy(name, capabilities[i]); /* some versions of curses want a char * */
        const char *string = tigetstr(name);
        if (string != NULL && string != (const char *)-1)
            tputs(string, 1, rescue_add);
    }
    /* The mouse is the terminal's again (xterm's modes 1000 and 1006; those that have none ignore it). */
    static const char mouse[] = "\033[?1000l\033[?1006l";
    char name[] = "kmous";
    const char *key = tigetstr(name);
    if (key != NULL && key != (const char *)-1)
        for (const char *at = mouse; *at != '\0'; at++)
            rescue_add(*at);
}

/* Stopping (Ctrl-Z) */

/* Takes the terminal back after a stop that could not be prepared for (SIGSTOP): the shell has set it
 * up for itself and written on it meanwhile. */
static void continue_obey(void)
{
    stop_forget();
    reset_prog_mode();
    /* Back to the alternate screen, and not only to the right modes. */
    endwin();
    clearok(stdscr, TRUE);
}

/* Gives the terminal back, and stops. What is shown next takes the terminal again, and not sooner: who is continued
 * to be ended, as the shell's kill does it, has none any more, and would be stopped for asking for one. */
static void stop_obey(const struct terminal *t)
{
    struct winsize size;
    endwin();
    stop_now();
#ifdef NCURSES_VERSION
    if (ioctl(fileno(t->out), TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
#else
    (void)size;
#endif
    clearok(stdscr, TRUE);
}

/* Themes */

/* A theme's colour as curses has it. */
static short color_of(int color, short own)
{
    if (color == COLOR_OWN)
        return own;
    return (short)(color >= COLORS ? color - COLOR_8_GRAY : color);
}

void terminal_theme(struct terminal *t, enum theme theme)
{
    const struct theme_row *row = theme_row(t->color ? theme : THEME_MONO);
    bool defaults = t->color && use_default_colors() == OK;
    short foreground = color_of(row->foreground, defaults ? -1 : COLOR_WHITE);
    short background = color_of(row->background, defaults ? -1 : COLOR_BLACK);
    for (enum style style = 0; style < STYLE_COUNT; style++) {
        t->looks[style] = look_on(style_look(t->color ? theme : THEME_MONO, style), COLORS);
        if (t->color)
            init_pair((short)(style + 1), color_of(t->looks[style].color, foreground), background);
    }
    t->shown_rows = 0;
    clearok(stdscr, TRUE);
}

/* Opening and closing */

static bool open_curses(struct terminal *t, struct error *error)
{
    const char *type = getenv("TERM");
    if (type == NULL || type[0] == '\0')
        return error_set(error, EXIT_STATUS_FAILED,
                         "the dashboard cannot tell what terminal this is, because TERM is not "
                         "set; set it (most are xterm-256color), or use --report");
    char clean[64];
    text_sanitize(clean, sizeof clean, type, strlen(type));
    t->in = keyboard_open();
    t->out = display_open();
    if (t->in == NULL || t->out == NULL)
        return error_set(error, EXIT_STATUS_FAILED,
                         "the dashboard found no terminal to show itself on (%s); use --report",
                         strerror(errno));
    rescue_begin(fileno(t->out));
    stop_begin();
    t->screen = newterm(NULL, t->out, t->in);
    if (t->screen == NULL)
        return error_set(error, EXIT_STATUS_FAILED,
                         "the terminal type \"%s\" is not known here; set TERM to one that is "
                         "(most understand xterm), or use --report",
                         clean);
    char cup[] = "cup";
    const char *move = tigetstr(cup);
    if (move == NULL || move == (const char *)-1) {
        endwin();
        return error_set(error, EXIT_STATUS_FAILED,
                         "the terminal type \"%s\" cannot place its cursor, which the dashboard "
                         "needs; set TERM to another, or use --report",
                         clean);
    }
    return true;
}

static void setup_curses(struct terminal *t, bool color)
{
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    intrflush(stdscr, FALSE);
    curs_set(0);
#ifdef NCURSES_VERSION
    set_escdelay(ESCAPE_DELAY_MS);
#endif
    t->color = color && has_colors();
    if (t->color)
        start_color();
    terminal_theme(t, THEME_TERMINAL);
}

static void terminal_free(struct terminal *t)
{
    stop_end();
    if (t->screen != NULL)
        delscreen(t->screen);
    if (t->in != NULL)
        fclose(t->in);
    if (t->out != NULL)
        fclose(t->out);
    free(t->shown);
    free(t);
}

struct terminal *terminal_open(bool color, void (*epitaph)(int signal), struct error *error)
{
    struct terminal *t = calloc(1, sizeof *t);
    if (t == NULL) {
        error_set(error, EXIT_STATUS_FAILED, "there is no memory for the terminal");
        return NULL;
    }
    setlocale(LC_CTYPE, "");
    t->unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    btowc(
        'x'); /* an encoding's tables are loaded at their first use, when files may be out of reach */
    if (!open_curses(t, error)) {
        terminal_free(t);
        return NULL;
    }
    rescue_prepare();
    rescue_arm(epitaph);
    setup_curses(t, color);
    return t;
}

void terminal_abandon(void)
{
    rescue_abandon();
}

void terminal_close(struct terminal *t)
{
    if (t == NULL)
        return;
    /* The end is not put off where a shell took the terminal back meanwhile. */
    signal(SIGTTOU, SIG_IGN);
    if (!isendwin()) /* else it was given back at a stop, and is in use */
        endwin();
    rescue_disarm();
    terminal_free(t);
}

bool terminal_is_unicode(const struct terminal *t)
{
    return t->unicode;
}

void terminal_size(const struct terminal *t, int *width, int *height)
{
    (void)t;
    getmaxyx(stdscr, *height, *width);
    *width = *width < 1 ? 1 : *width;
    *height = *height < 1 ? 1 : *height;
}

/* Showing */

static attr_t attributes_of(const struct terminal *t, enum style style)
{
    unsigned attributes = t->looks[style].attributes;
    attr_t result = A_NORMAL;
    if ((attributes & ATTRIBUTE_BOLD) != 0)
        result |= A_BOLD;
    if ((attributes & ATTRIBUTE_DIM) != 0)
        result |= A_DIM;
    if ((attributes & ATTRIBUTE_REVERSE) != 0)
        result |= A_REVERSE;
    return result;
}

/* The characters of a cell as curses takes them. Where the system's idea of a character's width is
 * not ours, others would be moved: then something harmless of the right width stands in for it. */
static void cell_characters(const struct cell *cell, wchar_t out[CELL_MARKS + 2])
{
    int n = 0;
    if (cell->glyph < 0x7f || wcwidth((wchar_t)cell->glyph) == cell->columns) {
        out[n++] = (wchar_t)cell->glyph;
        for (int i = 0; i < CELL_MARKS && cell->mark[i] != 0; i++)
            if (wcwidth((wchar_t)cell->mark[i]) == 0)
                out[n++] = (wchar_t)cell->mark[i];
    } else {
        out[n++] = REPLACEMENT;
    }
    out[n] = L'\0';
}

static void cell_show(const struct terminal *t, int row, int column, const struct cell *cell)
{
    wchar_t characters[CELL_MARKS + 2];
    cchar_t complex;
    attr_t attributes = attributes_of(t, (enum style)cell->style);
    short pair = (short)(t->color ? cell->style + 1 : 0);
    cell_characters(cell, characters);
    if (setcchar(&complex, characters, attributes, pair, NULL) != OK)
        return;
    mvadd_wch(row, column, &complex);
    if (cell->columns == 2 && characters[0] == REPLACEMENT)
        mvadd_wch(row, column + 1, &complex);
}

/* What curses was given last, row by row: rows that are the same need not be given again, which takes longer than
 * all drawing before it. */
static bool shown_is(struct terminal *t, const struct canvas *c, int row)
{
    size_t bytes = (size_t)c->width * sizeof *c->cells;
    struct cell *shown = t->shown + (size_t)row * (size_t)c->width;
    const struct cell *cells = c->cells + (size_t)row * (size_t)c->width;
    if (t->shown_rows > row && memcmp(shown, cells, bytes) == 0)
        return true;
    memcpy(shown, cells, bytes);
    return false;
}

/* Makes room to remember a canvas; false where memory is short. */
static bool shown_resize(struct terminal *t, const struct canvas *c, int height, int width)
{
    bool same = c->width == t->shown_width && height == t->height && width == t->width;
    if (same && c->height <= t->shown_room)
        return true;
    struct cell *cells = realloc(t->shown, (size_t)c->width * (size_t)c->height * sizeof *cells);
    t->shown_rows = 0;
    if (cells == NULL)
        return false;
    t->shown = cells;
    t->shown_width = c->width;
    t->shown_room = c->height;
    t->height = height;
    t->width = width;
    return true;
}

void terminal_show(struct terminal *t, const struct canvas *c)
{
    int height, width;
    if (stop_was_forced())
        continue_obey();
    getmaxyx(stdscr, height, width);
    bool remembers = shown_resize(t, c, height, width);
    for (int row = 0; row < c->height && row < height; row++) {
        if (remembers && shown_is(t, c, row))
            continue;
        for (int column = 0; column < c->width && column < width; column++) {
            const struct cell *cell = canvas_cell(c, row, column);
            if (cell->columns > 0)
                cell_show(t, row, column, cell);
        }
    }
    t->shown_rows = remembers ? c->height : 0;
    refresh();
}

void terminal_forget(struct terminal *t)
{
    t->shown_rows = 0;
    clearok(stdscr, TRUE);
}

bool terminal_copy(struct terminal *t, const char *text, size_t n)
{
    /* curses has written all it had to: it does so at the end of each refresh. */
    return clipboard_copy(t->out, text, n);
}

/* Keys */

static int special_key(wint_t key)
{
    switch (key) {
    case KEY_UP: return INPUT_UP;
    case KEY_DOWN: return INPUT_DOWN;
    case KEY_LEFT: return INPUT_LEFT;
    case KEY_RIGHT: return INPUT_RIGHT;
    case KEY_BACKSPACE: return INPUT_BACKSPACE;
    case KEY_DC: return INPUT_DELETE;
    case KEY_PPAGE: return INPUT_PAGE_UP;
    case KEY_NPAGE: return INPUT_PAGE_DOWN;
    case KEY_HOME: return INPUT_HOME;
    case KEY_END: return INPUT_END;
    case KEY_BTAB: return INPUT_SHIFT_TAB;
    case KEY_ENTER: return INPUT_ENTER;
    case KEY_F(1): return INPUT_F1;
    case KEY_F(3): return INPUT_F3;
    case KEY_F(4): return INPUT_F4;
    case KEY_F(6): return INPUT_F6;
    case KEY_F(10): return INPUT_F10;
    case KEY_RESIZE: return INPUT_RESIZE;
    default: return INPUT_NONE;
    }
}

/* The mouse. Clicks are not waited for: a press counts at once; only what came together is put together by
 * curses. */

#if defined(NCURSES_MOUSE_VERSION) && NCURSES_MOUSE_VERSION > 1
static const mmask_t twice = BUTTON1_DOUBLE_CLICKED | BUTTON1_TRIPLE_CLICKED;
static const mmask_t once = BUTTON1_PRESSED | BUTTON1_CLICKED;
static const mmask_t wheel = BUTTON4_PRESSED | BUTTON5_PRESSED;

void terminal_mouse(struct terminal *t, bool used)
{
    (void)t;
    mouseinterval(0);
    mousemask(used ? once | twice | wheel : 0, NULL);
}

static bool click_take(struct terminal *t)
{
    MEVENT event;
    if (getmouse(&event) != OK || (event.bstate & (once | twice | wheel)) == 0)
        return false;
    enum button button = BUTTON_LEFT;
    if ((event.bstate & wheel) != 0)
        button = (event.bstate & BUTTON4_PRESSED) != 0 ? BUTTON_WHEEL_UP : BUTTON_WHEEL_DOWN;
    else if ((event.bstate & twice) != 0)
        button = BUTTON_LEFT_TWICE;
    t->click = (struct click){button, event.y, event.x};
    return true;
}
#else
void terminal_mouse(struct terminal *t, bool used)
{
    (void)t, (void)used;
}

static bool click_take(struct terminal *t)
{
    (void)t;
    return false;
}
#endif

struct click terminal_click(const struct terminal *t)
{
    return t->click;
}

int terminal_key(struct terminal *t, int timeout_ms)
{
    wint_t key = 0;
    timeout(timeout_ms);
    if (stop_is_wanted())
        stop_obey(t);
    if (isendwin() || stop_was_forced())
        return INPUT_NONE; /* there is a terminal again when something is shown next */
    int kind = get_wch(&key);
    if (kind == KEY_CODE_YES && key == KEY_MOUSE)
        return click_take(t) ? INPUT_MOUSE : INPUT_NONE;
    if (kind == KEY_CODE_YES && key == KEY_RESIZE)
        t->shown_rows = 0; /* curses has cut or filled up its rows */
    if (kind == KEY_CODE_YES)
        return special_key(key);
    if (kind == ERR) {
        /* No key, or no terminal any more: then reading fails at once, for ever. */
        struct pollfd keyboard = {.fd = fileno(t->in), .events = POLLIN};
        bool gone = poll(&keyboard, 1, 0) > 0 &&
                    (keyboard.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
        return gone ? INPUT_HANGUP : INPUT_NONE;
    }
    /* Terminals send either of two for the key above Enter, whatever terminfo says. */
    if (key == 0x08 || key == 0x7f)
        return INPUT_BACKSPACE;
    return key == '\n' ? INPUT_ENTER : (int)key;
}
