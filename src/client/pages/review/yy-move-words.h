#pragma once

#include <glib.h>

#include "yy-request.h"

G_BEGIN_DECLS

/* What is told when a move of @request has succeeded: (transfer full). @next_name: to whom it went on;
 * @copies: really stamped. */
char *yy_move_words_dup_done (YyAction action, const YyRequest *request, const char *next_name, int copies);

/* Of the small window for a move beside the ordinary road: what it does, or %NULL; whom it concerns; what is
 * written; what its button says. Static. */
const char *yy_move_words_get_explanation (YyAction action);
const char *yy_move_words_get_person (YyAction action);
const char *yy_move_words_get_reason (YyAction action);
const char *yy_move_words_get_confirm (YyAction action);

/* What the button says that leads to the decision. @request: (nullable). Static. */
const char *yy_move_words_get_task (const YyRequest *request);

/* A question before a move. Texts are static. @accept: what the button says; @destructive: it looks
 * dangerous. */
typedef struct
{
  const char *heading;
  const char *accept;
  gboolean destructive;
} YyMoveQuestion;

/* What ends the way of a request is asked once more; handing it on or back is not: others still look at it.
 */
gboolean yy_move_words_needs_question (YyAction action);
/* The question, and what it is about: (transfer full). */
char *yy_move_words_ask (YyAction action, const YyRequest *request, YyMoveQuestion *ret_question);

G_END_DECLS
