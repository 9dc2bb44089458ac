#pragma once

#include "yy-engine.h"
#include "yy-issue.h"
#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyReplayed:
 *
 * One step of the past that another table of rules would have decided otherwise. Borrows everything.
 *
 * @line: what was done
 * @action: what would be otherwise: that of @line, or %YY_ACTION_APPROVE where he sent it on
 * @opens: FALSE: it would have been closed to him, by @issue; TRUE: what @issue closed would have been open
 */
typedef struct
{
  const YyRequest *request;
  const YyHistory *line;
  YyAction action;
  gboolean opens;
  const YyIssue *issue;
} YyReplayed;

typedef void (*YyReplayCallback) (const YyReplayed *replayed, gpointer user_data);

/* Holds every submission, decision, acceptance and stamping since @since_usec against @rules, and tells
 * @callback what they would have decided otherwise than the table that was in force then. People, posts,
 * seals and switches are those of today, for both tables: what is told comes of the rules alone. What was
 * refused left no step and is not looked at. @ret_n_steps: how many were. Changes nothing. */
gboolean yy_engine_replay_rules (YyEngine *self,
                                 YyDb *db,
                                 YyRuleSet *rules,
                                 gint64 since_usec,
                                 YyReplayCallback callback,
                                 gpointer user_data,
                                 guint *ret_n_steps,
                                 GError **error);

G_END_DECLS
