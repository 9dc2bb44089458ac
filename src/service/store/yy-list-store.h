#pragma once

#include "yy-db.h"
#include "yy-list.h"
#include "yy-org.h"
#include "yy-summary.h"

G_BEGIN_DECLS

/* The lists that people see: each is of one person and holds only what he may see. Pages by key, never by
 * offset. Review comes oldest submission first, stamp by planned day, the others newest change first. */

/* @summary and its texts are lent for the call. */
typedef void (*YyListRow) (const YySummary *summary, gpointer user_data);

/* How many are open: what the badges show (F53); @late of them are seals that should be back (R05). */
typedef struct
{
  gint64 todo;
  gint64 review;
  gint64 stamp;
  gint64 late;
} YyOpenCounts;

gboolean yy_list_store_count_badges (
    YyDb *db, YyOrg *org, const char *person_id, YyOpenCounts *ret_counts, GError **error);

/**
 * yy_list_store_each:
 * @search: "" for all; else what number, name of the material or name of the applicant must hold
 * @after: (nullable): the cursor that the page before ended with
 * @limit: at most so many rows
 * @ret_total: how many there are in all
 * @ret_next: (out) (nullable) (transfer full): cursor of the next page, %NULL when this is the last
 *
 * Returns: FALSE with %YY_ERROR_INVALID for a cursor that is none
 */
gboolean yy_list_store_each (YyDb *db,
                             YyOrg *org,
                             const char *person_id,
                             YyList kind,
                             const char *search,
                             const char *after,
                             guint limit,
                             YyListRow row,
                             gpointer user_data,
                             gint64 *ret_total,
                             char **ret_next,
                             GError **error);

G_END_DECLS
