#pragma once

#include "yy-db-pool.h"
#include "yy-db-writer.h"
#include "yy-deriver.h"
#include "yy-engine-accounts.h"
#include "yy-http-answer.h"
#include "yy-http-call.h"
#include "yy-image-worker.h"
#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyServices:
 *
 * What the routes of the service work with; hangs at the server and lives longer than it. Borrows everything.
 */
typedef struct
{
  YyEngine *engine;
  YyDbPool *pool;
  YyDbWriter *writer;
  YyImageWorker *images;
  YyDeriver *deriver;
  const char *regulation; /* path of the file of the office (R15), "" for none */
} YyServices;

YyServices *yy_services_get (YyHttpCall *call);
/* Who is signed in. Never %NULL on a route that is not public. */
const YyActor *yy_services_get_actor (YyHttpCall *call);
/* For yy_http_server_set_authenticate(). */
gboolean yy_services_authenticate (YyHttpCall *call, const char *authorization, GError **error);

/* The tables of routes, one a resource. */
extern const YyHttpRoute yy_http_about_routes[];
extern const YyHttpRoute yy_http_session_routes[];
extern const YyHttpRoute yy_http_directory_routes[];
extern const YyHttpRoute yy_http_regulation_routes[];
extern const YyHttpRoute yy_http_request_routes[];
extern const YyHttpRoute yy_http_move_routes[];
extern const YyHttpRoute yy_http_delegation_routes[];
extern const YyHttpRoute yy_http_policy_routes[];
extern const YyHttpRoute yy_http_custody_routes[];
extern const YyHttpRoute yy_http_picture_routes[];
extern const YyHttpRoute yy_http_upload_routes[];

/* A JSON body never needs more. */
#define YY_HTTP_JSON_LIMIT (256 * 1024)

/* Answers with a request as its caller may see it, and its ETag. */
gboolean yy_services_answer_request (YyHttpCall *call, guint status, YyRequest *request, GError **error);
/* Writes who @person_id is, as sign-in and /me tell it. */
gboolean yy_services_encode_me (
    YyHttpCall *call, YyJson *json, const char *name, const char *person_id, YyDb *db, GError **error);

G_END_DECLS
