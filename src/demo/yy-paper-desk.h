#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YY_PAPER_DESK_OAK,
  YY_PAPER_DESK_WALNUT,
  YY_PAPER_DESK_LAMINATE,
  YY_PAPER_DESK_CLOTH,
  YY_PAPER_DESK_WHITE,
} YyPaperDesk;

#define YY_PAPER_N_DESKS (YY_PAPER_DESK_WHITE + 1)

/**
 * yy_paper_desk_draw:
 * @x0: the left edge of the piece of desk, in millimetres from the middle of the page
 * @y0: its upper edge
 * @scale: pixels per millimetre
 *
 * Draws what lies under and around the page, seen from straight above: the surface, and now and then another
 * sheet or a pen. The page itself is not on it.
 *
 * Returns: (transfer full): a surface of format RGB24.
 */
cairo_surface_t *
yy_paper_desk_draw (YyPaperDesk desk, GRand *rand, int width, int height, double x0, double y0, double scale);

G_END_DECLS
