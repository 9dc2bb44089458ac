#pragma once

#include "yy-db.h"
#include "yy-event-store.h"
#include "yy-org.h"
#include "yy-policy-state.h"

G_BEGIN_DECLS

/* What was changed of the switches. Their values are settings (yy-directory-store.h). */

/* Beside the event @event_index that says so. @actor_id: "" for the operator. */
gboolean yy_policy_store_add (YyDb *db, gint64 event_index, const YyPolicyChange *change, GError **error);
/* Fills in revision and changes; names out of @org. */
gboolean yy_policy_store_load (YyDb *db, YyOrg *org, YyPolicyState *state, GError **error);
/* The revision alone: 1 while nothing was changed. */
gboolean yy_policy_store_get_revision (YyDb *db, int *ret_revision, GError **error);

/* Folds the events of the ledger about switches and tables of rules, and compares what comes of it with the
 * list of changes and with what is in force. Each fault is told to @fault; FALSE with @error only when it
 * could not be read. */
gboolean yy_policy_store_check (YyDb *db, YyEventFault fault, gpointer user_data, GError **error);

G_END_DECLS
