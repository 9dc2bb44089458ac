#include "yy-review.h"

#include <glib/gi18n.h>

#include "yy-digest.h"
#include "yy-error.h"
#include "yy-picture.h"

struct _YyReview
{
  GObject parent_instance;

  YyApiClient *client;
  YyPictureLoader *loader;
  char *id;
  YyRequest *request;
  GListStore *pictures;

  GCancellable *loading; /* NULL while nothing is being loaded */
  GCancellable *life;    /* of everything that belongs to the present id */
  gboolean busy;
  char *error;
  char *conflict;

  char *key;     /* of the last try, whose answer was lost; else NULL */
  char *attempt; /* what that try was */
};

enum
{
  PROP_LOADING = 1,
  PROP_BUSY,
  PROP_ERROR,
  PROP_CONFLICT,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_OPENED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YyReview, yy_review, G_TYPE_OBJECT)

static void
take_text (YyReview *self, char **place, char *text, int prop)
{
  g_free (*place);
  *place = text;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
drop_pictures (YyReview *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pictures));

  /* What is on its way holds a picture: it is cancelled now, not when it arrives. */
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyPicture) picture = g_list_model_get_item (G_LIST_MODEL (self->pictures), i);

      g_object_run_dispose (G_OBJECT (picture));
    }
  g_list_store_remove_all (self->pictures);
}

static void
add_pictures (GPtrArray *into, YyReview *self, GPtrArray *pages, gboolean stamped)
{
  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (into, yy_picture_new (self->loader, self->request->id, g_ptr_array_index (pages, i),
                                           stamped, i, pages->len));
}

/* The same pictures stay the same objects: a reload must not throw the reader back to the first page. */
static gboolean
shows_pages (YyReview *self, const YyRequest *old)
{
  return old != NULL && yy_page_list_equal (old->pages, self->request->pages) &&
         yy_page_list_equal (old->stamped_pages, self->request->stamped_pages);
}

/* The pictures may be the same ones and yet a new round: what is told of them is of this one. */
static void
mark_changes (YyReview *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pictures));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YyPicture) picture = g_list_model_get_item (G_LIST_MODEL (self->pictures), i);

      if (!yy_picture_is_stamped (picture))
        yy_picture_set_change (picture,
                               yy_page_change_get (self->request->changes, yy_picture_get_place (picture)));
    }
}

static void
take_request (YyReview *self, YyRequest *request)
{
  g_autoptr (YyRequest) old = g_steal_pointer (&self->request);

  self->request = request;
  if (request == NULL)
    {
      drop_pictures (self);
    }
  else if (!shows_pages (self, old))
    {
      g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

      drop_pictures (self);
      add_pictures (fresh, self, request->pages, FALSE);
      add_pictures (fresh, self, request->stamped_pages, TRUE);
      g_list_store_splice (self->pictures, 0, 0, fresh->pdata, fresh->len);
    }
  if (request != NULL)
    mark_changes (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Messages of our own domain are written for people; others stay in the journal. */
static char *
dup_message (const GError *error)
{
  if (error->domain == YY_ERROR)
    return g_strdup (error->message);

  g_debug ("Not for people: %s", error->message);
  return g_strdup (_ ("Something went wrong on the way. Please try again."));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyReview) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Nobody waits for it, and the next opening tries again. */
  if (!yy_api_client_move_finish (YY_API_CLIENT (source), result, NULL, &error))
    g_debug ("Opening was not noted: %s", error->message);
  else
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
note_opening (YyReview *self)
{
  const YyOption *option = yy_option_list_find (self->request->options, YY_ACTION_OPEN);
  g_autofree char *digest = NULL;
  g_autofree char *key = NULL;
  YyMoveArgs args = { 0 };

  if (option == NULL || option->refusal != NULL)
    return;

  digest = yy_digest_content (self->request->id, self->request->form, self->request->pages);
  key = yy_api_client_make_key ();
  args.digest = digest;
  yy_api_client_move_async (self->client, self->request->id, self->request->revision, YY_ACTION_OPEN, &args,
                            key, self->life, opened_cb, g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyReview) self = user_data;
  g_autoptr (GError) error = NULL;
  YyRequest *request = yy_api_client_request_finish (YY_API_CLIENT (source), result, &error);
  int seen = self->request != NULL ? self->request->revision : 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  if (request != NULL)
    take_request (self, request);
  else
    take_text (self, &self->error, dup_message (error), PROP_ERROR);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);

  if (request != NULL && request->revision != seen)
    note_opening (self);
}

static void
begin_load (YyReview *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->error != NULL)
    take_text (self, &self->error, NULL, PROP_ERROR);

  self->loading = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
  yy_api_client_get_request_async (self->client, self->id, self->loading, loaded_cb, g_object_ref (self));
}

static void
set_busy (YyReview *self, gboolean busy)
{
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
forget_attempt (YyReview *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->attempt, g_free);
}

static void
tell_conflict (YyReview *self, const GError *error)
{
  const YyIssue *issue = yy_error_find_issue (error, YY_ISSUE_STALE);
  const char *who = issue != NULL ? issue->argument : NULL;

  take_text (self, &self->conflict,
             who != NULL && who[0] != '\0'
                 ? g_strdup_printf (_ ("%s has already handled this request. You see what it is now."), who)
                 : g_strdup (_ ("This request was changed meanwhile. You see what it is now.")),
             PROP_CONFLICT);
  begin_load (self);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyReview *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (YyRequest) request = NULL;
  gboolean done = yy_api_client_move_finish (YY_API_CLIENT (source), result, &request, &error);
  const char *id = g_task_get_task_data (task);
  gboolean shown = g_strcmp0 (id, self->id) == 0;

  set_busy (self, FALSE);
  if (done)
    {
      forget_attempt (self);
      if (shown && request != NULL)
        take_request (self, g_steal_pointer (&request));
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* Whether it was done is only unknown when no answer of the service came, or one that says so. */
  if (error->domain == YY_ERROR && !g_error_matches (error, YY_ERROR, YY_ERROR_UNAVAILABLE) &&
      !g_error_matches (error, YY_ERROR, YY_ERROR_BUSY) &&
      !g_error_matches (error, YY_ERROR, YY_ERROR_INTERNAL))
    forget_attempt (self);
  if (shown && g_error_matches (error, YY_ERROR, YY_ERROR_CONFLICT))
    tell_conflict (self, error);
  g_task_return_error (task, error);
}

static void
yy_review_dispose (GObject *object)
{
  YyReview *self = YY_REVIEW (object);

  g_cancellable_cancel (self->loading);
  g_cancellable_cancel (self->life);
  g_clear_object (&self->loading);
  g_clear_object (&self->life);
  if (self->pictures != NULL)
    drop_pictures (self);
  g_clear_object (&self->pictures);
  g_clear_object (&self->loader);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (yy_review_parent_class)->dispose (object);
}

static void
yy_review_finalize (GObject *object)
{
  YyReview *self = YY_REVIEW (object);

  g_clear_pointer (&self->request, yy_request_free);
  forget_attempt (self);
  g_free (self->id);
  g_free (self->error);
  g_free (self->conflict);

  G_OBJECT_CLASS (yy_review_parent_class)->finalize (object);
}

static void
yy_review_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyReview *self = YY_REVIEW (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading != NULL);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_CONFLICT:
      g_value_set_string (value, self->conflict);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_review_class_init (YyReviewClass *klass)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yy_review_dispose;
  object_class->finalize = yy_review_finalize;
  object_class->get_property = yy_review_get_property;

  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, read);
  props[PROP_CONFLICT] = g_param_spec_string ("conflict", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", YY_TYPE_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPENED] =
      g_signal_new ("opened", YY_TYPE_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yy_review_init (YyReview *self)
{
  self->pictures = g_list_store_new (YY_TYPE_PICTURE);
}

YyReview *
yy_review_new (YyApiClient *client, YyPictureLoader *loader)
{
  YyReview *self = g_object_new (YY_TYPE_REVIEW, NULL);

  self->client = g_object_ref (client);
  self->loader = g_object_ref (loader);
  return self;
}

void
yy_review_load (YyReview *self, const char *id)
{
  g_return_if_fail (YY_IS_REVIEW (self));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->life);
  g_clear_object (&self->life);
  self->life = g_cancellable_new ();

  forget_attempt (self);
  yy_review_clear_conflict (self);
  g_free (self->id);
  self->id = g_strdup (id);
  if (self->request != NULL)
    take_request (self, NULL);
  if (id != NULL)
    begin_load (self);
}

void
yy_review_reload (YyReview *self)
{
  g_return_if_fail (YY_IS_REVIEW (self));

  if (self->id != NULL)
    begin_load (self);
}

static gboolean
is_same_option (const YyOption *a, const YyOption *b)
{
  if (a->action != b->action || (a->refusal == NULL) != (b->refusal == NULL))
    return FALSE;

  return a->refusal == NULL || a->refusal->code == b->refusal->code;
}

/* What one may do changes with the hours, and with what becomes of the seal elsewhere, though the request
 * itself does not. */
static gboolean
may_the_same (const YyRequest *a, const YyRequest *b)
{
  gboolean same = a->options->len == b->options->len && (a->custody == NULL) == (b->custody == NULL);

  for (guint i = 0; same && i < a->options->len; i++)
    same = is_same_option (g_ptr_array_index (a->options, i), g_ptr_array_index (b->options, i));

  return same && (a->custody == NULL || a->custody->place == b->custody->place);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyReview) self = user_data;
  g_autoptr (YyRequest) request = yy_api_client_request_finish (YY_API_CLIENT (source), result, NULL);

  /* Nothing new, no answer, or something else is shown or done meanwhile: what is there stays as it is. */
  if (request == NULL || self->request == NULL || self->busy || self->loading != NULL ||
      !g_str_equal (request->id, self->request->id) ||
      (request->revision == self->request->revision && request->history->len == self->request->history->len &&
       may_the_same (request, self->request)))
    return;

  take_request (self, g_steal_pointer (&request));
  note_opening (self);
}

void
yy_review_refresh (YyReview *self)
{
  g_return_if_fail (YY_IS_REVIEW (self));

  if (self->id != NULL && self->request != NULL && !self->busy && self->loading == NULL)
    yy_api_client_get_request_async (self->client, self->id, self->life, refreshed_cb, g_object_ref (self));
}

const char *
yy_review_get_id (YyReview *self)
{
  g_return_val_if_fail (YY_IS_REVIEW (self), NULL);

  return self->id;
}

const YyRequest *
yy_review_get_request (YyReview *self)
{
  g_return_val_if_fail (YY_IS_REVIEW (self), NULL);

  return self->request;
}

GListModel *
yy_review_get_pictures (YyReview *self)
{
  g_return_val_if_fail (YY_IS_REVIEW (self), NULL);

  return G_LIST_MODEL (self->pictures);
}

gboolean
yy_review_is_loading (YyReview *self)
{
  g_return_val_if_fail (YY_IS_REVIEW (self), FALSE);

  return self->loading != NULL;
}

gboolean
yy_review_is_busy (YyReview *self)
{
  g_return_val_if_fail (YY_IS_REVIEW (self), FALSE);

  return self->busy;
}

const char *
yy_review_get_error (YyReview *self)
{
  g_return_val_if_fail (YY_IS_REVIEW (self), NULL);

  return self->error;
}

const char *
yy_review_get_conflict (YyReview *self)
{
  g_return_val_if_fail (YY_IS_REVIEW (self), NULL);

  return self->conflict;
}

void
yy_review_clear_conflict (YyReview *self)
{
  g_return_if_fail (YY_IS_REVIEW (self));

  if (self->conflict != NULL)
    take_text (self, &self->conflict, NULL, PROP_CONFLICT);
}

static char *
dup_attempt (const YyRequest *request, const YyReviewMove *move)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%d\n%d\n%d\n%d %" G_GINT64_FORMAT "\n%s\n%s", request->id,
                          request->revision, move->action, move->copies, move->choice, move->question,
                          move->next_id != NULL ? move->next_id : "",
                          move->reason != NULL ? move->reason : "");
  for (guint i = 0; move->marks != NULL && i < move->marks->len; i++)
    {
      const YyMark *mark = g_ptr_array_index (move->marks, i);

      g_string_append_printf (text, "\n%d %d %d %d %d", mark->page, mark->x, mark->y, mark->width,
                              mark->height);
    }
  for (guint i = 0; move->stamped_pages != NULL && i < move->stamped_pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (move->stamped_pages, i);

      g_string_append_printf (text, "\n%s %d", page->sha256, page->rotation);
    }

  return g_string_free (text, FALSE);
}

void
yy_review_move_async (YyReview *self,
                      const YyReviewMove *move,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *attempt = NULL;
  YyMoveArgs args = { 0 };

  g_return_if_fail (YY_IS_REVIEW (self));
  g_return_if_fail (self->request != NULL && !self->busy);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yy_review_move_async);
  /* What was done counts, even when the reader closed the page meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (self->id), g_free);

  attempt = dup_attempt (self->request, move);
  if (g_strcmp0 (attempt, self->attempt) != 0)
    {
      forget_attempt (self);
      self->key = yy_api_client_make_key ();
      self->attempt = g_steal_pointer (&attempt);
    }

  digest = yy_digest_content (self->request->id, self->request->form, self->request->pages);
  args.digest = digest;
  args.next_id = move->next_id;
  args.reason = move->reason;
  args.choice = move->choice;
  args.question = move->question;
  args.marks = move->marks;
  args.copies = move->copies;
  args.stamped_pages = move->stamped_pages;
  set_busy (self, TRUE);
  yy_api_client_move_async (self->client, self->request->id, self->request->revision, move->action, &args,
                            self->key, cancellable, moved_cb, g_steal_pointer (&task));
}

gboolean
yy_review_move_finish (YyReview *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
