#!/usr/bin/env python3
"""What holds for every file of the tree: sizes, places, headers, and nothing of one machine or of unfinished work."""

import re
import subprocess
import sys

TOP = {'meson.build', 'meson_options.txt', 'README.md', 'README.zh_CN.md', 'LICENSE', 'CONTRIBUTING.md', 'run', 'src', 'ui',
       'resources', 'data', 'tests', 'flatpak', 'po', 'docs'}
LINES = 600
FUNCTION_LINES = 90
CODE = ('.c', '.h', '.py', '.js', '.ui', '.sh', '.css', '.build')
# Spelt in pieces, so that this file does not find itself.
MACHINE = re.compile(r'(?<![\w.$}{~/-])/(?:wor' r'k|far' r'm|roo' r't|hom' r'e)/[\w.]')
UNFINISHED = re.compile(r'\b(?:TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b')
SLEEP = re.compile(r'\b(?:g_us' r'leep|us' r'leep|nanos' r'leep|time\.s' r'leep|s' r'leep)\s*\(|^\s*s' r'leep\s+[\d.]', re.M)
# Who may include what: the one place that knows a library.
OWNERS = {'microhttpd.h': 'src/service/http/', 'libsoup/soup.h': 'src/client/net/', 'sqlite3.h': 'src/db/',
          'jansson.h': None}


def files():
    names = subprocess.run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], capture_output=True,
                           check=True).stdout.decode().split('\0')
    return sorted(name for name in set(names) if name)


def long_functions(text):
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line == '{':
            start = number
        elif line == '}' and start:
            if number - start > FUNCTION_LINES:
                yield start, number - start
            start = None


def check_c(name, text):
    if name.startswith('src/') and name.endswith('.c'):
        for start, length in long_functions(text):
            yield f'{name}:{start}: a function of {length} lines; {FUNCTION_LINES} are the most'
    if name.startswith('src/') and name.endswith('.h'):
        if '#pragma once' not in text:
            yield f'{name}: no #pragma once'
        if not name.endswith('-private.h') and not re.search(r'^/\*', text, re.M):
            yield f'{name}: no doc comment that says what it is and is not'
    if name.startswith('src/'):
        for header, owner in OWNERS.items():
            if owner and f'<{header}>' in text and not name.startswith(owner):
                yield f'{name}: only {owner} includes <{header}>'


def check(name, text):
    lines = text.count('\n')
    if name.endswith(CODE) and lines > LINES:
        yield f'{name}: {lines} lines; look for the second thing in it ({LINES} are the most)'
    # What a fuzzer starts from is bytes, not text.
    if not name.endswith(('.po', '.svg')) and '/corpus/' not in name and text and not text.endswith('\n'):
        yield f'{name}: no line feed at the end'
    for pattern, meaning in ((MACHINE, 'a path of one machine'), (UNFINISHED, 'a mark of unfinished work')):
        for match in pattern.finditer(text):
            yield f'{name}:{text.count(chr(10), 0, match.start()) + 1}: {meaning}: {match[0]}'
    if name.startswith('tests/') and name.endswith(('.c', '.h', '.py', '.sh')):
        for match in SLEEP.finditer(text):
            yield f'{name}:{text.count(chr(10), 0, match.start()) + 1}: a test waits for a condition, not for time'
    if name.endswith(('.c', '.h')):
        yield from check_c(name, text)


def main():
    problems = []
    for name in files():
        top = name.split('/')[0]
        if not top.startswith('.') and top not in TOP:
            problems.append(f'{top}: not a place of the tree')
        try:
            with open(name, encoding='utf-8') as file:
                text = file.read()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        if '\0' not in text and name != 'LICENSE':
            problems.extend(check(name, text))
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
