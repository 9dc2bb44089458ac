#!/usr/bin/env python3
"""./run soak: what takes too long for every change.

usage: soak.py [PART...] [MINUTES]

  rules     takes each rule out of the table of the notice, and each moment out of each rule, and shows which test sees it
  decision  plays every case of the decision table against a running service
  windows   plays the windows that take too long for every change
  load      has a service worked with for so many MINUTES (10), and watches what it holds on to

All of them by default. YANYIN_BUILD names the folder with the programs (build). It ends with 1 when something is not as it must be.
"""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get('YANYIN_BUILD', 'build'))
PARTS = ('rules', 'decision', 'windows', 'load')


def set_environment():
    """What meson sets for the tests."""
    places = {'YANYIN_TEST_YANYIND': 'src/service/yanyind', 'YANYIN_TEST_IMAGED': 'src/imaged/yanyin-imaged',
              'YANYIN_TEST_CTL': 'src/tools/yanyinctl'}
    for name, place in places.items():
        os.environ.setdefault(name, os.path.join(BUILD, place))
        if not os.access(os.environ[name], os.X_OK):
            sys.exit(f'there is no program {os.environ[name]}: build first')
    os.environ['YANYIN_LOCALEDIR'] = os.environ['YY_TEST_LOCALEDIR'] = os.path.join(BUILD, 'po')
    os.environ['YY_TEST_RULES_PAGE'] = os.path.join(ROOT, 'docs', 'rules.md')
    os.environ['PYTHONPATH'] = os.path.join(ROOT, 'tests', 'common')
    os.environ['PYTHONDONTWRITEBYTECODE'] = '1'
    os.environ['LANGUAGE'] = 'zh_CN'


def main():
    words = sys.argv[1:]
    minutes = [word for word in words if word.isdigit()]
    parts = [word for word in words if not word.isdigit()] or PARTS
    if len(minutes) > 1 or any(part not in PARTS for part in parts):
        sys.exit(__doc__)
    set_environment()
    bad = []
    for part in parts:
        print(f'== {part}', flush=True)
        command = [sys.executable, os.path.join(ROOT, 'tests', 'bench', f'soak_{part}.py'), BUILD]
        if subprocess.run(command + (minutes if part == 'load' else []), check=False, stdin=subprocess.DEVNULL).returncode != 0:
            bad.append(part)
    print(f'soak: {", ".join(bad)} not as it must be' if bad else f'soak: {", ".join(parts)} as it must be')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
