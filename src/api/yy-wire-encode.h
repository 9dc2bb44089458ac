#pragma once

#include "yy-json.h"
#include "yy-org.h"
#include "yy-request.h"
#include "yy-summary.h"

G_BEGIN_DECLS

/* Core values as the JSON of docs/api.md, written by the service. @name: of the member, or %NULL inside an
 * array and at the top. */

void yy_wire_encode_issue (YyJson *json, const char *name, const YyIssue *issue);
/* { "id", "name" }, or null when @id is "". */
void yy_wire_encode_person (YyJson *json, const char *name, const char *id, const char *person_name);
void yy_wire_encode_form (YyJson *json, const char *name, const YyForm *form);
void yy_wire_encode_pages (YyJson *json, const char *name, GPtrArray *pages);
void yy_wire_encode_page (YyJson *json, const char *name, const YyPage *page);
/* TARGETs; spelled names for searching come from @org. */
void yy_wire_encode_targets (YyJson *json, const char *name, GPtrArray *targets, YyOrg *org);
/* REQUEST with everything. */
void yy_wire_encode_request (YyJson *json, const char *name, const YyRequest *request, YyOrg *org);
/* ITEM of a list. */
void yy_wire_encode_summary (YyJson *json, const char *name, const YySummary *summary);

G_END_DECLS
