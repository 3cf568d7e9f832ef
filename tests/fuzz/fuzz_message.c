/* SPDX-License-Identifier: MIT */
/*
 * Messages of one protocol, without the layers below it: circumstances (1), bytes that the capture cut
 * off (1), the message. `--protocol=NAME` chooses the protocol; `--list` prints those that there are.
 */
#include "fuzz.h"

enum { HEADER = 2, TTL_LINK = 1, TTL_FAR = 64, TTL_NEAR = 255 };

static enum proto protocol = PROTO_NONE;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char option[] = "--protocol=";
    for (int i = 1; i < *argc; i++) {
        const char *argument = (*argv)[i];
        for (int proto = PROTO_NONE + 1; proto < PROTO_COUNT; proto++) {
            const char *name = proto_name((enum proto)proto);
            if (strcmp(argument, "--list") == 0 && !proto_is_opaque((enum proto)proto))
                puts(name);
            if (strncmp(argument, option, strlen(option)) == 0 &&
                strcmp(argument + strlen(option), name) == 0)
                protocol = (enum proto)proto;
        }
        if (strcmp(argument, "--list") == 0)
            exit(EXIT_SUCCESS);
    }
    check(protocol != PROTO_NONE, "--protocol=NAME is given");
    return 0;
}

/* As the layers below would have left the packet. */
static void packet_begin(struct packet *p, const struct frame *frame, struct sink *sink,
                         uint8_t circumstances)
{
    static const uint8_t ttls[] = {TTL_LINK, TTL_FAR, TTL_NEAR, 0};
    memset(p, 0, offsetof(struct packet, facts));
    p->frame = frame;
    p->sink = sink;
    p->field_room = sink != NULL ? PACKET_FIELDS : 0;
    p->eth_src = (struct mac){UINT64_C(0x00005e005301)};
    p->eth_dst = (circumstances & 1) != 0 ? MAC_NONE : (struct mac){UINT64_C(0x01005e0000fb)};
    bool v6 = (circumstances & 2) != 0, none = (circumstances & 4) != 0;
    p->src = none ? (struct ip){0} : v6 ? ip_v6(UINT64_C(0xfe80) << 48, 1) : ip_v4(0xc0000201);
    p->dst = none ? (struct ip){0} : v6 ? ip_v6(UINT64_C(0xff02) << 48, 0xfb) : ip_v4(0xe00000fb);
    p->network = none ? PROTO_NONE : v6 ? PROTO_IPV6 : PROTO_IPV4;
    p->ttl = ttls[circumstances >> 3 & 3];
    p->more_fragments = (circumstances & 32) != 0;
    p->stack[p->depth++] = PROTO_ETHERNET;
    if (sink != NULL)
        sink->info[0] = '\0';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct packet packets[2];
    if (n < HEADER)
        return 0;
    struct frame frame = {.number = 1,
                          .captured = (uint32_t)(n - HEADER),
                          .length = (uint32_t)(n - HEADER) + data[1],
                          .link = 1,
                          .data = data + HEADER};
    struct listener listener = listener_of(&frame);
    for (int i = 0; i < 2; i++) {
        packet_begin(&packets[i], &frame, i == 0 ? NULL : &listener.sink, data[0]);
        struct reader r = reader_over(frame.data, frame.captured, frame.length);
        decode_as(&packets[i], &r, protocol);
        check(r.at <= r.captured && r.captured <= r.length, "a reader stays in its window");
    }
    packets_check(&packets[0], &packets[1]);
    check(is_clean(listener.sink.info), "the line for people is clean");
    plant(packets[0].fault == FAULT_NONE && listener.fields > 8, data, n);
    return 0;
}
