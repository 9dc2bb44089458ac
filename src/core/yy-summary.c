#include "yy-summary.h"

static const gsize texts[] = {
  G_STRUCT_OFFSET (YySummary, id),
  G_STRUCT_OFFSET (YySummary, number),
  G_STRUCT_OFFSET (YySummary, material_name),
  G_STRUCT_OFFSET (YySummary, seal_name),
  G_STRUCT_OFFSET (YySummary, unit_name),
  G_STRUCT_OFFSET (YySummary, applicant_id),
  G_STRUCT_OFFSET (YySummary, applicant_name),
  G_STRUCT_OFFSET (YySummary, assignee_id),
  G_STRUCT_OFFSET (YySummary, assignee_name),
  G_STRUCT_OFFSET (YySummary, use_date),
  G_STRUCT_OFFSET (YySummary, out_from),
  G_STRUCT_OFFSET (YySummary, out_until),
  G_STRUCT_OFFSET (YySummary, destination),
  G_STRUCT_OFFSET (YySummary, carrier_name),
  G_STRUCT_OFFSET (YySummary, task),
};

YySummary *
yy_summary_new (void)
{
  YySummary *self = g_new0 (YySummary, 1);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, self, texts[i]) = g_strdup ("");

  return self;
}

void
yy_summary_free (YySummary *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, texts[i]));
  g_free (self);
}
