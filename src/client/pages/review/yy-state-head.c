#include "yy-state-head.h"

#include <glib/gi18n.h>

struct _YyStateHead
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *state;
  GtkLabel *who;
};

G_DEFINE_FINAL_TYPE (YyStateHead, yy_state_head, ADW_TYPE_BIN)

static const char *
get_state_icon (YyState state)
{
  switch (state)
    {
    case YY_STATE_APPROVED:
    case YY_STATE_ACCEPTED:
      return "yanyin-approve-symbolic";
    case YY_STATE_STAMPED:
    case YY_STATE_ARCHIVED:
    case YY_STATE_BACK:
      return "yanyin-seal-symbolic";
    case YY_STATE_OUT:
      return "yanyin-take-out-symbolic";
    case YY_STATE_REFUSED:
    case YY_STATE_VOID:
    case YY_STATE_EXPIRED:
    case YY_STATE_OVERDUE:
      return "yanyin-refuse-symbolic";
    case YY_STATE_RETURNED:
    case YY_STATE_WITHDRAWN:
      return "yanyin-return-symbolic";
    default:
      return "document-open-recent-symbolic";
    }
}

static const char *
get_state_style (YyState state)
{
  switch (state)
    {
    case YY_STATE_APPROVED:
    case YY_STATE_ACCEPTED:
    case YY_STATE_STAMPED:
    case YY_STATE_ARCHIVED:
    case YY_STATE_BACK:
      return "good";
    case YY_STATE_REFUSED:
    case YY_STATE_VOID:
    case YY_STATE_EXPIRED:
    case YY_STATE_OVERDUE:
      return "bad";
    case YY_STATE_RETURNED:
      return "warn";
    default:
      return "plain";
    }
}

/* Where it is, and with whom. */
static char *
dup_state_text (const YyRequest *request)
{
  const char *label = yy_kind_get_state_label (request->form->kind, request->state);

  if (request->state != YY_STATE_REVIEWING)
    return g_strdup (label);

  if (*request->acting_for_name != '\0')
    /* Translators: state, in which capacity he decides, who is away: the reader decides in his place */
    return g_strdup_printf (_ ("%s: %s %s, for whom you stand in"), label, yy_step_get_label (request->step),
                            request->assignee_name);

  /* Translators: state, in which capacity he decides, who decides */
  return g_strdup_printf (_ ("%s: %s %s"), label, yy_step_get_label (request->step), request->assignee_name);
}

static void
yy_state_head_class_init (YyStateHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/review/yy-state-head.ui");
  gtk_widget_class_bind_template_child (widget_class, YyStateHead, icon);
  gtk_widget_class_bind_template_child (widget_class, YyStateHead, state);
  gtk_widget_class_bind_template_child (widget_class, YyStateHead, who);
}

static void
yy_state_head_init (YyStateHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
yy_state_head_set_request (YyStateHead *self, const YyRequest *request)
{
  const char *classes[] = { "yy-state-icon", NULL, NULL };
  g_autofree char *state = NULL;
  g_autofree char *who = NULL;

  g_return_if_fail (YY_IS_STATE_HEAD (self));

  if (request == NULL)
    return;

  classes[1] = get_state_style (request->state);
  state = dup_state_text (request);
  who = g_strdup_printf ("%s · %s", request->applicant_name, request->unit_name);
  gtk_image_set_from_icon_name (self->icon, get_state_icon (request->state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->who, who);
}
