/* SPDX-License-Identifier: MIT */
/*
 * castscope: reads the command line, opens what was asked for, shuts itself in, runs, and says how it
 * ended. The order in start() is the security of the program: everything that needs privileges happens
 * before confinement_drop(), everything that has to be opened before confinement_enter(), and every byte
 * of a frame is looked at after it.
 */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "address/vendor.h"
#include "capture/devices.h"
#include "capture/engine.h"
#include "config.h"
#include "confinement.h"
#include "options.h"
#include "output/output.h"
#include "record.h"
#include "save.h"
#include "signals.h"
#include "sources.h"
#include "ui/ui.h"

struct program_state {
    struct options options;
    struct engine *engine;
    struct frame_line *lines; /* of --frames */
    struct record_plan plan;
    struct sources sources;
    struct confinement confinement;
    char sandbox[96]; /* its state, for people */
    struct dashboard *dashboard;
    struct config config;     /* where its settings are remembered, */
    struct ui_settings start; /* and what they were at the start */
    struct replay replay;     /* of --screen: as the dashboard's is at the end of the file */
    int write_errno;          /* why standard output refused something; 0: it did not */
};

/* A standard stream that was closed would be the next file that is opened, and a report would be
 * written into it, or onto the network. It becomes one that refuses what it is used for. */
static void streams_hold(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", modes[fd]) != fd)
            _Exit(EXIT_STATUS_FAILED);
}

/* Output */

static bool frame_print(void *context, const struct packet *packet, const struct verdict *verdict,
                        const struct source_row *source)
{
    struct program_state *p = context;
    bool written = frame_line_write(p->lines, packet, verdict, source->interface,
                                    p->sources.merged ? source->name : NULL) &&
                   (!p->sources.prompt || frame_line_flush(p->lines));
    if (!written)
        p->write_errno = errno;
    return written;
}

/* The shape of the traffic that --screen shows. */
static bool frame_note(void *context, const struct packet *packet, const struct verdict *verdict,
                       const struct source_row *source)
{
    struct program_state *p = context;
    (void)verdict;
    (void)source;
    if (packet->frame->t_ns != 0)
        replay_shape_add(&p->replay.shape, packet->frame->t_ns);
    return true;
}

static bool screen_print(struct program_state *p)
{
    const struct options *o = &p->options;
    const struct model *model = engine_model(p->engine);
    const char *terminal = getenv("TERM");
    bool dumb = terminal == NULL || terminal[0] == '\0' || strcmp(terminal, "dumb") == 0;
    struct ui_settings settings = {.records = true};
    config_override(&settings, o);
    settings.sandbox = p->sandbox;
    settings.live = model_is_live(model);
    if (p->sources.rewinds)
        p->replay.state = REPLAY_ENDED;
    p->replay.whole = true;
    p->replay.first_ns = model->first_ns;
    p->replay.last_ns = p->replay.at_ns = model->last_ns;
    const struct ui_still still = {.view = o->view != NULL ? o->view : "overview",
                                   .keys = o->keys,
                                   .width = o->width,
                                   .height = o->height,
                                   .replay = &p->replay,
                                   .painted = settings.color && !dumb && isatty(STDOUT_FILENO)};
    return ui_print(stdout, &settings, &still, model, engine_frames(p->engine));
}

/* Prints what is known at the end, in the form asked for. */
static void result_print(struct program_state *p)
{
    const struct options *o = &p->options;
    const struct model *model = engine_model(p->engine);
    const struct confinement *c = &p->confinement;
    const struct program about = {.version = CASTSCOPE_VERSION,
                                  .privileges_dropped = c->privileges.dropped,
                                  .sandbox = sandbox_mode_name(c->sandbox.mode),
                                  .landlock = c->sandbox.landlock,
                                  .seccomp = c->sandbox.seccomp};
    bool written = p->write_errno == 0;
    switch (o->mode) {
    case MODE_REPORT: written = report_write(stdout, model); break;
    case MODE_JSON: written = json_write(stdout, model, &about); break;
    case MODE_FRAMES: written = written && frame_line_flush(p->lines); break;
    case MODE_SCREEN: written = screen_print(p); break;
    default: break;
    }
    if (p->write_errno == 0 && (!written || fflush(stdout) != 0))
        p->write_errno = errno;
}

/* Whether standard output took everything. A reader that closed the pipe has seen enough. */
static bool output_sound(const struct program_state *p, struct error *error)
{
    if (p->write_errno == 0 || p->write_errno == EPIPE)
        return true;
    return error_set(error, EXIT_STATUS_FAILED,
                     "standard output: %s; make room or write somewhere else",
                     strerror(p->write_errno));
}

/* Running */

static bool feed_snapshot(void *context, struct model *model, struct frame_ring *frames)
{
    return engine_snapshot(((struct program_state *)context)->engine, model, frames);
}

static bool feed_stopped(void *context)
{
    (void)context;
    return signals_came();
}

static uint64_t feed_frames(void *context)
{
    return engine_count(((struct program_state *)context)->engine);
}

static void feed_replay(void *context, struct replay *out)
{
    engine_replay(((struct program_state *)context)->engine, out);
}

static void feed_wish(void *context, const struct replay_wish *wish)
{
    engine_wish(((struct program_state *)context)->engine, wish);
}

static void feed_record(void *context, char *note, size_t cap)
{
    struct program_state *p = context;
    record_toggle(p->engine, &p->plan, note, cap);
}

static bool feed_filter(void *context, const char *filter, char *note, size_t cap)
{
    struct error error = {.sentence = ""};
    struct text t = text_over(note, cap);
    bool done = engine_filter(((struct program_state *)context)->engine, filter, &error);
    text_add(&t, error.sentence);
    return done;
}

/* The engine whose frames the epitaph counts: handlers of signals take no argument. */
static struct engine *mourned;

static void epitaph(int number)
{
    signals_mourn(number, engine_count(mourned));
}

static void dashboard_close(struct program_state *p)
{
    ui_close(p->dashboard);
    p->dashboard = NULL;
}

static bool dashboard_run(struct program_state *p, struct error *error)
{
    const struct ui_feed feed = {.context = p,
                                 .snapshot = feed_snapshot,
                                 .stopped = feed_stopped,
                                 .frames = feed_frames,
                                 .filter = feed_filter,
                                 .record = feed_record,
                                 .save = save_file,
                                 .replay = feed_replay,
                                 .wish = feed_wish};
    if (!engine_start(p->engine, error))
        return false;
    bool shown = ui_run(p->dashboard, &feed, error);
    const struct ui_settings end = ui_settings_now(p->dashboard);
    dashboard_close(p);
    struct error failure = {0};
    if (!config_close(&p->config, &p->start, &end, &failure) && !p->options.quiet)
        fprintf(stderr, "castscope: %s\n", failure.sentence);
    bool captured = engine_stop(p->engine, &failure);
    if (shown && !captured)
        *error = failure;
    struct recording_row row;
    bool recorded = engine_record_end(p->engine, &row, shown && captured ? error : &failure);
    if (!p->options.quiet && shown) {
        const struct model *model = engine_model(p->engine);
        uint64_t kernel = 0, interface = 0;
        for (uint32_t i = 0; i < model->source_count; i++) {
            kernel += model->source[i].kernel_dropped;
            interface += model->source[i].interface_dropped;
        }
        fprintf(stderr,
                "castscope: %llu frames, %llu bytes; dropped %llu by the kernel, %llu by the "
                "interface\n",
                (unsigned long long)model->frames, (unsigned long long)model->bytes,
                (unsigned long long)kernel, (unsigned long long)interface);
    }
    return shown && captured && recorded;
}

static bool headless_run(struct program_state *p, struct error *error)
{
    struct error failure = {0};
    struct recording_row row;
    bool captured = engine_run(p->engine, &failure);
    bool recorded = engine_record_end(p->engine, &row, captured ? &failure : error);
    result_print(p);
    if (!output_sound(p, error))
        return false;
    if (!captured || !recorded)
        *error = failure;
    return captured && recorded;
}

/* Says what there is to say before the first frame, and opens the screen where there is to be one. */
static bool screen_open(struct program_state *p, struct error *error)
{
    static char remark[1024];
    struct ui_settings *settings = &p->start;
    struct text t = text_over(remark, sizeof remark),
                sandbox = text_over(p->sandbox, sizeof p->sandbox);
    confinement_remark_add(&t, &p->confinement);
    sandbox_add(&sandbox, &p->confinement.sandbox);
    if (p->options.mode == MODE_DASHBOARD)
        config_open(&p->config, &p->confinement.heir, settings, &t);
    if (t.len > 0 && !p->options.quiet)
        fprintf(stderr, "castscope: %s\n", remark);
    if (p->options.mode != MODE_DASHBOARD)
        return true;
    config_override(settings, &p->options);
    settings->sandbox = p->sandbox;
    settings->records = true;
    settings->live = !p->options.demo && p->options.file_count == 0;
    settings->note = remark;
    settings->epitaph = p->options.quiet ? NULL : epitaph;
    mourned = p->engine;
    p->dashboard = ui_open(settings, error);
    return p->dashboard != NULL;
}

/* Opens, shuts itself in, runs. */
static bool start(struct program_state *p, struct error *error)
{
    const struct options *o = &p->options;
    bool live = !o->demo && o->file_count == 0;
    struct engine_settings settings = {
        .max_frames = o->count,
        .max_ns = (int64_t)(o->duration_s * 1e9),
        .keep_frames = o->mode == MODE_DASHBOARD || o->mode == MODE_SCREEN,
        .context = p,
        .stopped = signals_came,
        .live = live,
    };
    const struct replay_settings replay = {.speed = o->speed,
                                           .max_gap_ns = (int64_t)(o->max_gap_s * 1e9),
                                           .start = o->start,
                                           .loop = o->loop};
    settings.replay = &replay;
    /* The dashboard counts everything: its filter can be taken off again. */
    if (o->mode != MODE_DASHBOARD && !selection_is_empty(&o->selection))
        settings.selection = &o->selection;
    if (o->mode == MODE_FRAMES) {
        if ((p->lines = frame_line_new(stdout)) == NULL)
            return error_set(error, EXIT_STATUS_FAILED,
                             "memory is short; close other programs and try again");
        settings.sink = frame_line_sink(p->lines);
        settings.observe = frame_print;
    }
    if (o->mode == MODE_SCREEN)
        settings.observe = frame_note;
    if (!entropy_fill(settings.hash_key, sizeof settings.hash_key))
        return error_set(error, EXIT_STATUS_FAILED, "the system gives no random numbers");
    if (!confinement_plan(&p->confinement, o, error) ||
        (p->engine = engine_new(&settings, error)) == NULL || !vendor_load(o->oui, error))
        return false;
    if (!sources_open(p->engine, o, &p->confinement, &p->sources, error))
        return false;
    p->plan.options = o;
    p->plan.heir = p->confinement.heir;
    p->plan.several = p->sources.several;
    p->plan.link = p->sources.link;
    if (o->mode == MODE_DASHBOARD)
        config_reach(&p->config, &p->confinement.heir);
    if (!record_begin(p->engine, &p->plan, error) || !confinement_drop(&p->confinement, error) ||
        !record_can_rotate(o, error) || !screen_open(p, error) ||
        !confinement_enter(&p->confinement, o, error))
        return false;
    return o->mode == MODE_DASHBOARD ? dashboard_run(p, error) : headless_run(p, error);
}

static bool list_print(const struct options *o, struct error *error)
{
    struct devices *devices = calloc(1, sizeof *devices);
    bool done = devices != NULL && vendor_load(o->oui, error) && devices_list(devices, error);
    if (done && (!devices_print(stdout, devices) || fflush(stdout) != 0) && errno != EPIPE)
        done = error_set(error, EXIT_STATUS_FAILED,
                         "standard output: %s; make room or write somewhere else", strerror(errno));
    free(devices);
    return done;
}

static bool dispatch(struct program_state *p, struct error *error)
{
    struct options *o = &p->options;
    if (o->mode == MODE_HELP || o->mode == MODE_VERSION) {
        bool written = o->mode == MODE_HELP ? options_help(stdout)
                                            : printf("castscope %s\n", CASTSCOPE_VERSION) > 0;
        if (!written || fflush(stdout) != 0)
            p->write_errno = errno;
        return output_sound(p, error);
    }
    if (o->mode == MODE_LIST)
        return list_print(o, error);
    if (o->mode == MODE_SCREEN && o->view != NULL && !ui_has_view(o->view))
        return error_set(error, EXIT_STATUS_USAGE, "--view %s: is not a view; there are: %s",
                         o->view, ui_view_names());
    if (o->keys != NULL && ui_find_no_key(o->keys) != NULL)
        return error_set(error, EXIT_STATUS_USAGE,
                         "--keys: \"%s\" begins with no key; keys are named as in the help",
                         ui_find_no_key(o->keys));
    if (o->theme != NULL && !ui_theme_choose(&p->start, o->theme))
        return error_set(error, EXIT_STATUS_USAGE, "--theme %s: is not a theme; there are: %s",
                         o->theme, ui_theme_names());
    if (o->record != NULL && strcmp(o->record, "-") == 0)
        o->mode = MODE_SILENT;
    else if (!o->mode_given && !isatty(STDOUT_FILENO))
        o->mode = MODE_REPORT;
    return start(p, error);
}

int main(int argc, char **argv)
{
    static struct program_state program;
    struct error error = {.status = EXIT_STATUS_FAILED};
    setlocale(LC_CTYPE, "");
    tzset(); /* which reads a file, so it cannot be later */
    streams_hold();
    signals_set();
    bool done = options_read(&program.options, argc, argv, &error) && dispatch(&program, &error);
    dashboard_close(&program);
    frame_line_free(program.lines);
    engine_free(program.engine);
    vendor_unload();
    if (done)
        return EXIT_STATUS_DONE;
    if (error.sentence[0] != '\0')
        fprintf(stderr, "castscope: %s\n", error.sentence);
    return error.status;
}
