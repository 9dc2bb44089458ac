#include "yy-upload-queue.h"

#include <glib/gi18n.h>

#include "yy-error.h"
#include "yy-page-files.h"

#define PARALLEL 2
#define PAUSE_FIRST 3
#define PAUSE_LAST 60

struct _YyUploadQueue
{
  GObject parent_instance;

  YyApiClient *client;
  char *folder;
  GPtrArray *waiting; /* element-type YyDraftPage */
  GPtrArray *sending; /* element-type Sending, borrowed: each belongs to its call */
  guint timer;
  guint pause; /* seconds */
  GNetworkMonitor *monitor;
};

enum
{
  SENT,
  STALLED,
  SETTLED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyUploadQueue, yy_upload_queue, G_TYPE_OBJECT)

/* One picture on its way; it keeps the queue alive until it has arrived or failed. */
typedef struct
{
  YyUploadQueue *queue;
  YyDraftPage *page;
  GCancellable *cancellable;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->queue);
  g_object_unref (sending->page);
  g_object_unref (sending->cancellable);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void send_next (YyUploadQueue *self);

static gboolean
pause_over_cb (gpointer user_data)
{
  YyUploadQueue *self = user_data;

  self->timer = 0;
  send_next (self);
  return G_SOURCE_REMOVE;
}

/* All of them wait: if one cannot reach the service, neither can the next. */
static void
wait_for_network (YyUploadQueue *self, YyDraftPage *page, const GError *error)
{
  int wanted = yy_error_get_retry_after (error);

  yy_draft_page_set_state (page, YY_PAGE_WAITING, error->message);
  g_ptr_array_insert (self->waiting, 0, g_object_ref (page));
  self->pause = CLAMP (self->pause * 2, PAUSE_FIRST, PAUSE_LAST);
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (MAX ((guint) MAX (wanted, 0), self->pause), pause_over_cb, self);
  g_signal_emit (self, signals[STALLED], 0, error);
}

static void
settle (YyUploadQueue *self, YyDraftPage *page, const GError *error)
{
  if (error == NULL)
    {
      self->pause = 0;
      yy_draft_page_set_state (page, YY_PAGE_SENT, NULL);
      g_signal_emit (self, signals[SENT], 0, page);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    yy_draft_page_set_state (page, YY_PAGE_FAILED, _ ("Sending was stopped."));
  else if (g_error_matches (error, YY_ERROR, YY_ERROR_UNAVAILABLE) ||
           g_error_matches (error, YY_ERROR, YY_ERROR_THROTTLED) ||
           g_error_matches (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED))
    wait_for_network (self, page, error);
  else
    yy_draft_page_set_state (page, YY_PAGE_FAILED, error->message);
}

static void
finish (YyUploadQueue *self, Sending *sending, const GError *error)
{
  /* One that was taken out meanwhile is nobody's business any more. */
  if (g_ptr_array_remove (self->sending, sending))
    settle (self, sending->page, error);
  send_next (self);
  if (!yy_upload_queue_is_busy (self))
    g_signal_emit (self, signals[SETTLED], 0);
}

static void
upload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  YyPage *page = yy_api_client_upload_finish (YY_API_CLIENT (source), result, &error);

  /* The bytes are on the service and in the file: memory can do without them. */
  if (page != NULL)
    yy_draft_page_take_page (sending->page, page,
                             sending->queue->folder != NULL ? NULL : yy_draft_page_get_bytes (sending->page));
  finish (sending->queue, sending, error);
}

static void
progress_cb (goffset sent, goffset total, gpointer user_data)
{
  Sending *sending = user_data;

  if (total > 0 && g_ptr_array_find (sending->queue->sending, sending, NULL))
    yy_draft_page_set_progress (sending->page, (double) sent / (double) total);
}

/* Takes @sending. */
static void
upload (Sending *sending, GBytes *bytes)
{
  YyDraftPage *page = sending->page;

  yy_api_client_upload_async (sending->queue->client, bytes, yy_draft_page_get_page (page)->sha256,
                              yy_draft_page_get_name (page), progress_cb, sending, sending->cancellable,
                              upload_cb, sending);
}

typedef struct
{
  char *folder;
  char *sha256;
} Reading;

static void
reading_free (Reading *reading)
{
  g_free (reading->folder);
  g_free (reading->sha256);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;
  GBytes *bytes = yy_page_files_read (reading->folder, reading->sha256, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    upload (g_steal_pointer (&sending), bytes);
  else
    finish (sending->queue, sending, error);
}

static void
send_page (YyUploadQueue *self, YyDraftPage *page)
{
  Sending *sending = g_new0 (Sending, 1);
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  sending->queue = g_object_ref (self);
  sending->page = g_object_ref (page);
  sending->cancellable = g_object_ref (yy_draft_page_get_cancellable (page));
  g_ptr_array_add (self->sending, sending);
  yy_draft_page_set_state (page, YY_PAGE_SENDING, NULL);
  if (yy_draft_page_get_bytes (page) != NULL || self->folder == NULL)
    {
      upload (sending, yy_draft_page_get_bytes (page));
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->folder = g_strdup (self->folder);
  reading->sha256 = g_strdup (yy_draft_page_get_page (page)->sha256);
  task = g_task_new (NULL, sending->cancellable, read_cb, sending);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
send_next (YyUploadQueue *self)
{
  while (self->timer == 0 && self->waiting->len > 0 && self->sending->len < PARALLEL)
    {
      g_autoptr (YyDraftPage) page = g_ptr_array_steal_index (self->waiting, 0);

      send_page (self, page);
    }
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, gpointer user_data)
{
  if (available)
    yy_upload_queue_retry (user_data);
}

static void
yy_upload_queue_finalize (GObject *object)
{
  YyUploadQueue *self = YY_UPLOAD_QUEUE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->client);
  g_free (self->folder);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->sending);

  G_OBJECT_CLASS (yy_upload_queue_parent_class)->finalize (object);
}

static void
yy_upload_queue_class_init (YyUploadQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_upload_queue_finalize;

  signals[SENT] = g_signal_new ("sent", YY_TYPE_UPLOAD_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, YY_TYPE_DRAFT_PAGE);
  signals[STALLED] = g_signal_new ("stalled", YY_TYPE_UPLOAD_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SETTLED] =
      g_signal_new ("settled", YY_TYPE_UPLOAD_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yy_upload_queue_init (YyUploadQueue *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->sending = g_ptr_array_new ();
  self->monitor = g_network_monitor_get_default ();
  g_signal_connect (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self);
}

YyUploadQueue *
yy_upload_queue_new (YyApiClient *client, const char *pages_folder)
{
  YyUploadQueue *self = g_object_new (YY_TYPE_UPLOAD_QUEUE, NULL);

  self->client = g_object_ref (client);
  self->folder = g_strdup (pages_folder);
  return self;
}

static Sending *
find_sending (YyUploadQueue *self, YyDraftPage *page)
{
  for (guint i = 0; i < self->sending->len; i++)
    {
      Sending *sending = g_ptr_array_index (self->sending, i);

      if (sending->page == page)
        return sending;
    }

  return NULL;
}

void
yy_upload_queue_add (YyUploadQueue *self, YyDraftPage *page)
{
  g_return_if_fail (YY_IS_UPLOAD_QUEUE (self));
  g_return_if_fail (yy_draft_page_get_page (page) != NULL);

  if (g_ptr_array_find (self->waiting, page, NULL) || find_sending (self, page) != NULL)
    return;

  yy_draft_page_set_state (page, YY_PAGE_WAITING, NULL);
  g_ptr_array_add (self->waiting, g_object_ref (page));
  send_next (self);
}

void
yy_upload_queue_remove (YyUploadQueue *self, YyDraftPage *page)
{
  Sending *sending;

  g_return_if_fail (YY_IS_UPLOAD_QUEUE (self));

  g_ptr_array_remove (self->waiting, page);
  sending = find_sending (self, page);
  if (sending == NULL)
    return;

  g_ptr_array_remove (self->sending, sending);
  g_cancellable_cancel (sending->cancellable);
}

gboolean
yy_upload_queue_is_busy (YyUploadQueue *self)
{
  g_return_val_if_fail (YY_IS_UPLOAD_QUEUE (self), FALSE);

  return self->waiting->len + self->sending->len > 0;
}

void
yy_upload_queue_retry (YyUploadQueue *self)
{
  g_return_if_fail (YY_IS_UPLOAD_QUEUE (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  self->pause = 0;
  send_next (self);
}
