#include "yy-http-call-private.h"

#include "yy-config.h"
#include "yy-error.h"
#include "yy-http-uri.h"
#include "yy-wire.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

static void
pair_clear (gpointer data)
{
  YyHttpPair *pair = data;

  g_free (pair->name);
  g_free (pair->value);
}

static GArray *
pairs_new (void)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (YyHttpPair));

  g_array_set_clear_func (pairs, pair_clear);
  return pairs;
}

void
yy_http_pairs_add (GArray *pairs, const char *name, const char *value)
{
  YyHttpPair pair = { g_strdup (name), g_strdup (value) };

  g_array_append_val (pairs, pair);
}

const char *
yy_http_pairs_find (GArray *pairs, const char *name, gboolean header)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const YyHttpPair *pair = &g_array_index (pairs, YyHttpPair, i);

      if (header ? g_ascii_strcasecmp (pair->name, name) == 0 : strcmp (pair->name, name) == 0)
        return pair->value;
    }

  return NULL;
}

gboolean
yy_http_set_malformed (GError **error, const char *part)
{
  g_set_error (error, YY_ERROR, YY_ERROR_MALFORMED,
               g_dgettext (YY_GETTEXT_DOMAIN, "The request cannot be understood (%s)."), part);
  return FALSE;
}

/* Nobody can guess it, so it can be told to a person who asks for help. */
static void
make_request_id (char ret_id[25])
{
  static const char digits[] = "0123456789abcdef";
  guint8 bytes[12];

  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_assert (errno == EINTR);
  for (guint i = 0; i < sizeof bytes; i++)
    {
      ret_id[2 * i] = digits[bytes[i] >> 4];
      ret_id[2 * i + 1] = digits[bytes[i] & 15];
    }
  ret_id[2 * sizeof bytes] = '\0';
}

YyHttpCall *
yy_http_call_new (const char *method, const char *uri)
{
  YyHttpCall *self = g_new0 (YyHttpCall, 1);

  self->method = g_strdup (method);
  self->uri = g_strdup (uri);
  self->headers = pairs_new ();
  self->params = pairs_new ();
  self->query = pairs_new ();
  self->answer_headers = pairs_new ();
  self->answer_fd = -1;
  self->peer = g_strdup ("local");
  make_request_id (self->request_id);

  return self;
}

void
yy_http_call_free (YyHttpCall *self)
{
  if (self == NULL)
    return;

  yy_http_call_leave (self);
  yy_http_call_clear_answer (self);
  yy_http_call_set_actor (self, NULL, NULL);
  yy_http_call_set_data (self, NULL, NULL);
  g_clear_pointer (&self->json, json_decref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_array_unref (self->headers);
  g_array_unref (self->params);
  g_array_unref (self->query);
  g_array_unref (self->answer_headers);
  g_strfreev (self->segments);
  g_free (self->path);
  g_free (self->peer);
  g_free (self->method);
  g_free (self->uri);
  g_free (self);
}

void
yy_http_call_add_header (YyHttpCall *self, const char *name, const char *value)
{
  gsize length = value != NULL ? strlen (value) : 0;
  YyHttpPair pair;

  g_return_if_fail (self != NULL && name != NULL);

  /* Blanks at the end are no part of a value (RFC 9110, 5.5). */
  while (length > 0 && (value[length - 1] == ' ' || value[length - 1] == '\t'))
    length--;
  pair = (YyHttpPair) { g_strdup (name), g_strndup (value, length) };
  if (pair.value == NULL)
    pair.value = g_strdup ("");
  g_array_append_val (self->headers, pair);
}

gboolean
yy_http_call_parse_uri (YyHttpCall *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->path == NULL, FALSE);

  return yy_http_uri_parse (self->uri, &self->path, &self->segments, self->query, error);
}

void
yy_http_call_set_route (YyHttpCall *self, const YyHttpRoute *route)
{
  g_return_if_fail (self != NULL);

  self->route = route;
}

void
yy_http_call_set_param (YyHttpCall *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL);

  yy_http_pairs_add (self->params, name, value);
}

void
yy_http_call_set_services (YyHttpCall *self, gpointer services)
{
  g_return_if_fail (self != NULL);

  self->services = services;
}

void
yy_http_call_set_peer (YyHttpCall *self, const char *address, gboolean is_local)
{
  g_return_if_fail (self != NULL && address != NULL);

  g_free (self->peer);
  self->peer = g_strdup (address);
  self->is_local = is_local;
}

void
yy_http_call_set_db (YyHttpCall *self, YyDb *db)
{
  g_return_if_fail (self != NULL);

  self->db = db;
}

gboolean
yy_http_call_take_body (YyHttpCall *self, GBytes *body, GError **error)
{
  gsize length;
  const char *bytes;

  g_return_val_if_fail (self != NULL && self->body == NULL, FALSE);

  bytes = g_bytes_get_data (body, &length);
  self->body = body;
  self->json = yy_wire_parse (bytes, length, G_MAXSIZE, error);

  return self->json != NULL;
}

const char *
yy_http_call_get_method (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

const char *
yy_http_call_get_path (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

const YyHttpRoute *
yy_http_call_get_route (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->route;
}

const char *
yy_http_call_get_request_id (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->request_id;
}

const char *
yy_http_call_get_peer (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->peer;
}

gboolean
yy_http_call_is_local (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_local;
}

const char *
yy_http_call_get_param (YyHttpCall *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yy_http_pairs_find (self->params, name, FALSE);
}

const char *
yy_http_call_get_query (YyHttpCall *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yy_http_pairs_find (self->query, name, FALSE);
}

gboolean
yy_http_call_get_query_int (YyHttpCall *self,
                            const char *name,
                            gint64 min,
                            gint64 max,
                            gint64 fallback,
                            gint64 *ret_value,
                            GError **error)
{
  const char *text = yy_http_call_get_query (self, name);
  g_autofree char *field = NULL;
  gint64 value = fallback;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, min, max, &value, NULL))
    {
      field = g_strconcat ("?", name, NULL);
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_VALUE, field, NULL, 0, text);
      return FALSE;
    }

  *ret_value = value;
  return TRUE;
}

gboolean
yy_http_call_check_query (YyHttpCall *self, const char *const *allowed, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->query->len; i++)
    {
      const char *name = g_array_index (self->query, YyHttpPair, i).name;
      g_autofree char *field = NULL;

      if (g_strv_contains (allowed, name))
        continue;
      field = g_strconcat ("?", name, NULL);
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_FIELD, field, NULL, 0, name);
      return FALSE;
    }

  return TRUE;
}

const char *
yy_http_call_get_header (YyHttpCall *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yy_http_pairs_find (self->headers, name, TRUE);
}

guint
yy_http_call_count_header (YyHttpCall *self, const char *name)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->headers->len; i++)
    n += g_ascii_strcasecmp (g_array_index (self->headers, YyHttpPair, i).name, name) == 0;

  return n;
}

static gboolean
is_digits (const char *text, gsize length)
{
  if (length == 0 || length > 18)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
    }

  return TRUE;
}

gboolean
yy_http_call_get_header_int (YyHttpCall *self, const char *name, gint64 *ret_value, GError **error)
{
  const char *text = yy_http_call_get_header (self, name);

  if (text == NULL || yy_http_call_count_header (self, name) != 1 || !is_digits (text, strlen (text)))
    return yy_http_set_malformed (error, name);

  *ret_value = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

json_t *
yy_http_call_get_json (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->json;
}

GBytes *
yy_http_call_get_body (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

static gboolean
set_missing (GError **error, const char *name)
{
  g_set_error (error, YY_ERROR, YY_ERROR_PRECONDITION,
               g_dgettext (YY_GETTEXT_DOMAIN, "The header %s is missing."), name);
  return FALSE;
}

gboolean
yy_http_call_get_if_match (YyHttpCall *self, gint64 *ret_revision, GError **error)
{
  const char *text = yy_http_call_get_header (self, "If-Match");
  gsize length = text != NULL ? strlen (text) : 0;

  if (text == NULL)
    return set_missing (error, "If-Match");
  if (yy_http_call_count_header (self, "If-Match") != 1 || length < 3 || text[0] != '"' ||
      text[length - 1] != '"' || !is_digits (text + 1, length - 2))
    return yy_http_set_malformed (error, "If-Match");

  *ret_revision = g_ascii_strtoll (text + 1, NULL, 10);
  return TRUE;
}

const char *
yy_http_call_get_idempotency_key (YyHttpCall *self, GError **error)
{
  const char *text = yy_http_call_get_header (self, "Idempotency-Key");
  gsize length = text != NULL ? strlen (text) : 0;
  gboolean good = length >= 16 && length <= 64 && yy_http_call_count_header (self, "Idempotency-Key") == 1;

  if (text == NULL)
    {
      set_missing (error, "Idempotency-Key");
      return NULL;
    }

  for (gsize i = 0; good && i < length; i++)
    good = g_ascii_isalnum (text[i]) || text[i] == '_' || text[i] == '-';
  if (!good)
    {
      yy_http_set_malformed (error, "Idempotency-Key");
      return NULL;
    }

  return text;
}

gpointer
yy_http_call_get_actor (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->actor;
}

void
yy_http_call_set_actor (YyHttpCall *self, gpointer actor, GDestroyNotify destroy)
{
  g_return_if_fail (self != NULL);

  if (self->actor_destroy != NULL && self->actor != NULL)
    self->actor_destroy (self->actor);
  self->actor = actor;
  self->actor_destroy = destroy;
}

gpointer
yy_http_call_get_services (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->services;
}

gpointer
yy_http_call_get_data (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}

void
yy_http_call_set_data (YyHttpCall *self, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (self != NULL);

  if (self->data_destroy != NULL && self->data != NULL)
    self->data_destroy (self->data);
  self->data = data;
  self->data_destroy = destroy;
}

void
yy_http_call_set_pool (YyHttpCall *self, YyDbPool *pool)
{
  self->pool = pool;
}

YyDb *
yy_http_call_get_db (YyHttpCall *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->db == NULL && self->pool != NULL)
    {
      self->db = yy_db_pool_take (self->pool, error);
      self->db_lent = self->db != NULL;
      /* One view for all that this handler reads: the form of one revision with the pages of the next would
       * be what nobody ever wrote. */
      self->view = self->db != NULL ? yy_db_begin_read (self->db, error) : NULL;
      if (self->view == NULL)
        yy_http_call_leave (self);
    }
  else if (self->db == NULL)
    g_set_error_literal (error, YY_ERROR, YY_ERROR_INTERNAL, "This lane has no database");

  return self->db;
}

YyHttpLane
yy_http_call_get_lane (YyHttpCall *self)
{
  g_return_val_if_fail (self != NULL, YY_HTTP_LANE_READ);

  return self->lane;
}

void
yy_http_call_enter (YyHttpCall *self, YyHttpLane lane, YyDb *db)
{
  g_assert (!self->db_lent);

  self->lane = lane;
  self->db = db;
  self->next_handler = NULL;
}

void
yy_http_call_leave (YyHttpCall *self)
{
  g_clear_pointer (&self->view, yy_db_tx_free);
  if (self->db_lent)
    yy_db_pool_give (self->pool, self->db);
  self->db = NULL;
  self->db_lent = FALSE;
}

void
yy_http_call_continue (YyHttpCall *self, YyHttpLane lane, YyHttpHandler handler)
{
  g_return_if_fail (self != NULL && handler != NULL);

  self->next_lane = lane;
  self->next_handler = handler;
}
