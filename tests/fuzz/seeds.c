/* SPDX-License-Identifier: MIT */
/*
 * seeds FOLDER CAPTURE...: what the fuzz targets start from, made of saved captures. FOLDER/frame,
 * FOLDER/whole and FOLDER/NAME for each protocol with a decoder must be there already; a few files are
 * written into each.
 */
#include "fuzz.h"
#include "links.h"

#include "capture/savefile.h"

enum { EACH = 24, FRAME_MOST = 1600, PATH = 1024 };

struct file {
    const uint8_t *bytes;
    size_t left;
};

struct layers {
    struct sink sink;
    enum proto proto[PACKET_STACK];
    uint32_t offset[PACKET_STACK];
    unsigned count;
};

static unsigned written[PROTO_COUNT + 2];

static ptrdiff_t file_read(void *context, void *into, size_t n)
{
    struct file *f = context;
    size_t step = f->left < n ? f->left : n;
    memcpy(into, f->bytes, step);
    f->bytes += step;
    f->left -= step;
    return (ptrdiff_t)step;
}

static void layer_take(struct sink *sink, enum proto proto, uint32_t offset)
{
    struct layers *l = (struct layers *)(void *)sink;
    if (l->count == PACKET_STACK)
        return;
    l->proto[l->count] = proto;
    l->offset[l->count++] = offset;
}

static void field_ignore(struct sink *sink, const struct field *field)
{
    (void)sink, (void)field;
}

static void seed_write(const char *folder, const char *name, unsigned *count, const uint8_t *head,
                       size_t head_n, const uint8_t *bytes, size_t n)
{
    char path[PATH];
    if (*count == EACH)
        return;
    snprintf(path, sizeof path, "%s/%s/%u", folder, name, (*count)++);
    FILE *out = fopen(path, "wb");
    if (out == NULL) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    fwrite(head, 1, head_n, out);
    fwrite(bytes, 1, n, out);
    fclose(out);
}

static void frame_seed(const char *folder, const struct savefile_frame *f)
{
    static struct packet p;
    struct layers layers = {.sink = {.layer = layer_take, .field = field_ignore}};
    struct frame frame = {.number = 1,
                          .captured = f->frame.captured,
                          .length = f->frame.length,
                          .link = f->frame.link,
                          .data = f->frame.data};
    packet_decode(&p, &frame, &layers.sink);
    uint8_t link = link_index(f->frame.link);
    enum proto top = packet_protocol(&p);
    const uint8_t whole[] = {0, link, 11, (uint8_t)((f->frame.captured + 7) / 8)};
    if (written[top] < EACH) {
        seed_write(folder, "frame", &(unsigned){written[PROTO_COUNT]},
                   (const uint8_t[]){link, 0, 0}, 3, f->frame.data, f->frame.captured);
        seed_write(folder, "whole", &(unsigned){written[PROTO_COUNT]}, whole, sizeof whole,
                   f->frame.data, f->frame.captured);
        written[PROTO_COUNT] = (written[PROTO_COUNT] + 1) % EACH;
    }
    uint8_t message[] = {p.network == PROTO_IPV6 ? 2 : 0, 0};
    if (p.ttl == 255)
        message[0] |= 16;
    for (unsigned i = 0; i < layers.count; i++)
        if (!proto_is_opaque(layers.proto[i]) && layers.offset[i] <= f->frame.captured)
            seed_write(folder, proto_name(layers.proto[i]), &written[layers.proto[i]], message,
                       sizeof message, f->frame.data + layers.offset[i],
                       f->frame.captured - layers.offset[i]);
}

static void capture_seeds(const char *folder, const char *path)
{
    static uint8_t bytes[16 << 20];
    struct error error;
    FILE *in = fopen(path, "rb");
    if (in == NULL) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    struct file file = {.bytes = bytes, .left = fread(bytes, 1, sizeof bytes, in)};
    fclose(in);
    struct savefile *sf = savefile_open("seeds", file_read, &file, &error);
    struct savefile_frame frame;
    while (sf != NULL && savefile_next(sf, &frame) == SAVEFILE_FRAME)
        if (frame.frame.captured <= FRAME_MOST)
            frame_seed(folder, &frame);
    if (sf != NULL)
        savefile_close(sf);
}

int main(int argc, char **argv)
{
    for (int i = 2; i < argc; i++)
        capture_seeds(argv[1], argv[i]);
    return EXIT_SUCCESS;
}
