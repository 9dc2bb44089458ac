#!/usr/bin/env python3
"""Run a command on a display of its own: a private Xvfb, a private session bus that starts nothing but the
accessibility bus, and private XDG folders, so that no test sees the person's desktop or settings, nor another test.

usage: with_display.py COMMAND [ARGUMENT...]

Environment: YY_GEOMETRY (1280x800x24), YY_KEEP_DISPLAY (a folder that stands in for the temporary one, and stays).
In meson: test ('name', with_display, args: [program, ...], suite: 'display', protocol: 'tap').
"""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile

START_SECONDS = 30
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def start_xvfb(folder):
    """The X server and its number, once it listens: it writes the number when it does."""
    reader, writer = os.pipe()
    with open(f'{folder}/xvfb.log', 'w', encoding='utf-8') as log:
        server = subprocess.Popen(['Xvfb', '-displayfd', str(writer), '-screen', '0',
                                   os.environ.get('YY_GEOMETRY', '1280x800x24'), '-nolisten', 'tcp', '-noreset'],
                                  pass_fds=[writer], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    os.close(writer)
    # Number and line end come one by one, and a server that cannot write them gives up.
    number = b''
    while not number.endswith(b'\n') and select.select([reader], [], [], START_SECONDS)[0]:
        piece = os.read(reader, 32)
        if not piece:
            break
        number += piece
    os.close(reader)
    if not number.endswith(b'\n'):
        server.kill()
        with open(f'{folder}/xvfb.log', encoding='utf-8') as log:
            sys.exit(f'Bail out! Xvfb does not start: {log.read()}')
    return server, number.decode().strip()


def environment(folder, display):
    result = dict(os.environ, DISPLAY=f':{display}', GDK_BACKEND='x11', GSK_RENDERER='cairo', GDK_DEBUG='gl-disable',
                  GDK_DISABLE='gl,vulkan', GTK_USE_PORTAL='0', ADW_DISABLE_PORTAL='1')
    result.setdefault('GSETTINGS_BACKEND', 'memory')
    result.setdefault('LC_ALL', 'C.UTF-8')
    for name in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'XAUTHORITY'):
        result.pop(name, None)
    for name in ('RUNTIME_DIR', 'CONFIG_HOME', 'DATA_HOME', 'CACHE_HOME', 'STATE_HOME'):
        result[f'XDG_{name}'] = f'{folder}/{name.lower()}'
        os.makedirs(result[f'XDG_{name}'], mode=0o700, exist_ok=True)
    return result


def run(folder, command):
    os.makedirs(f'{folder}/services', exist_ok=True)
    accessibility = '/usr/share/dbus-1/services/org.a11y.Bus.service'
    if os.path.exists(accessibility):
        shutil.copy(accessibility, f'{folder}/services')
    with open(f'{folder}/bus.conf', 'w', encoding='utf-8') as file:
        file.write(BUS.format(folder=folder))
    server, display = start_xvfb(folder)
    # The bus and what it starts speak into a log; the command speaks to whoever called us.
    out, err = os.dup(1), os.dup(2)
    with open(f'{folder}/bus.log', 'w', encoding='utf-8') as log:
        child = subprocess.Popen(['dbus-run-session', f'--config-file={folder}/bus.conf', '--', 'sh', '-c',
                                  f'exec "$@" >&{out} 2>&{err} {out}>&- {err}>&-', 'sh', *command],
                                 env=environment(folder, display), pass_fds=[out, err], stdout=log, stderr=log)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        return child.wait()
    finally:
        server.terminate()
        server.wait()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    kept = os.environ.get('YY_KEEP_DISPLAY')
    if kept:
        os.makedirs(kept, mode=0o700, exist_ok=True)
        return run(os.path.abspath(kept), sys.argv[1:])
    # A short name: the path of a socket has little room.
    with tempfile.TemporaryDirectory(prefix='yy-', ignore_cleanup_errors=True) as folder:
        return run(folder, sys.argv[1:])


if __name__ == '__main__':
    code = main()
    sys.exit(code if code >= 0 else 128 - code)
