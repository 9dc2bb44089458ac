#pragma once

#include <glib-object.h>

#include "yy-enums.h"

G_BEGIN_DECLS

/* Limits of the form (R24-R38); the service and the client check against the same numbers. */
#define YY_FORM_NAME_MIN 2
#define YY_FORM_NAME_MAX 200
#define YY_FORM_REASON_MIN 5
#define YY_FORM_REASON_MAX 2000
#define YY_FORM_COPIES_MAX 999
#define YY_FORM_PAGES_MAX 10
#define YY_FORM_SEAL_TEXT_MAX 60
#define YY_FORM_UNAVOIDABLE_MAX 1000
#define YY_FORM_POSITIONS_MAX 20
#define YY_FORM_CONFIRMED_MAX 200
#define YY_FORM_DESTINATION_MAX 200
#define YY_FORM_TIME_MAX 16
#define YY_FORM_ID_MAX 64
#define YY_DECISION_REASON_MAX 1000

/**
 * YyForm:
 *
 * What an applicant writes, in the order of the phone form. A plain value: it may be half filled (a draft)
 * and is checked by yy_form_check(). Strings are never %NULL, but "" while nothing was written. Not the
 * pages: they stand beside it in #YyRequest.
 *
 * @unit_id: R25, one of the applicant's units
 * @office_phone: R26, optional
 * @mobile: R27
 * @material_name: R28
 * @use_date: R29, "YYYY-MM-DD", the planned day
 * @seal_id: R30
 * @seal_text: which seal, when its kind is %YY_SEAL_OTHER (A05)
 * @copies: R31; 0 while nothing was written
 * @reason: R32
 * @reviewer_id: R34
 * @keeper_id: R36
 * @contract: whether the material is a contract (A08)
 * @major: whether it is a major matter, 三重一大 (A07)
 * @not_blank: whether nothing on it is left blank or to be filled in (R09)
 * @kind: what is asked for: a stamp, or the seal itself (R03-R05, A10)
 * @company_id: R12, the service company for whose benefit it is; "" for none
 * @unavoidable: R11, why the name seal of the head cannot be avoided
 * @confidential: A12, whether the material may not be on line: no pictures, the keeper inspects the paper
 * @paper: R14, whether a request on paper is entered afterwards
 * @positions: A24, impressions on each copy; 0 while nothing was said, which counts as one
 * @confirmed: ids of the rules that asked back and that the applicant confirmed, sorted, with blanks between
 * them: "A08 A11"
 * @out_from, @out_until: R04, for how long the seal is booked, "YYYY-MM-DDTHH:MM" of the department's clock
 * @destination: R04, where it is taken
 * @carrier_id: R05, who carries it beside the keeper
 */
typedef struct
{
  char *unit_id;
  char *office_phone;
  char *mobile;
  char *material_name;
  char *use_date;
  char *seal_id;
  char *seal_text;
  int copies;
  char *reason;
  char *reviewer_id;
  char *keeper_id;
  YyAnswer contract;
  YyAnswer major;
  YyAnswer not_blank;
  YyKind kind;
  char *company_id;
  char *unavoidable;
  YyAnswer confidential;
  YyAnswer paper;
  int positions;
  char *confirmed;
  char *out_from;
  char *out_until;
  char *destination;
  char *carrier_id;
} YyForm;

#define YY_TYPE_FORM (yy_form_get_type ())

GType yy_form_get_type (void) G_GNUC_CONST;
YyForm *yy_form_new (void);
YyForm *yy_form_copy (const YyForm *self);
void yy_form_free (YyForm *self);
gboolean yy_form_equal (const YyForm *a, const YyForm *b);
/* TRUE when every member from @kind on is as in a new form: then the form says no more than the first version
 * of this program could say, and is signed in the words of that version (docs/ledger.md). */
gboolean yy_form_is_plain (const YyForm *self);
/* TRUE when the applicant has confirmed what the rule of that id asked back. */
gboolean yy_form_has_confirmed (const YyForm *self, const char *rule);
/* Adds it to what is confirmed, or takes it out; the ids stay sorted. */
void yy_form_set_confirmed (YyForm *self, const char *rule, gboolean confirmed);
/* Frees what @place holds and puts a copy of @value there; %NULL counts as "". */
void yy_form_set_text (char **place, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyForm, yy_form_free)

G_END_DECLS
