#include "yy-blank-hand.h"

#include "yy-paper-words.h"

const YyInk yy_ink_black = { 0.10, 0.10, 0.11 };
const YyInk yy_ink_blue = { 0.12, 0.16, 0.46 };
const YyInk yy_ink_red = { 0.82, 0.16, 0.14 };

double
yy_hand_between (YyPaperSheet *self, double low, double high)
{
  return g_rand_double_range (self->rand, low, high);
}

int
yy_hand_among (YyPaperSheet *self, int low, int high)
{
  return g_rand_int_range (self->rand, low, high + 1);
}

gboolean
yy_hand_perhaps (YyPaperSheet *self)
{
  return g_rand_boolean (self->rand);
}

void
yy_hand_set_ink (YyPaperSheet *self, YyInk ink)
{
  cairo_set_source_rgb (self->cr, ink.r, ink.g, ink.b);
}

YyInk
yy_hand_pick_pencil (YyPaperSheet *self)
{
  const double grey = yy_hand_between (self, 0.30, 0.60);

  return (YyInk) { grey, grey, grey + 0.02 };
}

YyInk
yy_hand_pick_rule (YyPaperSheet *self)
{
  const YyInk rules[] = { { 0.2, 0.2, 0.2 },    { 0.55, 0.55, 0.57 }, { 0.72, 0.30, 0.28 },
                          { 0.40, 0.50, 0.72 }, { 0.40, 0.62, 0.45 }, { 0.72, 0.72, 0.74 } };

  return rules[yy_hand_among (self, 0, G_N_ELEMENTS (rules) - 1)];
}

double
yy_hand_write (YyPaperSheet *self, YyInk ink, double size, double x, double y, const char *text)
{
  g_autoptr (PangoFontDescription) font = NULL;

  font = pango_font_description_from_string ("KaiTi,STKaiti,AR PL UKai CN,WenQuanYi Micro Hei,Sans");
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_indent (self->layout, 0);
  pango_layout_set_line_spacing (self->layout, 0);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      int width, height;

      pango_font_description_set_size (font, (int) (size * yy_hand_between (self, 0.86, 1.12) * PANGO_SCALE));
      pango_layout_set_font_description (self->layout, font);
      pango_layout_set_text (self->layout, at, (int) (g_utf8_next_char (at) - at));
      pango_layout_get_size (self->layout, &width, &height);
      cairo_save (self->cr);
      yy_hand_set_ink (self, ink);
      cairo_translate (self->cr, x, y + yy_hand_between (self, -0.08, 0.08) * size);
      cairo_rotate (self->cr, yy_hand_between (self, -0.09, 0.09));
      cairo_move_to (self->cr, 0, 0);
      pango_cairo_show_layout (self->cr, self->layout);
      cairo_restore (self->cr);
      x += (double) width / PANGO_SCALE * yy_hand_between (self, 0.96, 1.1);
    }

  return x;
}

char *
yy_hand_dup_sentence (YyPaperSheet *self)
{
  return yy_paper_fill (self->rand, NULL, yy_paper_pick (self->rand, yy_paper_sentences));
}

void
yy_hand_write_lines (YyPaperSheet *self, YyInk ink, double size, double pitch, int lines)
{
  const guint per_line = (guint) ((YY_PAPER_INNER - 10) / size / 1.06);

  for (int i = 0; i < lines && yy_paper_sheet_room (self) > pitch; i++)
    {
      g_autofree char *whole = yy_hand_dup_sentence (self);
      const guint length = (guint) g_utf8_strlen (whole, -1);
      const guint wanted = i == lines - 1 ? MIN (length, per_line / 2) : MIN (length, per_line);
      g_autofree char *line = g_utf8_substring (whole, 0, (glong) MAX (wanted, 6));

      yy_hand_write (self, ink, size, YY_PAPER_LEFT + (i == 0 ? 2 * size : 0), self->y + pitch - size * 1.25,
                     line);
      self->y += pitch;
    }
}

void
yy_hand_draw_line (
    YyPaperSheet *self, YyInk ink, double thickness, double x0, double y0, double x1, double y1)
{
  yy_hand_set_ink (self, ink);
  cairo_set_line_width (self->cr, thickness);
  cairo_move_to (self->cr, x0, y0);
  cairo_line_to (self->cr, x1, y1);
  cairo_stroke (self->cr);
}
