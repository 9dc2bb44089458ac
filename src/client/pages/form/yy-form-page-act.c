#include "yy-form-page-private.h"

#include <glib/gi18n.h>

#include "yy-ask.h"
#include "yy-error.h"
#include "yy-form-conflict.h"

/* What the buttons and keys of the page do. */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyFormPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (YY_DRAFT (source) != self->draft)
    return;
  if (yy_draft_save_finish (self->draft, result, &error))
    {
      yy_form_page_tell (self, _ ("Saved to my to-do"));
      yy_form_page_emit_changed (self);
    }
  else if (g_error_matches (error, YY_ERROR, YY_ERROR_UNAVAILABLE))
    yy_form_page_tell (self,
                       _ ("The service cannot be reached. It is kept on this computer and saved later."));
  else if (yy_error_get_issues (error) == NULL ||
           !yy_form_page_show_issues (self, yy_error_get_issues (error)))
    yy_form_page_tell (self, error->message);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyFormPage *self = YY_FORM_PAGE (widget);

  if (self->draft == NULL)
    return;
  if (*yy_draft_get_id (self->draft) == '\0')
    {
      yy_form_page_tell (self, _ ("Nothing has been written yet."));
      return;
    }

  yy_draft_save_async (self->draft, saved_cb, g_object_ref (self));
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyFormPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean submitted = yy_draft_submit_finish (YY_DRAFT (source), result, &error);

  if (YY_DRAFT (source) != self->draft)
    return;

  self->submitting = FALSE;
  yy_form_page_show_status (self);
  /* The page of the number came with "submitted"; a wait and a conflict have their banner. */
  if (submitted || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      yy_draft_get_status (self->draft) == YY_DRAFT_PENDING ||
      yy_draft_get_status (self->draft) == YY_DRAFT_CONFLICT)
    return;
  if (yy_error_get_issues (error) == NULL || !yy_form_page_show_issues (self, yy_error_get_issues (error)))
    yy_form_page_tell (self, error->message);
}

/* What was written for another seal than the one that is asked for now is not said. */
static void
drop_what_is_hidden (YyFormPage *self, YyForm *form)
{
  const YySealOption *seal = self->options != NULL ? yy_form_options_find_seal (self->options, form->seal_id)
                                                   : NULL;

  if (seal != NULL && seal->kind != YY_SEAL_NAME)
    yy_form_set_text (&form->unavoidable, "");
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyFormPage *self = YY_FORM_PAGE (widget);
  g_autoptr (YyForm) form = NULL;

  if (self->draft == NULL || self->submitting || !yy_form_page_check_all (self))
    return;

  form = yy_form_copy (yy_form_fields_get_form (self->fields));
  drop_what_is_hidden (self, form);
  yy_draft_set_form (self->draft, form);
  self->submitting = TRUE;
  yy_form_page_show_status (self);
  yy_draft_submit_async (self->draft, submitted_cb, g_object_ref (self));
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyFormPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (YY_DRAFT (source) != self->draft)
    return;
  if (!yy_draft_discard_finish (self->draft, result, &error))
    {
      yy_form_page_tell (self, error->message);
      return;
    }

  yy_form_page_tell (self, _ ("The draft was deleted"));
  yy_form_page_emit_changed (self);
  g_signal_emit_by_name (self, "closed");
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyFormPage) self = user_data;

  if (yy_ask_finish (GTK_WIDGET (source), result) && self->draft != NULL)
    yy_draft_discard_async (self->draft, discarded_cb, g_object_ref (self));
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyFormPage *self = YY_FORM_PAGE (widget);

  if (self->draft == NULL)
    return;

  yy_ask_async (widget, _ ("Delete this draft?"),
                _ ("What was written and the pictures are deleted, on this computer and on the service."),
                _ ("_Delete"), TRUE, self->cancellable, asked_cb, g_object_ref (self));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyFormPage *self = YY_FORM_PAGE (widget);

  if (self->draft != NULL)
    yy_draft_keep (self->draft);
  g_signal_emit_by_name (self, "closed");
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yy_form_page_open (YY_FORM_PAGE (widget), NULL);
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyFormPage *self = YY_FORM_PAGE (widget);
  g_autofree char *id = g_strdup (self->opened_id);

  yy_form_page_open (self, id);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yy_page_strip_paste (YY_FORM_PAGE (widget)->strip);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yy_page_strip_choose (YY_FORM_PAGE (widget)->strip);
}

static void
chosen_cb (YyFormConflict *dialog, int choice, gpointer user_data)
{
  YyFormPage *self = user_data;

  if (self->draft == NULL || yy_draft_get_status (self->draft) != YY_DRAFT_CONFLICT)
    return;
  if (choice == YY_CONFLICT_MINE)
    yy_draft_use_mine (self->draft);
  else if (choice == YY_CONFLICT_THEIRS)
    yy_draft_use_theirs (self->draft);
  else
    yy_draft_keep_copy (self->draft);
}

void
yy_form_page_ask_conflict (YyFormPage *self)
{
  GtkWidget *dialog = yy_form_conflict_new (self->draft, self->options);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
yy_form_page_banner_clicked (YyFormPage *self)
{
  if (yy_draft_get_status (self->draft) == YY_DRAFT_CONFLICT)
    yy_form_page_ask_conflict (self);
  else if (yy_draft_get_status (self->draft) == YY_DRAFT_PENDING)
    yy_draft_cancel_submit (self->draft);
}

void
yy_form_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "form.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "form.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "form.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "form.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "form.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "form.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "form.choose", NULL, choose_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "form.choose", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "form.paste", NULL);
}
