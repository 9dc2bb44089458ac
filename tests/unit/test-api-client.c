/* What is lost when these fail: a password or a token goes to a stranger, an upload loses bytes, a service
 * that lies takes the window down, or a list shows something twice. */
#include <libsoup/soup.h>
#include <string.h>

#include "yy-api-client.h"
#include "yy-error.h"
#include "yy-request-list.h"
#include "yy-server-address.h"

/* A service that says what the test wants to hear. */
typedef struct
{
  SoupServer *server;
  YyApiClient *client;
  char *url;
  GAsyncResult *result;
  guint n_calls;
  guint n_items;   /* of the list */
  GByteArray *got; /* of an upload */
  gboolean broken; /* the first upload breaks in the middle */
  gboolean signed_out;
} Fixture;

static void
respond (SoupServerMessage *message, guint status, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, strlen (text));
}

static void
say_list (Fixture *fixture, SoupServerMessage *message, GHashTable *query)
{
  const char *after = query != NULL ? g_hash_table_lookup (query, "after") : NULL;
  guint start = after != NULL ? (guint) g_ascii_strtoull (after, NULL, 10) : 0;
  guint limit = (guint) g_ascii_strtoull (g_hash_table_lookup (query, "limit"), NULL, 10);
  guint end = MIN (start + limit, fixture->n_items);
  GString *text = g_string_new ("{\"items\":[");

  for (guint i = start; i < end; i++)
    g_string_append_printf (
        text,
        "%s{\"id\":\"r%u\",\"number\":\"\",\"revision\":1,\"state\":\"draft\",\"step\":\"none\","
        "\"material_name\":\"m%u\",\"seal_name\":\"\",\"unit_name\":\"\",\"applicant\":{\"id\":\"1\",\"name\":\"n\"},"
        "\"assignee\":null,\"use_date\":\"\",\"copies\":0,\"major\":\"unset\",\"pages\":0,"
        "\"changed_at\":\"2026-11-24T00:00:00Z\",\"submitted_at\":null,\"task\":\"draft\"}",
        i > start ? "," : "", i, i);
  g_string_append (text, "],\"next\":");
  if (end < fixture->n_items)
    g_string_append_printf (text, "\"%u\"", end);
  else
    g_string_append (text, "null");
  g_string_append_printf (text, ",\"total\":%u}", fixture->n_items);
  respond (message, 200, text->str);
  g_string_free (text, TRUE);
}

static void
take_upload (Fixture *fixture, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  guint64 offset = g_ascii_strtoull (soup_message_headers_get_one (headers, "Upload-Offset"), NULL, 10);
  guint64 total = g_ascii_strtoull (soup_message_headers_get_one (headers, "Upload-Length"), NULL, 10);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  gsize length = g_bytes_get_size (bytes);
  g_autofree char *text = NULL;

  if (offset != fixture->got->len)
    {
      g_autofree char *stand = g_strdup_printf ("%u", fixture->got->len);

      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Upload-Offset",
                                    stand);
      respond (message, 409, "{}");
      return;
    }

  if (fixture->broken)
    length /= 2;
  g_byte_array_append (fixture->got, g_bytes_get_data (bytes, NULL), (guint) length);
  if (fixture->broken)
    {
      fixture->broken = FALSE;
      respond (message, 503, "{}");
      return;
    }
  if (fixture->got->len < total)
    {
      text = g_strdup_printf ("{\"offset\":%u}", fixture->got->len);
      respond (message, 202, text);
      return;
    }

  text =
      g_strdup_printf ("{\"sha256\":\"%s\",\"original_sha256\":\"\",\"name\":\"a\",\"mime\":\"image/jpeg\","
                       "\"size\":%u,\"width\":1,\"height\":1,\"rotation\":0}",
                       strrchr (soup_server_message_get_uri (message) != NULL
                                    ? g_uri_get_path (soup_server_message_get_uri (message))
                                    : "",
                                '/') +
                           1,
                       fixture->got->len);
  respond (message, 201, text);
}

static void
answer_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *method = soup_server_message_get_method (message);

  fixture->n_calls++;
  if (g_str_equal (path, "/api/v1/requests"))
    {
      say_list (fixture, message, query);
    }
  else if (g_str_has_prefix (path, "/api/v1/uploads/") && g_str_equal (method, "POST"))
    {
      take_upload (fixture, message);
    }
  else if (g_str_has_prefix (path, "/api/v1/uploads/"))
    {
      g_autofree char *text = g_strdup_printf ("{\"offset\":%u,\"page\":null}", fixture->got->len);

      respond (message, 200, text);
    }
  else if (g_str_equal (path, "/api/v1/badges"))
    {
      respond (message, 401, "{}");
    }
  else if (g_str_equal (path, "/api/v1/me"))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
                                    "/api/v1/meta");
      respond (message, 302, "");
    }
  else if (g_str_equal (path, "/api/v1/requests/deep"))
    {
      g_autofree char *bomb = g_strnfill (200000, '[');

      respond (message, 200, bomb);
    }
  else if (g_str_equal (path, "/api/v1/requests/huge"))
    {
      g_autofree char *bomb = g_strnfill (9 * 1024 * 1024, ' ');

      respond (message, 200, bomb);
    }
  else
    {
      respond (message, 404, "<html>");
    }
}

static void
signed_out_cb (Fixture *fixture)
{
  fixture->signed_out = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->got = g_byte_array_new ();
  fixture->client = yy_api_client_new ();
  g_assert_true (yy_api_client_set_server (fixture->client, fixture->url, &error));
  yy_api_client_set_token (fixture->client, "token");
  g_signal_connect_swapped (fixture->client, "signed-out", G_CALLBACK (signed_out_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->client);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_byte_array_unref (fixture->got);
  g_free (fixture->url);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static void
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
get_request (Fixture *fixture, const char *id, GError **error)
{
  g_autoptr (YyRequest) request = NULL;

  g_clear_object (&fixture->result);
  yy_api_client_get_request_async (fixture->client, id, NULL, done_cb, fixture);
  wait_for_result (fixture);
  request = yy_api_client_request_finish (fixture->client, fixture->result, error);
  g_assert_null (request);
}

static void
test_lies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) deep = NULL;
  g_autoptr (GError) huge = NULL;
  g_autoptr (GError) html = NULL;

  get_request (fixture, "deep", &deep);
  g_assert_error (deep, YY_ERROR, YY_ERROR_MALFORMED);
  get_request (fixture, "huge", &huge);
  g_assert_error (huge, YY_ERROR, YY_ERROR_INTERNAL);
  get_request (fixture, "html?x=1#", &html);
  g_assert_error (html, YY_ERROR, YY_ERROR_NOT_FOUND);
}

/* The token must not follow a redirect to wherever it leads. */
static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yy_api_client_get_me_async (fixture->client, NULL, done_cb, fixture);
  wait_for_result (fixture);
  g_assert_null (yy_api_client_get_me_finish (fixture->client, fixture->result, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
  g_assert_cmpuint (fixture->n_calls, ==, 1);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YyBadges badges;

  yy_api_client_get_badges_async (fixture->client, NULL, done_cb, fixture);
  wait_for_result (fixture);
  g_assert_false (yy_api_client_get_badges_finish (fixture->client, fixture->result, &badges, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED);
  g_assert_true (fixture->signed_out);
  g_assert_null (yy_api_client_get_token (fixture->client));
}

/* An old call that is refused after a new sign-in does not end that. */
static void
test_signed_in_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YyBadges badges;

  yy_api_client_get_badges_async (fixture->client, NULL, done_cb, fixture);
  yy_api_client_set_token (fixture->client, "another");
  wait_for_result (fixture);
  g_assert_false (yy_api_client_get_badges_finish (fixture->client, fixture->result, &badges, &error));
  g_assert_false (fixture->signed_out);
  g_assert_cmpstr (yy_api_client_get_token (fixture->client), ==, "another");
}

static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  soup_server_disconnect (fixture->server);
  get_request (fixture, "x", &error);
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  yy_api_client_get_me_async (fixture->client, cancellable, done_cb, fixture);
  g_cancellable_cancel (cancellable);
  wait_for_result (fixture);
  g_assert_null (yy_api_client_get_me_finish (fixture->client, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_cb (goffset sent, goffset total, gpointer user_data)
{
  goffset *most = user_data;

  g_assert_cmpint (sent, <=, total);
  *most = MAX (*most, sent);
}

/* It breaks in the middle, and goes on from there by itself: not a byte twice, none missing. */
static void
test_upload (Fixture *fixture, gconstpointer data)
{
  g_autofree char *picture = g_malloc (300000);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyPage) page = NULL;
  goffset most = 0;

  for (guint i = 0; i < 300000; i++)
    picture[i] = (char) (i * 7 % 251);
  bytes = g_bytes_new (picture, 300000);
  fixture->broken = data != NULL;
  yy_api_client_upload_async (fixture->client, bytes, NULL, "照片 1.jpg", count_cb, &most, NULL, done_cb,
                              fixture);
  wait_for_result (fixture);
  page = yy_api_client_upload_finish (fixture->client, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (page);
  g_assert_cmpmem (fixture->got->data, fixture->got->len, picture, 300000);
  g_assert_cmpint (most, ==, 300000);
}

/* The service has the half already, from an earlier run of the program. */
static void
test_upload_continued (Fixture *fixture, gconstpointer data)
{
  g_byte_array_append (fixture->got, (const guint8 *) "hello ", 6);
  g_clear_object (&fixture->result);
  {
    g_autoptr (GBytes) bytes = g_bytes_new_static ("hello world", 11);
    g_autoptr (GError) error = NULL;
    g_autoptr (YyPage) page = NULL;

    yy_api_client_upload_async (fixture->client, bytes, NULL, "a", NULL, NULL, NULL, done_cb, fixture);
    wait_for_result (fixture);
    page = yy_api_client_upload_finish (fixture->client, fixture->result, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (fixture->got->data, fixture->got->len, "hello world", 11);
  }
}

static void
loaded_cb (gboolean *loaded)
{
  *loaded = TRUE;
}

static void
wait_for_list (YyRequestList *list)
{
  gboolean loaded = FALSE;
  gulong handler = g_signal_connect_swapped (list, "loaded", G_CALLBACK (loaded_cb), &loaded);

  while (!loaded)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (list, handler);
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, guint *n_changes)
{
  *n_changes += removed + added;
}

/* A list of 100,000 fetches what is looked at; a refresh of the same moves nothing. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyRequestList) list = yy_request_list_new (fixture->client, YY_LIST_MINE);
  guint n_changes = 0;
  g_autofree char *next = NULL;

  fixture->n_items = 100000;
  yy_request_list_refresh (list);
  g_assert_cmpint (yy_request_list_get_state (list), ==, YY_LOAD_LOADING);
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 50);
  g_assert_cmpint (yy_request_list_get_total (list), ==, 100000);
  yy_request_list_load_more (list);
  yy_request_list_load_more (list);
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 100);
  g_assert_cmpuint (fixture->n_calls, ==, 2);

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &n_changes);
  yy_request_list_refresh (list);
  wait_for_list (list);
  g_assert_cmpuint (n_changes, ==, 0);

  next = yy_request_list_dup_next (list, "r3");
  g_assert_cmpstr (next, ==, "r4");
  yy_request_list_remove (list, "r3");
  g_assert_cmpuint (yy_request_list_find (list, "r3"), ==, G_MAXUINT);
  g_assert_cmpuint (n_changes, ==, 1);
  yy_request_list_refresh (list);
  wait_for_list (list);
  g_assert_cmpuint (yy_request_list_find (list, "r3"), ==, 3);
}

static void
test_list_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyRequestList) list = yy_request_list_new (fixture->client, YY_LIST_MINE);

  yy_request_list_refresh (list);
  wait_for_list (list);
  g_assert_cmpint (yy_request_list_get_state (list), ==, YY_LOAD_EMPTY);
}

static void
test_address (void)
{
  const struct
  {
    const char *text;
    const char *expected;
  } rows[] = {
    { "seal.example.edu", "https://seal.example.edu" },
    { " https://seal.example.edu/ ", "https://seal.example.edu" },
    { "https://seal.example.edu:8443/yanyin//", "https://seal.example.edu:8443/yanyin" },
    { "127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://localhost:8080", "http://localhost:8080" },
    { "http://[::1]:8080", "http://[::1]:8080" },
    { "http://seal.example.edu", NULL },
    { "http://127.0.0.1.example.edu", NULL },
    { "http://0x7f.1.example", NULL },
    { "ftp://seal.example.edu", NULL },
    { "file:///etc/passwd", NULL },
    { "https://name:secret@seal.example.edu", NULL },
    { "http://localhost@evil.example", NULL },
    { "https://seal.example.edu/?next=1", NULL },
    { "https://", NULL },
    { "", NULL },
    { "not an address", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = yy_server_address_normalize (rows[i].text, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (address, ==, rows[i].expected);
      if (rows[i].expected == NULL)
        g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/api-client/lies", NULL, test_lies);
  ADD ("/api-client/redirect", NULL, test_redirect);
  ADD ("/api-client/signed-out", NULL, test_signed_out);
  ADD ("/api-client/signed-in-again", NULL, test_signed_in_again);
  ADD ("/api-client/unreachable", NULL, test_unreachable);
  ADD ("/api-client/cancelled", NULL, test_cancelled);
  ADD ("/api-client/upload", NULL, test_upload);
  ADD ("/api-client/upload-broken", "broken", test_upload);
  ADD ("/api-client/upload-continued", NULL, test_upload_continued);
  ADD ("/request-list/pages", NULL, test_list);
  ADD ("/request-list/empty", NULL, test_list_empty);
#undef ADD
  g_test_add_func ("/server-address/normalize", test_address);

  return g_test_run ();
}
