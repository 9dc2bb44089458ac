#include "yy-test-service.h"

#include <glib/gstdio.h>
#include <signal.h>

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *err = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                NULL, &err, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", argv[0], err);
}

static guint16
find_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  return port;
}

/* The service says when it answers; what it says later is nobody's concern here. */
static void
wait_until_answering (YyTestService *self)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      if (line == NULL)
        g_error ("the service ended before it answered");
      if (strstr (line, "answering on port") != NULL)
        return;
    }
}

void
yy_test_service_start (YyTestService *self)
{
  g_autofree char *configuration = g_build_filename (self->folder, "yanyind.conf", NULL);
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                    &error, YY_TEST_YANYIND, "--config", configuration, NULL);
  g_assert_no_error (error);
  wait_until_answering (self);
}

void
yy_test_service_begin (YyTestService *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autofree char *password = NULL;
  g_autofree char *configuration = NULL;
  g_autofree char *text = NULL;

  self->folder = g_dir_make_tmp ("yy-service-XXXXXX", &error);
  g_assert_no_error (error);
  data = g_build_filename (self->folder, "data", NULL);
  password = g_build_filename (self->folder, "password", NULL);
  g_assert_true (
      g_file_set_contents_full (password, YY_TEST_PASSWORD "\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  run ((const char *const[]) { YY_TEST_CTL, "--data", data, "init", "测试学院后勤保障部", NULL });
  run ((const char *const[]) { YY_TEST_CTL, "--data", data, "import", YY_TEST_DEMO, NULL });
  run ((const char *const[]) { YY_TEST_CTL, "--data", data, "password", "set-all", "--from-file", password,
                               NULL });

  self->port = find_free_port ();
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  configuration = g_build_filename (self->folder, "yanyind.conf", NULL);
  text = g_strdup_printf ("[service]\nlisten=127.0.0.1:%u\ndata=%s\nimaged=%s\n", self->port, data,
                          YY_TEST_IMAGED);
  g_assert_true (g_file_set_contents (configuration, text, -1, NULL));
  yy_test_service_start (self);
}

void
yy_test_service_stop (YyTestService *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

void
yy_test_service_end (YyTestService *self)
{
  if (self->process != NULL)
    yy_test_service_stop (self);
  run ((const char *const[]) { "rm", "-rf", self->folder, NULL });
  g_free (self->folder);
  g_free (self->url);
}
