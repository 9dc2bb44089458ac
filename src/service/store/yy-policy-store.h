#pragma once

#include "yy-db.h"
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

G_END_DECLS
