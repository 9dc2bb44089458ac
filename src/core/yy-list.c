#include "yy-list.h"

static const char *const nicks[] = { "todo", "mine", "review", "stamp", "done", "copied" };

G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == YY_LIST_LAST);

const char *
yy_list_get_nick (YyList list)
{
  g_return_val_if_fail ((guint) list < YY_LIST_LAST, "todo");

  return nicks[list];
}

gboolean
yy_list_from_nick (const char *nick, YyList *ret_list)
{
  g_return_val_if_fail (nick != NULL, FALSE);

  for (guint i = 0; i < YY_LIST_LAST; i++)
    {
      if (g_str_equal (nicks[i], nick))
        {
          *ret_list = (YyList) i;
          return TRUE;
        }
    }

  return FALSE;
}
