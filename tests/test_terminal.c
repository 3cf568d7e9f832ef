/* SPDX-License-Identifier: MIT */

/*
 * The dashboard on a terminal: runs the program named on the command line on a pseudo-terminal, with
 * a terminal emulator (libvterm) at the other end, and looks at what a person would see, and at how
 * the terminal is left behind. The second argument is a capture of hostile names; the rest are the
 * program's.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <vterm.h>

#include "savefile_builder.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { ROWS = 24, COLUMNS = 80, ROWS_MAX = 100, COLUMNS_MAX = 300, PATIENCE_MS = 10000 };

static char **program; /* with its arguments */
static char *hostile;  /* a capture */

/* The private modes of a terminal, by what was written to it: "\e[?25l" and the like, and the keypad's
 * "\e=". So that what somebody sets some day (bracketed paste) has to be taken back, too. */
enum {
    MODES = 3000,
    MODE_WRAP = 7,
    MODE_CURSOR = 25,
    MODE_KEYPAD = 66,
    MODE_MOUSE = 1000,
    MODE_ALTERNATE = 1049
};

struct modes {
    bool on[MODES];
    char sequence[32]; /* that has begun */
    size_t n;
};

static void modes_start(struct modes *m)
{
    memset(m, 0, sizeof *m);
    m->on[MODE_WRAP] = m->on[MODE_CURSOR] = true;
}

static void modes_set(struct modes *m, bool on)
{
    for (char *at = m->sequence + 2; *at == '?' || *at == ';';) {
        unsigned long mode = strtoul(at + 1, &at, 10);
        if (mode < MODES)
            m->on[mode] = on;
    }
}

static void modes_read(struct modes *m, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char c = bytes[i];
        if (c == 0x1b || m->n + 1 >= sizeof m->sequence)
            m->n = 0;
        if (c != 0x1b && m->n == 0)
            continue;
        m->sequence[m->n++] = c;
        m->sequence[m->n] = '\0';
        if (m->n == 2 && (c == '=' || c == '>'))
            m->on[MODE_KEYPAD] = c == '=';
        if (m->n > 3 && m->sequence[2] == '?' && (c == 'h' || c == 'l'))
            modes_set(m, c == 'h');
        if (m->n == 2 ? c != '[' : m->n > 2 && c >= 0x40)
            m->n = 0;
    }
}

/* As a terminal is that nobody did anything to. */
static void check_modes(const struct modes *m)
{
    for (int mode = 0; mode < MODES; mode++)
        if (m->on[mode] != (mode == MODE_WRAP || mode == MODE_CURSOR))
            fail_msg("the terminal's mode %d was left %s", mode, m->on[mode] ? "on" : "off");
}

/* A program and its terminal. */
struct session {
    pid_t child;
    int master, slave;
    int pipe[2]; /* MODE_PIPE: the program's standard input */
    bool ended;
    int status; /* as from waitpid() */
    struct termios before;
    VTerm *vt;
    VTermScreen *screen;
    bool alternate, cursor, title, bell;
    struct modes modes;
};

static int property_set(VTermProp property, VTermValue *value, void *user)
{
    struct session *s = user;
    if (property == VTERM_PROP_ALTSCREEN)
        s->alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        s->cursor = value->boolean;
    else if (property == VTERM_PROP_TITLE)
        s->title = true;
    return 1;
}

static int bell_ring(void *user)
{
    ((struct session *)user)->bell = true;
    return 1;
}

static void size_set(struct session *s, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    vterm_set_size(s->vt, rows, columns);
    assert_int_equal(ioctl(s->master, TIOCSWINSZ, &size), 0);
}

enum mode { MODE_PLAIN, MODE_NO_STDIN, MODE_PIPE, MODE_SHELL };

/* What a shell does: runs the program as its job, says when it was stopped, and continues it. */
static void run_as_shell(int fd)
{
    int status = 0;
    signal(SIGTTOU, SIG_IGN);
    pid_t job = fork();
    if (job == 0) {
        setpgid(0, 0);
        tcsetpgrp(fd, getpid());
        signal(SIGTTOU, SIG_DFL);
        execv(program[0], program);
        _exit(127);
    }
    setpgid(job, job);
    tcsetpgrp(fd, job);
    while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
        static const char stopped[] = "the job was stopped\r\n";
        static const struct timespec pause = {.tv_nsec = 500000000};
        if (write(fd, stopped, sizeof stopped - 1) < 0)
            _exit(126);
        nanosleep(&pause, NULL);
        kill(-job, SIGCONT);
    }
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 125);
}

static void run_child(struct session *s, const char *term, enum mode mode)
{
    setsid();
    int fd = open(ptsname(s->master), O_RDWR);
#ifdef TIOCSCTTY
    ioctl(fd, TIOCSCTTY, 0);
#endif
    dup2(fd, STDIN_FILENO);
    dup2(fd, STDOUT_FILENO);
    dup2(fd, STDERR_FILENO);
    if (mode == MODE_NO_STDIN) {
        int nothing = open("/dev/null", O_RDONLY);
        dup2(nothing, STDIN_FILENO);
    }
    if (mode == MODE_PIPE) {
        dup2(s->pipe[0], STDIN_FILENO);
        close(s->pipe[0]);
        close(s->pipe[1]);
    }
    close(s->master);
    close(s->slave);
    if (term != NULL)
        setenv("TERM", term, 1);
    else
        unsetenv("TERM");
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("NO_COLOR");
    if (mode == MODE_SHELL)
        run_as_shell(fd);
    if (mode == MODE_PIPE)
        execl(program[0], program[0], "-r", "-", (char *)NULL);
    else
        execv(program[0], program);
    _exit(127);
}

static struct session *session_new(const char *term, enum mode mode)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = property_set, .bell = bell_ring};
    struct session *s = calloc(1, sizeof *s);
    s->master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(s->master >= 0 && grantpt(s->master) == 0 && unlockpt(s->master) == 0);
    s->slave = open(ptsname(s->master), O_RDWR | O_NOCTTY);
    assert_true(s->slave >= 0);
    assert_int_equal(tcgetattr(s->slave, &s->before), 0);
    s->vt = vterm_new(ROWS, COLUMNS);
    vterm_set_utf8(s->vt, 1);
    s->screen = vterm_obtain_screen(s->vt);
    vterm_screen_enable_altscreen(s->screen, 1);
    vterm_screen_set_callbacks(s->screen, &callbacks, s);
    vterm_screen_reset(s->screen, 1);
    s->cursor = true;
    s->title = s->bell = false;
    modes_start(&s->modes);
    size_set(s, ROWS, COLUMNS);
    if (mode == MODE_PIPE)
        assert_int_equal(pipe(s->pipe), 0);
    s->child = fork();
    assert_true(s->child >= 0);
    if (s->child == 0)
        run_child(s, term, mode);
    return s;
}

static void session_free(struct session *s)
{
    if (!s->ended) {
        kill(s->child, SIGKILL);
        waitpid(s->child, &s->status, 0);
    }
    close(s->master);
    close(s->slave);
    vterm_free(s->vt);
    free(s);
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Gives the emulator what the program wrote within `wait_ms`; true where there was something. */
static bool pump(struct session *s, int wait_ms)
{
    char bytes[4096];
    struct pollfd fd = {.fd = s->master, .events = POLLIN};
    if (poll(&fd, 1, wait_ms) <= 0 || (fd.revents & POLLIN) == 0)
        return false;
    ssize_t n = read(s->master, bytes, sizeof bytes);
    if (n <= 0)
        return false;
    vterm_input_write(s->vt, bytes, (size_t)n);
    modes_read(&s->modes, bytes, (size_t)n);
    return true;
}

static const char *screen_text(struct session *s)
{
    static char text[ROWS_MAX * COLUMNS_MAX * 4];
    int rows, columns;
    vterm_get_size(s->vt, &rows, &columns);
    size_t n = 0;
    for (int row = 0; row < rows; row++) {
        VTermRect line = {row, row + 1, 0, columns};
        n += vterm_screen_get_text(s->screen, text + n, sizeof text - n - 2, line);
        text[n++] = '\n';
    }
    text[n] = '\0';
    return text;
}

static void wait_for(struct session *s, const char *expected)
{
    int64_t until = now_ms() + PATIENCE_MS;
    while (strstr(screen_text(s), expected) == NULL) {
        pump(s, 50);
        if (now_ms() > until)
            fail_msg("\"%s\" never came on the screen:\n%s", expected, screen_text(s));
    }
}

static void press(struct session *s, const char *keys)
{
    assert_int_equal(write(s->master, keys, strlen(keys)), (int)strlen(keys));
}

static void wait_for_end(struct session *s)
{
    int64_t until = now_ms() + PATIENCE_MS;
    while (!s->ended) {
        pump(s, 20);
        s->ended = waitpid(s->child, &s->status, WNOHANG) == s->child;
        if (now_ms() > until)
            fail_msg("the program did not end:\n%s", screen_text(s));
    }
    while (pump(s, 50))
        ;
}

static void check_left_as_before(struct session *s)
{
    struct termios after;
    assert_false(s->alternate);
    assert_true(s->cursor);
    check_modes(&s->modes);
    assert_int_equal(tcgetattr(s->slave, &after), 0);
    assert_int_equal(after.c_lflag, s->before.c_lflag);
    assert_int_equal(after.c_iflag, s->before.c_iflag);
    assert_int_equal(after.c_oflag, s->before.c_oflag);
    assert_int_equal(after.c_cflag, s->before.c_cflag);
    assert_memory_equal(after.c_cc, s->before.c_cc, sizeof after.c_cc);
    assert_false(s->title);
    assert_false(s->bell);
}

static void it_starts_helps_and_quits(void **state)
{
    (void)state;
    struct session *s = session_new("xterm-256color", MODE_PLAIN);
    wait_for(s, "U unicast");
    assert_true(s->alternate);
    assert_false(s->cursor);
    assert_true(s->modes.on[MODE_ALTERNATE] && s->modes.on[MODE_KEYPAD]);
    press(s, "?");
    wait_for(s, "Keys in Overview");
    press(s, "\x1b");
    wait_for(s, "U unicast");
    press(s, "2\x1bOB\x1bOB"); /* cursor keys in the keypad's application mode */
    wait_for(s, "hosts: ");
    press(s, "q");
    wait_for_end(s);
    assert_true(WIFEXITED(s->status) && WEXITSTATUS(s->status) == 0);
    check_left_as_before(s);
    session_free(s);
}

static void the_mouse_clicks(void **state)
{
    (void)state;
    struct session *s = session_new("xterm-256color", MODE_PLAIN);
    wait_for(s, "U unicast");
    assert_true(s->modes.on[MODE_MOUSE]);
    press(s, "\x1b[<0;8;2M\x1b[<0;8;2m"); /* the second tab */
    wait_for(s, "hosts: ");
    press(s, "\x1b[<0;5;4M\x1b[<0;5;4m"); /* a heading */
    wait_for(s, "by MAC address");
    press(s, "\x1b[<65;10;7M"); /* the wheel */
    press(s, "q");
    wait_for_end(s);
    check_left_as_before(s);
    session_free(s);
}

static void it_survives_every_size(void **state)
{
    (void)state;
    static const struct {
        int rows, columns;
    } sizes[] = {{1, 1},   {60, 200}, {2, 300}, {100, 2},  {1, 80}, {24, 1},
                 {10, 40}, {1, 1},    {3, 3},   {60, 200}, {7, 39}, {8, 40}};
    struct session *s = session_new("xterm", MODE_PLAIN);
    wait_for(s, "U unicast");
    for (int turn = 0; turn < 3; turn++) {
        for (size_t i = 0; i < COUNT(sizes); i++) {
            size_set(s, sizes[i].rows, sizes[i].columns);
            press(s, "\t");
            while (pump(s, turn == 0 ? 200 : 5))
                ;
        }
    }
    size_set(s, ROWS, COLUMNS);
    press(s, "1");
    wait_for(s, "M multicast");
    wait_for(s, "q quit");
    press(s, "q");
    wait_for_end(s);
    assert_true(WIFEXITED(s->status) && WEXITSTATUS(s->status) == 0);
    check_left_as_before(s);
    session_free(s);
}

static void keys_come_from_the_terminal(void **state)
{
    (void)state;
    struct session *s = session_new("xterm", MODE_NO_STDIN);
    wait_for(s, "U unicast");
    press(s, "q");
    wait_for_end(s);
    assert_true(WIFEXITED(s->status) && WEXITSTATUS(s->status) == 0);
    check_left_as_before(s);
    session_free(s);
}

/* An ARP request from a machine of its own, as a record of a capture. */
static void request_add(struct built *b, uint32_t seconds, uint8_t machine)
{
    char frame[42] = "\xff\xff\xff\xff\xff\xff\x00\x00\x5e\x00\x53?\x08\x06"
                     "\x00\x01\x08\x00\x06\x04\x00\x01\x00\x00\x5e\x00\x53?\xc0\x00\x02?"
                     "\x00\x00\x00\x00\x00\x00\xc0\x00\x02";
    frame[11] = frame[27] = frame[31] = (char)machine;
    frame[41] = (char)254;
    put32(b, seconds);
    put32(b, 0);
    put32(b, sizeof frame);
    put32(b, sizeof frame);
    put_bytes(b, frame, sizeof frame);
}

static void feed(struct session *s, const struct built *b, size_t from)
{
    assert_int_equal(write(s->pipe[1], b->bytes + from, b->n - from), (int)(b->n - from));
}

/* A pipe is followed while it grows, and the keys are the terminal's meanwhile and afterwards. */
static void keys_work_while_standard_input_is_read(void **state)
{
    (void)state;
    struct session *s = session_new("xterm", MODE_PIPE);
    struct built b = {.big = false};
    pcap_begin(&b, 0xa1b2c3d4, 2, 4, 65535, 1);
    request_add(&b, 1, 1);
    request_add(&b, 2, 2);
    feed(s, &b, 0);
    wait_for(s, "U unicast");
    press(s, "2");
    wait_for(s, "hosts: 2");
    size_t before = b.n;
    request_add(&b, 3, 3);
    feed(s, &b, before);
    wait_for(s, "hosts: 3");
    press(s, "1");
    wait_for(s, "U unicast");
    close(s->pipe[1]);
    press(s, "2");
    wait_for(s, "hosts: 3");
    press(s, "q");
    wait_for_end(s);
    assert_true(WIFEXITED(s->status) && WEXITSTATUS(s->status) == 0);
    assert_non_null(strstr(screen_text(s), "castscope: 3 frames, 126 bytes"));
    check_left_as_before(s);
    close(s->pipe[0]);
    session_free(s);
}

static void signals_leave_the_terminal_as_it_was(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int signal;
        bool fatal; /* it is to be seen in how the program ended */
    } rows[] = {
        {"TERM", SIGTERM, false}, {"INT", SIGINT, false},  {"HUP", SIGHUP, false},
        {"QUIT", SIGQUIT, false}, {"SEGV", SIGSEGV, true}, {"ABRT", SIGABRT, true},
        {"BUS", SIGBUS, true},    {"FPE", SIGFPE, true},   {"ILL", SIGILL, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct session *s = session_new("xterm", MODE_PLAIN);
        wait_for(s, "U unicast");
        kill(s->child, rows[i].signal);
        wait_for_end(s);
        print_message("%s\n", rows[i].name);
        if (rows[i].fatal)
            assert_true(WIFSIGNALED(s->status) && WTERMSIG(s->status) == rows[i].signal);
        check_left_as_before(s);
        session_free(s);
    }
}

static void it_can_be_stopped_and_continued(void **state)
{
    (void)state;
    struct session *s = session_new("xterm", MODE_SHELL);
    wait_for(s, "U unicast");
    press(s, "\x1a"); /* Ctrl-Z */
    wait_for(s, "the job was stopped");
    assert_false(s->alternate);
    assert_true(s->cursor);
    check_modes(&s->modes);
    wait_for(s, "U unicast");
    assert_true(s->alternate);
    press(s, "q");
    wait_for_end(s);
    assert_true(WIFEXITED(s->status) && WEXITSTATUS(s->status) == 0);
    check_left_as_before(s);
    session_free(s);
}

/* What stands around a view is left out: it also says what can be done, and that everything is read. */
enum { ROWS_ABOVE = 2, ROWS_BELOW = 2 };

/* So high a screen has a row for the replay's time line, which on a terminal also says how long reading
 * took. */
static int time_line_rows(int rows)
{
    return rows >= 16 ? 1 : 0;
}

/* The rows of a view as the program prints them, trailing blanks cut. */
static void view_print(char *const arguments[], const char *view, int rows, int columns, char *out,
                       size_t cap)
{
    char command[1024], line[COLUMNS_MAX * 4];
    int n = snprintf(command, sizeof command, "'%s'", program[0]);
    for (int i = 1; arguments[i] != NULL; i++)
        n += snprintf(command + n, sizeof command - (size_t)n, " '%s'", arguments[i]);
    snprintf(command + n, sizeof command - (size_t)n, " --screen %dx%d --view %s", columns, rows,
             view);
    setenv("LC_ALL", "C.UTF-8", 1);
    FILE *printed = popen(command, "r");
    assert_non_null(printed);
    size_t used = 0;
    for (int row = 0; fgets(line, sizeof line, printed) != NULL; row++)
        if (row >= ROWS_ABOVE && row < rows - ROWS_BELOW - time_line_rows(rows))
            used += (size_t)snprintf(out + used, cap - used, "%s", line);
    assert_int_equal(pclose(printed), 0);
    assert_true(used > 0 && used < cap);
}

/* The same rows on the terminal. */
static void view_read(struct session *s, char *out, size_t cap)
{
    int rows, columns;
    vterm_get_size(s->vt, &rows, &columns);
    const char *at = screen_text(s);
    size_t used = 0;
    for (int row = 0; row < rows; row++) {
        size_t n = strcspn(at, "\n"), end = n;
        while (end > 0 && at[end - 1] == ' ')
            end--;
        if (row >= ROWS_ABOVE && row < rows - ROWS_BELOW - time_line_rows(rows))
            used += (size_t)snprintf(out + used, cap - used, "%.*s\n", (int)end, at);
        at += n + 1;
    }
    assert_true(used < cap);
}

static void check_views(char **arguments)
{
    static const struct {
        const char *key, *view;
    } views[] = {{"1", "overview"},   {"2", "hosts"},        {"3", "groups"}, {"4", "broadcast"},
                 {"5", "link-local"}, {"6", "neighbours"},   {"7", "names"},  {"0", "findings"},
                 {"9", "frames"},     {"8", "conversations"}};
    static const int sizes[][2] = {{24, 80}, {43, 132}, {10, 40}};
    static char expected[ROWS_MAX * COLUMNS_MAX * 4], got[ROWS_MAX * COLUMNS_MAX * 4];
    char **before = program;
    program = arguments;
    struct session *s = session_new("xterm-256color", MODE_PLAIN);
    wait_for(s, "U unicast");
    for (size_t size = 0; size < COUNT(sizes); size++) {
        size_set(s, sizes[size][0], sizes[size][1]);
        for (size_t i = 0; i < COUNT(views); i++) {
            view_print(arguments, views[i].view, sizes[size][0], sizes[size][1], expected,
                       sizeof expected);
            press(s, views[i].key);
            int64_t until = now_ms() + PATIENCE_MS;
            do {
                pump(s, 20);
                view_read(s, got, sizeof got);
                if (now_ms() > until)
                    fail_msg("%s at %dx%d: expected\n%s, on the terminal there is\n%s",
                             views[i].view, sizes[size][1], sizes[size][0], expected, got);
            } while (strcmp(expected, got) != 0);
        }
    }
    press(s, "q");
    wait_for_end(s);
    assert_true(WIFEXITED(s->status) && WEXITSTATUS(s->status) == 0);
    check_left_as_before(s);
    session_free(s);
    program = before;
}

/* The terminal shows what is printed without one, after each change of its size, too. */
static void every_view_is_as_printed(void **state)
{
    (void)state;
    check_views(program);
}

/* No name reaches the terminal as anything but its cells. */
static void hostile_names_are_as_printed(void **state)
{
    (void)state;
    char option[] = "-r";
    char *arguments[] = {program[0], option, hostile, NULL};
    check_views(arguments);
}

static void unusable_terminals_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *term, *expected;
    } rows[] = {
        {NULL, "TERM"},
        {"", "TERM"},
        {"no-such-terminal", "no-such-terminal"},
        {"dumb", "dumb"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct session *s = session_new(rows[i].term, MODE_PLAIN);
        wait_for_end(s);
        if (strstr(screen_text(s), rows[i].expected) == NULL)
            fail_msg("\"%s\" is not said:\n%s", rows[i].expected, screen_text(s));
        assert_true(WIFEXITED(s->status) && WEXITSTATUS(s->status) == 1);
        check_left_as_before(s);
        session_free(s);
    }
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fputs("test_terminal: name the program to run, a hostile capture, and arguments\n", stderr);
        return 2;
    }
    hostile = arguments[2];
    arguments[2] = arguments[1];
    program = arguments + 2;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_starts_helps_and_quits),
        cmocka_unit_test(the_mouse_clicks),
        cmocka_unit_test(it_survives_every_size),
        cmocka_unit_test(keys_come_from_the_terminal),
        cmocka_unit_test(keys_work_while_standard_input_is_read),
        cmocka_unit_test(signals_leave_the_terminal_as_it_was),
        cmocka_unit_test(it_can_be_stopped_and_continued),
        cmocka_unit_test(every_view_is_as_printed),
        cmocka_unit_test(hostile_names_are_as_printed),
        cmocka_unit_test(unusable_terminals_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
