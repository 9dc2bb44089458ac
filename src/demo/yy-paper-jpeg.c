#include "yy-paper-jpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <jpeglib.h>

#include "yy-error.h"

/* libjpeg reports trouble by a callback that must not return. */
typedef struct
{
  struct jpeg_error_mgr base;
  jmp_buf out;
  char message[JMSG_LENGTH_MAX];
} Trouble;

static void
error_exit_cb (j_common_ptr info)
{
  Trouble *trouble = (Trouble *) (gpointer) info->err;

  trouble->base.format_message (info, trouble->message);
  longjmp (trouble->out, 1);
}

static void
compress_rows (struct jpeg_compress_struct *info,
               int quality,
               GByteArray *exif,
               guint8 *row,
               YyPaperRowFunc get_row,
               gpointer user_data)
{
  jpeg_set_defaults (info);
  jpeg_set_quality (info, quality, TRUE);
  info->dct_method = JDCT_ISLOW;
  info->write_JFIF_header = exif == NULL;
  jpeg_start_compress (info, TRUE);
  if (exif != NULL)
    jpeg_write_marker (info, JPEG_APP0 + 1, exif->data, exif->len);
  while (info->next_scanline < info->image_height)
    {
      JSAMPROW rows[1] = { row };

      get_row ((int) info->next_scanline, row, user_data);
      jpeg_write_scanlines (info, rows, 1);
    }
  jpeg_finish_compress (info);
}

GBytes *
yy_paper_jpeg_write (int width,
                     int height,
                     int quality,
                     GByteArray *exif,
                     YyPaperRowFunc get_row,
                     gpointer user_data,
                     GError **error)
{
  struct jpeg_compress_struct info = { NULL };
  Trouble trouble = { 0 };
  g_autofree guint8 *row = g_malloc ((gsize) width * 3);
  /* Written by libjpeg behind the jump's back: not in registers. */
  unsigned char *volatile data = NULL;
  volatile unsigned long length = 0;

  info.err = jpeg_std_error (&trouble.base);
  trouble.base.error_exit = error_exit_cb;
  jpeg_create_compress (&info);
  if (setjmp (trouble.out) != 0)
    {
      jpeg_destroy_compress (&info);
      free (data);
      g_set_error (error, YY_ERROR, YY_ERROR_INTERNAL, "libjpeg: %s", trouble.message);
      return NULL;
    }

  jpeg_mem_dest (&info, (unsigned char **) &data, (unsigned long *) &length);
  info.image_width = (JDIMENSION) width;
  info.image_height = (JDIMENSION) height;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  compress_rows (&info, quality, exif, row, get_row, user_data);
  jpeg_destroy_compress (&info);
  return g_bytes_new_with_free_func (data, length, free, data);
}
