#pragma once

#include "yy-engine.h"
#include "yy-history.h"
#include "yy-policy-state.h"

G_BEGIN_DECLS

/* The switches as @actor sees them: everybody reads them, the office director changes them. (transfer full)
 */
YyPolicyState *yy_engine_load_policy (YyEngine *self, YyDb *db, const YyActor *actor, GError **error);

/* Sets a switch of the department (YyPolicy), in the caller's transaction, with an event of the ledger. The
 * value that it has already changes nothing. @actor: (nullable): %NULL for a tool on the service's own
 * machine. %YY_ERROR_INVALID for an unknown key, or a value that it does not take. It asks nobody: see
 * yy_engine_change_policy(). */
gboolean yy_engine_set_policy (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *key, const char *value, GError **error);

/* The same for somebody who is signed in: %YY_ERROR_DENIED unless he is the office director,
 * %YY_ERROR_CONFLICT when something was changed since @seen. Gives the switches as they are then. (transfer
 * full) */
YyPolicyState *yy_engine_change_policy (YyEngine *self,
                                        YyDb *db,
                                        const YyActor *actor,
                                        int seen,
                                        const char *key,
                                        const char *value,
                                        GError **error);

/* Puts a change beside its event, which @line has been filled in by. */
gboolean yy_engine_note_policy (
    YyDb *db, const YyHistory *line, const char *key, const char *before, const char *after, GError **error);

G_END_DECLS
