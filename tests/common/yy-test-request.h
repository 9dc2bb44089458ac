#pragma once

#include "yy-org.h"
#include "yy-request.h"

G_BEGIN_DECLS

/* The day that the forms of these tests are written on. */
#define YY_TEST_TODAY "2026-03-02"

/* A form of YY_TEST_APPLICANT for the admin seal that nothing is wrong with. */
YyForm *yy_test_form_new (void);
/* @n pages, each with content of its own. */
GPtrArray *yy_test_pages_new (guint n);

/* A draft of @applicant_id with that form and one page. Takes @form; with %NULL it is yy_test_form_new(). */
YyRequest *yy_test_request_new (YyOrg *org, const char *applicant_id, YyForm *form);

/* Writes one move into @request as the service would: state, step, assignee, round and a line of history. It
 * asks no rule. @next_id: "" for nobody. */
void yy_test_request_apply (YyRequest *request,
                            const char *actor_id,
                            YyAction action,
                            YyState to,
                            YyStep to_step,
                            const char *next_id);
/* After its content was changed: the new digest. */
void yy_test_request_update (YyRequest *request, YyOrg *org);

/* Walks a draft to a place without asking any rule: reviewer YY_TEST_HEAD, leader @leader_id, chief
 * YY_TEST_CHIEF. A request at the reviewer comes back to him in its second round, returned by the leader in
 * the first. Final states other than refused come after the leader's approval. */
void yy_test_request_walk (YyRequest *request, YyState state, YyStep step, const char *leader_id);

G_END_DECLS
