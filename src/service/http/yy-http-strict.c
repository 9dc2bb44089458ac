#include "yy-http-strict.h"

#include "yy-config.h"
#include "yy-error.h"
#include "yy-http-answer.h"
#include "yy-http-call-private.h"
#include "yy-http-uri.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Two of them, and it depends on the reader which one counts. */
static const char *const single[] = {
  "Host",   "Content-Length", "Authorization", "Idempotency-Key",   "If-Match",
  "Expect", "Content-Type",   "Upload-Offset", "Transfer-Encoding", "Upload-Length",
};

static const char *const methods[] = { "GET", "HEAD", "POST", "DELETE", NULL };

static gboolean
is_token (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isalnum (*text) && strchr ("!#$%&'*+-.^_`|~", *text) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_field_value (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (((guchar) *text < 0x20 && *text != '\t') || *text == 0x7f)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_fields (YyHttpCall *call, guint *ret_status, GError **error)
{
  gsize size = 0;

  for (guint i = 0; i < call->headers->len; i++)
    {
      const YyHttpPair *pair = &g_array_index (call->headers, YyHttpPair, i);

      size += strlen (pair->name) + strlen (pair->value) + 4;
      if (!is_token (pair->name) || !is_field_value (pair->value))
        return yy_http_set_malformed (error, "header");
    }
  if (size > YY_HTTP_HEADERS_LIMIT)
    {
      *ret_status = 431;
      return yy_http_set_malformed (error, "headers");
    }

  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      if (yy_http_call_count_header (call, single[i]) > 1)
        return yy_http_set_malformed (error, single[i]);
    }

  return TRUE;
}

/* A name or address with an optional port. */
static gboolean
is_host (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > 255)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && strchr (".-_:[]", text[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_framing (YyHttpCall *call, gboolean old, GError **error)
{
  const char *length = yy_http_call_get_header (call, "Content-Length");
  const char *coding = yy_http_call_get_header (call, "Transfer-Encoding");

  if (length != NULL && coding != NULL)
    return yy_http_set_malformed (error, "Transfer-Encoding");
  if (coding != NULL && (old || g_ascii_strcasecmp (coding, "chunked") != 0))
    return yy_http_set_malformed (error, "Transfer-Encoding");
  if (length != NULL &&
      (strlen (length) > 15 || *length == '\0' || strspn (length, "0123456789") != strlen (length)))
    return yy_http_set_malformed (error, "Content-Length");

  return TRUE;
}

static gboolean
check_version (const char *version, gboolean *ret_old)
{
  *ret_old = strcmp (version, "HTTP/1.0") == 0;

  return *ret_old || strcmp (version, "HTTP/1.1") == 0;
}

gboolean
yy_http_strict_check (YyHttpCall *call, const char *version, guint *ret_status, GError **error)
{
  const char *host = yy_http_call_get_header (call, "Host");
  const char *expect = yy_http_call_get_header (call, "Expect");
  gboolean old;

  *ret_status = 0;
  if (!check_version (version, &old))
    {
      *ret_status = 505;
      return yy_http_set_malformed (error, "version");
    }
  if (strlen (call->uri) > YY_HTTP_URI_LIMIT)
    {
      *ret_status = 414;
      return yy_http_set_malformed (error, "path");
    }
  if (!check_fields (call, ret_status, error) || !check_framing (call, old, error))
    return FALSE;
  if (host == NULL ? !old : !is_host (host))
    return yy_http_set_malformed (error, "Host");
  if (!g_strv_contains (methods, call->method))
    {
      *ret_status = 405;
      yy_http_call_set_header (call, "Allow", "GET, HEAD, POST, DELETE");
      return yy_http_set_malformed (error, "method");
    }
  if (yy_http_call_get_header (call, "Upgrade") != NULL)
    return yy_http_set_malformed (error, "Upgrade");
  if (expect != NULL && g_ascii_strcasecmp (expect, "100-continue") != 0)
    {
      *ret_status = 417;
      return yy_http_set_malformed (error, "Expect");
    }
  if (yy_http_call_get_header (call, "Content-Encoding") != NULL)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNSUPPORTED,
                           g_dgettext (YY_GETTEXT_DOMAIN, "Content of this kind is not taken."));
      return FALSE;
    }

  return yy_http_call_parse_uri (call, error);
}

gint64
yy_http_strict_get_length (YyHttpCall *call)
{
  const char *length = yy_http_call_get_header (call, "Content-Length");

  if (yy_http_call_get_header (call, "Transfer-Encoding") != NULL)
    return -1;

  return length != NULL ? g_ascii_strtoll (length, NULL, 10) : 0;
}

gboolean
yy_http_strict_is_json (const char *content_type)
{
  static const char json[] = "application/json";
  const char *rest;
  g_autofree char *squeezed = NULL;

  if (content_type == NULL || g_ascii_strncasecmp (content_type, json, strlen (json)) != 0)
    return FALSE;

  rest = content_type + strlen (json);
  squeezed = g_strdup (rest);
  g_strstrip (squeezed);
  if (*squeezed == '\0')
    return TRUE;
  if (*squeezed != ';')
    return FALSE;

  g_strchug (squeezed + 1);
  return g_ascii_strcasecmp (squeezed + 1, "charset=utf-8") == 0 ||
         g_ascii_strcasecmp (squeezed + 1, "charset=\"utf-8\"") == 0;
}
