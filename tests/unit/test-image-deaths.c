#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-image-worker.h"
#include "yy-test-log.h"
#include "yy-test-picture.h"

/* What becomes of the gate when what is behind it dies, stalls or lies, and when too many come. */

static guint
count_fds (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* The children of @parent that are not ended; @ret_first (nullable) gets one of them. */
static guint
count_children (pid_t parent, pid_t *ret_first)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *text = NULL;
      const char *after;
      char state;
      int of;

      if (!g_ascii_isdigit (name[0]) || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      after = strrchr (text, ')');
      if (after == NULL || sscanf (after, ") %c %d", &state, &of) != 2 || of != (int) parent || state == 'Z')
        continue;
      n++;
      if (ret_first != NULL)
        *ret_first = atoi (name);
    }

  return n;
}

static void
assert_no_children (void)
{
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  g_assert_cmpint (errno, ==, ECHILD);
}

static gboolean
inspect (YyImageWorker *worker, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GBytes) preview = NULL;
  int fd = yy_test_picture_open (bytes);
  gboolean done = yy_image_worker_inspect (worker, fd, NULL, &thumbnail, &preview, cancellable, error);

  g_assert_true (done == (thumbnail != NULL && preview != NULL));
  close (fd);
  return done;
}

static void
assert_works (YyImageWorker *worker)
{
  g_autoptr (GBytes) picture = yy_test_picture_jpeg (64, 48, 80);
  g_autoptr (GError) error = NULL;

  inspect (worker, picture, NULL, &error);
  g_assert_no_error (error);
}

/* IM13, with a program that speaks the protocol and does wrong. */
static void
test_bad_program (void)
{
  static const char *const damaged[] = { "silent", "garbage", "far",   "long",
                                         "large",  "format",  "error", "endless" };
  static const char *const broken[] = { "die", "mute", "nonsense" };
  YyImageWorker *worker = yy_image_worker_new (g_getenv ("BAD_IMAGED"), 2);
  guint before = 0;

  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
        {
          g_autoptr (GBytes) word = g_bytes_new (damaged[i], strlen (damaged[i]));
          g_autoptr (GError) error = NULL;

          g_assert_false (inspect (worker, word, NULL, &error));
          g_assert_error (error, YY_ERROR, YY_ERROR_DAMAGED);
        }
      for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
        {
          g_autoptr (GBytes) word = g_bytes_new (broken[i], strlen (broken[i]));
          g_autoptr (GError) error = NULL;

          yy_test_log_expect ();
          g_assert_false (inspect (worker, word, NULL, &error));
          g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
          yy_test_log_assert ();
        }
      if (round == 0)
        before = count_fds ();
    }
  g_assert_cmpuint (count_fds (), ==, before);
  yy_image_worker_free (worker);
  assert_no_children ();
}

/* A program that takes jobs and does none is ended, and the next picture has a new one. */
static void
test_stuck_program (void)
{
  YyImageWorker *worker = yy_image_worker_new (g_getenv ("BAD_IMAGED"), 1);
  g_autoptr (GBytes) stuck = g_bytes_new_static ("stuck", 5);
  g_autoptr (GBytes) silent = g_bytes_new_static ("silent", 6);
  g_autoptr (GError) error = NULL;

  yy_image_worker_set_time_limit (worker, 1);
  yy_test_log_expect ();
  g_assert_false (inspect (worker, stuck, NULL, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  yy_test_log_assert ();
  g_clear_error (&error);
  g_assert_false (inspect (worker, silent, NULL, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_DAMAGED);
  yy_image_worker_free (worker);
  assert_no_children ();
}

typedef struct
{
  YyImageWorker *worker;
  GBytes *picture;
  GCancellable *cancellable;
  gint *refused; /* how many were told that there is too much to do */
  GError *error;
  gboolean done;
  gint ended;
} Call;

static gpointer
call_cb (gpointer data)
{
  Call *call = data;

  call->done = inspect (call->worker, call->picture, call->cancellable, &call->error);
  if (call->refused != NULL && g_error_matches (call->error, YY_ERROR, YY_ERROR_UNAVAILABLE))
    g_atomic_int_inc (call->refused);
  g_atomic_int_set (&call->ended, 1);

  return NULL;
}

/* A picture that takes long enough for its process to be caught. */
static GBytes *slow;

/* Starts a call in a thread and waits for the process of the picture. The program runs already: what it
 * starts while it warms up is not meant. */
static GThread *
catch_child (Call *call, pid_t *ret_program, pid_t *ret_child)
{
  GThread *thread = g_thread_new ("call", call_cb, call);

  while (count_children (getpid (), ret_program) == 0 || count_children (*ret_program, ret_child) == 0)
    g_assert_cmpint (g_atomic_int_get (&call->ended), ==, 0);

  return thread;
}

/* IM13, with the real program: the process of a picture is killed, crashes, hangs. */
static void
test_child_deaths (void)
{
  static const int signals[] = { SIGKILL, SIGSEGV, SIGSTOP };
  YyImageWorker *worker = yy_image_worker_new (g_getenv ("YANYIN_IMAGED"), 1);

  assert_works (worker);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      Call call = { .worker = worker, .picture = slow };
      pid_t program;
      pid_t child;
      GThread *thread;

      /* Stopped, it hangs; that is found out by time alone. */
      yy_image_worker_set_time_limit (worker, signals[i] == SIGSTOP ? 3000 : 0);
      thread = catch_child (&call, &program, &child);
      g_assert_cmpint (kill (child, signals[i]), ==, 0);
      g_thread_join (thread);
      g_assert_false (call.done);
      g_assert_error (call.error, YY_ERROR, YY_ERROR_DAMAGED);
      g_clear_error (&call.error);
      g_assert_cmpuint (count_children (program, NULL), ==, 0);

      yy_image_worker_set_time_limit (worker, 0);
      assert_works (worker);
    }
  yy_image_worker_free (worker);
  assert_no_children ();
}

/* The program itself dies, between two pictures and while it has one: neither is blamed on a picture. */
static void
test_program_deaths (void)
{
  YyImageWorker *worker = yy_image_worker_new (g_getenv ("YANYIN_IMAGED"), 1);
  Call call = { .worker = worker, .picture = slow };
  pid_t program;
  pid_t child;
  GThread *thread;

  assert_works (worker);
  g_assert_cmpuint (count_children (getpid (), &program), ==, 1);
  g_assert_cmpint (kill (program, SIGKILL), ==, 0);
  assert_works (worker);

  thread = catch_child (&call, &program, &child);
  g_assert_cmpint (kill (program, SIGKILL), ==, 0);
  g_thread_join (thread);
  g_assert_no_error (call.error);
  g_assert_true (call.done);
  yy_image_worker_free (worker);
  assert_no_children ();
}

/* Who gives up is let go at once, and the process of his picture ends. */
static void
test_cancel (void)
{
  YyImageWorker *worker = yy_image_worker_new (g_getenv ("YANYIN_IMAGED"), 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Call call = { .worker = worker, .picture = slow, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;
  pid_t program;
  pid_t child;
  GThread *thread;

  assert_works (worker);
  thread = catch_child (&call, &program, &child);
  g_assert_cmpint (kill (child, SIGSTOP), ==, 0); /* it would never end by itself */
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_error (call.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&call.error);
  while (count_children (program, NULL) > 0)
    g_thread_yield ();

  g_assert_false (inspect (worker, slow, cancellable, &error)); /* cancelled before it began */
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_works (worker);
  yy_image_worker_free (worker);
}

/* IM12: sixty-four at once are decoded two by two. */
static void
test_parallel (void)
{
  YyImageWorker *worker = yy_image_worker_new (g_getenv ("YANYIN_IMAGED"), 2);
  g_autoptr (GBytes) picture = yy_test_picture_noise (700, 500, 75);
  GThread *threads[64];
  Call calls[G_N_ELEMENTS (threads)];
  guint most = 0;
  pid_t program;

  assert_works (worker);
  g_assert_cmpuint (count_children (getpid (), &program), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      calls[i] = (Call) { .worker = worker, .picture = picture };
      threads[i] = g_thread_new ("call", call_cb, &calls[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      while (g_atomic_int_get (&calls[i].ended) == 0)
        {
          guint n = count_children (program, NULL);

          most = MAX (most, n);
        }
      g_thread_join (threads[i]);
      g_assert_no_error (calls[i].error);
    }
  g_assert_cmpuint (most, >=, 1);
  g_assert_cmpuint (most, <=, 2);
  yy_image_worker_free (worker);
}

/* One may be decoded and sixty-four may wait; whoever comes then is told to come later. */
static void
test_full (void)
{
  YyImageWorker *worker = yy_image_worker_new (g_getenv ("BAD_IMAGED"), 1);
  g_autoptr (GBytes) stuck = g_bytes_new_static ("stuck", 5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *threads[1 + YY_IMAGE_WORKER_MAX_WAITING + 15];
  Call calls[G_N_ELEMENTS (threads)];
  gint refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      calls[i] =
          (Call) { .worker = worker, .picture = stuck, .cancellable = cancellable, .refused = &refused };
      threads[i] = g_thread_new ("call", call_cb, &calls[i]);
    }
  while (g_atomic_int_get (&refused) < 15)
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_thread_join (threads[i]);
      if (g_error_matches (calls[i].error, YY_ERROR, YY_ERROR_UNAVAILABLE))
        g_assert_cmpint (yy_error_get_retry_after (calls[i].error), >, 0);
      else
        g_assert_error (calls[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&calls[i].error);
    }
  g_assert_cmpint (refused, ==, 15);
  yy_image_worker_free (worker);
}

/* Three hundred pictures, good and bad, and nothing is left of them. */
static void
test_many (void)
{
  YyImageWorker *worker = yy_image_worker_new (g_getenv ("YANYIN_IMAGED"), 2);
  g_autoptr (GBytes) picture = yy_test_picture_jpeg (64, 48, 80);
  g_autoptr (GBytes) cut = yy_test_picture_cut (picture, g_bytes_get_size (picture) / 2);
  pid_t program = 0;
  guint before;

  assert_works (worker);
  before = count_fds ();
  g_assert_cmpuint (count_children (getpid (), &program), ==, 1);
  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (inspect (worker, picture, NULL, NULL));
      g_assert_false (inspect (worker, cut, NULL, &error));
      g_assert_error (error, YY_ERROR, YY_ERROR_DAMAGED);
    }
  g_assert_cmpuint (count_fds (), ==, before);
  g_assert_cmpuint (count_children (program, NULL), ==, 0);
  yy_image_worker_free (worker);
  assert_no_children ();
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  yy_test_log_init ();

  slow = yy_test_picture_noise (4000, 3000, 75);
  g_test_add_func ("/image-deaths/bad-program", test_bad_program);
  g_test_add_func ("/image-deaths/stuck-program", test_stuck_program);
  g_test_add_func ("/image-deaths/child-deaths", test_child_deaths);
  g_test_add_func ("/image-deaths/program-deaths", test_program_deaths);
  g_test_add_func ("/image-deaths/cancel", test_cancel);
  g_test_add_func ("/image-deaths/parallel", test_parallel);
  g_test_add_func ("/image-deaths/full", test_full);
  g_test_add_func ("/image-deaths/many", test_many);

  status = g_test_run ();
  g_bytes_unref (slow);

  return status;
}
