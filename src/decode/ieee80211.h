/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_IEEE80211_H
#define CASTSCOPE_IEEE80211_H

#include "decode/decoder.h"

/* What a capture header in front says of the 802.11 frame behind it. */
struct ieee80211_form {
    bool fcs;    /* the frame check sequence is at the end */
    bool padded; /* the header is padded to a multiple of 4 bytes */
};

/* Hands the rest of the window on as an 802.11 frame. A window without a frame is left alone: radios
 * also report what had none. */
void ieee80211_next(struct packet *, struct reader *, struct ieee80211_form);

#endif
