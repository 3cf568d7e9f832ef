/* SPDX-License-Identifier: MIT */
/*
 * live_loop INTERFACE BUFFER_KIB SECONDS: the baseline of live capture: an empty pcap_dispatch(), and
 * nothing done with the frames. Prints frames received, frames dropped by the kernel and CPU seconds.
 */
#include <pcap/pcap.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static unsigned long long frames;

static void count(unsigned char *user, const struct pcap_pkthdr *header, const unsigned char *data)
{
    (void)user;
    (void)header;
    (void)data;
    frames++;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    char reason[PCAP_ERRBUF_SIZE] = "three arguments are needed";
    pcap_t *pcap = argc == 4 ? pcap_create(argv[1], reason) : NULL;
    if (pcap != NULL) {
        pcap_set_snaplen(pcap, 262144);
        pcap_set_promisc(pcap, 1);
        pcap_set_timeout(pcap, 100);
        pcap_set_buffer_size(pcap, atoi(argv[2]) * 1024);
    }
    if (pcap == NULL || pcap_activate(pcap) < 0 || pcap_setnonblock(pcap, 1, reason) != 0) {
        fprintf(stderr, "live_loop: %s\n", pcap == NULL ? reason : pcap_geterr(pcap));
        return 1;
    }
    double end = now() + atof(argv[3]);
    while (now() < end) {
        if (pcap_dispatch(pcap, 512, count, NULL) > 0)
            continue;
        struct pollfd wait = {.fd = pcap_get_selectable_fd(pcap), .events = POLLIN};
        poll(&wait, 1, 100);
    }
    struct pcap_stat stat;
    struct rusage usage;
    pcap_stats(pcap, &stat);
    getrusage(RUSAGE_SELF, &usage);
    printf("%llu %u %f\n", frames, stat.ps_drop,
           (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6);
    pcap_close(pcap);
    return 0;
}
