#include "yy-paper-sheet.h"
#include "yy-paper-words.h"

/* Room that the signature and the place of the seal need below the body. */
#define CLOSE_ROOM 84.0

static void
write_head (YyPaperSheet *self, const char *name, const char *mark)
{
  g_autofree char *number = NULL;

  self->y = 78;
  yy_paper_sheet_write_fit (self, YY_PAPER_TEXT_RED | YY_PAPER_TEXT_BOLD, 38, name);
  yy_paper_sheet_skip (self, 16);
  number = g_strdup_printf ("南%s〔2026〕%d号", mark, g_rand_int_range (self->rand, 1, 180));
  yy_paper_sheet_write (self, YY_PAPER_TEXT_CENTER, 14, 1.2, number);
  yy_paper_sheet_skip (self, 5);
  yy_paper_sheet_rule (self, YY_PAPER_TEXT_RED, 2.0);
  yy_paper_sheet_skip (self, 26);
}

static void
write_title (YyPaperSheet *self, const char *title)
{
  yy_paper_sheet_write (self, YY_PAPER_TEXT_BOLD | YY_PAPER_TEXT_CENTER, 20, 1.35, title);
  yy_paper_sheet_skip (self, 14);
}

/* Writes @text if it still leaves room for the signature. */
static gboolean
write_body (YyPaperSheet *self, YyPaperText flags, const char *text)
{
  const double room = yy_paper_sheet_room (self);
  const double lines = (double) g_utf8_strlen (text, -1) / 30.0 + 1.0;

  if (room - lines * 24.0 < CLOSE_ROOM)
    return FALSE;

  yy_paper_sheet_write (self, flags | YY_PAPER_TEXT_INDENT, 14, 1.72, text);
  return TRUE;
}

static void
write_sentences (YyPaperSheet *self, const char *const *words, int count)
{
  static const char *const ordinals[] = { "一、", "二、", "三、", "四、", "五、", "六、", "七、" };
  const guint start = g_rand_int (self->rand) % 97;
  guint n = 0;

  while (words[n] != NULL)
    n++;
  for (int i = 0; i < count && i < (int) G_N_ELEMENTS (ordinals); i++)
    {
      g_autofree char *sentence = yy_paper_fill (self->rand, NULL, words[(start + (guint) i) % n]);
      g_autofree char *text = g_strconcat (ordinals[i], sentence, NULL);

      if (!write_body (self, YY_PAPER_TEXT_PLAIN, text))
        return;
    }
}

static void
write_foot (YyPaperSheet *self)
{
  g_autofree char *contact = NULL;

  contact = g_strdup_printf (
      "联系人：%s　　办公电话：80001%03d　　抄送：%s，存档。", yy_paper_pick (self->rand, yy_paper_people),
      g_rand_int_range (self->rand, 0, 1000), yy_paper_pick (self->rand, yy_paper_units));
  yy_paper_sheet_foot (self, contact);
}

static const char *
get_unit (YyPaperSheet *self)
{
  return self->spec->unit != NULL ? self->spec->unit : YY_PAPER_DEPARTMENT;
}

static char *
dup_date (YyPaperSheet *self)
{
  g_autofree char *picked = yy_paper_pick_date (self->rand);

  return self->spec->date != NULL ? g_strdup (self->spec->date) : g_steal_pointer (&picked);
}

void
yy_paper_write_letter (YyPaperSheet *self)
{
  g_autofree char *opening = NULL;
  g_autofree char *made = NULL;
  g_autofree char *date = dup_date (self);
  g_autofree char *addressee = NULL;
  g_autofree char *subject_of = NULL;
  const char *title = NULL;

  write_head (self, YY_PAPER_DEPARTMENT "文件", "后字");
  made = g_strdup_printf ("关于%s的函", yy_paper_pick (self->rand, yy_paper_projects));
  title = self->spec->title != NULL ? self->spec->title : made;
  subject_of = yy_paper_get_subject (title);
  write_title (self, title);
  addressee = g_strconcat (yy_paper_pick (self->rand, yy_paper_offices), "：", NULL);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 14, 1.72, addressee);
  opening = yy_paper_fill (self->rand, subject_of, yy_paper_pick (self->rand, yy_paper_openings));
  write_body (self, YY_PAPER_TEXT_PLAIN, opening);
  write_sentences (self, yy_paper_sentences, g_rand_int_range (self->rand, 4, 7));
  write_body (self, YY_PAPER_TEXT_PLAIN, yy_paper_pick (self->rand, yy_paper_letter_closings));
  yy_paper_sheet_skip (self, MIN (26, MAX (0, yy_paper_sheet_room (self) - CLOSE_ROOM)));
  yy_paper_sheet_close (self, get_unit (self), date);
  write_foot (self);
}

void
yy_paper_write_notice (YyPaperSheet *self)
{
  static const char *const subjects[] = {
    "关于开展食堂食品安全自查的通知", "关于寒假期间公寓封闭管理的通知",
    "关于第一食堂短时停水的通知",     "关于更换校园通勤班车时刻表的通知",
    "关于做好防汛值班工作的通知",     "关于收集后勤服务意见建议的通知",
    "关于开展垃圾分类宣传活动的通知", NULL,
  };
  const char *subject = self->spec->title != NULL ? self->spec->title : yy_paper_pick (self->rand, subjects);
  g_autofree char *opening = NULL;
  g_autofree char *date = dup_date (self);
  g_autofree char *subject_of = yy_paper_get_subject (subject);

  self->y = 92;
  write_title (self, subject);
  yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 14, 1.72, "各科室、中心，各服务企业：");
  opening = yy_paper_fill (self->rand, subject_of, yy_paper_pick (self->rand, yy_paper_openings));
  write_body (self, YY_PAPER_TEXT_PLAIN, opening);
  write_sentences (self, yy_paper_sentences, g_rand_int_range (self->rand, 4, 7));
  write_body (self, YY_PAPER_TEXT_PLAIN, "特此通知。");
  yy_paper_sheet_skip (self, MIN (36, MAX (0, yy_paper_sheet_room (self) - CLOSE_ROOM)));
  yy_paper_sheet_close (self, get_unit (self), date);
  write_foot (self);
}

static void
write_meeting (YyPaperSheet *self)
{
  g_autofree char *date = dup_date (self);
  g_autofree char *when =
      g_strdup_printf ("时　间：%s　下午2:%02d", date, g_rand_int_range (self->rand, 0, 4) * 10);
  g_autofree char *where = g_strdup_printf ("地　点：7号楼%d会议室", g_rand_int_range (self->rand, 301, 330));
  g_autofree char *host = g_strdup_printf ("主　持：%s", yy_paper_pick (self->rand, yy_paper_people));
  g_autofree char *people = yy_paper_pick_some (self->rand, yy_paper_people, 9, "、");
  g_autofree char *present = g_strconcat ("参　会：", people, NULL);
  g_autofree char *writer = g_strdup_printf ("记　录：%s", yy_paper_pick (self->rand, yy_paper_people));
  const char *const lines[] = { when, where, host, present, writer };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    yy_paper_sheet_write (self, YY_PAPER_TEXT_PLAIN, 13, 1.55, lines[i]);
  yy_paper_sheet_skip (self, 8);
  yy_paper_sheet_rule (self, YY_PAPER_TEXT_PLAIN, 0.6);
  yy_paper_sheet_skip (self, 8);
}

void
yy_paper_write_minutes (YyPaperSheet *self)
{
  g_autofree char *number = NULL;
  g_autofree char *date = dup_date (self);

  self->y = 78;
  yy_paper_sheet_write_fit (self, YY_PAPER_TEXT_RED | YY_PAPER_TEXT_BOLD, 36, YY_PAPER_DEPARTMENT);
  yy_paper_sheet_write_fit (self, YY_PAPER_TEXT_RED | YY_PAPER_TEXT_BOLD, 30, "会 议 纪 要");
  yy_paper_sheet_skip (self, 6);
  number = g_strdup_printf ("〔2026〕第%d期", g_rand_int_range (self->rand, 1, 30));
  yy_paper_sheet_write (self, YY_PAPER_TEXT_CENTER, 13, 1.2, number);
  yy_paper_sheet_skip (self, 4);
  yy_paper_sheet_rule (self, YY_PAPER_TEXT_RED, 2.0);
  yy_paper_sheet_skip (self, 16);
  write_title (self, self->spec->title != NULL ? self->spec->title : "部务会会议纪要");
  write_meeting (self);
  write_sentences (self, yy_paper_decisions, 6);
  yy_paper_sheet_skip (self, MIN (16, MAX (0, yy_paper_sheet_room (self) - CLOSE_ROOM)));
  yy_paper_sheet_close (self, get_unit (self), date);
  write_foot (self);
}
