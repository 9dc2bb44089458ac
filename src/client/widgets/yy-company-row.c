#include "yy-company-row.h"

#include <glib/gi18n.h>

#include "yy-clause.h"
#include "yy-rule.h"

#define LIST_HEIGHT 360

struct _YyCompanyRow
{
  AdwActionRow parent_instance;

  GtkWidget *popover;
  GtkWidget *list;
  GtkWidget *closed;  /* what is said of those that cannot be chosen */
  GPtrArray *options; /* element-type YyCompanyOption */
  char *company_id;
};

enum
{
  PICKED,
  LEFT,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyCompanyRow, yy_company_row, ADW_TYPE_ACTION_ROW)

/* Translators: the section in charge of a service company */
static char *
dup_section (const YyCompanyOption *option)
{
  return g_strdup_printf (_ ("Section in charge: %s"), option->unit_name);
}

static void
show_choice (YyCompanyRow *self)
{
  const YyCompanyOption *option = yy_company_option_list_find (self->options, self->company_id);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *section = option != NULL ? dup_section (option) : NULL;
  g_autofree char *choice = option != NULL ? g_strdup_printf ("%s　%s", option->name, section)
                                           : g_strdup (self->company_id);
  gboolean chosen = *self->company_id != '\0';
  const char *said = chosen ? choice : _ ("Only when it is for the benefit of a service company");
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), title, chosen ? choice : _ ("no company"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), said);
  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (self), "yy-chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "yy-chosen");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static const char *
get_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "yy-company");
}

static GtkWidget *
new_row (const char *id, const char *name, const char *section, gboolean open)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *place = gtk_label_new (section);
  g_autofree char *label = g_strdup_printf ("%s %s", name, section);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_wrap (GTK_LABEL (place), TRUE);
  gtk_widget_add_css_class (place, "caption");
  gtk_widget_add_css_class (place, "dim-label");
  gtk_widget_set_visible (place, *section != '\0');
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), place);
  gtk_widget_add_css_class (box, "yy-person");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "yy-company", g_strdup (id), g_free);
  gtk_widget_set_sensitive (row, open);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static void
add_companies (YyCompanyRow *self, gboolean sponsored)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const YyCompanyOption *option = g_ptr_array_index (self->options, i);
      g_autofree char *section = dup_section (option);

      if (option->sponsored == sponsored)
        gtk_list_box_append (GTK_LIST_BOX (self->list),
                             new_row (option->id, option->name, section, sponsored));
    }
}

static gboolean
has_closed (YyCompanyRow *self)
{
  for (guint i = 0; i < self->options->len; i++)
    if (!((const YyCompanyOption *) g_ptr_array_index (self->options, i))->sponsored)
      return TRUE;

  return FALSE;
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  YyCompanyRow *self = user_data;

  g_free (self->company_id);
  self->company_id = g_strdup (get_id (row));
  show_choice (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[PICKED], 0);
}

static void
closed_cb (YyCompanyRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[LEFT], 0);
}

static void
activate (AdwActionRow *row)
{
  YyCompanyRow *self = YY_COMPANY_ROW (row);
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  gtk_widget_set_size_request (self->list, CLAMP (width - 60, 220, 420), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX_ROW (child) && g_strcmp0 (get_id (GTK_LIST_BOX_ROW (child)), self->company_id) == 0)
      {
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (child));
        gtk_widget_grab_focus (child);
      }
}

static void
yy_company_row_dispose (GObject *object)
{
  g_clear_pointer (&YY_COMPANY_ROW (object)->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_company_row_parent_class)->dispose (object);
}

static void
yy_company_row_finalize (GObject *object)
{
  YyCompanyRow *self = YY_COMPANY_ROW (object);

  g_ptr_array_unref (self->options);
  g_free (self->company_id);

  G_OBJECT_CLASS (yy_company_row_parent_class)->finalize (object);
}

static void
yy_company_row_class_init (YyCompanyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yy_company_row_dispose;
  object_class->finalize = yy_company_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = activate;

  signals[PICKED] =
      g_signal_new ("picked", YY_TYPE_COMPANY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] =
      g_signal_new ("left", YY_TYPE_COMPANY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Below the list: why some of it is grey. */
static GtkWidget *
build_closed (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *text = g_object_new (
      GTK_TYPE_LABEL, "label", _ ("The greyed companies are applied for by the section in charge of them."),
      "xalign", 0.0f, "wrap", TRUE, "max-width-chars", 30, NULL);
  GtkWidget *clause = yy_clause_new ();

  gtk_widget_add_css_class (text, "caption");
  yy_clause_set (YY_CLAUSE (clause), "R12", yy_rule_get_clause ("R12"));
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), clause);
  gtk_widget_set_margin_start (box, 14);
  gtk_widget_set_margin_end (box, 14);
  gtk_widget_set_margin_bottom (box, 8);
  return box;
}

static void
build_popover (YyCompanyRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "max-content-height", LIST_HEIGHT,
                                      NULL);

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->closed = build_closed ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->closed);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (closed_cb), self);
}

static void
yy_company_row_init (YyCompanyRow *self)
{
  self->options = yy_company_option_list_new ();
  self->company_id = g_strdup ("");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yy-picker");
  build_popover (self);
  g_signal_connect (self, "notify::title", G_CALLBACK (show_choice), NULL);
}

void
yy_company_row_set_companies (YyCompanyRow *self, GPtrArray *options)
{
  GtkWidget *row;

  g_return_if_fail (YY_IS_COMPANY_ROW (self));

  g_ptr_array_ref (options);
  g_ptr_array_unref (self->options);
  self->options = options;
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);

  gtk_list_box_append (GTK_LIST_BOX (self->list), new_row ("", _ ("For no company"), "", TRUE));
  add_companies (self, TRUE);
  add_companies (self, FALSE);
  gtk_widget_set_visible (self->closed, has_closed (self));
  show_choice (self);
}

const char *
yy_company_row_get_company_id (YyCompanyRow *self)
{
  g_return_val_if_fail (YY_IS_COMPANY_ROW (self), "");

  return self->company_id;
}

void
yy_company_row_set_company_id (YyCompanyRow *self, const char *id)
{
  char *old;

  g_return_if_fail (YY_IS_COMPANY_ROW (self));

  old = self->company_id;
  self->company_id = g_strdup (id);
  g_free (old);
  show_choice (self);
}
