#pragma once

#include <glib.h>

#include "yy-enums.h"

G_BEGIN_DECLS

/**
 * YyDelegation:
 *
 * That somebody who approves is away for some days, and who decides in his place (F33): on the days from
 * @begins to @ends, or until it is ended earlier. What was decided stays decided when it is over, what is
 * still open is his again. It has no second hop: who stands in hands on nothing of it. It gives no seal:
 * keepers have deputies (F40). A value, owned by the #YyOrg that it was found in.
 *
 * @id: UUID, made by who arranged it
 * @from_id, @to_id: who is away, and who stands in for him
 * @scope: what of it
 * @begins, @ends: first and last day of the department's calendar, "YYYY-MM-DD": texts that sort as the days
 * do
 * @ended: TRUE when it was ended before @ends was over
 */
typedef struct
{
  char *id;
  char *from_id;
  char *to_id;
  YyScope scope;
  char *begins;
  char *ends;
  gboolean ended;
} YyDelegation;

/* Of all, with empty texts. */
YyDelegation *yy_delegation_new (void);
YyDelegation *yy_delegation_copy (const YyDelegation *self);
void yy_delegation_free (YyDelegation *self);
/* (transfer full) (element-type YyDelegation): an empty list that owns its delegations. */
GPtrArray *yy_delegation_list_new (void);

/* TRUE when somebody stands in on that day. @day: "YYYY-MM-DD" */
gboolean yy_delegation_holds_on (const YyDelegation *self, const char *day);
/* TRUE when both hold on some day. */
gboolean yy_delegation_overlaps (const YyDelegation *self, const YyDelegation *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDelegation, yy_delegation_free)

G_END_DECLS
