#include "yy-event-store.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-db-stmt.h"
#include "yy-error.h"
#include "yy-uuid.h"

/* What the check walks with. */
typedef struct
{
  YyEventFault fault;
  gpointer user_data;
  gint64 expected;
  gint64 last_usec;
  guint8 log_id[YY_EVENT_ID_SIZE];
} Walk;

static void
tell (Walk *walk, gint64 index, const char *what)
{
  walk->fault (index, what, walk->user_data);
}

static void
check_event (Walk *walk, YyDbStmt *stmt, YyEvent *event)
{
  gint64 index = yy_db_stmt_get_int (stmt, 0);
  g_autoptr (GBytes) body = yy_db_stmt_dup_bytes (stmt, 2);
  gsize leaf_size = 0;
  const guint8 *leaf = yy_db_stmt_get_blob (stmt, 3, &leaf_size);
  guint8 hash[YY_EVENT_HASH_SIZE];

  if (index != walk->expected)
    tell (walk, walk->expected, _ ("the event is missing"));
  walk->expected = index + 1;
  if (!yy_event_decode (body, event, NULL))
    {
      yy_event_init (event);
      tell (walk, index, _ ("the bytes are no event"));
      return;
    }

  yy_event_hash_leaf (body, hash);
  if (leaf_size != sizeof hash || memcmp (leaf, hash, sizeof hash) != 0)
    tell (walk, index, _ ("the leaf hash does not fit the bytes"));
  if (event->index != (guint64) index || event->at_usec != yy_db_stmt_get_int (stmt, 1))
    tell (walk, index, _ ("index or time are not those of the bytes"));
  if (event->at_usec < walk->last_usec)
    tell (walk, index, _ ("time goes back"));
  if (index > 0 && memcmp (event->log_id, walk->log_id, sizeof walk->log_id) != 0)
    tell (walk, index, _ ("it belongs to another ledger"));
  memcpy (walk->log_id, event->log_id, sizeof walk->log_id);
  walk->last_usec = event->at_usec;
}

static gboolean
check_openings (Walk *walk, YyDbStmt *openings, gint64 index, const YyEvent *event, GError **error)
{
  yy_db_stmt_reset (openings);
  yy_db_stmt_bind_int (openings, 1, index);
  while (yy_db_stmt_step (openings, error))
    {
      guint secret = (guint) yy_db_stmt_get_int (openings, 0);
      gsize size = 0;
      const guint8 *salt = yy_db_stmt_get_blob (openings, 1, &size);
      YyEvent again;

      yy_event_init (&again);
      if (secret >= YY_EVENT_N_SECRETS || size != YY_EVENT_SALT_SIZE)
        {
          tell (walk, index, _ ("an opening is damaged"));
          continue;
        }
      yy_event_commit (&again, (YyEventSecret) secret, salt, yy_db_stmt_get_text (openings, 2));
      if (memcmp (again.commitments[secret], event->commitments[secret], YY_EVENT_HASH_SIZE) != 0)
        tell (walk, index, _ ("an opening does not fit its commitment"));
    }

  return !yy_db_stmt_has_failed (openings);
}

static gboolean
text_is_hex_of (const char *text, const guint8 *bytes, gsize size)
{
  g_autoptr (GString) hex = g_string_sized_new (2 * size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);

  return g_str_equal (hex->str, text);
}

static gboolean
is_about (const YyEvent *event, const char *request_id)
{
  guint8 bytes[YY_EVENT_ID_SIZE] = { 0 };

  if (yy_uuid_is_valid (request_id))
    yy_uuid_get_bytes (request_id, bytes);
  return memcmp (event->request_id, bytes, sizeof bytes) == 0;
}

/* What the line says besides is what the event's payload is made of. Where it says nothing the payload is of
 * other things, or there is none; but some actions always say something. */
static gboolean
detail_fits (const char *detail, const YyEvent *event)
{
  g_autoptr (YyHistory) line = yy_history_new ();
  guint8 hash[YY_EVENT_HASH_SIZE];

  if (*detail == '\0')
    return !g_str_equal (event->action, "classify") && !g_str_equal (event->action, "answer") &&
           !g_str_equal (event->action, "add-signer");
  if (!yy_history_read_detail (line, detail))
    return FALSE;
  yy_event_store_hash_detail (line, hash);
  return memcmp (hash, event->payload, sizeof hash) == 0;
}

/* The line of the history that goes with the event says the same. */
static gboolean
check_line (Walk *walk, YyDbStmt *lines, gint64 index, const YyEvent *event, GError **error)
{
  static const guint8 no_request[YY_EVENT_ID_SIZE] = { 0 };
  gboolean about_request = memcmp (event->request_id, no_request, sizeof no_request) != 0;

  yy_db_stmt_reset (lines);
  yy_db_stmt_bind_int (lines, 1, index);
  if (!yy_db_stmt_step (lines, error))
    {
      if (about_request && !yy_db_stmt_has_failed (lines))
        tell (walk, index, _ ("the line of the history is missing"));
      return !yy_db_stmt_has_failed (lines);
    }

  if (!g_str_equal (yy_db_stmt_get_text (lines, 0), event->action) ||
      !g_str_equal (yy_db_stmt_get_text (lines, 1), event->from) ||
      !g_str_equal (yy_db_stmt_get_text (lines, 2), event->to) ||
      !g_str_equal (yy_db_stmt_get_text (lines, 3), event->step) ||
      yy_db_stmt_get_int (lines, 4) != event->round || yy_db_stmt_get_int (lines, 5) != event->revision ||
      yy_db_stmt_get_int (lines, 6) != event->copies ||
      !text_is_hex_of (yy_db_stmt_get_text (lines, 7), event->digest, sizeof event->digest) ||
      yy_db_stmt_get_int (lines, 8) != event->at_usec ||
      !g_str_equal (yy_db_stmt_get_text (lines, 10), event->capacity) || !about_request ||
      !is_about (event, yy_db_stmt_get_text (lines, 9)) ||
      !detail_fits (yy_db_stmt_get_text (lines, 11), event))
    tell (walk, index, _ ("the history says something else than the event"));

  return TRUE;
}

/* Who, to whom and why are in the history what the openings say. An opening that was erased says nothing. */
static gboolean
check_persons (YyDb *db, Walk *walk, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT DISTINCT h.event_index FROM history h JOIN opening o"
                      " ON o.event_index = h.event_index AND ((o.secret = 0 AND o.value <> h.actor_id)"
                      " OR (o.secret = 1 AND o.value <> h.next_id) OR (o.secret = 2 AND o.value <> h.reason)"
                      " OR (o.secret = 4 AND o.value <> h.for_id))"
                      " ORDER BY h.event_index");
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    tell (walk, yy_db_stmt_get_int (stmt, 0),
          _ ("the history names other people or reasons than the openings"));

  return !yy_db_stmt_has_failed (stmt);
}

/* What neither moves nor changes a request: yy_action_is_talk(). */
#define TALK "('open', 'copy', 'ask', 'answer', 'urge', 'add-signer')"

/* What the events tell of is there: only a draft that was discarded is gone. */
static gboolean
check_gone (YyDb *db, Walk *walk, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT h.request_id, h.event_index FROM history h WHERE h.action <> 'discard'"
                      " AND h.event_index = (SELECT max (l.event_index) FROM history l"
                      " WHERE l.request_id = h.request_id AND l.action NOT IN " TALK ") AND NOT EXISTS"
                      " (SELECT 1 FROM request r WHERE r.request_id = h.request_id) ORDER BY h.event_index");
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      g_autofree char *what =
          g_strdup_printf (_ ("request %s is gone, but was never discarded"), yy_db_stmt_get_text (stmt, 0));

      tell (walk, yy_db_stmt_get_int (stmt, 1), what);
    }

  return !yy_db_stmt_has_failed (stmt);
}

/* Who did what last in the present round of r; several actions stand as "one', 'two". */
#define LAST_ACTOR(action)                                                                                     \
  "(SELECT a.actor_id FROM history a WHERE a.request_id = r.request_id AND a.round = r.round AND a.action IN " \
  "('" action "') ORDER BY a.event_index DESC LIMIT 1)"

/* Every request stands where the last event that moved it left it, has the digest and copies of that event,
 * and names the people of its events. */
static gboolean
check_states (YyDb *db, Walk *walk, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (
      db, error,
      "SELECT r.request_id, coalesce (h.event_index, -1) FROM request r LEFT JOIN history h"
      " ON h.request_id = r.request_id AND h.event_index = (SELECT max (l.event_index) FROM history l"
      " WHERE l.request_id = r.request_id AND l.action NOT IN " TALK ")"
      " WHERE h.event_index IS NULL OR h.to_state <> r.state OR h.to_step <> r.step OR h.digest <> r.digest"
      " OR h.revision <> r.revision OR h.round <> r.round OR h.next_id <> coalesce (r.assignee_id, '')"
      " OR (h.action = 'stamp' AND h.copies <> r.stamped_copies)"
      " OR r.applicant_id <> (SELECT a.actor_id FROM history a WHERE a.request_id = r.request_id"
      " ORDER BY a.event_index LIMIT 1)"
      " OR (r.state IN ('approved', 'accepted', 'stamped', 'out', 'overdue', 'back') AND r.approver_id IS NOT " LAST_ACTOR (
          "approve") ")"
                     " OR (r.state IN ('accepted', 'stamped', 'out', 'overdue', 'back') AND r.accepter_id IS NOT " LAST_ACTOR (
                         "accept', 'check-out") ")"
                                                " OR (r.state = 'stamped' AND r.stamper_id IS NOT " LAST_ACTOR (
                                                    "stamp") ")");
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      g_autofree char *what = g_strdup_printf (_ ("request %s does not stand where its events left it"),
                                               yy_db_stmt_get_text (stmt, 0));

      tell (walk, yy_db_stmt_get_int (stmt, 1), what);
    }

  return !yy_db_stmt_has_failed (stmt);
}

gboolean
yy_event_store_check (YyDb *db, YyEventFault fault, gpointer user_data, gint64 *ret_n_events, GError **error)
{
  Walk walk = { .fault = fault, .user_data = user_data, .last_usec = G_MININT64 };
  g_autoptr (YyDbStmt) openings = NULL;
  g_autoptr (YyDbStmt) lines = NULL;
  g_autoptr (YyDbStmt) stmt = NULL;

  openings =
      yy_db_query (db, error, "SELECT secret, salt, value FROM opening WHERE event_index = ?1", YY_INT (0));
  lines =
      yy_db_query (db, error,
                   "SELECT action, from_state, to_state, to_step, round, revision, copies, digest, at_usec,"
                   " request_id, capacity, detail FROM history WHERE event_index = ?1",
                   YY_INT (0));
  stmt = yy_db_query (db, error, "SELECT event_index, at_usec, body, leaf FROM event ORDER BY event_index");
  if (openings == NULL || lines == NULL || stmt == NULL)
    return FALSE;

  while (yy_db_stmt_step (stmt, error))
    {
      gint64 index = yy_db_stmt_get_int (stmt, 0);
      YyEvent event;

      check_event (&walk, stmt, &event);
      if (!check_openings (&walk, openings, index, &event, error) ||
          !check_line (&walk, lines, index, &event, error))
        return FALSE;
    }
  if (yy_db_stmt_has_failed (stmt))
    return FALSE;

  *ret_n_events = walk.expected;
  return check_persons (db, &walk, error) && check_gone (db, &walk, error) && check_states (db, &walk, error);
}
