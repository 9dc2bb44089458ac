#pragma once

#include "yy-db-pool.h"
#include "yy-db-tx.h"
#include "yy-http-answer.h"
#include "yy-http-call.h"

G_BEGIN_DECLS

/* For the files of this folder. */

typedef struct
{
  char *name;
  char *value;
} YyHttpPair;

struct _YyHttpCall
{
  char *method;
  char *uri;
  char *path;      /* decoded; NULL before it was parsed */
  char **segments; /* decoded segments of the path */
  GArray *query;   /* element-type YyHttpPair, decoded */
  GArray *headers; /* element-type YyHttpPair */
  GArray *params;  /* element-type YyHttpPair */
  const YyHttpRoute *route;
  char request_id[25];
  char *peer;
  gboolean is_local;
  GBytes *body;
  json_t *json;

  gpointer services;
  gpointer actor;
  GDestroyNotify actor_destroy;
  gpointer data;
  GDestroyNotify data_destroy;

  YyDbPool *pool; /* borrowed, nullable */
  YyDb *db;       /* of the lane; lent by the pool when @db_lent */
  gboolean db_lent;
  YyDbTx *view; /* of a lent @db: what one handler reads is of one moment */
  YyHttpLane lane;
  YyHttpLane next_lane;
  YyHttpHandler next_handler;

  guint status;
  GArray *answer_headers; /* element-type YyHttpPair */
  GBytes *answer;         /* nullable */
  int answer_fd;          /* -1 when there is none */
  guint64 answer_length;
  gboolean immutable;
  gboolean close;
  guint retry_after;
};

/* The value of the first pair of that name, ignoring the case of ASCII when @header. */
const char *yy_http_pairs_find (GArray *pairs, const char *name, gboolean header);
void yy_http_pairs_add (GArray *pairs, const char *name, const char *value);

void yy_http_call_set_pool (YyHttpCall *self, YyDbPool *pool);
/* Enters a lane; @db only for the writer's. */
void yy_http_call_enter (YyHttpCall *self, YyHttpLane lane, YyDb *db);
/* Gives back what the lane lent. */
void yy_http_call_leave (YyHttpCall *self);
/* Throws away what a handler answered whose work was undone. */
void yy_http_call_clear_answer (YyHttpCall *self);
/* Answers @error with another status than its own, or 0. */
void yy_http_call_answer_error_as (YyHttpCall *self, const GError *error, guint status);
/* Adds the headers that every answer has. */
void yy_http_call_seal_answer (YyHttpCall *self);

/* %YY_ERROR_MALFORMED that names the part. */
gboolean yy_http_set_malformed (GError **error, const char *part);

G_END_DECLS
