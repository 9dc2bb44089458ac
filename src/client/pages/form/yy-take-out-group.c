#include "yy-take-out-group.h"

#include <glib/gi18n.h>

#include "yy-bookings-row.h"
#include "yy-field-note.h"
#include "yy-issue.h"
#include "yy-minute-row.h"
#include "yy-person-picker.h"

typedef enum
{
  KIND,
  FROM,
  UNTIL,
  DESTINATION,
  CARRIER,
  N_FIELDS
} FieldId;

/* In the order of the form. @child: of the template, with "_row" and "_note". */
static const struct
{
  const char *pointer;
  const char *child;
} table[N_FIELDS] = {
  [KIND] = { "/form/kind", "kind" },
  [FROM] = { "/form/out_from", "from" },
  [UNTIL] = { "/form/out_until", "until" },
  [DESTINATION] = { "/form/destination", "destination" },
  [CARRIER] = { "/form/carrier_id", "carrier" },
};

typedef struct
{
  YyTakeOutGroup *owner;
  FieldId id;
  GtkWidget *row;
  YyFieldNote *note;
} Field;

struct _YyTakeOutGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *bookings;
  Field fields[N_FIELDS];
  char *first_carrier; /* who is proposed */
  gboolean setting;
};

enum
{
  EDITED,
  LEFT,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyTakeOutGroup, yy_take_out_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
goes_out (YyTakeOutGroup *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->fields[KIND].row)) == YY_KIND_TAKE_OUT;
}

static char *
dup_minute (YyTakeOutGroup *self, FieldId id)
{
  return yy_minute_row_dup_minute (YY_MINUTE_ROW (self->fields[id].row));
}

/* R04: that it is taken shows at once; the service decides, in its own moment. */
static void
show_overlap (YyTakeOutGroup *self)
{
  g_autofree char *from = dup_minute (self, FROM);
  g_autofree char *until = dup_minute (self, UNTIL);
  gboolean taken = yy_bookings_row_set_wanted (YY_BOOKINGS_ROW (self->bookings), from, until);

  if (yy_field_note_has_issue (self->fields[FROM].note))
    return;
  if (taken)
    yy_field_note_show_hint (self->fields[FROM].note, _ ("These hours are booked already, see below."), NULL,
                             NULL);
  else
    yy_field_note_clear (self->fields[FROM].note);
}

/* What belongs to a take-out is there only for one. */
static void
show_kind (YyTakeOutGroup *self)
{
  gboolean out = goes_out (self);

  for (guint i = FROM; i < N_FIELDS; i++)
    {
      gtk_widget_set_visible (self->fields[i].row, out);
      if (!out)
        yy_field_note_clear (self->fields[i].note);
    }
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->fields[KIND].row),
      out ? _ ("Only where it cannot be avoided: a chief must approve, and two persons carry the seal")
          : NULL);
}

static void
propose_carrier (YyTakeOutGroup *self)
{
  YyPersonPicker *picker = YY_PERSON_PICKER (self->fields[CARRIER].row);

  if (goes_out (self) && *yy_person_picker_get_person_id (picker) == '\0' && self->first_carrier != NULL)
    yy_person_picker_set_person_id (picker, self->first_carrier);
}

static void
changed_cb (Field *field)
{
  YyTakeOutGroup *self = field->owner;

  if (self->setting)
    return;

  if (field->id == KIND)
    {
      propose_carrier (self);
      show_kind (self);
    }
  if (field->id == KIND || field->id == FROM || field->id == UNTIL)
    show_overlap (self);
  g_signal_emit (self, signals[EDITED], 0, table[field->id].pointer);
}

static void
leave (Field *field)
{
  g_signal_emit (field->owner, signals[LEFT], 0, table[field->id].pointer);
  /* A check takes a hint away with the problem. */
  if (field->id == FROM || field->id == UNTIL)
    show_overlap (field->owner);
}

static void
chosen_cb (Field *field)
{
  if (field->owner->setting)
    return;

  changed_cb (field);
  leave (field);
}

static void
selected_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  chosen_cb (user_data);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  Field *field = user_data;

  if (YY_IS_MINUTE_ROW (field->row))
    yy_minute_row_normalize (YY_MINUTE_ROW (field->row));
  leave (field);
}

static void
watch (Field *field)
{
  GtkEventController *controller;

  if (ADW_IS_COMBO_ROW (field->row))
    {
      g_signal_connect (field->row, "notify::selected", G_CALLBACK (selected_cb), field);
      return;
    }
  if (YY_IS_PERSON_PICKER (field->row))
    {
      g_signal_connect_swapped (field->row, "picked", G_CALLBACK (chosen_cb), field);
      return;
    }

  g_signal_connect_swapped (field->row, "changed", G_CALLBACK (changed_cb), field);
  controller = gtk_event_controller_focus_new ();
  g_signal_connect (controller, "leave", G_CALLBACK (focus_leave_cb), field);
  gtk_widget_add_controller (field->row, controller);
}

static void
yy_take_out_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YY_TYPE_TAKE_OUT_GROUP);

  G_OBJECT_CLASS (yy_take_out_group_parent_class)->dispose (object);
}

static void
yy_take_out_group_finalize (GObject *object)
{
  g_free (YY_TAKE_OUT_GROUP (object)->first_carrier);

  G_OBJECT_CLASS (yy_take_out_group_parent_class)->finalize (object);
}

static void
yy_take_out_group_class_init (YyTakeOutGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_take_out_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_take_out_group_finalize;

  signals[EDITED] = g_signal_new ("edited", YY_TYPE_TAKE_OUT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", YY_TYPE_TAKE_OUT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (YY_TYPE_BOOKINGS_ROW);
  g_type_ensure (YY_TYPE_FIELD_NOTE);
  g_type_ensure (YY_TYPE_MINUTE_ROW);
  g_type_ensure (YY_TYPE_PERSON_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/form/yy-take-out-group.ui");
  gtk_widget_class_bind_template_child (widget_class, YyTakeOutGroup, bookings);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *row = g_strconcat (table[i].child, "_row", NULL);
      g_autofree char *note = g_strconcat (table[i].child, "_note", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, row, FALSE, 0);
      gtk_widget_class_bind_template_child_full (widget_class, note, FALSE, 0);
    }
}

static void
yy_take_out_group_init (YyTakeOutGroup *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *row = g_strconcat (table[i].child, "_row", NULL);
      g_autofree char *note = g_strconcat (table[i].child, "_note", NULL);
      Field *field = &self->fields[i];

      field->owner = self;
      field->id = i;
      field->row =
          GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), YY_TYPE_TAKE_OUT_GROUP, row));
      field->note =
          YY_FIELD_NOTE (gtk_widget_get_template_child (GTK_WIDGET (self), YY_TYPE_TAKE_OUT_GROUP, note));
      yy_field_note_set_field (field->note, field->row);
    }
  for (YyKind kind = 0; kind < YY_KIND_LAST; kind++)
    gtk_string_list_append (kinds, yy_kind_get_label (kind));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->fields[KIND].row), G_LIST_MODEL (kinds));
  show_kind (self);
  for (guint i = 0; i < N_FIELDS; i++)
    watch (&self->fields[i]);
}

void
yy_take_out_group_set_options (YyTakeOutGroup *self, GPtrArray *carriers, const GDate *today)
{
  const YyTarget *first = carriers->len > 0 ? g_ptr_array_index (carriers, 0) : NULL;

  g_return_if_fail (YY_IS_TAKE_OUT_GROUP (self));

  g_free (self->first_carrier);
  self->first_carrier = first != NULL ? g_strdup (first->person_id) : NULL;
  yy_person_picker_set_people (YY_PERSON_PICKER (self->fields[CARRIER].row), carriers);
  yy_minute_row_set_today (YY_MINUTE_ROW (self->fields[FROM].row), today);
  yy_minute_row_set_today (YY_MINUTE_ROW (self->fields[UNTIL].row), today);
}

void
yy_take_out_group_set_form (YyTakeOutGroup *self, const YyForm *form)
{
  GtkEditable *destination = GTK_EDITABLE (self->fields[DESTINATION].row);

  g_return_if_fail (YY_IS_TAKE_OUT_GROUP (self));

  self->setting = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->fields[KIND].row), form->kind);
  yy_minute_row_set_minute (YY_MINUTE_ROW (self->fields[FROM].row), form->out_from);
  yy_minute_row_set_minute (YY_MINUTE_ROW (self->fields[UNTIL].row), form->out_until);
  if (!g_str_equal (gtk_editable_get_text (destination), form->destination))
    gtk_editable_set_text (destination, form->destination);
  yy_person_picker_set_person_id (YY_PERSON_PICKER (self->fields[CARRIER].row), form->carrier_id);
  show_kind (self);
  show_overlap (self);
  self->setting = FALSE;
}

void
yy_take_out_group_write (YyTakeOutGroup *self, YyForm *form)
{
  gboolean out = goes_out (self);
  g_autofree char *from = out ? dup_minute (self, FROM) : NULL;
  g_autofree char *until = out ? dup_minute (self, UNTIL) : NULL;
  g_autofree char *day = from != NULL && strlen (from) >= 10 ? g_strndup (from, 10) : NULL;

  g_return_if_fail (YY_IS_TAKE_OUT_GROUP (self));

  form->kind = out ? YY_KIND_TAKE_OUT : YY_KIND_STAMP;
  yy_form_set_text (&form->out_from, from);
  yy_form_set_text (&form->out_until, until);
  yy_form_set_text (&form->destination,
                    out ? gtk_editable_get_text (GTK_EDITABLE (self->fields[DESTINATION].row)) : NULL);
  yy_form_set_text (&form->carrier_id,
                    out ? yy_person_picker_get_person_id (YY_PERSON_PICKER (self->fields[CARRIER].row))
                        : NULL);
  if (day != NULL)
    yy_form_set_text (&form->use_date, day);
}

void
yy_take_out_group_set_bookings (YyTakeOutGroup *self, GPtrArray *bookings)
{
  g_return_if_fail (YY_IS_TAKE_OUT_GROUP (self));

  yy_bookings_row_set_bookings (YY_BOOKINGS_ROW (self->bookings), bookings);
  show_overlap (self);
}

static Field *
find_field (YyTakeOutGroup *self, const char *pointer)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_str_equal (table[i].pointer, pointer))
      return &self->fields[i];

  return NULL;
}

gboolean
yy_take_out_group_set_issue (YyTakeOutGroup *self, const char *pointer, const YyIssue *issue)
{
  Field *field;

  g_return_val_if_fail (YY_IS_TAKE_OUT_GROUP (self), FALSE);

  field = find_field (self, pointer);
  if (field == NULL)
    return FALSE;
  if (issue != NULL)
    yy_field_note_show_issue (field->note, issue, FALSE);
  else
    yy_field_note_clear (field->note);

  return TRUE;
}

gboolean
yy_take_out_group_has_issue (YyTakeOutGroup *self, const char *pointer)
{
  Field *field = find_field (self, pointer);

  return field != NULL && yy_field_note_has_issue (field->note);
}

void
yy_take_out_group_clear_issues (YyTakeOutGroup *self)
{
  g_return_if_fail (YY_IS_TAKE_OUT_GROUP (self));

  for (guint i = 0; i < N_FIELDS; i++)
    yy_field_note_clear (self->fields[i].note);
  show_overlap (self);
}

const char *
yy_take_out_group_focus_first_problem (YyTakeOutGroup *self)
{
  g_return_val_if_fail (YY_IS_TAKE_OUT_GROUP (self), NULL);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *row = self->fields[i].row;

      if (!yy_field_note_is_open (self->fields[i].note))
        continue;
      gtk_widget_grab_focus (
          GTK_IS_EDITABLE (row) ? GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))) : row);
      return table[i].pointer;
    }

  return NULL;
}
