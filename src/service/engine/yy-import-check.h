#pragma once

#include "yy-import-table.h"

G_BEGIN_DECLS

/**
 * yy_import_check:
 * @tables: one of each kind, in their order
 * @faults: (element-type YyImportFault): where everything that is wrong is added to
 *
 * Whether the files make a department that works: what refers to something finds it, every word is one of its
 * list, and the seals are kept by whom the notice says (R06, R07, R08).
 *
 * Returns: (transfer full): the organisation as it would be, without the keepers of seals; of use only when
 * nothing was added to @faults
 */
YyOrg *yy_import_check (YyImportTable *const *tables, GPtrArray *faults);

G_END_DECLS
