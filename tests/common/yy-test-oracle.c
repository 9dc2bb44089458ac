#include "yy-test-oracle.h"

static void
free_cell (gpointer data)
{
  YyTestCell *cell = data;

  g_free (cell->role);
  g_free (cell);
}

static YyTestCell *
parse_cell (const char *line)
{
  static const char *const verdicts[] = { "allowed", "refused", "unseen", NULL };
  g_auto (GStrv) words = g_strsplit (line, ",", -1);
  YyTestCell *cell = g_new0 (YyTestCell, 1);
  YyTestVerdict verdict = 0;

  if (g_strv_length (words) != 6)
    g_error ("not six columns: %s", line);
  while (verdicts[verdict] != NULL && !g_str_equal (verdicts[verdict], words[4]))
    verdict++;
  if (verdicts[verdict] == NULL || !yy_state_from_nick (words[0], &cell->state) ||
      !yy_step_from_nick (words[1], &cell->step) || !yy_action_from_nick (words[3], &cell->action))
    g_error ("not a word that is known: %s", line);

  cell->role = g_strdup (words[2]);
  cell->expected = verdict;
  cell->next = YY_STATE_LAST;
  if (*words[5] != '\0' && !yy_state_from_nick (words[5], &cell->next))
    g_error ("not a state: %s", line);

  return cell;
}

GPtrArray *
yy_test_oracle_load (void)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (free_cell);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (YY_TEST_DATA "/route-table.csv", &text, NULL, &error))
    g_error ("%s", error->message);

  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "state,step,role,action,expected,next_state");
  for (guint i = 1; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0')
        g_ptr_array_add (cells, parse_cell (lines[i]));
    }

  return cells;
}
