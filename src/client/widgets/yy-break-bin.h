#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YyBreakBin:
 *
 * Holds one child and tells whether there is room: "narrow" is TRUE while the bin is not as wide as its
 * threshold (what AdwBreakpoint does from libadwaita 1.4 on). It asks for little width itself, so that a
 * window can become narrow before its content is laid out anew; for that one frame the child is cut off, not
 * squeezed.
 *
 * Properties: "child" (GtkWidget), "threshold" (int, logical pixels), "narrow" (boolean, read).
 */
#define YY_TYPE_BREAK_BIN (yy_break_bin_get_type ())
G_DECLARE_FINAL_TYPE (YyBreakBin, yy_break_bin, YY, BREAK_BIN, GtkWidget)

GtkWidget *yy_break_bin_new (void);
void yy_break_bin_set_child (YyBreakBin *self, GtkWidget *child);
gboolean yy_break_bin_get_narrow (YyBreakBin *self);

G_END_DECLS
