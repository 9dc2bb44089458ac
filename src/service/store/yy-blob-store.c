#include "yy-blob-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <nettle/sha2.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-page.h"

void
yy_blob_store_set_errno (GError **error, int saved_errno, const char *what)
{
  YyError code = YY_ERROR_INTERNAL;

  if (saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG)
    code = YY_ERROR_NO_SPACE;
  else if (saved_errno == EMFILE || saved_errno == ENFILE || saved_errno == ENOMEM || saved_errno == EROFS ||
           saved_errno == EIO)
    code = YY_ERROR_UNAVAILABLE;

  g_warning ("blob store: %s: %s", what, g_strerror (saved_errno));
  g_set_error_literal (error, YY_ERROR, code,
                       code == YY_ERROR_NO_SPACE ? "The service has no room for the picture."
                                                 : "The picture could not be stored.");
}

YyBlobStore *
yy_blob_store_new (const char *folder, GError **error)
{
  static const char *const parts[] = { "blobs", "derived", "incoming" };
  g_autoptr (YyBlobStore) self = g_new0 (YyBlobStore, 1);

  self->folder = g_strdup (folder);
  self->open_uploads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->lock);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);

      if (g_mkdir_with_parents (path, 0700) < 0)
        {
          yy_blob_store_set_errno (error, errno, "making its folders");
          return NULL;
        }
    }

  return g_steal_pointer (&self);
}

void
yy_blob_store_free (YyBlobStore *self)
{
  g_hash_table_unref (self->open_uploads);
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_free (self);
}

char *
yy_blob_store_dup_path (YyBlobStore *self, const char *sha256, const char *variant)
{
  /* Names come from the database or from the wire: only a digest is ever made into a path. */
  g_return_val_if_fail (yy_sha256_is_valid (sha256), NULL);

  return g_strdup_printf ("%s/%s/%.2s/%.2s/%s%s%s", self->folder, variant != NULL ? "derived" : "blobs",
                          sha256, sha256 + 2, sha256, variant != NULL ? "." : "",
                          variant != NULL ? variant : "");
}

gboolean
yy_blob_store_sync_parent (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  int fd = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    yy_blob_store_set_errno (error, errno, "forcing a folder to the disk");
  if (fd >= 0)
    close (fd);

  return synced;
}

gboolean
yy_blob_store_make_parents (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir (parent, 0700) == 0 || errno == EEXIST || g_mkdir_with_parents (parent, 0700) == 0)
    return TRUE;

  yy_blob_store_set_errno (error, errno, "making a folder");
  return FALSE;
}

/* The first two bytes of a digest are the two folders that its file lies in. */
static guint
get_place (const char *sha256)
{
  return (guint) (g_ascii_xdigit_value (sha256[0]) << 12 | g_ascii_xdigit_value (sha256[1]) << 8 |
                  g_ascii_xdigit_value (sha256[2]) << 4 | g_ascii_xdigit_value (sha256[3]));
}

gboolean
yy_blob_store_sync_place (YyBlobStore *self, const char *sha256, GError **error)
{
  g_autofree char *path = yy_blob_store_dup_path (self, sha256, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *grand = g_path_get_dirname (parent);
  guint place = get_place (sha256);
  gboolean known;

  if (!yy_blob_store_sync_parent (path, error))
    return FALSE;

  g_mutex_lock (&self->lock);
  known = (self->synced[place / 8] & (1u << place % 8)) != 0;
  g_mutex_unlock (&self->lock);
  if (known)
    return TRUE;

  /* A folder whose entry is not on the disk would take the picture with it. Whoever made the folder may not
   * have come to this yet, so it is done by whoever is here first since the start. */
  if (!yy_blob_store_sync_parent (parent, error) || !yy_blob_store_sync_parent (grand, error))
    return FALSE;

  g_mutex_lock (&self->lock);
  self->synced[place / 8] |= (guint8) (1u << place % 8);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

gboolean
yy_blob_store_hash (int fd, char ret_hex[65], GError **error)
{
  /* Not GChecksum: this one knows the processor's own instructions and takes a fifth of the time. */
  struct sha256_ctx sum;
  guint8 digest[SHA256_DIGEST_SIZE];
  g_autofree guint8 *buffer = g_malloc (256 * 1024);
  ssize_t n;

  if (lseek (fd, 0, SEEK_SET) < 0)
    {
      yy_blob_store_set_errno (error, errno, "reading");
      return FALSE;
    }
  sha256_init (&sum);
  while ((n = read (fd, buffer, 256 * 1024)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          yy_blob_store_set_errno (error, errno, "reading");
          return FALSE;
        }
      sha256_update (&sum, (size_t) n, buffer);
    }

  sha256_digest (&sum, sizeof digest, digest);
  sodium_bin2hex (ret_hex, 65, digest, sizeof digest);
  return TRUE;
}

int
yy_blob_store_open (YyBlobStore *self, const char *sha256, const char *variant, GError **error)
{
  g_autofree char *path = yy_blob_store_dup_path (self, sha256, variant);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0 && errno == ENOENT)
    g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such picture.");
  else if (fd < 0)
    yy_blob_store_set_errno (error, errno, "opening");

  return fd;
}

gboolean
yy_blob_store_has (YyBlobStore *self, const char *sha256, const char *variant)
{
  g_autofree char *path = yy_blob_store_dup_path (self, sha256, variant);
  GStatBuf info;

  /* After a power cut a derived file may have its name but not its bytes: an empty one counts as missing. */
  return g_stat (path, &info) == 0 && info.st_size > 0;
}

gboolean
yy_blob_store_put_derived (
    YyBlobStore *self, const char *sha256, const char *variant, GBytes *bytes, GError **error)
{
  g_autofree char *path = yy_blob_store_dup_path (self, sha256, variant);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) cause = NULL;

  if (!yy_blob_store_make_parents (path, error))
    return FALSE;
  if (!g_file_set_contents_full (path, data, (gssize) size,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_ONLY_EXISTING, 0600,
                                 &cause))
    {
      yy_blob_store_set_errno (error,
                               g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC : EIO,
                               "writing something derived");
      return FALSE;
    }

  return TRUE;
}

static void
remove_file (YyBlobStore *self, const char *sha256, const char *variant)
{
  g_autofree char *path = yy_blob_store_dup_path (self, sha256, variant);

  if (g_unlink (path) < 0 && errno != ENOENT)
    g_warning ("blob store: removing a file nobody needs: %s", g_strerror (errno));
}

void
yy_blob_store_remove_derived (YyBlobStore *self, const char *sha256)
{
  remove_file (self, sha256, "thumbnail");
  remove_file (self, sha256, "preview");
}

void
yy_blob_store_remove (YyBlobStore *self, const char *sha256)
{
  remove_file (self, sha256, NULL);
  yy_blob_store_remove_derived (self, sha256);
}

gboolean
yy_blob_store_check (YyBlobStore *self, const char *sha256, GError **error)
{
  int fd = yy_blob_store_open (self, sha256, NULL, error);
  char hex[65];
  gboolean read_whole;

  if (fd < 0)
    return FALSE;
  read_whole = yy_blob_store_hash (fd, hex, error);
  close (fd);
  if (!read_whole)
    return FALSE;
  if (!g_str_equal (hex, sha256))
    {
      yy_error_set_one (error, YY_ERROR_DAMAGED, YY_ISSUE_DIGEST, "", NULL, 0, NULL);
      return FALSE;
    }

  return TRUE;
}
