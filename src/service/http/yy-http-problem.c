#include "yy-http-problem.h"

#include "yy-config.h"
#include "yy-error.h"
#include "yy-json.h"

#include <glib/gi18n-lib.h>

static const guint statuses[] = {
  [YY_ERROR_INVALID] = 422,      [YY_ERROR_MALFORMED] = 400, [YY_ERROR_UNAUTHENTICATED] = 401,
  [YY_ERROR_DENIED] = 403,       [YY_ERROR_NOT_FOUND] = 404, [YY_ERROR_RULE] = 409,
  [YY_ERROR_CONFLICT] = 412,     [YY_ERROR_BUSY] = 409,      [YY_ERROR_KEY_REUSED] = 422,
  [YY_ERROR_PRECONDITION] = 428, [YY_ERROR_TOO_LARGE] = 413, [YY_ERROR_UNSUPPORTED] = 415,
  [YY_ERROR_DAMAGED] = 422,      [YY_ERROR_THROTTLED] = 429, [YY_ERROR_UNAVAILABLE] = 503,
  [YY_ERROR_NO_SPACE] = 507,     [YY_ERROR_INTERNAL] = 500,
};

/* RFC 9110, and 6585 and 4918 for the newer ones. */
static const struct
{
  guint status;
  const char *title;
} titles[] = {
  { 400, "Bad Request" },
  { 401, "Unauthorized" },
  { 403, "Forbidden" },
  { 404, "Not Found" },
  { 405, "Method Not Allowed" },
  { 408, "Request Timeout" },
  { 409, "Conflict" },
  { 412, "Precondition Failed" },
  { 413, "Content Too Large" },
  { 414, "URI Too Long" },
  { 415, "Unsupported Media Type" },
  { 417, "Expectation Failed" },
  { 422, "Unprocessable Content" },
  { 428, "Precondition Required" },
  { 429, "Too Many Requests" },
  { 431, "Request Header Fields Too Large" },
  { 500, "Internal Server Error" },
  { 501, "Not Implemented" },
  { 503, "Service Unavailable" },
  { 505, "HTTP Version Not Supported" },
  { 507, "Insufficient Storage" },
};

guint
yy_http_status_from_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, 500);

  if (error->domain != YY_ERROR || error->code < 0 || error->code >= (int) G_N_ELEMENTS (statuses))
    return 500;

  return statuses[error->code];
}

const char *
yy_http_status_get_title (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (titles[i].status == status)
        return titles[i].title;
    }

  return "Error";
}

static void
add_issue (YyJson *out, const YyIssue *issue)
{
  g_autofree char *text = yy_issue_dup_text (issue);

  yy_json_begin_object (out, NULL);
  yy_json_add_string (out, "pointer", issue->field);
  yy_json_add_string (out, "code", yy_issue_code_get_nick (issue->code));
  yy_json_add_string (out, "rule", issue->rule);
  yy_json_add_string (out, "clause", yy_issue_get_clause (issue));
  yy_json_add_int (out, "limit", issue->limit);
  yy_json_add_string (out, "argument", issue->argument);
  yy_json_add_string (out, "message", text);
  yy_json_end_object (out);
}

GBytes *
yy_http_problem_new (const GError *error, guint status, const char *request_id)
{
  YyJson *out = yy_json_new ();
  GPtrArray *issues = yy_error_get_issues (error);
  gboolean ours;

  g_return_val_if_fail (error != NULL, NULL);

  ours = error->domain == YY_ERROR;
  yy_json_begin_object (out, NULL);
  yy_json_add_string (out, "type", "about:blank");
  yy_json_add_string (out, "title", yy_http_status_get_title (status));
  yy_json_add_int (out, "status", status);
  yy_json_add_string (out, "code", yy_error_get_nick (ours ? (YyError) error->code : YY_ERROR_INTERNAL));
  yy_json_add_string (out, "detail",
                      ours ? error->message
                           : g_dgettext (YY_GETTEXT_DOMAIN, "Something went wrong on the service."));
  yy_json_add_string (out, "request_id", request_id);
  yy_json_begin_array (out, "errors");
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    add_issue (out, g_ptr_array_index (issues, i));
  yy_json_end_array (out);
  yy_json_end_object (out);

  return yy_json_end (out);
}
