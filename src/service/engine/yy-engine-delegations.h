#pragma once

#include "yy-delegation.h"
#include "yy-engine.h"

G_BEGIN_DECLS

/**
 * YyDelegationState:
 *
 * Who stands in for whom, as far as it is one person's business, and what he may arrange. A value.
 *
 * @may_give: he decides in some post, and may have somebody stand in
 * @may_arrange_for_others: the office director: sees everybody's
 * @delegations: (element-type YyDelegation): the newest first
 * @org: who they are
 */
typedef struct
{
  gboolean may_give;
  gboolean may_arrange_for_others;
  GPtrArray *delegations;
  YyOrg *org;
} YyDelegationState;

void yy_delegation_state_free (YyDelegationState *self);

/* On a reader's or the writer's connection. */
YyDelegationState *
yy_engine_list_delegations (YyEngine *self, YyDb *db, const YyActor *actor, GError **error);

/* Arranges it (F33), as an event of kind "delegation"; the same one again changes nothing. %YY_ERROR_INVALID
 * with the fields that are wrong (yy_delegation_check()), %YY_ERROR_CONFLICT when the id is another's. */
gboolean yy_engine_give_delegation (
    YyEngine *self, YyDb *db, const YyActor *actor, const YyDelegation *delegation, GError **error);
/* Ends it at once: by who is away, or the office director. Ending it again changes nothing.
 * %YY_ERROR_NOT_FOUND for what is not his to see. */
gboolean
yy_engine_end_delegation (YyEngine *self, YyDb *db, const YyActor *actor, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDelegationState, yy_delegation_state_free)

G_END_DECLS
