#pragma once

#include <gio/gio.h>

#include "yy-api-client.h"
#include "yy-request-item.h"

G_BEGIN_DECLS

typedef enum
{
  YY_LOAD_IDLE,    /* shows what there is */
  YY_LOAD_LOADING, /* the first page is on its way, nothing to show yet */
  YY_LOAD_EMPTY,   /* there is nothing */
  YY_LOAD_FAILED,  /* nothing to show, because of the error */
} YyLoadState;

/**
 * YyRequestList:
 *
 * One list of requests of the person who is signed in, as a #GListModel of #YyRequestItem. It holds only what
 * was scrolled to: yy_request_list_load_more() fetches the next page by its cursor, so that a list of 100,000
 * costs what the visible ones cost. It decides nothing and shows nothing. The thread of the main context.
 *
 * A refresh fetches again as much as there was and changes only lines that differ. While it is under way the
 * old lines stay. An error of a refresh that leaves lines standing is told by "failed" alone.
 *
 * Properties: "state" (#YyLoadState as int, read), "refreshing" (boolean, read), "total" (int64, read).
 * Signals: "loaded" (after every answer), "failed" (const GError *).
 */
#define YY_TYPE_REQUEST_LIST (yy_request_list_get_type ())
G_DECLARE_FINAL_TYPE (YyRequestList, yy_request_list, YY, REQUEST_LIST, GObject)

YyRequestList *yy_request_list_new (YyApiClient *client, YyList list);

YyList yy_request_list_get_list (YyRequestList *self);
/* What is looked for; "" for all. Another one starts the list anew. */
void yy_request_list_set_query (YyRequestList *self, const char *query);
const char *yy_request_list_get_query (YyRequestList *self);

YyLoadState yy_request_list_get_state (YyRequestList *self);
/* Why it failed; borrowed, %NULL when it did not. */
const GError *yy_request_list_get_error (YyRequestList *self);
/* How many there are in all, loaded or not. */
gint64 yy_request_list_get_total (YyRequestList *self);

/* Lines of #YyRequestItem that the service does not know: they stand above its own, unless it has one of that
 * id. Once. */
void yy_request_list_set_front (YyRequestList *self, GListModel *front);

/* Fetches from the start. */
void yy_request_list_refresh (YyRequestList *self);
/* Fetches the next page; does nothing when there is none or one is under way. */
void yy_request_list_load_more (YyRequestList *self);

/* Position, or %G_MAXUINT. */
guint yy_request_list_find (YyRequestList *self, const char *id);
/* The id of the line after @id, or of the one before it when it is the last; %NULL when there is no other.
 * (transfer full). Ask before the line is removed. */
char *yy_request_list_dup_next (YyRequestList *self, const char *id);
/* The neighbour @step lines below (above: negative); %NULL beyond the ends of what is loaded. */
char *yy_request_list_dup_neighbour (YyRequestList *self, const char *id, int step);
/* Takes a line out at once, because it was decided; the next refresh tells the truth. */
void yy_request_list_remove (YyRequestList *self, const char *id);

G_END_DECLS
