#include "yy-test-edge.h"

#include "yy-wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void
test_answers (YyEdge *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) plain = yy_edge_ask (f, GET ("/echo/%E5%8D%B0?q=a%2Bb+c"));
  g_autoptr (YyTestAnswer) head = yy_edge_ask (f, "HEAD /echo/x HTTP/1.1\r\n" HOST AUTH "\r\n");
  g_autoptr (YyTestAnswer) missing = yy_edge_ask (f, GET ("/nowhere"));
  g_autoptr (YyTestAnswer) wrong = yy_edge_ask (f, "DELETE /echo/x HTTP/1.1\r\n" HOST AUTH "\r\n");
  g_autoptr (YyTestAnswer) nobody = yy_edge_ask (f, "GET /echo/x HTTP/1.1\r\n" HOST "\r\n");
  g_autoptr (YyTestAnswer) empty = yy_edge_ask (f, GET ("/empty"));
  g_autoptr (YyTestAnswer) broken = yy_edge_ask (
      f, "POST /echo/x HTTP/1.1\r\n" HOST "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{");
  g_autoptr (json_t)
      json = yy_wire_parse ((const char *) plain->body->data, plain->body->len, MEGABYTE, NULL);
  g_autofree char *length = yy_test_answer_dup_header (head, "Content-Length");

  g_assert_cmpuint (plain->status, ==, 200);
  g_assert_cmpstr (json_string_value (json_object_get (json, "id")), ==, "印");
  g_assert_cmpstr (json_string_value (json_object_get (json, "q")), ==, "a+b c");
  g_assert_cmpstr (json_string_value (json_object_get (json, "actor")), ==, "somebody");
  yy_edge_assert_header (plain, "X-Content-Type-Options", "nosniff");
  yy_edge_assert_header (plain, "Cache-Control", "no-store");
  yy_edge_assert_header (plain, "Referrer-Policy", "no-referrer");
  yy_edge_assert_header (plain, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  yy_edge_assert_header (plain, "Server", NULL);

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpint (g_ascii_strtoll (length, NULL, 10), >, 20);
  yy_edge_assert_problem (missing, 404, "not-found");
  yy_edge_assert_problem (wrong, 405, "not-found");
  yy_edge_assert_header (wrong, "Allow", "GET, HEAD, POST");
  yy_edge_assert_problem (nobody, 401, "unauthenticated");
  yy_edge_assert_header (nobody, "WWW-Authenticate", "Bearer");
  g_assert_cmpuint (empty->status, ==, 204);
  yy_edge_assert_problem (broken, 400, "malformed");
}

/* What went wrong inside is for the journal. */
static void
test_inside (YyEdge *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) answer = yy_edge_ask (f, GET ("/inside"));

  g_assert_null (strstr (yy_test_answer_get_text (answer), "secret"));
  g_assert_null (strstr (yy_test_answer_get_text (answer), "SELECT"));
  yy_edge_assert_problem (answer, 500, "internal");
}

static void
test_preconditions (YyEdge *f, gconstpointer data)
{
#define KEY "Idempotency-Key: 0123456789abcdef\r\n"
#define MATCH(headers) "GET /match HTTP/1.1\r\n" HOST headers "\r\n"
  static const struct
  {
    const char *request;
    guint status;
  } cases[] = {
    { MATCH ("If-Match: \"4\"\r\n" KEY), 200 },
    { MATCH (KEY), 428 },
    { MATCH ("If-Match: *\r\n" KEY), 400 },
    { MATCH ("If-Match: W/\"4\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"4\", \"5\"\r\n" KEY), 400 },
    { MATCH ("If-Match: 4\r\n" KEY), 400 },
    { MATCH ("If-Match: \"\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"x\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"-4\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"99999999999999999999\"\r\n" KEY), 400 },
    { MATCH ("If-Match: \"4\"\r\n"), 428 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: \r\n"), 400 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: short\r\n"), 400 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: 0123456789abcde!\r\n"), 400 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: \"0123456789abcdef\"\r\n"), 400 },
    { MATCH ("If-Match: \"4\"\r\nIdempotency-Key: "
             "0123456789012345678901234567890123456789012345678901234567890123456789\r\n"),
      400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YyTestAnswer) answer = yy_edge_ask (f, cases[i].request);

      g_assert_cmpuint (answer->status, ==, cases[i].status);
      if (answer->status == 200)
        yy_edge_assert_header (answer, "ETag", "\"5\"");
    }
}

static void
test_file (YyEdge *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) whole = yy_edge_ask (f, GET ("/file"));
  g_autoptr (YyTestAnswer)
      known = yy_edge_ask (f, "GET /file HTTP/1.1\r\n" HOST "If-None-Match: \"x\", \"abc\"\r\n\r\n");
  g_autofree char *contents = NULL;
  g_autofree char *disposition = yy_test_answer_dup_header (whole, "Content-Disposition");
  gsize length;

  g_assert_true (g_file_get_contents (f->path, &contents, &length, NULL));
  g_assert_cmpmem (whole->body->data, whole->body->len, contents, length);
  yy_edge_assert_header (whole, "Content-Type", "image/jpeg");
  yy_edge_assert_header (whole, "ETag", "\"abc\"");
  yy_edge_assert_header (whole, "Cache-Control", "private, max-age=31536000, immutable");
  g_assert_true (g_str_has_prefix (disposition, "attachment; filename=\""));
  g_assert_nonnull (strstr (disposition, "filename*=UTF-8''%E5%8D%B0%E7%AB%A0%20%22a%22%3B%0D%0A.jpg"));
  g_assert_cmpuint (known->status, ==, 304);
  g_assert_cmpuint (known->body->len, ==, 0);
}

/* An address that a client made up must not open what is for this machine alone, nor hide who he is. */
static void
test_peer (YyEdge *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer) direct = yy_edge_ask (f, GET ("/local"));
  g_autoptr (YyTestAnswer)
      forwarded = yy_edge_ask (f, "GET /local HTTP/1.1\r\n" HOST "X-Forwarded-For: 127.0.0.1\r\n\r\n");
  g_autoptr (YyTestAnswer) spoofed =
      yy_edge_ask (f, "GET /echo/x HTTP/1.1\r\n" HOST AUTH "X-Forwarded-For: 1.1.1.1, 10.2.3.4\r\n\r\n");
  g_autoptr (YyTestAnswer)
      nonsense = yy_edge_ask (f, "GET /local HTTP/1.1\r\n" HOST "X-Forwarded-For: <script>\r\n\r\n");

  g_assert_cmpuint (direct->status, ==, 204);
  g_assert_cmpuint (forwarded->status, ==, 404);
  g_assert_cmpuint (nonsense->status, ==, 404);
  g_assert_nonnull (strstr (yy_test_answer_get_text (spoofed), "\"peer\":\"10.2.3.4\",\"local\":false"));
}

static void
test_sizes (YyEdge *f, gconstpointer data)
{
  static const struct
  {
    gsize uri;
    gsize header;
    guint status;
  } cases[] = {
    { 9000, 0, 414 },
    { 128 * 1024, 0, 0 },
    { 0, 40000, 431 },
    { 0, 128 * 1024, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = g_strnfill (cases[i].uri, 'a');
      g_autofree char *header = g_strnfill (cases[i].header, 'a');
      g_autofree char *request = g_strdup_printf ("GET /%s HTTP/1.1\r\n" HOST "X-A: %s\r\n\r\n", uri, header);
      int fd = yy_test_http_connect (f->port);
      g_autoptr (YyTestAnswer) answer = NULL;

      yy_test_http_send (fd, request, -1);
      answer = yy_test_http_read (fd, FALSE);
      if (cases[i].status != 0)
        g_assert_cmpuint (answer->status, ==, cases[i].status);
      else
        g_assert_true (answer->status == 0 || answer->status == 414 || answer->status == 431 ||
                       answer->status == 413);
      close (fd);
    }
}

/* Twenty thousand headers, and a thousand parameters. */
static void
test_numbers (YyEdge *f, gconstpointer data)
{
  g_autoptr (GString) headers = g_string_new ("GET /count HTTP/1.1\r\n" HOST);
  g_autoptr (GString) query = g_string_new ("GET /count?a=1");
  int fd = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) many = NULL;
  YyTestAnswer *answer;
  char *request;

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (headers, "A%d: b\r\n", i);
  g_string_append (headers, "\r\n");
  yy_test_http_send (fd, headers->str, (gssize) headers->len);
  many = yy_test_http_read (fd, FALSE);
  g_assert_true (many->status == 0 || many->status >= 400);
  close (fd);

  for (int i = 0; i < 1000; i++)
    {
      g_string_append_printf (query, "&b%d=1", i);
      if (i != 100 && i != 999)
        continue;
      request = g_strconcat (query->str, " HTTP/1.1\r\n" HOST "\r\n", NULL);
      answer = yy_edge_ask (f, request);
      g_assert_cmpuint (answer->status, ==, i == 100 ? 400 : 0);
      g_clear_pointer (&answer, yy_test_answer_free);
      g_clear_pointer (&request, g_free);
    }
}

static void
test_pipeline (YyEdge *f, gconstpointer data)
{
  int fd = yy_test_http_connect (f->port);
  g_autoptr (GString) requests = g_string_new (NULL);

  for (int i = 0; i < 100; i++)
    {
      if (i % 10 == 3)
        g_string_append (requests, EMPTY_POST ("/insert"));
      else if (i % 10 == 7)
        g_string_append_printf (requests,
                                "POST /echo/p%d HTTP/1.1\r\n" HOST
                                "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                                i);
      else
        g_string_append_printf (requests, "GET /echo/p%d HTTP/1.1\r\n" HOST AUTH "\r\n", i);
    }
  g_assert_true (yy_test_http_send (fd, requests->str, (gssize) requests->len));

  for (int i = 0; i < 100; i++)
    {
      g_autoptr (YyTestAnswer) answer = yy_test_http_read (fd, FALSE);
      g_autofree char *wanted = g_strdup_printf ("\"p%d\"", i);

      g_assert_cmpuint (answer->status, ==, i % 10 == 3 ? 201 : 200);
      if (i % 10 != 3)
        g_assert_nonnull (strstr (yy_test_answer_get_text (answer), wanted));
    }
  close (fd);
  g_assert_cmpint (yy_edge_count_rows (f), ==, 10);
}

/* One byte in a while must not hold a place for ever. */
static void
assert_cut (int fd, const char *drop)
{
  char c;

  for (;;)
    {
      gssize got = recv (fd, &c, 1, MSG_DONTWAIT);

      if (got == 0 || (got < 0 && errno != EAGAIN))
        break;
      /* As slow as a slow sender, and yet no silence: the socket's own timeout is the pace. */
      if (!yy_test_http_send (fd, drop, -1))
        break;
      if (recv (fd, &c, 1, 0) == 0)
        break;
    }
  close (fd);
}

static void
test_slow (YyEdge *f, gconstpointer data)
{
  const struct timeval pace = { 0, 50000 };
  const char *starts[] = {
    "GET /count HTTP/1.1\r\n" HOST "X-A: ",
    "G",
    "POST /raw HTTP/1.1\r\n" HOST AUTH "Content-Length: 1000\r\n\r\n",
    "POST /raw HTTP/1.1\r\n" HOST AUTH "Transfer-Encoding: chunked\r\n\r\n400\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      int fd = yy_test_http_connect (f->port);
      gint64 start = g_get_monotonic_time ();

      setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &pace, sizeof pace);
      yy_test_http_send (fd, starts[i], -1);
      assert_cut (fd, "a");
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }

  /* Others are served meanwhile and after it. */
  g_assert_cmpint (yy_edge_count_rows (f), ==, 0);
}

/* Who says nothing at all is let go, also between two requests. */
static void
test_silent (YyEdge *f, gconstpointer data)
{
  int fd = yy_test_http_connect (f->port);
  int second;
  g_autoptr (YyTestAnswer) answer = NULL;

  g_assert_true (yy_test_http_is_closed (fd));
  close (fd);

  second = yy_test_http_connect (f->port);
  yy_test_http_send (second, GET ("/count"), -1);
  answer = yy_test_http_read (second, FALSE);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (yy_test_http_is_closed (second));
  close (second);
}

/* Uploads go through, and are not kept. */
static void
test_upload (YyEdge *f, gconstpointer data)
{
  g_autofree char *block = g_strnfill (MEGABYTE, 'x');
  int fd = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) answer = NULL;
  glong before;

  yy_test_http_send (fd, "POST /raw HTTP/1.1\r\n" HOST AUTH "Content-Length: 31457280\r\n\r\n", -1);
  before = yy_edge_read_memory ();
  for (int i = 0; i < 30; i++)
    g_assert_true (yy_test_http_send (fd, block, MEGABYTE));
  g_assert_cmpint (yy_edge_read_memory () - before, <, 8 * MEGABYTE + MEMORY_SLACK);
  answer = yy_test_http_read (fd, FALSE);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (f->n_bytes, ==, 30 * MEGABYTE);
  close (fd);
}

static void
test_too_large (YyEdge *f, gconstpointer data)
{
  g_autoptr (YyTestAnswer)
      announced = yy_edge_ask (f, "POST /raw HTTP/1.1\r\n" HOST AUTH "Content-Length: 99999999\r\n\r\nxxx");
  g_autofree char *block = g_strnfill (0x1000, ' ');
  int fd = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) counted = NULL;
  glong before = yy_edge_read_memory ();

  yy_edge_assert_problem (announced, 413, "too-large");
  yy_edge_assert_header (announced, "Connection", "close");

  /* Nobody said how much; the cap of this route is a thousand. */
  yy_test_http_send (fd,
                     "POST /echo/x HTTP/1.1\r\n" HOST
                     "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                     -1);
  for (int i = 0; i < 100; i++)
    {
      yy_test_http_send (fd, "1000\r\n", -1);
      yy_test_http_send (fd, block, 0x1000);
      yy_test_http_send (fd, "\r\n", -1);
    }
  yy_test_http_send (fd, "0\r\n\r\n", -1);
  counted = yy_test_http_read (fd, FALSE);
  yy_edge_assert_problem (counted, 413, "too-large");
  g_assert_true (yy_test_http_is_closed (fd));
  close (fd);

  /* Without end: cut off, without any memory for it. */
  fd = yy_test_http_connect (f->port);
  yy_test_http_send (fd,
                     "POST /echo/x HTTP/1.1\r\n" HOST
                     "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                     -1);
  while (yy_test_http_send (fd, "1000\r\n", -1) && yy_test_http_send (fd, block, 0x1000) &&
         yy_test_http_send (fd, "\r\n", -1))
    ;
  close (fd);
  g_assert_cmpint (yy_edge_read_memory () - before, <, 8 * MEGABYTE + MEMORY_SLACK);
}

/* Nobody's bytes are taken before it is known who he is. */
static void
test_expect (YyEdge *f, gconstpointer data)
{
  int fd = yy_test_http_connect (f->port);
  g_autoptr (YyTestAnswer) nobody = NULL;
  g_autoptr (YyTestAnswer) somebody = NULL;

  yy_test_http_send (fd, "POST /raw HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n",
                     -1);
  nobody = yy_test_http_read (fd, FALSE);
  yy_edge_assert_problem (nobody, 401, "unauthenticated");
  close (fd);
  g_assert_cmpuint (f->n_bytes, ==, 0);

  fd = yy_test_http_connect (f->port);
  yy_test_http_send (
      fd, "POST /raw HTTP/1.1\r\n" HOST AUTH "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n", -1);
  yy_test_http_send (fd, "abc", -1);
  somebody = yy_test_http_read (fd, FALSE);
  g_assert_cmpuint (somebody->status, ==, 200);
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  yy_edge_init_log ();

#define ADD(name, func) g_test_add ("/http-edge/" name, YyEdge, NULL, yy_edge_setup, func, yy_edge_teardown)
#define ADD_QUICK(name, func)                                                                                \
  g_test_add ("/http-edge/" name, YyEdge, "quick", yy_edge_setup, func, yy_edge_teardown)
  ADD ("answers", test_answers);
  ADD ("inside", test_inside);
  ADD ("preconditions", test_preconditions);
  ADD ("file", test_file);
  ADD ("peer", test_peer);
  ADD ("sizes", test_sizes);
  ADD ("numbers", test_numbers);
  ADD ("pipeline", test_pipeline);
  ADD_QUICK ("slow", test_slow);
  ADD_QUICK ("silent", test_silent);
  ADD ("upload", test_upload);
  ADD ("too-large", test_too_large);
  ADD ("expect", test_expect);

  return g_test_run ();
}
