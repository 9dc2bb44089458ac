#include "yy-draft-private.h"

#include <glib/gi18n.h>

#include "yy-error.h"
#include "yy-form-check.h"

/* The way of a draft to the service and back: opening, saving, trying again. */

#define PAUSE_FIRST 5
#define PAUSE_LAST 60

gboolean
yy_draft_same_content (const YyForm *form, GPtrArray *pages, const YyRequest *request)
{
  g_autoptr (GPtrArray) changes = yy_change_list (request->form, request->pages, form, pages);

  return changes->len == 0;
}

static gboolean
can_be_written (const YyRequest *request)
{
  return request->state == YY_STATE_DRAFT || request->state == YY_STATE_RETURNED;
}

void
yy_draft_take_request (YyDraft *self, YyRequest *request)
{
  g_clear_pointer (&self->request, yy_request_free);
  self->request = request;
  self->revision = request->revision;
  self->state = request->state;
}

void
yy_draft_answer_waiters (YyDraft *self, const GError *error)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiters->len; i++)
    {
      if (error != NULL)
        g_task_return_error (g_ptr_array_index (waiters, i), g_error_copy (error));
      else
        g_task_return_boolean (g_ptr_array_index (waiters, i), TRUE);
    }
}

gboolean
yy_draft_is_absence (const GError *error)
{
  return g_error_matches (error, YY_ERROR, YY_ERROR_UNAVAILABLE) ||
         g_error_matches (error, YY_ERROR, YY_ERROR_THROTTLED) ||
         g_error_matches (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED);
}

static void
note_failure (YyDraft *self, const GError *error)
{
  if (yy_draft_is_absence (error))
    {
      self->pause = MAX (CLAMP (self->pause * 2, PAUSE_FIRST, PAUSE_LAST),
                         (guint) MAX (yy_error_get_retry_after (error), 0));
      yy_draft_set_status (self, YY_DRAFT_OFFLINE, error->message);
      yy_draft_schedule_save (self);
    }
  else
    {
      yy_draft_set_status (self, YY_DRAFT_REFUSED, error->message);
      if (self->wants_submit && self->waiters->len == 0)
        yy_draft_cancel_submit (self);
    }
}

static void
note_saved (YyDraft *self)
{
  self->pause = 0;
  if (self->sent_all)
    self->saved_generation = self->sent_generation;
  if (self->store != NULL)
    yy_draft_write_record (self, NULL, NULL);

  if (!self->sent_all)
    {
      /* The rest goes when the pictures have arrived. */
      yy_draft_set_status (self, YY_DRAFT_UNSAVED, NULL);
      yy_draft_answer_waiters (self, NULL);
      return;
    }
  if (yy_draft_is_dirty (self))
    {
      yy_draft_set_status (self, YY_DRAFT_UNSAVED, NULL);
      if (self->waiters->len > 0)
        yy_draft_start_save (self);
      else
        yy_draft_schedule_save (self);
      return;
    }

  self->saved_usec = g_get_real_time ();
  yy_draft_set_status (self, YY_DRAFT_SAVED, NULL);
  yy_draft_answer_waiters (self, NULL);
  yy_draft_step_submit (self);
}

void
yy_draft_enter_conflict (YyDraft *self, YyRequest *theirs)
{
  g_autoptr (GError) error =
      g_error_new_literal (YY_ERROR, YY_ERROR_CONFLICT,
                           _ ("This draft was changed somewhere else meanwhile. Please choose a version."));

  g_clear_pointer (&self->theirs, yy_request_free);
  self->theirs = theirs;
  self->conflict = TRUE;
  g_clear_handle_id (&self->server_timer, g_source_remove);
  yy_draft_set_status (self, YY_DRAFT_CONFLICT, NULL);
  yy_draft_answer_waiters (self, error);
  /* The choice comes first; then the person submits what he chose. */
  if (self->wants_submit)
    yy_draft_cancel_submit (self);
}

/* A save was refused as stale: either somebody else wrote, or our own last try arrived and only its answer
 * was lost. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  YyRequest *request = yy_api_client_request_finish (YY_API_CLIENT (source), result, &error);

  self->saving = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, YY_ERROR, YY_ERROR_NOT_FOUND))
    {
      yy_draft_enter_conflict (self, NULL);
      return;
    }
  if (request == NULL)
    {
      note_failure (self, error);
      yy_draft_answer_waiters (self, error);
      return;
    }

  if (can_be_written (request) && yy_draft_same_content (self->sent_form, self->sent_pages, request))
    {
      yy_draft_take_request (self, request);
      note_saved (self);
      return;
    }

  yy_draft_enter_conflict (self, request);
}

static void
look (YyDraft *self)
{
  yy_api_client_get_request_async (self->client, self->id, self->cancellable, looked_cb, g_object_ref (self));
}

/* The service does not have a picture that we thought it had: it keeps unused ones for a day only. */
static gboolean
send_again (YyDraft *self, const GError *error)
{
  GPtrArray *issues = yy_error_get_issues (error);
  gboolean found = FALSE;

  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);
      guint64 place;
      g_autoptr (YyDraftPage) page = NULL;

      if (issue->code != YY_ISSUE_UNKNOWN_VALUE || !g_str_has_prefix (issue->field, "/pages/"))
        continue;
      place = g_ascii_strtoull (issue->field + strlen ("/pages/"), NULL, 10);
      if (place >= self->sent_pages->len)
        continue;
      for (guint j = 0; (page = g_list_model_get_item (G_LIST_MODEL (self->pages), j)) != NULL; j++)
        {
          const YyPage *sent = g_ptr_array_index (self->sent_pages, place);

          if (yy_draft_page_get_page (page) != NULL &&
              g_str_equal (yy_draft_page_get_page (page)->sha256, sent->sha256))
            {
              yy_upload_queue_add (self->uploads, page);
              found = TRUE;
            }
          g_clear_object (&page);
        }
    }

  return found;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  YyRequest *request = yy_api_client_request_finish (YY_API_CLIENT (source), result, &error);
  gboolean created = self->revision == 0;

  if (request == NULL && (g_error_matches (error, YY_ERROR, YY_ERROR_CONFLICT) ||
                          g_error_matches (error, YY_ERROR, YY_ERROR_RULE) ||
                          g_error_matches (error, YY_ERROR, YY_ERROR_NOT_FOUND)))
    {
      look (self);
      return;
    }

  self->saving = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (request == NULL)
    {
      if (!send_again (self, error))
        note_failure (self, error);
      yy_draft_answer_waiters (self, error);
      return;
    }

  /* The id was there already, from a try whose answer was lost: what was written since is sent now. Anything
   * later than that first try came from elsewhere. */
  if (created && !yy_draft_same_content (self->sent_form, self->sent_pages, request))
    {
      if (request->revision > 1 || !can_be_written (request))
        {
          yy_draft_enter_conflict (self, request);
          return;
        }
      yy_draft_take_request (self, request);
      yy_draft_start_save (self);
      return;
    }

  yy_draft_take_request (self, request);
  note_saved (self);
}

/* Pictures that the service does not have yet cannot be part of what it keeps. */
static GPtrArray *
list_sent_pages (YyDraft *self, gboolean *ret_all)
{
  GPtrArray *pages = yy_page_list_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));
  gboolean all = TRUE;

  /* A file that is no picture is nothing that could be kept. */
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyDraftPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

      if (yy_draft_page_get_state (page) == YY_PAGE_SENT)
        g_ptr_array_add (pages, yy_page_copy (yy_draft_page_get_page (page)));
      else if (yy_draft_page_get_page (page) != NULL || yy_draft_page_get_state (page) != YY_PAGE_FAILED)
        all = FALSE;
    }

  *ret_all = all;
  return pages;
}

static gboolean
check (YyDraft *self, GPtrArray *pages, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();

  yy_form_check_draft (self->form, pages, issues);
  if (issues->len == 0)
    return TRUE;

  yy_error_set_issues (error, YY_ERROR_INVALID, issues);
  return FALSE;
}

void
yy_draft_start_save (YyDraft *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->server_timer, g_source_remove);
  if (self->saving || self->conflict || *self->id == '\0' || self->status == YY_DRAFT_SENT ||
      *self->submit_digest != '\0')
    return;
  if (!yy_draft_is_dirty (self))
    {
      yy_draft_answer_waiters (self, NULL);
      return;
    }

  g_clear_pointer (&self->sent_form, yy_form_free);
  g_clear_pointer (&self->sent_pages, g_ptr_array_unref);
  self->sent_form = yy_form_copy (self->form);
  self->sent_pages = list_sent_pages (self, &self->sent_all);
  self->sent_generation = self->generation;
  if (!check (self, self->sent_pages, &error))
    {
      note_failure (self, error);
      yy_draft_answer_waiters (self, error);
      return;
    }

  self->saving = TRUE;
  yy_draft_set_status (self, YY_DRAFT_SAVING, NULL);
  if (self->revision == 0)
    yy_api_client_create_draft_async (self->client, self->id, self->sent_form, self->sent_pages,
                                      self->cancellable, saved_cb, g_object_ref (self));
  else
    yy_api_client_save_draft_async (self->client, self->id, self->revision, self->sent_form, self->sent_pages,
                                    self->cancellable, saved_cb, g_object_ref (self));
}

void
yy_draft_save_async (YyDraft *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (YY_IS_DRAFT (self));

  g_task_set_source_tag (task, yy_draft_save_async);
  if (self->conflict)
    {
      g_task_return_new_error (
          task, YY_ERROR, YY_ERROR_CONFLICT, "%s",
          _ ("This draft was changed somewhere else meanwhile. Please choose a version."));
      return;
    }

  yy_draft_keep (self);
  yy_upload_queue_retry (self->uploads);
  g_ptr_array_add (self->waiters, g_steal_pointer (&task));
  self->pause = 0;
  yy_draft_start_save (self);
}

gboolean
yy_draft_save_finish (YyDraft *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
load_record (YyDraft *self, const YyDraftRecord *record)
{
  self->revision = record->revision;
  self->state = record->state;
  self->generation = self->kept_generation = 1;
  self->saved_generation = record->dirty ? 0 : 1;
  self->saved_usec = record->dirty ? 0 : record->updated_usec;
  yy_draft_load_content (self, record->form, record->pages, YY_PAGE_WAITING);
  yy_draft_set_status (self, record->dirty ? YY_DRAFT_UNSAVED : YY_DRAFT_SAVED, NULL);
}

/* What the service has becomes what is edited. Takes @request. */
static void
load_request (YyDraft *self, YyRequest *request)
{
  self->generation = self->kept_generation = self->saved_generation = 1;
  self->saved_usec = request->changed_usec;
  yy_draft_take_request (self, request);
  yy_draft_load_content (self, request->form, request->pages, YY_PAGE_SENT);
  yy_draft_set_status (self, YY_DRAFT_SAVED, NULL);
  if (self->store != NULL)
    yy_draft_write_record (self, NULL, NULL);
}

/* Both are there: what was written here while the service did not hear of it, and what it has. */
static void
merge (YyDraft *self, YyRequest *request)
{
  g_autoptr (GPtrArray) pages = yy_draft_list_pages (self);
  gboolean same = yy_draft_same_content (self->form, pages, request);

  if (!can_be_written (request) || (request->revision != self->revision && self->revision != 0 && !same) ||
      (self->revision == 0 && request->revision > 1 && !same))
    {
      yy_draft_enter_conflict (self, request);
      return;
    }

  yy_draft_take_request (self, request);
  if (same)
    {
      self->saved_generation = self->generation;
      self->saved_usec = request->changed_usec;
      yy_draft_set_status (self, YY_DRAFT_SAVED, NULL);
    }
  yy_draft_send_pages (self);
  yy_draft_start_save (self);
}

static void
answer_open (YyDraft *self, GTask *task, YyRequest *request, GError *error)
{
  const YyDraftRecord *record = self->store != NULL ? yy_draft_store_find (self->store, self->id) : NULL;

  if (request != NULL && (record == NULL || !record->dirty))
    {
      if (!can_be_written (request))
        {
          if (record != NULL)
            yy_draft_store_remove (self->store, self->id);
          yy_request_free (request);
          g_task_return_new_error (task, YY_ERROR, YY_ERROR_RULE, "%s",
                                   _ ("This request has been submitted and can no longer be edited."));
          return;
        }
      load_request (self, request);
    }
  else if (request != NULL)
    merge (self, request);
  else if (record != NULL && g_error_matches (error, YY_ERROR, YY_ERROR_NOT_FOUND))
    {
      /* Never sent, or thrown away on another computer. */
      if (self->revision != 0)
        yy_draft_enter_conflict (self, NULL);
      yy_draft_send_pages (self);
      yy_draft_start_save (self);
    }
  else if (record != NULL && yy_draft_is_absence (error))
    {
      note_failure (self, error);
      yy_draft_send_pages (self);
    }
  else
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  yy_draft_step_submit (self);
  g_task_return_boolean (task, TRUE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  YyRequest *request = yy_api_client_request_finish (YY_API_CLIENT (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    g_clear_pointer (&request, yy_request_free);
  else
    answer_open (g_task_get_source_object (task), task, request, error);
}

void
yy_draft_open_async (YyDraft *self,
                     const char *id,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const YyDraftRecord *record;

  g_return_if_fail (YY_IS_DRAFT (self));
  g_return_if_fail (*self->id == '\0');

  g_task_set_source_tag (task, yy_draft_open_async);
  yy_form_set_text (&self->id, id);
  record = self->store != NULL ? yy_draft_store_find (self->store, id) : NULL;
  if (record != NULL)
    load_record (self, record);
  if (record != NULL && *record->submit_key != '\0')
    yy_draft_resume_submit (self, record);
  if (*self->submit_digest != '\0')
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  yy_api_client_get_request_async (self->client, id, cancellable, opened_cb, g_steal_pointer (&task));
}

gboolean
yy_draft_open_finish (YyDraft *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
