#include "yy-http-router.h"

#include "yy-config.h"
#include "yy-error.h"
#include "yy-http-answer.h"
#include "yy-http-call-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PARAM_LIMIT 128 /* bytes of one segment */

typedef struct
{
  const YyHttpRoute *route;
  char **segments;
  guint n_segments;
} Entry;

struct _YyHttpRouter
{
  GArray *entries; /* element-type Entry */
};

static void
entry_clear (gpointer data)
{
  g_strfreev (((Entry *) data)->segments);
}

YyHttpRouter *
yy_http_router_new (void)
{
  YyHttpRouter *self = g_new0 (YyHttpRouter, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);

  return self;
}

void
yy_http_router_free (YyHttpRouter *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_free (self);
}

void
yy_http_router_add (YyHttpRouter *self, const YyHttpRoute *routes)
{
  g_return_if_fail (self != NULL);

  for (const YyHttpRoute *route = routes; route->method != NULL; route++)
    {
      Entry entry = { route, NULL, 0 };

      g_return_if_fail (route->path[0] == '/' && route->handler != NULL);
      g_return_if_fail ((route->body == YY_HTTP_BODY_RAW) == (route->sink != NULL));
      entry.segments = g_strsplit (route->path + 1, "/", -1);
      entry.n_segments = g_strv_length (entry.segments);
      g_array_append_val (self->entries, entry);
    }
}

static gboolean
is_param (const char *segment)
{
  return segment[0] == '{';
}

static gboolean
matches (const Entry *entry, char **segments, guint n_segments)
{
  if (entry->n_segments != n_segments)
    return FALSE;

  for (guint i = 0; i < n_segments; i++)
    {
      if (is_param (entry->segments[i]) ? *segments[i] == '\0' || strlen (segments[i]) > PARAM_LIMIT
                                        : strcmp (entry->segments[i], segments[i]) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
take_params (YyHttpCall *call, const Entry *entry)
{
  for (guint i = 0; i < entry->n_segments; i++)
    {
      g_autofree char *name = NULL;

      if (!is_param (entry->segments[i]))
        continue;
      name = g_strndup (entry->segments[i] + 1, strlen (entry->segments[i]) - 2);
      yy_http_call_set_param (call, name, call->segments[i]);
    }
}

gboolean
yy_http_router_match (YyHttpRouter *self, YyHttpCall *call, gboolean *ret_wrong_method, GError **error)
{
  guint n_segments = g_strv_length (call->segments);
  gboolean head = strcmp (call->method, "HEAD") == 0;
  g_autoptr (GString) allowed = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (!matches (entry, call->segments, n_segments))
        continue;
      if (strcmp (entry->route->method, head ? "GET" : call->method) == 0)
        {
          call->route = entry->route;
          take_params (call, entry);
          return TRUE;
        }
      g_string_append_printf (allowed, "%s%s%s", allowed->len > 0 ? ", " : "", entry->route->method,
                              strcmp (entry->route->method, "GET") == 0 ? ", HEAD" : "");
    }

  *ret_wrong_method = allowed->len > 0;
  if (allowed->len > 0)
    yy_http_call_set_header (call, "Allow", allowed->str);
  g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND,
                       g_dgettext (YY_GETTEXT_DOMAIN, "There is no such thing."));
  return FALSE;
}

void
yy_http_router_foreach (YyHttpRouter *self, void (*func) (const YyHttpRoute *, gpointer), gpointer user_data)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->entries->len; i++)
    func (g_array_index (self->entries, Entry, i).route, user_data);
}
