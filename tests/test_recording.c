/* SPDX-License-Identifier: MIT */

/* Recordings: what is read back is what was recorded, files end with whole records whatever happens,
 * and what is not in them is counted. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "capture/recording.h"
#include "capture/savefile.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { ETHERNET = 1, RAW = 101, DBUS = 231, PATH = 256 };

static const int64_t second_ns = 1000000000;
static const int64_t start_ns = INT64_C(1700000000123456789);

static char folder[PATH];

static int folder_make(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/castscope-recording-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int folder_remove(void **state)
{
    char command[PATH + 16];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static const char *path_in(const char *name)
{
    static char path[2 * PATH];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static uint8_t bytes[3 << 20];

static struct frame frame_of(uint64_t number, uint32_t captured, uint32_t link)
{
    for (uint32_t i = 0; i < captured; i++)
        bytes[i] = (uint8_t)(i + number);
    return (struct frame){.t_ns = start_ns + (int64_t)number * 1000,
                          .number = number,
                          .captured = captured,
                          .length = captured + (number % 3 == 0 ? 100 : 0),
                          .link = link,
                          .data = bytes};
}

static struct recording *begin(const char *name, struct recording_settings settings)
{
    struct error error = {0};
    settings.path = path_in(name);
    struct recording *r = recording_open(&settings, &error);
    if (r == NULL)
        fail_msg("%s", error.sentence);
    return r;
}

static struct recording_row end(struct recording *r, bool whole)
{
    struct recording_row row;
    struct error error = {0};
    if (recording_close(r, &row, &error) != whole)
        fail_msg("whole: %d, %s", !whole, error.sentence);
    assert_false(row.going);
    return row;
}

/* Reading back */

static ptrdiff_t file_read(void *context, void *into, size_t n)
{
    return (ptrdiff_t)fread(into, 1, n, context);
}

struct reading {
    FILE *file;
    struct savefile *savefile;
    struct savefile_frame frame;
};

static struct reading reading_open(const char *name)
{
    struct error error;
    struct reading r = {.file = fopen(path_in(name), "rb")};
    assert_non_null(r.file);
    r.savefile = savefile_open(name, file_read, r.file, &error);
    if (r.savefile == NULL)
        fail_msg("%s", error.sentence);
    return r;
}

static bool reading_next(struct reading *r)
{
    enum savefile_state state = savefile_next(r->savefile, &r->frame);
    if (state == SAVEFILE_FAILED)
        fail_msg("%s", savefile_error(r->savefile)->sentence);
    return state == SAVEFILE_FRAME;
}

static void reading_close(struct reading *r)
{
    savefile_close(r->savefile);
    fclose(r->file);
}

static uint64_t frames_in(const char *name)
{
    struct reading r = reading_open(name);
    uint64_t n = 0;
    while (reading_next(&r))
        n++;
    reading_close(&r);
    return n;
}

static void what_is_read_back_is_what_was_recorded(void **state)
{
    (void)state;
    static const uint32_t lengths[] = {0, 1, 2, 3, 4, 60, 1514, 65535, 262144};
    for (enum recording_format format = RECORDING_PCAP; format <= RECORDING_PCAPNG; format++) {
        struct recording *r = begin(format == RECORDING_PCAP ? "a.pcap" : "a.pcapng",
                                    (struct recording_settings){.format = format, .link = RAW});
        for (uint64_t i = 0; i < COUNT(lengths); i++) {
            struct frame f = frame_of(i, lengths[i], RAW);
            recording_add(r, &f, 0, "eth0");
        }
        struct recording_row row = end(r, true);
        assert_int_equal(row.frames, COUNT(lengths));
        assert_int_equal(row.lost, 0);
        assert_int_equal(row.files, 1);
        struct reading back = reading_open(format == RECORDING_PCAP ? "a.pcap" : "a.pcapng");
        for (uint64_t i = 0; i < COUNT(lengths); i++) {
            struct frame f = frame_of(i, lengths[i], RAW);
            assert_true(reading_next(&back));
            assert_int_equal(back.frame.frame.t_ns, f.t_ns);
            assert_int_equal(back.frame.frame.captured, f.captured);
            assert_int_equal(back.frame.frame.length, f.length);
            assert_int_equal(back.frame.frame.link, RAW);
            assert_memory_equal(back.frame.frame.data, f.data, f.captured);
        }
        assert_false(reading_next(&back));
        struct stat about;
        fstat(fileno(back.file), &about);
        assert_int_equal(about.st_size, row.bytes);
        assert_int_equal(about.st_mode & 0777, 0600);
        reading_close(&back);
    }
}

static void times_at_the_ends_of_what_can_be_written(void **state)
{
    (void)state;
    static const struct {
        int64_t t_ns, pcap_ns, pcapng_ns;
    } rows[] = {
        {0, 0, 0},
        {-1, 0, 0},
        {INT64_MIN, 0, 0},
        {INT64_C(4294967295999999999), INT64_C(4294967295999999999), INT64_C(4294967295999999999)},
        {INT64_MAX, INT64_C(4294967295999999999), INT64_MAX},
    };
    for (enum recording_format format = RECORDING_PCAP; format <= RECORDING_PCAPNG; format++) {
        const char *name = format == RECORDING_PCAP ? "t.pcap" : "t.pcapng";
        struct recording *r = begin(
            name, (struct recording_settings){.format = format, .link = ETHERNET});
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct frame f = frame_of(1, 60, ETHERNET);
            f.t_ns = rows[i].t_ns;
            recording_add(r, &f, 0, "");
        }
        end(r, true);
        struct reading back = reading_open(name);
        for (size_t i = 0; i < COUNT(rows); i++) {
            assert_true(reading_next(&back));
            assert_int_equal(back.frame.frame.t_ns,
                             format == RECORDING_PCAP ? rows[i].pcap_ns : rows[i].pcapng_ns);
        }
        reading_close(&back);
    }
}

static void interfaces_and_comments_are_kept(void **state)
{
    (void)state;
    static const struct {
        uint32_t source, link;
        const char *name, *comment;
        uint32_t interface;
    } rows[] = {
        {0, ETHERNET, "eth0", NULL, 0},  {1, RAW, "tun0", "a comment", 1},
        {0, ETHERNET, "eth0", "odd", 0}, {0, RAW, "eth0", NULL, 2},
        {2, ETHERNET, "", "", 3},        {1, RAW, "tun0", NULL, 1},
    };
    struct recording *r = begin("i.pcapng",
                                (struct recording_settings){.format = RECORDING_PCAPNG});
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct frame f = frame_of(i, 61, rows[i].link);
        f.comment = rows[i].comment;
        recording_add(r, &f, rows[i].source, rows[i].name);
    }
    end(r, true);
    struct reading back = reading_open("i.pcapng");
    for (size_t i = 0; i < COUNT(rows); i++) {
        char comment[100] = "";
        assert_true(reading_next(&back));
        assert_int_equal(back.frame.interface, rows[i].interface);
        assert_int_equal(back.frame.frame.link, rows[i].link);
        assert_string_equal(savefile_interface(back.savefile, rows[i].interface)->name,
                            rows[i].name);
        savefile_comment(back.savefile, &back.frame, comment, sizeof comment);
        assert_string_equal(comment, rows[i].comment != NULL ? rows[i].comment : "");
    }
    reading_close(&back);
}

/* From the beginning of the recording, and once for a source whatever its link types; no file becomes longer
 * than it may by it. */
static void losses_are_kept(void **state)
{
    (void)state;
    enum { FRAMES = 40 };
    static const struct source_losses before = {1000, 10, 1};
    static const struct {
        const char *name;
        uint64_t rotate_bytes;
        uint32_t files;
    } rows[] = {{"losses.pcapng", 0, 1}, {"rotated.pcapng", 2048, 4}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct recording *r = begin(
            rows[i].name, (struct recording_settings){.format = RECORDING_PCAPNG,
                                                      .rotate_bytes = rows[i].rotate_bytes});
        recording_losses_before(r, 1, &before);
        recording_losses_before(r, SOURCES, &before);
        for (uint32_t k = 0; k < FRAMES; k++) {
            struct frame f = frame_of(k, 61, k % 4 == 3 ? RAW : ETHERNET);
            recording_add(r, &f, k % 3, "");
            const struct source_losses now = {1000 + k, 10 + 2 * (uint64_t)k, 1 + (uint64_t)k / 4};
            recording_losses(r, 1, &now);
        }
        recording_losses(r, SOURCES, &before);
        struct recording_row row = end(r, true);
        assert_int_equal(row.files, rows[i].files);
        for (uint32_t k = 1; k <= row.files; k++) {
            char name[64];
            struct stat about;
            snprintf(name, sizeof name, "%s", rows[i].name);
            if (rows[i].rotate_bytes > 0)
                recording_name(rows[i].name, k, name, sizeof name);
            assert_int_equal(stat(path_in(name), &about), 0);
            assert_true(rows[i].rotate_bytes == 0 || (uint64_t)about.st_size <= 2048);
            struct reading back = reading_open(name);
            uint64_t dropped = 0, missed = 0;
            while (reading_next(&back))
                continue;
            for (uint32_t n = 0; n < savefile_interface_count(back.savefile); n++) {
                dropped += savefile_interface(back.savefile, n)->kernel_dropped;
                missed += savefile_interface(back.savefile, n)->interface_dropped;
            }
            reading_close(&back);
            assert_true(dropped > 0 && missed > 0);
            if (k == row.files) {
                assert_int_equal(dropped, 2 * (FRAMES - 1));
                assert_int_equal(missed, (FRAMES - 1) / 4);
            }
        }
    }
}

static void what_fits_no_file_is_counted(void **state)
{
    (void)state;
    struct recording *r = begin(
        "l.pcap", (struct recording_settings){.format = RECORDING_PCAP, .link = ETHERNET});
    struct frame f = frame_of(1, 60, RAW);
    recording_add(r, &f, 0, "");
    f.link = ETHERNET;
    recording_add(r, &f, 0, "");
    struct recording_row row = end(r, false);
    assert_int_equal(row.frames, 1);
    assert_int_equal(row.lost, 1);
    assert_int_equal(frames_in("l.pcap"), 1);

    r = begin("l.pcapng", (struct recording_settings){.format = RECORDING_PCAPNG});
    for (uint32_t source = 0; source < 300; source++)
        recording_add(r, &f, source, "x");
    row = end(r, false);
    assert_int_equal(row.frames, 256);
    assert_int_equal(row.lost, 44);
    assert_int_equal(frames_in("l.pcapng"), 256);
}

static void a_frame_may_be_larger_than_the_buffer(void **state)
{
    (void)state;
    struct recording *r = begin("big.pcapng",
                                (struct recording_settings){.format = RECORDING_PCAPNG});
    for (uint64_t i = 0; i < 3; i++) {
        struct frame f = frame_of(i, i == 1 ? sizeof bytes : 60, DBUS);
        recording_add(r, &f, 0, "bus");
    }
    assert_int_equal(end(r, true).frames, 3);
    assert_int_equal(frames_in("big.pcapng"), 3);
}

/* Whenever something was written, what stands in the file is sound. */
static void files_end_with_whole_records(void **state)
{
    (void)state;
    uint64_t in_file = 0, steps = 0;
    struct recording *r = begin("w.pcapng",
                                (struct recording_settings){.format = RECORDING_PCAPNG});
    int64_t now_ns = INT64_MAX / 2;
    recording_flush(r, now_ns);
    for (uint64_t i = 0; i < 3000; i++) {
        struct frame f = frame_of(i, (uint32_t)(i * 7919 % 1500), ETHERNET);
        recording_add(r, &f, 0, "eth0");
        if (i % 50 != 0)
            continue;
        recording_flush(r, now_ns += second_ns / 10);
        uint64_t n = frames_in("w.pcapng");
        assert_true(n >= in_file && n <= i + 1);
        steps += n > in_file;
        in_file = n;
    }
    assert_true(steps >= 3000 / 50 / 10);
    assert_int_equal(end(r, true).frames, 3000);
    assert_int_equal(frames_in("w.pcapng"), 3000);
}

static void a_file_that_can_grow_no_further(void **state)
{
    (void)state;
    static const rlim_t limits[] = {10, 24, 100, 5000, 70000};
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < 2 * COUNT(limits); i++) {
        enum recording_format format = i % 2 ? RECORDING_PCAP : RECORDING_PCAPNG;
        struct rlimit before, limit;
        struct recording *r = begin(
            "full.pcap",
            (struct recording_settings){.format = format, .link = 1, .overwrite = true});
        getrlimit(RLIMIT_FSIZE, &before);
        limit = (struct rlimit){limits[i / 2], before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        for (uint64_t k = 0; k < 2000; k++) {
            struct frame f = frame_of(k, 100, ETHERNET);
            recording_add(r, &f, 0, "eth0");
        }
        struct recording_row row = end(r, false);
        setrlimit(RLIMIT_FSIZE, &before);
        assert_int_equal(row.frames + row.lost, 2000);
        assert_non_null(strstr(row.error, "full.pcap: File too large; recording has ended"));
        struct stat about;
        assert_int_equal(stat(path_in("full.pcap"), &about), 0);
        assert_int_equal(about.st_size, row.bytes);
        assert_true(row.bytes <= limits[i / 2]);
        if (limits[i / 2] > 200)
            assert_true(row.frames > 0 && limits[i / 2] - row.bytes < 150);
        if (row.bytes >= 24)
            assert_int_equal(frames_in("full.pcap"), row.frames);
    }
}

static void names_are_numbered(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        uint64_t number;
        const char *name;
    } rows[] = {
        {"a.pcap", 1, "a-00001.pcap"},         {"a", 2, "a-00002"},
        {"/x.y/a", 3, "/x.y/a-00003"},         {"/x.y/a.b.pcapng", 99999, "/x.y/a.b-99999.pcapng"},
        {"a.pcap", 100000, "a-100000.pcap"},   {".hidden", 1, ".hidden-00001"},
        {"/x/.hidden", 1, "/x/.hidden-00001"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char name[100];
        recording_name(rows[i].path, rows[i].number, name, sizeof name);
        assert_string_equal(name, rows[i].name);
    }
}

static bool exists(const char *name)
{
    return access(path_in(name), F_OK) == 0;
}

static void files_follow_each_other(void **state)
{
    (void)state;
    enum { FRAMES = 40 };
    static const struct {
        const char *name;
        struct recording_settings settings;
        uint32_t files;
    } rows[] = {
        {"none", {.link = ETHERNET}, 1},
        /* 24 + 10 x (16 + 100) fit, with room for what a frame takes at most */
        {"size", {.link = ETHERNET, .rotate_bytes = 24 + 10 * 116 + RECORDING_FRAME_EXTRA}, 4},
        {"tiny", {.link = ETHERNET, .rotate_bytes = 1}, FRAMES},
        {"time", {.link = ETHERNET, .rotate_ns = 8 * 1000}, 5},
        {"sizeng", {.format = RECORDING_PCAPNG, .rotate_bytes = 1}, FRAMES},
        {"both", {.link = ETHERNET, .rotate_bytes = 1, .rotate_ns = INT64_MAX}, FRAMES},
        {"keep", {.link = ETHERNET, .rotate_bytes = 1, .keep = 3}, FRAMES},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct recording *r = begin(rows[i].name, rows[i].settings);
        for (uint64_t k = 0; k < FRAMES; k++) {
            struct frame f = frame_of(k, 100, ETHERNET);
            recording_add(r, &f, 0, "eth0");
        }
        struct recording_row row = end(r, true);
        if (row.files != rows[i].files)
            fail_msg("%s: %" PRIu32 " files", rows[i].name, row.files);
        assert_int_equal(row.frames, FRAMES);
        uint64_t sum = 0, there = 0;
        for (uint64_t k = 1; k <= row.files; k++) {
            char name[PATH];
            if (i == 0)
                strcpy(name, rows[i].name);
            else
                recording_name(rows[i].name, k, name, sizeof name);
            if (!exists(name))
                continue;
            there++;
            sum += frames_in(name);
        }
        uint64_t keep = rows[i].settings.keep;
        assert_int_equal(there, keep > 0 ? keep : row.files);
        assert_int_equal(sum, keep > 0 ? keep : FRAMES);
    }
    assert_true(exists("keep-00040"));
}

static void others_files_are_left_alone(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool overwrite;
        const char *sentence; /* NULL: it is opened */
    } rows[] = {
        {"there", false, "exists; choose another name, or add --force"},
        {"there", true, NULL},
        {"link", false, "exists; choose another name, or add --force"},
        {"link", true, "is a symbolic link; name the file itself"},
        {"fifo", true, "is no file that can be overwritten"},
        {".", true, "Is a directory"},
        {"nowhere/a.pcap", false, "No such file or directory"},
    };
    FILE *there = fopen(path_in("there"), "w");
    fputs("somebody's", there);
    fclose(there);
    char target[2 * PATH];
    strcpy(target, path_in("there"));
    assert_int_equal(symlink(target, path_in("link")), 0);
    assert_int_equal(mkfifo(path_in("fifo"), 0600), 0);
    /* Somebody reads it, or opening it would wait. */
    int reader = open(path_in("fifo"), O_RDONLY | O_NONBLOCK);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct error error = {0};
        struct recording_settings settings = {
            .path = path_in(rows[i].name), .overwrite = rows[i].overwrite, .link = ETHERNET};
        struct recording *r = recording_open(&settings, &error);
        if ((r != NULL) != (rows[i].sentence == NULL) ||
            (r == NULL && strstr(error.sentence, rows[i].sentence) == NULL))
            fail_msg("%s: %s", rows[i].name, error.sentence);
        if (r != NULL)
            end(r, true);
    }
    close(reader);
    assert_int_equal(frames_in("there"), 0);
}

static void a_file_in_the_way_of_the_next_one(void **state)
{
    (void)state;
    FILE *there = fopen(path_in("way-00003"), "w");
    fclose(there);
    struct recording *r = begin("way",
                                (struct recording_settings){.link = ETHERNET, .rotate_bytes = 1});
    for (uint64_t k = 0; k < 5; k++) {
        struct frame f = frame_of(k, 100, ETHERNET);
        recording_add(r, &f, 0, "eth0");
    }
    struct recording_row row = end(r, false);
    assert_int_equal(row.frames, 2);
    assert_int_equal(row.lost, 3);
    assert_non_null(strstr(row.error, "way-00003: exists"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_back_is_what_was_recorded),
        cmocka_unit_test(times_at_the_ends_of_what_can_be_written),
        cmocka_unit_test(interfaces_and_comments_are_kept),
        cmocka_unit_test(losses_are_kept),
        cmocka_unit_test(what_fits_no_file_is_counted),
        cmocka_unit_test(a_frame_may_be_larger_than_the_buffer),
        cmocka_unit_test(files_end_with_whole_records),
        cmocka_unit_test(a_file_that_can_grow_no_further),
        cmocka_unit_test(names_are_numbered),
        cmocka_unit_test(files_follow_each_other),
        cmocka_unit_test(others_files_are_left_alone),
        cmocka_unit_test(a_file_in_the_way_of_the_next_one),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
