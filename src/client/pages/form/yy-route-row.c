#include "yy-route-row.h"

#include <glib/gi18n.h>

#include "yy-wire-decode.h"

/* More names than that are counted. */
#define NAMES_SHOWN 3

struct _YyRouteRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (YyRouteRow, yy_route_row, ADW_TYPE_PREFERENCES_ROW)

static char *
dup_names (GPtrArray *people)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < people->len && i < NAMES_SHOWN; i++)
    {
      if (i > 0)
        g_string_append (names, _ (", "));
      g_string_append (names, ((YyTarget *) g_ptr_array_index (people, i))->name);
    }
  if (people->len > NAMES_SHOWN)
    {
      /* Translators: %s are names, %u is how many people there are in all */
      g_autofree char *all = g_strdup_printf (_ ("%s and others, %u in all"), names->str, people->len);

      return g_steal_pointer (&all);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static GtkWidget *
new_line (guint number, const char *step, const char *names)
{
  GtkWidget *line =
      g_object_new (GTK_TYPE_BOX, "spacing", 10, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *name = g_strdup_printf ("%u %s %s", number, step, names);
  GtkWidget *dot = gtk_label_new (digits);
  GtkWidget *who = gtk_label_new (names);
  GtkWidget *what = gtk_label_new (step);

  gtk_widget_add_css_class (dot, "timeline-dot");
  gtk_widget_add_css_class (dot, "yy-number");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (who), 0);
  gtk_label_set_wrap (GTK_LABEL (who), TRUE);
  gtk_widget_set_hexpand (who, TRUE);
  gtk_widget_add_css_class (what, "dim-label");
  gtk_widget_add_css_class (what, "caption");
  gtk_box_append (GTK_BOX (line), dot);
  gtk_box_append (GTK_BOX (line), who);
  gtk_box_append (GTK_BOX (line), what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return line;
}

static void
yy_route_row_class_init (YyRouteRowClass *klass)
{
}

static void
yy_route_row_init (YyRouteRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (_ ("After it was submitted it goes to"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (title, "caption");
  self->list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("After it was submitted it goes to"), -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yy-text-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
yy_route_row_set_steps (YyRouteRow *self, GPtrArray *steps)
{
  GtkWidget *line;

  g_return_if_fail (YY_IS_ROUTE_ROW (self));

  while ((line = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), line);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const YyRouteStep *step = g_ptr_array_index (steps, i);
      g_autofree char *names = dup_names (step->people);

      gtk_box_append (
          GTK_BOX (self->list),
          new_line (i + 1, step->step == YY_STEP_NONE ? _ ("Seal keeper") : yy_step_get_label (step->step),
                    names));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), steps != NULL && steps->len > 0);
}
