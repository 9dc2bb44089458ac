#pragma once

#include <glib.h>

#include "yy-paper.h"

G_BEGIN_DECLS

/**
 * YyDemoMaterial:
 *
 * One line of data/demo/materials.csv: something that a unit wants stamped, again and again.
 */
typedef struct
{
  char *name;
  char *reason;
  YyPaperKind kind;
  char *seal_id;
  int copies;
  gboolean major;
  char *unit_id;
} YyDemoMaterial;

void yy_demo_material_free (YyDemoMaterial *self);
/* (transfer full) (element-type YyDemoMaterial); %NULL with @error when a line is wrong. */
GPtrArray *yy_demo_material_load (const char *path, GError **error);

G_END_DECLS
