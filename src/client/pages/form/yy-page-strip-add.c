#include "yy-page-strip-private.h"

#include <glib/gi18n.h>

#include "yy-file-picker.h"
#include "yy-toast.h"

/* Pictures come by the file chooser, by the clipboard, and from whatever is dropped. */

/* GS11: those that fit are taken, and how many were not is said. */
static void
add_pages (YyPageStrip *self, GPtrArray *pages)
{
  guint taken;

  if (self->draft == NULL || pages->len == 0)
    return;

  taken = yy_draft_add_pages (self->draft, pages);
  if (taken < pages->len)
    {
      guint left = pages->len - taken;
      AdwToast *message = NULL;
      g_autofree char *text =
          g_strdup_printf (ngettext ("At most %d pictures are possible: %u was not taken.",
                                     "At most %d pictures are possible: %u were not taken.", left),
                           YY_FORM_PAGES_MAX, left);

      message = yy_toast_new (text);
      adw_toast_set_priority (message, ADW_TOAST_PRIORITY_HIGH);
      adw_toast_set_timeout (message, 8);
      yy_toast_add (GTK_WIDGET (self), message);
    }
  if (taken > 0)
    yy_page_strip_emit_edited (self);
}

static void
add_file (GPtrArray *pages, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_strdup (_ ("Picture"));

  g_ptr_array_add (pages, yy_draft_page_new_picked (file, NULL, name));
}

static void
add_texture (GPtrArray *pages, GdkTexture *texture)
{
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (texture);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H%M%S");
  /* Translators: name of a picture from the clipboard, %s is a time such as 101502 */
  g_autofree char *name = g_strdup_printf (_ ("Pasted %s.png"), time);

  g_ptr_array_add (pages, yy_draft_page_new_picked (NULL, bytes, name));
}

gboolean
yy_page_strip_take_value (YyPageStrip *self, const GValue *value)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (YY_IS_PAGE_STRIP (self), FALSE);

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
      add_file (pages, file->data);
  else if (G_VALUE_HOLDS (value, G_TYPE_FILE) && g_value_get_object (value) != NULL)
    add_file (pages, g_value_get_object (value));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE) && g_value_get_object (value) != NULL)
    add_texture (pages, g_value_get_object (value));

  add_pages (self, pages);
  return pages->len > 0;
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyPageStrip) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL)
    yy_page_strip_take_value (self, value);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    yy_toast_show (GTK_WIDGET (self), _ ("There is no picture in the clipboard."));
}

void
yy_page_strip_paste (YyPageStrip *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType wanted = G_TYPE_INVALID;

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    wanted = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) ||
           gdk_content_formats_contain_mime_type (formats, "image/png") ||
           gdk_content_formats_contain_mime_type (formats, "image/jpeg"))
    wanted = GDK_TYPE_TEXTURE;

  if (wanted == G_TYPE_INVALID)
    yy_toast_show (GTK_WIDGET (self), _ ("There is no picture in the clipboard."));
  else
    gdk_clipboard_read_value_async (clipboard, wanted, G_PRIORITY_DEFAULT, self->cancellable, pasted_cb,
                                    g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyPageStrip) self = user_data;
  g_autoptr (GListModel) files = yy_file_picker_choose_finish (GTK_WIDGET (source), result);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      add_file (pages, file);
    }
  add_pages (self, pages);
}

void
yy_page_strip_choose (YyPageStrip *self)
{
  static const char *const types[] = { "image/*", NULL };

  g_return_if_fail (YY_IS_PAGE_STRIP (self));

  yy_file_picker_choose_async (GTK_WIDGET (self), _ ("Choose pictures of the material"), _ ("Pictures"),
                               types, self->cancellable, chosen_cb, g_object_ref (self));
}
