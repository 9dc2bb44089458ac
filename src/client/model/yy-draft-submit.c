#include "yy-draft-private.h"

#include <glib/gi18n.h>

#include "yy-error.h"

/* The submission, which happens once: its key is on the disk before it is sent, and stays there until it is
 * answered. */

static void
return_submission (YyDraft *self, const GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->submission);

  if (task == NULL)
    return;
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
forget_key (YyDraft *self)
{
  yy_form_set_text (&self->submit_key, "");
  yy_form_set_text (&self->submit_digest, "");
  self->submit_revision = 0;
}

/* Ends the try with an error; what was written stays. */
static void
fail (YyDraft *self, const GError *error)
{
  self->wants_submit = FALSE;
  forget_key (self);
  if (self->status == YY_DRAFT_PENDING)
    yy_draft_set_status (self, yy_draft_is_dirty (self) ? YY_DRAFT_UNSAVED : YY_DRAFT_SAVED, NULL);
  return_submission (self, error);
}

static void
end (YyDraft *self, YyRequest *request)
{
  self->wants_submit = FALSE;
  forget_key (self);
  g_clear_handle_id (&self->local_timer, g_source_remove);
  g_clear_handle_id (&self->server_timer, g_source_remove);
  yy_draft_take_request (self, request);
  self->saved_generation = self->generation;
  if (self->store != NULL)
    yy_draft_store_remove (self->store, self->id);
  yy_draft_set_status (self, YY_DRAFT_SENT, NULL);
  g_signal_emit_by_name (self, "submitted", request);
  return_submission (self, NULL);
}

void
yy_draft_wait_to_submit (YyDraft *self, const GError *error)
{
  yy_draft_set_status (self, YY_DRAFT_PENDING, error->message);
  if (self->store != NULL && *self->id != '\0')
    yy_draft_write_record (self, NULL, NULL);
  return_submission (self, error);
}

static void send_submission (YyDraft *self);

static gboolean
pause_over_cb (gpointer user_data)
{
  YyDraft *self = user_data;

  self->server_timer = 0;
  if (*self->submit_digest != '\0')
    send_submission (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_service (YyDraft *self, const GError *error)
{
  guint wanted = (guint) MAX (yy_error_get_retry_after (error), 0);

  self->pause = MAX (CLAMP (self->pause * 2, 3, 60), wanted);
  g_clear_handle_id (&self->server_timer, g_source_remove);
  self->server_timer = g_timeout_add_seconds (self->pause, pause_over_cb, self);
  yy_draft_set_status (self, YY_DRAFT_PENDING, error->message);
  return_submission (self, error);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyRequest) request = NULL;
  gboolean moved = yy_api_client_move_finish (YY_API_CLIENT (source), result, &request, &error);

  self->saving = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (moved && request != NULL)
    {
      end (self, g_steal_pointer (&request));
      return;
    }
  /* Cancelled meanwhile: the answer of the next save tells what became of it. */
  if (*self->submit_key == '\0')
    return;
  if (yy_draft_is_absence (error) || g_error_matches (error, YY_ERROR, YY_ERROR_BUSY))
    {
      wait_for_service (self, error);
      return;
    }

  forget_key (self);
  if (self->store != NULL)
    yy_draft_write_record (self, NULL, NULL);
  yy_draft_set_status (self, YY_DRAFT_SAVED, NULL);
  fail (self, error);
  if (g_error_matches (error, YY_ERROR, YY_ERROR_CONFLICT))
    {
      /* Saving again looks at what the service has, and tells a conflict where there is one. */
      self->saved_generation = self->generation - 1;
      yy_draft_start_save (self);
    }
}

static void
send_submission (YyDraft *self)
{
  YyMoveArgs args = { .digest = self->submit_digest };

  if (self->saving)
    return;

  self->saving = TRUE;
  yy_draft_set_status (self, YY_DRAFT_PENDING, NULL);
  yy_api_client_move_async (self->client, self->id, self->submit_revision, YY_ACTION_SUBMIT, &args,
                            self->submit_key, self->cancellable, moved_cb, g_object_ref (self));
}

static void
key_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyDraft) self = user_data;

  /* Without the key on the disk it still happens once, as long as this program lives. */
  if (*self->submit_key != '\0')
    send_submission (self);
}

static void
begin_submission (YyDraft *self)
{
  yy_form_set_text (&self->submit_digest, self->request->digest);
  self->submit_revision = self->revision;
  self->pause = 0;
  if (self->store == NULL)
    {
      send_submission (self);
      return;
    }

  yy_draft_write_record (self, key_kept_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YyDraft *self = YY_DRAFT (source);
  g_autoptr (GError) error = NULL;

  if (!yy_draft_save_finish (self, result, &error))
    {
      if (self->wants_submit && yy_draft_is_absence (error))
        yy_draft_wait_to_submit (self, error);
      else if (self->wants_submit)
        fail (self, error);
      return;
    }

  yy_draft_step_submit (self);
}

static gboolean
has_failed_page (YyDraft *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyDraftPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

      if (yy_draft_page_get_state (page) == YY_PAGE_FAILED)
        return TRUE;
    }

  return FALSE;
}

void
yy_draft_step_submit (YyDraft *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->wants_submit || *self->submit_digest != '\0' || yy_draft_is_sending (self))
    return;
  if (has_failed_page (self))
    {
      error = g_error_new_literal (YY_ERROR, YY_ERROR_INVALID,
                                   _ ("A picture could not be sent. Try it again or remove it."));
      fail (self, error);
      return;
    }
  if (yy_draft_is_dirty (self) || self->revision == 0 || self->request == NULL)
    {
      /* Something that was never written at all is saved as it is. */
      if (!yy_draft_is_dirty (self))
        yy_draft_touch (self);
      yy_draft_save_async (self, saved_cb, NULL);
      return;
    }

  begin_submission (self);
}

void
yy_draft_submit_async (YyDraft *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (YY_IS_DRAFT (self));

  g_task_set_source_tag (task, yy_draft_submit_async);
  if (self->submission != NULL)
    {
      g_task_return_new_error (task, YY_ERROR, YY_ERROR_BUSY, "%s", _ ("It is being submitted."));
      return;
    }

  self->submission = g_steal_pointer (&task);
  self->wants_submit = TRUE;
  if (*self->submit_key == '\0')
    {
      g_free (self->submit_key);
      self->submit_key = yy_api_client_make_key ();
    }
  yy_upload_queue_retry (self->uploads);
  if (*self->submit_digest != '\0')
    send_submission (self);
  else
    yy_draft_step_submit (self);
}

gboolean
yy_draft_submit_finish (YyDraft *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yy_draft_cancel_submit (YyDraft *self)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  g_return_if_fail (YY_IS_DRAFT (self));

  if (self->status == YY_DRAFT_SENT)
    return;

  fail (self, error);
  if (self->store != NULL && *self->id != '\0')
    yy_draft_write_record (self, NULL, NULL);
  if (yy_draft_is_dirty (self) && !self->conflict)
    yy_draft_schedule_save (self);
}

void
yy_draft_resume_submit (YyDraft *self, const YyDraftRecord *record)
{
  yy_form_set_text (&self->submit_key, record->submit_key);
  yy_form_set_text (&self->submit_digest, record->submit_digest);
  self->submit_revision = record->submit_revision;
  self->wants_submit = TRUE;
  /* One that was pressed without a network has yet to be saved. */
  if (*self->submit_digest != '\0')
    send_submission (self);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyDraft *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyRequest) request = NULL;

  if (!yy_api_client_move_finish (YY_API_CLIENT (source), result, &request, &error) &&
      !g_error_matches (error, YY_ERROR, YY_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (self->store != NULL)
    yy_draft_store_remove (self->store, self->id);
  yy_draft_set_status (self, YY_DRAFT_SENT, NULL);
  g_task_return_boolean (task, TRUE);
}

void
yy_draft_discard_async (YyDraft *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *key = yy_api_client_make_key ();
  YyMoveArgs args = { .digest = self->request != NULL ? self->request->digest : "" };

  g_return_if_fail (YY_IS_DRAFT (self));

  g_task_set_source_tag (task, yy_draft_discard_async);
  g_clear_handle_id (&self->local_timer, g_source_remove);
  g_clear_handle_id (&self->server_timer, g_source_remove);
  if (self->revision == 0)
    {
      if (self->store != NULL && *self->id != '\0')
        yy_draft_store_remove (self->store, self->id);
      yy_draft_set_status (self, YY_DRAFT_SENT, NULL);
      g_task_return_boolean (task, TRUE);
      return;
    }

  yy_api_client_move_async (self->client, self->id, self->revision, YY_ACTION_DISCARD, &args, key, NULL,
                            discarded_cb, g_steal_pointer (&task));
}

gboolean
yy_draft_discard_finish (YyDraft *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
