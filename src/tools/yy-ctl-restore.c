/* restore: a backup brought back into an empty data folder, or only looked at. */

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-ctl-files.h"
#include "yy-ctl-manifest.h"
#include "yy-ctl.h"
#include "yy-db-migrate.h"
#include "yy-engine-check.h"
#include "yy-error.h"
#include "yy-picture-store.h"
#include "yy-schema.h"

typedef struct
{
  const char *folder; /* of the backups */
  const char *time;   /* nullable: the newest */
  gboolean verify_only;
} Wanted;

static gboolean
read_arguments (int argc, char **argv, Wanted *wanted)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--verify-only"))
        wanted->verify_only = TRUE;
      else if (g_str_equal (argv[i], "--at") && i + 1 < argc)
        wanted->time = argv[++i];
      else if (*argv[i] != '-' && wanted->folder == NULL)
        wanted->folder = argv[i];
      else
        return FALSE;
    }

  return wanted->folder != NULL;
}

static YyCtlManifest *
find_backup (const Wanted *wanted, GError **error)
{
  g_autoptr (GPtrArray) times = NULL;

  if (wanted->time != NULL)
    return yy_ctl_manifest_read (wanted->folder, wanted->time, error);
  times = yy_ctl_manifest_list (wanted->folder, error);
  if (times == NULL)
    return NULL;
  if (times->len == 0)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND, _ ("There is no backup in %s."), wanted->folder);
      return NULL;
    }

  return yy_ctl_manifest_read (wanted->folder, g_ptr_array_index (times, times->len - 1), error);
}

static gboolean
check_hash (const char *path, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  char hex[65] = "";

  if (!yy_ctl_files_hash (path, hex, &error))
    {
      g_print ("%s\n", error->message);
      return FALSE;
    }
  if (strcmp (hex, sha256) == 0)
    return TRUE;

  g_print (_ ("%s is damaged.\n"), path);
  return FALSE;
}

typedef struct
{
  const YyCtlManifest *manifest;
  guint n_faults;
} Verify;

static gboolean
verify_row_cb (const char *sha256, gint64 size, gpointer user_data, GError **error)
{
  Verify *self = user_data;

  if (!g_hash_table_contains (self->manifest->pictures, sha256) &&
      !g_hash_table_contains (self->manifest->missing, sha256))
    {
      g_print (_ ("Picture %s is not in the backup.\n"), sha256);
      self->n_faults++;
    }

  return TRUE;
}

static void
print_fault_cb (const char *what, gpointer user_data)
{
  g_print ("%s\n", what);
}

static gboolean
verify_database (Verify *self, const char *path, GError **error)
{
  g_autoptr (YyDb) db = yy_db_open (path, YY_DB_READ_ONLY | YY_DB_AT_REST, error);
  YyCheckReport report = { 0 };

  if (db == NULL || !yy_db_check_version (db, yy_schema_get_migrations (), error) ||
      !yy_picture_store_each (db, verify_row_cb, self, error) ||
      !yy_engine_check_database (db, print_fault_cb, NULL, &report, error))
    return FALSE;

  self->n_faults += report.n_faults;
  return TRUE;
}

/* Every file against the manifest, the database against itself and its ledger, and the two against each
 * other. */
static gboolean
verify (const Wanted *wanted, const YyCtlManifest *manifest, GError **error)
{
  g_autofree char *database = yy_ctl_manifest_dup_database_path (manifest, wanted->folder);
  Verify self = { .manifest = manifest };
  GHashTableIter iter;
  gpointer sha256;

  g_hash_table_iter_init (&iter, manifest->pictures);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    {
      g_autofree char *path = yy_ctl_manifest_dup_picture_path (wanted->folder, sha256);

      self.n_faults += !check_hash (path, sha256);
    }
  g_hash_table_iter_init (&iter, manifest->missing);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    g_print (_ ("Picture %s was missing already when the backup was made.\n"), (const char *) sha256);

  if (!check_hash (database, manifest->database_sha256))
    self.n_faults++;
  else if (!verify_database (&self, database, error))
    return FALSE;
  if (self.n_faults == 0)
    return TRUE;

  g_set_error (error, YY_ERROR, YY_ERROR_DAMAGED,
               _ ("The backup %s is damaged; nothing was restored. Faults: %u."), manifest->time,
               self.n_faults);
  return FALSE;
}

/* What is there is never overwritten: it may be all that is left. */
static gboolean
check_empty (YyCtl *ctl, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (ctl->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_equal (name, "lock"))
        continue;
      g_set_error (error, YY_ERROR, YY_ERROR_CONFLICT,
                   _ ("%s is not empty (%s). Move what is there away, then restore."), ctl->folder, name);
      return FALSE;
    }

  return TRUE;
}

/* The database comes last: a folder without it is no service yet. */
static gboolean
bring_back (YyCtl *ctl, const Wanted *wanted, const YyCtlManifest *manifest, GError **error)
{
  g_autofree char *from = yy_ctl_manifest_dup_database_path (manifest, wanted->folder);
  g_autofree char *to = yy_ctl_dup_database_path (ctl);
  GHashTableIter iter;
  gpointer sha256;

  g_hash_table_iter_init (&iter, manifest->pictures);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    {
      g_autofree char *source = yy_ctl_manifest_dup_picture_path (wanted->folder, sha256);
      g_autofree char *place = yy_ctl_manifest_dup_picture_path (ctl->folder, sha256);

      if (!yy_ctl_files_copy (source, place, sha256, error))
        return FALSE;
    }

  return yy_ctl_files_copy (from, to, manifest->database_sha256, error);
}

YyCtlExit
yy_ctl_restore (YyCtl *self, int argc, char **argv)
{
  Wanted wanted = { NULL };
  g_autoptr (YyCtlManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;
  guint n_faults = 0;

  if (!read_arguments (argc, argv, &wanted))
    return yy_ctl_usage ("restore FOLDER [--at TIME] [--verify-only]");
  if (!wanted.verify_only && (!yy_ctl_lock_folder (self, &error) || !check_empty (self, &error)))
    return yy_ctl_fail (error);
  manifest = find_backup (&wanted, &error);
  if (manifest == NULL || !verify (&wanted, manifest, &error))
    return yy_ctl_fail (error);
  if (wanted.verify_only)
    {
      g_print (_ ("Backup %s is whole: %u pictures.\n"), manifest->time,
               g_hash_table_size (manifest->pictures));
      return YY_CTL_DONE;
    }

  if (!bring_back (self, &wanted, manifest, &error) || !yy_ctl_open (self, YY_DB_READ_WRITE, &error) ||
      !yy_ctl_run_check (self, &n_faults, &error))
    return yy_ctl_fail (error);

  g_print (_ ("Backup %s is in %s. What happened after it is lost.\n"), manifest->time, self->folder);
  return n_faults == 0 ? YY_CTL_DONE : YY_CTL_REFUSED;
}
