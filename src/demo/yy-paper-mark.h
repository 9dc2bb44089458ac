#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The mark of the demonstration, centred on (@x, @y), @scale pixels per millimetre: a red square that says
 * 已用印 DEMO. It is the likeness of no seal: seals are round or oval and name somebody. */
void yy_paper_mark_draw (cairo_t *cr, GRand *rand, double x, double y, double scale);

G_END_DECLS
