#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyPageChange:
 *
 * What a resubmission did to one picture of the material (GS9), for showing. Read from a list of #YyChange;
 * pictures are told apart by their SHA-256, so that one put in front does not make all others "replaced".
 */
typedef enum
{
  YY_PAGE_CHANGE_NONE,
  YY_PAGE_CHANGE_ADDED,
  YY_PAGE_CHANGE_REPLACED, /* another picture stands where an old one is gone */
  YY_PAGE_CHANGE_TURNED,
  YY_PAGE_CHANGE_MOVED, /* the same picture stood at another place */
} YyPageChange;

/* @changes: (element-type YyChange); @place: from 0, in the present round. */
YyPageChange yy_page_change_get (GPtrArray *changes, guint place);
/* How many pictures are gone without another one in their place. */
guint yy_page_change_count_removed (GPtrArray *changes);
/* In how many places the present round differs: each field and each picture. Those that only moved count as
 * one place where nothing else tells why they moved. */
guint yy_page_change_count_all (GPtrArray *changes);

G_END_DECLS
