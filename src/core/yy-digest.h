#pragma once

#include <glib.h>

#include "yy-form.h"

G_BEGIN_DECLS

/**
 * yy_digest_content:
 * @request_id: id of the request, so that the same paper in another request has another digest
 * @form: what was written
 * @pages: (element-type YyPage): the material in its order
 *
 * The digest of form and pages that a decision signs: any change of either gives another one (F22). SHA-256
 * over length-prefixed fields in a fixed order, documented in docs/ledger.md; 64 lower-case hex digits. Names
 * of people and files are not in it.
 *
 * Returns: (transfer full)
 */
char *yy_digest_content (const char *request_id, const YyForm *form, GPtrArray *pages);

G_END_DECLS
