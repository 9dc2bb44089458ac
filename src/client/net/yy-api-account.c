/* The calls about who is signed in. */
#include "yy-api-client-private.h"

#include "yy-error.h"

/* The answer to a sign-in: the token and who it is. */
typedef struct
{
  char *token;
  YyMe *me;
} SignedIn;

static void
free_signed_in (gpointer data)
{
  SignedIn *signed_in = data;

  g_free (signed_in->token);
  g_clear_pointer (&signed_in->me, yy_me_free);
  g_free (signed_in);
}

static gpointer
decode_signed_in (json_t *json, GError **error)
{
  const char *token = json_string_value (json_object_get (json, "token"));
  g_autoptr (YyMe) me = yy_wire_decode_me (json_object_get (json, "me"), error);
  SignedIn *signed_in;

  if (me == NULL)
    return NULL;
  if (token == NULL || *token == '\0' || !g_str_is_ascii (token) || strpbrk (token, " \r\n\t") != NULL)
    {
      yy_wire_decode_problem (500, NULL, 0, error);
      return NULL;
    }

  signed_in = g_new0 (SignedIn, 1);
  signed_in->token = g_strdup (token);
  signed_in->me = g_steal_pointer (&me);

  return signed_in;
}

static gpointer
decode_meta (json_t *json, GError **error)
{
  return yy_wire_decode_meta (json, error);
}

static gpointer
decode_me (json_t *json, GError **error)
{
  return yy_wire_decode_me (json, error);
}

static gpointer
decode_badges (json_t *json, GError **error)
{
  YyBadges badges;

  return yy_wire_decode_badges (json, &badges, error) ? g_memdup2 (&badges, sizeof badges) : NULL;
}

static gpointer
decode_sessions (json_t *json, GError **error)
{
  return yy_wire_decode_sessions (json, error);
}

static gboolean
finish_empty (YyApiClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) own = NULL;

  yy_api_client_call_finish (self, result, &own);
  if (own == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

void
yy_api_client_get_meta_async (YyApiClient *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("GET", yy_api_path ("meta", NULL));

  call->anonymous = TRUE;
  call->decode = decode_meta;
  call->free_result = (GDestroyNotify) yy_meta_free;
  yy_api_client_call_async (self, call, yy_api_client_get_meta_async, cancellable, callback, user_data);
}

YyMeta *
yy_api_client_get_meta_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}

void
yy_api_client_sign_in_async (YyApiClient *self,
                             const char *account,
                             const char *password,
                             const char *device,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("POST", yy_api_path ("sessions", NULL));
  YyJson *body = yy_json_new ();

  yy_json_begin_object (body, NULL);
  yy_json_add_string (body, "account", account);
  yy_json_add_string (body, "password", password);
  yy_json_add_string (body, "device", device);
  yy_json_end_object (body);

  call->body = yy_json_end (body);
  call->anonymous = TRUE;
  call->decode = decode_signed_in;
  call->free_result = free_signed_in;
  yy_api_client_call_async (self, call, yy_api_client_sign_in_async, cancellable, callback, user_data);
}

YyMe *
yy_api_client_sign_in_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  SignedIn *signed_in = yy_api_client_call_finish (self, result, error);
  YyMe *me;

  if (signed_in == NULL)
    return NULL;

  yy_api_client_set_token (self, signed_in->token);
  me = g_steal_pointer (&signed_in->me);
  free_signed_in (signed_in);

  return me;
}

void
yy_api_client_sign_out_async (YyApiClient *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("DELETE", yy_api_path ("sessions", "current", NULL));

  /* With the token in the message it can go from here. */
  yy_api_client_prepare (self, call);
  yy_api_client_set_token (self, NULL);
  yy_api_client_wipe_cache (self);
  yy_api_client_call_async (self, call, yy_api_client_sign_out_async, cancellable, callback, user_data);
}

gboolean
yy_api_client_sign_out_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return finish_empty (self, result, error);
}

void
yy_api_client_get_me_async (YyApiClient *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("GET", yy_api_path ("me", NULL));

  call->decode = decode_me;
  call->free_result = (GDestroyNotify) yy_me_free;
  yy_api_client_call_async (self, call, yy_api_client_get_me_async, cancellable, callback, user_data);
}

YyMe *
yy_api_client_get_me_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}

void
yy_api_client_get_badges_async (YyApiClient *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("GET", yy_api_path ("badges", NULL));

  call->decode = decode_badges;
  call->free_result = g_free;
  yy_api_client_call_async (self, call, yy_api_client_get_badges_async, cancellable, callback, user_data);
}

gboolean
yy_api_client_get_badges_finish (YyApiClient *self,
                                 GAsyncResult *result,
                                 YyBadges *ret_badges,
                                 GError **error)
{
  g_autofree YyBadges *badges = yy_api_client_call_finish (self, result, error);

  if (badges == NULL)
    return FALSE;

  *ret_badges = *badges;
  return TRUE;
}

void
yy_api_client_list_sessions_async (YyApiClient *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("GET", yy_api_path ("sessions", NULL));

  call->decode = decode_sessions;
  call->free_result = (GDestroyNotify) g_ptr_array_unref;
  yy_api_client_call_async (self, call, yy_api_client_list_sessions_async, cancellable, callback, user_data);
}

GPtrArray *
yy_api_client_list_sessions_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}

void
yy_api_client_end_session_async (YyApiClient *self,
                                 const char *session_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("DELETE", yy_api_path ("sessions", session_id, NULL));

  yy_api_client_call_async (self, call, yy_api_client_end_session_async, cancellable, callback, user_data);
}

gboolean
yy_api_client_end_session_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return finish_empty (self, result, error);
}

void
yy_api_client_change_password_async (YyApiClient *self,
                                     const char *old_password,
                                     const char *new_password,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("POST", yy_api_path ("me", "password", NULL));
  YyJson *body = yy_json_new ();

  yy_json_begin_object (body, NULL);
  yy_json_add_string (body, "old", old_password);
  yy_json_add_string (body, "new", new_password);
  yy_json_end_object (body);

  call->body = yy_json_end (body);
  yy_api_client_call_async (self, call, yy_api_client_change_password_async, cancellable, callback,
                            user_data);
}

gboolean
yy_api_client_change_password_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return finish_empty (self, result, error);
}
