#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyPaperCamera:
 *
 * A phone held over a desk: takes points of the upright picture to points of the desk's plane (millimetres
 * from the middle of the page, y down). Plain data.
 */
typedef struct
{
  double inverse[9];
  double scale; /* pixels per millimetre in the middle of the page */
} YyPaperCamera;

/* Places the camera so that a whole A4 page is in a picture of @width by @height pixels, at a slant of
 * @rand's, and turned by @roll radians more. */
void yy_paper_camera_init (YyPaperCamera *ret_camera, GRand *rand, double roll, int width, int height);
/* The part of the desk that the picture shows. */
void yy_paper_camera_get_extent (const YyPaperCamera *self,
                                 int width,
                                 int height,
                                 double *ret_x0,
                                 double *ret_y0,
                                 double *ret_x1,
                                 double *ret_y1);

static inline void
yy_paper_camera_look (const YyPaperCamera *self, double x, double y, double *ret_x, double *ret_y)
{
  const double *m = self->inverse;
  const double w = 1.0 / (m[6] * x + m[7] * y + m[8]);

  *ret_x = (m[0] * x + m[1] * y + m[2]) * w;
  *ret_y = (m[3] * x + m[4] * y + m[5]) * w;
}

G_END_DECLS
