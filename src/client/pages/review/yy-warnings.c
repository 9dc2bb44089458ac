#include "yy-warnings.h"

#include <glib/gi18n.h>

#include "yy-remark.h"

struct _YyWarnings
{
  AdwBin parent_instance;

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (YyWarnings, yy_warnings, ADW_TYPE_BIN)

/* A question that the applicant answered is told as what he said: the word “confirm” is not for who reads
 * this. */
static char *
dup_text (const YyRequest *request, const YyIssue *issue)
{
  gboolean confirmed = issue->rule != NULL && yy_form_has_confirmed (request->form, issue->rule);

  if (issue->code == YY_ISSUE_RELATED_WORDS)
    return g_strdup (
        confirmed
            ? _ ("The name speaks of an agreement. The applicant confirmed that it is not a contract; look at it yourself.")
            : _ ("The name speaks of an agreement. Look whether it is a contract."));
  if (issue->code == YY_ISSUE_UNFILLED_PAGE)
    return g_strdup (
        confirmed
            ? _ ("A page looks like a form with empty fields. The applicant confirmed that nothing is left to be filled in; look at it yourself.")
            : _ ("A page looks like a form with empty fields. Look whether anything is left to be filled in."));

  return yy_issue_dup_text (issue);
}

static void
yy_warnings_class_init (YyWarningsClass *klass)
{
}

static void
yy_warnings_init (YyWarnings *self)
{
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  adw_bin_set_child (ADW_BIN (self), self->list);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yy-warnings");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What to look at"),
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
yy_warnings_set_request (YyWarnings *self, const YyRequest *request)
{
  GtkWidget *child;
  guint n = request != NULL ? request->warnings->len : 0;

  g_return_if_fail (YY_IS_WARNINGS (self));

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < n; i++)
    {
      const YyIssue *issue = g_ptr_array_index (request->warnings, i);
      GtkWidget *remark = yy_remark_new ();
      g_autofree char *text = dup_text (request, issue);

      yy_remark_show (YY_REMARK (remark), YY_REMARK_WARNING, text, issue->rule, yy_issue_get_clause (issue));
      gtk_box_append (GTK_BOX (self->list), remark);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}
