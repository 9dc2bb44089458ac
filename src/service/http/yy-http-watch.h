#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyHttpWatch:
 *
 * Cuts network connections that take too long. libmicrohttpd ends those that are silent; who sends one byte
 * in a while could hold one for ever. A thread of its own looks at the deadlines.
 */
typedef struct _YyHttpWatch YyHttpWatch;
/* One watched connection. */
typedef struct _YyHttpTimer YyHttpTimer;

/* @step_msec: how often it looks, and so how late it can be. */
YyHttpWatch *yy_http_watch_new (guint step_msec);
/* All timers must be gone. */
void yy_http_watch_free (YyHttpWatch *self);

/* @fd stays the caller's and must stay open until yy_http_watch_remove(). Any thread. */
YyHttpTimer *yy_http_watch_add (YyHttpWatch *self, int fd, gint64 msec);
void yy_http_watch_remove (YyHttpWatch *self, YyHttpTimer *timer);
/* Cuts all connections now; what was written to them still arrives. */
void yy_http_watch_cut_all (YyHttpWatch *self);
/* Starts anew with so much time, 0 for no end. */
void yy_http_timer_set (YyHttpTimer *timer, gint64 msec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyHttpWatch, yy_http_watch_free)

G_END_DECLS
