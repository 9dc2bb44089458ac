#pragma once

#include <glib.h>

#include "yy-enums.h"

G_BEGIN_DECLS

/**
 * YyHistory:
 *
 * One line of a request's history: who did what, when, and what became of it. A value; the proof of it is the
 * ledger's event of the same index.
 *
 * @event: index of the ledger's event
 * @at_usec: when it was committed, microseconds since 1970, UTC
 * @round: which submission it belongs to, from 1; 0 before the first
 * @actor_id, @actor_name: who
 * @for_id, @for_name: in whose place he did it (F33); "" when in his own
 * @capacity: in which step's capacity he decided; %YY_STEP_NONE for applicant and keeper
 * @from, @to: states
 * @to_step, @next_id, @next_name: to whom it went on; "" when to nobody
 * @reason: "" when none was given
 * @digest: of form and pages, at that moment
 * @copies: stamped copies, for %YY_ACTION_STAMP
 */
typedef struct
{
  gint64 event;
  gint64 at_usec;
  int round;
  char *actor_id;
  char *actor_name;
  char *for_id;
  char *for_name;
  YyAction action;
  YyStep capacity;
  YyState from;
  YyState to;
  YyStep to_step;
  char *next_id;
  char *next_name;
  char *reason;
  char *digest;
  int copies;
} YyHistory;

YyHistory *yy_history_new (void);
void yy_history_free (YyHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyHistory, yy_history_free)

G_END_DECLS
