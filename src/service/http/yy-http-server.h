#pragma once

#include "yy-db-pool.h"
#include "yy-db-writer.h"
#include "yy-http-call.h"

G_BEGIN_DECLS

/**
 * YyHttpConfig:
 *
 * Where to listen and how patient to be. yy_http_config_init() fills in what is right for a service behind
 * the proxy on the same machine.
 *
 * @host: an address of this machine; anything but loopback is refused
 * @port: 0 for a free one
 * @socket_path: (nullable): a Unix socket instead
 * @listen_fd: a socket that listens already (socket activation), or -1
 * @threads: that read and answer
 * @work_threads, @work_queue: of the work lane; who finds the queue full gets 503
 * @password_threads, @password_queue: of the password lane
 * @connection_limit: connections at once; whoever comes beyond gets 503
 * @peer_limit: connections from one address, 0 for no limit (behind a proxy all come from one)
 * @header_msec: from the connect, or from the first moment that a next request can be awaited no longer, to
 * the end of the headers
 * @idle_sec: without a byte in either direction
 * @body_msec: for the whole body, and a second more for each @least_rate bytes announced
 * @send_msec: for the whole answer, likewise
 * @drain_msec: how long a stop waits for calls that are under way
 * @trust_forwarded: the proxy is believed in X-Forwarded-For; only connections of this machine are
 */
typedef struct
{
  const char *host;
  guint16 port;
  const char *socket_path;
  int listen_fd;
  guint threads;
  guint work_threads;
  guint work_queue;
  guint password_threads;
  guint password_queue;
  guint connection_limit;
  guint peer_limit;
  guint header_msec;
  guint idle_sec;
  guint body_msec;
  guint send_msec;
  guint least_rate;
  guint drain_msec;
  gboolean trust_forwarded;
} YyHttpConfig;

void yy_http_config_init (YyHttpConfig *config);

/* Finds out who calls by the Authorization header (%NULL when there is none) and hangs him at the call
 * (yy_http_call_set_actor()); the call's route says what permission is wanted. It runs when the headers are
 * in, before any byte of the body is taken, and once more in front of each handler of the write lane, inside
 * the transaction: whoever was shut out a moment before changes nothing. */
typedef gboolean (*YyHttpAuthenticate) (YyHttpCall *call, const char *authorization, GError **error);
/* Told of each finished call, on a network thread; for numbers and statistics. */
typedef void (*YyHttpObserve) (const YyHttpRoute *route, guint status, gint64 usec, gpointer user_data);

/**
 * YyHttpServer:
 *
 * HTTP/1.1 for a service that stands behind a proxy: strict about what it reads, with a limit on everything
 * that a client can make it keep or wait for. It knows routes and lanes and nothing of what the service is
 * about.
 */
typedef struct _YyHttpServer YyHttpServer;

/* @pool and @writer (nullable: then there are no such lanes) are borrowed and must outlive the server.
 * @services is what handlers get by yy_http_call_get_services(). */
YyHttpServer *
yy_http_server_new (const YyHttpConfig *config, YyDbPool *pool, YyDbWriter *writer, gpointer services);
void yy_http_server_free (YyHttpServer *self);

/* Before the start. The table must outlive the server. */
void yy_http_server_add_routes (YyHttpServer *self, const YyHttpRoute *routes);
void yy_http_server_set_authenticate (YyHttpServer *self, YyHttpAuthenticate authenticate);
void yy_http_server_set_observe (YyHttpServer *self, YyHttpObserve observe, gpointer user_data);
struct _YyHttpRouter *yy_http_server_get_router (YyHttpServer *self);

gboolean yy_http_server_start (YyHttpServer *self, GError **error);
/* The port that it listens on, 0 for a Unix socket. */
guint16 yy_http_server_get_port (YyHttpServer *self);
/* Takes no more connections and calls, waits for those under way, and ends. What was acknowledged was done;
 * the writer must still be running. May be called twice. */
void yy_http_server_stop (YyHttpServer *self);
/* Calls that are under way. */
guint yy_http_server_get_active (YyHttpServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyHttpServer, yy_http_server_free)

G_END_DECLS
