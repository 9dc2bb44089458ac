#pragma once

#include <gio/gio.h>

#include "yy-draft-record.h"

G_BEGIN_DECLS

/**
 * YyDraftStore:
 *
 * The drafts of one person on this computer: a database and a folder of pictures, private to the account of
 * the computer. It survives a killed program and a lost connection; it knows no service and sends nothing.
 *
 * All records are held in memory and read from there; changes are written by a thread of its own, each one
 * durable before its answer. The window's thread only.
 *
 * One process at a time: a second one that opens the same folder gets %YY_ERROR_UNAVAILABLE.
 *
 * Signals: "changed" (): records came, went or changed.
 */
#define YY_TYPE_DRAFT_STORE (yy_draft_store_get_type ())
G_DECLARE_FINAL_TYPE (YyDraftStore, yy_draft_store, YY, DRAFT_STORE, GObject)

/* Where the drafts of that person at that service lie, below @data_folder (%NULL: the user's). People who
 * share an account of the computer do not see each other's. */
char *yy_draft_store_dup_folder (const char *data_folder, const char *server_url, const char *person_id);

/* Opens it, making what is not there. A store of that folder that is open in this process is given again. A
 * damaged database is moved aside, what can be read of it is taken over, and yy_draft_store_get_damaged()
 * tells. (transfer full) */
YyDraftStore *yy_draft_store_open (const char *folder, GError **error);

/* (nullable): where the damaged database was moved to when this store was opened. */
const char *yy_draft_store_get_damaged (YyDraftStore *self);
/* The folder of the pictures, for yy-page-files.h. */
const char *yy_draft_store_get_pages_folder (YyDraftStore *self);

/* Borrowed until the record is changed; %NULL when there is none. */
const YyDraftRecord *yy_draft_store_find (YyDraftStore *self, const char *id);
/* Newest change first: (transfer container) (element-type YyDraftRecord). */
GPtrArray *yy_draft_store_list (YyDraftStore *self);

/* Keeps a copy of @record. What yy_draft_store_find() gives is new at once, the answer comes when it is on
 * the disk. */
void yy_draft_store_save_async (YyDraftStore *self,
                                const YyDraftRecord *record,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean yy_draft_store_save_finish (YyDraftStore *self, GAsyncResult *result, GError **error);
void yy_draft_store_remove (YyDraftStore *self, const char *id);
/* Returns when all that was asked for so far is on the disk, or has failed. For the end of the program. */
void yy_draft_store_flush (YyDraftStore *self);

/* Small things remembered from one draft to the next; "" when nothing is. */
const char *yy_draft_store_get_memory (YyDraftStore *self, const char *key);
void yy_draft_store_set_memory (YyDraftStore *self, const char *key, const char *value);

G_END_DECLS
