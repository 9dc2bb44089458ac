#pragma once

#include <adwaita.h>

#include "yy-draft.h"
#include "yy-issue.h"

G_BEGIN_DECLS

/**
 * YyPageStrip:
 *
 * The pictures of the material in their order: chosen, dropped or pasted; moved by dragging or Alt and
 * arrows; turned by Ctrl+R; removed by Delete, with a way back. What happens to a picture is the draft's
 * business; the strip only asks for it.
 *
 * Signals: "edited" (): the person changed something; "confirmed" (rule, confirmed): he answered what that
 * rule asks about the pictures.
 */
#define YY_TYPE_PAGE_STRIP (yy_page_strip_get_type ())
G_DECLARE_FINAL_TYPE (YyPageStrip, yy_page_strip, YY, PAGE_STRIP, AdwPreferencesGroup)

GtkWidget *yy_page_strip_new (void);
/* @draft: (nullable): another one, or none */
void yy_page_strip_set_draft (YyPageStrip *self, YyDraft *draft);
/* Takes what another widget got dropped or has pasted: #GdkFileList, #GFile or #GdkTexture. FALSE for
 * anything else. */
gboolean yy_page_strip_take_value (YyPageStrip *self, const GValue *value);
/* Pictures or files from the clipboard, if there are any. */
void yy_page_strip_paste (YyPageStrip *self);
void yy_page_strip_choose (YyPageStrip *self);
/* @issue: (nullable): nothing is wrong any more; @confirmed: the answer that was given to what it asks */
void yy_page_strip_set_issue (YyPageStrip *self, const YyIssue *issue, gboolean confirmed);
void yy_page_strip_set_problem (YyPageStrip *self, const char *text);
/* TRUE when something is wrong or asked, whatever was answered. */
gboolean yy_page_strip_has_issue (YyPageStrip *self);
/* To what is wrong or not answered; FALSE when nothing is. */
gboolean yy_page_strip_focus_problem (YyPageStrip *self);
/* A12: what is confidential is not photographed. */
void yy_page_strip_set_confidential (YyPageStrip *self, gboolean confidential);

G_END_DECLS
