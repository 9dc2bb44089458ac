#pragma once

#include "yy-enums.h"

G_BEGIN_DECLS

/* Places on a page are told in parts of so many, of its width and its height. */
#define YY_REGION_WHOLE 10000
#define YY_BLANK_REGIONS_MAX 24
/* Counted up whenever a picture may be judged otherwise than before; kept with each verdict. */
#define YY_BLANK_VERSION 1

/* A rectangle on a picture that lies as it is stored shown upright (EXIF applied, the applicant's rotation
 * not), in parts of #YY_REGION_WHOLE. A value. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} YyRegion;

/**
 * YyBlank:
 * @verdict: what was found
 * @confidence: how sure, 0 to 100
 * @n_regions: how many there are
 * @regions: where something is missing: the empty body of a blank page, the empty fields of a form
 *
 * What a look at one picture told. It is an opinion of pixels, not of what is written. A value; the zeroed
 * one says that nobody has looked.
 */
typedef struct
{
  YyBlankVerdict verdict;
  int confidence;
  guint n_regions;
  YyRegion regions[YY_BLANK_REGIONS_MAX];
} YyBlank;

/* TRUE for what can be shown: a known verdict, and every region on the page. For values that come from
 * elsewhere. */
gboolean yy_blank_is_sound (const YyBlank *self);
/* FALSE when the region is not on the page, or there are too many. */
gboolean yy_blank_add_region (YyBlank *self, int x, int y, int width, int height);

/* Regions as "x,y,width,height;…" in parts of #YY_REGION_WHOLE, "" for none: as they are stored. */
char *yy_blank_dup_regions (const YyBlank *self);
/* Takes them over from @text; FALSE, and none, for what was not written so. */
gboolean yy_blank_set_regions (YyBlank *self, const char *text);

G_END_DECLS
