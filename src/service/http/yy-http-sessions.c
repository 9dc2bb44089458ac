#include <string.h>

#include "yy-error.h"
#include "yy-list-store.h"
#include "yy-password.h"
#include "yy-services.h"
#include "yy-wire.h"

/* A sign-in under way, from lane to lane. */
typedef struct
{
  YyAccount *account;
  char *password;
  char *device;
  char *new_hash; /* made anew when the parameters were raised, or for a new password */
} SignIn;

static void
free_sign_in (gpointer data)
{
  SignIn *self = data;

  g_clear_pointer (&self->account, yy_account_free);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->device);
  g_free (self->new_hash);
  g_free (self);
}

static void
set_wrong_password (GError **error)
{
  g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED, "Account or password are wrong.");
}

static gboolean
open_session (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  SignIn *sign_in = yy_http_call_get_data (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YySessionRow) session = NULL;
  g_autofree char *token = NULL;
  g_autoptr (YyJson) json = NULL;

  if (db == NULL)
    return FALSE;
  session = yy_engine_open_session (services->engine, db, sign_in->account, sign_in->new_hash,
                                    sign_in->device, &token, error);
  if (session == NULL)
    return FALSE;

  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  yy_json_add_string (json, "token", token);
  yy_json_add_string (json, "session_id", session->session_id);
  yy_json_add_time (json, "expires_at", session->expires_usec);
  if (!yy_services_encode_me (call, json, "me", session->person_id, db, error))
    return FALSE;
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 201, g_steal_pointer (&json));
}

static gboolean
compare_password (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  SignIn *sign_in = yy_http_call_get_data (call);

  if (!yy_password_verify (sign_in->account->password_hash, sign_in->password))
    {
      set_wrong_password (error);
      return FALSE;
    }

  yy_throttle_succeed (yy_engine_get_throttle (services->engine), sign_in->account->account,
                       yy_http_call_get_peer (call));
  if (yy_password_needs_rehash (sign_in->account->password_hash))
    {
      sign_in->new_hash = yy_password_hash (sign_in->password, error);
      if (sign_in->new_hash == NULL)
        return FALSE;
    }

  yy_http_call_continue (call, YY_HTTP_LANE_WRITE, open_session);
  return TRUE;
}

static gboolean
check_throttle (YyHttpCall *call, const char *account, GError **error)
{
  YyServices *services = yy_services_get (call);
  guint wait = 0;

  if (yy_throttle_begin (yy_engine_get_throttle (services->engine), account, yy_http_call_get_peer (call),
                         yy_engine_now (services->engine), &wait))
    return TRUE;

  yy_http_call_set_retry_after (call, wait);
  g_set_error (error, YY_ERROR, YY_ERROR_THROTTLED, "Too many tries. Please wait %u seconds.", wait);
  return FALSE;
}

static gboolean
sign_in (YyHttpCall *call, GError **error)
{
  static const char *const members[] = { "account", "password", "device", NULL };
  YyServices *services = yy_services_get (call);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (yy_http_call_get_json (call), issues);
  YyDb *db = yy_http_call_get_db (call, error);
  const char *account, *password, *device;
  SignIn *self;

  if (db == NULL)
    return FALSE;
  yy_wire_refuse_unknown (wire, members);
  account = yy_wire_get_string (wire, "account", 1, 64);
  password = yy_wire_get_string (wire, "password", 1, YY_PASSWORD_MAX_BYTES);
  device = yy_wire_get_optional_string (wire, "device", 0, 100);
  if (!yy_wire_finish (wire, error))
    return FALSE;

  self = g_new0 (SignIn, 1);
  yy_http_call_set_data (call, self, free_sign_in);
  self->password = g_strdup (password);
  self->device = g_strdup (device != NULL ? device : "");
  {
    g_autofree char *folded = yy_engine_fold_account (account);

    if (!check_throttle (call, folded, error))
      return FALSE;
    self->account = yy_engine_find_account (services->engine, db, folded, error);
  }
  if (self->account == NULL)
    return FALSE;

  yy_http_call_continue (call, YY_HTTP_LANE_PASSWORD, compare_password);
  return TRUE;
}

static gboolean
list_sessions (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  const YyActor *actor = yy_services_get_actor (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (GPtrArray) sessions = NULL;
  YyJson *json;

  if (db == NULL)
    return FALSE;
  sessions = yy_engine_list_sessions (services->engine, db, actor, error);
  if (sessions == NULL)
    return FALSE;

  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  yy_json_begin_array (json, "sessions");
  for (guint i = 0; i < sessions->len; i++)
    {
      const YySessionRow *session = g_ptr_array_index (sessions, i);

      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "id", session->session_id);
      yy_json_add_string (json, "device", session->device);
      yy_json_add_time (json, "created_at", session->created_usec);
      yy_json_add_time (json, "used_at", session->used_usec);
      yy_json_add_time (json, "expires_at", session->expires_usec);
      yy_json_add_bool (json, "current", g_str_equal (session->session_id, actor->session_id));
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, json);
}

static gboolean
delete_session (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  const YyActor *actor = yy_services_get_actor (call);
  const char *id = yy_http_call_get_param (call, "id");
  YyDb *db = yy_http_call_get_db (call, error);

  if (db == NULL || !yy_engine_close_session (services->engine, db, actor,
                                              g_str_equal (id, "current") ? actor->session_id : id, error))
    return FALSE;

  return yy_http_call_answer_empty (call, 204);
}

static gboolean
get_me (YyHttpCall *call, GError **error)
{
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YyJson) json = yy_json_new ();

  if (db == NULL ||
      !yy_services_encode_me (call, json, NULL, yy_services_get_actor (call)->person_id, db, error))
    return FALSE;

  return yy_http_call_answer_json (call, 200, g_steal_pointer (&json));
}

static gboolean
get_badges (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YySnapshot) snapshot = NULL;
  YyOpenCounts counts;
  YyJson *json;

  if (db == NULL)
    return FALSE;
  snapshot = yy_engine_ref_snapshot (services->engine, db, error);
  if (snapshot == NULL || !yy_list_store_count_badges (
                              db, snapshot->org, yy_services_get_actor (call)->person_id, &counts, error))
    return FALSE;

  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  yy_json_add_int (json, "todo", counts.todo);
  yy_json_add_int (json, "review", counts.review);
  yy_json_add_int (json, "stamp", counts.stamp);
  yy_json_add_int (json, "late", counts.late);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, json);
}

static gboolean
store_new_password (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  SignIn *change = yy_http_call_get_data (call);
  YyDb *db = yy_http_call_get_db (call, error);

  if (db == NULL || !yy_engine_change_password (services->engine, db, yy_services_get_actor (call),
                                                change->account->password_hash, change->new_hash, error))
    return FALSE;

  return yy_http_call_answer_empty (call, 204);
}

static gboolean
hash_new_password (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  SignIn *change = yy_http_call_get_data (call);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (yy_http_call_get_json (call), issues);
  const char *new_password = yy_wire_get_string (wire, "new", 1, YY_PASSWORD_MAX_BYTES);

  if (!yy_wire_finish (wire, error))
    return FALSE;
  if (!yy_password_verify (change->account->password_hash, change->password))
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_NOT_ALLOWED, "/old", NULL, 0, NULL);
      return FALSE;
    }
  yy_throttle_succeed (yy_engine_get_throttle (services->engine), change->account->account,
                       yy_http_call_get_peer (call));
  if (!yy_password_check (new_password, change->account->account, error))
    return FALSE;
  change->new_hash = yy_password_hash (new_password, error);
  if (change->new_hash == NULL)
    return FALSE;

  yy_http_call_continue (call, YY_HTTP_LANE_WRITE, store_new_password);
  return TRUE;
}

static gboolean
change_password (YyHttpCall *call, GError **error)
{
  static const char *const members[] = { "old", "new", NULL };
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (yy_http_call_get_json (call), issues);
  YyDb *db = yy_http_call_get_db (call, error);
  const char *old;
  SignIn *change;

  if (db == NULL)
    return FALSE;
  yy_wire_refuse_unknown (wire, members);
  old = yy_wire_get_string (wire, "old", 1, YY_PASSWORD_MAX_BYTES);
  yy_wire_get_string (wire, "new", 1, YY_PASSWORD_MAX_BYTES);
  if (!yy_wire_finish (wire, error))
    return FALSE;

  change = g_new0 (SignIn, 1);
  yy_http_call_set_data (call, change, free_sign_in);
  change->password = g_strdup (old);
  change->account = yy_account_store_find_of_person (db, yy_services_get_actor (call)->person_id, error);
  if (change->account == NULL || !check_throttle (call, change->account->account, error))
    return FALSE;

  yy_http_call_continue (call, YY_HTTP_LANE_PASSWORD, hash_new_password);
  return TRUE;
}

const YyHttpRoute yy_http_session_routes[] = {
  { "POST", "/api/v1/sessions", YY_HTTP_LANE_READ, YY_HTTP_PUBLIC, 0, YY_HTTP_BODY_JSON, 8192, sign_in,
    NULL },
  { "GET", "/api/v1/sessions", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, list_sessions,
    NULL },
  { "DELETE", "/api/v1/sessions/{id}", YY_HTTP_LANE_WRITE, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0,
    delete_session, NULL },
  { "GET", "/api/v1/me", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, get_me, NULL },
  { "GET", "/api/v1/badges", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, get_badges, NULL },
  { "POST", "/api/v1/me/password", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_JSON, 8192,
    change_password, NULL },
  { NULL },
};
