#include "yy-text-row.h"

struct _YyTextRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *title;
  GtkWidget *view;
  GtkWidget *hint;
};

enum
{
  PROP_HINT = 1,
  N_PROPS
};

enum
{
  CHANGED,
  LEFT,
  LAST_SIGNAL
};

static GParamSpec *props[N_PROPS];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyTextRow, yy_text_row, ADW_TYPE_PREFERENCES_ROW)

static void
changed_cb (GtkTextBuffer *buffer, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static void
left_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  g_signal_emit (user_data, signals[LEFT], 0);
}

static void
title_changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  YyTextRow *self = YY_TEXT_ROW (object);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (YY_TEXT_ROW (widget)->view);
}

static void
yy_text_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyTextRow *self = YY_TEXT_ROW (object);

  switch (id)
    {
    case PROP_HINT:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->hint)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_text_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyTextRow *self = YY_TEXT_ROW (object);
  const char *hint = g_value_get_string (value);

  switch (id)
    {
    case PROP_HINT:
      gtk_label_set_label (GTK_LABEL (self->hint), hint != NULL ? hint : "");
      gtk_widget_set_visible (self->hint, hint != NULL && *hint != '\0');
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      hint != NULL ? hint : "", -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_text_row_class_init (YyTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yy_text_row_get_property;
  object_class->set_property = yy_text_row_set_property;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;

  props[PROP_HINT] =
      g_param_spec_string ("hint", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] =
      g_signal_new ("changed", YY_TYPE_TEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] =
      g_signal_new ("left", YY_TYPE_TEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_label (void)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static void
yy_text_row_init (YyTextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->title = new_label ();
  gtk_widget_add_css_class (self->title, "yy-title");
  self->hint = new_label ();
  gtk_widget_set_visible (self->hint, FALSE);
  self->view = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE,
                             "height-request", 72, NULL);
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed", G_CALLBACK (changed_cb),
                    self);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->view, focus);

  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->view);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yy-text-row");
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}

char *
yy_text_row_dup_text (YyTextRow *self)
{
  GtkTextBuffer *buffer;
  char *text = NULL;

  g_return_val_if_fail (YY_IS_TEXT_ROW (self), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_object_get (buffer, "text", &text, NULL);
  return text;
}

void
yy_text_row_set_text (YyTextRow *self, const char *text)
{
  g_autofree char *old = yy_text_row_dup_text (self);

  if (!g_str_equal (old, text))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text, -1);
}

GtkWidget *
yy_text_row_get_view (YyTextRow *self)
{
  g_return_val_if_fail (YY_IS_TEXT_ROW (self), NULL);

  return self->view;
}
