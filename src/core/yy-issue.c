#include "yy-issue.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-rule.h"

G_DEFINE_BOXED_TYPE (YyIssue, yy_issue, yy_issue_copy, yy_issue_free)

/* What @text holds beside words: a number (the limit) or a string (the argument). Only one of both, and never
 * first and second in another order, so that a translation cannot go wrong. */
typedef enum
{
  PLAIN,
  LIMIT,
  ARGUMENT,
} Filling;

static const struct
{
  const char *nick;
  Filling filling;
  const char *text;
} codes[YY_ISSUE_LAST] = {
  [YY_ISSUE_REQUIRED] = { "required", PLAIN, N_ ("This must be filled in.") },
  [YY_ISSUE_TOO_SHORT] = { "too-short", LIMIT, N_ ("At least %s characters are needed.") },
  [YY_ISSUE_TOO_LONG] = { "too-long", LIMIT, N_ ("At most %s characters are possible.") },
  [YY_ISSUE_TOO_SMALL] = { "too-small", LIMIT, N_ ("It must be at least %s.") },
  [YY_ISSUE_TOO_LARGE] = { "too-large", LIMIT, N_ ("It must be at most %s.") },
  [YY_ISSUE_TOO_MANY] = { "too-many", LIMIT, N_ ("At most %s are possible.") },
  [YY_ISSUE_TOO_FEW] = { "too-few", LIMIT, N_ ("At least %s picture of the material is needed.") },
  [YY_ISSUE_NOT_A_NUMBER] = { "not-a-number", PLAIN, N_ ("It must be a whole number.") },
  [YY_ISSUE_NOT_A_DATE] = { "not-a-date", PLAIN, N_ ("There is no such day.") },
  [YY_ISSUE_IN_THE_PAST] = { "in-the-past", PLAIN, N_ ("The day must not be in the past.") },
  [YY_ISSUE_TOO_FAR_AHEAD] = { "too-far-ahead", LIMIT, N_ ("The day must be within the next %s days.") },
  [YY_ISSUE_BAD_PHONE] = { "bad-phone", PLAIN, N_ ("This is not a phone number.") },
  [YY_ISSUE_BAD_MOBILE] = { "bad-mobile", PLAIN, N_ ("A mobile number has 11 digits and begins with 1.") },
  [YY_ISSUE_BAD_CHARACTER] = { "bad-character", PLAIN, N_ ("It holds characters that cannot be shown.") },
  [YY_ISSUE_NO_WORDS] = { "no-words", PLAIN, N_ ("Punctuation alone is not enough.") },
  [YY_ISSUE_UNKNOWN_VALUE] = { "unknown-value", ARGUMENT, N_ ("“%s” is not one of the possible values.") },
  [YY_ISSUE_UNKNOWN_FIELD] = { "unknown-field", ARGUMENT,
                               N_ ("The field “%s” is not known, or not yours to set.") },
  [YY_ISSUE_WRONG_TYPE] = { "wrong-type", ARGUMENT, N_ ("The value must be of the type “%s”.") },
  [YY_ISSUE_NOT_ALLOWED] = { "not-allowed", PLAIN, N_ ("This is not allowed.") },
  [YY_ISSUE_NOT_A_REVIEWER] = { "not-a-reviewer", PLAIN,
                                N_ ("This person cannot review your request. Section and centre heads review; a head’s own request goes to a leader in charge.") },
  [YY_ISSUE_NOT_A_KEEPER] = { "not-a-keeper", PLAIN, N_ ("This person does not keep the chosen seal.") },
  [YY_ISSUE_NOT_A_NEXT] = { "not-a-next", PLAIN, N_ ("The request cannot be handed to this person.") },
  [YY_ISSUE_OWN_REQUEST] = { "own-request", PLAIN, N_ ("Nobody handles a request of his own.") },
  [YY_ISSUE_CONTRACT] = { "contract", PLAIN,
                          N_ ("A contract never gets a department seal. Apply for the seal of the university instead.") },
  [YY_ISSUE_NEEDS_CHIEF] = { "needs-chief", PLAIN,
                             N_ ("This is a major matter: only the chief approves it finally. Agree and submit it to the chief.") },
  [YY_ISSUE_NEEDS_LEADER] = { "needs-leader", PLAIN,
                              N_ ("A section head cannot approve finally. Agree and submit it to the leader in charge.") },
  [YY_ISSUE_NEEDS_DEPT_HEAD] = { "needs-dept-head", PLAIN,
                                 N_ ("The name seal needs the consent of the department head himself.") },
  [YY_ISSUE_NEEDS_ALL_CHIEFS] = { "needs-all-chiefs", PLAIN,
                                  N_ ("Every chief must agree. Submit it to the chief who has not decided yet.") },
  [YY_ISSUE_NEEDS_REASON] = { "needs-reason", PLAIN, N_ ("A reason must be given.") },
  [YY_ISSUE_NEEDS_NEXT] = { "needs-next", PLAIN, N_ ("Choose who decides next.") },
  [YY_ISSUE_WRONG_STATE] = { "wrong-state", PLAIN,
                             N_ ("This cannot be done in the present state of the request.") },
  [YY_ISSUE_NOT_YOURS] = { "not-yours", PLAIN, N_ ("It is somebody else’s turn.") },
  [YY_ISSUE_TOO_MANY_COPIES] = { "too-many-copies", LIMIT, N_ ("Only %s copies were approved.") },
  [YY_ISSUE_FINAL_APPROVER] = { "final-approver", PLAIN,
                                N_ ("Who approved a request finally does not stamp it.") },
  [YY_ISSUE_BLANK] = { "blank", PLAIN, N_ ("Blank or unfilled material is never stamped.") },
  [YY_ISSUE_NO_APPROVER] = { "no-approver", PLAIN, N_ ("A request needs an approver.") },
  [YY_ISSUE_STALE] = { "stale", PLAIN, N_ ("It was changed meanwhile.") },
  [YY_ISSUE_DAMAGED] = { "damaged", PLAIN, N_ ("The file is damaged.") },
  [YY_ISSUE_UNSUPPORTED] = { "unsupported", ARGUMENT,
                             N_ ("Files of the kind “%s” are not taken. Pictures (JPEG, PNG, WebP, TIFF, HEIC) are.") },
  [YY_ISSUE_DIGEST] = { "digest", PLAIN, N_ ("The bytes that arrived are not those that were announced.") },
  [YY_ISSUE_WEAK_PASSWORD] = { "weak-password", PLAIN,
                               N_ ("This password is too easy to guess. Take at least 15 characters.") },
  [YY_ISSUE_DUPLICATE] = { "duplicate", PLAIN, N_ ("This is given twice.") },
  [YY_ISSUE_CONFIRM] = { "confirm", PLAIN, N_ ("Confirm that this is meant.") },
  [YY_ISSUE_RELATED_WORDS] = { "related-words", PLAIN,
                               N_ ("The name speaks of an agreement. A contract never gets a department seal: confirm that this is none.") },
  [YY_ISSUE_UNFILLED_PAGE] = { "unfilled-page", PLAIN,
                               N_ ("A page looks like a form with empty fields. Confirm that nothing is left to be filled in.") },
  [YY_ISSUE_BLANK_PAGE] = { "blank-page", PLAIN, N_ ("A page is blank. Blank material is never stamped.") },
  [YY_ISSUE_NEEDS_HEAD] = { "needs-head", PLAIN,
                            N_ ("That material is confidential is confirmed by the head of the section or centre.") },
  [YY_ISSUE_CONFIDENTIAL] = { "confidential", PLAIN,
                              N_ ("The material is confidential: the keeper inspects the paper itself.") },
  [YY_ISSUE_CONFIDENTIAL_PAGES] = { "confidential-pages", PLAIN,
                                    N_ ("Confidential material is not photographed. Remove the pictures.") },
  [YY_ISSUE_NEEDS_OFFICE_DIRECTOR] = { "needs-office-director", PLAIN,
                                       N_ ("Another seal is routed by the office director. Submit it to him.") },
  [YY_ISSUE_NOT_SPONSOR] = { "not-sponsor", PLAIN,
                             N_ ("Only the section in charge of this company may apply for it.") },
  [YY_ISSUE_NOT_OFFICE] = { "not-office", PLAIN, N_ ("Only the office enters a request that was on paper.") },
  [YY_ISSUE_ENTERED_AFTERWARDS] = { "entered-afterwards", PLAIN,
                                    N_ ("It was stamped on paper first, and is entered afterwards.") },
  [YY_ISSUE_OUT_ORDER] = { "out-order", PLAIN, N_ ("The return must come after the taking out.") },
  [YY_ISSUE_OUT_TAKEN] = { "out-taken", ARGUMENT, N_ ("The seal is booked at that time: %s.") },
  [YY_ISSUE_SAME_CARRIER] = { "same-carrier", PLAIN,
                              N_ ("Two persons carry a seal: a member of the section and its keeper.") },
  [YY_ISSUE_SEEN] = { "seen", ARGUMENT, N_ ("It cannot be taken back any more: %s has looked at it.") },
  [YY_ISSUE_ONLY_CHIEF] = { "only-chief", PLAIN, N_ ("Only a chief can take that back.") },
  [YY_ISSUE_NOBODY_ELSE] = { "nobody-else", PLAIN, N_ ("There is nobody else who could do it.") },
  [YY_ISSUE_NEEDS_SIGNATURE] = { "needs-signature", ARGUMENT, N_ ("It waits for the co-signature of %s.") },
  [YY_ISSUE_OBJECTED] = { "objected", ARGUMENT, N_ ("%s does not co-sign it.") },
  [YY_ISSUE_URGED] = { "urged", ARGUMENT,
                       N_ ("It was urged a short time ago. It can be urged again from %s on.") },
  [YY_ISSUE_NO_QUESTION] = { "no-question", PLAIN, N_ ("No such question waits for your answer.") },
  [YY_ISSUE_BAD_MARK] = { "bad-mark", PLAIN, N_ ("The marked place does not lie on a page.") },
  [YY_ISSUE_NOT_A_CARRIER] = { "not-a-carrier", PLAIN,
                               N_ ("Beside the keeper, the seal is carried by a member of the applying section.") },
  [YY_ISSUE_OUT_AHEAD] = { "out-ahead", PLAIN,
                           N_ ("A seal is booked ahead: the taking out must be later than now.") },
  [YY_ISSUE_OUT_EARLY] = { "out-early", PLAIN, N_ ("The booked time has not begun yet.") },
  [YY_ISSUE_OUT_OVER] = { "out-over", PLAIN, N_ ("The booked time is over.") },
  [YY_ISSUE_SEAL_AWAY] = { "seal-away", ARGUMENT, N_ ("The seal is away: %s.") },
  [YY_ISSUE_ENDS_BEFORE] = { "ends-before", PLAIN, N_ ("The last day is before the first.") },
  [YY_ISSUE_ALREADY_AWAY] = { "already-away", PLAIN,
                              N_ ("Somebody stands in on one of these days already. End that first.") },
  [YY_ISSUE_NOT_A_STAND_IN] = { "not-a-stand-in", PLAIN,
                                N_ ("Nobody stands in for himself, or makes himself somebody's stand-in.") },
  [YY_ISSUE_STAND_IN_AWAY] = { "stand-in-away", ARGUMENT, N_ ("%s is away on one of these days.") },
};

/* Which of them ask. */
static const YyIssueCode asking[] = { YY_ISSUE_CONFIRM, YY_ISSUE_RELATED_WORDS, YY_ISSUE_UNFILLED_PAGE };

YyIssue *
yy_issue_new (YyIssueCode code, const char *field, const char *rule, gint64 limit, const char *argument)
{
  YyIssue *self = g_new0 (YyIssue, 1);

  self->code = code;
  self->field = g_strdup (field != NULL ? field : "");
  self->rule = rule != NULL ? g_intern_string (rule) : NULL;
  self->limit = limit;
  self->argument = g_strdup (argument);

  return self;
}

YyIssue *
yy_issue_copy (const YyIssue *self)
{
  YyIssue *copy = yy_issue_new (self->code, self->field, self->rule, self->limit, self->argument);

  copy->clause = g_strdup (self->clause);
  return copy;
}

void
yy_issue_free (YyIssue *self)
{
  g_free (self->field);
  g_free (self->argument);
  g_free (self->clause);
  g_free (self);
}

const char *
yy_issue_code_get_nick (YyIssueCode code)
{
  g_return_val_if_fail ((guint) code < YY_ISSUE_LAST, "not-allowed");

  return codes[code].nick;
}

gboolean
yy_issue_code_from_nick (const char *nick, YyIssueCode *ret_code)
{
  g_return_val_if_fail (nick != NULL, FALSE);

  for (guint i = 0; i < YY_ISSUE_LAST; i++)
    {
      if (g_str_equal (codes[i].nick, nick))
        {
          *ret_code = (YyIssueCode) i;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
yy_issue_code_asks (YyIssueCode code)
{
  for (guint i = 0; i < G_N_ELEMENTS (asking); i++)
    {
      if (asking[i] == code)
        return TRUE;
    }

  return FALSE;
}

const char *
yy_issue_get_clause (const YyIssue *self)
{
  return self->clause != NULL ? self->clause : yy_rule_get_clause (self->rule);
}

void
yy_issue_set_clause (YyIssue *self, const char *clause)
{
  const char *known = yy_rule_get_clause (self->rule);
  char *own = g_strcmp0 (known, clause) != 0 ? g_strdup (clause) : NULL;

  g_free (self->clause);
  self->clause = own;
}

/* The texts hold at most one "%s". It is filled here by hand: no format string is ever taken from a table at
 * run time. */
static char *
fill_in (const char *text, const char *value)
{
  const char *place = strstr (text, "%s");

  if (place == NULL)
    return g_strdup (text);

  return g_strdup_printf ("%.*s%s%s", (int) (place - text), text, value, place + 2);
}

char *
yy_issue_dup_text (const YyIssue *self)
{
  g_autofree char *number = NULL;
  const char *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_dgettext (YY_GETTEXT_DOMAIN, codes[self->code].text);
  switch (codes[self->code].filling)
    {
    case LIMIT:
      number = g_strdup_printf ("%" G_GINT64_FORMAT, self->limit);
      return fill_in (text, number);
    case ARGUMENT:
      return fill_in (text, self->argument != NULL ? self->argument : "");
    case PLAIN:
    default:
      return g_strdup (text);
    }
}

GPtrArray *
yy_issue_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yy_issue_free);
}

void
yy_issue_list_add (GPtrArray *issues,
                   YyIssueCode code,
                   const char *field,
                   const char *rule,
                   gint64 limit,
                   const char *argument)
{
  g_ptr_array_add (issues, yy_issue_new (code, field, rule, limit, argument));
}
