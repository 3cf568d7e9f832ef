/* SPDX-License-Identifier: MIT */
/* Linux: rtnetlink(7), by libmnl. */
#include "capture/system_watch.h"

#include <errno.h>
#include <fcntl.h>
#include <libmnl/libmnl.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
    MESSAGE_BYTES = 32768, /* as large as the kernel's pieces of a list are */
    PIECES = 64,           /* of one reading: the capture must not wait for the system */
    ANSWER_S = 2,
};

struct system_watch {
    struct mnl_socket *socket;
    struct census *census;
    struct system *system;
    int64_t now_ns;
    char buffer[MESSAGE_BYTES];
};

/* The attributes of a message by their types, as far as castscope reads them. */
enum { ATTRIBUTES = 32 };

struct attributes {
    const struct nlattr *at[ATTRIBUTES];
};

static int attribute_take(const struct nlattr *attribute, void *context)
{
    struct attributes *a = context;
    uint16_t type = mnl_attr_get_type(attribute);
    if (type < ATTRIBUTES)
        a->at[type] = attribute;
    return MNL_CB_OK;
}

static struct attributes attributes_of(const struct nlmsghdr *message, size_t header)
{
    struct attributes a = {{NULL}};
    mnl_attr_parse(message, (unsigned)header, attribute_take, &a);
    return a;
}

static uint32_t number_of(const struct nlattr *a)
{
    return a != NULL && mnl_attr_get_payload_len(a) == sizeof(uint32_t) ? mnl_attr_get_u32(a) : 0;
}

static struct mac mac_of(const struct nlattr *a)
{
    return a != NULL && mnl_attr_get_payload_len(a) == 6 ? mac_from_octets(mnl_attr_get_payload(a))
                                                         : MAC_NONE;
}

static uint64_t big_endian(const uint8_t *bytes, size_t n)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | bytes[i];
    return value;
}

static struct ip ip_of(const struct nlattr *a)
{
    size_t n = a != NULL ? mnl_attr_get_payload_len(a) : 0;
    const uint8_t *bytes = n > 0 ? mnl_attr_get_payload(a) : NULL;
    if (n == 4)
        return ip_v4((uint32_t)big_endian(bytes, 4));
    return n == 16 ? ip_v6(big_endian(bytes, 8), big_endian(bytes + 8, 8)) : (struct ip){0};
}

/* One message of each kind */

static void link_take(struct system_watch *w, const struct nlmsghdr *message, bool gone)
{
    const struct ifinfomsg *link = mnl_nlmsg_get_payload(message);
    const struct attributes a = attributes_of(message, sizeof *link);
    /* Bridges tell of their ports in messages of their own, which say less. */
    if (link->ifi_family != AF_UNSPEC)
        return;
    if (gone) {
        census_system_interface_gone(w->census, (uint32_t)link->ifi_index);
        return;
    }
    struct system_interface row = {.number = (uint32_t)link->ifi_index,
                                   .mac = mac_of(a.at[IFLA_ADDRESS]),
                                   .up = (link->ifi_flags & IFF_UP) != 0,
                                   .carrier = (link->ifi_flags & IFF_LOWER_UP) != 0};
    if (a.at[IFLA_IFNAME] != NULL)
        text_sanitize(row.name, sizeof row.name, mnl_attr_get_str(a.at[IFLA_IFNAME]),
                      strnlen(mnl_attr_get_str(a.at[IFLA_IFNAME]),
                              mnl_attr_get_payload_len(a.at[IFLA_IFNAME])));
    census_system_interface(w->census, &row, w->now_ns);
}

static void address_take(struct system_watch *w, const struct nlmsghdr *message, bool gone)
{
    const struct ifaddrmsg *address = mnl_nlmsg_get_payload(message);
    const struct attributes a = attributes_of(message, sizeof *address);
    /* On a link with two ends IFA_ADDRESS is the other end's. */
    const struct nlattr *ip = a.at[IFA_LOCAL] != NULL ? a.at[IFA_LOCAL] : a.at[IFA_ADDRESS];
    const struct system_address row = {
        .interface = address->ifa_index, .bits = address->ifa_prefixlen, .ip = ip_of(ip)};
    if (row.ip.family != IP_NONE)
        census_system_address(w->census, &row, gone, w->now_ns);
}

static void route_take(struct system_watch *w, const struct nlmsghdr *message, bool gone)
{
    const struct rtmsg *route = mnl_nlmsg_get_payload(message);
    const struct attributes a = attributes_of(message, sizeof *route);
    if (route->rtm_table != RT_TABLE_MAIN || route->rtm_type != RTN_UNICAST ||
        (route->rtm_flags & RTM_F_CLONED) != 0)
        return;
    struct system_route row = {.interface = number_of(a.at[RTA_OIF]),
                               .bits = route->rtm_dst_len,
                               .metric = number_of(a.at[RTA_PRIORITY]),
                               .prefix = ip_of(a.at[RTA_DST]),
                               .gateway = ip_of(a.at[RTA_GATEWAY])};
    if (row.prefix.family == IP_NONE)
        row.prefix = route->rtm_family == AF_INET6 ? ip_v6(0, 0) : ip_v4(0);
    if (gone)
        system_route_remove(w->system, &row);
    else if (route->rtm_family == AF_INET || route->rtm_family == AF_INET6)
        system_route_put(w->system, &row);
}

static void neighbour_take(struct system_watch *w, const struct nlmsghdr *message, bool gone)
{
    enum { NOT_ASKED_FOR = NUD_NOARP | NUD_NONE };
    const struct ndmsg *neighbour = mnl_nlmsg_get_payload(message);
    const struct attributes a = attributes_of(message, sizeof *neighbour);
    const struct system_neighbour row = {.interface = (uint32_t)neighbour->ndm_ifindex,
                                         .fixed = (neighbour->ndm_state & NUD_PERMANENT) != 0,
                                         .ip = ip_of(a.at[NDA_DST]),
                                         .mac = mac_of(a.at[NDA_LLADDR])};
    bool ip = neighbour->ndm_family == AF_INET || neighbour->ndm_family == AF_INET6;
    if (!ip || row.ip.family == IP_NONE)
        return;
    if (gone)
        system_neighbour_remove(w->system, &row);
    else if ((neighbour->ndm_state & NOT_ASKED_FOR) == 0)
        census_system_neighbour(w->census, &row, w->now_ns);
}

static int message_take(const struct nlmsghdr *message, void *context)
{
    static const struct {
        uint16_t news, gone; /* types of messages */
        size_t header;
        void (*take)(struct system_watch *, const struct nlmsghdr *, bool gone);
    } kinds[] = {
        {RTM_NEWLINK, RTM_DELLINK, sizeof(struct ifinfomsg), link_take},
        {RTM_NEWADDR, RTM_DELADDR, sizeof(struct ifaddrmsg), address_take},
        {RTM_NEWROUTE, RTM_DELROUTE, sizeof(struct rtmsg), route_take},
        {RTM_NEWNEIGH, RTM_DELNEIGH, sizeof(struct ndmsg), neighbour_take},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if ((message->nlmsg_type == kinds[i].news || message->nlmsg_type == kinds[i].gone) &&
            mnl_nlmsg_get_payload_len(message) >= kinds[i].header)
            kinds[i].take(context, message, message->nlmsg_type == kinds[i].gone);
    return MNL_CB_OK;
}

/* Asking and listening */

struct system_watch *system_watch_open(void)
{
    struct system_watch *w = calloc(1, sizeof *w);
    if (w == NULL)
        return NULL;
    const unsigned groups = RTMGRP_LINK | RTMGRP_NEIGH | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR |
                            RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    const struct timeval patience = {.tv_sec = ANSWER_S};
    w->socket = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
    if (w->socket != NULL && mnl_socket_bind(w->socket, groups, MNL_SOCKET_AUTOPID) == 0 &&
        setsockopt(system_watch_socket(w), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) ==
            0)
        return w;
    system_watch_close(w);
    return NULL;
}

void system_watch_close(struct system_watch *w)
{
    if (w != NULL && w->socket != NULL)
        mnl_socket_close(w->socket);
    free(w);
}

int system_watch_socket(const struct system_watch *w)
{
    return mnl_socket_get_fd(w->socket);
}

/* Asks for a whole list, and takes it; news that come meanwhile are taken as well. */
static bool list_take(struct system_watch *w, uint16_t type, unsigned number)
{
    struct nlmsghdr *request = mnl_nlmsg_put_header(w->buffer);
    request->nlmsg_type = type;
    request->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    request->nlmsg_seq = number;
    /* All four kinds of headers begin with the family, and zeros ask for everything. */
    mnl_nlmsg_put_extra_header(request, sizeof(struct ifinfomsg));
    if (mnl_socket_sendto(w->socket, request, request->nlmsg_len) < 0)
        return false;
    for (int go_on = MNL_CB_OK; go_on > MNL_CB_STOP;) {
        ssize_t n = mnl_socket_recvfrom(w->socket, w->buffer, sizeof w->buffer);
        if (n < 0 && errno == ENOBUFS) {
            w->system->missed++;
            continue;
        }
        go_on = n > 0 ? mnl_cb_run(w->buffer, (size_t)n, 0, 0, message_take, w) : MNL_CB_ERROR;
        if (go_on < 0)
            return false;
    }
    return true;
}

void system_watch_list(struct system_watch *w, struct census *c, struct system *s)
{
    static const uint16_t lists[] = {RTM_GETLINK, RTM_GETADDR, RTM_GETROUTE, RTM_GETNEIGH};
    bool known = true;
    w->census = c;
    w->system = s;
    for (unsigned i = 0; known && i < sizeof lists / sizeof lists[0]; i++)
        known = list_take(w, lists[i], i + 1);
    int fd = system_watch_socket(w);
    s->known = known && fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) == 0;
}

void system_watch_read(struct system_watch *w, struct census *c, struct system *s, int64_t now_ns)
{
    w->census = c;
    w->system = s;
    w->now_ns = now_ns;
    for (int pieces = 0; s->known && pieces < PIECES; pieces++) {
        ssize_t n = mnl_socket_recvfrom(w->socket, w->buffer, sizeof w->buffer);
        if (n < 0 && errno == ENOBUFS)
            s->missed++;
        else if (n <= 0)
            return;
        else
            mnl_cb_run(w->buffer, (size_t)n, 0, 0, message_take, w);
    }
}
