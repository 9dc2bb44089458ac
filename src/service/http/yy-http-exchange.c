#include "yy-config.h"
#include "yy-error.h"
#include "yy-http-answer.h"
#include "yy-http-server-private.h"
#include "yy-http-strict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a body that was refused while it came: so that the client gets to read why. More ends the connection. */
#define DISCARD_LIMIT (1024 * 1024)

YyHttpExchange *
yy_http_exchange_new (YyHttpServer *server, struct MHD_Connection *mhd, const char *uri)
{
  YyHttpExchange *self = g_new0 (YyHttpExchange, 1);
  const union MHD_ConnectionInfo *info = MHD_get_connection_info (mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  self->server = server;
  self->mhd = mhd;
  self->uri = g_strdup (uri);
  self->connection = info->socket_context;

  return self;
}

void
yy_http_exchange_free (YyHttpExchange *self)
{
  g_clear_pointer (&self->call, yy_http_call_free);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_error (&self->error);
  g_free (self->uri);
  g_free (self);
}

static enum MHD_Result
add_header_cb (void *user_data,
               enum MHD_ValueKind kind,
               const char *key,
               size_t key_size,
               const char *value,
               size_t value_size)
{
  YyHttpCall *call = user_data;

  /* A hidden end inside a name or value: nobody sends that by mistake. The control character has it refused.
   */
  if (strlen (key) != key_size || (value != NULL && strlen (value) != value_size))
    yy_http_call_add_header (call, "X-Hidden", "\x01");
  else
    yy_http_call_add_header (call, key, value);

  return MHD_YES;
}

/* Who stands behind the proxy is what the proxy itself wrote: the last address of the last header. */
static void
set_peer (YyHttpExchange *self)
{
  const YyHttpConnection *connection = self->connection;
  const char *last = NULL;
  g_autofree char *address = NULL;

  for (guint i = 0; i < self->call->headers->len; i++)
    {
      const YyHttpPair *pair = &g_array_index (self->call->headers, YyHttpPair, i);

      if (g_ascii_strcasecmp (pair->name, "X-Forwarded-For") == 0)
        last = pair->value;
    }

  if (last != NULL && connection->is_local && self->server->config.trust_forwarded)
    {
      const char *comma = strrchr (last, ',');

      address = g_strstrip (g_strdup (comma != NULL ? comma + 1 : last));
    }

  if (address != NULL && g_hostname_is_ip_address (address))
    yy_http_call_set_peer (self->call, address, FALSE);
  else
    yy_http_call_set_peer (self->call, connection->peer, connection->is_local && last == NULL);
}

static gboolean
set_unavailable (GError **error)
{
  g_set_error_literal (
      error, YY_ERROR, YY_ERROR_UNAVAILABLE,
      g_dgettext (YY_GETTEXT_DOMAIN, "This cannot be done at the moment. Try again shortly."));
  return FALSE;
}

static gboolean
check_body (YyHttpCall *call, gint64 length, GError **error)
{
  const YyHttpRoute *route = call->route;

  if (length == 0)
    return TRUE;
  if (route->body == YY_HTTP_BODY_NONE)
    return yy_http_set_malformed (error, "body");
  if (route->body == YY_HTTP_BODY_JSON &&
      !yy_http_strict_is_json (yy_http_call_get_header (call, "Content-Type")))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNSUPPORTED,
                           g_dgettext (YY_GETTEXT_DOMAIN, "Content of this kind is not taken."));
      return FALSE;
    }
  if (length > 0 && (guint64) length > route->body_limit)
    {
      yy_error_set_one (error, YY_ERROR_TOO_LARGE, YY_ISSUE_TOO_LARGE, "", NULL, (gint64) route->body_limit,
                        NULL);
      return FALSE;
    }

  return TRUE;
}

static gboolean
authenticate (YyHttpExchange *self, GError **error)
{
  YyHttpServer *server = self->server;

  if ((self->call->route->flags & YY_HTTP_PUBLIC) != 0)
    return TRUE;
  if (server->authenticate == NULL)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED,
                           g_dgettext (YY_GETTEXT_DOMAIN, "Nobody is signed in."));
      return FALSE;
    }

  return server->authenticate (self->call, yy_http_call_get_header (self->call, "Authorization"), error);
}

static gboolean
check_route (YyHttpExchange *self, GError **error)
{
  gboolean wrong_method = FALSE;

  if (!yy_http_router_match (self->server->router, self->call, &wrong_method, error))
    {
      self->status = wrong_method ? 405 : 0;
      return FALSE;
    }
  if ((self->call->route->flags & YY_HTTP_LOCAL) != 0 && !self->call->is_local)
    {
      self->call->route = NULL;
      g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND,
                           g_dgettext (YY_GETTEXT_DOMAIN, "There is no such thing."));
      return FALSE;
    }

  return TRUE;
}

/* All that can be said before the body comes. */
static gboolean
check_head (YyHttpExchange *self, const char *version, GError **error)
{
  YyHttpCall *call = self->call;
  gboolean draining;
  gboolean good;

  if (!yy_http_strict_check (call, version, &self->status, error))
    {
      yy_http_call_set_close (call);
      return FALSE;
    }

  g_mutex_lock (&self->server->lock);
  draining = self->server->draining;
  g_mutex_unlock (&self->server->lock);
  if (draining || self->connection->refused)
    {
      yy_http_call_set_close (call);
      return set_unavailable (error);
    }

  if (!check_route (self, error) || !check_body (call, yy_http_strict_get_length (call), error))
    return FALSE;

  yy_http_call_enter (call, YY_HTTP_LANE_READ, NULL);
  good = authenticate (self, error);
  if (good && call->route->sink != NULL)
    good = call->route->sink->begin == NULL ||
           call->route->sink->begin (call, yy_http_strict_get_length (call), error);
  /* Without a body the handler comes at once, and goes on with the same view of the database: that of the
   * session that let it in. */
  self->entered = good && call->route->lane == YY_HTTP_LANE_READ && yy_http_strict_get_length (call) == 0;
  if (!self->entered)
    yy_http_call_leave (call);

  return good;
}

enum MHD_Result
yy_http_exchange_begin (YyHttpExchange *self, const char *method, const char *version)
{
  YyHttpServer *server = self->server;
  gint64 length;

  self->start = g_get_monotonic_time ();
  self->call = yy_http_call_new (method, self->uri);
  yy_http_call_set_services (self->call, server->services);
  yy_http_call_set_pool (self->call, server->pool);
  MHD_get_connection_values_n (self->mhd, MHD_HEADER_KIND, add_header_cb, self->call);
  set_peer (self);

  g_mutex_lock (&server->lock);
  server->n_active++;
  g_mutex_unlock (&server->lock);

  if (!check_head (self, version, &self->error))
    {
      /* With a body to come, or when it is not sure where this request ends, nothing more is read. Otherwise
       * the answer waits for the next call: given now, it would end the connection. */
      if (yy_http_call_get_header (self->call, "Content-Length") != NULL ||
          yy_http_call_get_header (self->call, "Transfer-Encoding") != NULL || self->call->close)
        {
          yy_http_call_set_close (self->call);
          return yy_http_exchange_send (self);
        }
      return MHD_YES;
    }

  self->handler = self->call->route->handler;
  self->lane = self->call->route->lane;
  length = yy_http_strict_get_length (self->call);
  yy_http_timer_set (self->connection->timer,
                     length != 0 ? yy_http_server_get_patience (server, server->config.body_msec, length)
                                 : 0);

  return MHD_YES;
}

static void
refuse_rest (YyHttpExchange *self)
{
  yy_http_call_set_close (self->call);
  g_clear_pointer (&self->body, g_byte_array_unref);
}

enum MHD_Result
yy_http_exchange_take (YyHttpExchange *self, const char *bytes, gsize length)
{
  const YyHttpRoute *route = self->call->route;

  self->received += length;
  if (self->error != NULL)
    return self->received > route->body_limit + DISCARD_LIMIT ? MHD_NO : MHD_YES;

  /* Chunks whose sum nobody announced: also where no body was expected at all. */
  if (self->received > route->body_limit)
    {
      yy_error_set_one (&self->error, YY_ERROR_TOO_LARGE, YY_ISSUE_TOO_LARGE, "", NULL,
                        (gint64) route->body_limit, NULL);
      refuse_rest (self);
      return MHD_YES;
    }

  if (route->sink != NULL)
    {
      if (!route->sink->chunk (self->call, (const guint8 *) bytes, length, &self->error))
        refuse_rest (self);
      return MHD_YES;
    }

  if (self->body == NULL)
    self->body = g_byte_array_new ();
  g_byte_array_append (self->body, (const guint8 *) bytes, (guint) length);
  return MHD_YES;
}

static void
fail (YyHttpExchange *self, const GError *error)
{
  yy_http_call_clear_answer (self->call);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  self->finished = TRUE;
}

/* After a handler: the next one, or the end. */
static void
go_on (YyHttpExchange *self)
{
  YyHttpCall *call = self->call;

  if (call->next_handler != NULL)
    {
      self->handler = call->next_handler;
      self->lane = call->next_lane;
      return;
    }

  if (call->status == 0)
    {
      g_autoptr (GError) error = NULL;

      g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED, "The handler of %s did not answer",
                   call->route->path);
      fail (self, error);
      return;
    }

  self->finished = TRUE;
}

static void
run_handler (YyHttpExchange *self)
{
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (!self->entered)
    yy_http_call_enter (self->call, self->lane, NULL);
  self->entered = FALSE;
  good = self->handler (self->call, &error);
  yy_http_call_leave (self->call);

  if (good)
    {
      go_on (self);
      return;
    }

  if (error == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_FAILED, "A handler failed without an error");
  fail (self, error);
}

static void move_on (YyHttpExchange *self);

static gboolean
write_cb (YyDb *db, gpointer user_data, GError **error)
{
  YyHttpExchange *self = user_data;
  gboolean good;

  yy_http_call_enter (self->call, YY_HTTP_LANE_WRITE, db);
  /* Whoever lost his right a moment ago changes nothing. */
  good = authenticate (self, error) && self->handler (self->call, error);
  yy_http_call_leave (self->call);

  return good;
}

static void
write_done_cb (gpointer user_data, const GError *error)
{
  YyHttpExchange *self = user_data;

  if (error != NULL)
    fail (self, error);
  else
    go_on (self);
  move_on (self);
}

static void
job_cb (gpointer user_data)
{
  YyHttpExchange *self = user_data;

  run_handler (self);
  move_on (self);
}

static gboolean
push (YyHttpExchange *self, GError **error)
{
  YyHttpServer *server = self->server;

  if (self->lane == YY_HTTP_LANE_WRITE)
    return server->writer != NULL ? yy_db_writer_submit (server->writer, write_cb, self, write_done_cb, error)
                                  : set_unavailable (error);

  return yy_http_lane_pool_push (self->lane == YY_HTTP_LANE_WORK ? server->work : server->password, job_cb,
                                 self, error);
}

/* Off the network thread: into the next lane, or back to the network. After this the exchange is another
 * thread's. */
static void
move_on (YyHttpExchange *self)
{
  YyHttpServer *server = self->server;
  g_autoptr (GError) error = NULL;

  if (!self->finished && self->lane != YY_HTTP_LANE_READ)
    {
      if (push (self, &error))
        return;
      fail (self, error);
    }

  MHD_resume_connection (self->mhd);
  yy_http_server_unpark (server);
}

/* Takes the connection out of the network thread's hands until a lane is done. FALSE: it stays, and is
 * finished. After TRUE the exchange is another thread's already. */
static gboolean
leave_network (YyHttpExchange *self)
{
  g_autoptr (GError) error = NULL;

  if (!yy_http_server_park (self->server))
    {
      set_unavailable (&error);
      fail (self, error);
      return FALSE;
    }

  yy_http_timer_set (self->connection->timer, 0);
  MHD_suspend_connection (self->mhd);
  move_on (self);
  return TRUE;
}

static gboolean
read_body (YyHttpExchange *self)
{
  GBytes *bytes;

  if (self->call->route->body != YY_HTTP_BODY_JSON || self->call->body != NULL)
    return TRUE;

  bytes = self->body != NULL ? g_byte_array_free_to_bytes (g_steal_pointer (&self->body))
                             : g_bytes_new (NULL, 0);
  return yy_http_call_take_body (self->call, bytes, &self->error);
}

enum MHD_Result
yy_http_exchange_proceed (YyHttpExchange *self)
{
  if (!self->finished && (self->error != NULL || !read_body (self)))
    self->finished = TRUE;

  while (!self->finished && self->lane == YY_HTTP_LANE_READ)
    run_handler (self);

  if (self->finished || !leave_network (self))
    return yy_http_exchange_send (self);

  return MHD_YES;
}

static struct MHD_Response *
make_response (YyHttpCall *call)
{
  gsize length = 0;
  const void *data;
  GBytes *bytes;
  struct MHD_Response *response;

  if (call->answer_fd >= 0)
    {
      response = MHD_create_response_from_fd64 (call->answer_length, call->answer_fd);
      if (response != NULL)
        call->answer_fd = -1;
      return response;
    }
  if (call->answer == NULL)
    return MHD_create_response_from_buffer (0, (void *) "", MHD_RESPMEM_PERSISTENT);

  bytes = g_bytes_ref (call->answer);
  data = g_bytes_get_data (bytes, &length);
  return MHD_create_response_from_buffer_with_free_callback_cls (
      length, (void *) data, (MHD_ContentReaderFreeCallback) g_bytes_unref, bytes);
}

enum MHD_Result
yy_http_exchange_send (YyHttpExchange *self)
{
  YyHttpCall *call = self->call;
  struct MHD_Response *response;
  enum MHD_Result result = MHD_YES;

  /* A slow reader must not hold a view of the database. */
  if (self->entered)
    yy_http_call_leave (call);
  self->entered = FALSE;
  if (self->error != NULL)
    yy_http_call_answer_error_as (call, self->error, self->status);
  yy_http_call_seal_answer (call);

  response = make_response (call);
  if (response == NULL)
    return MHD_NO;
  for (guint i = 0; result == MHD_YES && i < call->answer_headers->len; i++)
    {
      const YyHttpPair *pair = &g_array_index (call->answer_headers, YyHttpPair, i);

      result = MHD_add_response_header (response, pair->name, pair->value);
    }

  yy_http_timer_set (self->connection->timer,
                     yy_http_server_get_patience (self->server, self->server->config.send_msec,
                                                  (gint64) call->answer_length));
  if (result == MHD_YES)
    result = MHD_queue_response (self->mhd, call->status, response);
  self->queued = result == MHD_YES;
  MHD_destroy_response (response);

  return result;
}

/* One record a call: no path, no name, no address. */
void
yy_http_exchange_log (YyHttpExchange *self, gboolean whole)
{
  YyHttpServer *server = self->server;
  const YyHttpRoute *route = self->call->route;
  gint64 usec = g_get_monotonic_time () - self->start;
  char status[16];
  char duration[24];
  char peer[YY_HTTP_PEER_HASH];

  if (strcmp (self->call->peer, self->connection->peer) == 0)
    g_strlcpy (peer, self->connection->peer_hash, sizeof peer);
  else
    yy_http_server_hash_peer (server, self->call->peer, peer);
  g_snprintf (status, sizeof status, "%u", self->queued ? self->call->status : 0);
  g_snprintf (duration, sizeof duration, "%" G_GINT64_FORMAT, usec);

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "YANYIN_EVENT", "http-call", "REQUEST_ID",
                    self->call->request_id, "ROUTE", route != NULL ? route->path : "-", "STATUS", status,
                    "DURATION_US", duration, "PEER", peer, "MESSAGE", "%s %s %s%s %s us",
                    route != NULL ? route->method : "-", route != NULL ? route->path : "-", status,
                    whole ? "" : " (cut off)", duration);
  if (server->observe != NULL)
    server->observe (route, self->queued ? self->call->status : 0, usec, server->observe_data);
}
