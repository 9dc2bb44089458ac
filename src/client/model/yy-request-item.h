#pragma once

#include <gio/gio.h>

#include "yy-summary.h"

G_BEGIN_DECLS

/**
 * YyRequestItem:
 *
 * One line of a #YyRequestList: a #YySummary as an object, so that list widgets can hold it. It never
 * changes: a newer state of the request is another item.
 */
#define YY_TYPE_REQUEST_ITEM (yy_request_item_get_type ())
G_DECLARE_FINAL_TYPE (YyRequestItem, yy_request_item, YY, REQUEST_ITEM, GObject)

/* Takes @summary. */
YyRequestItem *yy_request_item_new (YySummary *summary);
const YySummary *yy_request_item_get_summary (YyRequestItem *self);
const char *yy_request_item_get_id (YyRequestItem *self);
/* TRUE when both show the same. */
gboolean yy_request_item_equal (YyRequestItem *self, YyRequestItem *other);

G_END_DECLS
