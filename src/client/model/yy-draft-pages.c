#include "yy-draft-private.h"

#include <glib/gi18n.h>

#include "yy-error.h"
#include "yy-page-files.h"
#include "yy-page-intake.h"

/* The pictures of a draft: picked, made smaller, sent, in their order. */

static void
sent_cb (YyUploadQueue *queue, YyDraftPage *page, gpointer user_data)
{
  YyDraft *self = user_data;

  /* What the service could not keep without the picture goes to it now. */
  if (yy_draft_is_dirty (self) && !self->saving && !self->conflict)
    yy_draft_schedule_save (self);
}

static void
stalled_cb (YyUploadQueue *queue, const GError *error, gpointer user_data)
{
  YyDraft *self = user_data;

  if (self->wants_submit)
    yy_draft_wait_to_submit (self, error);
}

static void
settled_cb (YyUploadQueue *queue, gpointer user_data)
{
  yy_draft_step_submit (user_data);
}

void
yy_draft_pages_init (YyDraft *self)
{
  self->uploads = yy_upload_queue_new (
      self->client, self->store != NULL ? yy_draft_store_get_pages_folder (self->store) : NULL);
  g_signal_connect (self->uploads, "sent", G_CALLBACK (sent_cb), self);
  g_signal_connect (self->uploads, "stalled", G_CALLBACK (stalled_cb), self);
  g_signal_connect (self->uploads, "settled", G_CALLBACK (settled_cb), self);
}

GListModel *
yy_draft_get_pages (YyDraft *self)
{
  return G_LIST_MODEL (self->pages);
}

static gboolean
is_on_service (YyDraft *self, const YyPage *page)
{
  for (guint i = 0; self->request != NULL && i < self->request->pages->len; i++)
    {
      const YyPage *known = g_ptr_array_index (self->request->pages, i);

      if (g_str_equal (known->sha256, page->sha256))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_here (YyDraft *self, YyDraftPage *page)
{
  return yy_draft_page_get_bytes (page) != NULL ||
         (self->store != NULL && yy_page_files_has (yy_draft_store_get_pages_folder (self->store),
                                                    yy_draft_page_get_page (page)->sha256));
}

void
yy_draft_send_pages (YyDraft *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyDraftPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), i);
      const YyPage *content = yy_draft_page_get_page (page);

      if (content == NULL || yy_draft_page_get_state (page) == YY_PAGE_SENT)
        continue;
      if (is_on_service (self, content))
        yy_draft_page_set_state (page, YY_PAGE_SENT, NULL);
      else if (is_here (self, page))
        yy_upload_queue_add (self->uploads, page);
      else
        yy_draft_page_set_state (page, YY_PAGE_FAILED,
                                 _ ("The picture is no longer on this computer. Please add it again."));
    }
}

gboolean
yy_draft_is_sending (YyDraft *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyDraftPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

      if (yy_draft_page_get_state (page) < YY_PAGE_SENT)
        return TRUE;
    }

  return FALSE;
}

static gboolean
find_page (YyDraft *self, YyDraftPage *page)
{
  return g_list_store_find (self->pages, page, NULL);
}

/* The same picture twice is one picture too many, and the service would refuse it. */
static gboolean
is_twice (YyDraft *self, YyDraftPage *page)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyDraftPage) other = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

      if (other != page && yy_draft_page_get_page (other) != NULL &&
          g_str_equal (yy_draft_page_get_page (other)->sha256, yy_draft_page_get_page (page)->sha256))
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  YyDraft *draft;
  YyDraftPage *page;
} Intake;

static void
intake_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Intake *intake = user_data;
  g_autoptr (YyDraft) self = intake->draft;
  g_autoptr (YyDraftPage) page = intake->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  YyPage *content = yy_page_intake_finish (result, &bytes, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    yy_draft_page_set_state (page, YY_PAGE_FAILED, _ ("Sending was stopped."));
  else if (content == NULL)
    yy_draft_page_set_state (page, YY_PAGE_FAILED, error->message);
  else
    {
      yy_draft_page_take_page (page, content, bytes);
      if (is_twice (self, page))
        yy_draft_page_set_state (page, YY_PAGE_FAILED, _ ("This picture is here already."));
      else
        yy_draft_page_set_state (page, YY_PAGE_WAITING, NULL);
      if (find_page (self, page) && yy_draft_page_get_state (page) == YY_PAGE_WAITING)
        yy_upload_queue_add (self->uploads, page);
      /* Now there is something to keep of it. */
      yy_draft_touch (self);
    }
  yy_draft_step_submit (self);
}

static void
take_in (YyDraft *self, YyDraftPage *page)
{
  Intake *intake = g_new0 (Intake, 1);

  intake->draft = g_object_ref (self);
  intake->page = g_object_ref (page);
  yy_draft_page_set_state (page, YY_PAGE_PREPARING, NULL);
  yy_page_intake_async (yy_draft_page_get_file (page), yy_draft_page_get_picked (page),
                        yy_draft_page_get_name (page),
                        self->store != NULL ? yy_draft_store_get_pages_folder (self->store) : NULL,
                        yy_draft_page_get_cancellable (page), intake_cb, intake);
}

guint
yy_draft_add_pages (YyDraft *self, GPtrArray *pages)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));
  guint room = n < YY_FORM_PAGES_MAX ? YY_FORM_PAGES_MAX - n : 0;
  guint taken = MIN (room, pages->len);

  g_return_val_if_fail (YY_IS_DRAFT (self), 0);

  if (taken == 0)
    return 0;

  g_list_store_splice (self->pages, n, 0, pages->pdata, taken);
  yy_draft_edit (self);
  for (guint i = 0; i < taken; i++)
    take_in (self, g_ptr_array_index (pages, i));

  return taken;
}

void
yy_draft_remove_page (YyDraft *self, guint position)
{
  g_autoptr (YyDraftPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), position);

  g_return_if_fail (page != NULL);

  g_list_store_remove (self->pages, position);
  yy_upload_queue_remove (self->uploads, page);
  yy_draft_edit (self);
  yy_draft_step_submit (self);
}

gboolean
yy_draft_insert_page (YyDraft *self, guint position, YyDraftPage *page)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));

  g_return_val_if_fail (YY_IS_DRAFT (self), FALSE);

  if (n >= YY_FORM_PAGES_MAX)
    return FALSE;

  g_list_store_insert (self->pages, MIN (position, n), page);
  if (yy_draft_page_get_page (page) != NULL && yy_draft_page_get_state (page) != YY_PAGE_SENT)
    yy_upload_queue_add (self->uploads, page);
  yy_draft_edit (self);
  return TRUE;
}

void
yy_draft_move_page (YyDraft *self, guint from, guint to)
{
  g_autoptr (YyDraftPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), from);

  if (page == NULL || from == to || to >= g_list_model_get_n_items (G_LIST_MODEL (self->pages)))
    return;

  g_list_store_remove (self->pages, from);
  g_list_store_insert (self->pages, to, page);
  yy_draft_edit (self);
}

void
yy_draft_turn_page (YyDraft *self, guint position, int degrees)
{
  g_autoptr (YyDraftPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), position);

  g_return_if_fail (page != NULL);

  yy_draft_page_set_rotation (page, yy_draft_page_get_rotation (page) + degrees);
  yy_draft_edit (self);
}

void
yy_draft_cancel_page (YyDraft *self, YyDraftPage *page)
{
  g_return_if_fail (YY_IS_DRAFT (self));

  yy_upload_queue_remove (self->uploads, page);
  yy_draft_page_cancel (page);
  yy_draft_page_set_state (page, YY_PAGE_FAILED, _ ("Sending was stopped."));
  yy_draft_step_submit (self);
}

void
yy_draft_retry_page (YyDraft *self, YyDraftPage *page)
{
  g_return_if_fail (YY_IS_DRAFT (self));

  if (yy_draft_page_get_page (page) == NULL)
    take_in (self, page);
  else
    yy_upload_queue_add (self->uploads, page);
  yy_upload_queue_retry (self->uploads);
}

GPtrArray *
yy_draft_list_pages (YyDraft *self)
{
  GPtrArray *pages = yy_page_list_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyDraftPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), i);
      const YyPage *content = yy_draft_page_get_page (page);

      g_ptr_array_add (pages, content != NULL ? yy_page_copy (content)
                                              : yy_page_new ("", "", yy_draft_page_get_name (page), "", 0, 0,
                                                             0, yy_draft_page_get_rotation (page)));
    }

  return pages;
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = yy_api_client_get_picture_finish (YY_API_CLIENT (source), result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
fetch_picture (YyDraft *self, GTask *task, const YyPage *page)
{
  for (guint i = 0; self->request != NULL && i < self->request->pages->len; i++)
    {
      const YyPage *known = g_ptr_array_index (self->request->pages, i);

      if (!g_str_equal (known->sha256, page->sha256))
        continue;
      yy_api_client_get_picture_async (self->client, self->id, FALSE, i, YY_PICTURE_THUMBNAIL, page->sha256,
                                       g_task_get_cancellable (task), picture_cb, g_object_ref (task));
      return;
    }

  g_task_return_new_error (task, YY_ERROR, YY_ERROR_NOT_FOUND, "%s",
                           _ ("The picture is no longer on this computer. Please add it again."));
}

typedef struct
{
  char *folder;
  char *sha256;
} Place;

static void
place_free (Place *place)
{
  g_free (place->folder);
  g_free (place->sha256);
  g_free (place);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Place *place = task_data;
  GError *error = NULL;
  GBytes *bytes = yy_page_files_read (place->folder, place->sha256, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
yy_draft_load_picture_async (YyDraft *self,
                             YyDraftPage *page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) reading = NULL;
  const YyPage *content = yy_draft_page_get_page (page);
  Place *place;

  g_task_set_source_tag (task, yy_draft_load_picture_async);
  g_return_if_fail (content != NULL);

  if (yy_draft_page_get_bytes (page) != NULL)
    {
      g_task_return_pointer (task, g_bytes_ref (yy_draft_page_get_bytes (page)),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (!is_here (self, page))
    {
      fetch_picture (self, task, content);
      return;
    }

  place = g_new0 (Place, 1);
  place->folder = g_strdup (yy_draft_store_get_pages_folder (self->store));
  place->sha256 = g_strdup (content->sha256);
  reading = g_task_new (NULL, cancellable, read_cb, g_steal_pointer (&task));
  g_task_set_task_data (reading, place, (GDestroyNotify) place_free);
  g_task_run_in_thread (reading, read_in_thread);
}

GBytes *
yy_draft_load_picture_finish (YyDraft *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
