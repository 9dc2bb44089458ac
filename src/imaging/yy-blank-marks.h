#pragma once

#include "yy-blank-ink.h"

G_BEGIN_DECLS

/**
 * YyBlankMarks:
 * @side: of a square of @places, in pixels
 * @marks: the ink that looks written, a mask: pieces of the size of characters and signatures, with company
 * @places: the page in squares: 1 where something is written
 *
 * What on a page looks written, by pen or print. A value that owns its planes.
 */
typedef struct
{
  int side;
  YyPlane *marks;
  YyPlane *places;
} YyBlankMarks;

void yy_blank_marks_init (YyBlankMarks *ret_marks, const YyBlankInk *ink);
void yy_blank_marks_clear (YyBlankMarks *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyBlankMarks, yy_blank_marks_clear)

/* How many squares between these parts of width and height are written on. */
int yy_blank_marks_count (const YyBlankMarks *self, double x0, double y0, double x1, double y1);

G_END_DECLS
