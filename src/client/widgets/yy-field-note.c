#include "yy-field-note.h"

#include "yy-access.h"
#include "yy-text-row.h"

struct _YyFieldNote
{
  AdwPreferencesRow parent_instance;

  YyRemark *remark;
  GtkWidget *field; /* weak */
};

enum
{
  CONFIRMED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyFieldNote, yy_field_note, ADW_TYPE_PREFERENCES_ROW)

/* Who reads a form by ear stands in the text of an entry row, not on the row. */
static void
mark_field (YyFieldNote *self)
{
  gboolean problem = yy_remark_get_kind (self->remark) == YY_REMARK_PROBLEM;
  GtkWidget *message = yy_remark_is_open (self->remark) ? yy_remark_get_text (self->remark) : NULL;
  GtkEditable *delegate;

  if (self->field == NULL)
    return;

  if (problem)
    gtk_widget_add_css_class (self->field, "error");
  else
    gtk_widget_remove_css_class (self->field, "error");
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_widget_add_css_class (self->field, "yy-noted");
  else
    gtk_widget_remove_css_class (self->field, "yy-noted");

  yy_access_set_error (self->field, message);
  delegate = GTK_IS_EDITABLE (self->field) ? gtk_editable_get_delegate (GTK_EDITABLE (self->field)) : NULL;
  if (delegate != NULL)
    yy_access_set_error (GTK_WIDGET (delegate), message);
  if (YY_IS_TEXT_ROW (self->field))
    yy_access_set_error (yy_text_row_get_view (YY_TEXT_ROW (self->field)), message);
}

static void
update (YyFieldNote *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (GTK_WIDGET (self->remark)));
  mark_field (self);
}

static void
confirmed_cb (YyFieldNote *self, const char *rule, gboolean confirmed)
{
  mark_field (self);
  g_signal_emit (self, signals[CONFIRMED], 0, rule, confirmed);
}

static void
yy_field_note_dispose (GObject *object)
{
  YyFieldNote *self = YY_FIELD_NOTE (object);

  g_clear_weak_pointer (&self->field);

  G_OBJECT_CLASS (yy_field_note_parent_class)->dispose (object);
}

static void
yy_field_note_class_init (YyFieldNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yy_field_note_dispose;

  signals[CONFIRMED] = g_signal_new ("confirmed", YY_TYPE_FIELD_NOTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
yy_field_note_init (YyFieldNote *self)
{
  self->remark = YY_REMARK (yy_remark_new ());
  g_signal_connect_swapped (self->remark, "confirmed", G_CALLBACK (confirmed_cb), self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->remark));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yy-note");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
yy_field_note_set_field (YyFieldNote *self, GtkWidget *field)
{
  g_return_if_fail (YY_IS_FIELD_NOTE (self));

  g_set_weak_pointer (&self->field, field);
  mark_field (self);
}

void
yy_field_note_show_issue (YyFieldNote *self, const YyIssue *issue, gboolean confirmed)
{
  g_return_if_fail (YY_IS_FIELD_NOTE (self));

  yy_remark_show_issue (self->remark, issue, confirmed);
  update (self);
}

void
yy_field_note_show_problem (YyFieldNote *self, const char *text)
{
  g_return_if_fail (YY_IS_FIELD_NOTE (self));

  yy_remark_show (self->remark, YY_REMARK_PROBLEM, text, NULL, NULL);
  update (self);
}

void
yy_field_note_show_hint (YyFieldNote *self, const char *text, const char *rule, const char *clause)
{
  g_return_if_fail (YY_IS_FIELD_NOTE (self));

  if (yy_field_note_has_issue (self))
    return;

  yy_remark_show (self->remark, YY_REMARK_HINT, text, rule, clause);
  update (self);
}

void
yy_field_note_clear (YyFieldNote *self)
{
  g_return_if_fail (YY_IS_FIELD_NOTE (self));

  yy_remark_clear (self->remark);
  update (self);
}

gboolean
yy_field_note_has_issue (YyFieldNote *self)
{
  g_return_val_if_fail (YY_IS_FIELD_NOTE (self), FALSE);

  return yy_remark_get_kind (self->remark) != YY_REMARK_HINT;
}

gboolean
yy_field_note_is_open (YyFieldNote *self)
{
  g_return_val_if_fail (YY_IS_FIELD_NOTE (self), FALSE);

  return yy_remark_is_open (self->remark);
}

void
yy_field_note_focus (YyFieldNote *self)
{
  g_return_if_fail (YY_IS_FIELD_NOTE (self));

  if (yy_remark_focus_answer (self->remark) || self->field == NULL)
    return;
  if (GTK_IS_EDITABLE (self->field))
    gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->field))));
  else
    gtk_widget_grab_focus (self->field);
}
