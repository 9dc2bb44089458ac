#include "yy-custody-card.h"

#include <glib/gi18n.h>

#include "yy-when.h"

struct _YyCustodyCard
{
  AdwBin parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkWidget *lines;
};

G_DEFINE_FINAL_TYPE (YyCustodyCard, yy_custody_card, ADW_TYPE_BIN)

static void
add_line (YyCustodyCard *self, const char *icon, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->lines), line);
}

static void
clear (YyCustodyCard *self)
{
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), line);
  gtk_widget_remove_css_class (self->box, "late");
}

static const char *
get_title (const YyRequest *request)
{
  switch (request->state)
    {
    case YY_STATE_APPROVED:
      return _ ("Approved: the seal may be fetched at the booked time");
    case YY_STATE_ACCEPTED:
      return _ ("The seal is being handed out: its second carrier has to confirm");
    case YY_STATE_OUT:
      return _ ("The seal is on its way");
    case YY_STATE_OVERDUE:
      return _ ("The seal is overdue: it must come back at once");
    case YY_STATE_BACK:
      return _ ("The seal is back");
    default:
      return _ ("The seal is to be taken out");
    }
}

/* Who goes along; the keeper is known for sure once he has handed it out. */
static char *
dup_carriers (const YyRequest *request)
{
  const char *keeper = *request->accepter_name != '\0' ? request->accepter_name : request->keeper_name;

  /* Translators: the seal keeper, and the person of the section */
  return g_strdup_printf (_ ("%s (keeper) and %s carry it together"), keeper, request->carrier_name);
}

static void
show_take_out (YyCustodyCard *self, const YyRequest *request)
{
  g_autofree char *hours = yy_when_dup_hours (request->form->out_from, request->form->out_until);
  g_autofree char *carriers = dup_carriers (request);

  gtk_label_set_label (self->title, get_title (request));
  if (request->state == YY_STATE_OVERDUE)
    gtk_widget_add_css_class (self->box, "late");
  add_line (self, "alarm-symbolic", hours);
  add_line (self, "mark-location-symbolic", request->form->destination);
  add_line (self, "system-users-symbolic", carriers);
  if (request->state == YY_STATE_APPROVED && *request->place != '\0')
    {
      /* Translators: a place such as 7号楼310 */
      g_autofree char *fetch = g_strdup_printf (_ ("Fetched and brought back: %s"), request->place);

      add_line (self, "yanyin-seal-symbolic", fetch);
    }
}

/* R05: why nothing can be stamped with it just now. */
static void
show_away (YyCustodyCard *self, const YyCustody *custody)
{
  g_autofree char *until = yy_when_dup_minute (custody->until);
  /* Translators: when a seal comes back */
  g_autofree char *back = g_strdup_printf (_ ("Back by %s"), until);
  g_autofree char *who = *custody->carrier_name != '\0'
                             ? g_strdup_printf (_ ("%s, %s"), custody->keeper_name, custody->carrier_name)
                             : g_strdup (custody->keeper_name);

  gtk_label_set_label (self->title, custody->overdue ? _ ("The seal is not here, and overdue")
                                                     : _ ("The seal is not here just now"));
  if (custody->overdue)
    gtk_widget_add_css_class (self->box, "late");
  add_line (self, "alarm-symbolic", back);
  add_line (self, "mark-location-symbolic", custody->destination);
  add_line (self, "system-users-symbolic", who);
}

static void
yy_custody_card_class_init (YyCustodyCardClass *klass)
{
}

static void
yy_custody_card_init (YyCustodyCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (self->box, "yy-stamp-card");
  gtk_widget_add_css_class (self->box, "yy-custody-card");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->box), self->lines);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
yy_custody_card_set_request (YyCustodyCard *self, const YyRequest *request)
{
  const YyCustody *custody = request != NULL ? request->custody : NULL;
  gboolean goes = request != NULL && request->form->kind == YY_KIND_TAKE_OUT;
  gboolean away = custody != NULL && custody->place != YY_PLACE_COUNTER &&
                  !g_str_equal (custody->request_id, request->id);

  g_return_if_fail (YY_IS_CUSTODY_CARD (self));

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), goes || away);
  if (away)
    show_away (self, custody);
  else if (goes)
    show_take_out (self, request);
}
