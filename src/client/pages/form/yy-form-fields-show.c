#include "yy-form-fields-private.h"

#include <glib/gi18n.h>

#include "yy-answer-row.h"
#include "yy-company-row.h"
#include "yy-date-row.h"
#include "yy-org.h"
#include "yy-person-picker.h"
#include "yy-route-row.h"
#include "yy-flag-row.h"
#include "yy-text-row.h"

void
yy_form_seal_free (gpointer data)
{
  YyFormSeal *seal = data;

  g_free (seal->id);
  g_ptr_array_unref (seal->keepers);
  g_free (seal);
}

GtkWidget *
yy_form_fields_get_row (YyFormFields *self, YyFormFieldId id)
{
  return self->fields[id].row;
}

const YyFormSeal *
yy_form_fields_find_seal (YyFormFields *self, const char *id)
{
  for (guint i = 0; i < self->seals->len; i++)
    {
      const YyFormSeal *seal = g_ptr_array_index (self->seals, i);

      if (g_str_equal (seal->id, id))
        return seal;
    }

  return NULL;
}

void
yy_form_fields_show_seal (YyFormFields *self)
{
  const YyFormSeal *seal = yy_form_fields_find_seal (self, self->form->seal_id);
  g_autoptr (GPtrArray) nobody = yy_target_list_new ();
  gboolean other = seal != NULL && seal->kind == YY_SEAL_OTHER;
  gboolean name = seal != NULL && seal->kind == YY_SEAL_NAME;

  yy_person_picker_set_people (YY_PERSON_PICKER (yy_form_fields_get_row (self, KEEPER)),
                               seal != NULL ? seal->keepers : nobody);
  yy_person_picker_set_person_id (YY_PERSON_PICKER (yy_form_fields_get_row (self, KEEPER)),
                                  self->form->keeper_id);
  g_object_set (yy_form_fields_get_row (self, KEEPER), "hint",
                seal == NULL ? _ ("Choose the kind of seal first") : _ ("Who keeps this seal"), NULL);
  gtk_widget_set_sensitive (yy_form_fields_get_row (self, KEEPER), seal != NULL);
  gtk_widget_set_visible (yy_form_fields_get_row (self, SEAL_TEXT), other);
  gtk_widget_set_visible (yy_form_fields_get_row (self, UNAVOIDABLE), name);
  if (!other)
    yy_field_note_clear (self->fields[SEAL_TEXT].note);
  if (!name)
    yy_field_note_clear (self->fields[UNAVOIDABLE].note);
}

void
yy_form_fields_show_impressions (YyFormFields *self)
{
  int positions = MAX (self->form->positions, 1);
  int all = self->form->copies * positions;
  YyFieldNote *note = self->fields[POSITIONS].note;
  g_autofree char *text = NULL;

  if (yy_field_note_has_issue (note))
    return;
  if (self->form->copies == 0 || positions == 1)
    {
      yy_field_note_clear (note);
      return;
    }

  /* Translators: copies, impressions on each, and how many that are */
  text = g_strdup_printf (ngettext ("%1$d copies × %2$d places: %3$d impression",
                                    "%1$d copies × %2$d places: %3$d impressions", all),
                          self->form->copies, positions, all);
  yy_field_note_show_hint (note, text, NULL, NULL);
}

/* Only the office enters what was on paper; whoever finds it in his form must be able to take it out. */
static void
show_paper (YyFormFields *self)
{
  GtkWidget *row = yy_form_fields_get_row (self, PAPER);

  gtk_widget_set_visible (row, self->may_enter_paper || self->form->paper == YY_ANSWER_YES);
  if (!gtk_widget_get_visible (row))
    yy_field_note_clear (self->fields[PAPER].note);
}

void
yy_form_fields_show_kind (YyFormFields *self)
{
  gboolean out = self->form->kind == YY_KIND_TAKE_OUT;

  gtk_widget_set_visible (yy_form_fields_get_row (self, USE_DATE), !out);
  if (out)
    yy_field_note_clear (self->fields[USE_DATE].note);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (yy_form_fields_get_row (self, USE_DATE))),
                    self->form->use_date))
    {
      gboolean setting = self->setting;

      self->setting = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (yy_form_fields_get_row (self, USE_DATE)), self->form->use_date);
      self->setting = setting;
    }
}

static YyFormField *
find_field (YyFormFields *self, const char *pointer)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_str_equal (yy_form_fields_table[i].pointer, pointer))
      return &self->fields[i];

  return NULL;
}

void
yy_form_fields_set_applicant (YyFormFields *self, const char *name)
{
  g_return_if_fail (YY_IS_FORM_FIELDS (self));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->applicant_row), name);
}

static void
fill_units (YyFormFields *self, GPtrArray *units)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->unit_ids, 0);
  for (guint i = 0; i < units->len; i++)
    {
      const YyUnit *unit = g_ptr_array_index (units, i);

      g_ptr_array_add (self->unit_ids, g_strdup (unit->id));
      gtk_string_list_append (names, unit->name);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (yy_form_fields_get_row (self, UNIT)), G_LIST_MODEL (names));
  /* With one unit there is nothing to choose. */
  gtk_widget_set_sensitive (yy_form_fields_get_row (self, UNIT), units->len > 1);
}

static void
fill_seals (YyFormFields *self, GPtrArray *seals)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Choose the kind of seal"));
  g_ptr_array_set_size (self->seals, 0);
  for (guint i = 0; i < seals->len; i++)
    {
      const YySealOption *option = g_ptr_array_index (seals, i);
      YyFormSeal *seal = g_new0 (YyFormSeal, 1);

      seal->id = g_strdup (option->id);
      seal->kind = option->kind;
      seal->keepers = g_ptr_array_ref (option->keepers);
      g_ptr_array_add (self->seals, seal);
      gtk_string_list_append (names, option->name);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (yy_form_fields_get_row (self, SEAL)), G_LIST_MODEL (names));
}

static void
show_choices (YyFormFields *self)
{
  guint place = 0;

  for (guint i = 0; i < self->unit_ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->unit_ids, i), self->form->unit_id))
      adw_combo_row_set_selected (ADW_COMBO_ROW (yy_form_fields_get_row (self, UNIT)), i);
  for (guint i = 0; i < self->seals->len; i++)
    if (g_str_equal (((YyFormSeal *) g_ptr_array_index (self->seals, i))->id, self->form->seal_id))
      place = i + 1;
  adw_combo_row_set_selected (ADW_COMBO_ROW (yy_form_fields_get_row (self, SEAL)), place);
  yy_person_picker_set_person_id (YY_PERSON_PICKER (yy_form_fields_get_row (self, REVIEWER)),
                                  self->form->reviewer_id);
  yy_company_row_set_company_id (YY_COMPANY_ROW (yy_form_fields_get_row (self, COMPANY)),
                                 self->form->company_id);
  yy_form_fields_show_seal (self);
  show_paper (self);
}

void
yy_form_fields_set_options (YyFormFields *self, const YyFormOptions *options)
{
  g_return_if_fail (YY_IS_FORM_FIELDS (self));

  self->setting = TRUE;
  fill_units (self, options->units);
  fill_seals (self, options->seals);
  yy_person_picker_set_people (YY_PERSON_PICKER (yy_form_fields_get_row (self, REVIEWER)),
                               options->reviewers);
  yy_date_row_set_today (YY_DATE_ROW (yy_form_fields_get_row (self, USE_DATE)), &options->today);
  yy_take_out_group_set_options (self->take_out, options->carriers, &options->today);
  gtk_widget_set_visible (yy_form_fields_get_row (self, MAJOR), options->policy.major_declared);
  yy_company_row_set_companies (YY_COMPANY_ROW (yy_form_fields_get_row (self, COMPANY)), options->companies);
  self->may_enter_paper = options->may_enter_paper;
  show_choices (self);
  self->setting = FALSE;
}

static void
show_text (YyFormFields *self, YyFormFieldId id, const char *text)
{
  GtkWidget *row = yy_form_fields_get_row (self, id);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

void
yy_form_fields_set_form (YyFormFields *self, const YyForm *form)
{
  g_autofree char *copies = NULL;
  g_autofree char *positions = NULL;

  g_return_if_fail (YY_IS_FORM_FIELDS (self));

  yy_form_free (self->form);
  self->form = yy_form_copy (form);
  copies = form->copies > 0 ? g_strdup_printf ("%d", form->copies) : g_strdup ("");

  positions = g_strdup_printf ("%d", MAX (form->positions, 1));

  self->setting = TRUE;
  show_text (self, OFFICE_PHONE, form->office_phone);
  show_text (self, MOBILE, form->mobile);
  show_text (self, MATERIAL_NAME, form->material_name);
  show_text (self, USE_DATE, form->use_date);
  show_text (self, SEAL_TEXT, form->seal_text);
  show_text (self, COPIES, copies);
  show_text (self, POSITIONS, positions);
  yy_text_row_set_text (YY_TEXT_ROW (yy_form_fields_get_row (self, UNAVOIDABLE)), form->unavoidable);
  yy_text_row_set_text (YY_TEXT_ROW (yy_form_fields_get_row (self, REASON)), form->reason);
  yy_answer_row_set_answer (YY_ANSWER_ROW (yy_form_fields_get_row (self, CONTRACT)), form->contract);
  yy_answer_row_set_answer (YY_ANSWER_ROW (yy_form_fields_get_row (self, MAJOR)), form->major);
  yy_answer_row_set_answer (YY_ANSWER_ROW (yy_form_fields_get_row (self, NOT_BLANK)), form->not_blank);
  yy_take_out_group_set_form (self->take_out, form);
  yy_form_fields_show_kind (self);
  yy_flag_row_set_active (YY_FLAG_ROW (yy_form_fields_get_row (self, CONFIDENTIAL)),
                          form->confidential == YY_ANSWER_YES);
  yy_flag_row_set_active (YY_FLAG_ROW (yy_form_fields_get_row (self, PAPER)), form->paper == YY_ANSWER_YES);
  show_choices (self);
  yy_form_fields_show_impressions (self);
  self->setting = FALSE;
}

gboolean
yy_form_fields_set_issue (YyFormFields *self, const char *pointer, const YyIssue *issue)
{
  YyFormField *field;

  g_return_val_if_fail (YY_IS_FORM_FIELDS (self), FALSE);

  field = find_field (self, pointer);
  if (field == NULL)
    return yy_take_out_group_set_issue (self->take_out, pointer, issue);
  if (issue != NULL)
    yy_field_note_show_issue (field->note, issue, yy_form_has_confirmed (self->form, issue->rule));
  else
    yy_field_note_clear (field->note);
  if (field->id == POSITIONS || field->id == COPIES)
    yy_form_fields_show_impressions (self);

  return TRUE;
}

void
yy_form_fields_set_hint (
    YyFormFields *self, const char *pointer, const char *text, const char *rule, const char *clause)
{
  YyFormField *field = find_field (self, pointer);

  if (field != NULL && gtk_widget_get_visible (field->row))
    yy_field_note_show_hint (field->note, text, rule, clause);
}

gboolean
yy_form_fields_has_issue (YyFormFields *self, const char *pointer)
{
  YyFormField *field = find_field (self, pointer);

  return field != NULL ? yy_field_note_has_issue (field->note)
                       : yy_take_out_group_has_issue (self->take_out, pointer);
}

void
yy_form_fields_clear_issues (YyFormFields *self)
{
  g_return_if_fail (YY_IS_FORM_FIELDS (self));

  for (guint i = 0; i < N_FIELDS; i++)
    yy_field_note_clear (self->fields[i].note);
  yy_take_out_group_clear_issues (self->take_out);
  yy_form_fields_show_impressions (self);
}

void
yy_form_fields_focus (YyFormFields *self, const char *pointer)
{
  YyFormField *field = find_field (self, pointer);

  g_return_if_fail (field != NULL);

  yy_field_note_focus (field->note);
}

const char *
yy_form_fields_focus_first_problem (YyFormFields *self)
{
  g_return_val_if_fail (YY_IS_FORM_FIELDS (self), NULL);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      /* The group stands between what is used and who approves. */
      const char *pointer = i == REVIEWER ? yy_take_out_group_focus_first_problem (self->take_out) : NULL;

      if (pointer != NULL)
        return pointer;
      if (!yy_field_note_is_open (self->fields[i].note))
        continue;
      yy_field_note_focus (self->fields[i].note);
      return yy_form_fields_table[i].pointer;
    }

  return NULL;
}

void
yy_form_fields_set_bookings (YyFormFields *self, GPtrArray *bookings)
{
  g_return_if_fail (YY_IS_FORM_FIELDS (self));

  yy_take_out_group_set_bookings (self->take_out, bookings);
}

void
yy_form_fields_set_route (YyFormFields *self, GPtrArray *steps)
{
  g_return_if_fail (YY_IS_FORM_FIELDS (self));

  yy_route_row_set_steps (YY_ROUTE_ROW (self->route_row), steps);
}
