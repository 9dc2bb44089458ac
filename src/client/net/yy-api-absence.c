/* The calls about who stands in for whom. */
#include "yy-api-client-private.h"

static gpointer
decode_absence (json_t *json, GError **error)
{
  return yy_wire_decode_absence (json, error);
}

static void
call_absence (YyApiClient *self,
              YyApiCall *call,
              gpointer source_tag,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  call->decode = decode_absence;
  call->free_result = (GDestroyNotify) yy_absence_free;
  yy_api_client_call_async (self, call, source_tag, cancellable, callback, user_data);
}

void
yy_api_client_get_absence_async (YyApiClient *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  call_absence (self, yy_api_call_new ("GET", yy_api_path ("delegations", NULL)),
                yy_api_client_get_absence_async, cancellable, callback, user_data);
}

void
yy_api_client_give_delegation_async (YyApiClient *self,
                                     const YyDelegation *delegation,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("POST", yy_api_path ("delegations", NULL));
  YyJson *body = yy_json_new ();

  yy_json_begin_object (body, NULL);
  yy_json_add_string (body, "id", delegation->id);
  yy_json_add_string (body, "from_id", delegation->from_id);
  yy_json_add_string (body, "to_id", delegation->to_id);
  yy_json_add_string (body, "scope", yy_scope_get_nick (delegation->scope));
  yy_json_add_string (body, "begins", delegation->begins);
  yy_json_add_string (body, "ends", delegation->ends);
  yy_json_end_object (body);

  call->body = yy_json_end (body);
  call_absence (self, call, yy_api_client_give_delegation_async, cancellable, callback, user_data);
}

void
yy_api_client_end_delegation_async (YyApiClient *self,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  call_absence (self, yy_api_call_new ("POST", yy_api_path ("delegations", id, "end", NULL)),
                yy_api_client_end_delegation_async, cancellable, callback, user_data);
}

YyAbsence *
yy_api_client_absence_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}
