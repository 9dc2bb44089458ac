#include "yy-ctl-manifest.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-ctl-files.h"
#include "yy-error.h"
#include "yy-page.h"

#define MISSING "# missing "
/* The last line: a manifest that was cut short has none. */
#define END "# end"

YyCtlManifest *
yy_ctl_manifest_new (const char *time)
{
  YyCtlManifest *self = g_new0 (YyCtlManifest, 1);

  self->time = g_strdup (time);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
yy_ctl_manifest_free (YyCtlManifest *self)
{
  g_free (self->time);
  g_free (self->database_sha256);
  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->missing);
  g_free (self);
}

char *
yy_ctl_manifest_dup_path (const YyCtlManifest *self, const char *folder)
{
  return g_strconcat (folder, "/" YY_CTL_MANIFEST_PREFIX, self->time, NULL);
}

static char *
dup_database_name (const YyCtlManifest *self)
{
  return g_strconcat (YY_CTL_DATABASE_PREFIX, self->time, ".db", NULL);
}

char *
yy_ctl_manifest_dup_database_path (const YyCtlManifest *self, const char *folder)
{
  g_autofree char *name = dup_database_name (self);

  return g_build_filename (folder, name, NULL);
}

static char *
dup_picture_name (const char *sha256)
{
  return g_strdup_printf ("blobs/%.2s/%.2s/%s", sha256, sha256 + 2, sha256);
}

char *
yy_ctl_manifest_dup_picture_path (const char *folder, const char *sha256)
{
  g_autofree char *name = dup_picture_name (sha256);

  return g_build_filename (folder, name, NULL);
}

static GList *
list_sorted (GHashTable *set)
{
  return g_list_sort (g_hash_table_get_keys (set), (GCompareFunc) strcmp);
}

gboolean
yy_ctl_manifest_write (const YyCtlManifest *self, const char *folder, GError **error)
{
  g_autofree char *path = yy_ctl_manifest_dup_path (self, folder);
  g_autofree char *database = dup_database_name (self);
  g_autoptr (GString) text = g_string_new ("# yanyin backup 1; to look by hand: sha256sum -c\n");
  g_autoptr (GList) pictures = list_sorted (self->pictures);
  g_autoptr (GList) missing = list_sorted (self->missing);

  g_string_append_printf (text, "%s  %s\n", self->database_sha256, database);
  for (const GList *l = pictures; l != NULL; l = l->next)
    {
      g_autofree char *name = dup_picture_name (l->data);

      g_string_append_printf (text, "%s  %s\n", (const char *) l->data, name);
    }
  for (const GList *l = missing; l != NULL; l = l->next)
    g_string_append_printf (text, MISSING "%s\n", (const char *) l->data);
  g_string_append (text, END "\n");

  return yy_ctl_files_write (path, text->str, error);
}

/* Only names that this program gives: a manifest cannot point anywhere else. */
static gboolean
read_line (YyCtlManifest *self, const char *line)
{
  g_autofree char *sha256 = g_strndup (line, 64);
  g_autofree char *database = dup_database_name (self);
  g_autofree char *picture = NULL;
  const char *name;

  if (g_str_has_prefix (line, MISSING))
    {
      if (!yy_sha256_is_valid (line + strlen (MISSING)))
        return FALSE;
      g_hash_table_add (self->missing, g_strdup (line + strlen (MISSING)));
      return TRUE;
    }
  if (*line == '#')
    return TRUE;
  if (!yy_sha256_is_valid (sha256) || strncmp (line + 64, "  ", 2) != 0)
    return FALSE;

  name = line + 66;
  if (self->database_sha256 == NULL && g_str_equal (name, database))
    {
      self->database_sha256 = g_steal_pointer (&sha256);
      return TRUE;
    }
  picture = dup_picture_name (sha256);
  if (!g_str_equal (name, picture))
    return FALSE;
  g_hash_table_add (self->pictures, g_steal_pointer (&sha256));
  return TRUE;
}

YyCtlManifest *
yy_ctl_manifest_read (const char *folder, const char *time, GError **error)
{
  g_autoptr (YyCtlManifest) self = yy_ctl_manifest_new (time);
  g_autofree char *path = yy_ctl_manifest_dup_path (self, folder);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean whole;

  if (strchr (time, '/') != NULL || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND, _ ("There is no backup “%s” in %s."), time, folder);
      return NULL;
    }

  whole = g_str_has_suffix (text, "\n" END "\n");
  if (whole)
    text[strlen (text) - 1] = '\0';
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; whole && lines[i] != NULL; i++)
    whole = read_line (self, lines[i]);
  if (!whole || self->database_sha256 == NULL)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_DAMAGED, _ ("%s is damaged."), path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
yy_ctl_manifest_list (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND, _ ("The folder %s cannot be read."), folder);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, YY_CTL_MANIFEST_PREFIX) && !g_str_has_suffix (name, ".part"))
        g_ptr_array_add (times, g_strdup (name + strlen (YY_CTL_MANIFEST_PREFIX)));
    }
  /* Times sort as texts. */
  g_ptr_array_sort (times, compare_texts);

  return g_steal_pointer (&times);
}
