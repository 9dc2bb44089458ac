#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YyHttpCall YyHttpCall;

/**
 * YyHttpLane:
 *
 * Where a handler runs.
 *
 * @YY_HTTP_LANE_READ: on the thread that read the call from the network, with a read-only connection. Quick.
 * @YY_HTTP_LANE_WRITE: on the writer's thread inside its transaction, in a savepoint of its own. The answer
 * is sent when it is on the disk; when the handler fails, nothing that it wrote remains.
 * @YY_HTTP_LANE_WORK: on a small pool of threads, for whatever waits for the disk or a helper process
 * @YY_HTTP_LANE_PASSWORD: on a pool of two, for what is slow on purpose
 */
typedef enum
{
  YY_HTTP_LANE_READ,
  YY_HTTP_LANE_WRITE,
  YY_HTTP_LANE_WORK,
  YY_HTTP_LANE_PASSWORD,
} YyHttpLane;

/**
 * YyHttpFlags:
 *
 * @YY_HTTP_PUBLIC: nobody has to be signed in; authentication is not tried
 * @YY_HTTP_LOCAL: only for callers on this machine who did not come through the proxy; 404 for all others
 */
typedef enum
{
  YY_HTTP_NONE = 0,
  YY_HTTP_PUBLIC = 1 << 0,
  YY_HTTP_LOCAL = 1 << 1,
} YyHttpFlags;

/**
 * YyHttpBody:
 *
 * @YY_HTTP_BODY_NONE: a call with a body is refused
 * @YY_HTTP_BODY_JSON: `application/json`, gathered up to the cap, and read strictly before the handler runs
 * @YY_HTTP_BODY_RAW: any content type; bytes go to the route's sink as they come and are not kept
 */
typedef enum
{
  YY_HTTP_BODY_NONE,
  YY_HTTP_BODY_JSON,
  YY_HTTP_BODY_RAW,
} YyHttpBody;

/* Parses, calls one function of the engine, answers (yy-http-answer.h). FALSE: @error becomes a problem
 * document. It holds no network connection, so a test can call it. */
typedef gboolean (*YyHttpHandler) (YyHttpCall *call, GError **error);

/**
 * YyHttpSink:
 *
 * Where the bytes of a raw body go. All are called on the network thread, so they only write to a file. What
 * they keep hangs at the call (yy_http_call_set_data()), whose destroy function also cleans up after a caller
 * who went away in the middle. When the body is whole, the route's handler runs.
 *
 * @begin: before the first byte; @length is what was announced, or -1
 * @chunk: some more bytes
 */
typedef struct
{
  gboolean (*begin) (YyHttpCall *call, gint64 length, GError **error);
  gboolean (*chunk) (YyHttpCall *call, const guint8 *bytes, gsize length, GError **error);
} YyHttpSink;

/**
 * YyHttpRoute:
 *
 * One thing that can be asked for. A table of them ends with a %NULL method.
 *
 * @method: "GET" (which answers HEAD too), "POST" or "DELETE"
 * @path: whole path, with "{name}" for a segment that varies
 * @permission: for the authenticate function; the server does not look at it
 * @body_limit: greatest number of bytes of the body
 * @sink: for %YY_HTTP_BODY_RAW
 */
typedef struct
{
  const char *method;
  const char *path;
  YyHttpLane lane;
  YyHttpFlags flags;
  guint permission;
  YyHttpBody body;
  gsize body_limit;
  YyHttpHandler handler;
  const YyHttpSink *sink;
} YyHttpRoute;

G_END_DECLS
