/* SPDX-License-Identifier: MIT */
/* What POSIX systems tell of interfaces: addresses in their shapes, and the kind of interface. */
#include "capture/pcap_source.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#if defined(__linux__)
#include <net/if.h>
#include <net/if_arp.h>
#include <netpacket/packet.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>
#else
#include <net/if_dl.h>
#endif

static uint32_t be32(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static struct ip ip_from(const struct sockaddr *address)
{
    uint8_t b[16];
    if (address->sa_family == AF_INET) {
        memcpy(b, &((const struct sockaddr_in *)(const void *)address)->sin_addr, 4);
        return ip_v4(be32(b));
    }
    if (address->sa_family != AF_INET6)
        return (struct ip){0};
    memcpy(b, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, 16);
    return ip_v6((uint64_t)be32(b) << 32 | be32(b + 4), (uint64_t)be32(b + 8) << 32 | be32(b + 12));
}

static unsigned ones(uint64_t value)
{
    unsigned n = 0;
    for (; value != 0; value &= value - 1)
        n++;
    return n;
}

/* The link address: a MAC. */
static void link_address_add(struct device *d, const struct sockaddr *address)
{
#if defined(__linux__)
    if (address->sa_family != AF_PACKET)
        return;
    const struct sockaddr_ll *link = (const struct sockaddr_ll *)(const void *)address;
    if (link->sll_halen == 6)
        d->mac = mac_from_octets(link->sll_addr);
#else
    if (address->sa_family != AF_LINK)
        return;
    const struct sockaddr_dl *link = (const struct sockaddr_dl *)(const void *)address;
    if (link->sdl_alen == 6)
        d->mac = mac_from_octets((const uint8_t *)LLADDR(link));
#endif
}

void device_address_add(struct device *d, const struct raw_address *raw)
{
    if (raw->address == NULL)
        return;
    struct device_address a = {.ip = ip_from(raw->address)};
    if (a.ip.family == IP_NONE) {
        link_address_add(d, raw->address);
        return;
    }
    if (raw->mask != NULL) {
        struct ip mask = ip_from(raw->mask);
        a.bits = ones(mask.high) + ones(mask.low);
    }
    if (d->address_count < DEVICE_ADDRESSES)
        d->address[d->address_count++] = a;
}

#if defined(__linux__)
/* The LINKTYPE number that libpcap gives a capture on Linux's kind of hardware; -1 for what it decides
 * by more than that. PPP is captured cooked. */
static int link_of(unsigned hardware)
{
    switch (hardware) {
    case ARPHRD_ETHER:
    case ARPHRD_LOOPBACK: return 1;
    case ARPHRD_NONE:
    case ARPHRD_TUNNEL:
    case ARPHRD_SIT: return 101;
    case ARPHRD_IEEE80211: return 105;
    case ARPHRD_PPP: return 113;
    case ARPHRD_IEEE80211_PRISM: return 119;
    case ARPHRD_IEEE80211_RADIOTAP: return 127;
    default: return -1;
    }
}

/* Asked of the kernel: a device without a link address, such as a tunnel, has none in the list. */
static void link_find(struct device *d)
{
    struct ifreq request = {0};
    size_t n = strlen(d->name);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    if (n < sizeof request.ifr_name) {
        memcpy(request.ifr_name, d->name, n);
        if (ioctl(fd, SIOCGIFHWADDR, &request) == 0)
            d->link = link_of(request.ifr_hwaddr.sa_family);
    }
    close(fd);
}
#endif

void device_type_find(struct device *d)
{
#if defined(__linux__)
    link_find(d);
    char path[sizeof d->name + 32], line[64];
    snprintf(path, sizeof path, "/sys/class/net/%s/uevent", d->name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return;
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "DEVTYPE=%15s", d->type) == 1)
            break;
    fclose(file);
    snprintf(path, sizeof path, "/sys/class/net/%s/device", d->name);
    d->made_up = !d->loopback && access(path, F_OK) != 0;
#else
    (void)d;
#endif
}
