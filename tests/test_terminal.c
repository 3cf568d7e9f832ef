/* SPDX-License-Identifier: MIT */

/*
 * The dashboard on a terminal: runs the program named on the command line on a pseudo-terminal, with
 * a terminal emulator (libvterm) at the other end, and looks at what a person would see, and at how
 * the terminal is left behind.
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
    bool alternate, cursor, title, bell, mouse;
    char last[6]; /* bytes of the program, for what the emulator does not tell */
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

/* Whether the program wants the mouse (xterm's mode 1000, which curses asks for together with another;
 * not every emulator understands that). */
static void mouse_notice(struct session *s, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        memmove(s->last, s->last + 1, 4);
        s->last[4] = bytes[i];
        if (memcmp(s->last, "1000h", 5) == 0 || memcmp(s->last, "1000l", 5) == 0)
            s->mouse = s->last[4] == 'h';
    }
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
    mouse_notice(s, bytes, (size_t)n);
    vterm_input_write(s->vt, bytes, (size_t)n);
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
    assert_false(s->mouse);
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
    press(s, "?");
    wait_for(s, "Views");
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
    assert_true(s->mouse);
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
    wait_for(s, "U unicast");
    assert_true(s->alternate);
    press(s, "q");
    wait_for_end(s);
    assert_true(WIFEXITED(s->status) && WEXITSTATUS(s->status) == 0);
    check_left_as_before(s);
    session_free(s);
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
    if (count < 2) {
        fputs("test_terminal: name the program to run, and its arguments\n", stderr);
        return 2;
    }
    program = arguments + 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_starts_helps_and_quits),
        cmocka_unit_test(the_mouse_clicks),
        cmocka_unit_test(it_survives_every_size),
        cmocka_unit_test(keys_come_from_the_terminal),
        cmocka_unit_test(keys_work_while_standard_input_is_read),
        cmocka_unit_test(signals_leave_the_terminal_as_it_was),
        cmocka_unit_test(it_can_be_stopped_and_continued),
        cmocka_unit_test(unusable_terminals_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
