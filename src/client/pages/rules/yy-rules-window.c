#include "yy-rules-window.h"

#include <glib/gi18n.h>

#include "yy-ask.h"
#include "yy-error.h"
#include "yy-policy-state.h"
#include "yy-switch-row.h"
#include "yy-when.h"

struct _YyRulesWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *failure;
  AdwPreferencesGroup *approving;
  AdwPreferencesGroup *applying;
  AdwPreferencesGroup *stamping;
  AdwPreferencesGroup *history;
  GtkLabel *message;

  YySession *session;
  GCancellable *cancellable;
  GPtrArray *rows;  /* of YySwitchRow, borrowed from their groups */
  GPtrArray *lines; /* of the rows of the history, likewise */
  YyPolicyState *state;
  char *key; /* of the change that is asked back, or under way */
  char *value;
};

G_DEFINE_FINAL_TYPE (YyRulesWindow, yy_rules_window, ADW_TYPE_WINDOW)

static void
show_message (YyRulesWindow *self, const char *text)
{
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static AdwPreferencesGroup *
choose_group (YyRulesWindow *self, const char *key)
{
  if (g_str_equal (key, "approver-may-stamp") || g_str_equal (key, "photo-required"))
    return self->stamping;
  if (g_str_equal (key, "section-may-approve") || g_str_equal (key, "all-chiefs"))
    return self->approving;

  return self->applying;
}

/* What was changed: "Photo of what was stamped: off → on". */
static char *
dup_change_text (const YyPolicyChange *change)
{
  const char *title = yy_policy_get_title (change->key);
  g_autofree char *before = yy_policy_dup_value_text (change->key, change->before);
  g_autofree char *after = yy_policy_dup_value_text (change->key, change->after);

  if (title == NULL)
    title = g_str_equal (change->key, "rules") ? _ ("Table of rules, version") : change->key;
  /* Translators: a switch, what it was and what it became. */
  return g_strdup_printf (_ ("%s: %s → %s"), title, before, after);
}

static void
show_history (YyRulesWindow *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    adw_preferences_group_remove (self->history, g_ptr_array_index (self->lines, i));
  g_ptr_array_set_size (self->lines, 0);

  for (guint i = 0; i < self->state->changes->len; i++)
    {
      const YyPolicyChange *change = g_ptr_array_index (self->state->changes, i);
      g_autofree char *text = dup_change_text (change);
      g_autofree char *when = yy_when_dup_absolute (change->at_usec);
      g_autofree char *who = g_strdup_printf (
          "%s · %s", *change->actor_name != '\0' ? change->actor_name : _ ("Operator"), when);
      GtkWidget *row =
          g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", text, "subtitle", who, NULL);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      adw_preferences_group_add (self->history, row);
      g_ptr_array_add (self->lines, row);
    }
  adw_preferences_group_set_description (self->history,
                                         self->lines->len == 0 ? _ ("Nothing was changed yet.") : NULL);
}

static void
show_state (YyRulesWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      YySwitchRow *row = g_ptr_array_index (self->rows, i);

      yy_switch_row_set_policy (row, &self->state->policy);
      gtk_widget_set_sensitive (GTK_WIDGET (row), self->state->may_change && self->key == NULL);
    }
}

static void
take_state (YyRulesWindow *self, YyPolicyState *state)
{
  g_clear_pointer (&self->state, yy_policy_state_free);
  self->state = state;
  show_state (self);
  show_history (self);
  gtk_stack_set_visible_child_name (self->stack, "switches");
}

static void
loaded_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YyRulesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  YyPolicyState *state = yy_api_client_policy_finish (YY_API_CLIENT (source), async, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (state != NULL)
    {
      take_state (self, state);
      return;
    }
  adw_status_page_set_description (self->failure, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
load_cb (YyRulesWindow *self)
{
  if (self->state == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  yy_api_client_get_policy_async (yy_session_get_client (self->session), self->cancellable, loaded_cb,
                                  g_object_ref (self));
}

static void
end_change (YyRulesWindow *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->value, g_free);
}

static void
changed_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YyRulesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  YyPolicyState *state = yy_api_client_policy_finish (YY_API_CLIENT (source), async, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  end_change (self);
  if (state != NULL)
    {
      take_state (self, state);
      return;
    }
  show_message (
      self,
      g_error_matches (error, YY_ERROR, YY_ERROR_CONFLICT)
          ? _ ("Somebody changed a switch meanwhile. This is how they are now; nothing of yours was set.")
          : error->message);
  show_state (self);
  /* Whether it was done is not known, or something else was: the service says how it is. */
  load_cb (self);
}

static void
answered_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  YyRulesWindow *self = YY_RULES_WINDOW (source);

  if (!yy_ask_finish (GTK_WIDGET (self), async))
    {
      end_change (self);
      show_state (self);
      return;
    }

  yy_api_client_change_policy_async (yy_session_get_client (self->session), self->state->revision, self->key,
                                     self->value, self->cancellable, changed_cb, g_object_ref (self));
}

static void
chosen_cb (YyRulesWindow *self, const char *value, YySwitchRow *row)
{
  const char *key = yy_switch_row_get_key (row);
  g_autofree char *was = yy_policy_dup (&self->state->policy, key);
  g_autofree char *before = yy_policy_dup_value_text (key, was);
  g_autofree char *after = yy_policy_dup_value_text (key, value);
  g_autofree char *body = NULL;

  if (self->key != NULL)
    return;

  self->key = g_strdup (key);
  self->value = g_strdup (value);
  show_message (self, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_sensitive (g_ptr_array_index (self->rows, i), FALSE);
  body = g_strdup_printf (
      _ ("%s: %s → %s\n\n%s\n\nIt holds for everybody from now on, and is recorded with your name."),
      yy_policy_get_title (key), before, after, yy_policy_get_sentence (key));
  yy_ask_async (GTK_WIDGET (self), _ ("Change how the notice is read?"), body, _ ("Change"), FALSE,
                self->cancellable, answered_cb, NULL);
}

static void
add_rows (YyRulesWindow *self)
{
  const char *const *keys = yy_policy_list_keys ();

  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *row;

      if (yy_policy_get_title (keys[i]) == NULL)
        continue;
      row = yy_switch_row_new (keys[i]);
      g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (choose_group (self, keys[i]), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
yy_rules_window_dispose (GObject *object)
{
  YyRulesWindow *self = YY_RULES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->state, yy_policy_state_free);
  end_change (self);

  G_OBJECT_CLASS (yy_rules_window_parent_class)->dispose (object);
}

static void
yy_rules_window_class_init (YyRulesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_rules_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/rules/yy-rules-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YyRulesWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, YyRulesWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, YyRulesWindow, approving);
  gtk_widget_class_bind_template_child (widget_class, YyRulesWindow, applying);
  gtk_widget_class_bind_template_child (widget_class, YyRulesWindow, stamping);
  gtk_widget_class_bind_template_child (widget_class, YyRulesWindow, history);
  gtk_widget_class_bind_template_child (widget_class, YyRulesWindow, message);
  gtk_widget_class_bind_template_callback (widget_class, load_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yy_rules_window_init (YyRulesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->lines = g_ptr_array_new ();
  add_rows (self);
}

GtkWidget *
yy_rules_window_new (YySession *session)
{
  YyRulesWindow *self = g_object_new (YY_TYPE_RULES_WINDOW, NULL);

  self->session = g_object_ref (session);
  load_cb (self);

  return GTK_WIDGET (self);
}
