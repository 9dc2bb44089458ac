#include "yy-test-edge.h"

#include "yy-db-migrate.h"
#include "yy-error.h"
#include "yy-http-answer.h"
#include "yy-wire.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const YyDbMigration schema[] = {
  { 1, "things", "CREATE TABLE thing (id INTEGER PRIMARY KEY NOT NULL) STRICT" },
  { 0 },
};

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
  YyEdge *f = yy_http_call_get_services (call);

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
  YyEdge *f = data;

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
  YyEdge *f = yy_http_call_get_services (call);

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
  YyEdge *f = yy_http_call_get_services (call);
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

/* YyEdge */

static gboolean
authenticate_cb (YyHttpCall *call, const char *authorization, GError **error)
{
  YyEdge *f = yy_http_call_get_services (call);
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
  YyEdge *f = user_data;

  g_mutex_lock (&f->lock);
  f->n_observed++;
  g_cond_broadcast (&f->wake);
  g_mutex_unlock (&f->lock);
}

void
yy_edge_setup (YyEdge *f, gconstpointer data)
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

void
yy_edge_teardown (YyEdge *f, gconstpointer data)
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

void
yy_edge_open_gate (YyEdge *f)
{
  g_mutex_lock (&f->lock);
  f->open = TRUE;
  g_cond_broadcast (&f->wake);
  g_mutex_unlock (&f->lock);
}

void
yy_edge_wait_at_gate (YyEdge *f, guint n)
{
  g_mutex_lock (&f->lock);
  while (f->n_waiting < n)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
}

YyTestAnswer *
yy_edge_ask (YyEdge *f, const char *request)
{
  int fd = yy_test_http_connect (f->port);
  YyTestAnswer *answer;

  g_assert_true (yy_test_http_send (fd, request, -1));
  answer = yy_test_http_read (fd, g_str_has_prefix (request, "HEAD"));
  close (fd);

  return answer;
}

void
yy_edge_assert_header (YyTestAnswer *answer, const char *name, const char *value)
{
  g_autofree char *found = yy_test_answer_dup_header (answer, name);

  g_assert_cmpstr (found, ==, value);
}

json_t *
yy_edge_take_problem (YyTestAnswer *answer, guint status, const char *code)
{
  json_t *json = yy_wire_parse ((const char *) answer->body->data, answer->body->len, MEGABYTE, NULL);
  g_autofree char *id = yy_test_answer_dup_header (answer, "X-Request-Id");

  g_assert_cmpuint (answer->status, ==, status);
  yy_edge_assert_header (answer, "Content-Type", "application/problem+json");
  g_assert_cmpint (json_integer_value (json_object_get (json, "status")), ==, status);
  g_assert_cmpstr (json_string_value (json_object_get (json, "code")), ==, code);
  g_assert_cmpstr (json_string_value (json_object_get (json, "request_id")), ==, id);
  g_assert_cmpuint (strlen (id), ==, 24);

  return json;
}

void
yy_edge_assert_problem (YyTestAnswer *answer, guint status, const char *code)
{
  json_decref (yy_edge_take_problem (answer, status, code));
}

gint64
yy_edge_count_rows (YyEdge *f)
{
  g_autoptr (YyTestAnswer) answer = yy_edge_ask (f, GET ("/count"));

  g_assert_cmpuint (answer->status, ==, 200);
  return g_ascii_strtoll (yy_test_answer_get_text (answer), NULL, 10);
}

glong
yy_edge_read_memory (void)
{
  g_autofree char *text = NULL;
  glong total = 0;
  glong resident = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%ld %ld", &total, &resident), ==, 2);

  return resident * sysconf (_SC_PAGESIZE);
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

void
yy_edge_init_log (void)
{
  g_log_set_writer_func (log_cb, NULL, NULL);
}
