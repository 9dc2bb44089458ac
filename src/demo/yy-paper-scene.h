#pragma once

#include "yy-paper-photo.h"

G_BEGIN_DECLS

/**
 * YyPaperScene:
 *
 * Page, desk, camera and light of one photo, from which rows of the file's pixels can be asked in any order.
 * It holds what is smooth (light, folds, bending) as coarse maps and works them out at every fourth pixel
 * only, which makes a photo of 48 megapixels a matter of seconds. Immutable once made, but for
 * yy_paper_scene_set_grain().
 */
typedef struct _YyPaperScene YyPaperScene;

YyPaperScene *yy_paper_scene_new (cairo_surface_t *page, const YyPhotoSpec *spec);
void yy_paper_scene_free (YyPaperScene *self);
/* The sensor's noise: sigma in steps of 255 at middle grey. */
void yy_paper_scene_set_grain (YyPaperScene *self, double sigma);
double yy_paper_scene_get_grain (const YyPaperScene *self);
/* Where on the page (millimetres from its upper left corner) a point of the upright picture is, for whoever
 * wants to know what should be seen there. */
void yy_paper_scene_look (const YyPaperScene *self, double x, double y, double *ret_x, double *ret_y);
/* One row of the file: 3 bytes (red, green, blue) for each of its pixels. */
void yy_paper_scene_render_row (const YyPaperScene *self, int row, guint8 *rgb);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyPaperScene, yy_paper_scene_free)

G_END_DECLS
