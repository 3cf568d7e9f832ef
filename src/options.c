/* SPDX-License-Identifier: MIT */
/*
 * The command line's parser. It works on the table alone, and is castscope's own because getopt_long()
 * does not exist everywhere castscope builds, and its messages are more than one line.
 */
#include "options.h"

#include <stdlib.h>
#include <string.h>

/* The most bytes or seconds that can be asked for: the seconds as nanoseconds fit 64 bits. */
#define MEASURE_MAX UINT64_C(9000000000)

static const struct option_row {
    char letter;
    const char *name, *argument, *help;
} rows[OPTION_COUNT_OF] = {
#define OPTION(id, letter, name, argument, help) [OPTION_##id] = {letter, name, argument, help},
#include "options.def"
#undef OPTION
};

static bool usage(struct error *error, const char *problem, const char *what)
{
    return error_set(error, EXIT_STATUS_USAGE, "%s: %s; castscope --help lists the options", what,
                     problem);
}

/* The digits at the start of a text; what follows them, or NULL where there are none or too many. */
static const char *digits_read(const char *text, uint64_t *out)
{
    uint64_t value = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9'; at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        if (value > (UINT64_MAX - digit) / 10)
            return NULL;
        value = value * 10 + digit;
    }
    *out = value;
    return at > text ? at : NULL;
}

/* A whole number between the bounds. */
static bool number_read(const char *text, uint64_t low, uint64_t high, uint64_t *out)
{
    uint64_t value;
    const char *end = digits_read(text, &value);
    if (end == NULL || *end != '\0' || value < low || value > high)
        return false;
    *out = value;
    return true;
}

static bool mode_set(struct options *o, enum mode mode, const char *spelled, struct error *error)
{
    if (o->mode_given && o->mode != mode)
        return usage(error, "cannot be asked for together with another kind of output", spelled);
    o->mode = mode;
    o->mode_given = true;
    return true;
}

static bool integer_set(int *out, const char *text, int low, int high, const char *spelled,
                        struct error *error)
{
    uint64_t value;
    if (!number_read(text, (uint64_t)low, (uint64_t)high, &value))
        return error_set(error, EXIT_STATUS_USAGE, "%s %s: needs a whole number from %d to %d",
                         spelled, text, low, high);
    *out = (int)value;
    return true;
}

static bool screen_set(struct options *o, const char *text, struct error *error)
{
    enum { SIDE_MAX = 1000 };
    uint64_t width = 0, height = 0;
    const char *end = digits_read(text, &width);
    if (end == NULL || *end != 'x' || !number_read(end + 1, 1, SIDE_MAX, &height) || width < 1 ||
        width > SIDE_MAX)
        return error_set(error, EXIT_STATUS_USAGE,
                         "--screen %s: needs columns and rows, such as 80x24, up to 1000x1000",
                         text);
    o->width = (int)width;
    o->height = (int)height;
    return mode_set(o, MODE_SCREEN, "--screen", error);
}

static bool seconds_set(double *out, const char *text, const char *spelled, struct error *error)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= 1e-9 && value <= 1e9))
        return error_set(error, EXIT_STATUS_USAGE,
                         "%s %s: needs seconds above 0, such as 1.5, up to 1000000000", spelled,
                         text);
    *out = value;
    return true;
}

static bool speed_set(struct options *o, const char *text, const char *spelled, struct error *error)
{
    o->speed_given = true;
    return replay_speed_read(text, &o->speed) ||
           error_set(error, EXIT_STATUS_USAGE,
                     "%s %s: needs a speed from 1/8 to 64, such as 0.5 or 4, or max", spelled,
                     text);
}

static bool start_set(struct options *o, const char *text, const char *spelled, struct error *error)
{
    if (!replay_moment_read(text, &o->start))
        return error_set(error, EXIT_STATUS_USAGE,
                         "%s %s: is no moment; write it as in 1:30, 12:34:56, #1234 or 50%%",
                         spelled, text);
    return o->start.kind != MOMENT_STEP || o->start.value >= 0 ||
           error_set(error, EXIT_STATUS_USAGE,
                     "%s %s: nothing lies before the beginning; leave the minus out", spelled,
                     text);
}

/* A number above 0 with a unit; each unit is a letter of `units`, `each` times the one before it, and
 * without a letter it is the first. */
static bool measured_set(uint64_t *out, const char *text, const char *units, uint64_t each,
                         const char *spelled, const char *example, struct error *error)
{
    uint64_t value = 0;
    const char *end = digits_read(text, &value);
    const char *unit = end != NULL && *end != '\0' ? strchr(units, *end) : units;
    bool right = end != NULL && value > 0 && unit != NULL && (*end == '\0' || end[1] == '\0');
    for (const char *u = units; right && u < unit; u++) {
        right = value <= MEASURE_MAX / each;
        value *= each;
    }
    if (!right || value > MEASURE_MAX)
        return error_set(error, EXIT_STATUS_USAGE, "%s %s: needs a number above 0, such as %s",
                         spelled, text, example);
    *out = value;
    return true;
}

/* As with tcpdump, 0 stands for the whole frame. */
static bool snapshot_set(struct options *o, const char *text, const char *spelled,
                         struct error *error)
{
    if (!integer_set(&o->snapshot_length, text, 0, SNAPSHOT_LENGTH, spelled, error))
        return false;
    if (o->snapshot_length == 0)
        o->snapshot_length = SNAPSHOT_LENGTH;
    return true;
}

static bool list_add(const char **list, size_t *count, const char *value, const char *spelled,
                     struct error *error)
{
    if (*count == OPTION_SOURCES)
        return usage(error, "given too often", spelled);
    list[(*count)++] = value;
    return true;
}

/* A filter that was cut would be another filter. */
static bool filter_add(struct options *o, const char *word, struct error *error)
{
    struct text t = {.at = o->filter, .cap = sizeof o->filter, .len = strlen(o->filter)};
    if (t.len > 0)
        text_add_char(&t, ' ');
    text_add(&t, word);
    return !t.cut || error_set(error, EXIT_STATUS_USAGE,
                               "the filter: is longer than %d characters; write a shorter one",
                               FILTER_TEXT - 1);
}

static bool filter_set(struct options *o, const char *filter, const char *spelled,
                       struct error *error)
{
    if (o->filter_option)
        return error_set(error, EXIT_STATUS_USAGE,
                         "%s %s: is a second filter; join the two with \"and\" or \"or\" in one",
                         spelled, filter);
    o->filter_option = true;
    return filter_add(o, filter, error);
}

static bool selection_set(struct options *o, const char *words, const char *spelled,
                          struct error *error)
{
    char clean[FILTER_TEXT];
    struct error reason = {.sentence = ""};
    text_sanitize(clean, sizeof clean, words, strlen(words));
    return selection_read(&o->selection, clean, &reason) ||
           error_set(error, EXIT_STATUS_USAGE, "%s %s", spelled, reason.sentence);
}

static bool option_apply(struct options *o, enum option_id id, const char *value,
                         const char *spelled, struct error *error)
{
    if (value != NULL && value[0] == '\0' && id != OPTION_FILTER)
        return usage(error, "needs a value that is not empty", spelled);
    switch (id) {
    case OPTION_INTERFACE:
        return list_add(o->interfaces, &o->interface_count, value, spelled, error);
    case OPTION_READ: return list_add(o->files, &o->file_count, value, spelled, error);
    case OPTION_DEMO: o->demo = true; return true;
    case OPTION_LIST: return mode_set(o, MODE_LIST, spelled, error);
    case OPTION_WRITE: o->record = value; return true;
    case OPTION_FORCE: o->force = true; return true;
    case OPTION_ROTATE_SIZE:
        return measured_set(&o->rotate_bytes, value, "BkMG", 1000, spelled, "500k, 100M or 1G",
                            error);
    case OPTION_ROTATE_TIME:
        return measured_set(&o->rotate_s, value, "smh", 60, spelled, "30, 10m or 1h", error);
    case OPTION_ROTATE_KEEP:
        return number_read(value, 1, UINT64_MAX, &o->rotate_keep) ||
               error_set(error, EXIT_STATUS_USAGE, "%s %s: needs a whole number above 0", spelled,
                         value);
    case OPTION_FILTER: return filter_set(o, value, spelled, error);
    case OPTION_WORDS: return selection_set(o, value, spelled, error);
    case OPTION_COUNT:
        return number_read(value, 1, UINT64_MAX, &o->count) ||
               error_set(error, EXIT_STATUS_USAGE, "%s %s: needs a whole number above 0", spelled,
                         value);
    case OPTION_DURATION: return seconds_set(&o->duration_s, value, spelled, error);
    case OPTION_SPEED: return speed_set(o, value, spelled, error);
    case OPTION_MAX_GAP: return seconds_set(&o->max_gap_s, value, spelled, error);
    case OPTION_START: return start_set(o, value, spelled, error);
    case OPTION_LOOP: o->loop = true; return true;
    case OPTION_SNAPSHOT: return snapshot_set(o, value, spelled, error);
    case OPTION_NO_PROMISCUOUS: o->promiscuous = false; return true;
    case OPTION_BUFFER: return integer_set(&o->buffer_kib, value, 64, 1048576, spelled, error);
    case OPTION_IMMEDIATE: o->immediate = true; return true;
    case OPTION_SANDBOX:
        return sandbox_mode_read(value, &o->sandbox) ||
               error_set(error, EXIT_STATUS_USAGE, "%s %s: needs one of auto, strict, off", spelled,
                         value);
    case OPTION_USER: o->user = value; return true;
    case OPTION_REPORT: return mode_set(o, MODE_REPORT, spelled, error);
    case OPTION_JSON: return mode_set(o, MODE_JSON, spelled, error);
    case OPTION_FRAMES: return mode_set(o, MODE_FRAMES, spelled, error);
    case OPTION_SCREEN: return screen_set(o, value, error);
    case OPTION_VIEW: o->view = value; return true;
    case OPTION_KEYS: o->keys = value; return true;
    case OPTION_OUI: o->oui = value; return true;
    case OPTION_ASCII: o->ascii = true; return true;
    case OPTION_NO_COLOR: o->no_color = true; return true;
    case OPTION_THEME: o->theme = value; return true;
    case OPTION_NO_MOUSE: o->no_mouse = true; return true;
    case OPTION_NUMERIC: o->numeric = true; return true;
    case OPTION_QUIET: o->quiet = true; return true;
    case OPTION_HELP: o->mode = MODE_HELP; return true;
    case OPTION_VERSION: o->mode = MODE_VERSION; return true;
    case OPTION_COUNT_OF: break;
    }
    return false;
}

/* An argument list under way. */
struct words {
    int argc, next;
    char **argv;
};

static bool long_read(struct options *o, struct words *w, const char *word, struct error *error)
{
    const char *equals = strchr(word, '=');
    size_t n = equals != NULL ? (size_t)(equals - word) : strlen(word);
    for (int id = 0; id < OPTION_COUNT_OF; id++) {
        const struct option_row *row = &rows[id];
        if (row->name == NULL || strlen(row->name) != n - 2 || strncmp(row->name, word + 2, n - 2))
            continue;
        const char *value = equals != NULL ? equals + 1 : NULL;
        if (row->argument == NULL && value != NULL)
            return usage(error, "takes no value", word);
        if (row->argument != NULL && value == NULL) {
            if (w->next == w->argc)
                return usage(error, "needs a value", word);
            value = w->argv[w->next++];
        }
        char spelled[32];
        snprintf(spelled, sizeof spelled, "--%s", row->name);
        return option_apply(o, (enum option_id)id, value, spelled, error);
    }
    return usage(error, "is not an option", word);
}

/* A cluster of letters: -pn, -c10, -c 10. */
static bool short_read(struct options *o, struct words *w, const char *word, struct error *error)
{
    for (const char *letter = word + 1; *letter != '\0'; letter++) {
        int id = 0;
        while (id < OPTION_COUNT_OF && rows[id].letter != *letter)
            id++;
        char spelled[3] = {'-', *letter, '\0'};
        if (id == OPTION_COUNT_OF)
            return usage(error, "is not an option", spelled);
        const char *value = NULL;
        if (rows[id].argument != NULL) {
            value = letter[1] != '\0' ? letter + 1 : w->next < w->argc ? w->argv[w->next++] : NULL;
            if (value == NULL)
                return usage(error, "needs a value", spelled);
        }
        if (!option_apply(o, (enum option_id)id, value, spelled, error))
            return false;
        if (value != NULL || o->mode == MODE_HELP)
            break;
    }
    return true;
}

/* The clock of a replay needs something that can be read again. */
static bool replay_agrees(struct options *o, struct error *error)
{
    bool given = o->speed_given || o->max_gap_s > 0 || o->start.kind != MOMENT_NONE || o->loop;
    bool again = o->demo || o->file_count > 0;
    for (size_t i = 0; i < o->file_count; i++)
        again = again && strcmp(o->files[i], "-") != 0;
    if (given && !again)
        return usage(error, "go with -r FILE or --demo, which can be read again",
                     "--speed, --max-gap, --start, --loop");
    if (o->loop && o->speed_given && o->speed <= REPLAY_MAX)
        return usage(error, "goes with a speed from 1/8 to 64: at max each round is over at once",
                     "--loop");
    if (!o->speed_given && (o->loop || o->start.kind != MOMENT_NONE))
        o->speed = REPLAY_ORIGINAL;
    return true;
}

/* What only the whole line can be wrong about. */
static bool options_agree(const struct options *o, bool words, struct error *error)
{
    if (words && o->filter_option)
        return error_set(
            error, EXIT_STATUS_USAGE,
            "the filter: begins with -f and goes on at the end of the line; put all of "
            "it behind -f in quotes, or leave -f out");
    if ((o->interface_count > 0) + (o->file_count > 0) + o->demo > 1)
        return usage(error, "only one of them can be the source of frames", "-i, -r and --demo");
    bool rotates = o->rotate_bytes > 0 || o->rotate_s > 0, standard = false;
    if (o->record == NULL && (o->force || rotates || o->rotate_keep > 0))
        return usage(error, "go with -w", "--force, --rotate-size, --rotate-time, --rotate-keep");
    if (o->rotate_keep > 0 && !rotates)
        return usage(error, "goes with --rotate-size or --rotate-time", "--rotate-keep");
    standard = o->record != NULL && strcmp(o->record, "-") == 0;
    if (standard && rotates)
        return usage(error, "is one file; name another to rotate", "-w -");
    if (standard && o->mode_given)
        return usage(error, "leaves no standard output for another kind of output", "-w -");
    if (o->view != NULL && o->mode != MODE_SCREEN)
        return usage(error, "goes with --screen", "--view");
    if (o->keys != NULL && o->mode != MODE_SCREEN)
        return usage(error, "goes with --screen", "--keys");
    return true;
}

bool options_read(struct options *o, int argc, char **argv, struct error *error)
{
    *o = (struct options){
        .snapshot_length = SNAPSHOT_LENGTH, .buffer_kib = 16384, .promiscuous = true};
    struct words w = {.argc = argc, .next = 1, .argv = argv};
    bool options_over = false, words = false;
    while (w.next < w.argc) {
        const char *word = w.argv[w.next++];
        bool done;
        if (options_over || word[0] != '-' || word[1] == '\0') {
            words = true;
            done = o->filter_option || filter_add(o, word, error);
        } else if (strcmp(word, "--") == 0) {
            options_over = done = true;
        } else if (word[1] == '-') {
            done = long_read(o, &w, word, error);
        } else {
            done = short_read(o, &w, word, error);
        }
        if (!done)
            return false;
        if (o->mode == MODE_HELP || o->mode == MODE_VERSION)
            return true;
    }
    return options_agree(o, words, error) && replay_agrees(o, error);
}

bool options_help(FILE *file)
{
    fputs("usage: castscope [options] [FILTER]\n"
          "Shows who casts on a link, to whom, from where, and how that is known.\n\n",
          file);
    for (int id = 0; id < OPTION_COUNT_OF; id++) {
        const struct option_row *row = &rows[id];
        char spelled[40];
        struct text t = text_over(spelled, sizeof spelled);
        if (row->letter != 0)
            text_addf(&t, "-%c", row->letter);
        if (row->name != NULL)
            text_addf(&t, "%s--%s", row->letter != 0 ? ", " : "", row->name);
        if (row->argument != NULL)
            text_addf(&t, " %s", row->argument);
        fprintf(file, "  %-16s %s\n", spelled, row->help);
    }
    fputs("\nwords of the display filter: all have to hold, of values with commas between\n"
          "them one has to, and ! turns a word round:\n",
          file);
    for (enum word_id id = 0; id < WORD_COUNT; id++) {
        const struct word_row *row = word_row(id);
        fprintf(file, "  %s:%-*s %s\n", row->name, 20 - (int)strlen(row->name), row->example,
                row->sentence);
    }
    fputs("\nexamples:\n"
          "  castscope --demo                          the bundled case study\n"
          "  sudo castscope -i eth0 not port 22        live, with a capture filter\n"
          "  castscope -r capture.pcap --report        a saved capture as text\n"
          "  ssh HOST tcpdump -U -w - | castscope -r -\n",
          file);
    return !ferror(file);
}
