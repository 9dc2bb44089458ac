#include "yy-flag-row.h"

struct _YyFlagRow
{
  AdwActionRow parent_instance;

  GtkWidget *control;
  gboolean setting;
};

enum
{
  SWITCHED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyFlagRow, yy_flag_row, ADW_TYPE_ACTION_ROW)

static void
active_cb (YyFlagRow *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[SWITCHED], 0);
}

static void
title_changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (object));

  gtk_accessible_update_property (GTK_ACCESSIBLE (YY_FLAG_ROW (object)->control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (YY_FLAG_ROW (widget)->control);
}

static void
yy_flag_row_class_init (YyFlagRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;

  signals[SWITCHED] =
      g_signal_new ("switched", YY_TYPE_FLAG_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yy_flag_row_init (YyFlagRow *self)
{
  self->control = gtk_switch_new ();
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->control, "notify::active", G_CALLBACK (active_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->control);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}

gboolean
yy_flag_row_get_active (YyFlagRow *self)
{
  g_return_val_if_fail (YY_IS_FLAG_ROW (self), FALSE);

  return gtk_switch_get_active (GTK_SWITCH (self->control));
}

void
yy_flag_row_set_active (YyFlagRow *self, gboolean active)
{
  g_return_if_fail (YY_IS_FLAG_ROW (self));

  self->setting = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->control), active);
  self->setting = FALSE;
}
