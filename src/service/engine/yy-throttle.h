#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyThrottle:
 *
 * How often somebody may try to sign in (AU01, AU02): failures are counted for each account and address
 * together, for each account, and for each address; beyond some the next try has to wait, twice as long each
 * time. It holds nothing but counters, forgets them after a while, and is bounded in memory. It is lost with
 * the process, which at worst gives an attacker a handful of tries. Any thread.
 */
typedef struct _YyThrottle YyThrottle;

YyThrottle *yy_throttle_new (void);
void yy_throttle_free (YyThrottle *self);

/* Counts a try as failed in advance, so that a hundred at once do not slip through; TRUE when it may be made
 * now, else
 * @ret_wait_seconds says how long to wait. */
gboolean yy_throttle_begin (
    YyThrottle *self, const char *account, const char *address, gint64 now_usec, guint *ret_wait_seconds);
/* It was the right password: the counters of this account are taken back. */
void yy_throttle_succeed (YyThrottle *self, const char *account, const char *address);

G_END_DECLS
