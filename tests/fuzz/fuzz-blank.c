#include <string.h>

#include "yy-blank-detector.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define HEADER 3
#define STEP 6

/* What is drawn into a rectangle of the picture. */
enum
{
  FILL,
  DOTS,
  LINES,
  NOISE,
  N_KINDS
};

static guint8
choose (int kind, guint8 value, int x, int y, guint8 before, guint32 *state)
{
  switch (kind)
    {
    case FILL:
      return value;
    case DOTS:
      return x / 3 % 3 == 0 || y / 4 % 3 == 0 ? value : before;
    case LINES:
      return y % (4 + (value & 63)) == 0 || ((value & 64) != 0 && x % (4 + (value & 63)) == 0) ? value / 2
                                                                                               : before;
    case NOISE:
    default:
      *state = *state * 1664525u + 1013904223u;
      return (guint8) CLAMP (before + (int) (*state >> 24) % (value / 4 + 1) - value / 8, 0, 255);
    }
}

/* One step: kind, left, top, width, height, value. */
static void
draw (YyImagePixels *pixels, const guint8 *step, guint32 *state)
{
  const int x0 = pixels->width * step[1] / 256;
  const int y0 = pixels->height * step[2] / 256;
  const int x1 = MIN (x0 + pixels->width * step[3] / 255, pixels->width);
  const int y1 = MIN (y0 + pixels->height * step[4] / 255, pixels->height);

  for (int y = y0; y < y1; y++)
    {
      guint8 *row = pixels->data + (gsize) y * (gsize) pixels->width * 3;

      for (int x = x0; x < x1; x++)
        {
          const guint8 value = choose (step[0] % N_KINDS, step[5], x, y, row[x * 3 + 1], state);

          /* The upper bits give the colour. */
          row[x * 3] = step[0] & 0x80 ? value / 2 : value;
          row[x * 3 + 1] = value;
          row[x * 3 + 2] = step[0] & 0x40 ? value / 3 : value;
        }
    }
}

/* Any bytes draw a picture, and whatever is on it is judged: the regions are on the page, and the same
 * picture is judged alike. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (YyImagePixels) pixels = NULL;
  guint32 state = 1;
  YyBlank first;
  YyBlank second;

  /* A step that is cut off draws nothing: that picture is another input. */
  if (size < HEADER || (size - HEADER) % STEP != 0)
    return 0;
  pixels = yy_image_pixels_new (1 + data[0] * 3, 1 + data[1] * 3);
  memset (pixels->data, data[2], (gsize) pixels->width * (gsize) pixels->height * 3);
  for (gsize at = HEADER; at + STEP <= size && at < HEADER + 64 * STEP; at += STEP)
    draw (pixels, data + at, &state);

  yy_blank_detect (pixels, &first);
  yy_blank_detect (pixels, &second);
  g_assert_true (yy_blank_is_sound (&first));
  g_assert_cmpint (first.verdict, !=, YY_BLANK_VERDICT_UNKNOWN);
  g_assert_cmpmem (&first, sizeof first, &second, sizeof second);

  return 0;
}
