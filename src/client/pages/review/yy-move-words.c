#include "yy-move-words.h"

#include <glib/gi18n.h>

char *
yy_move_words_dup_done (YyAction action, const char *next_name, int copies)
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
      return g_strdup (_ ("Returned to the applicant"));
    case YY_ACTION_ACCEPT:
      return g_strdup (_ ("Accepted; it can be stamped now"));
    case YY_ACTION_DECLINE:
      return g_strdup (_ ("Not accepted, returned to the applicant"));
    case YY_ACTION_STAMP:
      return g_strdup_printf (ngettext ("Recorded: %d copy stamped", "Recorded: %d copies stamped", copies),
                              copies);
    default:
      return g_strdup (_ ("Withdrawn"));
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
  return g_strdup_printf (ngettext ("“%s”, %d copy, %s. This cannot be taken back.",
                                    "“%s”, %d copies, %s. This cannot be taken back.", request->form->copies),
                          request->form->material_name, request->form->copies, request->seal_name);
}

const char *
yy_move_words_get_task (const YyRequest *request)
{
  if (request == NULL || request->state == YY_STATE_REVIEWING)
    return _ ("Review Now");
  if (request->state == YY_STATE_APPROVED)
    return _ ("Accept Now");

  return _ ("Stamp Now");
}
