#include "yy-form-options.h"

#include "yy-me.h"

YySealOption *
yy_seal_option_new (void)
{
  YySealOption *self = g_new0 (YySealOption, 1);

  self->id = g_strdup ("");
  self->name = g_strdup ("");
  self->place = g_strdup ("");
  self->hours = g_strdup ("");
  self->keepers = yy_target_list_new ();

  return self;
}

void
yy_seal_option_free (YySealOption *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->place);
  g_free (self->hours);
  g_ptr_array_unref (self->keepers);
  g_free (self);
}

YyFormOptions *
yy_form_options_new (void)
{
  YyFormOptions *self = g_new0 (YyFormOptions, 1);

  g_date_clear (&self->today, 1);
  self->units = yy_unit_list_new ();
  self->seals = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_seal_option_free);
  self->companies = yy_company_option_list_new ();
  self->reviewers = yy_target_list_new ();
  self->carriers = yy_target_list_new ();
  yy_policy_init (&self->policy);
  self->mobile = g_strdup ("");
  self->office_phone = g_strdup ("");

  return self;
}

void
yy_form_options_free (YyFormOptions *self)
{
  g_ptr_array_unref (self->units);
  g_ptr_array_unref (self->seals);
  g_ptr_array_unref (self->companies);
  g_ptr_array_unref (self->reviewers);
  g_ptr_array_unref (self->carriers);
  g_free (self->mobile);
  g_free (self->office_phone);
  g_free (self);
}

const YySealOption *
yy_form_options_find_seal (const YyFormOptions *self, const char *seal_id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->seals->len; i++)
    {
      const YySealOption *seal = g_ptr_array_index (self->seals, i);

      if (g_strcmp0 (seal->id, seal_id) == 0)
        return seal;
    }

  return NULL;
}
