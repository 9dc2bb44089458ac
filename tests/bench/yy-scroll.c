/* The real program with its window, whose list scrolls by itself from page to page, down to where the list
 * ends and up again, and tells what its frames cost.
 *
 * usage: yy-scroll LIST
 *
 * It signs in with what the keyring keeps, so that it begins as on the second morning. Prints a line of JSON:
 * the processor time of a frame from its beginning to the end of its painting, the lines that were loaded,
 * and its memory. */

#include "yy-config.h"

#include <adwaita.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "yanyin-resources.h"
#include "yy-application.h"

#define JUMPS 300
#define FEWEST 50
#define LIMIT_SECONDS 60

typedef struct
{
  GtkApplication *application;
  const char *list;
  GtkWidget *view;
  gboolean chosen;
  gboolean upwards;
  guint jumps;
  gint64 began;  /* this frame, microseconds; 0 outside */
  GArray *times; /* of gint64 */
  gboolean failed;
} Scroll;

static GtkWidget *
find_mapped (GtkWidget *root, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (root), type) && gtk_widget_get_mapped (root))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static guint
count_rows (GtkWidget *view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))));
}

static void
jump (Scroll *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (self->view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);

  if (value + page >= gtk_adjustment_get_upper (adjustment) - 1)
    self->upwards = TRUE;
  else if (value <= 0)
    self->upwards = FALSE;
  gtk_adjustment_set_value (adjustment, value + (self->upwards ? -page : page));
  self->jumps++;
}

/* Of this thread, which lays out and paints: on a machine where others run it says more than the clock on the
 * wall. Microseconds. */
static gint64
get_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
before_paint_cb (GdkFrameClock *clock, Scroll *self)
{
  self->began = self->jumps > 0 ? get_processor_time () : 0;
}

static void
after_paint_cb (GdkFrameClock *clock, Scroll *self)
{
  gint64 took = get_processor_time () - self->began;

  if (self->began != 0)
    g_array_append_val (self->times, took);
}

static gboolean
tick_cb (GtkWidget *window, GdkFrameClock *clock, gpointer user_data)
{
  Scroll *self = user_data;
  GtkWidget *page = find_mapped (window, "YyListPage");
  GtkWidget *view = page != NULL ? find_mapped (page, "GtkListView") : NULL;

  if (self->jumps >= JUMPS)
    {
      g_application_quit (G_APPLICATION (self->application));
      return G_SOURCE_REMOVE;
    }
  if (view == NULL)
    return G_SOURCE_CONTINUE;
  if (!self->chosen && count_rows (view) > 0)
    {
      /* Signed in, and the list that the program begins with is there. */
      self->chosen = TRUE;
      gtk_widget_activate_action (window, "win.list", "s", self->list);
      return G_SOURCE_CONTINUE;
    }
  if (self->chosen && self->view == NULL && count_rows (view) >= FEWEST)
    {
      self->view = view;
      g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
      g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
    }
  if (self->view != NULL)
    jump (self);

  return G_SOURCE_CONTINUE;
}

static void
activate_cb (GApplication *application, Scroll *self)
{
  GtkWindow *window = gtk_application_get_active_window (self->application);

  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, self, NULL);
}

static gboolean
give_up_cb (gpointer user_data)
{
  Scroll *self = user_data;

  self->failed = TRUE;
  g_application_quit (G_APPLICATION (self->application));
  return G_SOURCE_REMOVE;
}

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  const char *pages;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) || (pages = strchr (text, ' ')) == NULL)
    return 0;

  return strtod (pages, NULL) * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 ta = *(const gint64 *) a, tb = *(const gint64 *) b;

  return (ta > tb) - (ta < tb);
}

static void
shutdown_cb (GApplication *application, Scroll *self)
{
  GArray *times = self->times;

  if (self->failed || times->len == 0)
    return;

  g_array_sort (times, compare);
  printf ("{\"frames\": %u, \"p50_ms\": %.2f, \"p99_ms\": %.2f, \"loaded\": %u, \"rss_mb\": %.1f}\n",
          times->len, (double) g_array_index (times, gint64, times->len / 2) / 1000,
          (double) g_array_index (times, gint64, times->len * 99 / 100) / 1000, count_rows (self->view),
          get_memory ());
}

int
main (int argc, char **argv)
{
  char *words[] = { argv[0], NULL };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (YyApplication) application = NULL;
  Scroll self = { .times = times };

  if (argc != 2)
    {
      fprintf (stderr, "usage: yy-scroll LIST, with a DISPLAY\n");
      return 2;
    }

  setlocale (LC_ALL, "");
  if (g_getenv ("YANYIN_LOCALEDIR") != NULL)
    bindtextdomain (YY_GETTEXT_DOMAIN, g_getenv ("YANYIN_LOCALEDIR"));
  textdomain (YY_GETTEXT_DOMAIN);
  self.list = argv[1];
  yanyin_register_resource ();
  application = yy_application_new ();
  self.application = GTK_APPLICATION (application);
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), &self);
  g_signal_connect (application, "shutdown", G_CALLBACK (shutdown_cb), &self);
  g_timeout_add_seconds (LIMIT_SECONDS, give_up_cb, &self);
  g_application_run (G_APPLICATION (application), 1, words);
  if (self.failed)
    fprintf (stderr, "the list %s did not come, or not to its end\n", self.list);

  return self.failed ? 1 : 0;
}
