#include <string.h>

#include "yy-engine-requests.h"
#include "yy-error.h"
#include "yy-services.h"
#include "yy-wire-content.h"
#include "yy-wire-encode.h"

/* A body of form and pages, as three calls take it. */
typedef struct
{
  char *id;
  YyForm *form;
  GPtrArray *pages;
} Content;

static void
clear_content (Content *content)
{
  g_free (content->id);
  g_clear_pointer (&content->form, yy_form_free);
  g_clear_pointer (&content->pages, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, clear_content)

static gboolean
read_content (YyHttpCall *call, gboolean with_id, Content *content, GError **error)
{
  static const char *const members[] = { "form", "pages", NULL };
  static const char *const members_with_id[] = { "id", "form", "pages", NULL };
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (yy_http_call_get_json (call), issues);

  yy_wire_refuse_unknown (wire, with_id ? members_with_id : members);
  if (with_id)
    content->id = g_strdup (yy_wire_get_string (wire, "id", 36, 36));
  content->form = yy_wire_read_form (wire, "form");
  content->pages = yy_wire_read_page_refs (wire, "pages", FALSE);

  return yy_wire_finish (wire, error);
}

static gboolean
create_request (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_auto (Content) content = { 0 };
  g_autoptr (YyRequest) request = NULL;
  gboolean created;

  if (db == NULL || !read_content (call, TRUE, &content, error))
    return FALSE;
  request = yy_engine_create_request (services->engine, db, yy_services_get_actor (call), content.id,
                                      content.form, content.pages, &created, error);
  if (request == NULL)
    return FALSE;

  return yy_services_answer_request (call, created ? 201 : 200, request, error);
}

static gboolean
save_request (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_auto (Content) content = { 0 };
  g_autoptr (YyRequest) request = NULL;
  gint64 revision;

  if (db == NULL || !yy_http_call_get_if_match (call, &revision, error) ||
      !read_content (call, FALSE, &content, error))
    return FALSE;
  request = yy_engine_save_request (services->engine, db, yy_services_get_actor (call),
                                    yy_http_call_get_param (call, "id"), (int) MIN (revision, G_MAXINT),
                                    content.form, content.pages, error);
  if (request == NULL)
    return FALSE;

  return yy_services_answer_request (call, 200, request, error);
}

/* What a submit would say: for a draft that is perhaps not stored yet, so the request itself is not looked
 * at. */
static gboolean
check_request (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_auto (Content) content = { 0 };
  g_autoptr (GPtrArray) issues = NULL;
  YyJson *json;

  if (db == NULL || !read_content (call, FALSE, &content, error))
    return FALSE;
  issues = yy_engine_check_content (services->engine, db, yy_services_get_actor (call), content.form,
                                    content.pages, error);
  if (issues == NULL)
    return FALSE;

  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  yy_json_begin_array (json, "errors");
  for (guint i = 0; i < issues->len; i++)
    yy_wire_encode_issue (json, NULL, g_ptr_array_index (issues, i));
  yy_json_end_array (json);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, json);
}

static gboolean
get_request (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YyRequest) request = NULL;

  if (db == NULL)
    return FALSE;
  request = yy_engine_get_request (services->engine, db, yy_services_get_actor (call),
                                   yy_http_call_get_param (call, "id"), error);
  if (request == NULL)
    return FALSE;

  return yy_services_answer_request (call, 200, request, error);
}

static gboolean
find_number (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YyRequest) request = NULL;

  if (db == NULL)
    return FALSE;
  request = yy_engine_find_number (services->engine, db, yy_services_get_actor (call),
                                   yy_http_call_get_param (call, "number"), error);
  if (request == NULL)
    return FALSE;

  return yy_services_answer_request (call, 200, request, error);
}

static void
encode_row (const YySummary *summary, gpointer user_data)
{
  yy_wire_encode_summary (user_data, NULL, summary);
}

static gboolean
get_list (YyHttpCall *call, YyList *ret_list, GError **error)
{
  const char *nick = yy_http_call_get_query (call, "list");

  if (nick == NULL)
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_REQUIRED, "?list", NULL, 0, NULL);
      return FALSE;
    }
  if (!yy_list_from_nick (nick, ret_list))
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_VALUE, "?list", NULL, 0, nick);
      return FALSE;
    }

  return TRUE;
}

static gboolean
list_requests (YyHttpCall *call, GError **error)
{
  static const char *const allowed[] = { "list", "limit", "after", "q", NULL };
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YySnapshot) snapshot = NULL;
  g_autofree char *next = NULL;
  g_autoptr (YyJson) json = NULL;
  YyList list;
  gint64 limit, total;

  if (db == NULL || !yy_http_call_check_query (call, allowed, error) || !get_list (call, &list, error) ||
      !yy_http_call_get_query_int (call, "limit", 1, 100, 50, &limit, error))
    return FALSE;
  snapshot = yy_engine_ref_snapshot (services->engine, db, error);
  if (snapshot == NULL)
    return FALSE;

  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  yy_json_begin_array (json, "items");
  if (!yy_list_store_each (db, snapshot->org, yy_services_get_actor (call)->person_id, list,
                           yy_http_call_get_query (call, "q"), yy_http_call_get_query (call, "after"),
                           (guint) limit, encode_row, json, &total, &next, error))
    return FALSE;
  yy_json_end_array (json);
  yy_json_add_string (json, "next", next);
  yy_json_add_int (json, "total", total);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, g_steal_pointer (&json));
}

const YyHttpRoute yy_http_request_routes[] = {
  { "GET", "/api/v1/requests", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, list_requests,
    NULL },
  { "POST", "/api/v1/requests", YY_HTTP_LANE_WRITE, YY_HTTP_NONE, 0, YY_HTTP_BODY_JSON, YY_HTTP_JSON_LIMIT,
    create_request, NULL },
  { "GET", "/api/v1/requests/{id}", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, get_request,
    NULL },
  { "POST", "/api/v1/requests/{id}/draft", YY_HTTP_LANE_WRITE, YY_HTTP_NONE, 0, YY_HTTP_BODY_JSON,
    YY_HTTP_JSON_LIMIT, save_request, NULL },
  { "POST", "/api/v1/requests/{id}/check", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_JSON,
    YY_HTTP_JSON_LIMIT, check_request, NULL },
  { "GET", "/api/v1/numbers/{number}", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, find_number,
    NULL },
  { NULL },
};
