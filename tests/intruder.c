/* SPDX-License-Identifier: MIT */
/*
 * What somebody would try who had got hold of castscope by a frame. The test `sandbox` links castscope
 * with this file, and with --wrap of both ways to decode a frame, so that the thread which decodes frames
 * tries it all when the first one comes: the program itself has no part of it.
 *
 * Each attempt is a line on the descriptor that INTRUDER names: "fork: done", "fork: Function not
 * implemented". Afterwards the program goes on.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "decode/packet.h"

void __real_packet_decode(struct packet *, const struct frame *, struct sink *);
void __wrap_packet_decode(struct packet *, const struct frame *, struct sink *);
void __real_packet_decode_recent(struct packet *, const struct frame *, struct recent *);
void __wrap_packet_decode_recent(struct packet *, const struct frame *, struct recent *);

static void told(const char *attempt, bool done)
{
    const char *name = getenv("INTRUDER");
    dprintf(name != NULL ? atoi(name) : STDERR_FILENO, "%s: %s\n", attempt,
            done ? "done" : strerror(errno));
}

static bool opened(int fd)
{
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

/* A child that was made ends at once. */
static bool child_ended(pid_t child)
{
    if (child == 0)
        _exit(0);
    return child > 0 && waitpid(child, NULL, __WALL) == child;
}

static void files_try(void)
{
    told("read a file", opened(open("/etc/passwd", O_RDONLY)));
    told("list a folder", opened(open("/", O_RDONLY | O_DIRECTORY)));
    told("make a file", opened(open("/tmp/castscope-intruder", O_WRONLY | O_CREAT | O_EXCL, 0600)));
    told("overwrite a file", opened(open(getenv("INTRUDER_FILE"), O_WRONLY | O_TRUNC)));
    told("change permissions", chmod(getenv("INTRUDER_FILE"), 0777) == 0);
    told("remove a file", unlink(getenv("INTRUDER_FILE")) == 0);
    told("make a folder", mkdir("/tmp/castscope-intruder.d", 0700) == 0);
}

static void processes_try(void)
{
    static const char *const none[] = {NULL};
    struct clone_args process = {.exit_signal = SIGCHLD};
    told("fork", child_ended((pid_t)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL)));
    told("clone3", child_ended((pid_t)syscall(SYS_clone3, &process, sizeof process)));
    told("signal another", kill(getppid(), 0) == 0);
    told("trace another", ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
    told("leave the namespaces", unshare(CLONE_NEWUSER) == 0);
    if (getenv("INTRUDER_EXECUTES") != NULL)
        told("execute", execve("/bin/true", (char *const *)(uintptr_t)none,
                               (char *const *)(uintptr_t)none) == 0);
}

static void memory_try(void)
{
    int both = PROT_READ | PROT_WRITE;
    void *page = mmap(NULL, 4096, both, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    told("make memory executable", mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
    told("map executable memory",
         mmap(NULL, 4096, both | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static void network_try(void)
{
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(9)};
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    told("open a socket", fd >= 0);
    told("connect", fd >= 0 && connect(fd, (struct sockaddr *)&there, sizeof there) == 0);
    told("open a local socket", opened(socket(AF_UNIX, SOCK_STREAM, 0)));
    opened(fd);
}

static void terminal_try(void)
{
    int fd = isatty(STDIN_FILENO) ? STDIN_FILENO : STDERR_FILENO;
    /* Where there is no terminal, the request itself is what is refused. */
    errno = 0;
    bool done = ioctl(fd, TIOCSTI, "x") == 0 || errno == ENOTTY || errno == EIO;
    told("type into the terminal", done);
}

/* The sockets that frames come from, by their kind. */
static bool is_capture(int fd)
{
    struct sockaddr_ll address;
    socklen_t n = sizeof address;
    return getsockname(fd, (struct sockaddr *)&address, &n) == 0 && address.sll_family == AF_PACKET;
}

/* What would make a socket hear, keep or mark other frames; of these SO_ATTACH_FILTER is allowed, but at
 * its own level. */
static void options_try(int fd)
{
    static const char device[] = "lo";
    const int most = 1 << 26, mark = 1;
    const struct packet_mreq everything = {.mr_ifindex = 1, .mr_type = PACKET_MR_ALLMULTI};
    struct sock_filter all = {.code = BPF_RET | BPF_K, .k = UINT32_MAX};
    const struct sock_fprog program = {1, &all};
    const struct {
        const char *attempt;
        int level, option;
        const void *value;
        socklen_t n;
    } options[] = {
        {"resize the buffer", SOL_SOCKET, SO_RCVBUF, &most, sizeof most},
        {"resize the buffer by force", SOL_SOCKET, SO_RCVBUFFORCE, &most, sizeof most},
        {"mark frames", SOL_SOCKET, SO_MARK, &mark, sizeof mark},
        {"bind the socket", SOL_SOCKET, SO_BINDTODEVICE, device, sizeof device},
        {"join all groups", SOL_PACKET, PACKET_ADD_MEMBERSHIP, &everything, sizeof everything},
        {"a filter's number at another level", SOL_PACKET, SO_ATTACH_FILTER, &program,
         sizeof program},
        {"a ring's number at another level", SOL_SOCKET, PACKET_RX_RING, &mark, sizeof mark},
    };
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        told(options[i].attempt, setsockopt(fd, options[i].level, options[i].option,
                                            options[i].value, options[i].n) == 0);
}

static void sending_try(void)
{
    static char frame[60] = "\xff\xff\xff\xff\xff\xff\x02\x00\x5e\x00\x53\x66\x88\xb5";
    for (int fd = 0; fd < 256; fd++) {
        if (!is_capture(fd))
            continue;
        struct iovec piece = {frame, sizeof frame};
        struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
        long disguised = fd | (long)1 << 40; /* the kernel looks at 32 bits of it */
        told("write a frame", write(fd, frame, sizeof frame) > 0);
        told("write a frame in pieces", writev(fd, &piece, 1) > 0);
        told("write a frame in disguise", syscall(SYS_write, disguised, frame, sizeof frame) > 0);
        told("send a frame", send(fd, frame, sizeof frame, 0) > 0);
        told("send a message", sendmsg(fd, &message, 0) > 0);
        int copy = dup(fd);
        told("copy the socket", opened(copy));
        copy = fcntl(fd, F_DUPFD, 300);
        told("copy the socket by fcntl", opened(copy));
        options_try(fd);
    }
}

static void all_try(void)
{
    static atomic_flag tried = ATOMIC_FLAG_INIT;
    if (atomic_flag_test_and_set(&tried))
        return;
    files_try();
    memory_try();
    network_try();
    terminal_try();
    sending_try();
    processes_try();
    told("end", true);
}

void __wrap_packet_decode(struct packet *p, const struct frame *frame, struct sink *sink)
{
    all_try();
    __real_packet_decode(p, frame, sink);
}

void __wrap_packet_decode_recent(struct packet *p, const struct frame *frame, struct recent *recent)
{
    all_try();
    __real_packet_decode_recent(p, frame, recent);
}
