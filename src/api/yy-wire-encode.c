#include "yy-wire-encode.h"

#include "yy-wire-content.h"
#include "yy-wire-custody.h"

void
yy_wire_encode_issue (YyJson *json, const char *name, const YyIssue *issue)
{
  g_autofree char *text = yy_issue_dup_text (issue);

  yy_json_begin_object (json, name);
  yy_json_add_string (json, "pointer", issue->field);
  yy_json_add_string (json, "code", yy_issue_code_get_nick (issue->code));
  yy_json_add_string (json, "rule", issue->rule);
  yy_json_add_string (json, "clause", yy_issue_get_clause (issue));
  yy_json_add_int (json, "limit", issue->limit);
  yy_json_add_string (json, "argument", issue->argument);
  yy_json_add_string (json, "message", text);
  yy_json_end_object (json);
}

void
yy_wire_encode_person (YyJson *json, const char *name, const char *id, const char *person_name)
{
  if (*id == '\0')
    {
      yy_json_add_null (json, name);
      return;
    }

  yy_json_begin_object (json, name);
  yy_json_add_string (json, "id", id);
  yy_json_add_string (json, "name", person_name);
  yy_json_end_object (json);
}

void
yy_wire_encode_form (YyJson *json, const char *name, const YyForm *form)
{
  yy_json_begin_object (json, name);
  yy_json_add_string (json, "unit_id", form->unit_id);
  yy_json_add_string (json, "office_phone", form->office_phone);
  yy_json_add_string (json, "mobile", form->mobile);
  yy_json_add_string (json, "material_name", form->material_name);
  yy_json_add_string (json, "use_date", form->use_date);
  yy_json_add_string (json, "seal_id", form->seal_id);
  yy_json_add_string (json, "seal_text", form->seal_text);
  yy_json_add_int (json, "copies", form->copies);
  yy_json_add_string (json, "reason", form->reason);
  yy_json_add_string (json, "reviewer_id", form->reviewer_id);
  yy_json_add_string (json, "keeper_id", form->keeper_id);
  yy_json_add_string (json, "contract", yy_answer_get_nick (form->contract));
  yy_json_add_string (json, "major", yy_answer_get_nick (form->major));
  yy_json_add_string (json, "not_blank", yy_answer_get_nick (form->not_blank));
  yy_json_add_string (json, "kind", yy_kind_get_nick (form->kind));
  yy_json_add_string (json, "company_id", form->company_id);
  yy_json_add_string (json, "unavoidable", form->unavoidable);
  yy_json_add_string (json, "confidential", yy_answer_get_nick (form->confidential));
  yy_json_add_string (json, "paper", yy_answer_get_nick (form->paper));
  yy_json_add_int (json, "positions", form->positions);
  yy_json_add_string (json, "confirmed", form->confirmed);
  yy_json_add_string (json, "out_from", form->out_from);
  yy_json_add_string (json, "out_until", form->out_until);
  yy_json_add_string (json, "destination", form->destination);
  yy_json_add_string (json, "carrier_id", form->carrier_id);
  yy_json_end_object (json);
}

static void
encode_regions (YyJson *json, const char *name, const YyBlank *blank)
{
  yy_json_begin_array (json, name);
  for (guint i = 0; i < blank->n_regions; i++)
    {
      const YyRegion *region = &blank->regions[i];

      yy_json_begin_object (json, NULL);
      yy_json_add_int (json, "x", region->x);
      yy_json_add_int (json, "y", region->y);
      yy_json_add_int (json, "width", region->width);
      yy_json_add_int (json, "height", region->height);
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

void
yy_wire_encode_page (YyJson *json, const char *name, const YyPage *page)
{
  yy_json_begin_object (json, name);
  yy_json_add_string (json, "sha256", page->sha256);
  yy_json_add_string (json, "original_sha256", page->original_sha256);
  yy_json_add_string (json, "name", page->name);
  yy_json_add_string (json, "mime", page->mime);
  yy_json_add_int (json, "size", page->size);
  yy_json_add_int (json, "width", page->width);
  yy_json_add_int (json, "height", page->height);
  yy_json_add_int (json, "rotation", page->rotation);
  yy_json_add_string (json, "blank", yy_blank_verdict_get_nick (page->blank.verdict));
  encode_regions (json, "empty_regions", &page->blank);
  yy_json_end_object (json);
}

void
yy_wire_encode_pages (YyJson *json, const char *name, GPtrArray *pages)
{
  yy_json_begin_array (json, name);
  for (guint i = 0; i < pages->len; i++)
    yy_wire_encode_page (json, NULL, g_ptr_array_index (pages, i));
  yy_json_end_array (json);
}

static void
encode_target (YyJson *json, const YyTarget *target, YyOrg *org)
{
  const YyPerson *person = yy_org_get_person (org, target->person_id);

  yy_json_begin_object (json, NULL);
  yy_json_add_string (json, "person_id", target->person_id);
  yy_json_add_string (json, "name", target->name);
  yy_json_add_string (json, "unit", target->unit);
  yy_json_add_string (json, "posts", target->posts);
  yy_json_add_string (json, "pinyin", person != NULL ? person->pinyin : "");
  yy_json_add_string (json, "initials", person != NULL ? person->initials : "");
  yy_json_add_string (json, "step", yy_step_get_nick (target->step));
  yy_json_add_bool (json, "preferred", target->preferred);
  yy_json_end_object (json);
}

void
yy_wire_encode_targets (YyJson *json, const char *name, GPtrArray *targets, YyOrg *org)
{
  yy_json_begin_array (json, name);
  for (guint i = 0; i < targets->len; i++)
    encode_target (json, g_ptr_array_index (targets, i), org);
  yy_json_end_array (json);
}

static void
encode_history (YyJson *json, GPtrArray *history)
{
  yy_json_begin_array (json, "history");
  for (guint i = 0; i < history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (history, i);

      yy_json_begin_object (json, NULL);
      yy_json_add_int (json, "event", line->event);
      yy_json_add_time (json, "at", line->at_usec);
      yy_json_add_int (json, "round", line->round);
      yy_wire_encode_person (json, "actor", line->actor_id, line->actor_name);
      yy_wire_encode_person (json, "for", line->for_id, line->for_name);
      yy_json_add_string (json, "action", yy_action_get_nick (line->action));
      yy_json_add_string (json, "capacity", yy_step_get_nick (line->capacity));
      yy_json_add_string (json, "from", yy_state_get_nick (line->from));
      yy_json_add_string (json, "to", yy_state_get_nick (line->to));
      yy_json_add_string (json, "to_step", yy_step_get_nick (line->to_step));
      yy_wire_encode_person (json, "next", line->next_id, line->next_name);
      yy_json_add_string (json, "reason", line->reason);
      yy_json_add_string (json, "digest", line->digest);
      yy_json_add_int (json, "copies", line->copies);
      yy_json_add_string (json, "choice", yy_choice_get_nick (line->choice));
      yy_json_add_int (json, "question", line->question);
      yy_wire_add_marks (json, "marks", line->marks);
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

static void
encode_changes (YyJson *json, GPtrArray *changes)
{
  yy_json_begin_array (json, "changes");
  for (guint i = 0; i < changes->len; i++)
    {
      const YyChange *change = g_ptr_array_index (changes, i);

      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "field", change->field);
      yy_json_add_string (json, "before", change->before);
      yy_json_add_string (json, "after", change->after);
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

static void
encode_choices (YyJson *json, guint choices)
{
  yy_json_begin_array (json, "choices");
  for (YyChoice choice = YY_CHOICE_NONE + 1; choice < YY_CHOICE_LAST; choice++)
    {
      if (choices & 1u << choice)
        yy_json_add_string (json, NULL, yy_choice_get_nick (choice));
    }
  yy_json_end_array (json);
}

static void
encode_options (YyJson *json, GPtrArray *options, YyOrg *org)
{
  yy_json_begin_array (json, "you_may");
  for (guint i = 0; i < options->len; i++)
    {
      const YyOption *option = g_ptr_array_index (options, i);

      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "action", yy_action_get_nick (option->action));
      yy_json_add_bool (json, "needs_reason", option->needs_reason);
      yy_wire_encode_targets (json, "targets", option->targets, org);
      encode_choices (json, option->choices);
      yy_json_add_int (json, "question", option->question);
      if (option->refusal != NULL)
        yy_wire_encode_issue (json, "refusal", option->refusal);
      else
        yy_json_add_null (json, "refusal");
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

/* What approvers made of the declarations, under which rules, and what is to be known before deciding. */
static void
encode_rules (YyJson *json, const YyRequest *request)
{
  yy_json_begin_object (json, "classified");
  yy_json_add_string (json, "contract", yy_answer_get_nick (request->classified_contract));
  yy_json_add_string (json, "major", yy_answer_get_nick (request->classified_major));
  yy_json_end_object (json);
  yy_json_add_int (json, "rules_version", request->rules_version);
  yy_json_begin_array (json, "warnings");
  for (guint i = 0; i < request->warnings->len; i++)
    yy_wire_encode_issue (json, NULL, g_ptr_array_index (request->warnings, i));
  yy_json_end_array (json);
}

static void
encode_people (YyJson *json, const YyRequest *request)
{
  yy_wire_encode_person (json, "applicant", request->applicant_id, request->applicant_name);
  yy_wire_encode_person (json, "assignee", request->assignee_id, request->assignee_name);
  yy_wire_encode_person (json, "acting_for", request->acting_for_id, request->acting_for_name);
  yy_wire_encode_person (json, "approver", request->approver_id, request->approver_name);
  yy_wire_encode_person (json, "accepter", request->accepter_id, request->accepter_name);
  yy_wire_encode_person (json, "stamper", request->stamper_id, request->stamper_name);
}

void
yy_wire_encode_request (YyJson *json, const char *name, const YyRequest *request, YyOrg *org)
{
  yy_json_begin_object (json, name);
  yy_json_add_string (json, "id", request->id);
  yy_json_add_string (json, "number", request->number);
  yy_json_add_int (json, "revision", request->revision);
  yy_json_add_int (json, "round", request->round);
  yy_json_add_string (json, "state", yy_state_get_nick (request->state));
  yy_json_add_string (json, "step", yy_step_get_nick (request->step));
  encode_people (json, request);
  yy_wire_encode_form (json, "form", request->form);
  yy_json_add_string (json, "unit_name", request->unit_name);
  yy_json_add_string (json, "seal_name", request->seal_name);
  yy_json_add_string (json, "seal_kind", yy_seal_kind_get_nick (request->seal_kind));
  yy_json_add_string (json, "reviewer_name", request->reviewer_name);
  yy_json_add_string (json, "keeper_name", request->keeper_name);
  yy_json_add_string (json, "carrier_name", request->carrier_name);
  yy_json_add_string (json, "company_name", request->company_name);
  yy_wire_encode_pages (json, "pages", request->pages);
  yy_wire_encode_pages (json, "stamped_pages", request->stamped_pages);
  yy_json_add_int (json, "stamped_copies", request->stamped_copies);
  yy_json_add_string (json, "place", request->place);
  yy_json_add_string (json, "hours", request->hours);
  yy_json_add_string (json, "digest", request->digest);
  yy_json_add_time (json, "created_at", request->created_usec);
  yy_json_add_time (json, "changed_at", request->changed_usec);
  yy_json_add_optional_time (json, "submitted_at", request->submitted_usec);
  encode_history (json, request->history);
  encode_changes (json, request->changes);
  encode_rules (json, request);
  encode_options (json, request->options, org);
  if (request->custody != NULL)
    yy_wire_encode_custody (json, "custody", request->custody);
  else
    yy_json_add_null (json, "custody");
  yy_json_end_object (json);
}

void
yy_wire_encode_summary (YyJson *json, const char *name, const YySummary *summary)
{
  yy_json_begin_object (json, name);
  yy_json_add_string (json, "id", summary->id);
  yy_json_add_string (json, "number", summary->number);
  yy_json_add_int (json, "revision", summary->revision);
  yy_json_add_string (json, "state", yy_state_get_nick (summary->state));
  yy_json_add_string (json, "step", yy_step_get_nick (summary->step));
  yy_json_add_string (json, "kind", yy_kind_get_nick (summary->kind));
  yy_json_add_string (json, "material_name", summary->material_name);
  yy_json_add_string (json, "seal_name", summary->seal_name);
  yy_json_add_string (json, "unit_name", summary->unit_name);
  yy_wire_encode_person (json, "applicant", summary->applicant_id, summary->applicant_name);
  yy_wire_encode_person (json, "assignee", summary->assignee_id, summary->assignee_name);
  yy_json_add_string (json, "use_date", summary->use_date);
  yy_json_add_int (json, "copies", summary->copies);
  yy_json_add_string (json, "major", yy_answer_get_nick (summary->major));
  yy_json_add_int (json, "pages", summary->n_pages);
  yy_json_add_time (json, "changed_at", summary->changed_usec);
  yy_json_add_optional_time (json, "submitted_at", summary->submitted_usec);
  yy_json_add_optional_time (json, "urged_at", summary->urged_usec);
  yy_json_add_string (json, "out_from", summary->out_from);
  yy_json_add_string (json, "out_until", summary->out_until);
  yy_json_add_string (json, "destination", summary->destination);
  yy_json_add_string (json, "carrier_name", summary->carrier_name);
  yy_json_add_string (json, "task", summary->task);
  yy_json_end_object (json);
}
