#pragma once

#include <glib-object.h>

#include "yy-blank.h"

G_BEGIN_DECLS

/* Characters of the name of a file. */
#define YY_PAGE_NAME_MAX 255

/**
 * YyPage:
 *
 * One picture of the material, as it was stored: what the service knows of it, not its bytes. Immutable; a
 * change is a new value.
 *
 * @sha256: of the stored picture, 64 lower-case hex digits
 * @original_sha256: of the file that the applicant picked, before it was shrunk; "" when unknown
 * @name: file name, for people only: never a path
 * @mime: "image/jpeg" and the like
 * @size: bytes of the stored picture
 * @width, @height: pixels, before @rotation
 * @rotation: 0, 90, 180 or 270 degrees clockwise, asked for by the applicant
 * @blank: what a look at the picture told; not of what makes pages equal
 */
typedef struct
{
  char *sha256;
  char *original_sha256;
  char *name;
  char *mime;
  gint64 size;
  int width;
  int height;
  int rotation;
  YyBlank blank;
} YyPage;

#define YY_TYPE_PAGE (yy_page_get_type ())

GType yy_page_get_type (void) G_GNUC_CONST;
YyPage *yy_page_new (const char *sha256,
                     const char *original_sha256,
                     const char *name,
                     const char *mime,
                     gint64 size,
                     int width,
                     int height,
                     int rotation);
/* Before the page is handed on. */
void yy_page_set_blank (YyPage *self, const YyBlank *blank);
YyPage *yy_page_copy (const YyPage *self);
void yy_page_free (YyPage *self);
gboolean yy_page_equal (const YyPage *a, const YyPage *b);

/* A list that owns its pages. */
GPtrArray *yy_page_list_new (void);
GPtrArray *yy_page_list_copy (GPtrArray *pages);
gboolean yy_page_list_equal (GPtrArray *a, GPtrArray *b);

/* TRUE for 64 lower-case hex digits. */
gboolean yy_sha256_is_valid (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyPage, yy_page_free)

G_END_DECLS
