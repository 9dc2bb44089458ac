#pragma once

#include <glib.h>

#include "yy-change.h"
#include "yy-custody.h"
#include "yy-enums.h"
#include "yy-form.h"
#include "yy-history.h"
#include "yy-option.h"
#include "yy-page.h"

G_BEGIN_DECLS

/**
 * YyRequest:
 *
 * A seal request (用印申请) at one revision, with all that belongs to it. A plain value that is loaded,
 * looked at, and thrown away: changing a member changes nothing anywhere. What may be done with it is asked
 * of yy-route.h; only the engine does it. Names beside ids are there for showing. Strings are never %NULL,
 * lists are never %NULL.
 *
 * @id: UUIDv7, made by the client at the first edit
 * @number: for people, such as "YY2026000123"; "" before the first submission
 * @revision: goes up by one with every change but %YY_ACTION_OPEN
 * @round: how often it was submitted
 * @step, @assignee_id: whose decision is awaited, while reviewing
 * @acting_for_id: in whose place the caller decides (F33): its assignee's; "" when in nobody's; filled by the
 * service for one caller
 * @digest: of form and pages, 64 hex digits: what a decision signs (yy-digest.h)
 * @approver_id: who approved it finally
 * @accepter_id, @stamper_id: keepers
 * @classified_contract, @classified_major: what an approver made of the applicant's declaration (A07, A08);
 * %YY_ANSWER_UNSET while nobody did
 * @rules_version: of the table of rules that it was submitted under (F60); 0: that of the program
 * @warnings: (element-type YyIssue): what whoever decides should know; filled by the service
 * @stamped_copies: really stamped
 * @stamped_pages: (element-type YyPage): photos of the stamped pages
 * @pages: (element-type YyPage): the material, 0 to %YY_FORM_PAGES_MAX
 * @history: (element-type YyHistory): oldest first
 * @changes: (element-type YyChange): in what the present round differs from the one before; filled by the
 * service
 * @options: (element-type YyOption): what the caller may do; filled by the service for one caller
 * @place, @hours: where and when the seal is used (R23)
 * @custody: (nullable): where the seal is, from the approval on; %NULL when that is not known
 */
typedef struct
{
  char *id;
  char *number;
  int revision;
  int round;
  YyState state;
  YyStep step;
  char *applicant_id;
  char *applicant_name;
  char *unit_name;
  char *seal_name;
  YySealKind seal_kind;
  char *reviewer_name;
  char *keeper_name;
  char *carrier_name;
  char *company_name;
  char *assignee_id;
  char *assignee_name;
  char *acting_for_id;
  char *acting_for_name;
  char *approver_id;
  char *approver_name;
  char *accepter_id;
  char *accepter_name;
  char *stamper_id;
  char *stamper_name;
  YyAnswer classified_contract;
  YyAnswer classified_major;
  int rules_version;
  int stamped_copies;
  char *place;
  char *hours;
  YyCustody *custody;
  char *digest;
  gint64 created_usec;
  gint64 changed_usec;
  gint64 submitted_usec; /* of the present round; 0 before the first */
  YyForm *form;
  GPtrArray *pages;
  GPtrArray *stamped_pages;
  GPtrArray *history;
  GPtrArray *changes;
  GPtrArray *options;
  GPtrArray *warnings;
} YyRequest;

YyRequest *yy_request_new (const char *id);
void yy_request_free (YyRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyRequest, yy_request_free)

G_END_DECLS
