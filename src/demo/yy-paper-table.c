#include "yy-paper-sheet.h"
#include "yy-paper-words.h"

#define MAX_COLUMNS 8

/* A kind of table: headings, their share of the width, and what stands in the cells of a column. */
typedef struct
{
  const char *title;
  const char *key; /* the title of the page has it in it */
  const char *headings[MAX_COLUMNS];
  double shares[MAX_COLUMNS];
  const char *cells; /* one letter a column: # row, g goods, u measure, n count, p price, m amount, d date, w
                        weekday, a person, b unit, l place, r remark, k check, j project */
} TableForm;

static const TableForm forms[] = {
  { "后勤物资采购清单",
    "清单",
    { "序号", "物资名称", "单位", "数量", "单价（元）", "金额（元）", "备注" },
    { 0.6, 2.2, 0.6, 0.7, 1.1, 1.3, 1.1 },
    "#gunpmr" },
  { "节假日值班安排表",
    "值班",
    { "日期", "星期", "带班领导", "值班人员", "值班地点", "联系电话" },
    { 1.1, 0.8, 1.1, 1.1, 1.6, 1.2 },
    "dwaalt" },
  { "维修工程验收单",
    "验收",
    { "序号", "验收内容", "地点", "数量", "验收结果", "验收人" },
    { 0.6, 2.6, 1.3, 0.7, 1.0, 1.0 },
    "#jlnka" },
  { "年度专项经费预算表",
    "预算",
    { "序号", "项目名称", "责任单位", "预算金额（元）", "计划时间", "备注" },
    { 0.6, 2.6, 1.4, 1.5, 1.1, 1.0 },
    "#jbmdr" },
};

static const char *const goods[] = {
  "LED灯管（18W）", "304不锈钢餐盘", "医用外科口罩",
  "消毒液（5L）",   "镀锌钢管DN50",  "铜芯电缆4mm²",
  "防滑地垫",       "床上三件套",    "学生公寓床板",
  "冲洗阀",         "感应水龙头",    "干粉灭火器4kg",
  "食用油（20L）",  "冷藏柜温度计",  "通勤车机油滤芯",
  "垃圾分类桶240L", "A4复印纸",      "工作服（夏）",
  "疏散指示灯",     "PVC排水管",     NULL,
};
static const char *const measures[] = { "个", "套", "箱", "台", "米", "件", "桶", "把", NULL };
static const char *const remarks[] = { "急用", "", "", "分批", "含安装", "", "库存补充", "", NULL };
static const char *const weekdays[] = {
  "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"
};

static char *
make_cell (YyPaperSheet *self, char what, int row, double *total)
{
  GRand *rand = self->rand;
  double amount;

  switch (what)
    {
    case '#':
      return g_strdup_printf ("%d", row + 1);
    case 'g':
      return g_strdup (yy_paper_pick (rand, goods));
    case 'u':
      return g_strdup (yy_paper_pick (rand, measures));
    case 'n':
      return g_strdup_printf ("%d", g_rand_int_range (rand, 1, 300));
    case 'p':
      return g_strdup_printf ("%.2f", g_rand_int_range (rand, 30, 9000) / 10.0);
    case 'm':
      amount = g_rand_int_range (rand, 900, 480000) / 10.0;
      *total += amount;
      return g_strdup_printf ("%.2f", amount);
    case 'd':
      return g_strdup_printf ("%d月%d日", 1 + (int) (self->spec->seed % 12), 1 + row);
    case 'w':
      return g_strdup (weekdays[(self->spec->seed + (guint) row) % 7]);
    case 'a':
      return g_strdup (yy_paper_pick (rand, yy_paper_people));
    case 'b':
      return g_strdup (yy_paper_pick (rand, yy_paper_units));
    case 'l':
      return g_strdup (yy_paper_pick (rand, yy_paper_places));
    case 'j':
      return g_strdup (yy_paper_pick (rand, yy_paper_projects));
    case 'k':
      return g_strdup (g_rand_int_range (rand, 0, 9) == 0 ? "整改后合格" : "合格");
    case 't':
      return g_strdup_printf ("80001%03d", g_rand_int_range (rand, 0, 1000));
    default:
      return g_strdup (yy_paper_pick (rand, remarks));
    }
}

static double
get_share (const TableForm *form)
{
  double sum = 0;

  for (guint i = 0; form->cells[i] != '\0'; i++)
    sum += form->shares[i];
  return sum;
}

static void
write_row (YyPaperSheet *self, const TableForm *form, int row, double height, double *total)
{
  const double unit = YY_PAPER_INNER / get_share (form);
  double x = YY_PAPER_LEFT;

  for (guint i = 0; form->cells[i] != '\0'; i++)
    {
      const double width = form->shares[i] * unit;
      const gboolean left = form->cells[i] == 'g' || form->cells[i] == 'j';
      g_autofree char *cell = row < 0 ? g_strdup (form->headings[i])
                                      : make_cell (self, form->cells[i], row, total);

      yy_paper_sheet_box (self, x, self->y, width, height);
      yy_paper_sheet_write_in (self,
                               row < 0 ? YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER
                               : left  ? YY_PAPER_TEXT_PLAIN
                                       : YY_PAPER_TEXT_CENTER,
                               10.5, x, self->y, width, height, cell);
      x += width;
    }
  self->y += height;
}

static const TableForm *
choose_form (YyPaperSheet *self)
{
  for (guint i = 0; self->spec->title != NULL && i < G_N_ELEMENTS (forms); i++)
    {
      if (g_strstr_len (self->spec->title, -1, forms[i].key) != NULL)
        return &forms[i];
    }
  return &forms[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (forms))];
}

static void
write_total (YyPaperSheet *self, double total, double height)
{
  g_autofree char *text = g_strdup_printf ("合计（元）：%.2f", total);

  yy_paper_sheet_box (self, YY_PAPER_LEFT, self->y, YY_PAPER_INNER, height);
  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_BOLD, 10.5, YY_PAPER_LEFT + 8, self->y, YY_PAPER_INNER - 8,
                           height, text);
  self->y += height;
}

static void
write_signatures (YyPaperSheet *self)
{
  static const char *const roles[] = { "制表人：", "审核人：", "负责人：" };
  const double width = YY_PAPER_INNER / 3;

  yy_paper_sheet_skip (self, 10);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const double x = YY_PAPER_LEFT + i * width;

      yy_paper_sheet_write_in (self, YY_PAPER_TEXT_PLAIN, 11, x, self->y, 60, 24, roles[i]);
      yy_paper_sheet_sign (self, x + 50, self->y - 2, 62, 26);
    }
  yy_paper_sheet_skip (self, 34);
}

void
yy_paper_write_table (YyPaperSheet *self)
{
  const TableForm *form = choose_form (self);
  const int rows = g_rand_int_range (self->rand, 11, 18);
  const double height = rows > 14 ? 23 : 26;
  const char *unit = self->spec->unit != NULL ? self->spec->unit : YY_PAPER_DEPARTMENT;
  double total = 0;
  g_autofree char *date = NULL;
  g_autofree char *line = NULL;

  date = self->spec->date != NULL ? g_strdup (self->spec->date) : yy_paper_pick_date (self->rand);
  self->y = 82;
  yy_paper_sheet_write (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 19, 1.35,
                        self->spec->title != NULL ? self->spec->title : form->title);
  yy_paper_sheet_skip (self, 8);
  line = g_strdup_printf ("填报单位：%s　　　　填报日期：%s", unit, date);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 10.5, 1.4, line);
  yy_paper_sheet_skip (self, 3);
  write_row (self, form, -1, 28, &total);
  for (int row = 0; row < rows; row++)
    write_row (self, form, row, height, &total);
  if (total > 0)
    write_total (self, total, height);
  write_signatures (self);
  yy_paper_sheet_close (self, unit, date);
  yy_paper_sheet_foot (self,
                       "注：本表一式三份，使用单位、采购科、财务科各存一份；数量以实际验收为准，单价含税。");
}
