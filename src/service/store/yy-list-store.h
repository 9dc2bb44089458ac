#pragma once

#include "yy-db.h"
#include "yy-org.h"
#include "yy-summary.h"

G_BEGIN_DECLS

/* The lists that people see. Every list is of one person and holds only what he may see. Pages by key, never
 * by offset. */
typedef enum
{
  YY_LIST_TODO,   /* own drafts and returned ones, his decision awaited, to be stamped by him */
  YY_LIST_MINE,   /* applied by him */
  YY_LIST_REVIEW, /* his decision awaited, oldest submission first */
  YY_LIST_STAMP,  /* approved and accepted, of seals that he keeps, by planned day */
  YY_LIST_DONE,   /* decided or stamped by him */
  YY_LIST_LAST
} YyListKind;

gboolean yy_list_kind_from_nick (const char *nick, YyListKind *ret_kind);

/* @summary and its texts are lent for the call. */
typedef void (*YyListRow) (const YySummary *summary, gpointer user_data);

/* How many are open: what the badges show (F53). */
typedef struct
{
  gint64 todo;
  gint64 review;
  gint64 stamp;
} YyBadges;

gboolean yy_list_store_count_badges (
    YyDb *db, YyOrg *org, const char *person_id, YyBadges *ret_badges, GError **error);

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
                             YyListKind kind,
                             const char *search,
                             const char *after,
                             guint limit,
                             YyListRow row,
                             gpointer user_data,
                             gint64 *ret_total,
                             char **ret_next,
                             GError **error);

G_END_DECLS
