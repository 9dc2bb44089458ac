#include "yy-form-outbox.h"

struct _YyFormOutbox
{
  GObject parent_instance;

  GPtrArray *drafts; /* element-type YyDraft */
};

enum
{
  CHANGED,
  SUBMITTED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyFormOutbox, yy_form_outbox, G_TYPE_OBJECT)

/* A conflict and a refusal wait for the person, not for the network. */
static gboolean
has_work (YyDraft *draft)
{
  switch (yy_draft_get_status (draft))
    {
    case YY_DRAFT_PENDING:
    case YY_DRAFT_UNSAVED:
    case YY_DRAFT_SAVING:
    case YY_DRAFT_OFFLINE:
      return TRUE;
    case YY_DRAFT_SENT:
    case YY_DRAFT_EMPTY:
    case YY_DRAFT_REFUSED:
    case YY_DRAFT_CONFLICT:
    case YY_DRAFT_SAVED:
    default:
      return FALSE;
    }
}

static void
let_go (YyFormOutbox *self, YyDraft *draft)
{
  g_signal_handlers_disconnect_by_data (draft, self);
  g_ptr_array_remove (self->drafts, draft);
}

static void
status_changed_cb (YyDraft *draft, gpointer user_data)
{
  YyFormOutbox *self = user_data;
  g_autoptr (YyDraft) kept = g_object_ref (draft);

  if (has_work (draft))
    return;

  let_go (self, draft);
  g_signal_emit (self, signals[CHANGED], 0, yy_draft_get_id (kept));
}

static void
submitted_cb (YyDraft *draft, const YyRequest *request, gpointer user_data)
{
  g_signal_emit (user_data, signals[SUBMITTED], 0, request);
}

static void
yy_form_outbox_dispose (GObject *object)
{
  yy_form_outbox_clear (YY_FORM_OUTBOX (object));

  G_OBJECT_CLASS (yy_form_outbox_parent_class)->dispose (object);
}

static void
yy_form_outbox_finalize (GObject *object)
{
  g_ptr_array_unref (YY_FORM_OUTBOX (object)->drafts);

  G_OBJECT_CLASS (yy_form_outbox_parent_class)->finalize (object);
}

static void
yy_form_outbox_class_init (YyFormOutboxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yy_form_outbox_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_form_outbox_finalize;

  signals[CHANGED] = g_signal_new ("changed", YY_TYPE_FORM_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SUBMITTED] = g_signal_new ("submitted", YY_TYPE_FORM_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
yy_form_outbox_init (YyFormOutbox *self)
{
  self->drafts = g_ptr_array_new_with_free_func (g_object_unref);
}

YyFormOutbox *
yy_form_outbox_new (void)
{
  return g_object_new (YY_TYPE_FORM_OUTBOX, NULL);
}

static YyDraft *
find (YyFormOutbox *self, const char *id)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      YyDraft *draft = g_ptr_array_index (self->drafts, i);

      if (g_str_equal (yy_draft_get_id (draft), id))
        return draft;
    }

  return NULL;
}

static void
keep (YyFormOutbox *self, YyDraft *draft)
{
  g_ptr_array_add (self->drafts, g_object_ref (draft));
  g_signal_connect (draft, "status-changed", G_CALLBACK (status_changed_cb), self);
  g_signal_connect (draft, "submitted", G_CALLBACK (submitted_cb), self);
}

/* What cannot be opened waits for the person: he is told why when he does it. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyFormOutbox) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yy_draft_open_finish (YY_DRAFT (source), result, &error))
    return;

  g_info ("A draft stays on this computer: %s", error->message);
  let_go (self, YY_DRAFT (source));
}

void
yy_form_outbox_resume (YyFormOutbox *self, YyApiClient *client, YyDraftStore *store)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_return_if_fail (YY_IS_FORM_OUTBOX (self));

  records = yy_draft_store_list (store);
  for (guint i = 0; i < records->len; i++)
    {
      const YyDraftRecord *record = g_ptr_array_index (records, i);

      if ((*record->submit_key != '\0' || record->dirty) && find (self, record->id) == NULL)
        g_ptr_array_add (ids, g_strdup (record->id));
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (YyDraft) draft = yy_draft_new (client, store);

      keep (self, draft);
      yy_draft_open_async (draft, g_ptr_array_index (ids, i), NULL, opened_cb, g_object_ref (self));
    }
}

void
yy_form_outbox_add (YyFormOutbox *self, YyDraft *draft)
{
  g_return_if_fail (YY_IS_FORM_OUTBOX (self));

  if (has_work (draft))
    keep (self, draft);
}

YyDraft *
yy_form_outbox_take (YyFormOutbox *self, const char *id)
{
  YyDraft *draft;

  g_return_val_if_fail (YY_IS_FORM_OUTBOX (self), NULL);

  draft = find (self, id);
  if (draft == NULL)
    return NULL;

  g_object_ref (draft);
  let_go (self, draft);
  return draft;
}

void
yy_form_outbox_clear (YyFormOutbox *self)
{
  g_return_if_fail (YY_IS_FORM_OUTBOX (self));

  while (self->drafts->len > 0)
    {
      yy_draft_keep (g_ptr_array_index (self->drafts, 0));
      let_go (self, g_ptr_array_index (self->drafts, 0));
    }
}
