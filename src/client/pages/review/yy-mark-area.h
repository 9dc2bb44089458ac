#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YyMarkArea:
 *
 * The pages of a request, one at a time, on which places are marked by drawing a rectangle; by keys the whole
 * page is marked. It asks nothing and sends nothing.
 */
#define YY_TYPE_MARK_AREA (yy_mark_area_get_type ())
G_DECLARE_FINAL_TYPE (YyMarkArea, yy_mark_area, YY, MARK_AREA, GtkWidget)

/* @pictures: a list of #YyPicture, begun at @position; photos of the stamped paper are left out. */
GtkWidget *yy_mark_area_new (GListModel *pictures, guint position);
/* (transfer none) (element-type YyMark): in the order in which they were drawn */
GPtrArray *yy_mark_area_get_marks (YyMarkArea *self);

G_END_DECLS
