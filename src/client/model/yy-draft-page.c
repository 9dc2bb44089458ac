#include "yy-draft-page.h"

#include "yy-form.h"

struct _YyDraftPage
{
  GObject parent_instance;

  GFile *file;
  GBytes *picked;
  YyPage *page;
  GBytes *bytes;
  char *name;
  char *error_text;
  int rotation;
  YyPageState state;
  double progress;
  GCancellable *cancellable;
};

enum
{
  CHANGED,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyDraftPage, yy_draft_page, G_TYPE_OBJECT)

static void
emit_changed (YyDraftPage *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What is shown and sent is the page with the applicant's own name and rotation. */
static void
keep_own (YyDraftPage *self)
{
  if (self->page == NULL)
    return;

  yy_form_set_text (&self->page->name, self->name);
  self->page->rotation = self->rotation;
}

static void
yy_draft_page_finalize (GObject *object)
{
  YyDraftPage *self = YY_DRAFT_PAGE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->picked, g_bytes_unref);
  g_clear_pointer (&self->page, yy_page_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->error_text);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (yy_draft_page_parent_class)->finalize (object);
}

static void
yy_draft_page_class_init (YyDraftPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_draft_page_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", YY_TYPE_DRAFT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yy_draft_page_init (YyDraftPage *self)
{
  self->cancellable = g_cancellable_new ();
}

YyDraftPage *
yy_draft_page_new_picked (GFile *file, GBytes *bytes, const char *name)
{
  YyDraftPage *self = g_object_new (YY_TYPE_DRAFT_PAGE, NULL);

  g_set_object (&self->file, file);
  self->picked = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->name = g_utf8_make_valid (name, -1);
  return self;
}

YyDraftPage *
yy_draft_page_new (const YyPage *page, YyPageState state)
{
  YyDraftPage *self = g_object_new (YY_TYPE_DRAFT_PAGE, NULL);

  self->page = yy_page_copy (page);
  self->name = g_strdup (page->name);
  self->rotation = page->rotation;
  self->state = state;
  return self;
}

GFile *
yy_draft_page_get_file (YyDraftPage *self)
{
  return self->file;
}

GBytes *
yy_draft_page_get_picked (YyDraftPage *self)
{
  return self->picked;
}

const YyPage *
yy_draft_page_get_page (YyDraftPage *self)
{
  return self->page;
}

void
yy_draft_page_take_page (YyDraftPage *self, YyPage *page, GBytes *bytes)
{
  g_autofree char *original = NULL;
  GBytes *kept = bytes != NULL ? g_bytes_ref (bytes) : NULL;

  g_return_if_fail (YY_IS_DRAFT_PAGE (self));

  /* The service does not hear of the original but from us. */
  if (self->page != NULL && *page->original_sha256 == '\0')
    original = g_strdup (self->page->original_sha256);
  if (original != NULL)
    yy_form_set_text (&page->original_sha256, original);
  /* It looks at pictures later than this computer does. */
  if (self->page != NULL && page->blank.verdict == YY_BLANK_VERDICT_UNKNOWN &&
      g_str_equal (self->page->sha256, page->sha256))
    yy_page_set_blank (page, &self->page->blank);

  g_clear_pointer (&self->page, yy_page_free);
  g_clear_pointer (&self->picked, g_bytes_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->page = page;
  self->bytes = kept;
  keep_own (self);
  emit_changed (self);
}

GBytes *
yy_draft_page_get_bytes (YyDraftPage *self)
{
  return self->bytes;
}

const char *
yy_draft_page_get_name (YyDraftPage *self)
{
  return self->name;
}

int
yy_draft_page_get_rotation (YyDraftPage *self)
{
  return self->rotation;
}

void
yy_draft_page_set_rotation (YyDraftPage *self, int rotation)
{
  g_return_if_fail (YY_IS_DRAFT_PAGE (self));
  g_return_if_fail (rotation % 90 == 0);

  rotation = ((rotation % 360) + 360) % 360;
  if (rotation == self->rotation)
    return;

  self->rotation = rotation;
  keep_own (self);
  emit_changed (self);
}

YyPageState
yy_draft_page_get_state (YyDraftPage *self)
{
  return self->state;
}

void
yy_draft_page_set_state (YyDraftPage *self, YyPageState state, const char *text)
{
  g_return_if_fail (YY_IS_DRAFT_PAGE (self));

  if (self->state == state && g_strcmp0 (self->error_text, text) == 0)
    return;

  self->state = state;
  g_free (self->error_text);
  self->error_text = g_strdup (text);
  if (state != YY_PAGE_SENDING)
    self->progress = 0;
  emit_changed (self);
}

const char *
yy_draft_page_get_error_text (YyDraftPage *self)
{
  return self->error_text;
}

double
yy_draft_page_get_progress (YyDraftPage *self)
{
  return self->progress;
}

void
yy_draft_page_set_progress (YyDraftPage *self, double progress)
{
  g_return_if_fail (YY_IS_DRAFT_PAGE (self));

  self->progress = CLAMP (progress, 0, 1);
  emit_changed (self);
}

GCancellable *
yy_draft_page_get_cancellable (YyDraftPage *self)
{
  g_return_val_if_fail (YY_IS_DRAFT_PAGE (self), NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }

  return self->cancellable;
}

void
yy_draft_page_cancel (YyDraftPage *self)
{
  g_return_if_fail (YY_IS_DRAFT_PAGE (self));

  g_cancellable_cancel (self->cancellable);
}
