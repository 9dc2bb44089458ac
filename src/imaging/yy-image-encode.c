#include "yy-image-encode.h"

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>
#include <setjmp.h>

#include "yy-image-probe.h"

/* Here too libjpeg leaves by longjmp: see yy-image-decode-jpeg.c. */
typedef struct
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  jmp_buf jump;
  const YyImagePixels *pixels;
  int quality;
  unsigned char *data; /* libjpeg's, from malloc() */
  unsigned long size;
} Writer;

static void
give_up (j_common_ptr common)
{
  Writer *self = common->client_data;

  longjmp (self->jump, 1);
}

static void
keep_quiet (j_common_ptr common, int level)
{
}

static void
write_picture (Writer *self)
{
  jpeg_create_compress (&self->jpeg);
  jpeg_mem_dest (&self->jpeg, &self->data, &self->size);
  self->jpeg.image_width = (JDIMENSION) self->pixels->width;
  self->jpeg.image_height = (JDIMENSION) self->pixels->height;
  self->jpeg.input_components = 3;
  self->jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&self->jpeg);
  jpeg_set_quality (&self->jpeg, self->quality, TRUE);
  self->jpeg.optimize_coding = TRUE;
  if (self->quality >= YY_IMAGE_SHARP_QUALITY)
    {
      /* Colour as sharp as light: a red seal over black print is what all this is about. */
      self->jpeg.comp_info[0].h_samp_factor = 1;
      self->jpeg.comp_info[0].v_samp_factor = 1;
    }
  jpeg_start_compress (&self->jpeg, TRUE);
  while (self->jpeg.next_scanline < self->jpeg.image_height)
    {
      gsize offset = (gsize) self->jpeg.next_scanline * (gsize) self->pixels->width * 3;
      JSAMPROW rows[] = { self->pixels->data + offset };

      jpeg_write_scanlines (&self->jpeg, rows, 1);
    }
  jpeg_finish_compress (&self->jpeg);
}

static gboolean
run_guarded (Writer *self)
{
  if (setjmp (self->jump) != 0)
    return FALSE;

  write_picture (self);
  return TRUE;
}

GBytes *
yy_image_encode (const YyImagePixels *pixels, int quality, GError **error)
{
  Writer self = { .pixels = pixels, .quality = quality };
  gboolean written;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (quality >= 1 && quality <= 100, NULL);

  self.jpeg.err = jpeg_std_error (&self.errors);
  self.jpeg.client_data = &self;
  self.errors.error_exit = give_up;
  self.errors.emit_message = keep_quiet;

  written = run_guarded (&self);
  jpeg_destroy_compress (&self.jpeg);
  if (!written)
    {
      free (self.data);
      yy_image_set_too_large (error, YY_IMAGE_MAX_PIXELS);
      return NULL;
    }

  return g_bytes_new_with_free_func (self.data, self.size, free, self.data);
}
