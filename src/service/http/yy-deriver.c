#include "yy-deriver.h"

#include <unistd.h>

#include "yy-engine-pictures.h"
#include "yy-picture-store.h"

struct _YyDeriver
{
  YyImageWorker *images;
  YyEngine *engine;
  YyBlobStore *blobs;
  YyDbPool *pool;
  YyDbWriter *writer;
  gint64 since_usec;
  GCancellable *stop;
  GThread *thread;

  GMutex lock; /* guards what follows */
  GCond changed;
  GQueue waiting; /* of char *, digests, owned */
  gboolean stopping;
};

static gboolean
keep (YyDeriver *self, const char *sha256, GBytes *thumbnail, GBytes *preview, GError **error)
{
  return yy_blob_store_put_derived (self->blobs, sha256, "thumbnail", thumbnail, error) &&
         yy_blob_store_put_derived (self->blobs, sha256, "preview", preview, error);
}

/* A verdict on its way to the database. */
typedef struct
{
  YyEngine *engine;
  char *sha256;
  YyBlank blank;
} Verdict;

static gboolean
write_verdict (YyDb *db, gpointer user_data, GError **error)
{
  const Verdict *verdict = user_data;

  return yy_engine_set_blank (verdict->engine, db, verdict->sha256, &verdict->blank, error);
}

static void
verdict_written (gpointer user_data, const GError *error)
{
  Verdict *verdict = user_data;

  if (error != NULL)
    g_warning ("keeping what is on a page: %s", error->message);
  g_free (verdict->sha256);
  g_free (verdict);
}

/* Nobody waits for it: a verdict that is lost is made again. */
static void
send_verdict (YyDeriver *self, const char *sha256, const YyBlank *blank)
{
  Verdict *verdict = g_new0 (Verdict, 1);
  g_autoptr (GError) error = NULL;

  verdict->engine = self->engine;
  verdict->sha256 = g_strdup (sha256);
  verdict->blank = *blank;
  if (!yy_db_writer_submit (self->writer, write_verdict, verdict, verdict_written, &error))
    verdict_written (verdict, error);
}

/* Has somebody looked at it? When that cannot be found out, it is looked at once more. */
static gboolean
is_unseen (YyDeriver *self, const char *sha256)
{
  gboolean unseen = TRUE;
  YyDb *db = yy_db_pool_take (self->pool, NULL);

  if (db == NULL)
    return TRUE;
  yy_picture_store_is_unseen (db, sha256, &unseen, NULL);
  yy_db_pool_give (self->pool, db);

  return unseen;
}

gboolean
yy_deriver_make (YyDeriver *self, const char *sha256, YyBlank *ret_blank, GError **error)
{
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GBytes) preview = NULL;
  YyImageReport report;
  gboolean made;
  int fd = yy_blob_store_open (self->blobs, sha256, NULL, error);

  if (fd < 0)
    return FALSE;
  made = yy_image_worker_inspect (self->images, fd, &report, &thumbnail, &preview, NULL, error);
  close (fd);
  if (!made || !keep (self, sha256, thumbnail, preview, error))
    return FALSE;

  if (ret_blank != NULL)
    *ret_blank = report.blank;
  else
    send_verdict (self, sha256, &report.blank);
  return TRUE;
}

/* A failure is found again, and told, by whoever wants to see the picture. */
static void
make_ahead (YyDeriver *self, const char *sha256)
{
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GBytes) preview = NULL;
  YyImageReport report;
  gboolean made;
  int fd;

  if (yy_blob_store_has (self->blobs, sha256, "preview") && !is_unseen (self, sha256))
    return;
  fd = yy_blob_store_open (self->blobs, sha256, NULL, NULL);
  if (fd < 0)
    return;
  made = yy_image_worker_inspect_ahead (self->images, fd, &report, &thumbnail, &preview, self->stop, NULL);
  close (fd);

  if (made && keep (self, sha256, thumbnail, preview, NULL))
    send_verdict (self, sha256, &report.blank);
  /* Cleared away meanwhile: what was derived would lie there for ever. Brought again in this moment, it is
   * made again too. */
  if (made && !yy_blob_store_has (self->blobs, sha256, NULL))
    yy_blob_store_remove_derived (self->blobs, sha256);
}

/* What was not come to before the last stop. */
static void
push_missing (YyDeriver *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) digests = NULL;
  YyDb *db = yy_db_pool_take (self->pool, &error);

  if (db != NULL)
    {
      digests = yy_picture_store_list_since (db, self->since_usec, YY_DERIVER_QUEUE, &error);
      yy_db_pool_give (self->pool, db);
    }
  if (digests == NULL)
    {
      g_warning ("looking for pictures without a preview: %s", error->message);
      return;
    }

  for (guint i = 0; i < digests->len && !g_cancellable_is_cancelled (self->stop); i++)
    {
      const char *sha256 = g_ptr_array_index (digests, i);

      if (!yy_blob_store_has (self->blobs, sha256, "preview") || is_unseen (self, sha256))
        yy_deriver_push (self, sha256);
    }
}

static gpointer
run (gpointer data)
{
  YyDeriver *self = data;

  push_missing (self);
  g_mutex_lock (&self->lock);
  while (!self->stopping)
    {
      g_autofree char *sha256 = g_queue_pop_head (&self->waiting);

      if (sha256 == NULL)
        {
          g_cond_wait (&self->changed, &self->lock);
          continue;
        }
      g_mutex_unlock (&self->lock);
      make_ahead (self, sha256);
      g_mutex_lock (&self->lock);
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

YyDeriver *
yy_deriver_new (
    YyImageWorker *images, YyEngine *engine, YyDbPool *pool, YyDbWriter *writer, gint64 since_usec)
{
  YyDeriver *self = g_new0 (YyDeriver, 1);

  self->images = images;
  self->engine = engine;
  self->blobs = yy_engine_get_blobs (engine);
  self->pool = pool;
  self->writer = writer;
  self->since_usec = since_usec;
  self->stop = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  self->thread = g_thread_new ("yy-deriver", run, self);

  return self;
}

void
yy_deriver_free (YyDeriver *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);

  g_queue_clear_full (&self->waiting, g_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_object_unref (self->stop);
  g_free (self);
}

void
yy_deriver_push (YyDeriver *self, const char *sha256)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  if (g_queue_get_length (&self->waiting) < YY_DERIVER_QUEUE)
    {
      g_queue_push_tail (&self->waiting, g_strdup (sha256));
      g_cond_signal (&self->changed);
    }
  g_mutex_unlock (&self->lock);
}
