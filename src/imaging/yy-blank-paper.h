#pragma once

#include "yy-image-pixels.h"
#include "yy-outline.h"

G_BEGIN_DECLS

/**
 * YyBlankPaper:
 * @corners: of the sheet on the picture, in pixels: upper left, upper right, lower right, lower left
 * @whole: no sheet stands out of the picture, and the picture is taken for the page
 * @width: of the page when it is laid flat, in pixels
 * @height: likewise
 * @turn: what is written runs so much askew to the sheet, in radians
 *
 * Where on a picture the paper lies. A value.
 */
typedef struct
{
  YySpot corners[4];
  gboolean whole;
  int width;
  int height;
  double turn;
} YyBlankPaper;

/* Finds the sheet: the largest bright surface of one colour, and what has that colour beside it. */
void yy_blank_paper_find (const YyImagePixels *pixels, YyBlankPaper *ret_paper);
/* Where on the picture a place of the flat page is. */
YySpot yy_blank_paper_look (const YyBlankPaper *self, double x, double y);
/* The brightness of the page, laid flat. (transfer full) */
YyPlane *yy_blank_paper_flatten (const YyBlankPaper *self, const YyImagePixels *pixels);

G_END_DECLS
