#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YyRouteRow:
 *
 * Whom a request will go past, told before it is submitted (F11). Hidden while that is not known.
 */
#define YY_TYPE_ROUTE_ROW (yy_route_row_get_type ())
G_DECLARE_FINAL_TYPE (YyRouteRow, yy_route_row, YY, ROUTE_ROW, AdwPreferencesRow)

/* (element-type YyRouteStep) (nullable) */
void yy_route_row_set_steps (YyRouteRow *self, GPtrArray *steps);

G_END_DECLS
