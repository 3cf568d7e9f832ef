/* SPDX-License-Identifier: MIT */
/* Files that a person asks for while the dashboard runs; the sandbox lets them be made where recordings are. */
#include "save.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "capture/recording_file.h"

void save_file(void *context, const char *what, const char *ending, const void *bytes, size_t n,
               char *note, size_t cap)
{
    (void)context;
    char stamp[32] = "", path[96];
    struct text t = text_over(note, cap), name = text_over(path, sizeof path);
    struct error error;
    struct recording_file file;
    time_t now = time(NULL);
    struct tm parts;
    if (localtime_r(&now, &parts) != NULL)
        strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &parts);
    text_addf(&name, "castscope-%s-%s.%s", what, stamp, ending);
    if (!recording_file_open(&file, path, false, &error)) {
        text_add(&t, error.sentence);
        return;
    }
    errno = 0;
    bool written = recording_file_write(&file, bytes, n) == n;
    int cause = errno;
    if (!recording_file_close(&file)) {
        cause = written ? errno : cause;
        written = false;
    }
    if (written) {
        text_addf(&t, "Written to %s: ", path);
        text_add_bytes(&t, n);
    } else {
        text_addf(&t, "%s: is not whole (%s); make room and try again", path, strerror(cause));
    }
}
