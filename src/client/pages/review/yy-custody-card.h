#pragma once

#include <adwaita.h>

#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyCustodyCard:
 *
 * Where the seal is: of a take-out (R05) the hours, the place it goes to, the two who carry it, and whether
 * it is late; of another request only that the seal is away, and until when. Hidden when there is nothing to
 * say.
 */
#define YY_TYPE_CUSTODY_CARD (yy_custody_card_get_type ())
G_DECLARE_FINAL_TYPE (YyCustodyCard, yy_custody_card, YY, CUSTODY_CARD, AdwBin)

/* @request: (nullable): looked at once. */
void yy_custody_card_set_request (YyCustodyCard *self, const YyRequest *request);

G_END_DECLS
