#include "yy-ctl-files.h"

#include "yy-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "yy-error.h"

#define BUFFER_SIZE ((gsize) 256 * 1024)

static gboolean
set_errno (GError **error, const char *path, int saved_errno)
{
  YyError code = YY_ERROR_UNAVAILABLE;

  if (saved_errno == ENOENT)
    code = YY_ERROR_NOT_FOUND;
  else if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    code = YY_ERROR_NO_SPACE;

  g_set_error (error, YY_ERROR, code, "%s: %s", path, g_strerror (saved_errno));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      ssize_t n = write (fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
    }

  return TRUE;
}

/* Reads @from to its end; what is read goes to @to when that is not -1. */
static gboolean
pump (int from, int to, char ret_hex[65])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (BUFFER_SIZE);
  ssize_t n;

  while ((n = read (from, buffer, BUFFER_SIZE)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || (to >= 0 && !write_all (to, buffer, (gsize) n)))
        return FALSE;
      g_checksum_update (sum, buffer, n);
    }

  g_strlcpy (ret_hex, g_checksum_get_string (sum), 65);
  return TRUE;
}

gboolean
yy_ctl_files_hash (const char *path, char ret_hex[65], GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  gboolean done;

  if (fd < 0)
    return set_errno (error, path, errno);

  done = pump (fd, -1, ret_hex) || set_errno (error, path, errno);
  close (fd);
  return done;
}

gboolean
yy_ctl_files_sync_folder (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    set_errno (error, folder, errno);
  if (fd >= 0)
    close (fd);

  return done;
}

/* The folders above @path, and their own names, on the disk. */
static gboolean
make_parents (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (parent);

  if (g_file_test (parent, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!make_parents (parent, error))
    return FALSE;
  if (g_mkdir (parent, 0700) < 0 && errno != EEXIST)
    return set_errno (error, parent, errno);

  return yy_ctl_files_sync_folder (above, error);
}

static int
begin_file (const char *path, char **ret_part, GError **error)
{
  int fd;

  if (!make_parents (path, error))
    return -1;
  *ret_part = g_strconcat (path, ".part", NULL);
  fd = g_open (*ret_part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    set_errno (error, *ret_part, errno);

  return fd;
}

/* The data, then the name. Closes @fd in any case. */
static gboolean
finish_file (int fd, gboolean good, const char *part, const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  gboolean written = good && fsync (fd) == 0;
  int saved_errno = errno;

  close (fd);
  if (!written || g_rename (part, path) < 0)
    {
      if (good)
        set_errno (error, path, written ? errno : saved_errno);
      g_unlink (part);
      return FALSE;
    }

  return yy_ctl_files_sync_folder (parent, error);
}

gboolean
yy_ctl_files_copy (const char *from, const char *to, const char *sha256, GError **error)
{
  g_autofree char *part = NULL;
  int in = g_open (from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  char hex[65] = "";
  gboolean good;
  int out;

  if (in < 0)
    return set_errno (error, from, errno);
  out = begin_file (to, &part, error);
  if (out < 0)
    {
      close (in);
      return FALSE;
    }

  good = pump (in, out, hex) || set_errno (error, to, errno);
  close (in);
  if (good && sha256 != NULL && strcmp (hex, sha256) != 0)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_DAMAGED, _ ("%s is damaged."), from);
      good = FALSE;
    }

  return finish_file (out, good, part, to, error);
}

gboolean
yy_ctl_files_write (const char *path, const char *text, GError **error)
{
  g_autofree char *part = NULL;
  int fd = begin_file (path, &part, error);
  gboolean good;

  if (fd < 0)
    return FALSE;

  good = write_all (fd, (const guint8 *) text, strlen (text)) || set_errno (error, path, errno);
  return finish_file (fd, good, part, path, error);
}

gint64
yy_ctl_files_get_size (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) ? (gint64) info.st_size : -1;
}
