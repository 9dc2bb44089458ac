#include "yy-imaged-answer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-image-shrink.h"

void
yy_imaged_answer_clear (YyImagedAnswer *self)
{
  g_clear_pointer (&self->parts[0], g_bytes_unref);
  g_clear_pointer (&self->parts[1], g_bytes_unref);
}

int
yy_imaged_answer_open (void)
{
  int fd = memfd_create ("yanyin-result", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    return -1;
  if (ftruncate (fd, YY_IMAGED_RESULT_SIZE) != 0 ||
      fcntl (fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0)
    {
      close (fd);
      return -1;
    }

  return fd;
}

static gboolean
read_at (int fd, gpointer data, gsize size, gsize offset)
{
  guint8 *at = data;

  while (size > 0)
    {
      gssize n = pread (fd, at, size, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      at += n;
      offset += (gsize) n;
      size -= (gsize) n;
    }

  return TRUE;
}

/* A text that may be shown: printable ASCII, ended. */
static gboolean
is_plain (const char *text, gsize size)
{
  gsize length = strnlen (text, size);

  if (length == size)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isprint (text[i]))
        return FALSE;
    }

  return TRUE;
}

static void
pass_error_on (const YyImagedResult *result, GError **error)
{
  if (result->error_code == YY_ERROR_UNSUPPORTED && is_plain (result->argument, sizeof result->argument))
    yy_image_format_refuse (result->argument, error);
  else if (result->error_code == YY_ERROR_TOO_LARGE && result->limit > 0)
    yy_image_set_too_large (error, result->limit);
  else
    yy_image_set_damaged (error);
}

static gboolean
check_info (const YyImagedResult *result)
{
  return result->format > YY_IMAGE_FORMAT_OTHER && result->format < YY_IMAGE_FORMAT_LAST &&
         result->width > 0 && result->width <= YY_IMAGE_MAX_SIDE && result->height > 0 &&
         result->height <= YY_IMAGE_MAX_SIDE &&
         (gint64) result->width * result->height <= YY_IMAGE_MAX_PIXELS && result->orientation >= 1 &&
         result->orientation <= 8 && result->trailing >= 0 && result->trailing <= YY_IMAGE_MAX_BYTES;
}

/* Whoever looks at a page says something of it, and a thumbnail is no look. */
static gboolean
check_blank (const YyImagedResult *result, gboolean looked)
{
  return yy_blank_is_sound (&result->blank) && (result->blank.verdict != YY_BLANK_VERDICT_UNKNOWN) == looked;
}

/* One part: within its bounds, and by its own header the JPEG that it is said to be, whole and with nothing
 * in it that names a place or a phone. */
static GBytes *
read_part (int fd, const YyImagedResult *result, guint index, int max_side, gsize max_bytes)
{
  gsize offset = result->parts[index].offset;
  gsize length = result->parts[index].length;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree guint8 *data = NULL;
  YyImageInfo info;

  if (offset < sizeof *result || offset > YY_IMAGED_RESULT_SIZE || length == 0 || length > max_bytes ||
      length > YY_IMAGED_RESULT_SIZE - offset)
    return NULL;

  data = g_malloc (length);
  if (!read_at (fd, data, length, offset))
    return NULL;

  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  if (!yy_image_probe (g_bytes_get_data (bytes, NULL), length, &info, NULL) || !info.plain ||
      info.width != result->parts[index].width || info.height != result->parts[index].height ||
      MAX (info.width, info.height) > max_side)
    return NULL;

  return g_steal_pointer (&bytes);
}

gboolean
yy_imaged_answer_read (int fd, YyImagedKind kind, YyImagedAnswer *ret_answer, GError **error)
{
  const gboolean shrink = kind == YY_IMAGED_KIND_SHRINK;
  const gboolean inspect = kind == YY_IMAGED_KIND_INSPECT;
  g_auto (YyImagedAnswer) answer = { 0 };
  YyImagedResult result;

  if (!read_at (fd, &result, sizeof result, 0) || result.magic != YY_IMAGED_MAGIC || result.kind != kind)
    {
      yy_image_set_damaged (error);
      return FALSE;
    }
  if (result.failed != 0)
    {
      pass_error_on (&result, error);
      return FALSE;
    }

  if (!check_info (&result) || !check_blank (&result, shrink || inspect))
    {
      yy_image_set_damaged (error);
      return FALSE;
    }
  if (shrink)
    answer.parts[0] = read_part (fd, &result, 0, YY_IMAGE_SHRUNK_SIDE, YY_IMAGE_SHRUNK_BYTES);
  else
    {
      answer.parts[0] = read_part (fd, &result, 0, YY_IMAGE_THUMBNAIL_SIDE, YY_IMAGED_RESULT_SIZE);
      if (inspect)
        answer.parts[1] = read_part (fd, &result, 1, YY_IMAGE_PREVIEW_SIDE, YY_IMAGED_RESULT_SIZE);
    }
  if (answer.parts[0] == NULL || (inspect && answer.parts[1] == NULL))
    {
      yy_image_set_damaged (error);
      return FALSE;
    }

  answer.info.format = (YyImageFormat) result.format;
  answer.info.width = result.width;
  answer.info.height = result.height;
  answer.info.orientation = result.orientation;
  answer.info.trailing = result.trailing;
  answer.blank = result.blank;
  for (guint i = 0; i < G_N_ELEMENTS (answer.parts); i++)
    {
      answer.widths[i] = result.parts[i].width;
      answer.heights[i] = result.parts[i].height;
    }
  *ret_answer = answer;
  memset (&answer, 0, sizeof answer);

  return TRUE;
}
