#include "yy-engine-rules.h"

#include "yy-directory-store.h"
#include "yy-engine-policy.h"
#include "yy-error.h"
#include "yy-event-store.h"
#include "yy-form.h"
#include "yy-rule-set.h"
#include "yy-rule-store.h"

char *
yy_engine_dup_rules (YyEngine *self, YyDb *db, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *content = yy_rule_store_dup_content (db, &cause);
  const char *own;
  gsize length;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (content != NULL)
    return content;

  own = yy_rule_set_get_default_text (&length);
  return g_strndup (own, length);
}

static gboolean
record (YyEngine *self, YyDb *db, const YyActor *actor, int version, const char *content, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (YyHistory) line = yy_history_new ();
  YyEventDraft draft = { .kind = "policy", .action = "rules", .line = line };
  g_autofree char *what = g_strdup_printf ("%d", version);
  g_autofree char *was = g_strdup_printf ("%d", version - 1);
  guint8 payload[32];
  gsize size = sizeof payload;

  g_checksum_update (sum, (const guchar *) content, -1);
  g_checksum_get_digest (sum, payload, &size);
  draft.payload = payload;
  yy_form_set_text (&line->reason, what);
  if (actor != NULL)
    {
      yy_form_set_text (&line->actor_id, actor->person_id);
      draft.session_id = actor->session_id;
    }

  return yy_event_store_append (db, &draft, yy_engine_now (self), error) &&
         yy_engine_note_policy (db, line, "rules", was, what, error);
}

gboolean
yy_engine_set_rules (YyEngine *self, YyDb *db, const YyActor *actor, const char *content, GError **error)
{
  g_autofree char *was = yy_engine_dup_rules (self, db, error);
  g_autoptr (YyRuleSet) rules = NULL;
  int version;

  if (was == NULL)
    return FALSE;
  rules = yy_rule_set_parse (content, -1, error);
  if (rules == NULL)
    return FALSE;
  if (g_str_equal (was, content))
    return TRUE;

  return yy_rule_store_add (db, content, yy_engine_now (self), &version, error) &&
         yy_directory_store_bump_version (db, error) && record (self, db, actor, version, content, error);
}
