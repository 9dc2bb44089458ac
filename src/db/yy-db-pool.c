#include "yy-db-pool.h"

#include "yy-db-private.h"

struct _YyDbPool
{
  char *path;
  GMutex lock;
  GPtrArray *idle; /* element-type YyDb, owned; the one that was used last is taken first */
  guint n_lent;
};

YyDbPool *
yy_db_pool_new (const char *path, GError **error)
{
  YyDb *first;
  YyDbPool *self;

  g_return_val_if_fail (path != NULL, NULL);

  first = yy_db_open (path, YY_DB_READ_ONLY, error);
  if (first == NULL)
    return NULL;

  self = g_new0 (YyDbPool, 1);
  self->path = g_strdup (path);
  g_mutex_init (&self->lock);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_db_free);
  g_ptr_array_add (self->idle, first);

  return self;
}

void
yy_db_pool_free (YyDbPool *self)
{
  if (self == NULL)
    return;

  if (self->n_lent > 0)
    g_critical ("%u connections are still lent", self->n_lent);
  g_ptr_array_unref (self->idle);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}

YyDb *
yy_db_pool_take (YyDbPool *self, GError **error)
{
  YyDb *db = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  if (self->idle->len > 0)
    db = g_ptr_array_steal_index (self->idle, self->idle->len - 1);
  self->n_lent++;
  g_mutex_unlock (&self->lock);

  if (db == NULL)
    db = yy_db_open (self->path, YY_DB_READ_ONLY, error);
  if (db == NULL)
    {
      g_mutex_lock (&self->lock);
      self->n_lent--;
      g_mutex_unlock (&self->lock);
    }

  return db;
}

void
yy_db_pool_give (YyDbPool *self, YyDb *db)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (db != NULL);
  g_return_if_fail (db->n_in_use == 0 && !yy_db_is_in_transaction (db));

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->idle, db);
  self->n_lent--;
  g_mutex_unlock (&self->lock);
}
