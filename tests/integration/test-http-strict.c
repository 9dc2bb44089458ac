#include "yy-http-answer.h"
#include "yy-http-server.h"
#include "yy-test-http.h"
#include "yy-wire.h"

#include <string.h>
#include <unistd.h>

/* What a client or a smuggler may write into a request, and what must become of it. "R" in front of an
 * answer: refused, by that status or by the end of the connection, and nothing behind it on the same
 * connection is answered. */

typedef struct
{
  const char *name;
  const char *request;
  gssize length; /* 0: up to the end of the string */
  guint status;  /* 0: any refusal */
} Case;

#define HOST "Host: a.example\r\n"
#define GET(rest) "GET /ok HTTP/1.1\r\n" HOST rest "\r\n"
#define POST(rest) "POST /json HTTP/1.1\r\n" HOST "Content-Type: application/json\r\n" rest
#define URI(uri) "GET " uri " HTTP/1.1\r\n" HOST "\r\n"

/* What must work. */
static const Case good[] = {
  { "plain", GET (""), 0, 200 },
  { "header names in any case", "GET /ok HTTP/1.1\r\nhOsT: a.example\r\n\r\n", 0, 200 },
  { "blanks around a value", "GET /ok HTTP/1.1\r\nHost:   a.example  \t \r\n\r\n", 0, 200 },
  { "no blank before a value", "GET /ok HTTP/1.1\r\nHost:a.example\r\n\r\n", 0, 200 },
  { "empty value", GET ("X-A:\r\n"), 0, 200 },
  { "port in Host", "GET /ok HTTP/1.1\r\nHost: a.example:8080\r\n\r\n", 0, 200 },
  { "IPv6 Host", "GET /ok HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 0, 200 },
  { "empty line in front", "\r\n" GET (""), 0, 200 },
  { "HTTP/1.0 without Host", "GET /ok HTTP/1.0\r\n\r\n", 0, 200 },
  { "HTTP/1.0 with Host", "GET /ok HTTP/1.0\r\n" HOST "\r\n", 0, 200 },
  { "unknown header", GET ("X-Anything: goes; really=\"yes\"\r\n"), 0, 200 },
  { "Chinese in a header", GET ("X-A: \xe5\x8d\xb0\r\n"), 0, 200 },
  { "tab in a value", GET ("X-A: a\tb\r\n"), 0, 200 },
  { "two equal list headers", GET ("Accept: a/b\r\nAccept: c/d\r\n"), 0, 200 },
  { "query", URI ("/ok?a=1&b=%E5%8D%B0"), 0, 200 },
  { "empty query", URI ("/ok?"), 0, 200 },
  { "encoded letters in a path", URI ("/%6f%6B"), 0, 200 },
  { "HEAD", "HEAD /ok HTTP/1.1\r\n" HOST "\r\n", 0, 200 },
  { "Content-Length: 0 on GET", GET ("Content-Length: 0\r\n"), 0, 200 },
  { "JSON", POST ("Content-Length: 2\r\n\r\n{}"), 0, 200 },
  { "JSON with charset",
    "POST /json HTTP/1.1\r\n" HOST
    "Content-Type: application/json; charset=UTF-8\r\nContent-Length: 2\r\n\r\n{}",
    0, 200 },
  { "leading zero in Content-Length", POST ("Content-Length: 02\r\n\r\n{}"), 0, 200 },
  { "chunks", POST ("Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"), 0, 200 },
  { "Chunked in capitals", POST ("Transfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), 0, 200 },
  { "chunk size with zeros", POST ("Transfer-Encoding: chunked\r\n\r\n0002\r\n{}\r\n0\r\n\r\n"), 0, 200 },
  { "Expect: 100-continue", POST ("Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}"), 0, 200 },
  { "unknown path", URI ("/nowhere"), 0, 404 },
  { "trailing slash", URI ("/ok/"), 0, 404 },
  { "known path, wrong method", "DELETE /ok HTTP/1.1\r\n" HOST "\r\n", 0, 405 },
  { "root", URI ("/"), 0, 404 },
  { "semicolon", URI ("/ok;a=b"), 0, 404 },
  { "asterisk in a segment", URI ("/*"), 0, 404 },
};

/* What h1spec and the smugglers' handbooks try. */
static const Case bad[] = {
  { "no Host", "GET /ok HTTP/1.1\r\n\r\n", 0, 400 },
  { "empty Host", "GET /ok HTTP/1.1\r\nHost:\r\n\r\n", 0, 400 },
  { "two Hosts", GET ("Host: b.example\r\n"), 0, 400 },
  { "two equal Hosts", GET (HOST), 0, 400 },
  { "Host with a path", "GET /ok HTTP/1.1\r\nHost: a.example/b\r\n\r\n", 0, 400 },
  { "Host with a user", "GET /ok HTTP/1.1\r\nHost: me@a.example\r\n\r\n", 0, 400 },
  { "Host with a blank", "GET /ok HTTP/1.1\r\nHost: a b\r\n\r\n", 0, 400 },
  { "two Content-Lengths", POST ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"), 0, 400 },
  { "two equal Content-Lengths", POST ("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"), 0, 400 },
  { "list in Content-Length", POST ("Content-Length: 2, 2\r\n\r\n{}"), 0, 400 },
  { "negative Content-Length", POST ("Content-Length: -2\r\n\r\n{}"), 0, 400 },
  { "sign in Content-Length", POST ("Content-Length: +2\r\n\r\n{}"), 0, 400 },
  { "hexadecimal Content-Length", POST ("Content-Length: 0x2\r\n\r\n{}"), 0, 400 },
  { "letters in Content-Length", POST ("Content-Length: 2abc\r\n\r\n{}"), 0, 400 },
  { "empty Content-Length", POST ("Content-Length: \r\n\r\n{}"), 0, 400 },
  { "blank inside Content-Length", POST ("Content-Length: 2 2\r\n\r\n{}"), 0, 400 },
  { "endless Content-Length", POST ("Content-Length: 99999999999999999999999\r\n\r\n{}"), 0, 0 },
  { "more than 64 bits", POST ("Content-Length: 18446744073709551618\r\n\r\n{}"), 0, 0 },
  { "both lengths", POST ("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 0, 400 },
  { "both, other order", POST ("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n"), 0, 400 },
  { "two codings", POST ("Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 0, 400 },
  { "chunked twice", POST ("Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"), 0, 400 },
  { "identity", POST ("Transfer-Encoding: identity\r\n\r\n{}"), 0, 400 },
  { "identity behind chunked", POST ("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"), 0, 400 },
  { "nearly chunked", POST ("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 0, 400 },
  { "chunked in quotes", POST ("Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"), 0, 400 },
  { "empty coding", POST ("Transfer-Encoding:\r\n\r\n{}"), 0, 400 },
  { "two Transfer-Encodings",
    POST ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 0, 400 },
  { "vertical tab before chunked",
    POST ("Transfer-Encoding: \x0b"
          "chunked\r\n\r\n0\r\n\r\n"),
    0, 400 },
  { "blank before the colon", POST ("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"), 0, 0 },
  { "coding in HTTP/1.0", "POST /json HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0,
    400 },
  { "chunk size -1", POST ("Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n"), 0, 0 },
  { "chunk size 0x2", POST ("Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n"), 0, 0 },
  { "chunk size +2", POST ("Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n"), 0, 0 },
  { "no chunk size", POST ("Transfer-Encoding: chunked\r\n\r\n\r\n{}\r\n0\r\n\r\n"), 0, 0 },
  { "chunk size no number", POST ("Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"), 0, 0 },
  { "chunk size of 20 digits",
    POST ("Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff2\r\n{}\r\n0\r\n\r\n"), 0, 0 },
  { "chunk longer than its size", POST ("Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n"), 0, 0 },
  { "header without a colon", GET ("X-Nothing\r\n"), 0, 0 },
  { "blank in a name", GET ("X A: a\r\n"), 0, 0 },
  { "brackets in a name", GET ("X[A]: a\r\n"), 0, 400 },
  { "control character in a value",
    GET ("X-A: a\x01"
         "b\r\n"),
    0, 400 },
  { "lone CR in a value", GET ("X-A: a\rX-B: b\r\n"), 0, 0 },
  { "DEL in a value", GET ("X-A: a\x7f\r\n"), 0, 400 },
  { "blank before the first header", "GET /ok HTTP/1.1\r\n Host: a.example\r\n\r\n", 0, 0 },
  { "lower-case method", "get /ok HTTP/1.1\r\n" HOST "\r\n", 0, 405 },
  { "TRACE", "TRACE /ok HTTP/1.1\r\n" HOST "\r\n", 0, 405 },
  { "CONNECT", "CONNECT a.example:443 HTTP/1.1\r\n" HOST "\r\n", 0, 0 },
  { "OPTIONS *", "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", 0, 0 },
  { "OPTIONS", "OPTIONS /ok HTTP/1.1\r\n" HOST "\r\n", 0, 405 },
  { "PUT", "PUT /ok HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\n{}", 0, 405 },
  { "PATCH", "PATCH /ok HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\n{}", 0, 405 },
  { "a method of its own", "STAMP /ok HTTP/1.1\r\n" HOST "\r\n", 0, 405 },
  { "the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0, 0 },
  { "HTTP/2.0", "GET /ok HTTP/2.0\r\n" HOST "\r\n", 0, 505 },
  { "HTTP/1.2", "GET /ok HTTP/1.2\r\n" HOST "\r\n", 0, 505 },
  { "HTTP/0.9", "GET /ok\r\n", 0, 0 },
  { "http/1.1", "GET /ok http/1.1\r\n" HOST "\r\n", 0, 0 },
  { "no version number", "GET /ok HTTP/\r\n" HOST "\r\n", 0, 0 },
  { "no method", " /ok HTTP/1.1\r\n" HOST "\r\n", 0, 0 },
  { "no path", "GET HTTP/1.1\r\n" HOST "\r\n", 0, 0 },
  { "blank in the path", "GET /o k HTTP/1.1\r\n" HOST "\r\n", 0, 0 },
  { "whole URL", URI ("http://a.example/ok"), 0, 400 },
  { "authority", URI ("a.example"), 0, 400 },
  { "fragment", URI ("/ok#a"), 0, 400 },
  { "backslash", URI ("/ok\\a"), 0, 400 },
  { "two slashes", URI ("//ok"), 0, 400 },
  { "two slashes inside", URI ("/a//ok"), 0, 400 },
  { "dot", URI ("/./ok"), 0, 400 },
  { "two dots", URI ("/a/../ok"), 0, 400 },
  { "hidden dots", URI ("/a/%2e%2E/ok"), 0, 400 },
  { "half hidden dots", URI ("/a/.%2e/ok"), 0, 400 },
  { "hidden slash", URI ("/a%2fok"), 0, 400 },
  { "hidden backslash", URI ("/a%5cok"), 0, 400 },
  { "hidden NUL", URI ("/ok%00"), 0, 400 },
  { "hidden line end", URI ("/ok%0d%0aX: a"), 0, 0 },
  { "hidden tab", URI ("/ok%09"), 0, 400 },
  { "hidden DEL", URI ("/ok%7f"), 0, 400 },
  { "broken percent", URI ("/ok%"), 0, 400 },
  { "short percent", URI ("/ok%4"), 0, 400 },
  { "no hexadecimal", URI ("/ok%zz"), 0, 400 },
  { "overlong UTF-8", URI ("/%c0%af"), 0, 400 },
  { "surrogate", URI ("/%ed%a0%80"), 0, 400 },
  { "half a character", URI ("/%e5%8d"), 0, 400 },
  { "raw bytes above ASCII", URI ("/\xe5\x8d\xb0"), 0, 400 },
  { "quote in a path", URI ("/\"ok\""), 0, 400 },
  { "parameter twice", URI ("/ok?a=1&a=2"), 0, 400 },
  { "parameter twice, hidden", URI ("/ok?a=1&%61=2"), 0, 400 },
  { "NUL in a parameter", URI ("/ok?a=%00"), 0, 400 },
  { "parameter without a name", URI ("/ok?=1"), 0, 400 },
  { "empty parameter", URI ("/ok?a=1&&b=2"), 0, 400 },
  { "broken UTF-8 in a parameter", URI ("/ok?a=%ff"), 0, 400 },
  { "websocket",
    GET ("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
         "x3JJHMbDL1EzLkh9GBhXDw==\r\n"),
    0, 400 },
  { "h2c",
    GET ("Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"), 0,
    400 },
  { "unknown expectation", POST ("Expect: a-miracle\r\nContent-Length: 2\r\n\r\n{}"), 0, 417 },
  { "gzip", POST ("Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"), 0, 415 },
  { "another type", "POST /json HTTP/1.1\r\n" HOST "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
    0, 415 },
  { "no type", "POST /json HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\n{}", 0, 415 },
  { "a type that begins like ours",
    "POST /json HTTP/1.1\r\n" HOST "Content-Type: application/jsonx\r\nContent-Length: 2\r\n\r\n{}", 0, 415 },
  { "form",
    "POST /json HTTP/1.1\r\n" HOST
    "Content-Type: multipart/form-data; boundary=a\r\nContent-Length: 2\r\n\r\n{}",
    0, 415 },
  { "other charset",
    "POST /json HTTP/1.1\r\n" HOST
    "Content-Type: application/json; charset=gbk\r\nContent-Length: 2\r\n\r\n{}",
    0, 415 },
  { "body on GET", GET ("Content-Length: 2\r\n") "{}", 0, 400 },
  { "chunks on GET", GET ("Transfer-Encoding: chunked\r\n") "0\r\n\r\n", 0, 400 },
  { "body too large", POST ("Content-Length: 1000000\r\n\r\n{}"), 0, 413 },
  { "two Authorizations", GET ("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"), 0, 400 },
  { "two If-Match", GET ("If-Match: \"1\"\r\nIf-Match: \"2\"\r\n"), 0, 400 },
  { "two Idempotency-Keys",
    GET ("Idempotency-Key: aaaaaaaaaaaaaaaa\r\nIdempotency-Key: bbbbbbbbbbbbbbbb\r\n"), 0, 400 },
  { "two Content-Types", POST ("Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"), 0, 400 },
};

/* What libmicrohttpd forgives before we see it, and RFC 9112 lets it. None of it changes where a request
 * ends; the proxy in front refuses it. Here so that a change is noticed. */
static const Case forgiven[] = {
  { "NUL in a value", "GET /ok HTTP/1.1\r\n" HOST "X-A: a\0b\r\n\r\n", 47, 200 },
  { "NUL in the path", "GET /ok\0a HTTP/1.1\r\n" HOST "\r\n", 39, 200 },
  { "header without a name", GET (": a\r\n"), 0, 200 },
  { "folded header", GET ("X-A: a\r\n b\r\n"), 0, 200 },
  { "two blanks behind the method", "GET  /ok HTTP/1.1\r\n" HOST "\r\n", 0, 200 },
};

typedef struct
{
  YyHttpServer *server;
  guint16 port;
} Fixture;

static gboolean
ok_cb (YyHttpCall *call, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("ok", 2);

  return yy_http_call_answer_bytes (call, 200, "text/plain", bytes);
}

static const YyHttpRoute routes[] = {
  { "GET", "/ok", YY_HTTP_LANE_READ, YY_HTTP_PUBLIC, 0, YY_HTTP_BODY_NONE, 0, ok_cb, NULL },
  { "POST", "/json", YY_HTTP_LANE_READ, YY_HTTP_PUBLIC, 0, YY_HTTP_BODY_JSON, 1000, ok_cb, NULL },
  { NULL },
};

static void
setup (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YyHttpConfig config;

  yy_http_config_init (&config);
  /* A parser that waits for more where a refusal is due ends here, and soon. */
  config.header_msec = 300;
  config.body_msec = 300;
  f->server = yy_http_server_new (&config, NULL, NULL, NULL);
  yy_http_server_add_routes (f->server, routes);
  yy_http_server_start (f->server, &error);
  g_assert_no_error (error);
  f->port = yy_http_server_get_port (f->server);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  yy_http_server_free (f->server);
}

static void
send_case (int fd, const Case *c)
{
  yy_test_http_send (fd, c->request, c->length > 0 ? c->length : -1);
}

static void
assert_answers (Fixture *f, const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      int fd = yy_test_http_connect (f->port);
      g_autoptr (YyTestAnswer) answer = NULL;

      send_case (fd, &cases[i]);
      answer = yy_test_http_read (fd, g_str_has_prefix (cases[i].request, "HEAD"));
      if (answer->status != cases[i].status)
        g_error ("%s: %u instead of %u", cases[i].name, answer->status, cases[i].status);
      close (fd);
    }
}

static void
test_good (Fixture *f, gconstpointer data)
{
  assert_answers (f, good, G_N_ELEMENTS (good));
  assert_answers (f, forgiven, G_N_ELEMENTS (forgiven));
}

/* Whatever came behind it on the same connection was not answered. */
static gboolean
ends_without_answer (int fd)
{
  g_autofree char *rest = yy_test_http_read_rest (fd);

  return strstr (rest, "HTTP/1.1 200") == NULL;
}

/* Refused, and whatever hides behind it is never answered. */
static void
test_bad (Fixture *f, gconstpointer data)
{
  guint n_failed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      int fd = yy_test_http_connect (f->port);
      g_autoptr (YyTestAnswer) answer = NULL;
      gboolean right;

      send_case (fd, &bad[i]);
      yy_test_http_send (fd, GET (""), -1);
      answer = yy_test_http_read (fd, FALSE);
      right = bad[i].status != 0 ? answer->status == bad[i].status
                                 : answer->status == 0 || answer->status >= 400;
      if (!right || !ends_without_answer (fd))
        {
          g_test_message ("%s: %u instead of %u, or not closed", bad[i].name, answer->status, bad[i].status);
          n_failed++;
        }
      close (fd);
    }

  g_test_message ("%u of %u refused", (guint) G_N_ELEMENTS (bad) - n_failed, (guint) G_N_ELEMENTS (bad));
  g_assert_cmpuint (n_failed, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/http-strict/good", Fixture, NULL, setup, test_good, teardown);
  g_test_add ("/http-strict/bad", Fixture, NULL, setup, test_bad, teardown);

  return g_test_run ();
}
