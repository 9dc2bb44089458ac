#pragma once

#include "yy-engine-private.h"

/* What the history of @request says that is waited for beside the decision: (transfer full) (element-type
 * YyWaiting), lent by the request. */
GPtrArray *yy_engine_list_waiting (const YyRequest *request);
/* To whom it was sent for information: (transfer full) (element-type utf8), in their order, lent by the
 * request. */
GPtrArray *yy_engine_list_copied (const YyRequest *request);

/* Writes down what waits now. Only for requests about which anybody was ever asked anything. */
gboolean yy_engine_put_waiting (YyDb *db, const YyRequest *request, GError **error);

/* Does what yy_action_is_talk() but looking: one event, and no new revision. @target: who is meant, or %NULL.
 */
gboolean yy_engine_talk (YyEngine *self,
                         YyDb *db,
                         const YyActor *actor,
                         const YyCommand *command,
                         const YyRequest *request,
                         const YyTarget *target,
                         YyStep capacity,
                         GError **error);
