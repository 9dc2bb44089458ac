#include "yy-import-fault.h"

YyImportFault *
yy_import_fault_new (const char *file, YyCsvPlace place, const char *text)
{
  YyImportFault *self = g_new0 (YyImportFault, 1);

  self->file = g_strdup (file);
  self->place = place;
  self->text = g_strdup (text);
  return self;
}

void
yy_import_fault_free (YyImportFault *self)
{
  g_free (self->file);
  g_free (self->text);
  g_free (self);
}

char *
yy_import_fault_dup_text (const YyImportFault *self)
{
  if (self->place.line == 0)
    return g_strdup_printf ("%s: %s", self->file, self->text);

  return g_strdup_printf ("%s:%u:%u: %s", self->file, self->place.line, self->place.column, self->text);
}
