#include "yy-blank-writers.h"

#include "yy-blank-hand.h"
#include "yy-paper-words.h"

/* Lines to write on, from the pen down; gives their distance. */
static double
draw_rules (YyPaperSheet *self)
{
  const double pitch = yy_hand_between (self, 20, 32);
  const double thickness = yy_hand_between (self, 0.4, 1.0);
  const double left = yy_hand_perhaps (self) ? YY_PAPER_LEFT : 42;
  const YyInk ink = yy_hand_pick_rule (self);

  for (double y = self->y + pitch; y < YY_PAPER_HEIGHT - YY_PAPER_BOTTOM; y += pitch)
    yy_hand_draw_line (self, ink, thickness, left, y, YY_PAPER_WIDTH - left, y);

  return pitch;
}

static void
write_heading (YyPaperSheet *self, const char *text)
{
  self->y = yy_hand_between (self, 56, 84);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, yy_hand_between (self, 16, 24), 1.35,
                        text);
  yy_paper_sheet_skip (self, yy_hand_between (self, 4, 16));
}

static void
draw_grid (YyPaperSheet *self, int rows, int columns, double height)
{
  const double width = YY_PAPER_INNER / columns;

  for (int row = 0; row < rows; row++)
    {
      for (int column = 0; column < columns; column++)
        yy_paper_sheet_box (self, YY_PAPER_LEFT + column * width, self->y + row * height, width, height);
    }
}

/* ---- Blank ------------------------------------------------------------------------------------------- */

static void
write_nothing (YyPaperSheet *self, gpointer user_data)
{
}

/* Punched, stapled, and not quite clean. */
static void
write_specks (YyPaperSheet *self, gpointer user_data)
{
  const int n = yy_hand_among (self, 3, 12);

  yy_hand_set_ink (self, (YyInk) { 0.25, 0.24, 0.22 });
  for (int i = 0; i < n; i++)
    {
      cairo_arc (self->cr, yy_hand_between (self, 20, YY_PAPER_WIDTH - 20),
                 yy_hand_between (self, 20, YY_PAPER_HEIGHT - 20), yy_hand_between (self, 0.3, 1.3), 0,
                 2 * G_PI);
      cairo_fill (self->cr);
    }
  for (int i = 0; yy_hand_perhaps (self) && i < 2; i++)
    {
      cairo_arc (self->cr, 34, YY_PAPER_HEIGHT / 2 + (i == 0 ? -113 : 113), 8.5, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
  yy_hand_draw_line (self, (YyInk) { 0.45, 0.45, 0.47 }, 1.4, 30, 34, 52, 26);
}

static void
write_lined (YyPaperSheet *self, gpointer user_data)
{
  self->y = yy_hand_between (self, 40, 90);
  draw_rules (self);
}

static void
write_lined_titled (YyPaperSheet *self, gpointer user_data)
{
  static const char *const titles[] = {
    YY_PAPER_DEPARTMENT "信笺", "会 议 记 录", "情 况 说 明", "值班记录", "申  请  书", NULL
  };

  write_heading (self, yy_paper_pick (self->rand, titles));
  draw_rules (self);
}

static void
write_squared (YyPaperSheet *self, gpointer user_data)
{
  const double side = yy_hand_between (self, 14, 26);
  const YyInk ink = yy_hand_pick_rule (self);
  const double left = yy_hand_between (self, 30, 70);

  for (double y = left; y < YY_PAPER_HEIGHT - left; y += side)
    yy_hand_draw_line (self, ink, 0.6, left, y, YY_PAPER_WIDTH - left, y);
  for (double x = left; x < YY_PAPER_WIDTH - left; x += side)
    yy_hand_draw_line (self, ink, 0.6, x, left, x, YY_PAPER_HEIGHT - left);
}

static void
write_foot (YyPaperSheet *self)
{
  self->y = YY_PAPER_HEIGHT - yy_hand_between (self, 44, 70);
  if (yy_hand_perhaps (self))
    yy_paper_sheet_rule (self, yy_hand_perhaps (self) ? YY_PAPER_TEXT_RED : YY_PAPER_TEXT_PLAIN, 0.8);
  yy_paper_sheet_skip (self, 3);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_CENTER, yy_hand_between (self, 8.5, 10.5), 1.35,
                        "地址：云栖市湖滨路1号　电话：80001001　邮编：100000");
}

/* A unit's own paper: badge, name, address. */
static void
write_letterhead (YyPaperSheet *self, gpointer user_data)
{
  const YyInk ink = yy_hand_perhaps (self) ? yy_ink_red : yy_ink_black;
  const YyPaperText flags = yy_hand_perhaps (self) ? YY_PAPER_TEXT_RED : YY_PAPER_TEXT_PLAIN;

  self->y = yy_hand_between (self, 40, 62);
  yy_hand_set_ink (self, ink);
  cairo_set_line_width (self->cr, 2);
  cairo_arc (self->cr, YY_PAPER_LEFT + 20, self->y + 22, 18, 0, 2 * G_PI);
  cairo_stroke (self->cr);
  yy_paper_sheet_write (self, flags | YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER,
                        yy_hand_between (self, 20, 30), 1.25, YY_PAPER_DEPARTMENT);
  if (yy_hand_perhaps (self))
    yy_paper_sheet_write (self, flags | YY_PAPER_TEXT_CENTER, 10, 1.4,
                          "Logistics Department, Nanhu University");
  yy_paper_sheet_skip (self, 6);
  yy_paper_sheet_rule (self, flags, yy_hand_between (self, 0.8, 2.5));
  if (yy_hand_perhaps (self))
    {
      yy_paper_sheet_skip (self, 3);
      yy_paper_sheet_rule (self, flags, 0.7);
    }
  write_foot (self);
}

/* As GB/T 9704 has it: the name low, the number below it, then the rule. */
static void
write_official_head (YyPaperSheet *self, gpointer user_data)
{
  self->y = yy_hand_between (self, 92, 112);
  yy_paper_sheet_write_fit (self, YY_PAPER_TEXT_RED | YY_PAPER_TEXT_BOLD, 40, YY_PAPER_DEPARTMENT "文件");
  yy_paper_sheet_skip (self, yy_hand_between (self, 20, 34));
  if (yy_hand_perhaps (self))
    yy_paper_sheet_write (self, YY_PAPER_TEXT_CENTER, 14, 1.2, "南后字〔2026〕　　号");
  yy_paper_sheet_skip (self, 8);
  yy_paper_sheet_rule (self, YY_PAPER_TEXT_RED, 2);
}

static void
write_grid (YyPaperSheet *self, gpointer user_data)
{
  const int rows = yy_hand_among (self, 8, 24);

  self->y = yy_hand_between (self, 60, 110);
  draw_grid (self, rows, yy_hand_among (self, 3, 8), (YY_PAPER_HEIGHT - 80 - self->y) / rows);
}

static void
write_titled_grid (YyPaperSheet *self, gpointer user_data)
{
  const int rows = yy_hand_among (self, 8, 24);

  write_heading (self, "登　记　表");
  draw_grid (self, rows, yy_hand_among (self, 3, 7), (YY_PAPER_HEIGHT - 80 - self->y) / rows);
}

/* The ornament of an award, with nobody's name on it. */
static void
draw_frame (YyPaperSheet *self)
{
  const double at = yy_hand_between (self, 24, 38);
  const double step = yy_hand_between (self, 9, 16);
  const YyInk ink = yy_hand_perhaps (self) ? (YyInk) { 0.75, 0.55, 0.2 } : yy_ink_red;

  yy_hand_set_ink (self, ink);
  cairo_set_line_width (self->cr, 1.6);
  cairo_rectangle (self->cr, at, at, YY_PAPER_WIDTH - 2 * at, YY_PAPER_HEIGHT - 2 * at);
  cairo_rectangle (self->cr, at + 14, at + 14, YY_PAPER_WIDTH - 2 * at - 28, YY_PAPER_HEIGHT - 2 * at - 28);
  cairo_stroke (self->cr);
  for (double x = at + 10; x < YY_PAPER_WIDTH - at - 6; x += step)
    {
      cairo_arc (self->cr, x, at + 7, 3.2, 0, 2 * G_PI);
      cairo_fill (self->cr);
      cairo_arc (self->cr, x, YY_PAPER_HEIGHT - at - 7, 3.2, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
  for (double y = at + 10; y < YY_PAPER_HEIGHT - at - 6; y += step)
    {
      cairo_arc (self->cr, at + 7, y, 3.2, 0, 2 * G_PI);
      cairo_fill (self->cr);
      cairo_arc (self->cr, YY_PAPER_WIDTH - at - 7, y, 3.2, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

static void
write_empty_award (YyPaperSheet *self, gpointer user_data)
{
  draw_frame (self);
  self->y = yy_hand_between (self, 80, 100);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_RED | YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 40, 1.3,
                        "荣誉证书");
}

/* ---- To be filled in --------------------------------------------------------------------------------- */

/* A row of a form without a frame: label, line, label, line. */
static void
write_blank_row (YyPaperSheet *self, const char *label, double length, const char *value, YyInk ink)
{
  const double x = YY_PAPER_LEFT + (double) g_utf8_strlen (label, -1) * 13 + 2;

  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_PLAIN, 13, YY_PAPER_LEFT, self->y, YY_PAPER_INNER, 24, label);
  yy_hand_draw_line (self, yy_ink_black, 0.7, x, self->y + 21, x + length, self->y + 21);
  if (value != NULL)
    yy_hand_write (self, ink, 13, x + 6, self->y + 3, value);
  self->y += 34;
}

static void
write_blanks (YyPaperSheet *self, gboolean filled)
{
  static const char *const labels[] = { "姓　　名：", "所在单位：", "联系电话：", "办理事项：",
                                        "使用时间：", "使用地点：", "经办人：",   "备　　注：" };
  const char *const values[] = { yy_paper_pick (self->rand, yy_paper_people),
                                 yy_paper_pick (self->rand, yy_paper_units),
                                 "19900001234",
                                 yy_paper_pick (self->rand, yy_paper_projects),
                                 "2026年3月5日",
                                 yy_paper_pick (self->rand, yy_paper_places),
                                 yy_paper_pick (self->rand, yy_paper_people),
                                 "无" };
  const YyInk ink = yy_hand_perhaps (self) ? yy_ink_blue : yy_hand_pick_pencil (self);

  write_heading (self, "事 项 办 理 登 记 单");
  self->y = MAX (self->y, 120);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    write_blank_row (self, labels[i], yy_hand_between (self, 120, 240), filled ? values[i] : NULL, ink);
  yy_paper_sheet_skip (self, 20);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT, 12, 1.6,
                        "本单一式两份，经办单位与后勤保障部各执一份。所填内容须真实、完整，涂改无效。");
}

static void
write_empty_blanks (YyPaperSheet *self, gpointer user_data)
{
  write_blanks (self, FALSE);
}

static void
write_filled_blanks (YyPaperSheet *self, gpointer user_data)
{
  write_blanks (self, TRUE);
}

/* Print with gaps in its lines, one after the other: @parts has text and "_" in turn. */
static void
write_gapped (YyPaperSheet *self, double size, const char *const *parts, const char *const *values, YyInk ink)
{
  double x = YY_PAPER_LEFT + 2 * size;
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const double width = (double) g_utf8_strlen (parts[i], -1) * size;
      const double gap = 5.5 * size;

      if (*parts[i] != '_')
        {
          if (x + width > YY_PAPER_LEFT + YY_PAPER_INNER)
            {
              x = YY_PAPER_LEFT;
              self->y += size * 2.1;
            }
          yy_paper_sheet_write_in (self, YY_PAPER_TEXT_PLAIN, size, x - 3, self->y, width + 20, size * 1.6,
                                   parts[i]);
          x += width;
          continue;
        }
      if (x + gap > YY_PAPER_LEFT + YY_PAPER_INNER)
        {
          x = YY_PAPER_LEFT;
          self->y += size * 2.1;
        }
      yy_hand_draw_line (self, yy_ink_black, 0.7, x + 2, self->y + size * 1.45, x + gap - 2,
                         self->y + size * 1.45);
      if (values != NULL)
        yy_hand_write (self, ink, size * 0.95, x + 6, self->y + size * 0.15, values[n]);
      n++;
      x += gap;
    }
  self->y += size * 2.1;
}

static void
write_introduction (YyPaperSheet *self, gboolean filled)
{
  static const char *const parts[] = {
    "兹介绍我单位",     "_",        "等", "_",    "名同志前往", "_", "联系", "_",
    "事宜，请予接洽。", "有效期至", "_",  "止。", NULL
  };
  const char *const values[] = { yy_paper_pick (self->rand, yy_paper_people), "贰", "档案馆", "查阅档案",
                                 "三月五日" };
  const YyInk ink = yy_hand_perhaps (self) ? yy_ink_blue : yy_ink_black;

  self->y = yy_hand_between (self, 100, 130);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 26, 1.4, "介　绍　信");
  yy_paper_sheet_skip (self, 30);
  write_gapped (self, 15, parts, filled ? values : NULL, ink);
  yy_paper_sheet_skip (self, 20);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT, 15, 1.8, "此致");
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 15, 1.8, "敬礼！");
  yy_paper_sheet_skip (self, 30);
  yy_paper_sheet_close (self, YY_PAPER_DEPARTMENT, filled ? "2026年3月1日" : "　　年　　月　　日");
}

static void
write_empty_introduction (YyPaperSheet *self, gpointer user_data)
{
  write_introduction (self, FALSE);
}

static void
write_filled_introduction (YyPaperSheet *self, gpointer user_data)
{
  write_introduction (self, TRUE);
}

/* A table of labels; @share of its fields are filled. */
static void
write_cells (YyPaperSheet *self, double share)
{
  static const char *const labels[] = { "姓名", "性别", "部门", "职务", "电话", "日期",
                                        "事项", "地点", "数量", "用途", "经费", "备注" };
  const int rows = yy_hand_among (self, 7, 12);
  const double height = yy_hand_between (self, 28, 46);
  const double width = YY_PAPER_INNER / 4;
  const YyInk ink = yy_hand_perhaps (self) ? yy_ink_blue : yy_hand_pick_pencil (self);

  write_heading (self, "业 务 办 理 审 批 表");
  for (int row = 0; row < rows; row++)
    {
      for (int half = 0; half < 2; half++)
        {
          const double x = YY_PAPER_LEFT + half * 2 * width;

          yy_paper_sheet_box (self, x, self->y, width, height);
          yy_paper_sheet_write_in (self, YY_PAPER_TEXT_CENTER, 12, x, self->y, width, height,
                                   labels[(row * 2 + half) % (int) G_N_ELEMENTS (labels)]);
          yy_paper_sheet_box (self, x + width, self->y, width, height);
          if ((row * 2 + half + 0.5) / (rows * 2) < share)
            yy_hand_write (self, ink, 12, x + width + 8, self->y + height / 2 - 9,
                           yy_paper_pick (self->rand, yy_paper_people));
        }
      self->y += height;
    }
}

static void
write_half_filled (YyPaperSheet *self, gpointer user_data)
{
  write_cells (self, yy_hand_between (self, 0.0, 0.4));
}

static void
write_filled_cells (YyPaperSheet *self, gpointer user_data)
{
  write_cells (self, 1);
}

static void
write_headed_table (YyPaperSheet *self, gpointer user_data)
{
  static const char *const headings[] = { "序号", "名称", "单位", "数量", "单价", "金额", "备注" };
  const int columns = yy_hand_among (self, 4, 7);
  const int rows = yy_hand_among (self, 10, 18);
  const double width = YY_PAPER_INNER / columns;

  write_heading (self, "物资领用登记表");
  for (int i = 0; i < columns; i++)
    yy_paper_sheet_write_in (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 10.5, YY_PAPER_LEFT + i * width,
                             self->y, width, 26, headings[i]);
  draw_grid (self, rows, columns, 28);
}

/* ---- Written on --------------------------------------------------------------------------------------- */

static void
write_pencil (YyPaperSheet *self, gpointer user_data)
{
  const double size = yy_hand_between (self, 12, 17);

  self->y = yy_hand_between (self, 60, 120);
  yy_hand_write_lines (self, yy_hand_pick_pencil (self), size, size * yy_hand_between (self, 1.5, 2.0),
                       yy_hand_among (self, 5, 16));
}

static void
write_on_rules (YyPaperSheet *self, YyInk ink)
{
  double pitch;

  self->y = yy_hand_between (self, 50, 90);
  pitch = draw_rules (self);
  yy_hand_write_lines (self, ink, MIN (pitch * 0.62, 16), pitch, yy_hand_among (self, 6, 16));
}

static void
write_pencil_on_rules (YyPaperSheet *self, gpointer user_data)
{
  write_on_rules (self, yy_hand_pick_pencil (self));
}

static void
write_pen_on_rules (YyPaperSheet *self, gpointer user_data)
{
  write_on_rules (self, yy_hand_perhaps (self) ? yy_ink_blue : yy_ink_black);
}

/* Two lines and who says so. */
static void
write_short (YyPaperSheet *self, gpointer user_data)
{
  g_autofree char *text = NULL;

  self->y = yy_hand_between (self, 90, 170);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 24, 1.4, "证　明");
  yy_paper_sheet_skip (self, 24);
  text = yy_paper_fill (self->rand, NULL, "兹证明{person}同志系我部{unit}在职职工，情况属实。");
  yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT, yy_hand_between (self, 12, 16), 1.9, text);
  yy_paper_sheet_skip (self, 30);
  yy_paper_sheet_close (self, YY_PAPER_DEPARTMENT, "2026年4月9日");
}

/* The end of a letter that ran over. */
static void
write_last_page (YyPaperSheet *self, gpointer user_data)
{
  const int n = yy_hand_among (self, 1, 4);

  self->y = yy_hand_between (self, 74, 100);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = yy_hand_dup_sentence (self);

      yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT, 14, 1.72, text);
    }
  yy_paper_sheet_skip (self, 30);
  yy_paper_sheet_close (self, YY_PAPER_DEPARTMENT, "2026年5月6日");
}

static void
write_filled_grid (YyPaperSheet *self, gpointer user_data)
{
  const int rows = yy_hand_among (self, 8, 16);
  const double height = yy_hand_between (self, 26, 38);
  const double width = YY_PAPER_INNER / 4;
  const YyInk ink = yy_hand_perhaps (self) ? yy_ink_blue : yy_hand_pick_pencil (self);

  write_heading (self, "值 班 登 记 表");
  for (int row = 0; row < rows; row++)
    {
      for (int column = 0; column < 4; column++)
        yy_hand_write (self, row == 0 ? yy_ink_black : ink, 11, YY_PAPER_LEFT + column * width + 8,
                       self->y + row * height + height / 2 - 9,
                       column % 2 ? yy_paper_pick (self->rand, yy_paper_people) : "二月七日");
    }
  draw_grid (self, rows, 4, height);
}

static void
write_award (YyPaperSheet *self, gpointer user_data)
{
  g_autofree char *text = NULL;

  draw_frame (self);
  self->y = yy_hand_between (self, 100, 150);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_RED | YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 40, 1.3,
                        "荣誉证书");
  yy_paper_sheet_skip (self, 40);
  text = yy_paper_fill (self->rand, NULL,
                        "{person}同志：在二〇二五年度后勤服务保障工作中表现突出，被评为先进个人，特发此证，"
                        "以资鼓励。");
  yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT | YY_PAPER_TEXT_KAI, 20, 1.9, text);
  yy_paper_sheet_skip (self, 60);
  yy_paper_sheet_close (self, YY_PAPER_DEPARTMENT, "2026年1月10日");
}

const YyBlankKind yy_blank_kinds[] = {
  { "white sheet", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_BLANK_SHEET, write_nothing },
  { "letter", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_LETTER, NULL },
  { "specks and holes", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_BLANK_SHEET, write_specks },
  { "certificate", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_CERTIFICATE, NULL },
  { "lined sheet", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_BLANK_SHEET, write_lined },
  { "introduction", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_INTRODUCTION, NULL },
  { "lined sheet, title", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_BLANK_SHEET, write_lined_titled },
  { "table", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_TABLE, NULL },
  { "squared sheet", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_BLANK_SHEET, write_squared },
  { "minutes", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_MINUTES, NULL },
  { "letterhead", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_LETTERHEAD, NULL },
  { "notice", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_NOTICE, NULL },
  { "letterhead, badge", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_LETTERHEAD, write_letterhead },
  { "form, filled", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_FORM, NULL },
  { "official head", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_LETTERHEAD, write_official_head },
  { "contract", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_CONTRACT, NULL },
  { "empty grid", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_BLANK_SHEET, write_grid },
  { "pencil", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_LETTER, write_pencil },
  { "empty grid, title", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_BLANK_SHEET, write_titled_grid },
  { "pencil on lines", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_LETTER, write_pencil_on_rules },
  { "empty award", YY_BLANK_TRUTH_BLANK, YY_PAPER_KIND_CERTIFICATE, write_empty_award },
  { "pen on lines", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_LETTER, write_pen_on_rules },
  { "form, unfilled", YY_BLANK_TRUTH_FORM, YY_PAPER_KIND_BLANK_FORM, NULL },
  { "short certificate", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_CERTIFICATE, write_short },
  { "blanks, unfilled", YY_BLANK_TRUTH_FORM, YY_PAPER_KIND_BLANK_FORM, write_empty_blanks },
  { "last page", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_LETTER, write_last_page },
  { "introduction, unfilled", YY_BLANK_TRUTH_FORM, YY_PAPER_KIND_BLANK_FORM, write_empty_introduction },
  { "table by hand", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_TABLE, write_filled_grid },
  { "cells, partly filled", YY_BLANK_TRUTH_FORM, YY_PAPER_KIND_BLANK_FORM, write_half_filled },
  { "award", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_CERTIFICATE, write_award },
  { "table, headings only", YY_BLANK_TRUTH_UNFILLED, YY_PAPER_KIND_BLANK_FORM, write_headed_table },
  { "blanks, filled", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_FORM, write_filled_blanks },
  { "introduction, filled", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_FORM, write_filled_introduction },
  { "cells, filled", YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_FORM, write_filled_cells },
  { NULL, YY_BLANK_TRUTH_NORMAL, YY_PAPER_KIND_LETTER, NULL },
};
