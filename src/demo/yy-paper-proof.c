#include "yy-paper-sheet.h"
#include "yy-paper-words.h"

/* What a certificate says, by its heading: the first pattern whose key is in the title is taken. */
typedef struct
{
  const char *key;
  const char *body;
  const char *second;
} ProofText;

static const ProofText proofs[] = {
  { "服务项目",
    "兹证明{company}自2025年{day}起，在南湖大学承接{project}项目，服务期内人员稳定、质量合格，未发生安全责任事故，"
    "该服务项目真实有效。",
    "本证明应该公司申请出具，仅用于其参加{office}组织的采购活动，不作其他用途，复印无效。" },
  { "在职",
    "兹证明%s同志系我部{unit}在职职工，自2019年9月起在我部工作，现从事后勤服务管理岗位，工作认真负责，年度考核合格。",
    "本证明仅用于办理子女入学登记，有效期三十日，不作为任何形式的经济担保。" },
  { "入校",
    "兹有{company}%s等{number}人、车辆3台，因{project}需要，于{day}至当月末每日7:30至18:30进入我校{place}区域作业。",
    "以上人员已完成安全教育并登记身份信息，请保卫处予以放行，现场联系人{person}，电话800010{number}。" },
  { "实习",
    "兹证明%s同学于2026年{day}至今在我部{unit}参加专业实习，期间遵守各项规章制度，较好地完成了分配的工作任务。",
    "该同学参与了{project}的资料整理与现场记录，实习考核成绩为良好。" },
  { "收入", "兹证明%s同志为我部{unit}聘用职工，2025年度税前收入合计人民币{money}元，收入情况属实。",
    "本证明仅用于办理公共租赁住房申请，我部对其用于其他用途不承担责任。" },
  { "",
    "兹证明%s同志受我部委派，于2026年{day}前往{office}办理{project}相关手续，所携材料均为我部提供，内容属实。",
    "请予接洽并提供便利。如有疑问，请与我部{unit}联系，联系人{person}，办公电话800010{number}。" },
};

static char *
dup_date (YyPaperSheet *self)
{
  return self->spec->date != NULL ? g_strdup (self->spec->date) : yy_paper_pick_date (self->rand);
}

static const char *
get_person (YyPaperSheet *self)
{
  return self->spec->person != NULL ? self->spec->person : yy_paper_pick (self->rand, yy_paper_people);
}

static const char *
get_unit (YyPaperSheet *self)
{
  return self->spec->unit != NULL ? self->spec->unit : YY_PAPER_DEPARTMENT;
}

/* The company that the heading names, or any. */
static const char *
get_company (YyPaperSheet *self, const char *title)
{
  for (guint i = 0; yy_paper_companies[i] != NULL; i++)
    {
      if (g_strstr_len (title, -1, yy_paper_companies[i]) != NULL)
        return yy_paper_companies[i];
    }
  return yy_paper_pick (self->rand, yy_paper_companies);
}

/* The pattern with the person put where it says %s. */
static void
write_pattern (YyPaperSheet *self, const char *pattern, const char *person, const char *company)
{
  g_autoptr (GString) joined = g_string_new (pattern);
  g_autofree char *text = NULL;

  g_string_replace (joined, "%s", person, 0);
  g_string_replace (joined, "{company}", company, 0);
  text = yy_paper_fill (self->rand, NULL, joined->str);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT, 16, 1.9, text);
}

static void
write_foot (YyPaperSheet *self, const char *note)
{
  g_autofree char *contact = NULL;

  contact = g_strdup_printf ("注：%s　出具单位电话：80001%03d　地址：云栖市湖滨路1号南湖大学7号楼310", note,
                             g_rand_int_range (self->rand, 0, 1000));
  yy_paper_sheet_foot (self, contact);
}

void
yy_paper_write_certificate (YyPaperSheet *self)
{
  static const char *const headings[] = { "服务项目证明", "在职证明", "入校证明", "实习证明",
                                          "收入证明",     "证　明",   NULL };
  const char *title = self->spec->title != NULL ? self->spec->title : yy_paper_pick (self->rand, headings);
  const char *person = get_person (self);
  const char *company = get_company (self, title);
  const ProofText *proof = proofs;
  g_autofree char *date = dup_date (self);
  g_autofree char *number = NULL;

  while (g_strstr_len (title, -1, proof->key) == NULL)
    proof++;

  self->y = 120;
  yy_paper_sheet_write (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 24, 1.4, title);
  yy_paper_sheet_skip (self, 6);
  number = g_strdup_printf ("编号：南后证〔2026〕%03d号", g_rand_int_range (self->rand, 1, 400));
  yy_paper_sheet_write (self, YY_PAPER_TEXT_RIGHT, 12, 1.3, number);
  yy_paper_sheet_skip (self, 28);
  write_pattern (self, proof->body, person, company);
  write_pattern (self, proof->second, person, company);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT, 16, 1.9, "特此证明。");
  yy_paper_sheet_skip (self, 48);
  yy_paper_sheet_close (self, get_unit (self), date);
  write_foot (self, "本证明涂改无效。");
}

void
yy_paper_write_introduction (YyPaperSheet *self)
{
  const char *person = get_person (self);
  g_autofree char *date = dup_date (self);
  g_autofree char *office = g_strconcat (yy_paper_pick (self->rand, yy_paper_offices), "：", NULL);
  g_autofree char *number = NULL;
  g_autofree char *body = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *subject = yy_paper_get_subject (self->spec->title);
  g_autofree char *matter = NULL;

  self->y = 110;
  yy_paper_sheet_write (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 26, 1.4, "介　绍　信");
  yy_paper_sheet_skip (self, 8);
  number = g_strdup_printf ("南后介字第 %04d 号", g_rand_int_range (self->rand, 1, 900));
  yy_paper_sheet_write (self, YY_PAPER_TEXT_RIGHT, 12, 1.3, number);
  yy_paper_sheet_skip (self, 26);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 16, 1.9, office);
  matter = subject != NULL ? g_strdup (subject) : yy_paper_fill (self->rand, NULL, "联系{project}事宜");
  body = g_strdup_printf (
      "兹介绍我部%s%s等%d名同志（身份证件随身携带），前往贵处%s，请予接洽，并给予协助为荷。",
      yy_paper_pick (self->rand, yy_paper_units), person, g_rand_int_range (self->rand, 2, 5), matter);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT, 16, 1.9, body);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT, 16, 1.9, "此致");
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 16, 1.9, "敬礼！");
  valid = g_strdup_printf ("（本介绍信有效期%d天）", g_rand_int_range (self->rand, 3, 16));
  yy_paper_sheet_skip (self, 30);
  yy_paper_sheet_close (self, get_unit (self), date);
  yy_paper_sheet_skip (self, 22);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 12, 1.3, valid);
  write_foot (self, "限本人使用，逾期作废。");
}

void
yy_paper_write_contract (YyPaperSheet *self)
{
  const char *company = yy_paper_pick (self->rand, yy_paper_companies);
  g_autofree char *made = g_strconcat (yy_paper_pick (self->rand, yy_paper_projects), "合同", NULL);
  g_autofree char *first = g_strconcat ("甲方：", get_unit (self), NULL);
  g_autofree char *other = g_strconcat ("乙方：", company, NULL);
  const double half = YY_PAPER_INNER / 2;

  self->y = 88;
  yy_paper_sheet_write (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 20, 1.35,
                        self->spec->title != NULL ? self->spec->title : made);
  yy_paper_sheet_skip (self, 14);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 13, 1.6, first);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 13, 1.6, other);
  for (guint i = 0; yy_paper_clauses[i] != NULL; i++)
    {
      g_autofree char *clause = yy_paper_fill (self->rand, NULL, yy_paper_clauses[i]);
      g_autofree char *text = g_strdup_printf ("第%u条　%s", i + 1, clause);

      yy_paper_sheet_write (self, YY_PAPER_TEXT_INDENT, 12.5, 1.65, text);
    }
  yy_paper_sheet_skip (self, 14);
  self->seal_x = YY_PAPER_LEFT + half * 0.6;
  self->seal_y = self->y + 30;
  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_PLAIN, 12.5, YY_PAPER_LEFT, self->y, half, 22,
                           "甲方（盖章处）：");
  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_PLAIN, 12.5, YY_PAPER_LEFT + half, self->y, half, 22,
                           "乙方（盖章处）：");
  yy_paper_sheet_sign (self, YY_PAPER_LEFT + 70, self->y + 24, 70, 24);
  yy_paper_sheet_sign (self, YY_PAPER_LEFT + half + 70, self->y + 24, 70, 24);
  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_PLAIN, 12.5, YY_PAPER_LEFT, self->y + 26, half, 22,
                           "代表签字：");
  yy_paper_sheet_write_in (self, YY_PAPER_TEXT_PLAIN, 12.5, YY_PAPER_LEFT + half, self->y + 26, half, 22,
                           "代表签字：");
  write_foot (self, "本合同一式四份。");
}
