#pragma once

#include <glib.h>

#include "yy-delegation.h"
#include "yy-option.h"

G_BEGIN_DECLS

/**
 * YyAbsence:
 *
 * One person's view of who stands in for whom (F33), as the service tells it. A value.
 *
 * @today: the department's day, "YYYY-MM-DD"
 * @delegations: (element-type YyDelegation): the newest first
 * @names: (element-type utf8 utf8): names of the people in them, by id
 * @endable: (element-type utf8 utf8): a set of the ids of those that he may end now
 * @people: (element-type YyTarget): who may stand in; empty for who arranges nothing
 * @absentees: (element-type YyTarget): for whom he may arrange it, himself among them when he decides
 */
typedef struct
{
  char *today;
  GPtrArray *delegations;
  GHashTable *names;
  GHashTable *endable;
  GPtrArray *people;
  GPtrArray *absentees;
} YyAbsence;

YyAbsence *yy_absence_new (void);
void yy_absence_free (YyAbsence *self);
/* The name, or the id itself when it is not known. Borrowed. */
const char *yy_absence_get_name (const YyAbsence *self, const char *person_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyAbsence, yy_absence_free)

G_END_DECLS
