#include "yy-new-id.h"

#include "yy-uuid.h"

char *
yy_new_id (void)
{
  guint8 random[10];

  for (guint i = 0; i < G_N_ELEMENTS (random); i++)
    random[i] = (guint8) g_random_int_range (0, 256);

  return yy_uuid_make (g_get_real_time () / 1000, random);
}
