#include "yy-remark.h"

#include <glib/gi18n.h>

#include "yy-clause.h"

struct _YyRemark
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *text;
  GtkWidget *clause;
  GtkWidget *answer;
  char *rule;
  YyRemarkKind kind;
  gboolean setting;
};

enum
{
  CONFIRMED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyRemark, yy_remark, GTK_TYPE_WIDGET)

static gboolean
is_confirmed (YyRemark *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->answer));
}

static const char *
get_icon (YyRemark *self)
{
  switch (self->kind)
    {
    case YY_REMARK_PROBLEM:
      return "dialog-error-symbolic";
    case YY_REMARK_WARNING:
      return "dialog-warning-symbolic";
    case YY_REMARK_QUESTION:
      return is_confirmed (self) ? "object-select-symbolic" : "dialog-question-symbolic";
    case YY_REMARK_HINT:
    default:
      return "dialog-information-symbolic";
    }
}

static void
update_looks (YyRemark *self)
{
  const char *style = NULL;

  if (self->kind == YY_REMARK_PROBLEM)
    style = "error";
  else if (self->kind == YY_REMARK_WARNING || (self->kind == YY_REMARK_QUESTION && !is_confirmed (self)))
    style = "warning";

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), get_icon (self));
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
}

static void
toggled_cb (YyRemark *self)
{
  if (self->setting)
    return;

  update_looks (self);
  g_signal_emit (self, signals[CONFIRMED], 0, self->rule, is_confirmed (self));
}

/* What exactly is confirmed: nobody should have to read the question twice. */
static const char *
get_answer_label (YyIssueCode code)
{
  switch (code)
    {
    case YY_ISSUE_RELATED_WORDS:
      return _ ("I confirm that it is not a contract");
    case YY_ISSUE_UNFILLED_PAGE:
      return _ ("I confirm that nothing is left to be filled in");
    default:
      return _ ("I confirm that it is meant so");
    }
}

static void
yy_remark_dispose (GObject *object)
{
  g_clear_pointer (&YY_REMARK (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_remark_parent_class)->dispose (object);
}

static void
yy_remark_finalize (GObject *object)
{
  g_free (YY_REMARK (object)->rule);

  G_OBJECT_CLASS (yy_remark_parent_class)->finalize (object);
}

static void
yy_remark_class_init (YyRemarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yy_remark_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_remark_finalize;

  signals[CONFIRMED] = g_signal_new ("confirmed", YY_TYPE_REMARK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yy_remark_init (YyRemark *self)
{
  const char *const classes[] = { "caption", NULL };
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, NULL);

  self->rule = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "valign", GTK_ALIGN_START, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->text = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             "css-classes", classes, NULL);
  self->clause = yy_clause_new ();
  self->answer = gtk_check_button_new ();
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->answer), label);
  gtk_widget_set_halign (self->answer, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->answer, "yy-confirm");
  g_signal_connect_swapped (self->answer, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (texts), self->text);
  gtk_box_append (GTK_BOX (texts), self->clause);
  gtk_box_append (GTK_BOX (texts), self->answer);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_box_append (GTK_BOX (self->box), texts);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "yy-remark");
  yy_remark_clear (self);
}

GtkWidget *
yy_remark_new (void)
{
  return g_object_new (YY_TYPE_REMARK, NULL);
}

static void
say (YyRemark *self, YyRemarkKind kind, const char *text, const char *rule, const char *clause)
{
  char *old = self->rule;

  self->rule = g_strdup (rule != NULL ? rule : "");
  g_free (old);
  self->kind = kind;
  gtk_label_set_label (GTK_LABEL (self->text), text);
  yy_clause_set (YY_CLAUSE (self->clause), rule, clause);
  gtk_widget_set_visible (self->answer, kind == YY_REMARK_QUESTION);
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
  update_looks (self);
}

void
yy_remark_show (YyRemark *self, YyRemarkKind kind, const char *text, const char *rule, const char *clause)
{
  g_return_if_fail (YY_IS_REMARK (self));
  g_return_if_fail (kind != YY_REMARK_QUESTION);

  say (self, kind, text, rule, clause);
}

static void
set_answer (YyRemark *self, const YyIssue *issue, const char *question, gboolean confirmed)
{
  const char *label = get_answer_label (issue->code);

  gtk_label_set_label (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (self->answer))), label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->answer), confirmed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answer), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question, -1);
}

void
yy_remark_show_issue (YyRemark *self, const YyIssue *issue, gboolean confirmed)
{
  g_autofree char *text = yy_issue_dup_text (issue);
  /* That something is missing needs no proof. */
  const char *clause = issue->rule != NULL && issue->code != YY_ISSUE_REQUIRED ? yy_issue_get_clause (issue)
                                                                               : NULL;
  gboolean asks = yy_issue_code_asks (issue->code);

  g_return_if_fail (YY_IS_REMARK (self));

  self->setting = TRUE;
  if (asks)
    set_answer (self, issue, text, confirmed);
  say (self, asks ? YY_REMARK_QUESTION : YY_REMARK_PROBLEM, text, issue->rule, clause);
  self->setting = FALSE;
}

void
yy_remark_clear (YyRemark *self)
{
  g_return_if_fail (YY_IS_REMARK (self));

  say (self, YY_REMARK_HINT, "", NULL, NULL);
}

YyRemarkKind
yy_remark_get_kind (YyRemark *self)
{
  g_return_val_if_fail (YY_IS_REMARK (self), YY_REMARK_HINT);

  return self->kind;
}

gboolean
yy_remark_is_open (YyRemark *self)
{
  g_return_val_if_fail (YY_IS_REMARK (self), FALSE);

  return self->kind == YY_REMARK_PROBLEM || (self->kind == YY_REMARK_QUESTION && !is_confirmed (self));
}

gboolean
yy_remark_focus_answer (YyRemark *self)
{
  g_return_val_if_fail (YY_IS_REMARK (self), FALSE);

  return self->kind == YY_REMARK_QUESTION && gtk_widget_grab_focus (self->answer);
}

GtkWidget *
yy_remark_get_text (YyRemark *self)
{
  g_return_val_if_fail (YY_IS_REMARK (self), NULL);

  return self->text;
}
