#pragma once

#include <gtk/gtk.h>

#include "yy-issue.h"

G_BEGIN_DECLS

typedef enum
{
  YY_REMARK_HINT,     /* good to know */
  YY_REMARK_QUESTION, /* is it meant so? */
  YY_REMARK_WARNING,  /* whoever decides should see it */
  YY_REMARK_PROBLEM,  /* it cannot stay so */
} YyRemarkKind;

/**
 * YyRemark:
 *
 * One thing that somebody has to be told of what he sees: a sentence, the clause of the notice it comes from,
 * and for a question the box by which he says that he means it. By icon and words, never by colour alone.
 * Hidden while there is nothing to say. It decides nothing.
 *
 * Signals: "confirmed" (rule, confirmed): the person answered the question of that rule.
 */
#define YY_TYPE_REMARK (yy_remark_get_type ())
G_DECLARE_FINAL_TYPE (YyRemark, yy_remark, YY, REMARK, GtkWidget)

GtkWidget *yy_remark_new (void);
/* Plain texts; @rule and @clause: (nullable). Not a question. */
void
yy_remark_show (YyRemark *self, YyRemarkKind kind, const char *text, const char *rule, const char *clause);
/* What is wrong, or asked, by its code; @confirmed: the answer that was given to a question before. */
void yy_remark_show_issue (YyRemark *self, const YyIssue *issue, gboolean confirmed);
void yy_remark_clear (YyRemark *self);

YyRemarkKind yy_remark_get_kind (YyRemark *self);
/* TRUE for a problem, and for a question with no answer yet. */
gboolean yy_remark_is_open (YyRemark *self);
/* To the box of a question; FALSE when there is none. */
gboolean yy_remark_focus_answer (YyRemark *self);
/* The label with the sentence, for who must be told why something is wrong. */
GtkWidget *yy_remark_get_text (YyRemark *self);

G_END_DECLS
