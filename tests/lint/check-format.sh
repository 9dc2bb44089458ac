#!/bin/bash
# The C files look as .clang-format says. `clang-format -i FILE` mends one.
git ls-files -z '*.c' '*.h' | xargs -0 -r clang-format --dry-run -Werror --ferror-limit=1
