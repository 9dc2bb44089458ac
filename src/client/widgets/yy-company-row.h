#pragma once

#include <adwaita.h>

#include "yy-company.h"

G_BEGIN_DECLS

/**
 * YyCompanyRow:
 *
 * A row that names the service company for whose benefit something is asked for, or none (R12). Every company
 * is in its list with the section in charge of it; those of other sections cannot be chosen, and the clause
 * says why. Which ones those are is decided by who gives the companies.
 *
 * Signals: "picked" (): the person chose; "left" (): the list was closed.
 */
#define YY_TYPE_COMPANY_ROW (yy_company_row_get_type ())
G_DECLARE_FINAL_TYPE (YyCompanyRow, yy_company_row, YY, COMPANY_ROW, AdwActionRow)

/* @options: (element-type YyCompanyOption): kept, not copied. Who is chosen stays chosen. */
void yy_company_row_set_companies (YyCompanyRow *self, GPtrArray *options);
/* "" for none. */
const char *yy_company_row_get_company_id (YyCompanyRow *self);
/* Does not emit. One that is not among them, or cannot be chosen, is shown all the same: it has to be changed
 * by the person. */
void yy_company_row_set_company_id (YyCompanyRow *self, const char *id);

G_END_DECLS
