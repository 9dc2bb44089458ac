#pragma once

#include "yy-db.h"
#include "yy-engine.h"

G_BEGIN_DECLS

/* What a word ends with. */
typedef enum
{
  YY_CTL_DONE = 0,
  YY_CTL_REFUSED = 1, /* it was understood, and could not be done or found something wrong */
  YY_CTL_USAGE = 2,   /* it was not understood */
} YyCtlExit;

/**
 * YyCtl:
 *
 * One call of yanyinctl: the data folder and, once it was opened, its database and engine. While the service
 * runs, a second process may read and write: every change is one transaction of SQLite, and the service
 * notices that the directory has another version.
 */
typedef struct
{
  const char *folder;
  int lock_fd; /* -1: not locked */
  YyDb *db;
  YyEngine *engine;
} YyCtl;

/* Opens the database as it is; @flags of yy_db_open(). Refuses a folder that belongs to another user: files
 * that this one makes there would shut the service out. */
gboolean yy_ctl_open (YyCtl *self, YyDbFlags flags, GError **error);
/* For changes beside a running service. */
gboolean yy_ctl_open_for_writing (YyCtl *self, GError **error);
/* Takes the folder for this process alone, making it when it is not there; %YY_ERROR_BUSY while a service
 * works in it. */
gboolean yy_ctl_lock_folder (YyCtl *self, GError **error);
/* Looks at all that is stored, prints what is wrong, then a line that says how much was looked at. FALSE only
 * when it could not be read. @pictures: with them. */
gboolean yy_ctl_run_check (YyCtl *self, guint *ret_n_faults, GError **error);
/* (transfer full) */
char *yy_ctl_dup_database_path (YyCtl *self);
/* What was opened is closed, the lock given back. */
void yy_ctl_clear (YyCtl *self);

/* Says what went wrong; always %YY_CTL_REFUSED. */
YyCtlExit yy_ctl_fail (const GError *error);
/* Says how the word is used; always %YY_CTL_USAGE. */
YyCtlExit yy_ctl_usage (const char *usage);

/* The words. @argv[0] is the word; what follows are its arguments. */
YyCtlExit yy_ctl_init (YyCtl *self, int argc, char **argv);
YyCtlExit yy_ctl_import (YyCtl *self, int argc, char **argv);
YyCtlExit yy_ctl_policy (YyCtl *self, int argc, char **argv);
YyCtlExit yy_ctl_password (YyCtl *self, int argc, char **argv);
YyCtlExit yy_ctl_account (YyCtl *self, int argc, char **argv);
YyCtlExit yy_ctl_check (YyCtl *self, int argc, char **argv);
YyCtlExit yy_ctl_backup (YyCtl *self, int argc, char **argv);
YyCtlExit yy_ctl_rules (YyCtl *self, int argc, char **argv);
YyCtlExit yy_ctl_restore (YyCtl *self, int argc, char **argv);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyCtl, yy_ctl_clear)

G_END_DECLS
