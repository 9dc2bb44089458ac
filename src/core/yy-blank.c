#include "yy-blank.h"

#include <stdio.h>

static gboolean
is_on_page (int x, int y, int width, int height)
{
  return x >= 0 && y >= 0 && width > 0 && height > 0 && x <= YY_REGION_WHOLE && y <= YY_REGION_WHOLE &&
         width <= YY_REGION_WHOLE - x && height <= YY_REGION_WHOLE - y;
}

gboolean
yy_blank_is_sound (const YyBlank *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if ((guint) self->verdict >= YY_BLANK_VERDICT_LAST || self->confidence < 0 || self->confidence > 100 ||
      self->n_regions > YY_BLANK_REGIONS_MAX)
    return FALSE;
  for (guint i = 0; i < self->n_regions; i++)
    {
      const YyRegion *region = &self->regions[i];

      if (!is_on_page (region->x, region->y, region->width, region->height))
        return FALSE;
    }

  return TRUE;
}

gboolean
yy_blank_add_region (YyBlank *self, int x, int y, int width, int height)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->n_regions >= YY_BLANK_REGIONS_MAX || !is_on_page (x, y, width, height))
    return FALSE;

  self->regions[self->n_regions++] = (YyRegion) { x, y, width, height };
  return TRUE;
}

char *
yy_blank_dup_regions (const YyBlank *self)
{
  GString *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < MIN (self->n_regions, YY_BLANK_REGIONS_MAX); i++)
    {
      const YyRegion *region = &self->regions[i];

      g_string_append_printf (text, "%s%d,%d,%d,%d", i > 0 ? ";" : "", region->x, region->y, region->width,
                              region->height);
    }

  return g_string_free (text, FALSE);
}

static gboolean
add_one (YyBlank *self, const char *text)
{
  int x, y, width, height, end = 0;

  return sscanf (text, "%5d,%5d,%5d,%5d%n", &x, &y, &width, &height, &end) == 4 && text[end] == '\0' &&
         yy_blank_add_region (self, x, y, width, height);
}

gboolean
yy_blank_set_regions (YyBlank *self, const char *text)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  self->n_regions = 0;
  if (*text == '\0')
    return TRUE;

  parts = g_strsplit (text, ";", YY_BLANK_REGIONS_MAX + 1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!add_one (self, parts[i]))
        {
          self->n_regions = 0;
          return FALSE;
        }
    }

  return TRUE;
}
