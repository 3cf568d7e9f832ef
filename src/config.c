/* SPDX-License-Identifier: MIT */
/* The file of settings: where it is, reading it, writing it. POSIX. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/choices.h"

/* XDG_CONFIG_HOME, or NULL: only absolute paths count. */
static const char *folder_given(void)
{
    const char *given = getenv("XDG_CONFIG_HOME");
    return given != NULL && given[0] == '/' ? given : NULL;
}

/* Somebody works as the superuser, and nobody else is behind it. */
static bool is_superuser(const struct heir *heir)
{
    return heir->needed && !heir->chosen;
}

/* The folder of all programs' settings; "" where there is none. */
static void folder_find(const struct heir *heir, char *out, size_t cap)
{
    struct text t = text_over(out, cap);
    const char *home = getenv("HOME");
    if (folder_given() != NULL) {
        text_add(&t, folder_given());
        return;
    }
    if (heir->needed) { /* HOME may be somebody else's: sudo and su may leave it as it was */
        const struct passwd *user = getpwuid(is_superuser(heir) ? 0 : (uid_t)heir->uid);
        home = user != NULL ? user->pw_dir : NULL;
    }
    if (home != NULL && home[0] == '/')
        text_addf(&t, "%s/.config", home);
}

/* Makes the folders that are not there, the last two of the path at most, for their owner's eyes. */
static void folders_make(const char *folder, const char *own)
{
    mkdir(folder, 0700);
    mkdir(own, 0700);
}

static void file_open(struct config *c)
{
    struct stat file;
    c->fd = open(c->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    c->writable = c->fd >= 0;
    if (c->fd < 0)
        c->fd = open(c->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (c->fd < 0)
        return;
    if (fstat(c->fd, &file) == 0 && S_ISREG(file.st_mode)) {
        c->writable = c->writable && file.st_uid == geteuid();
        return;
    }
    close(c->fd);
    c->fd = -1;
}

/* Everything there is; false where that is more than settings can be. */
static bool file_read(struct config *c)
{
    size_t n = 0;
    ssize_t got = 1;
    while (n < sizeof c->text && (got = read(c->fd, c->text + n, sizeof c->text - n)) > 0)
        n += (size_t)got;
    if (got < 0 || n == sizeof c->text || memchr(c->text, '\0', n) != NULL)
        n = sizeof c->text;
    c->text[n < sizeof c->text ? n : 0] = '\0';
    return n < sizeof c->text;
}

static void lines_read(const struct config *c, struct ui_settings *settings, struct text *remark)
{
    unsigned number = 1;
    for (const char *line = c->text; *line != '\0'; number++) {
        char complaint[256];
        struct text t = text_over(complaint, sizeof complaint);
        if (!choice_read(settings, line, &t))
            text_addf(remark, "%s%s line %u is ignored: %s", remark->len > 0 ? "; " : "", c->path,
                      number, complaint);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
}

/* Finds the file, makes it where there is none, opens it. */
static void file_reach(struct config *c, const struct heir *heir)
{
    char folder[900], own[940];
    folder_find(heir, folder, sizeof folder);
    if (folder[0] == '\0')
        return;
    struct text t = text_over(own, sizeof own), path = text_over(c->path, sizeof c->path);
    text_addf(&t, "%s/castscope", folder);
    text_addf(&path, "%s/config", own);
    folders_make(folder, own);
    file_open(c);
}

void config_reach(struct config *c, const struct heir *heir)
{
    *c = (struct config){.fd = -1};
    if (is_superuser(heir) && folder_given() == NULL)
        file_reach(c, heir);
}

void config_open(struct config *c, const struct heir *heir, struct ui_settings *settings,
                 struct text *remark)
{
    c->saved = *settings;
    if (c->path[0] == '\0')
        file_reach(c, heir);
    if (c->fd < 0)
        return;
    if (!file_read(c)) {
        text_addf(remark, "%s%s is ignored: it holds no settings", remark->len > 0 ? "; " : "",
                  c->path);
        c->writable = false;
        return;
    }
    lines_read(c, settings, remark);
    c->saved = *settings;
}

void config_override(struct ui_settings *s, const struct options *o)
{
    const char *no_color = getenv("NO_COLOR");
    s->ascii = o->ascii;
    s->color = !o->no_color && (no_color == NULL || no_color[0] == '\0');
    s->numeric = s->numeric || o->numeric;
    s->no_mouse = s->no_mouse || o->no_mouse;
    s->filter = o->filter;
    s->selection = selection_is_empty(&o->selection) ? NULL : &o->selection;
    s->selected = s->selection != NULL && o->mode != MODE_DASHBOARD;
    if (o->theme != NULL)
        ui_theme_choose(s, o->theme);
}

static bool all_write(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t written = write(fd, bytes, n);
        if (written <= 0)
            return false;
        bytes += written;
        n -= (size_t)written;
    }
    return true;
}

bool config_close(struct config *c, const struct ui_settings *start, const struct ui_settings *end,
                  struct error *error)
{
    bool done = true;
    if (choices_differ(start, end)) {
        char text[2 * sizeof c->text];
        struct text t = text_over(text, sizeof text);
        choices_keep(&c->saved, start, end);
        choices_rewrite(&t, c->text, &c->saved);
        errno = EACCES;
        /* Longer first, then cut: at no time is less there than what is remembered. */
        done = c->writable && !t.cut && lseek(c->fd, 0, SEEK_SET) == 0 &&
               all_write(c->fd, text, t.len) && ftruncate(c->fd, (off_t)t.len) == 0;
        if (!done)
            error_set(error, EXIT_STATUS_FAILED,
                      "%s: the settings are not remembered (%s); make it a file of yours",
                      c->path[0] != '\0' ? c->path : "~/.config/castscope/config", strerror(errno));
    }
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1;
    return done;
}
