#include "yy-paper-camera.h"

#include <math.h>

#define HALF_WIDTH 105.0
#define HALF_HEIGHT 148.5
/* Phones look through a lens of about 26 mm (in terms of 35 mm film): the focus is so many picture heights
 * long. */
#define FOCUS 1.05

static void
multiply (double *out, const double *a, const double *b)
{
  for (int row = 0; row < 3; row++)
    {
      for (int column = 0; column < 3; column++)
        {
          out[row * 3 + column] = 0;
          for (int k = 0; k < 3; k++)
            out[row * 3 + column] += a[row * 3 + k] * b[k * 3 + column];
        }
    }
}

static void
invert (double *out, const double *m)
{
  const double a = m[4] * m[8] - m[5] * m[7];
  const double b = m[5] * m[6] - m[3] * m[8];
  const double c = m[3] * m[7] - m[4] * m[6];
  const double d = 1.0 / (m[0] * a + m[1] * b + m[2] * c);

  out[0] = a * d;
  out[1] = (m[2] * m[7] - m[1] * m[8]) * d;
  out[2] = (m[1] * m[5] - m[2] * m[4]) * d;
  out[3] = b * d;
  out[4] = (m[0] * m[8] - m[2] * m[6]) * d;
  out[5] = (m[2] * m[3] - m[0] * m[5]) * d;
  out[6] = c * d;
  out[7] = (m[1] * m[6] - m[0] * m[7]) * d;
  out[8] = (m[0] * m[4] - m[1] * m[3]) * d;
}

static void
project (const double *m, double x, double y, double *ret_x, double *ret_y)
{
  const double w = m[6] * x + m[7] * y + m[8];

  *ret_x = (m[0] * x + m[1] * y + m[2]) / w;
  *ret_y = (m[3] * x + m[4] * y + m[5]) / w;
}

/* The plane turned away from the camera: about its own axis, sideways and backwards. */
static void
make_view (double *out, GRand *rand, double more)
{
  const double roll = g_rand_double_range (rand, -0.055, 0.055) + more;
  const double yaw = g_rand_double_range (rand, -0.10, 0.10);
  /* Mostly the far edge of the page is the upper one: who photographs stands before the desk. */
  const double pitch = g_rand_double_range (rand, -0.30, 0.05);
  const double distance = 297.0 * 1.45;
  const double turn[9] = { cos (roll), -sin (roll), 0, sin (roll), cos (roll), 0, 0, 0, 1 };
  /* Columns: where the plane's x and y axes and its origin come to lie before the camera. */
  const double tilt[9] = {
    cos (yaw), 0, 0, sin (yaw) * sin (pitch), cos (pitch), 0, -sin (yaw) * cos (pitch), sin (pitch), distance
  };

  multiply (out, tilt, turn);
}

void
yy_paper_camera_init (YyPaperCamera *ret_camera, GRand *rand, double roll, int width, int height)
{
  static const double corners[4][2] = { { -HALF_WIDTH, -HALF_HEIGHT },
                                        { HALF_WIDTH, -HALF_HEIGHT },
                                        { HALF_WIDTH, HALF_HEIGHT },
                                        { -HALF_WIDTH, HALF_HEIGHT } };
  const double fill = g_rand_double_range (rand, 0.86, 0.965);
  const double aside = g_rand_double_range (rand, -0.4, 0.4);
  double view[9];
  double place[9] = { FOCUS, 0, 0, 0, FOCUS, 0, 0, 0, 1 };
  double whole[9];
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;
  double scale;
  double ax, ay, bx, by;

  make_view (view, rand, roll);
  multiply (whole, place, view);
  for (int i = 0; i < 4; i++)
    {
      double x, y;

      project (whole, corners[i][0], corners[i][1], &x, &y);
      x0 = MIN (x0, x);
      y0 = MIN (y0, y);
      x1 = MAX (x1, x);
      y1 = MAX (y1, y);
    }

  /* Zoom and shift until the page is inside; the shift uses part of the margin that is left. */
  scale = fill * MIN (width / (x1 - x0), height / (y1 - y0));
  place[0] = place[4] = FOCUS * scale;
  place[2] = width / 2.0 - (x0 + x1) / 2 * scale + aside * MIN (width - (x1 - x0) * scale, width * 0.1);
  place[5] = height / 2.0 - (y0 + y1) / 2 * scale +
             aside * 0.6 * MIN (height - (y1 - y0) * scale, height * 0.1);
  multiply (whole, place, view);
  invert (ret_camera->inverse, whole);

  project (whole, -10, -10, &ax, &ay);
  project (whole, 10, 10, &bx, &by);
  ret_camera->scale = hypot (bx - ax, by - ay) / hypot (20, 20);
}

void
yy_paper_camera_get_extent (const YyPaperCamera *self,
                            int width,
                            int height,
                            double *ret_x0,
                            double *ret_y0,
                            double *ret_x1,
                            double *ret_y1)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;

  for (int i = 0; i < 4; i++)
    {
      double x, y;

      yy_paper_camera_look (self, i & 1 ? width : 0, i & 2 ? height : 0, &x, &y);
      x0 = MIN (x0, x);
      y0 = MIN (y0, y);
      x1 = MAX (x1, x);
      y1 = MAX (y1, y);
    }
  *ret_x0 = x0;
  *ret_y0 = y0;
  *ret_x1 = x1;
  *ret_y1 = y1;
}
