#pragma once

#include <microhttpd.h>

#include "yy-http-call-private.h"
#include "yy-http-lanes.h"
#include "yy-http-router.h"
#include "yy-http-server.h"
#include "yy-http-watch.h"

G_BEGIN_DECLS

/* Between yy-http-server.c (the life of the server and of connections) and yy-http-exchange.c (of one call).
 */

#define YY_HTTP_PEER_HASH 13 /* bytes, with the end */

struct _YyHttpServer
{
  YyHttpConfig config;
  char *host;
  char *socket_path;
  YyDbPool *pool;     /* borrowed, nullable */
  YyDbWriter *writer; /* borrowed, nullable */
  gpointer services;
  YyHttpRouter *router;
  YyHttpAuthenticate authenticate;
  YyHttpObserve observe;
  gpointer observe_data;

  struct MHD_Daemon *daemon;
  guint16 port;
  YyHttpWatch *watch;
  YyHttpLanePool *work;
  YyHttpLanePool *password;
  guint8 salt[16]; /* of the peers' hashes in the log */

  GMutex lock; /* guards what follows */
  GCond quiet;
  gboolean draining; /* new calls are refused */
  gboolean closing;  /* nothing is parked any more */
  guint n_active;    /* calls that are under way */
  guint n_connections;
  guint n_parked; /* of those, in a lane off the network thread */
};

/* A network connection of a client. */
typedef struct
{
  YyHttpTimer *timer;
  gboolean refused; /* beyond the limit: told so, and closed */
  char *peer;
  char peer_hash[YY_HTTP_PEER_HASH];
  gboolean is_local;
} YyHttpConnection;

/* One call as libmicrohttpd sees it. */
typedef struct
{
  YyHttpServer *server;
  struct MHD_Connection *mhd;
  YyHttpConnection *connection;
  char *uri;
  YyHttpCall *call; /* NULL before the headers are in */
  GError *error;    /* why it is refused, before there is an answer */
  guint status;     /* instead of the error's own, or 0 */
  GByteArray *body;
  gsize received;
  YyHttpHandler handler; /* the next to run */
  YyHttpLane lane;
  gboolean
      entered; /* the handler goes on in the lane, and with the view of the database, that the head was in */
  gboolean finished; /* there is an answer to be sent */
  gboolean queued;   /* it has been handed to libmicrohttpd */
  gint64 start;      /* monotonic */
} YyHttpExchange;

YyHttpExchange *yy_http_exchange_new (YyHttpServer *server, struct MHD_Connection *mhd, const char *uri);
void yy_http_exchange_free (YyHttpExchange *self);
/* The head is in. */
enum MHD_Result yy_http_exchange_begin (YyHttpExchange *self, const char *method, const char *version);
/* Some of the body. */
enum MHD_Result yy_http_exchange_take (YyHttpExchange *self, const char *bytes, gsize length);
/* The body is whole, or a lane has done its part. */
enum MHD_Result yy_http_exchange_proceed (YyHttpExchange *self);
/* Sends the answer. */
enum MHD_Result yy_http_exchange_send (YyHttpExchange *self);
void yy_http_exchange_log (YyHttpExchange *self, gboolean whole);

/* FALSE when the server is about to close and must not wait for one more. */
gboolean yy_http_server_park (YyHttpServer *self);
void yy_http_server_unpark (YyHttpServer *self);
void yy_http_server_hash_peer (YyHttpServer *self, const char *peer, char ret_hash[YY_HTTP_PEER_HASH]);
/* How long @length bytes may take. */
gint64 yy_http_server_get_patience (YyHttpServer *self, guint base_msec, gint64 length);

G_END_DECLS
