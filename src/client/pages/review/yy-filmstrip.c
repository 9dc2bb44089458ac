#include "yy-filmstrip.h"

#include <glib/gi18n.h>

#include "yy-change-words.h"
#include "yy-image-view.h"
#include "yy-picture.h"

#define CELL_WIDTH 64
#define CELL_HEIGHT 84

struct _YyFilmstrip
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (YyFilmstrip, yy_filmstrip, GTK_TYPE_WIDGET)

/* What of a cell changes. */
static YyImageView *
get_view (GtkListItem *item)
{
  return YY_IMAGE_VIEW (
      gtk_overlay_get_child (GTK_OVERLAY (gtk_widget_get_first_child (gtk_list_item_get_child (item)))));
}

static GtkWidget *
get_badge (YyImageView *view)
{
  return gtk_widget_get_next_sibling (GTK_WIDGET (view));
}

static void
update_change (YyPicture *picture, GParamSpec *pspec, YyImageView *view)
{
  const char *word = yy_change_words_get_page (yy_picture_get_change (picture));
  GtkWidget *badge = get_badge (view);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_BOX));
  g_autofree char *name = yy_picture_dup_name (picture);
  g_autofree char *spoken = word != NULL ? g_strdup_printf ("%s (%s)", name, word) : g_strdup (name);

  gtk_widget_set_visible (badge, word != NULL);
  gtk_label_set_label (GTK_LABEL (badge), word != NULL ? word : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  /* GTK 4.8 has no label for a list's item: the row around it has the focus. */
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
update_cell (YyPicture *picture, GParamSpec *pspec, YyImageView *view)
{
  yy_image_view_show_picture (view, yy_picture_get_thumbnail (picture), 0, 0,
                              yy_picture_get_rotation (picture));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *view = yy_image_view_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *badge = gtk_label_new (NULL);
  GtkWidget *label = gtk_label_new (NULL);

  yy_image_view_set_interactive (YY_IMAGE_VIEW (view), FALSE);
  gtk_widget_set_focusable (view, FALSE);
  gtk_widget_set_can_target (view, FALSE);
  gtk_widget_set_size_request (view, CELL_WIDTH, CELL_HEIGHT);
  gtk_widget_add_css_class (view, "yy-picture");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (badge, "yy-page-change");
  gtk_widget_set_halign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (badge, GTK_ALIGN_END);
  gtk_widget_set_can_target (badge, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), badge);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  YyPicture *picture = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  YyImageView *view = get_view (item);
  g_autofree char *number = g_strdup_printf (
      yy_picture_is_stamped (picture) ? C_ ("photo of the stamped paper", "stamped %u") : "%u",
      yy_picture_get_place (picture) + 1);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), number);
  gtk_widget_set_tooltip_text (box, yy_picture_get_page (picture)->name);

  g_signal_connect_object (picture, "notify::thumbnail", G_CALLBACK (update_cell), view, 0);
  g_signal_connect_object (picture, "notify::rotation", G_CALLBACK (update_cell), view, 0);
  g_signal_connect_object (picture, "notify::change", G_CALLBACK (update_change), view, 0);
  update_cell (picture, NULL, view);
  update_change (picture, NULL, view);
  yy_picture_want (picture, YY_PICTURE_THUMBNAIL);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  YyImageView *view = get_view (item);

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), update_cell, view);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), update_change, view);
}

static void
yy_filmstrip_dispose (GObject *object)
{
  YyFilmstrip *self = YY_FILMSTRIP (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_filmstrip_parent_class)->dispose (object);
}

static void
yy_filmstrip_class_init (YyFilmstripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_filmstrip_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filmstrip");
}

static void
yy_filmstrip_init (YyFilmstrip *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pictures"),
                                  -1);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

void
yy_filmstrip_set_selection (YyFilmstrip *self, GtkSingleSelection *selection)
{
  g_return_if_fail (YY_IS_FILMSTRIP (self));

  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}
