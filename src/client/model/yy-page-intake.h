#pragma once

#include <gio/gio.h>

#include "yy-page.h"

G_BEGIN_DECLS

/* From a file that somebody picked to a page: opened safely (regular files only, at most 64 MiB), its digest
 * taken, decoded and made smaller in the locked-down worker, and kept in @folder (nullable: then only in
 * memory). All of it off the main thread. @file or else @bytes; @name for people.
 *
 * Errors: %YY_ERROR_UNSUPPORTED for what is no picture (a PDF says so), %YY_ERROR_TOO_LARGE,
 * %YY_ERROR_DAMAGED, those of yy_page_files_add(). */
void yy_page_intake_async (GFile *file,
                           GBytes *bytes,
                           const char *name,
                           const char *folder,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* (transfer full). @ret_bytes: of the smaller picture. */
YyPage *yy_page_intake_finish (GAsyncResult *result, GBytes **ret_bytes, GError **error);

G_END_DECLS
