#!/bin/bash
# Static analysis of the C files under src. What is left out, and why, is in cppcheck.supp.
set -e
work=build-log/cppcheck
rm -rf $work/src
mkdir -p $work/state
cp -r src $work/
# Its preprocessor does not know __VA_OPT__: the list without its end will do here.
grep -rl __VA_OPT__ $work/src | xargs -r sed -i 's/__VA_OPT__ *([^)]*) *{[^}]*}//'
suppressions=$PWD/tests/lint/cppcheck.supp
cd $work
# It has no headers of GLib: the macros that declare things are told to it in a word each.
exec cppcheck -q -j "$(nproc)" --cppcheck-build-dir=state --std=c11 --language=c --library=gtk \
  --enable=warning,performance,portability --inline-suppr --suppressions-list="$suppressions" \
  --error-exitcode=1 --template='{file}:{line}: {severity}: {message} [{id}]' \
  -D__GNUC__ -D'g_autoptr(T)=T *' -D'g_auto(T)=T' -Dg_autofree= -DG_GNUC_NULL_TERMINATED= -DG_GNUC_UNUSED= \
  -DG_GNUC_WARN_UNUSED_RESULT= -D'G_GNUC_PRINTF(a,b)=' -D'G_STATIC_ASSERT(x)=' -DG_BEGIN_DECLS= -DG_END_DECLS= \
  -D'G_DEFINE_AUTOPTR_CLEANUP_FUNC(T,f)=' -I src src
