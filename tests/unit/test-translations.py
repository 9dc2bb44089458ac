#!/usr/bin/env python3
"""Every text that a person sees is there in Chinese: a gap shows English words in the middle of a Chinese window.

usage: test-translations.py SOURCE_ROOT        (TAP)
"""

import os
import re
import subprocess
import sys
import tempfile

# Where texts stand. What another domain translates (the demo data, the tests) is not ours to show.
FOLDERS = ('src', 'ui', 'data', 'resources')
MARKED_C = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|Q_|ngettext|g_dgettext|g_dngettext|g_dpgettext2?)\s*\(')
MARKED_UI = re.compile(r'translatable="(?:yes|true|1)"')
XGETTEXT = ('xgettext', '--from-code=UTF-8', '--add-comments', '--sort-output', '--no-location', '--no-wrap',
            '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=Q_:1g',
            '--keyword=ngettext:1,2', '--keyword=g_dcgettext:2', '--keyword=g_dngettext:2,3',
            '--keyword=g_dpgettext2:2c,3', '--keyword=g_dgettext:2', '--flag=N_:1:pass-c-format',
            '--flag=_:1:pass-c-format')


def run(*command):
    env = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='C')
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


def entries(path):
    """The (context, msgid) pairs of a catalogue, its header and dropped entries left out."""
    text = run('msgattrib', '--no-obsolete', '--no-wrap', '--no-location', path).stdout
    found = set()
    for block in text.split('\n\n'):
        parts = {}
        key = None
        for line in block.splitlines():
            match = re.match(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) "(.*)"$', line)
            if match:
                key = match[1]
                parts[key] = match[2]
            elif line.startswith('"') and key:
                parts[key] += line[1:-1]
        if parts.get('msgid'):
            found.add((parts.get('msgctxt', ''), parts['msgid']))
    return found


def check_catalogue(root):
    answer = run('msgfmt', '-c', '--statistics', '-o', os.devnull, f'{root}/po/zh_CN.po')
    if answer.returncode != 0 or 'untranslated' in answer.stderr or 'fuzzy' in answer.stderr:
        return [line for line in answer.stderr.splitlines() if line]
    return []


def listed(root):
    with open(f'{root}/po/POTFILES.in', encoding='utf-8') as lines:
        return sorted({line.strip() for line in lines if line.strip() and not line.startswith('#')})


def check_list(root):
    """POTFILES.in names every file with a marked text, and nothing that is not there."""
    names = set(listed(root))
    problems = [f'po/POTFILES.in names {name}, which does not exist' for name in sorted(names)
                if not os.path.exists(f'{root}/{name}')]
    for folder in FOLDERS:
        for place, _, files in os.walk(f'{root}/{folder}'):
            for file in files:
                path = os.path.join(place, file)
                name = os.path.relpath(path, root)
                if name in names or not file.endswith(('.c', '.h', '.ui', '.in')):
                    continue
                with open(path, encoding='utf-8', errors='replace') as source:
                    text = source.read()
                if (MARKED_UI if file.endswith('.ui') else MARKED_C).search(text):
                    problems.append(f'{name} has texts for people, but po/POTFILES.in does not name it')
    return problems


def check_texts(root):
    """Every text of the sources is an entry of the Chinese catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        pot = f'{folder}/yanyin.pot'
        names = [name for name in listed(root) if os.path.exists(f'{root}/{name}')]
        answer = run(*XGETTEXT, f'--directory={root}', f'--output={pot}', *names)
        if answer.returncode != 0:
            return [f'xgettext: {answer.stderr.strip()}']
        if not os.path.exists(pot):
            return ['xgettext found no text at all']
        absent = entries(pot) - entries(f'{root}/po/zh_CN.po')
    return [f'not in po/zh_CN.po: {msgid}' for _, msgid in sorted(absent)]


def main():
    root = sys.argv[1]
    checks = (('the Chinese catalogue is sound and complete', check_catalogue),
              ('POTFILES.in names every file with texts', check_list),
              ('every text of the sources is in the Chinese catalogue', check_texts))
    print(f'1..{len(checks)}')
    failed = False
    for number, (name, check) in enumerate(checks, 1):
        problems = check(root)
        failed = failed or bool(problems)
        for problem in problems:
            print(f'# {problem}')
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
