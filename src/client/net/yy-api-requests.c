/* The calls about requests and their lists. */
#include "yy-api-client-private.h"

#include "yy-error.h"
#include "yy-wire-content.h"

typedef struct
{
  GPtrArray *items;
  char *next;
  gint64 total;
} Listing;

static void
free_listing (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->items, g_ptr_array_unref);
  g_free (listing->next);
  g_free (listing);
}

static gpointer
decode_listing (json_t *json, GError **error)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->items = yy_wire_decode_items (json, &listing->next, &listing->total, error);
  if (listing->items == NULL)
    {
      free_listing (listing);
      return NULL;
    }

  return listing;
}

static gpointer
decode_request (json_t *json, GError **error)
{
  return yy_wire_decode_request (json, error);
}

static gpointer
decode_form_options (json_t *json, GError **error)
{
  return yy_wire_decode_form_options (json, error);
}

static gpointer
decode_regulation (json_t *json, GError **error)
{
  return yy_wire_decode_regulation (json, error);
}

static gpointer
decode_route (json_t *json, GError **error)
{
  return yy_wire_decode_route (json, error);
}

static gpointer
decode_issues (json_t *json, GError **error)
{
  return yy_wire_decode_issues (json, error);
}

static YyApiCall *
new_request_call (const char *method, char *path)
{
  YyApiCall *call = yy_api_call_new (method, path);

  call->decode = decode_request;
  call->free_result = (GDestroyNotify) yy_request_free;

  return call;
}

void
yy_api_client_get_form_options_async (YyApiClient *self,
                                      const char *unit_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  char *path = yy_api_path_take_query (yy_api_path ("form-options", NULL), "unit", unit_id, NULL);
  YyApiCall *call = yy_api_call_new ("GET", path);

  call->decode = decode_form_options;
  call->free_result = (GDestroyNotify) yy_form_options_free;
  yy_api_client_call_async (self, call, yy_api_client_get_form_options_async, cancellable, callback,
                            user_data);
}

YyFormOptions *
yy_api_client_get_form_options_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}

void
yy_api_client_get_regulation_async (YyApiClient *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("GET", yy_api_path ("regulation", NULL));

  call->decode = decode_regulation;
  call->free_result = (GDestroyNotify) yy_regulation_free;
  yy_api_client_call_async (self, call, yy_api_client_get_regulation_async, cancellable, callback, user_data);
}

YyRegulation *
yy_api_client_get_regulation_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}

void
yy_api_client_get_route_async (YyApiClient *self,
                               const char *unit_id,
                               const char *seal_id,
                               const char *reviewer_id,
                               YyAnswer major,
                               YyKind kind,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  char *path = yy_api_path_take_query (yy_api_path ("route", NULL), "unit", unit_id, "seal", seal_id,
                                       "reviewer", reviewer_id, "major",
                                       major == YY_ANSWER_YES ? "yes" : "no", "kind",
                                       kind == YY_KIND_TAKE_OUT ? yy_kind_get_nick (kind) : NULL, NULL);
  YyApiCall *call = yy_api_call_new ("GET", path);

  call->decode = decode_route;
  call->free_result = (GDestroyNotify) g_ptr_array_unref;
  yy_api_client_call_async (self, call, yy_api_client_get_route_async, cancellable, callback, user_data);
}

GPtrArray *
yy_api_client_get_route_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}

void
yy_api_client_create_draft_async (YyApiClient *self,
                                  const char *id,
                                  const YyForm *form,
                                  GPtrArray *pages,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  YyApiCall *call = new_request_call ("POST", yy_api_path ("requests", NULL));

  call->body = yy_wire_encode_content (id, form, pages);
  yy_api_client_call_async (self, call, yy_api_client_create_draft_async, cancellable, callback, user_data);
}

void
yy_api_client_save_draft_async (YyApiClient *self,
                                const char *id,
                                int revision,
                                const YyForm *form,
                                GPtrArray *pages,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  YyApiCall *call = new_request_call ("POST", yy_api_path ("requests", id, "draft", NULL));

  call->body = yy_wire_encode_content (NULL, form, pages);
  call->if_match = revision;
  yy_api_client_call_async (self, call, yy_api_client_save_draft_async, cancellable, callback, user_data);
}

void
yy_api_client_get_request_async (YyApiClient *self,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  YyApiCall *call = new_request_call ("GET", yy_api_path ("requests", id, NULL));

  yy_api_client_call_async (self, call, yy_api_client_get_request_async, cancellable, callback, user_data);
}

void
yy_api_client_find_number_async (YyApiClient *self,
                                 const char *number,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  YyApiCall *call = new_request_call ("GET", yy_api_path ("numbers", number, NULL));

  yy_api_client_call_async (self, call, yy_api_client_find_number_async, cancellable, callback, user_data);
}

YyRequest *
yy_api_client_request_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}

void
yy_api_client_check_async (YyApiClient *self,
                           const char *id,
                           const YyForm *form,
                           GPtrArray *pages,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  YyApiCall *call = yy_api_call_new ("POST", yy_api_path ("requests", id, "check", NULL));

  call->body = yy_wire_encode_content (NULL, form, pages);
  call->decode = decode_issues;
  call->free_result = (GDestroyNotify) g_ptr_array_unref;
  yy_api_client_call_async (self, call, yy_api_client_check_async, cancellable, callback, user_data);
}

GPtrArray *
yy_api_client_check_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  return yy_api_client_call_finish (self, result, error);
}

static GBytes *
encode_move (YyAction action, const YyMoveArgs *args)
{
  YyJson *body = yy_json_new ();

  yy_json_begin_object (body, NULL);
  yy_json_add_string (body, "action", yy_action_get_nick (action));
  yy_json_add_string (body, "digest", args->digest);
  if (args->next_id != NULL)
    yy_json_add_string (body, "next_id", args->next_id);
  if (args->reason != NULL)
    yy_json_add_string (body, "reason", args->reason);
  if (args->choice != YY_CHOICE_NONE)
    yy_json_add_string (body, "choice", yy_choice_get_nick (args->choice));
  if (args->question != 0)
    yy_json_add_int (body, "question", args->question);
  if (args->marks != NULL && args->marks->len > 0)
    yy_wire_add_marks (body, "marks", args->marks);
  if (action == YY_ACTION_STAMP)
    yy_json_add_int (body, "copies", args->copies);
  if (args->stamped_pages != NULL)
    yy_wire_add_page_refs (body, "stamped_pages", args->stamped_pages);
  yy_json_end_object (body);

  return yy_json_end (body);
}

void
yy_api_client_move_async (YyApiClient *self,
                          const char *id,
                          int revision,
                          YyAction action,
                          const YyMoveArgs *args,
                          const char *key,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  YyApiCall *call;

  g_return_if_fail (args != NULL && args->digest != NULL);
  g_return_if_fail (key != NULL && revision > 0);

  call = new_request_call ("POST", yy_api_path ("requests", id, "moves", NULL));
  call->body = encode_move (action, args);
  call->if_match = revision;
  call->key = g_strdup (key);
  yy_api_client_call_async (self, call, yy_api_client_move_async, cancellable, callback, user_data);
}

gboolean
yy_api_client_move_finish (YyApiClient *self, GAsyncResult *result, YyRequest **ret_request, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (YyRequest) request = yy_api_client_call_finish (self, result, &own);

  if (own != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }

  if (ret_request != NULL)
    *ret_request = g_steal_pointer (&request);
  return TRUE;
}

void
yy_api_client_list_async (YyApiClient *self,
                          YyList list,
                          const char *query,
                          const char *after,
                          int limit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *number = g_strdup_printf ("%d", limit);
  char *path = yy_api_path_take_query (yy_api_path ("requests", NULL), "list", yy_list_get_nick (list),
                                       "limit", number, "after", after, "q", query, NULL);
  YyApiCall *call = yy_api_call_new ("GET", path);

  call->decode = decode_listing;
  call->free_result = free_listing;
  yy_api_client_call_async (self, call, yy_api_client_list_async, cancellable, callback, user_data);
}

GPtrArray *
yy_api_client_list_finish (
    YyApiClient *self, GAsyncResult *result, char **ret_next, gint64 *ret_total, GError **error)
{
  Listing *listing = yy_api_client_call_finish (self, result, error);
  GPtrArray *items;

  if (listing == NULL)
    return NULL;

  items = g_steal_pointer (&listing->items);
  *ret_next = g_steal_pointer (&listing->next);
  *ret_total = listing->total;
  free_listing (listing);

  return items;
}
