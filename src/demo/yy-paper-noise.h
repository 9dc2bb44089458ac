#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Smooth random values for desks, paper and light. Pure functions; the sensor's noise is one fixed tile. */

#define YY_PAPER_NOISE_SIZE 512

/* A random value of 0 to 1 for a lattice point. */
float yy_paper_noise_hash (guint32 seed, int x, int y);
/* Value noise, 0 to 1, one bump per unit. */
float yy_paper_noise_at (guint32 seed, float x, float y);
/* Three octaves of it, 0 to 1. */
float yy_paper_noise_cloud (guint32 seed, float x, float y);

/* Noise of a phone's sensor after its own cleaning up: normal, sigma 32, a little soft. Three planes (light
 * and two colours) of YY_PAPER_NOISE_SIZE squared, which repeat without a seam. Made at the first call, any
 * thread. */
const gint8 *yy_paper_noise_tile (void);

G_END_DECLS
