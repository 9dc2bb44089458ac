#pragma once

#include "yy-db-pool.h"
#include "yy-db-writer.h"
#include "yy-http-server.h"
#include "yy-test-http.h"

#include <jansson.h>

G_BEGIN_DECLS

#define HOST "Host: a.example\r\n"
#define AUTH "Authorization: Bearer good\r\n"
#define GET(uri) "GET " uri " HTTP/1.1\r\n" HOST AUTH "\r\n"
#define EMPTY_POST(uri) "POST " uri " HTTP/1.1\r\n" HOST AUTH "Content-Length: 0\r\n\r\n"
#define MEGABYTE (1024 * 1024)

/* A server with a database, routes for everything that can be tried, and a gate that handlers wait at. */
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
  gint revoke_after; /* from this authentication on all fail, 0 for never */
  guint n_destroyed; /* data of calls */
  guint64 n_bytes;   /* that reached the sink */
  guint n_observed;
} YyEdge;

/* The address sanitizer keeps what was freed for a while, and shadows the rest. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define MEMORY_SLACK (512 * MEGABYTE)
#else
#define MEMORY_SLACK 0
#endif

/* @data: not %NULL for short deadlines. */
void yy_edge_setup (YyEdge *f, gconstpointer data);
void yy_edge_teardown (YyEdge *f, gconstpointer data);
/* Once in main(): what the tests provoke inside is not shown. */
void yy_edge_init_log (void);

void yy_edge_open_gate (YyEdge *f);
void yy_edge_wait_at_gate (YyEdge *f, guint n);
/* One request on a connection of its own. */
YyTestAnswer *yy_edge_ask (YyEdge *f, const char *request);
gint64 yy_edge_count_rows (YyEdge *f);
/* Resident bytes of this process, in which the server runs. */
glong yy_edge_read_memory (void);

void yy_edge_assert_header (YyTestAnswer *answer, const char *name, const char *value);
json_t *yy_edge_take_problem (YyTestAnswer *answer, guint status, const char *code);
void yy_edge_assert_problem (YyTestAnswer *answer, guint status, const char *code);

G_END_DECLS
