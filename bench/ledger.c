/* SPDX-License-Identifier: MIT */
/*
 * ledger CAPTURE: decodes a capture and enters it into a census, without any output, and prints the CPU
 * seconds that took, those that drawing all conclusions once takes, and how many there are. Built a second
 * time with no_rules.c, which leaves out what the census writes down for the sake of conclusions alone:
 * bench/rules compares the two.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "capture/savefile.h"
#include "decode/recent.h"
#include "infer/conclusion.h"
#include "model/census.h"

enum { DRAWINGS = 20 };

static ptrdiff_t file_read(void *context, void *into, size_t n)
{
    return read(*(int *)context, into, n);
}

static double cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Enters all frames of a file; false where it is damaged. */
static bool replay(struct savefile *file, struct census *c)
{
    static struct packet packet;
    static struct recent recent;
    struct savefile_frame f;
    enum savefile_state state;
    uint64_t number = 0;
    while ((state = savefile_next(file, &f)) == SAVEFILE_FRAME) {
        number++;
        f.frame.number = f.frame.source_number = number;
        packet_decode_recent(&packet, &f.frame, &recent);
        census_classify(c, &packet);
        census_apply(c);
    }
    return state == SAVEFILE_END;
}

int main(int argc, char **argv)
{
    static const uint64_t hash_key[2] = {1, 2};
    static struct conclusions conclusions;
    struct error error;
    int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    struct savefile *file = fd >= 0 ? savefile_open(argv[1], file_read, &fd, &error) : NULL;
    struct model *m = model_new(SERIES_WHOLE, hash_key);
    struct census *c = m != NULL ? census_new(m) : NULL;
    if (file == NULL || c == NULL) {
        fprintf(stderr, "ledger: cannot read %s\n", argc == 2 ? argv[1] : "no capture");
        return 1;
    }
    census_source(c, SOURCE_FILE, argv[1], "", 1);
    double start_s = cpu_s();
    bool whole = replay(file, c);
    double read_s = cpu_s();
    for (int i = 0; i < DRAWINGS; i++)
        conclusions_draw(&conclusions, m);
    printf("%f %f %u\n", read_s - start_s, (cpu_s() - read_s) / DRAWINGS,
           (unsigned)conclusions.count);
    census_free(c);
    free(m);
    savefile_close(file);
    close(fd);
    return whole ? 0 : 1;
}
