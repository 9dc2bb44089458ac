#include "yy-test-oracle.h"

static void
free_cell (gpointer data)
{
  YyTestCell *cell = data;

  g_free (cell->role);
  g_free (cell);
}

/* @ret_rest: TRUE for "*", the actions that no line before it names. */
static YyTestCell *
parse_cell (const char *line, gboolean *ret_rest)
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
      !yy_step_from_nick (words[1], &cell->step))
    g_error ("not a word that is known: %s", line);
  *ret_rest = g_str_equal (words[3], "*");
  if (!*ret_rest && !yy_action_from_nick (words[3], &cell->action))
    g_error ("not an action: %s", line);

  cell->role = g_strdup (words[2]);
  cell->expected = verdict;
  cell->next = YY_STATE_LAST;
  if (*words[5] != '\0' && !yy_state_from_nick (words[5], &cell->next))
    g_error ("not a state: %s", line);

  return cell;
}

/* Adds @rest for each action that the last cells of its place and role leave out. */
static void
add_rest (GPtrArray *cells, YyTestCell *rest)
{
  gboolean named[YY_ACTION_LAST] = { FALSE };

  for (guint i = cells->len; i > 0; i--)
    {
      const YyTestCell *cell = g_ptr_array_index (cells, i - 1);

      if (cell->state != rest->state || cell->step != rest->step || !g_str_equal (cell->role, rest->role))
        break;
      named[cell->action] = TRUE;
    }

  for (YyAction action = 0; action < YY_ACTION_LAST; action++)
    {
      YyTestCell *cell;

      if (named[action])
        continue;
      cell = g_memdup2 (rest, sizeof *rest);
      cell->role = g_strdup (rest->role);
      cell->action = action;
      g_ptr_array_add (cells, cell);
    }
  free_cell (rest);
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
      YyTestCell *cell;
      gboolean rest;

      if (*lines[i] == '\0')
        continue;
      cell = parse_cell (lines[i], &rest);
      if (rest)
        add_rest (cells, cell);
      else
        g_ptr_array_add (cells, cell);
    }

  return cells;
}
