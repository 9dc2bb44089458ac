#include "yy-config.h"

#include "yy-error.h"
#include "yy-services.h"

/* Who answers here, for a client that is not signed in yet. */
static gboolean
get_meta (YyHttpCall *call, GError **error)
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
  yy_json_begin_object (json, NULL);
  yy_json_add_string (json, "name", "yanyin");
  yy_json_add_string (json, "version", YY_VERSION);
  yy_json_add_int (json, "api", 1);
  yy_json_add_string (json, "min_client", "0.1.0");
  yy_json_add_time (json, "now", yy_engine_now (services->engine));
  yy_json_add_string (json, "organisation", snapshot->organisation);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, json);
}

static gboolean
get_health (YyHttpCall *call, GError **error)
{
  g_autoptr (GBytes) ok = g_bytes_new_static ("ok\n", 3);

  return yy_http_call_answer_bytes (call, 200, "text/plain; charset=utf-8", ok);
}

/* Ready: the database can be read, and the writer is alive. */
static gboolean
get_readiness (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, NULL);
  gboolean readable = FALSE;
  gboolean writable = yy_db_writer_is_alive (services->writer);
  YyJson *json;

  if (db != NULL)
    {
      g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (services->engine, db, NULL);

      readable = snapshot != NULL;
    }

  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  yy_json_add_bool (json, "readable", readable);
  yy_json_add_bool (json, "writable", writable);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, readable && writable ? 200 : 503, json);
}

const YyHttpRoute yy_http_about_routes[] = {
  { "GET", "/healthz", YY_HTTP_LANE_READ, YY_HTTP_PUBLIC | YY_HTTP_LOCAL, 0, YY_HTTP_BODY_NONE, 0, get_health,
    NULL },
  { "GET", "/readyz", YY_HTTP_LANE_READ, YY_HTTP_PUBLIC | YY_HTTP_LOCAL, 0, YY_HTTP_BODY_NONE, 0,
    get_readiness, NULL },
  { "GET", "/api/v1/meta", YY_HTTP_LANE_READ, YY_HTTP_PUBLIC, 0, YY_HTTP_BODY_NONE, 0, get_meta, NULL },
  { NULL },
};
