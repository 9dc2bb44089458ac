#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyCompany:
 *
 * A service company (服务企业) for whose benefit a section may apply (R12). It has no account and belongs to
 * nobody but that section. A value, owned by its #YyOrg.
 *
 * @unit_id: 主管科室, whose members may apply for it
 * @active: FALSE when nobody may apply for it any more
 */
typedef struct
{
  char *id;
  char *name;
  char *unit_id;
  gboolean active;
} YyCompany;

/* Active. */
YyCompany *yy_company_new (const char *id, const char *name, const char *unit_id);
void yy_company_free (YyCompany *self);
/* (transfer full) (element-type YyCompany): an empty list that owns its companies. */
GPtrArray *yy_company_list_new (void);

/**
 * YyCompanyOption:
 *
 * A service company as the form shows it to one applicant (R12).
 *
 * @unit_name: of its sponsoring section, 主管科室
 * @sponsored: TRUE when a request of the applicant's unit may name it; the service says so
 */
typedef struct
{
  char *id;
  char *name;
  char *unit_name;
  gboolean sponsored;
} YyCompanyOption;

YyCompanyOption *yy_company_option_new (void);
void yy_company_option_free (YyCompanyOption *self);
/* (transfer full) (element-type YyCompanyOption): an empty list that owns its options. */
GPtrArray *yy_company_option_list_new (void);
/* Borrowed from @options; %NULL when that company is not among them. */
const YyCompanyOption *yy_company_option_list_find (GPtrArray *options, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyCompany, yy_company_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyCompanyOption, yy_company_option_free)

G_END_DECLS
