#pragma once

#include "yy-db.h"
#include "yy-org.h"
#include "yy-summary.h"

G_BEGIN_DECLS

/* The lists that people see. Every list is of one person and holds only what he may see. Pages by key, never
 * by offset. */
typedef enum
{
  YY_LISTING_TODO,   /* own drafts and returned ones, his decision awaited, to be stamped by him */
  YY_LISTING_MINE,   /* applied by him */
  YY_LISTING_REVIEW, /* his decision awaited, oldest submission first */
  YY_LISTING_STAMP,  /* approved and accepted, of seals that he keeps, by planned day */
  YY_LISTING_DONE,   /* decided or stamped by him */
  YY_LISTING_LAST
} YyListing;

gboolean yy_listing_from_nick (const char *nick, YyListing *ret_kind);

/* @summary and its texts are lent for the call. */
typedef void (*YyListRow) (const YySummary *summary, gpointer user_data);

/* How many are open: what the badges show (F53). */
typedef struct
{
  gint64 todo;
  gint64 review;
  gint64 stamp;
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
                             YyListing kind,
                             const char *search,
                             const char *after,
                             guint limit,
                             YyListRow row,
                             gpointer user_data,
                             gint64 *ret_total,
                             char **ret_next,
                             GError **error);

G_END_DECLS
