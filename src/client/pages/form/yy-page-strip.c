#include "yy-page-strip-private.h"

#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-drop-zone.h"
#include "yy-page-advice.h"
#include "yy-page-tile.h"
#include "yy-toast.h"

enum
{
  EDITED,
  CONFIRMED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyPageStrip, yy_page_strip, ADW_TYPE_PREFERENCES_GROUP)

static guint
get_n_pages (YyPageStrip *self)
{
  return self->draft != NULL ? g_list_model_get_n_items (yy_draft_get_pages (self->draft)) : 0;
}

void
yy_page_strip_emit_edited (YyPageStrip *self)
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
  gtk_widget_set_sensitive (self->add, room > 0 && !self->confidential);
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_widget_set_visible (self->filled, n > 0);
  update_advice (self);
}

static void
undo_cb (AdwToast *message, gpointer user_data)
{
  YyPageStrip *self = user_data;
  g_autoptr (YyDraftPage) page = g_steal_pointer (&self->removed);

  if (page == NULL || self->draft == NULL)
    return;
  if (yy_draft_insert_page (self->draft, self->removed_from, page))
    yy_page_strip_emit_edited (self);
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
  yy_page_strip_emit_edited (self);
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
  yy_page_strip_emit_edited (self);
}

static void
turn (YyPageStrip *self, guint place, int degrees)
{
  yy_draft_turn_page (self->draft, place, degrees);
  yy_page_strip_emit_edited (self);
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
  signals[CONFIRMED] = g_signal_new ("confirmed", YY_TYPE_PAGE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

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

static void
confirmed_cb (YyPageStrip *self, const char *rule, gboolean confirmed)
{
  g_signal_emit (self, signals[CONFIRMED], 0, rule, confirmed);
}

static void
yy_page_strip_init (YyPageStrip *self)
{
  self->cancellable = g_cancellable_new ();
  self->empty = yy_drop_zone_new ();
  self->filled = build_filled (self);
  self->remark = YY_REMARK (yy_remark_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->remark), "yy-strip-problem");
  g_signal_connect_swapped (self->remark, "confirmed", G_CALLBACK (confirmed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->empty);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->filled);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->remark));
  yy_page_strip_set_confidential (self, FALSE);
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

static void
update_access (YyPageStrip *self)
{
  GtkWidget *message = yy_remark_is_open (self->remark) ? yy_remark_get_text (self->remark) : NULL;

  yy_access_set_error (GTK_WIDGET (self), message);
  /* What has the focus when pictures are missing. */
  yy_access_set_error (self->empty, message);
}

void
yy_page_strip_set_issue (YyPageStrip *self, const YyIssue *issue, gboolean confirmed)
{
  g_return_if_fail (YY_IS_PAGE_STRIP (self));

  if (issue != NULL)
    yy_remark_show_issue (self->remark, issue, confirmed);
  else
    yy_remark_clear (self->remark);
  update_access (self);
}

void
yy_page_strip_set_problem (YyPageStrip *self, const char *text)
{
  g_return_if_fail (YY_IS_PAGE_STRIP (self));

  yy_remark_show (self->remark, YY_REMARK_PROBLEM, text, NULL, NULL);
  update_access (self);
}

gboolean
yy_page_strip_has_issue (YyPageStrip *self)
{
  g_return_val_if_fail (YY_IS_PAGE_STRIP (self), FALSE);

  return yy_remark_get_kind (self->remark) != YY_REMARK_HINT;
}

gboolean
yy_page_strip_focus_problem (YyPageStrip *self)
{
  g_return_val_if_fail (YY_IS_PAGE_STRIP (self), FALSE);

  if (!yy_remark_is_open (self->remark))
    return FALSE;

  return yy_remark_focus_answer (self->remark) || gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
yy_page_strip_set_confidential (YyPageStrip *self, gboolean confidential)
{
  g_return_if_fail (YY_IS_PAGE_STRIP (self));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), confidential
                                                                     ? _ ("Photos of the material")
                                                                     : _ ("Photos of the material *"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      confidential
          ? _ ("None: confidential material is not put on line. The keeper inspects the paper itself.")
          : _ ("Every page that is to be stamped, at most 10 pictures."));
  gtk_widget_set_sensitive (self->empty, !confidential);
  self->confidential = confidential;
  update (self);
}
