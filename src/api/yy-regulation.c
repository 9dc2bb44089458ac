#include "yy-regulation.h"

static void
free_rule (gpointer data)
{
  YyRegulationRule *rule = data;

  g_free (rule->id);
  g_free (rule->clause);
  g_free (rule);
}

YyRegulation *
yy_regulation_new (void)
{
  YyRegulation *self = g_new0 (YyRegulation, 1);

  self->title = g_strdup ("");
  self->text = g_strdup ("");
  self->rules = g_ptr_array_new_with_free_func (free_rule);

  return self;
}

void
yy_regulation_free (YyRegulation *self)
{
  g_free (self->title);
  g_free (self->text);
  g_ptr_array_unref (self->rules);
  g_free (self);
}

void
yy_regulation_add_rule (YyRegulation *self, const char *id, const char *clause)
{
  YyRegulationRule *rule;

  for (guint i = 0; i < self->rules->len; i++)
    if (g_str_equal (((YyRegulationRule *) g_ptr_array_index (self->rules, i))->id, id))
      return;

  rule = g_new0 (YyRegulationRule, 1);
  rule->id = g_strdup (id);
  rule->clause = g_strdup (clause);
  g_ptr_array_add (self->rules, rule);
}

static gboolean
is_told (const YyRegulation *self, guint place)
{
  const YyRegulationRule *rule = g_ptr_array_index (self->rules, place);

  for (guint i = 0; i < place; i++)
    if (g_str_equal (((YyRegulationRule *) g_ptr_array_index (self->rules, i))->clause, rule->clause))
      return TRUE;

  return FALSE;
}

/* Articles are counted in words, as such documents do: up to ninety-nine. */
static char *
dup_number (guint n)
{
  static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (n >= 100)
    return g_strdup_printf ("%u", n);

  return g_strdup_printf ("%s%s%s", n >= 20 ? digits[n / 10] : "", n >= 10 ? "十" : "", digits[n % 10]);
}

char *
yy_regulation_dup_articles (const YyRegulation *self)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->rules->len; i++)
    {
      const YyRegulationRule *rule = g_ptr_array_index (self->rules, i);
      g_autofree char *number = NULL;

      if (is_told (self, i))
        continue;
      number = dup_number (++n);
      g_string_append_printf (text, "%s第%s条　%s", n > 1 ? "\n" : "", number, rule->clause);
    }

  return g_string_free (text, FALSE);
}
