#pragma once

#include "yy-blob-store.h"

struct _YyBlobStore
{
  char *folder;
  GMutex lock;              /* guards what follows */
  GHashTable *open_uploads; /* names of uploads that a call has open */
  guint8 synced[8192]; /* a bit a folder of blobs: its own entry was forced to the disk since the start */
};

/* "FOLDER/blobs/aa/bb/HASH", "FOLDER/derived/aa/bb/HASH.VARIANT". */
char *yy_blob_store_dup_path (YyBlobStore *self, const char *sha256, const char *variant);
/* Makes the two levels of folders above @path, and forces nothing. */
gboolean yy_blob_store_make_parents (const char *path, GError **error);
/* An error of the disk as one of ours, from errno. */
void yy_blob_store_set_errno (GError **error, int saved_errno, const char *what);
gboolean yy_blob_store_sync_parent (const char *path, GError **error);
/* Forces the entry of a picture that was just renamed into its place to the disk, and those of the folders
 * above it. */
gboolean yy_blob_store_sync_place (YyBlobStore *self, const char *sha256, GError **error);
gboolean yy_blob_store_hash (int fd, char ret_hex[65], GError **error);
