#include "yy-imaged-job.h"

#include <errno.h>
#include <unistd.h>

#include "yy-blank-detector.h"
#include "yy-error.h"
#include "yy-image-decode.h"
#include "yy-image-scale.h"
#include "yy-image-shrink.h"

static gboolean
write_at (gconstpointer data, gsize size, gsize offset)
{
  const guint8 *at = data;

  while (size > 0)
    {
      gssize n = pwrite (YY_IMAGED_RESULT_FD, at, size, (off_t) offset);

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

static void
tell_failure (YyImagedResult *answer, const GError *error)
{
  GPtrArray *issues = yy_error_get_issues (error);

  answer->failed = 1;
  answer->error_code = error->domain == YY_ERROR ? (guint32) error->code : YY_ERROR_DAMAGED;
  if (issues != NULL && issues->len > 0)
    {
      const YyIssue *issue = g_ptr_array_index (issues, 0);

      answer->limit = issue->limit;
      if (issue->argument != NULL)
        g_strlcpy (answer->argument, issue->argument, sizeof answer->argument);
    }
}

static gboolean
add_part (YyImagedResult *answer, guint index, GBytes *bytes)
{
  gsize offset = sizeof *answer;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (index > 0)
    offset = answer->parts[index - 1].offset + (gsize) answer->parts[index - 1].length;
  if (size > YY_IMAGED_RESULT_SIZE - offset)
    return FALSE;

  answer->parts[index].offset = (guint32) offset;
  answer->parts[index].length = (guint32) size;

  return write_at (data, size, offset);
}

static gboolean
add_thumbnail (YyImagedResult *answer, const YyImagePixels *pixels, GError **error)
{
  g_autoptr (GBytes) thumbnail = yy_image_make_thumbnail (pixels, error);

  if (thumbnail == NULL)
    return FALSE;

  yy_image_fit (pixels->width, pixels->height, YY_IMAGE_THUMBNAIL_SIDE, &answer->parts[0].width,
                &answer->parts[0].height);
  if (!add_part (answer, 0, thumbnail))
    {
      yy_image_set_too_large (error, YY_IMAGED_RESULT_SIZE);
      return FALSE;
    }

  return TRUE;
}

/* Every byte goes through the decoder as it does for a larger result, and damage is found by the same means:
 * only what is made of it is small. */
static gboolean
check (YyImagedResult *answer, YyImageInfo *info, GError **error)
{
  g_autoptr (YyImagePixels)
      pixels = yy_image_decode (YY_IMAGED_SOURCE_FD, YY_IMAGE_THUMBNAIL_SIDE, info, error);

  return pixels != NULL && add_thumbnail (answer, pixels, error);
}

static gboolean
inspect (YyImagedResult *answer, YyImageInfo *info, GError **error)
{
  g_autoptr (YyImagePixels)
      pixels = yy_image_decode (YY_IMAGED_SOURCE_FD, YY_IMAGE_PREVIEW_SIDE, info, error);
  g_autoptr (GBytes) preview = NULL;

  if (pixels == NULL || !add_thumbnail (answer, pixels, error))
    return FALSE;

  yy_blank_detect (pixels, &answer->blank);
  preview = yy_image_make_preview (pixels, error);
  if (preview == NULL)
    return FALSE;

  answer->parts[1].width = pixels->width;
  answer->parts[1].height = pixels->height;
  if (!add_part (answer, 1, preview))
    {
      yy_image_set_too_large (error, YY_IMAGED_RESULT_SIZE);
      return FALSE;
    }

  return TRUE;
}

/* What is small and bare already stays as it is, byte for byte: writing it anew would only cost sharpness. */
static GBytes *
keep (const YyImageInfo *info, YyImagedResult *answer)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!info->plain || MAX (info->width, info->height) > YY_IMAGE_SHRUNK_SIDE)
    return NULL;
  bytes = yy_image_load (YY_IMAGED_SOURCE_FD, NULL);
  if (bytes == NULL || g_bytes_get_size (bytes) > YY_IMAGE_SHRUNK_BYTES)
    return NULL;

  answer->parts[0].width = info->width;
  answer->parts[0].height = info->height;
  return g_steal_pointer (&bytes);
}

static gboolean
shrink (YyImagedResult *answer, YyImageInfo *info, GError **error)
{
  g_autoptr (YyImagePixels) pixels = yy_image_decode (YY_IMAGED_SOURCE_FD, YY_IMAGE_SHRUNK_SIDE, info, error);
  g_autoptr (GBytes) jpeg = NULL;

  if (pixels == NULL)
    return FALSE;

  yy_blank_detect (pixels, &answer->blank);
  jpeg = keep (info, answer);
  if (jpeg == NULL)
    jpeg = yy_image_shrink (pixels, &answer->parts[0].width, &answer->parts[0].height, error);
  if (jpeg == NULL)
    return FALSE;
  if (!add_part (answer, 0, jpeg))
    {
      yy_image_set_too_large (error, YY_IMAGED_RESULT_SIZE);
      return FALSE;
    }

  return TRUE;
}

static YyImageFormat
sniff_source (void)
{
  guint8 start[512];
  gssize n = pread (YY_IMAGED_SOURCE_FD, start, sizeof start, 0);

  return n > 0 ? yy_image_format_sniff (start, (gsize) n, NULL) : YY_IMAGE_FORMAT_OTHER;
}

gboolean
yy_imaged_job_opens_files (void)
{
  YyImageFormat format = sniff_source ();

  return format != YY_IMAGE_FORMAT_JPEG && format != YY_IMAGE_FORMAT_PNG && format != YY_IMAGE_FORMAT_OTHER;
}

gboolean
yy_imaged_job_run (const YyImagedJob *job, guint readable)
{
  YyImagedResult answer = { .magic = YY_IMAGED_MAGIC, .kind = job->kind };
  YyImageFormat format = sniff_source ();
  g_autoptr (GError) error = NULL;
  YyImageInfo info = { 0 };
  gboolean done = FALSE;

  if (format != YY_IMAGE_FORMAT_OTHER && (readable & (1u << format)) == 0)
    yy_image_format_refuse (yy_image_format_get_name (format), &error);
  else if (job->kind == YY_IMAGED_KIND_SHRINK)
    done = shrink (&answer, &info, &error);
  else if (job->kind == YY_IMAGED_KIND_CHECK)
    done = check (&answer, &info, &error);
  else
    done = inspect (&answer, &info, &error);

  if (!done)
    tell_failure (&answer, error);
  answer.format = info.format;
  answer.width = info.width;
  answer.height = info.height;
  answer.orientation = info.orientation;
  answer.trailing = info.trailing;

  return write_at (&answer, sizeof answer, 0);
}
