/* SPDX-License-Identifier: MIT */
#ifndef CASTSCOPE_LINK_LOCAL_WHY_H
#define CASTSCOPE_LINK_LOCAL_WHY_H

#include "ui/view.h"

/* Why somebody has an address of 169.254.0.0/16, where there is room for a few words. */

/* The verdict on how a machine came to such an address: "no DHCP answer"; "" for none. */
const char *link_local_why(const struct scene *, struct mac);

/* Who sends from such addresses: the one that the worst verdict is on, how many more there are, and the
 * verdict: "from 169.254.147.180: by design", "from 169.254.7.9 +2: no DHCP answer"; nothing where there is nobody. */
void link_local_users_add(struct text *, const struct scene *);

#endif
