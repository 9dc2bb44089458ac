#include "yy-policy-state.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

/* What each switch means; the rule is the reading of the notice that it chooses between. */
static const struct
{
  const char *key;
  const char *rule;
  const char *title;
  const char *sentence;
} switches[] = {
  { "reviewer-required", "A01", N_ ("Every request names a reviewer"),
    N_ ("Switched off, a request without one goes to the leader in charge at once. None goes without any approver.") },
  { "section-may-approve", "A02", N_ ("Section heads approve finally"),
    N_ ("Only for these seals. For all others they submit to the leader in charge.") },
  { "all-chiefs", "A06", N_ ("All chiefs must agree"),
    N_ ("What needs a chief needs every one of them. Switched off, any one is enough.") },
  { "major-declared", "A07", N_ ("Applicants say whether it is a major matter"),
    N_ ("Switched off, what is not said counts as none; approvers can still say that it is one.") },
  { "approver-may-stamp", "WF04", N_ ("The final approver may stamp"),
    N_ ("Who approved a request finally may also accept and stamp it, if he keeps the seal.") },
  { "photo-required", "F45", N_ ("Photo of what was stamped"),
    N_ ("A stamping needs at least one photo of the stamped pages.") },
  { "days-ahead", "R29", N_ ("Days ahead"), N_ ("So many days after today the day of use may lie at most.") },
};

static int
find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      if (g_strcmp0 (switches[i].key, key) == 0)
        return (int) i;
    }

  return -1;
}

const char *
yy_policy_get_title (const char *key)
{
  int i = find (key);

  return i >= 0 ? _ (switches[i].title) : NULL;
}

const char *
yy_policy_get_sentence (const char *key)
{
  int i = find (key);

  return i >= 0 ? _ (switches[i].sentence) : NULL;
}

const char *
yy_policy_get_rule (const char *key)
{
  int i = find (key);

  return i >= 0 ? switches[i].rule : NULL;
}

static char *
dup_seals_text (guint bits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint kind = 0; kind < YY_SEAL_LAST; kind++)
    {
      if (bits & (1u << kind))
        g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "",
                                yy_seal_kind_get_label ((YySealKind) kind));
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (_ ("none"));
}

char *
yy_policy_dup_value_text (const char *key, const char *value)
{
  YyPolicy policy;

  yy_policy_init (&policy);
  if (find (key) < 0 || !yy_policy_set (&policy, key, value))
    return g_strdup (value);
  if (yy_policy_is_flag (key))
    return g_strdup (yy_policy_get_flag (&policy, key) ? _ ("on") : _ ("off"));
  if (g_str_equal (key, "section-may-approve"))
    return dup_seals_text (policy.section_may_approve);

  return g_strdup (value);
}

YyPolicyChange *
yy_policy_change_new (void)
{
  YyPolicyChange *self = g_new0 (YyPolicyChange, 1);

  self->actor_id = g_strdup ("");
  self->actor_name = g_strdup ("");
  self->key = g_strdup ("");
  self->before = g_strdup ("");
  self->after = g_strdup ("");
  return self;
}

void
yy_policy_change_free (YyPolicyChange *self)
{
  g_free (self->actor_id);
  g_free (self->actor_name);
  g_free (self->key);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

YyPolicyState *
yy_policy_state_new (void)
{
  YyPolicyState *self = g_new0 (YyPolicyState, 1);

  self->revision = 1;
  yy_policy_init (&self->policy);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_policy_change_free);
  return self;
}

void
yy_policy_state_free (YyPolicyState *self)
{
  g_ptr_array_unref (self->changes);
  g_free (self);
}
