#pragma once

#include "yy-delegation.h"
#include "yy-org.h"

G_BEGIN_DECLS

/* Days that one delegation may last: who is away longer hands over his post. */
#define YY_DELEGATION_DAYS_MAX 366

/* TRUE when there is something to stand in for: the person decides on requests in some post (F33). */
gboolean yy_delegation_may_be_given (YyOrg *org, const char *person_id);
/* TRUE when @actor_id may arrange it for @from_id: he himself; the office director for somebody who cannot.
 */
gboolean yy_delegation_may_arrange (YyOrg *org, const char *actor_id, const char *from_id);

/* F33, WF09: what is wrong with a new delegation that @actor_id arranges, as issues at "/from_id", "/to_id",
 * "/begins" and "/ends". Nobody is away twice on one day; nobody stands in who is away himself on one of the
 * days, or who has left; nobody arranges for another that he himself stands in. The day is that of
 * @org. Adds nothing when it may be made. */
void yy_delegation_check (const YyDelegation *self, YyOrg *org, const char *actor_id, GPtrArray *issues);

G_END_DECLS
