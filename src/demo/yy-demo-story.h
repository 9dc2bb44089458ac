#pragma once

#include "yy-demo-photos.h"
#include "yy-engine-requests.h"

G_BEGIN_DECLS

/**
 * YyDemoStory:
 *
 * Three months of a department at work: people apply, look, decide, come to the counter, each when it is his
 * turn and on a working day, every step through the engine. The clock that the engine reads is the story's,
 * and it goes from event to event.
 */
typedef struct _YyDemoStory YyDemoStory;

/* @now_usec: when the story ends. @materials and @photos are borrowed. */
YyDemoStory *yy_demo_story_new (GPtrArray *materials, guint32 seed, gint64 now_usec);
void yy_demo_story_free (YyDemoStory *self);

/* The clock to make the engine with; lives as long as the story. */
const YyClock *yy_demo_story_get_clock (YyDemoStory *self);

/* Lets @n_requests happen; @ret_by_state counts what they came to, by #YyState. */
gboolean yy_demo_story_tell (YyDemoStory *self,
                             YyEngine *engine,
                             YyDb *db,
                             YyDemoPhotos *photos,
                             guint n_requests,
                             guint ret_by_state[YY_STATE_LAST],
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDemoStory, yy_demo_story_free)

G_END_DECLS
