#include "yy-blob-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-page.h"

struct _YyIncoming
{
  YyBlobStore *store; /* borrowed */
  char *name;         /* of the file, and its key among those that are open */
  char *sha256;
  char *path;
  int fd;
  gint64 size;
};

/* Owners are staff numbers, which may hold anything: their digest makes the name. */
static char *
dup_name (const char *owner, const char *sha256)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, owner, -1);

  return g_strdup_printf ("%.16s-%s", hash, sha256);
}

gint64
yy_blob_store_get_incoming_size (YyBlobStore *self, const char *owner, const char *sha256)
{
  g_autofree char *name = dup_name (owner, sha256);
  g_autofree char *path = g_build_filename (self->folder, "incoming", name, NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : -1;
}

guint
yy_blob_store_count_incoming (YyBlobStore *self, const char *owner)
{
  g_autofree char *prefix = dup_name (owner, "");
  g_autofree char *path = g_build_filename (self->folder, "incoming", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    count += g_str_has_prefix (name, prefix);

  return count;
}

static gboolean
claim (YyBlobStore *self, const char *name)
{
  gboolean fresh;

  g_mutex_lock (&self->lock);
  fresh = g_hash_table_add (self->open_uploads, g_strdup (name));
  g_mutex_unlock (&self->lock);

  return fresh;
}

static void
release (YyBlobStore *self, const char *name)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->open_uploads, name);
  g_mutex_unlock (&self->lock);
}

YyIncoming *
yy_blob_store_open_incoming (YyBlobStore *self, const char *owner, const char *sha256, GError **error)
{
  g_autofree char *name = dup_name (owner, sha256);
  YyIncoming *incoming;
  struct stat info;
  int saved_errno;

  g_return_val_if_fail (yy_sha256_is_valid (sha256), NULL);

  if (!claim (self, name))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_BUSY, "This picture is being uploaded already.");
      return NULL;
    }

  incoming = g_new0 (YyIncoming, 1);
  incoming->store = self;
  incoming->sha256 = g_strdup (sha256);
  incoming->path = g_build_filename (self->folder, "incoming", name, NULL);
  incoming->name = g_steal_pointer (&name);
  incoming->fd = open (incoming->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  saved_errno = errno;
  if (incoming->fd < 0 || fstat (incoming->fd, &info) < 0)
    {
      yy_incoming_free (incoming);
      yy_blob_store_set_errno (error, saved_errno, "beginning an upload");
      return NULL;
    }

  incoming->size = info.st_size;
  return incoming;
}

gint64
yy_incoming_get_size (YyIncoming *self)
{
  return self->size;
}

gboolean
yy_incoming_append (YyIncoming *self, const void *data, gsize length, GError **error)
{
  const guint8 *from = data;

  if (self->size + (gint64) length > YY_BLOB_MAX_SIZE)
    {
      yy_error_set_one (error, YY_ERROR_TOO_LARGE, YY_ISSUE_TOO_LARGE, "", "R39", YY_BLOB_MAX_SIZE, NULL);
      return FALSE;
    }

  while (length > 0)
    {
      ssize_t n = write (self->fd, from, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          yy_blob_store_set_errno (error, errno, "writing an upload");
          return FALSE;
        }
      from += n;
      length -= (gsize) n;
      self->size += n;
    }

  return TRUE;
}

int
yy_incoming_open_for_reading (YyIncoming *self, GError **error)
{
  int fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    yy_blob_store_set_errno (error, errno, "reading an upload");

  return fd;
}

gboolean
yy_incoming_verify (YyIncoming *self, GError **error)
{
  char hex[65];

  if (fdatasync (self->fd) < 0)
    {
      yy_blob_store_set_errno (error, errno, "forcing an upload to the disk");
      return FALSE;
    }
  if (!yy_blob_store_hash (self->fd, hex, error))
    return FALSE;
  if (!g_str_equal (hex, self->sha256))
    {
      yy_incoming_discard (self);
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_DIGEST, "", NULL, 0, NULL);
      return FALSE;
    }

  return TRUE;
}

gboolean
yy_incoming_keep (YyIncoming *self, GError **error)
{
  g_autofree char *place = yy_blob_store_dup_path (self->store, self->sha256, NULL);

  if (!yy_blob_store_make_parents (place, error))
    return FALSE;
  if (g_rename (self->path, place) < 0)
    {
      yy_blob_store_set_errno (error, errno, "giving an upload its place");
      return FALSE;
    }

  return yy_blob_store_sync_place (self->store, self->sha256, error);
}

void
yy_incoming_discard (YyIncoming *self)
{
  if (g_unlink (self->path) < 0 && errno != ENOENT)
    g_warning ("blob store: removing an upload: %s", g_strerror (errno));
}

void
yy_incoming_free (YyIncoming *self)
{
  if (self->fd >= 0)
    close (self->fd);
  release (self->store, self->name);
  g_free (self->name);
  g_free (self->sha256);
  g_free (self->path);
  g_free (self);
}

void
yy_blob_store_collect_incoming (YyBlobStore *self, gint64 before_usec)
{
  g_autofree char *folder = g_build_filename (self->folder, "incoming", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_stat (path, &info) < 0 || (gint64) info.st_mtime * G_USEC_PER_SEC >= before_usec ||
          !claim (self, name))
        continue;
      g_unlink (path);
      release (self, name);
    }
}
