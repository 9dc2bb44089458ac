#!/bin/bash
# The second compiler, its warnings as errors: it sees what gcc does not.
set -e
[ -f build-clang/build.ninja ] || CC=clang meson setup build-clang -Dwerror=true -Dtests=true >/dev/null
log=build-log/clang.log
ninja -C build-clang build.ninja >/dev/null
ninja -k 20 -C build-clang >"$log" 2>&1 && exit
grep -vE '^(\[|FAILED|clang |ninja|Dependency|Compiler)' "$log"
exit 1
