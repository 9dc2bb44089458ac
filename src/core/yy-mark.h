#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a coordinate of 1 is. */
#define YY_MARK_UNIT 1000000
/* So many places one question can speak of. */
#define YY_MARKS_MAX 20

/**
 * YyMark:
 *
 * A rectangle on one picture of a request that a question speaks of, relative to the page as it is shown
 * (rotation applied): in millionths of its width and height, so that it fits whatever size is looked at and
 * is the same number everywhere. It marks; it changes no picture.
 *
 * @page: index of the page, from 0
 */
typedef struct
{
  int page;
  int x;
  int y;
  int width;
  int height;
} YyMark;

/* TRUE when it lies on its page and is not empty. */
gboolean yy_mark_is_valid (const YyMark *self);
/* Where it is on the stored picture, of which the page is shown turned by @rotation degrees clockwise, a
 * multiple of 90. */
YyMark yy_mark_turn_back (const YyMark *self, int rotation);
YyMark *yy_mark_copy (const YyMark *self);
/* A list that owns its marks. */
GPtrArray *yy_mark_list_new (void);

G_END_DECLS
