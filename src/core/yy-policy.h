#pragma once

#include <glib.h>

#include "yy-enums.h"

G_BEGIN_DECLS

typedef struct _YyRuleSet YyRuleSet;

/**
 * YyPolicy:
 *
 * What decisions are made under: the switches with which a department chooses between readings of the notice
 * (A01...), the table of rules, and the moment. A plain value with defaults; where it is kept is the store's
 * business.
 *
 * @rules: the table of rules; borrowed. The default is that of the notice
 * @now_usec: the time that is asked for, microseconds since 1970, UTC; 0: not known, then nothing that
 * depends on it is refused
 * @reviewer_required: A01: every request names a reviewer. Off: it goes to the leader in charge at once
 * @section_may_approve: A02: kinds of seals, as bits (1 << YySealKind), for which a section head may approve
 * finally; 0: none
 * @all_chiefs: A06: what needs a chief needs all of them
 * @major_declared: A07: the applicant must say whether it is a major matter
 * @approver_may_stamp: WF04: the final approver may stamp the same request
 * @photo_required: F45: a stamping comes with a photo of what was stamped
 * @days_ahead: R29: how far ahead the planned day may lie, in days
 * @urge_hours: F50: how many working hours lie between two reminders of the same person
 * @urge_per_day: F50: at most so many reminders of one request a day
 */
typedef struct
{
  YyRuleSet *rules;
  gint64 now_usec;
  gboolean reviewer_required;
  guint section_may_approve;
  gboolean all_chiefs;
  gboolean major_declared;
  gboolean approver_may_stamp;
  gboolean photo_required;
  int days_ahead;
  int urge_hours;
  int urge_per_day;
} YyPolicy;

void yy_policy_init (YyPolicy *self);
/* Sets one switch from text as an administrator writes it: booleans are "true"/"false", section-may-approve a
 * list of kinds of seals such as "admin,other" or "". Keys: reviewer-required, section-may-approve,
 * all-chiefs, major-declared, approver-may-stamp, photo-required, days-ahead (1..365), urge-hours (0..80),
 * urge-per-day (0..20). FALSE for an unknown key or value; nothing is changed then. */
gboolean yy_policy_set (YyPolicy *self, const char *key, const char *value);
/* The switch as text, or %NULL for an unknown key. */
char *yy_policy_dup (const YyPolicy *self, const char *key);
/* TRUE when @key is a switch that is on or off. */
gboolean yy_policy_is_flag (const char *key);
/* Whether that switch is on. */
gboolean yy_policy_get_flag (const YyPolicy *self, const char *key);
/* (array zero-terminated=1): all keys. */
const char *const *yy_policy_list_keys (void);

G_END_DECLS
