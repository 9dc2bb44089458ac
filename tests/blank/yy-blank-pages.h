#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* What a page must be found to be. */
typedef enum
{
  YY_BLANK_TRUTH_NORMAL,
  YY_BLANK_TRUTH_FORM,
  YY_BLANK_TRUTH_BLANK,
  YY_BLANK_TRUTH_UNFILLED, /* an empty table with headings: a form or blank, never normal */
} YyBlankTruth;

/**
 * YyBlankSample:
 * @kind: what it is, as it stands in tables of results
 * @truth: what must be found
 * @jpeg: the picture
 *
 * One generated picture of a page. Owns its picture.
 */
typedef struct
{
  const char *kind;
  YyBlankTruth truth;
  GBytes *jpeg;
} YyBlankSample;

/* The kinds are as many; picture @number is of the kind @number modulo that. */
guint yy_blank_pages_count_kinds (void);
const char *yy_blank_pages_get_kind (guint number);
YyBlankTruth yy_blank_pages_get_truth (guint number);

/**
 * yy_blank_pages_make:
 *
 * Draws page @number and photographs it: turned up to 15 degrees, aslant, in shadow, crumpled, with the back
 * showing through, on light and dark desks, with fingers at its edge, or scanned; JPEG of quality 40 to 95.
 * The same @seed and @number give the same bytes on the same machine. Any thread.
 */
void yy_blank_pages_make (guint32 seed, guint number, YyBlankSample *ret_sample);
void yy_blank_sample_clear (YyBlankSample *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyBlankSample, yy_blank_sample_clear)

G_END_DECLS
