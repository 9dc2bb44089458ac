#include "yy-paper-sheet.h"

#include "yy-paper-words.h"

#define FACE_TEXT "FangSong,STFangsong,Noto Serif CJK SC,WenQuanYi Micro Hei,Sans"
#define FACE_KAI "KaiTi,STKaiti,AR PL UKai CN,Noto Serif CJK SC,WenQuanYi Micro Hei,Sans"
#define FACE_HEAD "FZXiaoBiaoSong-B05S,Noto Serif CJK SC,WenQuanYi Micro Hei,Sans"

static void
set_ink (YyPaperSheet *self, YyPaperText flags)
{
  if (flags & YY_PAPER_TEXT_RED)
    cairo_set_source_rgb (self->cr, 0.84, 0.10, 0.09);
  else if (flags & YY_PAPER_TEXT_HAND)
    cairo_set_source_rgb (self->cr, 0.10, 0.14, 0.38);
  else
    cairo_set_source_rgb (self->cr, 0.08, 0.08, 0.09);
}

static void
set_font (YyPaperSheet *self, YyPaperText flags, double size)
{
  g_autoptr (PangoFontDescription) font = NULL;
  const gboolean kai = (flags & (YY_PAPER_TEXT_KAI | YY_PAPER_TEXT_HAND)) != 0;

  font = pango_font_description_from_string (kai                          ? FACE_KAI
                                             : flags & YY_PAPER_TEXT_BOLD ? FACE_HEAD
                                                                          : FACE_TEXT);
  pango_font_description_set_size (font, (gint) (size * PANGO_SCALE));
  if (flags & YY_PAPER_TEXT_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  if (flags & YY_PAPER_TEXT_HAND)
    pango_font_description_set_style (font, PANGO_STYLE_OBLIQUE);
  pango_layout_set_font_description (self->layout, font);
}

static void
set_layout (
    YyPaperSheet *self, YyPaperText flags, double size, double spacing, double width, const char *text)
{
  int natural = 0;

  set_font (self, flags, size);
  pango_layout_set_width (self->layout, width < 0 ? -1 : (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_indent (self->layout, flags & YY_PAPER_TEXT_INDENT ? (int) (2 * size * PANGO_SCALE) : 0);
  pango_layout_set_alignment (self->layout, flags & YY_PAPER_TEXT_CENTER  ? PANGO_ALIGN_CENTER
                                            : flags & YY_PAPER_TEXT_RIGHT ? PANGO_ALIGN_RIGHT
                                                                          : PANGO_ALIGN_LEFT);
  pango_layout_set_text (self->layout, text, -1);
  /* Lines keep their distance whatever the face: an official document has so many lines on a page. */
  pango_layout_set_line_spacing (self->layout, 0);
  pango_layout_line_get_height (pango_layout_get_line_readonly (self->layout, 0), &natural);
  if (natural > 0)
    pango_layout_set_line_spacing (self->layout, (float) (spacing * size * PANGO_SCALE / natural));
}

static void
get_extent (YyPaperSheet *self, double *ret_width, double *ret_height)
{
  PangoRectangle logical;

  pango_layout_get_extents (self->layout, NULL, &logical);
  *ret_width = (double) logical.width / PANGO_SCALE;
  *ret_height = (double) logical.height / PANGO_SCALE;
}

void
yy_paper_sheet_write (YyPaperSheet *self, YyPaperText flags, double size, double spacing, const char *text)
{
  set_layout (self, flags, size, spacing, YY_PAPER_INNER, text);
  set_ink (self, flags);
  cairo_move_to (self->cr, YY_PAPER_LEFT, self->y);
  pango_cairo_show_layout (self->cr, self->layout);
  self->y += size * spacing * pango_layout_get_line_count (self->layout);
}

void
yy_paper_sheet_write_in (YyPaperSheet *self,
                         YyPaperText flags,
                         double size,
                         double x,
                         double y,
                         double width,
                         double height,
                         const char *text)
{
  double text_width;
  double text_height;

  for (;; size -= 0.5)
    {
      set_layout (self, flags, size, 1.25, width - 6, text);
      get_extent (self, &text_width, &text_height);
      if (text_height <= height - 2 || size <= 6)
        break;
    }
  set_ink (self, flags);
  cairo_move_to (self->cr, x + 3, y + (height - text_height) / 2);
  pango_cairo_show_layout (self->cr, self->layout);
}

void
yy_paper_sheet_write_fit (YyPaperSheet *self, YyPaperText flags, double size, const char *text)
{
  double width;
  double height;

  set_layout (self, flags, size, 1.2, -1, text);
  get_extent (self, &width, &height);
  if (width > YY_PAPER_INNER)
    size *= YY_PAPER_INNER / width * 0.985;
  yy_paper_sheet_write (self, flags | YY_PAPER_TEXT_CENTER, size, 1.2, text);
}

void
yy_paper_sheet_rule (YyPaperSheet *self, YyPaperText flags, double thickness)
{
  set_ink (self, flags);
  cairo_set_line_width (self->cr, thickness);
  cairo_move_to (self->cr, YY_PAPER_LEFT, self->y);
  cairo_line_to (self->cr, YY_PAPER_WIDTH - YY_PAPER_RIGHT, self->y);
  cairo_stroke (self->cr);
}

void
yy_paper_sheet_box (YyPaperSheet *self, double x, double y, double width, double height)
{
  set_ink (self, YY_PAPER_TEXT_PLAIN);
  cairo_set_line_width (self->cr, 0.6);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_stroke (self->cr);
}

void
yy_paper_sheet_skip (YyPaperSheet *self, double points)
{
  self->y += points;
}

double
yy_paper_sheet_room (YyPaperSheet *self)
{
  return YY_PAPER_HEIGHT - YY_PAPER_BOTTOM - self->y;
}

void
yy_paper_sheet_sign (YyPaperSheet *self, double x, double y, double width, double height)
{
  const int strokes = g_rand_int_range (self->rand, 4, 8);
  double px = x + width * 0.05;

  set_ink (self, YY_PAPER_TEXT_HAND);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < strokes; i++)
    {
      const double step = width * 0.9 / strokes;
      const double top = y + height * g_rand_double_range (self->rand, 0.08, 0.5);
      const double low = y + height * g_rand_double_range (self->rand, 0.5, 0.95);
      const double lean = g_rand_double_range (self->rand, -0.5, 1.2) * step;

      cairo_set_line_width (self->cr, g_rand_double_range (self->rand, 0.7, 1.5));
      cairo_move_to (self->cr, px, i % 2 ? low : top);
      cairo_curve_to (self->cr, px + lean, top - height * 0.1, px + step * 0.4, low + height * 0.12,
                      px + step * g_rand_double_range (self->rand, 0.8, 1.5),
                      i % 2 ? top : low - height * 0.15);
      cairo_stroke (self->cr);
      px += step;
    }
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
}

void
yy_paper_sheet_close (YyPaperSheet *self, const char *unit, const char *date)
{
  const double width = 230;
  const double x = YY_PAPER_WIDTH - YY_PAPER_RIGHT - width;

  /* Over the beginning of the unit's name, as one stamps. */
  self->seal_x = x + width / 2 - 70;
  self->seal_y = self->y + 26;
  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_CENTER, 14, x, self->y, width, 24, unit);
  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_CENTER, 10.5, x, self->y + 22, width, 16, "（盖章处）");
  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_CENTER, 14, x, self->y + 38, width, 24, date);
  self->y += 66;
}

void
yy_paper_sheet_foot (YyPaperSheet *self, const char *contact)
{
  const guint pages = MAX (self->spec->n_pages, 1);
  const guint page = MAX (self->spec->page, 1);
  g_autofree char *line = NULL;

  self->y = YY_PAPER_HEIGHT - YY_PAPER_BOTTOM + 8;
  yy_paper_sheet_rule (self, YY_PAPER_TEXT_PLAIN, 0.5);
  yy_paper_sheet_skip (self, 3);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 9, 1.3, contact);
  line = g_strdup_printf ("演示材料，单位、人员、号码均为虚构　编号 NH-%06u　第 %u 页 共 %u 页",
                          self->spec->seed % 1000000, page, pages);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 9, 1.3, line);
}
