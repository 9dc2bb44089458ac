#pragma once

#include <gtk/gtk.h>

#include "yy-request-item.h"

G_BEGIN_DECLS

/**
 * YyDeskRow:
 *
 * One request in the keeper's list: the day of use first, then what, how often, which seal and who comes with
 * it. It is used again for one item after the other.
 */
#define YY_TYPE_DESK_ROW (yy_desk_row_get_type ())
G_DECLARE_FINAL_TYPE (YyDeskRow, yy_desk_row, YY, DESK_ROW, GtkWidget)

GtkWidget *yy_desk_row_new (void);
/* @now_usec: what "today" is. */
void yy_desk_row_set_item (YyDeskRow *self, YyRequestItem *item, gint64 now_usec);

G_END_DECLS
