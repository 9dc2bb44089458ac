#pragma once

#include "yy-enums.h"
#include "yy-org.h"
#include "yy-request.h"

G_BEGIN_DECLS

/* TRUE when @person_id agreed to @request in its present round and has not taken it back; somebody who agreed
 * in his place counts as he. */
gboolean yy_agreement_has_agreed (const YyRequest *request, const char *person_id);
/* TRUE when one (or, with @all, each) of those who hold @post is @actor_id or has agreed before. Nobody is
 * asked about a request of his own. */
gboolean
yy_agreement_is_given (const YyRequest *request, YyOrg *org, YyPost post, const char *actor_id, gboolean all);

G_END_DECLS
