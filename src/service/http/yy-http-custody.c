#include "yy-engine-custody.h"
#include "yy-services.h"
#include "yy-wire-custody.h"

/* R04: what one sees who looks for a time that is free. */
static gboolean
list_bookings (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (GPtrArray) bookings = NULL;
  YyJson *json;

  if (db == NULL)
    return FALSE;
  bookings = yy_engine_list_bookings (services->engine, db, yy_services_get_actor (call),
                                      yy_http_call_get_param (call, "seal"), error);
  if (bookings == NULL)
    return FALSE;

  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  yy_json_begin_array (json, "bookings");
  for (guint i = 0; i < bookings->len; i++)
    yy_wire_encode_booking (json, NULL, g_ptr_array_index (bookings, i));
  yy_json_end_array (json);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, json);
}

/* R05: where seals are, for those who answer for them. */
static gboolean
list_custody (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (GPtrArray) seals = NULL;
  YyJson *json;

  if (db == NULL)
    return FALSE;
  seals = yy_engine_list_custody (services->engine, db, yy_services_get_actor (call), error);
  if (seals == NULL)
    return FALSE;

  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  yy_json_begin_array (json, "seals");
  for (guint i = 0; i < seals->len; i++)
    yy_wire_encode_custody (json, NULL, g_ptr_array_index (seals, i));
  yy_json_end_array (json);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, json);
}

const YyHttpRoute yy_http_custody_routes[] = {
  { "GET", "/api/v1/custody", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, list_custody, NULL },
  { "GET", "/api/v1/seals/{seal}/bookings", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0,
    list_bookings, NULL },
  { NULL },
};
