#include "yy-services.h"

#include <string.h>

#include "yy-error.h"
#include "yy-list-store.h"
#include "yy-wire-encode.h"

/* A caller and the session that he comes by. */
typedef struct
{
  YyActor actor;
  YySessionRow *session;
} Caller;

static void
free_caller (gpointer data)
{
  Caller *caller = data;

  yy_session_row_free (caller->session);
  g_free (caller);
}

YyServices *
yy_services_get (YyHttpCall *call)
{
  return yy_http_call_get_services (call);
}

const YyActor *
yy_services_get_actor (YyHttpCall *call)
{
  Caller *caller = yy_http_call_get_actor (call);

  return &caller->actor;
}

/* Notes that a session is in use, whenever the writer has time for it. */
typedef struct
{
  YyEngine *engine;
  char *session_id;
} Touch;

static gboolean
touch_session (YyDb *db, gpointer user_data, GError **error)
{
  Touch *touch = user_data;

  return yy_engine_touch_session (touch->engine, db, touch->session_id, error);
}

static void
free_touch (gpointer user_data, const GError *error)
{
  Touch *touch = user_data;

  g_free (touch->session_id);
  g_free (touch);
}

static void
touch_later (YyServices *services, const char *session_id)
{
  Touch *touch = g_new0 (Touch, 1);

  touch->engine = services->engine;
  touch->session_id = g_strdup (session_id);
  if (!yy_db_writer_submit (services->writer, touch_session, touch, free_touch, NULL))
    free_touch (touch, NULL);
}

gboolean
yy_services_authenticate (YyHttpCall *call, const char *authorization, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db;
  Caller *caller;
  g_autoptr (YySessionRow) session = NULL;
  gboolean stale = FALSE;

  if (authorization == NULL || !g_str_has_prefix (authorization, "Bearer ") || strlen (authorization) > 128)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED, "Please sign in.");
      return FALSE;
    }

  db = yy_http_call_get_db (call, error);
  if (db == NULL)
    return FALSE;
  session = yy_engine_find_session (services->engine, db, authorization + strlen ("Bearer "), &stale, error);
  if (session == NULL)
    return FALSE;

  if (stale && yy_http_call_get_lane (call) != YY_HTTP_LANE_WRITE)
    touch_later (services, session->session_id);
  caller = g_new0 (Caller, 1);
  caller->session = g_steal_pointer (&session);
  caller->actor.person_id = caller->session->person_id;
  caller->actor.session_id = caller->session->session_id;
  yy_http_call_set_actor (call, caller, free_caller);

  return TRUE;
}

gboolean
yy_services_answer_request (YyHttpCall *call, guint status, YyRequest *request, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YySnapshot) snapshot = NULL;
  YyJson *json;

  if (db == NULL)
    return FALSE;
  snapshot = yy_engine_ref_snapshot (services->engine, db, error);
  if (snapshot == NULL)
    return FALSE;

  json = yy_json_new ();
  yy_wire_encode_request (json, NULL, request, snapshot->org);
  yy_http_call_set_etag_revision (call, request->revision);
  return yy_http_call_answer_json (call, status, json);
}

static void
encode_units (YyJson *json, YyOrg *org, const YyPerson *person)
{
  yy_json_begin_array (json, "units");
  for (guint i = 0; person->unit_ids[i] != NULL; i++)
    {
      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "id", person->unit_ids[i]);
      yy_json_add_string (json, "name", yy_org_get_unit_name (org, person->unit_ids[i]));
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

static void
encode_posts (YyJson *json, YyOrg *org, const YyPerson *person)
{
  g_autofree char *text = yy_org_dup_posts_text (org, person->id);
  guint posts = yy_org_get_posts (org, person->id);

  yy_json_begin_array (json, "posts");
  for (guint post = 0; post < YY_POST_LAST; post++)
    {
      if (posts & (1u << post))
        yy_json_add_string (json, NULL, yy_post_get_nick ((YyPost) post));
    }
  yy_json_end_array (json);
  yy_json_add_string (json, "posts_text", text);
}

/* The lists that this person has use for. */
static void
encode_lists (YyJson *json, YyOrg *org, const YyPerson *person)
{
  guint approver = 1u << YY_POST_SECTION_HEAD | 1u << YY_POST_LEADER | 1u << YY_POST_CHIEF |
                   1u << YY_POST_DEPT_HEAD;
  gboolean approves = (yy_org_get_posts (org, person->id) & approver) != 0 ||
                      yy_org_is_stand_in (org, person->id);
  gboolean keeps = yy_org_is_keeper (org, person->id);

  yy_json_begin_array (json, "lists");
  yy_json_add_string (json, NULL, "todo");
  yy_json_add_string (json, NULL, "mine");
  if (approves)
    yy_json_add_string (json, NULL, "review");
  if (keeps)
    yy_json_add_string (json, NULL, "stamp");
  if (approves || keeps)
    yy_json_add_string (json, NULL, "done");
  yy_json_add_string (json, NULL, "copied");
  yy_json_end_array (json);
}

gboolean
yy_services_encode_me (
    YyHttpCall *call, YyJson *json, const char *name, const char *person_id, YyDb *db, GError **error)
{
  YyServices *services = yy_services_get (call);
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (services->engine, db, error);
  const YyPerson *person;
  YyOpenCounts counts;

  if (snapshot == NULL || !yy_list_store_count_badges (db, snapshot->org, person_id, &counts, error))
    return FALSE;
  person = yy_org_get_person (snapshot->org, person_id);
  if (person == NULL)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED, "Please sign in.");
      return FALSE;
    }

  yy_json_begin_object (json, name);
  yy_json_begin_object (json, "person");
  yy_json_add_string (json, "id", person->id);
  yy_json_add_string (json, "name", person->name);
  yy_json_add_string (json, "mobile", person->mobile);
  yy_json_add_string (json, "office_phone", person->office_phone);
  encode_units (json, snapshot->org, person);
  encode_posts (json, snapshot->org, person);
  yy_json_end_object (json);
  encode_lists (json, snapshot->org, person);
  yy_json_begin_object (json, "badges");
  yy_json_add_int (json, "todo", counts.todo);
  yy_json_add_int (json, "review", counts.review);
  yy_json_add_int (json, "stamp", counts.stamp);
  yy_json_add_int (json, "late", counts.late);
  yy_json_end_object (json);
  yy_json_end_object (json);

  return TRUE;
}
