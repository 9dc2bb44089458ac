#pragma once

#include "yy-paper-sheet.h"

G_BEGIN_DECLS

typedef struct
{
  double r, g, b;
} YyInk;

extern const YyInk yy_ink_black;
extern const YyInk yy_ink_blue;
extern const YyInk yy_ink_red;

/* Dice of the page. */
double yy_hand_between (YyPaperSheet *self, double low, double high);
int yy_hand_among (YyPaperSheet *self, int low, int high);
gboolean yy_hand_perhaps (YyPaperSheet *self);
/* From a soft pencil to a hard one. */
YyInk yy_hand_pick_pencil (YyPaperSheet *self);
/* What lines to write on are printed in. */
YyInk yy_hand_pick_rule (YyPaperSheet *self);
char *yy_hand_dup_sentence (YyPaperSheet *self);

void yy_hand_set_ink (YyPaperSheet *self, YyInk ink);
/* Characters that stand where a hand puts them; gives where the text ends. */
double yy_hand_write (YyPaperSheet *self, YyInk ink, double size, double x, double y, const char *text);
/* @lines of a letter, @pitch apart. */
void yy_hand_write_lines (YyPaperSheet *self, YyInk ink, double size, double pitch, int lines);
void yy_hand_draw_line (
    YyPaperSheet *self, YyInk ink, double thickness, double x0, double y0, double x1, double y1);

G_END_DECLS
