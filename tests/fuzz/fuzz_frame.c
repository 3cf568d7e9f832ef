/* SPDX-License-Identifier: MIT */
/* Frames: link type (1), bytes that the capture cut off (2), the frame. */
#include "fuzz.h"
#include "links.h"

#include "decode/classify.h"
#include "decode/recent.h"

enum { HEADER = 3 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct packet quick, heard, again;
    static struct recent recent;
    static struct broadcast_list proven;
    if (n < HEADER)
        return 0;
    struct frame frame = {.number = 1,
                          .captured = (uint32_t)(n - HEADER),
                          .length = (uint32_t)(n - HEADER) + (data[1] & 0x1fu) * data[2],
                          .link = link_of(data[0]),
                          .data = data + HEADER};
    struct listener listener = listener_of(&frame);
    packet_decode(&quick, &frame, NULL);
    packet_decode(&heard, &frame, &listener.sink);
    packets_check(&quick, &heard);
    packet_decode_recent(&again, &frame, &recent);
    packets_check(&again, &heard);
    check(is_clean(listener.sink.info), "the line for people is clean");
    check(frame.captured < frame.length || quick.fault != FAULT_SHORT,
          "only a frame that was cut is short");
    struct verdict v;
    classify(&quick, &proven, &v);
    check(v.cast < CAST_COUNT && v.origin < ORIGIN_COUNT && v.part < PART_COUNT,
          "there is a verdict on every frame");
    plant(quick.fault == FAULT_NONE && quick.fact_count > 0 && quick.has_ip_proto, data, n);
    return 0;
}
