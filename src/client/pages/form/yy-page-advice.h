#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is to be done with those of @pages (#YyDraftPage) that cannot be stamped as they are, a line each:
 * (transfer full) (nullable): %NULL when there are none. */
char *yy_page_advice_dup (GListModel *pages);

G_END_DECLS
