#include "yy-form-fields-private.h"

#include <glib/gi18n.h>

#include "yy-answer-row.h"
#include "yy-company-row.h"
#include "yy-date-row.h"
#include "yy-issue.h"
#include "yy-person-picker.h"
#include "yy-route-row.h"
#include "yy-flag-row.h"
#include "yy-text-row.h"
#include "yy-text.h"

const YyFormFieldInfo yy_form_fields_table[N_FIELDS] = {
  [UNIT] = { "/form/unit_id", "unit", TRUE },
  [OFFICE_PHONE] = { "/form/office_phone", "office_phone", FALSE },
  [MOBILE] = { "/form/mobile", "mobile", TRUE },
  [MATERIAL_NAME] = { "/form/material_name", "material_name", TRUE },
  [USE_DATE] = { "/form/use_date", "use_date", TRUE },
  [SEAL] = { "/form/seal_id", "seal", TRUE },
  [SEAL_TEXT] = { "/form/seal_text", "seal_text", TRUE },
  [UNAVOIDABLE] = { "/form/unavoidable", "unavoidable", TRUE },
  [COPIES] = { "/form/copies", "copies", TRUE },
  [POSITIONS] = { "/form/positions", "positions", FALSE },
  [REASON] = { "/form/reason", "reason", TRUE },
  [COMPANY] = { "/form/company_id", "company", FALSE },
  [REVIEWER] = { "/form/reviewer_id", "reviewer", TRUE },
  [KEEPER] = { "/form/keeper_id", "keeper", TRUE },
  [CONTRACT] = { "/form/contract", "contract", TRUE },
  [MAJOR] = { "/form/major", "major", TRUE },
  [NOT_BLANK] = { "/form/not_blank", "not_blank", TRUE },
  [CONFIDENTIAL] = { "/form/confidential", "confidential", FALSE },
  [PAPER] = { "/form/paper", "paper", FALSE },
};

enum
{
  EDITED,
  LEFT,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyFormFields, yy_form_fields, GTK_TYPE_BOX)

static void
edit (YyFormFields *self, YyFormFieldId id)
{
  g_signal_emit (self, signals[EDITED], 0, yy_form_fields_table[id].pointer);
}

static void
leave (YyFormFields *self, YyFormFieldId id)
{
  g_signal_emit (self, signals[LEFT], 0, yy_form_fields_table[id].pointer);
}

static void
choose_default_keeper (YyFormFields *self)
{
  const YyFormSeal *seal = yy_form_fields_find_seal (self, self->form->seal_id);
  const YyTarget *first = seal != NULL && seal->keepers->len > 0 ? g_ptr_array_index (seal->keepers, 0)
                                                                 : NULL;

  if (seal != NULL && yy_target_list_find (seal->keepers, self->form->keeper_id) != NULL)
    return;

  yy_form_set_text (&self->form->keeper_id, first != NULL ? first->person_id : "");
}

static void
read_combo (YyFormFields *self, YyFormFieldId id)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (yy_form_fields_get_row (self, id)));

  if (id == UNIT && selected < self->unit_ids->len)
    yy_form_set_text (&self->form->unit_id, g_ptr_array_index (self->unit_ids, selected));
  if (id == SEAL)
    {
      /* The first line is the placeholder, which is no seal. */
      gboolean chosen = selected > 0 && selected <= self->seals->len;

      yy_form_set_text (&self->form->seal_id,
                        chosen ? ((YyFormSeal *) g_ptr_array_index (self->seals, selected - 1))->id : "");
      choose_default_keeper (self);
      self->setting = TRUE;
      yy_form_fields_show_seal (self);
      self->setting = FALSE;
    }
}

/* 0: that is no number, or none that can be. */
static int
read_count (YyFormFields *self, YyFormFieldId id, int max)
{
  int count = 0;
  gboolean good =
      yy_text_parse_count (gtk_editable_get_text (GTK_EDITABLE (yy_form_fields_get_row (self, id))), &count);

  return good && count > 0 && count <= max ? count : 0;
}

/* One impression is what a form means that says nothing of it. */
static int
read_positions (YyFormFields *self)
{
  int positions = read_count (self, POSITIONS, YY_FORM_POSITIONS_MAX);

  return positions > 1 ? positions : 0;
}

static YyAnswer
read_switch (YyFormFields *self, YyFormFieldId id)
{
  return yy_flag_row_get_active (YY_FLAG_ROW (yy_form_fields_get_row (self, id))) ? YY_ANSWER_YES
                                                                                  : YY_ANSWER_UNSET;
}

static void
read_field (YyFormFields *self, YyFormFieldId id)
{
  GtkWidget *row = yy_form_fields_get_row (self, id);
  g_autofree char *text = NULL;

  switch (id)
    {
    case UNIT:
    case SEAL:
      read_combo (self, id);
      break;
    case OFFICE_PHONE:
      yy_form_set_text (&self->form->office_phone, gtk_editable_get_text (GTK_EDITABLE (row)));
      break;
    case MOBILE:
      yy_form_set_text (&self->form->mobile, gtk_editable_get_text (GTK_EDITABLE (row)));
      break;
    case MATERIAL_NAME:
      yy_form_set_text (&self->form->material_name, gtk_editable_get_text (GTK_EDITABLE (row)));
      break;
    case USE_DATE:
      text = yy_date_row_dup_day (YY_DATE_ROW (row));
      yy_form_set_text (&self->form->use_date, text);
      break;
    case SEAL_TEXT:
      yy_form_set_text (&self->form->seal_text, gtk_editable_get_text (GTK_EDITABLE (row)));
      break;
    case COPIES:
      self->form->copies = read_count (self, id, YY_FORM_COPIES_MAX);
      yy_form_fields_show_impressions (self);
      break;
    case POSITIONS:
      self->form->positions = read_positions (self);
      yy_form_fields_show_impressions (self);
      break;
    case UNAVOIDABLE:
      text = yy_text_row_dup_text (YY_TEXT_ROW (row));
      yy_form_set_text (&self->form->unavoidable, text);
      break;
    case COMPANY:
      yy_form_set_text (&self->form->company_id, yy_company_row_get_company_id (YY_COMPANY_ROW (row)));
      break;
    case CONFIDENTIAL:
      self->form->confidential = read_switch (self, id);
      break;
    case PAPER:
      self->form->paper = read_switch (self, id);
      break;
    case REASON:
      text = yy_text_row_dup_text (YY_TEXT_ROW (row));
      yy_form_set_text (&self->form->reason, text);
      break;
    case REVIEWER:
      yy_form_set_text (&self->form->reviewer_id, yy_person_picker_get_person_id (YY_PERSON_PICKER (row)));
      break;
    case KEEPER:
      yy_form_set_text (&self->form->keeper_id, yy_person_picker_get_person_id (YY_PERSON_PICKER (row)));
      break;
    case CONTRACT:
      self->form->contract = yy_answer_row_get_answer (YY_ANSWER_ROW (row));
      break;
    case MAJOR:
      self->form->major = yy_answer_row_get_answer (YY_ANSWER_ROW (row));
      break;
    case NOT_BLANK:
      self->form->not_blank = yy_answer_row_get_answer (YY_ANSWER_ROW (row));
      break;
    case N_FIELDS:
      break;
    }
}

static void
changed_cb (YyFormField *field)
{
  if (field->owner->setting)
    return;

  read_field (field->owner, field->id);
  edit (field->owner, field->id);
}

/* A choice is made in one step: there is no "while typing". */
static void
chosen_cb (YyFormField *field)
{
  if (field->owner->setting)
    return;

  changed_cb (field);
  leave (field->owner, field->id);
}

static void
selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  chosen_cb (user_data);
}

static void
write_count (YyFormField *field, int count)
{
  g_autofree char *text = g_strdup_printf ("%d", count);

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (field->row))))
    gtk_editable_set_text (GTK_EDITABLE (field->row), text);
}

static gboolean
is_empty (YyFormField *field)
{
  return *gtk_editable_get_text (GTK_EDITABLE (field->row)) == '\0';
}

static void
normalize (YyFormField *field)
{
  YyFormFields *self = field->owner;

  if (field->id == USE_DATE)
    yy_date_row_normalize (YY_DATE_ROW (field->row));
  if (field->id == COPIES && self->form->copies > 0)
    write_count (field, self->form->copies);
  if (field->id == POSITIONS && (self->form->positions > 0 || is_empty (field)))
    write_count (field, MAX (self->form->positions, 1));
}

/* The example of what to write stands in the entry only while it is empty and has the focus: otherwise the
 * title is there. */
static void
show_placeholder (YyFormField *field, gboolean focused)
{
  GtkEditable *text = GTK_IS_EDITABLE (field->row) ? gtk_editable_get_delegate (GTK_EDITABLE (field->row))
                                                   : NULL;
  const char *example = NULL;

  if (field->id == MATERIAL_NAME)
    example = _ ("Write the full name of the material");
  if (field->id == COPIES)
    example = _ ("Write how many copies");
  if (example != NULL && GTK_IS_TEXT (text))
    gtk_text_set_placeholder_text (GTK_TEXT (text), focused ? example : NULL);
}

static void
focus_enter_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  show_placeholder (user_data, TRUE);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  YyFormField *field = user_data;

  show_placeholder (field, FALSE);
  normalize (field);
  leave (field->owner, field->id);
}

static void
confirmed_cb (YyFormField *field, const char *rule, gboolean confirmed)
{
  yy_form_fields_confirm (field->owner, rule, confirmed);
}

static void
left_cb (YyFormField *field)
{
  leave (field->owner, field->id);
}

static void
watch_focus (YyFormField *field)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect (controller, "enter", G_CALLBACK (focus_enter_cb), field);
  g_signal_connect (controller, "leave", G_CALLBACK (focus_leave_cb), field);
  gtk_widget_add_controller (field->row, controller);
}

static void
watch (YyFormField *field)
{
  if (ADW_IS_COMBO_ROW (field->row))
    g_signal_connect (field->row, "notify::selected", G_CALLBACK (selected_cb), field);
  else if (YY_IS_PERSON_PICKER (field->row))
    g_signal_connect_swapped (field->row, "picked", G_CALLBACK (chosen_cb), field);
  else if (YY_IS_ANSWER_ROW (field->row))
    g_signal_connect_swapped (field->row, "answered", G_CALLBACK (chosen_cb), field);
  else if (YY_IS_COMPANY_ROW (field->row))
    g_signal_connect_swapped (field->row, "picked", G_CALLBACK (chosen_cb), field);
  else if (YY_IS_FLAG_ROW (field->row))
    g_signal_connect_swapped (field->row, "switched", G_CALLBACK (chosen_cb), field);
  else
    g_signal_connect_swapped (field->row, "changed", G_CALLBACK (changed_cb), field);
  g_signal_connect_swapped (field->note, "confirmed", G_CALLBACK (confirmed_cb), field);

  if (YY_IS_TEXT_ROW (field->row))
    g_signal_connect_swapped (field->row, "left", G_CALLBACK (left_cb), field);
  else if (GTK_IS_EDITABLE (field->row))
    watch_focus (field);
}

static void
take_out_edited_cb (YyFormFields *self, const char *pointer)
{
  if (self->setting)
    return;

  yy_take_out_group_write (self->take_out, self->form);
  yy_form_fields_show_kind (self);
  g_signal_emit (self, signals[EDITED], 0, pointer);
}

static void
take_out_left_cb (YyFormFields *self, const char *pointer)
{
  g_signal_emit (self, signals[LEFT], 0, pointer);
}

static void
mark_required (GtkWidget *row)
{
  GtkEditable *delegate = GTK_IS_EDITABLE (row) ? gtk_editable_get_delegate (GTK_EDITABLE (row)) : NULL;
  GtkWidget *view = YY_IS_TEXT_ROW (row) ? yy_text_row_get_view (YY_TEXT_ROW (row)) : NULL;
  GtkWidget *all[] = { row, GTK_WIDGET (delegate), view };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL)
      gtk_accessible_update_property (GTK_ACCESSIBLE (all[i]), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);
}

static void
yy_form_fields_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YY_TYPE_FORM_FIELDS);

  G_OBJECT_CLASS (yy_form_fields_parent_class)->dispose (object);
}

static void
yy_form_fields_finalize (GObject *object)
{
  YyFormFields *self = YY_FORM_FIELDS (object);

  yy_form_free (self->form);
  g_ptr_array_unref (self->unit_ids);
  g_ptr_array_unref (self->seals);

  G_OBJECT_CLASS (yy_form_fields_parent_class)->finalize (object);
}

static void
yy_form_fields_class_init (YyFormFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_form_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_form_fields_finalize;

  signals[EDITED] = g_signal_new ("edited", YY_TYPE_FORM_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", YY_TYPE_FORM_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (YY_TYPE_ANSWER_ROW);
  g_type_ensure (YY_TYPE_COMPANY_ROW);
  g_type_ensure (YY_TYPE_DATE_ROW);
  g_type_ensure (YY_TYPE_FIELD_NOTE);
  g_type_ensure (YY_TYPE_PERSON_PICKER);
  g_type_ensure (YY_TYPE_ROUTE_ROW);
  g_type_ensure (YY_TYPE_FLAG_ROW);
  g_type_ensure (YY_TYPE_TAKE_OUT_GROUP);
  g_type_ensure (YY_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/form/yy-form-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, YyFormFields, applicant_row);
  gtk_widget_class_bind_template_child (widget_class, YyFormFields, route_row);
  gtk_widget_class_bind_template_child (widget_class, YyFormFields, take_out);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *row = g_strconcat (yy_form_fields_table[i].child, "_row", NULL);
      g_autofree char *note = g_strconcat (yy_form_fields_table[i].child, "_note", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, row, FALSE, 0);
      gtk_widget_class_bind_template_child_full (widget_class, note, FALSE, 0);
    }
}

static void
yy_form_fields_init (YyFormFields *self)
{
  self->form = yy_form_new ();
  self->unit_ids = g_ptr_array_new_with_free_func (g_free);
  self->seals = g_ptr_array_new_with_free_func (yy_form_seal_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->take_out, "edited", G_CALLBACK (take_out_edited_cb), self);
  g_signal_connect_swapped (self->take_out, "left", G_CALLBACK (take_out_left_cb), self);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *row = g_strconcat (yy_form_fields_table[i].child, "_row", NULL);
      g_autofree char *note = g_strconcat (yy_form_fields_table[i].child, "_note", NULL);
      YyFormField *field = &self->fields[i];

      field->owner = self;
      field->id = i;
      field->row = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), YY_TYPE_FORM_FIELDS, row));
      field->note =
          YY_FIELD_NOTE (gtk_widget_get_template_child (GTK_WIDGET (self), YY_TYPE_FORM_FIELDS, note));
      yy_field_note_set_field (field->note, field->row);
      if (yy_form_fields_table[i].required)
        mark_required (field->row);
      watch (field);
    }
}

GtkWidget *
yy_form_fields_new (void)
{
  return g_object_new (YY_TYPE_FORM_FIELDS, NULL);
}

const YyForm *
yy_form_fields_get_form (YyFormFields *self)
{
  g_return_val_if_fail (YY_IS_FORM_FIELDS (self), NULL);

  return self->form;
}

void
yy_form_fields_confirm (YyFormFields *self, const char *rule, gboolean confirmed)
{
  g_return_if_fail (YY_IS_FORM_FIELDS (self));

  if (yy_form_has_confirmed (self->form, rule) == confirmed)
    return;

  yy_form_set_confirmed (self->form, rule, confirmed);
  g_signal_emit (self, signals[EDITED], 0, "/form/confirmed");
}

static void
refine_count (YyFormFields *self, YyFormFieldId id, const char *rule, int max, GPtrArray *issues)
{
  const char *pointer = yy_form_fields_table[id].pointer;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (yy_form_fields_get_row (self, id)));
  int count = 0;
  gboolean number = yy_text_parse_count (text, &count);

  if (*text == '\0' || (number && count > 0 && count <= max))
    return;
  for (guint i = issues->len; i > 0; i--)
    if (g_str_equal (((YyIssue *) g_ptr_array_index (issues, i - 1))->field, pointer))
      g_ptr_array_remove_index (issues, i - 1);

  if (!number)
    yy_issue_list_add (issues, YY_ISSUE_NOT_A_NUMBER, pointer, rule, 0, NULL);
  else if (count < 1)
    yy_issue_list_add (issues, YY_ISSUE_TOO_SMALL, pointer, rule, 1, NULL);
  else
    yy_issue_list_add (issues, YY_ISSUE_TOO_LARGE, pointer, rule, max, NULL);
}

void
yy_form_fields_refine_issues (YyFormFields *self, GPtrArray *issues)
{
  refine_count (self, COPIES, "R31", YY_FORM_COPIES_MAX, issues);
  refine_count (self, POSITIONS, "A24", YY_FORM_POSITIONS_MAX, issues);
}
