#pragma once

#include "yy-db-stmt.h"
#include "yy-db.h"
#include "yy-page.h"

G_BEGIN_DECLS

/* SQL of pictures: what is known of them and who brought them. Their bytes are in #YyBlobStore. */

/* Remembers a picture that lies in the blob store, and that @person_id brought it. */
gboolean yy_picture_store_add_upload (
    YyDb *db, const char *person_id, const YyPage *page, gint64 now_usec, GError **error);
/* What @person_id uploaded under that digest, or %NULL without an error. */
YyPage *yy_picture_store_find_upload (YyDb *db, const char *person_id, const char *sha256, GError **error);
/* What is known of a picture whoever brought it; %NULL without an error when it is not there. */
YyPage *yy_picture_store_find (YyDb *db, const char *sha256, GError **error);

/* What a look at a picture told, and the version of who looked; a picture that is gone is no error. The
 * verdict of a later version replaces that of an earlier one. */
gboolean
yy_picture_store_set_blank (YyDb *db, const char *sha256, const YyBlank *blank, int version, GError **error);
/* Whether nobody has looked at it yet; FALSE for a picture that is not there. */
gboolean yy_picture_store_is_unseen (YyDb *db, const char *sha256, gboolean *ret_unseen, GError **error);
/* Columns of a picture's verdict, from column @first of @stmt: blank, blank_confidence, blank_regions. */
void yy_picture_store_read_blank (YyDbStmt *stmt, int first, YyPage *page);

/* How many @person_id brought since @since_usec that no request uses. */
gboolean yy_picture_store_count_unused (
    YyDb *db, const char *person_id, gint64 since_usec, gint64 *ret_count, GError **error);

/* Forgets uploads older than @before_usec that no request uses; fills @ret_orphans (element-type utf8) with
 * the digests whose files nobody needs any more. */
gboolean yy_picture_store_collect (YyDb *db, gint64 before_usec, GPtrArray **ret_orphans, GError **error);

/* The digests of at most @limit pictures that came since @since_usec, the newest first (element-type utf8).
 */
GPtrArray *yy_picture_store_list_since (YyDb *db, gint64 since_usec, guint limit, GError **error);

/* Calls @row for every picture that there is, for checks and backups. */
typedef gboolean (*YyPictureRow) (const char *sha256, gint64 size, gpointer user_data, GError **error);
gboolean yy_picture_store_each (YyDb *db, YyPictureRow row, gpointer user_data, GError **error);

G_END_DECLS
