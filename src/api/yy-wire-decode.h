#pragma once

#include <jansson.h>

#include "yy-absence.h"
#include "yy-form-options.h"
#include "yy-json.h"
#include "yy-me.h"
#include "yy-meta.h"
#include "yy-regulation.h"
#include "yy-policy-state.h"
#include "yy-request.h"
#include "yy-summary.h"
#include "yy-wire.h"

G_BEGIN_DECLS

/**
 * YyRouteStep:
 *
 * One step of the way that a request would go.
 *
 * @step: %YY_STEP_NONE is the keeper's
 * @people: (element-type YyTarget)
 */
typedef struct
{
  YyStep step;
  GPtrArray *people;
} YyRouteStep;

void yy_route_step_free (YyRouteStep *self);

/* Answers of the service as values of the domain: what the client reads. Members that are not known are
 * skipped, so that a newer service can say more; a missing or wrong one makes the whole answer unreadable
 * (%YY_ERROR_INTERNAL), because half a request is worse than none. Sizes are capped everywhere: the service
 * is not trusted with this computer's memory. All results are (transfer full). */

YyMeta *yy_wire_decode_meta (json_t *json, GError **error);
YyMe *yy_wire_decode_me (json_t *json, GError **error);
gboolean yy_wire_decode_badges (json_t *json, YyBadges *ret_badges, GError **error);
YyFormOptions *yy_wire_decode_form_options (json_t *json, GError **error);
YyRegulation *yy_wire_decode_regulation (json_t *json, GError **error);
YyRequest *yy_wire_decode_request (json_t *json, GError **error);
YyPage *yy_wire_decode_page (json_t *json, GError **error);
YyAbsence *yy_wire_decode_absence (json_t *json, GError **error);

/* (element-type YySummary): "items" of a list. @ret_next: (nullable) (transfer full): the cursor;
 * @ret_total: how many there are in all. */
GPtrArray *yy_wire_decode_items (json_t *json, char **ret_next, gint64 *ret_total, GError **error);
/* (element-type YySessionInfo) */
GPtrArray *yy_wire_decode_sessions (json_t *json, GError **error);
/* (element-type YyRouteStep): "steps" of the way that a request would go. */
GPtrArray *yy_wire_decode_route (json_t *json, GError **error);
YyPolicyState *yy_wire_decode_policy (json_t *json, GError **error);
/* (element-type YyIssue): "errors" of the answer to a check; empty when nothing is wrong. */
GPtrArray *yy_wire_decode_issues (json_t *json, GError **error);

/* Sets @error from the problem document of an answer with that status, with its issues. @json: (nullable):
 * when the body was none, the status alone makes the error. @retry_after: seconds of the header, 0 when there
 * was none. The message is in this reader's language. */
void yy_wire_decode_problem (guint status, json_t *json, int retry_after, GError **error);

/* The form and its pages as the service takes them: { "form", "pages" }, with "id" first when it is not
 * %NULL. (transfer full) */
GBytes *yy_wire_encode_content (const char *id, const YyForm *form, GPtrArray *pages);
/* (element-type YyPage): adds a member that is an array of PAGE_REF. */
void yy_wire_add_page_refs (YyJson *out, const char *name, GPtrArray *pages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyRouteStep, yy_route_step_free)

G_END_DECLS
