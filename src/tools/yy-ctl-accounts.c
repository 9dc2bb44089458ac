/* password and account: who can sign in. */

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-ctl-secret.h"
#include "yy-ctl.h"
#include "yy-db-tx.h"
#include "yy-engine-accounts.h"
#include "yy-error.h"
#include "yy-password.h"

#define PASSWORD_USAGE "password set ACCOUNT [--from-file FILE] | set-all --from-file FILE"

/* "--from-file FILE" at the end, or nothing. */
static gboolean
read_from_file (int argc, char **argv, int first, const char **ret_file)
{
  *ret_file = argc == first + 2 ? argv[first + 1] : NULL;
  return argc == first || (argc == first + 2 && g_str_equal (argv[first], "--from-file"));
}

static gboolean
set_one (YyCtl *self, const char *account, const char *secret, GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (YyDbTx) tx = NULL;

  if (!yy_password_check (secret, account, error))
    return FALSE;
  /* Before the transaction: hashing is slow on purpose, and the service waits for the lock. */
  hash = yy_password_hash (secret, error);
  if (hash == NULL)
    return FALSE;
  tx = yy_db_begin (self->db, error);

  return tx != NULL && yy_engine_set_password (self->engine, self->db, account, hash, error) &&
         yy_db_tx_commit (tx, error);
}

static gboolean
check_account (YyCtl *self, const char *account, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YyAccount) found = yy_account_store_find (self->db, account, &cause);

  if (found == NULL && cause == NULL)
    g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND, _ ("There is no account “%s”."), account);
  else if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));

  return found != NULL;
}

static YyCtlExit
set_password (YyCtl *self, const char *typed, const char *file)
{
  g_autofree char *account = yy_engine_fold_account (typed);
  g_autoptr (GError) error = NULL;
  char *secret = NULL;
  gboolean done;

  if (!yy_ctl_open_for_writing (self, &error) || !check_account (self, account, &error))
    return yy_ctl_fail (error);
  secret = yy_ctl_secret_read (file, &error);
  done = secret != NULL && set_one (self, account, secret, &error);
  yy_ctl_secret_free (secret);
  if (!done)
    return yy_ctl_fail (error);

  g_print (_ ("“%s” has a new password and is signed out everywhere.\n"), account);
  return YY_CTL_DONE;
}

/* Hashes first and writes then, all in one transaction; an account that got a password meanwhile keeps it. */
static gboolean
set_missing (YyCtl *self, const char *secret, guint *ret_n, GError **error)
{
  g_autoptr (GPtrArray) accounts = yy_account_store_list (self->db, error);
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YyDbTx) tx = NULL;

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const YyAccount *account = g_ptr_array_index (accounts, i);
      char *hash = NULL;

      if (*account->password_hash == '\0')
        {
          if (!yy_password_check (secret, account->account, error))
            return FALSE;
          hash = yy_password_hash (secret, error);
          if (hash == NULL)
            return FALSE;
        }
      g_ptr_array_add (hashes, hash);
    }

  tx = accounts != NULL ? yy_db_begin (self->db, error) : NULL;
  if (tx == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    {
      const YyAccount *account = g_ptr_array_index (accounts, i);
      const char *hash = g_ptr_array_index (hashes, i);
      g_autoptr (YyAccount) now = yy_account_store_find_of_person (self->db, account->person_id, NULL);

      if (hash == NULL || now == NULL || *now->password_hash != '\0' ||
          !g_str_equal (now->account, account->account))
        continue;
      if (!yy_engine_set_password (self->engine, self->db, account->account, hash, error))
        return FALSE;
      (*ret_n)++;
    }

  return yy_db_tx_commit (tx, error);
}

static YyCtlExit
set_all_passwords (YyCtl *self, const char *file)
{
  g_autoptr (GError) error = NULL;
  char *secret = NULL;
  gboolean done;
  guint n = 0;

  if (!yy_ctl_open_for_writing (self, &error))
    return yy_ctl_fail (error);
  secret = yy_ctl_secret_read (file, &error);
  done = secret != NULL && set_missing (self, secret, &n, &error);
  yy_ctl_secret_free (secret);
  if (!done)
    return yy_ctl_fail (error);

  g_print (_ ("Accounts that had no password and now have this one: %u. Others keep theirs.\n"), n);
  if (n > 0)
    g_print ("%s\n", _ ("All of them have the same password: this is for a demonstration or the first day. "
                        "Let everybody change it at once."));
  return YY_CTL_DONE;
}

YyCtlExit
yy_ctl_password (YyCtl *self, int argc, char **argv)
{
  const char *file = NULL;

  if (argc >= 3 && g_str_equal (argv[1], "set") && read_from_file (argc, argv, 3, &file))
    return set_password (self, argv[2], file);
  if (argc == 4 && g_str_equal (argv[1], "set-all") && read_from_file (argc, argv, 2, &file))
    return set_all_passwords (self, file);

  return yy_ctl_usage (PASSWORD_USAGE);
}

static YyCtlExit
set_disabled (YyCtl *self, const char *typed, gboolean disabled)
{
  g_autofree char *account = yy_engine_fold_account (typed);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyDbTx) tx = NULL;

  if (!yy_ctl_open_for_writing (self, &error) || !check_account (self, account, &error))
    return yy_ctl_fail (error);
  tx = yy_db_begin (self->db, &error);
  if (tx == NULL || !yy_engine_set_account_disabled (self->engine, self->db, account, disabled, &error) ||
      !yy_db_tx_commit (tx, &error))
    return yy_ctl_fail (error);

  g_print (disabled ? _ ("“%s” can no longer sign in and is signed out everywhere.\n")
                    : _ ("“%s” can sign in again.\n"),
           account);
  return YY_CTL_DONE;
}

static const char *
describe (const YyAccount *account, const YyPerson *person)
{
  if (person == NULL || !person->active)
    return _ ("has left");
  if (account->disabled)
    return _ ("disabled");
  if (*account->password_hash == '\0')
    return _ ("no password");

  return _ ("can sign in");
}

static YyCtlExit
list_accounts (YyCtl *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (YySnapshot) snapshot = NULL;

  if (!yy_ctl_open (self, YY_DB_READ_ONLY, &error))
    return yy_ctl_fail (error);
  snapshot = yy_engine_ref_snapshot (self->engine, self->db, &error);
  accounts = snapshot != NULL ? yy_account_store_list (self->db, &error) : NULL;
  if (accounts == NULL)
    return yy_ctl_fail (error);

  for (guint i = 0; i < accounts->len; i++)
    {
      const YyAccount *account = g_ptr_array_index (accounts, i);
      const YyPerson *person = yy_org_get_person (snapshot->org, account->person_id);

      g_print ("%s\t%s\t%s\t%s\n", account->account, account->person_id,
               yy_org_get_person_name (snapshot->org, account->person_id), describe (account, person));
    }
  return YY_CTL_DONE;
}

YyCtlExit
yy_ctl_account (YyCtl *self, int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "list"))
    return list_accounts (self);
  if (argc == 3 && g_str_equal (argv[1], "disable"))
    return set_disabled (self, argv[2], TRUE);
  if (argc == 3 && g_str_equal (argv[1], "enable"))
    return set_disabled (self, argv[2], FALSE);

  return yy_ctl_usage ("account list | disable ACCOUNT | enable ACCOUNT");
}
