#pragma once

#include <adwaita.h>

#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyWarnings:
 *
 * What the rules want whoever decides, accepts or stamps to know of a request before he does: one remark
 * each, with its clause, in one box that cannot be overlooked. Hidden when there is nothing. Which ones there
 * are is decided by the service.
 */
#define YY_TYPE_WARNINGS (yy_warnings_get_type ())
G_DECLARE_FINAL_TYPE (YyWarnings, yy_warnings, YY, WARNINGS, AdwBin)

/* @request: (nullable): copied from, not kept. */
void yy_warnings_set_request (YyWarnings *self, const YyRequest *request);

G_END_DECLS
