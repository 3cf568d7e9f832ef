/* SPDX-License-Identifier: MIT */
/* Files, as POSIX has them. */
#include "capture/file_input.h"
#include "capture/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_input_open(struct file_input *in, const char *path, struct error *error)
{
    struct stat about;
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &about) != 0) {
        int status = errno == EACCES || errno == EPERM ? EXIT_STATUS_FORBIDDEN : EXIT_STATUS_FAILED;
        return error_set(error, status, "%s: %s; name a capture that you may read", path,
                         strerror(errno));
    }
    if (standard && isatty(fd))
        return error_set(error, EXIT_STATUS_USAGE,
                         "standard input: is a terminal; pipe a capture into castscope, as in "
                         "tcpdump -U -w - | castscope -r -");
    if (S_ISDIR(about.st_mode)) {
        if (!standard)
            close(fd);
        return error_set(error, EXIT_STATUS_FAILED, "%s: is a directory; name a capture in it",
                         path);
    }
    in->fd = fd;
    in->standard = standard;
    in->waits = !S_ISREG(about.st_mode);
    in->wait_ms = 0;
    in->total = S_ISREG(about.st_mode) && about.st_size > 0 ? (uint64_t)about.st_size : 0;
    atomic_init(&in->stop, false);
    return true;
}

void file_input_close(struct file_input *in)
{
    if (!in->standard)
        close(in->fd);
}

bool file_input_can_rewind(const struct file_input *in)
{
    return !in->standard && !in->waits;
}

bool file_input_rewind(struct file_input *in, const char *name, struct error *error)
{
    return lseek(in->fd, 0, SEEK_SET) == 0 ||
           error_set(error, EXIT_STATUS_FAILED,
                     "%s: cannot be read again (%s); start castscope anew", name, strerror(errno));
}

ptrdiff_t file_input_read(void *input, void *into, size_t n)
{
    struct file_input *in = input;
    if (in->waits) {
        struct pollfd wait = {.fd = in->fd, .events = POLLIN};
        int ready = poll(&wait, 1, atomic_load(&in->stop) ? 0 : in->wait_ms);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            return STREAM_READ_LATER;
    }
    ssize_t got = read(in->fd, into, n);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return STREAM_READ_LATER;
    return got;
}
