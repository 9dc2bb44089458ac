/* Starts a program with a window and says how long it took until something was to be seen in it, and what
 * memory it has then.
 *
 * usage: yy-first-frame RUNS COMMAND [ARGUMENT...]
 *
 * It looks at the X server that DISPLAY names, which should be a private one with nothing else on it.
 * "Something to be seen": the largest mapped window shows at least eight colours on a grid of points, which
 * an empty window does not. Prints a line of JSON with the median of the runs. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT_USEC (20 * G_USEC_PER_SEC)
#define LEAST_SIDE 200
#define GRID 48
#define COLOURS 8

/* A window may end between being listed and being looked at. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static gboolean
shows_something (Display *display, Window window)
{
  XWindowAttributes attributes;
  unsigned long seen[COLOURS];
  guint n_seen = 0;
  XImage *image;

  if (!XGetWindowAttributes (display, window, &attributes) || attributes.map_state != IsViewable ||
      attributes.width < LEAST_SIDE || attributes.height < LEAST_SIDE)
    return FALSE;
  image = XGetImage (display, window, 0, 0, (guint) attributes.width, (guint) attributes.height, AllPlanes,
                     ZPixmap);
  if (image == NULL)
    return FALSE;

  for (int i = 0; i < GRID * GRID && n_seen < COLOURS; i++)
    {
      unsigned long pixel =
          XGetPixel (image, (i % GRID) * image->width / GRID, (i / GRID) * image->height / GRID);
      guint k = 0;

      while (k < n_seen && seen[k] != pixel)
        k++;
      if (k == n_seen)
        seen[n_seen++] = pixel;
    }
  XDestroyImage (image);

  return n_seen >= COLOURS;
}

static gboolean
any_window_shows (Display *display)
{
  Window root, parent, *children = NULL;
  unsigned int n_children = 0;
  gboolean shows = FALSE;

  if (!XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n_children))
    return FALSE;
  for (guint i = 0; i < n_children && !shows; i++)
    shows = shows_something (display, children[i]);
  if (children != NULL)
    XFree (children);

  return shows;
}

/* Proportional memory of a process, in MB. */
static double
get_memory (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    return 0;

  return strtod (line + strlen ("\nPss:"), NULL) / 1024;
}

static gboolean
run_once (Display *display, char **argv, double *ret_msec, double *ret_memory)
{
  gint64 start = g_get_monotonic_time ();
  gboolean seen = FALSE;
  pid_t pid = fork ();

  if (pid == 0)
    {
      execvp (argv[0], argv);
      _exit (127);
    }
  while (!seen && g_get_monotonic_time () - start < LIMIT_USEC && waitpid (pid, NULL, WNOHANG) == 0)
    {
      seen = any_window_shows (display);
      if (!seen)
        g_poll (NULL, 0, 4);
    }

  *ret_msec = (double) (g_get_monotonic_time () - start) / 1000;
  *ret_memory = seen ? get_memory (pid) : 0;
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  return seen;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double da = *(const double *) a, db = *(const double *) b;

  return (da > db) - (da < db);
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  double times[32], memories[32];
  int runs;

  if (argc < 3 || display == NULL)
    {
      fprintf (stderr, "usage: yy-first-frame RUNS COMMAND [ARGUMENT...], with a DISPLAY\n");
      return 2;
    }

  XSetErrorHandler (ignore_error);
  runs = CLAMP (atoi (argv[1]), 1, 32);
  for (int i = 0; i < runs; i++)
    {
      if (!run_once (display, argv + 2, &times[i], &memories[i]))
        {
          fprintf (stderr, "%s showed nothing\n", argv[2]);
          return 1;
        }
    }

  qsort (times, (gsize) runs, sizeof (double), compare);
  qsort (memories, (gsize) runs, sizeof (double), compare);
  printf ("{\"msec\": %.0f, \"least_msec\": %.0f, \"pss_mb\": %.1f}\n", times[runs / 2], times[0],
          memories[runs / 2]);
  XCloseDisplay (display);
  return 0;
}
