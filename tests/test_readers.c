/* SPDX-License-Identifier: MIT */

/*
 * The two readers of saved captures: on every capture that libpcap reads, the program's own one gives
 * the same frames, byte for byte. The captures are this repository's, and those of any folders named
 * on the command line. Exit status 77 where there are none.
 *
 * Intended differences:
 *   - where libpcap stops (interfaces of several link types, compressed files) the own reader goes on;
 *   - a frame without a time has that of the frame before it, where libpcap says 0;
 *   - the seconds of a pcap file are unsigned, as its specification says, and a fraction of a second
 *     that is out of all reason is taken for none.
 */

#include <dirent.h>
#include <inttypes.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/savefile.h"

static ptrdiff_t file_read(void *context, void *into, size_t n)
{
    size_t got = fread(into, 1, n, context);
    return got > 0 || !ferror((FILE *)context) ? (ptrdiff_t)got : STREAM_READ_FAILED;
}

/* libpcap numbers some link types by what they were on the system. */
static uint32_t link_of(int dlt)
{
    switch (dlt) {
    case DLT_RAW: return 101;
    case DLT_ATM_RFC1483: return 100;
    case DLT_SLIP_BSDOS: return 102;
    case DLT_PPP_BSDOS: return 103;
    case DLT_ATM_CLIP: return 106;
    default: return (uint32_t)dlt;
    }
}

/* libpcap's time in the own reader's range: seconds of a pcap file are unsigned, a fraction out of all
 * reason is none. */
static bool time_same(const struct savefile_frame *f, const struct pcap_pkthdr *header, bool pcapng)
{
    const int64_t second_ns = 1000000000;
    int64_t seconds = pcapng ? (int64_t)header->ts.tv_sec : (int64_t)(uint32_t)header->ts.tv_sec;
    int64_t part_ns = header->ts.tv_usec;
    if (part_ns < 0 || part_ns > INT32_MAX)
        part_ns = 0;
    const int64_t most = INT64_MAX / second_ns - 1;
    if (seconds > most || seconds < -most)
        return f->frame.t_ns == (seconds > 0 ? INT64_MAX : INT64_MIN);
    return f->timeless || f->frame.t_ns == seconds * second_ns + part_ns;
}

/* What differs between the readers' frames, or NULL. */
static const char *difference(const struct savefile_frame *f, const struct pcap_pkthdr *header,
                              const unsigned char *data, pcap_t *pcap)
{
    /* libpcap cuts frames to the snapshot length of a file whose records exceed it. */
    bool cut = f->frame.captured > header->caplen &&
               header->caplen == (uint32_t)pcap_snapshot(pcap);
    uint32_t length = header->len < f->frame.captured ? f->frame.captured : header->len;
    if (f->frame.captured != header->caplen && !cut)
        return "captured length";
    if (f->frame.length != length)
        return "length";
    if (!time_same(f, header, pcap_major_version(pcap) == 1))
        return "time";
    uint32_t number = link_of(pcap_datalink(pcap));
    if (f->frame.link != number && !(number == 101 && (f->frame.link == 12 || f->frame.link == 14)))
        return "link type";
    return memcmp(f->frame.data, data, header->caplen) == 0 ? NULL : "bytes";
}

/* Compares the readers on a file; the number of complaints. */
static int compare(const char *path)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    struct error error;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return printf("%s: cannot be opened\n", path) > 0;
    struct savefile *own = savefile_open(path, file_read, file, &error);
    pcap_t *pcap = pcap_open_offline_with_tstamp_precision(path, PCAP_TSTAMP_PRECISION_NANO,
                                                           reason);
    uint64_t frames = 0;
    const char *wrong = NULL;
    bool usable = pcap != NULL && pcap_datalink(pcap) <= 0xffff;
    if (usable && own == NULL)
        wrong = error.sentence;
    while (wrong == NULL && usable) {
        struct pcap_pkthdr *header;
        const unsigned char *data;
        struct savefile_frame frame;
        int result = pcap_next_ex(pcap, &header, &data);
        if (result != 1 && result != PCAP_ERROR_BREAK)
            break;
        enum savefile_state state = savefile_next(own, &frame);
        if (result == PCAP_ERROR_BREAK) {
            wrong = state == SAVEFILE_END ? NULL : "libpcap is at the end here";
            break;
        }
        frames++;
        wrong = state != SAVEFILE_FRAME ? "libpcap has a frame here"
                                        : difference(&frame, header, data, pcap);
    }
    if (wrong != NULL)
        printf("%s: frame %" PRIu64 ": %s\n", path, frames, wrong);
    if (pcap != NULL)
        pcap_close(pcap);
    savefile_close(own);
    fclose(file);
    return wrong != NULL;
}

int main(int argc, char **argv)
{
    int files = 0, wrong = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
            char path[1024];
            if (strstr(entry->d_name, ".pcap") == NULL)
                continue;
            snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
            wrong += compare(path);
            files++;
        }
        if (folder != NULL)
            closedir(folder);
    }
    printf("%d captures, %d differ\n", files, wrong);
    if (files == 0)
        return 77;
    return wrong > 0;
}
