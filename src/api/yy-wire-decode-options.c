#include "yy-wire-decode-private.h"

void
yy_route_step_free (YyRouteStep *self)
{
  g_ptr_array_unref (self->people);
  g_free (self);
}

static void
read_policy (YyWire *wire, YyPolicy *policy)
{
  g_autoptr (YyWire) item = yy_wire_get_object (wire, "policy");
  gint64 days = policy->days_ahead;

  if (item == NULL)
    return;

  yy_wire_get_bool (item, "reviewer-required", &policy->reviewer_required);
  yy_wire_get_bool (item, "major-declared", &policy->major_declared);
  yy_wire_get_int (item, "days-ahead", 1, 365, &days);
  policy->days_ahead = (int) days;
}

static void
read_seals (YyWire *wire, GPtrArray *seals)
{
  json_t *array = yy_wire_get_array (wire, "seals", 1000);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "seals", i);
      YySealOption *seal = yy_seal_option_new ();

      g_ptr_array_add (seals, seal);
      yy_wire_read_text (item, "id", FALSE, &seal->id);
      yy_wire_get_enum (item, "kind", yy_seal_kind_from_nick, &seal->kind);
      yy_wire_read_text (item, "name", FALSE, &seal->name);
      yy_wire_read_text (item, "place", TRUE, &seal->place);
      yy_wire_read_text (item, "hours", TRUE, &seal->hours);
      yy_wire_read_targets (item, "keepers", seal->keepers);
    }
}

/* A service of before has none. */
static void
read_companies (YyWire *wire, GPtrArray *companies)
{
  json_t *array = yy_wire_get_optional_array (wire, "companies", YY_WIRE_LIST_MAX);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "companies", i);
      YyCompanyOption *company = yy_company_option_new ();

      g_ptr_array_add (companies, company);
      yy_wire_read_text (item, "id", FALSE, &company->id);
      yy_wire_read_text (item, "name", FALSE, &company->name);
      yy_wire_read_text (item, "unit_name", TRUE, &company->unit_name);
      yy_wire_get_bool (item, "sponsored", &company->sponsored);
    }
}

YyFormOptions *
yy_wire_decode_form_options (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  g_autoptr (YyWire) defaults = yy_wire_get_optional_object (wire, "defaults");
  g_autoptr (YyFormOptions) options = yy_form_options_new ();

  yy_wire_get_date (wire, "today", &options->today);
  yy_wire_read_units (wire, "units", options->units);
  read_policy (wire, &options->policy);
  read_seals (wire, options->seals);
  read_companies (wire, options->companies);
  if (yy_wire_has (wire, "may_enter_paper"))
    yy_wire_get_bool (wire, "may_enter_paper", &options->may_enter_paper);
  yy_wire_read_targets (wire, "reviewers", options->reviewers);
  if (yy_wire_has (wire, "carriers"))
    yy_wire_read_targets (wire, "carriers", options->carriers);
  if (defaults != NULL)
    {
      yy_wire_read_text (defaults, "mobile", TRUE, &options->mobile);
      yy_wire_read_text (defaults, "office_phone", TRUE, &options->office_phone);
    }

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&options) : NULL;
}

GPtrArray *
yy_wire_decode_route (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_route_step_free);
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  json_t *array = yy_wire_get_array (wire, "steps", 20);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "steps", i);
      const char *word = yy_wire_get_string (item, "step", 1, 64);
      YyRouteStep *step = g_new0 (YyRouteStep, 1);

      step->people = yy_target_list_new ();
      g_ptr_array_add (steps, step);
      yy_wire_read_targets (item, "people", step->people);
      if (word != NULL && !g_str_equal (word, "keeper") && !yy_step_from_nick (word, &step->step))
        yy_wire_refuse_value (item, "step", word);
    }

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&steps) : NULL;
}
