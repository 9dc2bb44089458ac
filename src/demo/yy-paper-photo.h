#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define YY_PHOTO_MIN_SIDE 160
#define YY_PHOTO_MAX_SIDE 10000

/**
 * YyPhotoSpec:
 * @seed: the same seed gives the same photo on the same machine: desk, angle, light, shadow, folds, grain
 * @width: pixels of the file, as the sensor has them
 * @height: the same; with orientation 6 and 8 the photo is upright when turned, so the file is lying
 * @orientation: EXIF: 1, 3, 6 or 8; 0 for 1
 * @quality: of the JPEG, 20 to 100; 0 for 88
 * @target_bytes: when not 0, the grain is raised until the file has about so many bytes (within 4 %)
 * @marked: whether the page bears the mark of the demonstration where its seal goes: a red square that says
 * so, the likeness of no seal
 * @roll: how far the page is turned besides, in radians
 * @crumple: how much it was crumpled besides, 0 to 1
 *
 * How a page is photographed. Plain data.
 */
typedef struct
{
  guint32 seed;
  int width;
  int height;
  int orientation;
  int quality;
  gsize target_bytes;
  gboolean marked;
  double roll;
  double crumple;
} YyPhotoSpec;

/**
 * yy_paper_photograph:
 * @page: a surface of yy_paper_render(); it is only read, so that threads may share it
 *
 * Photographs a page as a phone does: lying on a desk, seen at a slant, in uneven light, with the shadow of
 * hand or phone, grain and JPEG, and with EXIF that names an invented phone, the orientation and a place (in
 * the middle of an ocean) so that its removal can be tested. Sets %YY_ERROR_INVALID for a size, orientation
 * or quality it does not do and for a @target_bytes that this size cannot reach.
 *
 * Returns: (transfer full): the JPEG file.
 */
GBytes *yy_paper_photograph (cairo_surface_t *page, const YyPhotoSpec *spec, GError **error);

G_END_DECLS
