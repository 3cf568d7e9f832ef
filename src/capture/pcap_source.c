/* SPDX-License-Identifier: MIT */
/*
 * The one file that knows libpcap: live capture, filters, the list of devices.
 *
 * Live handles are non-blocking and waited for with poll(): a blocking read of Linux's memory-mapped
 * ring would not come back while nothing arrives, and could not be stopped.
 */
#include "capture/pcap_source.h"
#include "capture/filter.h"
#include "capture/source_state.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

#if !defined(_WIN32)
#include <poll.h>
#endif

enum {
    WAIT_MS = 100, /* for live frames, before SOURCE_IDLE */
    SECOND_NS = 1000000000,
};

struct pcap_source {
    struct source base;
    pcap_t *pcap;
    const char *device;               /* while it is opened */
    const struct source_taker *taker; /* during a read */
    void *context;
    bpf_u_int32 netmask; /* of its network, for "ip broadcast" */
    int64_t unit_ns;     /* of the part below a second */
    struct source_losses losses;
    uint32_t seen_received, seen_dropped, seen_interface; /* libpcap's counters wrap at 32 bits */
};

/* Frames */

static void frame_take(unsigned char *user, const struct pcap_pkthdr *header,
                       const unsigned char *data)
{
    struct pcap_source *s = (struct pcap_source *)(void *)user;
    /* Behind a frame lies, in Linux's memory-mapped ring, the next one's header, and its first bytes. Another processor
     * wrote them, and libpcap reads no more of them than the header. */
    lines_fetch(data + header->caplen, 3);
    struct frame frame = {
        .t_ns = header->ts.tv_sec * SECOND_NS + header->ts.tv_usec * s->unit_ns,
        .captured = header->caplen,
        .length = header->len < header->caplen ? header->caplen : header->len,
        .link = s->base.link,
        .source = s->base.number,
        .source_number = ++s->base.frames,
        .data = data,
    };
    s->taker->frame(s->context, &frame);
}

/* Reads what is there; what libpcap says becomes a state. */
static enum source_state pcap_read(struct pcap_source *s, int max, const struct source_taker *taker,
                                   void *context)
{
    s->taker = taker;
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
    struct bpf_program program;
    if (!filter_compile(s, filter, s->netmask, &program, error))
        return false;
    bool done = pcap_setfilter(s->pcap, &program) == 0;
    pcap_freecode(&program);
    return done ||
           error_set(error, EXIT_STATUS_FAILED, "%s: the filter cannot be set (%s); try without it",
                     s->base.name, pcap_geterr(s->pcap));
}

static bool live_filter(struct source *base, const char *filter, struct error *error)
{
    return filter_set((struct pcap_source *)base, filter, error);
}

/* Found while it is opened: a sandbox does not let ask for it later. */
static bpf_u_int32 netmask_find(const struct pcap_source *s)
{
    char reason[PCAP_ERRBUF_SIZE];
    bpf_u_int32 network, netmask;
    return pcap_lookupnet(s->device, &network, &netmask, reason) == 0 ? netmask
                                                                      : PCAP_NETMASK_UNKNOWN;
}

/* Live capture */

static enum source_state live_read(struct source *base, int max, const struct source_taker *taker,
                                   void *context)
{
    struct pcap_source *s = (struct pcap_source *)base;
    enum source_state state = pcap_read(s, max, taker, context);
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
                                                .filter = live_filter,
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
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: there is no such interface; castscope -D lists those there are",
                         name);
    case PCAP_ERROR_IFACE_NOT_UP:
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: the interface is down; bring it up first (ip link set %s up)", name,
                         name);
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
#if defined(DLT_LINUX_SLL2)
    /* The newer form of cooked frames says which interface each is of. */
    if (pcap_datalink(s->pcap) == DLT_LINUX_SLL)
        pcap_set_datalink(s->pcap, DLT_LINUX_SLL2);
#endif
    s->netmask = netmask_find(s);
    if (l->filter != NULL && l->filter[0] != '\0' && !filter_set(s, l->filter, error))
        return false;
    if (pcap_setnonblock(s->pcap, 1, reason) != 0)
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: cannot be read without waiting (%s); try another interface",
                         s->base.name, reason);
    s->base.link = (uint32_t)pcap_datalink(s->pcap);
    s->base.filtered = l->filter != NULL && l->filter[0] != '\0';
#if !defined(_WIN32)
    s->base.socket = pcap_fileno(s->pcap);
#endif
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

/* Filters for saved captures */

struct filter_program {
    uint32_t link;
    bool none; /* no frame passes */
    struct bpf_program code;
};

struct filter {
    char *expression;
    struct filter_program *programs; /* one for each link type seen */
    size_t count, last;              /* `last` was used for the frame before */
};

/* libpcap's own numbers for link types, which for a few depend on the system. */
static int filter_dlt(uint32_t link)
{
    enum { ATM_RFC1483 = 100, RAW = 101, SLIP_BSDOS = 102, PPP_BSDOS = 103, ATM_CLIP = 106 };
    switch (link) {
    case ATM_RFC1483: return DLT_ATM_RFC1483;
    case RAW: return DLT_RAW;
    case SLIP_BSDOS: return DLT_SLIP_BSDOS;
    case PPP_BSDOS: return DLT_PPP_BSDOS;
    case ATM_CLIP: return DLT_ATM_CLIP;
    default: return (int)link;
    }
}

/* Compiles an expression for a link type. Where libpcap can tell that no frame matches, it says so as
 * if it were an error. */
static bool program_compile(const char *expression, uint32_t link, struct filter_program *out,
                            struct error *error)
{
    enum { SNAPSHOT_LENGTH = 262144 };
    *out = (struct filter_program){.link = link};
    pcap_t *pcap = pcap_open_dead(filter_dlt(link), SNAPSHOT_LENGTH);
    if (pcap == NULL)
        return error_set(error, EXIT_STATUS_FAILED,
                         "memory is short; close other programs and try again");
    bool done = pcap_compile(pcap, &out->code, expression, 1, PCAP_NETMASK_UNKNOWN) == 0;
    out->none = !done && strstr(pcap_geterr(pcap), "rejects all packets") != NULL;
    if (!done && !out->none)
        error_set(error, EXIT_STATUS_USAGE,
                  "filter \"%s\": %s; write it as for tcpdump (man pcap-filter)", expression,
                  pcap_geterr(pcap));
    pcap_close(pcap);
    return done || out->none;
}

/* The program for a link type, made where there is none yet; NULL where memory is short. */
static struct filter_program *program_find(struct filter *f, uint32_t link)
{
    if (f->last < f->count && f->programs[f->last].link == link)
        return &f->programs[f->last];
    for (f->last = 0; f->last < f->count; f->last++)
        if (f->programs[f->last].link == link)
            return &f->programs[f->last];
    struct filter_program *more = realloc(f->programs, (f->count + 1) * sizeof *more);
    if (more == NULL)
        return NULL;
    f->programs = more;
    struct error error;
    struct filter_program *made = &f->programs[f->count++];
    if (!program_compile(f->expression, link, made, &error))
        made->none = true;
    return made;
}

struct filter *filter_new(const char *expression, uint32_t link, bool only_link,
                          struct error *error)
{
    enum { ETHERNET = 1 };
    struct filter_program first;
    struct error ignored;
    bool sound = program_compile(expression, link, &first, error) ||
                 (!only_link && program_compile(expression, ETHERNET, &first, &ignored));
    if (!sound)
        return NULL;
    if (!first.none)
        pcap_freecode(&first.code);
    struct filter *f = calloc(1, sizeof *f);
    char *copy = malloc(strlen(expression) + 1);
    if (f == NULL || copy == NULL) {
        free(f);
        free(copy);
        error_set(error, EXIT_STATUS_FAILED, "memory is short; close other programs and try again");
        return NULL;
    }
    strcpy(copy, expression);
    f->expression = copy;
    return f;
}

void filter_free(struct filter *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < f->count; i++)
        if (!f->programs[i].none)
            pcap_freecode(&f->programs[i].code);
    free(f->programs);
    free(f->expression);
    free(f);
}

bool filter_accepts(struct filter *f, const struct frame *frame)
{
    const struct filter_program *program = program_find(f, frame->link);
    const struct pcap_pkthdr header = {.caplen = frame->captured, .len = frame->length};
    return program != NULL && !program->none &&
           pcap_offline_filter(&program->code, &header, frame->data) != 0;
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
        device_type_find(d);
    }
    pcap_freealldevs(all);
    return true;
}
