#include "yy-http-answer.h"

#include "yy-error.h"
#include "yy-http-call-private.h"
#include "yy-http-problem.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A thumbnail has some 10 KB. */
#define SMALL_FILE (64 * 1024)

void
yy_http_call_clear_answer (YyHttpCall *self)
{
  g_clear_pointer (&self->answer, g_bytes_unref);
  if (self->answer_fd >= 0)
    close (self->answer_fd);
  self->answer_fd = -1;
  self->answer_length = 0;
  self->status = 0;
}

static void
set_body (YyHttpCall *self, guint status, const char *content_type, GBytes *bytes)
{
  yy_http_call_clear_answer (self);
  self->status = status;
  self->answer = bytes;
  self->answer_length = g_bytes_get_size (bytes);
  yy_http_call_set_header (self, "Content-Type", content_type);
}

gboolean
yy_http_call_answer_json (YyHttpCall *self, guint status, YyJson *json)
{
  g_return_val_if_fail (self != NULL && json != NULL, FALSE);

  set_body (self, status, "application/json", yy_json_end (json));
  return TRUE;
}

gboolean
yy_http_call_answer_bytes (YyHttpCall *self, guint status, const char *content_type, GBytes *bytes)
{
  g_return_val_if_fail (self != NULL && bytes != NULL, FALSE);

  set_body (self, status, content_type, g_bytes_ref (bytes));
  return TRUE;
}

gboolean
yy_http_call_answer_empty (YyHttpCall *self, guint status)
{
  g_return_val_if_fail (self != NULL, FALSE);

  yy_http_call_clear_answer (self);
  self->status = status;
  return TRUE;
}

/* RFC 6266 and 8187: a name for old clients without anything that could end the quotes, and the true one. */
static char *
make_disposition (const char *name)
{
  g_autofree char *encoded = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *plain = g_strdup (name);

  for (char *at = plain; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at) && strchr ("()-. _", *at) == NULL)
        *at = '_';
    }

  return g_strdup_printf ("attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, encoded);
}

/* The content of a small file, for an answer in one piece: sent after its head it would be a second packet,
 * and a second awakening of whoever reads it. %NULL when it cannot be read whole. */
static GBytes *
read_small (int fd, gsize size)
{
  g_autofree char *data = g_malloc (MAX (size, 1));
  gsize done = 0;

  while (done < size)
    {
      gssize n = pread (fd, data + done, size - done, (off_t) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return NULL;
      done += (gsize) n;
    }

  return g_bytes_new_take (g_steal_pointer (&data), size);
}

gboolean
yy_http_call_answer_file (
    YyHttpCall *self, const char *content_type, int fd, const char *name, GError **error)
{
  struct stat info;
  GBytes *small;

  g_return_val_if_fail (self != NULL && fd >= 0, FALSE);

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      close (fd);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "The answer is no regular file");
      return FALSE;
    }

  yy_http_call_clear_answer (self);
  self->status = 200;
  self->answer_fd = fd;
  self->answer_length = (guint64) info.st_size;
  small = info.st_size <= SMALL_FILE ? read_small (fd, (gsize) info.st_size) : NULL;
  if (small != NULL)
    {
      self->answer = small;
      self->answer_fd = -1;
      close (fd);
    }
  yy_http_call_set_header (self, "Content-Type", content_type);
  if (name != NULL)
    {
      g_autofree char *disposition = make_disposition (name);

      yy_http_call_set_header (self, "Content-Disposition", disposition);
    }

  return TRUE;
}

void
yy_http_call_answer_error_as (YyHttpCall *self, const GError *error, guint status)
{
  guint number = status != 0 ? status : yy_http_status_from_error (error);

  if (error->domain != YY_ERROR)
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "YANYIN_EVENT", "http-error", "REQUEST_ID",
                      self->request_id, "ROUTE", self->route != NULL ? self->route->path : "-", "MESSAGE",
                      "%s: %s (%d)", g_quark_to_string (error->domain), error->message, error->code);

  set_body (self, number, "application/problem+json", yy_http_problem_new (error, number, self->request_id));
  if (number == 401)
    yy_http_call_set_header (self, "WWW-Authenticate", "Bearer");
}

gboolean
yy_http_call_answer_error (YyHttpCall *self, const GError *error)
{
  g_return_val_if_fail (self != NULL && error != NULL, FALSE);

  yy_http_call_answer_error_as (self, error, 0);
  return TRUE;
}

void
yy_http_call_set_header (YyHttpCall *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL && name != NULL && value != NULL);
  g_return_if_fail (strpbrk (name, "\r\n:") == NULL && strpbrk (value, "\r\n") == NULL);

  for (guint i = 0; i < self->answer_headers->len; i++)
    {
      if (g_ascii_strcasecmp (g_array_index (self->answer_headers, YyHttpPair, i).name, name) == 0)
        {
          g_array_remove_index (self->answer_headers, i);
          break;
        }
    }
  yy_http_pairs_add (self->answer_headers, name, value);
}

void
yy_http_call_set_etag_revision (YyHttpCall *self, gint64 revision)
{
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", revision);

  yy_http_call_set_header (self, "ETag", tag);
}

gboolean
yy_http_call_check_etag (YyHttpCall *self, const char *tag)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", tag);
  const char *known;

  g_return_val_if_fail (self != NULL && strpbrk (tag, "\"\r\n") == NULL, FALSE);

  yy_http_call_set_header (self, "ETag", quoted);
  known = yy_http_call_get_header (self, "If-None-Match");
  /* A quoted tag of ours cannot be part of another one. */
  if (known == NULL || (strcmp (known, "*") != 0 && strstr (known, quoted) == NULL))
    return FALSE;

  return yy_http_call_answer_empty (self, 304);
}

void
yy_http_call_set_immutable (YyHttpCall *self)
{
  g_return_if_fail (self != NULL);

  self->immutable = TRUE;
}

void
yy_http_call_set_retry_after (YyHttpCall *self, guint seconds)
{
  g_return_if_fail (self != NULL);

  self->retry_after = seconds;
}

void
yy_http_call_set_close (YyHttpCall *self)
{
  g_return_if_fail (self != NULL);

  self->close = TRUE;
}

void
yy_http_call_seal_answer (YyHttpCall *self)
{
  gboolean good = self->status < 400;

  yy_http_call_set_header (self, "X-Request-Id", self->request_id);
  yy_http_call_set_header (self, "X-Content-Type-Options", "nosniff");
  yy_http_call_set_header (self, "Referrer-Policy", "no-referrer");
  if (yy_http_pairs_find (self->answer_headers, "Content-Security-Policy", TRUE) == NULL)
    yy_http_call_set_header (self, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  if (good && self->immutable)
    yy_http_call_set_header (self, "Cache-Control", "private, max-age=31536000, immutable");
  else if (!good || yy_http_pairs_find (self->answer_headers, "Cache-Control", TRUE) == NULL)
    yy_http_call_set_header (self, "Cache-Control", "no-store");
  if (self->status == 429 || self->status == 503)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", MAX (self->retry_after, 1));

      yy_http_call_set_header (self, "Retry-After", seconds);
    }
  if (self->close)
    yy_http_call_set_header (self, "Connection", "close");
}

guint
yy_http_call_get_status (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->status;
}

GBytes *
yy_http_call_get_answer (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->answer;
}

const char *
yy_http_call_get_answer_header (YyHttpCall *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yy_http_pairs_find (self->answer_headers, name, TRUE);
}
