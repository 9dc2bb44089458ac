#pragma once

#include "yy-draft.h"

G_BEGIN_DECLS

/**
 * YyFormOutbox:
 *
 * Drafts that were let go of before all of them had reached the service: pictures that are still being sent,
 * a save for which the network is missing, a submission without an answer. It keeps them alive until that is
 * done, and begins with the submissions that an earlier run of the program left. It decides nothing.
 *
 * Signals: "changed" (const char *id): the service has it now; "submitted" (YyRequest *): borrowed.
 */
#define YY_TYPE_FORM_OUTBOX (yy_form_outbox_get_type ())
G_DECLARE_FINAL_TYPE (YyFormOutbox, yy_form_outbox, YY, FORM_OUTBOX, GObject)

YyFormOutbox *yy_form_outbox_new (void);
/* Goes on with what @store says was submitted and not answered. */
void yy_form_outbox_resume (YyFormOutbox *self, YyApiClient *client, YyDraftStore *store);
/* Keeps @draft as long as it has something to do. */
void yy_form_outbox_add (YyFormOutbox *self, YyDraft *draft);
/* Gives the draft of that id back to who goes on writing it; (nullable) (transfer full). */
YyDraft *yy_form_outbox_take (YyFormOutbox *self, const char *id);
/* Lets go of all of them: what they hold is kept on this computer. */
void yy_form_outbox_clear (YyFormOutbox *self);

G_END_DECLS
