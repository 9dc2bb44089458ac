#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YY_CTL_MANIFEST_PREFIX "manifest-"
#define YY_CTL_DATABASE_PREFIX "yanyin-"

/**
 * YyCtlManifest:
 *
 * What belongs to one backup: its database file, and the pictures that the database mentions. As a file it
 * has a line for each, as `sha256sum -c` reads them, and comments that begin with `#`. Several backups in one
 * folder share their pictures.
 *
 * @time: when it was made, such as "20261124T031500.123456Z"; part of the names
 * @database_sha256: of the database file
 * @pictures: (element-type utf8 utf8): a set of digests
 * @missing: (element-type utf8 utf8): digests of pictures that were missing or damaged already when it was
 * made
 */
typedef struct
{
  char *time;
  char *database_sha256;
  GHashTable *pictures;
  GHashTable *missing;
} YyCtlManifest;

YyCtlManifest *yy_ctl_manifest_new (const char *time);
void yy_ctl_manifest_free (YyCtlManifest *self);

/* "FOLDER/manifest-TIME", "FOLDER/yanyin-TIME.db", "FOLDER/blobs/aa/bb/DIGEST": (transfer full). */
char *yy_ctl_manifest_dup_path (const YyCtlManifest *self, const char *folder);
char *yy_ctl_manifest_dup_database_path (const YyCtlManifest *self, const char *folder);
char *yy_ctl_manifest_dup_picture_path (const char *folder, const char *sha256);

gboolean yy_ctl_manifest_write (const YyCtlManifest *self, const char *folder, GError **error);
/* %YY_ERROR_DAMAGED for anything but a whole manifest. */
YyCtlManifest *yy_ctl_manifest_read (const char *folder, const char *time, GError **error);
/* The times of all backups in a folder, oldest first: (transfer full) (element-type utf8). */
GPtrArray *yy_ctl_manifest_list (const char *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyCtlManifest, yy_ctl_manifest_free)

G_END_DECLS
