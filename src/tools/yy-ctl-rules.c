/* rules: the table of what is blocked, demanded and asked back (docs/rules.md). */

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-ctl.h"
#include "yy-db-tx.h"
#include "yy-engine-replay.h"
#include "yy-engine-rules.h"
#include "yy-error.h"
#include "yy-rule-set.h"
#include "yy-text.h"

static char *
read_file (const char *path, GError **error)
{
  char *content = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, error))
    return NULL;
  if (strlen (content) != length)
    {
      g_free (content);
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID,
                           _ ("The rule file is too long, or its bytes are no text."));
      return NULL;
    }

  return content;
}

static YyCtlExit
show (YyCtl *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  if (!yy_ctl_open (self, YY_DB_READ_ONLY, &error))
    return yy_ctl_fail (error);
  content = yy_engine_dup_rules (self->engine, self->db, &error);
  if (content == NULL)
    return yy_ctl_fail (error);

  g_print ("%s", content);
  return YY_CTL_DONE;
}

static YyCtlExit
check (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = read_file (path, &error);
  g_autoptr (YyRuleSet) rules = content != NULL ? yy_rule_set_parse (content, -1, &error) : NULL;
  guint n_rows;

  if (rules == NULL)
    return yy_ctl_fail (error);

  n_rows = yy_rule_set_get_rows (rules)->len;
  g_print (ngettext ("“%s” can be read: %u rule.\n", "“%s” can be read: %u rules.\n", n_rows),
           yy_rule_set_get_name (rules), n_rows);
  return YY_CTL_DONE;
}

/* The first moment of that day by the department's clock. */
static gboolean
parse_day (const char *text, gint64 *ret_usec, GError **error)
{
  g_autofree char *whole = g_strconcat (text, "T00:00:00+08:00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole, NULL);
  GDate day;

  if (!yy_text_parse_date (text, &day) || time == NULL)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("“%s” is not a day such as 2026-03-01."), text);
      return FALSE;
    }

  *ret_usec = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return TRUE;
}

/* What another table would have decided otherwise: a line each. */
static void
print_replayed_cb (const YyReplayed *replayed, gpointer user_data)
{
  guint *n_otherwise = user_data;
  char when[YY_CLOCK_MINUTE_SIZE];
  const char *action = yy_action_get_nick (replayed->action);
  const YyIssue *issue = replayed->issue;

  yy_clock_format_minute (replayed->line->at_usec, when);
  if (replayed->opens)
    g_print (_ ("%s %s: “%s” would have been open to %s: %s no longer closes it (%s)\n"), when,
             replayed->request->number, action, replayed->line->actor_id, issue->rule,
             yy_issue_get_clause (issue));
  else
    g_print (_ ("%s %s: “%s” by %s would have been refused by %s (%s)\n"), when, replayed->request->number,
             action, replayed->line->actor_id, issue->rule, yy_issue_get_clause (issue));
  (*n_otherwise)++;
}

static YyCtlExit
replay (YyCtl *self, const char *path, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = read_file (path, &error);
  g_autoptr (YyRuleSet) rules = content != NULL ? yy_rule_set_parse (content, -1, &error) : NULL;
  guint n_otherwise = 0;
  guint n_steps = 0;
  gint64 since;

  if (rules == NULL || !parse_day (day, &since, &error) || !yy_ctl_open (self, YY_DB_READ_ONLY, &error) ||
      !yy_engine_replay_rules (self->engine, self->db, rules, since, print_replayed_cb, &n_otherwise,
                               &n_steps, &error))
    return yy_ctl_fail (error);

  g_print (_ ("Steps since %s that were looked at: %u. Decided otherwise: %u.\n"), day, n_steps, n_otherwise);
  return YY_CTL_DONE;
}

static YyCtlExit
set (YyCtl *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = read_file (path, &error);
  g_autoptr (YyDbTx) tx = NULL;

  if (content == NULL || !yy_ctl_open_for_writing (self, &error))
    return yy_ctl_fail (error);
  tx = yy_db_begin (self->db, &error);
  if (tx == NULL || !yy_engine_set_rules (self->engine, self->db, NULL, content, &error) ||
      !yy_db_tx_commit (tx, &error))
    return yy_ctl_fail (error);

  g_print (_ ("The table is in force. Requests under way keep the one they were submitted under.\n"));
  return YY_CTL_DONE;
}

YyCtlExit
yy_ctl_rules (YyCtl *self, int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "show"))
    return show (self);
  if (argc == 3 && g_str_equal (argv[1], "check"))
    return check (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "set"))
    return set (self, argv[2]);
  if (argc == 5 && g_str_equal (argv[1], "replay") && g_str_equal (argv[3], "--since"))
    return replay (self, argv[2], argv[4]);

  return yy_ctl_usage ("rules show | check FILE | replay FILE --since DAY | set FILE");
}
