#include "yy-form-page-private.h"

#include <glib/gi18n.h>

#include "yy-error.h"
#include "yy-org.h"

/* What the form needs from the service: what can be chosen, and whom a request would go past. */

#define ROUTE_MSEC 300

/* A new form begins with what the directory and the last request know. */
static void
propose (YyFormPage *self)
{
  g_autoptr (YyForm) form = yy_form_copy (yy_draft_get_form (self->draft));
  const YyMe *me = yy_session_get_me (self->session);
  const char *seal = self->store != NULL ? yy_draft_store_get_memory (self->store, "seal") : "";
  const char *reviewer = self->store != NULL ? yy_draft_store_get_memory (self->store, "reviewer") : "";
  const char *phone = self->store != NULL ? yy_draft_store_get_memory (self->store, "office-phone") : "";
  const char *mobile = self->store != NULL ? yy_draft_store_get_memory (self->store, "mobile") : "";
  const YySealOption *option = yy_form_options_find_seal (self->options, seal);

  if (*form->unit_id == '\0' && me->units->len > 0)
    yy_form_set_text (&form->unit_id, ((YyUnit *) g_ptr_array_index (me->units, 0))->id);
  if (*form->office_phone == '\0')
    yy_form_set_text (&form->office_phone, *phone != '\0' ? phone : self->options->office_phone);
  if (*form->mobile == '\0')
    yy_form_set_text (&form->mobile, *mobile != '\0' ? mobile : self->options->mobile);
  if (*form->use_date == '\0')
    {
      char day[16];

      g_date_strftime (day, sizeof day, "%Y-%m-%d", &self->options->today);
      yy_form_set_text (&form->use_date, day);
    }
  if (*form->seal_id == '\0' && option != NULL)
    {
      yy_form_set_text (&form->seal_id, seal);
      if (option->keepers->len > 0)
        yy_form_set_text (&form->keeper_id, ((YyTarget *) g_ptr_array_index (option->keepers, 0))->person_id);
    }
  if (*form->reviewer_id == '\0' && yy_target_list_find (self->options->reviewers, reviewer) != NULL)
    yy_form_set_text (&form->reviewer_id, reviewer);
  else if (*form->reviewer_id == '\0' && self->options->reviewers->len == 1)
    yy_form_set_text (&form->reviewer_id,
                      ((YyTarget *) g_ptr_array_index (self->options->reviewers, 0))->person_id);

  yy_draft_propose_form (self->draft, form);
}

void
yy_form_page_remember (YyFormPage *self, const YyForm *form)
{
  if (self->store == NULL)
    return;

  yy_draft_store_set_memory (self->store, "seal", form->seal_id);
  yy_draft_store_set_memory (self->store, "reviewer", form->reviewer_id);
  yy_draft_store_set_memory (self->store, "office-phone", form->office_phone);
  /* What the service masks is nothing to remember. */
  if (strchr (form->mobile, '*') == NULL)
    yy_draft_store_set_memory (self->store, "mobile", form->mobile);
}

static void
show_form (YyFormPage *self)
{
  yy_form_fields_set_options (self->fields, self->options);
  if (self->opened_id == NULL && *yy_draft_get_id (self->draft) == '\0')
    propose (self);
  yy_form_fields_set_form (self->fields, yy_draft_get_form (self->draft));
  yy_form_page_recheck_field (self, "/form/company_id");
  yy_form_page_show_hints (self);
  if (yy_draft_get_status (self->draft) != YY_DRAFT_SENT)
    {
      gboolean fresh = g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "form") != 0;

      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
      /* The first thing that nobody but the person knows. */
      if (fresh && (self->wants_focus || *yy_draft_get_form (self->draft)->material_name == '\0'))
        gtk_widget_grab_focus (GTK_WIDGET (self));
    }
  yy_form_page_update_route (self);
  yy_form_page_update_bookings (self);
}

static void
options_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyFormPage) self = user_data;
  g_autoptr (GError) error = NULL;
  YyFormOptions *options = yy_api_client_get_form_options_finish (YY_API_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (options != NULL)
    {
      g_clear_pointer (&self->options, yy_form_options_free);
      self->options = options;
    }
  /* With yesterday's choices one can go on writing; without any there is no form. */
  if (self->options != NULL)
    {
      show_form (self);
      return;
    }

  yy_form_page_show_error (self, error);
}

void
yy_form_page_load_options (YyFormPage *self)
{
  const char *unit = yy_draft_get_form (self->draft)->unit_id;

  if (self->options_unit != NULL && g_str_equal (self->options_unit, unit) && self->options != NULL)
    {
      show_form (self);
      return;
    }

  g_free (self->options_unit);
  self->options_unit = g_strdup (unit);
  yy_api_client_get_form_options_async (yy_session_get_client (self->session), *unit != '\0' ? unit : NULL,
                                        self->cancellable, options_cb, g_object_ref (self));
}

static void
route_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyFormPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = yy_api_client_get_route_finish (YY_API_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* It is a help, not a promise: without it the form works as well. */
  if (steps == NULL)
    {
      g_info ("No way to show: %s", error->message);
      g_clear_pointer (&self->route_key, g_free);
    }
  yy_form_fields_set_route (self->fields, steps);
}

static gboolean
route_timer_cb (gpointer user_data)
{
  YyFormPage *self = user_data;
  const YyForm *form = yy_draft_get_form (self->draft);

  self->route_timer = 0;
  yy_api_client_get_route_async (yy_session_get_client (self->session), form->unit_id, form->seal_id,
                                 form->reviewer_id, form->major, form->kind, self->cancellable, route_cb,
                                 g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
yy_form_page_update_route (YyFormPage *self)
{
  const YyForm *form = yy_draft_get_form (self->draft);
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%s\n%d %d", form->unit_id, form->seal_id,
                                          form->reviewer_id, form->major == YY_ANSWER_YES, form->kind);

  if (g_strcmp0 (key, self->route_key) == 0)
    return;

  g_free (self->route_key);
  self->route_key = g_steal_pointer (&key);
  g_clear_handle_id (&self->route_timer, g_source_remove);
  if (*form->seal_id == '\0' || *form->reviewer_id == '\0')
    {
      yy_form_fields_set_route (self->fields, NULL);
      return;
    }

  self->route_timer = g_timeout_add (ROUTE_MSEC, route_timer_cb, self);
}

static void
bookings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyFormPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bookings = yy_api_client_get_bookings_finish (YY_API_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->bookings_seal == NULL)
    return;

  /* A help, too: without it the service says at the latest whether the hours are free. */
  if (bookings == NULL)
    {
      g_info ("No bookings to show: %s", error->message);
      g_clear_pointer (&self->bookings_seal, g_free);
    }
  yy_form_fields_set_bookings (self->fields, bookings);
}

void
yy_form_page_update_bookings (YyFormPage *self)
{
  const YyForm *form = yy_draft_get_form (self->draft);
  const char *seal = form->kind == YY_KIND_TAKE_OUT && *form->seal_id != '\0' ? form->seal_id : NULL;

  if (g_strcmp0 (seal, self->bookings_seal) == 0)
    return;

  g_free (self->bookings_seal);
  self->bookings_seal = g_strdup (seal);
  yy_form_fields_set_bookings (self->fields, NULL);
  if (seal != NULL)
    yy_api_client_get_bookings_async (yy_session_get_client (self->session), seal, self->cancellable,
                                      bookings_cb, g_object_ref (self));
}
