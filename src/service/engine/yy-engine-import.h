#pragma once

#include "yy-engine.h"
#include "yy-import-fault.h"

G_BEGIN_DECLS

/**
 * YyImportReport:
 *
 * What an import found and did.
 *
 * @changed: FALSE when the files say what is stored already: then nothing was written
 * @n_left: people who were made inactive, whose sessions have ended
 * @n_without_password: accounts that nobody can sign in with yet
 */
typedef struct
{
  gboolean changed;
  guint n_units;
  guint n_people;
  guint n_seals;
  guint n_accounts;
  guint n_left;
  guint n_without_password;
} YyImportReport;

/* (array zero-terminated=1): the files that can be imported. */
const char *const *yy_engine_get_import_files (void);

/**
 * yy_engine_import:
 * @actor: (nullable): %NULL for a tool on the service's own machine
 * @files: (element-type utf8 GBytes): what was given, by the names of the files; each replaces its table as a
 * whole, a file that is not given leaves it as it is
 * @faults: (element-type YyImportFault): everything that is wrong is added to it
 *
 * Takes over the directory, all of it or nothing, in the caller's transaction, and appends one event to the
 * ledger (docs/ledger.md says what its payload is). The same files once more change nothing and write no
 * event. Who is no longer named becomes inactive and his sessions end; so does a seal and a company. An
 * account that is no longer named, or that belongs to somebody else now, is made anew without a password.
 *
 * Returns: FALSE with %YY_ERROR_INVALID when there are faults: then nothing was written
 */
gboolean yy_engine_import (YyEngine *self,
                           YyDb *db,
                           const YyActor *actor,
                           GHashTable *files,
                           YyImportReport *ret_report,
                           GPtrArray *faults,
                           GError **error);

G_END_DECLS
