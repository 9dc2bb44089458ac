#include "yy-person-picker.h"

#include <glib/gi18n.h>

#define LIST_HEIGHT 320

struct _YyPersonPicker
{
  AdwActionRow parent_instance;

  GtkWidget *popover;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *empty;
  GPtrArray *targets; /* element-type YyTarget */
  char *person_id;
  char *hint;
};

enum
{
  PROP_HINT = 1,
  N_PROPS
};

enum
{
  PICKED,
  LEFT,
  LAST_SIGNAL
};

static GParamSpec *props[N_PROPS];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyPersonPicker, yy_person_picker, ADW_TYPE_ACTION_ROW)

static char *
dup_place (const YyTarget *target)
{
  if (*target->unit == '\0' || *target->posts == '\0')
    return g_strdup (*target->unit != '\0' ? target->unit : target->posts);

  return g_strdup_printf ("%s · %s", target->unit, target->posts);
}

static void
show_choice (YyPersonPicker *self)
{
  const YyTarget *target = yy_target_list_find (self->targets, self->person_id);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *place = target != NULL ? dup_place (target) : NULL;
  g_autofree char *choice = target != NULL ? g_strdup_printf ("%s　%s", target->name, place) : NULL;
  g_autofree char *label =
      g_strdup_printf (_ ("%s: %s"), title, choice != NULL ? choice : _ ("nobody chosen yet"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), choice != NULL ? choice : self->hint);
  if (target != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "yy-chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "yy-chosen");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static const YyTarget *
get_target (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "yy-target");
}

static GtkWidget *
new_row (const YyTarget *target)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (target->name);
  g_autofree char *text = dup_place (target);
  GtkWidget *place = gtk_label_new (text);
  g_autofree char *label = g_strdup_printf ("%s %s", target->name, text);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_wrap (GTK_LABEL (place), TRUE);
  gtk_widget_add_css_class (place, "caption");
  gtk_widget_add_css_class (place, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), place);
  gtk_widget_add_css_class (box, "yy-person");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "yy-target", (gpointer) target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  YyPersonPicker *self = user_data;

  return yy_target_matches (get_target (row), gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* Of what is written now: whoever types fast and presses Enter does not wait for the list. */
static GtkListBoxRow *
get_first_match (YyPersonPicker *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_LIST_BOX_ROW (row) && filter_cb (GTK_LIST_BOX_ROW (row), self))
      return GTK_LIST_BOX_ROW (row);

  return NULL;
}

static void
choose (YyPersonPicker *self, GtkListBoxRow *row)
{
  const YyTarget *target = get_target (row);

  g_free (self->person_id);
  self->person_id = g_strdup (target->person_id);
  show_choice (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[PICKED], 0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  choose (user_data, row);
}

static void
search_changed_cb (GtkEditable *editable, gpointer user_data)
{
  YyPersonPicker *self = user_data;

  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), get_first_match (self));
}

/* Return takes the first that is left. */
static void
search_activated_cb (GtkSearchEntry *entry, gpointer user_data)
{
  YyPersonPicker *self = user_data;
  GtkListBoxRow *row = get_first_match (self);

  if (row != NULL)
    choose (self, row);
}

static gboolean
search_key_cb (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer user_data)
{
  YyPersonPicker *self = user_data;
  GtkListBoxRow *row = get_first_match (self);

  if (keyval != GDK_KEY_Down || row == NULL)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
closed_cb (GtkPopover *popover, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (user_data));
  g_signal_emit (user_data, signals[LEFT], 0);
}

static void
stopped_cb (YyPersonPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
activate (AdwActionRow *row)
{
  YyPersonPicker *self = YY_PERSON_PICKER (row);
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_size_request (self->search, CLAMP (width - 60, 220, 420), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->search);
}

static void
yy_person_picker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_HINT:
      g_value_set_string (value, YY_PERSON_PICKER (object)->hint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_person_picker_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyPersonPicker *self = YY_PERSON_PICKER (object);

  switch (id)
    {
    case PROP_HINT:
      g_free (self->hint);
      self->hint = g_value_dup_string (value);
      show_choice (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_person_picker_dispose (GObject *object)
{
  YyPersonPicker *self = YY_PERSON_PICKER (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_person_picker_parent_class)->dispose (object);
}

static void
yy_person_picker_finalize (GObject *object)
{
  YyPersonPicker *self = YY_PERSON_PICKER (object);

  g_ptr_array_unref (self->targets);
  g_free (self->person_id);
  g_free (self->hint);

  G_OBJECT_CLASS (yy_person_picker_parent_class)->finalize (object);
}

static void
yy_person_picker_class_init (YyPersonPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yy_person_picker_get_property;
  object_class->set_property = yy_person_picker_set_property;
  object_class->dispose = yy_person_picker_dispose;
  object_class->finalize = yy_person_picker_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = activate;

  props[PROP_HINT] =
      g_param_spec_string ("hint", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[PICKED] =
      g_signal_new ("picked", YY_TYPE_PERSON_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] =
      g_signal_new ("left", YY_TYPE_PERSON_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
build_popover (YyPersonPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "max-content-height", LIST_HEIGHT,
                                      NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search =
      g_object_new (GTK_TYPE_SEARCH_ENTRY, "placeholder-text", _ ("Name, unit, pinyin or initials"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search for a person"), -1);
  g_signal_connect (self->search, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activated_cb), self);
  /* The entry takes Escape for itself. */
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (stopped_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->search, keys);

  self->empty = gtk_label_new (_ ("Nobody is found."));
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_add_css_class (self->empty, "yy-person");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), self->empty);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scroller);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  g_signal_connect (self->popover, "closed", G_CALLBACK (closed_cb), self);
}

static void
yy_person_picker_init (YyPersonPicker *self)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->targets = yy_target_list_new ();
  self->person_id = g_strdup ("");
  self->hint = g_strdup ("");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yy-picker");
  build_popover (self);
  g_signal_connect (self, "notify::title", G_CALLBACK (show_choice), NULL);
}

void
yy_person_picker_set_people (YyPersonPicker *self, GPtrArray *targets)
{
  GtkWidget *row;

  g_return_if_fail (YY_IS_PERSON_PICKER (self));

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_ptr_array_set_size (self->targets, 0);

  for (guint i = 0; i < targets->len; i++)
    {
      const YyTarget *from = g_ptr_array_index (targets, i);
      YyTarget *target =
          yy_target_new (from->person_id, from->name, from->unit, from->posts, from->step, from->preferred);

      yy_target_set_keys (target, from->pinyin, from->initials);
      g_ptr_array_add (self->targets, target);
      gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (target));
    }
  yy_person_picker_set_person_id (self, self->person_id);
}

const char *
yy_person_picker_get_person_id (YyPersonPicker *self)
{
  g_return_val_if_fail (YY_IS_PERSON_PICKER (self), "");

  return self->person_id;
}

void
yy_person_picker_set_person_id (YyPersonPicker *self, const char *person_id)
{
  const YyTarget *target;
  char *old;

  g_return_if_fail (YY_IS_PERSON_PICKER (self));

  target = yy_target_list_find (self->targets, person_id);
  old = self->person_id;
  self->person_id = g_strdup (target != NULL ? target->person_id : "");
  g_free (old);
  show_choice (self);
}
