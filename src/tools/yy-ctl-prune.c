#include "yy-ctl-prune.h"

#include <glib/gstdio.h>
#include <string.h>

#include "yy-ctl-files.h"
#include "yy-ctl-manifest.h"

static gboolean
remove_manifests (const char *folder, GPtrArray *times, guint keep, guint *ret_n_removed, GError **error)
{
  *ret_n_removed = times->len > keep ? times->len - keep : 0;
  for (guint i = 0; i < *ret_n_removed; i++)
    {
      g_autoptr (YyCtlManifest) manifest = yy_ctl_manifest_new (g_ptr_array_index (times, i));
      g_autofree char *path = yy_ctl_manifest_dup_path (manifest, folder);

      g_unlink (path);
    }
  if (*ret_n_removed > 0)
    g_ptr_array_remove_range (times, 0, *ret_n_removed);

  /* Before anything that they name goes. */
  return yy_ctl_files_sync_folder (folder, error);
}

/* What the remaining backups need: (transfer full), %NULL when one of them cannot be read. */
static GHashTable *
collect_needed (const char *folder, GPtrArray *times)
{
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < times->len; i++)
    {
      g_autoptr (YyCtlManifest) manifest = yy_ctl_manifest_read (folder, g_ptr_array_index (times, i), NULL);
      GHashTableIter iter;
      gpointer sha256;

      if (manifest == NULL)
        return NULL;
      g_hash_table_iter_init (&iter, manifest->pictures);
      while (g_hash_table_iter_next (&iter, &sha256, NULL))
        g_hash_table_add (needed, g_strdup (sha256));
    }

  return g_steal_pointer (&needed);
}

static void
remove_databases (const char *folder, GPtrArray *times)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint i = 0; i < times->len; i++)
    g_hash_table_add (kept, g_strconcat (YY_CTL_DATABASE_PREFIX, g_ptr_array_index (times, i), ".db", NULL));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, YY_CTL_DATABASE_PREFIX) && !g_hash_table_contains (kept, name))
        g_unlink (path);
    }
}

static void
remove_pictures (const char *folder, GHashTable *needed)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_pictures (path, needed);
      else if (!g_hash_table_contains (needed, name))
        g_unlink (path);
    }
}

gboolean
yy_ctl_prune (const char *folder, guint keep, guint *ret_n_removed, GError **error)
{
  g_autoptr (GPtrArray) times = yy_ctl_manifest_list (folder, error);
  g_autofree char *pictures = g_build_filename (folder, "blobs", NULL);
  g_autoptr (GHashTable) needed = NULL;

  if (times == NULL || !remove_manifests (folder, times, keep, ret_n_removed, error))
    return FALSE;

  remove_databases (folder, times);
  needed = collect_needed (folder, times);
  if (needed != NULL)
    remove_pictures (pictures, needed);
  return TRUE;
}
