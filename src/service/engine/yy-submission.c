#include "yy-submission.h"

#include <jansson.h>

#include "yy-error.h"
#include "yy-page.h"

/* Where the texts of a form stand, under the names that the wire has for them too. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "unit_id", G_STRUCT_OFFSET (YyForm, unit_id) },
  { "office_phone", G_STRUCT_OFFSET (YyForm, office_phone) },
  { "mobile", G_STRUCT_OFFSET (YyForm, mobile) },
  { "material_name", G_STRUCT_OFFSET (YyForm, material_name) },
  { "use_date", G_STRUCT_OFFSET (YyForm, use_date) },
  { "seal_id", G_STRUCT_OFFSET (YyForm, seal_id) },
  { "seal_text", G_STRUCT_OFFSET (YyForm, seal_text) },
  { "reason", G_STRUCT_OFFSET (YyForm, reason) },
  { "reviewer_id", G_STRUCT_OFFSET (YyForm, reviewer_id) },
  { "keeper_id", G_STRUCT_OFFSET (YyForm, keeper_id) },
  { "company_id", G_STRUCT_OFFSET (YyForm, company_id) },
  { "unavoidable", G_STRUCT_OFFSET (YyForm, unavoidable) },
  { "confirmed", G_STRUCT_OFFSET (YyForm, confirmed) },
  { "out_from", G_STRUCT_OFFSET (YyForm, out_from) },
  { "out_until", G_STRUCT_OFFSET (YyForm, out_until) },
  { "destination", G_STRUCT_OFFSET (YyForm, destination) },
  { "carrier_id", G_STRUCT_OFFSET (YyForm, carrier_id) },
};

char *
yy_submission_write (const YyForm *form, GPtrArray *pages)
{
  json_t *root = json_object ();
  json_t *list = json_array ();
  char *dumped;
  char *content;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    json_object_set_new (root, texts[i].name, json_string (G_STRUCT_MEMBER (char *, form, texts[i].offset)));
  json_object_set_new (root, "copies", json_integer (form->copies));
  json_object_set_new (root, "contract", json_string (yy_answer_get_nick (form->contract)));
  json_object_set_new (root, "major", json_string (yy_answer_get_nick (form->major)));
  json_object_set_new (root, "not_blank", json_string (yy_answer_get_nick (form->not_blank)));
  json_object_set_new (root, "kind", json_string (yy_kind_get_nick (form->kind)));
  json_object_set_new (root, "confidential", json_string (yy_answer_get_nick (form->confidential)));
  json_object_set_new (root, "paper", json_string (yy_answer_get_nick (form->paper)));
  json_object_set_new (root, "positions", json_integer (form->positions));
  for (guint i = 0; i < pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (pages, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:i}", "sha256", page->sha256,
                                              "original_sha256", page->original_sha256, "name", page->name,
                                              "rotation", page->rotation));
    }
  json_object_set_new (root, "pages", list);

  dumped = json_dumps (root, JSON_COMPACT | JSON_SORT_KEYS);
  content = g_strdup (dumped);
  free (dumped);
  json_decref (root);
  return content;
}

/* Members that older submissions do not have: without them the form is as it was. */
static void
read_later (json_t *root, YyForm *form)
{
  const char *kind = json_string_value (json_object_get (root, "kind"));
  const char *confidential = json_string_value (json_object_get (root, "confidential"));
  const char *paper = json_string_value (json_object_get (root, "paper"));

  if (kind != NULL)
    yy_kind_from_nick (kind, &form->kind);
  if (confidential != NULL)
    yy_answer_from_nick (confidential, &form->confidential);
  if (paper != NULL)
    yy_answer_from_nick (paper, &form->paper);
  form->positions = (int) json_integer_value (json_object_get (root, "positions"));
}

static YyForm *
read_form (json_t *root)
{
  YyForm *form = yy_form_new ();
  json_t *copies = json_object_get (root, "copies");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    yy_form_set_text (&G_STRUCT_MEMBER (char *, form, texts[i].offset),
                      json_string_value (json_object_get (root, texts[i].name)));
  form->copies = (int) json_integer_value (copies);
  yy_answer_from_nick (json_string_value (json_object_get (root, "contract")), &form->contract);
  yy_answer_from_nick (json_string_value (json_object_get (root, "major")), &form->major);
  yy_answer_from_nick (json_string_value (json_object_get (root, "not_blank")), &form->not_blank);
  read_later (root, form);

  return form;
}

gboolean
yy_submission_read (const char *content, YyForm **ret_form, GPtrArray **ret_pages, GError **error)
{
  json_t *root = json_loads (content, JSON_REJECT_DUPLICATES, NULL);
  json_t *pages = json_object_get (root, "pages");
  json_t *item;
  size_t index;

  if (!json_is_array (pages) || !json_is_string (json_object_get (root, "contract")) ||
      !json_is_string (json_object_get (root, "major")) ||
      !json_is_string (json_object_get (root, "not_blank")))
    {
      json_decref (root);
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INTERNAL, "A submission cannot be read.");
      return FALSE;
    }

  *ret_form = read_form (root);
  *ret_pages = yy_page_list_new ();
  json_array_foreach (pages, index, item)
    {
      g_ptr_array_add (*ret_pages,
                       yy_page_new (json_string_value (json_object_get (item, "sha256")),
                                    json_string_value (json_object_get (item, "original_sha256")),
                                    json_string_value (json_object_get (item, "name")), "", 0, 0, 0,
                                    (int) json_integer_value (json_object_get (item, "rotation"))));
    }

  json_decref (root);
  return TRUE;
}
