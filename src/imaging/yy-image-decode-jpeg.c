#include "yy-image-decode-private.h"

#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>
#include <setjmp.h>

#include "yy-image-scale.h"

#define MARKER_EOI 0xd9

/* libjpeg leaves by longjmp. So that no variable is caught between, everything lives here, every step is a
 * function of its own, and only run_step() knows of the jump. */
typedef struct
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf jump;
  gboolean no_memory;
  const guint8 *data;
  gsize size;
  int long_side;
  guint8 *row;
  guint8 *rgb; /* the row in RGB, when the decoder gives CMYK; else %NULL */
  YyImageScaler *scaler;
} Reader;

static void
give_up (j_common_ptr common)
{
  Reader *self = common->client_data;

  self->no_memory = common->err->msg_code == JERR_OUT_OF_MEMORY;
  longjmp (self->jump, 1);
}

/* libjpeg goes on after damage and paints what is missing grey; nobody may put a seal on that. Bytes of
 * padding before the end, which some cameras write, cost no pixel. */
static void
hear_warning (j_common_ptr common, int level)
{
  if (level >= 0)
    return;
  if (common->err->msg_code == JWRN_EXTRANEOUS_DATA && common->err->msg_parm.i[1] == MARKER_EOI)
    return;

  give_up (common);
}

static void
watch_scans (j_common_ptr common)
{
  Reader *self = common->client_data;

  if (self->jpeg.input_scan_number > YY_IMAGE_MAX_SCANS)
    give_up (common);
}

static gboolean
run_step (Reader *self, void (*step) (Reader *self))
{
  if (setjmp (self->jump) != 0)
    return FALSE;

  step (self);
  return TRUE;
}

/* The smallest of libjpeg's eighths that is not smaller than what is wanted. */
static void
choose_scale (Reader *self)
{
  self->jpeg.scale_denom = 8;
  for (guint eighths = 1; eighths <= 8; eighths++)
    {
      self->jpeg.scale_num = eighths;
      jpeg_calc_output_dimensions (&self->jpeg);
      if ((int) MAX (self->jpeg.output_width, self->jpeg.output_height) >= self->long_side)
        return;
    }
}

static void
start (Reader *self)
{
  jpeg_create_decompress (&self->jpeg);
  self->jpeg.progress = &self->progress;
  jpeg_mem_src (&self->jpeg, self->data, self->size);
  jpeg_read_header (&self->jpeg, TRUE);
  if (self->jpeg.jpeg_color_space == JCS_CMYK || self->jpeg.jpeg_color_space == JCS_YCCK)
    self->jpeg.out_color_space = JCS_CMYK;
  else
    self->jpeg.out_color_space = JCS_RGB;
  choose_scale (self);
  jpeg_start_decompress (&self->jpeg);
}

static void
convert_cmyk (const Reader *self)
{
  gboolean inverted = self->jpeg.saw_Adobe_marker;

  for (guint x = 0; x < self->jpeg.output_width; x++)
    {
      const guint8 *ink = self->row + x * 4;

      for (guint i = 0; i < 3; i++)
        {
          guint light = inverted ? ink[i] : 255u - ink[i];
          guint key = inverted ? ink[3] : 255u - ink[3];

          self->rgb[x * 3 + i] = (guint8) (light * key / 255);
        }
    }
}

static void
read_rows (Reader *self)
{
  while (self->jpeg.output_scanline < self->jpeg.output_height)
    {
      JSAMPROW rows[] = { self->row };

      if (jpeg_read_scanlines (&self->jpeg, rows, 1) != 1)
        give_up ((j_common_ptr) &self->jpeg);
      if (self->rgb != NULL)
        convert_cmyk (self);
      yy_image_scaler_push (self->scaler, self->rgb != NULL ? self->rgb : self->row);
    }
  jpeg_finish_decompress (&self->jpeg); /* reads on to the end: a file cut behind its last row is cut too */
}

static gboolean
prepare_rows (Reader *self)
{
  int width = (int) self->jpeg.output_width;
  int height = (int) self->jpeg.output_height;
  int to_width;
  int to_height;

  yy_image_fit (width, height, self->long_side, &to_width, &to_height);
  self->scaler = yy_image_scaler_new (width, height, to_width, to_height);
  self->row = g_try_malloc_n ((gsize) width, (gsize) self->jpeg.output_components);
  if (self->jpeg.out_color_space == JCS_CMYK)
    self->rgb = g_try_malloc_n ((gsize) width, 3);

  return self->scaler != NULL && self->row != NULL &&
         (self->rgb != NULL || self->jpeg.out_color_space != JCS_CMYK);
}

static YyImagePixels *
read_picture (Reader *self, GError **error)
{
  YyImagePixels *pixels = NULL;

  if (run_step (self, start))
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
yy_image_decode_jpeg (const guint8 *data, gsize size, int long_side, GError **error)
{
  Reader self = { .data = data, .size = size, .long_side = long_side };
  YyImagePixels *pixels;

  self.jpeg.err = jpeg_std_error (&self.errors);
  self.jpeg.client_data = &self;
  self.errors.error_exit = give_up;
  self.errors.emit_message = hear_warning;
  self.progress.progress_monitor = watch_scans;

  pixels = read_picture (&self, error);

  jpeg_destroy_decompress (&self.jpeg);
  g_clear_pointer (&self.scaler, yy_image_scaler_free);
  g_free (self.row);
  g_free (self.rgb);

  return pixels;
}
