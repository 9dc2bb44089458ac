#include "yy-facts.h"

#include <glib/gi18n.h>

#include "yy-change-words.h"
#include "yy-form-check.h"
#include "yy-when.h"

struct _YyFacts
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (YyFacts, yy_facts, GTK_TYPE_WIDGET)

static GtkWidget *
new_name (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static char *
dup_seal (const YyRequest *request)
{
  const char *name = request->seal_name[0] != '\0' ? request->seal_name
                                                   : yy_seal_kind_get_label (request->seal_kind);

  return request->form->seal_text[0] != '\0' ? g_strdup_printf ("%s（%s）", name, request->form->seal_text)
                                             : g_strdup (name);
}

static GtkWidget *
new_value (const char *text)
{
  GtkWidget *label = gtk_label_new (text[0] != '\0' ? text : "—");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* By icon and word, never by colour alone. */
static GtkWidget *
new_note (const char *icon, const char *text)
{
  GtkWidget *note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (note, "yy-changed");
  gtk_box_append (GTK_BOX (note), image);
  gtk_box_append (GTK_BOX (note), label);
  return note;
}

/* @note: (nullable): what a resubmission changed here. */
static void
add_line (YyFacts *self, const char *name, const char *value, const char *note)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = new_name (name);
  GtkWidget *label = new_value (value);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL,
                                  -1);
  gtk_box_append (GTK_BOX (column), label);
  if (note != NULL)
    {
      GtkWidget *changed = new_note ("document-edit-symbolic", note);

      gtk_accessible_update_relation (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                      gtk_widget_get_last_child (changed), NULL, -1);
      gtk_box_append (GTK_BOX (column), changed);
    }

  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), column);
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
add_field (YyFacts *self, const YyRequest *request, const char *name, const char *value, const char *field)
{
  const char *fields[] = { field, NULL };
  g_autofree char *note = yy_change_words_dup_note (request, fields);

  add_line (self, name, value, note);
}

/* An answer stands in the marks; as a line it is told only when it was another one before. */
static void
add_answer (YyFacts *self, const YyRequest *request, const char *name, YyAnswer answer, const char *field)
{
  const char *value = answer == YY_ANSWER_YES ? C_ ("answer", "Yes") : C_ ("answer", "No");

  if (yy_change_list_find (request->changes, field) != NULL)
    add_field (self, request, name, answer == YY_ANSWER_UNSET ? "" : value, field);
}

static void
add_summary (YyFacts *self, const YyRequest *request)
{
  g_autofree char *summary = yy_change_words_dup_summary (request);
  GtkWidget *note;

  if (summary == NULL)
    return;

  note = new_note ("view-refresh-symbolic", summary);
  gtk_widget_add_css_class (note, "heading");
  gtk_box_append (GTK_BOX (self->box), note);
}

static void
add_pictures (YyFacts *self, const YyRequest *request)
{
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u picture", "%u pictures", request->pages->len), request->pages->len);
  g_autofree char *note = yy_change_words_dup_pages (request);

  add_line (self, _ ("Pictures"), count, note);
}

static void
add_seal (YyFacts *self, const YyRequest *request)
{
  const char *fields[] = { "/form/seal_id", "/form/seal_text", NULL };
  g_autofree char *seal = dup_seal (request);
  g_autofree char *note = yy_change_words_dup_note (request, fields);

  add_line (self, _ ("Seal"), seal, note);
}

/* A24: copies, and where there is more than one impression on each, how many that makes. */
static void
add_approved (YyFacts *self, const YyRequest *request)
{
  const char *fields[] = { "/form/copies", "/form/positions", NULL };
  int positions = MAX (request->form->positions, 1);
  int all = request->form->copies * positions;
  g_autofree char *note = yy_change_words_dup_note (request, fields);
  g_autofree char *copies =
      g_strdup_printf (ngettext ("%d copy", "%d copies", request->form->copies), request->form->copies);
  g_autofree char *text = NULL;

  if (positions == 1)
    text = g_steal_pointer (&copies);
  else
    /* Translators: “2 copies”, places on each, impressions in all */
    text = g_strdup_printf (ngettext ("%1$s, %2$d places on each: %3$d impression",
                                      "%1$s, %2$d places on each: %3$d impressions", all),
                            copies, positions, all);
  add_line (self, _ ("Copies"), text, note);
}

/* What only some requests say. */
static void
add_seldom (YyFacts *self, const YyRequest *request, const char *name, const char *value, const char *field)
{
  if (value[0] != '\0' || yy_change_list_find (request->changes, field) != NULL)
    add_field (self, request, name, value, field);
}

/* The rules that asked back, as what the applicant said to them. */
static void
add_confirmed (YyFacts *self, const YyRequest *request)
{
  g_auto (GStrv) ids = g_strsplit (request->form->confirmed, " ", -1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *said = ids[i];

      if (g_str_equal (ids[i], "A08"))
        said = _ ("it is not a contract");
      else if (g_str_equal (ids[i], "A11"))
        said = _ ("nothing is left to be filled in");
      if (*said != '\0')
        g_ptr_array_add (parts, (char *) said);
    }
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (_ (", "), (char **) parts->pdata);
  add_seldom (self, request, _ ("Confirmed"), text, "/form/confirmed");
}

static void
add_copies (YyFacts *self, const char *name, int count)
{
  g_autofree char *copies = g_strdup_printf (ngettext ("%d copy", "%d copies", count), count);

  add_line (self, name, copies, NULL);
}

static void
add_mark (GtkWidget *marks, const char *icon, const char *text)
{
  GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (mark, "yy-mark");
  gtk_box_append (GTK_BOX (mark), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (mark), gtk_label_new (text));
  gtk_flow_box_append (GTK_FLOW_BOX (marks), mark);
}

static void
add_marks (YyFacts *self, const YyRequest *request)
{
  gboolean major = request->form->major == YY_ANSWER_YES;
  gboolean contract = yy_form_is_contract (request->form);
  gboolean confidential = request->form->confidential == YY_ANSWER_YES;
  gboolean paper = request->form->paper == YY_ANSWER_YES;
  gboolean out = request->form->kind == YY_KIND_TAKE_OUT;
  GtkWidget *marks;

  if (!major && !contract && !confidential && !paper && !out)
    return;

  marks = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "column-spacing", 8,
                        "row-spacing", 6, "max-children-per-line", 4, "can-focus", FALSE, NULL);
  if (out)
    add_mark (marks, "yanyin-take-out-symbolic", yy_kind_get_label (YY_KIND_TAKE_OUT));
  if (major)
    add_mark (marks, "yanyin-major-symbolic", _ ("Major matter"));
  if (contract)
    add_mark (marks, "dialog-warning-symbolic", _ ("Contract"));
  if (confidential)
    add_mark (marks, "channel-secure-symbolic", _ ("Confidential"));
  if (paper)
    add_mark (marks, "edit-paste-symbolic", _ ("Entered afterwards"));
  gtk_box_append (GTK_BOX (self->box), marks);
}

/* R03-R05: what only a take-out says. */
static void
add_take_out (YyFacts *self, const YyRequest *request)
{
  const char *fields[] = { "/form/out_from", "/form/out_until", NULL };
  const YyForm *form = request->form;
  g_autofree char *hours = NULL;
  g_autofree char *note = NULL;

  if (form->kind != YY_KIND_TAKE_OUT)
    return;

  hours = *form->out_from != '\0' ? yy_when_dup_hours (form->out_from, form->out_until) : g_strdup ("");
  note = yy_change_words_dup_note (request, fields);
  add_field (self, request, _ ("Place of use"), yy_kind_get_label (form->kind), "/form/kind");
  add_line (self, _ ("Hours"), hours, note);
  add_field (self, request, _ ("Taken to"), form->destination, "/form/destination");
  add_field (self, request, _ ("Handler"), request->carrier_name, "/form/carrier_id");
}

static void
add_all (YyFacts *self, const YyRequest *request)
{
  const YyForm *form = request->form;
  g_autofree char *day = yy_when_dup_day (form->use_date);

  add_summary (self, request);
  add_marks (self, request);
  if (request->number[0] != '\0')
    add_line (self, _ ("Number"), request->number, NULL);
  add_line (self, _ ("Applicant"), request->applicant_name, NULL);
  add_field (self, request, _ ("Unit"), request->unit_name, "/form/unit_id");
  add_field (self, request, _ ("Office phone"), form->office_phone, "/form/office_phone");
  add_field (self, request, _ ("Mobile"), form->mobile, "/form/mobile");
  add_field (self, request, _ ("Material"), form->material_name, "/form/material_name");
  add_pictures (self, request);
  if (form->kind == YY_KIND_STAMP)
    add_field (self, request, _ ("Day of use"), day, "/form/use_date");
  add_seal (self, request);
  add_take_out (self, request);
  add_seldom (self, request, _ ("Why the name seal"), form->unavoidable, "/form/unavoidable");
  add_approved (self, request);
  add_field (self, request, _ ("Purpose"), form->reason, "/form/reason");
  add_seldom (self, request, _ ("Service company"), request->company_name, "/form/company_id");
  add_answer (self, request, _ ("Contract"), form->contract, "/form/contract");
  add_answer (self, request, _ ("Major matter"), form->major, "/form/major");
  add_answer (self, request, _ ("All of it filled in"), form->not_blank, "/form/not_blank");
  add_answer (self, request, _ ("Confidential"), form->confidential, "/form/confidential");
  add_answer (self, request, _ ("Paper request"), form->paper, "/form/paper");
  add_confirmed (self, request);
  add_field (self, request, _ ("Reviewer"), request->reviewer_name, "/form/reviewer_id");
  add_field (self, request, _ ("Seal keeper"), request->keeper_name, "/form/keeper_id");
  if (request->stamped_copies > 0)
    add_copies (self, C_ ("copies", "Stamped"), request->stamped_copies);
}

static void
yy_facts_dispose (GObject *object)
{
  YyFacts *self = YY_FACTS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_facts_parent_class)->dispose (object);
}

static void
yy_facts_class_init (YyFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yy_facts_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yy_facts_init (YyFacts *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
yy_facts_new (void)
{
  return g_object_new (YY_TYPE_FACTS, NULL);
}

void
yy_facts_set_request (YyFacts *self, const YyRequest *request)
{
  GtkWidget *child;

  g_return_if_fail (YY_IS_FACTS (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (request != NULL)
    add_all (self, request);
}
