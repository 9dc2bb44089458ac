#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who carries out a key of the page: the page itself, or the viewer of its pictures; %NULL while there is
 * nothing to do anything with. */
typedef GtkWidget *(*YyReviewKeyTarget) (GtkWidget *page, gboolean of_viewer);

/* The keys that work wherever the focus is in the window, as long as @page is on show. */
void yy_review_keys_add (GtkWidget *page, YyReviewKeyTarget target);

G_END_DECLS
