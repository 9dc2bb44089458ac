#include "yy-viewer-window.h"

#include <glib/gi18n.h>

#include "yy-page-viewer.h"

struct _YyViewerWindow
{
  AdwWindow parent_instance;

  YyPageViewer *viewer;
};

G_DEFINE_FINAL_TYPE (YyViewerWindow, yy_viewer_window, ADW_TYPE_WINDOW)

static void
yy_viewer_window_class_init (YyViewerWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yy_viewer_window_init (YyViewerWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_set_tooltip_text (back, _ ("Back (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);

  self->viewer = YY_PAGE_VIEWER (yy_page_viewer_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->viewer), TRUE);
  g_signal_connect_object (self->viewer, "expand", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->viewer));
  adw_window_set_content (ADW_WINDOW (self), box);
}

GtkWidget *
yy_viewer_window_new (GtkWindow *parent, GListModel *pictures, guint position)
{
  YyViewerWindow *self = g_object_new (YY_TYPE_VIEWER_WINDOW, NULL);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Pictures of the material"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  if (parent != NULL)
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), parent);
      gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
      gtk_window_set_default_size (GTK_WINDOW (self), gtk_widget_get_width (GTK_WIDGET (parent)),
                                   gtk_widget_get_height (GTK_WIDGET (parent)));
    }
  yy_page_viewer_set_pictures (self->viewer, pictures);
  yy_page_viewer_set_position (self->viewer, position);
  gtk_window_fullscreen (GTK_WINDOW (self));
  yy_page_viewer_focus (self->viewer);
  return GTK_WIDGET (self);
}

guint
yy_viewer_window_get_position (YyViewerWindow *self)
{
  g_return_val_if_fail (YY_IS_VIEWER_WINDOW (self), 0);

  return yy_page_viewer_get_position (self->viewer);
}
