#include "yy-request-item.h"

struct _YyRequestItem
{
  GObject parent_instance;

  YySummary *summary;
};

G_DEFINE_FINAL_TYPE (YyRequestItem, yy_request_item, G_TYPE_OBJECT)

static void
yy_request_item_finalize (GObject *object)
{
  YyRequestItem *self = YY_REQUEST_ITEM (object);

  yy_summary_free (self->summary);

  G_OBJECT_CLASS (yy_request_item_parent_class)->finalize (object);
}

static void
yy_request_item_class_init (YyRequestItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_request_item_finalize;
}

static void
yy_request_item_init (YyRequestItem *self)
{
}

YyRequestItem *
yy_request_item_new (YySummary *summary)
{
  YyRequestItem *self;

  g_return_val_if_fail (summary != NULL, NULL);

  self = g_object_new (YY_TYPE_REQUEST_ITEM, NULL);
  self->summary = summary;

  return self;
}

const YySummary *
yy_request_item_get_summary (YyRequestItem *self)
{
  g_return_val_if_fail (YY_IS_REQUEST_ITEM (self), NULL);

  return self->summary;
}

const char *
yy_request_item_get_id (YyRequestItem *self)
{
  g_return_val_if_fail (YY_IS_REQUEST_ITEM (self), NULL);

  return self->summary->id;
}

gboolean
yy_request_item_equal (YyRequestItem *self, YyRequestItem *other)
{
  const YySummary *a = self->summary;
  const YySummary *b = other->summary;

  /* Everything else follows from id and revision; names of people can change without it. */
  return g_str_equal (a->id, b->id) && a->revision == b->revision && a->state == b->state &&
         a->step == b->step && g_str_equal (a->task, b->task) &&
         g_str_equal (a->assignee_name, b->assignee_name) &&
         g_str_equal (a->applicant_name, b->applicant_name) &&
         g_str_equal (a->material_name, b->material_name);
}
