#include "yy-test-http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Longer than any deadline that a test sets, shorter than anybody's patience. */
#define PATIENCE_MSEC 20000

int
yy_test_http_connect (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);

  return fd;
}

gboolean
yy_test_http_send (int fd, const char *bytes, gssize length)
{
  gsize rest = length >= 0 ? (gsize) length : strlen (bytes);

  while (rest > 0)
    {
      gssize sent = send (fd, bytes, rest, MSG_NOSIGNAL);

      if (sent < 0 && errno == EINTR)
        continue;
      if (sent <= 0)
        return FALSE;
      bytes += sent;
      rest -= (gsize) sent;
    }

  return TRUE;
}

/* 0 at the end of the stream, however it came. */
static gssize
receive (int fd, void *bytes, gsize length)
{
  struct pollfd wait = { fd, POLLIN, 0 };
  gssize got;

  g_assert_cmpint (poll (&wait, 1, PATIENCE_MSEC), >, 0);
  got = recv (fd, bytes, length, 0);

  return MAX (got, 0);
}

char *
yy_test_answer_dup_header (YyTestAnswer *self, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (self->head, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 1; lines[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
        return g_strstrip (g_strdup (lines[i] + length + 1));
    }

  return NULL;
}

YyTestAnswer *
yy_test_http_read (int fd, gboolean head)
{
  YyTestAnswer *self = g_new0 (YyTestAnswer, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *announced = NULL;
  gsize length;
  char c;

  self->body = g_byte_array_new ();
  /* Byte by byte, so as to leave the next answer where it is. */
  while (!g_str_has_suffix (text->str, "\r\n\r\n") && receive (fd, &c, 1) == 1)
    g_string_append_c (text, c);
  self->head = g_strdup (text->str);
  if (sscanf (self->head, "HTTP/1.1 %u ", &self->status) != 1)
    {
      self->status = 0;
      return self;
    }

  announced = yy_test_answer_dup_header (self, "Content-Length");
  length = announced != NULL && !head && self->status != 204 && self->status != 304
               ? (gsize) g_ascii_strtoull (announced, NULL, 10)
               : 0;
  while (self->body->len < length)
    {
      guint8 buffer[65536];
      gssize got = receive (fd, buffer, MIN (sizeof buffer, length - self->body->len));

      if (got == 0)
        break;
      g_byte_array_append (self->body, buffer, (guint) got);
    }

  if (self->status == 100)
    {
      yy_test_answer_free (self);
      return yy_test_http_read (fd, head);
    }

  return self;
}

gboolean
yy_test_http_is_closed (int fd)
{
  char c;

  return receive (fd, &c, 1) == 0;
}

char *
yy_test_http_read_rest (int fd)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  char buffer[4096];
  gssize got;

  while ((got = receive (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (rest, buffer, got);

  return g_string_free (g_steal_pointer (&rest), FALSE);
}

void
yy_test_answer_free (YyTestAnswer *self)
{
  g_free (self->head);
  g_byte_array_unref (self->body);
  g_free (self);
}

const char *
yy_test_answer_get_text (YyTestAnswer *self)
{
  g_byte_array_append (self->body, (const guint8 *) "", 1);
  g_byte_array_set_size (self->body, self->body->len - 1);

  return (const char *) self->body->data;
}
