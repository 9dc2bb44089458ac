#pragma once

#include "yy-image-bytes-private.h"
#include "yy-image-probe.h"

G_BEGIN_DECLS

/* One per format. Each fills @info (except format) from the structure and gives FALSE for a file that ends
 * too early or contradicts itself; the limits on size are checked by the caller. A kind that is recognised
 * only further inside and not taken is named in @ret_refused. */
gboolean yy_image_probe_jpeg (const YyImageBytes *bytes, YyImageInfo *info, const char **ret_refused);
gboolean yy_image_probe_png (const YyImageBytes *bytes, YyImageInfo *info);
gboolean yy_image_probe_webp (const YyImageBytes *bytes, YyImageInfo *info, const char **ret_refused);
gboolean yy_image_probe_tiff (const YyImageBytes *bytes, YyImageInfo *info, const char **ret_refused);
gboolean yy_image_probe_heic (const YyImageBytes *bytes, YyImageInfo *info);

G_END_DECLS
