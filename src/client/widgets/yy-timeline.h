#pragma once

#include <gtk/gtk.h>

#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyTimeline:
 *
 * The course of one request from top to bottom: who did what in which capacity, when, how long it had waited
 * before, with what reason, and who is awaited now. It shows what the history says and nothing else; it does
 * not check the ledger. The window's thread only.
 */
#define YY_TYPE_TIMELINE (yy_timeline_get_type ())
G_DECLARE_FINAL_TYPE (YyTimeline, yy_timeline, YY, TIMELINE, GtkWidget)

GtkWidget *yy_timeline_new (void);

/* @request: (nullable): copied from, not kept. @now_usec: what "ago" and "waiting for" are counted from. */
void yy_timeline_set_request (YyTimeline *self, const YyRequest *request, gint64 now_usec);

G_END_DECLS
