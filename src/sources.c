/* SPDX-License-Identifier: MIT */
/* Opens what the command line names: interfaces, or saved captures, or the case study. */
#include "sources.h"

#include <stdlib.h>
#include <string.h>

#include "capture/devices.h"
#include "capture/source.h"
#include "demo.h"

static bool files_open(struct engine *e, const struct options *o, struct sources *out,
                       struct error *error)
{
    struct source *sources[OPTION_SOURCES];
    size_t n = 0;
    if (o->demo)
        sources[n] = source_open_memory(demo_capture, demo_capture_bytes, "case study", o->filter,
                                        error);
    for (; n < o->file_count || (o->demo && n == 0); n++) {
        if (!o->demo)
            sources[n] = source_open_file(o->files[n], o->filter, error);
        if (sources[n] == NULL)
            goto failed;
        engine_register(e, sources[n]);
        struct source_view view = source_view(sources[n]);
        out->prompt = out->prompt || view.prompt;
        out->several = out->several || view.several || n > 0;
        out->link = view.link;
    }
    struct source *all = n == 1 ? sources[0] : source_merge(sources, n, error);
    if (all == NULL)
        goto failed;
    out->merged = n > 1;
    out->rewinds = source_can_rewind(all);
    engine_add(e, all);
    return true;
failed:
    while (n > 0)
        source_close(sources[--n]);
    return false;
}

enum { DEVICE_NAME = 128 };

/* Which interfaces are meant. Each may be named once, and none beside "any": every frame counts once. */
static bool devices_choose(const struct options *o, const struct devices *devices,
                           char (*names)[DEVICE_NAME], size_t *n, struct error *error)
{
    bool any = false;
    for (*n = 0; *n < o->interface_count || *n == 0; (*n)++) {
        const char *wanted = o->interface_count > 0 ? o->interfaces[*n] : NULL;
        if (!device_choose(devices, wanted, names[*n], DEVICE_NAME, error))
            return false;
        any = any || strcmp(names[*n], "any") == 0;
        for (size_t i = 0; i < *n; i++)
            if (strcmp(names[i], names[*n]) == 0)
                return error_set(error, EXIT_STATUS_USAGE,
                                 "-i %s: is %s, which was named before; name each interface once",
                                 wanted, names[i]);
    }
    return !any || *n == 1 ||
           error_set(error, EXIT_STATUS_USAGE,
                     "-i any: is every interface; leave the others out, or any");
}

static bool interface_open(struct engine *e, const struct options *o, const struct devices *devices,
                           const char *name, struct confinement *confinement, struct sources *out,
                           struct error *error)
{
    const struct live_settings settings = {.filter = o->filter,
                                           .snapshot_length = o->snapshot_length,
                                           .buffer_kib = o->buffer_kib,
                                           .promiscuous = o->promiscuous,
                                           .immediate = o->immediate};
    struct source *source = source_open_live(name, &settings, error);
    if (source == NULL)
        return false;
    engine_register(e, source);
    engine_add(e, source);
    const struct source_view view = source_view(source);
    confinement_source_add(confinement, &view);
    /* "any" is not one of them, and is all of them. */
    bool any = strcmp(name, "any") == 0;
    for (size_t k = 0; k < devices->count; k++) {
        const struct device *device = &devices->at[k];
        for (size_t i = 0; (any || strcmp(device->name, name) == 0) && i < device->address_count;
             i++)
            engine_own_address(e, device->address[i].ip, device->address[i].bits);
    }
    out->prompt = true;
    out->link = view.link;
    return true;
}

static bool interfaces_open(struct engine *e, const struct options *o,
                            struct confinement *confinement, struct sources *out,
                            struct error *error)
{
    char names[OPTION_SOURCES][DEVICE_NAME];
    struct devices *devices = calloc(1, sizeof *devices);
    size_t n = 0;
    if (devices == NULL)
        return error_set(error, EXIT_STATUS_FAILED,
                         "memory is short; close other programs and try again");
    bool done = devices_list(devices, error) && devices_choose(o, devices, names, &n, error);
    for (size_t i = 0; done && i < n; i++)
        done = interface_open(e, o, devices, names[i], confinement, out, error);
    out->several = n > 1;
    free(devices);
    struct system_watch *watch = done ? system_watch_open() : NULL;
    if (watch != NULL) {
        engine_watch(e, watch);
        confinement_watch_add(confinement, system_watch_socket(watch));
    }
    return done;
}

bool sources_open(struct engine *e, const struct options *o, struct confinement *confinement,
                  struct sources *out, struct error *error)
{
    *out = (struct sources){.live = !o->demo && o->file_count == 0};
    return out->live ? interfaces_open(e, o, confinement, out, error)
                     : files_open(e, o, out, error);
}
