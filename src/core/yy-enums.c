#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-enums.h"

static const char *const state_nicks[] = { "draft",    "reviewing", "returned", "refused",  "withdrawn",
                                           "approved", "accepted",  "stamped",  "archived", "expired",
                                           "void",     "out",       "overdue",  "back" };
static const char *const state_labels[] = {
  N_ ("Draft"),         N_ ("In review"), N_ ("Returned"), N_ ("Refused"),      N_ ("Withdrawn"),
  N_ ("To be stamped"), N_ ("Accepted"),  N_ ("Stamped"),  N_ ("Archived"),     N_ ("Expired"),
  N_ ("Void"),          N_ ("Taken out"), N_ ("Overdue"),  N_ ("Brought back"),
};

static const char *const step_nicks[] = { "none", "reviewer", "leader", "chief" };
static const char *const step_labels[] = { "", N_ ("Reviewer"), N_ ("Leader in charge"), N_ ("Chief") };

static const char *const action_nicks[] = {
  "save",   "submit",    "discard", "withdraw", "open",      "forward",  "approve",    "refuse",
  "return", "accept",    "decline", "stamp",    "take-back", "transfer", "add-signer", "sign",
  "object", "classify",  "copy",    "ask",      "answer",    "urge",     "void",       "spoil",
  "finish", "check-out", "carry",   "check-in", "expire",    "reassign", "alarm"
};
static const char *const action_labels[] = {
  N_ ("Save draft to my to-do"),
  N_ ("Submit"),
  N_ ("Discard draft"),
  N_ ("Withdraw"),
  N_ ("Open"),
  N_ ("Agree and submit to the higher leader"),
  N_ ("Approve finally"),
  N_ ("Refuse"),
  N_ ("Wrongly filled in"),
  N_ ("Accept"),
  N_ ("Decline"),
  N_ ("Mark stamped"),
  N_ ("Take my decision back"),
  N_ ("Hand on to somebody else"),
  N_ ("Add a co-signer"),
  N_ ("Co-sign: agree"),
  N_ ("Co-sign: object"),
  N_ ("Classify anew"),
  N_ ("Send for information"),
  N_ ("Ask a question"),
  N_ ("Answer the question"),
  N_ ("Remind"),
  N_ ("Make void"),
  N_ ("Record a wrong impression"),
  N_ ("Finish stamping"),
  N_ ("Hand out the seal"),
  N_ ("Confirm carrying the seal"),
  N_ ("Take the seal in again"),
  N_ ("Let expire"),
  N_ ("Hand over for good"),
  N_ ("Seal not back in time"),
};

static const char *const post_nicks[] = { "section_head", "leader",    "chief",
                                          "dept_head",    "organiser", "office_director" };
static const char *const post_labels[] = { N_ ("Section head"), N_ ("Leader in charge"),
                                           N_ ("Chief"),        N_ ("Department head"),
                                           N_ ("Organiser"),    N_ ("Office director") };

static const char *const seal_kind_nicks[] = { "party", "admin", "name", "other" };
static const char *const seal_kind_labels[] = { N_ ("Party committee seal"), N_ ("Administrative seal"),
                                                N_ ("Name seal of the head"), N_ ("Other") };

static const char *const kind_nicks[] = { "stamp", "take-out" };
static const char *const kind_labels[] = { N_ ("Stamping at the counter"), N_ ("Taking the seal out") };

static const char *const answer_nicks[] = { "unset", "no", "yes" };
static const char *const blank_verdict_nicks[] = { "unknown", "normal", "form", "blank" };

static const char *const choice_nicks[] = { "none",        "major-yes",  "major-no",  "contract-yes",
                                            "contract-no", "direct",     "kept",      "anew",
                                            "all-before",  "any-before", "all-after", "any-after" };
static const char *const choice_labels[] = {
  "",
  N_ ("It is a major matter"),
  N_ ("It is no major matter"),
  N_ ("It is a contract"),
  N_ ("It is no contract"),
  N_ ("Back to me directly when nothing is changed"),
  N_ ("Came back unchanged: what was agreed before stands"),
  N_ ("Was changed: the way begins anew"),
  N_ ("All of them sign, before I decide"),
  N_ ("One of them signs, before I decide"),
  N_ ("All of them sign, after I have decided"),
  N_ ("One of them signs, after I have decided"),
};

static const char *const scope_nicks[] = { "all", "ordinary" };
static const char *const scope_labels[] = { N_ ("Everything"),
                                            N_ ("All but major matters, name seals and take-outs") };

static gboolean
find_nick (const char *const *nicks, guint n_nicks, const char *nick, int *ret_value)
{
  g_return_val_if_fail (nick != NULL, FALSE);

  for (guint i = 0; i < n_nicks; i++)
    {
      if (g_str_equal (nicks[i], nick))
        {
          *ret_value = (int) i;
          return TRUE;
        }
    }

  return FALSE;
}

#define DEFINE_NICKS(Type, name, last)                                                                       \
  G_STATIC_ASSERT (G_N_ELEMENTS (name##_nicks) == last);                                                     \
  const char *yy_##name##_get_nick (Type value)                                                              \
  {                                                                                                          \
    g_return_val_if_fail ((guint) value < G_N_ELEMENTS (name##_nicks), NULL);                                \
    return name##_nicks[value];                                                                              \
  }                                                                                                          \
  gboolean yy_##name##_from_nick (const char *nick, Type *ret_value)                                         \
  {                                                                                                          \
    int value;                                                                                               \
    if (!find_nick (name##_nicks, G_N_ELEMENTS (name##_nicks), nick, &value))                                \
      return FALSE;                                                                                          \
    *ret_value = (Type) value;                                                                               \
    return TRUE;                                                                                             \
  }

#define DEFINE_LABEL(Type, name)                                                                             \
  const char *yy_##name##_get_label (Type value)                                                             \
  {                                                                                                          \
    g_return_val_if_fail ((guint) value < G_N_ELEMENTS (name##_labels), "");                                 \
    return name##_labels[value][0] != '\0' ? g_dgettext (GETTEXT_PACKAGE, name##_labels[value]) : "";        \
  }

DEFINE_NICKS (YyState, state, YY_STATE_LAST)
DEFINE_NICKS (YyStep, step, YY_STEP_LAST)
DEFINE_NICKS (YyAction, action, YY_ACTION_LAST)
DEFINE_NICKS (YyPost, post, YY_POST_LAST)
DEFINE_NICKS (YySealKind, seal_kind, YY_SEAL_LAST)
DEFINE_NICKS (YyKind, kind, YY_KIND_LAST)
DEFINE_NICKS (YyAnswer, answer, YY_ANSWER_LAST)
DEFINE_NICKS (YyBlankVerdict, blank_verdict, YY_BLANK_VERDICT_LAST)
DEFINE_NICKS (YyChoice, choice, YY_CHOICE_LAST)
DEFINE_NICKS (YyScope, scope, YY_SCOPE_LAST)

DEFINE_LABEL (YyState, state)
DEFINE_LABEL (YyStep, step)
DEFINE_LABEL (YyAction, action)
DEFINE_LABEL (YyPost, post)
DEFINE_LABEL (YySealKind, seal_kind)
DEFINE_LABEL (YyKind, kind)
DEFINE_LABEL (YyChoice, choice)
DEFINE_LABEL (YyScope, scope)

const char *
yy_kind_get_state_label (YyKind kind, YyState state)
{
  if (kind == YY_KIND_TAKE_OUT && state == YY_STATE_APPROVED)
    return g_dgettext (GETTEXT_PACKAGE, N_ ("To be handed out"));
  if (kind == YY_KIND_TAKE_OUT && state == YY_STATE_ACCEPTED)
    return g_dgettext (GETTEXT_PACKAGE, N_ ("Being handed out"));

  return yy_state_get_label (state);
}

gboolean
yy_state_is_final (YyState state)
{
  switch (state)
    {
    case YY_STATE_REFUSED:
    case YY_STATE_WITHDRAWN:
    case YY_STATE_STAMPED:
    case YY_STATE_ARCHIVED:
    case YY_STATE_EXPIRED:
    case YY_STATE_VOID:
    case YY_STATE_BACK:
      return TRUE;
    case YY_STATE_DRAFT:
    case YY_STATE_REVIEWING:
    case YY_STATE_RETURNED:
    case YY_STATE_APPROVED:
    case YY_STATE_ACCEPTED:
    case YY_STATE_OUT:
    case YY_STATE_OVERDUE:
    case YY_STATE_LAST:
    default:
      return FALSE;
    }
}

gboolean
yy_action_is_handling (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_FORWARD:
    case YY_ACTION_APPROVE:
    case YY_ACTION_REFUSE:
    case YY_ACTION_RETURN:
    case YY_ACTION_ACCEPT:
    case YY_ACTION_DECLINE:
    case YY_ACTION_STAMP:
    case YY_ACTION_TAKE_BACK:
    case YY_ACTION_TRANSFER:
    case YY_ACTION_ADD_SIGNER:
    case YY_ACTION_SIGN:
    case YY_ACTION_OBJECT:
    case YY_ACTION_CLASSIFY:
    case YY_ACTION_VOID:
    case YY_ACTION_SPOIL:
    case YY_ACTION_FINISH:
    case YY_ACTION_CHECK_OUT:
    case YY_ACTION_CARRY:
    case YY_ACTION_CHECK_IN:
      return TRUE;
    case YY_ACTION_SAVE:
    case YY_ACTION_SUBMIT:
    case YY_ACTION_DISCARD:
    case YY_ACTION_WITHDRAW:
    case YY_ACTION_OPEN:
    case YY_ACTION_COPY:
    case YY_ACTION_ASK:
    case YY_ACTION_ANSWER:
    case YY_ACTION_URGE:
    case YY_ACTION_EXPIRE:
    case YY_ACTION_REASSIGN:
    case YY_ACTION_ALARM:
    case YY_ACTION_LAST:
    default:
      return FALSE;
    }
}

gboolean
yy_action_is_talk (YyAction action)
{
  return action == YY_ACTION_OPEN || action == YY_ACTION_COPY || action == YY_ACTION_ASK ||
         action == YY_ACTION_ANSWER || action == YY_ACTION_URGE || action == YY_ACTION_ADD_SIGNER;
}

gboolean
yy_action_is_further (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_TAKE_BACK:
    case YY_ACTION_TRANSFER:
    case YY_ACTION_ADD_SIGNER:
    case YY_ACTION_CLASSIFY:
    case YY_ACTION_COPY:
    case YY_ACTION_ASK:
    case YY_ACTION_ANSWER:
    case YY_ACTION_URGE:
    case YY_ACTION_VOID:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
yy_action_needs_reason (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_REFUSE:
    case YY_ACTION_RETURN:
    case YY_ACTION_DECLINE:
    case YY_ACTION_TRANSFER:
    case YY_ACTION_CLASSIFY:
    case YY_ACTION_OBJECT:
    case YY_ACTION_ASK:
    case YY_ACTION_ANSWER:
    case YY_ACTION_VOID:
      return TRUE;
    default:
      return FALSE;
    }
}
