#pragma once

#include "yy-db.h"
#include "yy-event.h"
#include "yy-form.h"
#include "yy-history.h"

G_BEGIN_DECLS

/**
 * YyEventDraft:
 *
 * What happened, in clear, before it becomes an event of the ledger and a line of the history. Borrows all
 * its texts.
 *
 * @kind: "request", "directory", "account", "policy" or "delegation"
 * @request_id: (nullable)
 * @line: what the history shows; its event and at_usec are filled in when it is appended
 * @session_id: (nullable)
 * @payload: (nullable): SHA-256 as 32 bytes; without one it is that of what @line says in detail
 */
typedef struct
{
  const char *kind;
  const char *action;
  const char *request_id;
  int revision;
  const char *session_id;
  const guint8 *payload;
  YyHistory *line;
} YyEventDraft;

/* Appends the event, the openings of its commitments and, when it is about a request, the line of its
 * history, in the caller's transaction. @now_usec: the clock; the event's time is never less than that of the
 * one before. */
gboolean yy_event_store_append (YyDb *db, const YyEventDraft *draft, gint64 now_usec, GError **error);

/* SHA-256 over yy_history_dup_detail(): the payload of an event that has no other; zeros when it says
 * nothing. */
void yy_event_store_hash_detail (const YyHistory *line, guint8 ret_hash[YY_EVENT_HASH_SIZE]);

/* The history of a request, oldest first, without names: (transfer full) (element-type YyHistory). */
GPtrArray *yy_event_store_list_history (YyDb *db, const char *request_id, GError **error);
/* TRUE when @actor_id has opened that revision already. */
gboolean yy_event_store_has_opened (
    YyDb *db, const char *request_id, const char *actor_id, int revision, gboolean *ret_has, GError **error);

/* The event at a place; %YY_ERROR_NOT_FOUND when there is none, %YY_ERROR_MALFORMED when its bytes are none.
 */
gboolean yy_event_store_load (YyDb *db, gint64 event_index, YyEvent *ret_event, GError **error);

/* Reads every event from the first: bytes are canonical, indexes without gaps, times do not go back, leaves
 * fit, openings open, and the history and state of every request say what the events say. Each fault is told
 * to @fault; FALSE with @error only when it could not be read at all. */
typedef void (*YyEventFault) (gint64 event_index, const char *what, gpointer user_data);
gboolean
yy_event_store_check (YyDb *db, YyEventFault fault, gpointer user_data, gint64 *ret_n_events, GError **error);

G_END_DECLS
