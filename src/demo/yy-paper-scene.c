#include "yy-paper-scene.h"

#include <math.h>

#include "yy-paper.h"
#include "yy-paper-camera.h"
#include "yy-paper-desk.h"
#include "yy-paper-map.h"
#include "yy-paper-mark.h"
#include "yy-paper-noise.h"

#define HALF_WIDTH 105.0f
#define HALF_HEIGHT 148.5f
#define SPAN 4
#define TONES 1024
#define MAX_TONE 1.25f
#define MAX_DESK_SIDE 2400.0
/* How far from the page its shadow reaches, in millimetres. */
#define SHADOW_REACH 24.0f

/* A picture to read between its pixels: RGB24 of cairo. */
typedef struct
{
  cairo_surface_t *surface;
  const guint8 *data;
  int width;
  int height;
  int stride;
  float x0, y0;       /* where the middle of its first pixel lies, in millimetres */
  float per_x, per_y; /* pixels per millimetre */
} Picture;

struct _YyPaperScene
{
  int width, height; /* of the file */
  int orientation;
  int upright_width, upright_height;
  YyPaperCamera camera;
  Picture page;
  Picture desk;
  YyPaperMap folds;
  YyPaperMap bend_x, bend_y;
  YyPaperMap light;
  float paper[3];           /* colour of paper and light together */
  float desk_light;         /* desks shine less than paper */
  float shadow_x, shadow_y; /* where the page's own shadow falls, in millimetres */
  float shadow_depth, shadow_width;
  double grain;
  int noise_x, noise_y;
  guint8 tones[TONES];
  guint8 colours[3][256]; /* cast of the camera, per channel */
  gint16 grains[256];     /* strength of the noise by brightness, in 1/256 */
};

/* What is smooth, at one point of the file. */
typedef struct
{
  float x, y; /* on the desk's plane */
  float u, v; /* on the page, its bending taken out */
  float light, shade;
} Node;

static void
picture_init (Picture *ret_picture, cairo_surface_t *surface, float x0, float y0, float per_x, float per_y)
{
  cairo_surface_flush (surface);
  *ret_picture = (Picture) {
    .surface = surface,
    .data = cairo_image_surface_get_data (surface),
    .width = cairo_image_surface_get_width (surface),
    .height = cairo_image_surface_get_height (surface),
    .stride = cairo_image_surface_get_stride (surface),
    .x0 = x0 + 0.5f / per_x,
    .y0 = y0 + 0.5f / per_y,
    .per_x = per_x,
    .per_y = per_y,
  };
}

/* Two channels at once: 0x00RR00BB and 0x000000GG, weights of 8 bits. */
static inline void
picture_get (const Picture *self, float x, float y, float *ret_rgb)
{
  const float fx = CLAMP ((x - self->x0) * self->per_x, 0.0f, (float) self->width - 1.01f);
  const float fy = CLAMP ((y - self->y0) * self->per_y, 0.0f, (float) self->height - 1.01f);
  const int ix = (int) fx;
  const int iy = (int) fy;
  const guint32 tx = (guint32) ((fx - (float) ix) * 256.0f);
  const guint32 ty = (guint32) ((fy - (float) iy) * 256.0f);
  const guint32 *p = (const guint32 *) (gconstpointer) (self->data + (gsize) iy * (gsize) self->stride) + ix;
  const guint32 *q = (const guint32 *) (gconstpointer) ((const guint8 *) p + self->stride);
  const guint32 w11 = tx * ty >> 8;
  const guint32 w10 = tx - w11;
  const guint32 w01 = ty - w11;
  const guint32 w00 = 256 - tx - w01;
  const guint32 rb = (p[0] & 0xff00ff) * w00 + (p[1] & 0xff00ff) * w10 + (q[0] & 0xff00ff) * w01 +
                     (q[1] & 0xff00ff) * w11;
  const guint32 g = (p[0] >> 8 & 0xff) * w00 + (p[1] >> 8 & 0xff) * w10 + (q[0] >> 8 & 0xff) * w01 +
                    (q[1] >> 8 & 0xff) * w11;

  ret_rgb[0] = (float) (rb >> 24);
  ret_rgb[1] = (float) (g >> 8);
  ret_rgb[2] = (float) (rb >> 8 & 0xff);
}

/* Fibres: paper is not one white. Also takes the mark in. */
static void
grain_paper (cairo_surface_t *surface, GRand *rand)
{
  const gint8 *tile = yy_paper_noise_tile ();
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  guint8 *data = cairo_image_surface_get_data (surface);
  const int offset = g_rand_int_range (rand, 0, YY_PAPER_NOISE_SIZE);

  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      guint8 *row = data + (gsize) y * (gsize) stride;
      const gint8 *noise = tile + ((y + offset) & (YY_PAPER_NOISE_SIZE - 1)) * YY_PAPER_NOISE_SIZE;

      for (int x = 0; x < width; x++)
        {
          const int dim = 2 + (noise[(x * 2) & (YY_PAPER_NOISE_SIZE - 1)] >> 4);

          for (int channel = 0; channel < 3; channel++)
            row[x * 4 + channel] = (guint8) CLAMP (row[x * 4 + channel] - dim, 0, 255);
        }
    }
  cairo_surface_mark_dirty (surface);
}

/* The page at the sharpness the lens gives it: about one of its pixels for one of the file. */
static void
take_page (YyPaperScene *self, cairo_surface_t *page, const YyPhotoSpec *spec, GRand *rand)
{
  const double page_width = cairo_image_surface_get_width (page);
  const double page_height = cairo_image_surface_get_height (page);
  const double wanted = self->camera.scale * 210.0 * g_rand_double_range (rand, 0.86, 1.0);
  const double shrink = MIN (1.0, wanted / page_width);
  const int width = (int) ceil (page_width * shrink);
  const int height = (int) ceil (page_height * shrink);
  cairo_surface_t *copy = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (copy);

  cairo_save (cr);
  cairo_scale (cr, width / page_width, height / page_height);
  cairo_set_source_surface (cr, page, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  if (spec->marked)
    {
      double x, y;

      yy_paper_get_seal_place (page, &x, &y);
      yy_paper_mark_draw (cr, rand, x * width, y * height, width / 210.0);
    }
  cairo_destroy (cr);
  grain_paper (copy, rand);
  picture_init (&self->page, copy, -HALF_WIDTH, -HALF_HEIGHT, (float) width / 210.0f,
                (float) height / 297.0f);
}

static void
take_desk (YyPaperScene *self, GRand *rand)
{
  const YyPaperDesk desk = (YyPaperDesk) g_rand_int_range (rand, 0, YY_PAPER_N_DESKS);
  double x0, y0, x1, y1;
  double scale;

  yy_paper_camera_get_extent (&self->camera, self->upright_width, self->upright_height, &x0, &y0, &x1, &y1);
  scale = MIN (self->camera.scale * 0.6, MAX_DESK_SIDE / MAX (x1 - x0, y1 - y0));
  picture_init (&self->desk,
                yy_paper_desk_draw (desk, rand, (int) ((x1 - x0) * scale) + 2, (int) ((y1 - y0) * scale) + 2,
                                    x0, y0, scale),
                (float) x0, (float) y0, (float) scale, (float) scale);
}

/* Ink is never black and paper never white in a photo; phones lift the contrast a little in between. */
static void
make_tones (YyPaperScene *self, GRand *rand)
{
  const float curve = (float) g_rand_double_range (rand, 0.10, 0.35);
  const float black = (float) g_rand_double_range (rand, 0.03, 0.11);
  const float warm = (float) g_rand_double_range (rand, -0.045, 0.075);
  const float tint[3] = { 1.0f + warm * 0.5f, 1.0f, 1.0f - warm };

  for (int i = 0; i < TONES; i++)
    {
      const float in = (float) i / TONES * MAX_TONE;
      const float knee = in < 0.86f ? in : 0.86f + 0.14f * (1 - expf (-(in - 0.86f) / 0.14f));
      const float curved = knee + curve * (knee * knee * (3 - 2 * knee) - knee);

      self->tones[i] = (guint8) lrintf (255 * CLAMP (black + (1 - black) * curved, 0, 1));
    }
  for (int channel = 0; channel < 3; channel++)
    {
      for (int i = 0; i < 256; i++)
        self->colours[channel][i] = (guint8) CLAMP (lrintf ((float) i * tint[channel]), 0, 255);
    }
}

static void
choose_mood (YyPaperScene *self, GRand *rand)
{
  const float white = (float) g_rand_double_range (rand, 0.90, 0.98);
  const double from = g_rand_double_range (rand, 0, 2 * G_PI);
  const double lift = g_rand_double_range (rand, 1.4, 4.2);

  self->paper[0] = white;
  self->paper[1] = white * (float) g_rand_double_range (rand, 0.985, 1.0);
  self->paper[2] = white * (float) g_rand_double_range (rand, 0.94, 1.0);
  self->desk_light = (float) g_rand_double_range (rand, 0.78, 0.96);
  self->shadow_x = (float) (lift * cos (from));
  self->shadow_y = (float) (lift * sin (from));
  self->shadow_depth = (float) g_rand_double_range (rand, 0.35, 0.62);
  self->shadow_width = (float) g_rand_double_range (rand, 1.2, 3.2);
  self->noise_x = g_rand_int_range (rand, 0, YY_PAPER_NOISE_SIZE);
  self->noise_y = g_rand_int_range (rand, 0, YY_PAPER_NOISE_SIZE);
  make_tones (self, rand);
  yy_paper_scene_set_grain (self, g_rand_double_range (rand, 0.9, 2.6));
}

static inline void
get_upright (const YyPaperScene *self, int column, int row, float *ret_x, float *ret_y)
{
  switch (self->orientation)
    {
    case 3:
      *ret_x = (float) (self->width - 1 - column);
      *ret_y = (float) (self->height - 1 - row);
      break;
    case 6:
      *ret_x = (float) (self->height - 1 - row);
      *ret_y = (float) column;
      break;
    case 8:
      *ret_x = (float) row;
      *ret_y = (float) (self->width - 1 - column);
      break;
    default:
      *ret_x = (float) column;
      *ret_y = (float) row;
      break;
    }
}

static void
find_node (const YyPaperScene *self, int column, int row, Node *ret_node)
{
  float px, py;
  double x, y;

  get_upright (self, column, row, &px, &py);
  yy_paper_camera_look (&self->camera, px, py, &x, &y);
  ret_node->x = (float) x;
  ret_node->y = (float) y;
  ret_node->u = ret_node->x + yy_paper_map_get (&self->bend_x, ret_node->x, ret_node->y);
  ret_node->v = ret_node->y + yy_paper_map_get (&self->bend_y, ret_node->x, ret_node->y);
  ret_node->light =
      yy_paper_map_get (&self->light, px / (float) self->upright_width, py / (float) self->upright_height);
  ret_node->shade = yy_paper_map_get (&self->folds, ret_node->u, ret_node->v);
}

/* What a node changes by from one pixel to the next, on the way to @next. */
static Node
get_step (const Node *at, const Node *next)
{
  return (Node) {
    .x = (next->x - at->x) / SPAN,
    .y = (next->y - at->y) / SPAN,
    .u = (next->u - at->u) / SPAN,
    .v = (next->v - at->v) / SPAN,
    .light = (next->light - at->light) / SPAN,
    .shade = (next->shade - at->shade) / SPAN,
  };
}

static void
advance (Node *at, const Node *step)
{
  at->x += step->x;
  at->y += step->y;
  at->u += step->u;
  at->v += step->v;
  at->light += step->light;
  at->shade += step->shade;
}

/* Desk, darker in the shadow of the page. */
static void
get_desk (const YyPaperScene *self, const Node *at, float *ret_rgb)
{
  const float ex = MAX (fabsf (at->u - self->shadow_x) - HALF_WIDTH, 0);
  const float ey = MAX (fabsf (at->v - self->shadow_y) - HALF_HEIGHT, 0);
  const float distance = sqrtf (ex * ex + ey * ey);
  float light = self->desk_light;

  if (distance < SHADOW_REACH)
    light *= 1 - self->shadow_depth * expf (-distance / self->shadow_width);
  picture_get (&self->desk, at->x, at->y, ret_rgb);
  for (int channel = 0; channel < 3; channel++)
    ret_rgb[channel] *= light;
}

static void
get_page (const YyPaperScene *self, const Node *at, float *ret_rgb)
{
  picture_get (&self->page, at->u, at->v, ret_rgb);
  for (int channel = 0; channel < 3; channel++)
    ret_rgb[channel] *= self->paper[channel] * at->shade;
}

static inline void
get_colour (const YyPaperScene *self, const Node *at, float *rgb)
{
  const float edge = MIN (HALF_WIDTH - fabsf (at->u), HALF_HEIGHT - fabsf (at->v)) *
                     (float) self->camera.scale;
  float other[3];
  float part;

  if (edge >= 0.5f)
    {
      get_page (self, at, rgb);
      return;
    }

  get_desk (self, at, rgb);
  if (edge <= -0.5f)
    return;

  part = edge + 0.5f;
  get_page (self, at, other);
  for (int channel = 0; channel < 3; channel++)
    rgb[channel] += (other[channel] - rgb[channel]) * part;
}

static inline void
put_pixel (
    const YyPaperScene *self, const gint8 *noise, int tile_x, float light, const float *rgb, guint8 *out)
{
  const int plane = YY_PAPER_NOISE_SIZE * YY_PAPER_NOISE_SIZE;
  const float scale = light * (TONES / (255.0f * MAX_TONE));
  const int luma = noise[tile_x];
  const int blue = noise[plane + tile_x];
  const int red = noise[2 * plane + tile_x];
  const int mixed[3] = { luma + red / 2, luma - (red + blue) / 4, luma + blue / 2 };

  for (int channel = 0; channel < 3; channel++)
    {
      const int index = (int) (rgb[channel] * scale);
      const int tone = self->colours[channel][self->tones[CLAMP (index, 0, TONES - 1)]];
      const int value = tone + (mixed[channel] * self->grains[tone] + 4096) / 8192;

      out[channel] = (guint8) CLAMP (value, 0, 255);
    }
}

YyPaperScene *
yy_paper_scene_new (cairo_surface_t *page, const YyPhotoSpec *spec)
{
  YyPaperScene *self = g_new0 (YyPaperScene, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (spec->seed ^ 0x5ca1ab1eu);
  const gboolean lying = spec->orientation == 6 || spec->orientation == 8;

  self->width = spec->width;
  self->height = spec->height;
  self->orientation = spec->orientation;
  self->upright_width = lying ? spec->height : spec->width;
  self->upright_height = lying ? spec->width : spec->height;
  yy_paper_camera_init (&self->camera, rand, spec->roll, self->upright_width, self->upright_height);
  yy_paper_map_init_folds (&self->folds, rand, spec->crumple);
  yy_paper_map_init_bend (&self->bend_x, &self->bend_y, rand);
  yy_paper_map_init_light (&self->light, rand);
  choose_mood (self, rand);
  take_page (self, page, spec, rand);
  take_desk (self, rand);
  return self;
}

void
yy_paper_scene_free (YyPaperScene *self)
{
  if (self == NULL)
    return;

  yy_paper_map_clear (&self->folds);
  yy_paper_map_clear (&self->bend_x);
  yy_paper_map_clear (&self->bend_y);
  yy_paper_map_clear (&self->light);
  cairo_surface_destroy (self->page.surface);
  cairo_surface_destroy (self->desk.surface);
  g_free (self);
}

void
yy_paper_scene_set_grain (YyPaperScene *self, double sigma)
{
  g_return_if_fail (self != NULL);

  self->grain = sigma;
  /* The tile's sigma is 32: 8192 / 32 = 256 steps make one. Dark places are noisier. */
  for (int i = 0; i < 256; i++)
    self->grains[i] = (gint16) MIN (32000, sigma * 256 * (1.25 - 0.5 * i / 255.0));
}

double
yy_paper_scene_get_grain (const YyPaperScene *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->grain;
}

void
yy_paper_scene_look (const YyPaperScene *self, double x, double y, double *ret_x, double *ret_y)
{
  double px, py;

  g_return_if_fail (self != NULL);

  /* A pixel's row and column stand for its middle. */
  yy_paper_camera_look (&self->camera, x - 0.5, y - 0.5, &px, &py);
  *ret_x = px + yy_paper_map_get (&self->bend_x, (float) px, (float) py) + HALF_WIDTH;
  *ret_y = py + yy_paper_map_get (&self->bend_y, (float) px, (float) py) + HALF_HEIGHT;
}

void
yy_paper_scene_render_row (const YyPaperScene *self, int row, guint8 *rgb)
{
  const int mask = YY_PAPER_NOISE_SIZE - 1;
  const gint8 *noise = NULL;
  Node next;

  g_return_if_fail (self != NULL);
  g_return_if_fail (row >= 0 && row < self->height);

  noise = yy_paper_noise_tile () + ((row + self->noise_y) & mask) * YY_PAPER_NOISE_SIZE;
  find_node (self, 0, row, &next);
  for (int column = 0; column < self->width; column += SPAN)
    {
      const int count = MIN (SPAN, self->width - column);
      Node step;
      Node at = next;

      find_node (self, column + SPAN, row, &next);
      step = get_step (&at, &next);
      for (int i = 0; i < count; i++)
        {
          float colour[3];

          get_colour (self, &at, colour);
          put_pixel (self, noise, (column + i + self->noise_x) & mask, at.light, colour,
                     rgb + (column + i) * 3);
          advance (&at, &step);
        }
    }
}
