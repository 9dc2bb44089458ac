#include "yy-history.h"

#include <stdio.h>
#include <string.h>

YyHistory *
yy_history_new (void)
{
  YyHistory *self = g_new0 (YyHistory, 1);

  self->actor_id = g_strdup ("");
  self->actor_name = g_strdup ("");
  self->for_id = g_strdup ("");
  self->for_name = g_strdup ("");
  self->next_id = g_strdup ("");
  self->next_name = g_strdup ("");
  self->reason = g_strdup ("");
  self->digest = g_strdup ("");
  self->marks = yy_mark_list_new ();

  return self;
}

void
yy_history_free (YyHistory *self)
{
  g_free (self->actor_id);
  g_free (self->actor_name);
  g_free (self->for_id);
  g_free (self->for_name);
  g_free (self->next_id);
  g_free (self->next_name);
  g_free (self->reason);
  g_free (self->digest);
  g_ptr_array_unref (self->marks);
  g_free (self);
}

char *
yy_history_dup_detail (const YyHistory *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->choice != YY_CHOICE_NONE)
    g_string_append_printf (text, "choice %s\n", yy_choice_get_nick (self->choice));
  if (self->question != 0)
    g_string_append_printf (text, "question %" G_GINT64_FORMAT "\n", self->question);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const YyMark *mark = g_ptr_array_index (self->marks, i);

      g_string_append_printf (text, "mark %d %d %d %d %d\n", mark->page, mark->x, mark->y, mark->width,
                              mark->height);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_line (YyHistory *self, const char *line)
{
  YyMark mark = { 0 };

  if (g_str_has_prefix (line, "choice "))
    return yy_choice_from_nick (line + strlen ("choice "), &self->choice);
  if (g_str_has_prefix (line, "question "))
    {
      self->question = g_ascii_strtoll (line + strlen ("question "), NULL, 10);
      return self->question > 0;
    }
  if (sscanf (line, "mark %d %d %d %d %d", &mark.page, &mark.x, &mark.y, &mark.width, &mark.height) != 5 ||
      !yy_mark_is_valid (&mark))
    return FALSE;

  g_ptr_array_add (self->marks, g_memdup2 (&mark, sizeof mark));
  return TRUE;
}

gboolean
yy_history_read_detail (YyHistory *self, const char *detail)
{
  g_auto (GStrv) lines = g_strsplit (detail, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && !read_line (self, lines[i]))
        return FALSE;
    }

  return TRUE;
}
