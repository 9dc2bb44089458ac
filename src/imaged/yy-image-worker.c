#include "yy-image-worker.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-image-decode.h"
#include "yy-imaged-answer.h"
#include "yy-imaged-process.h"

#define INSPECT_LIMIT_MS 10000
#define SHRINK_LIMIT_MS 20000
/* What nobody waits for gets little of a busy machine. */
#define AHEAD_LIMIT_MS 60000

struct _YyImageWorker
{
  guint max_jobs;
  guint time_limit;

  GMutex mutex; /* guards what follows */
  GCond changed;
  GQueue waiting; /* of addresses of stack variables: who came first goes first */
  guint running;
  guint64 peak;
  YyImagedProcess *process;
};

char *
yy_image_worker_dup_program (void)
{
  const char *program = g_getenv ("YANYIN_IMAGED");

  return g_strdup (program != NULL && *program != '\0' ? program : YY_LIBEXECDIR "/yanyin-imaged");
}

YyImageWorker *
yy_image_worker_new (const char *program, guint max_jobs)
{
  YyImageWorker *self;

  g_return_val_if_fail (program != NULL, NULL);

  self = g_new0 (YyImageWorker, 1);
  self->max_jobs = max_jobs > 0 ? max_jobs : 2;
  self->process = yy_imaged_process_new (program);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);

  return self;
}

void
yy_image_worker_free (YyImageWorker *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->running == 0);

  yy_imaged_process_free (self->process);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

void
yy_image_worker_set_time_limit (YyImageWorker *self, guint milliseconds)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_set (&self->time_limit, milliseconds);
}

guint64
yy_image_worker_get_peak (YyImageWorker *self)
{
  guint64 peak;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  peak = self->peak;
  g_mutex_unlock (&self->mutex);

  return peak;
}

static void
set_unavailable (GError **error)
{
  g_set_error_literal (
      error, YY_ERROR, YY_ERROR_UNAVAILABLE,
      g_dgettext (YY_GETTEXT_DOMAIN, "Pictures cannot be looked at just now. Try again in a moment."));
}

static void
wake_cb (GCancellable *cancellable, gpointer data)
{
  YyImageWorker *self = data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* With the mutex held. */
static gboolean
wait_for_place (YyImageWorker *self, GCancellable *cancellable, GError **error)
{
  gboolean cancelled;
  int place;

  if (self->running + g_queue_get_length (&self->waiting) >= self->max_jobs + YY_IMAGE_WORKER_MAX_WAITING)
    {
      set_unavailable (error);
      yy_error_set_retry_after (error, 5);
      return FALSE;
    }

  g_queue_push_tail (&self->waiting, &place);
  while ((self->running >= self->max_jobs || g_queue_peek_head (&self->waiting) != &place) &&
         !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->mutex);

  cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
  g_queue_remove (&self->waiting, &place);
  if (!cancelled)
    self->running++;
  g_cond_broadcast (&self->changed);

  return !cancelled;
}

/* With the mutex held: behind everybody, also those who come later. */
static gboolean
wait_for_quiet (YyImageWorker *self, GCancellable *cancellable, GError **error)
{
  while ((self->running > 0 || !g_queue_is_empty (&self->waiting)) &&
         !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->mutex);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  self->running++;
  return TRUE;
}

/* Waits until a job may start. Paired with leave(). */
static gboolean
enter (YyImageWorker *self, gboolean patient, GCancellable *cancellable, GError **error)
{
  gulong handler = 0;
  gboolean entered;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), self, NULL);
  g_mutex_lock (&self->mutex);
  entered = patient ? wait_for_quiet (self, cancellable, error) : wait_for_place (self, cancellable, error);
  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, handler);

  return entered;
}

static void
leave (YyImageWorker *self, guint64 peak)
{
  g_mutex_lock (&self->mutex);
  self->running--;
  self->peak = MAX (self->peak, peak);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* One job from its place in the queue to an answer that was checked. */
static gboolean
run_job (YyImageWorker *self,
         YyImagedKind kind,
         gboolean patient,
         int source_fd,
         YyImagedAnswer *ret_answer,
         GCancellable *cancellable,
         GError **error)
{
  guint limit = (guint) g_atomic_int_get (&self->time_limit);
  YyImagedJob job = { .magic = YY_IMAGED_MAGIC, .kind = kind, .patient = patient };
  YyImagedEnd end = { 0 };
  YyImagedCall called;
  int result = -1;
  gboolean done = FALSE;

  if (limit == 0)
    limit = patient ? AHEAD_LIMIT_MS : kind == YY_IMAGED_KIND_SHRINK ? SHRINK_LIMIT_MS : INSPECT_LIMIT_MS;
  job.time_limit_ms = limit;
  if (!enter (self, patient, cancellable, error))
    return FALSE;

  result = yy_imaged_answer_open ();
  called = YY_IMAGED_CALL_BROKEN;
  if (result >= 0)
    called = yy_imaged_process_call (self->process, &job, source_fd, result, cancellable, &end);

  if (called == YY_IMAGED_CALL_CANCELLED)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  else if (called == YY_IMAGED_CALL_BROKEN)
    set_unavailable (error);
  else if (end.outcome == YY_IMAGED_OUTCOME_EXITED && end.detail == 0)
    done = yy_imaged_answer_read (result, kind, ret_answer, error);
  else
    yy_image_set_damaged (error);

  if (result >= 0)
    close (result);
  leave (self, end.peak_bytes);

  return done;
}

static void
fill_report (YyImageReport *report, const YyImagedAnswer *answer)
{
  const YyImageInfo *info = &answer->info;

  report->mime = yy_image_format_get_mime (info->format);
  report->width = info->width;
  report->height = info->height;
  report->orientation = info->orientation;
  report->trailing = info->trailing;
  report->blank = answer->blank;
}

gboolean
yy_image_worker_check (YyImageWorker *self,
                       int source_fd,
                       YyImageReport *ret_report,
                       GBytes **ret_thumbnail,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (YyImagedAnswer) answer = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (source_fd >= 0, FALSE);

  if (!run_job (self, YY_IMAGED_KIND_CHECK, FALSE, source_fd, &answer, cancellable, error))
    return FALSE;

  if (ret_report != NULL)
    fill_report (ret_report, &answer);
  if (ret_thumbnail != NULL)
    *ret_thumbnail = g_steal_pointer (&answer.parts[0]);

  return TRUE;
}

gboolean
yy_image_worker_inspect_ahead (YyImageWorker *self,
                               int source_fd,
                               YyImageReport *ret_report,
                               GBytes **ret_thumbnail,
                               GBytes **ret_preview,
                               GCancellable *cancellable,
                               GError **error)
{
  g_auto (YyImagedAnswer) answer = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (source_fd >= 0, FALSE);

  if (!run_job (self, YY_IMAGED_KIND_INSPECT, TRUE, source_fd, &answer, cancellable, error))
    return FALSE;

  if (ret_report != NULL)
    fill_report (ret_report, &answer);
  *ret_thumbnail = g_steal_pointer (&answer.parts[0]);
  *ret_preview = g_steal_pointer (&answer.parts[1]);
  return TRUE;
}

gboolean
yy_image_worker_inspect (YyImageWorker *self,
                         int source_fd,
                         YyImageReport *ret_report,
                         GBytes **ret_thumbnail,
                         GBytes **ret_preview,
                         GCancellable *cancellable,
                         GError **error)
{
  g_auto (YyImagedAnswer) answer = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (source_fd >= 0, FALSE);

  if (!run_job (self, YY_IMAGED_KIND_INSPECT, FALSE, source_fd, &answer, cancellable, error))
    return FALSE;

  if (ret_report != NULL)
    fill_report (ret_report, &answer);
  if (ret_thumbnail != NULL)
    *ret_thumbnail = g_steal_pointer (&answer.parts[0]);
  if (ret_preview != NULL)
    *ret_preview = g_steal_pointer (&answer.parts[1]);

  return TRUE;
}

gboolean
yy_image_worker_shrink (YyImageWorker *self,
                        int source_fd,
                        YyShrinkResult *ret_result,
                        GBytes **ret_jpeg,
                        GCancellable *cancellable,
                        GError **error)
{
  g_auto (YyImagedAnswer) answer = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (source_fd >= 0, FALSE);
  g_return_val_if_fail (ret_jpeg != NULL, FALSE);

  if (!run_job (self, YY_IMAGED_KIND_SHRINK, FALSE, source_fd, &answer, cancellable, error))
    return FALSE;

  if (ret_result != NULL)
    {
      g_autoptr (GBytes) original = yy_image_load (source_fd, error);
      g_autofree char *sum = NULL;
      g_autofree char *original_sum = NULL;

      if (original == NULL)
        return FALSE;

      /* Here and not in the locked process: a digest that is kept must be true. */
      original_sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, original);
      sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, answer.parts[0]);
      ret_result->width = answer.widths[0];
      ret_result->height = answer.heights[0];
      ret_result->blank = answer.blank;
      g_strlcpy (ret_result->original_sha256, original_sum, sizeof ret_result->original_sha256);
      g_strlcpy (ret_result->sha256, sum, sizeof ret_result->sha256);
    }
  *ret_jpeg = g_steal_pointer (&answer.parts[0]);

  return TRUE;
}
