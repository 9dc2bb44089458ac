#include "yy-field-note.h"

#include "yy-access.h"
#include "yy-text-row.h"

struct _YyFieldNote
{
  AdwPreferencesRow parent_instance;

  GtkWidget *icon;
  GtkWidget *text;
  GtkWidget *clause;
  GtkWidget *field; /* weak */
  gboolean problem;
};

G_DEFINE_FINAL_TYPE (YyFieldNote, yy_field_note, ADW_TYPE_PREFERENCES_ROW)

/* Who reads a form by ear stands in the text of an entry row, not on the row. */
static void
mark_field (YyFieldNote *self)
{
  GtkEditable *delegate;

  if (self->field == NULL)
    return;

  if (self->problem)
    gtk_widget_add_css_class (self->field, "error");
  else
    gtk_widget_remove_css_class (self->field, "error");
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_widget_add_css_class (self->field, "yy-noted");
  else
    gtk_widget_remove_css_class (self->field, "yy-noted");

  yy_access_set_error (self->field, self->problem ? self->text : NULL);
  delegate = GTK_IS_EDITABLE (self->field) ? gtk_editable_get_delegate (GTK_EDITABLE (self->field)) : NULL;
  if (delegate != NULL)
    yy_access_set_error (GTK_WIDGET (delegate), self->problem ? self->text : NULL);
  if (YY_IS_TEXT_ROW (self->field))
    yy_access_set_error (yy_text_row_get_view (YY_TEXT_ROW (self->field)), self->problem ? self->text : NULL);
}

static void
show (YyFieldNote *self, const char *text, const char *clause)
{
  gboolean quoted = clause != NULL && *clause != '\0';

  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_label_set_label (GTK_LABEL (self->clause), quoted ? clause : "");
  gtk_widget_set_visible (self->clause, quoted);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                self->problem ? "dialog-error-symbolic" : "dialog-information-symbolic");
  if (self->problem)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
  mark_field (self);
}

static GtkWidget *
new_label (const char *style)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "css-classes", (const char *[]) { style, NULL }, NULL);
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
}

static void
yy_field_note_init (YyFieldNote *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->icon = g_object_new (GTK_TYPE_IMAGE, "valign", GTK_ALIGN_START, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->text = new_label ("caption");
  self->clause = new_label ("yy-clause");
  gtk_widget_add_css_class (self->clause, "caption");
  gtk_widget_add_css_class (self->clause, "dim-label");
  gtk_box_append (GTK_BOX (texts), self->text);
  gtk_box_append (GTK_BOX (texts), self->clause);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), texts);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
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
yy_field_note_show_problem (YyFieldNote *self, const char *text, const char *clause)
{
  g_return_if_fail (YY_IS_FIELD_NOTE (self));

  self->problem = TRUE;
  show (self, text, clause);
}

void
yy_field_note_show_hint (YyFieldNote *self, const char *text, const char *clause)
{
  g_return_if_fail (YY_IS_FIELD_NOTE (self));

  if (!self->problem)
    show (self, text, clause);
}

void
yy_field_note_clear (YyFieldNote *self)
{
  g_return_if_fail (YY_IS_FIELD_NOTE (self));

  self->problem = FALSE;
  show (self, "", NULL);
}

gboolean
yy_field_note_has_problem (YyFieldNote *self)
{
  g_return_val_if_fail (YY_IS_FIELD_NOTE (self), FALSE);

  return self->problem;
}
