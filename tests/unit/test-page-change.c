/* What is lost when these fail: an approver agrees to a picture that was exchanged without his noticing, or
 * looks through ten that are the same as before. */
#include <string.h>

#include "yy-change.h"
#include "yy-page-change.h"

/* Rounds as letters, one for each picture: "abc" became "xabc". */
static GPtrArray *
make_changes (const char *before, const char *after)
{
  GPtrArray *changes = yy_change_list_new ();
  gsize n_before = strlen (before);
  gsize n_after = strlen (after);

  yy_change_list_add (changes, "/form/copies", "2", "3");
  for (gsize i = 0; i < MAX (n_before, n_after); i++)
    {
      g_autofree char *field = g_strdup_printf ("/pages/%" G_GSIZE_FORMAT, i);
      g_autofree char *was = i < n_before ? g_strdup_printf ("%c", before[i]) : g_strdup ("");
      g_autofree char *is = i < n_after ? g_strdup_printf ("%c", after[i]) : g_strdup ("");

      if (!g_str_equal (was, is))
        yy_change_list_add (changes, field, was, is);
    }

  return changes;
}

/* What became of each picture, as letters: New, Replaced, Moved, "." for the same. */
static void
assert_changes (const char *before, const char *after, const char *expected, guint removed, guint all)
{
  g_autoptr (GPtrArray) changes = make_changes (before, after);
  g_autoptr (GString) seen = g_string_new (NULL);

  for (guint i = 0; i < strlen (after); i++)
    g_string_append_c (seen, ".NRTM"[yy_page_change_get (changes, i)]);
  g_assert_cmpstr (seen->str, ==, expected);
  g_assert_cmpuint (yy_page_change_count_removed (changes), ==, removed);
  g_assert_cmpuint (yy_page_change_count_all (changes), ==, all + 1);
}

static void
test_pages (void)
{
  assert_changes ("abc", "abc", "...", 0, 0);
  assert_changes ("abc", "axc", ".R.", 0, 1);
  assert_changes ("abc", "abcx", "...N", 0, 1);
  assert_changes ("abc", "xabc", "NMMM", 0, 1);
  assert_changes ("abc", "ab", "..", 1, 1);
  assert_changes ("abc", "bc", "MM", 1, 1);
  assert_changes ("abc", "cab", "MMM", 0, 1);
  assert_changes ("abc", "xyz", "RRR", 0, 3);
  assert_changes ("", "ab", "NN", 0, 2);
  assert_changes ("ab", "", "", 2, 2);
  assert_changes ("abc", "cx", "MR", 1, 2);
}

static void
test_turned (void)
{
  g_autoptr (GPtrArray) changes = yy_change_list_new ();

  yy_change_list_add (changes, "/pages/1", "a", "a 90°");
  yy_change_list_add (changes, "/pages/10", "b 90°", "bb 90°");
  g_assert_cmpint (yy_page_change_get (changes, 0), ==, YY_PAGE_CHANGE_NONE);
  g_assert_cmpint (yy_page_change_get (changes, 1), ==, YY_PAGE_CHANGE_TURNED);
  g_assert_cmpint (yy_page_change_get (changes, 10), ==, YY_PAGE_CHANGE_REPLACED);
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) changes = make_changes ("a", "b");

  g_assert_cmpstr (yy_change_list_find (changes, "/form/copies")->before, ==, "2");
  g_assert_null (yy_change_list_find (changes, "/form/copie"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-change/pages", test_pages);
  g_test_add_func ("/page-change/turned", test_turned);
  g_test_add_func ("/page-change/find", test_find);
  return g_test_run ();
}
