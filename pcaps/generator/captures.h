/* SPDX-License-Identifier: MIT */
#ifndef GENERATOR_CAPTURES_H
#define GENERATOR_CAPTURES_H

#include "pcap_file.h"

/* Each function adds the frames of one capture; main.c says which file they go to. */

extern const struct capture_interface laptop_interfaces[];
extern const size_t laptop_interfaces_n;
void laptop_play(struct capture *);
/* The same, and meanwhile the laptop downloads 1 MB: most frames of large captures are of that kind. */
void laptop_download_play(struct capture *);
void laptop_apipa_play(struct capture *);

/* Each kind of conclusion, and beside it what almost gives it; a file each. */
void claims_play(struct capture *);
void fallbacks_play(struct capture *);
void lineage_play(struct capture *);
void lookups_play(struct capture *);
void oddities_play(struct capture *);
void queriers_play(struct capture *);

/* So many machines that tables are full (16000), or evict (36000). Not committed: tests let it be
 * written. */
void crowd_play(struct capture *, unsigned machines);
/* Names that mean harm, or harmless ones in their places. Not committed, either. */
void masks_play(struct capture *, bool hostile);

/* One topic each; topic_*.c. */
void arp_play(struct capture *);
void bad_play(struct capture *);
void cdp_play(struct capture *);
void cut_play(struct capture *);
void dhcp_play(struct capture *);
void dhcpv6_play(struct capture *);
void dns_play(struct capture *);
void eapol_play(struct capture *);
void ethertypes_play(struct capture *);
void hostile_play(struct capture *);
void icmp_play(struct capture *);
void igmp_play(struct capture *);
void ipv4_play(struct capture *);
void ipv6_play(struct capture *);
void llc_play(struct capture *);
void lldp_play(struct capture *);
void llmnr_play(struct capture *);
void loop_play(struct capture *);
void mdns_play(struct capture *);
void mld_play(struct capture *);
void nd_play(struct capture *);
void netbios_play(struct capture *);
void named_play(struct capture *);
void npcap_loopback_play(struct capture *);
void null_big_endian_play(struct capture *);
void null_play(struct capture *);
void null_windows_play(struct capture *);
void ptp_play(struct capture *);
void frelay_play(struct capture *);
void hdlc_play(struct capture *);
void mpls_play(struct capture *);
void ppi_play(struct capture *);
void ppp_play(struct capture *);
void pppoe_play(struct capture *);
void prism_play(struct capture *);
void radiotap_play(struct capture *);
void routers_play(struct capture *);
void tunnels_play(struct capture *);
void wifi_play(struct capture *);
void raw_play(struct capture *);
void pflog_play(struct capture *);
void enc_play(struct capture *);
void nflog_play(struct capture *);
void ipnet_play(struct capture *);
void pktap_play(struct capture *);
void fddi_play(struct capture *);
void sll2_play(struct capture *);
void sll_play(struct capture *);
void slow_play(struct capture *);
void slp_play(struct capture *);
void ssdp_play(struct capture *);
void stp_play(struct capture *);
void vlan_play(struct capture *);
void wol_play(struct capture *);
void wsd_play(struct capture *);

#endif
