#pragma once

#include <adwaita.h>

#include "yy-review.h"

G_BEGIN_DECLS

/**
 * YyMoveWindow:
 *
 * The small window in which a move beside the ordinary road is made ready: in which way, whom it concerns,
 * why or what, and where on the pages. It shows what the service offers and sends nothing.
 *
 * Signal "confirmed": what was chosen is complete.
 */
#define YY_TYPE_MOVE_WINDOW (yy_move_window_get_type ())
G_DECLARE_FINAL_TYPE (YyMoveWindow, yy_move_window, YY, MOVE_WINDOW, AdwWindow)

/* @request: copied from, not kept. @action: one that is open. @pictures: its pictures, at @position. */
GtkWidget *yy_move_window_new (
    GtkWindow *parent, const YyRequest *request, YyAction action, GListModel *pictures, guint position);
/* What is chosen; texts and lists are lent until the next event. */
void yy_move_window_get_move (YyMoveWindow *self, YyReviewMove *ret_move);
/* The name of whom it concerns, or "". */
const char *yy_move_window_get_next_name (YyMoveWindow *self);
void yy_move_window_set_busy (YyMoveWindow *self, gboolean busy);
/* What is wrong, at the place that it is about. */
void yy_move_window_show_error (YyMoveWindow *self, const GError *error);

G_END_DECLS
