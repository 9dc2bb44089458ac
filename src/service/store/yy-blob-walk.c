#include "yy-blob-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "yy-page.h"

/* Pictures lie two folders deep. */
#define DEPTH 2

typedef struct
{
  YyBlobStore *store;
  YyBlobFile row;
  gpointer user_data;
} Walk;

static gboolean
is_in_place (Walk *walk, const char *path, const char *name, int depth)
{
  g_autofree char *wanted = NULL;

  if (depth != DEPTH || !yy_sha256_is_valid (name))
    return FALSE;
  wanted = yy_blob_store_dup_path (walk->store, name, NULL);
  return g_str_equal (wanted, path);
}

static gboolean
visit (Walk *walk, const char *folder, int depth, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      yy_blob_store_set_errno (error, errno, folder);
      return FALSE;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_lstat (path, &info) < 0)
        continue;
      if (S_ISDIR (info.st_mode) && depth < DEPTH)
        {
          if (!visit (walk, path, depth + 1, error))
            return FALSE;
          continue;
        }
      walk->row (name, S_ISREG (info.st_mode) && is_in_place (walk, path, name, depth),
                 (gint64) info.st_mtime * G_USEC_PER_SEC, walk->user_data);
    }

  return TRUE;
}

gboolean
yy_blob_store_each (YyBlobStore *self, YyBlobFile row, gpointer user_data, GError **error)
{
  g_autofree char *folder = g_build_filename (self->folder, "blobs", NULL);
  Walk walk = { self, row, user_data };

  return visit (&walk, folder, 0, error);
}
