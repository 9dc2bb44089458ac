#pragma once

#include <jansson.h>
#include <libsoup/soup.h>

#include "yy-api-client.h"
#include "yy-picture-cache.h"

G_BEGIN_DECLS

/* What the files of #YyApiClient share. */

#define YY_API_JSON_LIMIT (4 * 1024 * 1024)
#define YY_API_PICTURE_LIMIT (24 * 1024 * 1024)

typedef gpointer (*YyApiDecode) (json_t *json, GError **error);

/**
 * YyApiCall:
 *
 * One call on its way: what to send, and what to make of the answer.
 *
 * @path: below /api/v1, with its query
 * @body: (nullable): JSON, unless @type says otherwise
 * @if_match: 0: no such header
 * @anonymous: sends no token, and its 401 is an answer like any other
 * @raw: the result is the #GBytes of the body and not JSON
 * @decode: (nullable): makes the result of the JSON; without one there is none
 * @free_result: for what @decode gives
 */
typedef struct
{
  const char *method;
  char *path;
  GBytes *body;
  const char *type;
  int if_match;
  char *key;
  gboolean anonymous;
  gboolean raw;
  YyApiDecode decode;
  GDestroyNotify free_result;

  SoupMessage *message;
  GInputStream *stream;
  GByteArray *received;
} YyApiCall;

/* @path is taken. */
YyApiCall *yy_api_call_new (const char *method, char *path);
void yy_api_call_free (YyApiCall *self);
/* The segments, each percent-encoded, with slashes before them: never a URL made of what somebody typed. */
char *yy_api_path (const char *first, ...) G_GNUC_NULL_TERMINATED;
/* Takes @path and adds pairs of name and value as its query; empty values are left out. */
char *yy_api_path_take_query (char *path, const char *name, const char *value, ...) G_GNUC_NULL_TERMINATED;

/* Makes the message of @call, so that the caller can add headers or follow it; yy_api_client_call_async()
 * does it otherwise. %NULL while no address is set. Borrowed from @call. */
SoupMessage *yy_api_client_prepare (YyApiClient *self, YyApiCall *call);
/* Takes @call. */
void yy_api_client_call_async (YyApiClient *self,
                               YyApiCall *call,
                               gpointer source_tag,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* What @decode gave, or the bytes: (transfer full); %NULL without an error when there was nothing to decode.
 */
gpointer yy_api_client_call_finish (YyApiClient *self, GAsyncResult *result, GError **error);
/* The message of a call that has ended, for its status and headers; borrowed from @result. */
SoupMessage *yy_api_client_call_get_message (GAsyncResult *result);

YyPictureCache *yy_api_client_get_cache (YyApiClient *self);
/* Uploads that were begun and not ended: (element-type utf8) digests. */
GHashTable *yy_api_client_get_begun (YyApiClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyApiCall, yy_api_call_free)

G_END_DECLS
