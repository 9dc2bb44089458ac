#include "yy-change.h"

#include "yy-page.h"

void
yy_change_free (YyChange *self)
{
  g_free (self->field);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

GPtrArray *
yy_change_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yy_change_free);
}

const YyChange *
yy_change_list_find (GPtrArray *changes, const char *field)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const YyChange *change = g_ptr_array_index (changes, i);

      if (g_str_equal (change->field, field))
        return change;
    }

  return NULL;
}

void
yy_change_list_add (GPtrArray *changes, const char *field, const char *before, const char *after)
{
  YyChange *change = g_new0 (YyChange, 1);

  change->field = g_strdup (field);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (changes, change);
}

static void
compare (GPtrArray *changes, const char *field, const char *before, const char *after)
{
  if (!g_str_equal (before, after))
    yy_change_list_add (changes, field, before, after);
}

static void
compare_number (GPtrArray *changes, const char *field, int before, int after)
{
  g_autofree char *was = g_strdup_printf ("%d", before);
  g_autofree char *is = g_strdup_printf ("%d", after);

  compare (changes, field, was, is);
}

static void
compare_later (GPtrArray *changes, const YyForm *before, const YyForm *after)
{
  compare (changes, "/form/kind", yy_kind_get_nick (before->kind), yy_kind_get_nick (after->kind));
  compare (changes, "/form/company_id", before->company_id, after->company_id);
  compare (changes, "/form/unavoidable", before->unavoidable, after->unavoidable);
  compare (changes, "/form/confidential", yy_answer_get_nick (before->confidential),
           yy_answer_get_nick (after->confidential));
  compare (changes, "/form/paper", yy_answer_get_nick (before->paper), yy_answer_get_nick (after->paper));
  compare_number (changes, "/form/positions", before->positions, after->positions);
  compare (changes, "/form/confirmed", before->confirmed, after->confirmed);
  compare (changes, "/form/out_from", before->out_from, after->out_from);
  compare (changes, "/form/out_until", before->out_until, after->out_until);
  compare (changes, "/form/destination", before->destination, after->destination);
  compare (changes, "/form/carrier_id", before->carrier_id, after->carrier_id);
}

static char *
describe_page (GPtrArray *pages, guint index)
{
  const YyPage *page;

  if (index >= pages->len)
    return g_strdup ("");

  page = g_ptr_array_index (pages, index);
  return page->rotation != 0 ? g_strdup_printf ("%s %d°", page->sha256, page->rotation)
                             : g_strdup (page->sha256);
}

static void
compare_pages (GPtrArray *changes, GPtrArray *before, GPtrArray *after)
{
  for (guint i = 0; i < MAX (before->len, after->len); i++)
    {
      g_autofree char *field = g_strdup_printf ("/pages/%u", i);
      g_autofree char *was = describe_page (before, i);
      g_autofree char *is = describe_page (after, i);

      compare (changes, field, was, is);
    }
}

GPtrArray *
yy_change_list (const YyForm *before, GPtrArray *pages_before, const YyForm *after, GPtrArray *pages_after)
{
  GPtrArray *changes = yy_change_list_new ();

  compare (changes, "/form/unit_id", before->unit_id, after->unit_id);
  compare (changes, "/form/office_phone", before->office_phone, after->office_phone);
  compare (changes, "/form/mobile", before->mobile, after->mobile);
  compare (changes, "/form/material_name", before->material_name, after->material_name);
  compare (changes, "/form/use_date", before->use_date, after->use_date);
  compare (changes, "/form/seal_id", before->seal_id, after->seal_id);
  compare (changes, "/form/seal_text", before->seal_text, after->seal_text);
  compare_number (changes, "/form/copies", before->copies, after->copies);
  compare (changes, "/form/reviewer_id", before->reviewer_id, after->reviewer_id);
  compare (changes, "/form/keeper_id", before->keeper_id, after->keeper_id);
  compare (changes, "/form/reason", before->reason, after->reason);
  compare (changes, "/form/contract", yy_answer_get_nick (before->contract),
           yy_answer_get_nick (after->contract));
  compare (changes, "/form/major", yy_answer_get_nick (before->major), yy_answer_get_nick (after->major));
  compare (changes, "/form/not_blank", yy_answer_get_nick (before->not_blank),
           yy_answer_get_nick (after->not_blank));
  compare_later (changes, before, after);
  compare_pages (changes, pages_before, pages_after);

  return changes;
}
