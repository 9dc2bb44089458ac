#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-enums.h"

static const char *const state_nicks[] = { "draft",     "reviewing", "returned", "refused",
                                           "withdrawn", "approved",  "accepted", "stamped",
                                           "archived",  "expired",   "void" };
static const char *const state_labels[] = {
  N_ ("Draft"),    N_ ("In review"), N_ ("Returned"), N_ ("Refused"), N_ ("Withdrawn"), N_ ("To be stamped"),
  N_ ("Accepted"), N_ ("Stamped"),   N_ ("Archived"), N_ ("Expired"), N_ ("Void"),
};

static const char *const step_nicks[] = { "none", "reviewer", "leader", "chief" };
static const char *const step_labels[] = { "", N_ ("Reviewer"), N_ ("Leader in charge"), N_ ("Chief") };

static const char *const action_nicks[] = { "save",    "submit", "discard", "withdraw", "open",    "forward",
                                            "approve", "refuse", "return",  "accept",   "decline", "stamp" };
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
};

static const char *const post_nicks[] = { "section_head", "leader",    "chief",
                                          "dept_head",    "organiser", "office_director" };
static const char *const post_labels[] = { N_ ("Section head"), N_ ("Leader in charge"),
                                           N_ ("Chief"),        N_ ("Department head"),
                                           N_ ("Organiser"),    N_ ("Office director") };

static const char *const seal_kind_nicks[] = { "party", "admin", "name", "other" };
static const char *const seal_kind_labels[] = { N_ ("Party committee seal"), N_ ("Administrative seal"),
                                                N_ ("Name seal of the head"), N_ ("Other") };

static const char *const answer_nicks[] = { "unset", "no", "yes" };

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
DEFINE_NICKS (YyAnswer, answer, YY_ANSWER_LAST)

DEFINE_LABEL (YyState, state)
DEFINE_LABEL (YyStep, step)
DEFINE_LABEL (YyAction, action)
DEFINE_LABEL (YyPost, post)
DEFINE_LABEL (YySealKind, seal_kind)

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
      return TRUE;
    case YY_STATE_DRAFT:
    case YY_STATE_REVIEWING:
    case YY_STATE_RETURNED:
    case YY_STATE_APPROVED:
    case YY_STATE_ACCEPTED:
    case YY_STATE_LAST:
    default:
      return FALSE;
    }
}
