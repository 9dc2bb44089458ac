#include "yy-request-list.h"

#include <string.h>

#define PAGE 50
#define REFRESH_MAX 500

struct _YyRequestList
{
  GObject parent_instance;

  YyApiClient *client;
  YyList list;
  char *query;

  GListModel *front; /* nullable: lines that the service does not know */
  GPtrArray *shown;  /* those of them that are shown, above the service's */
  GPtrArray *items;
  char *next;
  gint64 total;

  GCancellable *cancellable; /* of the call under way; %NULL when there is none */
  GPtrArray *arriving;       /* lines of a refresh, until there are as many as before */
  guint wanted;
  YyLoadState state;
  GError *error;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_REFRESHING,
  PROP_TOTAL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void yy_request_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YyRequestList,
                               yy_request_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, yy_request_list_model_init))

static void fetch (YyRequestList *self, const char *after, guint limit);

static GType
get_item_type (GListModel *model)
{
  return YY_TYPE_REQUEST_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  YyRequestList *self = YY_REQUEST_LIST (model);

  return self->shown->len + self->items->len;
}

/* Borrowed. */
static YyRequestItem *
peek (YyRequestList *self, guint position)
{
  return position < self->shown->len ? g_ptr_array_index (self->shown, position)
                                     : g_ptr_array_index (self->items, position - self->shown->len);
}

static gpointer
get_item (GListModel *model, guint position)
{
  YyRequestList *self = YY_REQUEST_LIST (model);

  return position < get_n_items (model) ? g_object_ref (peek (self, position)) : NULL;
}

static void
yy_request_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
set_state (YyRequestList *self, YyLoadState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
set_total (YyRequestList *self, gint64 total)
{
  if (self->total == total)
    return;

  self->total = total;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOTAL]);
}

static guint
count (YyRequestList *self)
{
  return self->shown->len + self->items->len;
}

static gboolean
is_same (GPtrArray *a, guint i, GPtrArray *b, guint j)
{
  return yy_request_item_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, j));
}

/* Puts @items in place of the lines there are, and tells of those alone that differ: a list that was
 * refreshed and is the same does not move on the screen. */
static void
replace (YyRequestList *self, GPtrArray *items)
{
  GPtrArray *old = self->items;
  guint start = 0;
  guint end = 0;
  guint n_min = MIN (old->len, items->len);

  while (start < n_min && is_same (old, start, items, start))
    start++;
  while (end < n_min - start && is_same (old, old->len - 1 - end, items, items->len - 1 - end))
    end++;

  /* The objects of equal lines stay, so that a selection of them stays. */
  for (guint i = 0; i < items->len; i++)
    {
      gpointer *place = &g_ptr_array_index (items, i);
      guint from = i < start ? i : i + old->len - items->len;

      if (i < start || i >= items->len - end)
        g_set_object ((GObject **) place, g_ptr_array_index (old, from));
    }

  self->items = g_ptr_array_ref (items);
  if (old->len - start - end > 0 || items->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), self->shown->len + start, old->len - start - end,
                                items->len - start - end);
  g_ptr_array_unref (old);
}

static gboolean
has_item (YyRequestList *self, const char *id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (yy_request_item_get_id (g_ptr_array_index (self->items, i)), id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_found (YyRequestList *self, YyRequestItem *item)
{
  g_autofree char *name = g_utf8_casefold (yy_request_item_get_summary (item)->material_name, -1);
  g_autofree char *query = g_utf8_casefold (self->query, -1);

  return strstr (name, query) != NULL;
}

/* Shows those of the front that are looked for and that the service does not show: one that it has meanwhile
 * must not stand there twice. */
static void
show_front (YyRequestList *self)
{
  guint n = self->front != NULL ? g_list_model_get_n_items (self->front) : 0;
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) old = NULL;
  guint start = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyRequestItem) item = g_list_model_get_item (self->front, i);

      if (is_found (self, item) && !has_item (self, yy_request_item_get_id (item)))
        g_ptr_array_add (shown, g_steal_pointer (&item));
    }
  while (start < MIN (self->shown->len, shown->len) && is_same (self->shown, start, shown, start))
    start++;
  if (start == self->shown->len && start == shown->len)
    return;

  for (guint i = 0; i < start; i++)
    g_set_object ((GObject **) &g_ptr_array_index (shown, i), g_ptr_array_index (self->shown, i));
  old = g_steal_pointer (&self->shown);
  self->shown = g_steal_pointer (&shown);
  g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start, self->shown->len - start);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOTAL]);
}

static void
front_changed_cb (YyRequestList *self)
{
  show_front (self);
  if (count (self) > 0)
    set_state (self, YY_LOAD_IDLE);
  else if (self->state == YY_LOAD_IDLE)
    set_state (self, self->error != NULL ? YY_LOAD_FAILED : YY_LOAD_EMPTY);
}

static void
append (YyRequestList *self, GPtrArray *items)
{
  guint position = self->items->len;

  for (guint i = 0; i < items->len; i++)
    {
      YyRequestItem *item = g_ptr_array_index (items, i);

      /* Something that moved while the pages came must not stand there twice. */
      if (!has_item (self, yy_request_item_get_id (item)))
        g_ptr_array_add (self->items, g_object_ref (item));
    }
  if (self->items->len > position)
    g_list_model_items_changed (G_LIST_MODEL (self), self->shown->len + position, 0,
                                self->items->len - position);
}

static void
end_call (YyRequestList *self)
{
  g_clear_object (&self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
}

static void
fail (YyRequestList *self, GError *error)
{
  g_clear_pointer (&self->arriving, g_ptr_array_unref);
  g_clear_error (&self->error);
  self->error = error;
  end_call (self);
  if (count (self) == 0)
    set_state (self, YY_LOAD_FAILED);
  else
    set_state (self, YY_LOAD_IDLE);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static GPtrArray *
make_items (GPtrArray *summaries)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_free_func (summaries, NULL);
  for (guint i = 0; i < summaries->len; i++)
    g_ptr_array_add (items, yy_request_item_new (g_ptr_array_index (summaries, i)));

  return items;
}

static void
listed_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YyRequestList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;
  gint64 total = 0;
  g_autoptr (GPtrArray)
      summaries = yy_api_client_list_finish (YY_API_CLIENT (source), async, &next, &total, &error);
  g_autoptr (GPtrArray) items = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (summaries == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }

  items = make_items (summaries);
  if (self->arriving != NULL)
    {
      g_ptr_array_extend_and_steal (self->arriving, g_steal_pointer (&items));
      if (next != NULL && self->arriving->len < self->wanted)
        {
          fetch (self, next, MIN (100, self->wanted - self->arriving->len));
          return;
        }
      replace (self, self->arriving);
      g_clear_pointer (&self->arriving, g_ptr_array_unref);
    }
  else
    {
      append (self, items);
    }

  g_free (self->next);
  self->next = g_steal_pointer (&next);
  g_clear_error (&self->error);
  set_total (self, total);
  end_call (self);
  show_front (self);
  set_state (self, count (self) > 0 ? YY_LOAD_IDLE : YY_LOAD_EMPTY);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
fetch (YyRequestList *self, const char *after, guint limit)
{
  if (self->cancellable == NULL)
    {
      self->cancellable = g_cancellable_new ();
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
    }
  yy_api_client_list_async (self->client, self->list, self->query, after, (int) CLAMP (limit, 1, 100),
                            self->cancellable, listed_cb, g_object_ref (self));
}

static void
cancel (YyRequestList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->arriving, g_ptr_array_unref);
}

static void
yy_request_list_dispose (GObject *object)
{
  YyRequestList *self = YY_REQUEST_LIST (object);

  cancel (self);
  if (self->front != NULL)
    g_signal_handlers_disconnect_by_data (self->front, self);
  g_clear_object (&self->front);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (yy_request_list_parent_class)->dispose (object);
}

static void
yy_request_list_finalize (GObject *object)
{
  YyRequestList *self = YY_REQUEST_LIST (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->items);
  g_free (self->next);
  g_free (self->query);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (yy_request_list_parent_class)->finalize (object);
}

static void
yy_request_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YyRequestList *self = YY_REQUEST_LIST (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yy_request_list_class_init (YyRequestListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = yy_request_list_dispose;
  object_class->finalize = yy_request_list_finalize;
  object_class->get_property = yy_request_list_get_property;

  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, YY_LOAD_FAILED, YY_LOAD_IDLE, read);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, read);
  props[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, 0, G_MAXINT64, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yy_request_list_init (YyRequestList *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->query = g_strdup ("");
}

YyRequestList *
yy_request_list_new (YyApiClient *client, YyList list)
{
  YyRequestList *self = g_object_new (YY_TYPE_REQUEST_LIST, NULL);

  self->client = g_object_ref (client);
  self->list = list;

  return self;
}

YyList
yy_request_list_get_list (YyRequestList *self)
{
  g_return_val_if_fail (YY_IS_REQUEST_LIST (self), YY_LIST_TODO);

  return self->list;
}

void
yy_request_list_set_query (YyRequestList *self, const char *query)
{
  g_autoptr (GPtrArray) none = NULL;

  g_return_if_fail (YY_IS_REQUEST_LIST (self));
  g_return_if_fail (query != NULL);

  if (g_str_equal (self->query, query))
    return;

  g_free (self->query);
  self->query = g_strdup (query);
  cancel (self);
  none = g_ptr_array_new_with_free_func (g_object_unref);
  replace (self, none);
  show_front (self);
  g_clear_pointer (&self->next, g_free);
  yy_request_list_refresh (self);
}

const char *
yy_request_list_get_query (YyRequestList *self)
{
  g_return_val_if_fail (YY_IS_REQUEST_LIST (self), "");

  return self->query;
}

YyLoadState
yy_request_list_get_state (YyRequestList *self)
{
  g_return_val_if_fail (YY_IS_REQUEST_LIST (self), YY_LOAD_EMPTY);

  return self->state;
}

const GError *
yy_request_list_get_error (YyRequestList *self)
{
  g_return_val_if_fail (YY_IS_REQUEST_LIST (self), NULL);

  return self->error;
}

gint64
yy_request_list_get_total (YyRequestList *self)
{
  g_return_val_if_fail (YY_IS_REQUEST_LIST (self), 0);

  return self->total + self->shown->len;
}

void
yy_request_list_set_front (YyRequestList *self, GListModel *front)
{
  g_return_if_fail (YY_IS_REQUEST_LIST (self));
  g_return_if_fail (self->front == NULL);

  self->front = g_object_ref (front);
  g_signal_connect_swapped (front, "items-changed", G_CALLBACK (front_changed_cb), self);
  front_changed_cb (self);
}

void
yy_request_list_refresh (YyRequestList *self)
{
  g_return_if_fail (YY_IS_REQUEST_LIST (self));

  cancel (self);
  self->wanted = CLAMP (self->items->len, PAGE, REFRESH_MAX);
  self->arriving = g_ptr_array_new_with_free_func (g_object_unref);
  if (count (self) == 0)
    set_state (self, YY_LOAD_LOADING);
  fetch (self, NULL, self->wanted);
}

void
yy_request_list_load_more (YyRequestList *self)
{
  g_return_if_fail (YY_IS_REQUEST_LIST (self));

  if (self->next != NULL && self->cancellable == NULL)
    fetch (self, self->next, PAGE);
}

guint
yy_request_list_find (YyRequestList *self, const char *id)
{
  g_return_val_if_fail (YY_IS_REQUEST_LIST (self), G_MAXUINT);

  for (guint i = 0; i < count (self); i++)
    {
      if (g_strcmp0 (yy_request_item_get_id (peek (self, i)), id) == 0)
        return i;
    }

  return G_MAXUINT;
}

char *
yy_request_list_dup_neighbour (YyRequestList *self, const char *id, int step)
{
  guint position = yy_request_list_find (self, id);
  gint64 other = (gint64) position + step;

  /* What the service does not know cannot be read there. */
  if (position == G_MAXUINT || other < self->shown->len || other >= count (self))
    return NULL;

  return g_strdup (yy_request_item_get_id (peek (self, (guint) other)));
}

char *
yy_request_list_dup_next (YyRequestList *self, const char *id)
{
  char *next = yy_request_list_dup_neighbour (self, id, 1);

  return next != NULL ? next : yy_request_list_dup_neighbour (self, id, -1);
}

void
yy_request_list_remove (YyRequestList *self, const char *id)
{
  guint position = yy_request_list_find (self, id);

  if (position == G_MAXUINT || position < self->shown->len)
    return;

  g_ptr_array_remove_index (self->items, position - self->shown->len);
  set_total (self, MAX (self->total - 1, 0));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  if (count (self) == 0)
    set_state (self, YY_LOAD_EMPTY);
}
