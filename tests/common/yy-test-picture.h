#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pictures made on the spot: red at the top left, green at the top right, blue at the bottom left, white at
 * the bottom right, so that every wrong turn shows. Everything (transfer full); everything asserts that it
 * worked. */

/* An upright JPEG of that size. */
GBytes *yy_test_picture_jpeg (int width, int height, int quality);
/* One that looks like it, when it is turned as EXIF @orientation (0 to 8) says; in its EXIF are also a place,
 * a serial number and a comment, which nobody else is to see. */
GBytes *yy_test_picture_turned (int width, int height, int orientation);
/* One whose pixels are noise: nothing compresses worse. */
GBytes *yy_test_picture_noise (int width, int height, int quality);
/* The same as "png" or "webp", whose EXIF is a chunk; empty when there is no saver. */
GBytes *yy_test_picture_turned_as (int width, int height, int orientation, const char *type);
/* The same as TIFF, and behind it @n_more further pictures of the kind @subfile (0: a page, 1: a thumbnail).
 */
GBytes *yy_test_picture_tiff (int width, int height, int orientation, guint n_more, guint subfile);
/* As yy_test_picture_turned(), with the grain of a sensor in bad light: about 20 MB for 48 megapixels. */
GBytes *yy_test_picture_photo (int width, int height, int orientation);
/* In another format: "png", "tiff", "webp" (by the savers of gdk-pixbuf). %NULL when there is no such saver.
 */
GBytes *yy_test_picture_save (int width, int height, gboolean alpha, const char *type);
/* @name of tests/data/pictures. */
GBytes *yy_test_picture_file (const char *name);

/* @bytes cut to @size, or @tail put behind. */
GBytes *yy_test_picture_cut (GBytes *bytes, gsize size);
GBytes *yy_test_picture_append (GBytes *bytes, gconstpointer tail, gsize size);

/* A descriptor of a file in memory with these bytes; close it. */
int yy_test_picture_open (GBytes *bytes);

/* Asserts that @jpeg is a JPEG with the four colours at their corners, and gives its size. */
void yy_test_picture_check_upright (GBytes *jpeg, int *ret_width, int *ret_height);
/* Whether @text is anywhere in @bytes. */
gboolean yy_test_picture_contains (GBytes *bytes, const char *text);

G_END_DECLS
