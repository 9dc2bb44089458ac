#include "yy-db-writer.h"

#include "yy-config.h"
#include "yy-db-private.h"
#include "yy-db-tx.h"
#include "yy-error.h"

#include <glib/gi18n-lib.h>

#define BATCH_LIMIT 64
#define BATCH_USEC 4000 /* of work: who came first must not wait for all who came later */
#define QUEUE_LIMIT 1024
#define CHECKPOINT_PAGES 1000
#define CHECKPOINT_BUSY_PAGES 4000 /* not idle, but it has to be done */
#define WAL_LIMIT_PAGES 16384      /* 64 MiB of 4 KiB pages */

typedef struct
{
  YyDbCommand func;
  gpointer user_data;
  YyDbDone done;
  GError *error; /* the command's own */
} Command;

struct _YyDbWriter
{
  YyDb *db;
  GThread *thread;
  YyDbWriterFailed failed;
  gpointer user_data;
  int log_pages; /* in the write-ahead log; the writer's thread only */
  gboolean log_warned;

  GMutex lock; /* guards what follows */
  GCond wake;
  GQueue queue; /* element-type Command, owned */
  guint limit;
  gboolean stopping;
  gboolean poisoned;
  guint64 n_commits;
};

static void
command_free (Command *command)
{
  g_clear_error (&command->error);
  g_free (command);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, command_free)

static void
set_unavailable (GError **error)
{
  g_set_error_literal (
      error, YY_ERROR, YY_ERROR_UNAVAILABLE,
      g_dgettext (YY_GETTEXT_DOMAIN, "This cannot be done at the moment. Try again shortly."));
}

/* Tells every command of the batch: its own error, or that of the whole. */
static void
answer (GPtrArray *batch, const GError *error)
{
  for (guint i = 0; i < batch->len; i++)
    {
      Command *command = g_ptr_array_index (batch, i);

      if (command->done != NULL)
        command->done (command->user_data, error != NULL ? error : command->error);
    }
}

/* A reference that is checked only at the commit would fail the others of the batch with it. */
static gboolean
has_deferred (YyDb *db)
{
  int current = 0;
  int highest = 0;

  sqlite3_db_status (db->handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0);
  return current != 0;
}

/* FALSE: the whole transaction is lost, and @error says why. */
static gboolean
run_command (YyDbWriter *self, Command *command, GError **error)
{
  gboolean done;

  if (!yy_db_savepoint_begin (self->db, error))
    return FALSE;

  done = command->func (self->db, command->user_data, &command->error);
  if (done && has_deferred (self->db))
    done = yy_db_set_error (self->db, SQLITE_CONSTRAINT_FOREIGNKEY, "end of a command", &command->error);
  if (!done && command->error == NULL)
    {
      g_critical ("A command failed without an error");
      set_unavailable (&command->error);
    }

  /* A full disk and the like make SQLite undo everything. */
  if (self->db->damaged || !yy_db_is_in_transaction (self->db))
    {
      if (command->error != NULL && command->error->domain == YY_ERROR)
        g_propagate_error (error, g_error_copy (command->error));
      else
        set_unavailable (error);
      return FALSE;
    }

  return done ? yy_db_savepoint_release (self->db, error) : yy_db_savepoint_rollback (self->db, error);
}

static Command *
pop_command (YyDbWriter *self)
{
  Command *command;

  g_mutex_lock (&self->lock);
  command = g_queue_pop_head (&self->queue);
  g_mutex_unlock (&self->lock);

  return command;
}

/* Takes commands into @batch as long as there are any and it is not too long already. */
static gboolean
run_batch (YyDbWriter *self, GPtrArray *batch, GError **error)
{
  g_autoptr (YyDbTx) tx = yy_db_begin (self->db, error);
  gint64 end = g_get_monotonic_time () + BATCH_USEC;
  Command *waiting;

  if (tx == NULL)
    {
      /* Somebody else holds the file: all who waited meanwhile hear it now, and not after a wait each. */
      while ((waiting = pop_command (self)) != NULL)
        g_ptr_array_add (batch, waiting);
      return FALSE;
    }

  for (guint i = 0; i < BATCH_LIMIT; i++)
    {
      if (i == batch->len)
        {
          Command *command = g_get_monotonic_time () < end ? pop_command (self) : NULL;

          if (command == NULL)
            break;
          g_ptr_array_add (batch, command);
        }
      if (!run_command (self, g_ptr_array_index (batch, i), error))
        return FALSE;
    }

  return yy_db_tx_commit (tx, error);
}

static void
poison (YyDbWriter *self)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func ((GDestroyNotify) command_free);
  g_autoptr (GError) error = NULL;
  Command *command;

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "YANYIN_EVENT", "writer-failed", "MESSAGE",
                    "It is not known what is on the disk: nothing more is acknowledged");

  g_mutex_lock (&self->lock);
  self->poisoned = TRUE;
  while ((command = g_queue_pop_head (&self->queue)) != NULL)
    g_ptr_array_add (rest, command);
  g_mutex_unlock (&self->lock);

  /* Closing must not write either. */
  sqlite3_db_config (self->db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  set_unavailable (&error);
  answer (rest, error);
  if (self->failed != NULL)
    self->failed (self->user_data);
}

static void
warn_of_log (YyDbWriter *self, int pages)
{
  if (!self->log_warned)
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "YANYIN_EVENT", "wal-large", "MESSAGE",
                      "A long reader keeps the write-ahead log from being emptied (%d pages)", pages);
  self->log_warned = TRUE;
}

/* Moves the log into the file. FALSE when the disk failed. Others who read are never waited for. */
static gboolean
checkpoint (YyDbWriter *self)
{
  gboolean large = self->log_pages >= WAL_LIMIT_PAGES;
  int in_log = 0;
  int moved = 0;
  int result;

  sqlite3_busy_timeout (self->db->handle, 0);
  result = sqlite3_wal_checkpoint_v2 (self->db->handle, NULL,
                                      large ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, &in_log,
                                      &moved);
  sqlite3_busy_timeout (self->db->handle, YY_DB_BUSY_TIMEOUT_MSEC);

  if ((result & 0xff) == SQLITE_BUSY || (result == SQLITE_OK && moved < in_log))
    {
      if (large)
        warn_of_log (self, in_log);
    }
  else if (result != SQLITE_OK)
    yy_db_set_error (self->db, result, "checkpoint", NULL);
  else
    self->log_warned = FALSE;

  /* Tried again after as many pages more, not after each commit. */
  self->log_pages = 0;
  return !yy_db_take_damage (self->db);
}

static gboolean
maybe_checkpoint (YyDbWriter *self)
{
  gboolean idle = yy_db_writer_get_waiting (self) == 0;

  if (self->log_pages < (idle ? CHECKPOINT_PAGES : CHECKPOINT_BUSY_PAGES))
    return TRUE;

  return checkpoint (self);
}

/* Waits for a command; NULL when the writer is to end. */
static Command *
wait_for_command (YyDbWriter *self)
{
  Command *command;

  g_mutex_lock (&self->lock);
  while (g_queue_is_empty (&self->queue) && !self->stopping)
    g_cond_wait (&self->wake, &self->lock);
  command = g_queue_pop_head (&self->queue);
  g_mutex_unlock (&self->lock);

  return command;
}

static gpointer
write_thread (gpointer data)
{
  YyDbWriter *self = data;
  Command *first;

  while ((first = wait_for_command (self)) != NULL)
    {
      g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func ((GDestroyNotify) command_free);
      g_autoptr (GError) error = NULL;
      gboolean damaged;

      g_ptr_array_add (batch, first);
      if (run_batch (self, batch, &error))
        {
          g_mutex_lock (&self->lock);
          self->n_commits++;
          g_mutex_unlock (&self->lock);
        }

      damaged = yy_db_take_damage (self->db);
      if (damaged)
        {
          g_clear_error (&error);
          set_unavailable (&error);
        }
      answer (batch, error);

      if (damaged || !maybe_checkpoint (self))
        {
          poison (self);
          break;
        }
    }

  return NULL;
}

static int
count_pages_cb (gpointer user_data, sqlite3 *handle, const char *schema, int pages)
{
  YyDbWriter *self = user_data;

  self->log_pages = pages;
  return SQLITE_OK;
}

YyDbWriter *
yy_db_writer_new (YyDb *db, YyDbWriterFailed failed, gpointer user_data)
{
  YyDbWriter *self;

  g_return_val_if_fail (db != NULL && (db->flags & YY_DB_READ_WRITE) != 0, NULL);

  self = g_new0 (YyDbWriter, 1);
  self->db = db;
  self->failed = failed;
  self->user_data = user_data;
  self->limit = QUEUE_LIMIT;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  g_queue_init (&self->queue);
  /* The hook takes the place of SQLite's own checkpoints. */
  sqlite3_wal_hook (db->handle, count_pages_cb, self);
  self->thread = g_thread_new ("yy-writer", write_thread, self);

  return self;
}

void
yy_db_writer_stop (YyDbWriter *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->thread != g_thread_self ());

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);

  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}

void
yy_db_writer_free (YyDbWriter *self)
{
  if (self == NULL)
    return;

  yy_db_writer_stop (self);
  g_assert (g_queue_is_empty (&self->queue));
  yy_db_free (self->db);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_free (self);
}

gboolean
yy_db_writer_submit (YyDbWriter *self, YyDbCommand func, gpointer user_data, YyDbDone done, GError **error)
{
  g_autoptr (Command) command = NULL;
  gboolean taken;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  command = g_new0 (Command, 1);
  command->func = func;
  command->user_data = user_data;
  command->done = done;

  g_mutex_lock (&self->lock);
  taken = !self->stopping && !self->poisoned && self->queue.length < self->limit;
  if (taken)
    {
      g_queue_push_tail (&self->queue, g_steal_pointer (&command));
      g_cond_signal (&self->wake);
    }
  g_mutex_unlock (&self->lock);

  if (!taken)
    set_unavailable (error);
  return taken;
}

typedef struct
{
  GMutex lock;
  GCond wake;
  YyDbCommand func;
  gpointer user_data;
  GError *error;
  gboolean finished;
} SyncCall;

static gboolean
run_sync_cb (YyDb *db, gpointer user_data, GError **error)
{
  SyncCall *call = user_data;

  return call->func (db, call->user_data, error);
}

static void
finish_sync_cb (gpointer user_data, const GError *error)
{
  SyncCall *call = user_data;

  g_mutex_lock (&call->lock);
  call->error = error != NULL ? g_error_copy (error) : NULL;
  call->finished = TRUE;
  g_cond_signal (&call->wake);
  g_mutex_unlock (&call->lock);
}

gboolean
yy_db_writer_run_sync (YyDbWriter *self, YyDbCommand func, gpointer user_data, GError **error)
{
  SyncCall call = { .func = func, .user_data = user_data };
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->thread != g_thread_self (), FALSE);

  if (!yy_db_writer_submit (self, run_sync_cb, &call, finish_sync_cb, error))
    return FALSE;

  g_mutex_lock (&call.lock);
  while (!call.finished)
    g_cond_wait (&call.wake, &call.lock);
  g_mutex_unlock (&call.lock);
  g_mutex_clear (&call.lock);
  g_cond_clear (&call.wake);

  done = call.error == NULL;
  if (!done)
    g_propagate_error (error, call.error);
  return done;
}

void
yy_db_writer_set_queue_limit (YyDbWriter *self, guint limit)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->limit = limit;
  g_mutex_unlock (&self->lock);
}

gboolean
yy_db_writer_is_alive (YyDbWriter *self)
{
  gboolean alive;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  alive = !self->poisoned && !self->stopping;
  g_mutex_unlock (&self->lock);

  return alive;
}

guint
yy_db_writer_get_waiting (YyDbWriter *self)
{
  guint waiting;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  waiting = self->queue.length;
  g_mutex_unlock (&self->lock);

  return waiting;
}

guint64
yy_db_writer_get_commits (YyDbWriter *self)
{
  guint64 commits;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  commits = self->n_commits;
  g_mutex_unlock (&self->lock);

  return commits;
}
