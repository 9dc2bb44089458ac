#include "yy-form.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (YyForm, yy_form, yy_form_copy, yy_form_free)

/* Where the strings stand in the struct: copying, freeing and comparing go over this list. */
static const gsize texts[] = {
  G_STRUCT_OFFSET (YyForm, unit_id),     G_STRUCT_OFFSET (YyForm, office_phone),
  G_STRUCT_OFFSET (YyForm, mobile),      G_STRUCT_OFFSET (YyForm, material_name),
  G_STRUCT_OFFSET (YyForm, use_date),    G_STRUCT_OFFSET (YyForm, seal_id),
  G_STRUCT_OFFSET (YyForm, seal_text),   G_STRUCT_OFFSET (YyForm, reason),
  G_STRUCT_OFFSET (YyForm, reviewer_id), G_STRUCT_OFFSET (YyForm, keeper_id),
  G_STRUCT_OFFSET (YyForm, company_id),  G_STRUCT_OFFSET (YyForm, unavoidable),
  G_STRUCT_OFFSET (YyForm, confirmed),   G_STRUCT_OFFSET (YyForm, out_from),
  G_STRUCT_OFFSET (YyForm, out_until),   G_STRUCT_OFFSET (YyForm, destination),
  G_STRUCT_OFFSET (YyForm, carrier_id),
};

static char **
text_at (const YyForm *self, guint index)
{
  return (char **) G_STRUCT_MEMBER_P (self, texts[index]);
}

YyForm *
yy_form_new (void)
{
  YyForm *self = g_new0 (YyForm, 1);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *text_at (self, i) = g_strdup ("");

  return self;
}

YyForm *
yy_form_copy (const YyForm *self)
{
  YyForm *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *text_at (copy, i) = g_strdup (*text_at (self, i));

  return copy;
}

void
yy_form_free (YyForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*text_at (self, i));
  g_free (self);
}

gboolean
yy_form_equal (const YyForm *a, const YyForm *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!g_str_equal (*text_at (a, i), *text_at (b, i)))
        return FALSE;
    }

  return a->copies == b->copies && a->contract == b->contract && a->major == b->major &&
         a->not_blank == b->not_blank && a->kind == b->kind && a->confidential == b->confidential &&
         a->paper == b->paper && a->positions == b->positions;
}

gboolean
yy_form_is_plain (const YyForm *self)
{
  const char *later[] = { self->company_id, self->unavoidable, self->confirmed, self->out_from,
                          self->out_until,  self->destination, self->carrier_id };

  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    {
      if (*later[i] != '\0')
        return FALSE;
    }

  return self->kind == YY_KIND_STAMP && self->confidential == YY_ANSWER_UNSET &&
         self->paper == YY_ANSWER_UNSET && self->positions == 0;
}

void
yy_form_set_text (char **place, const char *value)
{
  char *copy = g_strdup (value != NULL ? value : "");

  g_free (*place);
  *place = copy;
}

gboolean
yy_form_has_confirmed (const YyForm *self, const char *rule)
{
  g_auto (GStrv) ids = g_strsplit (self->confirmed, " ", -1);

  return g_strv_contains ((const char *const *) ids, rule);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
yy_form_set_confirmed (YyForm *self, const char *rule, gboolean confirmed)
{
  g_auto (GStrv) ids = g_strsplit (self->confirmed, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0' && !g_str_equal (ids[i], rule))
      g_ptr_array_add (kept, ids[i]);
  if (confirmed)
    g_ptr_array_add (kept, (char *) rule);

  g_ptr_array_sort (kept, compare_ids);
  g_ptr_array_add (kept, NULL);
  text = g_strjoinv (" ", (char **) kept->pdata);
  yy_form_set_text (&self->confirmed, text);
}
