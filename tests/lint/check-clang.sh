#!/bin/bash
# The second compiler, its warnings as errors: it sees what gcc does not.
set -e
[ -f build-clang/build.ninja ] || CC=clang meson setup build-clang -Dwerror=true -Dtests=true
ninja -C build-clang
