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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyCompany, yy_company_free)

G_END_DECLS
