#include "yy-wire-content.h"

#include "yy-page.h"

/* Longest texts that are read at all; the engine says what is too long for a field. */
#define LONG_TEXT 20000
#define SHORT_TEXT 1000
#define PAGES_READ 100

static void
read_text (YyWire *wire, const char *name, glong max, char **place)
{
  yy_form_set_text (place, yy_wire_get_string (wire, name, 0, max));
}

static void
read_later_text (YyWire *wire, const char *name, glong max, char **place)
{
  const char *text = yy_wire_get_optional_string (wire, name, 0, max);

  if (text != NULL)
    yy_form_set_text (place, text);
}

void
yy_wire_read_form_later (YyWire *wire, YyForm *form)
{
  gint64 positions = 0;

  if (yy_wire_has (wire, "kind"))
    yy_wire_get_enum (wire, "kind", yy_kind_from_nick, &form->kind);
  read_later_text (wire, "company_id", SHORT_TEXT, &form->company_id);
  read_later_text (wire, "unavoidable", LONG_TEXT, &form->unavoidable);
  if (yy_wire_has (wire, "confidential"))
    yy_wire_get_enum (wire, "confidential", yy_answer_from_nick, &form->confidential);
  if (yy_wire_has (wire, "paper"))
    yy_wire_get_enum (wire, "paper", yy_answer_from_nick, &form->paper);
  yy_wire_get_optional_int (wire, "positions", 0, YY_FORM_POSITIONS_MAX, &positions);
  form->positions = (int) positions;
  read_later_text (wire, "confirmed", SHORT_TEXT, &form->confirmed);
  read_later_text (wire, "out_from", SHORT_TEXT, &form->out_from);
  read_later_text (wire, "out_until", SHORT_TEXT, &form->out_until);
  read_later_text (wire, "destination", SHORT_TEXT, &form->destination);
  read_later_text (wire, "carrier_id", SHORT_TEXT, &form->carrier_id);
}

YyForm *
yy_wire_read_form (YyWire *wire, const char *name)
{
  static const char *const members[] = {
    "unit_id",  "office_phone", "mobile",      "material_name", "use_date", "seal_id",   "seal_text",
    "copies",   "reason",       "reviewer_id", "keeper_id",     "contract", "major",     "not_blank",
    "kind",     "company_id",   "unavoidable", "confidential",  "paper",    "positions", "confirmed",
    "out_from", "out_until",    "destination", "carrier_id",    NULL,
  };
  g_autoptr (YyWire) object = yy_wire_get_object (wire, name);
  YyForm *form = yy_form_new ();
  gint64 copies = 0;

  if (object == NULL)
    return form;

  yy_wire_refuse_unknown (object, members);
  read_text (object, "unit_id", SHORT_TEXT, &form->unit_id);
  read_text (object, "office_phone", SHORT_TEXT, &form->office_phone);
  read_text (object, "mobile", SHORT_TEXT, &form->mobile);
  read_text (object, "material_name", LONG_TEXT, &form->material_name);
  read_text (object, "use_date", SHORT_TEXT, &form->use_date);
  read_text (object, "seal_id", SHORT_TEXT, &form->seal_id);
  read_text (object, "seal_text", SHORT_TEXT, &form->seal_text);
  read_text (object, "reason", LONG_TEXT, &form->reason);
  read_text (object, "reviewer_id", SHORT_TEXT, &form->reviewer_id);
  read_text (object, "keeper_id", SHORT_TEXT, &form->keeper_id);
  yy_wire_get_int (object, "copies", 0, YY_FORM_COPIES_MAX, &copies);
  form->copies = (int) copies;
  yy_wire_get_enum (object, "contract", yy_answer_from_nick, &form->contract);
  yy_wire_get_enum (object, "major", yy_answer_from_nick, &form->major);
  yy_wire_get_enum (object, "not_blank", yy_answer_from_nick, &form->not_blank);
  yy_wire_read_form_later (object, form);

  return form;
}

static YyPage *
read_page_ref (YyWire *wire)
{
  static const char *const members[] = { "sha256", "original_sha256", "name", "rotation", NULL };
  const char *sha256 = yy_wire_get_string (wire, "sha256", 64, 64);
  const char *original = yy_wire_get_string (wire, "original_sha256", 0, 64);
  const char *name = yy_wire_get_string (wire, "name", 0, SHORT_TEXT);
  gint64 rotation = 0;

  yy_wire_refuse_unknown (wire, members);
  if (yy_wire_get_int (wire, "rotation", 0, 270, &rotation) && rotation % 90 != 0)
    yy_wire_add_issue (wire, "rotation", YY_ISSUE_UNKNOWN_VALUE, 0, "rotation");
  if (sha256 != NULL && !yy_sha256_is_valid (sha256))
    yy_wire_add_issue (wire, "sha256", YY_ISSUE_UNKNOWN_VALUE, 0, sha256);
  if (original != NULL && *original != '\0' && !yy_sha256_is_valid (original))
    yy_wire_add_issue (wire, "original_sha256", YY_ISSUE_UNKNOWN_VALUE, 0, original);

  return yy_page_new (sha256, original, name, "", 0, 0, 0, (int) rotation);
}

GPtrArray *
yy_wire_read_page_refs (YyWire *wire, const char *name, gboolean optional)
{
  GPtrArray *pages = yy_page_list_new ();
  json_t *array = optional ? yy_wire_get_optional_array (wire, name, PAGES_READ)
                           : yy_wire_get_array (wire, name, PAGES_READ);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, name, i);

      if (item != NULL)
        g_ptr_array_add (pages, read_page_ref (item));
    }

  return pages;
}

GPtrArray *
yy_wire_read_marks (YyWire *wire, const char *name, gboolean strict)
{
  static const char *const members[] = { "page", "x", "y", "width", "height", NULL };
  json_t *array = yy_wire_get_optional_array (wire, name, YY_MARKS_MAX);
  GPtrArray *marks = yy_mark_list_new ();

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, name, i);
      YyMark mark = { 0 };
      gint64 page = 0;

      if (strict)
        yy_wire_refuse_unknown (item, members);
      if (yy_wire_get_int (item, "page", 0, YY_FORM_PAGES_MAX, &page) &&
          yy_wire_get_millionths (item, "x", &mark.x) && yy_wire_get_millionths (item, "y", &mark.y) &&
          yy_wire_get_millionths (item, "width", &mark.width) &&
          yy_wire_get_millionths (item, "height", &mark.height))
        {
          mark.page = (int) page;
          g_ptr_array_add (marks, yy_mark_copy (&mark));
        }
    }

  return marks;
}

void
yy_wire_add_marks (YyJson *json, const char *name, GPtrArray *marks)
{
  yy_json_begin_array (json, name);
  for (guint i = 0; i < marks->len; i++)
    {
      const YyMark *mark = g_ptr_array_index (marks, i);

      yy_json_begin_object (json, NULL);
      yy_json_add_int (json, "page", mark->page);
      yy_json_add_millionths (json, "x", mark->x);
      yy_json_add_millionths (json, "y", mark->y);
      yy_json_add_millionths (json, "width", mark->width);
      yy_json_add_millionths (json, "height", mark->height);
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}
