#include <fcntl.h>
#include <glib.h>
#include <stdlib.h>
#include <unistd.h>

#include "yy-image-worker.h"

/* How many pictures the image worker looks at in a second: yy-thumbnails IMAGED JOBS ROUNDS FILE... Each
 * round takes every file once, with JOBS threads. Prints `name value unit` lines; fails at the first picture
 * that cannot be read. */

typedef enum
{
  CHECK,
  INSPECT,
  SHRINK,
} Kind;

typedef struct
{
  YyImageWorker *worker;
  Kind kind;
  char **paths;
  int n_paths;
  int n_tasks;
  int next; /* atomic: the next task */
} Load;

static void
take_picture (const Load *load, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done;

  if (fd < 0)
    g_error ("%s cannot be opened", path);
  if (load->kind == CHECK)
    done = yy_image_worker_check (load->worker, fd, NULL, &thumbnail, NULL, &error);
  else if (load->kind == SHRINK)
    done = yy_image_worker_shrink (load->worker, fd, NULL, &thumbnail, NULL, &error);
  else
    done = yy_image_worker_inspect (load->worker, fd, NULL, &thumbnail, NULL, NULL, &error);
  if (!done)
    g_error ("%s: %s", path, error->message);
  close (fd);
}

static gpointer
run_thread (gpointer data)
{
  Load *load = data;
  int task;

  while ((task = g_atomic_int_add (&load->next, 1)) < load->n_tasks)
    take_picture (load, load->paths[task % load->n_paths]);

  return NULL;
}

static void
measure (Load *load, const char *name, int jobs)
{
  g_autofree GThread **threads = g_new (GThread *, jobs);
  gint64 start;
  double seconds;

  take_picture (load, load->paths[0]); /* starts the program and warms the cache of files */
  load->next = 0;
  start = g_get_monotonic_time ();
  for (int i = 0; i < jobs; i++)
    threads[i] = g_thread_new ("load", run_thread, load);
  for (int i = 0; i < jobs; i++)
    g_thread_join (threads[i]);
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_print ("%s %.2f per_second\n", name, load->n_tasks / seconds);
}

int
main (int argc, char *argv[])
{
  Load load = { 0 };
  int jobs = argc > 4 ? atoi (argv[2]) : 0;
  int rounds = argc > 4 ? atoi (argv[3]) : 0;

  if (jobs < 1 || rounds < 1)
    {
      g_printerr ("usage: yy-thumbnails IMAGED JOBS ROUNDS FILE...\n");
      return 2;
    }

  load.worker = yy_image_worker_new (argv[1], (guint) jobs);
  load.paths = argv + 4;
  load.n_paths = argc - 4;
  load.n_tasks = load.n_paths * rounds;
  load.kind = CHECK;
  measure (&load, "check", jobs);
  load.kind = INSPECT;
  measure (&load, "inspect", jobs);
  g_print ("inspect_peak %.1f MB\n", (double) yy_image_worker_get_peak (load.worker) / 1e6);
  load.kind = SHRINK;
  measure (&load, "shrink", jobs);
  g_print ("peak %.1f MB\n", (double) yy_image_worker_get_peak (load.worker) / 1e6);
  yy_image_worker_free (load.worker);

  return 0;
}
