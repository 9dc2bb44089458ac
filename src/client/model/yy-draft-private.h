#pragma once

#include "yy-draft.h"
#include "yy-upload-queue.h"

G_BEGIN_DECLS

/* What the files of #YyDraft share. yy-draft.c holds the content, yy-draft-sync.c its way to the service,
 * yy-draft-pages.c the pictures, yy-draft-submit.c the submission, yy-draft-conflict.c the choice. */

struct _YyDraft
{
  GObject parent_instance;

  YyApiClient *client;
  YyDraftStore *store; /* nullable */
  YyUploadQueue *uploads;
  GCancellable *cancellable;

  char *id;
  int revision;
  YyState state;
  YyForm *form;
  GListStore *pages;
  YyRequest *request; /* nullable */

  guint generation;       /* goes up with every edit */
  guint kept_generation;  /* of this computer */
  guint saved_generation; /* of the service */
  guint local_timer;
  gint64 unkept_since; /* monotonic, of the first change that waits for that timer */
  guint server_timer;
  guint pause; /* seconds until the next try, while the service cannot be reached */

  gboolean saving;
  guint sent_generation;
  gboolean sent_all; /* no picture was left out */
  YyForm *sent_form; /* nullable: what the last save said */
  GPtrArray *sent_pages;
  GPtrArray *waiters; /* element-type GTask: to be told when all is saved */

  GTask *submission; /* nullable: who waits for it */
  gboolean wants_submit;
  char *submit_key;    /* "" unless a submission is wanted */
  char *submit_digest; /* "" until it can be sent */
  int submit_revision;

  YyRequest *theirs; /* nullable */
  gboolean conflict;

  YyDraftStatus status;
  char *status_text;
  gint64 saved_usec;
};

void yy_draft_set_status (YyDraft *self, YyDraftStatus status, const char *text);
/* The content is another one now. */
void yy_draft_touch (YyDraft *self);
/* The same, by the person: who goes on writing does not want the older content submitted. */
void yy_draft_edit (YyDraft *self);
/* TRUE when the service could not be reached, and may be later. */
gboolean yy_draft_is_absence (const GError *error);
/* The service is away: the submission that is wanted waits for it, over the end of the program too. */
void yy_draft_wait_to_submit (YyDraft *self, const GError *error);
gboolean yy_draft_is_dirty (YyDraft *self);
/* The record as it is now, written when @callback comes (nullable). */
void yy_draft_write_record (YyDraft *self, GAsyncReadyCallback callback, gpointer user_data);
/* Form and pages from values; no edit. */
void yy_draft_load_content (YyDraft *self, const YyForm *form, GPtrArray *pages, YyPageState state);

/* Takes over what the service says of it: revision and state, not the content. Takes @request. */
void yy_draft_take_request (YyDraft *self, YyRequest *request);
/* Sends what is not saved yet, unless that is being done, or there is a conflict. */
void yy_draft_start_save (YyDraft *self);
/* The same in a moment. */
void yy_draft_schedule_save (YyDraft *self);
/* Tells those who wait. @error: (nullable) */
void yy_draft_answer_waiters (YyDraft *self, const GError *error);
/* The service has another content than the one this is based on; takes @theirs (nullable). */
void yy_draft_enter_conflict (YyDraft *self, YyRequest *theirs);
/* TRUE when the two are the same to a reader: names and sizes of files do not matter. */
gboolean yy_draft_same_content (const YyForm *form, GPtrArray *pages, const YyRequest *request);

/* Pages of the service are there already; the others are sent. */
void yy_draft_send_pages (YyDraft *self);
void yy_draft_pages_init (YyDraft *self);
/* Pictures that are still being made smaller or sent. */
gboolean yy_draft_is_sending (YyDraft *self);
/* Goes on with a submission as far as it can. */
void yy_draft_step_submit (YyDraft *self);
/* The one that was not answered when the program ended. */
void yy_draft_resume_submit (YyDraft *self, const YyDraftRecord *record);

G_END_DECLS
