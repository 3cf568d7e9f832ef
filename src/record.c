/* SPDX-License-Identifier: MIT */
/* Recordings, as they are asked for. */
#include "record.h"

#include <string.h>
#include <time.h>

#include "capture/recording_file.h"

/* pcapng where pcap would lose something, or where the name says so. */
static enum recording_format format_of(const struct record_plan *plan, const char *path)
{
    static const char ending[] = ".pcapng";
    size_t n = strlen(path), most = sizeof ending - 1;
    bool named = n >= most && strcmp(path + n - most, ending) == 0;
    return plan->several || named ? RECORDING_PCAPNG : RECORDING_PCAP;
}

static bool begin(struct engine *e, const struct record_plan *plan, const char *path,
                  struct error *error)
{
    const struct options *o = plan->options;
    struct recording_settings settings = {
        .path = path,
        .overwrite = o->force,
        .format = format_of(plan, path),
        .link = plan->link,
        .rotate_bytes = o->rotate_bytes,
        .rotate_ns = (int64_t)o->rotate_s * 1000000000,
        .keep = o->rotate_keep,
    };
    /* The superuser's own file stays theirs, but where it is to be removed later on. */
    bool rotates = o->rotate_bytes > 0 || o->rotate_s > 0;
    settings.uid = plan->heir.uid;
    settings.gid = plan->heir.gid;
    settings.owned = plan->heir.needed && (plan->heir.chosen || rotates);
    struct recording *recording = recording_open(&settings, error);
    if (recording != NULL)
        engine_record(e, recording);
    return recording != NULL;
}

bool record_begin(struct engine *e, const struct record_plan *plan, struct error *error)
{
    const struct options *o = plan->options;
    if (o->record == NULL)
        return true;
    for (size_t i = 0; i < o->file_count; i++)
        if (recording_file_is(o->record, o->files[i]))
            return error_set(error, EXIT_STATUS_USAGE,
                             "-w %s: is the file that is read; choose another name", o->record);
    return begin(e, plan, o->record, error);
}

bool record_can_rotate(const struct options *o, struct error *error)
{
    bool rotates = o->record != NULL && (o->rotate_bytes > 0 || o->rotate_s > 0);
    return !rotates || recording_file_may_exist(o->record) ||
           error_set(error, EXIT_STATUS_FORBIDDEN,
                     "-w %s: no further file can be made there once privileges are given up; "
                     "record into a folder that belongs to you",
                     o->record);
}

void record_toggle(struct engine *e, const struct record_plan *plan, char *note, size_t cap)
{
    struct text t = text_over(note, cap);
    struct error error;
    struct recording_row row;
    bool whole = engine_record_end(e, &row, &error);
    if (row.going) {
        if (whole)
            text_addf(&t, "Recorded %llu frames to %s", (unsigned long long)row.frames, row.name);
        else
            text_add(&t, error.sentence);
        return;
    }
    char stamp[32] = "", path[64];
    time_t now = time(NULL);
    struct tm parts;
    if (localtime_r(&now, &parts) != NULL)
        strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &parts);
    struct text name = text_over(path, sizeof path);
    text_addf(&name, "castscope-%s.%s", stamp, plan->several ? "pcapng" : "pcap");
    if (begin(e, plan, path, &error))
        text_addf(&t, "Recording to %s; w ends it", path);
    else
        text_add(&t, error.sentence);
}
