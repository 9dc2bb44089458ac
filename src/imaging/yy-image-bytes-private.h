#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A view of bytes whose every read is bounds-checked: the parsers of headers use nothing else. Borrowed, a
 * value.
 */
typedef struct
{
  const guint8 *data;
  gsize size;
  gboolean little_endian;
} YyImageBytes;

/* TRUE when @length bytes from @offset on exist. Written so that no sum can wrap. */
static inline gboolean
yy_image_bytes_has (const YyImageBytes *self, gsize offset, gsize length)
{
  return offset <= self->size && length <= self->size - offset;
}

static inline gboolean
yy_image_bytes_get_16 (const YyImageBytes *self, gsize offset, guint *ret_value)
{
  const guint8 *at;

  if (!yy_image_bytes_has (self, offset, 2))
    return FALSE;

  at = self->data + offset;
  *ret_value = self->little_endian ? (guint) at[0] | (guint) at[1] << 8 : (guint) at[0] << 8 | (guint) at[1];
  return TRUE;
}

static inline gboolean
yy_image_bytes_get_32 (const YyImageBytes *self, gsize offset, guint32 *ret_value)
{
  guint high;
  guint low;

  if (!yy_image_bytes_get_16 (self, offset + (self->little_endian ? 2 : 0), &high) ||
      !yy_image_bytes_get_16 (self, offset + (self->little_endian ? 0 : 2), &low))
    return FALSE;

  *ret_value = (guint32) high << 16 | low;
  return TRUE;
}

G_END_DECLS
