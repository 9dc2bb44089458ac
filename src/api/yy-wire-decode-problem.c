#include "yy-wire-decode-private.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-error.h"
#include "yy-json.h"
#include "yy-wire-encode.h"

/* What a status means when there is no problem document: a proxy on the way answered. */
static YyError
get_code_of_status (guint status)
{
  static const struct
  {
    guint status;
    YyError code;
  } codes[] = {
    { 400, YY_ERROR_MALFORMED },   { 401, YY_ERROR_UNAUTHENTICATED },
    { 403, YY_ERROR_DENIED },      { 404, YY_ERROR_NOT_FOUND },
    { 409, YY_ERROR_RULE },        { 412, YY_ERROR_CONFLICT },
    { 413, YY_ERROR_TOO_LARGE },   { 415, YY_ERROR_UNSUPPORTED },
    { 422, YY_ERROR_INVALID },     { 428, YY_ERROR_PRECONDITION },
    { 429, YY_ERROR_THROTTLED },   { 502, YY_ERROR_UNAVAILABLE },
    { 503, YY_ERROR_UNAVAILABLE }, { 504, YY_ERROR_UNAVAILABLE },
    { 507, YY_ERROR_NO_SPACE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (codes[i].status == status)
        return codes[i].code;
    }

  return YY_ERROR_INTERNAL;
}

static const char *
get_text (YyError code)
{
  switch (code)
    {
    case YY_ERROR_UNAUTHENTICATED:
      return N_ ("You are not signed in any more.");
    case YY_ERROR_DENIED:
      return N_ ("You are not allowed to do this.");
    case YY_ERROR_NOT_FOUND:
      return N_ ("There is no such request, or it is not open to you.");
    case YY_ERROR_CONFLICT:
      return N_ ("Somebody changed it meanwhile. Load it again.");
    case YY_ERROR_BUSY:
      return N_ ("This is being worked on already. Look again in a moment.");
    case YY_ERROR_TOO_LARGE:
      return N_ ("This is larger than the service takes.");
    case YY_ERROR_UNSUPPORTED:
      return N_ ("The service does not take this kind of file.");
    case YY_ERROR_DAMAGED:
      return N_ ("The file is damaged.");
    case YY_ERROR_UNAVAILABLE:
      return N_ ("The service cannot be reached at the moment.");
    case YY_ERROR_NO_SPACE:
      return N_ ("The service has no room left. Tell the administrator.");
    case YY_ERROR_RULE:
    case YY_ERROR_INVALID:
      return N_ ("The service refused this.");
    case YY_ERROR_MALFORMED:
    case YY_ERROR_KEY_REUSED:
    case YY_ERROR_PRECONDITION:
    case YY_ERROR_INTERNAL:
    case YY_ERROR_THROTTLED:
    default:
      return N_ ("The service could not do this. Tell the administrator if it happens again.");
    }
}

static void
set_throttled (int retry_after, GError **error)
{
  g_autofree char *text = NULL;

  if (retry_after > 0)
    text = g_strdup_printf (g_dngettext (YY_GETTEXT_DOMAIN, "Too many tries. Try again in %d second.",
                                         "Too many tries. Try again in %d seconds.", (gulong) retry_after),
                            retry_after);
  else
    text = g_strdup (g_dgettext (YY_GETTEXT_DOMAIN, "Too many tries. Try again later."));
  g_set_error_literal (error, YY_ERROR, YY_ERROR_THROTTLED, text);
}

static GPtrArray *
read_issues (YyWire *wire)
{
  GPtrArray *found = yy_issue_list_new ();
  json_t *array = yy_wire_get_optional_array (wire, "errors", 1000);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "errors", i);
      YyIssue *issue = yy_wire_read_issue (item);

      if (issue != NULL)
        g_ptr_array_add (found, issue);
    }

  return found;
}

void
yy_wire_decode_problem (guint status, json_t *json, int retry_after, GError **error)
{
  g_autoptr (GPtrArray) wrong = yy_issue_list_new ();
  g_autoptr (YyWire) wire = json_is_object (json) ? yy_wire_new (json, wrong) : NULL;
  g_autoptr (GPtrArray) issues = wire != NULL ? read_issues (wire) : NULL;
  const char *word = wire != NULL ? yy_wire_get_optional_string (wire, "code", 1, 64) : NULL;
  YyError code;

  if (word == NULL || !yy_error_from_nick (word, &code))
    code = get_code_of_status (status);
  if (wire != NULL)
    g_debug ("Problem %u %s: %s", status, word, json_string_value (json_object_get (json, "detail")));

  if (issues != NULL && issues->len > 0)
    yy_error_set_issues (error, code, issues);
  else if (code == YY_ERROR_THROTTLED)
    set_throttled (retry_after, error);
  else
    g_set_error_literal (error, YY_ERROR, code, g_dgettext (YY_GETTEXT_DOMAIN, get_text (code)));
  yy_error_set_retry_after (error, retry_after);
}

void
yy_wire_add_page_refs (YyJson *out, const char *name, GPtrArray *pages)
{
  yy_json_begin_array (out, name);
  for (guint i = 0; i < pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (pages, i);

      yy_json_begin_object (out, NULL);
      yy_json_add_string (out, "sha256", page->sha256);
      yy_json_add_string (out, "original_sha256", page->original_sha256);
      yy_json_add_string (out, "name", page->name);
      yy_json_add_int (out, "rotation", page->rotation);
      yy_json_end_object (out);
    }
  yy_json_end_array (out);
}

GBytes *
yy_wire_encode_content (const char *id, const YyForm *form, GPtrArray *pages)
{
  YyJson *out = yy_json_new ();

  yy_json_begin_object (out, NULL);
  if (id != NULL)
    yy_json_add_string (out, "id", id);
  yy_wire_encode_form (out, "form", form);
  yy_wire_add_page_refs (out, "pages", pages);
  yy_json_end_object (out);

  return yy_json_end (out);
}
