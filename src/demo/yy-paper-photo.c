#include "yy-paper-photo.h"

#include <math.h>

#include "yy-error.h"
#include "yy-paper-exif.h"
#include "yy-paper-jpeg.h"
#include "yy-paper-scene.h"

#define DEFAULT_QUALITY 88
#define MAX_GRAIN 24.0
#define TRIES 9
/* Sizes are estimated from one band of rows in so many. */
#define BAND 16
#define BANDS_APART 12

/* What the row callback needs: @stride 1 writes all rows, otherwise bands of them. */
typedef struct
{
  const YyPaperScene *scene;
  int apart;
} Source;

static void
get_row_cb (int row, guint8 *rgb, gpointer user_data)
{
  const Source *source = user_data;
  const int band = row / BAND;

  yy_paper_scene_render_row (source->scene, band * BAND * source->apart + row % BAND, rgb);
}

static gboolean
check_spec (const YyPhotoSpec *spec, GError **error)
{
  if (MIN (spec->width, spec->height) < YY_PHOTO_MIN_SIDE ||
      MAX (spec->width, spec->height) > YY_PHOTO_MAX_SIDE)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, "a photo of %d by %d pixels is not between %d and %d",
                   spec->width, spec->height, YY_PHOTO_MIN_SIDE, YY_PHOTO_MAX_SIDE);
      return FALSE;
    }
  if (spec->orientation != 1 && spec->orientation != 3 && spec->orientation != 6 && spec->orientation != 8)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, "orientation %d is none of 1, 3, 6, 8",
                   spec->orientation);
      return FALSE;
    }
  if (spec->quality < 20 || spec->quality > 100)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, "quality %d is not between 20 and 100", spec->quality);
      return FALSE;
    }
  return TRUE;
}

/* About how long the file will be, from a few bands of it; 0 on error. */
static double
estimate_length (const YyPaperScene *scene, const YyPhotoSpec *spec, int quality, GError **error)
{
  const int bands = MAX (1, spec->height / (BAND * BANDS_APART));
  const int rows = MIN (bands * BAND, spec->height);
  Source source = { scene, BANDS_APART };
  g_autoptr (GBytes) bytes = NULL;

  bytes = yy_paper_jpeg_write (spec->width, rows, quality, NULL, get_row_cb, &source, error);
  return bytes == NULL ? 0 : (double) g_bytes_get_size (bytes) * spec->height / rows;
}

/* Raises quality, then grain, until the file is about as long as wanted: more noise never makes a JPEG
 * shorter. */
static gboolean
reach_target (YyPaperScene *scene, const YyPhotoSpec *spec, int *quality, GError **error)
{
  const double target = (double) spec->target_bytes;
  double low = yy_paper_scene_get_grain (scene);
  double high = MAX_GRAIN;
  double length = estimate_length (scene, spec, *quality, error);

  if (length == 0)
    return FALSE;
  if (length >= target)
    return TRUE;

  *quality = MAX (*quality, 96);
  yy_paper_scene_set_grain (scene, high);
  length = estimate_length (scene, spec, *quality, error);
  if (length == 0)
    return FALSE;
  if (length < target)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID,
                   "a photo of %d by %d pixels does not reach %" G_GSIZE_FORMAT " bytes", spec->width,
                   spec->height, spec->target_bytes);
      return FALSE;
    }
  for (int i = 0; i < TRIES && fabs (length / target - 1) > 0.01; i++)
    {
      const double middle = (low + high) / 2;

      yy_paper_scene_set_grain (scene, middle);
      length = estimate_length (scene, spec, *quality, error);
      if (length == 0)
        return FALSE;
      if (length < target)
        low = middle;
      else
        high = middle;
    }
  return TRUE;
}

GBytes *
yy_paper_photograph (cairo_surface_t *page, const YyPhotoSpec *spec, GError **error)
{
  YyPhotoSpec whole;
  g_autoptr (YyPaperScene) scene = NULL;
  g_autoptr (GByteArray) exif = NULL;
  Source source = { NULL, 1 };

  g_return_val_if_fail (page != NULL, NULL);
  g_return_val_if_fail (cairo_image_surface_get_format (page) == CAIRO_FORMAT_RGB24, NULL);
  g_return_val_if_fail (spec != NULL, NULL);

  whole = *spec;
  whole.orientation = spec->orientation == 0 ? 1 : spec->orientation;
  whole.quality = spec->quality == 0 ? DEFAULT_QUALITY : spec->quality;
  if (!check_spec (&whole, error))
    return NULL;

  scene = yy_paper_scene_new (page, &whole);
  if (whole.target_bytes != 0 && !reach_target (scene, &whole, &whole.quality, error))
    return NULL;

  exif = yy_paper_exif_new (whole.orientation, whole.width, whole.height);
  source.scene = scene;
  return yy_paper_jpeg_write (whole.width, whole.height, whole.quality, exif, get_row_cb, &source, error);
}
