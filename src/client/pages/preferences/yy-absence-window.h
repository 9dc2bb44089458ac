#pragma once

#include <adwaita.h>

#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyAbsenceWindow:
 *
 * Who stands in for whom while somebody is away (F33): what concerns the person, and, for who decides, a form
 * to arrange it. The office director arranges it for others and sees all. A window of its own.
 */
#define YY_TYPE_ABSENCE_WINDOW (yy_absence_window_get_type ())
G_DECLARE_FINAL_TYPE (YyAbsenceWindow, yy_absence_window, YY, ABSENCE_WINDOW, AdwWindow)

GtkWidget *yy_absence_window_new (YySession *session);

G_END_DECLS
