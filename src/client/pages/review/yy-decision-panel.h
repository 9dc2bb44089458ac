#pragma once

#include <adwaita.h>

#include "yy-photo-strip.h"
#include "yy-review.h"

G_BEGIN_DECLS

/**
 * YyDecisionPanel:
 *
 * 我可以: the decisions that the service opens to this person, in the order of the notice, the closed ones
 * with the rule that closes them; whom it is handed to, the reason, for the keeper what was really stamped;
 * and one button that sends it (R40-R45, R47). It decides nothing by itself and sends nothing: it tells what
 * was chosen. What was typed stays for as long as the same request is shown, whatever revision.
 *
 * Signal "submit": the button was pressed and what was chosen is complete.
 */
#define YY_TYPE_DECISION_PANEL (yy_decision_panel_get_type ())
G_DECLARE_FINAL_TYPE (YyDecisionPanel, yy_decision_panel, YY, DECISION_PANEL, GtkWidget)

/* @request: (nullable): borrowed until the next call; whoever owns it calls before it goes. */
void yy_decision_panel_set_request (YyDecisionPanel *self, const YyRequest *request);
/* TRUE when there is anything to decide, open or closed. */
gboolean yy_decision_panel_has_options (YyDecisionPanel *self);
/* TRUE when one is chosen. */
gboolean yy_decision_panel_has_choice (YyDecisionPanel *self);
/* Forgets what was typed: it was sent. */
void yy_decision_panel_clear (YyDecisionPanel *self);
/* What is chosen; texts are lent until the next event. */
void yy_decision_panel_get_move (YyDecisionPanel *self, YyReviewMove *ret_move);
/* The name of whom it is handed to, or "". */
const char *yy_decision_panel_get_next_name (YyDecisionPanel *self);
/* Chooses @action when it is open, and moves the focus there; never more. FALSE when it is closed or not
 * there. */
gboolean yy_decision_panel_choose (YyDecisionPanel *self, YyAction action);
/* The first open one of a kind: "agree", "return" or "refuse". */
gboolean yy_decision_panel_choose_kind (YyDecisionPanel *self, const char *kind);
/* The chosen decision, or the first one, takes the keys. */
void yy_decision_panel_focus (YyDecisionPanel *self);
void yy_decision_panel_set_busy (YyDecisionPanel *self, gboolean busy);
/* What is wrong, each at its field; what has none, above the button. */
void yy_decision_panel_show_error (YyDecisionPanel *self, const GError *error);
/* Where the keeper adds photos of the stamped paper: (transfer none). They go with the move, and away with
 * it. */
void yy_decision_panel_set_photos (YyDecisionPanel *self, YyPhotoStrip *photos);

G_END_DECLS
