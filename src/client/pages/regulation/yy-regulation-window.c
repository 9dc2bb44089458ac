#include "yy-regulation-window.h"

#include <glib/gi18n.h>

#include "yy-rule-set.h"

struct _YyRegulationWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkWidget *scroller;
  GtkWidget *column;
  GtkWidget *banner;
  GtkListBox *rules;
  GtkLabel *heading;
  GtkLabel *text;

  GCancellable *cancellable;
  char *rule; /* to be shown */
};

G_DEFINE_FINAL_TYPE (YyRegulationWindow, yy_regulation_window, ADW_TYPE_WINDOW)

static const char *
get_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "yy-rule");
}

static void
add_rule (YyRegulationWindow *self, const YyRegulationRule *rule)
{
  /* Translators: the number of a rule, such as R10 */
  g_autofree char *name = g_strdup_printf (_ ("Rule %s"), rule->id);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 0, "title",
                                 rule->clause, "subtitle", name, NULL);

  g_object_set_data_full (G_OBJECT (row), "yy-rule", g_strdup (rule->id), g_free);
  gtk_list_box_append (self->rules, row);
}

/* Once it is laid out: before there is no place to scroll to. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  YyRegulationWindow *self = YY_REGULATION_WINDOW (widget);
  GtkWidget *row = user_data;
  graphene_rect_t bounds;

  if (gtk_widget_get_height (row) == 0)
    return G_SOURCE_CONTINUE;
  if (gtk_widget_compute_bounds (row, self->column, &bounds))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
                              MAX (0, bounds.origin.y - 60));
  gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

static void
mark_rule (YyRegulationWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rules, i)) != NULL; i++)
    {
      gboolean current = g_str_equal (get_id (row), self->rule);

      if (!current)
        {
          gtk_widget_remove_css_class (GTK_WIDGET (row), "yy-current");
          continue;
        }
      gtk_widget_add_css_class (GTK_WIDGET (row), "yy-current");
      gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, g_object_ref (row), g_object_unref);
    }
}

static void
show (YyRegulationWindow *self, const YyRegulation *regulation)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rules, 0)) != NULL)
    gtk_list_box_remove (self->rules, GTK_WIDGET (row));
  for (guint i = 0; i < regulation->rules->len; i++)
    add_rule (self, g_ptr_array_index (regulation->rules, i));

  gtk_label_set_label (self->heading, regulation->title);
  gtk_label_set_label (self->text, regulation->text);
  adw_window_title_set_subtitle (self->title, regulation->title);
  gtk_stack_set_visible_child_name (self->stack, "content");
  mark_rule (self);
}

/* What the program came with, for who cannot ask. */
static void
show_own (YyRegulationWindow *self)
{
  GPtrArray *rows = yy_rule_set_get_rows (yy_rule_set_get_default ());
  g_autoptr (YyRegulation) regulation = yy_regulation_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const YyRuleRow *row = g_ptr_array_index (rows, i);

      yy_regulation_add_rule (regulation, row->id, row->clause);
    }
  g_free (regulation->title);
  regulation->title = g_strdup (yy_rule_set_get_name (yy_rule_set_get_default ()));
  g_free (regulation->text);
  regulation->text = yy_regulation_dup_articles (regulation);
  show (self, regulation);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyRegulationWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyRegulation)
      regulation = yy_api_client_get_regulation_finish (YY_API_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_visible (self->banner, regulation == NULL);
  if (regulation != NULL)
    show (self, regulation);
  else
    show_own (self);
}

static void
yy_regulation_window_dispose (GObject *object)
{
  YyRegulationWindow *self = YY_REGULATION_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), YY_TYPE_REGULATION_WINDOW);

  G_OBJECT_CLASS (yy_regulation_window_parent_class)->dispose (object);
}

static void
yy_regulation_window_finalize (GObject *object)
{
  YyRegulationWindow *self = YY_REGULATION_WINDOW (object);

  g_object_unref (self->cancellable);
  g_free (self->rule);

  G_OBJECT_CLASS (yy_regulation_window_parent_class)->finalize (object);
}

static void
yy_regulation_window_class_init (YyRegulationWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_regulation_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_regulation_window_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yanyin/Yanyin/ui/regulation/yy-regulation-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YyRegulationWindow, title);
  gtk_widget_class_bind_template_child (widget_class, YyRegulationWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, YyRegulationWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, YyRegulationWindow, column);
  gtk_widget_class_bind_template_child (widget_class, YyRegulationWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, YyRegulationWindow, rules);
  gtk_widget_class_bind_template_child (widget_class, YyRegulationWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, YyRegulationWindow, text);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yy_regulation_window_init (YyRegulationWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->rule = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yy_regulation_window_new (YySession *session)
{
  YyRegulationWindow *self = g_object_new (YY_TYPE_REGULATION_WINDOW, NULL);

  yy_api_client_get_regulation_async (yy_session_get_client (session), self->cancellable, loaded_cb,
                                      g_object_ref (self));
  return GTK_WIDGET (self);
}

void
yy_regulation_window_show_rule (YyRegulationWindow *self, const char *rule)
{
  g_return_if_fail (YY_IS_REGULATION_WINDOW (self));

  g_free (self->rule);
  self->rule = g_strdup (rule);
  mark_rule (self);
}
