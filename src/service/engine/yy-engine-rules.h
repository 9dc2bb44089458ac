#pragma once

#include "yy-engine.h"

G_BEGIN_DECLS

/* The table of rules as it is in force: (transfer full). */
char *yy_engine_dup_rules (YyEngine *self, YyDb *db, GError **error);
/* Puts @content in force, as an event; what is under way keeps its own table. Nothing happens when it is in
 * force already. %YY_ERROR_INVALID when it cannot be read. @actor (nullable): %NULL for a tool on the
 * service's machine. */
gboolean
yy_engine_set_rules (YyEngine *self, YyDb *db, const YyActor *actor, const char *content, GError **error);

G_END_DECLS
