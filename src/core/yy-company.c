#include "yy-company.h"

YyCompany *
yy_company_new (const char *id, const char *name, const char *unit_id)
{
  YyCompany *self = g_new0 (YyCompany, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->unit_id = g_strdup (unit_id);
  self->active = TRUE;

  return self;
}

void
yy_company_free (YyCompany *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->unit_id);
  g_free (self);
}

GPtrArray *
yy_company_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yy_company_free);
}

YyCompanyOption *
yy_company_option_new (void)
{
  YyCompanyOption *self = g_new0 (YyCompanyOption, 1);

  self->id = g_strdup ("");
  self->name = g_strdup ("");
  self->unit_name = g_strdup ("");

  return self;
}

void
yy_company_option_free (YyCompanyOption *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->unit_name);
  g_free (self);
}

GPtrArray *
yy_company_option_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yy_company_option_free);
}

const YyCompanyOption *
yy_company_option_list_find (GPtrArray *options, const char *id)
{
  for (guint i = 0; i < options->len; i++)
    {
      const YyCompanyOption *option = g_ptr_array_index (options, i);

      if (g_strcmp0 (option->id, id) == 0)
        return option;
    }

  return NULL;
}
