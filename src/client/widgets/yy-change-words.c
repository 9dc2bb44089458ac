#include "yy-change-words.h"

#include <glib/gi18n.h>

#include "yy-when.h"

/* The names that a request tells beside ids: of those who have to do with it, now or before. */
static const char *
find_person (const YyRequest *request, const char *id)
{
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (g_str_equal (line->actor_id, id))
        return line->actor_name;
      if (g_str_equal (line->next_id, id))
        return line->next_name;
    }

  return NULL;
}

static char *
dup_value (const YyRequest *request, const YyChange *change)
{
  const char *before = change->before;

  /* Translators: a field in which nothing was written */
  if (before[0] == '\0' || g_str_equal (before, "unset"))
    return g_strdup (_ ("(nothing)"));
  if (g_str_equal (change->field, "/form/unit_id") || g_str_equal (change->field, "/form/seal_id") ||
      g_str_equal (change->field, "/form/company_id"))
    return NULL;
  if (g_str_equal (change->field, "/form/reviewer_id") || g_str_equal (change->field, "/form/keeper_id") ||
      g_str_equal (change->field, "/form/carrier_id"))
    return g_strdup (find_person (request, before));
  if (g_str_equal (change->field, "/form/use_date"))
    return yy_when_dup_day (before);
  if (g_str_equal (change->field, "/form/contract") || g_str_equal (change->field, "/form/major") ||
      g_str_equal (change->field, "/form/not_blank") || g_str_equal (change->field, "/form/confidential") ||
      g_str_equal (change->field, "/form/paper"))
    return g_strdup (g_str_equal (before, "yes") ? C_ ("answer", "Yes") : C_ ("answer", "No"));
  if (g_str_equal (change->field, "/form/copies"))
    {
      int copies = (int) g_ascii_strtoll (before, NULL, 10);

      return g_strdup_printf (ngettext ("%d copy", "%d copies", copies), copies);
    }

  if (g_str_equal (change->field, "/form/positions"))
    {
      int positions = MAX ((int) g_ascii_strtoll (before, NULL, 10), 1);

      /* Translators: impressions on each copy */
      return g_strdup_printf (ngettext ("%d place", "%d places", positions), positions);
    }
  if (g_str_equal (change->field, "/form/kind"))
    {
      YyKind kind = YY_KIND_STAMP;

      return g_strdup (yy_kind_from_nick (before, &kind) ? yy_kind_get_label (kind) : before);
    }

  return g_strdup (before);
}

char *
yy_change_words_dup_before (const YyRequest *request, const char *field)
{
  const YyChange *change = yy_change_list_find (request->changes, field);

  return change != NULL ? dup_value (request, change) : NULL;
}

char *
yy_change_words_dup_note (const YyRequest *request, const char *const *fields)
{
  gboolean changed = FALSE;

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *before = yy_change_words_dup_before (request, fields[i]);

      changed |= yy_change_list_find (request->changes, fields[i]) != NULL;
      /* Translators: a field of a resubmitted request; %s is what it said before */
      if (before != NULL)
        return g_strdup_printf (_ ("Changed, before: %s"), before);
    }

  return changed ? g_strdup (_ ("Changed")) : NULL;
}

const char *
yy_change_words_get_page (YyPageChange change)
{
  switch (change)
    {
    case YY_PAGE_CHANGE_ADDED:
      return C_ ("picture", "New");
    case YY_PAGE_CHANGE_REPLACED:
      return C_ ("picture", "Replaced");
    case YY_PAGE_CHANGE_TURNED:
      return C_ ("picture", "Turned");
    case YY_PAGE_CHANGE_MOVED:
      return C_ ("picture", "Moved");
    default:
      return NULL;
    }
}

char *
yy_change_words_dup_pages (const YyRequest *request)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint removed = yy_page_change_count_removed (request->changes);

  for (guint i = 0; i < request->pages->len; i++)
    {
      const char *word = yy_change_words_get_page (yy_page_change_get (request->changes, i));

      /* Translators: a picture by its place, and what was done to it: "no. 3: replaced" */
      if (word != NULL)
        g_ptr_array_add (parts, g_strdup_printf (_ ("no. %1$u: %2$s"), i + 1, word));
    }
  if (removed > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u taken out", "%u taken out", removed), removed));
  if (parts->len == 0)
    return NULL;

  g_ptr_array_add (parts, NULL);
  /* Translators: between the parts of a list */
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

char *
yy_change_words_dup_summary (const YyRequest *request)
{
  guint n = yy_page_change_count_all (request->changes);

  if (request->round < 2)
    return NULL;
  /* Translators: how often a request was submitted */
  if (n == 0)
    return g_strdup_printf (_ ("Submission no. %d, nothing changed"), request->round);

  return g_strdup_printf (
      ngettext ("Submission no. %1$d, %2$u place changed", "Submission no. %1$d, %2$u places changed", n),
      request->round, n);
}
