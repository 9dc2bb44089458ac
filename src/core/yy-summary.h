#pragma once

#include <glib.h>

#include "yy-enums.h"

G_BEGIN_DECLS

/**
 * YySummary:
 *
 * A request as a line of a list: enough to show and to open it. Not a #YyRequest: it has no form, and nothing
 * can be decided on it. Where the service writes a list, the texts are lent for the time of a callback; the
 * client owns its own.
 *
 * @out_from, @out_until, @destination, @carrier_name: of a take-out
 * @task: what waits for the caller: "draft", "returned", "review", "stamp", "sign", "answer"; of a take-out
 * "hand-out", "carry", "check-in", "overdue"; or ""
 * @urged_usec: when who has it now was urged last (F50); 0 when he was not
 * @submitted_usec: 0 before the first submission
 */
typedef struct
{
  char *id;
  char *number;
  int revision;
  YyKind kind;
  YyState state;
  YyStep step;
  char *material_name;
  char *seal_name;
  char *unit_name;
  char *applicant_id;
  char *applicant_name;
  char *assignee_id;
  char *assignee_name;
  char *use_date;
  int copies;
  YyAnswer major;
  int n_pages;
  char *out_from;
  char *out_until;
  char *destination;
  char *carrier_name;
  gint64 changed_usec;
  gint64 submitted_usec;
  gint64 urged_usec;
  char *task;
} YySummary;

/* All texts "", to be filled in by yy_form_set_text(). */
YySummary *yy_summary_new (void);
void yy_summary_free (YySummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YySummary, yy_summary_free)

G_END_DECLS
