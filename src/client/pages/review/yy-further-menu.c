#include "yy-further-menu.h"

#include <glib/gi18n.h>

struct _YyFurtherMenu
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (YyFurtherMenu, yy_further_menu, GTK_TYPE_WIDGET)

static guint signal_chosen;

static void
activated_cb (YyFurtherMenu *self, GtkListBoxRow *row)
{
  int action = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "yy-action"));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signal_chosen, 0, action);
}

static void
yy_further_menu_dispose (GObject *object)
{
  g_clear_pointer (&YY_FURTHER_MENU (object)->button, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_further_menu_parent_class)->dispose (object);
}

static void
yy_further_menu_class_init (YyFurtherMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yy_further_menu_dispose;

  signal_chosen = g_signal_new ("chosen", YY_TYPE_FURTHER_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yy_further_menu_init (YyFurtherMenu *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "yy-further");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->list);
  gtk_widget_add_css_class (self->popover, "menu");

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("More"),
                                  -1);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static GtkWidget *
new_row (const YyOption *option)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (yy_action_get_label (option->action));
  gboolean open = option->refusal == NULL;
  g_autofree char *why = open ? NULL : yy_issue_dup_text (option->refusal);
  g_autofree char *name = why != NULL
                              ? g_strdup_printf ("%s, %s", gtk_label_get_label (GTK_LABEL (title)), why)
                              : g_strdup (gtk_label_get_label (GTK_LABEL (title)));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  if (why != NULL)
    {
      GtkWidget *label = gtk_label_new (why);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
      gtk_widget_add_css_class (title, "dim-label");
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), open);
  g_object_set_data (G_OBJECT (row), "yy-action", GINT_TO_POINTER (option->action));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_DISABLED, !open, -1);

  return row;
}

void
yy_further_menu_set_request (YyFurtherMenu *self, const YyRequest *request)
{
  GtkWidget *row;
  guint n = 0;

  g_return_if_fail (YY_IS_FURTHER_MENU (self));

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; request != NULL && i < request->options->len; i++)
    {
      const YyOption *option = g_ptr_array_index (request->options, i);

      if (!yy_action_is_further (option->action))
        continue;
      gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (option));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}
