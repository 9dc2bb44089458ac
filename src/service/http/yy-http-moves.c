#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-engine-pictures.h"
#include "yy-error.h"
#include "yy-key-store.h"
#include "yy-services.h"
#include "yy-wire-content.h"

/* What makes two calls the same call: path, revision and body. */
static char *
hash_call (YyHttpCall *call, gint64 revision)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *head = g_strdup_printf ("%s %s\n%" G_GINT64_FORMAT "\n", yy_http_call_get_method (call),
                                           yy_http_call_get_path (call), revision);
  gsize size;
  const guchar *body = g_bytes_get_data (yy_http_call_get_body (call), &size);

  g_checksum_update (sum, (const guchar *) head, (gssize) strlen (head));
  g_checksum_update (sum, body, (gssize) size);
  return g_strdup (g_checksum_get_string (sum));
}

static gboolean
give_answer (YyHttpCall *call, const YyKeptAnswer *kept)
{
  g_autoptr (GBytes) bytes = NULL;

  if (kept->status == 204)
    return yy_http_call_answer_empty (call, 204);

  bytes = g_bytes_new (kept->answer, strlen (kept->answer));
  yy_http_call_set_etag_revision (call, kept->revision);
  return yy_http_call_answer_bytes (call, (guint) kept->status, "application/json", bytes);
}

/* TRUE when the call was made before and has been answered as it was then; FALSE without an error when it is
 * new. */
static gboolean
repeat_answer (YyHttpCall *call, YyDb *db, const char *key, const char *call_hash, GError **error)
{
  const YyActor *actor = yy_services_get_actor (call);
  g_autoptr (YyKeptAnswer) kept = yy_key_store_find (db, actor->person_id, key, error);

  if (kept == NULL)
    return FALSE;
  if (!g_str_equal (kept->call_hash, call_hash))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_KEY_REUSED,
                           "This idempotency key was used for another call.");
      return FALSE;
    }

  return give_answer (call, kept);
}

static gboolean
keep_answer (YyHttpCall *call, YyDb *db, const char *key, const char *call_hash, int revision, GError **error)
{
  YyServices *services = yy_services_get (call);
  GBytes *answer = yy_http_call_get_answer (call);
  YyKeptAnswer kept = { .call_hash = (char *) call_hash, .revision = revision };
  g_autofree char *text = NULL;
  gsize size = 0;
  const char *bytes = answer != NULL ? g_bytes_get_data (answer, &size) : NULL;

  text = bytes != NULL ? g_strndup (bytes, size) : g_strdup ("");
  kept.status = (int) yy_http_call_get_status (call);
  kept.answer = text;
  return yy_key_store_add (db, yy_services_get_actor (call)->person_id, key, &kept,
                           yy_engine_now (services->engine), error);
}

/* The body of a move; texts are lent by the call's document. */
static gboolean
read_command (
    YyHttpCall *call, YyCommand *command, GPtrArray **ret_pages, GPtrArray **ret_marks, GError **error)
{
  static const char *const members[] = { "action",   "digest", "next_id", "reason",        "choice",
                                         "question", "marks",  "copies",  "stamped_pages", NULL };
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (yy_http_call_get_json (call), issues);
  gint64 copies = 0;

  yy_wire_refuse_unknown (wire, members);
  if (yy_wire_get_enum (wire, "action", yy_action_from_nick, &command->action) &&
      command->action != YY_ACTION_OPEN)
    command->digest = yy_wire_get_string (wire, "digest", 64, 64);
  command->next_id = yy_wire_get_optional_string (wire, "next_id", 0, 64);
  command->reason = yy_wire_get_optional_string (wire, "reason", 0, 20000);
  if (yy_wire_has (wire, "choice"))
    yy_wire_get_enum (wire, "choice", yy_choice_from_nick, &command->choice);
  if (yy_wire_get_optional_int (wire, "copies", 0, 100000, &copies))
    command->copies = (int) copies;
  yy_wire_get_optional_int (wire, "question", 0, G_MAXINT64, &command->question);
  command->marks = *ret_marks = yy_wire_read_marks (wire, "marks", TRUE);
  *ret_pages = yy_wire_read_page_refs (wire, "stamped_pages", TRUE);
  command->stamped_pages = *ret_pages;

  return yy_wire_finish (wire, error);
}

static gboolean
run_command (YyHttpCall *call, YyDb *db, const YyCommand *command, int *ret_revision, GError **error)
{
  YyServices *services = yy_services_get (call);
  g_autoptr (GError) cause = NULL;
  g_autoptr (YyRequest) request = NULL;

  request = yy_engine_move_request (services->engine, db, yy_services_get_actor (call), command, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (request == NULL && command->action == YY_ACTION_DISCARD)
    return yy_http_call_answer_empty (call, 204);
  if (request == NULL)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INTERNAL, "A move failed without an error.");
      return FALSE;
    }

  *ret_revision = request->revision;
  return yy_services_answer_request (call, 200, request, error);
}

static gboolean
move_request (YyHttpCall *call, GError **error)
{
  YyDb *db = yy_http_call_get_db (call, error);
  YyCommand command = { .id = yy_http_call_get_param (call, "id") };
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *call_hash = NULL;
  const char *key;
  gint64 seen = 0;
  int revision = 0;

  if (db == NULL || !read_command (call, &command, &pages, &marks, error))
    return FALSE;
  if (command.action == YY_ACTION_OPEN)
    return run_command (call, db, &command, &revision, error);

  key = yy_http_call_get_idempotency_key (call, error);
  if (key == NULL || !yy_http_call_get_if_match (call, &seen, error))
    return FALSE;
  call_hash = hash_call (call, seen);
  if (repeat_answer (call, db, key, call_hash, &cause))
    return TRUE;
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  command.seen = (int) MIN (seen, G_MAXINT);
  return run_command (call, db, &command, &revision, error) &&
         keep_answer (call, db, key, call_hash, revision, error);
}

/* Pages that have to be looked at before a request is submitted (R09), from lane to lane. */
typedef struct
{
  GPtrArray *digests;
  GArray *blanks; /* one for each, as far as they were looked at (element-type YyBlank) */
} Unseen;

static void
free_unseen (gpointer data)
{
  Unseen *unseen = data;

  g_clear_pointer (&unseen->digests, g_ptr_array_unref);
  g_clear_pointer (&unseen->blanks, g_array_unref);
  g_free (unseen);
}

/* A commit of its own: what was seen is true whatever the rules make of it. */
static gboolean
keep_verdicts (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  const Unseen *unseen = yy_http_call_get_data (call);
  YyDb *db = yy_http_call_get_db (call, error);

  if (db == NULL)
    return FALSE;
  for (guint i = 0; i < unseen->blanks->len; i++)
    {
      if (!yy_engine_set_blank (services->engine, db, g_ptr_array_index (unseen->digests, i),
                                &g_array_index (unseen->blanks, YyBlank, i), error))
        return FALSE;
    }

  yy_http_call_continue (call, YY_HTTP_LANE_WRITE, move_request);
  return TRUE;
}

/* A picture that was whole when it came is not to blame when it cannot be looked at now. */
static gboolean
look_at_pages (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  Unseen *unseen = yy_http_call_get_data (call);

  for (guint i = 0; i < unseen->digests->len; i++)
    {
      const char *sha256 = g_ptr_array_index (unseen->digests, i);
      g_autoptr (GError) cause = NULL;
      YyBlank blank;

      if (!yy_deriver_make (services->deriver, sha256, &blank, &cause))
        {
          g_warning ("a page cannot be looked at: %s", cause->message);
          g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAVAILABLE,
                               g_dgettext (YY_GETTEXT_DOMAIN,
                                           "Whether the pages are filled in cannot be checked "
                                           "just now. Try again in a moment."));
          yy_error_set_retry_after (error, 5);
          return FALSE;
        }
      g_array_append_val (unseen->blanks, blank);
    }

  yy_http_call_continue (call, YY_HTTP_LANE_WRITE, keep_verdicts);
  return TRUE;
}

/* Nothing is submitted before every page of it was looked at; all else is moved at once. */
static gboolean
begin_move (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  const char *action = json_string_value (json_object_get (yy_http_call_get_json (call), "action"));
  g_autoptr (GPtrArray) digests = NULL;
  Unseen *unseen;
  YyDb *db;

  if (g_strcmp0 (action, yy_action_get_nick (YY_ACTION_SUBMIT)) == 0)
    {
      db = yy_http_call_get_db (call, error);
      if (db == NULL)
        return FALSE;
      digests = yy_engine_list_unseen (services->engine, db, yy_services_get_actor (call),
                                       yy_http_call_get_param (call, "id"), error);
      if (digests == NULL)
        return FALSE;
    }
  if (digests == NULL || digests->len == 0)
    {
      yy_http_call_continue (call, YY_HTTP_LANE_WRITE, move_request);
      return TRUE;
    }

  unseen = g_new0 (Unseen, 1);
  unseen->digests = g_steal_pointer (&digests);
  unseen->blanks = g_array_new (FALSE, FALSE, sizeof (YyBlank));
  yy_http_call_set_data (call, unseen, free_unseen);
  yy_http_call_continue (call, YY_HTTP_LANE_WORK, look_at_pages);
  return TRUE;
}

const YyHttpRoute yy_http_move_routes[] = {
  { "POST", "/api/v1/requests/{id}/moves", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_JSON,
    YY_HTTP_JSON_LIMIT, begin_move, NULL },
  { NULL },
};
