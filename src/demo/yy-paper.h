#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * YyPaperKind:
 *
 * What kind of document a generated page is. The last three are what must never be stamped (R09): they serve
 * the tests of the blank page check and the demonstration of its refusal.
 */
typedef enum
{
  YY_PAPER_KIND_LETTER,
  YY_PAPER_KIND_CERTIFICATE,
  YY_PAPER_KIND_INTRODUCTION,
  YY_PAPER_KIND_TABLE,
  YY_PAPER_KIND_MINUTES,
  YY_PAPER_KIND_NOTICE,
  YY_PAPER_KIND_FORM,
  YY_PAPER_KIND_CONTRACT,
  YY_PAPER_KIND_BLANK_SHEET,
  YY_PAPER_KIND_BLANK_FORM,
  YY_PAPER_KIND_LETTERHEAD,
} YyPaperKind;

#define YY_PAPER_N_KINDS (YY_PAPER_KIND_LETTERHEAD + 1)

/**
 * YyPaperSpec:
 * @kind: which document
 * @seed: the same seed gives the same page on the same machine (fonts differ between machines)
 * @dpi: 72 to 600; 0 for 180
 * @title: (nullable): the heading; %NULL invents one that fits the kind
 * @unit: (nullable): who signs; %NULL invents one
 * @person: (nullable): whom a certificate is about, or who applies; %NULL invents one
 * @date: (nullable): the date of the signature, as it is printed; %NULL invents one
 * @page: number of this page, from 1; 0 for 1
 * @n_pages: how many pages the document has; 0 for 1
 *
 * One page of an invented document. It is plain data and owns nothing: the strings must outlive the call.
 */
typedef struct
{
  YyPaperKind kind;
  guint32 seed;
  guint dpi;
  const char *title;
  const char *unit;
  const char *person;
  const char *date;
  guint page;
  guint n_pages;
} YyPaperSpec;

/* The word of a kind on the command line and in data/demo/materials.csv; back: FALSE for an unknown word. */
const char *yy_paper_kind_get_nick (YyPaperKind kind);
gboolean yy_paper_kind_from_nick (const char *nick, YyPaperKind *ret_kind);

/**
 * yy_paper_render:
 *
 * Draws one A4 page, black on white, without the paper it lies on: yy_paper_photograph() adds that. All
 * names, units and numbers are invented, every page says so in its last line, and no page carries the
 * likeness of a seal. Needs no display; may be called from several threads at once.
 *
 * Returns: (transfer full): a surface of format RGB24.
 */
cairo_surface_t *yy_paper_render (const YyPaperSpec *spec);

/* Where on @surface (0 to 1 of its width and height) the page says that the seal goes; the lower right corner
 * for a page that does not say. */
void yy_paper_get_seal_place (cairo_surface_t *surface, double *ret_x, double *ret_y);

G_END_DECLS
