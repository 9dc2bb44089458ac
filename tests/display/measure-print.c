/* measure-print: how well the smallest print of a photo of yanyin-paper can be read in a picture that was
 * made of it. For tests.
 *
 * usage: measure-print KIND TITLE SEED WIDTHxHEIGHT ORIENTATION PICTURE
 *
 * The first five are what yanyin-paper was told; PICTURE is any size of that photo, upright. The page is
 * drawn once more and looked at through the same camera: what the picture shows of the last lines (9 points)
 * is held against what was printed there, as finely however small the picture is. Prints the correlation of
 * the character that is at the lower end of the best 95 of a hundred, and how many characters there are; 1 is
 * print, 0 is nothing. */

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "yy-paper-scene.h"
#include "yy-paper.h"

#define MM_PER_POINT (25.4 / 72.0)
/* Where the two lines at the foot of each page are, in points from its upper left corner. */
#define FOOT_LEFT 79.0
#define FOOT_TOP 788.0
#define LINE_SIZE 9.0
#define LINE_PITCH (LINE_SIZE * 1.3)
#define COLUMNS 48
#define LINES 2
/* Of a cell with a character in it; a place without ink says nothing about reading. */
#define INK_VARIANCE 2500
/* The photo is looked at in steps of so many of its own pixels on its longer side: a character has about 25
 * by 25. */
#define STEPS 2800
#define DPI 400

typedef struct
{
  double n, a, b, aa, bb, ab;
} Sums;

typedef struct
{
  cairo_surface_t *page;
  YyPaperScene *scene;
  GdkPixbuf *picture;
  double scale; /* pixels of the photo for one of the picture */
} Measure;

static void
add (Sums *sums, double a, double b)
{
  sums->n += 1;
  sums->a += a;
  sums->b += b;
  sums->aa += a * a;
  sums->bb += b * b;
  sums->ab += a * b;
}

static double
get_variance (const Sums *sums)
{
  return sums->n > 0 ? sums->aa / sums->n - (sums->a / sums->n) * (sums->a / sums->n) : 0;
}

static double
correlate (const Sums *sums)
{
  const double va = sums->n * sums->aa - sums->a * sums->a;
  const double vb = sums->n * sums->bb - sums->b * sums->b;

  return va > 0 && vb > 0 ? (sums->n * sums->ab - sums->a * sums->b) / sqrt (va * vb) : 0;
}

/* The print at a point of the page, in points from its corner: what is there of one step of the photo, about
 * two of its own pixels. */
static double
get_print (const Measure *self, double x, double y)
{
  const int column = CLAMP ((int) (x * DPI / 72.0 - 0.5), 0, cairo_image_surface_get_width (self->page) - 2);
  const int row = CLAMP ((int) (y * DPI / 72.0 - 0.5), 0, cairo_image_surface_get_height (self->page) - 2);
  const int stride = cairo_image_surface_get_stride (self->page);
  const guint8 *data = cairo_image_surface_get_data (self->page) + row * stride + column * 4 + 1;

  return (data[0] + data[4] + data[stride] + data[stride + 4]) / 4.0;
}

static double
get_grey (const Measure *self, int column, int row)
{
  const int x = CLAMP (column, 0, gdk_pixbuf_get_width (self->picture) - 1);
  const int y = CLAMP (row, 0, gdk_pixbuf_get_height (self->picture) - 1);
  const guint8 *pixel = gdk_pixbuf_read_pixels (self->picture) +
                        y * gdk_pixbuf_get_rowstride (self->picture) +
                        x * gdk_pixbuf_get_n_channels (self->picture);

  return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
}

/* What a person sees who enlarges the picture: @x and @y are points of the photo. */
static double
get_seen (const Measure *self, double x, double y)
{
  const double px = x / self->scale - 0.5;
  const double py = y / self->scale - 0.5;
  const int column = (int) floor (px);
  const int row = (int) floor (py);
  const double tx = px - column;
  const double ty = py - row;
  const double upper = get_grey (self, column, row) * (1 - tx) + get_grey (self, column + 1, row) * tx;
  const double lower = get_grey (self, column, row + 1) * (1 - tx) +
                       get_grey (self, column + 1, row + 1) * tx;

  return upper * (1 - ty) + lower * ty;
}

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *) a;
  const double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The cell of the line in which a point of the photo is, negative when it is in none; and what was printed
 * there. */
static int
find_cell (const Measure *self, double x, double y, double *ret_print)
{
  double u, v;

  yy_paper_scene_look (self->scene, x, y, &u, &v);
  u /= MM_PER_POINT;
  v /= MM_PER_POINT;
  if (u < FOOT_LEFT || u >= FOOT_LEFT + COLUMNS * LINE_SIZE || v < FOOT_TOP ||
      v >= FOOT_TOP + LINES * LINE_PITCH)
    return -1;

  *ret_print = get_print (self, u, v);
  return (int) ((v - FOOT_TOP) / LINE_PITCH) * COLUMNS + (int) ((u - FOOT_LEFT) / LINE_SIZE);
}

static void
measure (const Measure *self, int width, int height)
{
  const double step = MAX (width, height) / (double) STEPS;
  Sums cells[COLUMNS * LINES] = { 0 };
  double characters[COLUMNS * LINES];
  int n = 0;

  for (double y = height / 2.0; y < height; y += step)
    {
      for (double x = 0; x < width; x += step)
        {
          double print;
          const int cell = find_cell (self, x, y, &print);

          if (cell >= 0)
            add (&cells[cell], print, get_seen (self, x, y));
        }
    }

  for (int i = 0; i < COLUMNS * LINES; i++)
    {
      if (get_variance (&cells[i]) > INK_VARIANCE)
        characters[n++] = correlate (&cells[i]);
    }
  qsort (characters, (size_t) n, sizeof *characters, compare);
  g_print ("%.3f %d\n", n > 0 ? characters[n / 20] : 0, n);
}

int
main (int argc, char **argv)
{
  YyPaperSpec paper = { .dpi = DPI };
  YyPhotoSpec photo = { 0 };
  Measure self = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean lying;
  int width, height;

  if (argc != 7 || !yy_paper_kind_from_nick (argv[1], &paper.kind) ||
      sscanf (argv[4], "%dx%d", &photo.width, &photo.height) != 2)
    {
      g_printerr ("usage: measure-print KIND TITLE SEED WIDTHxHEIGHT ORIENTATION PICTURE\n");
      return 2;
    }

  paper.title = argv[2];
  paper.seed = photo.seed = (guint32) atoi (argv[3]);
  photo.orientation = atoi (argv[5]);
  self.picture = gdk_pixbuf_new_from_file (argv[6], &error);
  if (self.picture == NULL)
    {
      g_printerr ("%s: %s\n", argv[6], error->message);
      return 1;
    }

  self.page = yy_paper_render (&paper);
  self.scene = yy_paper_scene_new (self.page, &photo);
  lying = photo.orientation == 6 || photo.orientation == 8;
  width = lying ? photo.height : photo.width;
  height = lying ? photo.width : photo.height;
  self.scale = (double) height / gdk_pixbuf_get_height (self.picture);
  measure (&self, width, height);
  yy_paper_scene_free (self.scene);
  cairo_surface_destroy (self.page);
  g_object_unref (self.picture);
  return 0;
}
