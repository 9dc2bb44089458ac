#pragma once

#include <gio/gio.h>

#include "yy-blank.h"

G_BEGIN_DECLS

/**
 * YyImageReport:
 * @mime: (nullable): media type by content, from our own table; static
 * @width: in pixels, as stored: before @orientation is applied
 * @height: likewise
 * @orientation: 1 to 8, as EXIF counts
 * @trailing: bytes after the end of the picture
 * @blank: whether anything is written on the page; unknown after a mere check
 *
 * What was found out about a picture. A value, owns nothing.
 */
typedef struct
{
  const char *mime;
  int width;
  int height;
  int orientation;
  gint64 trailing;
  YyBlank blank;
} YyImageReport;

/**
 * YyShrinkResult:
 * @width: of the new picture, in pixels
 * @height: likewise
 * @original_sha256: of the file that was read, 64 hex digits
 * @sha256: of the new picture, 64 hex digits
 * @blank: whether anything is written on the page
 *
 * What came of shrinking. A value.
 */
typedef struct
{
  int width;
  int height;
  char original_sha256[65];
  char sha256[65];
  YyBlank blank;
} YyShrinkResult;

/**
 * YyImageWorker:
 *
 * The gate in front of every picture that a stranger made: it has `yanyin-imaged` decode it, in a locked
 * process that lives for one picture, and believes nothing of the answer before it was checked. It starts the
 * program at the first job and again when it died. It is no queue to put work into: a call blocks its thread
 * until the job is done, at most the time limit and a little. Every function but new and free may be called
 * in any thread at any time.
 *
 * The errors of the jobs: %YY_ERROR_UNSUPPORTED for another kind of file, %YY_ERROR_TOO_LARGE above the
 * limits of yy-image-probe.h, %YY_ERROR_DAMAGED for a picture that cannot be decoded whole or that killed,
 * stalled or confused its process, %YY_ERROR_UNAVAILABLE when there is too much to do or the program does not
 * work (nothing is said about the picture then), %G_IO_ERROR_CANCELLED.
 */
typedef struct _YyImageWorker YyImageWorker;

/* How many may wait besides those that are decoded. */
#define YY_IMAGE_WORKER_MAX_WAITING 64

/* The program: of the environment variable YANYIN_IMAGED, or where it is installed. (transfer full) */
char *yy_image_worker_dup_program (void);

/* @program: path of `yanyin-imaged`; @max_jobs: how many pictures at once, 0 for 2. Nothing is started yet.
 */
YyImageWorker *yy_image_worker_new (const char *program, guint max_jobs);
/* No call may be under way. Ends the program. */
void yy_image_worker_free (YyImageWorker *self);

/* How long one picture may take, in milliseconds; 0 for the default: 10 s, 20 s for shrinking, 60 s
 * ahead. */
void yy_image_worker_set_time_limit (YyImageWorker *self, guint milliseconds);

/* Decodes the regular file @source_fd, which stays the caller's and whose position is left alone, and makes
 * thumbnail and preview of it, upright JPEG without metadata, and looks whether the page is blank.
 * @ret_report, @ret_thumbnail and @ret_preview are nullable; the bytes (transfer full). */
gboolean yy_image_worker_inspect (YyImageWorker *self,
                                  int source_fd,
                                  YyImageReport *ret_report,
                                  GBytes **ret_thumbnail,
                                  GBytes **ret_preview,
                                  GCancellable *cancellable,
                                  GError **error);

/* Decodes it as wholly and strictly and with the same verdict, but makes the thumbnail alone, which takes a
 * fraction of the time: what somebody waits for who brings a picture. */
gboolean yy_image_worker_check (YyImageWorker *self,
                                int source_fd,
                                YyImageReport *ret_report,
                                GBytes **ret_thumbnail,
                                GCancellable *cancellable,
                                GError **error);

/* yy_image_worker_inspect() for work ahead, which nobody waits for: begins only when there is no other job
 * at all, however long that takes, and leaves the processor to whoever else wants it. Only one at a time;
 * the time limit holds too, so on a busy machine it may be %YY_ERROR_DAMAGED without meaning anything. */
gboolean yy_image_worker_inspect_ahead (YyImageWorker *self,
                                        int source_fd,
                                        YyImageReport *ret_report,
                                        GBytes **ret_thumbnail,
                                        GBytes **ret_preview,
                                        GCancellable *cancellable,
                                        GError **error);

/* Makes of any photo a JPEG of at most %YY_IMAGE_SHRUNK_BYTES and %YY_IMAGE_SHRUNK_SIDE pixels, upright,
 * without metadata (N6, R39). One that is all that already is given back byte for byte. @ret_result
 * (nullable); @ret_jpeg (transfer full). */
gboolean yy_image_worker_shrink (YyImageWorker *self,
                                 int source_fd,
                                 YyShrinkResult *ret_result,
                                 GBytes **ret_jpeg,
                                 GCancellable *cancellable,
                                 GError **error);

/* The most resident memory that the process of any job had, in bytes; 0 before the first one. */
guint64 yy_image_worker_get_peak (YyImageWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyImageWorker, yy_image_worker_free)

G_END_DECLS
