#include "yy-page.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (YyPage, yy_page, yy_page_copy, yy_page_free)

YyPage *
yy_page_new (const char *sha256,
             const char *original_sha256,
             const char *name,
             const char *mime,
             gint64 size,
             int width,
             int height,
             int rotation)
{
  YyPage *self = g_new0 (YyPage, 1);

  self->sha256 = g_strdup (sha256 != NULL ? sha256 : "");
  self->original_sha256 = g_strdup (original_sha256 != NULL ? original_sha256 : "");
  self->name = g_strdup (name != NULL ? name : "");
  self->mime = g_strdup (mime != NULL ? mime : "");
  self->size = size;
  self->width = width;
  self->height = height;
  self->rotation = rotation;

  return self;
}

void
yy_page_set_blank (YyPage *self, const YyBlank *blank)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (blank != NULL && yy_blank_is_sound (blank));

  self->blank = *blank;
}

YyPage *
yy_page_copy (const YyPage *self)
{
  YyPage *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = yy_page_new (self->sha256, self->original_sha256, self->name, self->mime, self->size, self->width,
                      self->height, self->rotation);
  copy->blank = self->blank;
  return copy;
}

void
yy_page_free (YyPage *self)
{
  g_free (self->sha256);
  g_free (self->original_sha256);
  g_free (self->name);
  g_free (self->mime);
  g_free (self);
}

gboolean
yy_page_equal (const YyPage *a, const YyPage *b)
{
  return a->rotation == b->rotation && g_str_equal (a->sha256, b->sha256) && g_str_equal (a->name, b->name) &&
         g_str_equal (a->original_sha256, b->original_sha256);
}

GPtrArray *
yy_page_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yy_page_free);
}

static gpointer
copy_page (gconstpointer page, gpointer user_data)
{
  return yy_page_copy (page);
}

GPtrArray *
yy_page_list_copy (GPtrArray *pages)
{
  GPtrArray *copy = g_ptr_array_copy (pages, copy_page, NULL);

  g_ptr_array_set_free_func (copy, (GDestroyNotify) yy_page_free);
  return copy;
}

gboolean
yy_page_list_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      if (!yy_page_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
        return FALSE;
    }

  return TRUE;
}

gboolean
yy_sha256_is_valid (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}
