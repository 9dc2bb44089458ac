#include "yy-option.h"

#include <string.h>

#include "yy-form.h"

YyTarget *
yy_target_new (const char *person_id,
               const char *name,
               const char *unit,
               const char *posts,
               YyStep step,
               gboolean preferred)
{
  YyTarget *self = g_new0 (YyTarget, 1);

  self->person_id = g_strdup (person_id);
  self->name = g_strdup (name != NULL ? name : "");
  self->unit = g_strdup (unit != NULL ? unit : "");
  self->posts = g_strdup (posts != NULL ? posts : "");
  self->step = step;
  self->pinyin = g_strdup ("");
  self->initials = g_strdup ("");
  self->preferred = preferred;

  return self;
}

void
yy_target_set_keys (YyTarget *self, const char *pinyin, const char *initials)
{
  yy_form_set_text (&self->pinyin, pinyin);
  yy_form_set_text (&self->initials, initials);
}

gboolean
yy_target_matches (const YyTarget *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  const char *wanted = g_strstrip (folded);
  g_auto (GStrv) syllables = g_strsplit (self->pinyin, " ", -1);
  g_autofree char *joined = g_strjoinv ("", syllables);

  return strstr (self->name, wanted) != NULL || strstr (self->unit, wanted) != NULL ||
         strstr (self->pinyin, wanted) != NULL || strstr (joined, wanted) != NULL ||
         strstr (self->initials, wanted) != NULL;
}

void
yy_target_free (YyTarget *self)
{
  g_free (self->person_id);
  g_free (self->name);
  g_free (self->unit);
  g_free (self->posts);
  g_free (self->pinyin);
  g_free (self->initials);
  g_free (self);
}

GPtrArray *
yy_target_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yy_target_free);
}

const YyTarget *
yy_target_list_find (GPtrArray *targets, const char *person_id)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const YyTarget *target = g_ptr_array_index (targets, i);

      if (g_strcmp0 (target->person_id, person_id) == 0)
        return target;
    }

  return NULL;
}

YyOption *
yy_option_new (YyAction action)
{
  YyOption *self = g_new0 (YyOption, 1);

  self->action = action;
  self->needs_reason = yy_action_needs_reason (action);
  self->targets = yy_target_list_new ();

  return self;
}

void
yy_option_free (YyOption *self)
{
  g_ptr_array_unref (self->targets);
  g_clear_pointer (&self->refusal, yy_issue_free);
  g_free (self);
}

GPtrArray *
yy_option_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yy_option_free);
}

const YyOption *
yy_option_list_find (GPtrArray *options, YyAction action)
{
  for (guint i = 0; i < options->len; i++)
    {
      const YyOption *option = g_ptr_array_index (options, i);

      if (option->action == action)
        return option;
    }

  return NULL;
}
