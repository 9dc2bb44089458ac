#pragma once

#include "yy-image-pixels.h"
#include "yy-plane.h"

G_BEGIN_DECLS

/* From this part of the picture on the sheet is all of it. */
#define YY_BLANK_WHOLE_SHEET 0.93

/* Parts a picture into surfaces that are each of one colour, and finds among them the sheet of paper: the
 * largest bright one, and what a fold or a shadow cut off from it. A mask, smaller than the picture; empty
 * when nothing looks like paper. What is printed on the paper is a hole in it. (transfer full) */
YyPlane *yy_blank_surfaces_find_sheet (const YyImagePixels *pixels);

G_END_DECLS
