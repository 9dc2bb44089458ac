#pragma once

#include <adwaita.h>

#include "yy-request-list.h"
#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyReviewPage:
 *
 * One request, read and decided: the pictures large, what it says, its course, and 我可以. Wide, the pictures
 * stand on the left; below 700 pixels all is one column and 立即审核 leads to the decision (R67). After a
 * decision the next request of the queue is opened. It has a header bar of its own. It talks to the service
 * through #YyReview only.
 *
 * Keys: those of #YyPageViewer; Alt+Y, Alt+B, Alt+X choose agree, return and refuse, and never send anything;
 * Ctrl+J and Ctrl+K next and previous of the queue; F5 loads again.
 *
 * Properties: "show-back" (boolean, write): a button that emits "closed".
 * Signals: "changed" (const char *id): something was decided; "opened" (const char *id): the service has
 * noted that he, whose decision is awaited, looked at it; "closed".
 */
#define YY_TYPE_REVIEW_PAGE (yy_review_page_get_type ())
G_DECLARE_FINAL_TYPE (YyReviewPage, yy_review_page, YY, REVIEW_PAGE, AdwBin)

GtkWidget *yy_review_page_new (YySession *session);

/* Shows that request. @request_id: (nullable): none, "choose a request". @queue: (nullable): the list that it
 * was chosen from; what comes next is taken from there. */
void yy_review_page_open (YyReviewPage *self, const char *request_id, YyRequestList *queue);

/* Looks whether the request that is shown was changed by somebody else. */
void yy_review_page_refresh (YyReviewPage *self);

G_END_DECLS
