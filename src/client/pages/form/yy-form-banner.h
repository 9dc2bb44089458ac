#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YyFormBanner:
 *
 * A notice above or in the form: a text, and at most one thing that can be done about it. Hidden while it has
 * no text. It stays until it is told otherwise; what passes by itself is a toast.
 *
 * Properties: "boxed" (boolean): stands between the groups of the form. Signals: "clicked" ().
 */
#define YY_TYPE_FORM_BANNER (yy_form_banner_get_type ())
G_DECLARE_FINAL_TYPE (YyFormBanner, yy_form_banner, YY, FORM_BANNER, GtkWidget)

/* @text: (nullable): hides it. @button: (nullable): what its button says. Plain texts, no markup. */
void yy_form_banner_show_text (YyFormBanner *self, const char *text, const char *button);

G_END_DECLS
