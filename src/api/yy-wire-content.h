#pragma once

#include "yy-form.h"
#include "yy-json.h"
#include "yy-mark.h"
#include "yy-wire.h"

G_BEGIN_DECLS

/* What a client sends of a request, read strictly by the service: issues are gathered in the list of @wire,
 * and anything that is not the client's to set is one of them. Ranges and rules are checked by the engine. */

/* FORM, the member @name. Never %NULL; what could not be read is empty. (transfer full) */
YyForm *yy_wire_read_form (YyWire *wire, const char *name);
/* The members of a form that its first version did not have: who is older leaves them out, and both sides
 * read them as not said. */
void yy_wire_read_form_later (YyWire *wire, YyForm *form);
/* An array of PAGE_REF, the member @name: pages of which only digests, name and rotation are filled in. At
 * most one more than a request may have, so that the limit is told as the rule that it is. (transfer full)
 * (element-type YyPage) */
GPtrArray *yy_wire_read_page_refs (YyWire *wire, const char *name, gboolean optional);

/* Places on the pages: an optional array of { "page", "x", "y", "width", "height" }, the last four from 0
 * to 1.
 * @strict: other members are issues. (transfer full) (element-type YyMark) */
GPtrArray *yy_wire_read_marks (YyWire *wire, const char *name, gboolean strict);
void yy_wire_add_marks (YyJson *json, const char *name, GPtrArray *marks);

G_END_DECLS
