#include "yy-blank-detector.h"

#include <math.h>
#include <string.h>

#include "yy-blank-fields.h"
#include "yy-blank-marks.h"
#include "yy-blank-paper.h"
#include "yy-image-scale.h"

/* The picture is looked at with this long side; print of 9 points then has ten pixels. */
#define SIDE 1200
/* Below that nothing on it can be read. */
#define MIN_SIDE 320
#define FLAT 24

/* Turned by less, lines and rows are found as they are. */
#define MIN_TURN 0.012

/* What a letterhead has at the edge that its name stands at, and at the other, in parts of the page. */
#define HEAD 0.23
#define FOOT 0.13
#define SIDES 0.1
/* Above and below that there are frames. */
#define FRAME 0.065
/* And as much of the page as it is written on at most: more than that is a short letter. Without a rule below
 * it, it is a heading and nothing else. */
#define HEAD_PART 0.055
#define HEADING_PART 0.021
#define MAX_RULES 4
#define BELOW_RULE 0.012
/* So many squares of writing there are at least below the shortest certificate's title. */
#define BODY 40
/* The share of fields that are empty on a form that was not filled in. */
#define MIN_CELLS 4
#define MIN_EMPTY_CELLS 3
#define EMPTY_CELLS 0.25
/* With so many cells the page is a table, and other lines are pieces of its frame. */
#define TABLE_CELLS 10
#define MIN_EMPTY_BLANKS 2
#define EMPTY_BLANKS 0.4

static gboolean
is_flat (const YyImagePixels *pixels)
{
  guint8 low = 255;
  guint8 high = 0;

  for (gsize i = 0; i < (gsize) pixels->width * (gsize) pixels->height * 3; i += 3)
    {
      low = MIN (low, pixels->data[i + 1]);
      high = MAX (high, pixels->data[i + 1]);
    }

  return high - low < FLAT;
}

/* What is written between head and foot of a page whose head is at the left (0), top (1), right (2) or bottom
 * (3) of the picture; all of it when the head has more than a letterhead. */
static int
count_side (const YyBlankMarks *marks, int side, double head, double head_part)
{
  const double before = side < 2 ? head : FOOT;
  const double after = 1 - (side < 2 ? FOOT : head);
  const int all = yy_blank_marks_count (marks, 0, 0, 1, 1);
  const double most = head_part * marks->places->width * marks->places->height;
  int at_head;
  int body;

  if (side % 2 == 0)
    {
      at_head = side == 0 ? yy_blank_marks_count (marks, FRAME, SIDES, head, 1 - SIDES)
                          : yy_blank_marks_count (marks, 1 - head, SIDES, 1 - FRAME, 1 - SIDES);
      body = yy_blank_marks_count (marks, before, SIDES, after, 1 - SIDES);
    }
  else
    {
      at_head = side == 1 ? yy_blank_marks_count (marks, SIDES, FRAME, 1 - SIDES, head)
                          : yy_blank_marks_count (marks, SIDES, 1 - head, 1 - SIDES, 1 - FRAME);
      body = yy_blank_marks_count (marks, SIDES, before, 1 - SIDES, after);
    }

  return at_head > most ? all : body;
}

/* The least, whichever way up the page lies. A rule is only looked for where it lies upright. */
static int
count_body (const YyBlankMarks *marks, const YyBlankFields *fields)
{
  const gboolean ruled = fields->rule > 0 && fields->n_rules <= MAX_RULES;
  int least = count_side (marks, 1, ruled ? MAX (HEAD, fields->rule + BELOW_RULE) : HEAD,
                          ruled ? HEAD_PART : HEADING_PART);

  for (int side = 0; side < 4; side++)
    {
      if (side != 1)
        least = MIN (least, count_side (marks, side, HEAD, HEADING_PART));
    }
  return least;
}

/* From the flat page to the picture: a rectangle there around the one here. */
static void
add_region (YyBlank *blank, const YyBlankPaper *paper, const YyImagePixels *pixels, const YyBlankField *field)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;
  int left, top, right, bottom;

  for (int i = 0; i < 4; i++)
    {
      const YySpot spot = yy_blank_paper_look (paper, field->x + (i & 1 ? field->width : 0),
                                               field->y + (i & 2 ? field->height : 0));

      x0 = MIN (x0, spot.x);
      x1 = MAX (x1, spot.x);
      y0 = MIN (y0, spot.y);
      y1 = MAX (y1, spot.y);
    }
  left = (int) (CLAMP (x0 / pixels->width, 0, 1) * YY_REGION_WHOLE);
  right = (int) (CLAMP (x1 / pixels->width, 0, 1) * YY_REGION_WHOLE);
  top = (int) (CLAMP (y0 / pixels->height, 0, 1) * YY_REGION_WHOLE);
  bottom = (int) (CLAMP (y1 / pixels->height, 0, 1) * YY_REGION_WHOLE);
  yy_blank_add_region (blank, left, top, right - left, bottom - top);
}

static void
add_body (YyBlank *blank, const YyBlankPaper *paper, const YyImagePixels *pixels)
{
  const YyBlankField body = { (int) (0.08 * paper->width), (int) (HEAD * paper->height),
                              MAX ((int) (0.84 * paper->width), 1),
                              MAX ((int) ((1 - HEAD - FOOT) * paper->height), 1) };

  add_region (blank, paper, pixels, &body);
}

static gboolean
is_unfilled (const YyBlankFields *fields)
{
  return (fields->n_cells >= MIN_CELLS && fields->n_empty_cells >= MIN_EMPTY_CELLS &&
          fields->n_empty_cells >= EMPTY_CELLS * fields->n_cells) ||
         (fields->n_cells < TABLE_CELLS && fields->n_empty_blanks >= MIN_EMPTY_BLANKS &&
          fields->n_empty_blanks >= EMPTY_BLANKS * fields->n_blanks);
}

static void
judge (YyBlank *blank,
       const YyBlankPaper *paper,
       const YyImagePixels *pixels,
       const YyBlankFields *fields,
       int n_body)
{
  if (n_body < BODY)
    {
      blank->verdict = YY_BLANK_VERDICT_BLANK;
      blank->confidence = 100 - 50 * n_body / BODY;
      add_body (blank, paper, pixels);
    }
  else if (is_unfilled (fields))
    {
      blank->verdict = YY_BLANK_VERDICT_FORM;
      blank->confidence = MAX (100 * fields->n_empty_cells / MAX (fields->n_cells, 1),
                               100 * fields->n_empty_blanks / MAX (fields->n_blanks, 1));
      for (guint i = 0; i < fields->empty->len; i++)
        add_region (blank, paper, pixels, &g_array_index (fields->empty, YyBlankField, i));
    }
  else
    {
      blank->verdict = YY_BLANK_VERDICT_NORMAL;
      blank->confidence = MIN (100, 50 + (n_body - BODY) * 50 / (10 * BODY));
    }
}

void
yy_blank_measure (const YyImagePixels *pixels, YyBlank *ret_blank, YyBlankMeasures *ret_measures)
{
  g_autoptr (YyImagePixels) smaller = NULL;
  g_auto (YyBlankInk) ink = { 0 };
  g_auto (YyBlankMarks) marks = { 0 };
  g_auto (YyBlankFields) fields = { 0 };
  YyBlankMeasures measures = { 0 };
  YyBlankPaper paper;
  double turn;

  g_return_if_fail (pixels != NULL && pixels->width > 0 && pixels->height > 0);
  g_return_if_fail (ret_blank != NULL);

  memset (ret_blank, 0, sizeof *ret_blank);
  if (MAX (pixels->width, pixels->height) > SIDE)
    smaller = yy_image_pixels_shrink (pixels, SIDE);
  if (smaller != NULL)
    pixels = smaller;
  if (MAX (pixels->width, pixels->height) < MIN_SIDE || MIN (pixels->width, pixels->height) < MIN_SIDE / 8)
    {
      ret_blank->verdict = is_flat (pixels) ? YY_BLANK_VERDICT_BLANK : YY_BLANK_VERDICT_NORMAL;
      if (ret_measures != NULL)
        *ret_measures = measures;
      return;
    }

  yy_blank_paper_find (pixels, &paper);
  yy_blank_ink_init (&ink, yy_blank_paper_flatten (&paper, pixels));
  turn = yy_blank_ink_find_turn (&ink);
  if (fabs (turn) > MIN_TURN)
    {
      paper.turn = turn;
      yy_blank_ink_clear (&ink);
      yy_blank_ink_init (&ink, yy_blank_paper_flatten (&paper, pixels));
    }
  yy_blank_ink_part (&ink);
  yy_blank_marks_init (&marks, &ink);
  yy_blank_fields_init (&fields, &ink);

  measures.whole = paper.whole;
  measures.turn = (int) lround (turn * 18000 / G_PI);
  measures.noise = ink.low;
  measures.n_written = yy_blank_marks_count (&marks, 0, 0, 1, 1);
  measures.n_body = count_body (&marks, &fields);
  measures.n_cells = fields.n_cells;
  measures.n_empty_cells = fields.n_empty_cells;
  measures.n_blanks = fields.n_blanks;
  measures.n_empty_blanks = fields.n_empty_blanks;
  judge (ret_blank, &paper, pixels, &fields, measures.n_body);
  if (ret_measures != NULL)
    *ret_measures = measures;
}

void
yy_blank_detect (const YyImagePixels *pixels, YyBlank *ret_blank)
{
  yy_blank_measure (pixels, ret_blank, NULL);
}
