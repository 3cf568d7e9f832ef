/* SPDX-License-Identifier: MIT */
/*
 * generate DIRECTORY: writes every capture of pcaps/ into DIRECTORY.
 * generate --large FRAMES FILE: writes the case study, with a download in it, played until there are
 * FRAMES frames, each round with other machines, for benchmarks.
 * generate --crowd MACHINES FILE: writes a link of so many machines, or of none, for tests.
 * generate --masks hostile|tame FILE: writes names that mean harm, or harmless ones in their places.
 */
#include "captures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *file;
    void (*play)(struct capture *);
    const struct capture_interface *interfaces; /* pcapng; NULL: pcap */
    enum link_type link;
    bool big_endian;
} captures[] = {
    {"laptop.pcapng", laptop_play, laptop_interfaces, LINK_ETHERNET, false},
    {"laptop-apipa.pcap", laptop_apipa_play, NULL, LINK_ETHERNET, false},
    {"claims.pcap", claims_play, NULL, LINK_ETHERNET, false},
    {"fallbacks.pcap", fallbacks_play, NULL, LINK_ETHERNET, false},
    {"lineage.pcap", lineage_play, NULL, LINK_ETHERNET, false},
    {"lookups.pcap", lookups_play, NULL, LINK_ETHERNET, false},
    {"oddities.pcap", oddities_play, NULL, LINK_ETHERNET, false},
    {"queriers.pcap", queriers_play, NULL, LINK_ETHERNET, false},
    {"arp.pcap", arp_play, NULL, LINK_ETHERNET, false},
    {"bad.pcap", bad_play, NULL, LINK_ETHERNET, false},
    {"cdp.pcap", cdp_play, NULL, LINK_ETHERNET, false},
    {"cut.pcap", cut_play, NULL, LINK_ETHERNET, false},
    {"dhcp.pcap", dhcp_play, NULL, LINK_ETHERNET, false},
    {"dhcpv6.pcap", dhcpv6_play, NULL, LINK_ETHERNET, false},
    {"dns.pcap", dns_play, NULL, LINK_ETHERNET, false},
    {"eapol.pcap", eapol_play, NULL, LINK_ETHERNET, false},
    {"ethertypes.pcap", ethertypes_play, NULL, LINK_ETHERNET, false},
    {"hostile.pcap", hostile_play, NULL, LINK_ETHERNET, false},
    {"icmp.pcap", icmp_play, NULL, LINK_ETHERNET, false},
    {"igmp.pcap", igmp_play, NULL, LINK_ETHERNET, false},
    {"ipv4.pcap", ipv4_play, NULL, LINK_ETHERNET, false},
    {"ipv6.pcap", ipv6_play, NULL, LINK_ETHERNET, false},
    {"llc.pcap", llc_play, NULL, LINK_ETHERNET, false},
    {"lldp.pcap", lldp_play, NULL, LINK_ETHERNET, false},
    {"llmnr.pcap", llmnr_play, NULL, LINK_ETHERNET, false},
    {"loop.pcap", loop_play, NULL, LINK_LOOP, false},
    {"mdns.pcap", mdns_play, NULL, LINK_ETHERNET, false},
    {"mld.pcap", mld_play, NULL, LINK_ETHERNET, false},
    {"nd.pcap", nd_play, NULL, LINK_ETHERNET, false},
    {"netbios.pcap", netbios_play, NULL, LINK_ETHERNET, false},
    {"named.pcap", named_play, NULL, LINK_ETHERNET, false},
    {"npcap-loopback.pcap", npcap_loopback_play, NULL, LINK_ETHERNET, false},
    {"null.pcap", null_play, NULL, LINK_NULL, false},
    {"null-windows.pcap", null_windows_play, NULL, LINK_NULL, false},
    {"null-be.pcap", null_big_endian_play, NULL, LINK_NULL, true},
    {"ptp.pcap", ptp_play, NULL, LINK_ETHERNET, false},
    {"frelay.pcap", frelay_play, NULL, LINK_FRELAY, false},
    {"hdlc.pcap", hdlc_play, NULL, LINK_CISCO_HDLC, false},
    {"mpls.pcap", mpls_play, NULL, LINK_ETHERNET, false},
    {"ppi.pcap", ppi_play, NULL, LINK_PPI, false},
    {"ppp.pcap", ppp_play, NULL, LINK_PPP, false},
    {"pppoe.pcap", pppoe_play, NULL, LINK_ETHERNET, false},
    {"prism.pcap", prism_play, NULL, LINK_PRISM, false},
    {"radiotap.pcap", radiotap_play, NULL, LINK_RADIOTAP, false},
    {"routers.pcap", routers_play, NULL, LINK_ETHERNET, false},
    {"tunnels.pcap", tunnels_play, NULL, LINK_ETHERNET, false},
    {"wifi.pcap", wifi_play, NULL, LINK_IEEE80211, false},
    {"raw.pcap", raw_play, NULL, LINK_RAW, false},
    {"pflog.pcap", pflog_play, NULL, LINK_PFLOG, false},
    {"enc.pcap", enc_play, NULL, LINK_ENC, false},
    {"nflog.pcap", nflog_play, NULL, LINK_NFLOG, false},
    {"ipnet.pcap", ipnet_play, NULL, LINK_IPNET, false},
    {"pktap.pcap", pktap_play, NULL, LINK_PKTAP, false},
    {"fddi.pcap", fddi_play, NULL, LINK_FDDI, false},
    {"sll.pcap", sll_play, NULL, LINK_LINUX_SLL, false},
    {"sll2.pcap", sll2_play, NULL, LINK_LINUX_SLL2, false},
    {"slow.pcap", slow_play, NULL, LINK_ETHERNET, false},
    {"slp.pcap", slp_play, NULL, LINK_ETHERNET, false},
    {"ssdp.pcap", ssdp_play, NULL, LINK_ETHERNET, false},
    {"stp.pcap", stp_play, NULL, LINK_ETHERNET, false},
    {"vlan.pcap", vlan_play, NULL, LINK_ETHERNET, false},
    {"wol.pcap", wol_play, NULL, LINK_ETHERNET, false},
    {"wsd.pcap", wsd_play, NULL, LINK_ETHERNET, false},
};

/* Other machines in each round: the serial part of MAC addresses, and the second octet of 10.0.0.0/8.
 * Checksums are left wrong, as network cards that fill them in leave them to captures. */
static void machines_alter(uint8_t *bytes, size_t n, unsigned round)
{
    enum { MAC = 6, ETHERNET = 14, IPV4_ADDRESSES = 12 };
    for (size_t mac = 0; mac < 2 * MAC && n >= ETHERNET; mac += MAC)
        if ((bytes[mac] & 1) == 0)
            bytes[mac + 4] = (uint8_t)(bytes[mac + 4] + round);
    bool ipv4 = n >= ETHERNET + 20 && bytes[12] == 0x08 && bytes[13] == 0x00;
    for (size_t address = 0; address < 8 && ipv4; address += 4) {
        uint8_t *octets = bytes + ETHERNET + IPV4_ADDRESSES + address;
        if (octets[0] == 10)
            octets[1] = (uint8_t)(octets[1] + round);
    }
}

static int large_write(const char *frames, const char *path)
{
    struct capture c = {0};
    laptop_download_play(&c);
    capture_repeat(&c, strtoul(frames, NULL, 10), machines_alter);
    bool written = capture_write_pcap(&c, path, LINK_ETHERNET, false);
    capture_free(&c);
    return written ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int crowd_write(const char *machines, const char *path)
{
    struct capture c = {0};
    crowd_play(&c, (unsigned)strtoul(machines, NULL, 10));
    bool written = capture_write_pcap(&c, path, LINK_ETHERNET, false);
    capture_free(&c);
    return written ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int masks_write(const char *which, const char *path)
{
    struct capture c = {0};
    masks_play(&c, strcmp(which, "hostile") == 0);
    bool written = capture_write_pcap(&c, path, LINK_ETHERNET, false);
    capture_free(&c);
    return written ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "--large") == 0)
        return large_write(argv[2], argv[3]);
    if (argc == 4 && strcmp(argv[1], "--crowd") == 0)
        return crowd_write(argv[2], argv[3]);
    if (argc == 4 && strcmp(argv[1], "--masks") == 0)
        return masks_write(argv[2], argv[3]);
    if (argc != 2) {
        fputs("usage: generate DIRECTORY, generate --large FRAMES FILE,\n"
              "       generate --crowd MACHINES FILE, or generate --masks hostile|tame FILE\n",
              stderr);
        return 2;
    }
    for (size_t i = 0; i < sizeof captures / sizeof *captures; i++) {
        char path[1024];
        int n = snprintf(path, sizeof path, "%s/%s", argv[1], captures[i].file);
        if (n < 0 || (size_t)n >= sizeof path) {
            fprintf(stderr, "generate: %s is too long a name; use a shorter directory\n", argv[1]);
            return EXIT_FAILURE;
        }
        struct capture c = {0};
        captures[i].play(&c);
        bool written = captures[i].interfaces != NULL
                           ? capture_write_pcapng(&c, path, captures[i].interfaces,
                                                  laptop_interfaces_n)
                           : capture_write_pcap(&c, path, captures[i].link, captures[i].big_endian);
        capture_free(&c);
        if (!written)
            return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
