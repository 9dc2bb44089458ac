#!/usr/bin/env python3
"""The Flatpak asks for five permissions and no more, and every source that it fetches is pinned by a sum or a commit."""

import json
import sys

MANIFEST = 'flatpak/io.github.yanyin.Yanyin.json'
PERMISSIONS = {'--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri'}
KEYS = ['id', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'cleanup', 'modules']


def source_problems(module):
    for source in module['sources']:
        kind = source.get('type')
        if kind == 'archive' and len(source.get('sha256', '')) == 64 and source['url'].startswith('https://'):
            continue
        if kind == 'git' and source.get('tag') and len(source.get('commit', '')) == 40:
            continue
        if kind == 'dir' and module['name'] == 'yanyin':
            continue
        yield f'{module["name"]}: a source is not pinned: {source}'


def main():
    with open(MANIFEST, encoding='utf-8') as file:
        text = file.read()
    manifest = json.loads(text)
    problems = []
    if list(manifest) != KEYS:
        problems.append(f'the keys are not, in this order: {" ".join(KEYS)}')
    asked = manifest.get('finish-args', [])
    if len(asked) != len(PERMISSIONS) or set(asked) != PERMISSIONS:
        problems.append(f'the permissions are not the five: {sorted(set(asked) ^ PERMISSIONS)}')
    if manifest.get('id') != 'io.github.yanyin.Yanyin' or '/' in manifest.get('command', '/'):
        problems.append('the id or the command is wrong')
    for module in manifest.get('modules', []):
        problems.extend(source_problems(module))
    if not text.endswith('}\n') or '\t' in text:
        problems.append('the file is not indented by spaces, or does not end with one line feed')
    for problem in problems:
        print(f'{MANIFEST}: {problem}')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
