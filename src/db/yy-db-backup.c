#include "yy-db-backup.h"

#include "yy-config.h"
#include "yy-db-private.h"
#include "yy-db-stmt.h"
#include "yy-db-tx.h"
#include "yy-error.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* 1 MiB: short enough to be cancelled, long enough not to matter. */
#define SLICE_PAGES 256

static gboolean
copy_pages (YyDb *self,
            YyDb *copy,
            YyDbBackupProgress progress,
            gpointer user_data,
            GCancellable *cancellable,
            GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy->handle, "main", self->handle, "main");
  int result = SQLITE_OK;

  if (backup == NULL)
    return yy_db_set_error (copy, sqlite3_errcode (copy->handle), "backup", error);

  while (result == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    {
      result = sqlite3_backup_step (backup, SLICE_PAGES);
      if (progress != NULL)
        {
          gint64 total = sqlite3_backup_pagecount (backup);

          progress (total - sqlite3_backup_remaining (backup), total, user_data);
        }
    }

  if (sqlite3_backup_finish (backup) != SQLITE_OK && result == SQLITE_DONE)
    result = sqlite3_errcode (copy->handle);
  if (result == SQLITE_DONE)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return yy_db_set_error (copy, result, "backup", error);
}

static gboolean
report_finds (YyDb *self, const char *sql, const char *good, GError **error)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query_values (self, error, sql, YY_DB_VALUES ());

  if (stmt == NULL)
    return FALSE;

  while (yy_db_stmt_step (stmt, error))
    {
      const char *find = yy_db_stmt_get_text (stmt, 0);

      if (good == NULL || g_strcmp0 (find, good) != 0)
        {
          g_autofree char *what = g_strdup_printf ("%s: %s", sql, find);

          return yy_db_set_error (self, SQLITE_CORRUPT, what, error);
        }
    }

  return !yy_db_stmt_has_failed (stmt);
}

gboolean
yy_db_check_integrity (YyDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return report_finds (self, "PRAGMA integrity_check (20)", "ok", error) &&
         report_finds (self, "PRAGMA foreign_key_check", NULL, error);
}

static YyDb *
open_copy (const char *path, GError **error)
{
  g_autoptr (YyDb) copy = g_new0 (YyDb, 1);
  int result;
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  copy->path = g_strdup (path);
  copy->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yy_db_stmt_destroy);
  if (fd < 0)
    {
      yy_db_set_error (copy, SQLITE_CANTOPEN, path, error);
      return NULL;
    }
  g_close (fd, NULL);

  /* Not yy_db_open(): the head of the file comes with the first page of the copy. */
  result = sqlite3_open_v2 (path, &copy->handle,
                            SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
  if (result != SQLITE_OK)
    {
      yy_db_set_error (copy, result, path, error);
      return NULL;
    }

  return g_steal_pointer (&copy);
}

static gboolean
write_copy (YyDb *self,
            const char *path,
            YyDbBackupProgress progress,
            gpointer user_data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (YyDbTx) view = NULL;
  g_autoptr (YyDb) copy = open_copy (path, error);
  gint64 ignored;

  if (copy == NULL)
    return FALSE;

  /* With a view that is held open, commits of others do not make the copy start over. */
  view = yy_db_begin_read (self, error);
  if (view == NULL || !yy_db_get_int (self, &ignored, error, "SELECT count(*) FROM sqlite_schema"))
    return FALSE;
  if (!copy_pages (self, copy, progress, user_data, cancellable, error))
    return FALSE;

  /* One file, without a log beside it. */
  return yy_db_exec (copy, "PRAGMA synchronous = EXTRA; PRAGMA journal_mode = DELETE", error) &&
         yy_db_check_integrity (copy, error);
}

/* The data, then the name. */
static gboolean
give_name (const char *part, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int file = g_open (part, O_RDONLY | O_CLOEXEC, 0);
  int dir = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  /* link() refuses a name that exists, where rename() would replace it. */
  gboolean done = file >= 0 && dir >= 0 && fsync (file) == 0 && link (part, path) == 0 &&
                  unlink (part) == 0 && fsync (dir) == 0;

  if (file >= 0)
    close (file);
  if (dir >= 0)
    close (dir);

  return done;
}

gboolean
yy_db_backup_to (YyDb *self,
                 const char *path,
                 YyDbBackupProgress progress,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *part = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_CONFLICT, g_dgettext (YY_GETTEXT_DOMAIN, "“%s” exists already."),
                   path);
      return FALSE;
    }

  part = g_strconcat (path, ".part", NULL);
  g_unlink (part);
  done = write_copy (self, part, progress, user_data, cancellable, error);
  if (done && !give_name (part, path))
    done = yy_db_set_error (self, SQLITE_CANTOPEN, path, error);
  if (!done)
    g_unlink (part);

  return done;
}
