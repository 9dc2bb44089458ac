#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No picture that a client sends is larger (bytes): phones' photos were shrunk before. */
#define YY_BLOB_MAX_SIZE (20 * 1024 * 1024)

/**
 * YyBlobStore:
 *
 * Pictures as files named by the SHA-256 of their content, in a folder: `blobs/aa/bb/HASH`, what was made of
 * them beside it in `derived/`, and what is still coming in `incoming/`. It knows nothing of people's rights
 * and nothing of pictures; the database mentions a file only after it is whole and on the disk. Any thread.
 */
typedef struct _YyBlobStore YyBlobStore;

/* Makes the folders when they are missing. */
YyBlobStore *yy_blob_store_new (const char *folder, GError **error);
void yy_blob_store_free (YyBlobStore *self);

/**
 * YyIncoming:
 *
 * An upload under way: the only handle on its file. Freed without having been finished it stays as far as it
 * came, to be resumed.
 */
typedef struct _YyIncoming YyIncoming;

/* Opens (or begins) the upload of @sha256 by @owner. %YY_ERROR_BUSY while another call has it open. */
YyIncoming *
yy_blob_store_open_incoming (YyBlobStore *self, const char *owner, const char *sha256, GError **error);
/* How far an upload came; -1 when it was never begun. */
gint64 yy_blob_store_get_incoming_size (YyBlobStore *self, const char *owner, const char *sha256);
/* How many uploads @owner has begun and not finished. */
guint yy_blob_store_count_incoming (YyBlobStore *self, const char *owner);
gint64 yy_incoming_get_size (YyIncoming *self);
/* %YY_ERROR_NO_SPACE when the disk is full: what was written before stays. */
gboolean yy_incoming_append (YyIncoming *self, const void *data, gsize length, GError **error);
/* A descriptor to read it from the start; the caller closes it. */
int yy_incoming_open_for_reading (YyIncoming *self, GError **error);
/* Forces the bytes to the disk, reads them again, and compares: %YY_ERROR_INVALID with issue %YY_ISSUE_DIGEST
 * when they are not those of the name; then nothing is kept. */
gboolean yy_incoming_verify (YyIncoming *self, GError **error);
/* Gives the verified file its place for good: renamed, the folder forced to the disk. */
gboolean yy_incoming_keep (YyIncoming *self, GError **error);
/* Removes it. */
void yy_incoming_discard (YyIncoming *self);
void yy_incoming_free (YyIncoming *self);

/* Opens a kept file for reading; the caller closes it. -1 with %YY_ERROR_NOT_FOUND. @variant: %NULL for the
 * picture itself, or the name of something derived ("thumbnail", "preview"). */
int yy_blob_store_open (YyBlobStore *self, const char *sha256, const char *variant, GError **error);
gboolean yy_blob_store_has (YyBlobStore *self, const char *sha256, const char *variant);
/* Something derived: can be made again, so it is renamed into place but not forced to the disk. */
gboolean yy_blob_store_put_derived (
    YyBlobStore *self, const char *sha256, const char *variant, GBytes *bytes, GError **error);
/* Removes a picture and what was derived from it. */
void yy_blob_store_remove (YyBlobStore *self, const char *sha256);
/* Only the latter: it can be made again. */
void yy_blob_store_remove_derived (YyBlobStore *self, const char *sha256);
/* Reads a kept file again: FALSE with %YY_ERROR_DAMAGED when its bytes are not those of its name,
 * %YY_ERROR_NOT_FOUND when missing. */
gboolean yy_blob_store_check (YyBlobStore *self, const char *sha256, GError **error);
/* Calls @row for every file among the kept pictures, whether or not it belongs there: @name is its name,
 * @in_place whether it is a digest in its own folder, @changed_usec when it was written. */
typedef void (*YyBlobFile) (const char *name, gboolean in_place, gint64 changed_usec, gpointer user_data);
gboolean yy_blob_store_each (YyBlobStore *self, YyBlobFile row, gpointer user_data, GError **error);
/* Removes uploads that nobody went on with since @before_usec. */
void yy_blob_store_collect_incoming (YyBlobStore *self, gint64 before_usec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyBlobStore, yy_blob_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyIncoming, yy_incoming_free)

G_END_DECLS
