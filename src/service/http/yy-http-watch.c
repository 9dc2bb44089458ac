#include "yy-http-watch.h"

#include <sys/socket.h>

struct _YyHttpTimer
{
  int fd;
  gint64 deadline; /* atomic: monotonic microseconds, 0 for none */
};

struct _YyHttpWatch
{
  GThread *thread;
  gint64 step;
  GMutex lock; /* guards what follows; a socket is not closed while it is held */
  GCond wake;
  gboolean stopping;
  GHashTable *timers; /* set of YyHttpTimer, owned */
};

static void
cut_late (YyHttpWatch *self, gboolean all)
{
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->timers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      YyHttpTimer *timer = key;
      gint64 deadline = __atomic_load_n (&timer->deadline, __ATOMIC_RELAXED);

      /* The thread that serves it sees the end of the stream and cleans up. */
      if (all || (deadline != 0 && deadline <= now))
        shutdown (timer->fd, SHUT_RDWR);
    }
}

static gpointer
watch_thread (gpointer data)
{
  YyHttpWatch *self = data;

  g_mutex_lock (&self->lock);
  while (!self->stopping)
    {
      if (!g_cond_wait_until (&self->wake, &self->lock, g_get_monotonic_time () + self->step))
        cut_late (self, FALSE);
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

YyHttpWatch *
yy_http_watch_new (guint step_msec)
{
  YyHttpWatch *self = g_new0 (YyHttpWatch, 1);

  self->step = (gint64) step_msec * 1000;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->timers = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  self->thread = g_thread_new ("yy-http-watch", watch_thread, self);

  return self;
}

void
yy_http_watch_free (YyHttpWatch *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  g_assert (g_hash_table_size (self->timers) == 0);
  g_hash_table_unref (self->timers);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_free (self);
}

YyHttpTimer *
yy_http_watch_add (YyHttpWatch *self, int fd, gint64 msec)
{
  YyHttpTimer *timer = g_new0 (YyHttpTimer, 1);

  g_return_val_if_fail (self != NULL, NULL);

  timer->fd = fd;
  yy_http_timer_set (timer, msec);
  g_mutex_lock (&self->lock);
  g_hash_table_add (self->timers, timer);
  g_mutex_unlock (&self->lock);

  return timer;
}

void
yy_http_watch_remove (YyHttpWatch *self, YyHttpTimer *timer)
{
  g_return_if_fail (self != NULL && timer != NULL);

  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->timers, timer);
  g_mutex_unlock (&self->lock);
}

void
yy_http_watch_cut_all (YyHttpWatch *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  cut_late (self, TRUE);
  g_mutex_unlock (&self->lock);
}

void
yy_http_timer_set (YyHttpTimer *timer, gint64 msec)
{
  gint64 deadline = msec > 0 ? g_get_monotonic_time () + msec * 1000 : 0;

  __atomic_store_n (&timer->deadline, deadline, __ATOMIC_RELAXED);
}
