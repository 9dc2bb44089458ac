/* rules: the table of what is blocked, demanded and asked back (docs/rules.md). */

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-ctl.h"
#include "yy-db-tx.h"
#include "yy-engine-rules.h"
#include "yy-error.h"
#include "yy-rule-set.h"

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

  return yy_ctl_usage ("rules show | check FILE | set FILE");
}
