#pragma once

#include <adwaita.h>

#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyStampCard:
 *
 * What somebody whose request was approved needs to know (R23): where the seal is used, when, what to bring,
 * and the number to say there. Hidden as long as there is nothing to come for.
 */
#define YY_TYPE_STAMP_CARD (yy_stamp_card_get_type ())
G_DECLARE_FINAL_TYPE (YyStampCard, yy_stamp_card, YY, STAMP_CARD, AdwBin)

/* @request: (nullable): copied from, not kept. */
void yy_stamp_card_set_request (YyStampCard *self, const YyRequest *request);

G_END_DECLS
