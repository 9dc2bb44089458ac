/* The calls about the switches of the department. */
#include "yy-api-client-private.h"

static gpointer
decode_policy (json_t *json, GError **error)
{
  return yy_wire_decode_policy (json, error);
}

static void
call_policy (YyApiClient *self,
             YyApiCall *call,
             gpointer source_tag,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  call->decode = decode_policy;
  call->free_result = (GDestroyNotify) yy_policy_state_free;
  yy_api_client_call_async (self, call, source_tag, cancellable, callback, user_data);
}

void
yy_api_client_get_policy_async (YyApiClient *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  call_policy (self, yy_api_call_new ("GET", yy_api_path ("policy", NULL)), yy_api_client_get_policy_async,
               cancellable, callback, user_data);
}

void
yy_api_client_change_policy_async (YyApiClient *self,
                                   int revision,
                                   const char *key,
                                   const char *value,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("POST", yy_api_path ("policy", NULL));
  YyJson *body = yy_json_new ();

  yy_json_begin_object (body, NULL);
  yy_json_add_string (body, "key", key);
  yy_json_add_string (body, "value", value);
  yy_json_end_object (body);

  call->body = yy_json_end (body);
  call->if_match = revision;
  call_policy (self, call, yy_api_client_change_policy_async, cancellable, callback, user_data);
}

YyPolicyState *
yy_api_client_policy_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}
