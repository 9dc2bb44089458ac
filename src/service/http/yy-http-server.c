#include "yy-http-server.h"

#include "yy-http-server-private.h"
#include "yy-http-socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

/* For the head of a request; more is refused before it is read. Its pages are touched only when they are
 * needed. */
#define CONNECTION_MEMORY (64 * 1024)
#define WATCH_STEPS 8
#define DISCONNECT_USEC (2 * G_USEC_PER_SEC)
#define PARAMS_LIMIT 256 /* far more than is read (YY_HTTP_QUERY_LIMIT), and fits that memory */

void
yy_http_config_init (YyHttpConfig *config)
{
  *config = (YyHttpConfig) {
    .host = "127.0.0.1",
    .listen_fd = -1,
    .threads = 2,
    .work_threads = 4,
    .work_queue = 128,
    .password_threads = 2,
    .password_queue = 32,
    .connection_limit = 1000,
    .header_msec = 10000,
    .idle_sec = 30,
    .body_msec = 60000,
    .send_msec = 60000,
    .least_rate = 16 * 1024,
    .drain_msec = 10000,
    .trust_forwarded = TRUE,
  };
}

YyHttpServer *
yy_http_server_new (const YyHttpConfig *config, YyDbPool *pool, YyDbWriter *writer, gpointer services)
{
  YyHttpServer *self = g_new0 (YyHttpServer, 1);

  g_return_val_if_fail (config != NULL && config->threads > 0, NULL);

  self->config = *config;
  self->config.host = self->host = g_strdup (config->host);
  self->config.socket_path = self->socket_path = g_strdup (config->socket_path);
  self->pool = pool;
  self->writer = writer;
  self->services = services;
  self->router = yy_http_router_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->quiet);
  while (getrandom (self->salt, sizeof self->salt, 0) != sizeof self->salt)
    g_assert (errno == EINTR);

  return self;
}

void
yy_http_server_free (YyHttpServer *self)
{
  if (self == NULL)
    return;

  yy_http_server_stop (self);
  yy_http_router_free (self->router);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->quiet);
  g_free (self->host);
  g_free (self->socket_path);
  g_free (self);
}

void
yy_http_server_add_routes (YyHttpServer *self, const YyHttpRoute *routes)
{
  g_return_if_fail (self != NULL && self->daemon == NULL);

  yy_http_router_add (self->router, routes);
}

void
yy_http_server_set_authenticate (YyHttpServer *self, YyHttpAuthenticate authenticate)
{
  g_return_if_fail (self != NULL && self->daemon == NULL);

  self->authenticate = authenticate;
}

void
yy_http_server_set_observe (YyHttpServer *self, YyHttpObserve observe, gpointer user_data)
{
  g_return_if_fail (self != NULL && self->daemon == NULL);

  self->observe = observe;
  self->observe_data = user_data;
}

YyHttpRouter *
yy_http_server_get_router (YyHttpServer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->router;
}

guint16
yy_http_server_get_port (YyHttpServer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

guint
yy_http_server_get_active (YyHttpServer *self)
{
  guint n_active;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  n_active = self->n_active;
  g_mutex_unlock (&self->lock);

  return n_active;
}

gint64
yy_http_server_get_patience (YyHttpServer *self, guint base_msec, gint64 length)
{
  return base_msec + MAX (length, 0) / MAX (self->config.least_rate, 1) * 1000;
}

gboolean
yy_http_server_park (YyHttpServer *self)
{
  gboolean open;

  g_mutex_lock (&self->lock);
  open = !self->closing;
  if (open)
    self->n_parked++;
  g_mutex_unlock (&self->lock);

  return open;
}

void
yy_http_server_unpark (YyHttpServer *self)
{
  g_mutex_lock (&self->lock);
  self->n_parked--;
  g_cond_broadcast (&self->quiet);
  g_mutex_unlock (&self->lock);
}

/* Who it was, hashed with a salt of this run: enough to count, too little to look up. */
void
yy_http_server_hash_peer (YyHttpServer *self, const char *peer, char ret_hash[YY_HTTP_PEER_HASH])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, self->salt, sizeof self->salt);
  g_checksum_update (checksum, (const guchar *) peer, -1);
  g_strlcpy (ret_hash, g_checksum_get_string (checksum), YY_HTTP_PEER_HASH);
}

static void
read_peer (YyHttpServer *self, YyHttpConnection *connection, const struct sockaddr *address)
{
  char text[INET6_ADDRSTRLEN] = "local";

  connection->is_local = TRUE;
  if (address != NULL && address->sa_family == AF_INET)
    {
      const struct in_addr *four = &((const struct sockaddr_in *) (const void *) address)->sin_addr;

      inet_ntop (AF_INET, four, text, sizeof text);
      connection->is_local = (ntohl (four->s_addr) >> 24) == 127;
    }
  else if (address != NULL && address->sa_family == AF_INET6)
    {
      const struct in6_addr *six = &((const struct sockaddr_in6 *) (const void *) address)->sin6_addr;

      inet_ntop (AF_INET6, six, text, sizeof text);
      connection->is_local = IN6_IS_ADDR_LOOPBACK (six);
    }
  connection->peer = g_strdup (text);
  yy_http_server_hash_peer (self, text, connection->peer_hash);
}

static void
notify_connection_cb (void *user_data,
                      struct MHD_Connection *mhd,
                      void **context,
                      enum MHD_ConnectionNotificationCode code)
{
  YyHttpServer *self = user_data;
  YyHttpConnection *connection;

  if (code == MHD_CONNECTION_NOTIFY_CLOSED)
    {
      connection = g_steal_pointer (context);
      yy_http_watch_remove (self->watch, connection->timer);
      g_mutex_lock (&self->lock);
      self->n_connections--;
      g_cond_broadcast (&self->quiet);
      g_mutex_unlock (&self->lock);
      g_free (connection->peer);
      g_free (connection);
      return;
    }

  connection = g_new0 (YyHttpConnection, 1);
  g_mutex_lock (&self->lock);
  connection->refused = ++self->n_connections > self->config.connection_limit;
  g_mutex_unlock (&self->lock);
  connection->timer = yy_http_watch_add (
      self->watch, MHD_get_connection_info (mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
      self->config.header_msec);
  read_peer (self, connection,
             MHD_get_connection_info (mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
  *context = connection;
}

/* libmicrohttpd keeps a record of each parameter before we are asked, and when there is no room for them it
 * does nothing at all until a deadline. */
static void
cut_endless_query (const char *uri, struct MHD_Connection *mhd)
{
  guint n_params = 0;

  for (const char *at = uri; *at != '\0'; at++)
    n_params += *at == '&';
  if (n_params > PARAMS_LIMIT)
    shutdown (MHD_get_connection_info (mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd, SHUT_RDWR);
}

static void *
begin_request_cb (void *user_data, const char *uri, struct MHD_Connection *mhd)
{
  cut_endless_query (uri, mhd);
  return yy_http_exchange_new (user_data, mhd, uri);
}

static void
end_request_cb (void *user_data,
                struct MHD_Connection *mhd,
                void **context,
                enum MHD_RequestTerminationCode code)
{
  YyHttpServer *self = user_data;
  YyHttpExchange *exchange = g_steal_pointer (context);

  if (exchange == NULL)
    return;

  /* The next request may stay away as long as any silence may last, and then has its time for the head. */
  yy_http_timer_set (exchange->connection->timer, self->config.idle_sec * 1000 + self->config.header_msec);
  if (exchange->call != NULL)
    {
      yy_http_exchange_log (exchange, code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
      g_mutex_lock (&self->lock);
      self->n_active--;
      g_cond_broadcast (&self->quiet);
      g_mutex_unlock (&self->lock);
    }
  yy_http_exchange_free (exchange);
}

static enum MHD_Result
handle_cb (void *user_data,
           struct MHD_Connection *mhd,
           const char *url,
           const char *method,
           const char *version,
           const char *bytes,
           size_t *length,
           void **context)
{
  YyHttpExchange *exchange = *context;
  enum MHD_Result result;

  if (exchange->call == NULL)
    return yy_http_exchange_begin (exchange, method, version);
  if (*length == 0)
    return yy_http_exchange_proceed (exchange);

  result = yy_http_exchange_take (exchange, bytes, *length);
  *length = 0;
  return result;
}

/* Paths and queries are decoded by us, strictly, and once. */
static size_t
keep_raw_cb (void *user_data, struct MHD_Connection *mhd, char *text)
{
  return strlen (text);
}

G_GNUC_PRINTF (2, 0)
static void
log_cb (void *user_data, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, "YANYIN_EVENT", "http-library", "MESSAGE", "%s",
                    g_strchomp (text));
}

static struct MHD_Daemon *
start_daemon (YyHttpServer *self, int fd)
{
  const YyHttpConfig *config = &self->config;
  /* A few more than the limit are let in, to be told so. The limit is split evenly among the threads, the
   * connections are not. */
  guint most = (config->connection_limit + config->connection_limit / 4 + 16) * config->threads;
  const struct MHD_OptionItem threads[] = {
    { MHD_OPTION_THREAD_POOL_SIZE, (gintptr) config->threads, NULL },
    { MHD_OPTION_END, 0, NULL },
  };
  const struct MHD_OptionItem none[] = { { MHD_OPTION_END, 0, NULL } };

  return MHD_start_daemon (
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_ERROR_LOG, 0, NULL,
      NULL, handle_cb, self, MHD_OPTION_EXTERNAL_LOGGER, log_cb, self, MHD_OPTION_LISTEN_SOCKET, fd,
      MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_LIMIT, most, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
      config->peer_limit, MHD_OPTION_CONNECTION_TIMEOUT, config->idle_sec, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      (size_t) CONNECTION_MEMORY, MHD_OPTION_URI_LOG_CALLBACK, begin_request_cb, self,
      MHD_OPTION_NOTIFY_COMPLETED, end_request_cb, self, MHD_OPTION_NOTIFY_CONNECTION, notify_connection_cb,
      self, MHD_OPTION_UNESCAPE_CALLBACK, keep_raw_cb, self, MHD_OPTION_ARRAY,
      config->threads > 1 ? threads : none, MHD_OPTION_END);
}

gboolean
yy_http_server_start (YyHttpServer *self, GError **error)
{
  const YyHttpConfig *config;
  guint shortest;
  int fd;

  g_return_val_if_fail (self != NULL && self->daemon == NULL, FALSE);

  config = &self->config;
  fd = yy_http_socket_open (config, &self->port, error);
  if (fd < 0)
    return FALSE;

  shortest = MIN (MIN (config->header_msec, config->body_msec), config->send_msec);
  self->watch = yy_http_watch_new (CLAMP (shortest / WATCH_STEPS, 20, 1000));
  self->work = yy_http_lane_pool_new (config->work_threads, config->work_queue);
  self->password = yy_http_lane_pool_new (config->password_threads, config->password_queue);
  self->daemon = start_daemon (self, fd);
  if (self->daemon != NULL)
    return TRUE;

  close (fd);
  g_clear_pointer (&self->work, yy_http_lane_pool_free);
  g_clear_pointer (&self->password, yy_http_lane_pool_free);
  g_clear_pointer (&self->watch, yy_http_watch_free);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The HTTP server could not be started");
  return FALSE;
}

/* Waits until nothing is under way, at most so long; then until nothing is in a lane, however long: what was
 * begun there is finished, and a connection that waits for it cannot be closed. */
static void
drain (YyHttpServer *self)
{
  gint64 end = g_get_monotonic_time () + (gint64) self->config.drain_msec * 1000;

  g_mutex_lock (&self->lock);
  self->draining = TRUE;
  while (self->n_active > 0 && g_cond_wait_until (&self->quiet, &self->lock, end))
    ;
  self->closing = TRUE;
  while (self->n_parked > 0)
    g_cond_wait (&self->quiet, &self->lock);
  g_mutex_unlock (&self->lock);
}

/* libmicrohttpd 0.9.75 falls over when it refuses a malformed request in the same moment as it is stopped. So
 * it is stopped when nobody is connected any more. */
static void
disconnect (YyHttpServer *self)
{
  gint64 end = g_get_monotonic_time () + DISCONNECT_USEC;

  yy_http_watch_cut_all (self->watch);
  g_mutex_lock (&self->lock);
  while (self->n_connections > 0 && g_cond_wait_until (&self->quiet, &self->lock, end))
    ;
  g_mutex_unlock (&self->lock);
}

void
yy_http_server_stop (YyHttpServer *self)
{
  int fd;

  g_return_if_fail (self != NULL);

  if (self->daemon == NULL)
    return;

  fd = MHD_quiesce_daemon (self->daemon);
  if (fd >= 0)
    close (fd);
  drain (self);
  disconnect (self);

  MHD_stop_daemon (g_steal_pointer (&self->daemon));
  g_clear_pointer (&self->work, yy_http_lane_pool_free);
  g_clear_pointer (&self->password, yy_http_lane_pool_free);
  g_clear_pointer (&self->watch, yy_http_watch_free);
  if (self->socket_path != NULL && self->config.listen_fd < 0)
    unlink (self->socket_path);
}
