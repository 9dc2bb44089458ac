#include "yy-paper-sheet.h"
#include "yy-paper-words.h"

#define LABEL_WIDTH 78.0

/* One row of the form: one or two labelled fields. */
typedef struct
{
  const char *first;
  const char *second; /* (nullable): the field takes the whole row */
  double height;
} FormRow;

static const FormRow rows[] = {
  { "申请人", "所在单位", 30 }, { "联系电话", "申请日期", 30 }, { "使用场地", "参加人数", 30 },
  { "事　项", NULL, 34 },       { "申请事由", NULL, 128 },      { "科室意见", NULL, 84 },
  { "主管意见", NULL, 84 },     { "备　注", NULL, 48 },
};

static void
write_field (YyPaperSheet *self,
             YyPaperText flags,
             const char *label,
             const char *value,
             double x,
             double width,
             double height)
{
  yy_paper_sheet_box (self, x, self->y, LABEL_WIDTH, height);
  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_CENTER, 12, x, self->y, LABEL_WIDTH, height, label);
  yy_paper_sheet_box (self, x + LABEL_WIDTH, self->y, width - LABEL_WIDTH, height);
  if (value != NULL)
    yy_paper_sheet_write_in (self, flags, 12, x + LABEL_WIDTH + 4, self->y, width - LABEL_WIDTH - 8, height,
                             value);
}

static char *
make_value (YyPaperSheet *self, guint row, gboolean second)
{
  GRand *rand = self->rand;
  const YyPaperSpec *spec = self->spec;

  switch (row * 2 + (second ? 1 : 0))
    {
    case 0:
      return g_strdup (spec->person != NULL ? spec->person : yy_paper_pick (rand, yy_paper_people));
    case 1:
      return g_strdup (yy_paper_pick (rand, yy_paper_units));
    case 2:
      return g_strdup_printf ("1990000%04d", g_rand_int_range (rand, 0, 10000));
    case 3:
      return spec->date != NULL ? g_strdup (spec->date) : yy_paper_pick_date (rand);
    case 4:
      return g_strdup (yy_paper_pick (rand, yy_paper_places));
    case 5:
      return g_strdup_printf ("%d 人", g_rand_int_range (rand, 6, 120));
    case 6:
      return g_strdup (yy_paper_pick (rand, yy_paper_projects));
    case 8:
      return yy_paper_fill (
          rand, NULL,
          "因{project}需要，拟于{day}使用{place}开展相关工作，由{unit}{person}负责现场组织，"
          "预计{number}人参加。使用期间严格遵守用电、消防和门禁规定，结束后恢复原状，请予批准。");
    case 10:
      return g_strdup ("情况属实，同意申请。");
    case 12:
      return g_strdup ("同意，注意安全。");
    default:
      return yy_paper_fill (rand, NULL, "附件{number}-1：现场平面图一份。");
    }
}

static void
write_rows (YyPaperSheet *self, gboolean filled)
{
  const double half = YY_PAPER_INNER / 2;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const FormRow *row = &rows[i];
      g_autofree char *first = filled ? make_value (self, i, FALSE) : NULL;
      g_autofree char *second = filled && row->second != NULL ? make_value (self, i, TRUE) : NULL;
      const gboolean opinion = i == 5 || i == 6;
      const YyPaperText flags = opinion || self->spec->seed % 2 ? YY_PAPER_TEXT_HAND : YY_PAPER_TEXT_PLAIN;

      write_field (self, flags, row->first, first, YY_PAPER_LEFT, row->second != NULL ? half : YY_PAPER_INNER,
                   row->height);
      if (row->second != NULL)
        write_field (self, flags, row->second, second, YY_PAPER_LEFT + half, half, row->height);
      if (opinion)
        yy_paper_sheet_write_in (self, YY_PAPER_TEXT_PLAIN, 10.5, YY_PAPER_LEFT + YY_PAPER_INNER - 190,
                                 self->y + row->height - 22, 184, 20,
                                 filled ? "签字：　　　　　　　　" : "签字：　　　　　年　月　日");
      if (opinion && filled)
        yy_paper_sheet_sign (self, YY_PAPER_LEFT + YY_PAPER_INNER - 158, self->y + row->height - 32, 64, 28);
      self->y += row->height;
    }
}

static void
write_form (YyPaperSheet *self, gboolean filled)
{
  static const char *const headings[] = { "场地使用申请表", "物资领用申请表", "车辆使用申请表",
                                          "维修服务申请表", NULL };
  const char *title = self->spec->title != NULL ? self->spec->title : yy_paper_pick (self->rand, headings);
  g_autofree char *date = NULL;

  date = self->spec->date != NULL ? g_strdup (self->spec->date) : yy_paper_pick_date (self->rand);
  self->y = 84;
  yy_paper_sheet_write (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 20, 1.4, title);
  yy_paper_sheet_skip (self, 12);
  write_rows (self, filled);
  yy_paper_sheet_skip (self, 14);
  yy_paper_sheet_close (self, self->spec->unit != NULL ? self->spec->unit : YY_PAPER_DEPARTMENT,
                        filled ? date : "　　年　　月　　日");
  yy_paper_sheet_foot (
      self, "注：1. 本表须填写完整并由所在科室签署意见；2. 表中所填信息仅用于办理本事项，不作他用。");
}

void
yy_paper_write_form (YyPaperSheet *self)
{
  write_form (self, TRUE);
}

void
yy_paper_write_blank_form (YyPaperSheet *self)
{
  write_form (self, FALSE);
}

void
yy_paper_write_letterhead (YyPaperSheet *self)
{
  self->y = 78;
  yy_paper_sheet_write_fit (self, YY_PAPER_TEXT_RED | YY_PAPER_TEXT_BOLD, 38, YY_PAPER_DEPARTMENT);
  yy_paper_sheet_skip (self, 14);
  yy_paper_sheet_rule (self, YY_PAPER_TEXT_RED, 2.0);
  yy_paper_sheet_foot (self, "地址：云栖市湖滨路1号南湖大学7号楼310　　办公电话：80001001");
}
