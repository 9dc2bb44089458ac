#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of the domain. Each enumeration has a table of nicks in yy-enums.c; a nick is the word on the
 * wire and in the database: words are added, never renamed. */

/* Where a request is. A request in %YY_STATE_REVIEWING stands at a step (#YyStep) with one assignee. */
typedef enum
{
  YY_STATE_DRAFT,
  YY_STATE_REVIEWING,
  YY_STATE_RETURNED,
  YY_STATE_REFUSED,
  YY_STATE_WITHDRAWN,
  YY_STATE_APPROVED, /* 待用印 */
  YY_STATE_ACCEPTED, /* 已受理 */
  YY_STATE_STAMPED,
  YY_STATE_ARCHIVED,
  YY_STATE_EXPIRED,
  YY_STATE_VOID,
  YY_STATE_LAST
} YyState;

/* In which capacity the assignee of a reviewing request decides. */
typedef enum
{
  YY_STEP_NONE,
  YY_STEP_REVIEWER, /* 验印审核人: head of the applicant's section or centre */
  YY_STEP_LEADER,   /* 分管领导, repeatable */
  YY_STEP_CHIEF,    /* 党政负责人, or the department head for the name seal */
  YY_STEP_LAST
} YyStep;

/* What a caller is to one request. A person can be several. */
typedef enum
{
  YY_ROLE_APPLICANT = 1 << 0,
  YY_ROLE_ASSIGNEE = 1 << 1, /* whose decision is awaited */
  YY_ROLE_DECIDER = 1 << 2,  /* decided at an earlier step, or handled it as a keeper */
  YY_ROLE_KEEPER = 1 << 3,   /* keeps the seal, as keeper or deputy */
  YY_ROLE_OFFICE = 1 << 4,   /* office director: sees everything that was submitted */
} YyRole;

/* What can be done with a request. From %YY_ACTION_FORWARD on it is done by approvers and keepers; the four
 * decisions stand in the order of the notice. */
typedef enum
{
  YY_ACTION_SAVE,    /* 暂存: change form and pages */
  YY_ACTION_SUBMIT,  /* 提交 */
  YY_ACTION_DISCARD, /* throw a draft away */
  YY_ACTION_WITHDRAW,
  YY_ACTION_OPEN,    /* the assignee has looked at it */
  YY_ACTION_FORWARD, /* 同意并提交上级领导审核 */
  YY_ACTION_APPROVE, /* 终审同意 */
  YY_ACTION_REFUSE,  /* 不同意 */
  YY_ACTION_RETURN,  /* 信息填写有误 */
  YY_ACTION_ACCEPT,  /* 受理 */
  YY_ACTION_DECLINE, /* the keeper does not accept: back to the applicant */
  YY_ACTION_STAMP,   /* 用印 */
  YY_ACTION_LAST
} YyAction;

/* A post that a person holds; section heads hold it for a unit, the others for the department. */
typedef enum
{
  YY_POST_SECTION_HEAD,
  YY_POST_LEADER,
  YY_POST_CHIEF,
  YY_POST_DEPT_HEAD,
  YY_POST_ORGANISER,
  YY_POST_OFFICE_DIRECTOR,
  YY_POST_LAST
} YyPost;

typedef enum
{
  YY_SEAL_PARTY, /* 党委公章 */
  YY_SEAL_ADMIN, /* 行政公章 */
  YY_SEAL_NAME,  /* 负责人名章 */
  YY_SEAL_OTHER, /* 其他 */
  YY_SEAL_LAST
} YySealKind;

/* A declaration of the applicant: not given yet, no, yes. */
typedef enum
{
  YY_ANSWER_UNSET,
  YY_ANSWER_NO,
  YY_ANSWER_YES,
  YY_ANSWER_LAST
} YyAnswer;

#define YY_DECLARE_NICKS(Type, name)                                                                         \
  const char *yy_##name##_get_nick (Type value);                                                             \
  gboolean yy_##name##_from_nick (const char *nick, Type *ret_value);

YY_DECLARE_NICKS (YyState, state)
YY_DECLARE_NICKS (YyStep, step)
YY_DECLARE_NICKS (YyAction, action)
YY_DECLARE_NICKS (YyPost, post)
YY_DECLARE_NICKS (YySealKind, seal_kind)
YY_DECLARE_NICKS (YyAnswer, answer)

#undef YY_DECLARE_NICKS

/* TRUE when nothing can be done with a request in that state any more. */
gboolean yy_state_is_final (YyState state);

/* Names for the reader, in the language of the process; borrowed. */
const char *yy_state_get_label (YyState state);
const char *yy_step_get_label (YyStep step);
const char *yy_action_get_label (YyAction action);
const char *yy_post_get_label (YyPost post);
const char *yy_seal_kind_get_label (YySealKind kind);

G_END_DECLS
