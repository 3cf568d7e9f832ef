/* SPDX-License-Identifier: MIT */
/* The baseline of the replay benchmark: opens a capture with libpcap and does nothing with it. */
#include <pcap/pcap.h>
#include <stdio.h>

static void nothing(unsigned char *user, const struct pcap_pkthdr *header,
                    const unsigned char *data)
{
    (void)user;
    (void)header;
    (void)data;
}

int main(int argc, char **argv)
{
    char reason[PCAP_ERRBUF_SIZE];
    pcap_t *pcap = argc == 2 ? pcap_open_offline(argv[1], reason) : NULL;
    if (pcap == NULL) {
        fprintf(stderr, "empty_loop: %s\n", argc == 2 ? reason : "name one capture");
        return 1;
    }
    pcap_loop(pcap, -1, nothing, NULL);
    pcap_close(pcap);
    return 0;
}
