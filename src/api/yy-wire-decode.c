#include "yy-wire-decode-private.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-error.h"
#include "yy-org.h"

void
yy_wire_read_text (YyWire *wire, const char *name, gboolean optional, char **place)
{
  const char *text = optional ? yy_wire_get_optional_string (wire, name, 0, YY_WIRE_TEXT_MAX)
                              : yy_wire_get_string (wire, name, 0, YY_WIRE_TEXT_MAX);

  yy_form_set_text (place, text);
}

void
yy_wire_read_int (YyWire *wire, const char *name, gint64 max, int *ret_value)
{
  gint64 value = 0;

  if (yy_wire_get_int (wire, name, 0, MIN (max, G_MAXINT), &value))
    *ret_value = (int) value;
}

void
yy_wire_read_time (YyWire *wire, const char *name, gboolean optional, gint64 *ret_usec)
{
  const char *text = optional ? yy_wire_get_optional_string (wire, name, 1, 64)
                              : yy_wire_get_string (wire, name, 1, 64);
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (time != NULL)
    *ret_usec = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  else if (text != NULL)
    yy_wire_refuse_value (wire, name, text);
}

void
yy_wire_read_person (YyWire *wire, const char *name, gboolean optional, char **id, char **person_name)
{
  g_autoptr (YyWire) person = optional ? yy_wire_get_optional_object (wire, name)
                                       : yy_wire_get_object (wire, name);

  if (person == NULL)
    return;

  yy_wire_read_text (person, "id", FALSE, id);
  yy_wire_read_text (person, "name", FALSE, person_name);
}

/* The capacity of a target; a keeper's is none. */
static void
read_step (YyWire *wire, YyStep *ret_step)
{
  const char *word = yy_wire_get_string (wire, "step", 1, 64);

  if (word != NULL && !g_str_equal (word, "keeper") && !yy_step_from_nick (word, ret_step))
    yy_wire_refuse_value (wire, "step", word);
}

void
yy_wire_read_targets (YyWire *wire, const char *name, GPtrArray *targets)
{
  json_t *array = yy_wire_get_array (wire, name, YY_WIRE_LIST_MAX);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, name, i);
      YyTarget *target = yy_target_new ("", "", "", "", YY_STEP_NONE, FALSE);

      g_ptr_array_add (targets, target);
      yy_wire_read_text (item, "person_id", FALSE, &target->person_id);
      yy_wire_read_text (item, "name", FALSE, &target->name);
      yy_wire_read_text (item, "unit", FALSE, &target->unit);
      yy_wire_read_text (item, "posts", FALSE, &target->posts);
      yy_wire_read_text (item, "pinyin", TRUE, &target->pinyin);
      yy_wire_read_text (item, "initials", TRUE, &target->initials);
      read_step (item, &target->step);
      yy_wire_get_bool (item, "preferred", &target->preferred);
    }
}

void
yy_wire_read_units (YyWire *wire, const char *name, GPtrArray *units)
{
  json_t *array = yy_wire_get_array (wire, name, YY_WIRE_LIST_MAX);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, name, i);
      YyUnit *unit = g_new0 (YyUnit, 1);

      unit->sort = (int) i;
      g_ptr_array_add (units, unit);
      yy_wire_read_text (item, "id", FALSE, &unit->id);
      yy_wire_read_text (item, "name", FALSE, &unit->name);
    }
}

/* What this version does not understand of it is as if nobody had looked. */
static void
read_blank (YyWire *wire, YyPage *page)
{
  const char *word = yy_wire_get_optional_string (wire, "blank", 1, 64);
  json_t *array = yy_wire_get_optional_array (wire, "empty_regions", 1000);
  YyBlank blank = { YY_BLANK_VERDICT_UNKNOWN };

  if (word == NULL || !yy_blank_verdict_from_nick (word, &blank.verdict))
    return;
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "empty_regions", i);
      YyRegion region = { 0 };

      yy_wire_read_int (item, "x", YY_REGION_WHOLE, &region.x);
      yy_wire_read_int (item, "y", YY_REGION_WHOLE, &region.y);
      yy_wire_read_int (item, "width", YY_REGION_WHOLE, &region.width);
      yy_wire_read_int (item, "height", YY_REGION_WHOLE, &region.height);
      yy_blank_add_region (&blank, region.x, region.y, region.width, region.height);
    }
  yy_page_set_blank (page, &blank);
}

YyPage *
yy_wire_read_page (YyWire *wire)
{
  YyPage *page;
  const char *sha256 = yy_wire_get_string (wire, "sha256", 64, 64);
  const char *original = yy_wire_get_optional_string (wire, "original_sha256", 0, 64);
  const char *name = yy_wire_get_optional_string (wire, "name", 0, YY_WIRE_TEXT_MAX);
  const char *mime = yy_wire_get_string (wire, "mime", 0, 200);
  gint64 size = 0;
  int width = 0;
  int height = 0;
  int rotation = 0;

  yy_wire_get_int (wire, "size", 0, G_MAXINT64, &size);
  yy_wire_read_int (wire, "width", 1000000, &width);
  yy_wire_read_int (wire, "height", 1000000, &height);
  yy_wire_read_int (wire, "rotation", 270, &rotation);
  if (rotation % 90 != 0)
    {
      yy_wire_refuse_value (wire, "rotation", "");
      return NULL;
    }
  if (sha256 == NULL || !yy_sha256_is_valid (sha256) || mime == NULL)
    {
      yy_wire_refuse_value (wire, "sha256", "");
      return NULL;
    }

  page = yy_page_new (sha256, original != NULL ? original : "", name != NULL ? name : "", mime, size, width,
                      height, rotation);
  read_blank (wire, page);
  return page;
}

YyIssue *
yy_wire_read_issue (YyWire *wire)
{
  const char *pointer = yy_wire_get_optional_string (wire, "pointer", 0, 200);
  const char *word = yy_wire_get_string (wire, "code", 1, 64);
  const char *rule_id = yy_wire_get_optional_string (wire, "rule", 0, 16);
  const char *argument = yy_wire_get_optional_string (wire, "argument", 0, YY_WIRE_TEXT_MAX);
  const char *clause = yy_wire_get_optional_string (wire, "clause", 0, YY_WIRE_TEXT_MAX);
  YyIssueCode code;
  YyIssue *issue;
  gint64 limit = 0;

  yy_wire_get_optional_int (wire, "limit", G_MININT64, G_MAXINT64, &limit);
  if (word == NULL || !yy_issue_code_from_nick (word, &code))
    return NULL;

  issue = yy_issue_new (code, pointer, rule_id, limit, argument);
  yy_issue_set_clause (issue, clause);
  return issue;
}

gboolean
yy_wire_end (YyWire *wire, GPtrArray *issues, GError **error)
{
  const YyIssue *first;

  if (issues->len == 0)
    return TRUE;

  first = g_ptr_array_index (issues, 0);
  g_message ("An answer of the service is wrong at “%s”: %s", first->field,
             yy_issue_code_get_nick (first->code));
  g_set_error_literal (error, YY_ERROR, YY_ERROR_INTERNAL,
                       g_dgettext (YY_GETTEXT_DOMAIN, "The answer of the service cannot be read."));

  return FALSE;
}

YyPage *
yy_wire_decode_page (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  g_autoptr (YyPage) page = yy_wire_read_page (wire);

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&page) : NULL;
}

GPtrArray *
yy_wire_decode_issues (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) found = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  json_t *array = yy_wire_get_array (wire, "errors", 1000);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "errors", i);
      YyIssue *issue = yy_wire_read_issue (item);

      /* A code of a newer service still closes the form: it must not look as if nothing were wrong. */
      if (issue == NULL)
        issue = yy_issue_new (YY_ISSUE_NOT_ALLOWED, "", NULL, 0, NULL);
      g_ptr_array_add (found, issue);
    }

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&found) : NULL;
}
