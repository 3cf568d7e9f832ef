/* SPDX-License-Identifier: MIT */
/* Privileges on POSIX systems. Linux's capabilities are cleared by system call, which needs no
 * library. */
#include "capture/privileges.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
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

static bool drop_failed(struct error *error)
{
    return error_set(error, EXIT_STATUS_FAILED,
                     "privileges cannot be given up (%s); start castscope as another user",
                     strerror(errno));
}

#if defined(__linux__)
/* Whether the user namespace knows an id, by the map that /proc has of it (user_namespaces(7)). The
 * first namespace knows them all. */
static bool id_exists(const char *map, unsigned long id)
{
    FILE *file = fopen(map, "r");
    if (file == NULL)
        return true;
    unsigned long first, outside, n;
    bool found = false;
    while (!found && fscanf(file, "%lu %lu %lu", &first, &outside, &n) == 3)
        found = id >= first && id - first < n;
    fclose(file);
    return found;
}

/* Whether setgroups(2) is forbidden in the namespace for good. */
static bool groups_are_fixed(void)
{
    char word[8] = "";
    FILE *file = fopen("/proc/self/setgroups", "r");
    if (file == NULL)
        return false;
    bool fixed = fscanf(file, "%7s", word) == 1 && strcmp(word, "deny") == 0;
    fclose(file);
    return fixed;
}
#else
static bool id_exists(const char *map, unsigned long id)
{
    (void)map, (void)id;
    return true;
}

static bool groups_are_fixed(void)
{
    return false;
}
#endif

/* A number in an environment variable that sudo sets; `fallback` where there is none, or the
 * superuser's, or one that stands for no user (-1), or for none in this namespace. */
static unsigned long sudo_number(const char *variable, const char *map, unsigned long fallback)
{
    const char *value = getenv(variable);
    char *end;
    unsigned long number = value != NULL ? strtoul(value, &end, 10) : 0;
    if (value == NULL || *end != '\0' || number == 0 || number >= UINT32_MAX)
        return fallback;
    return id_exists(map, number) ? number : fallback;
}

static const char users[] = "/proc/self/uid_map", all_groups[] = "/proc/self/gid_map";

/* The user that was asked for by name. */
static bool heir_find(const char *name, struct heir *out, struct error *error)
{
    char clean[64];
    text_sanitize(clean, sizeof clean, name, strlen(name));
    const struct passwd *user = getpwnam(name);
    if (!out->needed)
        return error_set(error, EXIT_STATUS_FORBIDDEN,
                         "--user %s: only the superuser can become another; start castscope with "
                         "sudo, or leave it out",
                         clean);
    if (user == NULL)
        return error_set(error, EXIT_STATUS_USAGE,
                         "--user %s: there is no such user; name one of those there are", clean);
    if (user->pw_uid == 0 || !id_exists(users, user->pw_uid))
        return error_set(error, EXIT_STATUS_USAGE, "--user %s: is %s; name a user to become", clean,
                         user->pw_uid == 0 ? "the superuser" : "unknown in this user namespace");
    out->uid = user->pw_uid;
    out->gid = user->pw_gid;
    out->chosen = true;
    return true;
}

bool privileges_heir(const char *name, struct heir *out, struct error *error)
{
    *out = (struct heir){.needed = geteuid() == 0};
    if (name != NULL)
        return heir_find(name, out, error);
    const struct passwd *nobody = getpwnam("nobody");
    out->uid = sudo_number("SUDO_UID", users, nobody != NULL ? nobody->pw_uid : NOBODY);
    out->gid = sudo_number("SUDO_GID", all_groups, nobody != NULL ? nobody->pw_gid : NOBODY);
    out->chosen = sudo_number("SUDO_UID", users, 0) != 0;
    return true;
}

static bool identity_drop(const struct heir *heir, const char **kept, struct error *error)
{
    uid_t uid = (uid_t)heir->uid;
    gid_t gid = (gid_t)heir->gid;
    bool user = id_exists(users, uid), group = id_exists(all_groups, gid);
    bool groups = !groups_are_fixed();
    if ((groups && setgroups(0, NULL) != 0) || (group && setgid(gid) != 0) ||
        (user && setuid(uid) != 0))
        return drop_failed(error);
    if (user && (setuid(0) == 0 || geteuid() == 0 || (group && getegid() == 0)))
        return error_set(error, EXIT_STATUS_FAILED,
                         "privileges could be taken back; start castscope as another user");
    if (!user)
        *kept = "the user";
    else if (!group || !groups)
        *kept = "the groups";
    return true;
}

#if defined(__linux__)
static bool capabilities_exist(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = {0};
    return syscall(SYS_capget, &header, sets) == 0 &&
           (sets[0].permitted != 0 || sets[1].permitted != 0);
}

/* What no program that is started could ever have again. Whoever may not change it has nothing that it
 * would bound once PR_SET_NO_NEW_PRIVS is set. */
static void bounds_drop(void)
{
    for (unsigned long c = 0; prctl(PR_CAPBSET_READ, c, 0, 0, 0) >= 0; c++)
        prctl(PR_CAPBSET_DROP, c, 0, 0, 0);
}

/* Clears all capability sets, and what could fill them again. */
static bool capabilities_drop(struct error *error)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = {0};
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (syscall(SYS_capset, &header, sets) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return error_set(error, EXIT_STATUS_FAILED,
                         "capabilities cannot be given up (%s); start castscope as another user",
                         strerror(errno));
    return true;
}
#endif

bool privileges_drop(const struct heir *heir, struct privileges *out, struct error *error)
{
    bool capable = false;
    const char *kept = "";
#if defined(__linux__)
    capable = capabilities_exist();
    /* Before the identity: it is the superuser's to change. */
    bounds_drop();
#endif
    if (heir->needed && !identity_drop(heir, &kept, error))
        return false;
#if defined(__linux__)
    if (!capabilities_drop(error))
        return false;
    if (capabilities_exist())
        return error_set(error, EXIT_STATUS_FAILED,
                         "capabilities are still there; start castscope as another user");
#endif
    *out = (struct privileges){.dropped = heir->needed || capable, .kept = kept};
    return true;
}

bool entropy_fill(void *bytes, size_t n)
{
    return getentropy(bytes, n) == 0;
}
