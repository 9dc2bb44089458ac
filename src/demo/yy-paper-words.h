#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The invented world of the demonstration pages: a university that does not exist and its people. Lists end
 * with %NULL. The texts are contents of documents, not of the program, and are therefore not translated. */
extern const char *const yy_paper_people[];
extern const char *const yy_paper_units[];
extern const char *const yy_paper_offices[];
extern const char *const yy_paper_companies[];
extern const char *const yy_paper_projects[];
extern const char *const yy_paper_places[];
extern const char *const yy_paper_openings[];
extern const char *const yy_paper_sentences[];
extern const char *const yy_paper_letter_closings[];
extern const char *const yy_paper_decisions[];
extern const char *const yy_paper_clauses[];

#define YY_PAPER_UNIVERSITY "南湖大学"
#define YY_PAPER_DEPARTMENT YY_PAPER_UNIVERSITY "后勤保障部"

/* One word of a list. (transfer none) */
const char *yy_paper_pick (GRand *rand, const char *const *words);
/* @count different words joined by @separator. (transfer full) */
char *yy_paper_pick_some (GRand *rand, const char *const *words, guint count, const char *separator);
/* @pattern with {person} {unit} {office} {company} {project} {place} {year} {number} {money} {day} replaced;
 * @subject (nullable) stands for every {project}. (transfer full) */
char *yy_paper_fill (GRand *rand, const char *subject, const char *pattern);
/* What a heading like 关于…的函 or …的介绍信 is about, %NULL when it is not of that form. (transfer full)
 * (nullable) */
char *yy_paper_get_subject (const char *title);
/* "2026年3月5日". (transfer full) */
char *yy_paper_pick_date (GRand *rand);

G_END_DECLS
