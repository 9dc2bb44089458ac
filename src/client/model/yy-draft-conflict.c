#include "yy-draft-private.h"

/* Two versions of one draft, and the choice between them. Nothing is thrown away before it was made. */

const YyRequest *
yy_draft_get_theirs (YyDraft *self)
{
  return self->theirs;
}

GPtrArray *
yy_draft_list_conflicts (YyDraft *self)
{
  g_autoptr (GPtrArray) mine = yy_draft_list_pages (self);
  g_autoptr (YyForm) nothing = yy_form_new ();
  g_autoptr (GPtrArray) none = yy_page_list_new ();

  if (self->theirs == NULL)
    return yy_change_list (nothing, none, self->form, mine);

  return yy_change_list (self->theirs->form, self->theirs->pages, self->form, mine);
}

gboolean
yy_draft_can_overwrite (YyDraft *self)
{
  return self->theirs != NULL &&
         (self->theirs->state == YY_STATE_DRAFT || self->theirs->state == YY_STATE_RETURNED);
}

static void
leave_conflict (YyDraft *self)
{
  self->conflict = FALSE;
  yy_draft_touch (self);
  yy_draft_keep (self);
  yy_draft_send_pages (self);
  yy_draft_start_save (self);
}

void
yy_draft_use_mine (YyDraft *self)
{
  g_return_if_fail (self->conflict && yy_draft_can_overwrite (self));

  yy_draft_take_request (self, g_steal_pointer (&self->theirs));
  leave_conflict (self);
}

void
yy_draft_use_theirs (YyDraft *self)
{
  YyRequest *theirs;

  g_return_if_fail (self->conflict && yy_draft_can_overwrite (self));

  theirs = g_steal_pointer (&self->theirs);
  self->conflict = FALSE;
  self->generation++;
  self->saved_generation = self->generation;
  self->saved_usec = theirs->changed_usec;
  yy_draft_take_request (self, theirs);
  yy_draft_load_content (self, theirs->form, theirs->pages, YY_PAGE_SENT);
  yy_draft_set_status (self, YY_DRAFT_SAVED, NULL);
  yy_draft_keep (self);
}

void
yy_draft_keep_copy (YyDraft *self)
{
  g_autofree char *old = NULL;

  g_return_if_fail (self->conflict);

  old = g_strdup (self->id);
  g_clear_pointer (&self->theirs, yy_request_free);
  g_clear_pointer (&self->request, yy_request_free);
  yy_form_set_text (&self->id, "");
  self->revision = 0;
  self->state = YY_STATE_DRAFT;
  leave_conflict (self);
  if (self->store != NULL)
    yy_draft_store_remove (self->store, old);
}
