#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * YyIssueCode:
 *
 * What is wrong with one field, or why one action is closed. The nick (`yy_issue_code_get_nick()`) is the
 * wire word: codes are added, never renamed.
 */
typedef enum
{
  YY_ISSUE_REQUIRED,              /* nothing was given */
  YY_ISSUE_TOO_SHORT,             /* limit: least number of characters */
  YY_ISSUE_TOO_LONG,              /* limit: greatest number of characters */
  YY_ISSUE_TOO_SMALL,             /* limit: least value */
  YY_ISSUE_TOO_LARGE,             /* limit: greatest value, or number of bytes */
  YY_ISSUE_TOO_MANY,              /* limit: greatest number of items */
  YY_ISSUE_TOO_FEW,               /* limit: least number of items */
  YY_ISSUE_NOT_A_NUMBER,          /* not a whole number */
  YY_ISSUE_NOT_A_DATE,            /* not a day of the calendar */
  YY_ISSUE_IN_THE_PAST,           /* the day is over */
  YY_ISSUE_TOO_FAR_AHEAD,         /* limit: days ahead */
  YY_ISSUE_BAD_PHONE,             /* not a phone number */
  YY_ISSUE_BAD_MOBILE,            /* not 11 digits of a mainland mobile */
  YY_ISSUE_BAD_CHARACTER,         /* control or direction characters in a text */
  YY_ISSUE_NO_WORDS,              /* punctuation only */
  YY_ISSUE_UNKNOWN_VALUE,         /* not one of the values that there are; argument: the value */
  YY_ISSUE_UNKNOWN_FIELD,         /* a member that the service does not know, or that only it may set */
  YY_ISSUE_WRONG_TYPE,            /* a JSON value of another type; argument: the type wanted */
  YY_ISSUE_NOT_ALLOWED,           /* a rule forbids it; rule says which */
  YY_ISSUE_NOT_A_REVIEWER,        /* R20: the person may not review for this applicant */
  YY_ISSUE_NOT_A_KEEPER,          /* R36: the person does not keep that seal */
  YY_ISSUE_NOT_A_NEXT,            /* the person cannot be the next approver */
  YY_ISSUE_OWN_REQUEST,           /* GS15: nobody handles his own request */
  YY_ISSUE_CONTRACT,              /* R10: no department seal on a contract */
  YY_ISSUE_NEEDS_CHIEF,           /* R19: a major matter is decided by a chief */
  YY_ISSUE_NEEDS_LEADER,          /* A02: a section head cannot approve finally */
  YY_ISSUE_NEEDS_DEPT_HEAD,       /* R11: the name seal needs the department head himself */
  YY_ISSUE_NEEDS_ALL_CHIEFS,      /* A06: every chief must agree */
  YY_ISSUE_NEEDS_REASON,          /* A21: a reason is compulsory */
  YY_ISSUE_NEEDS_NEXT,            /* R17: a next approver is compulsory */
  YY_ISSUE_WRONG_STATE,           /* the request is in a state where this is not done; argument: the state */
  YY_ISSUE_NOT_YOURS,             /* somebody else's turn; argument: whose, when it may be told */
  YY_ISSUE_TOO_MANY_COPIES,       /* R02: more stamped than approved; limit: copies approved */
  YY_ISSUE_FINAL_APPROVER,        /* WF04: who approved finally does not stamp */
  YY_ISSUE_BLANK,                 /* R09: blank or unfilled material */
  YY_ISSUE_NO_APPROVER,           /* A01: a request without any approver cannot exist */
  YY_ISSUE_STALE,                 /* changed meanwhile; argument: by whom, when it may be told */
  YY_ISSUE_DAMAGED,               /* a file that cannot be decoded whole */
  YY_ISSUE_UNSUPPORTED,           /* a file of a kind that is not taken; argument: the kind */
  YY_ISSUE_DIGEST,                /* bytes that do not have the digest or length that was announced */
  YY_ISSUE_WEAK_PASSWORD,         /* argument: why */
  YY_ISSUE_DUPLICATE,             /* given twice */
  YY_ISSUE_CONFIRM,               /* asks: does he mean it? */
  YY_ISSUE_RELATED_WORDS,         /* asks: A08: the name speaks of an agreement */
  YY_ISSUE_UNFILLED_PAGE,         /* asks: A11: a page looks like a form that is not filled in */
  YY_ISSUE_BLANK_PAGE,            /* R09: a page is blank */
  YY_ISSUE_NEEDS_HEAD,            /* A12: a section head must confirm that it is confidential */
  YY_ISSUE_CONFIDENTIAL,          /* A12: the paper itself has to be inspected */
  YY_ISSUE_CONFIDENTIAL_PAGES,    /* A12: what is confidential is not photographed */
  YY_ISSUE_NEEDS_OFFICE_DIRECTOR, /* A05: the office director routes it */
  YY_ISSUE_NOT_SPONSOR,           /* R12: the unit does not sponsor that company */
  YY_ISSUE_NOT_OFFICE,            /* R14: only the office enters what was on paper */
  YY_ISSUE_ENTERED_AFTERWARDS,    /* R14: it was on paper first */
  YY_ISSUE_OUT_ORDER,             /* R04: a booking ends after it begins */
  YY_ISSUE_OUT_TAKEN,             /* R04: the seal is booked at that time; argument: when */
  YY_ISSUE_SAME_CARRIER,          /* R05: two persons carry a seal */
  YY_ISSUE_SEEN,                  /* F28: the next one has looked at it; argument: who */
  YY_ISSUE_ONLY_CHIEF,            /* A07: only a chief makes it less strict */
  YY_ISSUE_NOBODY_ELSE,           /* F29: there is nobody to whom it could be handed */
  YY_ISSUE_NEEDS_SIGNATURE,       /* F30: a co-signer has not signed; argument: who */
  YY_ISSUE_OBJECTED,              /* F30: a co-signer objected; argument: who */
  YY_ISSUE_URGED,                 /* F50: it was urged a short time ago; argument: from when on again */
  YY_ISSUE_NO_QUESTION,           /* F32: no question waits for an answer of his */
  YY_ISSUE_BAD_MARK,              /* F32: it does not lie on a page */
  YY_ISSUE_NOT_A_CARRIER,         /* R05: the carrier does not belong to the applying unit */
  YY_ISSUE_OUT_AHEAD,             /* R04: a booking begins later than now */
  YY_ISSUE_OUT_EARLY,             /* R04: the booked time has not begun */
  YY_ISSUE_OUT_OVER,              /* R04: the booked time is over */
  YY_ISSUE_SEAL_AWAY,      /* R05: the seal is with another request; argument: where, until when, with whom */
  YY_ISSUE_ENDS_BEFORE,    /* it ends before it begins */
  YY_ISSUE_ALREADY_AWAY,   /* F33: somebody stands in for him on one of those days already */
  YY_ISSUE_NOT_A_STAND_IN, /* F33: neither himself, nor who arranges it for another */
  YY_ISSUE_STAND_IN_AWAY,  /* F33: who shall stand in is away himself; argument: his name */
  YY_ISSUE_LAST
} YyIssueCode;

/**
 * YyIssue:
 *
 * One thing that is wrong: which field, what, and by which rule. It is a value, and not an error by itself: a
 * #GError of %YY_ERROR carries any number of them. Its text is made where it is shown, in that reader's
 * language.
 *
 * @code: what is wrong
 * @field: JSON pointer to the member of the request body, such as "/form/copies"; "" for the whole
 * @rule: (nullable): id of the rule in requirements ("R10"), owned by the rule table
 * @limit: the limit that the code speaks of, or 0
 * @argument: (nullable): what the code speaks of, shown as it is
 * @clause: (nullable): the sentence of the notice, when it is another than yy_rule_get_clause() knows: ask
 * yy_issue_get_clause()
 */
typedef struct
{
  YyIssueCode code;
  char *field;
  const char *rule;
  gint64 limit;
  char *argument;
  char *clause;
} YyIssue;

#define YY_TYPE_ISSUE (yy_issue_get_type ())

GType yy_issue_get_type (void) G_GNUC_CONST;
YyIssue *
yy_issue_new (YyIssueCode code, const char *field, const char *rule, gint64 limit, const char *argument);
YyIssue *yy_issue_copy (const YyIssue *self);
void yy_issue_free (YyIssue *self);

/* The wire word of a code, such as "too-long". Never %NULL for a code of the enumeration. */
const char *yy_issue_code_get_nick (YyIssueCode code);
/* The code of a wire word; FALSE when this version does not know it. */
gboolean yy_issue_code_from_nick (const char *nick, YyIssueCode *ret_code);

/* TRUE for codes that ask the applicant whether he means it: he may confirm, and submit again. */
gboolean yy_issue_code_asks (YyIssueCode code);

/* The sentence that its rule quotes, or %NULL. */
const char *yy_issue_get_clause (const YyIssue *self);
void yy_issue_set_clause (YyIssue *self, const char *clause);

/* One sentence for the reader, in the language of the process; the clause of the rule is not in it. */
char *yy_issue_dup_text (const YyIssue *self);

/* A list that owns its issues, to be filled by the checks. */
GPtrArray *yy_issue_list_new (void);
void yy_issue_list_add (GPtrArray *issues,
                        YyIssueCode code,
                        const char *field,
                        const char *rule,
                        gint64 limit,
                        const char *argument);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyIssue, yy_issue_free)

G_END_DECLS
