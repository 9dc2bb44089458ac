#include "yy-page-change.h"

#include <string.h>

#include "yy-change.h"

#define PAGES "/pages/"

static gboolean
is_page (const YyChange *change)
{
  return g_str_has_prefix (change->field, PAGES);
}

static guint
get_place (const YyChange *change)
{
  return (guint) g_ascii_strtoull (change->field + strlen (PAGES), NULL, 10);
}

/* The digests alone: a rotation may follow after a space. */
static gboolean
is_same_picture (const char *a, const char *b)
{
  gsize length = strcspn (a, " ");

  return length > 0 && length == strcspn (b, " ") && strncmp (a, b, length) == 0;
}

static gboolean
was_there (GPtrArray *changes, const char *value)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const YyChange *change = g_ptr_array_index (changes, i);

      if (is_page (change) && is_same_picture (change->before, value))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_there (GPtrArray *changes, const char *value)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const YyChange *change = g_ptr_array_index (changes, i);

      if (is_page (change) && is_same_picture (change->after, value))
        return TRUE;
    }

  return FALSE;
}

static YyPageChange
judge (GPtrArray *changes, const YyChange *change)
{
  if (change->after[0] == '\0')
    return YY_PAGE_CHANGE_NONE;
  if (is_same_picture (change->before, change->after))
    return YY_PAGE_CHANGE_TURNED;
  if (was_there (changes, change->after))
    return YY_PAGE_CHANGE_MOVED;
  if (change->before[0] == '\0' || is_there (changes, change->before))
    return YY_PAGE_CHANGE_ADDED;

  return YY_PAGE_CHANGE_REPLACED;
}

YyPageChange
yy_page_change_get (GPtrArray *changes, guint place)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const YyChange *change = g_ptr_array_index (changes, i);

      if (is_page (change) && get_place (change) == place)
        return judge (changes, change);
    }

  return YY_PAGE_CHANGE_NONE;
}

guint
yy_page_change_count_removed (GPtrArray *changes)
{
  guint n = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const YyChange *change = g_ptr_array_index (changes, i);

      if (is_page (change) && change->before[0] != '\0' && !is_there (changes, change->before) &&
          judge (changes, change) != YY_PAGE_CHANGE_REPLACED)
        n++;
    }

  return n;
}

guint
yy_page_change_count_all (GPtrArray *changes)
{
  guint n = 0;
  guint n_pages = yy_page_change_count_removed (changes);
  gboolean moved = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const YyChange *change = g_ptr_array_index (changes, i);
      YyPageChange kind = is_page (change) ? judge (changes, change) : YY_PAGE_CHANGE_NONE;

      moved |= kind == YY_PAGE_CHANGE_MOVED;
      if (!is_page (change))
        n++;
      else if (kind != YY_PAGE_CHANGE_NONE && kind != YY_PAGE_CHANGE_MOVED)
        n_pages++;
    }

  /* A picture put in or taken out moves those behind it: that is one change, not two. */
  return n + n_pages + (moved && n_pages == 0 ? 1 : 0);
}
