#include "yy-test-edge.h"

#include "yy-wire.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void
test_write (YyEdge *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) good = yy_edge_ask (f, EMPTY_POST ("/insert"));
  g_autoptr (YyTestAnswer) refused = NULL;
  g_autoptr (json_t) problem = NULL;
  json_t *issue;

  g_assert_cmpuint (good->status, ==, 201);
  g_assert_cmpint (yy_edge_count_rows (f), ==, 1);

  refused = yy_edge_ask (f, EMPTY_POST ("/fail"));
  problem = yy_edge_take_problem (refused, 409, "rule");
  issue = json_array_get (json_object_get (problem, "errors"), 0);
  g_assert_cmpstr (json_string_value (json_object_get (issue, "code")), ==, "own-request");
  g_assert_cmpstr (json_string_value (json_object_get (issue, "pointer")), ==, "/x");
  g_assert_cmpstr (json_string_value (json_object_get (issue, "rule")), ==, "GS15");
  g_assert_cmpint (yy_edge_count_rows (f), ==, 1);
}

/* Shut out between the head and the write: nothing is written. */
static void
test_revoked (YyEdge *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) answer = NULL;

  f->revoke_after = 2;
  answer = yy_edge_ask (f, EMPTY_POST ("/insert"));
  yy_edge_assert_problem (answer, 401, "unauthenticated");
  g_assert_cmpint (yy_edge_count_rows (f), ==, 0);
}

static void
test_chain (YyEdge *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) two = yy_edge_ask (f, EMPTY_POST ("/chain"));
  g_autoptr (YyTestAnswer) three = yy_edge_ask (f, EMPTY_POST ("/chain3"));

  g_assert_cmpuint (two->status, ==, 201);
  g_assert_cmpuint (three->status, ==, 200);
  g_assert_cmpstr (yy_test_answer_get_text (three), ==, "2");
}

/* One runs and two wait; the others are told at once, and the other lanes do not notice. */
static void
test_queue_full (YyEdge *f, gconstpointer data)
{
  struct pollfd fds[10];
  guint n_refused = 0;
  guint n_done = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = (struct pollfd) { yy_test_http_connect (f->port), POLLIN, 0 };
      yy_test_http_send (fds[i].fd, EMPTY_POST ("/gate"), -1);
      yy_edge_wait_at_gate (f, 1);
    }

  while (n_done + n_refused < G_N_ELEMENTS (fds))
    {
      g_assert_cmpint (poll (fds, G_N_ELEMENTS (fds), 20000), >, 0);
      for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
        {
          g_autoptr (YyTestAnswer) answer = NULL;

          if (fds[i].fd < 0 || (fds[i].revents & POLLIN) == 0)
            continue;
          answer = yy_test_http_read (fds[i].fd, FALSE);
          if (answer->status == 503)
            {
              yy_edge_assert_problem (answer, 503, "unavailable");
              yy_edge_assert_header (answer, "Retry-After", "1");
              n_refused++;
            }
          n_done += answer->status == 200;
          close (fds[i].fd);
          fds[i].fd = -1;
        }
      if (n_refused == G_N_ELEMENTS (fds) - 3 && !f->open)
        {
          g_assert_cmpint (yy_edge_count_rows (f), ==, 0);
          yy_edge_open_gate (f);
        }
    }
  g_assert_cmpuint (n_done, ==, 3);
}

/* Gone while a lane works for him: what he asked for happens, and nothing falls over. */
static void
test_disconnect (YyEdge *f, gconstpointer data)
{
  const struct linger reset = { 1, 0 };
  int fd;

  for (int i = 0; i < 4; i++)
    {
      fd = yy_test_http_connect (f->port);
      yy_test_http_send (fd, i % 2 == 0 ? EMPTY_POST ("/gate-write") : EMPTY_POST ("/gate-password"), -1);
      yy_edge_wait_at_gate (f, 1 + (i > 0) + (i > 2));
      if (i > 1)
        setsockopt (fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
      if (i != 2)
        close (fd);
      else
        g_assert_cmpint (shutdown (fd, SHUT_RDWR), ==, 0);
    }
  yy_edge_open_gate (f);

  g_mutex_lock (&f->lock);
  while (f->n_observed < 4)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
  g_assert_cmpint (yy_edge_count_rows (f), ==, 2);
}

/* Gone in the middle of an upload: what was begun for it is cleaned up. */
static void
test_abort (YyEdge *f, gconstpointer data)
{
  int fd = yy_test_http_connect (f->port);

  yy_test_http_send (fd, "POST /raw HTTP/1.1\r\n" HOST AUTH "Content-Length: 1000\r\n\r\nabc", -1);
  g_mutex_lock (&f->lock);
  while (f->n_bytes < 3)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
  close (fd);
  g_mutex_lock (&f->lock);
  while (f->n_destroyed < 1)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
  g_assert_cmpint (yy_edge_count_rows (f), ==, 0);
}

/* More than fit: each is answered, one way or the other. */
static void
test_crowd (YyEdge *f, gconstpointer data)
{
  int fds[120];
  guint n_served = 0;
  guint n_refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    fds[i] = yy_test_http_connect (f->port);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_autoptr (YyTestAnswer) answer = NULL;

      yy_test_http_send (fds[i], GET ("/count"), -1);
      answer = yy_test_http_read (fds[i], FALSE);
      n_served += answer->status == 200;
      n_refused += answer->status == 503;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    close (fds[i]);

  g_assert_cmpuint (n_served + n_refused, ==, G_N_ELEMENTS (fds));
  g_assert_cmpuint (n_served, >=, 100);
  g_assert_cmpuint (n_refused, >=, 1);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
wait_until_quiet (YyEdge *f, guint n)
{
  g_mutex_lock (&f->lock);
  while (f->n_observed < n)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
}

static void
test_leak (YyEdge *f, gconstpointer data)
{
  guint before = 0;
  glong memory = 0;
  guint n = 0;

  for (int i = 0; i < 2200; i++)
    {
      g_autoptr (YyTestAnswer) answer = NULL;

      if (i == 200)
        {
          wait_until_quiet (f, n);
          before = count_descriptors ();
          memory = yy_edge_read_memory ();
        }
      answer = yy_edge_ask (f, i % 4 == 0   ? GET ("/file")
                               : i % 4 == 1 ? EMPTY_POST ("/insert")
                                            : GET ("/count"));
      n++;
      g_assert_cmpuint (answer->status, <, 300);
    }
  wait_until_quiet (f, n);
  /* The last ones may still be open on the other side. */
  g_assert_cmpuint (count_descriptors (), <=, before + 3);
  g_assert_cmpint (yy_edge_read_memory () - memory, <, 4 * MEGABYTE + MEMORY_SLACK);
}

static gpointer
stop_thread (gpointer data)
{
  yy_http_server_stop (data);
  return NULL;
}

/* What was acknowledged during a stop is true, and what was not is refused. */
static void
test_stop (YyEdge *f, gconstpointer data)
{
  int fds[20];
  int late = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) first = NULL;
  GThread *thread;
  guint n_done = 0;
  guint n_refused = 0;

  yy_test_http_send (late, GET ("/count"), -1);
  first = yy_test_http_read (late, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = yy_test_http_connect (f->port);
      yy_test_http_send (fds[i], EMPTY_POST ("/gate-write"), -1);
    }
  yy_edge_wait_at_gate (f, 1);
  while (yy_http_server_get_active (f->server) < G_N_ELEMENTS (fds))
    g_thread_yield ();
  thread = g_thread_new ("stop", stop_thread, f->server);

  /* On a connection from before, so long as it is not seen to be stopping it still answers. */
  for (guint status = 200; status == 200;)
    {
      g_autoptr (YyTestAnswer) answer = NULL;

      yy_test_http_send (late, GET ("/count"), -1);
      answer = yy_test_http_read (late, FALSE);
      status = answer->status;
      if (status != 200)
        g_assert_cmpuint (status, ==, 503);
    }
  close (late);

  yy_edge_open_gate (f);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_autoptr (YyTestAnswer) answer = yy_test_http_read (fds[i], FALSE);

      n_done += answer->status == 201;
      n_refused += answer->status == 503;
      close (fds[i]);
    }
  g_thread_join (thread);

  g_assert_cmpuint (n_done, >=, 1);
  g_assert_cmpuint (n_done + n_refused, ==, G_N_ELEMENTS (fds));
  g_clear_pointer (&f->server, yy_http_server_free);
  {
    g_autoptr (YyDb) db = yy_db_open (f->path, YY_DB_READ_ONLY, NULL);
    gint64 n = 0;

    g_assert_true (yy_db_get_int (db, &n, NULL, "SELECT count(*) FROM thing"));
    g_assert_cmpint (n, ==, n_done);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  yy_edge_init_log ();

#define ADD(name, func) g_test_add ("/http-lanes/" name, YyEdge, NULL, yy_edge_setup, func, yy_edge_teardown)
  ADD ("write", test_write);
  ADD ("revoked", test_revoked);
  ADD ("chain", test_chain);
  ADD ("queue-full", test_queue_full);
  ADD ("disconnect", test_disconnect);
  ADD ("abort", test_abort);
  ADD ("crowd", test_crowd);
  ADD ("leak", test_leak);
  ADD ("stop", test_stop);

  return g_test_run ();
}
