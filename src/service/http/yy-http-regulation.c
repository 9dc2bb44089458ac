#include "yy-regulation.h"
#include "yy-rule-set.h"
#include "yy-services.h"

/* Longer than any regulation; a file that is longer is another one. */
#define TEXT_MAX (256 * 1024)

/* R15: what the office put there, read anew each time: it is changed by an editor, without a word to us.
 * %NULL: there is none that can be shown. */
static char *
dup_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (*path == '\0')
    return NULL;
  if (!g_file_get_contents (path, &text, &length, &error))
    {
      g_message ("The regulation cannot be read: %s", error->message);
      return NULL;
    }
  if (length == 0 || length > TEXT_MAX || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_message ("The regulation %s is no text in UTF-8 of at most %d bytes", path, TEXT_MAX);
      return NULL;
    }

  return g_steal_pointer (&text);
}

static void
add_rules (YyRegulation *regulation, YyRuleSet *rules)
{
  GPtrArray *rows = yy_rule_set_get_rows (rules);

  for (guint i = 0; i < rows->len; i++)
    {
      const YyRuleRow *row = g_ptr_array_index (rows, i);

      yy_regulation_add_rule (regulation, row->id, row->clause);
    }
}

/* The first line is the title of the document, as in every file of this kind. */
static void
take_file (YyRegulation *regulation, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, "\n", 2);

  g_free (regulation->title);
  regulation->title = g_strdup (g_strstrip (parts[0]));
  g_free (regulation->text);
  regulation->text = g_strdup (parts[1] != NULL ? g_strstrip (parts[1]) : "");
  regulation->of_office = TRUE;
}

static void
encode (YyJson *json, const YyRegulation *regulation)
{
  yy_json_begin_object (json, NULL);
  yy_json_add_string (json, "title", regulation->title);
  yy_json_add_string (json, "text", regulation->text);
  yy_json_add_bool (json, "of_office", regulation->of_office);
  yy_json_begin_array (json, "rules");
  for (guint i = 0; i < regulation->rules->len; i++)
    {
      const YyRegulationRule *rule = g_ptr_array_index (regulation->rules, i);

      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "id", rule->id);
      yy_json_add_string (json, "clause", rule->clause);
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
  yy_json_end_object (json);
}

static gboolean
get_regulation (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YySnapshot) snapshot = NULL;
  g_autoptr (YyRegulation) regulation = yy_regulation_new ();
  g_autofree char *text = dup_file (services->regulation);
  YyJson *json;

  if (db == NULL)
    return FALSE;
  snapshot = yy_engine_ref_snapshot (services->engine, db, error);
  if (snapshot == NULL)
    return FALSE;

  add_rules (regulation, yy_snapshot_get_rules (snapshot, yy_snapshot_get_rules_version (snapshot)));
  g_free (regulation->title);
  regulation->title = g_strconcat (snapshot->organisation, "印章使用管理办法", NULL);
  g_free (regulation->text);
  regulation->text = yy_regulation_dup_articles (regulation);
  if (text != NULL)
    take_file (regulation, text);

  json = yy_json_new ();
  encode (json, regulation);
  return yy_http_call_answer_json (call, 200, json);
}

const YyHttpRoute yy_http_regulation_routes[] = {
  { "GET", "/api/v1/regulation", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, get_regulation,
    NULL },
  { NULL },
};
