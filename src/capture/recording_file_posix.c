/* SPDX-License-Identifier: MIT */
/* Files to record into, as POSIX has them. */
#include "capture/recording_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool open_failed(const char *path, struct error *error)
{
    int status = errno == EACCES || errno == EPERM ? EXIT_STATUS_FORBIDDEN : EXIT_STATUS_FAILED;
    if (errno == EEXIST)
        return error_set(error, status, "%s: exists; choose another name, or add --force", path);
    if (errno == ELOOP)
        return error_set(error, status, "%s: is a symbolic link; name the file itself", path);
    const char *remedy = errno == EACCES ? "choose a folder that this user may write to"
                                         : "name a file that you may make";
    return error_set(error, status, "%s: %s; %s", path, strerror(errno), remedy);
}

bool recording_file_open(struct recording_file *file, const char *path, bool overwrite,
                         struct error *error)
{
    bool standard = strcmp(path, "-") == 0;
    int flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (overwrite ? 0 : O_EXCL);
    int fd = standard ? STDOUT_FILENO : open(path, flags, 0600);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0)
        return open_failed(path, error);
    bool regular = S_ISREG(about.st_mode);
    if (standard && isatty(fd))
        return error_set(error, EXIT_STATUS_USAGE,
                         "-w -: standard output is a terminal; redirect it, or name a file");
    if (!standard && (!regular || (about.st_size > 0 && ftruncate(fd, 0) != 0))) {
        close(fd);
        return error_set(error, EXIT_STATUS_FAILED,
                         "%s: is no file that can be overwritten; choose another name", path);
    }
    *file = (struct recording_file){.fd = fd, .standard = standard, .regular = regular};
    return true;
}

bool recording_file_own(const struct recording_file *file, unsigned long uid, unsigned long gid)
{
    return file->standard || fchown(file->fd, (uid_t)uid, (gid_t)gid) == 0;
}

size_t recording_file_write(const struct recording_file *file, const void *bytes, size_t n)
{
    size_t done = 0;
    while (done < n) {
        ssize_t wrote = write(file->fd, (const char *)bytes + done, n - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            break;
        done += (size_t)wrote;
    }
    return done;
}

void recording_file_cut(const struct recording_file *file, uint64_t length)
{
    if (file->regular && !file->standard && ftruncate(file->fd, (off_t)length) == 0)
        lseek(file->fd, (off_t)length, SEEK_SET);
}

bool recording_file_close(struct recording_file *file)
{
    if (file->standard)
        return true;
    return close(file->fd) == 0;
}

bool recording_file_remove(const char *path)
{
    return unlink(path) == 0 || errno == ENOENT;
}

void recording_file_folder(const char *path, char *out, size_t cap)
{
    const char *slash = strrchr(path, '/');
    struct text t = text_over(out, cap);
    if (slash == NULL)
        text_add(&t, ".");
    for (const char *at = path; slash != NULL && at <= slash; at++)
        text_add_char(&t, *at);
}

bool recording_file_may_exist(const char *path)
{
    char folder[4096];
    recording_file_folder(path, folder, sizeof folder);
    return access(folder, W_OK | X_OK) == 0;
}

bool recording_file_is(const char *path, const char *other)
{
    struct stat a, b;
    return stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}
