/* yy-blank-table: what the check for blank pages finds on thousands of generated photos, as a table with
 * counts. The pictures have two halves of different seeds: limits are tuned on the one, and what is reported
 * is found on the other. Run by `./run bench blank`. */

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "yy-blank-detector.h"
#include "yy-blank-pages.h"
#include "yy-image-decode.h"
#include "yy-image-shrink.h"
#include "yy-test-picture.h"

#define TUNING_SEED 1
#define UNSEEN_SEED 20260
/* What is promised. */
#define MIN_FOUND 0.995
#define MAX_BLOCKED 0.005
#define MAX_MSEC 300

static gint pages_option = 2040;
static gint first_option = 0;
static gint kind_option = -1;
static gint threads_option = 0;
static char *half_option = NULL;
static char *save_option = NULL;
static char *keep_option = NULL;
static gboolean measures_option = FALSE;

static const GOptionEntry options[] = {
  { "pages", 'n', 0, G_OPTION_ARG_INT, &pages_option, "How many pages", "N" },
  { "first", 'f', 0, G_OPTION_ARG_INT, &first_option, "Number of the first page", "N" },
  { "kind", 'k', 0, G_OPTION_ARG_INT, &kind_option, "Only pages of this kind", "N" },
  { "half", 0, 0, G_OPTION_ARG_STRING, &half_option, "tuning or unseen (default)", "HALF" },
  { "threads", 'j', 0, G_OPTION_ARG_INT, &threads_option, "How many at once; times are honest with 1", "N" },
  { "save", 0, 0, G_OPTION_ARG_FILENAME, &save_option, "Write pages that were judged wrongly there",
    "FOLDER" },
  { "keep", 0, 0, G_OPTION_ARG_FILENAME, &keep_option, "Keep the pictures there, and take what is there",
    "FOLDER" },
  { "measures", 0, 0, G_OPTION_ARG_NONE, &measures_option, "Say of each page what was measured", NULL },
  { NULL },
};

/* What came of one page. */
typedef struct
{
  YyBlank blank;
  YyBlankMeasures measures;
  double msec; /* of the processor */
} Result;

typedef struct
{
  guint32 seed;
  gint next; /* atomic */
  Result *results;
} Run;

static double
get_cpu_msec (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static gboolean
is_right (YyBlankTruth truth, YyBlankVerdict verdict)
{
  switch (truth)
    {
    case YY_BLANK_TRUTH_BLANK:
      return verdict == YY_BLANK_VERDICT_BLANK;
    case YY_BLANK_TRUTH_FORM:
      return verdict == YY_BLANK_VERDICT_FORM;
    case YY_BLANK_TRUTH_UNFILLED:
      return verdict == YY_BLANK_VERDICT_FORM || verdict == YY_BLANK_VERDICT_BLANK;
    case YY_BLANK_TRUTH_NORMAL:
    default:
      return verdict == YY_BLANK_VERDICT_NORMAL;
    }
}

static void
save (const YyBlankSample *sample, guint number)
{
  g_autofree char *name = g_strdup_printf ("%06u.jpg", number);
  g_autofree char *path = g_build_filename (save_option, name, NULL);

  g_file_set_contents (path, g_bytes_get_data (sample->jpeg, NULL), (gssize) g_bytes_get_size (sample->jpeg),
                       NULL);
}

/* Drawing takes far longer than looking: who tunes draws once. */
static void
make_sample (const Run *run, guint number, YyBlankSample *ret_sample)
{
  g_autofree char *name = g_strdup_printf ("%u-%06u.jpg", run->seed, number);
  g_autofree char *path = keep_option != NULL ? g_build_filename (keep_option, name, NULL) : NULL;
  char *bytes = NULL;
  gsize length = 0;

  if (path != NULL && g_file_get_contents (path, &bytes, &length, NULL))
    {
      ret_sample->kind = yy_blank_pages_get_kind (number);
      ret_sample->truth = yy_blank_pages_get_truth (number);
      ret_sample->jpeg = g_bytes_new_take (bytes, length);
      return;
    }

  yy_blank_pages_make (run->seed, number, ret_sample);
  if (path != NULL)
    g_file_set_contents (path, g_bytes_get_data (ret_sample->jpeg, NULL),
                         (gssize) g_bytes_get_size (ret_sample->jpeg), NULL);
}

static void
look_at_page (Run *run, guint i)
{
  const guint number = (guint) first_option + i;
  Result *result = &run->results[i];
  g_auto (YyBlankSample) sample = { 0 };
  g_autoptr (YyImagePixels) pixels = NULL;
  g_autoptr (GError) error = NULL;
  double start;
  int fd;

  make_sample (run, number, &sample);
  fd = yy_test_picture_open (sample.jpeg);
  pixels = yy_image_decode (fd, YY_IMAGE_PREVIEW_SIDE, NULL, &error);
  close (fd);
  g_assert_no_error (error);
  start = get_cpu_msec ();
  yy_blank_measure (pixels, &result->blank, &result->measures);
  result->msec = get_cpu_msec () - start;
  if (save_option != NULL && !is_right (sample.truth, result->blank.verdict))
    save (&sample, number);
}

static gpointer
work (gpointer data)
{
  Run *run = data;
  gint i;

  while ((i = g_atomic_int_add (&run->next, 1)) < pages_option)
    {
      if (kind_option < 0 ||
          ((guint) first_option + (guint) i) % yy_blank_pages_count_kinds () == (guint) kind_option)
        look_at_page (run, (guint) i);
    }

  return NULL;
}

static void
print_measures (const Run *run)
{
  for (int i = 0; i < pages_option; i++)
    {
      const guint number = (guint) (first_option + i);
      const Result *r = &run->results[i];
      const YyBlankMeasures *m = &r->measures;

      if (r->blank.verdict == YY_BLANK_VERDICT_UNKNOWN)
        continue;
      g_print (
          "%06u %-24s %-7s %s whole=%d turn=%d low=%d written=%d body=%d cells=%d/%d blanks=%d/%d %.0f ms\n",
          number, yy_blank_pages_get_kind (number), yy_blank_verdict_get_nick (r->blank.verdict),
          is_right (yy_blank_pages_get_truth (number), r->blank.verdict) ? "ok   " : "WRONG", m->whole,
          m->turn, m->noise, m->n_written, m->n_body, m->n_empty_cells, m->n_cells, m->n_empty_blanks,
          m->n_blanks, r->msec);
    }
}

static void
print_kinds (const Run *run)
{
  g_print ("%-26s %-9s %6s %7s %6s %7s\n", "page", "should be", "pages", "blank", "form", "normal");
  for (guint kind = 0; kind < yy_blank_pages_count_kinds (); kind++)
    {
      static const char *const truths[] = { "normal", "form", "blank", "unfilled" };
      int n[YY_BLANK_VERDICT_LAST] = { 0 };

      for (int i = 0; i < pages_option; i++)
        {
          if (((guint) (first_option + i)) % yy_blank_pages_count_kinds () == kind)
            n[run->results[i].blank.verdict]++;
        }
      g_print ("%-26s %-9s %6d %7d %6d %7d\n", yy_blank_pages_get_kind (kind),
               truths[yy_blank_pages_get_truth (kind)],
               n[YY_BLANK_VERDICT_BLANK] + n[YY_BLANK_VERDICT_FORM] + n[YY_BLANK_VERDICT_NORMAL],
               n[YY_BLANK_VERDICT_BLANK], n[YY_BLANK_VERDICT_FORM], n[YY_BLANK_VERDICT_NORMAL]);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a;
  const double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static gboolean
print_sums (const Run *run)
{
  int n[4] = { 0 };
  int found[4][YY_BLANK_VERDICT_LAST] = { { 0 } };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  double blocked, missed;
  double slowest;

  for (int i = 0; i < pages_option; i++)
    {
      const YyBlankTruth truth = yy_blank_pages_get_truth ((guint) (first_option + i));

      if (run->results[i].blank.verdict == YY_BLANK_VERDICT_UNKNOWN)
        continue;
      n[truth]++;
      found[truth][run->results[i].blank.verdict]++;
      g_array_append_val (times, run->results[i].msec);
    }
  g_array_sort (times, compare_doubles);
  slowest = g_array_index (times, double, times->len - 1);
  missed = (double) (n[YY_BLANK_TRUTH_BLANK] - found[YY_BLANK_TRUTH_BLANK][YY_BLANK_VERDICT_BLANK]) /
           MAX (n[YY_BLANK_TRUTH_BLANK], 1);
  blocked = (double) found[YY_BLANK_TRUTH_NORMAL][YY_BLANK_VERDICT_BLANK] / MAX (n[YY_BLANK_TRUTH_NORMAL], 1);

  g_print ("blank found: %d of %d (%.2f %%, wanted >= %.1f %%)\n",
           found[YY_BLANK_TRUTH_BLANK][YY_BLANK_VERDICT_BLANK], n[YY_BLANK_TRUTH_BLANK], 100 - 100 * missed,
           100 * MIN_FOUND);
  g_print ("normal blocked: %d of %d (%.2f %%, wanted <= %.1f %%)\n",
           found[YY_BLANK_TRUTH_NORMAL][YY_BLANK_VERDICT_BLANK], n[YY_BLANK_TRUTH_NORMAL], 100 * blocked,
           100 * MAX_BLOCKED);
  g_print ("normal asked back: %d of %d\n", found[YY_BLANK_TRUTH_NORMAL][YY_BLANK_VERDICT_FORM],
           n[YY_BLANK_TRUTH_NORMAL]);
  g_print ("unfilled form asked back: %d of %d, taken for blank %d, passed %d\n",
           found[YY_BLANK_TRUTH_FORM][YY_BLANK_VERDICT_FORM], n[YY_BLANK_TRUTH_FORM],
           found[YY_BLANK_TRUTH_FORM][YY_BLANK_VERDICT_BLANK],
           found[YY_BLANK_TRUTH_FORM][YY_BLANK_VERDICT_NORMAL]);
  g_print ("empty table with headings: %d of %d not passed\n",
           n[YY_BLANK_TRUTH_UNFILLED] - found[YY_BLANK_TRUTH_UNFILLED][YY_BLANK_VERDICT_NORMAL],
           n[YY_BLANK_TRUTH_UNFILLED]);
  g_print ("a page takes: median %.0f ms, slowest %.0f ms of one core (wanted < %d ms)\n",
           g_array_index (times, double, times->len / 2), slowest, MAX_MSEC);

  return missed <= 1 - MIN_FOUND && blocked <= MAX_BLOCKED && slowest < MAX_MSEC;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- try the check for blank pages");
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gboolean tuning;
  gboolean good;
  Run run = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("yy-blank-table: %s\n", error->message);
      return EXIT_FAILURE;
    }
  tuning = g_strcmp0 (half_option, "tuning") == 0;
  if (pages_option < 1 || first_option < 0 ||
      (half_option != NULL && !tuning && !g_str_equal (half_option, "unseen")))
    {
      g_printerr ("yy-blank-table: --pages is 1 or more, --half is tuning or unseen\n");
      return EXIT_FAILURE;
    }

  run.seed = tuning ? TUNING_SEED : UNSEEN_SEED;
  run.results = g_new0 (Result, (gsize) pages_option);
  for (guint i = 0; i < (threads_option > 0 ? (guint) threads_option : g_get_num_processors ()); i++)
    g_ptr_array_add (threads, g_thread_new ("yy-blank-table", work, &run));
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));

  if (measures_option)
    print_measures (&run);
  g_print ("%s half, seed %u, pages %d to %d\n", tuning ? "tuning" : "unseen", run.seed, first_option,
           first_option + pages_option - 1);
  print_kinds (&run);
  good = print_sums (&run);
  g_free (run.results);

  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
