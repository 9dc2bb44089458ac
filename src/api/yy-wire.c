#include "yy-wire.h"

#include "yy-config.h"
#include "yy-error.h"
#include "yy-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _YyWire
{
  json_t *json; /* borrowed; NULL when it is no object */
  char *pointer;
  GPtrArray *issues; /* owned reference */
};

static gboolean
set_malformed (GError **error)
{
  g_set_error_literal (error, YY_ERROR, YY_ERROR_MALFORMED,
                       g_dgettext (YY_GETTEXT_DOMAIN, "What was sent cannot be read."));
  return FALSE;
}

static gboolean
is_number_character (char c)
{
  return g_ascii_isdigit (c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/* What jansson would take: its own nesting limit is far higher than a thread's stack should bear, and it
 * reads numbers of any length. Everything else is its business. */
static gboolean
check_shape (const char *bytes, gsize length)
{
  guint depth = 0;
  guint number = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = bytes[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
          continue;
        }

      number = is_number_character (c) ? number + 1 : 0;
      if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        depth++;
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
      if (c == '\0' || depth > YY_WIRE_DEPTH_LIMIT || number > YY_WIRE_NUMBER_LIMIT)
        return FALSE;
    }

  return TRUE;
}

json_t *
yy_wire_parse (const char *bytes, gsize length, gsize limit, GError **error)
{
  json_t *json;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  if (length > limit)
    {
      yy_error_set_one (error, YY_ERROR_TOO_LARGE, YY_ISSUE_TOO_LARGE, "", NULL, (gint64) limit, NULL);
      return NULL;
    }

  json = length > 0 && check_shape (bytes, length)
             ? json_loadb (bytes, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL)
             : NULL;
  if (json == NULL)
    set_malformed (error);

  return json;
}

static YyWire *
wire_new_take (json_t *json, char *pointer, GPtrArray *issues)
{
  YyWire *self = g_new0 (YyWire, 1);

  self->pointer = pointer;
  self->issues = g_ptr_array_ref (issues);
  if (json_is_object (json))
    self->json = json;
  else
    yy_issue_list_add (issues, YY_ISSUE_WRONG_TYPE, pointer, NULL, 0, "object");

  return self;
}

YyWire *
yy_wire_new (json_t *json, GPtrArray *issues)
{
  g_return_val_if_fail (issues != NULL, NULL);

  return wire_new_take (json, g_strdup (""), issues);
}

void
yy_wire_free (YyWire *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->issues);
  g_free (self->pointer);
  g_free (self);
}

gboolean
yy_wire_finish (YyWire *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->issues->len == 0)
    return TRUE;

  yy_error_set_issues (error, YY_ERROR_INVALID, self->issues);
  return FALSE;
}

/* RFC 6901: "~" and "/" are written as "~0" and "~1". */
char *
yy_wire_dup_pointer (YyWire *self, const char *name)
{
  GString *pointer;

  g_return_val_if_fail (self != NULL, NULL);

  pointer = g_string_new (self->pointer);
  g_string_append_c (pointer, '/');
  for (const char *at = name; *at != '\0'; at++)
    {
      if (*at == '~' || *at == '/')
        g_string_append (pointer, *at == '~' ? "~0" : "~1");
      else
        g_string_append_c (pointer, *at);
    }

  return g_string_free (pointer, FALSE);
}

void
yy_wire_add_issue (YyWire *self, const char *name, YyIssueCode code, gint64 limit, const char *argument)
{
  g_autofree char *pointer = yy_wire_dup_pointer (self, name);

  yy_issue_list_add (self->issues, code, pointer, NULL, limit, argument);
}

gboolean
yy_wire_refuse_value (YyWire *self, const char *name, const char *word)
{
  yy_wire_add_issue (self, name, YY_ISSUE_UNKNOWN_VALUE, 0, word);
  return FALSE;
}

gboolean
yy_wire_has (YyWire *self, const char *name)
{
  json_t *json;

  g_return_val_if_fail (self != NULL, FALSE);

  json = json_object_get (self->json, name);
  return json != NULL && !json_is_null (json);
}

void
yy_wire_refuse_unknown (YyWire *self, const char *const *allowed)
{
  const char *name;
  json_t *value;

  g_return_if_fail (self != NULL);

  json_object_foreach (self->json, name, value)
    {
      /* Thousands of them would make an answer many times as long as the question. */
      if (self->issues->len >= YY_WIRE_ISSUES_LIMIT)
        break;
      if (!g_strv_contains (allowed, name))
        yy_wire_add_issue (self, name, YY_ISSUE_UNKNOWN_FIELD, 0, name);
    }
}

/* The member when it is there and of that type. A broken parent has been told of already. */
static json_t *
get_member (YyWire *self, const char *name, json_type type, const char *type_name, gboolean optional)
{
  json_t *json = json_object_get (self->json, name);

  if (self->json == NULL)
    return NULL;
  if (json == NULL || json_is_null (json))
    {
      if (!optional)
        yy_wire_add_issue (self, name, YY_ISSUE_REQUIRED, 0, NULL);
      return NULL;
    }
  if (json_typeof (json) != type && !(type == JSON_TRUE && json_is_false (json)))
    {
      yy_wire_add_issue (self, name, YY_ISSUE_WRONG_TYPE, 0, type_name);
      return NULL;
    }

  return json;
}

static const char *
check_string (YyWire *self, const char *name, json_t *json, glong min, glong max)
{
  const char *text = json_string_value (json);
  glong length;

  if (text == NULL)
    return NULL;

  length = g_utf8_strlen (text, -1);
  if (length >= min && length <= max)
    return text;

  if (length == 0)
    yy_wire_add_issue (self, name, YY_ISSUE_REQUIRED, 0, NULL);
  else if (length < min)
    yy_wire_add_issue (self, name, YY_ISSUE_TOO_SHORT, min, NULL);
  else
    yy_wire_add_issue (self, name, YY_ISSUE_TOO_LONG, max, NULL);

  return NULL;
}

const char *
yy_wire_get_string (YyWire *self, const char *name, glong min, glong max)
{
  g_return_val_if_fail (self != NULL, NULL);

  return check_string (self, name, get_member (self, name, JSON_STRING, "string", FALSE), min, max);
}

const char *
yy_wire_get_optional_string (YyWire *self, const char *name, glong min, glong max)
{
  g_return_val_if_fail (self != NULL, NULL);

  return check_string (self, name, get_member (self, name, JSON_STRING, "string", TRUE), min, max);
}

static gboolean
check_int (YyWire *self, const char *name, json_t *json, gint64 min, gint64 max, gint64 *ret_value)
{
  gint64 value;

  if (json == NULL)
    return FALSE;

  value = json_integer_value (json);
  if (value >= min && value <= max)
    {
      *ret_value = value;
      return TRUE;
    }

  if (value < min)
    yy_wire_add_issue (self, name, YY_ISSUE_TOO_SMALL, min, NULL);
  else
    yy_wire_add_issue (self, name, YY_ISSUE_TOO_LARGE, max, NULL);

  return FALSE;
}

gboolean
yy_wire_get_int (YyWire *self, const char *name, gint64 min, gint64 max, gint64 *ret_value)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return check_int (self, name, get_member (self, name, JSON_INTEGER, "integer", FALSE), min, max, ret_value);
}

gboolean
yy_wire_get_optional_int (YyWire *self, const char *name, gint64 min, gint64 max, gint64 *ret_value)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return check_int (self, name, get_member (self, name, JSON_INTEGER, "integer", TRUE), min, max, ret_value);
}

gboolean
yy_wire_get_millionths (YyWire *self, const char *name, int *ret_millionths)
{
  json_t *json;
  double value;

  g_return_val_if_fail (self != NULL, FALSE);

  json = json_object_get (self->json, name);
  /* 0 and 1 are whole numbers. */
  json = get_member (self, name, json_is_integer (json) ? JSON_INTEGER : JSON_REAL, "number", FALSE);
  if (json == NULL)
    return FALSE;

  value = json_number_value (json);
  if (value < 0 || value > 1)
    {
      yy_wire_add_issue (self, name, value < 0 ? YY_ISSUE_TOO_SMALL : YY_ISSUE_TOO_LARGE, value < 0 ? 0 : 1,
                         NULL);
      return FALSE;
    }

  *ret_millionths = (int) (value * 1000000 + 0.5);
  return TRUE;
}

static gboolean
check_bool (json_t *json, gboolean *ret_value)
{
  if (json == NULL)
    return FALSE;

  *ret_value = json_is_true (json);
  return TRUE;
}

gboolean
yy_wire_get_bool (YyWire *self, const char *name, gboolean *ret_value)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return check_bool (get_member (self, name, JSON_TRUE, "boolean", FALSE), ret_value);
}

gboolean
yy_wire_get_optional_bool (YyWire *self, const char *name, gboolean *ret_value)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return check_bool (get_member (self, name, JSON_TRUE, "boolean", TRUE), ret_value);
}

gboolean
yy_wire_get_date (YyWire *self, const char *name, GDate *ret_date)
{
  const char *text = yy_wire_get_string (self, name, 1, 64);

  if (text == NULL)
    return FALSE;
  if (yy_text_parse_date (text, ret_date))
    return TRUE;

  yy_wire_add_issue (self, name, YY_ISSUE_NOT_A_DATE, 0, NULL);
  return FALSE;
}

YyWire *
yy_wire_get_object (YyWire *self, const char *name)
{
  json_t *json;

  g_return_val_if_fail (self != NULL, NULL);

  json = get_member (self, name, JSON_OBJECT, "object", FALSE);
  return json != NULL ? wire_new_take (json, yy_wire_dup_pointer (self, name), self->issues) : NULL;
}

YyWire *
yy_wire_get_optional_object (YyWire *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yy_wire_has (self, name) ? yy_wire_get_object (self, name) : NULL;
}

static json_t *
check_array (YyWire *self, const char *name, json_t *json, gsize max)
{
  if (json == NULL || json_array_size (json) <= max)
    return json;

  yy_wire_add_issue (self, name, YY_ISSUE_TOO_MANY, (gint64) max, NULL);
  return NULL;
}

json_t *
yy_wire_get_array (YyWire *self, const char *name, gsize max)
{
  g_return_val_if_fail (self != NULL, NULL);

  return check_array (self, name, get_member (self, name, JSON_ARRAY, "array", FALSE), max);
}

json_t *
yy_wire_get_optional_array (YyWire *self, const char *name, gsize max)
{
  g_return_val_if_fail (self != NULL, NULL);

  return check_array (self, name, get_member (self, name, JSON_ARRAY, "array", TRUE), max);
}

YyWire *
yy_wire_get_item (YyWire *self, const char *name, gsize index)
{
  g_autofree char *array = yy_wire_dup_pointer (self, name);
  json_t *item = json_array_get (json_object_get (self->json, name), index);

  g_return_val_if_fail (item != NULL, NULL);

  return wire_new_take (item, g_strdup_printf ("%s/%" G_GSIZE_FORMAT, array, index), self->issues);
}

const char *
yy_wire_get_item_string (YyWire *self, const char *name, gsize index, glong min, glong max)
{
  g_autofree char *array = yy_wire_dup_pointer (self, name);
  YyWire inner = { .pointer = array, .issues = self->issues };
  json_t *item = json_array_get (json_object_get (self->json, name), index);
  char number[24];

  g_return_val_if_fail (item != NULL, NULL);

  g_snprintf (number, sizeof number, "%" G_GSIZE_FORMAT, index);
  if (!json_is_string (item))
    {
      yy_wire_add_issue (&inner, number, YY_ISSUE_WRONG_TYPE, 0, "string");
      return NULL;
    }

  return check_string (&inner, number, item, min, max);
}
