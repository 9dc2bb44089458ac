#include "yy-demo-material.h"

#include <string.h>

#include "yy-error.h"

void
yy_demo_material_free (YyDemoMaterial *self)
{
  g_free (self->name);
  g_free (self->reason);
  g_free (self->seal_id);
  g_free (self->unit_id);
  g_free (self);
}

/* The file is ours, without quoted fields; the importer's strict reader is for what other people write. */
static YyDemoMaterial *
read_line (const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", -1);
  YyDemoMaterial *material;
  YyPaperKind kind;
  guint64 copies;

  if (g_strv_length (fields) != 7 || !yy_paper_kind_from_nick (fields[2], &kind) ||
      !g_ascii_string_to_unsigned (fields[4], 10, 1, 999, &copies, NULL))
    return NULL;

  material = g_new0 (YyDemoMaterial, 1);
  material->name = g_strdup (fields[0]);
  material->reason = g_strdup (fields[1]);
  material->kind = kind;
  material->seal_id = g_strdup (fields[3]);
  material->copies = (int) copies;
  material->major = g_str_equal (fields[5], "yes");
  material->unit_id = g_strdup (fields[6]);
  return material;
}

GPtrArray *
yy_demo_material_load (const char *path, GError **error)
{
  g_autoptr (GPtrArray) materials = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_demo_material_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      YyDemoMaterial *material = read_line (lines[i]);

      if (material == NULL)
        {
          g_set_error (error, YY_ERROR, YY_ERROR_INVALID, "%s: line %u is no material.", path, i + 1);
          return NULL;
        }
      g_ptr_array_add (materials, material);
    }

  return g_steal_pointer (&materials);
}
