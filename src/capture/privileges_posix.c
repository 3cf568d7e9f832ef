/* SPDX-License-Identifier: MIT */
/* Privileges on POSIX systems. Linux's capabilities are cleared by system call, which needs no
 * library. */
#include "capture/privileges.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__)
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#elif defined(__APPLE__)
#include <sys/random.h>
#endif

enum { NOBODY = 65534 };

/* A number in an environment variable that sudo sets; `fallback` where there is none but the
 * superuser's. */
static unsigned long sudo_number(const char *variable, unsigned long fallback)
{
    const char *value = getenv(variable);
    char *end;
    unsigned long number = value != NULL ? strtoul(value, &end, 10) : 0;
    return value != NULL && *end == '\0' && number > 0 ? number : fallback;
}

static bool identity_drop(struct error *error)
{
    const struct passwd *nobody = getpwnam("nobody");
    uid_t uid = (uid_t)sudo_number("SUDO_UID", nobody != NULL ? nobody->pw_uid : NOBODY);
    gid_t gid = (gid_t)sudo_number("SUDO_GID", nobody != NULL ? nobody->pw_gid : NOBODY);
    if (setgroups(0, NULL) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
        return error_set(error, EXIT_STATUS_FAILED,
                         "privileges cannot be given up (%s); start castscope as another user",
                         strerror(errno));
    if (setuid(0) == 0 || geteuid() == 0 || getegid() == 0)
        return error_set(error, EXIT_STATUS_FAILED,
                         "privileges could be taken back; start castscope as another user");
    return true;
}

#if defined(__linux__)
/* Clears all capability sets; *had says whether there was something in them. */
static bool capabilities_drop(bool *had, struct error *error)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = {0};
    *had = syscall(SYS_capget, &header, sets) == 0 &&
           (sets[0].permitted != 0 || sets[1].permitted != 0);
    memset(sets, 0, sizeof sets);
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (syscall(SYS_capset, &header, sets) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return error_set(error, EXIT_STATUS_FAILED,
                         "capabilities cannot be given up (%s); start castscope as another user",
                         strerror(errno));
    return true;
}
#endif

bool privileges_drop(bool *dropped, struct error *error)
{
    bool root = geteuid() == 0;
    if (root && !identity_drop(error))
        return false;
    bool capable = false;
#if defined(__linux__)
    if (!capabilities_drop(&capable, error))
        return false;
#endif
    *dropped = root || capable;
    return true;
}

bool entropy_fill(void *bytes, size_t n)
{
    return getentropy(bytes, n) == 0;
}
