#include "yy-draft-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "yy-db-stmt.h"
#include "yy-db-tx.h"
#include "yy-db-writer.h"
#include "yy-draft-table.h"
#include "yy-error.h"
#include "yy-page-files.h"

struct _YyDraftStore
{
  GObject parent_instance;

  char *folder;
  char *pages_folder;
  char *damaged;
  int lock;
  YyDbWriter *writer;
  GHashTable *records; /* id to YyDraftRecord */
  GHashTable *memory;
};

enum
{
  CHANGED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

/* Open stores by folder, borrowed: the second window of a process shares the first one's connection. */
static GHashTable *open_stores;

G_DEFINE_FINAL_TYPE (YyDraftStore, yy_draft_store, G_TYPE_OBJECT)

/* One change on its way to the disk. */
typedef struct
{
  GTask *task;           /* (nullable): who waits for it */
  YyDraftRecord *record; /* to be saved, or */
  char *removed;         /* the id to be removed, or */
  char *key;             /* what to remember */
  char *value;
} Change;

static void
change_free (Change *change)
{
  yy_draft_record_free (change->record);
  g_free (change->removed);
  g_free (change->key);
  g_free (change->value);
  g_free (change);
}

static gboolean
write_change (YyDb *db, gpointer user_data, GError **error)
{
  Change *change = user_data;

  if (change->record != NULL)
    return yy_draft_table_save (db, change->record, error);
  if (change->removed != NULL)
    return yy_draft_table_remove (db, change->removed, error);
  if (change->key != NULL)
    return yy_draft_table_save_memory (db, change->key, change->value, error);

  return TRUE;
}

/* Runs on the writer's thread; the task answers on the window's. */
static void
change_done (gpointer user_data, const GError *error)
{
  Change *change = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&change->task);

  if (error != NULL)
    g_warning ("A draft could not be kept: %s", error->message);
  if (task != NULL && error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else if (task != NULL)
    g_task_return_boolean (task, TRUE);
  change_free (change);
}

/* Takes @change. */
static void
submit (YyDraftStore *self, Change *change)
{
  g_autoptr (GError) error = NULL;

  if (!yy_db_writer_submit (self->writer, write_change, change, change_done, &error))
    change_done (change, error);
}

static gboolean
set_private_error (GError **error)
{
  g_set_error_literal (
      error, YY_ERROR, YY_ERROR_UNAVAILABLE,
      _ ("Drafts cannot be kept on this computer: the folder for them cannot be written to."));
  return FALSE;
}

static gboolean
make_folders (YyDraftStore *self, GError **error)
{
  /* A folder that an earlier umask left open is closed again. */
  if (g_mkdir_with_parents (self->pages_folder, 0700) != 0 || g_chmod (self->folder, 0700) != 0 ||
      g_chmod (self->pages_folder, 0700) != 0)
    {
      g_warning ("%s: %s", self->folder, g_strerror (errno));
      return set_private_error (error);
    }

  return TRUE;
}

/* The system drops the lock with the process, however that ends. */
static gboolean
take_lock (YyDraftStore *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "lock", NULL);

  self->lock = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock < 0)
    return set_private_error (error);
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAVAILABLE,
                       _ ("Another Yanyin window of yours keeps the drafts of this computer."));
  return FALSE;
}

static YyDb *
open_database (const char *path, GError **error)
{
  g_autoptr (YyDb) db = yy_db_open (path, YY_DB_READ_WRITE | YY_DB_CREATE, error);
  g_autoptr (YyDbStmt) stmt = NULL;

  if (db == NULL || !yy_db_migrate (db, yy_draft_table_get_migrations (), error))
    return NULL;

  stmt = yy_db_query (db, error, "PRAGMA quick_check(1)");
  if (stmt == NULL || !yy_db_stmt_step (stmt, error))
    return NULL;
  if (!g_str_equal (yy_db_stmt_get_text (stmt, 0), "ok"))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INTERNAL, "the drafts are damaged");
      return NULL;
    }
  g_clear_pointer (&stmt, yy_db_stmt_free);

  return g_steal_pointer (&db);
}

/* Damage is what another try cannot mend; a full disk or a folder that is read-only are not. */
static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, YY_ERROR, YY_ERROR_INTERNAL) ||
         g_error_matches (error, YY_ERROR, YY_ERROR_UNSUPPORTED) ||
         g_error_matches (error, YY_ERROR, YY_ERROR_CONFLICT);
}

static char *
move_aside (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S-%f");
  char *aside = g_strdup_printf ("%s.corrupt-%s", path, stamp);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        g_warning ("%s: %s", from, g_strerror (errno));
    }

  return aside;
}

/* What the damaged file still gives is taken over; a draft that is on the service comes from there anyway. */
static void
salvage (YyDraftStore *self, YyDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyDb) old = yy_db_open (self->damaged, YY_DB_READ_ONLY, &error);
  g_autoptr (GPtrArray) records = old != NULL ? yy_draft_table_load (old, TRUE, &error) : NULL;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (GError) refused = NULL;
      g_autoptr (YyDbTx) tx = yy_db_begin (db, &refused);

      if (tx == NULL || !yy_draft_table_save (db, g_ptr_array_index (records, i), &refused) ||
          !yy_db_tx_commit (tx, &refused))
        g_warning ("A draft of the damaged file was left out: %s", refused->message);
    }
}

static YyDb *
open_or_replace (YyDraftStore *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "drafts.db", NULL);
  g_autoptr (GError) local = NULL;
  YyDb *db = open_database (path, &local);

  if (db != NULL)
    return db;
  if (!is_damage (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  g_warning ("%s: %s", path, local->message);
  self->damaged = move_aside (path);
  db = open_database (path, error);
  if (db != NULL)
    salvage (self, db);

  return db;
}

static void
sweep_pages (YyDraftStore *self)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer record;

  /* The damaged file may name pictures that nobody could read out of it. */
  if (self->damaged != NULL)
    return;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    for (guint i = 0; i < ((YyDraftRecord *) record)->pages->len; i++)
      g_hash_table_add (wanted,
                        ((YyPage *) g_ptr_array_index (((YyDraftRecord *) record)->pages, i))->sha256);

  yy_page_files_sweep (self->pages_folder, wanted);
}

static gboolean
load (YyDraftStore *self, GError **error)
{
  g_autoptr (YyDb) db = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (!make_folders (self, error) || !take_lock (self, error))
    return FALSE;
  db = open_or_replace (self, error);
  if (db == NULL)
    return FALSE;
  records = yy_draft_table_load (db, FALSE, error);
  self->memory = records != NULL ? yy_draft_table_load_memory (db, error) : NULL;
  if (self->memory == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      YyDraftRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (self->records, g_strdup (record->id), yy_draft_record_copy (record));
    }
  sweep_pages (self);
  self->writer = yy_db_writer_new (g_steal_pointer (&db), NULL, NULL);
  return TRUE;
}

static void
yy_draft_store_finalize (GObject *object)
{
  YyDraftStore *self = YY_DRAFT_STORE (object);

  /* Waits for what is being written. */
  g_clear_pointer (&self->writer, yy_db_writer_free);
  if (open_stores != NULL && g_hash_table_lookup (open_stores, self->folder) == self)
    g_hash_table_remove (open_stores, self->folder);
  if (self->lock >= 0)
    g_close (self->lock, NULL);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->memory, g_hash_table_unref);
  g_free (self->folder);
  g_free (self->pages_folder);
  g_free (self->damaged);

  G_OBJECT_CLASS (yy_draft_store_parent_class)->finalize (object);
}

static void
yy_draft_store_class_init (YyDraftStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_draft_store_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", YY_TYPE_DRAFT_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yy_draft_store_init (YyDraftStore *self)
{
  self->lock = -1;
  self->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yy_draft_record_free);
}

char *
yy_draft_store_dup_folder (const char *data_folder, const char *server_url, const char *person_id)
{
  g_autofree char *who = g_strconcat (server_url, "\n", person_id, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, who, -1);

  digest[16] = '\0';
  return g_build_filename (data_folder != NULL ? data_folder : g_get_user_data_dir (), "yanyin", "drafts",
                           digest, NULL);
}

YyDraftStore *
yy_draft_store_open (const char *folder, GError **error)
{
  g_autoptr (YyDraftStore) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (open_stores == NULL)
    open_stores = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self = g_hash_table_lookup (open_stores, folder);
  if (self != NULL)
    return g_object_ref (g_steal_pointer (&self));

  self = g_object_new (YY_TYPE_DRAFT_STORE, NULL);
  self->folder = g_strdup (folder);
  self->pages_folder = g_build_filename (folder, "pages", NULL);
  if (!load (self, error))
    return NULL;

  g_hash_table_insert (open_stores, g_strdup (folder), self);
  return g_steal_pointer (&self);
}

const char *
yy_draft_store_get_damaged (YyDraftStore *self)
{
  g_return_val_if_fail (YY_IS_DRAFT_STORE (self), NULL);

  return self->damaged;
}

const char *
yy_draft_store_get_pages_folder (YyDraftStore *self)
{
  g_return_val_if_fail (YY_IS_DRAFT_STORE (self), NULL);

  return self->pages_folder;
}

const YyDraftRecord *
yy_draft_store_find (YyDraftStore *self, const char *id)
{
  g_return_val_if_fail (YY_IS_DRAFT_STORE (self), NULL);

  return g_hash_table_lookup (self->records, id);
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const YyDraftRecord *first = *(const YyDraftRecord *const *) a;
  const YyDraftRecord *second = *(const YyDraftRecord *const *) b;

  return first->updated_usec < second->updated_usec ? 1 : first->updated_usec > second->updated_usec ? -1 : 0;
}

GPtrArray *
yy_draft_store_list (YyDraftStore *self)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer record;

  g_return_val_if_fail (YY_IS_DRAFT_STORE (self), list);

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (list, record);
  g_ptr_array_sort (list, compare_newest);
  return list;
}

void
yy_draft_store_save_async (YyDraftStore *self,
                           const YyDraftRecord *record,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Change *change;

  g_return_if_fail (YY_IS_DRAFT_STORE (self));
  g_return_if_fail (record != NULL);

  change = g_new0 (Change, 1);
  change->record = yy_draft_record_copy (record);
  /* Without a source: the writer's thread may drop the last reference of the task. */
  change->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (change->task, yy_draft_store_save_async);
  g_hash_table_replace (self->records, g_strdup (record->id), yy_draft_record_copy (record));
  submit (self, change);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
yy_draft_store_save_finish (YyDraftStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yy_draft_store_remove (YyDraftStore *self, const char *id)
{
  Change *change;
  gboolean known;

  g_return_if_fail (YY_IS_DRAFT_STORE (self));

  change = g_new0 (Change, 1);
  change->removed = g_strdup (id);
  known = g_hash_table_remove (self->records, change->removed);
  submit (self, change);
  if (known)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
yy_draft_store_flush (YyDraftStore *self)
{
  Change nothing = { NULL };

  g_return_if_fail (YY_IS_DRAFT_STORE (self));

  /* The queue is served in its order: when this is through, all before it is. */
  yy_db_writer_run_sync (self->writer, write_change, &nothing, NULL);
}

const char *
yy_draft_store_get_memory (YyDraftStore *self, const char *key)
{
  const char *value;

  g_return_val_if_fail (YY_IS_DRAFT_STORE (self), "");

  value = g_hash_table_lookup (self->memory, key);
  return value != NULL ? value : "";
}

void
yy_draft_store_set_memory (YyDraftStore *self, const char *key, const char *value)
{
  Change *change;

  g_return_if_fail (YY_IS_DRAFT_STORE (self));

  if (g_str_equal (yy_draft_store_get_memory (self, key), value))
    return;

  change = g_new0 (Change, 1);
  change->key = g_strdup (key);
  change->value = g_strdup (value);
  g_hash_table_replace (self->memory, g_strdup (key), g_strdup (value));
  submit (self, change);
}
