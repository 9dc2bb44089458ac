#include "yy-uuid.h"

#include <string.h>

gboolean
yy_uuid_is_valid (const char *text)
{
  if (text == NULL || strlen (text) != 36)
    return FALSE;

  for (guint i = 0; i < 36; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (dash ? text[i] != '-' : strchr ("0123456789abcdef", text[i]) == NULL)
        return FALSE;
    }

  return text[14] == '7' && strchr ("89ab", text[19]) != NULL;
}

char *
yy_uuid_make (gint64 unix_msec, const guint8 random[10])
{
  guint8 b[16];

  for (guint i = 0; i < 6; i++)
    b[i] = (guint8) (unix_msec >> (40 - 8 * i));
  memcpy (b + 6, random, 10);
  b[6] = 0x70 | (b[6] & 0x0f);
  b[8] = 0x80 | (b[8] & 0x3f);

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
                          b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
                          b[15]);
}

void
yy_uuid_get_bytes (const char *uuid, guint8 ret_bytes[16])
{
  guint n = 0;

  g_return_if_fail (yy_uuid_is_valid (uuid));

  for (guint i = 0; i < 36; i += 2)
    {
      if (uuid[i] == '-')
        i++;
      ret_bytes[n++] = (guint8) (g_ascii_xdigit_value (uuid[i]) << 4 | g_ascii_xdigit_value (uuid[i + 1]));
    }
}
