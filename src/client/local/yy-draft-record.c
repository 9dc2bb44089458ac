#include "yy-draft-record.h"

YyDraftRecord *
yy_draft_record_new (const char *id)
{
  YyDraftRecord *self = g_new0 (YyDraftRecord, 1);

  self->id = g_strdup (id);
  self->state = YY_STATE_DRAFT;
  self->form = yy_form_new ();
  self->pages = yy_page_list_new ();
  self->submit_key = g_strdup ("");
  self->submit_digest = g_strdup ("");
  return self;
}

YyDraftRecord *
yy_draft_record_copy (const YyDraftRecord *self)
{
  YyDraftRecord *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (YyDraftRecord, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->form = yy_form_copy (self->form);
  copy->pages = yy_page_list_copy (self->pages);
  copy->submit_key = g_strdup (self->submit_key);
  copy->submit_digest = g_strdup (self->submit_digest);
  return copy;
}

void
yy_draft_record_free (YyDraftRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  yy_form_free (self->form);
  g_ptr_array_unref (self->pages);
  g_free (self->submit_key);
  g_free (self->submit_digest);
  g_free (self);
}
