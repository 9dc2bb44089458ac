#!/bin/bash
# Texts and their Chinese: the same check that ./run test makes.
exec python3 tests/unit/test-translations.py .
