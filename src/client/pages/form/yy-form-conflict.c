#include "yy-form-conflict.h"

#include <glib/gi18n.h>

#include "yy-org.h"
#include "yy-when.h"

struct _YyFormConflict
{
  AdwWindow parent_instance;

  GtkWidget *column;
};

enum
{
  CHOSEN,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyFormConflict, yy_form_conflict, ADW_TYPE_WINDOW)

static const struct
{
  const char *pointer;
  const char *label;
} labels[] = {
  { "/form/unit_id", N_ ("Unit") },
  { "/form/office_phone", N_ ("Office phone") },
  { "/form/mobile", N_ ("Mobile phone") },
  { "/form/material_name", N_ ("Name of the material") },
  { "/form/use_date", N_ ("Day of use") },
  { "/form/seal_id", N_ ("Kind of seal") },
  { "/form/seal_text", N_ ("Which seal") },
  { "/form/copies", N_ ("Number of copies") },
  { "/form/reason", N_ ("Reason for use") },
  { "/form/reviewer_id", N_ ("Reviewer") },
  { "/form/keeper_id", N_ ("Seal keeper") },
  { "/form/contract", N_ ("Contract") },
  { "/form/major", N_ ("Major matter") },
  { "/form/not_blank", N_ ("All of it filled in") },
  { "/form/kind", N_ ("Kind of request") },
  { "/form/company_id", N_ ("Service company") },
  { "/form/unavoidable", N_ ("Why the name seal") },
  { "/form/confidential", N_ ("Confidential") },
  { "/form/paper", N_ ("Paper request") },
  { "/form/positions", N_ ("Impressions on each copy") },
  { "/form/confirmed", N_ ("Confirmed") },
  { "/form/out_from", N_ ("Out from") },
  { "/form/out_until", N_ ("Back until") },
  { "/form/destination", N_ ("Destination") },
  { "/form/carrier_id", N_ ("Carrier") },
};

static char *
dup_label (const char *pointer)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].pointer, pointer))
      return g_strdup (_ (labels[i].label));
  if (g_str_has_prefix (pointer, "/pages/"))
    /* Translators: a picture by its place */
    return g_strdup_printf (_ ("Picture %u"),
                            (guint) g_ascii_strtoull (pointer + strlen ("/pages/"), NULL, 10) + 1);

  return g_strdup (pointer);
}

static const char *
find_name (const YyFormOptions *options, const char *pointer, const char *id)
{
  const YySealOption *seal = yy_form_options_find_seal (options, id);
  const YyTarget *reviewer = yy_target_list_find (options->reviewers, id);

  if (g_str_equal (pointer, "/form/seal_id") && seal != NULL)
    return seal->name;
  if (g_str_equal (pointer, "/form/reviewer_id") && reviewer != NULL)
    return reviewer->name;
  for (guint i = 0; g_str_equal (pointer, "/form/unit_id") && i < options->units->len; i++)
    {
      const YyUnit *unit = g_ptr_array_index (options->units, i);

      if (g_str_equal (unit->id, id))
        return unit->name;
    }
  for (guint i = 0; g_str_equal (pointer, "/form/keeper_id") && i < options->seals->len; i++)
    {
      const YySealOption *option = g_ptr_array_index (options->seals, i);
      const YyTarget *keeper = yy_target_list_find (option->keepers, id);

      if (keeper != NULL)
        return keeper->name;
    }

  return id;
}

static char *
dup_value (const YyFormOptions *options, const char *pointer, const char *value)
{
  if (*value == '\0' || g_str_equal (value, "unset"))
    /* Translators: a field in which nothing was written */
    return g_strdup (_ ("(nothing)"));
  if (g_str_equal (value, "yes"))
    return g_strdup (C_ ("answer", "Yes"));
  if (g_str_equal (value, "no"))
    return g_strdup (C_ ("answer", "No"));
  if (g_str_has_prefix (pointer, "/pages/"))
    return g_strdup (_ ("a picture"));

  return g_strdup (options != NULL ? find_name (options, pointer, value) : value);
}

static GtkWidget *
new_text (const char *caption, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_label_new (caption);
  GtkWidget *body = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                  PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, "lines", 6, "ellipsize",
                                  PANGO_ELLIPSIZE_END, NULL);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "caption");
  gtk_widget_add_css_class (head, "dim-label");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), body);
  return box;
}

static GtkWidget *
new_difference (const YyChange *change, const YyFormOptions *options)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *values = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *label = dup_label (change->field);
  g_autofree char *theirs = dup_value (options, change->field, change->before);
  g_autofree char *mine = dup_value (options, change->field, change->after);
  GtkWidget *title = gtk_label_new (label);
  /* Translators: read aloud: a field, what stands in it on this computer, and what the service has */
  g_autofree char *spoken = g_strdup_printf (_ ("%s. Here: %s. On the service: %s."), label, mine, theirs);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_set_homogeneous (GTK_BOX (values), TRUE);
  gtk_box_append (GTK_BOX (values), new_text (_ ("Here"), mine));
  gtk_box_append (GTK_BOX (values), new_text (_ ("On the service"), theirs));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), values);
  gtk_widget_add_css_class (row, "yy-text-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
choose (GtkButton *button, gpointer user_data)
{
  GtkWidget *self = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (button)));

  g_signal_emit (self, signals[CHOSEN], 0, GPOINTER_TO_INT (user_data));
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_choice (YyFormConflict *self, const char *label, int choice)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect (button, "clicked", G_CALLBACK (choose), GINT_TO_POINTER (choice));
  gtk_box_append (GTK_BOX (self->column), button);
}

static void
yy_form_conflict_class_init (YyFormConflictClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", YY_TYPE_FORM_CONFLICT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yy_form_conflict_init (YyFormConflict *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller =
      g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);
  GtkWidget *clamp = adw_clamp_new ();

  self->column = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12,
                               "margin-top", 12, "margin-bottom", 18, "margin-start", 12, "margin-end", 12,
                               NULL);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Two versions of this draft"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 560);
}

static char *
dup_explanation (YyDraft *draft)
{
  const YyRequest *theirs = yy_draft_get_theirs (draft);
  g_autofree char *when = NULL;

  if (theirs == NULL)
    return g_strdup (_ ("The draft was deleted somewhere else. What was written here is still here."));
  when = yy_when_dup_relative (theirs->changed_usec, g_get_real_time ());
  if (!yy_draft_can_overwrite (draft))
    /* Translators: a time such as “2 hours ago” */
    return g_strdup_printf (_ ("The request was submitted somewhere else (%s). What was written here can be "
                               "kept as a new draft."),
                            when);

  return g_strdup_printf (_ ("The version on the service was saved %s. These places differ:"), when);
}

GtkWidget *
yy_form_conflict_new (YyDraft *draft, const YyFormOptions *options)
{
  YyFormConflict *self = g_object_new (YY_TYPE_FORM_CONFLICT, NULL);
  g_autoptr (GPtrArray) changes = yy_draft_list_conflicts (draft);
  g_autofree char *text = dup_explanation (draft);
  GtkWidget *explanation = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0f, NULL);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < changes->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_difference (g_ptr_array_index (changes, i), options));
  gtk_box_append (GTK_BOX (self->column), explanation);
  gtk_box_append (GTK_BOX (self->column), list);

  if (yy_draft_can_overwrite (draft))
    {
      add_choice (self, _ ("Use what is here"), YY_CONFLICT_MINE);
      add_choice (self, _ ("Use what is on the service"), YY_CONFLICT_THEIRS);
    }
  add_choice (self, _ ("Keep what is here as a new draft"), YY_CONFLICT_COPY);
  return GTK_WIDGET (self);
}
