#pragma once

#include <adwaita.h>

#include "yy-request-list.h"
#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyDeskPage:
 *
 * The keeper's desk (待用印): an entry that a number is typed into, or scanned from the slip, and below it
 * everything that is approved and waits for the seal, by day of use. It opens nothing itself.
 *
 * Properties: "show-back" (boolean): a button that emits "closed".
 * Signals: "open" (const char *id): that request is wanted; "closed".
 */
#define YY_TYPE_DESK_PAGE (yy_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (YyDeskPage, yy_desk_page, YY, DESK_PAGE, AdwBin)

GtkWidget *yy_desk_page_new (YySession *session);
/* The list below the entry: the queue for who opens one after the other. (transfer none) */
YyRequestList *yy_desk_page_get_list (YyDeskPage *self);
/* The entry takes the keys, and with them what a scanner types; so it does whenever the page comes to show.
 */
void yy_desk_page_focus (YyDeskPage *self);

G_END_DECLS
