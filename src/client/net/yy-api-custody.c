#include "yy-api-client-private.h"

#include "yy-wire-custody.h"

static gpointer
decode_bookings (json_t *json, GError **error)
{
  return yy_wire_decode_bookings (json, error);
}

static gpointer
decode_custody (json_t *json, GError **error)
{
  return yy_wire_decode_custody_list (json, error);
}

static YyApiCall *
new_list_call (char *path, YyApiDecode decode)
{
  YyApiCall *call = yy_api_call_new ("GET", path);

  call->decode = decode;
  call->free_result = (GDestroyNotify) g_ptr_array_unref;
  return call;
}

void
yy_api_client_get_bookings_async (YyApiClient *self,
                                  const char *seal_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  yy_api_client_call_async (self,
                            new_list_call (yy_api_path ("seals", seal_id, "bookings", NULL), decode_bookings),
                            yy_api_client_get_bookings_async, cancellable, callback, user_data);
}

GPtrArray *
yy_api_client_get_bookings_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}

void
yy_api_client_get_custody_async (YyApiClient *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  yy_api_client_call_async (self, new_list_call (yy_api_path ("custody", NULL), decode_custody),
                            yy_api_client_get_custody_async, cancellable, callback, user_data);
}

GPtrArray *
yy_api_client_get_custody_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}
