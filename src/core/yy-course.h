#pragma once

#include <glib.h>

#include "yy-request.h"

G_BEGIN_DECLS

/* How far a co-signer is. */
typedef enum
{
  YY_SIGNING_AWAITED,
  YY_SIGNING_SIGNED,
  YY_SIGNING_OBJECTED,
} YySigning;

/**
 * YySigner:
 *
 * Somebody whose co-signature was asked for (F30). Those that one person added in the same way make a group:
 * all of them, or one of them, must sign.
 *
 * @adder_id, @person_id: lent by the history
 * @event: that asked for it
 * @choice: in which way
 */
typedef struct
{
  const char *adder_id;
  const char *person_id;
  gint64 event;
  YyChoice choice;
  YySigning signing;
} YySigner;

/**
 * YyCourse:
 *
 * What the history of a request says of the way that it is on now. A way begins with a submission; one that
 * came back to its returner unchanged (%YY_CHOICE_KEPT) goes on the way of before. On the stack; borrows the
 * lines of the request, which must live as long. It decides nothing: yy-route.h does.
 *
 * @agreed: (element-type YyHistory): agreements that stand, in their order. Returning it to an earlier
 * approver voids his own and what came after, co-signers too; taking a decision back brings back what stood
 * before it
 * @last: (nullable): the line that moved or changed it last
 * @before: (nullable): the line that did so before: where @last found it
 * @seen: (nullable): the first line after @last in which somebody else looked at it or spoke of it
 * @returned: (nullable): while it is with the applicant: the line that returned it
 * @questions: (element-type YyHistory): without an answer, oldest first
 * @signers: (element-type YySigner): in the order in which they were added
 */
typedef struct
{
  GPtrArray *agreed;
  const YyHistory *last;
  const YyHistory *before;
  const YyHistory *seen;
  const YyHistory *returned;
  GPtrArray *questions;
  GPtrArray *signers;
} YyCourse;

void yy_course_init (YyCourse *self, const YyRequest *request);
void yy_course_clear (YyCourse *self);

/* Who decided by that line: whose place he took, else himself. */
const char *yy_course_get_person (const YyHistory *line);
/* The oldest question that waits for @person_id, or %NULL. */
const YyHistory *yy_course_find_question (const YyCourse *self, const char *person_id);
/* TRUE while his co-signature is awaited. */
gboolean yy_course_awaits_signature (const YyCourse *self, const char *person_id);
/* The first co-signer without whose signature @person_id may not let it go on; %NULL when there is none. What
 * was asked for "after" does not hold up the one who asked for it, as long as it is with him. */
const YySigner *
yy_course_find_missing (const YyCourse *self, const YyRequest *request, const char *person_id);

/* Microseconds since 1970, UTC, from which on the one who is awaited may be urged again (F50): @hours working
 * hours after he was urged last, and at most @per_day times on one day; 0: at once. */
gint64 yy_course_find_urge_time (
    const YyCourse *self, const YyRequest *request, int hours, int per_day, gint64 now_usec);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyCourse, yy_course_clear)

G_END_DECLS
