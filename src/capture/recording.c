/* SPDX-License-Identifier: MIT */
/*
 * A recording: the buffer in front of a file, going from file to file, and what happens when one can
 * grow no further. Records are moved from the buffer to the file whole, and counted one by one.
 */
#include "capture/recording.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "capture/recording_file.h"
#include "capture/savefile_state.h"
#include "capture/thread.h"

enum {
    ENOUGH = 64 * 1024,   /* bytes that are written without waiting for more */
    BUFFER = 1024 * 1024, /* what may wait; more where a single frame needs it */
    WAIT_NS = 1000000000, /* the longest that a record waits */
    INTERFACES = 256,     /* of a pcapng file */
    PATH_BYTES = 4096,
};

/* An interface that the file at hand describes. */
struct described {
    uint32_t source, link;
};

struct recording {
    struct recording_settings settings;
    char path[PATH_BYTES];
    thread_lock lock;
    struct recording_file file;
    bool open;
    uint64_t number;  /* of the file at hand, from 1 */
    uint64_t length;  /* of it, what waits included */
    uint64_t written; /* of it */
    uint64_t frames;  /* in it, those that wait included */
    int64_t first_ns; /* of it: the times of its first and its last frame */
    int64_t last_ns;
    struct described interface[INTERFACES];
    uint32_t interfaces;
    struct source_losses before[SOURCES], now[SOURCES]; /* of sources */
    uint8_t *buffer;
    size_t cap, used;
    int64_t flushed_ns;
    struct recording_row row;
    int cause; /* errno of what ended it; 0 while it goes on */
};

void recording_name(const char *path, uint64_t number, char *out, size_t cap)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    if (dot == NULL || dot == path || (slash != NULL && dot <= slash + 1))
        dot = path + strlen(path);
    struct text t = text_over(out, cap);
    for (const char *at = path; at < dot; at++)
        text_add_char(&t, *at);
    text_addf(&t, "-%05llu", (unsigned long long)number);
    text_add(&t, dot);
}

static bool rotates(const struct recording *r)
{
    return r->settings.rotate_bytes > 0 || r->settings.rotate_ns > 0;
}

static void path_of(const struct recording *r, uint64_t number, char out[PATH_BYTES])
{
    struct text t = text_over(out, PATH_BYTES);
    if (rotates(r))
        recording_name(r->path, number, out, PATH_BYTES);
    else
        text_add(&t, r->path);
}

/* Writing */

/* The rest of the recording is not made: the file ends with its last whole record, and what waited is
 * lost. */
static void fail(struct recording *r, int cause)
{
    char name[PATH_BYTES];
    path_of(r, r->number, name);
    r->cause = cause;
    r->row.going = false;
    struct text t = text_over(r->row.error, sizeof r->row.error);
    text_add_clean(&t, name, strlen(name));
    text_addf(&t, ": %s; recording has ended", strerror(cause));
}

/* How much of the first `n` bytes of the buffer are whole records, and how many of these are frames. */
static size_t whole_records(const struct recording *r, size_t n, uint64_t *frames)
{
    size_t at = 0;
    *frames = 0;
    while (at < n) {
        bool frame;
        size_t length = recording_length(r->settings.format, r->written + at == 0, r->buffer + at,
                                         &frame);
        if (length > n - at)
            break;
        *frames += frame;
        at += length;
    }
    return at;
}

/* Writes what waits. */
static void buffer_write(struct recording *r)
{
    uint64_t saved, all;
    if (r->used == 0 || r->cause != 0)
        return;
    size_t done = recording_file_write(&r->file, r->buffer, r->used);
    int cause = done < r->used ? (errno != 0 ? errno : EIO) : 0;
    whole_records(r, r->used, &all);
    size_t whole = whole_records(r, done, &saved);
    r->row.frames += saved;
    r->row.bytes += whole;
    r->row.lost += all - saved;
    r->written += whole;
    r->used = 0;
    if (cause != 0) {
        recording_file_cut(&r->file, r->written);
        fail(r, cause);
    }
}

/* Room for `n` more bytes; NULL where memory is short. */
static uint8_t *buffer_room(struct recording *r, size_t n)
{
    if (r->used + n > r->cap)
        buffer_write(r);
    if (n > r->cap) {
        uint8_t *more = realloc(r->buffer, n);
        if (more == NULL)
            return NULL;
        r->buffer = more;
        r->cap = n;
    }
    return r->buffer + r->used;
}

/* Files */

static bool file_begin(struct recording *r, struct error *error)
{
    const struct recording_settings *s = &r->settings;
    char path[PATH_BYTES];
    path_of(r, r->number + 1, path);
    if (!recording_file_open(&r->file, path, s->overwrite, error))
        return false;
    r->number++;
    r->open = true;
    r->row.files++;
    r->written = r->frames = 0;
    r->interfaces = 0;
    r->used = recording_head(s->format, s->link, savefile_captured_max(s->link), r->buffer);
    r->length = r->used;
    if (s->owned && !recording_file_own(&r->file, s->uid, s->gid))
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: cannot be handed over to the user who called sudo (%s); record "
                         "somewhere else",
                         path, strerror(errno));
    if (s->keep > 0 && r->number > s->keep) {
        path_of(r, r->number - s->keep, path);
        if (!recording_file_remove(path)) {
            struct text t = text_over(r->row.error, sizeof r->row.error);
            text_add_clean(&t, path, strlen(path));
            text_addf(&t, ": %s; it stays", strerror(errno));
        }
    }
    return true;
}

static uint64_t since(uint64_t now, uint64_t before)
{
    return now > before ? now - before : 0;
}

/* Says what the interfaces of the file have lost. Of several that are one source's, the first one says it. */
static void statistics_add(struct recording *r)
{
    bool said[SOURCES] = {false};
    for (uint32_t i = 0; i < r->interfaces && r->cause == 0; i++) {
        uint32_t source = r->interface[i].source;
        if (source >= SOURCES || said[source])
            continue;
        const struct source_losses *now = &r->now[source], *before = &r->before[source];
        const struct source_losses losses = {
            since(now->received, before->received),
            since(now->kernel_dropped, before->kernel_dropped),
            since(now->interface_dropped, before->interface_dropped)};
        said[source] = true;
        if (losses.received == 0 && losses.kernel_dropped == 0 && losses.interface_dropped == 0)
            continue;
        uint8_t *at = buffer_room(r, RECORDING_STATISTICS_MOST);
        if (at != NULL)
            r->used += recording_statistics(i, r->last_ns, &losses, at);
    }
}

static void file_end(struct recording *r)
{
    if (r->open)
        statistics_add(r);
    buffer_write(r);
    if (r->open && !recording_file_close(&r->file) && r->cause == 0)
        fail(r, errno);
    r->open = false;
}

static bool file_is_full(const struct recording *r, const struct frame *frame, size_t more)
{
    const struct recording_settings *s = &r->settings;
    size_t end = (size_t)r->interfaces * RECORDING_STATISTICS_MOST;
    if (r->frames == 0)
        return false;
    return (s->rotate_bytes > 0 && r->length + more + end > s->rotate_bytes) ||
           (s->rotate_ns > 0 && frame->t_ns - r->first_ns >= s->rotate_ns);
}

/* Goes on in another file. */
static bool file_change(struct recording *r)
{
    struct error error;
    file_end(r);
    if (r->cause != 0)
        return false;
    if (file_begin(r, &error))
        return true;
    r->cause = EIO;
    r->row.going = false;
    struct text t = text_over(r->row.error, sizeof r->row.error);
    text_add(&t, error.sentence);
    return false;
}

/* Recording */

/* The number of an interface of the file, which is described where it is not yet; UINT32_MAX where
 * there are too many. */
static uint32_t interface_find(struct recording *r, uint32_t source, uint32_t link,
                               const char *name)
{
    uint32_t i = 0;
    if (r->settings.format == RECORDING_PCAP)
        return link == r->settings.link ? 0 : UINT32_MAX;
    while (i < r->interfaces && (r->interface[i].source != source || r->interface[i].link != link))
        i++;
    if (i < r->interfaces)
        return i;
    uint8_t *at = i < INTERFACES ? buffer_room(r, RECORDING_INTERFACE_MOST) : NULL;
    if (at == NULL || r->cause != 0)
        return UINT32_MAX;
    r->interface[r->interfaces++] = (struct described){source, link};
    size_t n = recording_interface(link, name, at);
    r->used += n;
    r->length += n;
    return i;
}

static bool frame_add(struct recording *r, const struct frame *frame, uint32_t source,
                      const char *name)
{
    size_t most = (size_t)frame->captured + RECORDING_FRAME_EXTRA;
    if (r->cause != 0 || (file_is_full(r, frame, most) && !file_change(r)))
        return false;
    uint32_t interface = interface_find(r, source, frame->link, name);
    uint8_t *at = interface != UINT32_MAX ? buffer_room(r, most) : NULL;
    if (at == NULL || r->cause != 0)
        return false;
    size_t n = recording_frame(r->settings.format, interface, frame, at);
    r->used += n;
    r->length += n;
    if (r->frames++ == 0)
        r->first_ns = frame->t_ns;
    r->last_ns = frame->t_ns;
    return true;
}

void recording_add(struct recording *r, const struct frame *frame, uint32_t source,
                   const char *name)
{
    pthread_mutex_lock(&r->lock);
    if (!frame_add(r, frame, source, name))
        r->row.lost++;
    pthread_mutex_unlock(&r->lock);
}

void recording_losses_before(struct recording *r, uint32_t source,
                             const struct source_losses *losses)
{
    pthread_mutex_lock(&r->lock);
    if (source < SOURCES)
        r->before[source] = *losses;
    pthread_mutex_unlock(&r->lock);
}

void recording_losses(struct recording *r, uint32_t source, const struct source_losses *losses)
{
    pthread_mutex_lock(&r->lock);
    if (source < SOURCES)
        r->now[source] = *losses;
    pthread_mutex_unlock(&r->lock);
}

void recording_flush(struct recording *r, int64_t now_ns)
{
    pthread_mutex_lock(&r->lock);
    bool prompt = r->file.standard && !r->file.regular;
    if (r->used >= ENOUGH || prompt || now_ns - r->flushed_ns >= WAIT_NS) {
        buffer_write(r);
        r->flushed_ns = now_ns;
    }
    pthread_mutex_unlock(&r->lock);
}

void recording_state(struct recording *r, struct recording_row *out)
{
    pthread_mutex_lock(&r->lock);
    *out = r->row;
    pthread_mutex_unlock(&r->lock);
}

bool recording_is_pointless(struct recording *r)
{
    pthread_mutex_lock(&r->lock);
    bool pointless = r->file.standard && r->cause != 0;
    pthread_mutex_unlock(&r->lock);
    return pointless;
}

/* Opening and closing */

struct recording *recording_open(const struct recording_settings *settings, struct error *error)
{
    struct recording *r = calloc(1, sizeof *r);
    uint8_t *buffer = malloc(BUFFER);
    if (r == NULL || buffer == NULL) {
        error_set(error, EXIT_STATUS_FAILED, "memory is short; close other programs and try again");
        goto failed;
    }
    *r = (struct recording){.settings = *settings, .buffer = buffer, .cap = BUFFER};
    struct text t = text_over(r->path, sizeof r->path);
    text_add(&t, settings->path);
    t = text_over(r->row.name, sizeof r->row.name);
    text_add_clean(&t, settings->path, strlen(settings->path));
    r->row.on = r->row.going = true;
    r->flushed_ns = clock_steady();
    if (!file_begin(r, error))
        goto failed;
    pthread_mutex_init(&r->lock, NULL);
    return r;
failed:
    free(buffer);
    free(r);
    return NULL;
}

bool recording_close(struct recording *r, struct recording_row *out, struct error *error)
{
    file_end(r);
    r->row.going = false;
    /* A closed pipe's reader has seen enough. */
    bool done = r->row.lost == 0 && r->cause == 0;
    done = done || (r->file.standard && r->cause == EPIPE);
    if (!done)
        error_set(
            error, EXIT_STATUS_FAILED, "%s; %llu frames were not recorded, make room for them",
            r->row.error[0] != '\0' ? r->row.error : r->row.name, (unsigned long long)r->row.lost);
    *out = r->row;
    pthread_mutex_destroy(&r->lock);
    free(r->buffer);
    free(r);
    return done;
}
