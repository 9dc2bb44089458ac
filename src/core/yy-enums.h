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
  YY_STATE_OUT,     /* 带出中: the seal is on its way with a request */
  YY_STATE_OVERDUE, /* 逾期未还 */
  YY_STATE_BACK,    /* 已归还 */
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
  YY_ROLE_CARRIER = 1 << 5,  /* carries the seal beside its keeper (R05) */
  YY_ROLE_CHIEF = 1 << 6,    /* a chief, of what is approved: he may still make it void */
  YY_ROLE_LAST = 1 << 7,     /* whose decision was the last thing that moved it */
  YY_ROLE_SIGNER = 1 << 8,   /* whose co-signature is awaited */
  YY_ROLE_ASKED = 1 << 9,    /* whose answer is awaited */
  YY_ROLE_READER = 1 << 10,  /* it was sent to him for information, or he was asked about it */
} YyRole;

/* What can be done with a request; yy_action_is_handling() tells what approvers and keepers do to it. The
 * four decisions stand in the order of the notice. */
typedef enum
{
  YY_ACTION_SAVE,    /* 暂存: change form and pages */
  YY_ACTION_SUBMIT,  /* 提交 */
  YY_ACTION_DISCARD, /* throw a draft away */
  YY_ACTION_WITHDRAW,
  YY_ACTION_OPEN,       /* the assignee has looked at it */
  YY_ACTION_FORWARD,    /* 同意并提交上级领导审核 */
  YY_ACTION_APPROVE,    /* 终审同意 */
  YY_ACTION_REFUSE,     /* 不同意 */
  YY_ACTION_RETURN,     /* 信息填写有误 */
  YY_ACTION_ACCEPT,     /* 受理 */
  YY_ACTION_DECLINE,    /* the keeper does not accept: back to the applicant */
  YY_ACTION_STAMP,      /* 用印 */
  YY_ACTION_TAKE_BACK,  /* 撤回决定: one's own, before the next one has looked */
  YY_ACTION_TRANSFER,   /* 转交: somebody else decides in one's stead */
  YY_ACTION_ADD_SIGNER, /* 加签 */
  YY_ACTION_SIGN,       /* 会签同意 */
  YY_ACTION_OBJECT,     /* 会签不同意 */
  YY_ACTION_CLASSIFY,   /* 重新归类: contract, major matter */
  YY_ACTION_COPY,       /* 抄送 */
  YY_ACTION_ASK,        /* 提问 */
  YY_ACTION_ANSWER,     /* 答复 */
  YY_ACTION_URGE,       /* 催办 */
  YY_ACTION_VOID,       /* 作废 */
  YY_ACTION_SPOIL,      /* 盖错作废: a wrong impression */
  YY_ACTION_FINISH,     /* 结束用印: the rest of the copies is not stamped */
  YY_ACTION_CHECK_OUT,  /* 交出印章 */
  YY_ACTION_CARRY,      /* 确认携带: by the second carrier */
  YY_ACTION_CHECK_IN,   /* 归还入库 */
  YY_ACTION_EXPIRE,     /* 过期: by the service */
  YY_ACTION_REASSIGN,   /* 移交: the open items of somebody who leaves */
  YY_ACTION_ALARM,      /* 逾期告警: the seal is not back in time, by the service */
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

/* What is asked for: a stamp at the counter, or the seal itself for an errand outside (R03-R05, A10). */
typedef enum
{
  YY_KIND_STAMP,    /* 用印 */
  YY_KIND_TAKE_OUT, /* 印章带出 */
  YY_KIND_LAST
} YyKind;

/* A declaration of the applicant: not given yet, no, yes. */
typedef enum
{
  YY_ANSWER_UNSET,
  YY_ANSWER_NO,
  YY_ANSWER_YES,
  YY_ANSWER_LAST
} YyAnswer;

/* What is chosen with an action that can be done in several ways, or what the service found with it. */
typedef enum
{
  YY_CHOICE_NONE,
  YY_CHOICE_MAJOR_YES,    /* classify: it is a major matter (A07) */
  YY_CHOICE_MAJOR_NO,     /* classify: it is none; by a chief */
  YY_CHOICE_CONTRACT_YES, /* classify: it is a contract (A08) */
  YY_CHOICE_CONTRACT_NO,  /* classify: it is none; by a chief */
  YY_CHOICE_DIRECT,       /* return: unchanged it comes back to the returner at once */
  YY_CHOICE_KEPT,         /* submit: it came back unchanged, what was agreed before stands */
  YY_CHOICE_ANEW,         /* submit: it should have come back at once, but was changed: the way begins anew */
  YY_CHOICE_ALL_BEFORE,   /* add-signer: all of them sign, before the one who adds them decides */
  YY_CHOICE_ANY_BEFORE,   /* add-signer: one of them signs, likewise */
  YY_CHOICE_ALL_AFTER,    /* add-signer: all of them sign, before the next one decides */
  YY_CHOICE_ANY_AFTER,    /* add-signer: one of them signs, likewise */
  YY_CHOICE_LAST
} YyChoice;

/* What a look at a page's picture tells (R09, A11). */
typedef enum
{
  YY_BLANK_VERDICT_UNKNOWN, /* nobody has looked */
  YY_BLANK_VERDICT_NORMAL,
  YY_BLANK_VERDICT_FORM,  /* has fields that are not filled in */
  YY_BLANK_VERDICT_BLANK, /* no writing: also an empty grid, a letterhead alone */
  YY_BLANK_VERDICT_LAST
} YyBlankVerdict;

/* What of somebody's decisions another one makes while he is away (F33). */
typedef enum
{
  YY_SCOPE_ALL,
  YY_SCOPE_ORDINARY, /* all but major matters, name seals and take-outs */
  YY_SCOPE_LAST
} YyScope;

#define YY_DECLARE_NICKS(Type, name)                                                                         \
  const char *yy_##name##_get_nick (Type value);                                                             \
  gboolean yy_##name##_from_nick (const char *nick, Type *ret_value);

YY_DECLARE_NICKS (YyState, state)
YY_DECLARE_NICKS (YyStep, step)
YY_DECLARE_NICKS (YyAction, action)
YY_DECLARE_NICKS (YyPost, post)
YY_DECLARE_NICKS (YySealKind, seal_kind)
YY_DECLARE_NICKS (YyKind, kind)
YY_DECLARE_NICKS (YyAnswer, answer)
YY_DECLARE_NICKS (YyBlankVerdict, blank_verdict)
YY_DECLARE_NICKS (YyChoice, choice)
YY_DECLARE_NICKS (YyScope, scope)

#undef YY_DECLARE_NICKS

/* TRUE when nothing can be done with a request in that state any more. */
gboolean yy_state_is_final (YyState state);
/* TRUE for what approvers and keepers do to a request: who has done it has handled the request, sees it from
 * then on and finds it among what he has done. Talking about it (copies, questions, reminders) is none, nor
 * is what the service or the administration does. */
gboolean yy_action_is_handling (YyAction action);
/* TRUE for what is said about a request and neither moves nor changes it: looking at it, copies, questions,
 * answers, reminders, asking for a co-signature. It leaves the revision as it is. */
gboolean yy_action_is_talk (YyAction action);
/* TRUE for moves beside the ordinary road: they are offered apart from the decisions of the notice. */
gboolean yy_action_is_further (YyAction action);
/* TRUE when nobody does it without saying why, or what. */
gboolean yy_action_needs_reason (YyAction action);

/* Names for the reader, in the language of the process; borrowed. */
const char *yy_state_get_label (YyState state);
/* The state of a request of that kind: a take-out is not stamped, but handed out. */
const char *yy_kind_get_state_label (YyKind kind, YyState state);
const char *yy_step_get_label (YyStep step);
const char *yy_action_get_label (YyAction action);
const char *yy_post_get_label (YyPost post);
const char *yy_seal_kind_get_label (YySealKind kind);
const char *yy_kind_get_label (YyKind kind);
const char *yy_choice_get_label (YyChoice choice);
const char *yy_scope_get_label (YyScope scope);

G_END_DECLS
