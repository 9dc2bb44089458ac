#include "yy-page-strip.h"

#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-field-note.h"
#include "yy-drop-zone.h"
#include "yy-file-picker.h"
#include "yy-page-advice.h"
#include "yy-page-tile.h"
#include "yy-toast.h"

struct _YyPageStrip
{
  AdwPreferencesGroup parent_instance;

  YyDraft *draft;
  GtkWidget *empty;
  GtkWidget *filled;
  GtkWidget *flow;
  GtkWidget *advice;
  GtkWidget *room;
  GtkWidget *add;
  GtkWidget *problem;
  GtkWidget *problem_text;
  GtkWidget *problem_clause;
  GCancellable *cancellable;
  /* What Undo puts back. */
  YyDraftPage *removed;
  guint removed_from;
};

enum
{
  EDITED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyPageStrip, yy_page_strip, ADW_TYPE_PREFERENCES_GROUP)

static guint
get_n_pages (YyPageStrip *self)
{
  return self->draft != NULL ? g_list_model_get_n_items (yy_draft_get_pages (self->draft)) : 0;
}

static void
edited (YyPageStrip *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

static void
update_advice (YyPageStrip *self)
{
  g_autofree char *text = self->draft != NULL ? yy_page_advice_dup (yy_draft_get_pages (self->draft)) : NULL;

  gtk_label_set_label (GTK_LABEL (self->advice), text != NULL ? text : "");
  gtk_widget_set_visible (self->advice, text != NULL);
}

static void
update (YyPageStrip *self)
{
  guint n = get_n_pages (self);
  guint room = n < YY_FORM_PAGES_MAX ? YY_FORM_PAGES_MAX - n : 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      GtkFlowBoxChild *tile = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->flow), (int) i);

      if (tile != NULL)
        yy_page_tile_set_place (YY_PAGE_TILE (tile), i + 1, n);
    }

  text = room > 0
             ? g_strdup_printf (
                   ngettext ("%u more picture can be added", "%u more pictures can be added", room), room)
             : g_strdup_printf (_ ("All %d pictures are there"), YY_FORM_PAGES_MAX);
  gtk_label_set_label (GTK_LABEL (self->room), text);
  gtk_widget_set_sensitive (self->add, room > 0);
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_widget_set_visible (self->filled, n > 0);
  update_advice (self);
}

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
    edited (self);
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

static void
undo_cb (AdwToast *message, gpointer user_data)
{
  YyPageStrip *self = user_data;
  g_autoptr (YyDraftPage) page = g_steal_pointer (&self->removed);

  if (page == NULL || self->draft == NULL)
    return;
  if (yy_draft_insert_page (self->draft, self->removed_from, page))
    edited (self);
}

static void
remove_at (YyPageStrip *self, guint place)
{
  GListModel *pages = yy_draft_get_pages (self->draft);
  g_autoptr (YyDraftPage) page = g_list_model_get_item (pages, place);
  g_autofree char *text = NULL;
  AdwToast *message;
  GtkFlowBoxChild *next;

  if (page == NULL)
    return;

  text = g_strdup_printf (_ ("“%s” was removed"), yy_draft_page_get_name (page));
  g_set_object (&self->removed, page);
  self->removed_from = place;
  yy_draft_remove_page (self->draft, place);

  message = yy_toast_new (text);
  adw_toast_set_button_label (message, _ ("Undo"));
  adw_toast_set_timeout (message, 8);
  adw_toast_set_priority (message, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (message, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  yy_toast_add (GTK_WIDGET (self), message);
  next = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->flow),
                                          (int) MIN (place, MAX (get_n_pages (self), 1) - 1));
  gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next) : self->empty);
  edited (self);
}

static void
move (YyPageStrip *self, guint from, guint to)
{
  GtkFlowBoxChild *tile;

  if (to >= get_n_pages (self) || from == to)
    return;

  yy_draft_move_page (self->draft, from, to);
  tile = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->flow), (int) to);
  if (tile != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (tile));
  edited (self);
}

static void
turn (YyPageStrip *self, guint place, int degrees)
{
  yy_draft_turn_page (self->draft, place, degrees);
  edited (self);
}

/* The tile that has the focus, or one inside of which it is. */
static int
get_focused (YyPageStrip *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *tile = focus != NULL && YY_IS_PAGE_TILE (focus) ? focus : NULL;

  if (tile == NULL && focus != NULL)
    tile = gtk_widget_get_ancestor (focus, YY_TYPE_PAGE_TILE);

  return tile != NULL && gtk_widget_is_ancestor (tile, self->flow)
             ? gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (tile))
             : -1;
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int place = get_focused (YY_PAGE_STRIP (widget));

  if (place >= 0)
    remove_at (YY_PAGE_STRIP (widget), (guint) place);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyPageStrip *self = YY_PAGE_STRIP (widget);
  int place = get_focused (self);
  int to = place + g_variant_get_int32 (parameter);

  if (place >= 0 && to >= 0)
    move (self, (guint) place, (guint) to);
}

static void
turn_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int place = get_focused (YY_PAGE_STRIP (widget));

  if (place >= 0)
    turn (YY_PAGE_STRIP (widget), (guint) place, g_variant_get_int32 (parameter));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yy_page_strip_paste (YY_PAGE_STRIP (widget));
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yy_page_strip_choose (YY_PAGE_STRIP (widget));
}

static void
tile_remove_cb (YyPageTile *tile, gpointer user_data)
{
  remove_at (user_data, (guint) gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (tile)));
}

static void
tile_turn_cb (YyPageTile *tile, int degrees, gpointer user_data)
{
  turn (user_data, (guint) gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (tile)), degrees);
}

static void
tile_cancel_cb (YyPageTile *tile, gpointer user_data)
{
  yy_draft_cancel_page (YY_PAGE_STRIP (user_data)->draft, yy_page_tile_get_page (tile));
}

static void
tile_retry_cb (YyPageTile *tile, gpointer user_data)
{
  yy_draft_retry_page (YY_PAGE_STRIP (user_data)->draft, yy_page_tile_get_page (tile));
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  YyPageTile *tile = YY_PAGE_TILE (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)));

  if (yy_page_tile_get_paintable (tile) != NULL)
    gtk_drag_source_set_icon (source, yy_page_tile_get_paintable (tile), 0, 0);

  return gdk_content_provider_new_typed (YY_TYPE_DRAFT_PAGE, yy_page_tile_get_page (tile));
}

static gboolean
drop_on_tile_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  YyPageStrip *self = user_data;
  GtkWidget *tile = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  YyDraftPage *page = g_value_get_object (value);
  GListModel *pages = yy_draft_get_pages (self->draft);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (YyDraftPage) other = g_list_model_get_item (pages, i);

      if (other != page)
        continue;
      move (self, i, (guint) gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (tile)));
      return TRUE;
    }

  return FALSE;
}

/* For as long as the tile lives: pages come back with Undo. */
static void
page_changed_cb (GtkWidget *tile)
{
  GtkWidget *strip = gtk_widget_get_ancestor (tile, YY_TYPE_PAGE_STRIP);

  if (strip != NULL)
    update_advice (YY_PAGE_STRIP (strip));
}

static GtkWidget *
create_tile (gpointer item, gpointer user_data)
{
  YyPageStrip *self = user_data;
  GtkWidget *tile = yy_page_tile_new (self->draft, item);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (YY_TYPE_DRAFT_PAGE, GDK_ACTION_MOVE);

  g_signal_connect_object (item, "changed", G_CALLBACK (page_changed_cb), tile, G_CONNECT_SWAPPED);
  g_signal_connect (tile, "remove", G_CALLBACK (tile_remove_cb), self);
  g_signal_connect (tile, "turn", G_CALLBACK (tile_turn_cb), self);
  g_signal_connect (tile, "cancel", G_CALLBACK (tile_cancel_cb), self);
  g_signal_connect (tile, "retry", G_CALLBACK (tile_retry_cb), self);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), NULL);
  gtk_widget_add_controller (tile, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (drop_on_tile_cb), self);
  gtk_widget_add_controller (tile, GTK_EVENT_CONTROLLER (target));
  return tile;
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  update (user_data);
}

static void
yy_page_strip_dispose (GObject *object)
{
  YyPageStrip *self = YY_PAGE_STRIP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->draft != NULL)
    yy_page_strip_set_draft (self, NULL);
  g_clear_object (&self->removed);

  G_OBJECT_CLASS (yy_page_strip_parent_class)->dispose (object);
}

static void
yy_page_strip_finalize (GObject *object)
{
  g_clear_object (&YY_PAGE_STRIP (object)->cancellable);

  G_OBJECT_CLASS (yy_page_strip_parent_class)->finalize (object);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  YyPageStrip *self = YY_PAGE_STRIP (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->empty) ? self->empty : self->add);
}

static void
yy_page_strip_class_init (YyPageStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_page_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_page_strip_finalize;
  widget_class->grab_focus = grab_focus;

  signals[EDITED] =
      g_signal_new ("edited", YY_TYPE_PAGE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "pages.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "pages.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "pages.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "pages.move", "i", move_action);
  gtk_widget_class_install_action (widget_class, "pages.turn", "i", turn_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "pages.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "pages.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "pages.turn", "i", 90);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "pages.turn", "i", -90);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "pages.move", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "pages.move", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "pages.move", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "pages.move", "i", 1);
}

static GtkWidget *
build_filled (YyPageStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *content = g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", "list-add-symbolic", "label",
                                     _ ("Add pictures…"), NULL);

  self->flow = g_object_new (GTK_TYPE_FLOW_BOX, "homogeneous", TRUE, "min-children-per-line", 2,
                             "max-children-per-line", 4, "selection-mode", GTK_SELECTION_NONE,
                             "column-spacing", 6, "row-spacing", 6, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->flow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pictures of the material"), -1);
  self->advice = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->advice, "warning");
  gtk_widget_add_css_class (self->advice, "yy-strip-advice");
  self->room = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_set_hexpand (self->room, TRUE);
  gtk_widget_add_css_class (self->room, "dim-label");
  self->add = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->add), content);
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "pages.choose");
  gtk_box_append (GTK_BOX (foot), self->room);
  gtk_box_append (GTK_BOX (foot), self->add);
  gtk_widget_add_css_class (foot, "yy-strip-foot");
  gtk_box_append (GTK_BOX (box), self->flow);
  gtk_box_append (GTK_BOX (box), self->advice);
  gtk_box_append (GTK_BOX (box), foot);
  gtk_widget_add_css_class (box, "card");
  return box;
}

static GtkWidget *
build_problem (YyPageStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->problem_text = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->problem_text, "error");
  self->problem_clause = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->problem_clause, "yy-clause");
  gtk_widget_add_css_class (self->problem_clause, "dim-label");
  gtk_widget_add_css_class (self->problem_clause, "caption");
  gtk_box_append (GTK_BOX (box), self->problem_text);
  gtk_box_append (GTK_BOX (box), self->problem_clause);
  gtk_widget_add_css_class (box, "yy-strip-problem");
  return box;
}

static void
yy_page_strip_init (YyPageStrip *self)
{
  self->cancellable = g_cancellable_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Photos of the material *"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _ ("Every page that is to be stamped, at most 10 pictures."));
  self->empty = yy_drop_zone_new ();
  self->filled = build_filled (self);
  self->problem = build_problem (self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->empty);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->filled);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->problem);
  gtk_widget_set_visible (self->problem, FALSE);
  update (self);
}

GtkWidget *
yy_page_strip_new (void)
{
  return g_object_new (YY_TYPE_PAGE_STRIP, NULL);
}

void
yy_page_strip_set_draft (YyPageStrip *self, YyDraft *draft)
{
  g_return_if_fail (YY_IS_PAGE_STRIP (self));

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (yy_draft_get_pages (self->draft), self);
  gtk_flow_box_bind_model (GTK_FLOW_BOX (self->flow), NULL, NULL, NULL, NULL);
  g_clear_object (&self->removed);
  g_set_object (&self->draft, draft);
  if (draft != NULL)
    {
      gtk_flow_box_bind_model (GTK_FLOW_BOX (self->flow), yy_draft_get_pages (draft), create_tile, self,
                               NULL);
      g_signal_connect (yy_draft_get_pages (draft), "items-changed", G_CALLBACK (items_changed_cb), self);
    }
  update (self);
}

void
yy_page_strip_set_problem (YyPageStrip *self, const char *text, const char *clause)
{
  g_return_if_fail (YY_IS_PAGE_STRIP (self));

  gtk_label_set_label (GTK_LABEL (self->problem_text), text != NULL ? text : "");
  gtk_label_set_label (GTK_LABEL (self->problem_clause), clause != NULL ? clause : "");
  gtk_widget_set_visible (self->problem_clause, clause != NULL);
  gtk_widget_set_visible (self->problem, text != NULL);
  yy_access_set_error (GTK_WIDGET (self), text != NULL ? self->problem_text : NULL);
  /* What has the focus when pictures are missing. */
  yy_access_set_error (self->empty, text != NULL ? self->problem_text : NULL);
}

gboolean
yy_page_strip_has_problem (YyPageStrip *self)
{
  g_return_val_if_fail (YY_IS_PAGE_STRIP (self), FALSE);

  return gtk_widget_get_visible (self->problem);
}
