#pragma once

#include <adwaita.h>

#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyStateHead:
 *
 * Where a request is and with whom, by word, icon and colour, and below it the number and who applied. It
 * shows one revision; it follows nothing.
 */
#define YY_TYPE_STATE_HEAD (yy_state_head_get_type ())
G_DECLARE_FINAL_TYPE (YyStateHead, yy_state_head, YY, STATE_HEAD, AdwBin)

/* @request: (nullable): copied from, not kept. */
void yy_state_head_set_request (YyStateHead *self, const YyRequest *request);

G_END_DECLS
