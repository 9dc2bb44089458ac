#include "yy-form-page-private.h"

#include <glib/gi18n.h>

#include "yy-when.h"

/* What the page tells of its draft: where it is safe, why it came back, and what happens next. */

static char *
dup_clock (gint64 usec)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (usec / G_USEC_PER_SEC);

  /* Translators: a time of the day */
  return time != NULL ? g_date_time_format (time, _ ("%H:%M")) : g_strdup ("");
}

static char *
dup_status (YyDraft *draft)
{
  g_autofree char *clock = NULL;

  switch (yy_draft_get_status (draft))
    {
    case YY_DRAFT_UNSAVED:
      return g_strdup (_ ("Not saved yet"));
    case YY_DRAFT_SAVING:
      return g_strdup (_ ("Being saved…"));
    case YY_DRAFT_SAVED:
      clock = dup_clock (yy_draft_get_saved_usec (draft));
      /* Translators: %s is a time of the day such as 10:02 */
      return g_strdup_printf (_ ("Saved %s"), clock);
    case YY_DRAFT_OFFLINE:
      return g_strdup (_ ("Offline, kept on this computer"));
    case YY_DRAFT_REFUSED:
      return g_strdup (_ ("Kept on this computer only"));
    case YY_DRAFT_CONFLICT:
      return g_strdup (_ ("Changed in two places"));
    case YY_DRAFT_PENDING:
      return g_strdup (_ ("Being submitted…"));
    case YY_DRAFT_SENT:
      return g_strdup (_ ("Submitted"));
    case YY_DRAFT_EMPTY:
    default:
      return g_strdup ("");
    }
}

static void
show_state_banner (YyFormPage *self)
{
  const char *text = yy_draft_get_status_text (self->draft);
  g_autofree char *told = NULL;

  switch (yy_draft_get_status (self->draft))
    {
    case YY_DRAFT_CONFLICT:
      yy_form_banner_show_text (
          self->state_banner, _ ("This draft was changed somewhere else meanwhile. Both versions are kept."),
          _ ("Choose…"));
      break;
    case YY_DRAFT_REFUSED:
      yy_form_banner_show_text (self->state_banner, text, NULL);
      break;
    case YY_DRAFT_PENDING:
      /* A first try is over in a moment; only a wait is worth a banner. */
      told = text != NULL
                 ? g_strdup_printf (
                       _ ("%s It is submitted by itself as soon as the service can be reached, once."), text)
                 : NULL;
      yy_form_banner_show_text (self->state_banner, told, _ ("Do not submit"));
      break;
    default:
      yy_form_banner_show_text (self->state_banner, NULL, NULL);
    }
}

void
yy_form_page_show_status (YyFormPage *self)
{
  YyDraftStatus status = yy_draft_get_status (self->draft);
  const YyRequest *request = yy_draft_get_request (self->draft);
  g_autofree char *text = dup_status (self->draft);
  gboolean busy = self->submitting || status == YY_DRAFT_PENDING;
  gboolean draft = request == NULL || request->state == YY_STATE_DRAFT;

  adw_window_title_set_subtitle (self->title, text);
  show_state_banner (self);
  gtk_widget_set_visible (self->submit_spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->submit_spinner), busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", !busy && status != YY_DRAFT_SENT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.submit", !busy && status != YY_DRAFT_SENT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.discard",
                                 !busy && draft && status != YY_DRAFT_SENT);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fields), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->strip), !busy);
}

/* GS9: who returned it and why, the newest time. */
void
yy_form_page_show_returned (YyFormPage *self)
{
  const YyRequest *request = yy_draft_get_request (self->draft);
  g_autofree char *text = NULL;

  for (guint i = request != NULL && request->state == YY_STATE_RETURNED ? request->history->len : 0;
       i > 0 && text == NULL; i--)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i - 1);
      g_autofree char *when = yy_when_dup_relative (line->at_usec, g_get_real_time ());

      if (line->to == YY_STATE_RETURNED)
        /* Translators: a name, when (“2 hours ago”), and the reason */
        text = g_strdup_printf (_ ("%s returned it, %s:\n%s"), line->actor_name, when, line->reason);
    }

  yy_form_banner_show_text (self->returned_banner, text, NULL);
}

static char *
dup_next_step (const YyRequest *request)
{
  if (*request->assignee_name == '\0')
    return g_strdup ("");
  if (*request->place == '\0')
    /* Translators: a name, and in which capacity */
    return g_strdup_printf (_ ("It is now with %s (%s)."), request->assignee_name,
                            yy_step_get_label (request->step));

  /* Translators: a name, in which capacity, and a place */
  return g_strdup_printf (
      _ ("It is now with %s (%s).\nYou will be told when it is decided. After the final approval bring the material to %s."),
      request->assignee_name, yy_step_get_label (request->step), request->place);
}

void
yy_form_page_show_done (YyFormPage *self, const YyRequest *request)
{
  g_autofree char *next = dup_next_step (request);
  g_autofree char *escaped = g_markup_escape_text (next, -1);
  /* Translators: %s is the number of a request, such as YY2026000123 */
  g_autofree char *title = g_markup_printf_escaped (_ ("Submitted, number %s"), request->number);

  self->submitting = FALSE;
  adw_status_page_set_title (self->done_page, title);
  adw_status_page_set_description (self->done_page, escaped);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "done");
  gtk_widget_grab_focus (self->finish_button);
}
