#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Tells in passing what was done, in the toast overlay around @widget; without one nothing is shown. @text is
 * plain text: names in it are never markup. Not for errors that need an answer. */
void yy_toast_show (GtkWidget *widget, const char *text);

/* One to be furnished with a button or another time first. (transfer full) */
AdwToast *yy_toast_new (const char *text);
/* Shows it in the overlay around @widget. Takes @toast. */
void yy_toast_add (GtkWidget *widget, AdwToast *toast);

G_END_DECLS
