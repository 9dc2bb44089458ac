#include "yy-choice-row.h"

#include <glib/gi18n.h>

#include "yy-clause.h"
#include "yy-rule.h"

struct _YyChoiceRow
{
  AdwActionRow parent_instance;

  GtkCheckButton *check;
  const YyOption *option;
  const YyTarget *target;
  gboolean open;
};

G_DEFINE_FINAL_TYPE (YyChoiceRow, yy_choice_row, ADW_TYPE_ACTION_ROW)

static guint signal_chosen;

static void
toggled_cb (YyChoiceRow *self)
{
  if (gtk_check_button_get_active (self->check))
    g_signal_emit (self, signal_chosen, 0);
}

static void
yy_choice_row_class_init (YyChoiceRowClass *klass)
{
  signal_chosen =
      g_signal_new ("chosen", YY_TYPE_CHOICE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yy_choice_row_init (YyChoiceRow *self)
{
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (toggled_cb), self);

  /* Names and materials are what people typed: never markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
}

static void
set_up (YyChoiceRow *self, YyChoiceRow *group, const char *title, const char *explanation)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  explanation, -1);
  /* Of an open one the row's title speaks: it is what the row activates. */
  if (!self->open)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (group != NULL)
    gtk_check_button_set_group (self->check, group->check);
  if (self->open)
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), self->open);
  if (!self->open)
    gtk_widget_add_css_class (GTK_WIDGET (self), "yy-closed");
}

/* The label that the row of this libadwaita shows the explanation in. */
static GtkLabel *
find_subtitle (GtkWidget *widget)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "subtitle"))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_subtitle (child);

  return found;
}

/* Why it is closed, with the way to the whole of the sentence that says so. */
static void
link_clause (YyChoiceRow *self, const YyIssue *refusal)
{
  GtkLabel *label = find_subtitle (GTK_WIDGET (self));
  const char *clause = yy_issue_get_clause (refusal);
  g_autofree char *text = yy_issue_dup_text (refusal);
  g_autofree char *before = NULL;

  if (label == NULL || clause == NULL)
    return;

  /* Translators: why something is closed, and below it the sentence of the notice, between this and the next
   */
  before = g_strdup_printf (_ ("%s\nThe notice: “"), text);
  /* Translators: after the sentence of the notice */
  yy_clause_link (label, before, refusal->rule, clause, _ ("”"));
}

/* What it leads to, or why it is closed, in the words of the notice. */
static char *
dup_explanation (const YyOption *option)
{
  g_autofree char *text = NULL;
  const char *clause;

  switch (option->refusal == NULL ? option->action : YY_ACTION_LAST)
    {
    case YY_ACTION_APPROVE:
      return g_strdup (_ ("Ends the approval; the seal may be used"));
    case YY_ACTION_REFUSE:
      return g_strdup (_ ("Ends the request; a reason is needed"));
    case YY_ACTION_RETURN:
      return g_strdup (_ ("Back to the applicant, who keeps all that was filled in; a reason is needed"));
    case YY_ACTION_ACCEPT:
      return g_strdup (_ ("The material is here and the same as on the pictures"));
    case YY_ACTION_DECLINE:
      return g_strdup (_ ("Back to the applicant; a reason is needed"));
    case YY_ACTION_STAMP:
      return g_strdup (_ ("Enter what was really stamped"));
    case YY_ACTION_LAST:
      break;
    default:
      return NULL;
    }

  text = yy_issue_dup_text (option->refusal);
  clause = yy_issue_get_clause (option->refusal);
  /* Translators: why it is closed, and below it the sentence of the notice */
  return clause != NULL ? g_strdup_printf (_ ("%s\nThe notice: “%s”"), text, clause)
                        : g_steal_pointer (&text);
}

GtkWidget *
yy_choice_row_new_for_option (const YyOption *option, YyChoiceRow *group)
{
  YyChoiceRow *self = g_object_new (YY_TYPE_CHOICE_ROW, NULL);
  g_autofree char *explanation = dup_explanation (option);

  self->option = option;
  self->open = option->refusal == NULL;
  set_up (self, group, yy_action_get_label (option->action), explanation != NULL ? explanation : "");
  if (!self->open)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("action-unavailable-symbolic");

      link_clause (self, option->refusal);

      gtk_widget_add_css_class (icon, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (self), icon);
    }

  return GTK_WIDGET (self);
}

GtkWidget *
yy_choice_row_new_for_target (const YyTarget *target, YyChoiceRow *group)
{
  YyChoiceRow *self = g_object_new (YY_TYPE_CHOICE_ROW, NULL);
  g_autofree char *explanation = target->unit[0] != '\0' && target->posts[0] != '\0'
                                     ? g_strdup_printf ("%s · %s", target->unit, target->posts)
                                     : g_strconcat (target->unit, target->posts, NULL);

  self->target = target;
  self->open = TRUE;
  set_up (self, group, target->name, explanation);
  if (target->preferred)
    {
      GtkWidget *mark = gtk_label_new (_ ("in charge"));

      gtk_widget_add_css_class (mark, "caption");
      gtk_widget_add_css_class (mark, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (self), mark);
    }

  return GTK_WIDGET (self);
}

const YyOption *
yy_choice_row_get_option (YyChoiceRow *self)
{
  g_return_val_if_fail (YY_IS_CHOICE_ROW (self), NULL);

  return self->option;
}

const YyTarget *
yy_choice_row_get_target (YyChoiceRow *self)
{
  g_return_val_if_fail (YY_IS_CHOICE_ROW (self), NULL);

  return self->target;
}

gboolean
yy_choice_row_is_open (YyChoiceRow *self)
{
  g_return_val_if_fail (YY_IS_CHOICE_ROW (self), FALSE);

  return self->open;
}

gboolean
yy_choice_row_is_chosen (YyChoiceRow *self)
{
  g_return_val_if_fail (YY_IS_CHOICE_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

void
yy_choice_row_choose (YyChoiceRow *self)
{
  g_return_if_fail (YY_IS_CHOICE_ROW (self));

  if (self->open)
    gtk_check_button_set_active (self->check, TRUE);
}

void
yy_choice_row_focus (YyChoiceRow *self)
{
  g_return_if_fail (YY_IS_CHOICE_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->check));
}
