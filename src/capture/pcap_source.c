/* SPDX-License-Identifier: MIT */
/*
 * The one file that knows libpcap: saved captures, live capture, the list of devices.
 *
 * Live handles are non-blocking and waited for with poll(): a blocking read of Linux's memory-mapped
 * ring would not come back while nothing arrives, and could not be stopped.
 */
#include "capture/pcap_source.h"
#include "capture/source_state.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

#if !defined(_WIN32)
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

enum {
    WAIT_MS = 100, /* for live frames, before SOURCE_IDLE */
    SECOND_NS = 1000000000,
    LINK_MAX = 0xffff, /* link types are 16 bits wide; more are reserved bits of the file format */
};

struct pcap_source {
    struct source base;
    pcap_t *pcap;
    const char *device; /* of live capture, while it is opened */
    FILE *file;         /* of a saved capture; owned by pcap once that is open */
    source_fn *take;    /* during a read */
    void *context;
    struct bpf_program filter; /* of a saved capture */
    bool filtered;             /* there is one */
    bool seconds_unsigned;     /* in 32 bits: the classic format (draft-ietf-opsawg-pcap) */
    int64_t unit_ns;           /* of the part below a second */
    struct source_losses losses;
    uint32_t seen_received, seen_dropped, seen_interface; /* libpcap's counters wrap at 32 bits */
};

/* Frames */

/* Values beyond their range carry over; what no int64_t can hold is cut off. */
static int64_t frame_time(const struct pcap_source *s, const struct pcap_pkthdr *header)
{
    int64_t seconds = header->ts.tv_sec, part_ns = (int64_t)header->ts.tv_usec;
    if (s->seconds_unsigned)
        seconds = (uint32_t)seconds;
    if (part_ns > INT32_MAX || part_ns < 0)
        part_ns = 0;
    part_ns *= s->unit_ns;
    const int64_t most = INT64_MAX / SECOND_NS - INT32_MAX;
    if (seconds > most || seconds < -most)
        return seconds > 0 ? INT64_MAX : INT64_MIN;
    return seconds * SECOND_NS + part_ns;
}

static void frame_take(unsigned char *user, const struct pcap_pkthdr *header,
                       const unsigned char *data)
{
    struct pcap_source *s = (struct pcap_source *)(void *)user;
    bool passes = !s->filtered || pcap_offline_filter(&s->filter, header, data) != 0;
    struct frame frame = {
        .t_ns = frame_time(s, header),
        .captured = header->caplen,
        .length = header->len < header->caplen ? header->caplen : header->len,
        .link = s->base.link,
        .source = s->base.number,
        .source_number = ++s->base.frames,
        .data = passes ? data : NULL,
    };
    s->take(s->context, &frame);
}

/* Reads what is there; what libpcap says becomes a state. */
static enum source_state pcap_read(struct pcap_source *s, int max, source_fn *take, void *context)
{
    s->take = take;
    s->context = context;
    int n = pcap_dispatch(s->pcap, max, frame_take, (unsigned char *)s);
    if (n > 0)
        return SOURCE_MORE;
    if (n == PCAP_ERROR_BREAK)
        return SOURCE_IDLE;
    return n == 0 ? SOURCE_END : SOURCE_FAILED;
}

static void pcap_source_interrupt(struct source *base)
{
    pcap_breakloop(((struct pcap_source *)base)->pcap);
}

static void pcap_source_close(struct source *base)
{
    struct pcap_source *s = (struct pcap_source *)base;
    if (s->filtered)
        pcap_freecode(&s->filter);
    if (s->pcap != NULL)
        pcap_close(s->pcap);
    free(s);
}

static struct pcap_source *pcap_source_new(const struct source_kind_ops *ops, enum source_kind kind,
                                           const char *name, struct error *error)
{
    struct pcap_source *s = calloc(1, sizeof *s);
    if (s == NULL)
        error_set(error, EXIT_STATUS_FAILED, "memory is short; close other programs and try again");
    else
        source_init(&s->base, ops, kind, name, name);
    if (s != NULL)
        s->unit_ns = 1;
    return s;
}

/* Compiles the filter; `netmask` is what "ip broadcast" needs. */
static bool filter_compile(struct pcap_source *s, const char *filter, bpf_u_int32 netmask,
                           struct bpf_program *out, struct error *error)
{
    if (pcap_compile(s->pcap, out, filter, 1, netmask) != 0)
        return error_set(error, EXIT_STATUS_USAGE,
                         "filter \"%s\": %s; write it as for tcpdump (man pcap-filter)", filter,
                         pcap_geterr(s->pcap));
    return true;
}

/* Live: frames that the filter leaves out stay in the kernel. */
static bool filter_set(struct pcap_source *s, const char *filter, struct error *error)
{
    char reason[PCAP_ERRBUF_SIZE];
    struct bpf_program program;
    bpf_u_int32 network, netmask;
    if (filter == NULL || filter[0] == '\0')
        return true;
    if (pcap_lookupnet(s->device, &network, &netmask, reason) != 0)
        netmask = PCAP_NETMASK_UNKNOWN;
    if (!filter_compile(s, filter, netmask, &program, error))
        return false;
    bool done = pcap_setfilter(s->pcap, &program) == 0;
    pcap_freecode(&program);
    return done ||
           error_set(error, EXIT_STATUS_FAILED, "%s: the filter cannot be set (%s); try without it",
                     s->base.name, pcap_geterr(s->pcap));
}

/* Saved captures */

static enum source_state file_read(struct source *base, int max, source_fn *take, void *context)
{
    struct pcap_source *s = (struct pcap_source *)base;
    errno = 0;
    enum source_state state = pcap_read(s, max, take, context);
    if (state == SOURCE_FAILED && errno == EINTR)
        return SOURCE_IDLE; /* a signal asked for the end, and there is no use in what it cut */
    long at = base->endless_wait ? -1 : ftell(s->file);
    if (at >= 0)
        base->read_bytes = (uint64_t)at;
    if (state == SOURCE_FAILED)
        error_set(&base->error, EXIT_STATUS_FAILED,
                  "%s: %s after frame %llu; the frames before it are counted, copy the file again "
                  "for the rest",
                  base->name, pcap_geterr(s->pcap), (unsigned long long)base->frames);
    return state;
}

static const struct source_kind_ops file_ops = {
    .read = file_read, .interrupt = pcap_source_interrupt, .close = pcap_source_close};

/* Makes a source of an open file, which it takes over. */
static struct source *file_source(FILE *file, const char *name, const char *filter,
                                  struct error *error)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    struct pcap_source *s = pcap_source_new(&file_ops, SOURCE_FILE, name, error);
    if (s == NULL) {
        fclose(file);
        return NULL;
    }
    s->file = file;
    s->pcap = pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, reason);
    if (s->pcap == NULL) {
        fclose(file);
        error_set(error, EXIT_STATUS_FAILED,
                  "%s: not a capture that can be read (%s); save it as pcap or pcapng",
                  s->base.name, reason);
        goto failed;
    }
    s->base.link = (uint32_t)pcap_datalink(s->pcap);
    if (s->base.link > LINK_MAX) {
        error_set(
            error, EXIT_STATUS_FAILED,
            "%s: reserved bits are set in its link type 0x%08lx; it is damaged, or of a format "
            "that does not exist yet",
            s->base.name, (unsigned long)s->base.link);
        goto failed;
    }
    s->seconds_unsigned = pcap_major_version(s->pcap) == PCAP_VERSION_MAJOR;
    if (filter != NULL && filter[0] != '\0') {
        if (!filter_compile(s, filter, PCAP_NETMASK_UNKNOWN, &s->filter, error))
            goto failed;
        s->filtered = true;
    }
    return &s->base;
failed:
    pcap_source_close(&s->base);
    return NULL;
}

static bool is_directory(FILE *file)
{
#if defined(_WIN32)
    (void)file;
    return false;
#else
    struct stat about;
    return fstat(fileno(file), &about) == 0 && S_ISDIR(about.st_mode);
#endif
}

struct source *source_open_file(const char *path, const char *filter, struct error *error)
{
    bool standard = strcmp(path, "-") == 0;
#if !defined(_WIN32)
    if (standard && isatty(STDIN_FILENO)) {
        error_set(error, EXIT_STATUS_USAGE,
                  "standard input: is a terminal; pipe a capture into castscope, as in tcpdump -U "
                  "-w - | castscope -r -");
        return NULL;
    }
#endif
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (file == NULL) {
        int status = errno == EACCES || errno == EPERM ? EXIT_STATUS_FORBIDDEN : EXIT_STATUS_FAILED;
        error_set(error, status, "%s: %s; name a capture that you may read", path, strerror(errno));
        return NULL;
    }
    if (is_directory(file)) {
        if (!standard)
            fclose(file);
        error_set(error, EXIT_STATUS_FAILED, "%s: is a directory; name a capture in it", path);
        return NULL;
    }
    long total = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (total == 0) {
        if (!standard)
            fclose(file);
        error_set(error, EXIT_STATUS_FAILED, "%s: is empty; name a capture with a header at least",
                  path);
        return NULL;
    }
    rewind(file);
    const char *slash = strrchr(path, '/');
    struct source *s = file_source(file, standard ? "standard input" : path, filter, error);
    if (s != NULL) {
        s->endless_wait = total < 0;
        s->total_bytes = total > 0 ? (uint64_t)total : 0;
        if (slash != NULL)
            text_sanitize(s->interface, sizeof s->interface, slash + 1, strlen(slash + 1));
    }
    return s;
}

struct source *source_open_memory(const void *bytes, size_t n, const char *name, const char *filter,
                                  struct error *error)
{
    FILE *file = tmpfile();
    if (file == NULL || fwrite(bytes, 1, n, file) != n) {
        if (file != NULL)
            fclose(file);
        error_set(error, EXIT_STATUS_FAILED, "%s: %s; make room for a temporary file", name,
                  strerror(errno));
        return NULL;
    }
    rewind(file);
    struct source *s = file_source(file, name, filter, error);
    if (s != NULL)
        s->total_bytes = n;
    return s;
}

/* Live capture */

static enum source_state live_read(struct source *base, int max, source_fn *take, void *context)
{
    struct pcap_source *s = (struct pcap_source *)base;
    enum source_state state = pcap_read(s, max, take, context);
    if (state == SOURCE_FAILED) {
        bool gone = strstr(pcap_geterr(s->pcap), "disappeared") != NULL ||
                    strstr(pcap_geterr(s->pcap), "No such device") != NULL;
        error_set(&base->error, gone ? EXIT_STATUS_UNPLUGGED : EXIT_STATUS_FAILED,
                  "%s: %s; bring it back and start again", base->name, pcap_geterr(s->pcap));
        return gone ? SOURCE_GONE : SOURCE_FAILED;
    }
    if (state != SOURCE_END)
        return state;
#if !defined(_WIN32)
    struct pollfd wait = {.fd = pcap_get_selectable_fd(s->pcap), .events = POLLIN};
    poll(&wait, wait.fd >= 0, WAIT_MS);
#endif
    return SOURCE_IDLE;
}

static bool live_losses(struct source *base, struct source_losses *out)
{
    struct pcap_source *s = (struct pcap_source *)base;
    struct pcap_stat now;
    if (pcap_stats(s->pcap, &now) != 0)
        return false;
    s->losses.received += (uint32_t)(now.ps_recv - s->seen_received);
    s->losses.kernel_dropped += (uint32_t)(now.ps_drop - s->seen_dropped);
    s->losses.interface_dropped += (uint32_t)(now.ps_ifdrop - s->seen_interface);
    s->seen_received = now.ps_recv;
    s->seen_dropped = now.ps_drop;
    s->seen_interface = now.ps_ifdrop;
    *out = s->losses;
    return true;
}

static const struct source_kind_ops live_ops = {.read = live_read,
                                                .interrupt = pcap_source_interrupt,
                                                .losses = live_losses,
                                                .close = pcap_source_close};

/* The sentence for what pcap_activate() refused. */
static bool activate_failed(struct pcap_source *s, int code, struct error *error)
{
    const char *name = s->base.name;
    const char *detail = pcap_geterr(s->pcap);
    switch (code) {
    case PCAP_ERROR_PERM_DENIED:
    case PCAP_ERROR_PROMISC_PERM_DENIED:
        return error_set(
            error, EXIT_STATUS_FORBIDDEN,
            "%s: not permitted to capture; run castscope with sudo, or once: sudo setcap "
            "cap_net_raw=ep on the program",
            name);
    case PCAP_ERROR_NO_SUCH_DEVICE:
    case PCAP_ERROR_IFACE_NOT_UP: {
        bool down = code == PCAP_ERROR_IFACE_NOT_UP;
        return error_set(error, EXIT_STATUS_FAILED, "%s: %s; %s", name,
                         down ? "the interface is down" : "there is no such interface",
                         down ? "bring it up first (ip link set NAME up)"
                              : "castscope -D lists those there are");
    }
    default:
        return error_set(error, EXIT_STATUS_FAILED, "%s: %s; castscope -D lists the interfaces",
                         name, detail[0] != '\0' ? detail : pcap_statustostr(code));
    }
}

static bool live_activate(struct pcap_source *s, const struct live_settings *l, struct error *error)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    pcap_set_snaplen(s->pcap, l->snapshot_length);
    pcap_set_promisc(s->pcap, l->promiscuous);
    pcap_set_timeout(s->pcap, WAIT_MS);
    pcap_set_buffer_size(s->pcap, l->buffer_kib * 1024);
    pcap_set_immediate_mode(s->pcap, l->immediate);
    pcap_set_tstamp_precision(s->pcap, PCAP_TSTAMP_PRECISION_NANO);
    if (pcap_get_tstamp_precision(s->pcap) == PCAP_TSTAMP_PRECISION_MICRO)
        s->unit_ns = 1000;
    int code = pcap_activate(s->pcap);
    if (code < 0)
        return activate_failed(s, code, error);
    if (!filter_set(s, l->filter, error))
        return false;
    if (pcap_setnonblock(s->pcap, 1, reason) != 0)
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: cannot be read without waiting (%s); try another interface",
                         s->base.name, reason);
    s->base.link = (uint32_t)pcap_datalink(s->pcap);
    return true;
}

struct source *source_open_live(const char *device, const struct live_settings *settings,
                                struct error *error)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    struct pcap_source *s = pcap_source_new(&live_ops, SOURCE_LIVE, device, error);
    if (s == NULL)
        return NULL;
    s->device = device;
    s->pcap = pcap_create(device, reason);
    if (s->pcap == NULL)
        error_set(error, EXIT_STATUS_FAILED, "%s: %s; castscope -D lists the interfaces",
                  s->base.name, reason);
    else if (live_activate(s, settings, error))
        return &s->base;
    pcap_source_close(&s->base);
    return NULL;
}

/* Devices */

bool pcap_devices_list(struct devices *list, struct error *error)
{
    char reason[PCAP_ERRBUF_SIZE] = "";
    pcap_if_t *all = NULL;
    if (pcap_findalldevs(&all, reason) != 0)
        return error_set(error, EXIT_STATUS_FAILED,
                         "the interfaces cannot be listed (%s); try with sudo", reason);
    for (pcap_if_t *i = all; i != NULL && list->count < DEVICES; i = i->next) {
        struct device *d = &list->at[list->count++];
        *d = (struct device){.mac = MAC_NONE,
                             .link = -1,
                             .up = (i->flags & PCAP_IF_UP) != 0,
                             .running = (i->flags & PCAP_IF_RUNNING) != 0,
                             .loopback = (i->flags & PCAP_IF_LOOPBACK) != 0,
                             .wireless = (i->flags & PCAP_IF_WIRELESS) != 0};
        struct text t = text_over(d->name, sizeof d->name);
        text_add(&t, i->name);
        if (i->description != NULL)
            text_sanitize(d->description, sizeof d->description, i->description,
                          strlen(i->description));
        for (pcap_addr_t *a = i->addresses; a != NULL; a = a->next)
            device_address_add(d, &(struct raw_address){a->addr, a->netmask});
    }
    pcap_freealldevs(all);
    return true;
}
