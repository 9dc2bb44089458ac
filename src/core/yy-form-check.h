#pragma once

#include <glib.h>

#include "yy-form.h"
#include "yy-org.h"
#include "yy-policy.h"

G_BEGIN_DECLS

/* Adds what keeps @form and @pages from being kept as a draft: texts that cannot be shown or are too long,
 * more than %YY_FORM_PAGES_MAX pages (R37). A draft may lack anything. Fields are JSON pointers:
 * "/form/copies", "/pages". */
void yy_form_check_draft (const YyForm *form, GPtrArray *pages, GPtrArray *issues);

/* Adds everything that keeps it from being submitted: yy_form_check_draft(), the compulsory fields and their
 * ranges (R24-R38), and the rules R06-R08, R09, R10, R13, R20, R36, A01, A05, A07.
 *
 * @org: (nullable): without it, who may review and who keeps the seal is not checked (a window that does not
 * know yet)
 * @applicant_id: (nullable): likewise
 * @today: the day of the department's clock, for R29 */
void yy_form_check_submit (const YyForm *form,
                           GPtrArray *pages,
                           YyOrg *org,
                           const char *applicant_id,
                           const YyPolicy *policy,
                           const GDate *today,
                           GPtrArray *issues);

/* R10/A08: TRUE when the material is declared a contract, or its name says so. */
gboolean yy_form_is_contract (const YyForm *form);

G_END_DECLS
