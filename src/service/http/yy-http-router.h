#pragma once

#include "yy-http-call.h"

G_BEGIN_DECLS

/**
 * YyHttpRouter:
 *
 * Finds the route of a call by its whole path. Not changed any more once it is asked, so any thread may.
 */
typedef struct _YyHttpRouter YyHttpRouter;

YyHttpRouter *yy_http_router_new (void);
void yy_http_router_free (YyHttpRouter *self);
/* The table must outlive the router. */
void yy_http_router_add (YyHttpRouter *self, const YyHttpRoute *routes);

/* Sets route and parameters of @call. %YY_ERROR_NOT_FOUND for an unknown path; for a known one with another
 * method also FALSE, with `Allow` set at @call and *@ret_wrong_method TRUE. */
gboolean
yy_http_router_match (YyHttpRouter *self, YyHttpCall *call, gboolean *ret_wrong_method, GError **error);

/* Calls @func for each route: for the test that holds them against the description of the interface. */
void
yy_http_router_foreach (YyHttpRouter *self, void (*func) (const YyHttpRoute *, gpointer), gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyHttpRouter, yy_http_router_free)

G_END_DECLS
