#pragma once

#include <glib.h>

#include "yy-enums.h"
#include "yy-mark.h"

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
 * @choice: in which way it was done
 * @question: for %YY_ACTION_ANSWER the event that asked; else 0
 * @marks: (element-type YyMark): places on the pages that a question or an answer speaks of
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
  YyChoice choice;
  gint64 question;
  GPtrArray *marks;
} YyHistory;

YyHistory *yy_history_new (void);
void yy_history_free (YyHistory *self);

/* @choice, @question and @marks as the text that the event's payload is the SHA-256 of (docs/ledger.md); ""
 * when there is nothing to tell. */
char *yy_history_dup_detail (const YyHistory *self);
/* Sets the three from such a text; FALSE when it is none. */
gboolean yy_history_read_detail (YyHistory *self, const char *detail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyHistory, yy_history_free)

G_END_DECLS
