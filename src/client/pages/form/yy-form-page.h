#pragma once

#include <gtk/gtk.h>

#include "yy-draft-store.h"
#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyFormPage:
 *
 * The form of a seal request (R24-R38): writes a new one, goes on with a draft, mends one that was returned.
 * It has its own header bar. What was written is kept by #YyDraft whatever becomes of the page.
 *
 * Properties: "show-back" (boolean). Signals: "changed" (const char *id): that request was saved, submitted
 * or thrown away; "closed" (): the person is done with the page.
 */
#define YY_TYPE_FORM_PAGE (yy_form_page_get_type ())
G_DECLARE_FINAL_TYPE (YyFormPage, yy_form_page, YY, FORM_PAGE, GtkWidget)

GtkWidget *yy_form_page_new (YySession *session);
/* Somebody is signed in and the page is in its window: what an earlier run of the program kept on this
 * computer and could not send goes on its way. Gives the drafts of this computer, borrowed; %NULL when none
 * can be kept. */
YyDraftStore *yy_form_page_start (YyFormPage *self);
/* @request_id: (nullable): a new one. What was being written before is kept first. */
void yy_form_page_open (YyFormPage *self, const char *request_id);

G_END_DECLS
