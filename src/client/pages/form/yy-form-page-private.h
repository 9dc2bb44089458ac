#pragma once

#include <adwaita.h>

#include "yy-draft.h"
#include "yy-form-banner.h"
#include "yy-form-fields.h"
#include "yy-form-outbox.h"
#include "yy-form-page.h"
#include "yy-page-strip.h"

G_BEGIN_DECLS

/* What the files of #YyFormPage share: yy-form-page.c is the page, -load the choices and the way, -check what
 * is wrong, -show what is told of the draft's state, -act what the buttons do. */

struct _YyFormPage
{
  GtkWidget parent_instance;

  YySession *session;
  YyDraftStore *store; /* nullable */
  YyDraft *draft;      /* nullable: nothing is open */
  YyFormOutbox *outbox;
  YyFormOptions *options;
  char *options_unit;
  char *route_key; /* what the way that is shown was asked for */
  guint route_timer;
  char *bookings_seal;       /* whose bookings are shown, or asked for */
  GCancellable *cancellable; /* of what is open */
  char *opened_id;
  gboolean show_back;
  gboolean submitting;
  gboolean told_store;
  gboolean listed;      /* lists were told that it is there */
  gboolean wants_focus; /* once it is there */
  gboolean unsaid;      /* it was saved since they were told */

  GtkWidget *content;
  AdwWindowTitle *title;
  GtkWidget *stack;
  AdwStatusPage *error_page;
  AdwStatusPage *done_page;
  GtkWidget *finish_button;
  YyFormBanner *state_banner;
  YyFormBanner *returned_banner;
  YyFormFields *fields;
  YyPageStrip *strip;
  GtkWidget *scroller;
  GtkWidget *save_button;
  GtkWidget *submit_button;
  GtkWidget *submit_spinner;
};

/* A toast; takes nothing. */
void yy_form_page_tell (YyFormPage *self, const char *text);
/* Instead of the form. */
void yy_form_page_show_error (YyFormPage *self, const GError *error);
void yy_form_page_emit_changed (YyFormPage *self);

/* Fetches the choices for the unit of the form, then shows the form. */
void yy_form_page_load_options (YyFormPage *self);
/* Asks for the way again when what it depends on has changed. */
void yy_form_page_update_route (YyFormPage *self);
/* Asks for the bookings of the seal of a take-out (R04) when it has changed. */
void yy_form_page_update_bookings (YyFormPage *self);
/* What the last request of this person tells about the next. */
void yy_form_page_remember (YyFormPage *self, const YyForm *form);

/* The person left that field, or chose there. */
void yy_form_page_check_field (YyFormPage *self, const char *pointer);
/* Looks at it again only where something was wrong. */
void yy_form_page_recheck_field (YyFormPage *self, const char *pointer);
/* What is good to know of what is chosen. */
void yy_form_page_show_hints (YyFormPage *self);
/* What was confirmed was said of what stood there. */
void yy_form_page_forget_answers (YyFormPage *self, const char *pointer);
/* Everything, as for a submission; the focus goes to the first wrong field. */
gboolean yy_form_page_check_all (YyFormPage *self);
/* Shows what the service found. (element-type YyIssue). FALSE when none of it has a place in the form. */
gboolean yy_form_page_show_issues (YyFormPage *self, GPtrArray *issues);

/* Where the draft is safe, in the header; banners; what is sensitive. */
void yy_form_page_show_status (YyFormPage *self);
void yy_form_page_show_returned (YyFormPage *self);
void yy_form_page_show_done (YyFormPage *self, const YyRequest *request);

void yy_form_page_install_actions (GtkWidgetClass *widget_class);
/* Both versions of the draft, and the choice. */
void yy_form_page_ask_conflict (YyFormPage *self);
void yy_form_page_banner_clicked (YyFormPage *self);

G_END_DECLS
