#include "yy-page-advice.h"

#include "yy-blank-words.h"
#include "yy-draft-page.h"

char *
yy_page_advice_dup (GListModel *pages)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (YyDraftPage) page = g_list_model_get_item (pages, i);
      const YyPage *content = yy_draft_page_get_page (page);
      g_autofree char *advice = content != NULL ? yy_blank_words_dup_advice (&content->blank, i + 1) : NULL;

      if (advice != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", advice);
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}
