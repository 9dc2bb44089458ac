#include "yy-page-viewer.h"

#include <glib/gi18n.h>

#include "yy-blank-words.h"
#include "yy-break-bin.h"
#include "yy-change-words.h"
#include "yy-filmstrip.h"
#include "yy-image-view.h"
#include "yy-mark.h"
#include "yy-picture.h"

#define ZOOM_STEP 1.25
/* From here on a preview shows its own pixels rather than the paper's. */
#define BLURRED_ZOOM 1.5
/* How far around the shown picture textures are kept. */
#define NEIGHBOURS 1

struct _YyPageViewer
{
  GtkWidget parent_instance;

  GtkWidget *box;
  YyFilmstrip *filmstrip;
  YyImageView *view;
  GtkToggleButton *blank;
  GtkLabel *blank_text;
  GtkSpinner *spinner;
  GtkWidget *trouble;
  GtkLabel *trouble_text;
  GtkWidget *again;
  GtkWidget *bar;
  GtkLabel *counter;
  GtkLabel *name;
  GtkWidget *tools;
  GtkWidget *turn_left;
  GtkWidget *original;
  YyBreakBin *breaker;

  GtkSingleSelection *selection;
  GSignalGroup *signals; /* of the picture that is shown */
  YyPicture *shown;
  GPtrArray *marks; /* element-type YyMark, of all pages */
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (YyPageViewer, yy_page_viewer, GTK_TYPE_WIDGET)

static guint signal_expand;

static guint
get_n_pictures (YyPageViewer *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

/* What has a key, or another way, gives room to the rest. */
static void
update_tools (YyPageViewer *self)
{
  gboolean narrow = yy_break_bin_get_narrow (self->breaker);

  gtk_widget_set_visible (self->tools, !self->compact);
  gtk_widget_set_visible (self->turn_left, !narrow);
  gtk_widget_set_visible (self->original, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->name), self->compact || !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->filmstrip),
                          get_n_pictures (self) > 1 && !self->compact && !narrow);
}

static void
update_actions (YyPageViewer *self)
{
  guint n = get_n_pictures (self);
  guint at = gtk_single_selection_get_selected (self->selection);
  gboolean some = self->shown != NULL;
  YyPictureSize size;
  gboolean original = some && yy_picture_get_size (self->shown, &size) && size == YY_PICTURE_ORIGINAL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.previous", some && at > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.next", some && at + 1 < n);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.original", some && !original);
  gtk_widget_set_visible (self->bar, n > 0);
  update_tools (self);
}

static void
update_state (YyPageViewer *self)
{
  const char *error = self->shown != NULL ? yy_picture_get_error (self->shown) : NULL;
  GdkTexture *texture = self->shown != NULL ? yy_picture_get_texture (self->shown) : NULL;
  gboolean waiting = self->shown != NULL && yy_picture_is_loading (self->shown) && texture == NULL;

  /* A spinner only where there is nothing to look at yet. */
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), waiting);
  gtk_spinner_set_spinning (self->spinner, waiting);
  gtk_widget_set_visible (self->trouble, error != NULL || get_n_pictures (self) == 0);
  gtk_widget_set_visible (self->again, error != NULL);
  gtk_label_set_label (self->trouble_text, error != NULL ? error : _ ("There are no pictures."));
  update_actions (self);
}

static void
texture_cb (YyPageViewer *self)
{
  yy_image_view_set_texture (self->view, yy_picture_get_texture (self->shown));
  update_state (self);
}

static void
rotation_cb (YyPageViewer *self)
{
  yy_image_view_set_rotation (self->view, yy_picture_get_rotation (self->shown));
}

/* The neighbours are fetched ahead, and what lies further away is let go of. */
static void
fetch_around (YyPageViewer *self, guint at)
{
  for (guint i = 0; i < get_n_pictures (self); i++)
    {
      g_autoptr (YyPicture) picture = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (i + NEIGHBOURS >= at && i <= at + NEIGHBOURS)
        yy_picture_want (picture, YY_PICTURE_PREVIEW);
      else
        yy_picture_release (picture);
    }
}

/* What it is, and, after a resubmission, what was done to it: the only place that says so without a
 * filmstrip. */
static void
update_name (YyPageViewer *self)
{
  const char *word = yy_change_words_get_page (yy_picture_get_change (self->shown));
  const char *name = yy_picture_is_stamped (self->shown) ? _ ("Photo of the stamped paper")
                                                         : yy_picture_get_page (self->shown)->name;
  g_autofree char *text = word != NULL ? g_strdup_printf ("%s · %s", word, name) : g_strdup (name);

  gtk_label_set_label (self->name, text);
}

/* What a look at the page told, and where it is empty. */
static void
update_blank (YyPageViewer *self)
{
  const YyBlank none = { YY_BLANK_VERDICT_UNKNOWN };
  const gboolean material = self->shown != NULL && !yy_picture_is_stamped (self->shown);
  const YyBlank *blank = material ? &yy_picture_get_page (self->shown)->blank : &none;
  g_autofree char *text = yy_blank_words_dup_places (blank);
  const gboolean framed = text != NULL && gtk_toggle_button_get_active (self->blank);

  gtk_widget_set_visible (GTK_WIDGET (self->blank), text != NULL);
  gtk_label_set_label (self->blank_text, text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->blank), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  yy_image_view_set_regions (self->view, blank->regions, framed ? blank->n_regions : 0);
}

/* Marks are told on the page as its applicant turned it; the reader may have turned it further. */
static void
show_marks (YyPageViewer *self)
{
  g_autoptr (GPtrArray) own = yy_mark_list_new ();
  int at = (int) gtk_single_selection_get_selected (self->selection);

  for (guint i = 0; self->shown != NULL && !yy_picture_is_stamped (self->shown) && i < self->marks->len; i++)
    {
      const YyMark *mark = g_ptr_array_index (self->marks, i);
      YyMark stored = yy_mark_turn_back (mark, yy_picture_get_page (self->shown)->rotation);

      if (mark->page == at)
        g_ptr_array_add (own, yy_mark_copy (&stored));
    }
  yy_image_view_set_marks (self->view, own);
}

static void
show_picture (YyPageViewer *self, YyPicture *picture)
{
  const YyPage *page = yy_picture_get_page (picture);
  g_autofree char *name = yy_picture_dup_name (picture);
  g_autofree char *counter = g_strdup_printf (
      "%u/%u", gtk_single_selection_get_selected (self->selection) + 1, get_n_pictures (self));

  gtk_label_set_label (self->counter, counter);
  update_name (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  yy_picture_want (picture, YY_PICTURE_PREVIEW);
  fetch_around (self, gtk_single_selection_get_selected (self->selection));
  yy_image_view_show_picture (self->view, yy_picture_get_texture (picture), page->width, page->height,
                              yy_picture_get_rotation (picture));
  update_blank (self);
  show_marks (self);
}

static void
selected_cb (YyPageViewer *self)
{
  YyPicture *picture = gtk_single_selection_get_selected_item (self->selection);

  if (picture != self->shown)
    {
      g_set_object (&self->shown, picture);
      g_signal_group_set_target (self->signals, picture);
      if (picture != NULL)
        show_picture (self, picture);
      else
        {
          yy_image_view_show_picture (self->view, NULL, 0, 0, 0);
          update_blank (self);
        }
    }
  update_state (self);
}

static void
zoomed_cb (YyPageViewer *self)
{
  GdkTexture *texture = self->shown != NULL ? yy_picture_get_texture (self->shown) : NULL;
  double per_pixel;

  if (texture == NULL || yy_image_view_get_fitted (self->view))
    return;

  per_pixel = (double) yy_picture_get_page (self->shown)->width / gdk_texture_get_width (texture);
  if (yy_image_view_get_zoom (self->view) * per_pixel > BLURRED_ZOOM)
    yy_picture_want (self->shown, YY_PICTURE_ORIGINAL);
}

static void
again_cb (YyPageViewer *self)
{
  if (self->shown != NULL)
    yy_picture_want (self->shown, YY_PICTURE_PREVIEW);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyPageViewer *self = YY_PAGE_VIEWER (widget);
  guint n = get_n_pictures (self);
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;

  if (g_str_equal (name, "view.first"))
    at = 0;
  else if (g_str_equal (name, "view.last"))
    at = n - 1;
  else if (g_str_equal (name, "view.next"))
    at = MIN (at + 1, n - 1);
  else if (at > 0)
    at--;
  gtk_single_selection_set_selected (self->selection, at);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyPageViewer *self = YY_PAGE_VIEWER (widget);

  if (self->compact)
    return;

  if (g_str_equal (name, "view.zoom-in"))
    yy_image_view_zoom_by (self->view, ZOOM_STEP);
  else if (g_str_equal (name, "view.zoom-out"))
    yy_image_view_zoom_by (self->view, 1 / ZOOM_STEP);
  else if (g_str_equal (name, "view.zoom-fit"))
    yy_image_view_fit (self->view);
  else
    yy_image_view_set_zoom (self->view, g_variant_get_double (parameter));
}

static void
rotate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyPageViewer *self = YY_PAGE_VIEWER (widget);

  if (self->shown != NULL)
    yy_picture_turn (self->shown, g_str_equal (name, "view.rotate-right") ? 90 : -90);
}

static void
original_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyPageViewer *self = YY_PAGE_VIEWER (widget);

  if (self->shown == NULL)
    return;

  yy_picture_want (self->shown, YY_PICTURE_ORIGINAL);
  yy_image_view_set_zoom (self->view, 1.0);
}

static void
pan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  double right, down;

  g_variant_get (parameter, "(dd)", &right, &down);
  yy_image_view_pan (YY_PAGE_VIEWER (widget)->view, right, down);
}

static void
expand_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signal_expand, 0);
}

static void
tapped_cb (YyPageViewer *self)
{
  if (self->compact && self->shown != NULL)
    g_signal_emit (self, signal_expand, 0);
}

/* A finger's swipe turns the page as long as the whole page is seen. */
static void
swiped_cb (YyPageViewer *self, double x, double y)
{
  if (yy_image_view_get_fitted (self->view) && ABS (x) > 300 && ABS (x) > 2 * ABS (y))
    gtk_widget_activate_action (GTK_WIDGET (self), x < 0 ? "view.next" : "view.previous", NULL);
}

static void
yy_page_viewer_dispose (GObject *object)
{
  YyPageViewer *self = YY_PAGE_VIEWER (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->signals);
  g_clear_object (&self->shown);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->breaker, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_page_viewer_parent_class)->dispose (object);
}

static void
yy_page_viewer_finalize (GObject *object)
{
  g_ptr_array_unref (YY_PAGE_VIEWER (object)->marks);

  G_OBJECT_CLASS (yy_page_viewer_parent_class)->finalize (object);
}

static void
bind_key (GtkWidgetClass *klass, guint key, guint modifiers, const char *action)
{
  gtk_widget_class_add_binding_action (klass, key, modifiers, action, NULL);
}

static void
bind_pan (GtkWidgetClass *klass, guint key, double right, double down)
{
  gtk_widget_class_add_binding_action (klass, key, GDK_CONTROL_MASK, "view.pan", "(dd)", right, down);
}

/* The map of Loupe; brackets as in Document Scanner. Bare keys are for who looks at the picture: they come
 * here only while the focus is in here. */
static void
add_keys (GtkWidgetClass *klass)
{
  for (GdkModifierType with = 0; with <= GDK_CONTROL_MASK; with += GDK_CONTROL_MASK)
    {
      bind_key (klass, GDK_KEY_plus, with, "view.zoom-in");
      bind_key (klass, GDK_KEY_equal, with, "view.zoom-in");
      bind_key (klass, GDK_KEY_KP_Add, with, "view.zoom-in");
      bind_key (klass, GDK_KEY_minus, with, "view.zoom-out");
      bind_key (klass, GDK_KEY_KP_Subtract, with, "view.zoom-out");
      bind_key (klass, GDK_KEY_0, with, "view.zoom-fit");
      bind_key (klass, GDK_KEY_KP_0, with, "view.zoom-fit");
      gtk_widget_class_add_binding_action (klass, GDK_KEY_1, with, "view.zoom-to", "d", 1.0);
      gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_1, with, "view.zoom-to", "d", 1.0);
      gtk_widget_class_add_binding_action (klass, GDK_KEY_2, with, "view.zoom-to", "d", 2.0);
      gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_2, with, "view.zoom-to", "d", 2.0);
    }
  bind_key (klass, GDK_KEY_r, GDK_CONTROL_MASK, "view.rotate-right");
  bind_key (klass, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "view.rotate-left");
  bind_key (klass, GDK_KEY_bracketright, 0, "view.rotate-right");
  bind_key (klass, GDK_KEY_bracketleft, 0, "view.rotate-left");
  bind_key (klass, GDK_KEY_Left, 0, "view.previous");
  bind_key (klass, GDK_KEY_Right, 0, "view.next");
  bind_key (klass, GDK_KEY_Page_Up, 0, "view.previous");
  bind_key (klass, GDK_KEY_Page_Down, 0, "view.next");
  bind_key (klass, GDK_KEY_Home, 0, "view.first");
  bind_key (klass, GDK_KEY_End, 0, "view.last");
  bind_key (klass, GDK_KEY_F11, 0, "view.expand");
  bind_pan (klass, GDK_KEY_Left, -0.2, 0);
  bind_pan (klass, GDK_KEY_Right, 0.2, 0);
  bind_pan (klass, GDK_KEY_Up, 0, -0.2);
  bind_pan (klass, GDK_KEY_Down, 0, 0.2);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/io/github/yanyin/Yanyin/ui/review/yy-page-viewer.ui");
  gtk_widget_class_bind_template_child (klass, YyPageViewer, box);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, filmstrip);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, view);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, blank);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, blank_text);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, spinner);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, trouble);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, trouble_text);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, again);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, bar);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, counter);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, name);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, tools);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, turn_left);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, original);
  gtk_widget_class_bind_template_child (klass, YyPageViewer, breaker);
  gtk_widget_class_bind_template_callback (klass, zoomed_cb);
  gtk_widget_class_bind_template_callback (klass, again_cb);
  gtk_widget_class_bind_template_callback (klass, update_blank);
  gtk_widget_class_bind_template_callback (klass, update_tools);
}

static void
yy_page_viewer_class_init (YyPageViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YY_TYPE_BREAK_BIN);
  g_type_ensure (YY_TYPE_FILMSTRIP);
  g_type_ensure (YY_TYPE_IMAGE_VIEW);

  G_OBJECT_CLASS (klass)->dispose = yy_page_viewer_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_page_viewer_finalize;

  signal_expand =
      g_signal_new ("expand", YY_TYPE_PAGE_VIEWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "view.previous", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "view.next", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "view.first", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "view.last", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "view.zoom-to", "d", zoom_action);
  gtk_widget_class_install_action (widget_class, "view.pan", "(dd)", pan_action);
  gtk_widget_class_install_action (widget_class, "view.rotate-left", NULL, rotate_action);
  gtk_widget_class_install_action (widget_class, "view.rotate-right", NULL, rotate_action);
  gtk_widget_class_install_action (widget_class, "view.original", NULL, original_action);
  gtk_widget_class_install_action (widget_class, "view.expand", NULL, expand_action);
  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "pageviewer");
}

static void
yy_page_viewer_init (YyPageViewer *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->marks = yy_mark_list_new ();
  self->selection = gtk_single_selection_new (NULL);
  self->signals = g_signal_group_new (YY_TYPE_PICTURE);
  g_signal_group_connect_swapped (self->signals, "notify::texture", G_CALLBACK (texture_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::loading", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::error", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::rotation", G_CALLBACK (rotation_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::change", G_CALLBACK (update_name), self);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->selection, "items-changed", G_CALLBACK (selected_cb), self);
  yy_filmstrip_set_selection (self->filmstrip, self->selection);

  g_signal_connect_swapped (click, "released", G_CALLBACK (tapped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (swipe), TRUE);
  g_signal_connect_swapped (swipe, "swipe", G_CALLBACK (swiped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (swipe));

  update_state (self);
}

GtkWidget *
yy_page_viewer_new (void)
{
  return g_object_new (YY_TYPE_PAGE_VIEWER, NULL);
}

void
yy_page_viewer_set_pictures (YyPageViewer *self, GListModel *pictures)
{
  g_return_if_fail (YY_IS_PAGE_VIEWER (self));

  gtk_single_selection_set_model (self->selection, pictures);
  selected_cb (self);
}

guint
yy_page_viewer_get_position (YyPageViewer *self)
{
  g_return_val_if_fail (YY_IS_PAGE_VIEWER (self), 0);

  return gtk_single_selection_get_selected (self->selection);
}

void
yy_page_viewer_set_position (YyPageViewer *self, guint position)
{
  g_return_if_fail (YY_IS_PAGE_VIEWER (self));

  if (position < get_n_pictures (self))
    gtk_single_selection_set_selected (self->selection, position);
}

void
yy_page_viewer_set_marks (YyPageViewer *self, GPtrArray *marks)
{
  g_return_if_fail (YY_IS_PAGE_VIEWER (self));

  g_ptr_array_set_size (self->marks, 0);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    g_ptr_array_add (self->marks, yy_mark_copy (g_ptr_array_index (marks, i)));
  show_marks (self);
}

void
yy_page_viewer_set_compact (YyPageViewer *self, gboolean compact)
{
  g_return_if_fail (YY_IS_PAGE_VIEWER (self));

  if (self->compact == compact)
    return;

  self->compact = compact;
  yy_image_view_set_interactive (self->view, !compact);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), compact ? "pointer" : NULL);
  update_actions (self);
}

void
yy_page_viewer_focus (YyPageViewer *self)
{
  g_return_if_fail (YY_IS_PAGE_VIEWER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
