#include "yy-stamp-card.h"

#include <glib/gi18n.h>

struct _YyStampCard
{
  AdwBin parent_instance;

  GtkWidget *place_line;
  GtkLabel *place;
  GtkWidget *hours_line;
  GtkLabel *hours;
  GtkLabel *bring;
  GtkLabel *number;
};

G_DEFINE_FINAL_TYPE (YyStampCard, yy_stamp_card, ADW_TYPE_BIN)

static void
yy_stamp_card_class_init (YyStampCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/review/yy-stamp-card.ui");
  gtk_widget_class_bind_template_child (widget_class, YyStampCard, place_line);
  gtk_widget_class_bind_template_child (widget_class, YyStampCard, place);
  gtk_widget_class_bind_template_child (widget_class, YyStampCard, hours_line);
  gtk_widget_class_bind_template_child (widget_class, YyStampCard, hours);
  gtk_widget_class_bind_template_child (widget_class, YyStampCard, bring);
  gtk_widget_class_bind_template_child (widget_class, YyStampCard, number);
}

static void
yy_stamp_card_init (YyStampCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
yy_stamp_card_set_request (YyStampCard *self, const YyRequest *request)
{
  gboolean shown = request != NULL &&
                   (request->state == YY_STATE_APPROVED || request->state == YY_STATE_ACCEPTED) &&
                   request->form->kind == YY_KIND_STAMP &&
                   /* Who keeps the seal is where the others come to. */
                   yy_option_list_find (request->options, YY_ACTION_ACCEPT) == NULL &&
                   yy_option_list_find (request->options, YY_ACTION_STAMP) == NULL;
  g_autofree char *bring = NULL;

  g_return_if_fail (YY_IS_STAMP_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    return;

  bring = g_strdup_printf (
      ngettext ("Bring the original of the material, %d copy, and this number:",
                "Bring the originals of the material, %d copies, and this number:", request->form->copies),
      request->form->copies);
  gtk_label_set_label (self->place, request->place);
  gtk_widget_set_visible (self->place_line, request->place[0] != '\0');
  gtk_label_set_label (self->hours, request->hours);
  gtk_widget_set_visible (self->hours_line, request->hours[0] != '\0');
  gtk_label_set_label (self->bring, bring);
  gtk_label_set_label (self->number, request->number);
}
