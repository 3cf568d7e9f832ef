/* SPDX-License-Identifier: MIT */

/*
 * Vendor lists on this system: reading them, telling how old they are, and choosing the newest. It
 * runs before privileges are given up, so a list is only ever read, up to a limit, and only lists
 * that are newer than the compiled-in one are read beyond their first lines.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "address/vendor_table.h"
#include "text/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The IEEE's oui.txt, the longest list, has 6 MB. */
#define FILE_MAX (32u << 20)

/* Comments that say the day stand in the first lines of a list. */
#define HEAD_MAX 8192

#define IEEE(folder)                                                                     \
    {                                                                                    \
        {                                                                                \
            folder "/oui.csv", folder "/mam.csv", folder "/oui36.csv", folder "/iab.csv" \
        }                                                                                \
    }

/* Debian's ieee-data and update-ieee-data, udev, Wireshark before 4.2, arp-scan, nmap. */
const struct vendor_place vendor_places[] = {
    IEEE("/var/lib/ieee-data"),
    IEEE("/usr/share/ieee-data"),
    {{"/usr/lib/udev/hwdb.d/20-OUI.hwdb"}},
    {{"/lib/udev/hwdb.d/20-OUI.hwdb"}},
    {{"/usr/share/wireshark/manuf"}},
    {{"/usr/local/share/wireshark/manuf"}},
    {{"/opt/homebrew/share/wireshark/manuf"}},
    {{"/usr/share/arp-scan/ieee-oui.txt"}},
    {{"/usr/local/share/arp-scan/ieee-oui.txt"}},
    {{"/opt/homebrew/share/arp-scan/ieee-oui.txt"}},
    {{"/usr/share/nmap/nmap-mac-prefixes"}},
    {{"/usr/local/share/nmap/nmap-mac-prefixes"}},
    {{"/opt/homebrew/share/nmap/nmap-mac-prefixes"}},
};

const size_t vendor_place_count = COUNT(vendor_places);

/* The day a regular file was last changed; false for anything else. */
static bool file_day(const char *path, char out[11])
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
        return false;
    }
    const struct tm *day = gmtime(&status.st_mtime);
    return day != NULL && strftime(out, 11, "%Y-%m-%d", day) == 10;
}

/* The file's bytes, at most `limit` of them, or NULL with errno set. To be freed. */
static char *file_bytes(const char *path, size_t limit, size_t *n)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    char *bytes = NULL;
    size_t used = 0;
    size_t cap = 0;
    bool whole = true;
    while (whole && used == cap && cap < limit) {
        cap = cap == 0 ? (limit < 65536 ? limit : 65536) : cap * 2 < limit ? cap * 2 : limit;
        char *more = realloc(bytes, cap);
        whole = more != NULL;
        bytes = whole ? more : bytes;
        used += whole ? fread(bytes + used, 1, cap - used, file) : 0;
        whole = whole && ferror(file) == 0;
    }
    int cause = errno;
    (void)fclose(file);
    if (!whole) {
        free(bytes);
        errno = cause;
        return NULL;
    }
    *n = used;
    return bytes;
}

/* The day of a list: what it says itself, else when the file was changed. */
static bool list_day(const char *path, char out[11])
{
    size_t n = 0;
    char changed[11];
    if (!file_day(path, changed)) {
        return false;
    }
    char *head = file_bytes(path, HEAD_MAX, &n);
    if (head == NULL) {
        return false;
    }
    if (!vendor_date(head, n, out)) {
        memcpy(out, changed, sizeof changed);
    }
    free(head);
    return true;
}

static struct vendor_source source_of(const char *path, const char *day,
                                      const struct vendor_list *list)
{
    struct vendor_source source = {.entries = vendor_list_count(list)};
    text_sanitize(source.name, sizeof source.name, path, strlen(path));
    text_sanitize(source.date, sizeof source.date, day, strlen(day));
    return source;
}

bool vendor_file_read(const char *path, struct vendor_list *list, struct vendor_source *source,
                      struct error *e)
{
    size_t n = 0;
    char *bytes = file_bytes(path, FILE_MAX, &n);
    if (bytes == NULL) {
        return error_set(e, EXIT_STATUS_FAILED,
                         "%s: the vendor list cannot be read (%s); name a readable file, or "
                         "\"builtin\" for the list compiled in",
                         path, strerror(errno));
    }
    struct vendor_list found = {.total = 0};
    size_t entries = n < FILE_MAX ? vendor_parse(bytes, n, &found) : 0;
    char day[11] = "";
    if (!vendor_date(bytes, n, day) && !file_day(path, day)) {
        day[0] = '\0';
    }
    free(bytes);
    if (entries == 0) {
        vendor_list_free(&found);
        const char *cause = n == 0          ? "the vendor list is empty"
                            : n == FILE_MAX ? "the file is too long for a vendor list"
                                            : "the file has no vendors in a known format";
        return error_set(e, EXIT_STATUS_FAILED,
                         "%s: %s; name an IEEE oui.txt or .csv, a systemd hwdb, a Wireshark manuf, "
                         "an arp-scan or an nmap list, or \"builtin\"",
                         path, cause);
    }
    *list = found;
    *source = source_of(path, day, &found);
    return true;
}

/* Reads all files of a place; false where its first has no entries. */
static bool place_read(const struct vendor_place *place, struct vendor_list *list)
{
    for (size_t i = 0; i < COUNT(place->files) && place->files[i] != NULL; i++) {
        char day[11];
        size_t n = 0;
        char *bytes = file_day(place->files[i], day) ? file_bytes(place->files[i], FILE_MAX, &n)
                                                     : NULL;
        size_t entries = bytes != NULL ? vendor_parse(bytes, n, list) : 0;
        free(bytes);
        if (i == 0 && entries == 0) {
            return false;
        }
    }
    return true;
}

bool vendor_file_newest(const struct vendor_place *places, size_t n, const char *after,
                        struct vendor_list *list, struct vendor_source *source)
{
    char before[11] = "";
    for (;;) {
        const struct vendor_place *best = NULL;
        char best_day[11] = "";
        for (size_t i = 0; i < n; i++) {
            char day[11];
            if (list_day(places[i].files[0], day) && strcmp(day, after) > 0 &&
                strcmp(day, best_day) > 0 && (before[0] == '\0' || strcmp(day, before) < 0)) {
                best = &places[i];
                memcpy(best_day, day, sizeof day);
            }
        }
        if (best == NULL) {
            return false;
        }
        struct vendor_list found = {.total = 0};
        if (place_read(best, &found)) {
            *list = found;
            *source = source_of(best->files[0], best_day, &found);
            return true;
        }
        vendor_list_free(&found);
        memcpy(before, best_day, sizeof best_day);
    }
}
