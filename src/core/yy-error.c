#include "yy-error.h"

typedef struct
{
  GPtrArray *issues; /* owned, nullable */
  int retry_after;   /* seconds */
} YyErrorPrivate;

static void
yy_error_private_init (YyErrorPrivate *priv)
{
  priv->issues = NULL;
  priv->retry_after = 0;
}

static void
yy_error_private_copy (const YyErrorPrivate *src, YyErrorPrivate *dest)
{
  dest->issues = src->issues != NULL ? g_ptr_array_ref (src->issues) : NULL;
  dest->retry_after = src->retry_after;
}

static void
yy_error_private_clear (YyErrorPrivate *priv)
{
  g_clear_pointer (&priv->issues, g_ptr_array_unref);
}

G_DEFINE_EXTENDED_ERROR (YyError, yy_error)

static const char *const nicks[] = {
  [YY_ERROR_INVALID] = "invalid",
  [YY_ERROR_MALFORMED] = "malformed",
  [YY_ERROR_UNAUTHENTICATED] = "unauthenticated",
  [YY_ERROR_DENIED] = "denied",
  [YY_ERROR_NOT_FOUND] = "not-found",
  [YY_ERROR_RULE] = "rule",
  [YY_ERROR_CONFLICT] = "conflict",
  [YY_ERROR_BUSY] = "busy",
  [YY_ERROR_KEY_REUSED] = "key-reused",
  [YY_ERROR_PRECONDITION] = "precondition",
  [YY_ERROR_TOO_LARGE] = "too-large",
  [YY_ERROR_UNSUPPORTED] = "unsupported",
  [YY_ERROR_DAMAGED] = "damaged",
  [YY_ERROR_THROTTLED] = "throttled",
  [YY_ERROR_UNAVAILABLE] = "unavailable",
  [YY_ERROR_NO_SPACE] = "no-space",
  [YY_ERROR_INTERNAL] = "internal",
};

const char *
yy_error_get_nick (YyError code)
{
  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (nicks), "internal");

  return nicks[code];
}

gboolean
yy_error_from_nick (const char *nick, YyError *ret_code)
{
  g_return_val_if_fail (nick != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_str_equal (nicks[i], nick))
        {
          *ret_code = (YyError) i;
          return TRUE;
        }
    }

  return FALSE;
}

void
yy_error_set_issues (GError **error, YyError code, GPtrArray *issues)
{
  g_autofree char *text = NULL;

  g_return_if_fail (issues != NULL && issues->len > 0);

  if (error == NULL)
    return;

  text = yy_issue_dup_text (g_ptr_array_index (issues, 0));
  g_set_error_literal (error, YY_ERROR, code, text);
  yy_error_get_private (*error)->issues = g_ptr_array_ref (issues);
}

void
yy_error_set_issue (GError **error, YyError code, const YyIssue *issue)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();

  g_ptr_array_add (issues, yy_issue_copy (issue));
  yy_error_set_issues (error, code, issues);
}

void
yy_error_set_one (GError **error,
                  YyError code,
                  YyIssueCode issue,
                  const char *field,
                  const char *rule,
                  gint64 limit,
                  const char *argument)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();

  yy_issue_list_add (issues, issue, field, rule, limit, argument);
  yy_error_set_issues (error, code, issues);
}

GPtrArray *
yy_error_get_issues (const GError *error)
{
  if (error == NULL || error->domain != YY_ERROR)
    return NULL;

  return yy_error_get_private (error)->issues;
}

const YyIssue *
yy_error_find_issue (const GError *error, YyIssueCode code)
{
  GPtrArray *issues = yy_error_get_issues (error);

  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);

      if (issue->code == code)
        return issue;
    }

  return NULL;
}

int
yy_error_get_retry_after (const GError *error)
{
  if (error == NULL || error->domain != YY_ERROR)
    return 0;

  return yy_error_get_private (error)->retry_after;
}

void
yy_error_set_retry_after (GError **error, int seconds)
{
  if (error == NULL)
    return;

  g_return_if_fail (*error != NULL && (*error)->domain == YY_ERROR);

  yy_error_get_private (*error)->retry_after = seconds;
}
