#include "yy-answer-row.h"

#include <glib/gi18n.h>

struct _YyAnswerRow
{
  AdwActionRow parent_instance;

  GtkWidget *yes;
  GtkWidget *no;
  gboolean setting;
};

enum
{
  ANSWERED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyAnswerRow, yy_answer_row, ADW_TYPE_ACTION_ROW)

static void
toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  YyAnswerRow *self = user_data;

  if (!self->setting && gtk_toggle_button_get_active (button))
    g_signal_emit (self, signals[ANSWERED], 0);
}

/* "Is it a contract: yes" makes sense without the row around it. */
static void
title_changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  YyAnswerRow *self = YY_ANSWER_ROW (object);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *yes = g_strdup_printf (_ ("%s: yes"), title);
  g_autofree char *no = g_strdup_printf (_ ("%s: no"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->yes), GTK_ACCESSIBLE_PROPERTY_LABEL, yes, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->no), GTK_ACCESSIBLE_PROPERTY_LABEL, no, -1);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  YyAnswerRow *self = YY_ANSWER_ROW (widget);
  gboolean no = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->no));

  return gtk_widget_grab_focus (no ? self->no : self->yes);
}

static void
yy_answer_row_class_init (YyAnswerRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;

  signals[ANSWERED] =
      g_signal_new ("answered", YY_TYPE_ANSWER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yy_answer_row_init (YyAnswerRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->yes = gtk_toggle_button_new_with_label (C_ ("answer", "Yes"));
  self->no = gtk_toggle_button_new_with_label (C_ ("answer", "No"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->no), GTK_TOGGLE_BUTTON (self->yes));
  gtk_widget_add_css_class (self->yes, "yy-answer");
  gtk_widget_add_css_class (self->no, "yy-answer");
  g_signal_connect (self->yes, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect (self->no, "toggled", G_CALLBACK (toggled_cb), self);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->yes);
  gtk_box_append (GTK_BOX (box), self->no);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}

YyAnswer
yy_answer_row_get_answer (YyAnswerRow *self)
{
  g_return_val_if_fail (YY_IS_ANSWER_ROW (self), YY_ANSWER_UNSET);

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->yes)))
    return YY_ANSWER_YES;
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->no)))
    return YY_ANSWER_NO;

  return YY_ANSWER_UNSET;
}

void
yy_answer_row_set_answer (YyAnswerRow *self, YyAnswer answer)
{
  g_return_if_fail (YY_IS_ANSWER_ROW (self));

  self->setting = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->yes), answer == YY_ANSWER_YES);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->no), answer == YY_ANSWER_NO);
  self->setting = FALSE;
}
