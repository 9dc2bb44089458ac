#include "yy-paper-mark.h"

#include <pango/pangocairo.h>

#define SIDE 34.0 /* millimetres */

static void
draw_word (cairo_t *cr, const char *word, double size, double y)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = NULL;
  PangoRectangle logical;

  font = pango_font_description_from_string ("Noto Sans CJK SC,WenQuanYi Micro Hei,Sans");
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, word, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  cairo_move_to (cr, -(double) logical.width / PANGO_SCALE / 2,
                 y - (double) logical.height / PANGO_SCALE / 2);
  pango_cairo_show_layout (cr, layout);
}

/* Ink does not take everywhere. */
static void
wear_off (cairo_t *cr, GRand *rand)
{
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  for (int i = 0; i < 260; i++)
    {
      cairo_set_source_rgba (cr, 0, 0, 0, g_rand_double_range (rand, 0.2, 0.8));
      cairo_arc (cr, g_rand_double_range (rand, -SIDE / 2, SIDE / 2),
                 g_rand_double_range (rand, -SIDE / 2, SIDE / 2), g_rand_double_range (rand, 0.08, 0.42), 0,
                 2 * G_PI);
      cairo_fill (cr);
    }
}

void
yy_paper_mark_draw (cairo_t *cr, GRand *rand, double x, double y, double scale)
{
  const double inner = SIDE - 3.4;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_rotate (cr, g_rand_double_range (rand, -0.12, 0.12));
  cairo_rectangle (cr, -SIDE, -SIDE, 2 * SIDE, 2 * SIDE);
  cairo_clip (cr);
  cairo_push_group (cr);
  cairo_set_source_rgba (cr, 0.86, 0.10, 0.12, 0.86);
  cairo_set_line_width (cr, 1.5);
  cairo_rectangle (cr, -SIDE / 2, -SIDE / 2, SIDE, SIDE);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 0.4);
  cairo_rectangle (cr, -inner / 2, -inner / 2, inner, inner);
  cairo_stroke (cr);
  draw_word (cr, "已用印", 8.6, -4.2);
  draw_word (cr, "DEMO", 8.2, 6.6);
  wear_off (cr, rand);
  cairo_pop_group_to_source (cr);
  /* Print shows through the ink. */
  cairo_set_operator (cr, CAIRO_OPERATOR_MULTIPLY);
  cairo_paint (cr);
  cairo_restore (cr);
}
