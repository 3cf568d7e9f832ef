/* SPDX-License-Identifier: MIT */
/* Where castscope is built without a sandbox: other systems than Linux, and builds whose own tools
 * (sanitizers, coverage) need what it refuses. */
#include "capture/sandbox.h"

bool sandbox_find(enum sandbox_mode mode, struct sandbox *out, struct error *error)
{
    *out = (struct sandbox){.mode = mode, .missing = ""};
    return mode != SANDBOX_STRICT ||
           error_set(
               error, EXIT_STATUS_FAILED,
               "--sandbox strict: this castscope is built without a sandbox; use auto or off");
}

bool sandbox_enter(const struct sandbox *sandbox, const struct sandbox_settings *settings,
                   struct error *error)
{
    (void)sandbox, (void)settings, (void)error;
    return true;
}
