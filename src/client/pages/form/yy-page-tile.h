#pragma once

#include <gtk/gtk.h>

#include "yy-draft.h"

G_BEGIN_DECLS

/**
 * YyPageTile:
 *
 * One picture of a draft as a tile: thumbnail, place, name, how far it is, and what can be done with it. It
 * changes nothing itself.
 *
 * Signals: "remove" (), "turn" (degrees), "cancel" (), "retry" (): what the person asked for.
 */
#define YY_TYPE_PAGE_TILE (yy_page_tile_get_type ())
G_DECLARE_FINAL_TYPE (YyPageTile, yy_page_tile, YY, PAGE_TILE, GtkFlowBoxChild)

GtkWidget *yy_page_tile_new (YyDraft *draft, YyDraftPage *page);
YyDraftPage *yy_page_tile_get_page (YyPageTile *self);
/* "3" of "10", from 1. */
void yy_page_tile_set_place (YyPageTile *self, guint number, guint total);
/* The thumbnail as it is shown, for dragging; (nullable) (transfer none). */
GdkPaintable *yy_page_tile_get_paintable (YyPageTile *self);

G_END_DECLS
