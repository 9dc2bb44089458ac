#include "yy-ctl.h"

#include "yy-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "yy-db-migrate.h"
#include "yy-directory-store.h"
#include "yy-error.h"
#include "yy-schema.h"

char *
yy_ctl_dup_database_path (YyCtl *self)
{
  return g_build_filename (self->folder, "yanyin.db", NULL);
}

static gboolean
check_owner (YyCtl *self, GError **error)
{
  const struct passwd *owner;
  struct stat info;

  if (stat (self->folder, &info) < 0 || info.st_uid == geteuid ())
    return TRUE;

  owner = getpwuid (info.st_uid);
  g_set_error (error, YY_ERROR, YY_ERROR_DENIED,
               _ ("The folder %s belongs to another user. Run this as: sudo -u %s yanyinctl …"), self->folder,
               owner != NULL ? owner->pw_name : "?");
  return FALSE;
}

gboolean
yy_ctl_open (YyCtl *self, YyDbFlags flags, GError **error)
{
  g_autofree char *path = yy_ctl_dup_database_path (self);
  g_autofree char *log_id = NULL;

  if (!check_owner (self, error))
    return FALSE;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND,
                   _ ("There is no database in %s. Make one: yanyinctl --data %s init NAME"), self->folder,
                   self->folder);
      return FALSE;
    }

  self->db = yy_db_open (path, flags, error);
  if (self->db == NULL || !yy_db_check_version (self->db, yy_schema_get_migrations (), error))
    return FALSE;
  log_id = yy_directory_store_dup_setting (self->db, "log-id", error);
  if (log_id == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND,
                     _ ("The database in %s is empty. Run: yanyinctl --data %s init NAME"), self->folder,
                     self->folder);
      return FALSE;
    }

  self->engine = yy_engine_new (self->folder, yy_engine_get_system_clock (), NULL, error);
  return self->engine != NULL;
}

gboolean
yy_ctl_open_for_writing (YyCtl *self, GError **error)
{
  return yy_ctl_open (self, YY_DB_READ_WRITE | YY_DB_NO_CHECKPOINT, error);
}

gboolean
yy_ctl_lock_folder (YyCtl *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "lock", NULL);

  if (!check_owner (self, error))
    return FALSE;
  if (g_mkdir_with_parents (self->folder, 0700) < 0)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_DENIED, _ ("The folder %s cannot be made: %s"), self->folder,
                   g_strerror (errno));
      return FALSE;
    }
  self->lock_fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock_fd < 0 || flock (self->lock_fd, LOCK_EX | LOCK_NB) < 0)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_BUSY, _ ("The service, or another yanyinctl, works in %s: %s"),
                   self->folder, g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

void
yy_ctl_clear (YyCtl *self)
{
  g_clear_pointer (&self->engine, yy_engine_free);
  g_clear_pointer (&self->db, yy_db_free);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
}

YyCtlExit
yy_ctl_fail (const GError *error)
{
  g_printerr ("yanyinctl: %s\n", error->message);
  return YY_CTL_REFUSED;
}

YyCtlExit
yy_ctl_usage (const char *usage)
{
  g_printerr (_ ("Usage: yanyinctl [--data DIR] %s\n"), usage);
  return YY_CTL_USAGE;
}
