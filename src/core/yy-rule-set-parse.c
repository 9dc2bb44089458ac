#include <string.h>

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-error.h"
#include "yy-policy.h"
#include "yy-rule-set-private.h"
#include "yy-text.h"

/* More than any department writes; a file that goes on is none. */
#define ROWS_MAX 500
#define TEXT_MAX (256 * 1024)

/* One row while it is read: what is wrong is told with its name. */
typedef struct
{
  YyRuleSet *rules;
  GKeyFile *file;
  const char *group;
  YyRuleRow *row;
} Reading;

static const char *const row_keys[] = { "at",   "when",  "effect",   "code",   "field",  "limit",
                                        "from", "until", "approver", "switch", "clause", NULL };

G_GNUC_PRINTF (4, 5)
static gboolean
fail (GError **error, const Reading *r, const char *key, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list list;

  va_start (list, format);
  what = g_strdup_vprintf (format, list);
  va_end (list);
  g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("[%s] %s: %s"), r->group, key, what);
  return FALSE;
}

static char *
dup_value (const Reading *r, const char *key)
{
  char *value = g_key_file_get_value (r->file, r->group, key, NULL);

  return value != NULL ? g_strstrip (value) : NULL;
}

static gboolean
find_fact (const char *name, YyFactType *ret_type, guint *ret_index, gpointer user_data)
{
  Reading *r = user_data;

  for (guint i = 0; i < r->rules->list_names->len; i++)
    {
      if (!g_str_equal (g_ptr_array_index (r->rules->list_names, i), name))
        continue;
      *ret_type = YY_FACT_WORDS;
      *ret_index = YY_RULE_FIRST_LIST + i;
      return TRUE;
    }

  return yy_rule_case_find_fact (name, ret_type, ret_index, &r->row->asks_org);
}

/* "decide" and "keep" stand for what approvers and keepers do. */
static guint64
find_moments (const char *word)
{
  YyAction action;

  if (g_str_equal (word, "decide"))
    return (guint64) 1 << YY_ACTION_FORWARD | (guint64) 1 << YY_ACTION_APPROVE |
           (guint64) 1 << YY_ACTION_REFUSE | (guint64) 1 << YY_ACTION_RETURN |
           (guint64) 1 << YY_ACTION_TRANSFER | (guint64) 1 << YY_ACTION_ADD_SIGNER |
           (guint64) 1 << YY_ACTION_SIGN | (guint64) 1 << YY_ACTION_OBJECT |
           (guint64) 1 << YY_ACTION_CLASSIFY | (guint64) 1 << YY_ACTION_TAKE_BACK;
  if (g_str_equal (word, "keep"))
    return (guint64) 1 << YY_ACTION_ACCEPT | (guint64) 1 << YY_ACTION_DECLINE |
           (guint64) 1 << YY_ACTION_STAMP | (guint64) 1 << YY_ACTION_SPOIL | (guint64) 1 << YY_ACTION_FINISH |
           (guint64) 1 << YY_ACTION_CHECK_OUT | (guint64) 1 << YY_ACTION_CHECK_IN |
           (guint64) 1 << YY_ACTION_VOID;

  return yy_action_from_nick (word, &action) ? (guint64) 1 << action : 0;
}

static gboolean
read_moments (Reading *r, GError **error)
{
  g_auto (GStrv) words = g_key_file_get_string_list (r->file, r->group, "at", NULL, NULL);

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      guint64 moments = find_moments (g_strstrip (words[i]));

      if (moments == 0)
        return fail (error, r, "at", _ ("nothing is done that is called “%s”"), words[i]);
      r->row->moments |= moments;
    }
  if (r->row->moments == 0)
    return fail (error, r, "at", _ ("this is missing"));

  return TRUE;
}

static gboolean
read_condition (Reading *r, GError **error)
{
  g_autoptr (GError) cause = NULL;

  r->row->text = dup_value (r, "when");
  if (r->row->text == NULL)
    return fail (error, r, "when", _ ("this is missing"));
  r->row->condition = yy_expression_parse (r->row->text, find_fact, r, &cause);
  if (r->row->condition == NULL)
    return fail (error, r, "when", "%s", cause->message);

  return TRUE;
}

static gboolean
read_effect (Reading *r, GError **error)
{
  g_autofree char *effect = dup_value (r, "effect");
  g_autofree char *post = dup_value (r, "approver");

  if (effect == NULL)
    return fail (error, r, "effect", _ ("this is missing"));
  if (!yy_effect_from_nick (effect, &r->row->effect))
    return fail (error, r, "effect", _ ("there is no effect “%s”"), effect);
  if (r->row->effect != YY_EFFECT_APPROVER && post != NULL)
    return fail (error, r, "approver", _ ("only the effect “approver” has one"));
  if (r->row->effect == YY_EFFECT_APPROVER && post == NULL)
    return fail (error, r, "approver", _ ("this is missing"));
  if (post != NULL && !yy_post_from_nick (post, &r->row->post))
    return fail (error, r, "approver", _ ("there is no post “%s”"), post);

  return TRUE;
}

static gboolean
read_issue (Reading *r, GError **error)
{
  static const YyIssueCode usual[] = {
    [YY_EFFECT_BLOCK] = YY_ISSUE_NOT_ALLOWED,     [YY_EFFECT_FIELD] = YY_ISSUE_REQUIRED,
    [YY_EFFECT_APPROVER] = YY_ISSUE_NEEDS_LEADER, [YY_EFFECT_ASK] = YY_ISSUE_CONFIRM,
    [YY_EFFECT_WARN] = YY_ISSUE_CONFIRM,
  };
  g_autofree char *code = dup_value (r, "code");
  g_autofree char *limit = dup_value (r, "limit");
  guint64 number = 0;

  r->row->code = usual[r->row->effect];
  if (code != NULL && !yy_issue_code_from_nick (code, &r->row->code))
    return fail (error, r, "code", _ ("there is no message “%s”"), code);
  if (r->row->effect == YY_EFFECT_ASK && !yy_issue_code_asks (r->row->code))
    return fail (error, r, "code", _ ("the message “%s” does not ask"), code);
  if (limit != NULL && !g_ascii_string_to_unsigned (limit, 10, 0, G_MAXINT32, &number, NULL))
    return fail (error, r, "limit", _ ("this is no number"));
  r->row->limit = (gint64) number;
  r->row->field = dup_value (r, "field");
  if (r->row->field != NULL && *r->row->field != '/')
    return fail (error, r, "field", _ ("a field begins with “/”"));
  if (r->row->effect == YY_EFFECT_FIELD && r->row->field == NULL)
    return fail (error, r, "field", _ ("this is missing"));

  return TRUE;
}

static gboolean
read_day (Reading *r, const char *key, GDate *place, GError **error)
{
  g_autofree char *day = dup_value (r, key);

  g_date_clear (place, 1);
  if (day != NULL && !yy_text_parse_date (day, place))
    return fail (error, r, key, _ ("this is no day such as 2024-03-01"));

  return TRUE;
}

static gboolean
read_rest (Reading *r, GError **error)
{
  g_autofree char *key = dup_value (r, "switch");

  r->row->clause = dup_value (r, "clause");
  if (r->row->clause == NULL || *r->row->clause == '\0')
    return fail (error, r, "clause", _ ("every rule quotes the sentence that it comes from"));
  if (key != NULL)
    {
      r->row->switch_off = *key == '!';
      r->row->switch_key = g_strdup (r->row->switch_off ? key + 1 : key);
      if (!yy_policy_is_flag (r->row->switch_key))
        return fail (error, r, "switch", _ ("there is no switch “%s”"), r->row->switch_key);
    }

  return read_day (r, "from", &r->row->from, error) && read_day (r, "until", &r->row->until, error);
}

static gboolean
check_keys (const Reading *r, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (r->file, r->group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      if (!g_strv_contains (row_keys, keys[i]))
        return fail (error, r, keys[i], _ ("a rule has no such line"));
    }

  return TRUE;
}

static gboolean
read_row (YyRuleSet *rules, GKeyFile *file, const char *group, GError **error)
{
  Reading r = { rules, file, group, g_new0 (YyRuleRow, 1) };
  const char *dot;

  g_ptr_array_add (rules->rows, r.row);
  r.row->key = g_strstrip (g_strdup (group + strlen ("rule ")));
  dot = strchr (r.row->key, '.');
  r.row->id = dot != NULL ? g_strndup (r.row->key, (gsize) (dot - r.row->key)) : g_strdup (r.row->key);
  if (*r.row->id == '\0')
    return fail (error, &r, "rule", _ ("this is missing"));

  return check_keys (&r, error) && read_moments (&r, error) && read_condition (&r, error) &&
         read_effect (&r, error) && read_issue (&r, error) && read_rest (&r, error);
}

static void
read_words (YyRuleSet *rules, GKeyFile *file)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, "words", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_ptr_array_add (rules->list_names, g_strconcat ("words.", keys[i], NULL));
      g_ptr_array_add (rules->lists, g_key_file_get_string_list (file, "words", keys[i], NULL, NULL));
    }
}

/* GKeyFile joins groups of one name: a rule that was copied and not renamed would silently be half of each.
 */
static gboolean
check_twice (const char *text, gsize length, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '[')
        continue;
      if (!g_hash_table_add (seen, g_strstrip (g_strdup (lines[i]))))
        {
          g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("line %u: %s is there twice"), i + 1, lines[i]);
          return FALSE;
        }
    }

  return TRUE;
}

YyRuleSet *
yy_rule_set_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (YyRuleSet) rules = yy_rule_set_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) cause = NULL;
  g_auto (GStrv) groups = NULL;
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  if (size > TEXT_MAX || !g_utf8_validate (text, (gssize) size, NULL))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID,
                           _ ("The rule file is too long, or its bytes are no text."));
      return NULL;
    }
  if (!check_twice (text, size, error))
    return NULL;
  if (!g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, &cause))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("The rule file cannot be read: %s"), cause->message);
      return NULL;
    }

  rules->name = g_key_file_get_string (file, "table", "name", NULL);
  if (rules->name == NULL || g_key_file_get_integer (file, "table", "format", NULL) != 1)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID,
                           _ ("[table]: a rule file says its name, and format=1"));
      return NULL;
    }
  read_words (rules, file);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      if (g_str_equal (groups[i], "table") || g_str_equal (groups[i], "words"))
        continue;
      if (!g_str_has_prefix (groups[i], "rule ") || rules->rows->len >= ROWS_MAX)
        {
          g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("[%s]: there is no such part of a rule file"),
                       groups[i]);
          return NULL;
        }
      if (!read_row (rules, file, groups[i], error))
        return NULL;
    }

  return g_steal_pointer (&rules);
}
