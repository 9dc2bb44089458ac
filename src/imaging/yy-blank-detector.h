#pragma once

#include "yy-blank.h"
#include "yy-image-pixels.h"

G_BEGIN_DECLS

/**
 * yy_blank_detect:
 * @pixels: an upright picture, of any size
 *
 * Looks whether anything is written on a page (R09, A11): finds the paper on the picture, lays it flat, takes
 * out light, shadow and folds, parts ruled lines from what is written, and leaves out what a letterhead has
 * at the edges. Nothing is read: a page full of scribble is %YY_BLANK_VERDICT_NORMAL. What is too small to be
 * read is normal unless it is of one tone all over.
 *
 * Whoever changes it counts %YY_BLANK_VERSION up. Pure and the same on every machine; any thread; a few dozen
 * milliseconds and megabytes whatever the picture. @ret_blank always gets a verdict other than
 * %YY_BLANK_VERDICT_UNKNOWN.
 */
void yy_blank_detect (const YyImagePixels *pixels, YyBlank *ret_blank);

/**
 * YyBlankMeasures:
 *
 * What the verdict came of, for whoever tunes the limits. A value.
 */
typedef struct
{
  gboolean whole; /* no sheet stood out of the picture */
  int turn;       /* of what is written against the sheet, in hundredths of a degree */
  int noise;      /* the depth that counts as ink */
  int n_written;  /* squares of the page that are written on */
  int n_body;     /* those that no letterhead would have */
  int n_cells, n_empty_cells;
  int n_blanks, n_empty_blanks;
} YyBlankMeasures;

/* The same; @ret_measures (nullable). */
void yy_blank_measure (const YyImagePixels *pixels, YyBlank *ret_blank, YyBlankMeasures *ret_measures);

G_END_DECLS
