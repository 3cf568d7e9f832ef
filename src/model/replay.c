/* SPDX-License-Identifier: MIT */
/* Speeds and moments as people write them, and the shape of a capture. */
#include "model/replay.h"

#include <string.h>

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
enum { DIGITS_MAX = 9 }; /* of seconds: 31 years */

static const int64_t second_ns = 1000000000;
static const int64_t most_s = INT64_C(9000000000); /* as nanoseconds they fit 64 bits */

/* Reading */

/* The digits at *at, at most `most` of them; false where there are none, or more. */
static bool digits_take(const char **at, unsigned most, int64_t *out)
{
    int64_t value = 0;
    unsigned n = 0;
    for (; **at >= '0' && **at <= '9'; ++*at, n++) {
        if (n == most)
            return false;
        value = value * 10 + (**at - '0');
    }
    *out = value;
    return n > 0;
}

/* A decimal fraction behind a point, in billionths; nothing there is 0. */
static bool fraction_take(const char **at, int64_t *out)
{
    *out = 0;
    if (**at != '.')
        return true;
    ++*at;
    const char *start = *at;
    if (!digits_take(at, DIGITS_MAX, out))
        return false;
    for (size_t n = (size_t)(*at - start); n < DIGITS_MAX; n++)
        *out *= 10;
    return true;
}

/* "90", "1:30", "1:02:03.5" in nanoseconds; *parts is how many numbers there were. */
static bool time_read(const char *text, int64_t *out, unsigned *parts)
{
    int64_t value = 0, fraction = 0;
    for (*parts = 0;; text++) {
        int64_t part;
        bool first = (*parts)++ == 0;
        if (*parts > 3 || !digits_take(&text, DIGITS_MAX, &part) || (!first && part >= MINUTE))
            return false;
        value = value * MINUTE + part;
        if (*text != ':')
            break;
    }
    if (value > most_s || !fraction_take(&text, &fraction) || *text != '\0')
        return false;
    *out = value * second_ns + fraction;
    return true;
}

static bool share_read(const char *text, int64_t *out)
{
    int64_t percent, fraction;
    bool read = digits_take(&text, 3, &percent) && fraction_take(&text, &fraction) &&
                strcmp(text, "%") == 0;
    if (!read || percent * second_ns + fraction > 100 * second_ns)
        return false;
    *out = percent * 10000 + fraction / 100000;
    return true;
}

bool replay_moment_read(const char *text, struct replay_moment *out)
{
    enum { FRAME_DIGITS = 18 };
    unsigned parts = 0;
    if (*text == '#' || *text == 'f' || *text == 'F') {
        out->kind = MOMENT_FRAME;
        const char *at = text + 1;
        return digits_take(&at, FRAME_DIGITS, &out->value) && *at == '\0' && out->value > 0;
    }
    if (*text == '+' || *text == '-') {
        out->kind = MOMENT_STEP;
        bool read = time_read(text + 1, &out->value, &parts);
        if (*text == '-')
            out->value = -out->value;
        return read;
    }
    if (strchr(text, '%') != NULL) {
        out->kind = MOMENT_SHARE;
        return share_read(text, &out->value);
    }
    if (!time_read(text, &out->value, &parts))
        return false;
    out->kind = parts == 3 ? MOMENT_DAY : MOMENT_SPAN;
    return parts < 3 || out->value < DAY * second_ns;
}

/* a + b, kept within the range. */
static int64_t time_sum(int64_t a, int64_t b)
{
    if (b > 0 && a > INT64_MAX - b)
        return INT64_MAX;
    if (b < 0 && a < INT64_MIN - b)
        return INT64_MIN;
    return a + b;
}

/* From a to b, not below 0. */
static uint64_t time_span(int64_t a, int64_t b)
{
    return b > a ? (uint64_t)b - (uint64_t)a : 0;
}

int64_t replay_moment_time(const struct replay_moment *m, int64_t first_ns, int64_t last_ns,
                           int64_t at_ns)
{
    const int64_t day_ns = DAY * second_ns;
    int64_t t_ns = first_ns;
    switch (m->kind) {
    case MOMENT_SPAN: t_ns = time_sum(first_ns, m->value); break;
    case MOMENT_STEP: t_ns = time_sum(at_ns, m->value); break;
    case MOMENT_DAY: {
        int64_t of_day = (first_ns % day_ns + day_ns) % day_ns;
        t_ns = time_sum(first_ns, (m->value - of_day + day_ns) % day_ns);
        break;
    }
    case MOMENT_SHARE: {
        uint64_t span = time_span(first_ns, last_ns), million = 1000000;
        uint64_t share = (uint64_t)m->value;
        t_ns = (int64_t)((uint64_t)first_ns + span / million * share +
                         span % million * share / million);
        break;
    }
    case MOMENT_NONE:
    case MOMENT_FRAME: break;
    }
    return t_ns > first_ns ? t_ns : first_ns;
}

/* Speeds */

static bool number_take(const char **at, double *out)
{
    int64_t whole, fraction;
    if (!digits_take(at, 3, &whole) || !fraction_take(at, &fraction))
        return false;
    *out = (double)whole + (double)fraction / 1e9;
    return true;
}

bool replay_speed_read(const char *text, double *out)
{
    double divisor = 1;
    *out = REPLAY_MAX;
    if (strcmp(text, "max") == 0)
        return true;
    if (!number_take(&text, out))
        return false;
    if (*text == '/') {
        text++;
        if (!number_take(&text, &divisor) || divisor <= 0)
            return false;
    }
    *out /= divisor;
    return *text == '\0' && *out >= REPLAY_SLOWEST && *out <= REPLAY_FASTEST;
}

double replay_speed_step(double speed, bool up)
{
    if (speed <= REPLAY_MAX)
        return up ? REPLAY_MAX : REPLAY_FASTEST;
    if (up && speed >= REPLAY_FASTEST)
        return REPLAY_MAX;
    speed = up ? speed * 2 : speed / 2;
    return speed > REPLAY_FASTEST ? REPLAY_FASTEST
                                  : (speed < REPLAY_SLOWEST ? REPLAY_SLOWEST : speed);
}

void replay_speed_add(struct text *t, double speed)
{
    unsigned part = speed > REPLAY_MAX ? (unsigned)(1 / speed + 0.5) : 0;
    double off = part * speed - 1;
    if (speed <= REPLAY_MAX)
        text_add(t, "max");
    else if (part > 1 && off < 1e-6 && off > -1e-6)
        text_addf(t, "x1/%u", part);
    else
        text_addf(t, "x%.4g", speed);
}

/* The shape */

static const int64_t narrowest_ns = 1000000;

static void buckets_widen(struct replay_shape *s)
{
    for (unsigned i = 0; i < REPLAY_BUCKETS / 2; i++)
        s->count[i] = s->count[2 * i] + s->count[2 * i + 1];
    memset(s->count + REPLAY_BUCKETS / 2, 0, sizeof s->count / 2);
    s->width_ns *= 2;
}

void replay_shape_add(struct replay_shape *s, int64_t t_ns)
{
    if (s->width_ns == 0) {
        s->start_ns = t_ns;
        s->width_ns = narrowest_ns;
    }
    uint64_t behind = time_span(s->start_ns, t_ns);
    while (behind / (uint64_t)s->width_ns >= REPLAY_BUCKETS)
        buckets_widen(s);
    s->count[behind / (uint64_t)s->width_ns]++;
}

uint64_t replay_shape_until(const struct replay_shape *s, int64_t t_ns)
{
    uint64_t behind = time_span(s->start_ns, t_ns), frames = 0;
    if (s->width_ns == 0)
        return 0;
    uint64_t width = (uint64_t)s->width_ns, bucket = behind / width;
    for (uint64_t i = 0; i < bucket && i < REPLAY_BUCKETS; i++)
        frames += s->count[i];
    if (bucket < REPLAY_BUCKETS)
        frames += (uint64_t)((double)s->count[bucket] * (double)(behind % width) / (double)width);
    return frames;
}
