#pragma once

#include <glib.h>

#include "yy-company.h"
#include "yy-option.h"
#include "yy-policy.h"
#include "yy-seal.h"

G_BEGIN_DECLS

/**
 * YySealOption:
 *
 * A seal that can be applied for, with who may take the request (R36).
 *
 * @keepers: (element-type YyTarget)
 */
typedef struct
{
  char *id;
  YySealKind kind;
  char *name;
  char *place;
  char *hours;
  GPtrArray *keepers;
} YySealOption;

/**
 * YyFormOptions:
 *
 * What an applicant can choose in the form, for one of his units: only what the rules allow is in it, or
 * told to be closed. A value as old as its call: the service's answer to a submit is the truth.
 *
 * @today: the day of the department's clock
 * @units: (element-type YyUnit)
 * @seals: (element-type YySealOption)
 * @companies: (element-type YyCompanyOption): R12, also those that another section sponsors
 * @reviewers: (element-type YyTarget): R20
 * @carriers: (element-type YyTarget): R05, members of the unit, the applicant first
 * @policy: reviewer_required, major_declared and days_ahead are the service's, the rest defaults
 * @may_enter_paper: R14: the applicant is of the office that enters what was on paper
 * @mobile, @office_phone: proposals for the form, ""
 */
typedef struct
{
  GDate today;
  GPtrArray *units;
  GPtrArray *seals;
  GPtrArray *companies;
  GPtrArray *reviewers;
  GPtrArray *carriers;
  YyPolicy policy;
  gboolean may_enter_paper;
  char *mobile;
  char *office_phone;
} YyFormOptions;

YyFormOptions *yy_form_options_new (void);
void yy_form_options_free (YyFormOptions *self);
/* Borrowed; %NULL when that seal cannot be applied for. */
const YySealOption *yy_form_options_find_seal (const YyFormOptions *self, const char *seal_id);

YySealOption *yy_seal_option_new (void);
void yy_seal_option_free (YySealOption *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyFormOptions, yy_form_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YySealOption, yy_seal_option_free)

G_END_DECLS
