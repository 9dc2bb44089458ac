#!/usr/bin/env python3
"""Writes the bytes of a file as yy_rule_set_get_default_text(): embed-rules.py RULES OUTPUT"""

import sys

with open(sys.argv[1], 'rb') as file:
    text = file.read()
lines = [', '.join(str(byte) for byte in text[at:at + 24]) + ',' for at in range(0, len(text), 24)]
with open(sys.argv[2], 'w', encoding='ascii') as file:
    file.write('#include "yy-rule-set.h"\n\nstatic const unsigned char text[] = {\n  ' + '\n  '.join(lines) + '\n  0,\n};\n\n'
               'const char *\nyy_rule_set_get_default_text (gsize *ret_length)\n{\n'
               '  *ret_length = sizeof text - 1;\n  return (const char *) text;\n}\n')
