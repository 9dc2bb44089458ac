#pragma once

#include "yy-blob-store.h"

struct _YyBlobStore
{
  char *folder;
  GMutex lock;              /* guards open_uploads */
  GHashTable *open_uploads; /* names of uploads that a call has open */
};

/* "FOLDER/blobs/aa/bb/HASH", "FOLDER/derived/aa/bb/HASH.VARIANT". */
char *yy_blob_store_dup_path (YyBlobStore *self, const char *sha256, const char *variant);
/* Makes the two levels of folders above @path. */
gboolean yy_blob_store_make_parents (const char *path, GError **error);
/* An error of the disk as one of ours, from errno. */
void yy_blob_store_set_errno (GError **error, int saved_errno, const char *what);
gboolean yy_blob_store_sync_parent (const char *path, GError **error);
gboolean yy_blob_store_hash (int fd, char ret_hex[65], GError **error);
