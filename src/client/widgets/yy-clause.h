#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YyClause:
 *
 * A sentence of the notice that somebody is told, and the way to the whole of it: it is a link that opens the
 * regulation at its rule (R15), by the action "app.show-rule". Hidden while there is no sentence. It wraps,
 * and has the focus of a link.
 */
#define YY_TYPE_CLAUSE (yy_clause_get_type ())
G_DECLARE_FINAL_TYPE (YyClause, yy_clause, YY, CLAUSE, GtkWidget)

GtkWidget *yy_clause_new (void);
/* @rule: (nullable): "R10"; without one the link opens the regulation at its beginning. @text: (nullable):
 * none. Plain text, no markup. */
void yy_clause_set (YyClause *self, const char *rule, const char *text);

/* Makes the part @text of what @label says such a link, between @before and @after; all plain texts. For
 * labels that belong to somebody else. */
void
yy_clause_link (GtkLabel *label, const char *before, const char *rule, const char *text, const char *after);

G_END_DECLS
