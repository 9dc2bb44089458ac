#!/usr/bin/env python3
"""Windows that take too long for every change: the further moves and the requests of seldom kinds, one program after the other, and the
client killed twenty times while somebody types.

usage: soak_windows.py BUILD
"""

import os
import subprocess
import sys

PROGRAMS = ('further-moves', 'seldom')
# What tests run under, as in ./run test: no GPU driver, no portal, nobody's settings.
SETTINGS = {'GSK_RENDERER': 'cairo', 'GDK_DEBUG': 'gl-disable', 'GDK_DISABLE': 'gl,vulkan', 'GTK_USE_PORTAL': '0',
            'ADW_DISABLE_PORTAL': '1', 'GSETTINGS_BACKEND': 'memory', 'NO_AT_BRIDGE': '1', 'YANYIN_TEST_DEATHS': '4'}


def main():
    build = os.path.abspath(sys.argv[1])
    environment = dict(os.environ, **SETTINGS, GSETTINGS_SCHEMA_DIR=f'{build}/data/desktop')
    meson = ['meson', 'test', '-C', build, '--no-rebuild', '--print-errorlogs', '--num-processes', '1']
    runs = (meson + ['--benchmark', *PROGRAMS], meson + ['killed-typing'])
    return max(subprocess.run(run, env=environment, check=False, stdin=subprocess.DEVNULL).returncode != 0 for run in runs)


if __name__ == '__main__':
    sys.exit(main())
