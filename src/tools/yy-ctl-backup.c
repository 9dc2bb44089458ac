/* backup: a copy of everything, made while the service runs. */

#include "yy-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "yy-ctl-files.h"
#include "yy-ctl-manifest.h"
#include "yy-ctl-prune.h"
#include "yy-ctl.h"
#include "yy-db-backup.h"
#include "yy-error.h"
#include "yy-picture-store.h"

#define KEEP_DEFAULT 30
#define KEEP_MAX 10000
/* How often it begins anew because the service removed a picture that nobody used. */
#define TRIES 5

typedef struct
{
  YyCtl *ctl;
  const char *folder;
  YyCtlManifest *manifest;
  guint n_new;
  gboolean again; /* a picture was removed meanwhile, with its row */
} Backup;

static int
lock_target (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_DENIED, _ ("The folder %s cannot be made: %s"), folder,
                   g_strerror (errno));
      return -1;
    }
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;

  g_set_error (error, YY_ERROR, YY_ERROR_BUSY, _ ("Another backup writes to %s: %s"), folder,
               g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

/* A backup inside of what it is to save is none. */
static gboolean
check_target (YyCtl *ctl, const char *folder, GError **error)
{
  g_autofree char *data = g_canonicalize_filename (ctl->folder, NULL);
  g_autofree char *target = g_canonicalize_filename (folder, NULL);
  g_autofree char *inside = g_strconcat (data, "/", NULL);

  if (!g_str_equal (data, target) && !g_str_has_prefix (target, inside))
    return TRUE;

  g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("%s lies in the data folder: choose another disk."),
               folder);
  return FALSE;
}

static gboolean
note_missing (Backup *self, const char *sha256)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YyPage) still = yy_picture_store_find (self->ctl->db, sha256, &cause);

  if (still == NULL && cause == NULL)
    {
      self->again = TRUE;
      return TRUE;
    }

  g_printerr (_ ("Picture %s is missing or damaged and is not in this backup.\n"), sha256);
  g_hash_table_add (self->manifest->missing, g_strdup (sha256));
  return TRUE;
}

static gboolean
save_picture_cb (const char *sha256, gint64 size, gpointer user_data, GError **error)
{
  Backup *self = user_data;
  g_autofree char *from = yy_ctl_manifest_dup_picture_path (self->ctl->folder, sha256);
  g_autofree char *to = yy_ctl_manifest_dup_picture_path (self->folder, sha256);
  g_autoptr (GError) cause = NULL;

  /* One that was copied once was compared with its name then; "restore --verify-only" compares it again. */
  if (yy_ctl_files_get_size (to) != size)
    {
      if (!yy_ctl_files_copy (from, to, sha256, &cause))
        {
          if (g_error_matches (cause, YY_ERROR, YY_ERROR_NOT_FOUND) ||
              g_error_matches (cause, YY_ERROR, YY_ERROR_DAMAGED))
            return note_missing (self, sha256);
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      self->n_new++;
    }

  g_hash_table_add (self->manifest->pictures, g_strdup (sha256));
  return TRUE;
}

/* The pictures are those that the copy mentions, and not what the service mentions by now. */
static gboolean
save_once (Backup *self, GError **error)
{
  g_autofree char *path = yy_ctl_manifest_dup_database_path (self->manifest, self->folder);
  g_autoptr (YyDb) copy = NULL;
  char hex[65];

  if (!yy_db_backup_to (self->ctl->db, path, NULL, NULL, NULL, error) ||
      !yy_ctl_files_hash (path, hex, error))
    return FALSE;
  self->manifest->database_sha256 = g_strdup (hex);
  copy = yy_db_open (path, YY_DB_READ_ONLY | YY_DB_AT_REST, error);

  return copy != NULL && yy_picture_store_each (copy, save_picture_cb, self, error);
}

static char *
make_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y%m%dT%H%M%S.%fZ");
}

static gboolean
save (Backup *self, GError **error)
{
  for (guint i = 0; i < TRIES; i++)
    {
      g_autofree char *time = make_time ();

      g_clear_pointer (&self->manifest, yy_ctl_manifest_free);
      self->manifest = yy_ctl_manifest_new (time);
      self->again = FALSE;
      if (!save_once (self, error))
        return FALSE;
      if (!self->again)
        return yy_ctl_manifest_write (self->manifest, self->folder, error);
    }

  g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAVAILABLE,
                       _ ("The service removes pictures all the time. Try again later."));
  return FALSE;
}

static gboolean
read_arguments (int argc, char **argv, const char **ret_folder, guint *ret_keep)
{
  guint64 keep = KEEP_DEFAULT;

  if (argc != 2 && argc != 4)
    return FALSE;
  if (argc == 4 && (!g_str_equal (argv[2], "--keep") ||
                    !g_ascii_string_to_unsigned (argv[3], 10, 1, KEEP_MAX, &keep, NULL)))
    return FALSE;

  *ret_folder = argv[1];
  *ret_keep = (guint) keep;
  return TRUE;
}

YyCtlExit
yy_ctl_backup (YyCtl *self, int argc, char **argv)
{
  Backup backup = { .ctl = self };
  g_autoptr (YyCtlManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;
  guint keep = 0;
  guint n_removed = 0;
  gboolean done;
  int lock;

  if (!read_arguments (argc, argv, &backup.folder, &keep))
    return yy_ctl_usage ("backup FOLDER [--keep N]");
  if (!yy_ctl_open (self, YY_DB_READ_ONLY, &error) || !check_target (self, backup.folder, &error))
    return yy_ctl_fail (error);
  lock = lock_target (backup.folder, &error);
  if (lock < 0)
    return yy_ctl_fail (error);

  done = save (&backup, &error) && yy_ctl_prune (backup.folder, keep, &n_removed, &error);
  manifest = backup.manifest;
  close (lock);
  if (!done)
    return yy_ctl_fail (error);

  g_print (_ ("Backup %s: %u pictures, %u of them new; %u old backups were removed.\n"), manifest->time,
           g_hash_table_size (manifest->pictures), backup.n_new, n_removed);
  return g_hash_table_size (manifest->missing) == 0 ? YY_CTL_DONE : YY_CTL_REFUSED;
}
