#include "yy-policy.h"

#include <string.h>

#include "yy-rule-set.h"

static const char *const keys[] = {
  "reviewer-required", "section-may-approve", "all-chiefs", "major-declared", "approver-may-stamp",
  "photo-required",    "days-ahead",          "urge-hours", "urge-per-day",   NULL,
};

/* The switches that are on or off, and where they stand. */
static const struct
{
  const char *key;
  gsize offset;
} flags[] = {
  { "reviewer-required", G_STRUCT_OFFSET (YyPolicy, reviewer_required) },
  { "all-chiefs", G_STRUCT_OFFSET (YyPolicy, all_chiefs) },
  { "major-declared", G_STRUCT_OFFSET (YyPolicy, major_declared) },
  { "approver-may-stamp", G_STRUCT_OFFSET (YyPolicy, approver_may_stamp) },
  { "photo-required", G_STRUCT_OFFSET (YyPolicy, photo_required) },
};

/* Those that are numbers. */
static const struct
{
  const char *key;
  gsize offset;
  guint64 min;
  guint64 max;
} numbers[] = {
  { "days-ahead", G_STRUCT_OFFSET (YyPolicy, days_ahead), 1, 365 },
  { "urge-hours", G_STRUCT_OFFSET (YyPolicy, urge_hours), 0, 80 },
  { "urge-per-day", G_STRUCT_OFFSET (YyPolicy, urge_per_day), 0, 20 },
};

static gboolean *
find_flag (const YyPolicy *self, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (g_str_equal (flags[i].key, key))
        return G_STRUCT_MEMBER_P (self, flags[i].offset);
    }

  return NULL;
}

gboolean
yy_policy_is_flag (const char *key)
{
  const YyPolicy any = { 0 };

  return find_flag (&any, key) != NULL;
}

gboolean
yy_policy_get_flag (const YyPolicy *self, const char *key)
{
  const gboolean *flag = find_flag (self, key);

  g_return_val_if_fail (flag != NULL, FALSE);

  return *flag;
}

void
yy_policy_init (YyPolicy *self)
{
  *self = (YyPolicy) {
    .rules = yy_rule_set_get_default (),
    .reviewer_required = TRUE,
    .major_declared = TRUE,
    .days_ahead = 90,
    .urge_hours = 4,
    .urge_per_day = 3,
  };
}

static gboolean
parse_boolean (const char *value, gboolean *place)
{
  if (!g_str_equal (value, "true") && !g_str_equal (value, "false"))
    return FALSE;

  *place = g_str_equal (value, "true");
  return TRUE;
}

static gboolean
parse_kinds (const char *value, guint *place)
{
  g_auto (GStrv) words = g_strsplit (value, ",", -1);
  guint bits = 0;

  for (guint i = 0; words[i] != NULL && !(i == 0 && *value == '\0'); i++)
    {
      YySealKind kind;

      if (!yy_seal_kind_from_nick (g_strstrip (words[i]), &kind))
        return FALSE;
      bits |= 1u << kind;
    }

  *place = bits;
  return TRUE;
}

gboolean
yy_policy_set (YyPolicy *self, const char *key, const char *value)
{
  guint64 number;

  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  if (yy_policy_is_flag (key))
    return parse_boolean (value, find_flag (self, key));
  if (g_str_equal (key, "section-may-approve"))
    return parse_kinds (value, &self->section_may_approve);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (!g_str_equal (key, numbers[i].key) ||
          !g_ascii_string_to_unsigned (value, 10, numbers[i].min, numbers[i].max, &number, NULL))
        continue;
      G_STRUCT_MEMBER (int, self, numbers[i].offset) = (int) number;
      return TRUE;
    }

  return FALSE;
}

static char *
dup_kinds (guint bits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint kind = 0; kind < YY_SEAL_LAST; kind++)
    {
      if (bits & (1u << kind))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", yy_seal_kind_get_nick (kind));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
yy_policy_dup (const YyPolicy *self, const char *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  if (yy_policy_is_flag (key))
    return g_strdup (yy_policy_get_flag (self, key) ? "true" : "false");
  if (g_str_equal (key, "section-may-approve"))
    return dup_kinds (self->section_may_approve);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (g_str_equal (key, numbers[i].key))
        return g_strdup_printf ("%d", G_STRUCT_MEMBER (int, self, numbers[i].offset));
    }

  return NULL;
}

const char *const *
yy_policy_list_keys (void)
{
  return keys;
}
