#pragma once

#include "yy-engine.h"

G_BEGIN_DECLS

/* What was looked at, and how much of it was wrong. */
typedef struct
{
  gint64 n_events;
  guint n_requests;
  guint n_pictures;
  guint n_faults;
} YyCheckReport;

/* @what: a sentence for people, lent for the call. */
typedef void (*YyCheckFault) (const char *what, gpointer user_data);

/* Looks at everything that is stored, in one view of the database, and changes nothing: the file itself,
 * every event of the ledger and what the other tables make of it, the content of each request against the
 * digest that was decided on, every picture's bytes against their name, and files that nobody knows. Each
 * fault is told to
 * @fault. It may take long, and the service may go on meanwhile. FALSE only when it could not be read at all.
 *
 * It finds what was changed without the ledger. Whether the ledger itself was cut short or written anew is
 * shown only by a signed head that is kept elsewhere. */
gboolean yy_engine_check (YyEngine *self,
                          YyDb *db,
                          YyCheckFault fault,
                          gpointer user_data,
                          YyCheckReport *ret_report,
                          GError **error);
/* The same without the pictures: for a database that lies alone. */
gboolean yy_engine_check_database (
    YyDb *db, YyCheckFault fault, gpointer user_data, YyCheckReport *ret_report, GError **error);

G_END_DECLS
