#pragma once

#include "yy-field-note.h"
#include "yy-form-fields.h"
#include "yy-take-out-group.h"

G_BEGIN_DECLS

/* What the files of #YyFormFields share: yy-form-fields.c reads what the person does, yy-form-fields-show.c
 * shows what the form says and what is wrong with it. */

typedef enum
{
  UNIT,
  OFFICE_PHONE,
  MOBILE,
  MATERIAL_NAME,
  USE_DATE,
  SEAL,
  SEAL_TEXT,
  UNAVOIDABLE,
  COPIES,
  POSITIONS,
  REASON,
  COMPANY,
  REVIEWER,
  KEEPER,
  CONTRACT,
  MAJOR,
  NOT_BLANK,
  CONFIDENTIAL,
  PAPER,
  N_FIELDS
} YyFormFieldId;

/* In the order of the form. @child: of the template, with "_row" and "_note". */
typedef struct
{
  const char *pointer;
  const char *child;
  gboolean required;
} YyFormFieldInfo;

extern const YyFormFieldInfo yy_form_fields_table[N_FIELDS];

typedef struct
{
  YyFormFields *owner;
  YyFormFieldId id;
  GtkWidget *row;
  YyFieldNote *note;
} YyFormField;

typedef struct
{
  char *id;
  YySealKind kind;
  GPtrArray *keepers;
} YyFormSeal;

struct _YyFormFields
{
  GtkBox parent_instance;

  GtkWidget *applicant_row;
  GtkWidget *route_row;
  YyTakeOutGroup *take_out;
  YyFormField fields[N_FIELDS];
  YyForm *form;
  gboolean may_enter_paper;
  GPtrArray *unit_ids;
  GPtrArray *seals; /* element-type YyFormSeal */
  gboolean setting;
};

GtkWidget *yy_form_fields_get_row (YyFormFields *self, YyFormFieldId id);
void yy_form_seal_free (gpointer data);
/* %NULL when it cannot be applied for. */
const YyFormSeal *yy_form_fields_find_seal (YyFormFields *self, const char *id);
/* What follows from where the seal is used: a take-out has no day of use beside its hours. */
void yy_form_fields_show_kind (YyFormFields *self);
/* What follows from the seal: who keeps it, and whether it must be named, or told why it must be. */
void yy_form_fields_show_seal (YyFormFields *self);
/* How many impressions it comes to (A24). */
void yy_form_fields_show_impressions (YyFormFields *self);

G_END_DECLS
