#include "yy-sign-in-page.h"

#include "yy-config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-error.h"

struct _YySignInPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *subtitle;
  AdwEntryRow *account;
  AdwEntryRow *password;
  AdwExpanderRow *server_expander;
  AdwEntryRow *server;
  GtkLabel *account_error;
  GtkLabel *password_error;
  GtkLabel *server_error;
  GtkRevealer *message_revealer;
  GtkLabel *message;
  GtkWidget *button;
  GtkStack *button_stack;
  GtkSpinner *spinner;

  YySession *session;
  GCancellable *cancellable; /* of the sign-in under way */
  GCancellable *asking;      /* of what the service is asked for the greeting, and of the restoring */
};

G_DEFINE_FINAL_TYPE (YySignInPage, yy_sign_in_page, GTK_TYPE_WIDGET)

static void
set_busy (YySignInPage *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->button_stack, busy ? "busy" : "label");
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->button, !busy);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

static void
set_error (AdwEntryRow *row, GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  yy_access_set_error (GTK_WIDGET (row), text != NULL ? GTK_WIDGET (label) : NULL);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
set_message (YySignInPage *self, const char *text)
{
  if (text != NULL)
    gtk_label_set_label (self->message, text);
  gtk_revealer_set_reveal_child (self->message_revealer, text != NULL);
}

static void
clear_errors (YySignInPage *self)
{
  set_error (self->account, self->account_error, NULL);
  set_error (self->password, self->password_error, NULL);
  set_error (self->server, self->server_error, NULL);
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
show_greeting (YySignInPage *self, const char *organisation)
{
  gboolean known = organisation != NULL && *organisation != '\0';
  gboolean first = *yy_api_client_get_server (yy_session_get_client (self->session)) == '\0';

  gtk_label_set_label (self->title, known ? organisation : _ ("Yanyin"));
  gtk_label_set_label (
      self->subtitle,
      known ? _ ("Sign in to Yanyin")
      : first
          ? _ ("Yanyin needs the service of your organisation: your IT office gives you its address and an account.")
          : _ ("Approve and record the use of seals"));
}

/* The numbers of a version, compared one after the other: "0.10.0" is above "0.9.1". */
static gboolean
is_older (const char *version, const char *than)
{
  g_auto (GStrv) left = g_strsplit (version, ".", 4);
  g_auto (GStrv) right = g_strsplit (than, ".", 4);

  for (guint i = 0; left[i] != NULL && right[i] != NULL; i++)
    {
      guint64 a = g_ascii_strtoull (left[i], NULL, 10);
      guint64 b = g_ascii_strtoull (right[i], NULL, 10);

      if (a != b)
        return a < b;
    }

  return FALSE;
}

static void
meta_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YySignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyMeta) meta = yy_api_client_get_meta_finish (YY_API_CLIENT (source), async, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  show_greeting (self, meta != NULL ? meta->organisation : NULL);
  if (meta == NULL)
    {
      set_message (self, error->message);
    }
  else if (is_older (YY_VERSION, meta->min_client))
    {
      g_autofree char *text = g_strdup_printf (
          _ ("This version is too old for the service. Install version %s or newer."), meta->min_client);

      set_message (self, text);
      gtk_widget_set_sensitive (self->button, FALSE);
    }
}

static void
ask_for_greeting (YySignInPage *self)
{
  YyApiClient *client = yy_session_get_client (self->session);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (*yy_api_client_get_server (client) == '\0')
    {
      show_greeting (self, NULL);
      return;
    }

  self->asking = g_cancellable_new ();
  yy_api_client_get_meta_async (client, self->asking, meta_cb, g_object_ref (self));
}

/* Takes the address as it was written; shows it as it was understood. */
static gboolean
take_server (YySignInPage *self)
{
  YyApiClient *client = yy_session_get_client (self->session);
  g_autofree char *old = g_strdup (yy_api_client_get_server (client));
  g_autoptr (GError) error = NULL;

  if (*get_text (self->server) == '\0')
    {
      set_error (self->server, self->server_error, _ ("Your IT office gives you this address."));
    }
  else if (yy_session_set_server (self->session, get_text (self->server), &error))
    {
      if (!g_str_equal (old, yy_api_client_get_server (client)))
        {
          gtk_editable_set_text (GTK_EDITABLE (self->server), yy_api_client_get_server (client));
          set_message (self, NULL);
          ask_for_greeting (self);
        }
      adw_expander_row_set_subtitle (self->server_expander, yy_api_client_get_server (client));
      set_error (self->server, self->server_error, NULL);
      return TRUE;
    }
  else
    {
      set_error (self->server, self->server_error, error->message);
    }

  adw_expander_row_set_expanded (self->server_expander, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->server));

  return FALSE;
}

static gboolean
check_fields (YySignInPage *self)
{
  g_autofree char *account = g_strstrip (g_strdup (get_text (self->account)));

  clear_errors (self);
  if (!take_server (self))
    return FALSE;

  if (*get_text (self->password) == '\0')
    {
      set_error (self->password, self->password_error, _ ("Enter your password."));
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
    }
  if (*account == '\0')
    {
      set_error (self->account, self->account_error, _ ("Enter your account."));
      gtk_widget_grab_focus (GTK_WIDGET (self->account));
    }

  return *account != '\0' && *get_text (self->password) != '\0';
}

static void
show_failure (YySignInPage *self, const GError *error)
{
  if (g_error_matches (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED))
    {
      set_error (self->password, self->password_error, _ ("Account or password is wrong."));
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      gtk_editable_select_region (GTK_EDITABLE (self->password), 0, -1);
    }
  else
    {
      set_message (self, error->message);
    }
}

static void
signed_in_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YySignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = yy_session_sign_in_finish (YY_SESSION (source), async, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (done)
    gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  else
    show_failure (self, error);
}

static void
sign_in_cb (YySignInPage *self)
{
  g_autofree char *account = g_strstrip (g_strdup (get_text (self->account)));

  if (self->cancellable != NULL || !gtk_widget_get_sensitive (self->button) || !check_fields (self))
    return;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  set_message (self, NULL);
  set_busy (self, TRUE);
  self->cancellable = g_cancellable_new ();
  yy_session_sign_in_async (self->session, account, get_text (self->password), self->cancellable,
                            signed_in_cb, g_object_ref (self));
}

static void
account_entered_cb (YySignInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
account_changed_cb (YySignInPage *self)
{
  set_error (self->account, self->account_error, NULL);
}

static void
password_changed_cb (YySignInPage *self)
{
  set_error (self->password, self->password_error, NULL);
}

static void
server_applied_cb (YySignInPage *self)
{
  if (take_server (self))
    gtk_widget_grab_focus (GTK_WIDGET (*get_text (self->account) != '\0' ? self->password : self->account));
}

static void
server_changed_cb (YySignInPage *self)
{
  set_error (self->server, self->server_error, NULL);
}

static void
restored_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YySignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yy_session_restore_finish (YY_SESSION (source), async, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ask_for_greeting (self);
}

static void
yy_sign_in_page_dispose (GObject *object)
{
  YySignInPage *self = YY_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (yy_sign_in_page_parent_class)->dispose (object);
}

static void
yy_sign_in_page_class_init (YySignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_sign_in_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/sign-in/yy-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, box);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, title);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, account);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, server_expander);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, server);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, account_error);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, password_error);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, server_error);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, message);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, button);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, button_stack);
  gtk_widget_class_bind_template_child (widget_class, YySignInPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
}

static void
yy_sign_in_page_init (YySignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yy_access_name_password_row (ADW_PASSWORD_ENTRY_ROW (self->password));
}

GtkWidget *
yy_sign_in_page_new (YySession *session)
{
  YySignInPage *self = g_object_new (YY_TYPE_SIGN_IN_PAGE, NULL);

  self->session = g_object_ref (session);
  show_greeting (self, NULL);

  return GTK_WIDGET (self);
}

void
yy_sign_in_page_start (YySignInPage *self, const char *account, const char *message)
{
  const char *server;
  g_autofree char *remembered = NULL;

  g_return_if_fail (YY_IS_SIGN_IN_PAGE (self));

  server = yy_api_client_get_server (yy_session_get_client (self->session));
  remembered = g_settings_get_string (yy_session_get_settings (self->session), "account");
  gtk_editable_set_text (GTK_EDITABLE (self->account), account != NULL ? account : remembered);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_editable_set_text (GTK_EDITABLE (self->server), server);
  adw_expander_row_set_subtitle (self->server_expander, server);
  adw_expander_row_set_expanded (self->server_expander, *server == '\0');
  clear_errors (self);
  set_message (self, message);
  set_busy (self, FALSE);
  ask_for_greeting (self);

  if (*server == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->server));
  else if (*get_text (self->account) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->account));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

void
yy_sign_in_page_restore (YySignInPage *self)
{
  g_return_if_fail (YY_IS_SIGN_IN_PAGE (self));

  if (*yy_api_client_get_server (yy_session_get_client (self->session)) == '\0')
    return;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  yy_session_restore_async (self->session, self->asking, restored_cb, g_object_ref (self));
}
