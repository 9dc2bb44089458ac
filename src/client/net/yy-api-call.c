#include "yy-api-client-private.h"

YyApiCall *
yy_api_call_new (const char *method, char *path)
{
  YyApiCall *self = g_new0 (YyApiCall, 1);

  self->method = method;
  self->path = path;
  self->type = "application/json";

  return self;
}

void
yy_api_call_free (YyApiCall *self)
{
  g_free (self->path);
  g_free (self->key);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->received, g_byte_array_unref);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_free (self);
}

char *
yy_api_path (const char *first, ...)
{
  GString *path = g_string_new (NULL);
  va_list segments;

  va_start (segments, first);
  for (const char *segment = first; segment != NULL; segment = va_arg (segments, const char *))
    {
      g_string_append_c (path, '/');
      g_string_append_uri_escaped (path, segment, NULL, FALSE);
    }
  va_end (segments);

  return g_string_free (path, FALSE);
}

char *
yy_api_path_take_query (char *path, const char *name, const char *value, ...)
{
  GString *whole = g_string_new (path);
  gboolean first = TRUE;
  va_list more;

  g_free (path);
  va_start (more, value);
  while (name != NULL)
    {
      if (value != NULL && *value != '\0')
        {
          g_string_append_printf (whole, "%c%s=", first ? '?' : '&', name);
          g_string_append_uri_escaped (whole, value, NULL, FALSE);
          first = FALSE;
        }
      name = va_arg (more, const char *);
      value = name != NULL ? va_arg (more, const char *) : NULL;
    }
  va_end (more);

  return g_string_free (whole, FALSE);
}
