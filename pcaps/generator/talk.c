/* SPDX-License-Identifier: MIT */
/* Plays conversations with the internet, through a translating host where there is one. */
#include "talk.h"

#include <stdio.h>
#include <string.h>

enum {
    SEGMENT_BYTES = 1460,
    WINDOW = 501,
    DONT_FRAGMENT = 0x4000,
};

/* What one packet carries: a UDP payload, or a TCP segment where flags are not 0. */
struct packet {
    bool up; /* from the client to the server */
    unsigned flags;
    uint32_t seq, ack;
    const uint8_t *payload;
    size_t n;
};

struct tcp {
    uint32_t up_next, down_next;
};

/* One link the packet crosses, from the point of view of the client's side of it. */
struct link {
    const struct station *near;
    const struct station *gateway;
    const char *address;
    unsigned port;
    unsigned up_ttl, down_ttl;
};

static void packet_cross(struct stage *s, const struct talk *t, const struct link *l,
                         const struct packet *p)
{
    bool tcp = p->flags != 0;
    bool v6 = frame_is_ipv6(t->server);
    unsigned from_port = p->up ? l->port : t->server_port;
    unsigned to_port = p->up ? t->server_port : l->port;
    struct frame f = {0};
    frame_ethernet(&f, p->up ? l->gateway->mac : l->near->mac,
                   p->up ? l->near->mac : l->gateway->mac, v6 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4);
    frame_ip(&f, &(struct ip_header){.from = p->up ? l->address : t->server,
                                     .to = p->up ? t->server : l->address,
                                     .protocol = tcp ? IP_TCP : IP_UDP,
                                     .ttl = p->up ? l->up_ttl : l->down_ttl,
                                     .id = stage_chance(s) & 0xffff,
                                     .fragment = tcp ? DONT_FRAGMENT : 0});
    if (tcp)
        frame_tcp(&f, &(struct tcp_header){.from = from_port,
                                           .to = to_port,
                                           .seq = p->seq,
                                           .ack = p->ack,
                                           .flags = p->flags,
                                           .window = WINDOW});
    else
        frame_udp(&f, from_port, to_port);
    frame_bytes(&f, p->payload, p->n);
    stage_send(s, l->near->interface, &f);
}

static void packet_send(struct stage *s, const struct talk *t, const struct packet *p)
{
    bool translated = t->outside != NULL;
    struct link inner = {.near = t->client,
                         .gateway = t->gateway,
                         .address = t->address != NULL ? t->address : t->client->ip4,
                         .port = t->port,
                         .up_ttl = t->client->ttl,
                         .down_ttl = t->server_ttl - (translated ? 1 : 0)};
    if (!translated) {
        packet_cross(s, t, &inner, p);
        return;
    }
    struct link outer = {.near = t->outside,
                         .gateway = t->outside_gateway,
                         .address = t->outside->ip4,
                         .port = 49152 + t->port * 7 % 16000,
                         .up_ttl = t->client->ttl - 1,
                         .down_ttl = t->server_ttl};
    packet_cross(s, t, p->up ? &inner : &outer, p);
    packet_cross(s, t, p->up ? &outer : &inner, p);
}

static void tcp_send(struct stage *s, const struct talk *t, struct tcp *tcp, bool up,
                     unsigned flags, const void *payload, size_t n)
{
    uint32_t *next = up ? &tcp->up_next : &tcp->down_next;
    uint32_t other = up ? tcp->down_next : tcp->up_next;
    packet_send(s, t,
                &(struct packet){.up = up,
                                 .flags = flags,
                                 .seq = *next,
                                 .ack = (flags & TCP_ACK) != 0 ? other : 0,
                                 .payload = payload,
                                 .n = n});
    *next += (uint32_t)n + ((flags & (TCP_SYN | TCP_FIN)) != 0 ? 1 : 0);
}

static void tcp_open(struct stage *s, const struct talk *t, struct tcp *tcp)
{
    tcp->up_next = stage_chance(s) << 7;
    tcp->down_next = stage_chance(s) << 7;
    tcp_send(s, t, tcp, true, TCP_SYN, NULL, 0);
    stage_wait(s, MS(t->ms));
    tcp_send(s, t, tcp, false, TCP_SYN | TCP_ACK, NULL, 0);
    tcp_send(s, t, tcp, true, TCP_ACK, NULL, 0);
}

static void tcp_close(struct stage *s, const struct talk *t, struct tcp *tcp)
{
    tcp_send(s, t, tcp, true, TCP_FIN | TCP_ACK, NULL, 0);
    stage_wait(s, MS(t->ms));
    tcp_send(s, t, tcp, false, TCP_FIN | TCP_ACK, NULL, 0);
    tcp_send(s, t, tcp, true, TCP_ACK, NULL, 0);
}

static void chance_bytes(struct stage *s, struct frame *f, size_t n)
{
    while (n-- > 0)
        frame_u8(f, stage_chance(s));
}

enum { TLS_HANDSHAKE = 22, TLS_APPLICATION = 23, TLS_1_2 = 0x0303 };

static void tls_application(struct stage *s, struct frame *f, size_t n)
{
    frame_u8(f, TLS_APPLICATION);
    frame_u16(f, TLS_1_2);
    frame_u16(f, (unsigned)n);
    chance_bytes(s, f, n);
}

/* Fills in the lengths of a handshake record and its message, which end here (RFC 5246). */
static void tls_handshake_end(struct frame *f)
{
    frame_put_u16(f, 3, (unsigned)f->n - 5);
    frame_put_u16(f, 7, (unsigned)f->n - 9);
}

static void tls_handshake_start(struct stage *s, struct frame *f, unsigned type)
{
    frame_u8(f, TLS_HANDSHAKE);
    frame_u16(f, TLS_1_2);
    frame_u16(f, 0);
    frame_u8(f, type);
    frame_u8(f, 0); /* the length has 24 bits */
    frame_u16(f, 0);
    frame_u16(f, TLS_1_2);
    chance_bytes(s, f, 32);
    frame_u8(f, 0); /* no session */
}

/* The client names the server it wants (RFC 6066 section 3). */
static void tls_client_hello(struct stage *s, struct frame *f, const char *name)
{
    unsigned n = (unsigned)strlen(name);
    tls_handshake_start(s, f, 1);
    frame_bytes(f, "\x00\x04\xc0\x2f\xc0\x30", 6); /* two cipher suites */
    frame_bytes(f, "\x01\x00", 2);                 /* no compression */
    frame_u16(f, n + 9);
    frame_u16(f, 0);
    frame_u16(f, n + 5);
    frame_u16(f, n + 3);
    frame_u8(f, 0);
    frame_u16(f, n);
    frame_text(f, name);
    tls_handshake_end(f);
}

static void tls_server_hello(struct stage *s, struct frame *f)
{
    tls_handshake_start(s, f, 2);
    frame_bytes(f, "\xc0\x2f\x00", 3);
    tls_handshake_end(f);
}

static void tls_answer(struct stage *s, const struct talk *t, struct tcp *tcp, size_t bytes)
{
    enum { RECORD_BYTES = SEGMENT_BYTES - 5 };
    while (bytes > 0) {
        size_t n = bytes < RECORD_BYTES ? bytes : RECORD_BYTES;
        struct frame data = {0};
        tls_application(s, &data, n);
        tcp_send(s, t, tcp, false, TCP_PSH | TCP_ACK, data.at, data.n);
        tcp_send(s, t, tcp, true, TCP_ACK, NULL, 0);
        bytes -= n;
    }
}

void talk_tls(struct stage *s, const struct talk *t, unsigned rounds, size_t bytes)
{
    struct tcp tcp;
    tcp_open(s, t, &tcp);
    struct frame data = {0};
    tls_client_hello(s, &data, t->server_name);
    tcp_send(s, t, &tcp, true, TCP_PSH | TCP_ACK, data.at, data.n);
    stage_wait(s, MS(t->ms));
    data = (struct frame){0};
    tls_server_hello(s, &data);
    tcp_send(s, t, &tcp, false, TCP_PSH | TCP_ACK, data.at, data.n);
    for (unsigned i = 0; i < rounds; i++) {
        data = (struct frame){0};
        tls_application(s, &data, 60 + stage_chance(s) % 90);
        tcp_send(s, t, &tcp, true, TCP_PSH | TCP_ACK, data.at, data.n);
        stage_wait(s, MS(t->ms));
        tls_answer(s, t, &tcp, bytes);
        stage_wait(s, MS(400));
    }
    tcp_close(s, t, &tcp);
}

void talk_http(struct stage *s, const struct talk *t, const char *path, const char *body)
{
    char text[1024];
    struct tcp tcp;
    tcp_open(s, t, &tcp);
    int n = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n",
                     path, t->server_name);
    tcp_send(s, t, &tcp, true, TCP_PSH | TCP_ACK, text, (size_t)n);
    stage_wait(s, MS(t->ms));
    n = snprintf(text, sizeof text,
                 "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %u\r\n"
                 "Connection: close\r\n\r\n%s",
                 (unsigned)strlen(body), body);
    tcp_send(s, t, &tcp, false, TCP_PSH | TCP_ACK, text, (size_t)n);
    tcp_send(s, t, &tcp, true, TCP_ACK, NULL, 0);
    tcp_close(s, t, &tcp);
}

void talk_refused(struct stage *s, const struct talk *t)
{
    struct tcp tcp = {.up_next = stage_chance(s) << 7};
    tcp_send(s, t, &tcp, true, TCP_SYN, NULL, 0);
    stage_wait(s, MS(t->ms));
    tcp_send(s, t, &tcp, false, TCP_RST | TCP_ACK, NULL, 0);
}

void talk_quic(struct stage *s, const struct talk *t, unsigned rounds)
{
    for (unsigned i = 0; i < rounds; i++) {
        for (int down = 0; down < 2; down++) {
            struct frame data = {0};
            frame_u8(&data, 0x40 | (stage_chance(s) & 0x1f));
            chance_bytes(s, &data, down ? 180 + stage_chance(s) % 200 : 40 + stage_chance(s) % 30);
            packet_send(s, t, &(struct packet){.up = !down, .payload = data.at, .n = data.n});
            stage_wait(s, MS(down ? 300 : t->ms));
        }
    }
}

void talk_ntp(struct stage *s, const struct talk *t)
{
    struct frame data = {0};
    frame_u8(&data, 0x23); /* version 4, client */
    frame_zeros(&data, 47);
    packet_send(s, t, &(struct packet){.up = true, .payload = data.at, .n = data.n});
    stage_wait(s, MS(t->ms));
    data.at[0] = 0x24; /* server */
    data.at[1] = 2;    /* stratum */
    packet_send(s, t, &(struct packet){.payload = data.at, .n = data.n});
}
