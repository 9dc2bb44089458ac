#pragma once

#include <gtk/gtk.h>

#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyFacts:
 *
 * What a request says, line by line in the words of the phone form (R24-R36, R68): names left, values right,
 * long ones wrapped and none cut off; a major matter and a contract are marked by word and icon. Values can
 * be selected and copied. What a resubmission changed is marked, with the value that stood there before
 * (GS9). It edits nothing.
 */
#define YY_TYPE_FACTS (yy_facts_get_type ())
G_DECLARE_FINAL_TYPE (YyFacts, yy_facts, YY, FACTS, GtkWidget)

GtkWidget *yy_facts_new (void);
/* @request: (nullable): copied from, not kept. */
void yy_facts_set_request (YyFacts *self, const YyRequest *request);

G_END_DECLS
