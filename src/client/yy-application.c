#include "yy-application.h"

#include "yy-config.h"

#include <glib/gi18n.h>

#include "yy-absence-window.h"
#include "yy-preferences.h"
#include "yy-regulation-window.h"
#include "yy-rules-window.h"
#include "yy-server-address.h"
#include "yy-session.h"
#include "yy-window.h"

struct _YyApplication
{
  AdwApplication parent_instance;

  YySession *session;
  GSettings *settings;
  GtkWindow *regulation; /* weak, while it is open */
  char *account;         /* of --as */
  char *server;          /* of --server */
};

G_DEFINE_FINAL_TYPE (YyApplication, yy_application, ADW_TYPE_APPLICATION)

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  /* Windows are closed, not thrown away: a page may have something to keep. */
  for (GList *windows = gtk_application_get_windows (user_data); windows != NULL;)
    {
      GtkWindow *window = windows->data;

      windows = windows->next;
      gtk_window_close (window);
    }
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for", gtk_application_get_active_window (application), "modal", TRUE,
                "application-name", _ ("Yanyin"), "application-icon", YY_APP_ID, "version", YY_VERSION,
                "developer-name", _ ("Yanyin maintainers"), "comments",
                _ ("Approve and record the use of seals"), "license-type", GTK_LICENSE_GPL_3_0, "website",
                "https://github.com/yanyin/yanyin", "issue-url", "https://github.com/yanyin/yanyin/issues",
                NULL);
  gtk_window_present (GTK_WINDOW (about));
}

/* A window over the one that is in use. Takes @window. */
static void
present_over (YyApplication *self, GtkWidget *window)
{
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (GTK_WINDOW (window));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyApplication *self = user_data;

  present_over (self, yy_preferences_new (self->session));
}

static void
rules_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyApplication *self = user_data;

  present_over (self, yy_rules_window_new (self->session));
}

/* Who sets how the notice is read; the menu leaves it out for all others. */
static void
update_rules_cb (YyApplication *self)
{
  const YyMe *me = yy_session_get_me (self->session);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "rules");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               me != NULL && (me->posts & 1u << YY_POST_OFFICE_DIRECTOR) != 0);
}

/* Whose absence is known only of who is signed in. */
static void
absence_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyApplication *self = user_data;

  if (yy_session_get_me (self->session) != NULL)
    present_over (self, yy_absence_window_new (self->session));
}

/* R15: from the form, from a request, from every clause. */
static void
show_rule_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyApplication *self = user_data;
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->regulation == NULL)
    {
      GtkWidget *window = yy_regulation_window_new (self->session);

      g_set_weak_pointer (&self->regulation, GTK_WINDOW (window));
      gtk_window_set_transient_for (self->regulation, active);
      gtk_window_set_destroy_with_parent (self->regulation, TRUE);
    }
  yy_regulation_window_show_rule (YY_REGULATION_WINDOW (self->regulation),
                                  g_variant_get_string (parameter, NULL));
  gtk_window_present (self->regulation);
}

static const GActionEntry actions[] = {
  { "quit", quit_action },   { "about", about_action },     { "preferences", preferences_action },
  { "rules", rules_action }, { "absence", absence_action }, { "show-rule", show_rule_action, "s" },
};

static void
set_accels (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.quit", { "<Control>q" } },     { "app.preferences", { "<Control>comma" } },
    { "window.close", { "<Control>w" } }, { "win.show-help-overlay", { "<Control>question" } },
    { "win.new", { "<Control>n" } },      { "win.search", { "<Control>f" } },
    { "win.refresh", { "F5" } },          { "win.list::todo", { "<Alt>1" } },
    { "win.list::mine", { "<Alt>2" } },   { "win.list::review", { "<Alt>3" } },
    { "win.list::stamp", { "<Alt>4" } },  { "win.list::done", { "<Alt>5" } },
    { "win.list::copied", { "<Alt>6" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (application, accels[i].action, (const char **) accels[i].accels);
}

static void
color_scheme_cb (GSettings *settings)
{
  g_autofree char *scheme = g_settings_get_string (settings, "color-scheme");
  AdwColorScheme value = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (scheme, "light"))
    value = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (scheme, "dark"))
    value = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), value);
}

/* Where the service is: what the command line, the administrator, the person, or the build says. What is not
 * the person's is not remembered as his. */
static void
set_server (YyApplication *self)
{
  g_autofree char *remembered = g_settings_get_string (yy_session_get_settings (self->session), "server-url");
  const char *places[] = { self->server, g_getenv ("YANYIN_SERVER"), remembered, YY_DEFAULT_SERVER_URL };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      if (places[i] == NULL || *places[i] == '\0')
        continue;
      if (yy_api_client_set_server (yy_session_get_client (self->session), places[i], &error))
        return;
      g_warning ("“%s”: %s", places[i], error->message);
    }
}

static void
yy_application_startup (GApplication *application)
{
  YyApplication *self = YY_APPLICATION (application);

  G_APPLICATION_CLASS (yy_application_parent_class)->startup (application);

  self->settings = yy_session_find_settings ();
  self->session = yy_session_new (self->settings, self->account == NULL);
  set_server (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (self->session, "notify::signed-in", G_CALLBACK (update_rules_cb), self,
                           G_CONNECT_SWAPPED);
  update_rules_cb (self);
  set_accels (GTK_APPLICATION (self));
  g_signal_connect (self->settings, "changed::color-scheme", G_CALLBACK (color_scheme_cb), NULL);
  color_scheme_cb (self->settings);
}

static void
yy_application_activate (GApplication *application)
{
  YyApplication *self = YY_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    {
      window = GTK_WINDOW (yy_window_new (GTK_APPLICATION (self), self->session));
      gtk_window_present (window);
      yy_window_start (YY_WINDOW (window), self->account, self->account == NULL);
    }
  else
    {
      gtk_window_present (window);
    }
}

static int
yy_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  YyApplication *self = YY_APPLICATION (application);
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *server = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("yanyin %s\n", YY_VERSION);
      return 0;
    }

  settings = yy_session_find_settings ();
  if (settings == NULL)
    {
      g_printerr (
          "%s\n",
          _ ("The settings of Yanyin are not installed. When it runs from where it was built, set GSETTINGS_SCHEMA_DIR to the folder of gschemas.compiled."));
      return 1;
    }

  if (g_variant_dict_lookup (options, "server", "s", &server))
    {
      self->server = yy_server_address_normalize (server, &error);
      if (self->server == NULL)
        {
          g_printerr ("--server: %s\n", error->message);
          return 1;
        }
    }
  if (g_variant_dict_lookup (options, "as", "s", &self->account))
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
yy_application_shutdown (GApplication *application)
{
  YyApplication *self = YY_APPLICATION (application);

  G_APPLICATION_CLASS (yy_application_parent_class)->shutdown (application);

  g_clear_object (&self->settings);
  g_clear_object (&self->session);
}

static void
yy_application_finalize (GObject *object)
{
  YyApplication *self = YY_APPLICATION (object);

  g_free (self->account);
  g_free (self->server);

  G_OBJECT_CLASS (yy_application_parent_class)->finalize (object);
}

static void
yy_application_class_init (YyApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yy_application_finalize;
  application_class->startup = yy_application_startup;
  application_class->activate = yy_application_activate;
  application_class->shutdown = yy_application_shutdown;
  application_class->handle_local_options = yy_application_handle_local_options;
}

static void
yy_application_init (YyApplication *self)
{
  const GOptionEntry entries[] = {
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Sign in with this account, beside other windows"),
      N_ ("NAME") },
    { "server", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Address of the service, for this time"), N_ ("URL") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

YyApplication *
yy_application_new (void)
{
  return g_object_new (YY_TYPE_APPLICATION, "application-id", YY_APP_ID, NULL);
}
