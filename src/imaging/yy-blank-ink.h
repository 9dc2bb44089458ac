#pragma once

#include "yy-plane.h"

G_BEGIN_DECLS

/**
 * YyBlankInk:
 * @unit: pixels per millimetre, if the page is A4
 * @depth: how much darker than the paper around it each pixel is, in parts of 255 of the paper's light
 * @low: from this depth on a pixel is ink
 * @high: what is written has somewhere at least this depth
 * @across: ruled lines from side to side, a mask
 * @down: ruled lines from top to bottom, a mask
 * @written: ink that is no ruled line, a mask
 *
 * What is darker than the paper, without light, shadow and folds, and parted into lines and the rest. A value
 * that owns its planes.
 */
typedef struct
{
  double unit;
  YyPlane *depth;
  int low;
  int high;
  YyPlane *across;
  YyPlane *down;
  YyPlane *written;
} YyBlankInk;

/* Takes @page, the brightness of the flat page. */
void yy_blank_ink_init (YyBlankInk *ret_ink, YyPlane *page);
void yy_blank_ink_clear (YyBlankInk *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyBlankInk, yy_blank_ink_clear)

/* How much askew lines and rows of text run, in radians. */
double yy_blank_ink_find_turn (const YyBlankInk *self);
/* Fills @across, @down and @written. */
void yy_blank_ink_part (YyBlankInk *self);

G_END_DECLS
