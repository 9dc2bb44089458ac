#pragma once

#include <pango/pangocairo.h>

#include "yy-paper.h"

G_BEGIN_DECLS

/* A4 and the margins of an official document, in points. */
#define YY_PAPER_WIDTH 595.28
#define YY_PAPER_HEIGHT 841.89
#define YY_PAPER_LEFT 79.0
#define YY_PAPER_RIGHT 74.0
#define YY_PAPER_BOTTOM 66.0
#define YY_PAPER_INNER (YY_PAPER_WIDTH - YY_PAPER_LEFT - YY_PAPER_RIGHT)

/**
 * YyPaperSheet:
 *
 * A page while it is being written: a pen that goes down the sheet, measured in points. It lives on the stack
 * of yy_paper_render() and belongs to one thread. It is not a layout engine: whoever writes asks for the room
 * left before he writes on.
 */
typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  GRand *rand;
  const YyPaperSpec *spec;
  double y;              /* the top of what is written next */
  double seal_x, seal_y; /* where the seal goes; negative while the page does not say */
} YyPaperSheet;

typedef enum
{
  YY_PAPER_TEXT_PLAIN = 0,
  YY_PAPER_TEXT_BOLD = 1 << 0,
  YY_PAPER_TEXT_RED = 1 << 1,
  YY_PAPER_TEXT_INDENT = 1 << 2, /* the first line goes in by two characters */
  YY_PAPER_TEXT_CENTER = 1 << 3,
  YY_PAPER_TEXT_RIGHT = 1 << 4,
  YY_PAPER_TEXT_KAI = 1 << 5,  /* the brush-like face, where the machine has one */
  YY_PAPER_TEXT_HAND = 1 << 6, /* filled in by pen: dark blue, a little slanted */
} YyPaperText;

/* Draws a page with @write, as yy_paper_render() does for the kinds it knows: (transfer full). @spec's kind
 * is only a part of the seed. */
typedef void (*YyPaperWriter) (YyPaperSheet *self, gpointer user_data);
cairo_surface_t *yy_paper_sheet_draw (const YyPaperSpec *spec, YyPaperWriter write, gpointer user_data);

/* Writes over the whole width between the margins and moves down; @spacing is the distance of lines in sizes.
 */
void
yy_paper_sheet_write (YyPaperSheet *self, YyPaperText flags, double size, double spacing, const char *text);
/* Writes into a box without moving; the text is shrunk until it fits and stands in the middle of the height.
 */
void yy_paper_sheet_write_in (YyPaperSheet *self,
                              YyPaperText flags,
                              double size,
                              double x,
                              double y,
                              double width,
                              double height,
                              const char *text);
/* One line, as large as the width allows up to @size. */
void yy_paper_sheet_write_fit (YyPaperSheet *self, YyPaperText flags, double size, const char *text);
/* A ruled line between the margins at the pen. */
void yy_paper_sheet_rule (YyPaperSheet *self, YyPaperText flags, double thickness);
void yy_paper_sheet_box (YyPaperSheet *self, double x, double y, double width, double height);
void yy_paper_sheet_skip (YyPaperSheet *self, double points);
/* Points left above the bottom margin. */
double yy_paper_sheet_room (YyPaperSheet *self);
/* A signature by hand: strokes that are nobody's name. */
void yy_paper_sheet_sign (YyPaperSheet *self, double x, double y, double width, double height);

/* Unit, the place of the seal and the date, at the right. */
void yy_paper_sheet_close (YyPaperSheet *self, const char *unit, const char *date);
/* The last lines in the smallest print (9 pt). */
void yy_paper_sheet_foot (YyPaperSheet *self, const char *contact);

/* The kinds; each writes a whole page. */
void yy_paper_write_letter (YyPaperSheet *self);
void yy_paper_write_notice (YyPaperSheet *self);
void yy_paper_write_certificate (YyPaperSheet *self);
void yy_paper_write_introduction (YyPaperSheet *self);
void yy_paper_write_minutes (YyPaperSheet *self);
void yy_paper_write_contract (YyPaperSheet *self);
void yy_paper_write_table (YyPaperSheet *self);
void yy_paper_write_form (YyPaperSheet *self);
void yy_paper_write_blank_form (YyPaperSheet *self);
void yy_paper_write_letterhead (YyPaperSheet *self);

G_END_DECLS
