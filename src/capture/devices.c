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

const struct device *device_find(const struct devices *list, const char *name)
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

void device_explain(const struct device *d, char *out, size_t cap)
{
    static const struct {
        const char *prefix, *words;
    } names[] = {
        {"docker", "virtual: Docker bridge"},
        {"br-", "virtual: Docker bridge"},
        {"veth", "virtual: one end of a pair"},
        {"virbr", "virtual: libvirt bridge"},
        {"vmnet", "virtual: VMware"},
        {"vboxnet", "virtual: VirtualBox"},
        {"tun", "tunnel"},
        {"tap", "virtual: tap"},
        {"wg", "tunnel: WireGuard"},
        {"any", "all interfaces at once"},
        {"nflog", "netfilter log"},
        {"nfqueue", "netfilter queue"},
        {"bluetooth", "Bluetooth"},
        {"usbmon", "USB, not a network"},
        {"dbus", "D-Bus, not a network"},
    };
    struct text t = text_over(out, cap);
    if (d->loopback) {
        text_add(&t, "loopback: this machine with itself");
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strncmp(d->name, names[i].prefix, strlen(names[i].prefix)) == 0) {
            text_add(&t, names[i].words);
            return;
        }
    }
    bool link_local = false, routable = false;
    for (size_t i = 0; i < d->address_count; i++) {
        link_local = link_local ||
                     (d->address[i].ip.family == IP_V4 && ip_is_link_local(d->address[i].ip));
        routable = routable ||
                   (d->address[i].ip.family != IP_NONE && !ip_is_link_local(d->address[i].ip));
    }
    struct vendor v = vendor_find(d->mac);
    if (v.product[0] != '\0')
        text_addf(&t, "virtual: %s", v.product);
    else
        text_add(&t, d->wireless ? "wireless" : "wired");
    if (link_local && !routable)
        text_add(&t, ", link-local address only");
    else if (!routable && d->up)
        text_add(&t, ", no address");
}

bool devices_print(FILE *file, const struct devices *list)
{
    char out[IP_TEXT > PROTO_NAME ? IP_TEXT : PROTO_NAME];
    for (size_t i = 0; i < list->count; i++) {
        const struct device *d = &list->at[i];
        char clean[128], words[96];
        text_sanitize(clean, sizeof clean, d->name, strlen(d->name));
        device_explain(d, words, sizeof words);
        if (d->link >= 0)
            link_name((uint32_t)d->link, out);
        else
            out[0] = '\0';
        fprintf(file, "%zu. %s  %s  %s%s%s\n", i + 1, clean,
                d->up ? d->running ? "up" : "up, no carrier" : "down", words,
                out[0] != '\0' ? ", " : "", out);
        if (d->description[0] != '\0')
            fprintf(file, "     %s\n", d->description);
        if (mac_exists(d->mac) && d->mac.value != 0) {
            struct vendor v = vendor_find(d->mac);
            mac_format(d->mac, out);
            fprintf(file, "     %s  %s%s%s\n", out, v.name, v.name[0] && v.product[0] ? ", " : "",
                    v.product);
        }
        for (size_t k = 0; k < d->address_count; k++) {
            ip_format(d->address[k].ip, out);
            if (d->address[k].bits > 0)
                fprintf(file, "     %s/%u\n", out, d->address[k].bits);
            else
                fprintf(file, "     %s\n", out);
        }
    }
    return !ferror(file);
}
