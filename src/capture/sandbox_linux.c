/* SPDX-License-Identifier: MIT */
/*
 * The sandbox of Linux: Landlock by system call, because the C library has no functions for it and
 * the headers of a distribution may be older than its kernel; seccomp by libseccomp.
 */
#define _GNU_SOURCE /* O_PATH, CLONE_THREAD */
#include "capture/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Landlock, as of linux/landlock.h of Linux 6.12: version 6 of its interface, and what is in it since
 * which version. */

enum {
    SYS_CREATE_RULESET = 444,
    SYS_ADD_RULE = 445,
    SYS_RESTRICT_SELF = 446,
    CREATE_RULESET_VERSION = 1,
    RULE_PATH_BENEATH = 1,
};

enum {
    FS_WRITE_FILE = 1 << 1,
    FS_READ_FILE = 1 << 2,
    FS_REMOVE_FILE = 1 << 5,
    FS_MAKE_REG = 1 << 8,
    FS_FIRST = (1 << 13) - 1,  /* all of version 1 */
    FS_REFER = 1 << 13,        /* 2 */
    FS_TRUNCATE = 1 << 14,     /* 3 */
    FS_IOCTL_DEVICE = 1 << 15, /* 5 */
    NET_TCP = 3,               /* 4: bind, connect */
    SCOPE_ALL = 3,             /* 6: abstract Unix sockets, signals */
};

struct landlock_ruleset {
    uint64_t fs, net, scope;
};

/* The kernel's form has no padding. */
struct landlock_beneath {
    uint64_t allowed;
    int32_t parent;
#if defined(__GNUC__)
} __attribute__((packed));
#else
};
#endif

static int landlock_version(void)
{
    long version = syscall(SYS_CREATE_RULESET, NULL, 0, CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

/* A folder that is not there needs no rule. */
static bool folder_allow(int ruleset, const char *path, uint64_t allowed)
{
    struct landlock_beneath rule = {.allowed = allowed};
    rule.parent = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (rule.parent < 0)
        return true;
    bool done = syscall(SYS_ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0) == 0;
    close(rule.parent);
    return done;
}

static bool landlock_enter(const struct sandbox_settings *s, int version)
{
    struct landlock_ruleset handled = {.fs = FS_FIRST};
    handled.fs |= version >= 2 ? FS_REFER : 0;
    handled.fs |= version >= 3 ? FS_TRUNCATE : 0;
    handled.fs |= version >= 5 ? FS_IOCTL_DEVICE : 0;
    handled.net = version >= 4 ? NET_TCP : 0;
    handled.scope = version >= 6 ? SCOPE_ALL : 0;
    size_t size = version >= 6   ? sizeof handled
                  : version >= 4 ? offsetof(struct landlock_ruleset, scope)
                                 : offsetof(struct landlock_ruleset, net);
    int ruleset = (int)syscall(SYS_CREATE_RULESET, &handled, size, 0);
    bool done = ruleset >= 0;
    for (size_t i = 0; done && i < s->socket_count; i++) {
        char path[128]; /* pcap_stats() reads there what the interface lost */
        snprintf(path, sizeof path, "/sys/class/net/%s/statistics", s->interfaces[i]);
        done = s->interfaces[i] == NULL || folder_allow(ruleset, path, FS_READ_FILE);
    }
    for (size_t i = 0; done && i < s->folder_count; i++)
        done = folder_allow(
            ruleset, s->folders[i],
            (FS_WRITE_FILE | FS_MAKE_REG | FS_TRUNCATE | (s->removes ? FS_REMOVE_FILE : 0)) &
                handled.fs);
    done = done && syscall(SYS_RESTRICT_SELF, ruleset, 0) == 0;
    if (ruleset >= 0)
        close(ruleset);
    return done;
}

/* seccomp. What is not allowed is not there (ENOSYS): libraries try newer calls and fall back. */

static const int calls[] = {
    SCMP_SYS(brk),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(close),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(fchown),
    SCMP_SYS(fdatasync),
    SCMP_SYS(fstat),
    SCMP_SYS(fsync),
    SCMP_SYS(ftruncate),
    SCMP_SYS(futex),
    SCMP_SYS(getegid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getpid),
    SCMP_SYS(getrandom),
    SCMP_SYS(getsockname),
    SCMP_SYS(getsockopt),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getuid),
    SCMP_SYS(lseek),
    SCMP_SYS(madvise),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(nanosleep),
    SCMP_SYS(newfstatat),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(pselect6),
    SCMP_SYS(read),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield),
    SCMP_SYS(select),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sysinfo),
    SCMP_SYS(time),
};

/* Some of them do not exist on every machine. */
static bool rule_add(scmp_filter_ctx filter, int call, unsigned count,
                     const struct scmp_arg_cmp *when)
{
    int result = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, count, when);
    return result == 0 || result == -EDOM;
}

/* Calls that are allowed where one number, or what is left of it under a mask, is as said. */
static const struct condition {
    int call;
    unsigned argument;
    uint64_t mask, value;
} conditions[] = {
#define WHOLE UINT64_C(0xffffffff)
    /* Memory that can be executed is not made. */
    {SCMP_SYS(mmap), 2, PROT_EXEC, 0},
    {SCMP_SYS(mprotect), 2, PROT_EXEC, 0},
    /* Threads, and no processes. clone3() hides its flags from a filter; without it clone() serves. */
    {SCMP_SYS(clone), 0, CLONE_THREAD, CLONE_THREAD},
    /* Requests of terminals and interfaces that only ask, or set what a screen needs. Not TIOCSTI,
     * which types, nor TIOCLINUX. */
    {SCMP_SYS(ioctl), 1, WHOLE, TCGETS},
    {SCMP_SYS(ioctl), 1, WHOLE, TCSETS},
    {SCMP_SYS(ioctl), 1, WHOLE, TCSETSW},
    {SCMP_SYS(ioctl), 1, WHOLE, TCSETSF},
    {SCMP_SYS(ioctl), 1, WHOLE, TCFLSH},
    {SCMP_SYS(ioctl), 1, WHOLE, TIOCGWINSZ},
    {SCMP_SYS(ioctl), 1, WHOLE, TIOCGPGRP},
    {SCMP_SYS(ioctl), 1, WHOLE, FIONREAD},
    {SCMP_SYS(ioctl), 1, WHOLE, FIONBIO},
    {SCMP_SYS(ioctl), 1, WHOLE, 0x8913 /* SIOCGIFFLAGS */},
    /* No copies of descriptors: writing is told apart by their numbers. */
    {SCMP_SYS(fcntl), 1, WHOLE, F_GETFD},
    {SCMP_SYS(fcntl), 1, WHOLE, F_SETFD},
    {SCMP_SYS(fcntl), 1, WHOLE, F_GETFL},
    {SCMP_SYS(fcntl), 1, WHOLE, F_SETFL},
#undef WHOLE
};

static bool condition_allow(scmp_filter_ctx filter, const struct condition *c)
{
    const struct scmp_arg_cmp when = {c->argument, SCMP_CMP_MASKED_EQ, c->mask, c->value};
    return rule_add(filter, c->call, 1, &when);
}

/* Options of sockets: their filter may change, and their ring goes when they are closed. The number of an
 * option says nothing without its level. */
static bool options_allow(scmp_filter_ctx filter)
{
    static const struct {
        uint64_t level, option;
    } options[] = {{SOL_SOCKET, SO_ATTACH_FILTER},
                   {SOL_SOCKET, SO_DETACH_FILTER},
                   {SOL_PACKET, PACKET_RX_RING}};
    bool done = true;
    for (size_t i = 0; done && i < sizeof options / sizeof options[0]; i++) {
        const struct scmp_arg_cmp when[] = {{1, SCMP_CMP_MASKED_EQ, UINT32_MAX, options[i].level},
                                            {2, SCMP_CMP_MASKED_EQ, UINT32_MAX, options[i].option}};
        done = rule_add(filter, SCMP_SYS(setsockopt), 2, when);
    }
    return done;
}

/* Writing, but not on the sockets that are only read from. The kernel looks at 32 bits of a descriptor
 * and a comparison at 64, so that there are masks only: descriptors below a power of two are allowed
 * one by one, those behind it by having one of the higher bits. */
static bool writing_allow(scmp_filter_ctx filter, const struct sandbox_settings *s)
{
    static const int writes[] = {SCMP_SYS(write), SCMP_SYS(writev)};
    unsigned bit = 2;
    bool done = true;
    for (size_t i = 0; i < s->socket_count; i++)
        while (bit < 31 && s->sockets[i] >> bit > 0)
            bit++;
    for (size_t w = 0; w < sizeof writes / sizeof writes[0]; w++) {
        for (int fd = 0; done && fd >> bit == 0; fd++) {
            const struct condition one = {writes[w], 0, UINT32_MAX, (uint64_t)fd};
            bool socket = false;
            for (size_t i = 0; i < s->socket_count; i++)
                socket = socket || s->sockets[i] == fd;
            done = socket || condition_allow(filter, &one);
        }
        for (unsigned b = bit; done && b < 31; b++) {
            const struct condition high = {writes[w], 0, UINT64_C(1) << b, UINT64_C(1) << b};
            done = condition_allow(filter, &high);
        }
    }
    return done;
}

/* Files. Which ones is Landlock's business: here only that none is written that was there before, and
 * none goes, but for recordings that take turns. Where there is no Landlock, files are not opened at
 * all, unless a recording may have to. */
static bool files_allow(scmp_filter_ctx filter, const struct sandbox_settings *s, bool landlock)
{
    enum { FLAGS = 2 };
    const struct scmp_arg_cmp reads = {FLAGS, SCMP_CMP_MASKED_EQ, O_ACCMODE, O_RDONLY},
                              makes = {FLAGS, SCMP_CMP_MASKED_EQ, O_CREAT | O_EXCL,
                                       O_CREAT | O_EXCL};
    if (!landlock && s->folder_count == 0)
        return true;
    return rule_add(filter, SCMP_SYS(openat), 1, &reads) &&
           rule_add(filter, SCMP_SYS(openat), s->overwrites ? 0 : 1, &makes) &&
           (!s->removes || (rule_add(filter, SCMP_SYS(unlink), 0, NULL) &&
                            rule_add(filter, SCMP_SYS(unlinkat), 0, NULL)));
}

static bool seccomp_enter(const struct sandbox_settings *s, bool landlock)
{
    const struct condition own_signals = {SCMP_SYS(tgkill), 0, UINT32_MAX, (uint64_t)getpid()};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
    bool done = filter != NULL && condition_allow(filter, &own_signals);
    for (size_t i = 0; done && i < sizeof calls / sizeof calls[0]; i++)
        done = rule_add(filter, calls[i], 0, NULL);
    for (size_t i = 0; done && i < sizeof conditions / sizeof conditions[0]; i++)
        done = condition_allow(filter, &conditions[i]);
    done = done && options_allow(filter) && files_allow(filter, s, landlock) &&
           writing_allow(filter, s) && seccomp_load(filter) == 0;
    if (filter != NULL)
        seccomp_release(filter);
    return done;
}

static bool seccomp_exists(void)
{
    /* An address that cannot be a filter: EFAULT where the call exists, else EINVAL. */
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) != 0 && errno == EFAULT;
}

/* Both */

bool sandbox_find(enum sandbox_mode mode, struct sandbox *out, struct error *error)
{
    *out = (struct sandbox){.mode = mode, .missing = ""};
    if (mode == SANDBOX_OFF)
        return true;
    out->landlock = landlock_version();
    out->seccomp = seccomp_exists();
    out->missing = out->landlock == 0 && !out->seccomp ? "Landlock and seccomp"
                   : out->landlock == 0                ? "Landlock"
                   : !out->seccomp                     ? "seccomp"
                                                       : "";
    return mode != SANDBOX_STRICT || out->missing[0] == '\0' ||
           error_set(
               error, EXIT_STATUS_FAILED,
               "--sandbox strict: the kernel is without %s; use auto, or a kernel that is not",
               out->missing);
}

bool sandbox_enter(const struct sandbox *sandbox, const struct sandbox_settings *settings,
                   struct error *error)
{
    bool landlock = sandbox->landlock > 0;
    return ((!landlock || landlock_enter(settings, sandbox->landlock)) &&
            (!sandbox->seccomp || seccomp_enter(settings, landlock))) ||
           error_set(error, EXIT_STATUS_FAILED,
                     "the sandbox cannot be entered (%s); start castscope with --sandbox off",
                     strerror(errno));
}
