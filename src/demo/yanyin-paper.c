/* yanyin-paper: writes one generated photo of a document, for tests and demonstrations. Not installed. */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "yy-paper-photo.h"
#include "yy-paper.h"

static char *kind_option = NULL;
static char *size_option = NULL;
static char *title_option = NULL;
static char *output_option = NULL;
static gint seed_option = 1;
static gint quality_option = 0;
static gint orientation_option = 0;
static gint64 bytes_option = 0;
static gboolean marked_option = FALSE;
static gboolean list_option = FALSE;

static const GOptionEntry options[] = {
  { "kind", 'k', 0, G_OPTION_ARG_STRING, &kind_option, "Kind of document (--list shows them)", "KIND" },
  { "list", 'l', 0, G_OPTION_ARG_NONE, &list_option, "List the kinds", NULL },
  { "title", 't', 0, G_OPTION_ARG_STRING, &title_option, "Heading of the document", "TEXT" },
  { "seed", 's', 0, G_OPTION_ARG_INT, &seed_option, "The same seed gives the same photo", "N" },
  { "size", 0, 0, G_OPTION_ARG_STRING, &size_option, "Pixels of the file", "WxH" },
  { "quality", 'q', 0, G_OPTION_ARG_INT, &quality_option, "JPEG quality, 20 to 100", "N" },
  { "orientation", 0, 0, G_OPTION_ARG_INT, &orientation_option, "EXIF orientation: 1, 3, 6 or 8", "N" },
  { "min-bytes", 0, 0, G_OPTION_ARG_INT64, &bytes_option, "Raise the grain until the file is about so long",
    "N" },
  { "marked", 0, 0, G_OPTION_ARG_NONE, &marked_option, "With the red square that stands for a used seal",
    NULL },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option, "Where to write", "FILE" },
  { NULL },
};

static gboolean
parse_size (const char *text, int *ret_width, int *ret_height)
{
  char rest = '\0';

  return text == NULL || sscanf (text, "%dx%d%c", ret_width, ret_height, &rest) == 2;
}

/* Print fine enough for the picture, no finer: a page of 300 dpi takes four times the time of one of 150. */
static guint
choose_dpi (const YyPhotoSpec *photo)
{
  return (guint) CLAMP (MAX (photo->width, photo->height) / 11, 120, 400);
}

static int
write_photo (const YyPaperSpec *paper, const YyPhotoSpec *photo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *page = yy_paper_render (paper);

  bytes = yy_paper_photograph (page, photo, &error);
  cairo_surface_destroy (page);
  if (bytes == NULL || !g_file_set_contents (output_option, g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes), &error))
    {
      g_printerr ("yanyin-paper: %s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- generate a photo of an invented document");
  g_autoptr (GError) error = NULL;
  YyPaperSpec paper = { .kind = YY_PAPER_KIND_LETTER };
  YyPhotoSpec photo = { .width = 1200, .height = 1600 };

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("yanyin-paper: %s\n", error->message);
      return EXIT_FAILURE;
    }
  for (guint i = 0; list_option && i < YY_PAPER_N_KINDS; i++)
    g_print ("%s\n", yy_paper_kind_get_nick ((YyPaperKind) i));
  if (list_option)
    return EXIT_SUCCESS;

  if (kind_option != NULL && !yy_paper_kind_from_nick (kind_option, &paper.kind))
    {
      g_printerr ("yanyin-paper: --kind: there is no kind “%s”\n", kind_option);
      return EXIT_FAILURE;
    }
  if (output_option == NULL || bytes_option < 0 || !parse_size (size_option, &photo.width, &photo.height))
    {
      g_printerr ("yanyin-paper: -o FILE is needed, --size is WxH, --min-bytes is not negative\n");
      return EXIT_FAILURE;
    }

  paper.seed = photo.seed = (guint32) seed_option;
  paper.title = title_option;
  photo.quality = quality_option;
  photo.orientation = orientation_option;
  photo.target_bytes = (gsize) bytes_option;
  photo.marked = marked_option;
  paper.dpi = choose_dpi (&photo);
  return write_photo (&paper, &photo);
}
