#!/bin/bash
# Shell scripts hold no trap that shellcheck knows; Python files at least compile.
set -e
git grep -lIE '^#!/bin/(ba)?sh' -- . | xargs shellcheck
git ls-files -z '*.py' | xargs -0 -r python3 -c '
import sys
for path in sys.argv[1:]:
    compile(open(path, encoding="utf-8").read(), path, "exec")'
