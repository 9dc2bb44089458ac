#include "yy-mark-area.h"

#include <glib/gi18n.h>

#include "yy-image-view.h"
#include "yy-mark.h"
#include "yy-picture.h"

#define HEIGHT 240
/* What is smaller was a click. */
#define LEAST (YY_MARK_UNIT / 100)

struct _YyMarkArea
{
  GtkWidget parent_instance;

  GtkWidget *box;
  YyImageView *view;
  GtkWidget *previous;
  GtkWidget *next;
  GtkLabel *counter;
  GtkWidget *whole;
  GtkWidget *clear;

  GListModel *pictures;
  guint n_pages;
  guint at;
  YyPicture *shown;
  GPtrArray *marks; /* element-type YyMark */
  YyMark drawn;     /* while it is drawn; no width: none is */
  double start_x;
  double start_y;
};

G_DEFINE_FINAL_TYPE (YyMarkArea, yy_mark_area, GTK_TYPE_WIDGET)

static void
add_stored (YyMarkArea *self, GPtrArray *stored, const YyMark *mark)
{
  YyMark turned = yy_mark_turn_back (mark, yy_picture_get_page (self->shown)->rotation);

  if (mark->page == (int) self->at && yy_mark_is_valid (mark))
    g_ptr_array_add (stored, yy_mark_copy (&turned));
}

static void
show_marks (YyMarkArea *self)
{
  g_autoptr (GPtrArray) stored = yy_mark_list_new ();
  g_autofree char *counter = NULL;

  if (self->shown == NULL)
    return;
  for (guint i = 0; i < self->marks->len; i++)
    add_stored (self, stored, g_ptr_array_index (self->marks, i));
  add_stored (self, stored, &self->drawn);
  yy_image_view_set_marks (self->view, stored);

  counter = self->marks->len == 0
                ? g_strdup_printf (_ ("Page %u of %u"), self->at + 1, self->n_pages)
                /* Translators: which page is shown, and how many places are marked on all pages */
                : g_strdup_printf (
                      ngettext ("Page %u of %u · %u place", "Page %u of %u · %u places", self->marks->len),
                      self->at + 1, self->n_pages, self->marks->len);
  gtk_label_set_label (self->counter, counter);
  gtk_widget_set_sensitive (self->previous, self->at > 0);
  gtk_widget_set_sensitive (self->next, self->at + 1 < self->n_pages);
  gtk_widget_set_sensitive (self->whole, self->marks->len < YY_MARKS_MAX);
  gtk_widget_set_sensitive (self->clear, self->marks->len > 0);
}

static void
texture_cb (YyMarkArea *self)
{
  yy_image_view_set_texture (self->view, yy_picture_get_texture (self->shown));
}

static void
show_page (YyMarkArea *self, guint at)
{
  const YyPage *page;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_object (&self->shown);
  self->at = at;
  self->shown = g_list_model_get_item (self->pictures, at);
  if (self->shown == NULL)
    return;

  page = yy_picture_get_page (self->shown);
  g_signal_connect_swapped (self->shown, "notify::texture", G_CALLBACK (texture_cb), self);
  yy_picture_want (self->shown, YY_PICTURE_PREVIEW);
  yy_image_view_show_picture (self->view, yy_picture_get_texture (self->shown), page->width, page->height,
                              page->rotation);
  show_marks (self);
}

/* In millionths of the page, never beyond its edges. */
static gboolean
get_place (YyMarkArea *self, double x, double y, int *ret_x, int *ret_y)
{
  graphene_rect_t bounds;

  if (!yy_image_view_get_bounds (self->view, &bounds))
    return FALSE;

  *ret_x = (int) (CLAMP ((x - bounds.origin.x) / bounds.size.width, 0, 1) * YY_MARK_UNIT);
  *ret_y = (int) (CLAMP ((y - bounds.origin.y) / bounds.size.height, 0, 1) * YY_MARK_UNIT);
  return TRUE;
}

static void
drag_begin_cb (YyMarkArea *self, double x, double y)
{
  self->start_x = x;
  self->start_y = y;
}

static void
drag_update_cb (YyMarkArea *self, double dx, double dy)
{
  int from_x, from_y, to_x, to_y;

  if (self->marks->len >= YY_MARKS_MAX || !get_place (self, self->start_x, self->start_y, &from_x, &from_y) ||
      !get_place (self, self->start_x + dx, self->start_y + dy, &to_x, &to_y))
    return;

  self->drawn = (YyMark) { (int) self->at, MIN (from_x, to_x), MIN (from_y, to_y), ABS (to_x - from_x),
                           ABS (to_y - from_y) };
  show_marks (self);
}

static void
drag_end_cb (YyMarkArea *self)
{
  if (self->drawn.width >= LEAST && self->drawn.height >= LEAST)
    g_ptr_array_add (self->marks, yy_mark_copy (&self->drawn));
  self->drawn = (YyMark) { 0 };
  show_marks (self);
}

static void
previous_cb (YyMarkArea *self)
{
  show_page (self, self->at - 1);
}

static void
next_cb (YyMarkArea *self)
{
  show_page (self, self->at + 1);
}

static void
whole_cb (YyMarkArea *self)
{
  const YyMark mark = { (int) self->at, 0, 0, YY_MARK_UNIT, YY_MARK_UNIT };

  g_ptr_array_add (self->marks, yy_mark_copy (&mark));
  show_marks (self);
}

static void
clear_cb (YyMarkArea *self)
{
  g_ptr_array_set_size (self->marks, 0);
  show_marks (self);
}

static void
yy_mark_area_dispose (GObject *object)
{
  YyMarkArea *self = YY_MARK_AREA (object);

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_object (&self->shown);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_mark_area_parent_class)->dispose (object);
}

static void
yy_mark_area_finalize (GObject *object)
{
  g_ptr_array_unref (YY_MARK_AREA (object)->marks);

  G_OBJECT_CLASS (yy_mark_area_parent_class)->finalize (object);
}

static void
yy_mark_area_class_init (YyMarkAreaClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yy_mark_area_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_mark_area_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_tool (YyMarkArea *self, GtkWidget *bar, const char *icon, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (bar), button);

  return button;
}

static void
yy_mark_area_init (YyMarkArea *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->marks = yy_mark_list_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->view = YY_IMAGE_VIEW (yy_image_view_new ());
  yy_image_view_set_interactive (self->view, FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self->view), FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, HEIGHT);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), "crosshair");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "yy-desk");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Draw a frame around the place"), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->view));

  gtk_widget_add_css_class (bar, "toolbar");
  self->previous =
      add_tool (self, bar, "go-previous-symbolic", _ ("Previous picture"), G_CALLBACK (previous_cb));
  self->next = add_tool (self, bar, "go-next-symbolic", _ ("Next picture"), G_CALLBACK (next_cb));
  self->counter = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->counter), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->counter), "caption");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->counter));
  self->whole =
      add_tool (self, bar, "view-fullscreen-symbolic", _ ("Mark the whole page"), G_CALLBACK (whole_cb));
  self->clear = add_tool (self, bar, "edit-clear-symbolic", _ ("Remove the marks"), G_CALLBACK (clear_cb));
  gtk_box_append (GTK_BOX (self->box), bar);
}

GtkWidget *
yy_mark_area_new (GListModel *pictures, guint position)
{
  YyMarkArea *self = g_object_new (YY_TYPE_MARK_AREA, NULL);
  guint n = g_list_model_get_n_items (pictures);

  self->pictures = g_object_ref (pictures);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyPicture) picture = g_list_model_get_item (pictures, i);

      self->n_pages += !yy_picture_is_stamped (picture);
    }
  if (self->n_pages > 0)
    show_page (self, MIN (position, self->n_pages - 1));

  return GTK_WIDGET (self);
}

GPtrArray *
yy_mark_area_get_marks (YyMarkArea *self)
{
  g_return_val_if_fail (YY_IS_MARK_AREA (self), NULL);

  return self->marks;
}
