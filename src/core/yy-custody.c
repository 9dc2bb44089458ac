#include "yy-custody.h"

#include "yy-form.h"

static const char *const nicks[] = { "counter", "handing", "out" };

G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == YY_PLACE_LAST);

const char *
yy_seal_place_get_nick (YySealPlace place)
{
  g_return_val_if_fail ((guint) place < YY_PLACE_LAST, "counter");

  return nicks[place];
}

gboolean
yy_seal_place_from_nick (const char *nick, YySealPlace *ret_place)
{
  for (guint i = 0; i < YY_PLACE_LAST; i++)
    {
      if (g_strcmp0 (nicks[i], nick) == 0)
        {
          *ret_place = (YySealPlace) i;
          return TRUE;
        }
    }

  return FALSE;
}

YyCustody *
yy_custody_new (const char *seal_id)
{
  YyCustody *self = g_new0 (YyCustody, 1);

  self->seal_id = g_strdup (seal_id);
  self->seal_name = g_strdup ("");
  self->request_id = g_strdup ("");
  self->number = g_strdup ("");
  self->keeper_id = g_strdup ("");
  self->keeper_name = g_strdup ("");
  self->carrier_id = g_strdup ("");
  self->carrier_name = g_strdup ("");
  self->unit_name = g_strdup ("");
  self->destination = g_strdup ("");
  self->until = g_strdup ("");

  return self;
}

void
yy_custody_free (YyCustody *self)
{
  g_free (self->seal_id);
  g_free (self->seal_name);
  g_free (self->request_id);
  g_free (self->number);
  g_free (self->keeper_id);
  g_free (self->keeper_name);
  g_free (self->carrier_id);
  g_free (self->carrier_name);
  g_free (self->unit_name);
  g_free (self->destination);
  g_free (self->until);
  g_free (self);
}

char *
yy_custody_dup_whereabouts (const YyCustody *self)
{
  GString *text = g_string_new (self->destination);

  if (*self->until != '\0')
    {
      g_autofree char *until = g_strdelimit (g_strdup (self->until), "T", ' ');

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", until);
    }
  if (*self->keeper_name != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", self->keeper_name);
  if (*self->carrier_name != '\0')
    g_string_append_printf (text, "、%s", self->carrier_name);

  return g_string_free (text, FALSE);
}
