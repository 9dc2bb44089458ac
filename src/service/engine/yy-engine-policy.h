#pragma once

#include "yy-engine.h"

G_BEGIN_DECLS

/* Sets a switch of the department (YyPolicy), in the caller's transaction, with an event of the ledger. The
 * value that it has already changes nothing. @actor: (nullable): %NULL for a tool on the service's own
 * machine. %YY_ERROR_INVALID for an unknown key, or a value that it does not take. */
gboolean yy_engine_set_policy (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *key, const char *value, GError **error);

G_END_DECLS
