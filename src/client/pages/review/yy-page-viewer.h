#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YyPageViewer:
 *
 * All pictures of a request, one large and the others in a strip beside it, with the keys of Loupe: arrows,
 * Home and End for the picture (it does not go round), Ctrl with + - 0 1 2 for the zoom, Ctrl+R and brackets
 * to turn, F11 to see nothing else. Previews come first, neighbours are fetched ahead, the original when one
 * looks closer. Turning is for the reader's eyes; it changes no request.
 *
 * Signal "expand": the reader wants nothing but the pictures, or no longer.
 */
#define YY_TYPE_PAGE_VIEWER (yy_page_viewer_get_type ())
G_DECLARE_FINAL_TYPE (YyPageViewer, yy_page_viewer, YY, PAGE_VIEWER, GtkWidget)

GtkWidget *yy_page_viewer_new (void);

/* @pictures: (nullable): a list of #YyPicture; begins at the first. */
void yy_page_viewer_set_pictures (YyPageViewer *self, GListModel *pictures);
guint yy_page_viewer_get_position (YyPageViewer *self);
void yy_page_viewer_set_position (YyPageViewer *self, guint position);
/* Places to be marked on the pages as they are shown: (nullable) (element-type YyMark); copied. */
void yy_page_viewer_set_marks (YyPageViewer *self, GPtrArray *marks);
/* TRUE for a narrow page: one fitted picture that scrolls with the page; a tap expands it. */
void yy_page_viewer_set_compact (YyPageViewer *self, gboolean compact);
/* The picture takes the keys. */
void yy_page_viewer_focus (YyPageViewer *self);

G_END_DECLS
