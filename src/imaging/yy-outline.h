#pragma once

#include "yy-plane.h"

G_BEGIN_DECLS

/* A place on a plane, in pixels; not on whole ones only. */
typedef struct
{
  double x;
  double y;
} YySpot;

/* The smallest figure without dents around all of @mask that is not 0. (transfer full) (element-type YySpot)
 */
GArray *yy_outline_wrap (const YyPlane *mask);
/* Its area. */
double yy_outline_measure (const GArray *outline);
/* How much of the smallest rectangle around it, however that lies, the figure fills. */
double yy_outline_rate_rectangle (const GArray *outline);
/* The four corners of a figure that is nearly a rectangle, however it lies: upper left, upper right, lower
 * right, lower left. What sticks out of it is cut off. */
void yy_outline_find_corners (const GArray *outline, YySpot ret_corners[4]);
gboolean yy_outline_is_around (const YySpot corners[4], YySpot spot);

G_END_DECLS
