#pragma once

#include <glib.h>

#include "yy-enums.h"
#include "yy-issue.h"

G_BEGIN_DECLS

/**
 * YyTarget:
 *
 * A person to whom a request may be handed, and in which capacity he would get it.
 */
typedef struct
{
  char *person_id;
  char *name;
  char *unit;     /* name of his main unit */
  char *posts;    /* his posts as text */
  char *pinyin;   /* "zhang yifan", for searching; "" when unknown */
  char *initials; /* "zyf"; likewise */
  YyStep step;
  gboolean preferred; /* in charge of the applicant's unit, or the one keeper: comes first */
} YyTarget;

/**
 * YyOption:
 *
 * One line of "you may" (R47): an action that the caller could mean to take in the present state, whether it
 * is open to him, and if not, why. The window shows exactly these.
 *
 * @targets: (element-type YyTarget): to whom, or who is asked; empty when the action names nobody. For
 * %YY_ACTION_RETURN nobody need be named: then it goes to the applicant
 * @choices: in which ways, bits 1 << #YyChoice; 0: in one only. For %YY_ACTION_RETURN none need be chosen
 * @question: for %YY_ACTION_ANSWER the event that asked; else 0
 * @refusal: (nullable): why it is closed; %NULL when it is open
 */
typedef struct
{
  YyAction action;
  gboolean needs_reason;
  GPtrArray *targets;
  guint choices;
  gint64 question;
  YyIssue *refusal;
} YyOption;

YyTarget *yy_target_new (const char *person_id,
                         const char *name,
                         const char *unit,
                         const char *posts,
                         YyStep step,
                         gboolean preferred);
/* What he is also found by; both are "" until then. */
void yy_target_set_keys (YyTarget *self, const char *pinyin, const char *initials);
/* TRUE when @text is part of the name, the unit, the pinyin with or without blanks, or the initials; ""
 * matches everybody. */
gboolean yy_target_matches (const YyTarget *self, const char *text);
void yy_target_free (YyTarget *self);
/* A list that owns its targets. */
GPtrArray *yy_target_list_new (void);
/* Borrowed from @targets; %NULL when the person is not among them. */
const YyTarget *yy_target_list_find (GPtrArray *targets, const char *person_id);

YyOption *yy_option_new (YyAction action);
void yy_option_free (YyOption *self);
/* A list that owns its options. */
GPtrArray *yy_option_list_new (void);
/* Borrowed from @options; %NULL when it is not among them. */
const YyOption *yy_option_list_find (GPtrArray *options, YyAction action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyTarget, yy_target_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyOption, yy_option_free)

G_END_DECLS
