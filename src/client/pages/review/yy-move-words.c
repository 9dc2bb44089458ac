#include "yy-move-words.h"

#include <glib/gi18n.h>

char *
yy_move_words_dup_done (YyAction action, const YyRequest *request, const char *next_name, int copies)
{
  switch (action)
    {
    case YY_ACTION_FORWARD:
      return g_strdup_printf (_ ("Agreed, and submitted to %s"), next_name);
    case YY_ACTION_APPROVE:
      return g_strdup (_ ("Approved finally"));
    case YY_ACTION_REFUSE:
      return g_strdup (_ ("Refused"));
    case YY_ACTION_RETURN:
      return *next_name != '\0' ? g_strdup_printf (_ ("Returned to %s"), next_name)
                                : g_strdup (_ ("Returned to the applicant"));
    case YY_ACTION_ACCEPT:
      return g_strdup (_ ("Accepted; it can be stamped now"));
    case YY_ACTION_DECLINE:
      return g_strdup (_ ("Not accepted, returned to the applicant"));
    case YY_ACTION_STAMP:
      return g_strdup_printf (ngettext ("Recorded: %d copy stamped", "Recorded: %d copies stamped", copies),
                              copies);
    case YY_ACTION_SIGN:
      return g_strdup (_ ("Co-signed"));
    case YY_ACTION_OBJECT:
      return g_strdup (_ ("Not co-signed; who asked you sees why"));
    case YY_ACTION_TAKE_BACK:
      return g_strdup (_ ("Taken back: it is with you again"));
    case YY_ACTION_TRANSFER:
      return g_strdup_printf (_ ("Handed on to %s"), next_name);
    case YY_ACTION_ADD_SIGNER:
      return g_strdup_printf (_ ("%s is asked to co-sign"), next_name);
    case YY_ACTION_CLASSIFY:
      return g_strdup (_ ("Classified anew"));
    case YY_ACTION_COPY:
      return g_strdup_printf (_ ("Sent to %s for information"), next_name);
    case YY_ACTION_ASK:
      return g_strdup_printf (_ ("%s is asked"), next_name);
    case YY_ACTION_ANSWER:
      return g_strdup (_ ("Answered"));
    case YY_ACTION_URGE:
      return g_strdup (_ ("Urged"));
    case YY_ACTION_VOID:
      return g_strdup (_ ("Made void"));
    case YY_ACTION_CHECK_OUT:
      return g_strdup_printf (_ ("Handed out; %s has to confirm now"), request->carrier_name);
    case YY_ACTION_CARRY:
      return g_strdup (_ ("Confirmed: the seal is on its way with two"));
    case YY_ACTION_CHECK_IN:
      return g_strdup (_ ("The seal is back in its place"));
    default:
      return g_strdup (_ ("Withdrawn"));
    }
}

const char *
yy_move_words_get_explanation (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_TAKE_BACK:
      return _ ("Your decision is undone and the request is with you again, as if you had not decided yet.");
    case YY_ACTION_TRANSFER:
      return _ ("Somebody else decides in your stead. This is no agreement of yours.");
    case YY_ACTION_ADD_SIGNER:
      return _ ("The request stays where it is, but does not go on without the signature.");
    case YY_ACTION_CLASSIFY:
      return _ ("It counts for everybody who decides after you, whatever the applicant declared.");
    case YY_ACTION_COPY:
      return _ ("Whoever gets a copy reads the request from now on, and decides nothing.");
    case YY_ACTION_ASK:
      return _ ("The request stays where it is; question and answer stand in its course.");
    case YY_ACTION_URGE:
      return _ ("It is shown in the to-do of whom the request waits for.");
    case YY_ACTION_VOID:
      return _ ("The approval ends and nothing is stamped. This cannot be undone.");
    default:
      return NULL;
    }
}

const char *
yy_move_words_get_person (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_TRANSFER:
      return _ ("Hand it on to");
    case YY_ACTION_ADD_SIGNER:
      return _ ("Who co-signs");
    case YY_ACTION_COPY:
      return _ ("Send it to");
    case YY_ACTION_ASK:
    default:
      return _ ("Whom to ask");
    }
}

const char *
yy_move_words_get_reason (YyAction action)
{
  if (action == YY_ACTION_ASK)
    return _ ("_Question *");
  if (action == YY_ACTION_ANSWER)
    return _ ("_Answer *");

  return yy_action_needs_reason (action) ? _ ("_Reason *") : _ ("_Remark (optional)");
}

const char *
yy_move_words_get_confirm (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_TAKE_BACK:
      return _ ("Take Back");
    case YY_ACTION_TRANSFER:
      return _ ("Hand On");
    case YY_ACTION_ADD_SIGNER:
      return _ ("Add");
    case YY_ACTION_CLASSIFY:
      return _ ("Classify");
    case YY_ACTION_COPY:
      return _ ("Send");
    case YY_ACTION_ASK:
      return _ ("Ask");
    case YY_ACTION_ANSWER:
      return _ ("Answer");
    case YY_ACTION_URGE:
      return _ ("Urge");
    case YY_ACTION_VOID:
    default:
      return _ ("Make Void");
    }
}

gboolean
yy_move_words_needs_question (YyAction action)
{
  return action == YY_ACTION_APPROVE || action == YY_ACTION_REFUSE || action == YY_ACTION_WITHDRAW;
}

char *
yy_move_words_ask (YyAction action, const YyRequest *request, YyMoveQuestion *ret_question)
{
  static const YyMoveQuestion approve = { N_ ("Approve finally?"), N_ ("_Approve"), FALSE };
  static const YyMoveQuestion refuse = { N_ ("Refuse the request?"), N_ ("_Refuse"), TRUE };
  static const YyMoveQuestion withdraw = { N_ ("Withdraw the request?"), N_ ("_Withdraw"), TRUE };
  const YyMoveQuestion *question = action == YY_ACTION_APPROVE  ? &approve
                                   : action == YY_ACTION_REFUSE ? &refuse
                                                                : &withdraw;

  ret_question->heading = _ (question->heading);
  ret_question->accept = _ (question->accept);
  ret_question->destructive = question->destructive;
  /* F28: until the keeper has looked. */
  if (action == YY_ACTION_APPROVE)
    return g_strdup_printf (
        ngettext ("“%s”, %d copy, %s. It can be taken back until the keeper has looked at it.",
                  "“%s”, %d copies, %s. It can be taken back until the keeper has looked at it.",
                  request->form->copies),
        request->form->material_name, request->form->copies, request->seal_name);

  return g_strdup_printf (ngettext ("“%s”, %d copy, %s. This cannot be taken back.",
                                    "“%s”, %d copies, %s. This cannot be taken back.", request->form->copies),
                          request->form->material_name, request->form->copies, request->seal_name);
}

const char *
yy_move_words_get_task (const YyRequest *request)
{
  if (request == NULL || request->state == YY_STATE_REVIEWING)
    return _ ("Review Now");
  if (yy_option_list_find (request->options, YY_ACTION_CARRY) != NULL)
    return _ ("Confirm Now");
  if (request->form->kind == YY_KIND_TAKE_OUT)
    return request->state == YY_STATE_APPROVED ? _ ("Hand Out Now") : _ ("Take In Now");
  if (request->state == YY_STATE_APPROVED)
    return _ ("Accept Now");

  return _ ("Stamp Now");
}
