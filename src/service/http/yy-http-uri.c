#include "yy-http-uri.h"

#include "yy-http-call-private.h"

#include <string.h>

/* RFC 3986: pchar without "%", which is looked at apart. */
static gboolean
is_path_character (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~!$&'()*+,;=:@", c) != NULL);
}

static gboolean
has_control (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (at)))
        return TRUE;
    }

  return FALSE;
}

/* One segment, name or value; NULL when it is not one. */
static char *
decode (const char *text, gsize length, gboolean in_query)
{
  g_autoptr (GString) out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (c == '%')
        {
          int high = i + 2 < length ? g_ascii_xdigit_value (text[i + 1]) : -1;
          int low = i + 2 < length ? g_ascii_xdigit_value (text[i + 2]) : -1;

          if (high < 0 || low < 0 || (high == 0 && low == 0))
            return NULL;
          c = (char) (high * 16 + low);
          i += 2;
          if (!in_query && (c == '/' || c == '\\'))
            return NULL;
        }
      else if (in_query && c == '+')
        c = ' ';
      else if (!is_path_character (c) && !(in_query && (c == '/' || c == '?')))
        return NULL;
      g_string_append_c (out, c);
    }

  if (!g_utf8_validate (out->str, (gssize) out->len, NULL) || has_control (out->str))
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "/a/b" is "a", "b"; "/" is one empty segment, and so is what stands behind a slash at the end. */
static char **
split_path (const char *path, gsize length)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *end = path + length;
  const char *at = path;

  while (at < end)
    {
      const char *start = at + 1;
      const char *slash = memchr (start, '/', (gsize) (end - start));
      g_autofree char *segment = NULL;

      at = slash != NULL ? slash : end;
      segment = decode (start, (gsize) (at - start), FALSE);
      if (segment == NULL || strcmp (segment, ".") == 0 || strcmp (segment, "..") == 0)
        return NULL;
      if (*segment == '\0' && at < end)
        return NULL;
      g_strv_builder_add (builder, segment);
    }

  return g_strv_builder_end (builder);
}

static gboolean
split_query (const char *text, GArray *query)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, "&");
      const char *equals = memchr (text, '=', length);
      gsize name_length = equals != NULL ? (gsize) (equals - text) : length;
      g_autofree char *name = decode (text, name_length, TRUE);
      g_autofree char *value = equals != NULL ? decode (equals + 1, length - name_length - 1, TRUE)
                                              : g_strdup ("");

      if (name == NULL || value == NULL || *name == '\0' || query->len >= YY_HTTP_QUERY_LIMIT ||
          yy_http_pairs_find (query, name, FALSE) != NULL)
        return FALSE;

      yy_http_pairs_add (query, name, value);
      text += length;
      if (*text == '&' && *++text == '\0')
        return FALSE;
    }

  return TRUE;
}

gboolean
yy_http_uri_parse (const char *uri, char **ret_path, char ***ret_segments, GArray *query, GError **error)
{
  gsize path_length;
  g_auto (GStrv) segments = NULL;
  g_autofree char *joined = NULL;

  g_return_val_if_fail (uri != NULL, FALSE);

  if (uri[0] != '/' || strlen (uri) > YY_HTTP_URI_LIMIT)
    return yy_http_set_malformed (error, "path");

  path_length = strcspn (uri, "?");
  segments = split_path (uri, path_length);
  if (segments == NULL)
    return yy_http_set_malformed (error, "path");
  if (uri[path_length] == '?' && !split_query (uri + path_length + 1, query))
    return yy_http_set_malformed (error, "query");

  joined = g_strjoinv ("/", segments);
  *ret_path = g_strconcat ("/", joined, NULL);
  *ret_segments = g_steal_pointer (&segments);
  return TRUE;
}
