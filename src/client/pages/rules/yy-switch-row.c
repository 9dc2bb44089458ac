#include "yy-switch-row.h"

#include <glib/gi18n.h>

#include "yy-policy-state.h"
#include "yy-rule.h"

struct _YySwitchRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *title;
  GtkLabel *sentence;
  GtkLabel *clause;
  GtkBox *end;   /* what stands beside the words */
  GtkBox *below; /* what needs room */

  char *key;
  GtkSwitch *flag;
  GtkCheckButton *kinds[YY_SEAL_LAST];
  GtkSpinButton *number;
  GtkWidget *set;
  YyPolicy policy; /* as it was shown last; without rules */
  gboolean showing;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YySwitchRow, yy_switch_row, ADW_TYPE_PREFERENCES_ROW)

static void
choose (YySwitchRow *self, const char *value)
{
  g_autofree char *is = yy_policy_dup (&self->policy, self->key);

  if (!self->showing && !g_str_equal (is, value))
    g_signal_emit (self, signals[CHOSEN], 0, value);
}

static void
flag_cb (YySwitchRow *self)
{
  choose (self, gtk_switch_get_active (self->flag) ? "true" : "false");
}

static void
kinds_cb (YySwitchRow *self)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint kind = 0; kind < YY_SEAL_LAST; kind++)
    {
      if (gtk_check_button_get_active (self->kinds[kind]))
        g_string_append_printf (value, "%s%s", value->len > 0 ? "," : "",
                                yy_seal_kind_get_nick ((YySealKind) kind));
    }
  choose (self, value->str);
}

static void
number_cb (YySwitchRow *self)
{
  gtk_widget_set_sensitive (self->set,
                            gtk_spin_button_get_value_as_int (self->number) != self->policy.days_ahead);
}

static void
set_cb (YySwitchRow *self)
{
  g_autofree char *value = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (self->number));

  choose (self, value);
}

/* What the person sets is called as the row is, and told with what it means. */
static void
name_control (YySwitchRow *self, GtkWidget *control)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title,
                                  NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->sentence, NULL, -1);
}

static void
add_flag (YySwitchRow *self)
{
  self->flag = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->flag), GTK_ALIGN_CENTER);
  name_control (self, GTK_WIDGET (self->flag));
  g_signal_connect_object (self->flag, "notify::active", G_CALLBACK (flag_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->end, GTK_WIDGET (self->flag));
}

static void
add_kinds (YySwitchRow *self)
{
  for (guint kind = 0; kind < YY_SEAL_LAST; kind++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (yy_seal_kind_get_label ((YySealKind) kind));

      self->kinds[kind] = GTK_CHECK_BUTTON (check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (kinds_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->below, check);
    }
}

static void
add_number (YySwitchRow *self)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (1, 1, 365, 1, 10, 0);

  self->number = GTK_SPIN_BUTTON (gtk_spin_button_new (adjustment, 1, 0));
  gtk_spin_button_set_numeric (self->number, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->number), GTK_ALIGN_CENTER);
  name_control (self, GTK_WIDGET (self->number));
  g_signal_connect_object (self->number, "value-changed", G_CALLBACK (number_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->below, GTK_WIDGET (self->number));
  self->set = gtk_button_new_with_label (_ ("Set"));
  gtk_widget_set_valign (self->set, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->set, GTK_ALIGN_START);
  g_signal_connect_object (self->set, "clicked", G_CALLBACK (set_cb), self, G_CONNECT_SWAPPED);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->below), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_append (self->below, self->set);
}

static void
yy_switch_row_finalize (GObject *object)
{
  YySwitchRow *self = YY_SWITCH_ROW (object);

  g_free (self->key);

  G_OBJECT_CLASS (yy_switch_row_parent_class)->finalize (object);
}

static void
yy_switch_row_class_init (YySwitchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yy_switch_row_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/rules/yy-switch-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YySwitchRow, title);
  gtk_widget_class_bind_template_child (widget_class, YySwitchRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, YySwitchRow, clause);
  gtk_widget_class_bind_template_child (widget_class, YySwitchRow, end);
  gtk_widget_class_bind_template_child (widget_class, YySwitchRow, below);
}

static void
yy_switch_row_init (YySwitchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yy_switch_row_new (const char *key)
{
  YySwitchRow *self = g_object_new (YY_TYPE_SWITCH_ROW, "title", yy_policy_get_title (key), NULL);
  const char *rule = yy_policy_get_rule (key);
  g_autofree char *clause = g_strdup_printf ("%s · %s", rule, yy_rule_get_clause (rule));

  self->key = g_strdup (key);
  gtk_label_set_label (self->title, yy_policy_get_title (key));
  gtk_label_set_label (self->sentence, yy_policy_get_sentence (key));
  gtk_label_set_label (self->clause, clause);
  if (yy_policy_is_flag (key))
    add_flag (self);
  else if (g_str_equal (key, "section-may-approve"))
    add_kinds (self);
  else
    add_number (self);
  gtk_widget_set_visible (GTK_WIDGET (self->below), self->flag == NULL);

  return GTK_WIDGET (self);
}

const char *
yy_switch_row_get_key (YySwitchRow *self)
{
  g_return_val_if_fail (YY_IS_SWITCH_ROW (self), NULL);

  return self->key;
}

void
yy_switch_row_set_policy (YySwitchRow *self, const YyPolicy *policy)
{
  g_return_if_fail (YY_IS_SWITCH_ROW (self));

  self->policy = *policy;
  self->policy.rules = NULL;
  self->showing = TRUE;
  if (self->flag != NULL)
    gtk_switch_set_active (self->flag, yy_policy_get_flag (policy, self->key));
  for (guint kind = 0; kind < YY_SEAL_LAST && self->kinds[kind] != NULL; kind++)
    gtk_check_button_set_active (self->kinds[kind], (policy->section_may_approve & (1u << kind)) != 0);
  if (self->number != NULL)
    {
      gtk_spin_button_set_value (self->number, policy->days_ahead);
      number_cb (self);
    }
  self->showing = FALSE;
}
