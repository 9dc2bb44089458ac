/* init, import and policy: what a department is, and how it reads the notice. */

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-ctl.h"
#include "yy-db-migrate.h"
#include "yy-db-tx.h"
#include "yy-engine-import.h"
#include "yy-engine-policy.h"
#include "yy-error.h"
#include "yy-schema.h"
#include "yy-text.h"

#define ORGANISATION_LIMIT 100

static gboolean
make_database (YyCtl *self, const char *organisation, GError **error)
{
  g_autofree char *path = yy_ctl_dup_database_path (self);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyDbTx) tx = NULL;

  if (!g_utf8_validate (organisation, -1, NULL) ||
      !yy_text_check (organisation, "", NULL, 1, ORGANISATION_LIMIT, FALSE, issues))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID,
                           _ ("The name of the organisation is a line of 1 to 100 characters."));
      return FALSE;
    }
  if (!yy_ctl_lock_folder (self, error))
    return FALSE;

  self->db = yy_db_open (path, YY_DB_READ_WRITE | YY_DB_CREATE, error);
  if (self->db == NULL || !yy_db_migrate (self->db, yy_schema_get_migrations (), error))
    return FALSE;
  self->engine = yy_engine_new (self->folder, yy_engine_get_system_clock (), NULL, error);
  if (self->engine == NULL)
    return FALSE;
  tx = yy_db_begin (self->db, error);

  return tx != NULL && yy_engine_initialise (self->engine, self->db, organisation, error) &&
         yy_db_tx_commit (tx, error);
}

YyCtlExit
yy_ctl_init (YyCtl *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    return yy_ctl_usage ("init NAME");
  if (!make_database (self, argv[1], &error))
    return yy_ctl_fail (error);

  g_print (_ ("%s is ready for “%s”. Next: yanyinctl --data %s import FOLDER\n"), self->folder, argv[1],
           self->folder);
  return YY_CTL_DONE;
}

static gboolean
add_file (GHashTable *files, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) cause = NULL;
  char *data = NULL;
  gsize size = 0;

  if (g_hash_table_contains (files, name))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("%s is given twice."), name);
      return FALSE;
    }
  if (!g_file_get_contents (path, &data, &size, &cause))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND, _ ("%s cannot be read: %s"), path, cause->message);
      return FALSE;
    }

  g_hash_table_insert (files, g_steal_pointer (&name), g_bytes_new_take (data, size));
  return TRUE;
}

/* Of a folder only the files that belong to a directory; a file that is named must be one of them. */
static gboolean
add_argument (GHashTable *files, const char *path, GError **error)
{
  const char *const *names = yy_engine_get_import_files ();
  guint before = g_hash_table_size (files);

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return add_file (files, path, error);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *inside = g_build_filename (path, names[i], NULL);

      if (g_file_test (inside, G_FILE_TEST_EXISTS) && !add_file (files, inside, error))
        return FALSE;
    }
  if (g_hash_table_size (files) > before)
    return TRUE;

  g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND, _ ("There is nothing to import in %s."), path);
  return FALSE;
}

static void
print_report (const YyImportReport *report)
{
  if (!report->changed)
    {
      g_print ("%s\n", _ ("Everything is stored like that already; nothing was changed."));
      return;
    }

  g_print (_ ("Imported. There are now %u units, %u people, %u seals and %u accounts.\n"), report->n_units,
           report->n_people, report->n_seals, report->n_accounts);
  if (report->n_left > 0)
    g_print (_ ("No longer active, and signed out: %u people.\n"), report->n_left);
  if (report->n_without_password > 0)
    g_print (_ ("Accounts without a password, with which nobody can sign in yet: %u.\n"),
             report->n_without_password);
}

static gboolean
import_files (YyCtl *self, GHashTable *files, YyImportReport *report, GPtrArray *faults, GError **error)
{
  g_autoptr (YyDbTx) tx = NULL;

  if (!yy_ctl_open_for_writing (self, error))
    return FALSE;
  tx = yy_db_begin (self->db, error);

  return tx != NULL && yy_engine_import (self->engine, self->db, NULL, files, report, faults, error) &&
         yy_db_tx_commit (tx, error);
}

YyCtlExit
yy_ctl_import (YyCtl *self, int argc, char **argv)
{
  g_autoptr (GHashTable) files = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  YyImportReport report = { FALSE };

  if (argc < 2)
    return yy_ctl_usage ("import FOLDER|FILE…");

  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  faults = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_import_fault_free);
  for (int i = 1; i < argc; i++)
    {
      if (!add_argument (files, argv[i], &error))
        return yy_ctl_fail (error);
    }
  if (!import_files (self, files, &report, faults, &error))
    {
      for (guint i = 0; i < faults->len; i++)
        {
          g_autofree char *text = yy_import_fault_dup_text (g_ptr_array_index (faults, i));

          g_printerr ("%s\n", text);
        }
      return yy_ctl_fail (error);
    }

  print_report (&report);
  return YY_CTL_DONE;
}

static YyCtlExit
print_policy (YyCtl *self, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YySnapshot) snapshot = NULL;
  const char *const *keys = yy_policy_list_keys ();

  if (!yy_ctl_open (self, YY_DB_READ_ONLY, &error))
    return yy_ctl_fail (error);
  snapshot = yy_engine_ref_snapshot (self->engine, self->db, &error);
  if (snapshot == NULL)
    return yy_ctl_fail (error);

  if (wanted != NULL)
    {
      g_autofree char *value = yy_policy_dup (&snapshot->policy, wanted);

      if (value == NULL)
        {
          g_set_error (&error, YY_ERROR, YY_ERROR_INVALID, _ ("There is no switch “%s”."), wanted);
          return yy_ctl_fail (error);
        }
      g_print ("%s\n", value);
      return YY_CTL_DONE;
    }

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = yy_policy_dup (&snapshot->policy, keys[i]);

      g_print ("%s=%s\n", keys[i], value);
    }
  return YY_CTL_DONE;
}

static YyCtlExit
set_policy (YyCtl *self, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyDbTx) tx = NULL;

  if (!yy_ctl_open_for_writing (self, &error))
    return yy_ctl_fail (error);
  tx = yy_db_begin (self->db, &error);
  if (tx == NULL || !yy_engine_set_policy (self->engine, self->db, NULL, key, value, &error) ||
      !yy_db_tx_commit (tx, &error))
    return yy_ctl_fail (error);

  g_print ("%s=%s\n", key, value);
  return YY_CTL_DONE;
}

YyCtlExit
yy_ctl_policy (YyCtl *self, int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "list"))
    return print_policy (self, NULL);
  if (argc == 3 && g_str_equal (argv[1], "get"))
    return print_policy (self, argv[2]);
  if (argc == 4 && g_str_equal (argv[1], "set"))
    return set_policy (self, argv[2], argv[3]);

  return yy_ctl_usage ("policy list | get KEY | set KEY VALUE");
}
