#include <unistd.h>

#include "yy-blank-detector.h"
#include "yy-blank-pages.h"
#include "yy-image-decode.h"
#include "yy-image-shrink.h"
#include "yy-test-picture.h"

/* Neither of those that limits are tuned on nor of those that results are told of. */
#define SEED 7
#define PAGES 68
/* Faces differ from machine to machine, and with them what is found: one page in so many may be judged
 * otherwise before this is a failure. The thousands are tried by `./run bench blank`. */
#define TOLERATED 1

typedef struct
{
  gint next; /* atomic */
  YyBlankVerdict found[PAGES];
} Run;

static YyImagePixels *
decode (GBytes *jpeg)
{
  int fd = yy_test_picture_open (jpeg);
  g_autoptr (GError) error = NULL;
  YyImagePixels *pixels = yy_image_decode (fd, YY_IMAGE_PREVIEW_SIDE, NULL, &error);

  close (fd);
  g_assert_no_error (error);
  return pixels;
}

static gpointer
work (gpointer data)
{
  Run *run = data;
  gint i;

  while ((i = g_atomic_int_add (&run->next, 1)) < PAGES)
    {
      g_auto (YyBlankSample) sample = { 0 };
      g_autoptr (YyImagePixels) pixels = NULL;
      YyBlank blank;

      yy_blank_pages_make (SEED, (guint) i, &sample);
      pixels = decode (sample.jpeg);
      yy_blank_detect (pixels, &blank);
      g_assert_true (yy_blank_is_sound (&blank));
      g_assert_cmpint (blank.verdict, !=, YY_BLANK_VERDICT_UNKNOWN);
      run->found[i] = blank.verdict;
    }

  return NULL;
}

/* A blank page that passes is stamped; a letter that does not is not stamped; a form that is taken for filled
 * in is nobody's question. */
static void
test_pages (void)
{
  Run run = { 0 };
  int passed = 0;
  int blocked = 0;
  int unasked = 0;
  GThread *other = g_thread_new ("pages", work, &run);

  work (&run);
  g_thread_join (other);
  for (guint i = 0; i < PAGES; i++)
    {
      const YyBlankTruth truth = yy_blank_pages_get_truth (i);
      const YyBlankVerdict found = run.found[i];

      if ((truth == YY_BLANK_TRUTH_BLANK && found != YY_BLANK_VERDICT_BLANK) ||
          (truth == YY_BLANK_TRUTH_UNFILLED && found == YY_BLANK_VERDICT_NORMAL))
        passed++;
      else if (truth == YY_BLANK_TRUTH_NORMAL && found == YY_BLANK_VERDICT_BLANK)
        blocked++;
      else if (truth == YY_BLANK_TRUTH_FORM && found == YY_BLANK_VERDICT_NORMAL)
        unasked++;
      else
        continue;
      g_test_message ("page %u, %s: %s", i, yy_blank_pages_get_kind (i), yy_blank_verdict_get_nick (found));
    }

  g_assert_cmpint (passed, <=, TOLERATED);
  g_assert_cmpint (blocked, <=, TOLERATED);
  g_assert_cmpint (unasked, <=, TOLERATED);
}

/* The same picture is judged in the same way and in the same places, whoever looks. */
static void
test_same (void)
{
  g_auto (YyBlankSample) sample = { 0 };
  g_autoptr (YyImagePixels) pixels = NULL;
  YyBlank first;
  YyBlank second;

  yy_blank_pages_make (SEED, 22, &sample); /* a form that is not filled in */
  pixels = decode (sample.jpeg);
  yy_blank_detect (pixels, &first);
  yy_blank_detect (pixels, &second);
  g_assert_cmpmem (&first, sizeof first, &second, sizeof second);
  g_assert_cmpint (first.verdict, ==, YY_BLANK_VERDICT_FORM);
  g_assert_cmpuint (first.n_regions, >=, 4);
}

static YyImagePixels *
make_grey (int width, int height, guint8 grey)
{
  YyImagePixels *pixels = yy_image_pixels_new (width, height);

  for (gsize i = 0; i < (gsize) width * (gsize) height * 3; i++)
    pixels->data[i] = grey;
  return pixels;
}

/* Whatever the shape: no crash, and what is of one tone is blank. */
static void
test_sizes (void)
{
  static const int sizes[][2] = { { 1, 1 },       { 1, 4000 },  { 4000, 1 },  { 319, 319 }, { 320, 320 },
                                  { 320, 40 },    { 40, 320 },  { 320, 39 },  { 1201, 3 },  { 1600, 1200 },
                                  { 2560, 1707 }, { 333, 999 }, { 1199, 601 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      for (int grey = 0; grey < 256; grey += 85)
        {
          g_autoptr (YyImagePixels) pixels = make_grey (sizes[i][0], sizes[i][1], (guint8) grey);
          YyBlank blank;

          yy_blank_detect (pixels, &blank);
          g_assert_true (yy_blank_is_sound (&blank));
          g_assert_cmpint (blank.verdict, ==, YY_BLANK_VERDICT_BLANK);
        }
    }
}

/* What is too small to be read is nobody's form, but it is not refused either. */
static void
test_small (void)
{
  g_autoptr (YyImagePixels) pixels = make_grey (96, 128, 250);
  YyBlank blank;

  for (int i = 0; i < 96 * 60; i += 3)
    pixels->data[i * 3 + 1] = 20;
  yy_blank_detect (pixels, &blank);
  g_assert_cmpint (blank.verdict, ==, YY_BLANK_VERDICT_NORMAL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blank/pages", test_pages);
  g_test_add_func ("/blank/same", test_same);
  g_test_add_func ("/blank/sizes", test_sizes);
  g_test_add_func ("/blank/small", test_small);

  return g_test_run ();
}
