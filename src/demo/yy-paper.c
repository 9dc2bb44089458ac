#include "yy-paper.h"

#include "yy-paper-sheet.h"

#define DEFAULT_DPI 180

/* Where the page says the seal goes, as a part of its width and height; kept with the surface. */
typedef struct
{
  double x;
  double y;
} SealPlace;

static const cairo_user_data_key_t seal_place_key;

static const char *const kind_nicks[YY_PAPER_N_KINDS] = {
  "letter", "certificate", "introduction", "table",      "minutes",    "notice",
  "form",   "contract",    "blank-sheet",  "blank-form", "letterhead",
};

static void
write_kind (YyPaperSheet *sheet, gpointer user_data)
{
  switch (sheet->spec->kind)
    {
    case YY_PAPER_KIND_LETTER:
      yy_paper_write_letter (sheet);
      break;
    case YY_PAPER_KIND_CERTIFICATE:
      yy_paper_write_certificate (sheet);
      break;
    case YY_PAPER_KIND_INTRODUCTION:
      yy_paper_write_introduction (sheet);
      break;
    case YY_PAPER_KIND_TABLE:
      yy_paper_write_table (sheet);
      break;
    case YY_PAPER_KIND_MINUTES:
      yy_paper_write_minutes (sheet);
      break;
    case YY_PAPER_KIND_NOTICE:
      yy_paper_write_notice (sheet);
      break;
    case YY_PAPER_KIND_FORM:
      yy_paper_write_form (sheet);
      break;
    case YY_PAPER_KIND_CONTRACT:
      yy_paper_write_contract (sheet);
      break;
    case YY_PAPER_KIND_BLANK_SHEET:
      break;
    case YY_PAPER_KIND_BLANK_FORM:
      yy_paper_write_blank_form (sheet);
      break;
    case YY_PAPER_KIND_LETTERHEAD:
      yy_paper_write_letterhead (sheet);
      break;
    default:
      g_assert_not_reached ();
    }
}

static PangoLayout *
create_layout (cairo_t *cr)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoContext *context = pango_layout_get_context (layout);

  /* Print has no pixels to snap to. */
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_layout_context_changed (layout);
  cairo_font_options_destroy (options);
  return layout;
}

static void
keep_seal_place (cairo_surface_t *surface, const YyPaperSheet *sheet)
{
  SealPlace *place = g_new0 (SealPlace, 1);

  place->x = sheet->seal_x < 0 ? 0.7 : sheet->seal_x / YY_PAPER_WIDTH;
  place->y = sheet->seal_y < 0 ? 0.8 : sheet->seal_y / YY_PAPER_HEIGHT;
  cairo_surface_set_user_data (surface, &seal_place_key, place, g_free);
}

const char *
yy_paper_kind_get_nick (YyPaperKind kind)
{
  g_return_val_if_fail ((guint) kind < YY_PAPER_N_KINDS, NULL);

  return kind_nicks[kind];
}

gboolean
yy_paper_kind_from_nick (const char *nick, YyPaperKind *ret_kind)
{
  g_return_val_if_fail (nick != NULL, FALSE);

  for (guint i = 0; i < YY_PAPER_N_KINDS; i++)
    {
      if (g_str_equal (nick, kind_nicks[i]))
        {
          *ret_kind = (YyPaperKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

cairo_surface_t *
yy_paper_sheet_draw (const YyPaperSpec *spec, YyPaperWriter write, gpointer user_data)
{
  const guint dpi = spec->dpi == 0 ? DEFAULT_DPI : CLAMP (spec->dpi, 72, 600);
  const double scale = dpi / 72.0;
  cairo_surface_t *surface = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (GRand) rand = NULL;
  YyPaperSheet sheet = { NULL };
  cairo_t *cr = NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (YY_PAPER_WIDTH * scale),
                                        (int) (YY_PAPER_HEIGHT * scale));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);

  layout = create_layout (cr);
  rand = g_rand_new_with_seed (spec->seed * 31 + (guint32) spec->kind);
  sheet =
      (YyPaperSheet) { .cr = cr, .layout = layout, .rand = rand, .spec = spec, .seal_x = -1, .seal_y = -1 };
  write (&sheet, user_data);
  keep_seal_place (surface, &sheet);

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

cairo_surface_t *
yy_paper_render (const YyPaperSpec *spec)
{
  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail ((guint) spec->kind < YY_PAPER_N_KINDS, NULL);

  return yy_paper_sheet_draw (spec, write_kind, NULL);
}

void
yy_paper_get_seal_place (cairo_surface_t *surface, double *ret_x, double *ret_y)
{
  const SealPlace *place = NULL;

  g_return_if_fail (surface != NULL);

  place = cairo_surface_get_user_data (surface, &seal_place_key);
  *ret_x = place != NULL ? place->x : 0.7;
  *ret_y = place != NULL ? place->y : 0.8;
}
