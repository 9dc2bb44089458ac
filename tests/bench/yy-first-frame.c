/* Starts a program with a window and says how long it took until something was to be seen in it, how long
 * until it looked as it does when it has come to rest, and what memory it has then.
 *
 * usage: yy-first-frame RUNS COMMAND [ARGUMENT...]
 *
 * It looks at the X server that DISPLAY names, which should be a private one with nothing else on it.
 * "Something to be seen": the largest mapped window shows at least eight colours on a grid of points, which
 * an empty window does not. "At rest": nothing changed for a while but a few points, such as a cursor that
 * blinks; a list that comes from a service is there then, and the time is that of the last change. With
 * YY_FIRST_FRAME_PICTURE the last look is written there (PPM), for people. Prints a line of JSON with the
 * median of the runs. */

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
#define GRID 64
#define COLOURS 8
#define FEW (GRID * GRID / 200)
#define REST_USEC (G_USEC_PER_SEC * 3 / 2)

/* A window may end between being listed and being looked at. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

/* What the largest window looks like, at some points; %FALSE when there is none. */
typedef struct
{
  gint64 at_usec;
  unsigned long points[GRID * GRID];
} Look;

static gboolean
look_at (Display *display, Window window, Look *look)
{
  XWindowAttributes attributes;
  XImage *image;

  if (!XGetWindowAttributes (display, window, &attributes) || attributes.map_state != IsViewable ||
      attributes.width < LEAST_SIDE || attributes.height < LEAST_SIDE)
    return FALSE;
  image = XGetImage (display, window, 0, 0, (guint) attributes.width, (guint) attributes.height, AllPlanes,
                     ZPixmap);
  if (image == NULL)
    return FALSE;

  for (int i = 0; i < GRID * GRID; i++)
    look->points[i] = XGetPixel (image, (i % GRID) * image->width / GRID, (i / GRID) * image->height / GRID);
  look->at_usec = g_get_monotonic_time ();
  XDestroyImage (image);

  return TRUE;
}

static gboolean
look (Display *display, Look *ret_look)
{
  Window root, parent, *children = NULL;
  unsigned int n_children = 0;
  gboolean found = FALSE;

  if (!XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n_children))
    return FALSE;
  for (guint i = 0; i < n_children && !found; i++)
    found = look_at (display, children[i], ret_look);
  if (children != NULL)
    XFree (children);

  return found;
}

static gboolean
shows_something (const Look *seen)
{
  unsigned long colours[COLOURS];
  guint n = 0;

  for (int i = 0; i < GRID * GRID && n < COLOURS; i++)
    {
      guint k = 0;

      while (k < n && colours[k] != seen->points[i])
        k++;
      if (k == n)
        colours[n++] = seen->points[i];
    }

  return n >= COLOURS;
}

static guint
count_differences (const Look *a, const Look *b)
{
  guint n = 0;

  for (int i = 0; i < GRID * GRID; i++)
    n += a->points[i] != b->points[i];

  return n;
}

/* When the window came to look as it does in the last of @looks. */
static gint64
find_rest (GArray *looks)
{
  const Look *last = &g_array_index (looks, Look, looks->len - 1);
  guint i = looks->len - 1;

  while (i > 0 && count_differences (&g_array_index (looks, Look, i - 1), last) <= FEW)
    i--;

  return g_array_index (looks, Look, i).at_usec;
}

static void
save_picture (Display *display)
{
  const char *path = g_getenv ("YY_FIRST_FRAME_PICTURE");
  XImage *image = XGetImage (display, DefaultRootWindow (display), 0, 0, (guint) DisplayWidth (display, 0),
                             (guint) DisplayHeight (display, 0), AllPlanes, ZPixmap);
  FILE *file = path != NULL && image != NULL ? fopen (path, "wb") : NULL;

  if (file != NULL)
    {
      fprintf (file, "P6 %d %d 255\n", image->width, image->height);
      for (int i = 0; i < image->width * image->height; i++)
        {
          unsigned long pixel = XGetPixel (image, i % image->width, i / image->width);

          fputc ((int) (pixel >> 16 & 255), file);
          fputc ((int) (pixel >> 8 & 255), file);
          fputc ((int) (pixel & 255), file);
        }
      fclose (file);
    }
  if (image != NULL)
    XDestroyImage (image);
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

typedef struct
{
  double first_msec;
  double rest_msec;
  double memory;
} Result;

static gboolean
run_once (Display *display, char **argv, Result *ret_result)
{
  g_autoptr (GArray) looks = g_array_new (FALSE, FALSE, sizeof (Look));
  gint64 start = g_get_monotonic_time ();
  gint64 first = 0;
  gint64 changed = start;
  pid_t pid = fork ();

  if (pid == 0)
    {
      execvp (argv[0], argv);
      _exit (127);
    }
  while (g_get_monotonic_time () - start < LIMIT_USEC && waitpid (pid, NULL, WNOHANG) == 0 &&
         (first == 0 || g_get_monotonic_time () - changed < REST_USEC))
    {
      Look seen;

      if (look (display, &seen) && (looks->len > 0 || shows_something (&seen)))
        {
          if (first == 0)
            first = seen.at_usec;
          if (looks->len == 0 || count_differences (&seen, &g_array_index (looks, Look, looks->len - 1)) > 0)
            {
              /* A cursor is no reason to wait on. */
              if (looks->len == 0 ||
                  count_differences (&seen, &g_array_index (looks, Look, looks->len - 1)) > FEW)
                changed = seen.at_usec;
              g_array_append_val (looks, seen);
            }
        }
      g_poll (NULL, 0, 4);
    }

  if (first != 0)
    {
      *ret_result = (Result) { (double) (first - start) / 1000, (double) (find_rest (looks) - start) / 1000,
                               get_memory (pid) };
      save_picture (display);
    }
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  return first != 0;
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
  double firsts[32], rests[32], memories[32];
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
      Result result;

      if (!run_once (display, argv + 2, &result))
        {
          fprintf (stderr, "%s showed nothing\n", argv[2]);
          return 1;
        }
      firsts[i] = result.first_msec;
      rests[i] = result.rest_msec;
      memories[i] = result.memory;
    }

  qsort (firsts, (gsize) runs, sizeof (double), compare);
  qsort (rests, (gsize) runs, sizeof (double), compare);
  qsort (memories, (gsize) runs, sizeof (double), compare);
  printf ("{\"msec\": %.0f, \"least_msec\": %.0f, \"rest_msec\": %.0f, \"pss_mb\": %.1f}\n", firsts[runs / 2],
          firsts[0], rests[runs / 2], memories[runs / 2]);
  XCloseDisplay (display);
  return 0;
}
