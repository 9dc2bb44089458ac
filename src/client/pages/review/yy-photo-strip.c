#include "yy-photo-strip.h"

#include <glib/gi18n.h>

#include "yy-file-picker.h"
#include "yy-image-view.h"
#include "yy-page.h"
#include "yy-stamp-photo.h"
#include "yy-toast.h"

struct _YyPhotoStrip
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *flow;
  GtkWidget *add;

  YyApiClient *client;
  GPtrArray *photos;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (YyPhotoStrip, yy_photo_strip, GTK_TYPE_WIDGET)

static void
update (YyPhotoStrip *self)
{
  gtk_widget_set_visible (self->flow, self->photos->len > 0);
  gtk_widget_set_sensitive (self->add, self->photos->len < YY_PHOTO_STRIP_MAX);
}

static const char *
get_state_text (YyStampPhoto *photo)
{
  switch (yy_stamp_photo_get_state (photo))
    {
    case YY_STAMP_PHOTO_READING:
      return _ ("Reading…");
    case YY_STAMP_PHOTO_SENDING:
      return _ ("Sending…");
    case YY_STAMP_PHOTO_SENT:
      return _ ("Sent");
    default:
      return yy_stamp_photo_get_error (photo);
    }
}

/* What of a tile changes: its parts in their order. */
static void
update_tile (YyStampPhoto *photo, GtkWidget *tile)
{
  GtkWidget *view = gtk_widget_get_first_child (tile);
  GtkWidget *state = gtk_widget_get_next_sibling (view);
  GtkWidget *again = gtk_widget_get_next_sibling (state);
  gboolean failed = yy_stamp_photo_get_state (photo) == YY_STAMP_PHOTO_FAILED;
  g_autofree char *name = g_strdup_printf ("%s %s", yy_stamp_photo_get_name (photo), get_state_text (photo));

  yy_image_view_show_picture (YY_IMAGE_VIEW (view), yy_stamp_photo_get_texture (photo), 0, 0, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* The cell around it has the focus; there is none before it is put in. */
  if (GTK_IS_FLOW_BOX_CHILD (gtk_widget_get_parent (tile)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (tile)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_label (GTK_LABEL (state), get_state_text (photo));
  if (failed)
    gtk_widget_add_css_class (state, "error");
  else
    gtk_widget_remove_css_class (state, "error");
  gtk_widget_set_visible (again, failed);
}

static void
remove_cb (GtkWidget *button, YyStampPhoto *photo)
{
  YyPhotoStrip *self = YY_PHOTO_STRIP (gtk_widget_get_ancestor (button, YY_TYPE_PHOTO_STRIP));

  yy_stamp_photo_cancel (photo);
  gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), gtk_widget_get_ancestor (button, GTK_TYPE_FLOW_BOX_CHILD));
  g_ptr_array_remove (self->photos, photo);
  update (self);
  gtk_widget_grab_focus (self->add);
}

static GtkWidget *
new_tile (YyStampPhoto *photo)
{
  GtkWidget *tile = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *view = yy_image_view_new ();
  GtkWidget *state = gtk_label_new (NULL);
  GtkWidget *again = gtk_button_new_with_label (_ ("Try Again"));
  GtkWidget *drop = gtk_button_new_with_label (_ ("Remove"));

  yy_image_view_set_interactive (YY_IMAGE_VIEW (view), FALSE);
  gtk_widget_set_focusable (view, FALSE);
  gtk_widget_set_size_request (view, 84, 108);
  gtk_widget_set_halign (view, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (view, "yy-picture");
  gtk_label_set_wrap (GTK_LABEL (state), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (state), 12);
  gtk_widget_add_css_class (state, "caption");
  gtk_widget_add_css_class (again, "flat");
  gtk_widget_add_css_class (drop, "flat");
  gtk_widget_set_tooltip_text (drop, yy_stamp_photo_get_name (photo));
  gtk_box_append (GTK_BOX (tile), view);
  gtk_box_append (GTK_BOX (tile), state);
  gtk_box_append (GTK_BOX (tile), again);
  gtk_box_append (GTK_BOX (tile), drop);

  g_signal_connect_object (again, "clicked", G_CALLBACK (yy_stamp_photo_retry), photo, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "clicked", G_CALLBACK (remove_cb), photo, 0);
  g_signal_connect_object (photo, "changed", G_CALLBACK (update_tile), tile, 0);
  update_tile (photo, tile);
  return tile;
}

static void
add_photo (YyPhotoStrip *self, GFile *file, GBytes *bytes, const char *name)
{
  YyStampPhoto *photo;
  GtkWidget *tile;

  if (self->photos->len >= YY_PHOTO_STRIP_MAX)
    {
      yy_toast_show (GTK_WIDGET (self), _ ("At most 10 photos are possible."));
      return;
    }

  photo = yy_stamp_photo_new (self->client, file, bytes, name);
  g_ptr_array_add (self->photos, photo);
  tile = new_tile (photo);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->flow), tile, -1);
  update_tile (photo, tile);
  update (self);
}

static void
add_file (YyPhotoStrip *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_strdup (_ ("Photo"));

  add_photo (self, file, NULL, name);
}

static gboolean
dropped_cb (YyPhotoStrip *self, const GValue *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
        add_file (self, file->data);
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (g_value_get_object (value));

      add_photo (self, NULL, bytes, _ ("Photo"));
      return TRUE;
    }

  return FALSE;
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyPhotoStrip) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && !g_cancellable_is_cancelled (self->cancellable))
    dropped_cb (self, value);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyPhotoStrip *self = YY_PHOTO_STRIP (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type = gdk_content_formats_contain_mime_type (formats, "text/uri-list") ||
                       gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
                   ? GDK_TYPE_FILE_LIST
                   : GDK_TYPE_TEXTURE;

  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, self->cancellable, pasted_cb,
                                  g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyPhotoStrip) self = user_data;
  g_autoptr (GListModel) files = yy_file_picker_choose_finish (GTK_WIDGET (source), result);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      add_file (self, file);
    }
}

static void
add_cb (YyPhotoStrip *self)
{
  static const char *const types[] = { "image/*", NULL };

  yy_file_picker_choose_async (GTK_WIDGET (self), _ ("Photos of the stamped paper"), _ ("Pictures"), types,
                               self->cancellable, chosen_cb, g_object_ref (self));
}

static void
drop_photos (YyPhotoStrip *self)
{
  GtkWidget *child;

  for (guint i = 0; i < self->photos->len; i++)
    yy_stamp_photo_cancel (g_ptr_array_index (self->photos, i));
  g_ptr_array_set_size (self->photos, 0);
  while ((child = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), child);
}

static void
yy_photo_strip_dispose (GObject *object)
{
  YyPhotoStrip *self = YY_PHOTO_STRIP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->box != NULL)
    drop_photos (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (yy_photo_strip_parent_class)->dispose (object);
}

static void
yy_photo_strip_finalize (GObject *object)
{
  YyPhotoStrip *self = YY_PHOTO_STRIP (object);

  g_ptr_array_unref (self->photos);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (yy_photo_strip_parent_class)->finalize (object);
}

static void
yy_photo_strip_class_init (YyPhotoStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yy_photo_strip_dispose;
  object_class->finalize = yy_photo_strip_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "photos.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "photos.paste", NULL);
}

static void
yy_photo_strip_init (YyPhotoStrip *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GtkWidget *label = gtk_label_new (_ ("Photos of the stamped paper"));

  self->photos = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->flow = gtk_flow_box_new ();
  self->add = gtk_button_new_with_label (_ ("Add Photos…"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 3);
  gtk_widget_set_halign (self->flow, GTK_ALIGN_START);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 6);
  gtk_widget_set_tooltip_text (self->add, _ ("Choose, drop or paste (Ctrl+V) photos here"));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), self->flow);
  gtk_box_append (GTK_BOX (self->box), self->add);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  update (self);
}

GtkWidget *
yy_photo_strip_new (YyApiClient *client)
{
  YyPhotoStrip *self = g_object_new (YY_TYPE_PHOTO_STRIP, NULL);

  self->client = g_object_ref (client);
  return GTK_WIDGET (self);
}

void
yy_photo_strip_clear (YyPhotoStrip *self)
{
  g_return_if_fail (YY_IS_PHOTO_STRIP (self));

  drop_photos (self);
  update (self);
}

const char *
yy_photo_strip_get_problem (YyPhotoStrip *self)
{
  g_return_val_if_fail (YY_IS_PHOTO_STRIP (self), NULL);

  for (guint i = 0; i < self->photos->len; i++)
    {
      switch (yy_stamp_photo_get_state (g_ptr_array_index (self->photos, i)))
        {
        case YY_STAMP_PHOTO_SENT:
          break;
        case YY_STAMP_PHOTO_FAILED:
          return _ ("A photo could not be sent: try it again or remove it.");
        default:
          return _ ("The photos are still being sent.");
        }
    }

  return NULL;
}

GPtrArray *
yy_photo_strip_dup_pages (YyPhotoStrip *self)
{
  GPtrArray *pages = yy_page_list_new ();

  g_return_val_if_fail (YY_IS_PHOTO_STRIP (self), pages);

  for (guint i = 0; i < self->photos->len; i++)
    {
      const YyPage *page = yy_stamp_photo_get_page (g_ptr_array_index (self->photos, i));

      if (page != NULL)
        g_ptr_array_add (pages, yy_page_copy (page));
    }

  return pages;
}
