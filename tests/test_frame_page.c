/* SPDX-License-Identifier: MIT */

/* A frame's page: whatever its size, the bytes of the field under the cursor are in sight; layers fold. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "dashboard.h"
#include "ui/frame_bytes.h"

enum { FIELDS = 512, FRAMES = 120 };

/* What the decoder says of a frame, a line each. */
struct said {
    struct sink sink;
    uint32_t count;
    struct {
        bool layer;
        uint32_t offset, length;
    } line[FIELDS];
};

static void layer_say(struct sink *sink, enum proto proto, uint32_t offset)
{
    struct said *s = (struct said *)sink;
    (void)proto;
    assert_true(s->count < FIELDS);
    s->line[s->count].layer = true;
    s->line[s->count].length = 0;
    s->line[s->count++].offset = offset;
}

static void field_say(struct sink *sink, const struct field *field)
{
    struct said *s = (struct said *)sink;
    assert_true(s->count < FIELDS);
    s->line[s->count].layer = false;
    s->line[s->count].length = field->length;
    s->line[s->count++].offset = field->offset;
}

static void frame_say(struct said *s, const struct frame_slot *slot)
{
    static struct packet packet;
    const struct frame frame = frame_slot_frame(slot);
    *s = (struct said){.sink = {.layer = layer_say, .field = field_say}};
    packet_decode(&packet, &frame, &s->sink);
}

/* The cell with a byte's first digit; NULL where the byte is not on the screen. */
static const struct cell *byte_cell(const struct dashboard *d, uint32_t offset)
{
    int width = d->canvas.width,
        left = width >= FRAME_BYTES_WIDTH + 42 ? width - FRAME_BYTES_WIDTH : 0;
    uint32_t bytes = width < FRAME_BYTES_WIDTH ? HEX_BYTES / 2 : HEX_BYTES;
    char start[8];
    snprintf(start, sizeof start, "%04x  ", (unsigned)(offset / bytes * bytes));
    for (int row = d->canvas.height - 1; row > 0; row--)
        if (strncmp(dashboard_row(d, row) + left, start, 6) == 0)
            return canvas_cell(&d->canvas, row, left + 6 + 3 * (int)(offset % bytes));
    return NULL;
}

static int byte_rows(const struct dashboard *d)
{
    int rows = 0;
    for (uint32_t offset = 0; offset < FRAME_BYTES; offset += HEX_BYTES / 2)
        rows += byte_cell(d, offset) != NULL &&
                (d->canvas.width < FRAME_BYTES_WIDTH || offset % HEX_BYTES == 0);
    return rows;
}

static void the_field_is_in_sight(void **state)
{
    static const char *const captures[] = {"laptop.pcapng", "dhcp.pcap", "mdns.pcap", "wifi.pcap",
                                           "tunnels.pcap"};
    static const struct {
        int width, height;
    } sizes[] = {{40, 10}, {40, 12}, {80, 24}, {80, 14}, {132, 43}, {113, 10}};
    static struct said said;
    (void)state;
    for (size_t i = 0; i < COUNT(captures); i++) {
        struct dashboard *d = dashboard_open(captures[i]);
        uint32_t count = frame_ring_count(d->frames), step = count / FRAMES + 1;
        for (uint32_t frame = 0; frame < count; frame += step) {
            const struct frame_slot *slot = frame_ring_at(d->frames, frame);
            int width = sizes[frame / step % COUNT(sizes)].width,
                height = sizes[frame / step % COUNT(sizes)].height;
            dashboard_reset(d);
            d->ui->view = VIEW_FRAMES;
            dashboard_press(d, "g", width, height);
            list_choose(&d->ui->lists[VIEW_FRAMES], frame);
            dashboard_press(d, "\r", width, height);
            frame_say(&said, slot);
            if (!d->ui->page.open || d->ui->page.slot.number != slot->number)
                fail_msg("%s: frame %u does not open", captures[i], (unsigned)frame);
            if (slot->captured > 16 && byte_rows(d) < 2)
                fail_msg("%s, frame %u at %dx%d: %d rows of bytes:\n%s", captures[i],
                         (unsigned)frame, width, height, byte_rows(d), dashboard_text(d));
            for (uint32_t k = 0; k < said.count; k++, dashboard_press(d, "j", width, height)) {
                uint32_t at = said.line[k].offset;
                assert_int_equal(d->ui->page.lines.at, k);
                if (said.line[k].length == 0 || at >= slot->captured)
                    continue;
                const struct cell *cell = byte_cell(d, at);
                if (cell == NULL || cell->style != STYLE_SELECTED)
                    fail_msg("%s, frame %u at %dx%d: the byte %u is not marked:\n%s", captures[i],
                             (unsigned)frame, width, height, (unsigned)at, dashboard_text(d));
            }
        }
        dashboard_close(d);
    }
}

static void press(struct dashboard *d, int key)
{
    ui_handle(d->ui, key);
    dashboard_draw(d, 80, 24);
}

static void layers_fold(void **state)
{
    struct dashboard *d = dashboard_open("laptop.pcapng");
    (void)state;
    d->ui->view = VIEW_FRAMES;
    dashboard_press(d, "g\rjj", 80, 24);
    uint32_t lines = d->ui->page.lines.count;
    assert_non_null(strstr(dashboard_text(d), "  eth.dst"));
    press(d, INPUT_LEFT);
    assert_int_equal(d->ui->page.lines.at, 0);
    assert_int_equal(d->ui->page.lines.count, lines - 3);
    assert_non_null(strstr(dashboard_text(d), "Ethernet  + 3 fields"));
    assert_null(strstr(dashboard_text(d), "eth.dst"));
    /* The layer is marked as a whole, folded or not: the 14 octets of Ethernet. */
    for (uint32_t at = 0; at < 16; at++)
        assert_int_equal(byte_cell(d, at)->style, at < 14 ? STYLE_SELECTED : STYLE_PLAIN);
    press(d, INPUT_LEFT);
    assert_int_equal(d->ui->page.lines.count, lines - 3);
    /* Another frame's Ethernet is folded, too; what is copied has everything. */
    press(d, INPUT_ESCAPE);
    dashboard_press(d, "j\r", 80, 24);
    assert_non_null(strstr(dashboard_text(d), "Ethernet  + 3 fields"));
    char copy[UI_COPY];
    struct text t = text_over(copy, sizeof copy);
    ui_copy(d->ui, d->model, d->frames, &t);
    assert_non_null(strstr(copy, "\n  eth.dst"));
    press(d, INPUT_RIGHT);
    assert_non_null(strstr(dashboard_text(d), "  eth.dst"));
    assert_null(strstr(dashboard_text(d), "+ 3 fields"));
    dashboard_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_field_is_in_sight),
        cmocka_unit_test(layers_fold),
    };
    return cmocka_run_group_tests_name("frame_page", tests, NULL, NULL);
}
