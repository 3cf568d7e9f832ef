/* SPDX-License-Identifier: MIT */

/* The command line: what each option sets, what is refused and how, what the help looks like. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "options.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* What sentences end with. */
#define HELP     "; castscope --help lists the options"
#define SIZE     "needs a number above 0, such as 500k, 100M or 1G"
#define SPAN     "needs a number above 0, such as 30, 10m or 1h"
#define ROTATION "--force, --rotate-size, --rotate-time, --rotate-keep"
#define SCREEN   "needs columns and rows, such as 80x24, up to 1000x1000"
#define SECONDS  "needs seconds above 0, such as 1.5, up to 1000000000"
#define SPEED    "needs a speed from 1/8 to 64, such as 0.5 or 4, or max"
#define CLOCK                                                                                   \
    "--speed, --max-gap, --start, --loop: go with -r FILE or --demo, which can be read again; " \
    "castscope --help lists the options"

enum { WORDS = 80 };

/* Reads a command line whose words are separated by '|'. The words stay valid until the next call. */
static bool line_read(const char *line, struct options *o, struct error *error)
{
    static char text[8192], name[] = "castscope";
    char *argv[WORDS] = {name};
    int argc = 1;
    assert_true(strlen(line) < sizeof text);
    strcpy(text, line);
    for (char *word = text; word != NULL && line[0] != '\0'; argc++) {
        assert_true(argc < WORDS);
        argv[argc] = word;
        word = strchr(word, '|');
        if (word != NULL)
            *word++ = '\0';
    }
    return options_read(o, argc, argv, error);
}

/* Everything that a command line sets, in words; what is as it is without options is left out. */
static const char *described(const struct options *o)
{
    static const char *const modes[] = {"dashboard", "report", "json", "frames", "screen",
                                        "silent",    "list",   "help", "version"};
    static char text[1024];
    struct text t = text_over(text, sizeof text);
    text_add(&t, modes[o->mode]);
    for (size_t i = 0; i < o->interface_count; i++)
        text_addf(&t, " i=%s", o->interfaces[i]);
    for (size_t i = 0; i < o->file_count; i++)
        text_addf(&t, " r=%s", o->files[i]);
    if (o->filter[0] != '\0')
        text_addf(&t, " f=%s", o->filter);
    if (o->count != 0)
        text_addf(&t, " c=%llu", (unsigned long long)o->count);
    if (o->duration_s > 0)
        text_addf(&t, " ms=%ld", (long)(o->duration_s * 1000));
    if (o->speed > REPLAY_MAX) {
        text_add_char(&t, ' ');
        replay_speed_add(&t, o->speed);
    }
    if (o->max_gap_s > 0)
        text_addf(&t, " gap=%ld", (long)(o->max_gap_s * 1000));
    if (o->start.kind != MOMENT_NONE)
        text_addf(&t, " start=%d,%lld", (int)o->start.kind, (long long)o->start.value);
    if (o->loop)
        text_add(&t, " loop");
    if (o->snapshot_length != 262144)
        text_addf(&t, " s=%d", o->snapshot_length);
    if (o->buffer_kib != 16384)
        text_addf(&t, " B=%d", o->buffer_kib);
    if (o->mode == MODE_SCREEN)
        text_addf(&t, " %dx%d", o->width, o->height);
    if (o->view != NULL)
        text_addf(&t, " view=%s", o->view);
    if (o->keys != NULL)
        text_addf(&t, " keys=%s", o->keys);
    if (o->oui != NULL)
        text_addf(&t, " oui=%s", o->oui);
    if (o->record != NULL)
        text_addf(&t, " w=%s", o->record);
    if (o->sandbox != SANDBOX_AUTO)
        text_addf(&t, " sandbox=%s", sandbox_mode_name(o->sandbox));
    if (o->user != NULL)
        text_addf(&t, " user=%s", o->user);
    if (o->rotate_bytes != 0)
        text_addf(&t, " bytes=%llu", (unsigned long long)o->rotate_bytes);
    if (o->rotate_s != 0)
        text_addf(&t, " s=%llu", (unsigned long long)o->rotate_s);
    if (o->rotate_keep != 0)
        text_addf(&t, " keep=%llu", (unsigned long long)o->rotate_keep);
    const struct {
        bool set;
        const char *name;
    } flags[] = {{o->demo, "demo"},         {!o->promiscuous, "p"}, {o->immediate, "immediate"},
                 {o->ascii, "ascii"},       {o->numeric, "n"},      {o->quiet, "q"},
                 {o->no_color, "no-color"}, {o->force, "force"},    {t.cut, "(cut)"}};
    for (size_t i = 0; i < COUNT(flags); i++)
        if (flags[i].set)
            text_addf(&t, " %s", flags[i].name);
    return text;
}

static void lines_that_are_right(void **state)
{
    (void)state;
    static const struct {
        const char *line, *expected;
    } rows[] = {
        {"", "dashboard"},
        {"-i|eth0", "dashboard i=eth0"},
        {"-ieth0", "dashboard i=eth0"},
        {"-i|eth0|-i|2|-i|loopback", "dashboard i=eth0 i=2 i=loopback"},
        {"-r|a.pcap", "dashboard r=a.pcap"},
        {"-r|b|-r|a|-r|-", "dashboard r=b r=a r=-"},
        {"-r|same|-r|same", "dashboard r=same r=same"},
        {"--demo", "dashboard demo"},
        {"-D", "list"},
        {"-f|udp port 5353", "dashboard f=udp port 5353"},
        {"-f|", "dashboard"},
        {"arp", "dashboard f=arp"},
        {"not|port|22", "dashboard f=not port 22"},
        {"not port 22|or arp", "dashboard f=not port 22 or arp"},
        {"udp|-n|or|-q|tcp", "dashboard f=udp or tcp n q"},
        {"-n|--|-q|--json", "dashboard f=-q --json n"},
        {"-c|10", "dashboard c=10"},
        {"-c10|-c|5", "dashboard c=5"},
        {"-c|18446744073709551615", "dashboard c=18446744073709551615"},
        {"--duration|1.5", "dashboard ms=1500"},
        {"--duration=60|--duration|2", "dashboard ms=2000"},
        {"--demo|--speed|1/2", "dashboard x1/2 demo"},
        {"--demo|--speed=max", "dashboard demo"},
        {"-r|a|--speed|1|--speed|10", "dashboard r=a x10"},
        {"--demo|--max-gap|1.5", "dashboard gap=1500 demo"},
        {"--demo|--start|1:30", "dashboard x1 start=1,90000000000 demo"},
        {"--demo|--start|#7|--speed|2", "dashboard x2 start=4,7 demo"},
        {"--demo|--start|+1", "dashboard x1 start=2,1000000000 demo"},
        {"--demo|--loop", "dashboard x1 loop demo"},
        {"--demo|--speed|2|--report", "report x2 demo"},
        {"-s|96", "dashboard s=96"},
        {"-s|0", "dashboard"},
        {"-s|1|-s|262144", "dashboard"},
        {"-p", "dashboard p"},
        {"-B|64", "dashboard B=64"},
        {"-B|1048576", "dashboard B=1048576"},
        {"--immediate", "dashboard immediate"},
        {"--report", "report"},
        {"--report|--report", "report"},
        {"--json", "json"},
        {"--frames", "frames"},
        {"--screen|80x24", "screen 80x24"},
        {"--screen=1x1000", "screen 1x1000"},
        {"--screen|80x24|--screen|200x60", "screen 200x60"},
        {"--view|hosts|--screen|80x24", "screen 80x24 view=hosts"},
        {"--screen|80x24|--view=hosts|--view=groups", "screen 80x24 view=groups"},
        {"--screen|80x24|--keys|2 j", "screen 80x24 keys=2 j"},
        {"--oui|builtin", "dashboard oui=builtin"},
        {"--oui=x=y", "dashboard oui=x=y"},
        {"-w|a.pcap", "dashboard w=a.pcap"},
        {"-wa.pcap|--force|--json", "json w=a.pcap force"},
        {"-w|-", "dashboard w=-"},
        {"-w|a|--rotate-size|1", "dashboard w=a bytes=1"},
        {"-w|a|--rotate-size|500k", "dashboard w=a bytes=500000"},
        {"-w|a|--rotate-size=100M", "dashboard w=a bytes=100000000"},
        {"-w|a|--rotate-size|9G|--rotate-time|90", "dashboard w=a bytes=9000000000 s=90"},
        {"-w|a|--rotate-time|10m|--rotate-keep|3", "dashboard w=a s=600 keep=3"},
        {"--sandbox|strict|--user=me", "dashboard sandbox=strict user=me"},
        {"--sandbox|off|--sandbox|auto", "dashboard"},
        {"-w|a|--rotate-time|2h", "dashboard w=a s=7200"},
        {"--ascii", "dashboard ascii"},
        {"--no-color", "dashboard no-color"},
        {"-n", "dashboard n"},
        {"-q", "dashboard q"},
        {"-npq", "dashboard p n q"},
        {"-npc7|-q", "dashboard c=7 p n q"},
        {"-nr|x|arp", "dashboard r=x f=arp n"},
        {"-h", "help"},
        {"-nh", "help n"},
        {"--help", "help"},
        {"--version", "version"},
        {"--json|--help", "help"},
        {"--version|--wrong", "version"},
        {"-hx|--wrong|-i|x|-r|y", "help"},
        {"-h|--version", "help"},
        /* What needs an argument takes the next word, whatever it is. */
        {"-r|-n", "dashboard r=-n"},
        {"-i|--json", "dashboard i=--json"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct options o;
        struct error error = {0};
        if (!line_read(rows[i].line, &o, &error))
            fail_msg("%s: refused: %s", rows[i].line, error.sentence);
        if (strcmp(described(&o), rows[i].expected) != 0)
            fail_msg("%s:\n%s, expected\n%s", rows[i].line, described(&o), rows[i].expected);
    }
}

static void lines_that_are_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *line, *sentence;
    } rows[] = {
        {"--wrong", "--wrong: is not an option" HELP},
        {"---", "---: is not an option" HELP},
        {"--jso", "--jso: is not an option" HELP},
        {"--jsonx", "--jsonx: is not an option" HELP},
        {"--=x", "--=x: is not an option" HELP},
        {"--a\nb", "--a\\x0ab: is not an option" HELP},
        {"-x", "-x: is not an option" HELP},
        {"-nx", "-x: is not an option" HELP},
        {"-n=1", "-=: is not an option" HELP},
        {"--json=1", "--json=1: takes no value" HELP},
        {"-i", "-i: needs a value" HELP},
        {"-nr", "-r: needs a value" HELP},
        {"--oui", "--oui: needs a value" HELP},
        {"--oui=", "--oui: needs a value that is not empty" HELP},
        {"-i|", "-i: needs a value that is not empty" HELP},
        {"-c|none", "-c none: needs a whole number above 0"},
        {"-c|0", "-c 0: needs a whole number above 0"},
        {"-c|-1", "-c -1: needs a whole number above 0"},
        {"-c|1.5", "-c 1.5: needs a whole number above 0"},
        {"-c|10x", "-c 10x: needs a whole number above 0"},
        {"-c| 10", "-c  10: needs a whole number above 0"},
        {"-c|18446744073709551616", "-c 18446744073709551616: needs a whole number above 0"},
        {"-s|262145", "-s 262145: needs a whole number from 0 to 262144"},
        {"-s|all", "-s all: needs a whole number from 0 to 262144"},
        {"-B|63", "-B 63: needs a whole number from 64 to 1048576"},
        {"-B|1048577", "-B 1048577: needs a whole number from 64 to 1048576"},
        {"--duration|0", "--duration 0: " SECONDS},
        {"--demo|--max-gap|0", "--max-gap 0: " SECONDS},
        {"--demo|--speed|0", "--speed 0: " SPEED},
        {"--demo|--speed|65", "--speed 65: " SPEED},
        {"--demo|--speed|fast", "--speed fast: " SPEED},
        {"--demo|--start|soon",
         "--start soon: is no moment; write it as in 1:30, 12:34:56, #1234 or 50%"},
        {"--demo|--start|-30",
         "--start -30: nothing lies before the beginning; leave the minus out"},
        {"--speed|1", CLOCK},
        {"-i|lo|--loop", CLOCK},
        {"-r|-|--start|1", CLOCK},
        {"-r|a|-r|-|--max-gap|1", CLOCK},
        {"--demo|--loop|--speed|max",
         "--loop: goes with a speed from 1/8 to 64: at max each round is "
         "over at once; castscope --help lists the options"},
        {"--duration|-1", "--duration -1: " SECONDS},
        {"--duration|1s", "--duration 1s: " SECONDS},
        {"--duration|nan", "--duration nan: " SECONDS},
        {"--duration|inf", "--duration inf: " SECONDS},
        {"--duration|1e-12", "--duration 1e-12: " SECONDS},
        {"-Y|port:", "-Y port:: needs a port or a range of ports, up to 65535"},
        {"-Y", "-Y: needs a value; castscope --help lists the options"},
        {"--screen|80", "--screen 80: " SCREEN},
        {"--screen|80x", "--screen 80x: " SCREEN},
        {"--screen|x24", "--screen x24: " SCREEN},
        {"--screen|0x24", "--screen 0x24: " SCREEN},
        {"--screen|80x0", "--screen 80x0: " SCREEN},
        {"--screen|1001x24", "--screen 1001x24: " SCREEN},
        {"--screen|80x1001", "--screen 80x1001: " SCREEN},
        {"--screen|80x24x", "--screen 80x24x: " SCREEN},
        {"--screen|80 x24", "--screen 80 x24: " SCREEN},
        {"--screen|-80x24", "--screen -80x24: " SCREEN},
        {"--view|hosts", "--view: goes with --screen" HELP},
        {"-w|", "-w: needs a value that is not empty" HELP},
        {"--force", ROTATION ": go with -w" HELP},
        {"--rotate-size|1M", ROTATION ": go with -w" HELP},
        {"-w|a|--rotate-keep|2", "--rotate-keep: goes with --rotate-size or --rotate-time" HELP},
        {"--sandbox|on", "--sandbox on: needs one of auto, strict, off"},
        {"-w|a|--rotate-size|1|--rotate-keep|0", "--rotate-keep 0: needs a whole number above 0"},
        {"-w|a|--rotate-size|0", "--rotate-size 0: " SIZE},
        {"-w|a|--rotate-size|10G", "--rotate-size 10G: " SIZE},
        {"-w|a|--rotate-size|18446744073709551615k", "--rotate-size 18446744073709551615k: " SIZE},
        {"-w|a|--rotate-size|1T", "--rotate-size 1T: " SIZE},
        {"-w|a|--rotate-size|1kk", "--rotate-size 1kk: " SIZE},
        {"-w|a|--rotate-size|M", "--rotate-size M: " SIZE},
        {"-w|a|--rotate-time|1d", "--rotate-time 1d: " SPAN},
        {"-w|a|--rotate-time|-1", "--rotate-time -1: " SPAN},
        {"-w|-|--rotate-size|1M", "-w -: is one file; name another to rotate" HELP},
        {"-w|-|--json", "-w -: leaves no standard output for another kind of output" HELP},
        {"--json|--view|hosts", "--view: goes with --screen" HELP},
        {"--keys|2", "--keys: goes with --screen" HELP},
        {"--json|--report",
         "--report: cannot be asked for together with another kind of output" HELP},
        {"--screen|80x24|--frames",
         "--frames: cannot be asked for together with another kind of output" HELP},
        {"--frames|--screen|80x24",
         "--screen: cannot be asked for together with another kind of output" HELP},
        {"--json|-D", "-D: cannot be asked for together with another kind of output" HELP},
        {"-r|a|-i|b", "-i, -r and --demo: only one of them can be the source of frames" HELP},
        {"--demo|-r|b", "-i, -r and --demo: only one of them can be the source of frames" HELP},
        {"--demo|-i|b", "-i, -r and --demo: only one of them can be the source of frames" HELP},
        {"-f|udp|port|53", "the filter: begins with -f and goes on at the end of the line; put all "
                           "of it behind -f in quotes, or leave -f out"},
        {"udp|-f|port 53", "the filter: begins with -f and goes on at the end of the line; put all "
                           "of it behind -f in quotes, or leave -f out"},
        {"-f|udp|-f|tcp", "-f tcp: is a second filter; join the two with \"and\" or \"or\" in one"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct options o;
        struct error error = {0};
        bool read = line_read(rows[i].line, &o, &error);
        if (read || strcmp(error.sentence, rows[i].sentence) != 0 ||
            error.status != EXIT_STATUS_USAGE)
            fail_msg("%s:\n%s (%d), expected\n%s", rows[i].line, error.sentence, error.status,
                     rows[i].sentence);
    }
}

static void lists_and_filters_have_an_end(void **state)
{
    (void)state;
    struct options o;
    struct error error = {0};
    char line[8192] = "-ra";
    for (int i = 1; i < OPTION_SOURCES; i++)
        strcat(line, "|-ra");
    assert_true(line_read(line, &o, &error));
    assert_int_equal(o.file_count, OPTION_SOURCES);
    strcat(line, "|-ra");
    assert_false(line_read(line, &o, &error));
    assert_string_equal(error.sentence, "-r: given too often" HELP);

    memset(line, 'x', FILTER_TEXT - 1);
    line[FILTER_TEXT - 1] = '\0';
    assert_true(line_read(line, &o, &error));
    assert_int_equal(strlen(o.filter), FILTER_TEXT - 1);
    line[FILTER_TEXT / 2] = '|'; /* a space takes its place */
    assert_true(line_read(line, &o, &error));
    strcat(line, "x");
    assert_false(line_read(line, &o, &error));
    assert_string_equal(error.sentence,
                        "the filter: is longer than 4095 characters; write a shorter one");
    assert_int_equal(error.status, EXIT_STATUS_USAGE);
}

/* Every option is in the help, which fits a terminal of 80 columns. */
static void the_help_fits(void **state)
{
    (void)state;
    static const struct {
        char letter;
        const char *name;
    } rows[] = {
#define OPTION(id, letter, name, argument, help) {letter, name},
#include "options.def"
#undef OPTION
    };
    static char help[16384];
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_true(options_help(file));
    rewind(file);
    char line[512];
    while (fgets(line, sizeof line, file) != NULL) {
        size_t n = strcspn(line, "\n");
        if (n > 80 || line[n] != '\n' || (n > 0 && line[n - 1] == ' '))
            fail_msg("%zu columns: %s", n, line);
        assert_true(strlen(help) + n + 2 < sizeof help);
        strcat(help, line);
    }
    fclose(file);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char letter[8], name[32];
        snprintf(letter, sizeof letter, "  -%c", rows[i].letter);
        snprintf(name, sizeof name, "--%s", rows[i].name != NULL ? rows[i].name : "");
        if (rows[i].letter != 0 && strstr(help, letter) == NULL)
            fail_msg("%s is not in the help", letter);
        if (rows[i].name != NULL && strstr(help, name) == NULL)
            fail_msg("%s is not in the help", name);
    }
}

/* No two rows of the table can mean one option. */
static void options_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        char letter;
        const char *name, *help;
    } rows[] = {
#define OPTION(id, letter, name, argument, help) {letter, name, help},
#include "options.def"
#undef OPTION
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(rows[i].letter != 0 || rows[i].name != NULL);
        for (size_t k = 0; k < i; k++)
            if ((rows[i].letter != 0 && rows[i].letter == rows[k].letter) ||
                (rows[i].name != NULL && rows[k].name != NULL &&
                 strcmp(rows[i].name, rows[k].name) == 0))
                fail_msg("there are two options: %s; %s", rows[k].help, rows[i].help);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_that_are_right),          cmocka_unit_test(lines_that_are_wrong),
        cmocka_unit_test(lists_and_filters_have_an_end), cmocka_unit_test(the_help_fits),
        cmocka_unit_test(options_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
