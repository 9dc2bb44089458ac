#include "yy-wire-decode-private.h"

YyMeta *
yy_wire_decode_meta (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  g_autoptr (YyMeta) meta = g_new0 (YyMeta, 1);

  yy_wire_read_text (wire, "name", FALSE, &meta->name);
  yy_wire_read_text (wire, "version", FALSE, &meta->version);
  yy_wire_read_text (wire, "min_client", TRUE, &meta->min_client);
  yy_wire_read_text (wire, "organisation", TRUE, &meta->organisation);
  yy_wire_read_int (wire, "api", 1000, &meta->api);
  yy_wire_read_time (wire, "now", FALSE, &meta->now_usec);

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&meta) : NULL;
}

static void
read_badges (YyWire *wire, YyBadges *badges)
{
  yy_wire_read_int (wire, "todo", G_MAXINT, &badges->todo);
  yy_wire_read_int (wire, "review", G_MAXINT, &badges->review);
  yy_wire_read_int (wire, "stamp", G_MAXINT, &badges->stamp);
  /* A service of before has none. */
  if (yy_wire_has (wire, "late"))
    yy_wire_read_int (wire, "late", G_MAXINT, &badges->late);
}

gboolean
yy_wire_decode_badges (json_t *json, YyBadges *ret_badges, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  YyBadges badges = { 0 };

  read_badges (wire, &badges);
  if (!yy_wire_end (wire, issues, error))
    return FALSE;

  *ret_badges = badges;
  return TRUE;
}

/* The service's own text of them is in the service's language. */
static void
read_posts (YyWire *wire, guint *posts)
{
  json_t *array = yy_wire_get_array (wire, "posts", 100);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      const char *word = yy_wire_get_item_string (wire, "posts", i, 1, 64);
      YyPost post;

      if (word != NULL && yy_post_from_nick (word, &post))
        *posts |= 1u << post;
    }
}

static void
read_person (YyWire *wire, YyMe *me)
{
  g_autoptr (YyWire) item = yy_wire_get_object (wire, "person");
  YyPerson *person = yy_person_new ("", "");

  me->person = person;
  if (item == NULL)
    return;

  yy_wire_read_text (item, "id", FALSE, &person->id);
  yy_wire_read_text (item, "name", FALSE, &person->name);
  yy_wire_read_text (item, "mobile", TRUE, &person->mobile);
  yy_wire_read_text (item, "office_phone", TRUE, &person->office_phone);
  read_posts (item, &me->posts);
  yy_wire_read_units (item, "units", me->units);
}

YyMe *
yy_wire_decode_me (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  g_autoptr (YyWire) badges = yy_wire_get_object (wire, "badges");
  g_autoptr (YyMe) me = yy_me_new ();
  json_t *lists = yy_wire_get_array (wire, "lists", 100);

  read_person (wire, me);
  me->lists = 1u << YY_LIST_TODO | 1u << YY_LIST_MINE;
  for (gsize i = 0; i < json_array_size (lists); i++)
    {
      const char *word = yy_wire_get_item_string (wire, "lists", i, 1, 64);
      YyList list;

      if (word != NULL && yy_list_from_nick (word, &list))
        me->lists |= 1u << list;
    }
  if (badges != NULL)
    read_badges (badges, &me->badges);

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&me) : NULL;
}

GPtrArray *
yy_wire_decode_sessions (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_session_info_free);
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  json_t *array = yy_wire_get_array (wire, "sessions", 1000);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "sessions", i);
      YySessionInfo *session = g_new0 (YySessionInfo, 1);

      g_ptr_array_add (sessions, session);
      yy_wire_read_text (item, "id", FALSE, &session->id);
      yy_wire_read_text (item, "device", TRUE, &session->device);
      yy_wire_read_time (item, "created_at", FALSE, &session->created_usec);
      yy_wire_read_time (item, "used_at", TRUE, &session->used_usec);
      yy_wire_read_time (item, "expires_at", FALSE, &session->expires_usec);
      yy_wire_get_bool (item, "current", &session->current);
    }

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&sessions) : NULL;
}
