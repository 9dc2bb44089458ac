#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a screen reader is told where GTK and libadwaita have no property for it. */

/* Says that what @widget holds is wrong, and which label tells why; (nullable): it is right. */
void yy_access_set_error (GtkWidget *widget, GtkWidget *message);
/* What scrolls inside of a status page takes the focus, and is called as the page is. */
void yy_access_name_status_page (AdwStatusPage *page);
/* The button with the eye. */
void yy_access_name_password_row (AdwPasswordEntryRow *row);

G_END_DECLS
