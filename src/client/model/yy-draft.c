#include "yy-draft-private.h"

#include "yy-new-id.h"

/* Two seconds at most are lost: the first pause is written down, and of typing without one a second is kept
 * for a machine that is slow. */
#define LOCAL_QUIET_MSEC 500
#define LOCAL_MSEC 1000
#define SERVER_MSEC 4000

enum
{
  LOADED,
  STATUS_CHANGED,
  SUBMITTED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyDraft, yy_draft, G_TYPE_OBJECT)

static gboolean
local_timer_cb (gpointer user_data)
{
  YyDraft *self = user_data;

  self->local_timer = 0;
  yy_draft_keep (self);
  return G_SOURCE_REMOVE;
}

static gboolean
server_timer_cb (gpointer user_data)
{
  YyDraft *self = user_data;

  self->server_timer = 0;
  yy_draft_start_save (self);
  return G_SOURCE_REMOVE;
}

void
yy_draft_schedule_save (YyDraft *self)
{
  guint pause = self->pause > 0 ? self->pause * 1000 : SERVER_MSEC;

  g_clear_handle_id (&self->server_timer, g_source_remove);
  self->server_timer = g_timeout_add (pause, server_timer_cb, self);
}

void
yy_draft_set_status (YyDraft *self, YyDraftStatus status, const char *text)
{
  gboolean on_its_way = status == YY_DRAFT_UNSAVED || status == YY_DRAFT_SAVING || status == YY_DRAFT_SAVED ||
                        status == YY_DRAFT_OFFLINE;

  /* Whoever pressed the button has one question, and none about saving. */
  if (self->wants_submit && on_its_way)
    {
      status = YY_DRAFT_PENDING;
      text = text != NULL ? text : self->status_text;
    }
  if (self->status == status && g_strcmp0 (self->status_text, text) == 0)
    return;

  self->status = status;
  if (text != self->status_text)
    {
      g_free (self->status_text);
      self->status_text = g_strdup (text);
    }
  g_signal_emit (self, signals[STATUS_CHANGED], 0);
}

/* The last change sets the clock, but never past a second after the first that is not kept: whoever never
 * pauses loses no more. */
static void
schedule_keep (YyDraft *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 rest;

  if (self->local_timer == 0)
    self->unkept_since = now;
  rest = LOCAL_MSEC - (now - self->unkept_since) / G_TIME_SPAN_MILLISECOND;
  g_clear_handle_id (&self->local_timer, g_source_remove);
  self->local_timer = g_timeout_add ((guint) CLAMP (rest, 0, LOCAL_QUIET_MSEC), local_timer_cb, self);
}

gboolean
yy_draft_is_dirty (YyDraft *self)
{
  return self->generation != self->saved_generation;
}

void
yy_draft_touch (YyDraft *self)
{
  if (*self->id == '\0')
    {
      g_free (self->id);
      self->id = yy_new_id ();
    }
  self->generation++;
  schedule_keep (self);
  if (self->conflict)
    return;

  yy_draft_set_status (self, YY_DRAFT_UNSAVED, NULL);
  if (!self->saving)
    yy_draft_schedule_save (self);
}

void
yy_draft_edit (YyDraft *self)
{
  if (self->wants_submit)
    yy_draft_cancel_submit (self);
  yy_draft_touch (self);
}

typedef struct
{
  YyDraft *draft;
  guint generation;
  GAsyncReadyCallback callback;
  gpointer user_data;
} Writing;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Writing *writing = user_data;
  g_autoptr (YyDraft) self = writing->draft;
  g_autoptr (GError) error = NULL;

  if (yy_draft_store_save_finish (self->store, result, &error))
    self->kept_generation = writing->generation;
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    yy_draft_set_status (self, YY_DRAFT_REFUSED, error->message);
  if (writing->callback != NULL)
    writing->callback (source, result, writing->user_data);
}

void
yy_draft_write_record (YyDraft *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (YyDraftRecord) record = yy_draft_record_new (self->id);
  Writing *writing;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));

  record->revision = self->revision;
  record->state = self->state;
  record->dirty = yy_draft_is_dirty (self);
  record->updated_usec = g_get_real_time ();
  yy_form_free (record->form);
  record->form = yy_form_copy (self->form);
  yy_form_set_text (&record->submit_key, self->submit_key);
  yy_form_set_text (&record->submit_digest, self->submit_digest);
  record->submit_revision = self->submit_revision;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyDraftPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

      if (yy_draft_page_get_page (page) != NULL)
        g_ptr_array_add (record->pages, yy_page_copy (yy_draft_page_get_page (page)));
    }

  writing = g_new0 (Writing, 1);
  writing->draft = g_object_ref (self);
  writing->generation = self->generation;
  writing->callback = callback;
  writing->user_data = user_data;
  yy_draft_store_save_async (self->store, record, written_cb, writing);
}

void
yy_draft_load_content (YyDraft *self, const YyForm *form, GPtrArray *pages, YyPageState state)
{
  G_GNUC_UNUSED g_autoptr (YyForm) old = self->form;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (items, yy_draft_page_new (g_ptr_array_index (pages, i), state));
  self->form = yy_form_copy (form);
  g_list_store_splice (self->pages, 0, g_list_model_get_n_items (G_LIST_MODEL (self->pages)), items->pdata,
                       items->len);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
yy_draft_dispose (GObject *object)
{
  YyDraft *self = YY_DRAFT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->local_timer, g_source_remove);
  g_clear_handle_id (&self->server_timer, g_source_remove);
  if (self->uploads != NULL)
    g_signal_handlers_disconnect_by_data (self->uploads, self);
  g_clear_object (&self->uploads);
  g_ptr_array_set_size (self->waiters, 0);
  g_clear_object (&self->submission);

  G_OBJECT_CLASS (yy_draft_parent_class)->dispose (object);
}

static void
yy_draft_finalize (GObject *object)
{
  YyDraft *self = YY_DRAFT (object);

  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->pages);
  g_free (self->id);
  yy_form_free (self->form);
  g_clear_pointer (&self->request, yy_request_free);
  g_clear_pointer (&self->theirs, yy_request_free);
  g_clear_pointer (&self->sent_form, yy_form_free);
  g_clear_pointer (&self->sent_pages, g_ptr_array_unref);
  g_ptr_array_unref (self->waiters);
  g_free (self->submit_key);
  g_free (self->submit_digest);
  g_free (self->status_text);

  G_OBJECT_CLASS (yy_draft_parent_class)->finalize (object);
}

static void
yy_draft_class_init (YyDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yy_draft_dispose;
  object_class->finalize = yy_draft_finalize;

  signals[LOADED] =
      g_signal_new ("loaded", YY_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STATUS_CHANGED] =
      g_signal_new ("status-changed", YY_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SUBMITTED] = g_signal_new ("submitted", YY_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
yy_draft_init (YyDraft *self)
{
  self->id = g_strdup ("");
  self->submit_key = g_strdup ("");
  self->submit_digest = g_strdup ("");
  self->form = yy_form_new ();
  self->pages = g_list_store_new (YY_TYPE_DRAFT_PAGE);
  self->cancellable = g_cancellable_new ();
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

YyDraft *
yy_draft_new (YyApiClient *client, YyDraftStore *store)
{
  YyDraft *self = g_object_new (YY_TYPE_DRAFT, NULL);

  self->client = g_object_ref (client);
  self->store = store != NULL ? g_object_ref (store) : NULL;
  yy_draft_pages_init (self);
  return self;
}

const char *
yy_draft_get_id (YyDraft *self)
{
  return self->id;
}

const YyForm *
yy_draft_get_form (YyDraft *self)
{
  return self->form;
}

void
yy_draft_propose_form (YyDraft *self, const YyForm *form)
{
  g_return_if_fail (YY_IS_DRAFT (self));

  if (yy_form_equal (self->form, form))
    return;
  if (*self->id != '\0')
    {
      yy_draft_set_form (self, form);
      return;
    }

  yy_form_free (self->form);
  self->form = yy_form_copy (form);
}

void
yy_draft_set_form (YyDraft *self, const YyForm *form)
{
  g_return_if_fail (YY_IS_DRAFT (self));

  if (yy_form_equal (self->form, form))
    return;

  yy_form_free (self->form);
  self->form = yy_form_copy (form);
  yy_draft_edit (self);
}

const YyRequest *
yy_draft_get_request (YyDraft *self)
{
  return self->request;
}

YyDraftStatus
yy_draft_get_status (YyDraft *self)
{
  return self->status;
}

const char *
yy_draft_get_status_text (YyDraft *self)
{
  return self->status_text;
}

gint64
yy_draft_get_saved_usec (YyDraft *self)
{
  return self->saved_usec;
}

void
yy_draft_keep (YyDraft *self)
{
  g_return_if_fail (YY_IS_DRAFT (self));

  g_clear_handle_id (&self->local_timer, g_source_remove);
  if (self->store == NULL || *self->id == '\0' || self->status == YY_DRAFT_SENT ||
      self->generation == self->kept_generation)
    return;

  yy_draft_write_record (self, NULL, NULL);
}
