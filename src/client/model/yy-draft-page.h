#pragma once

#include <gio/gio.h>

#include "yy-page.h"

G_BEGIN_DECLS

/* How far a picture of a draft is on its way to the service. */
typedef enum
{
  YY_PAGE_PREPARING, /* being read and made smaller */
  YY_PAGE_WAITING,   /* to be sent; again, when there is an error text */
  YY_PAGE_SENDING,
  YY_PAGE_SENT,
  YY_PAGE_FAILED, /* the error text says why */
} YyPageState;

/**
 * YyDraftPage:
 *
 * One picture of a draft that is being edited: the page as the service will know it, and how far it is. It
 * reads and sends nothing by itself.
 *
 * Signals: "changed" (): anything of it.
 */
#define YY_TYPE_DRAFT_PAGE (yy_draft_page_get_type ())
G_DECLARE_FINAL_TYPE (YyDraftPage, yy_draft_page, YY, DRAFT_PAGE, GObject)

/* A picture that is still to be read from @file, or from @bytes when there is no file. */
YyDraftPage *yy_draft_page_new_picked (GFile *file, GBytes *bytes, const char *name);
/* A picture that is known; copied. */
YyDraftPage *yy_draft_page_new (const YyPage *page, YyPageState state);

GFile *yy_draft_page_get_file (YyDraftPage *self);
/* The file as it was picked, when there is no #GFile of it; %NULL once it was made smaller. */
GBytes *yy_draft_page_get_picked (YyDraftPage *self);
/* %NULL until it has been made smaller. */
const YyPage *yy_draft_page_get_page (YyDraftPage *self);
/* What it became: (transfer full) @page, and its bytes (nullable). Name and rotation stay. */
void yy_draft_page_take_page (YyDraftPage *self, YyPage *page, GBytes *bytes);
/* The bytes of the smaller picture while they are in memory; (nullable). */
GBytes *yy_draft_page_get_bytes (YyDraftPage *self);

const char *yy_draft_page_get_name (YyDraftPage *self);
int yy_draft_page_get_rotation (YyDraftPage *self);
/* Any multiple of 90. */
void yy_draft_page_set_rotation (YyDraftPage *self, int rotation);

YyPageState yy_draft_page_get_state (YyDraftPage *self);
/* @text: (nullable): what went wrong */
void yy_draft_page_set_state (YyDraftPage *self, YyPageState state, const char *text);
const char *yy_draft_page_get_error_text (YyDraftPage *self);
/* 0 to 1, of the sending. */
double yy_draft_page_get_progress (YyDraftPage *self);
void yy_draft_page_set_progress (YyDraftPage *self, double progress);

/* What the work on it listens to; a new one after a cancelled one. Borrowed. */
GCancellable *yy_draft_page_get_cancellable (YyDraftPage *self);
void yy_draft_page_cancel (YyDraftPage *self);

G_END_DECLS
