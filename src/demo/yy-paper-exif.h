#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YY_PAPER_EXIF_MAKE "NanHu"
#define YY_PAPER_EXIF_MODEL "NH-Demo 1"

/* The contents of a JPEG's APP1 segment ("Exif", TIFF header, tags): an invented phone, the orientation, a
 * time and a place: 48.8767 S 123.3933 W, the point of the ocean farthest from land. Pure function. (transfer
 * full) */
GByteArray *yy_paper_exif_new (int orientation, int width, int height);

G_END_DECLS
