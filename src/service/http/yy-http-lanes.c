#include "yy-http-lanes.h"

#include "yy-config.h"
#include "yy-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  YyHttpJob func;
  gpointer user_data;
} Job;

struct _YyHttpLanePool
{
  GThreadPool *threads;
  guint limit;  /* jobs that wait */
  guint n_jobs; /* atomic */
};

static void
run_job (gpointer data, gpointer user_data)
{
  YyHttpLanePool *self = user_data;
  Job *job = data;

  /* Whoever hears of the end of this job must find room for the next. */
  __atomic_sub_fetch (&self->n_jobs, 1, __ATOMIC_SEQ_CST);
  job->func (job->user_data);
  g_free (job);
}

YyHttpLanePool *
yy_http_lane_pool_new (guint threads, guint queue)
{
  YyHttpLanePool *self = g_new0 (YyHttpLanePool, 1);

  g_return_val_if_fail (threads > 0, NULL);

  self->limit = queue;
  /* Its own threads: a queue that shares them with the rest of the process could wait for that. */
  self->threads = g_thread_pool_new (run_job, self, (int) threads, TRUE, NULL);
  g_assert (self->threads != NULL);

  return self;
}

void
yy_http_lane_pool_free (YyHttpLanePool *self)
{
  if (self == NULL)
    return;

  g_thread_pool_free (self->threads, FALSE, TRUE);
  g_free (self);
}

gboolean
yy_http_lane_pool_push (YyHttpLanePool *self, YyHttpJob job, gpointer user_data, GError **error)
{
  Job *queued;

  g_return_val_if_fail (self != NULL && job != NULL, FALSE);

  if (__atomic_add_fetch (&self->n_jobs, 1, __ATOMIC_SEQ_CST) > self->limit)
    {
      __atomic_sub_fetch (&self->n_jobs, 1, __ATOMIC_SEQ_CST);
      g_set_error_literal (
          error, YY_ERROR, YY_ERROR_UNAVAILABLE,
          g_dgettext (YY_GETTEXT_DOMAIN, "This cannot be done at the moment. Try again shortly."));
      return FALSE;
    }

  queued = g_new0 (Job, 1);
  queued->func = job;
  queued->user_data = user_data;
  g_thread_pool_push (self->threads, queued, NULL);
  return TRUE;
}
