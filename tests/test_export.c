/* SPDX-License-Identifier: MIT */

/* What is taken away as text: lists as RFC 4180 has them, read back by a reader of its own, and objects. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "dashboard.h"

/* Reads a field of well-formed values; what stands behind it: ',' , '\r' or '\0'. */
static char field_read(const char **at, char *out, size_t cap)
{
    size_t n = 0;
    bool quoted = **at == '"';
    *at += quoted;
    for (;; (*at)++) {
        char c = **at;
        if (quoted && c == '"' && (*at)[1] != '"') {
            (*at)++;
            break;
        }
        if (c == '\0' || (!quoted && (c == ',' || c == '\r' || c == '\n' || c == '"')))
            break;
        *at += quoted && c == '"';
        assert_true(n < cap - 1);
        out[n++] = c;
    }
    out[n] = '\0';
    return **at;
}

/* Checks every line of what a list became; how many there are. */
static unsigned lines_check(const char *name, const char *text)
{
    unsigned lines = 0, fields = 0;
    for (const char *at = text; *at != '\0'; lines++) {
        char field[8192], behind;
        unsigned here = 1;
        while ((behind = field_read(&at, field, sizeof field)) == ',') {
            if (field[0] != '\0' && strchr("=+-@", field[0]) != NULL)
                fail_msg("%s: \"%s\" may be taken for a formula", name, field);
            here++;
            at++;
        }
        if (behind != '\r' || strncmp(at, "\r\n", 2) != 0)
            fail_msg("%s: line %u ends in the middle, with \"%.20s\"", name, lines, at);
        fields = lines == 0 ? here : fields;
        if (here != fields)
            fail_msg("%s: line %u has %u fields, not %u", name, lines, here, fields);
        at += 2;
    }
    return lines;
}

static void lists_are_whole(void **state)
{
    (void)state;
    static const char *const captures[] = {"laptop.pcapng", "hostile.pcap", NULL};
    for (size_t i = 0; i < COUNT(captures); i++) {
        struct dashboard *d = dashboard_open(captures[i]);
        for (enum view view = 0; view < VIEW_COUNT; view++) {
            struct export e = {.bytes = NULL};
            d->ui->view = view;
            dashboard_draw(d, 40, 10); /* however little of it is on the screen */
            bool is_list = view_row(view)->body->list != NULL;
            assert_int_equal(ui_export(d->ui, d->model, d->frames, &e), is_list);
            if (is_list) {
                char *text = calloc(1, e.count + 1);
                memcpy(text, e.bytes, e.count);
                assert_int_equal(lines_check(view_row(view)->name, text),
                                 1 + d->ui->lists[view].count);
                free(text);
            }
            export_free(&e);
        }
        dashboard_close(d);
    }
}

static void hosts_read_as_they_are(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    struct export e = {.bytes = NULL};
    d->ui->view = VIEW_HOSTS;
    dashboard_draw(d, 80, 24);
    assert_true(ui_export(d->ui, d->model, d->frames, &e));
    static const char begin[] = "MAC address,Address,Name,Vendor,";
    assert_true(e.count > sizeof begin);
    assert_memory_equal(e.bytes, begin, sizeof begin - 1);
    const char *row = strchr(e.bytes, '\n') + 1;
    static const char host[] = "f0:6e:0b:d2:aa:e8,10.0.0.229 +2,CC-Labs-2.local,";
    assert_memory_equal(row, host, sizeof host - 1);
    assert_non_null(strstr(e.bytes, ",Sent,Bytes,Recvd,"));
    export_free(&e);
    d->ui->settings.unit = UNIT_BYTES;
    dashboard_draw(d, 80, 24);
    assert_true(ui_export(d->ui, d->model, d->frames, &e));
    assert_non_null(
        strstr(e.bytes, ",U (bytes),B (bytes),M (bytes),Sent (bytes),Frames,Recvd (bytes),"));
    export_free(&e);
    dashboard_close(d);
}

static void objects_are_copied(void **state)
{
    (void)state;
    struct dashboard *d = dashboard_open("laptop.pcapng");
    char copied[UI_COPY];
    struct text t = text_over(copied, sizeof copied);
    d->ui->view = VIEW_HOSTS;
    dashboard_draw(d, 80, 24);
    ui_copy(d->ui, d->model, d->frames, &t);
    static const char begin[] = "MAC address: f0:6e:0b:d2:aa:e8\nAddress: 10.0.0.229 +2\n";
    assert_memory_equal(copied, begin, sizeof begin - 1);
    ui_handle(d->ui, INPUT_ENTER);
    dashboard_draw(d, 80, 24);
    t = text_over(copied, sizeof copied);
    ui_copy(d->ui, d->model, d->frames, &t);
    assert_non_null(strstr(copied, "f0:6e:0b:d2:aa:e8"));
    assert_non_null(strstr(copied, "10.0.0.229"));
    dashboard_close(d);
    d = dashboard_open(NULL);
    t = text_over(copied, sizeof copied);
    for (enum view view = 0; view < VIEW_COUNT; view++) {
        d->ui->view = view;
        dashboard_draw(d, 80, 24);
        ui_copy(d->ui, d->model, d->frames, &t);
        assert_int_equal(t.len, 0);
    }
    dashboard_close(d);
}

/* Opens a page by keys, and copies it. */
static void page_copy(struct dashboard *d, const char *keys, char copied[UI_COPY])
{
    struct text t = text_over(copied, UI_COPY);
    dashboard_reset(d);
    dashboard_press(d, keys, 80, 24);
    assert_true((ui_situation(d->ui) & DURING_COPIES) != 0);
    ui_handle(d->ui, 'y');
    assert_int_equal(d->ui->take, ACTION_COPY);
    ui_copy(d->ui, d->model, d->frames, &t);
    assert_false(t.cut);
}

static void frames_are_copied(void **state)
{
    (void)state;
    static char copied[UI_COPY];
    struct dashboard *d = dashboard_open("laptop.pcapng");
    page_copy(d, "9g\r", copied);
    assert_memory_equal(copied, "Frame 1  ", 9);
    const char *fields = strstr(copied, "\n\nEthernet"), *bytes = strstr(copied, "\n\n0000  ");
    assert_non_null(fields);
    assert_non_null(bytes);
    assert_true(fields < bytes);
    /* The bytes are the frame's: all of them, one after the other. */
    const struct frame_slot *slot = &d->ui->page.slot;
    const char *at = bytes + 2;
    for (uint32_t i = 0; i < slot->captured; i++) {
        unsigned offset, byte;
        int used;
        if (i % 16 == 0) {
            assert_int_equal(sscanf(at, "%4x  %n", &offset, &used), 1);
            assert_int_equal(offset, i);
            at += used;
        }
        assert_int_equal(sscanf(at, "%2x %n", &byte, &used), 1);
        assert_int_equal(byte, slot->bytes[i]);
        at += 3;
        if (i % 16 == 15)
            at = strchr(at, '\n') + 1;
    }
    dashboard_close(d);
}

/* Whatever frame it is, fields and bytes find room, and nothing but text is copied. */
static void all_frames_can_be_copied(void **state)
{
    (void)state;
    static const char *const captures[] = {"hostile.pcap", "dns.pcap", "cut.pcap", "bad.pcap"};
    static char copied[UI_COPY];
    for (size_t i = 0; i < COUNT(captures); i++) {
        struct dashboard *d = dashboard_open(captures[i]);
        page_copy(d, "9g\r", copied);
        uint32_t count = d->ui->lists[VIEW_FRAMES].count;
        for (uint32_t k = 0; k < count; k++) {
            struct text t = text_over(copied, sizeof copied);
            d->ui->page.slot = *frame_ring_at(d->frames, k);
            ui_copy(d->ui, d->model, d->frames, &t);
            bool bytes = d->ui->page.slot.captured > 0;
            if (t.cut || bytes != (strstr(copied, "\n\n0000  ") != NULL) ||
                strchr(copied, '\x1b') != NULL)
                fail_msg("%s: frame %u is copied as:\n%s", captures[i], (unsigned)k + 1, copied);
        }
        dashboard_close(d);
    }
}

/* Where there is little room, fields are left out and said to be; the bytes are there. */
static void bytes_go_before_fields(void **state)
{
    (void)state;
    static char copied[UI_COPY], small[3600];
    struct dashboard *d = dashboard_open("laptop.pcapng");
    page_copy(d, "9g\r", copied);
    struct text t = text_over(small, sizeof small);
    ui_copy(d->ui, d->model, d->frames, &t);
    assert_false(t.cut);
    assert_non_null(strstr(small, "\nand more fields\n\n0000  "));
    assert_string_equal(strstr(small, "\n\n0000  "), strstr(copied, "\n\n0000  "));
    dashboard_close(d);
}

static void services_are_copied(void **state)
{
    (void)state;
    static char copied[UI_COPY];
    struct dashboard *d = dashboard_open("laptop.pcapng");
    uint32_t opened = 0;
    for (int down = 0; down < 40; down++) {
        char keys[64] = "7";
        memset(keys + 1, 'j', (size_t)down);
        keys[1 + down] = '\r';
        dashboard_reset(d);
        dashboard_press(d, keys, 80, 24);
        if (!d->ui->object.open || d->ui->object.subject.kind != SUBJECT_SERVICE)
            continue;
        opened++;
        page_copy(d, keys, copied);
        assert_non_null(strstr(copied, "\nType: "));
        assert_non_null(strstr(copied, "\nSaid: by "));
        assert_non_null(strstr(copied, "\nHolds: "));
    }
    assert_true(opened > 0);
    dashboard_close(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_whole),          cmocka_unit_test(hosts_read_as_they_are),
        cmocka_unit_test(objects_are_copied),       cmocka_unit_test(frames_are_copied),
        cmocka_unit_test(all_frames_can_be_copied), cmocka_unit_test(bytes_go_before_fields),
        cmocka_unit_test(services_are_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
