#include "yy-wire-content.h"
#include "yy-wire-custody.h"
#include "yy-wire-decode-private.h"

static void
read_answer (YyWire *wire, const char *name, YyAnswer *ret_answer)
{
  yy_wire_get_enum (wire, name, yy_answer_from_nick, ret_answer);
}

static void
read_form (YyWire *wire, YyForm *form)
{
  g_autoptr (YyWire) item = yy_wire_get_object (wire, "form");
  const struct
  {
    const char *name;
    char **place;
  } texts[] = {
    { "unit_id", &form->unit_id },         { "office_phone", &form->office_phone },
    { "mobile", &form->mobile },           { "material_name", &form->material_name },
    { "use_date", &form->use_date },       { "seal_id", &form->seal_id },
    { "seal_text", &form->seal_text },     { "reason", &form->reason },
    { "reviewer_id", &form->reviewer_id }, { "keeper_id", &form->keeper_id },
  };

  if (item == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    yy_wire_read_text (item, texts[i].name, FALSE, texts[i].place);
  yy_wire_read_int (item, "copies", G_MAXINT, &form->copies);
  read_answer (item, "contract", &form->contract);
  read_answer (item, "major", &form->major);
  read_answer (item, "not_blank", &form->not_blank);
  yy_wire_read_form_later (item, form);
}

static void
read_pages (YyWire *wire, const char *name, GPtrArray *pages)
{
  json_t *array = yy_wire_get_array (wire, name, YY_FORM_PAGES_MAX);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, name, i);
      YyPage *page = yy_wire_read_page (item);

      if (page != NULL)
        g_ptr_array_add (pages, page);
    }
}

/* A service of before has none; a word of a later one is none for this version. */
static void
read_choice (YyWire *wire, YyChoice *ret_choice)
{
  const char *word = yy_wire_get_optional_string (wire, "choice", 0, 64);

  if (word != NULL)
    yy_choice_from_nick (word, ret_choice);
}

static guint
read_choices (YyWire *wire)
{
  json_t *array = yy_wire_get_optional_array (wire, "choices", 100);
  guint choices = 0;

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      const char *word = yy_wire_get_item_string (wire, "choices", i, 1, 64);
      YyChoice choice;

      if (word != NULL && yy_choice_from_nick (word, &choice))
        choices |= 1u << choice;
    }

  return choices;
}

static void
read_history (YyWire *wire, GPtrArray *history)
{
  json_t *array = yy_wire_get_array (wire, "history", YY_WIRE_LIST_MAX);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "history", i);
      YyHistory *line = yy_history_new ();

      g_ptr_array_add (history, line);
      yy_wire_get_int (item, "event", 0, G_MAXINT64, &line->event);
      yy_wire_read_time (item, "at", FALSE, &line->at_usec);
      yy_wire_read_int (item, "round", G_MAXINT, &line->round);
      yy_wire_read_person (item, "actor", TRUE, &line->actor_id, &line->actor_name);
      yy_wire_get_enum (item, "action", yy_action_from_nick, &line->action);
      yy_wire_get_enum (item, "capacity", yy_step_from_nick, &line->capacity);
      yy_wire_get_enum (item, "from", yy_state_from_nick, &line->from);
      yy_wire_get_enum (item, "to", yy_state_from_nick, &line->to);
      yy_wire_get_enum (item, "to_step", yy_step_from_nick, &line->to_step);
      yy_wire_read_person (item, "for", TRUE, &line->for_id, &line->for_name);
      yy_wire_read_person (item, "next", TRUE, &line->next_id, &line->next_name);
      yy_wire_read_text (item, "reason", TRUE, &line->reason);
      yy_wire_read_text (item, "digest", TRUE, &line->digest);
      yy_wire_read_int (item, "copies", G_MAXINT, &line->copies);
      read_choice (item, &line->choice);
      yy_wire_get_optional_int (item, "question", 0, G_MAXINT64, &line->question);
      g_ptr_array_unref (line->marks);
      line->marks = yy_wire_read_marks (item, "marks", FALSE);
    }
}

static void
read_changes (YyWire *wire, GPtrArray *changes)
{
  json_t *array = yy_wire_get_array (wire, "changes", 1000);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "changes", i);
      const char *field = yy_wire_get_string (item, "field", 1, 200);
      const char *before = yy_wire_get_string (item, "before", 0, YY_WIRE_TEXT_MAX);
      const char *after = yy_wire_get_string (item, "after", 0, YY_WIRE_TEXT_MAX);

      if (field != NULL && before != NULL && after != NULL)
        yy_change_list_add (changes, field, before, after);
    }
}

static void
read_rules (YyWire *wire, YyRequest *request)
{
  g_autoptr (YyWire) classified = yy_wire_get_object (wire, "classified");
  json_t *array = yy_wire_get_array (wire, "warnings", 1000);

  if (classified != NULL)
    {
      read_answer (classified, "contract", &request->classified_contract);
      read_answer (classified, "major", &request->classified_major);
    }
  yy_wire_read_int (wire, "rules_version", G_MAXINT, &request->rules_version);
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "warnings", i);
      YyIssue *issue = yy_wire_read_issue (item);

      /* A word of a newer service that this one does not know is left out, not made up. */
      if (issue != NULL)
        g_ptr_array_add (request->warnings, issue);
    }
}

static void
read_options (YyWire *wire, GPtrArray *options)
{
  json_t *array = yy_wire_get_array (wire, "you_may", 100);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "you_may", i);
      const char *word = yy_wire_get_string (item, "action", 1, 64);
      g_autoptr (YyWire) refusal = NULL;
      YyOption *option;
      YyAction action;

      /* What this version cannot do it does not offer. */
      if (word == NULL || !yy_action_from_nick (word, &action))
        continue;

      option = yy_option_new (action);
      g_ptr_array_add (options, option);
      yy_wire_get_bool (item, "needs_reason", &option->needs_reason);
      yy_wire_read_targets (item, "targets", option->targets);
      option->choices = read_choices (item);
      yy_wire_get_optional_int (item, "question", 0, G_MAXINT64, &option->question);
      refusal = yy_wire_get_optional_object (item, "refusal");
      if (refusal == NULL)
        continue;

      option->refusal = yy_wire_read_issue (refusal);
      /* Closed stays closed, even when the reason is news to this version. */
      if (option->refusal == NULL)
        option->refusal = yy_issue_new (YY_ISSUE_NOT_ALLOWED, "", NULL, 0, NULL);
    }
}

static void
read_people (YyWire *wire, YyRequest *request)
{
  yy_wire_read_person (wire, "applicant", FALSE, &request->applicant_id, &request->applicant_name);
  yy_wire_read_person (wire, "assignee", TRUE, &request->assignee_id, &request->assignee_name);
  yy_wire_read_person (wire, "acting_for", TRUE, &request->acting_for_id, &request->acting_for_name);
  yy_wire_read_person (wire, "approver", TRUE, &request->approver_id, &request->approver_name);
  yy_wire_read_person (wire, "accepter", TRUE, &request->accepter_id, &request->accepter_name);
  yy_wire_read_person (wire, "stamper", TRUE, &request->stamper_id, &request->stamper_name);
  yy_wire_read_text (wire, "reviewer_name", FALSE, &request->reviewer_name);
  yy_wire_read_text (wire, "keeper_name", FALSE, &request->keeper_name);
  yy_wire_read_text (wire, "carrier_name", TRUE, &request->carrier_name);
  yy_wire_read_text (wire, "company_name", TRUE, &request->company_name);
}

static void
read_seal (YyWire *wire, YyRequest *request)
{
  const char *kind = yy_wire_get_optional_string (wire, "seal_kind", 0, 64);

  /* A draft may name no seal yet. */
  if (kind != NULL && *kind != '\0' && !yy_seal_kind_from_nick (kind, &request->seal_kind))
    yy_wire_refuse_value (wire, "seal_kind", kind);
  yy_wire_read_text (wire, "unit_name", FALSE, &request->unit_name);
  yy_wire_read_text (wire, "seal_name", FALSE, &request->seal_name);
  yy_wire_read_text (wire, "place", FALSE, &request->place);
  yy_wire_read_text (wire, "hours", FALSE, &request->hours);
}

YyRequest *
yy_wire_decode_request (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  g_autoptr (YyRequest) request = yy_request_new ("");

  yy_wire_read_text (wire, "id", FALSE, &request->id);
  yy_wire_read_text (wire, "number", FALSE, &request->number);
  yy_wire_read_int (wire, "revision", G_MAXINT, &request->revision);
  yy_wire_read_int (wire, "round", G_MAXINT, &request->round);
  yy_wire_get_enum (wire, "state", yy_state_from_nick, &request->state);
  yy_wire_get_enum (wire, "step", yy_step_from_nick, &request->step);
  read_people (wire, request);
  read_seal (wire, request);
  read_form (wire, request->form);
  read_pages (wire, "pages", request->pages);
  read_pages (wire, "stamped_pages", request->stamped_pages);
  yy_wire_read_int (wire, "stamped_copies", G_MAXINT, &request->stamped_copies);
  yy_wire_read_text (wire, "digest", FALSE, &request->digest);
  yy_wire_read_time (wire, "created_at", FALSE, &request->created_usec);
  yy_wire_read_time (wire, "changed_at", FALSE, &request->changed_usec);
  yy_wire_read_time (wire, "submitted_at", TRUE, &request->submitted_usec);
  read_history (wire, request->history);
  read_changes (wire, request->changes);
  read_rules (wire, request);
  read_options (wire, request->options);
  request->custody = yy_wire_read_custody (wire, "custody");

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&request) : NULL;
}

static void
read_item (YyWire *wire, YySummary *item)
{
  yy_wire_read_text (wire, "id", FALSE, &item->id);
  yy_wire_read_text (wire, "number", FALSE, &item->number);
  yy_wire_read_int (wire, "revision", G_MAXINT, &item->revision);
  yy_wire_get_enum (wire, "state", yy_state_from_nick, &item->state);
  yy_wire_get_enum (wire, "step", yy_step_from_nick, &item->step);
  if (yy_wire_has (wire, "kind"))
    yy_wire_get_enum (wire, "kind", yy_kind_from_nick, &item->kind);
  yy_wire_read_text (wire, "material_name", FALSE, &item->material_name);
  yy_wire_read_text (wire, "seal_name", FALSE, &item->seal_name);
  yy_wire_read_text (wire, "unit_name", FALSE, &item->unit_name);
  yy_wire_read_person (wire, "applicant", FALSE, &item->applicant_id, &item->applicant_name);
  yy_wire_read_person (wire, "assignee", TRUE, &item->assignee_id, &item->assignee_name);
  yy_wire_read_text (wire, "use_date", TRUE, &item->use_date);
  yy_wire_read_int (wire, "copies", G_MAXINT, &item->copies);
  read_answer (wire, "major", &item->major);
  yy_wire_read_int (wire, "pages", 1000, &item->n_pages);
  yy_wire_read_time (wire, "changed_at", FALSE, &item->changed_usec);
  yy_wire_read_time (wire, "submitted_at", TRUE, &item->submitted_usec);
  yy_wire_read_time (wire, "urged_at", TRUE, &item->urged_usec);
  yy_wire_read_text (wire, "out_from", TRUE, &item->out_from);
  yy_wire_read_text (wire, "out_until", TRUE, &item->out_until);
  yy_wire_read_text (wire, "destination", TRUE, &item->destination);
  yy_wire_read_text (wire, "carrier_name", TRUE, &item->carrier_name);
  yy_wire_read_text (wire, "task", TRUE, &item->task);
}

GPtrArray *
yy_wire_decode_items (json_t *json, char **ret_next, gint64 *ret_total, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_summary_free);
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  json_t *array = yy_wire_get_array (wire, "items", 100);
  const char *next = yy_wire_get_optional_string (wire, "next", 1, YY_WIRE_TEXT_MAX);
  gint64 total = 0;

  yy_wire_get_int (wire, "total", 0, G_MAXINT, &total);
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "items", i);
      YySummary *summary = yy_summary_new ();

      g_ptr_array_add (items, summary);
      read_item (item, summary);
    }
  if (!yy_wire_end (wire, issues, error))
    return NULL;

  *ret_next = g_strdup (next);
  *ret_total = total;
  return g_steal_pointer (&items);
}
