#include "yy-clause.h"

#include <glib/gi18n.h>

struct _YyClause
{
  GtkWidget parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (YyClause, yy_clause, GTK_TYPE_WIDGET)

static gboolean
activate_link_cb (GtkLabel *label, const char *uri, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (label), "app.show-rule", "s", uri);
  return TRUE;
}

void
yy_clause_link (GtkLabel *label, const char *before, const char *rule, const char *text, const char *after)
{
  g_autofree char *markup = g_markup_printf_escaped (
      "%s<a href=\"%s\" title=\"%s\">%s</a>%s", before, rule != NULL ? rule : "",
      /* Translators: of a sentence of the notice that can be clicked on */ _ ("Read it in the regulation"),
      text, after);

  g_signal_handlers_disconnect_by_func (label, activate_link_cb, NULL);
  g_signal_connect (label, "activate-link", G_CALLBACK (activate_link_cb), NULL);
  gtk_label_set_markup (label, markup);
}

static void
yy_clause_dispose (GObject *object)
{
  g_clear_pointer (&YY_CLAUSE (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_clause_parent_class)->dispose (object);
}

static void
yy_clause_class_init (YyClauseClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yy_clause_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yy_clause_init (YyClause *self)
{
  const char *const classes[] = { "yy-clause", "caption", NULL };

  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "css-classes", classes, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
yy_clause_new (void)
{
  return g_object_new (YY_TYPE_CLAUSE, NULL);
}

void
yy_clause_set (YyClause *self, const char *rule, const char *text)
{
  gboolean said = text != NULL && *text != '\0';

  g_return_if_fail (YY_IS_CLAUSE (self));

  if (said)
    yy_clause_link (GTK_LABEL (self->label), "", rule, text, "");
  else
    gtk_label_set_label (GTK_LABEL (self->label), "");
  gtk_widget_set_visible (GTK_WIDGET (self), said);
}
