/* SPDX-License-Identifier: MIT */
/* The list of interfaces: chosen from, explained, printed. */
#include "capture/devices.h"

#include <stdlib.h>
#include <string.h>

#include "address/vendor.h"
#include "capture/pcap_source.h"
#include "decode/packet.h"

bool devices_list(struct devices *list, struct error *error)
{
    list->count = 0;
    return pcap_devices_list(list, error);
}

/* The device of that name, or NULL. */
static const struct device *device_find(const struct devices *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->at[i].name, name) == 0)
            return &list->at[i];
    return NULL;
}

/* The device of the default route with the lowest metric, by Linux's /proc/net/route. */
static bool default_route_find(char *name, size_t cap)
{
    FILE *routes = fopen("/proc/net/route", "r");
    if (routes == NULL)
        return false;
    char line[256], device[64];
    unsigned long destination, mask, metric, best = 0;
    bool found = false;
    while (fgets(line, sizeof line, routes) != NULL) {
        if (sscanf(line, "%63s %lx %*x %*x %*d %*d %lu %lx", device, &destination, &metric,
                   &mask) != 4 ||
            destination != 0 || mask != 0 || (found && metric >= best))
            continue;
        struct text t = text_over(name, cap);
        text_add(&t, device);
        best = metric;
        found = true;
    }
    fclose(routes);
    return found;
}

static const struct device *default_find(const struct devices *list)
{
    char name[64];
    const struct device *found = NULL;
    if (default_route_find(name, sizeof name))
        found = device_find(list, name);
    for (size_t i = 0; i < list->count && found == NULL; i++)
        if (list->at[i].up && !list->at[i].loopback && list->at[i].address_count > 0)
            found = &list->at[i];
    for (size_t i = 0; i < list->count && found == NULL; i++)
        if (list->at[i].up)
            found = &list->at[i];
    return found;
}

/* The device a number, an alias or a part of a description means; NULL where none does. */
static const struct device *alias_find(const struct devices *list, const char *wanted)
{
    char *end;
    unsigned long number = strtoul(wanted, &end, 10);
    if (*end == '\0' && number >= 1 && number <= list->count)
        return &list->at[number - 1];
    bool loopback = strcmp(wanted, "lo") == 0 || strcmp(wanted, "loopback") == 0;
    for (size_t i = 0; i < list->count; i++)
        if (loopback && list->at[i].loopback)
            return &list->at[i];
    for (size_t i = 0; i < list->count; i++)
        if (strstr(list->at[i].description, wanted) != NULL)
            return &list->at[i];
    return NULL;
}

bool device_choose(const struct devices *list, const char *wanted, char *name, size_t cap,
                   struct error *error)
{
    const struct device *found = NULL;
    if (wanted == NULL)
        found = default_find(list);
    else if ((found = device_find(list, wanted)) == NULL)
        found = alias_find(list, wanted);
    if (found == NULL && wanted == NULL)
        return error_set(
            error, EXIT_STATUS_FAILED,
            "no interface is up; bring one up, or name one with -i, or a file with -r");
    struct text t = text_over(name, cap);
    text_add(&t, found != NULL ? found->name : wanted);
    return true;
}

/* What the beginning of a name says. */
struct device_word {
    const char *prefix, *words;
    bool network; /* it has addresses, or might */
};

static const struct device_word *name_word(const char *name)
{
    static const struct device_word names[] = {
        {"docker", "virtual: Docker bridge", true},
        {"br-", "virtual: Docker bridge", true},
        {"veth", "virtual: one end of a pair", true},
        {"virbr", "virtual: libvirt bridge", true},
        {"vmnet", "virtual: VMware", true},
        {"vboxnet", "virtual: VirtualBox", true},
        {"ifb", "virtual: for traffic shaping", true},
        {"dummy", "virtual: leads nowhere", true},
        {"tun", "tunnel", true},
        {"tap", "virtual: tap", true},
        {"wg", "tunnel: WireGuard", true},
        {"any", "all interfaces at once", false},
        {"nflog", "netfilter log", false},
        {"nfqueue", "netfilter queue", false},
        {"bluetooth", "Bluetooth", false},
        {"usbmon", "USB, not a network", false},
        {"dbus", "D-Bus, not a network", false},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strncmp(name, names[i].prefix, strlen(names[i].prefix)) == 0)
            return &names[i];
    return NULL;
}

/* What the system's own word for the type says; NULL where it has none that helps. */
static const char *type_word(const char *type)
{
    static const struct {
        const char *type, *words;
    } types[] = {
        {"bridge", "virtual: bridge"},
        {"vlan", "virtual: VLAN"},
        {"bond", "virtual: bond"},
        {"vxlan", "tunnel: VXLAN"},
        {"macvlan", "virtual: MAC VLAN"},
        {"wireguard", "tunnel: WireGuard"},
        {"wlan", "wireless"},
        {"wwan", "mobile network"},
        {"ppp", "point to point"},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(type, types[i].type) == 0)
            return types[i].words;
    return NULL;
}

/* How far one gets with its addresses. */
static const char *reach_words(const struct device *d)
{
    bool link_local = false, routable = false;
    for (size_t i = 0; i < d->address_count; i++) {
        struct ip ip = d->address[i].ip;
        link_local = link_local || (ip.family == IP_V4 && ip_is_link_local(ip));
        routable = routable || (ip.family != IP_NONE && !ip_is_link_local(ip));
    }
    if (routable)
        return "";
    if (link_local || (d->up && d->address_count > 0))
        return ", link-local address only";
    return d->up ? ", no address" : "";
}

/* "virtual: bridge", "wired, link-local address only", ...: a word or two for people. */
static void device_explain(const struct device *d, char *out, size_t cap)
{
    struct text t = text_over(out, cap);
    if (d->loopback) {
        text_add(&t, "loopback: this machine with itself");
        return;
    }
    const struct device_word *word = name_word(d->name);
    const char *type = type_word(d->type);
    struct vendor v = vendor_find(d->mac);
    if (word != NULL)
        text_add(&t, word->words);
    else if (type != NULL)
        text_add(&t, type);
    else if (v.product[0] != '\0')
        text_addf(&t, "virtual: %s", v.product);
    else
        text_add(&t, d->wireless ? "wireless" : d->made_up ? "virtual" : "wired");
    if (word == NULL || word->network)
        text_add(&t, reach_words(d));
}

/* Whose MAC address it is, or what it tells of itself. */
static void mac_explain(struct mac mac, struct text *t)
{
    struct vendor v = vendor_find(mac);
    if (v.name[0] != '\0' || v.product[0] != '\0')
        text_addf(t, "%s%s%s", v.name, v.name[0] && v.product[0] ? ", " : "", v.product);
    else if (v.kind == MAC_KIND_LOCAL)
        text_add(t, "locally administered: random, or made up by software");
    else
        text_add(t, "of a vendor that is in no table");
}

static void device_print(FILE *file, const struct device *d, size_t number, int width)
{
    char clean[128], words[96], link[PROTO_NAME] = "", line[256];
    const struct device_word *word = name_word(d->name);
    bool network = word == NULL || word->network;
    text_sanitize(clean, sizeof clean, d->name, strlen(d->name));
    device_explain(d, words, sizeof words);
    if (d->link >= 0)
        link_name((uint32_t)d->link, link);
    /* What is no network is neither up nor down. */
    const char *state = d->up ? d->running ? "up" : "up, no carrier" : network ? "down" : "-";
    fprintf(file, "%3zu. %-*s  %-4s  %s%s%s\n", number, width, clean, state, words,
            link[0] != '\0' ? ", " : "", link);
    if (d->description[0] != '\0')
        fprintf(file, "     %s\n", d->description);
    if (mac_exists(d->mac) && d->mac.value != 0) {
        char mac[MAC_TEXT];
        struct text t = text_over(line, sizeof line);
        mac_format(d->mac, mac);
        mac_explain(d->mac, &t);
        fprintf(file, "     %s  %s\n", mac, line);
    }
    for (size_t k = 0; k < d->address_count; k++) {
        char ip[IP_TEXT];
        ip_format(d->address[k].ip, ip);
        if (d->address[k].bits > 0)
            fprintf(file, "     %s/%u\n", ip, d->address[k].bits);
        else
            fprintf(file, "     %s\n", ip);
    }
}

bool devices_print(FILE *file, const struct devices *list)
{
    enum { WIDTH_MAX = 20 };
    size_t width = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t n = strlen(list->at[i].name);
        width = n > width ? n : width;
    }
    for (size_t i = 0; i < list->count; i++)
        device_print(file, &list->at[i], i + 1, (int)(width < WIDTH_MAX ? width : WIDTH_MAX));
    return !ferror(file);
}
