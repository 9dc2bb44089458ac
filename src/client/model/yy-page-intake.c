#include "yy-page-intake.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-image-worker.h"
#include "yy-page-files.h"

#define BYTES_MAX (64 * 1024 * 1024)

typedef struct
{
  GFile *file;
  GBytes *bytes;
  char *name;
  char *folder;
} Intake;

typedef struct
{
  YyPage *page;
  GBytes *bytes;
} Result;

static void
intake_free (Intake *intake)
{
  g_clear_object (&intake->file);
  g_clear_pointer (&intake->bytes, g_bytes_unref);
  g_free (intake->name);
  g_free (intake->folder);
  g_free (intake);
}

static void
result_free (Result *result)
{
  g_clear_pointer (&result->page, yy_page_free);
  g_clear_pointer (&result->bytes, g_bytes_unref);
  g_free (result);
}

/* One for the process: it keeps its program warm. It ends with the process. */
static YyImageWorker *
get_worker (void)
{
  static gsize worker;

  if (g_once_init_enter (&worker))
    {
      g_autofree char *program = yy_image_worker_dup_program ();

      g_once_init_leave (&worker, (gsize) yy_image_worker_new (program, 2));
    }

  return (YyImageWorker *) worker;
}

static gboolean
check_opened (int fd, GError **error)
{
  struct stat info;

  /* IM15: never a pipe, a device or a folder, whatever its name says. */
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNSUPPORTED, _ ("This is no file that can be sent."));
      return FALSE;
    }
  if (info.st_size == 0)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_DAMAGED, _ ("This file is empty."));
      return FALSE;
    }
  if (info.st_size > BYTES_MAX)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_TOO_LARGE,
                           _ ("This file is greater than any photo (64 MB)."));
      return FALSE;
    }

  return TRUE;
}

static int
open_path (const char *path, GError **error)
{
  /* Without O_NONBLOCK a named pipe would hold the thread for ever. */
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);

  if (fd < 0)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, _ ("This file cannot be read."));
      return -1;
    }
  if (!check_opened (fd, error))
    {
      g_close (fd, NULL);
      return -1;
    }

  return fd;
}

static int
open_bytes (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int fd = memfd_create ("yanyin-picture", MFD_CLOEXEC);
  gsize written = 0;

  while (fd >= 0 && written < length)
    {
      gssize n = write (fd, data + written, length - written);

      if (n <= 0)
        break;
      written += (gsize) n;
    }
  if (fd >= 0 && written == length && check_opened (fd, error))
    return fd;

  if (fd >= 0)
    g_close (fd, NULL);
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAVAILABLE,
                         _ ("This computer has no memory left for the picture."));
  return -1;
}

/* A file that has no place on this computer (a phone, a share) is read through its own way. */
static int
open_remote (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GByteArray) all = g_byte_array_new ();

  while (stream != NULL && all->len <= BYTES_MAX)
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      bytes = g_input_stream_read_bytes (G_INPUT_STREAM (stream), 1024 * 1024, cancellable, NULL);
      if (bytes == NULL || g_bytes_get_size (bytes) == 0)
        break;
      g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
    }
  if (stream == NULL || bytes == NULL)
    {
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, _ ("This file cannot be read."));
      return -1;
    }

  g_bytes_unref (bytes);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  return open_bytes (bytes, error);
}

static int
open_source (Intake *intake, GCancellable *cancellable, GError **error)
{
  const char *path = intake->file != NULL ? g_file_peek_path (intake->file) : NULL;

  if (path != NULL)
    return open_path (path, error);
  if (intake->file != NULL)
    return open_remote (intake->file, cancellable, error);

  return open_bytes (intake->bytes, error);
}

static gboolean
refuse_document (int fd, GError **error)
{
  char head[5] = { 0 };

  if (pread (fd, head, sizeof head, 0) != sizeof head || memcmp (head, "%PDF-", 5) != 0)
    return FALSE;

  g_set_error_literal (error, YY_ERROR, YY_ERROR_UNSUPPORTED,
                       _ ("This is a PDF. Please add photos or pictures of its pages."));
  return TRUE;
}

static Result *
shrink (int fd, Intake *intake, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) jpeg = NULL;
  YyShrinkResult shrunk;
  g_autofree char *sha256 = NULL;
  Result *result;

  if (refuse_document (fd, error) ||
      !yy_image_worker_shrink (get_worker (), fd, &shrunk, &jpeg, cancellable, error))
    return NULL;

  sha256 = intake->folder != NULL ? yy_page_files_add (intake->folder, jpeg, error)
                                  : g_strdup (shrunk.sha256);
  if (sha256 == NULL)
    return NULL;

  result = g_new0 (Result, 1);
  result->page = yy_page_new (sha256, shrunk.original_sha256, intake->name, "image/jpeg",
                              (gint64) g_bytes_get_size (jpeg), shrunk.width, shrunk.height, 0);
  /* The service looks for itself before anything is submitted; this is for whoever still has the camera in
   * his hand. */
  yy_page_set_blank (result->page, &shrunk.blank);
  result->bytes = g_steal_pointer (&jpeg);
  return result;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Intake *intake = task_data;
  GError *error = NULL;
  Result *result;
  int fd = open_source (intake, cancellable, &error);

  if (fd < 0)
    {
      g_task_return_error (task, error);
      return;
    }

  result = shrink (fd, intake, cancellable, &error);
  g_close (fd, NULL);
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) result_free);
  else
    g_task_return_error (task, error);
}

void
yy_page_intake_async (GFile *file,
                      GBytes *bytes,
                      const char *name,
                      const char *folder,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Intake *intake = g_new0 (Intake, 1);

  g_set_object (&intake->file, file);
  intake->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  intake->name = g_strdup (name);
  intake->folder = g_strdup (folder);
  g_task_set_source_tag (task, yy_page_intake_async);
  g_task_set_task_data (task, intake, (GDestroyNotify) intake_free);
  g_task_run_in_thread (task, run_in_thread);
}

YyPage *
yy_page_intake_finish (GAsyncResult *result, GBytes **ret_bytes, GError **error)
{
  Result *found;
  YyPage *page;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return NULL;

  page = g_steal_pointer (&found->page);
  *ret_bytes = g_steal_pointer (&found->bytes);
  result_free (found);
  return page;
}
