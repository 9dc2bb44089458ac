#include "yy-local-drafts.h"

#include "yy-org.h"

struct _YyLocalDrafts
{
  GObject parent_instance;

  YyDraftStore *store;
  char *person_id;
  char *person_name;
  GHashTable *units; /* id to name */
  GPtrArray *items;
};

static void yy_local_drafts_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YyLocalDrafts,
                               yy_local_drafts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, yy_local_drafts_model_init))

static GType
get_item_type (GListModel *model)
{
  return YY_TYPE_REQUEST_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return YY_LOCAL_DRAFTS (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  YyLocalDrafts *self = YY_LOCAL_DRAFTS (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
yy_local_drafts_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static YyRequestItem *
make_item (YyLocalDrafts *self, const YyDraftRecord *record)
{
  const YyForm *form = record->form;
  const char *unit = g_hash_table_lookup (self->units, form->unit_id);
  YySummary *summary = yy_summary_new ();

  yy_form_set_text (&summary->id, record->id);
  yy_form_set_text (&summary->applicant_id, self->person_id);
  yy_form_set_text (&summary->applicant_name, self->person_name);
  yy_form_set_text (&summary->unit_name, unit != NULL ? unit : "");
  yy_form_set_text (&summary->material_name, form->material_name);
  yy_form_set_text (&summary->use_date, form->use_date);
  yy_form_set_text (&summary->task, "draft");
  summary->revision = 0;
  summary->state = YY_STATE_DRAFT;
  summary->copies = form->copies;
  summary->major = form->major;
  summary->n_pages = (int) record->pages->len;
  summary->changed_usec = record->updated_usec;
  return yy_request_item_new (summary);
}

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!yy_request_item_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

/* A text that grows is no news to a list that does not show it. */
static void
changed_cb (YyLocalDrafts *self)
{
  g_autoptr (GPtrArray) records = yy_draft_store_list (self->store);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint before = self->items->len;

  for (guint i = 0; i < records->len; i++)
    {
      const YyDraftRecord *record = g_ptr_array_index (records, i);

      if (record->revision == 0)
        g_ptr_array_add (items, make_item (self, record));
    }
  if (are_same (self->items, items))
    return;

  g_ptr_array_unref (self->items);
  self->items = g_steal_pointer (&items);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->items->len);
}

static void
yy_local_drafts_finalize (GObject *object)
{
  YyLocalDrafts *self = YY_LOCAL_DRAFTS (object);

  g_clear_object (&self->store);
  g_free (self->person_id);
  g_free (self->person_name);
  g_hash_table_unref (self->units);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (yy_local_drafts_parent_class)->finalize (object);
}

static void
yy_local_drafts_class_init (YyLocalDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_local_drafts_finalize;
}

static void
yy_local_drafts_init (YyLocalDrafts *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

YyLocalDrafts *
yy_local_drafts_new (YyDraftStore *store, const YyMe *me)
{
  YyLocalDrafts *self = g_object_new (YY_TYPE_LOCAL_DRAFTS, NULL);

  self->store = g_object_ref (store);
  self->person_id = g_strdup (me->person->id);
  self->person_name = g_strdup (me->person->name);
  for (guint i = 0; i < me->units->len; i++)
    {
      const YyUnit *unit = g_ptr_array_index (me->units, i);

      g_hash_table_insert (self->units, g_strdup (unit->id), g_strdup (unit->name));
    }
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return self;
}
