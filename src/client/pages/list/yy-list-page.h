#pragma once

#include <gtk/gtk.h>

#include "yy-picture-loader.h"
#include "yy-request-list.h"
#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyListPage:
 *
 * The pane in the middle: one #YyRequestList, with its title, search, and what to say when there is nothing
 * to show. It opens nothing itself.
 *
 * Properties: "show-back", "show-new" (boolean): whether its header bar has these buttons ("win.go-back",
 * "win.new"); "follow-selection" (boolean): whether a row opens by being selected with the keys, as where the
 * opened one stands beside the list.
 * Signals: "open" (YyRequestItem *): the person wants to see that one.
 */
#define YY_TYPE_LIST_PAGE (yy_list_page_get_type ())
G_DECLARE_FINAL_TYPE (YyListPage, yy_list_page, YY, LIST_PAGE, GtkWidget)

GtkWidget *yy_list_page_new (YySession *session, YyPictureLoader *loader);
/* Shows that list, as it stands; the search is that list's. @list: (nullable): shows none. */
void yy_list_page_set_list (YyListPage *self, YyRequestList *list, const char *title);
/* Marks the row of that request without opening it; %NULL: none. */
void yy_list_page_select (YyListPage *self, const char *id);
/* Puts the focus into the list, at once or as soon as there is one. */
void yy_list_page_focus (YyListPage *self);
void yy_list_page_search (YyListPage *self);
void yy_list_page_refresh (YyListPage *self);
/* TRUE when it had a search to end. */
gboolean yy_list_page_end_search (YyListPage *self);

G_END_DECLS
