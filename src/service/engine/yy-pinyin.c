#include "yy-pinyin.h"

#include <string.h>
#include <unicode/utrans.h>

#define DIAERESIS 0x0308
#define MIDDLE_DOT 0x00b7

typedef struct
{
  const char *name;
  const char *pinyin;
} Surname;

/* Syllables are separated, so that initials can be taken. */
static const Surname long_surnames[] = {
  { "欧阳", "ou yang" },   { "歐陽", "ou yang" },    { "司马", "si ma" },    { "上官", "shang guan" },
  { "诸葛", "zhu ge" },    { "东方", "dong fang" },  { "皇甫", "huang fu" }, { "尉迟", "yu chi" },
  { "公孙", "gong sun" },  { "慕容", "mu rong" },    { "令狐", "ling hu" },  { "宇文", "yu wen" },
  { "长孙", "zhang sun" }, { "司徒", "si tu" },      { "司空", "si kong" },  { "万俟", "mo qi" },
  { "夏侯", "xia hou" },   { "南宫", "nan gong" },   { "独孤", "du gu" },    { "端木", "duan mu" },
  { "百里", "bai li" },    { "东郭", "dong guo" },   { "呼延", "hu yan" },   { "轩辕", "xuan yuan" },
  { "钟离", "zhong li" },  { "闻人", "wen ren" },    { "赫连", "he lian" },  { "澹台", "tan tai" },
  { "公冶", "gong ye" },   { "宗政", "zong zheng" }, { "濮阳", "pu yang" },  { "淳于", "chun yu" },
  { "单于", "chan yu" },   { "太叔", "tai shu" },    { "申屠", "shen tu" },  { "仲孙", "zhong sun" },
  { "鲜于", "xian yu" },   { "闾丘", "lv qiu" },     { "亓官", "qi guan" },  { "司寇", "si kou" },
  { "颛孙", "zhuan sun" }, { "巫马", "wu ma" },      { "公西", "gong xi" },  { "漆雕", "qi diao" },
  { "乐正", "yue zheng" }, { "拓跋", "tuo ba" },     { "谷梁", "gu liang" }, { "西门", "xi men" },
  { "左丘", "zuo qiu" },   { "第五", "di wu" },
};

static const Surname short_surnames[] = {
  { "单", "shan" }, { "單", "shan" },  { "仇", "qiu" },  { "曾", "zeng" }, { "解", "xie" }, { "查", "zha" },
  { "区", "ou" },   { "區", "ou" },    { "朴", "piao" }, { "盖", "ge" },   { "蓋", "ge" },  { "乐", "yue" },
  { "樂", "yue" },  { "缪", "miao" },  { "繆", "miao" }, { "召", "shao" }, { "员", "yun" }, { "佴", "nai" },
  { "翟", "zhai" }, { "秘", "bi" },    { "冼", "xian" }, { "洗", "xian" }, { "折", "she" }, { "黑", "he" },
  { "隗", "wei" },  { "种", "chong" }, { "覃", "qin" },  { "繁", "po" },   { "能", "nai" }, { "祭", "zhai" },
  { "句", "gou" },  { "任", "ren" },   { "牟", "mu" },   { "尉", "wei" },  { "石", "shi" }, { "沈", "shen" },
  { "逄", "pang" }, { "晟", "cheng" }, { "都", "du" },   { "谌", "chen" }, { "阚", "kan" }, { "车", "che" },
};

/* What ICU says of a text, one syllable a word: (transfer full) (nullable). */
static char *
transliterate (const char *text)
{
  static GMutex lock;
  static UTransliterator *transliterator; /* guarded by lock: it may be used by one thread at a time */
  g_autofree gunichar2 *id = g_utf8_to_utf16 ("Han-Latin; Lower", -1, NULL, NULL, NULL);
  g_autofree gunichar2 *wide = NULL;
  glong n_wide = 0;
  UErrorCode status = U_ZERO_ERROR;
  int32_t capacity, length, limit;

  wide = g_utf8_to_utf16 (text, -1, NULL, &n_wide, NULL);
  if (wide == NULL)
    return NULL;
  /* No reading is longer than seven letters and a blank. */
  capacity = (int32_t) n_wide * 10 + 16;
  wide = g_renew (gunichar2, wide, (gsize) capacity);
  length = limit = (int32_t) n_wide;

  g_mutex_lock (&lock);
  if (transliterator == NULL)
    transliterator = utrans_openU ((const UChar *) id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (transliterator != NULL)
    utrans_transUChars (transliterator, (UChar *) wide, &length, capacity, 0, &limit, &status);
  g_mutex_unlock (&lock);

  return U_SUCCESS (status) ? g_utf16_to_utf8 (wide, length, NULL, NULL, NULL) : NULL;
}

/* Takes the tones away; ü is typed as v. */
static char *
drop_tones (const char *spelled)
{
  g_autofree char *apart = g_utf8_normalize (spelled, -1, G_NORMALIZE_NFD);
  GString *plain = g_string_new (NULL);

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == DIAERESIS && plain->len > 0 && plain->str[plain->len - 1] == 'u')
        plain->str[plain->len - 1] = 'v';
      else if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (plain, c);
    }

  return g_string_free (plain, FALSE);
}

static const char *
find_surname (const Surname *list, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    {
      if (g_str_has_prefix (name, list[i].name))
        return list[i].pinyin;
    }

  return NULL;
}

/* Adds @syllables as one word, and the first letter of each to @initials. */
static void
add_word (GString *pinyin, GString *initials, const char *syllables)
{
  g_auto (GStrv) parts = g_strsplit_set (syllables, " '’", -1);
  gsize before = pinyin->len;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (pinyin->len == before && before > 0)
        g_string_append_c (pinyin, ' ');
      g_string_append (pinyin, parts[i]);
      g_string_append_unichar (initials, g_utf8_get_char (parts[i]));
    }
}

static void
add_part (GString *pinyin, GString *initials, const char *text)
{
  g_autofree char *spelled = transliterate (text);
  g_autofree char *plain = drop_tones (spelled != NULL ? spelled : text);

  add_word (pinyin, initials, plain);
}

/* Surname and given name of somebody whose name is written in Chinese without a blank. */
static void
add_chinese (GString *pinyin, GString *initials, const char *name)
{
  glong length = g_utf8_strlen (name, -1);
  glong n_surname = 1;
  const char *known = NULL;

  if (length > 2)
    known = find_surname (long_surnames, G_N_ELEMENTS (long_surnames), name);
  if (known != NULL)
    n_surname = 2;
  else
    known = find_surname (short_surnames, G_N_ELEMENTS (short_surnames), name);

  if (known != NULL)
    {
      add_word (pinyin, initials, known);
    }
  else
    {
      g_autofree char *surname = g_utf8_substring (name, 0, n_surname);

      add_part (pinyin, initials, surname);
    }
  add_part (pinyin, initials, g_utf8_offset_to_pointer (name, n_surname));
}

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == MIDDLE_DOT || c == 0x2022 || c == 0x2027 || c == 0x30fb || c == '.';
}

/* The words of a name: (transfer full). */
static char **
split_words (const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *begin = name;
  const char *p;

  for (p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_separator (g_utf8_get_char (p)))
        continue;
      if (p > begin)
        {
          g_autofree char *word = g_strndup (begin, (gsize) (p - begin));

          g_strv_builder_add (builder, word);
        }
      begin = g_utf8_next_char (p);
    }
  if (p > begin)
    g_strv_builder_add (builder, begin);

  return g_strv_builder_end (builder);
}

void
yy_pinyin_spell (const char *name, char **ret_pinyin, char **ret_initials)
{
  g_auto (GStrv) words = split_words (name);
  GString *pinyin = g_string_new (NULL);
  GString *initials = g_string_new (NULL);
  gboolean chinese = words[0] != NULL && words[1] == NULL &&
                     g_unichar_get_script (g_utf8_get_char (words[0])) == G_UNICODE_SCRIPT_HAN;

  if (chinese)
    {
      add_chinese (pinyin, initials, words[0]);
    }
  else
    {
      for (guint i = 0; words[i] != NULL; i++)
        add_part (pinyin, initials, words[i]);
    }

  *ret_pinyin = g_string_free (pinyin, FALSE);
  *ret_initials = g_string_free (initials, FALSE);
}
