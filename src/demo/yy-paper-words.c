#include "yy-paper-words.h"

#include <string.h>

const char *const yy_paper_people[] = {
  "张一帆", "林小满", "周知行", "陈望舒",    "何清越", "宋拾遗", "许听澜", "沈南乔",
  "江予安", "陆见微", "顾怀瑾", "唐半夏",    "白露晞", "秦观山", "韩逐月", "叶知秋",
  "苏星河", "方既明", "孟春酌", "石上泉",    "薛初霁", "杜衡若", "温如许", "程思远",
  "冯乐章", "黎望野", "李慕白", "莉娜·云杉", "单于飞", "曾以宁", NULL,
};

const char *const yy_paper_units[] = {
  "综合办公室", "党建工作科", "饮食服务中心", "公寓管理中心", "物业管理中心", "能源管理中心", "维修中心",
  "车队",       "校医院",     "幼儿园",       "财务科",       "采购科",       NULL,
};

const char *const yy_paper_offices[] = {
  "南湖大学资产管理处",
  "南湖大学保卫处",
  "南湖大学财务处",
  "南湖大学人事处",
  "南湖大学学生工作处",
  "南湖大学图书馆",
  "南湖大学信息技术中心",
  "南湖大学基本建设处",
  "云栖市燃气服务中心",
  "云栖市市场监督管理局",
  "云栖市卫生服务中心",
  "云栖市节能技术推广中心",
  NULL,
};

const char *const yy_paper_companies[] = {
  "青禾餐饮管理有限公司", "远岫物业服务有限公司", "长汀机电工程有限公司",
  "澄江环境科技有限公司", "知微信息技术有限公司", "松石建筑装饰有限公司",
  "晴川园林绿化有限公司", "南屿洗涤服务有限公司", NULL,
};

const char *const yy_paper_projects[] = {
  "第二食堂后厨排烟系统改造",
  "学生公寓热水系统维护",
  "教学楼外墙清洗",
  "校园路灯节能更换",
  "北区地下管网检测",
  "幼儿园户外活动场更新",
  "公寓家具集中采购",
  "校内通勤班车服务",
  "食堂原材料集中配送",
  "校医院药房货架更新",
  "配电室预防性试验",
  "暑期教室粉刷",
  "供暖管线保温维修",
  "电梯年度维护保养",
  "垃圾分类收集点建设",
  "图书馆卫生间改造",
  NULL,
};

const char *const yy_paper_places[] = {
  "第一食堂", "第二食堂", "北区学生公寓", "南区学生公寓", "1号教学楼", "实验楼B座",
  "图书馆",   "校医院",   "体育馆",       "能源站",       NULL,
};

const char *const yy_paper_openings[] = {
  "为保障{year}年度校园后勤服务平稳有序，进一步提升师生满意度，根据学校年度工作安排，现就{project}有关事项函告如下。",
  "根据学校{year}年第{number}次校长办公会议精神，我部组织{unit}对{project}进行了实地勘查与论证，现将有关情况报告如下。",
  "因{place}设施使用年限较长，近期故障频发，影响师生正常使用，我部拟于{day}起实施{project}，现将具体安排说明如下。",
  "为落实安全生产责任制，我部于{day}对{place}及周边区域开展了专项检查，现将检查情况及整改意见通报如下。",
  "应服务企业{company}申请，经{unit}核实，该公司承接的{project}属实，现就相关事宜函商如下。",
  NULL,
};

const char *const yy_paper_sentences[] = {
  "本次工作由{unit}牵头组织，{unit}、{unit}配合实施，计划自{day}开始，工期{number}天，施工期间请各单位提前做好防护。",
  "经初步测算，项目所需经费{money}元，拟从{year}年度专项维修经费中列支，具体金额以审计结果为准。",
  "施工时间原则上安排在每日8:30至17:30，中午12:00至13:30暂停有噪声的作业，确保不影响教学和师生休息。",
  "涉及停水、停电的，由{unit}至少提前两个工作日发布通知，并安排专人值守，联系人{person}，电话800010{number}。",
  "请贵单位协助提供{place}的竣工图纸及设备台账，并指定一名联系人，于{day}前将名单报送{unit}。",
  "各中心要认真组织自查，建立问题清单、责任清单和整改清单，做到责任到人、整改到位，{day}前将自查报告报综合办公室。",
  "食品原材料采购须索证索票，留存供货单位资质、检验报告和送货单，保存期限不少于两年，{unit}每月抽查一次。",
  "项目验收由{unit}会同使用单位共同进行，验收合格后填写验收单一式三份，作为结算的依据。",
  "对检查中发现的{number}处隐患，已责成{unit}限期整改，其中{place}配电箱未上锁、消防通道堆放杂物等问题已当场纠正。",
  "现场负责人{person}，安全员{person}，所有进场人员须持证上岗、佩戴胸牌，并遵守学校门禁管理规定。",
  "此项工作完成后，预计每年可节约用电约{number}万千瓦时，节约费用{money}元，具有较好的经济和社会效益。",
  "值班人员应严格执行交接班制度，认真填写值班记录，遇有突发情况立即报告带班领导，不得擅离职守。",
  NULL,
};

const char *const yy_paper_letter_closings[] = {
  "以上事项，请予支持为盼。", "妥否，请批示。", "特此函达，请予函复。", "特此报告。", NULL,
};

const char *const yy_paper_decisions[] = {
  "会议听取了{unit}关于{project}进展情况的汇报，原则同意实施方案，由{person}负责统筹，{day}前完成全部准备工作。",
  "会议研究了{place}维修经费事宜，同意追加预算{money}元，由{unit}按程序办理，采购过程接受监督。",
  "会议审议了{year}年度服务企业考核办法（修订稿），要求{unit}根据会议意见修改后印发执行。",
  "会议强调，各中心要压实安全责任，节前组织一次全面检查，重点检查燃气、电梯、消防和食品安全。",
  "会议讨论了后勤服务热线运行情况，上月共受理诉求{number}件，按时办结率97.6%，对超时件由{unit}逐件说明原因。",
  "会议明确，暑期工程由{person}任组长，每周一上午召开调度会，重大变更须提交部务会研究。",
  NULL,
};

const char *const yy_paper_clauses[] = {
  "乙方负责{place}的{project}，服务期限自{day}起一年，乙方人员应具备相应岗位资格。",
  "服务费用总额为人民币{money}元（含税），按季度支付，甲方在收到合法票据后十五个工作日内付款。",
  "乙方应按照甲方要求配备服务人员不少于{number}人，更换项目负责人须提前十日书面通知甲方。",
  "甲方有权对服务质量进行检查和考核，考核不合格的，按附件二所列标准扣减当季服务费。",
  "乙方在服务过程中造成人身伤害或者财产损失的，由乙方承担全部责任。",
  "双方应对在履行中知悉的对方未公开信息保密，保密义务不因本协议终止而免除。",
  "因不可抗力不能履行的，遭遇一方应及时通知对方，并在合理期限内提供证明。",
  "本协议未尽事宜，由双方协商签订补充协议；争议由甲方所在地有管辖权的法院处理。",
  NULL,
};

static guint
count_words (const char *const *words)
{
  guint n = 0;

  while (words[n] != NULL)
    n++;
  return n;
}

static void
append_word (GRand *rand, GString *out, const char *subject, const char *name, gsize length)
{
  g_autofree char *date = NULL;

  if (strncmp (name, "person", length) == 0)
    g_string_append (out, yy_paper_pick (rand, yy_paper_people));
  else if (strncmp (name, "unit", length) == 0)
    g_string_append (out, yy_paper_pick (rand, yy_paper_units));
  else if (strncmp (name, "office", length) == 0)
    g_string_append (out, yy_paper_pick (rand, yy_paper_offices));
  else if (strncmp (name, "company", length) == 0)
    g_string_append (out, yy_paper_pick (rand, yy_paper_companies));
  else if (strncmp (name, "project", length) == 0)
    g_string_append (out, subject != NULL ? subject : yy_paper_pick (rand, yy_paper_projects));
  else if (strncmp (name, "place", length) == 0)
    g_string_append (out, yy_paper_pick (rand, yy_paper_places));
  else if (strncmp (name, "year", length) == 0)
    g_string_append (out, "2026");
  else if (strncmp (name, "number", length) == 0)
    g_string_append_printf (out, "%d", g_rand_int_range (rand, 12, 96));
  else if (strncmp (name, "money", length) == 0)
    g_string_append_printf (out, "%d,%03d.00", g_rand_int_range (rand, 3, 480),
                            g_rand_int_range (rand, 0, 100) * 10);
  else
    {
      date = yy_paper_pick_date (rand);
      g_string_append (out, date + strlen ("2026年"));
    }
}

const char *
yy_paper_pick (GRand *rand, const char *const *words)
{
  return words[g_rand_int_range (rand, 0, (gint32) count_words (words))];
}

char *
yy_paper_pick_some (GRand *rand, const char *const *words, guint count, const char *separator)
{
  const guint n = count_words (words);
  const guint start = (guint) g_rand_int_range (rand, 0, (gint32) n);
  GString *out = g_string_new (NULL);

  /* A step that shares no factor with any list length here visits no word twice. */
  for (guint i = 0; i < MIN (count, n); i++)
    g_string_append_printf (out, "%s%s", i == 0 ? "" : separator, words[(start + i * 7919) % n]);

  return g_string_free (out, FALSE);
}

char *
yy_paper_fill (GRand *rand, const char *subject, const char *pattern)
{
  GString *out = g_string_new (NULL);

  for (const char *p = pattern; *p != '\0';)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;

      if (end != NULL)
        {
          append_word (rand, out, subject, p + 1, (gsize) (end - p - 1));
          p = end + 1;
        }
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}

char *
yy_paper_get_subject (const char *title)
{
  const char *start = title;
  const char *end = NULL;

  if (title == NULL || (!g_str_has_prefix (title, "关于") && !g_str_has_suffix (title, "的介绍信")))
    return NULL;

  if (g_str_has_prefix (title, "关于"))
    start += strlen ("关于");
  end = g_strrstr (start, "的");
  return end == NULL || end == start ? NULL : g_strndup (start, (gsize) (end - start));
}

char *
yy_paper_pick_date (GRand *rand)
{
  const int month = g_rand_int_range (rand, 1, 13);
  const int day = g_rand_int_range (rand, 1, 29);

  return g_strdup_printf ("2026年%d月%d日", month, day);
}
