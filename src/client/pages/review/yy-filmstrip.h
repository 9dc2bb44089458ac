#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YyFilmstrip:
 *
 * The pictures of a request, small and numbered, one below the other; arrow keys, Home and End move the
 * selection. It shares the selection with the #YyPageViewer that it stands in and asks for thumbnails only.
 */
#define YY_TYPE_FILMSTRIP (yy_filmstrip_get_type ())
G_DECLARE_FINAL_TYPE (YyFilmstrip, yy_filmstrip, YY, FILMSTRIP, GtkWidget)

/* @selection: over a list of #YyPicture. */
void yy_filmstrip_set_selection (YyFilmstrip *self, GtkSingleSelection *selection);

G_END_DECLS
