#include <sys/mman.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-image-decode.h"
#include "yy-image-shrink.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Larger ones are refused or decoded like small ones, only slower. */
#define FUZZED_PIXELS (1000 * 1000)

static void
decode (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyImagePixels) pixels = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  YyImageInfo info;
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, data, size, 0), ==, (gssize) size);
  pixels = yy_image_decode (fd, 100, &info, &error);
  close (fd);
  if (pixels == NULL)
    {
      g_assert_true (error != NULL && error->domain == YY_ERROR);
      return;
    }

  g_assert_true (pixels->width >= 1 && pixels->width <= 100);
  g_assert_true (pixels->height >= 1 && pixels->height <= 100);
  thumbnail = yy_image_make_thumbnail (pixels, &error);
  g_assert_no_error (error);
  g_assert_true (
      yy_image_probe (g_bytes_get_data (thumbnail, NULL), g_bytes_get_size (thumbnail), &info, &error));
  g_assert_cmpint (info.width, ==, pixels->width);
}

/* Any bytes: a picture or a reason, never more. What is accepted makes a thumbnail that is accepted too. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gsize restricted;
  g_autoptr (GError) error = NULL;
  YyImageInfo info;

  if (g_once_init_enter (&restricted))
    {
      yy_image_restrict_loaders ();
      /* A loader may complain of what it is fed; a broken contract of ours may not pass. */
      g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
      g_once_init_leave (&restricted, 1);
    }

  if (!yy_image_probe (data, size, &info, &error))
    {
      g_assert_true (error != NULL && error->domain == YY_ERROR);
      return 0;
    }

  g_assert_true (info.width >= 1 && info.width <= YY_IMAGE_MAX_SIDE);
  g_assert_true (info.height >= 1 && info.height <= YY_IMAGE_MAX_SIDE);
  g_assert_true (info.orientation >= 1 && info.orientation <= 8);
  g_assert_true (info.trailing >= 0 && info.trailing < (gint64) size);
  if ((gint64) info.width * info.height <= FUZZED_PIXELS)
    decode (data, size);

  return 0;
}
