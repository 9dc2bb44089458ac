#include "yy-db-migrate.h"
#include "yy-db-stmt.h"
#include "yy-error.h"
#include "yy-http-answer.h"
#include "yy-http-server.h"
#include "yy-test-http.h"
#include "yy-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define HOST "Host: a.example\r\n"
#define AUTH "Authorization: Bearer good\r\n"
#define GET(uri) "GET " uri " HTTP/1.1\r\n" HOST AUTH "\r\n"
#define EMPTY_POST(uri) "POST " uri " HTTP/1.1\r\n" HOST AUTH "Content-Length: 0\r\n\r\n"
#define MEGABYTE (1024 * 1024)

typedef struct
{
  char *folder;
  char *path;
  YyDbWriter *writer;
  YyDbPool *pool;
  YyHttpServer *server;
  guint16 port;

  GMutex lock; /* guards what follows */
  GCond wake;
  gboolean open;   /* whoever waits in gate_cb may go */
  guint n_waiting; /* in gate_cb */
  guint n_authenticated;
  gint revoke_after; /* the so-manieth authentication fails, 0 for never */
  guint n_destroyed; /* data of calls */
  guint64 n_bytes;   /* that reached the sink */
  guint n_observed;
} Fixture;

static const YyDbMigration schema[] = {
  { 1, "things", "CREATE TABLE thing (id INTEGER PRIMARY KEY NOT NULL) STRICT" },
  { 0 },
};

/* Handlers */

static gboolean
answer_text (YyHttpCall *call, guint status, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return yy_http_call_answer_bytes (call, status, "text/plain", bytes);
}

static gboolean
echo_cb (YyHttpCall *call, GError **error)
{
  YyJson *out = yy_json_new ();

  yy_json_begin_object (out, NULL);
  yy_json_add_string (out, "id", yy_http_call_get_param (call, "id"));
  yy_json_add_string (out, "q", yy_http_call_get_query (call, "q"));
  yy_json_add_string (out, "peer", yy_http_call_get_peer (call));
  yy_json_add_bool (out, "local", yy_http_call_is_local (call));
  yy_json_add_string (out, "actor", yy_http_call_get_actor (call));
  yy_json_end_object (out);

  return yy_http_call_answer_json (call, 200, out);
}

static gboolean
count_cb (YyHttpCall *call, GError **error)
{
  YyDb *db = yy_http_call_get_db (call, error);
  g_autofree char *text = NULL;
  gint64 n;

  if (db == NULL || !yy_db_get_int (db, &n, error, "SELECT count(*) FROM thing"))
    return FALSE;

  text = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  return answer_text (call, 200, text);
}

static gboolean
insert_cb (YyHttpCall *call, GError **error)
{
  YyDb *db = yy_http_call_get_db (call, error);

  return db != NULL && yy_db_run (db, error, "INSERT INTO thing DEFAULT VALUES") &&
         answer_text (call, 201, "done");
}

static gboolean
insert_and_fail_cb (YyHttpCall *call, GError **error)
{
  if (!insert_cb (call, error))
    return FALSE;

  yy_error_set_one (error, YY_ERROR_RULE, YY_ISSUE_OWN_REQUEST, "/x", "GS15", 0, NULL);
  return FALSE;
}

static gboolean
fail_inside_cb (YyHttpCall *call, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "/secret/path: SELECT * FROM password");
  return FALSE;
}

static gboolean
gate_cb (YyHttpCall *call, GError **error)
{
  Fixture *f = yy_http_call_get_services (call);

  g_mutex_lock (&f->lock);
  f->n_waiting++;
  g_cond_broadcast (&f->wake);
  while (!f->open)
    g_cond_wait (&f->wake, &f->lock);
  f->n_waiting--;
  g_mutex_unlock (&f->lock);

  return answer_text (call, 200, "through");
}

static gboolean
gate_and_insert_cb (YyHttpCall *call, GError **error)
{
  return gate_cb (call, error) && insert_cb (call, error);
}

static gboolean
chain_cb (YyHttpCall *call, GError **error)
{
  g_assert_cmpint (yy_http_call_get_lane (call), ==, YY_HTTP_LANE_WORK);
  yy_http_call_continue (call, YY_HTTP_LANE_WRITE, insert_cb);
  return TRUE;
}

static gboolean
chain_third_cb (YyHttpCall *call, GError **error)
{
  g_assert_cmpint (yy_http_call_get_lane (call), ==, YY_HTTP_LANE_READ);
  return count_cb (call, error);
}

static gboolean
chain_second_cb (YyHttpCall *call, GError **error)
{
  g_assert_cmpint (yy_http_call_get_lane (call), ==, YY_HTTP_LANE_WRITE);
  yy_http_call_continue (call, YY_HTTP_LANE_READ, chain_third_cb);
  return insert_cb (call, error);
}

static gboolean
chain_first_cb (YyHttpCall *call, GError **error)
{
  g_assert_cmpint (yy_http_call_get_lane (call), ==, YY_HTTP_LANE_PASSWORD);
  yy_http_call_continue (call, YY_HTTP_LANE_WRITE, chain_second_cb);
  return TRUE;
}

static void
note_end (gpointer data)
{
  Fixture *f = data;

  g_mutex_lock (&f->lock);
  f->n_destroyed++;
  g_cond_broadcast (&f->wake);
  g_mutex_unlock (&f->lock);
}

static gboolean
sink_begin_cb (YyHttpCall *call, gint64 length, GError **error)
{
  yy_http_call_set_data (call, yy_http_call_get_services (call), note_end);
  return TRUE;
}

static gboolean
sink_chunk_cb (YyHttpCall *call, const guint8 *bytes, gsize length, GError **error)
{
  Fixture *f = yy_http_call_get_services (call);

  g_mutex_lock (&f->lock);
  f->n_bytes += length;
  g_cond_broadcast (&f->wake);
  g_mutex_unlock (&f->lock);

  return TRUE;
}

static const YyHttpSink sink = { sink_begin_cb, sink_chunk_cb };

static gboolean
file_cb (YyHttpCall *call, GError **error)
{
  Fixture *f = yy_http_call_get_services (call);
  int fd;

  if (yy_http_call_check_etag (call, "abc"))
    return TRUE;

  fd = g_open (f->path, O_RDONLY | O_CLOEXEC, 0);
  yy_http_call_set_immutable (call);
  return yy_http_call_answer_file (call, "image/jpeg", fd, "印章 \"a\";\r\n.jpg", error);
}

static gboolean
empty_cb (YyHttpCall *call, GError **error)
{
  return yy_http_call_answer_empty (call, 204);
}

static gboolean
match_cb (YyHttpCall *call, GError **error)
{
  gint64 revision;

  if (!yy_http_call_get_if_match (call, &revision, error) ||
      yy_http_call_get_idempotency_key (call, error) == NULL)
    return FALSE;

  yy_http_call_set_etag_revision (call, revision + 1);
  return answer_text (call, 200, "matched");
}

#define PUBLIC YY_HTTP_PUBLIC
static const YyHttpRoute routes[] = {
  { "GET", "/echo/{id}", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, echo_cb, NULL },
  { "POST", "/echo/{id}", YY_HTTP_LANE_READ, PUBLIC, 0, YY_HTTP_BODY_JSON, 1000, echo_cb, NULL },
  { "GET", "/count", YY_HTTP_LANE_READ, PUBLIC, 0, YY_HTTP_BODY_NONE, 0, count_cb, NULL },
  { "POST", "/insert", YY_HTTP_LANE_WRITE, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, insert_cb, NULL },
  { "POST", "/fail", YY_HTTP_LANE_WRITE, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, insert_and_fail_cb, NULL },
  { "POST", "/gate-write", YY_HTTP_LANE_WRITE, PUBLIC, 0, YY_HTTP_BODY_NONE, 0, gate_and_insert_cb, NULL },
  { "POST", "/gate", YY_HTTP_LANE_WORK, PUBLIC, 0, YY_HTTP_BODY_NONE, 0, gate_cb, NULL },
  { "POST", "/gate-password", YY_HTTP_LANE_PASSWORD, PUBLIC, 0, YY_HTTP_BODY_NONE, 0, gate_cb, NULL },
  { "POST", "/chain", YY_HTTP_LANE_WORK, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, chain_cb, NULL },
  { "POST", "/chain3", YY_HTTP_LANE_PASSWORD, PUBLIC, 0, YY_HTTP_BODY_NONE, 0, chain_first_cb, NULL },
  { "POST", "/raw", YY_HTTP_LANE_WORK, YY_HTTP_NONE, 0, YY_HTTP_BODY_RAW, 40 * MEGABYTE, count_cb, &sink },
  { "GET", "/inside", YY_HTTP_LANE_READ, PUBLIC, 0, YY_HTTP_BODY_NONE, 0, fail_inside_cb, NULL },
  { "GET", "/file", YY_HTTP_LANE_READ, PUBLIC, 0, YY_HTTP_BODY_NONE, 0, file_cb, NULL },
  { "GET", "/empty", YY_HTTP_LANE_READ, PUBLIC, 0, YY_HTTP_BODY_NONE, 0, empty_cb, NULL },
  { "GET", "/match", YY_HTTP_LANE_READ, PUBLIC, 0, YY_HTTP_BODY_NONE, 0, match_cb, NULL },
  { "GET", "/local", YY_HTTP_LANE_READ, YY_HTTP_LOCAL | PUBLIC, 0, YY_HTTP_BODY_NONE, 0, empty_cb, NULL },
  { NULL },
};

/* Fixture */

static gboolean
authenticate_cb (YyHttpCall *call, const char *authorization, GError **error)
{
  Fixture *f = yy_http_call_get_services (call);
  gboolean good;

  g_mutex_lock (&f->lock);
  f->n_authenticated++;
  good = g_strcmp0 (authorization, "Bearer good") == 0 &&
         (f->revoke_after == 0 || f->n_authenticated < (guint) f->revoke_after);
  g_mutex_unlock (&f->lock);

  if (!good)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED, "Nobody is signed in");
      return FALSE;
    }

  yy_http_call_set_actor (call, g_strdup ("somebody"), g_free);
  return TRUE;
}

static void
observe_cb (const YyHttpRoute *route, guint status, gint64 usec, gpointer user_data)
{
  Fixture *f = user_data;

  g_mutex_lock (&f->lock);
  f->n_observed++;
  g_cond_broadcast (&f->wake);
  g_mutex_unlock (&f->lock);
}

static void
setup (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YyHttpConfig config;
  YyDb *db;

  g_mutex_init (&f->lock);
  g_cond_init (&f->wake);
  f->folder = g_dir_make_tmp ("yy-http-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "test.db", NULL);
  db = yy_db_open (f->path, YY_DB_READ_WRITE | YY_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (yy_db_migrate (db, schema, &error));
  f->pool = yy_db_pool_new (f->path, &error);
  f->writer = yy_db_writer_new (db, NULL, NULL);

  yy_http_config_init (&config);
  config.work_threads = 1;
  config.work_queue = 2;
  config.connection_limit = 100;
  if (data != NULL)
    {
      config.header_msec = 200;
      config.body_msec = 400;
      config.idle_sec = 1;
    }
  f->server = yy_http_server_new (&config, f->pool, f->writer, f);
  yy_http_server_set_authenticate (f->server, authenticate_cb);
  yy_http_server_set_observe (f->server, observe_cb, f);
  yy_http_server_add_routes (f->server, routes);
  yy_http_server_start (f->server, &error);
  g_assert_no_error (error);
  f->port = yy_http_server_get_port (f->server);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  g_clear_pointer (&f->server, yy_http_server_free);
  g_clear_pointer (&f->writer, yy_db_writer_free);
  g_clear_pointer (&f->pool, yy_db_pool_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_mutex_clear (&f->lock);
  g_cond_clear (&f->wake);
}

static void
open_gate (Fixture *f)
{
  g_mutex_lock (&f->lock);
  f->open = TRUE;
  g_cond_broadcast (&f->wake);
  g_mutex_unlock (&f->lock);
}

static void
wait_at_gate (Fixture *f, guint n)
{
  g_mutex_lock (&f->lock);
  while (f->n_waiting < n)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
}

static YyTestAnswer *
ask (Fixture *f, const char *request)
{
  int fd = yy_test_http_connect (f->port);
  YyTestAnswer *answer;

  g_assert_true (yy_test_http_send (fd, request, -1));
  answer = yy_test_http_read (fd, g_str_has_prefix (request, "HEAD"));
  close (fd);

  return answer;
}

static void
assert_header (YyTestAnswer *answer, const char *name, const char *value)
{
  g_autofree char *found = yy_test_answer_dup_header (answer, name);

  g_assert_cmpstr (found, ==, value);
}

static json_t *
assert_problem (YyTestAnswer *answer, guint status, const char *code)
{
  json_t *json = yy_wire_parse ((const char *) answer->body->data, answer->body->len, MEGABYTE, NULL);
  g_autofree char *id = yy_test_answer_dup_header (answer, "X-Request-Id");

  g_assert_cmpuint (answer->status, ==, status);
  assert_header (answer, "Content-Type", "application/problem+json");
  g_assert_cmpint (json_integer_value (json_object_get (json, "status")), ==, status);
  g_assert_cmpstr (json_string_value (json_object_get (json, "code")), ==, code);
  g_assert_cmpstr (json_string_value (json_object_get (json, "request_id")), ==, id);
  g_assert_cmpuint (strlen (id), ==, 24);

  return json;
}

static void
assert_problem_only (YyTestAnswer *answer, guint status, const char *code)
{
  g_autoptr (json_t) json = assert_problem (answer, status, code);
}

static gint64
count_rows (Fixture *f)
{
  g_autoptr (YyTestAnswer) answer = ask (f, GET ("/count"));

  g_assert_cmpuint (answer->status, ==, 200);
  return g_ascii_strtoll (yy_test_answer_get_text (answer), NULL, 10);
}

/* Tests */

static void
test_answers (Fixture *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) plain = ask (f, GET ("/echo/%E5%8D%B0?q=a%2Bb+c"));
  g_autoptr (YyTestAnswer) head = ask (f, "HEAD /echo/x HTTP/1.1\r\n" HOST AUTH "\r\n");
  g_autoptr (YyTestAnswer) missing = ask (f, GET ("/nowhere"));
  g_autoptr (YyTestAnswer) wrong = ask (f, "DELETE /echo/x HTTP/1.1\r\n" HOST AUTH "\r\n");
  g_autoptr (YyTestAnswer) nobody = ask (f, "GET /echo/x HTTP/1.1\r\n" HOST "\r\n");
  g_autoptr (YyTestAnswer) empty = ask (f, GET ("/empty"));
  g_autoptr (YyTestAnswer) broken = ask (f, "POST /echo/x HTTP/1.1\r\n" HOST
                                            "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{");
  g_autoptr (json_t)
      json = yy_wire_parse ((const char *) plain->body->data, plain->body->len, MEGABYTE, NULL);
  g_autofree char *length = yy_test_answer_dup_header (head, "Content-Length");

  g_assert_cmpuint (plain->status, ==, 200);
  g_assert_cmpstr (json_string_value (json_object_get (json, "id")), ==, "印");
  g_assert_cmpstr (json_string_value (json_object_get (json, "q")), ==, "a+b c");
  g_assert_cmpstr (json_string_value (json_object_get (json, "actor")), ==, "somebody");
  assert_header (plain, "X-Content-Type-Options", "nosniff");
  assert_header (plain, "Cache-Control", "no-store");
  assert_header (plain, "Referrer-Policy", "no-referrer");
  assert_header (plain, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  assert_header (plain, "Server", NULL);

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpint (g_ascii_strtoll (length, NULL, 10), >, 20);
  assert_problem_only (missing, 404, "not-found");
  assert_problem_only (wrong, 405, "not-found");
  assert_header (wrong, "Allow", "GET, HEAD, POST");
  assert_problem_only (nobody, 401, "unauthenticated");
  assert_header (nobody, "WWW-Authenticate", "Bearer");
  g_assert_cmpuint (empty->status, ==, 204);
  assert_problem_only (broken, 400, "malformed");
}

/* What went wrong inside is for the journal. */
static void
test_inside (Fixture *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) answer = ask (f, GET ("/inside"));

  g_assert_null (strstr (yy_test_answer_get_text (answer), "secret"));
  g_assert_null (strstr (yy_test_answer_get_text (answer), "SELECT"));
  assert_problem_only (answer, 500, "internal");
}

static void
test_preconditions (Fixture *f, gconstpointer data)
{
#define KEY "Idempotency-Key: 0123456789abcdef\r\n"
#define MATCH(headers) "GET /match HTTP/1.1\r\n" HOST headers "\r\n"
  static const struct
  {
    const char *request;
    guint status;
  } cases[] = {
    { MATCH ("If-Match: \"4\"\r\n" KEY), 200 },
    { MATCH (KEY), 428 },
    { MATCH ("If-Match: *\r\n" KEY), 400 },
    { MATCH ("If-Match: W/\"4\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"4\", \"5\"\r\n" KEY), 400 },
    { MATCH ("If-Match: 4\r\n" KEY), 400 },
    { MATCH ("If-Match: \"\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"x\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"-4\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"99999999999999999999\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"4\"\r\n"), 428 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: \r\n"), 400 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: short\r\n"), 400 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: 0123456789abcde!\r\n"), 400 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: \"0123456789abcdef\"\r\n"), 400 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: "
             "0123456789012345678901234567890123456789012345678901234567890123456789\r\n"),
      400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YyTestAnswer) answer = ask (f, cases[i].request);

      g_assert_cmpuint (answer->status, ==, cases[i].status);
      if (answer->status == 200)
        assert_header (answer, "ETag", "\"5\"");
    }
}

static void
test_file (Fixture *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) whole = ask (f, GET ("/file"));
  g_autoptr (YyTestAnswer)
      known = ask (f, "GET /file HTTP/1.1\r\n" HOST "If-None-Match: \"x\", \"abc\"\r\n\r\n");
  g_autofree char *contents = NULL;
  g_autofree char *disposition = yy_test_answer_dup_header (whole, "Content-Disposition");
  gsize length;

  g_assert_true (g_file_get_contents (f->path, &contents, &length, NULL));
  g_assert_cmpmem (whole->body->data, whole->body->len, contents, length);
  assert_header (whole, "Content-Type", "image/jpeg");
  assert_header (whole, "ETag", "\"abc\"");
  assert_header (whole, "Cache-Control", "private, max-age=31536000, immutable");
  g_assert_true (g_str_has_prefix (disposition, "attachment; filename=\""));
  g_assert_nonnull (strstr (disposition, "filename*=UTF-8''%E5%8D%B0%E7%AB%A0%20%22a%22%3B%0D%0A.jpg"));
  g_assert_cmpuint (known->status, ==, 304);
  g_assert_cmpuint (known->body->len, ==, 0);
}

/* An address that a client made up must not open what is for this machine alone, nor hide who he is. */
static void
test_peer (Fixture *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) direct = ask (f, GET ("/local"));
  g_autoptr (YyTestAnswer)
      forwarded = ask (f, "GET /local HTTP/1.1\r\n" HOST "X-Forwarded-For: 127.0.0.1\r\n\r\n");
  g_autoptr (YyTestAnswer)
      spoofed = ask (f, "GET /echo/x HTTP/1.1\r\n" HOST AUTH "X-Forwarded-For: 1.1.1.1, 10.2.3.4\r\n\r\n");
  g_autoptr (YyTestAnswer)
      nonsense = ask (f, "GET /local HTTP/1.1\r\n" HOST "X-Forwarded-For: <script>\r\n\r\n");

  g_assert_cmpuint (direct->status, ==, 204);
  g_assert_cmpuint (forwarded->status, ==, 404);
  g_assert_cmpuint (nonsense->status, ==, 404);
  g_assert_nonnull (strstr (yy_test_answer_get_text (spoofed), "\"peer\":\"10.2.3.4\",\"local\":false"));
}

static void
test_sizes (Fixture *f, gconstpointer data)
{
  static const struct
  {
    gsize uri;
    gsize header;
    guint status;
  } cases[] = {
    { 9000, 0, 414 },
    { 128 * 1024, 0, 0 },
    { 0, 40000, 431 },
    { 0, 128 * 1024, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = g_strnfill (cases[i].uri, 'a');
      g_autofree char *header = g_strnfill (cases[i].header, 'a');
      g_autofree char *request = g_strdup_printf ("GET /%s HTTP/1.1\r\n" HOST "X-A: %s\r\n\r\n", uri, header);
      int fd = yy_test_http_connect (f->port);
      g_autoptr (YyTestAnswer) answer = NULL;

      yy_test_http_send (fd, request, -1);
      answer = yy_test_http_read (fd, FALSE);
      if (cases[i].status != 0)
        g_assert_cmpuint (answer->status, ==, cases[i].status);
      else
        g_assert_true (answer->status == 0 || answer->status == 414 || answer->status == 431 ||
                       answer->status == 413);
      close (fd);
    }
}

/* Twenty thousand headers, and a thousand parameters. */
static void
test_numbers (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) headers = g_string_new ("GET /count HTTP/1.1\r\n" HOST);
  g_autoptr (GString) query = g_string_new ("GET /count?a=1");
  int fd = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) many = NULL;
  YyTestAnswer *answer;
  char *request;

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (headers, "A%d: b\r\n", i);
  g_string_append (headers, "\r\n");
  yy_test_http_send (fd, headers->str, (gssize) headers->len);
  many = yy_test_http_read (fd, FALSE);
  g_assert_true (many->status == 0 || many->status >= 400);
  close (fd);

  for (int i = 0; i < 1000; i++)
    {
      g_string_append_printf (query, "&b%d=1", i);
      if (i != 100 && i != 999)
        continue;
      request = g_strconcat (query->str, " HTTP/1.1\r\n" HOST "\r\n", NULL);
      answer = ask (f, request);
      g_assert_cmpuint (answer->status, ==, i == 100 ? 400 : 0);
      g_clear_pointer (&answer, yy_test_answer_free);
      g_clear_pointer (&request, g_free);
    }
}

static void
test_pipeline (Fixture *f, gconstpointer data)
{
  int fd = yy_test_http_connect (f->port);
  g_autoptr (GString) requests = g_string_new (NULL);

  for (int i = 0; i < 100; i++)
    {
      if (i % 10 == 3)
        g_string_append (requests, EMPTY_POST ("/insert"));
      else if (i % 10 == 7)
        g_string_append_printf (requests,
                                "POST /echo/p%d HTTP/1.1\r\n" HOST
                                "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                                i);
      else
        g_string_append_printf (requests, "GET /echo/p%d HTTP/1.1\r\n" HOST AUTH "\r\n", i);
    }
  g_assert_true (yy_test_http_send (fd, requests->str, (gssize) requests->len));

  for (int i = 0; i < 100; i++)
    {
      g_autoptr (YyTestAnswer) answer = yy_test_http_read (fd, FALSE);
      g_autofree char *wanted = g_strdup_printf ("\"p%d\"", i);

      g_assert_cmpuint (answer->status, ==, i % 10 == 3 ? 201 : 200);
      if (i % 10 != 3)
        g_assert_nonnull (strstr (yy_test_answer_get_text (answer), wanted));
    }
  close (fd);
  g_assert_cmpint (count_rows (f), ==, 10);
}

/* One byte in a while must not hold a place for ever. */
static void
assert_cut (int fd, const char *drop)
{
  char c;

  for (;;)
    {
      gssize got = recv (fd, &c, 1, MSG_DONTWAIT);

      if (got == 0 || (got < 0 && errno != EAGAIN))
        break;
      /* As slow as a slow sender, and yet no silence: the socket's own timeout is the pace. */
      if (!yy_test_http_send (fd, drop, -1))
        break;
      if (recv (fd, &c, 1, 0) == 0)
        break;
    }
  close (fd);
}

static void
test_slow (Fixture *f, gconstpointer data)
{
  const struct timeval pace = { 0, 50000 };
  const char *starts[] = {
    "GET /count HTTP/1.1\r\n" HOST "X-A: ",
    "G",
    "POST /raw HTTP/1.1\r\n" HOST AUTH "Content-Length: 1000\r\n\r\n",
    "POST /raw HTTP/1.1\r\n" HOST AUTH "Transfer-Encoding: chunked\r\n\r\n400\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      int fd = yy_test_http_connect (f->port);
      gint64 start = g_get_monotonic_time ();

      setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &pace, sizeof pace);
      yy_test_http_send (fd, starts[i], -1);
      assert_cut (fd, "a");
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }

  /* Others are served meanwhile and after it. */
  g_assert_cmpint (count_rows (f), ==, 0);
}

/* Who says nothing at all is let go, also between two requests. */
static void
test_silent (Fixture *f, gconstpointer data)
{
  int fd = yy_test_http_connect (f->port);
  int second;
  g_autoptr (YyTestAnswer) answer = NULL;

  g_assert_true (yy_test_http_is_closed (fd));
  close (fd);

  second = yy_test_http_connect (f->port);
  yy_test_http_send (second, GET ("/count"), -1);
  answer = yy_test_http_read (second, FALSE);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (yy_test_http_is_closed (second));
  close (second);
}

/* The address sanitizer keeps what was freed for a while, and shadows the rest. */
#ifdef __SANITIZE_ADDRESS__
#define MEMORY_SLACK (512 * MEGABYTE)
#else
#define MEMORY_SLACK 0
#endif

static glong
read_memory (void)
{
  g_autofree char *text = NULL;
  glong total = 0;
  glong resident = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%ld %ld", &total, &resident), ==, 2);

  return resident * sysconf (_SC_PAGESIZE);
}

/* Uploads go through, and are not kept. */
static void
test_upload (Fixture *f, gconstpointer data)
{
  g_autofree char *block = g_strnfill (MEGABYTE, 'x');
  int fd = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) answer = NULL;
  glong before;

  yy_test_http_send (fd, "POST /raw HTTP/1.1\r\n" HOST AUTH "Content-Length: 31457280\r\n\r\n", -1);
  before = read_memory ();
  for (int i = 0; i < 30; i++)
    g_assert_true (yy_test_http_send (fd, block, MEGABYTE));
  g_assert_cmpint (read_memory () - before, <, 8 * MEGABYTE + MEMORY_SLACK);
  answer = yy_test_http_read (fd, FALSE);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (f->n_bytes, ==, 30 * MEGABYTE);
  close (fd);
}

static void
test_too_large (Fixture *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer)
      announced = ask (f, "POST /raw HTTP/1.1\r\n" HOST AUTH "Content-Length: 99999999\r\n\r\nxxx");
  g_autofree char *block = g_strnfill (0x1000, ' ');
  int fd = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) counted = NULL;
  glong before = read_memory ();

  assert_problem_only (announced, 413, "too-large");
  assert_header (announced, "Connection", "close");

  /* Nobody said how much; the cap of this route is a thousand. */
  yy_test_http_send (fd,
                     "POST /echo/x HTTP/1.1\r\n" HOST
                     "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                     -1);
  for (int i = 0; i < 100; i++)
    {
      yy_test_http_send (fd, "1000\r\n", -1);
      yy_test_http_send (fd, block, 0x1000);
      yy_test_http_send (fd, "\r\n", -1);
    }
  yy_test_http_send (fd, "0\r\n\r\n", -1);
  counted = yy_test_http_read (fd, FALSE);
  assert_problem_only (counted, 413, "too-large");
  g_assert_true (yy_test_http_is_closed (fd));
  close (fd);

  /* Without end: cut off, without any memory for it. */
  fd = yy_test_http_connect (f->port);
  yy_test_http_send (fd,
                     "POST /echo/x HTTP/1.1\r\n" HOST
                     "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                     -1);
  while (yy_test_http_send (fd, "1000\r\n", -1) && yy_test_http_send (fd, block, 0x1000) &&
         yy_test_http_send (fd, "\r\n", -1))
    ;
  close (fd);
  g_assert_cmpint (read_memory () - before, <, 8 * MEGABYTE + MEMORY_SLACK);
}

/* Nobody's bytes are taken before it is known who he is. */
static void
test_expect (Fixture *f, gconstpointer data)
{
  int fd = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) nobody = NULL;
  g_autoptr (YyTestAnswer) somebody = NULL;

  yy_test_http_send (fd, "POST /raw HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n",
                     -1);
  nobody = yy_test_http_read (fd, FALSE);
  assert_problem_only (nobody, 401, "unauthenticated");
  close (fd);
  g_assert_cmpuint (f->n_bytes, ==, 0);

  fd = yy_test_http_connect (f->port);
  yy_test_http_send (
      fd, "POST /raw HTTP/1.1\r\n" HOST AUTH "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n", -1);
  yy_test_http_send (fd, "abc", -1);
  somebody = yy_test_http_read (fd, FALSE);
  g_assert_cmpuint (somebody->status, ==, 200);
  close (fd);
}

static void
test_write (Fixture *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) good = ask (f, EMPTY_POST ("/insert"));
  g_autoptr (YyTestAnswer) refused = NULL;
  g_autoptr (json_t) problem = NULL;
  json_t *issue;

  g_assert_cmpuint (good->status, ==, 201);
  g_assert_cmpint (count_rows (f), ==, 1);

  refused = ask (f, EMPTY_POST ("/fail"));
  problem = assert_problem (refused, 409, "rule");
  issue = json_array_get (json_object_get (problem, "errors"), 0);
  g_assert_cmpstr (json_string_value (json_object_get (issue, "code")), ==, "own-request");
  g_assert_cmpstr (json_string_value (json_object_get (issue, "pointer")), ==, "/x");
  g_assert_cmpstr (json_string_value (json_object_get (issue, "rule")), ==, "GS15");
  g_assert_cmpint (count_rows (f), ==, 1);
}

/* Shut out between the head and the write: nothing is written. */
static void
test_revoked (Fixture *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) answer = NULL;

  f->revoke_after = 2;
  answer = ask (f, EMPTY_POST ("/insert"));
  assert_problem_only (answer, 401, "unauthenticated");
  g_assert_cmpint (count_rows (f), ==, 0);
}

static void
test_chain (Fixture *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) two = ask (f, EMPTY_POST ("/chain"));
  g_autoptr (YyTestAnswer) three = ask (f, EMPTY_POST ("/chain3"));

  g_assert_cmpuint (two->status, ==, 201);
  g_assert_cmpuint (three->status, ==, 200);
  g_assert_cmpstr (yy_test_answer_get_text (three), ==, "2");
}

/* One runs and two wait; the others are told at once, and the other lanes do not notice. */
static void
test_queue_full (Fixture *f, gconstpointer data)
{
  struct pollfd fds[10];
  guint n_refused = 0;
  guint n_done = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = (struct pollfd) { yy_test_http_connect (f->port), POLLIN, 0 };
      yy_test_http_send (fds[i].fd, EMPTY_POST ("/gate"), -1);
      wait_at_gate (f, 1);
    }

  while (n_done + n_refused < G_N_ELEMENTS (fds))
    {
      g_assert_cmpint (poll (fds, G_N_ELEMENTS (fds), 20000), >, 0);
      for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
        {
          g_autoptr (YyTestAnswer) answer = NULL;

          if (fds[i].fd < 0 || (fds[i].revents & POLLIN) == 0)
            continue;
          answer = yy_test_http_read (fds[i].fd, FALSE);
          if (answer->status == 503)
            {
              assert_problem_only (answer, 503, "unavailable");
              assert_header (answer, "Retry-After", "1");
              n_refused++;
            }
          n_done += answer->status == 200;
          close (fds[i].fd);
          fds[i].fd = -1;
        }
      if (n_refused == G_N_ELEMENTS (fds) - 3 && !f->open)
        {
          g_assert_cmpint (count_rows (f), ==, 0);
          open_gate (f);
        }
    }
  g_assert_cmpuint (n_done, ==, 3);
}

/* Gone while a lane works for him: what he asked for happens, and nothing falls over. */
static void
test_disconnect (Fixture *f, gconstpointer data)
{
  const struct linger reset = { 1, 0 };
  int fd;

  for (int i = 0; i < 4; i++)
    {
      fd = yy_test_http_connect (f->port);
      yy_test_http_send (fd, i % 2 == 0 ? EMPTY_POST ("/gate-write") : EMPTY_POST ("/gate-password"), -1);
      wait_at_gate (f, 1 + (i > 0) + (i > 2));
      if (i > 1)
        setsockopt (fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
      if (i != 2)
        close (fd);
      else
        g_assert_cmpint (shutdown (fd, SHUT_RDWR), ==, 0);
    }
  open_gate (f);

  g_mutex_lock (&f->lock);
  while (f->n_observed < 4)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
  g_assert_cmpint (count_rows (f), ==, 2);
}

/* Gone in the middle of an upload: what was begun for it is cleaned up. */
static void
test_abort (Fixture *f, gconstpointer data)
{
  int fd = yy_test_http_connect (f->port);

  yy_test_http_send (fd, "POST /raw HTTP/1.1\r\n" HOST AUTH "Content-Length: 1000\r\n\r\nabc", -1);
  g_mutex_lock (&f->lock);
  while (f->n_bytes < 3)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
  close (fd);
  g_mutex_lock (&f->lock);
  while (f->n_destroyed < 1)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
  g_assert_cmpint (count_rows (f), ==, 0);
}

/* More than fit: each is answered, one way or the other. */
static void
test_crowd (Fixture *f, gconstpointer data)
{
  int fds[120];
  guint n_served = 0;
  guint n_refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    fds[i] = yy_test_http_connect (f->port);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_autoptr (YyTestAnswer) answer = NULL;

      yy_test_http_send (fds[i], GET ("/count"), -1);
      answer = yy_test_http_read (fds[i], FALSE);
      n_served += answer->status == 200;
      n_refused += answer->status == 503;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    close (fds[i]);

  g_assert_cmpuint (n_served + n_refused, ==, G_N_ELEMENTS (fds));
  g_assert_cmpuint (n_served, >=, 100);
  g_assert_cmpuint (n_refused, >=, 1);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
wait_until_quiet (Fixture *f, guint n)
{
  g_mutex_lock (&f->lock);
  while (f->n_observed < n)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
}

static void
test_leak (Fixture *f, gconstpointer data)
{
  guint before = 0;
  glong memory = 0;
  guint n = 0;

  for (int i = 0; i < 2200; i++)
    {
      g_autoptr (YyTestAnswer) answer = NULL;

      if (i == 200)
        {
          wait_until_quiet (f, n);
          before = count_descriptors ();
          memory = read_memory ();
        }
      answer = ask (f, i % 4 == 0 ? GET ("/file") : i % 4 == 1 ? EMPTY_POST ("/insert") : GET ("/count"));
      n++;
      g_assert_cmpuint (answer->status, <, 300);
    }
  wait_until_quiet (f, n);
  /* The last ones may still be open on the other side. */
  g_assert_cmpuint (count_descriptors (), <=, before + 3);
  g_assert_cmpint (read_memory () - memory, <, 4 * MEGABYTE + MEMORY_SLACK);
}

static gpointer
stop_thread (gpointer data)
{
  yy_http_server_stop (data);
  return NULL;
}

/* What was acknowledged during a stop is true, and what was not is refused. */
static void
test_stop (Fixture *f, gconstpointer data)
{
  int fds[20];
  int late = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) first = NULL;
  GThread *thread;
  guint n_done = 0;
  guint n_refused = 0;

  yy_test_http_send (late, GET ("/count"), -1);
  first = yy_test_http_read (late, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = yy_test_http_connect (f->port);
      yy_test_http_send (fds[i], EMPTY_POST ("/gate-write"), -1);
    }
  wait_at_gate (f, 1);
  while (yy_http_server_get_active (f->server) < G_N_ELEMENTS (fds))
    g_thread_yield ();
  thread = g_thread_new ("stop", stop_thread, f->server);

  /* On a connection from before, so long as it is not seen to be stopping it still answers. */
  for (guint status = 200; status == 200;)
    {
      g_autoptr (YyTestAnswer) answer = NULL;

      yy_test_http_send (late, GET ("/count"), -1);
      answer = yy_test_http_read (late, FALSE);
      status = answer->status;
      if (status != 200)
        g_assert_cmpuint (status, ==, 503);
    }
  close (late);

  open_gate (f);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_autoptr (YyTestAnswer) answer = yy_test_http_read (fds[i], FALSE);

      n_done += answer->status == 201;
      n_refused += answer->status == 503;
      close (fds[i]);
    }
  g_thread_join (thread);

  g_assert_cmpuint (n_done, >=, 1);
  g_assert_cmpuint (n_done + n_refused, ==, G_N_ELEMENTS (fds));
  g_clear_pointer (&f->server, yy_http_server_free);
  {
    g_autoptr (YyDb) db = yy_db_open (f->path, YY_DB_READ_ONLY, NULL);
    gint64 n = 0;

    g_assert_true (yy_db_get_int (db, &n, NULL, "SELECT count(*) FROM thing"));
    g_assert_cmpint (n, ==, n_done);
  }
}

/* Warnings of what the tests provoke inside are the point; all others end the program. */
static GLogWriterOutput
log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (strcmp (fields[i].key, "YANYIN_EVENT") == 0 && strcmp (fields[i].value, "http-error") == 0)
        return G_LOG_WRITER_HANDLED;
    }

  return g_log_writer_default (level, fields, n_fields, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (log_cb, NULL, NULL);

#define ADD(name, func) g_test_add ("/http-edge/" name, Fixture, NULL, setup, func, teardown)
#define ADD_QUICK(name, func) g_test_add ("/http-edge/" name, Fixture, "quick", setup, func, teardown)
  ADD ("answers", test_answers);
  ADD ("inside", test_inside);
  ADD ("preconditions", test_preconditions);
  ADD ("file", test_file);
  ADD ("peer", test_peer);
  ADD ("sizes", test_sizes);
  ADD ("numbers", test_numbers);
  ADD ("pipeline", test_pipeline);
  ADD_QUICK ("slow", test_slow);
  ADD_QUICK ("silent", test_silent);
  ADD ("upload", test_upload);
  ADD ("too-large", test_too_large);
  ADD ("expect", test_expect);
  ADD ("write", test_write);
  ADD ("revoked", test_revoked);
  ADD ("chain", test_chain);
  ADD ("queue-full", test_queue_full);
  ADD ("disconnect", test_disconnect);
  ADD ("abort", test_abort);
  ADD ("crowd", test_crowd);
  ADD ("leak", test_leak);
  ADD ("stop", test_stop);

  return g_test_run ();
}
