/* SPDX-License-Identifier: MIT */
/* Saved captures as sources: the reader of savefile.h over a file or over memory, with a filter. */
#include "capture/file_input.h"
#include "capture/filter.h"
#include "capture/savefile.h"
#include "capture/source_state.h"

#include <stdlib.h>
#include <string.h>

enum { WAIT_MS = 100 }; /* for a pipe, before SOURCE_IDLE */

struct file_source {
    struct source base;
    char file[64]; /* clean: the last part of the path */
    struct savefile *savefile;
    struct filter *filter; /* NULL: every frame passes */
    bool memory;
    struct file_input input; /* unless it is in memory */
    const uint8_t *bytes;    /* else: what is left of it, somebody else's */
    size_t left;
    bool lost;                        /* going back to the beginning failed */
    const struct source_taker *taker; /* during a read */
    void *context;
    bool listening;                        /* for names */
    uint32_t numbers[SAVEFILE_INTERFACES]; /* what the frames of each interface carry */
    uint32_t announced;                    /* interfaces that have a number */
    char comment[256];                     /* of the frame at hand */
};

/* Interfaces */

/* What an interface is called: by the file if it does, else by the file's name. */
static const char *interface_name(const struct file_source *s, const struct savefile_interface *i)
{
    if (i->name[0] != '\0')
        return i->name;
    return i->description[0] != '\0' ? i->description : s->file;
}

static bool file_interface(const struct source *base, uint32_t index, struct source_interface *out)
{
    const struct file_source *s = (const struct file_source *)base;
    if (index > 0 && index >= s->announced)
        return false;
    if (index >= savefile_interface_count(s->savefile))
        return false;
    const struct savefile_interface *i = savefile_interface(s->savefile, index);
    /* Statistics at the end of a capture say it all; without them frames may have. */
    uint64_t dropped = i->kernel_dropped > i->frame_losses ? i->kernel_dropped : i->frame_losses;
    *out = (struct source_interface){
        .name = interface_name(s, i),
        .link = i->link,
        .number = index == 0 ? base->number : s->numbers[index],
        .losses = {.kernel_dropped = dropped, .interface_dropped = i->interface_dropped}};
    return true;
}

/* Gives the interfaces up to the `index`-th their numbers. The first one's is the source's own. */
static void interfaces_announce(struct file_source *s, uint32_t index)
{
    for (; s->announced <= index; s->announced++) {
        const struct savefile_interface *i = savefile_interface(s->savefile, s->announced);
        struct source_interface about = {.name = interface_name(s, i), .link = i->link};
        s->numbers[s->announced] = s->announced == 0
                                       ? s->base.number
                                       : s->taker->interface(s->context, &s->base, &about);
    }
}

/* Reading */

static void name_hand(void *context, const struct savefile_name *name)
{
    struct file_source *s = context;
    s->taker->name(s->context, name->ip, name->mac, name->text);
}

static uint32_t interface_number(struct file_source *s, uint32_t index)
{
    if (index >= s->announced)
        interfaces_announce(s, index);
    return s->numbers[index];
}

/* What the file does not say of the frame. */
static void frame_complete(struct file_source *s, struct savefile_frame *f)
{
    struct frame *frame = &f->frame;
    if (RARELY(f->options_length > 0) &&
        savefile_comment(s->savefile, f, s->comment, sizeof s->comment) > 0)
        frame->comment = s->comment;
    if (RARELY(s->filter != NULL) && !filter_accepts(s->filter, frame))
        frame->data = NULL;
    frame->source = f->interface == 0 ? s->base.number : interface_number(s, f->interface);
    frame->source_number = ++s->base.frames;
}

static enum source_state state_of(struct file_source *s, enum savefile_state state, bool some)
{
    switch (state) {
    case SAVEFILE_FRAME: return SOURCE_MORE;
    case SAVEFILE_LATER: return some ? SOURCE_MORE : SOURCE_IDLE;
    case SAVEFILE_END: break;
    case SAVEFILE_FAILED: s->base.error = *savefile_error(s->savefile); break;
    }
    if (savefile_interface_count(s->savefile) > 0)
        interfaces_announce(s, savefile_interface_count(s->savefile) - 1);
    return state == SAVEFILE_END ? SOURCE_END : SOURCE_FAILED;
}

static enum source_state file_read(struct source *base, int max, const struct source_taker *taker,
                                   void *context)
{
    struct file_source *s = (struct file_source *)base;
    struct savefile_frame frame;
    enum savefile_state state = SAVEFILE_FRAME;
    int n = 0;
    s->taker = taker;
    s->context = context;
    if (s->lost)
        return SOURCE_FAILED;
    if (!s->listening)
        savefile_names(s->savefile, name_hand, s);
    s->listening = true;
    /* Nobody waits with frames at hand that were not handed on. */
    for (s->input.wait_ms = WAIT_MS; n < max; s->input.wait_ms = 0) {
        state = savefile_next(s->savefile, &frame);
        if (state != SAVEFILE_FRAME)
            break;
        frame_complete(s, &frame);
        taker->frame(context, &frame.frame);
        n++;
    }
    base->read_bytes = savefile_read_bytes(s->savefile);
    return state_of(s, state, n > 0);
}

static ptrdiff_t memory_read(void *context, void *into, size_t n)
{
    struct file_source *s = context;
    size_t step = s->left < n ? s->left : n;
    memcpy(into, s->bytes, step);
    s->bytes += step;
    s->left -= step;
    return (ptrdiff_t)step;
}

static struct savefile *reader_open(struct file_source *s, struct error *error)
{
    return s->memory ? savefile_open(s->base.name, memory_read, s, error)
                     : savefile_open(s->base.name, file_input_read, &s->input, error);
}

static void file_interrupt(struct source *base)
{
    atomic_store(&((struct file_source *)base)->input.stop, true);
}

static bool file_can_rewind(const struct source *base)
{
    const struct file_source *s = (const struct file_source *)base;
    return s->memory || file_input_can_rewind(&s->input);
}

/* The reader starts anew, and with it what decompresses. The filter stays. */
static bool file_rewind(struct source *base, struct error *error)
{
    struct file_source *s = (struct file_source *)base;
    if (s->memory) {
        s->bytes -= base->total_bytes - s->left;
        s->left = (size_t)base->total_bytes;
    }
    s->lost = !s->memory && !file_input_rewind(&s->input, base->name, error);
    struct savefile *again = s->lost ? NULL : reader_open(s, error);
    s->lost = again == NULL;
    if (s->lost)
        return false;
    savefile_close(s->savefile);
    s->savefile = again;
    base->comment = savefile_section_comment(again);
    s->listening = false;
    s->announced = 0;
    return true;
}

/* For the frames that come from now on; those of all link types, as at the start. */
static bool file_filter(struct source *base, const char *expression, struct error *error)
{
    struct file_source *s = (struct file_source *)base;
    struct filter *next = NULL;
    if (expression[0] != '\0') {
        next = filter_new(expression, base->link, savefile_one_link(s->savefile), error);
        if (next == NULL)
            return false;
    }
    filter_free(s->filter);
    s->filter = next;
    return true;
}

static void file_close(struct source *base)
{
    struct file_source *s = (struct file_source *)base;
    savefile_close(s->savefile);
    filter_free(s->filter);
    if (!s->memory)
        file_input_close(&s->input);
    free(s);
}

static const struct source_kind_ops file_ops = {.read = file_read,
                                                .interrupt = file_interrupt,
                                                .filter = file_filter,
                                                .interface = file_interface,
                                                .can_rewind = file_can_rewind,
                                                .rewind = file_rewind,
                                                .close = file_close};

/* Opening */

static struct file_source *source_new(const char *name, const char *file, struct error *error)
{
    struct file_source *s = calloc(1, sizeof *s);
    if (s == NULL)
        error_set(error, EXIT_STATUS_FAILED, "memory is short; close other programs and try again");
    else
        source_init(&s->base, &file_ops, SOURCE_FILE, name, file);
    if (s != NULL)
        text_sanitize(s->file, sizeof s->file, file, strlen(file));
    return s;
}

/* Reads the header and compiles the filter. Closes the source where that fails. */
static struct source *source_start(struct file_source *s, const char *filter, struct error *error)
{
    s->savefile = reader_open(s, error);
    if (s->savefile == NULL)
        goto failed;
    s->base.comment = savefile_section_comment(s->savefile);
    s->base.several = !savefile_one_link(s->savefile);
    struct source_interface first;
    if (file_interface(&s->base, 0, &first)) {
        s->base.link = first.link;
        struct text t = text_over(s->base.interface, sizeof s->base.interface);
        text_add(&t, first.name);
    }
    if (filter == NULL || source_filter_set(&s->base, filter, error))
        return &s->base;
failed:
    file_close(&s->base);
    return NULL;
}

struct source *source_open_file(const char *path, const char *filter, struct error *error)
{
    bool standard = strcmp(path, "-") == 0;
    const char *slash = strrchr(path, '/');
    const char *name = standard ? "standard input" : path;
    struct file_source *s = source_new(name, slash != NULL ? slash + 1 : name, error);
    if (s == NULL)
        return NULL;
    if (!file_input_open(&s->input, path, error)) {
        free(s);
        return NULL;
    }
    s->input.wait_ms = WAIT_MS;
    s->base.prompt = s->input.waits;
    s->base.total_bytes = s->input.total;
    return source_start(s, filter, error);
}

struct source *source_open_memory(const void *bytes, size_t n, const char *name, const char *filter,
                                  struct error *error)
{
    struct file_source *s = source_new(name, name, error);
    if (s == NULL)
        return NULL;
    s->memory = true;
    s->bytes = bytes;
    s->left = n;
    s->base.total_bytes = n;
    return source_start(s, filter, error);
}
