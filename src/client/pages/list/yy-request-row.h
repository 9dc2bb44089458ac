#pragma once

#include <gtk/gtk.h>

#include "yy-picture-loader.h"
#include "yy-request-item.h"

G_BEGIN_DECLS

/**
 * YyRequestRow:
 *
 * One request in a list: what, for which seal, by whom, in which state (as an icon and in words), since when;
 * in a list that is decided on with the first page of the material. It is used again for one item after the
 * other, and never outlives a load: a picture that comes too late is dropped.
 */
#define YY_TYPE_REQUEST_ROW (yy_request_row_get_type ())
G_DECLARE_FINAL_TYPE (YyRequestRow, yy_request_row, YY, REQUEST_ROW, GtkWidget)

GtkWidget *yy_request_row_new (void);
/* @item: (nullable): clears the row. @loader: (nullable): shows a thumbnail when there is one. @own_id: who
 * looks at it: of his own requests the applicant is not named. */
void yy_request_row_set_item (
    YyRequestRow *self, YyRequestItem *item, YyPictureLoader *loader, const char *own_id, gint64 now_usec);
YyRequestItem *yy_request_row_get_item (YyRequestRow *self);
/* Everything on it as one sentence, for a screen reader: (transfer full). */
char *yy_request_row_dup_description (YyRequestRow *self);

G_END_DECLS
