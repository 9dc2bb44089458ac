#!/bin/bash
# Static analysis of the C files under src. What is left out, and why, is in cppcheck.supp.
set -e
mkdir -p build-log/cppcheck
exec cppcheck -q -j "$(nproc)" --cppcheck-build-dir=build-log/cppcheck --std=c11 --language=c --library=gtk \
  --enable=warning,performance,portability --inline-suppr --suppressions-list=tests/lint/cppcheck.supp \
  --error-exitcode=1 --template='{file}:{line}: {severity}: {message} [{id}]' \
  -D__GNUC__ -DG_GNUC_NULL_TERMINATED= -I src src
