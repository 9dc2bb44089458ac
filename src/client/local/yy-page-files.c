#include "yy-page-files.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "yy-error.h"
#include "yy-page.h"

#define SPARED_SECONDS 3600

static char *
dup_path (const char *folder, const char *sha256)
{
  return g_build_filename (folder, sha256, NULL);
}

char *
yy_page_files_add (const char *folder, GBytes *bytes, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = dup_path (folder, sha256);
  g_autoptr (GError) local = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (!g_file_set_contents_full (path, data, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local))
    {
      gboolean full = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC);

      g_info ("Keeping a picture: %s", local->message);
      g_set_error_literal (error, YY_ERROR, full ? YY_ERROR_NO_SPACE : YY_ERROR_UNAVAILABLE,
                           full ? _ ("The disk of this computer is full.")
                                : _ ("The picture could not be kept on this computer."));
      return NULL;
    }

  return g_steal_pointer (&sha256);
}

GBytes *
yy_page_files_read (const char *folder, const char *sha256, GError **error)
{
  g_autofree char *path = dup_path (folder, sha256);
  g_autofree char *found = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize length;

  g_return_val_if_fail (yy_sha256_is_valid (sha256), NULL);

  if (!g_file_get_contents (path, &data, &length, NULL))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND,
                           _ ("The picture is no longer on this computer. Please add it again."));
      return NULL;
    }

  bytes = g_bytes_new_take (data, length);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!g_str_equal (found, sha256))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_DAMAGED,
                           _ ("The picture was damaged on this computer. Please add it again."));
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

gboolean
yy_page_files_has (const char *folder, const char *sha256)
{
  g_autofree char *path = dup_path (folder, sha256);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

void
yy_page_files_sweep (const char *folder, GHashTable *wanted)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = dup_path (folder, name);
      GStatBuf info;

      if (!g_hash_table_contains (wanted, name) && g_lstat (path, &info) == 0 &&
          now - (gint64) info.st_mtime > SPARED_SECONDS)
        g_unlink (path);
    }
}
