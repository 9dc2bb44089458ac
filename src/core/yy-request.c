#include "yy-request.h"

/* Where the strings stand in the struct. */
static const gsize texts[] = {
  G_STRUCT_OFFSET (YyRequest, id),
  G_STRUCT_OFFSET (YyRequest, number),
  G_STRUCT_OFFSET (YyRequest, applicant_id),
  G_STRUCT_OFFSET (YyRequest, applicant_name),
  G_STRUCT_OFFSET (YyRequest, unit_name),
  G_STRUCT_OFFSET (YyRequest, seal_name),
  G_STRUCT_OFFSET (YyRequest, reviewer_name),
  G_STRUCT_OFFSET (YyRequest, keeper_name),
  G_STRUCT_OFFSET (YyRequest, carrier_name),
  G_STRUCT_OFFSET (YyRequest, company_name),
  G_STRUCT_OFFSET (YyRequest, assignee_id),
  G_STRUCT_OFFSET (YyRequest, assignee_name),
  G_STRUCT_OFFSET (YyRequest, acting_for_id),
  G_STRUCT_OFFSET (YyRequest, acting_for_name),
  G_STRUCT_OFFSET (YyRequest, approver_id),
  G_STRUCT_OFFSET (YyRequest, approver_name),
  G_STRUCT_OFFSET (YyRequest, accepter_id),
  G_STRUCT_OFFSET (YyRequest, accepter_name),
  G_STRUCT_OFFSET (YyRequest, stamper_id),
  G_STRUCT_OFFSET (YyRequest, stamper_name),
  G_STRUCT_OFFSET (YyRequest, place),
  G_STRUCT_OFFSET (YyRequest, hours),
  G_STRUCT_OFFSET (YyRequest, digest),
};

YyRequest *
yy_request_new (const char *id)
{
  YyRequest *self = g_new0 (YyRequest, 1);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, self, texts[i]) = g_strdup ("");
  yy_form_set_text (&self->id, id);
  self->form = yy_form_new ();
  self->pages = yy_page_list_new ();
  self->stamped_pages = yy_page_list_new ();
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_history_free);
  self->changes = yy_change_list_new ();
  self->options = yy_option_list_new ();
  self->warnings = yy_issue_list_new ();

  return self;
}

void
yy_request_free (YyRequest *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, texts[i]));
  yy_form_free (self->form);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->stamped_pages);
  g_ptr_array_unref (self->history);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->options);
  g_ptr_array_unref (self->warnings);
  g_clear_pointer (&self->custody, yy_custody_free);
  g_free (self);
}
