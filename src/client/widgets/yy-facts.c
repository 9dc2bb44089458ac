#include "yy-facts.h"

#include <glib/gi18n.h>

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

static void
add_line (YyFacts *self, const char *name, const char *value)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = new_name (name);
  GtkWidget *label = gtk_label_new (value);

  if (value[0] == '\0')
    gtk_label_set_label (GTK_LABEL (label), "—");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL,
                                  -1);

  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
add_mark (GtkWidget *marks, const char *icon, const char *text)
{
  GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (mark, "yy-mark");
  gtk_box_append (GTK_BOX (mark), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (mark), gtk_label_new (text));
  gtk_box_append (GTK_BOX (marks), mark);
}

static void
add_marks (YyFacts *self, const YyRequest *request)
{
  gboolean major = request->form->major == YY_ANSWER_YES;
  gboolean contract = yy_form_is_contract (request->form);
  GtkWidget *marks;

  if (!major && !contract)
    return;

  marks = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  if (major)
    add_mark (marks, "yanyin-major-symbolic", _ ("Major matter"));
  if (contract)
    add_mark (marks, "dialog-warning-symbolic", _ ("Contract"));
  gtk_box_append (GTK_BOX (self->box), marks);
}

static char *
dup_seal (const YyRequest *request)
{
  const char *name = request->seal_name[0] != '\0' ? request->seal_name
                                                   : yy_seal_kind_get_label (request->seal_kind);

  return request->form->seal_text[0] != '\0' ? g_strdup_printf ("%s（%s）", name, request->form->seal_text)
                                             : g_strdup (name);
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
  g_autofree char *day = NULL;
  g_autofree char *seal = NULL;
  g_autofree char *copies = NULL;
  GtkWidget *child;

  g_return_if_fail (YY_IS_FACTS (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (request == NULL)
    return;

  day = yy_when_dup_day (request->form->use_date);
  seal = dup_seal (request);
  copies = g_strdup_printf (ngettext ("%d copy", "%d copies", request->form->copies), request->form->copies);

  add_marks (self, request);
  if (request->number[0] != '\0')
    add_line (self, _ ("Number"), request->number);
  add_line (self, _ ("Applicant"), request->applicant_name);
  add_line (self, _ ("Unit"), request->unit_name);
  add_line (self, _ ("Office phone"), request->form->office_phone);
  add_line (self, _ ("Mobile"), request->form->mobile);
  add_line (self, _ ("Material"), request->form->material_name);
  add_line (self, _ ("Day of use"), day);
  add_line (self, _ ("Seal"), seal);
  add_line (self, _ ("Copies"), copies);
  add_line (self, _ ("Purpose"), request->form->reason);
  add_line (self, _ ("Reviewer"), request->reviewer_name);
  add_line (self, _ ("Seal keeper"), request->keeper_name);
  if (request->stamped_copies > 0)
    {
      g_autofree char *stamped = g_strdup_printf (ngettext ("%d copy", "%d copies", request->stamped_copies),
                                                  request->stamped_copies);

      add_line (self, _ ("Really stamped"), stamped);
    }
}
