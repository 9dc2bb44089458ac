#include "yy-image-decode-private.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "yy-image-scale.h"

/* What libpng inflates or keeps of chunks that say nothing about pixels. */
#define CHUNK_MEMORY (1024 * 1024)

/* Chunks that are stepped over unread: profiles and texts, which may be compressed and so be bombs, and whose
 * parsers nobody needs here. Each name with its ending zero, as libpng wants them. */
static const guint8 skipped[] = "iCCP\0iTXt\0tEXt\0zTXt\0sPLT\0hIST\0eXIf\0tIME\0pCAL\0sCAL\0oFFs\0pHYs";

/* libpng leaves by longjmp. As in yy-image-decode-jpeg.c everything lives here, every step is a function of
 * its own, and only run_step() knows of the jump. */
typedef struct
{
  png_structp png;
  png_infop info;
  jmp_buf jump;
  gboolean no_memory;
  const guint8 *data;
  gsize size;
  gsize offset;
  int long_side;
  int width;
  int height;
  int passes;
  gsize stride;
  gboolean alpha;
  guint8 *rows; /* one row; of an interlaced picture all of them */
  guint8 *flat; /* a row without alpha */
  YyImageScaler *scaler;
} Reader;

G_NORETURN static void
give_up (png_structp png, png_const_charp message)
{
  Reader *self = png_get_error_ptr (png);

  self->no_memory = strstr (message, "ut of memory") != NULL;
  longjmp (self->jump, 1);
}

/* Warnings are about chunks that are not needed; what is wrong with pixels is an error. */
static void
keep_quiet (png_structp png, png_const_charp message)
{
}

static void
read_bytes (png_structp png, png_bytep to, size_t length)
{
  Reader *self = png_get_io_ptr (png);

  if (length > self->size - self->offset)
    png_error (png, "cut");
  memcpy (to, self->data + self->offset, length);
  self->offset += length;
}

static gboolean
run_step (Reader *self, void (*step) (Reader *self))
{
  if (setjmp (self->jump) != 0)
    return FALSE;

  step (self);
  return TRUE;
}

static void
start (Reader *self)
{
  png_set_user_limits (self->png, YY_IMAGE_MAX_SIDE, YY_IMAGE_MAX_SIDE);
  png_set_chunk_malloc_max (self->png, CHUNK_MEMORY);
  png_set_keep_unknown_chunks (self->png, PNG_HANDLE_CHUNK_NEVER, skipped, sizeof skipped / 5);
  png_set_crc_action (self->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_read_fn (self->png, self, read_bytes);
  png_read_info (self->png, self->info);

  png_set_expand (self->png); /* palettes, few bits, and a transparent colour become plain channels */
  png_set_scale_16 (self->png);
  png_set_gray_to_rgb (self->png);
  self->passes = png_set_interlace_handling (self->png);
  png_read_update_info (self->png, self->info);

  self->width = (int) png_get_image_width (self->png, self->info);
  self->height = (int) png_get_image_height (self->png, self->info);
  self->alpha = (png_get_color_type (self->png, self->info) & PNG_COLOR_MASK_ALPHA) != 0;
  self->stride = png_get_rowbytes (self->png, self->info);
}

static gboolean
prepare_rows (Reader *self)
{
  gsize n_rows = self->passes > 1 ? (gsize) self->height : 1;
  int to_width;
  int to_height;

  g_assert (self->stride == (gsize) self->width * (self->alpha ? 4 : 3));

  yy_image_fit (self->width, self->height, self->long_side, &to_width, &to_height);
  self->scaler = yy_image_scaler_new (self->width, self->height, to_width, to_height);
  self->rows = g_try_malloc_n (n_rows, self->stride);
  self->flat = g_try_malloc_n ((gsize) self->width, 3);

  return self->scaler != NULL && self->rows != NULL && self->flat != NULL;
}

static void
push_row (Reader *self, const guint8 *row)
{
  if (self->alpha)
    {
      yy_image_flatten_row (row, self->width, self->flat);
      row = self->flat;
    }
  yy_image_scaler_push (self->scaler, row);
}

static void
read_interlaced (Reader *self)
{
  for (int pass = 0; pass < self->passes; pass++)
    {
      for (int y = 0; y < self->height; y++)
        png_read_row (self->png, self->rows + (gsize) y * self->stride, NULL);
    }
  for (int y = 0; y < self->height; y++)
    push_row (self, self->rows + (gsize) y * self->stride);
}

static void
read_rows (Reader *self)
{
  if (self->passes > 1)
    read_interlaced (self);
  else
    {
      for (int y = 0; y < self->height; y++)
        {
          png_read_row (self->png, self->rows, NULL);
          push_row (self, self->rows);
        }
    }
  png_read_end (self->png, NULL); /* a file cut behind its last row is cut too */
}

static YyImagePixels *
read_picture (Reader *self, GError **error)
{
  YyImagePixels *pixels = NULL;

  self->info = png_create_info_struct (self->png);
  if (self->info == NULL)
    self->no_memory = TRUE;
  else if (run_step (self, start))
    {
      if (!prepare_rows (self))
        self->no_memory = TRUE;
      else if (run_step (self, read_rows))
        pixels = yy_image_scaler_finish (self->scaler);
    }

  if (pixels == NULL && self->no_memory)
    yy_image_set_too_large (error, YY_IMAGE_MAX_PIXELS);
  else if (pixels == NULL)
    yy_image_set_damaged (error);

  return pixels;
}

YyImagePixels *
yy_image_decode_png (const guint8 *data, gsize size, int long_side, GError **error)
{
  Reader self = { .data = data, .size = size, .long_side = long_side };
  YyImagePixels *pixels;

  self.png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &self, give_up, keep_quiet);
  if (self.png == NULL)
    {
      yy_image_set_too_large (error, YY_IMAGE_MAX_PIXELS);
      return NULL;
    }

  pixels = read_picture (&self, error);

  png_destroy_read_struct (&self.png, &self.info, NULL);
  g_clear_pointer (&self.scaler, yy_image_scaler_free);
  g_free (self.rows);
  g_free (self.flat);

  return pixels;
}
