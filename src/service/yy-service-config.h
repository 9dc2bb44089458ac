#pragma once

#include "yy-engine.h"
#include "yy-http-server.h"

G_BEGIN_DECLS

/**
 * YyServiceConfig:
 *
 * What an operator sets, from /etc/yanyin/yanyind.conf, then the environment (YANYIN_SECTION_KEY), checked
 * whole: a key that is not known is a mistake, and not ignored. Read once at the start.
 *
 * @data: folder of the database and the pictures
 * @imaged: the program of the image worker
 * @regulation: a file with the regulation of the office, its title in the first line (R15); "" for none
 * @language: of the texts beside the codes, such as "zh_CN"
 */
typedef struct
{
  YyHttpConfig http;
  char *host;
  char *socket_path;
  char *data;
  char *imaged;
  char *regulation;
  char *language;
  guint image_jobs;
  YyEngineLimits limits;
} YyServiceConfig;

/* @path: (nullable): no file, only defaults and the environment. FALSE with %YY_ERROR_INVALID and a sentence
 * that names section, key and what may stand there. */
YyServiceConfig *yy_service_config_load (const char *path, GError **error);
void yy_service_config_free (YyServiceConfig *self);
/* The settings in force, as a configuration file: for --check-config. There are no secrets among them. */
char *yy_service_config_dup_text (const YyServiceConfig *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyServiceConfig, yy_service_config_free)

G_END_DECLS
