/* The central service. See docs/api.md for what it answers, data/service for how it is installed. */

#include "yy-config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "yy-service.h"

#define COLLECT_SECONDS (60 * 60)
/* Times of bookings are whole minutes. */
#define LATE_SECONDS 5

typedef struct
{
  GMainLoop *loop;
  YyService *service;
  int exit_code;
} Running;

/* Tells the supervisor how it stands (sd_notify's protocol, without its library). */
static void
notify_supervisor (const char *state)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  socklen_t length;
  int fd;

  if (path == NULL || (*path != '/' && *path != '@') || strlen (path) >= sizeof address.sun_path)
    return;

  memcpy (address.sun_path, path, strlen (path));
  if (*path == '@')
    address.sun_path[0] = '\0';
  length = (socklen_t) (offsetof (struct sockaddr_un, sun_path) + strlen (path));
  fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return;
  if (sendto (fd, state, strlen (state), MSG_NOSIGNAL, (struct sockaddr *) &address, length) < 0)
    g_warning ("the supervisor does not listen");
  close (fd);
}

static gboolean
stop_cb (gpointer user_data)
{
  Running *running = user_data;

  g_main_loop_quit (running->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
collect_cb (gpointer user_data)
{
  Running *running = user_data;

  yy_service_collect (running->service);
  return G_SOURCE_CONTINUE;
}

static gboolean
late_cb (gpointer user_data)
{
  Running *running = user_data;

  yy_service_look_for_late (running->service);
  return G_SOURCE_CONTINUE;
}

static gboolean
give_up_cb (gpointer user_data)
{
  Running *running = user_data;

  running->exit_code = 70;
  g_main_loop_quit (running->loop);
  return G_SOURCE_REMOVE;
}

/* On the writer's thread: it acknowledges nothing any more, so the process ends and its supervisor starts it
 * anew. */
static void
service_failed (gpointer user_data)
{
  g_critical ("the database cannot be written any more; ending, to be started anew");
  g_idle_add (give_up_cb, user_data);
}

static int
run (const YyServiceConfig *config)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  Running running = { .loop = loop };

  running.service =
      yy_service_start (config, yy_engine_get_system_clock (), service_failed, &running, &error);
  if (running.service == NULL)
    {
      g_printerr ("yanyind: %s\n", error->message);
      return 1;
    }

  g_unix_signal_add (SIGTERM, stop_cb, &running);
  g_unix_signal_add (SIGINT, stop_cb, &running);
  g_timeout_add_seconds (COLLECT_SECONDS, collect_cb, &running);
  g_timeout_add_seconds (LATE_SECONDS, late_cb, &running);
  g_message ("answering on port %u", yy_service_get_port (running.service));
  notify_supervisor ("READY=1");
  g_main_loop_run (loop);
  notify_supervisor ("STOPPING=1");
  yy_service_free (running.service);

  return running.exit_code;
}

static void
set_language (const char *language)
{
  const char *folder = g_getenv ("YANYIN_LOCALEDIR");

  /* Texts beside the codes are in the language of the service; LANGUAGE needs a locale that is not "C" to be
   * heard. */
  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_MESSAGES, "C.UTF-8");
  bindtextdomain (YY_GETTEXT_DOMAIN, folder != NULL ? folder : YY_LOCALEDIR);
  bind_textdomain_codeset (YY_GETTEXT_DOMAIN, "UTF-8");
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  gboolean check = FALSE;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &path, "configuration file", "FILE" },
    { "check-config", 0, 0, G_OPTION_ARG_NONE, &check, "print the settings in force and end", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, "print the version and end", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- the central service of Yanyin");
  g_autoptr (YyServiceConfig) config = NULL;
  g_autoptr (GError) error = NULL;

  /* What is printed is UTF-8, whatever the machine is set to: otherwise each character that is not ASCII
   * would be a question mark. */
  setlocale (LC_CTYPE, "C.UTF-8");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("yanyind: %s\n", error->message);
      return 2;
    }
  if (version)
    {
      g_print ("yanyind %s\n", YY_VERSION);
      return 0;
    }

  config = yy_service_config_load (path, &error);
  if (config == NULL)
    {
      g_printerr ("yanyind: %s\n", error->message);
      return 2;
    }
  if (check)
    {
      g_autofree char *text = yy_service_config_dup_text (config);

      g_print ("%s", text);
      return 0;
    }

  set_language (config->language);
  return run (config);
}
