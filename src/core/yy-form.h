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
} YyForm;

#define YY_TYPE_FORM (yy_form_get_type ())

GType yy_form_get_type (void) G_GNUC_CONST;
YyForm *yy_form_new (void);
YyForm *yy_form_copy (const YyForm *self);
void yy_form_free (YyForm *self);
gboolean yy_form_equal (const YyForm *a, const YyForm *b);
/* Frees what @place holds and puts a copy of @value there; %NULL counts as "". */
void yy_form_set_text (char **place, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyForm, yy_form_free)

G_END_DECLS
