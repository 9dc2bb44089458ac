#include "yy-event-store.h"

#include <sodium.h>
#include <string.h>

#include "yy-db-stmt.h"
#include "yy-directory-store.h"
#include "yy-error.h"
#include "yy-uuid.h"

static gboolean
read_hex (const char *hex, guint8 *bytes, gsize size)
{
  if (strlen (hex) != size * 2)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    {
      int high = g_ascii_xdigit_value (hex[2 * i]);
      int low = g_ascii_xdigit_value (hex[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      bytes[i] = (guint8) (high << 4 | low);
    }

  return TRUE;
}

static gboolean
get_log_id (YyDb *db, guint8 log_id[YY_EVENT_ID_SIZE], GError **error)
{
  g_autofree char *text = yy_directory_store_dup_setting (db, "log-id", error);

  if (text == NULL || !read_hex (text, log_id, YY_EVENT_ID_SIZE))
    {
      if (error == NULL || *error == NULL)
        g_set_error_literal (error, YY_ERROR, YY_ERROR_INTERNAL, "The ledger has no id.");
      return FALSE;
    }

  return TRUE;
}

/* The next place, and a time that is not before that of the last event: a clock that jumps back does not turn
 * history round. */
static gboolean
find_place (YyDb *db, YyEvent *event, gint64 now_usec, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  event->index = 0;
  event->at_usec = now_usec;
  stmt = yy_db_query (db, error, "SELECT event_index, at_usec FROM event ORDER BY event_index DESC LIMIT 1");
  if (stmt == NULL)
    return FALSE;
  if (yy_db_stmt_step (stmt, error))
    {
      event->index = (guint64) yy_db_stmt_get_int (stmt, 0) + 1;
      event->at_usec = MAX (now_usec, yy_db_stmt_get_int (stmt, 1));
    }

  return !yy_db_stmt_has_failed (stmt);
}

typedef struct
{
  const char *values[YY_EVENT_N_SECRETS];
  guint8 salts[YY_EVENT_N_SECRETS][YY_EVENT_SALT_SIZE];
} Secrets;

static void
commit_secrets (YyEvent *event, const YyEventDraft *draft, Secrets *secrets)
{
  secrets->values[YY_EVENT_ACTOR] = draft->line->actor_id;
  secrets->values[YY_EVENT_NEXT] = draft->line->next_id;
  secrets->values[YY_EVENT_REASON] = draft->line->reason;
  secrets->values[YY_EVENT_SESSION] = draft->session_id;
  secrets->values[YY_EVENT_BEHALF] = draft->line->for_id;

  for (guint i = 0; i < YY_EVENT_N_SECRETS; i++)
    {
      if (secrets->values[i] == NULL || *secrets->values[i] == '\0')
        {
          secrets->values[i] = NULL;
          continue;
        }
      randombytes_buf (secrets->salts[i], YY_EVENT_SALT_SIZE);
      yy_event_commit (event, (YyEventSecret) i, secrets->salts[i], secrets->values[i]);
    }
}

void
yy_event_store_hash_detail (const YyHistory *line, guint8 ret_hash[YY_EVENT_HASH_SIZE])
{
  g_autofree char *detail = yy_history_dup_detail (line);

  memset (ret_hash, 0, YY_EVENT_HASH_SIZE);
  if (*detail != '\0')
    crypto_hash_sha256 (ret_hash, (const guint8 *) detail, strlen (detail));
}

static gboolean
fill_event (YyEvent *event, const YyEventDraft *draft, GError **error)
{
  const YyHistory *line = draft->line;

  if (draft->request_id != NULL)
    yy_uuid_get_bytes (draft->request_id, event->request_id);
  event->revision = (guint32) draft->revision;
  event->round = (guint32) line->round;
  event->copies = (guint32) line->copies;
  yy_event_set_word (event->kind, draft->kind);
  yy_event_set_word (event->action, draft->action);
  if (draft->request_id != NULL)
    {
      yy_event_set_word (event->from, yy_state_get_nick (line->from));
      yy_event_set_word (event->to, yy_state_get_nick (line->to));
      yy_event_set_word (event->step, yy_step_get_nick (line->to_step));
      yy_event_set_word (event->capacity, yy_step_get_nick (line->capacity));
    }
  if (*line->digest != '\0' && !read_hex (line->digest, event->digest, YY_EVENT_HASH_SIZE))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INTERNAL, "A digest is damaged.");
      return FALSE;
    }
  if (draft->payload != NULL)
    memcpy (event->payload, draft->payload, YY_EVENT_HASH_SIZE);
  else
    yy_event_store_hash_detail (line, event->payload);

  return TRUE;
}

static gboolean
insert_event (YyDb *db, const YyEvent *event, const Secrets *secrets, GError **error)
{
  g_autoptr (GBytes) body = yy_event_encode (event);
  guint8 leaf[YY_EVENT_HASH_SIZE];

  yy_event_hash_leaf (body, leaf);
  if (!yy_db_run (db, error, "INSERT INTO event (event_index, at_usec, body, leaf) VALUES (?1, ?2, ?3, ?4)",
                  YY_INT ((gint64) event->index), YY_INT (event->at_usec), YY_BYTES (body),
                  YY_BLOB (leaf, sizeof leaf)))
    return FALSE;

  for (guint i = 0; i < YY_EVENT_N_SECRETS; i++)
    {
      if (secrets->values[i] != NULL &&
          !yy_db_run (db, error,
                      "INSERT INTO opening (event_index, secret, salt, value) VALUES (?1, ?2, ?3, ?4)",
                      YY_INT ((gint64) event->index), YY_INT (i),
                      YY_BLOB (secrets->salts[i], YY_EVENT_SALT_SIZE), YY_TEXT (secrets->values[i])))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_line (YyDb *db, const YyEventDraft *draft, GError **error)
{
  const YyHistory *line = draft->line;
  g_autofree char *detail = yy_history_dup_detail (line);

  return yy_db_run (
      db, error,
      "INSERT INTO history (request_id, event_index, at_usec, round, revision, actor_id, action, capacity,"
      " from_state, to_state, to_step, next_id, reason, digest, copies, detail, for_id)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
      YY_TEXT (draft->request_id), YY_INT (line->event), YY_INT (line->at_usec), YY_INT (line->round),
      YY_INT (draft->revision), YY_TEXT (line->actor_id), YY_TEXT (draft->action),
      YY_TEXT (yy_step_get_nick (line->capacity)), YY_TEXT (yy_state_get_nick (line->from)),
      YY_TEXT (yy_state_get_nick (line->to)), YY_TEXT (yy_step_get_nick (line->to_step)),
      YY_TEXT (line->next_id), YY_TEXT (line->reason), YY_TEXT (line->digest), YY_INT (line->copies),
      YY_TEXT (detail), YY_TEXT (line->for_id));
}

gboolean
yy_event_store_append (YyDb *db, const YyEventDraft *draft, gint64 now_usec, GError **error)
{
  YyEvent event;
  Secrets secrets;

  yy_event_init (&event);
  if (!get_log_id (db, event.log_id, error) || !find_place (db, &event, now_usec, error) ||
      !fill_event (&event, draft, error))
    return FALSE;
  commit_secrets (&event, draft, &secrets);
  draft->line->event = (gint64) event.index;
  draft->line->at_usec = event.at_usec;

  return insert_event (db, &event, &secrets, error) &&
         (draft->request_id == NULL || insert_line (db, draft, error));
}

static YyHistory *
read_line (YyDbStmt *stmt)
{
  YyHistory *line = yy_history_new ();

  line->event = yy_db_stmt_get_int (stmt, 0);
  line->at_usec = yy_db_stmt_get_int (stmt, 1);
  line->round = (int) yy_db_stmt_get_int (stmt, 2);
  yy_form_set_text (&line->actor_id, yy_db_stmt_get_text (stmt, 3));
  yy_action_from_nick (yy_db_stmt_get_text (stmt, 4), &line->action);
  yy_step_from_nick (yy_db_stmt_get_text (stmt, 5), &line->capacity);
  yy_state_from_nick (yy_db_stmt_get_text (stmt, 6), &line->from);
  yy_state_from_nick (yy_db_stmt_get_text (stmt, 7), &line->to);
  yy_step_from_nick (yy_db_stmt_get_text (stmt, 8), &line->to_step);
  yy_form_set_text (&line->next_id, yy_db_stmt_get_text (stmt, 9));
  yy_form_set_text (&line->reason, yy_db_stmt_get_text (stmt, 10));
  yy_form_set_text (&line->digest, yy_db_stmt_get_text (stmt, 11));
  line->copies = (int) yy_db_stmt_get_int (stmt, 12);
  /* A damaged one is found by the check of the ledger; what can be read of it is shown. */
  yy_history_read_detail (line, yy_db_stmt_get_text (stmt, 13));
  yy_form_set_text (&line->for_id, yy_db_stmt_get_text (stmt, 14));

  return line;
}

GPtrArray *
yy_event_store_list_history (YyDb *db, const char *request_id, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_history_free);
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (
      db, error,
      "SELECT event_index, at_usec, round, actor_id, action, capacity, from_state, to_state, to_step,"
      " next_id, reason, digest, copies, detail, for_id FROM history WHERE request_id = ?1 ORDER BY event_index",
      YY_TEXT (request_id));
  if (stmt == NULL)
    return NULL;
  while (yy_db_stmt_step (stmt, error))
    g_ptr_array_add (lines, read_line (stmt));

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&lines);
}

gboolean
yy_event_store_has_opened (
    YyDb *db, const char *request_id, const char *actor_id, int revision, gboolean *ret_has, GError **error)
{
  gint64 count;

  if (!yy_db_get_int (
          db, &count, error,
          "SELECT count (*) FROM history WHERE request_id = ?1 AND action = 'open' AND actor_id = ?2 AND revision = ?3",
          YY_TEXT (request_id), YY_TEXT (actor_id), YY_INT (revision)))
    return FALSE;

  *ret_has = count > 0;
  return TRUE;
}

gboolean
yy_event_store_load (YyDb *db, gint64 event_index, YyEvent *ret_event, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error, "SELECT body FROM event WHERE event_index = ?1", YY_INT (event_index));
  if (stmt == NULL)
    return FALSE;
  if (!yy_db_stmt_step (stmt, error))
    {
      if (!yy_db_stmt_has_failed (stmt))
        g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such event.");
      return FALSE;
    }

  body = yy_db_stmt_dup_bytes (stmt, 0);
  return yy_event_decode (body, ret_event, error);
}
