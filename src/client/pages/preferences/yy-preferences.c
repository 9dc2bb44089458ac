#include "yy-preferences.h"

#include <glib/gi18n.h>

#include "yy-ask.h"
#include "yy-error.h"
#include "yy-org.h"
#include "yy-password-window.h"

struct _YyPreferences
{
  AdwWindow parent_instance;

  AdwEntryRow *server;
  GtkLabel *server_error;
  AdwComboRow *scheme;
  GtkSpinButton *limit;
  AdwActionRow *used;
  GtkWidget *account_group;
  AdwActionRow *account;

  YySession *session;
};

/* In the order of the combo row. */
static const char *const schemes[] = { "system", "light", "dark" };

G_DEFINE_FINAL_TYPE (YyPreferences, yy_preferences, ADW_TYPE_WINDOW)

static void
update_used (YyPreferences *self)
{
  goffset bytes = yy_api_client_get_cache_size (yy_session_get_client (self->session));
  g_autofree char *size = g_format_size ((guint64) bytes);

  adw_action_row_set_subtitle (self->used, size);
}

static void
update_account (YyPreferences *self)
{
  const YyMe *me = yy_session_get_me (self->session);

  gtk_widget_set_visible (self->account_group, me != NULL);
  if (me == NULL)
    return;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account), me->person->name);
  if (me->units->len > 0)
    adw_action_row_set_subtitle (self->account, ((const YyUnit *) g_ptr_array_index (me->units, 0))->name);
}

static void
show_server_error (YyPreferences *self, const char *text)
{
  gtk_label_set_label (self->server_error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->server_error), text != NULL);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->server), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->server), "error");
}

static void
take_server (YyPreferences *self)
{
  YyApiClient *client = yy_session_get_client (self->session);
  g_autoptr (GError) error = NULL;

  if (!yy_session_set_server (self->session, gtk_editable_get_text (GTK_EDITABLE (self->server)), &error))
    {
      show_server_error (self, error->message);
      return;
    }

  show_server_error (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->server), yy_api_client_get_server (client));
}

static void
server_answered_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  YyPreferences *self = YY_PREFERENCES (source);

  if (!yy_ask_finish (GTK_WIDGET (self), async))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->server),
                             yy_api_client_get_server (yy_session_get_client (self->session)));
      return;
    }

  yy_session_sign_out (self->session);
  take_server (self);
}

static void
server_applied_cb (YyPreferences *self)
{
  if (yy_session_get_me (self->session) == NULL)
    {
      take_server (self);
      return;
    }

  yy_ask_async (GTK_WIDGET (self), _ ("Go to another service?"), _ ("You are signed out of this one."),
                _ ("Sign Out"), FALSE, NULL, server_answered_cb, NULL);
}

static void
scheme_cb (YyPreferences *self)
{
  guint chosen = adw_combo_row_get_selected (self->scheme);

  if (self->session != NULL && chosen < G_N_ELEMENTS (schemes))
    g_settings_set_string (yy_session_get_settings (self->session), "color-scheme", schemes[chosen]);
}

static void
clear_cb (YyPreferences *self)
{
  yy_api_client_wipe_cache (yy_session_get_client (self->session));
  update_used (self);
}

static void
password_cb (YyPreferences *self)
{
  GtkWidget *window = yy_password_window_new (self->session);

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
yy_preferences_dispose (GObject *object)
{
  YyPreferences *self = YY_PREFERENCES (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (yy_preferences_parent_class)->dispose (object);
}

static void
yy_preferences_class_init (YyPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/preferences/yy-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, YyPreferences, server);
  gtk_widget_class_bind_template_child (widget_class, YyPreferences, server_error);
  gtk_widget_class_bind_template_child (widget_class, YyPreferences, scheme);
  gtk_widget_class_bind_template_child (widget_class, YyPreferences, limit);
  gtk_widget_class_bind_template_child (widget_class, YyPreferences, used);
  gtk_widget_class_bind_template_child (widget_class, YyPreferences, account_group);
  gtk_widget_class_bind_template_child (widget_class, YyPreferences, account);
  gtk_widget_class_bind_template_callback (widget_class, server_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yy_preferences_init (YyPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yy_preferences_new (YySession *session)
{
  YyPreferences *self = g_object_new (YY_TYPE_PREFERENCES, NULL);
  GSettings *settings = yy_session_get_settings (session);
  g_autofree char *scheme = g_settings_get_string (settings, "color-scheme");

  gtk_editable_set_text (GTK_EDITABLE (self->server),
                         yy_api_client_get_server (yy_session_get_client (session)));
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_str_equal (schemes[i], scheme))
        adw_combo_row_set_selected (self->scheme, i);
    }
  self->session = g_object_ref (session);
  g_settings_bind (settings, "cache-megabytes", gtk_spin_button_get_adjustment (self->limit), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (session, "notify::signed-in", G_CALLBACK (update_account), self,
                           G_CONNECT_SWAPPED);
  update_account (self);
  update_used (self);

  return GTK_WIDGET (self);
}
