#!/usr/bin/env python3
"""./run demo: the whole of Yanyin on a throw-away department.

usage: demo.py [--as NAME]

Fills build/demo with the demonstration department, starts the service on a free port of this machine and opens the
client; when the window is closed, the service stops. While a demo runs, a second `./run demo --as NAME` opens
another person's window on the same service. Without a display it plays the life of a request by itself.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, 'build')
FOLDER = os.path.join(BUILD, 'demo')
ADDRESS_FILE = os.path.join(FOLDER, 'address')
PASSWORD = 'demo-password-2026'
READY_SECONDS = 30
STARTED = time.monotonic()


def say(text):
    print(f'[{int(time.monotonic() - STARTED):4}s] {text}', flush=True)


def stop(text, advice):
    print(f'FAILED: {text}\nWhat to do: {advice}', file=sys.stderr)
    sys.exit(1)


def program(name):
    for place, _, files in os.walk(os.path.join(BUILD, 'src')):
        path = os.path.join(place, name)
        if name in files and os.access(path, os.X_OK):
            return path
    return stop(f'there is no program {name} below build/src', 'run ./run build and read what it says')


def answers(address):
    try:
        with urllib.request.urlopen(f'{address}/healthz', timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def running_address():
    try:
        with open(ADDRESS_FILE, encoding='utf-8') as file:
            address = file.read().strip()
    except FileNotFoundError:
        return None
    return address if answers(address) else None


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def fill():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER, mode=0o700)
    data = os.path.join(FOLDER, 'data')
    say('filling a throw-away data folder with the demonstration department')
    command = [program('yanyin-demo'), '--imaged', program('yanyin-imaged'), '--source', os.path.join(ROOT, 'data', 'demo'), 'build', data]
    if subprocess.run(command, check=False).returncode != 0:
        stop('the demonstration department could not be made', 'read the lines above')
    return data


def start_service(data):
    """The service and its address, once it answers."""
    address = f'127.0.0.1:{free_port()}'
    configuration = os.path.join(FOLDER, 'yanyind.conf')
    with open(configuration, 'w', encoding='utf-8') as file:
        file.write(f'[service]\nlisten={address}\ndata={data}\nimaged={program("yanyin-imaged")}\n')
    log_path = os.path.join(FOLDER, 'yanyind.log')
    with open(log_path, 'w', encoding='utf-8') as log:
        service = subprocess.Popen([program('yanyind'), '--config', configuration],
                                   stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                                   env=dict(os.environ, YANYIN_LOCALEDIR=os.path.join(BUILD, 'po')))
    url = f'http://{address}'
    deadline = time.monotonic() + READY_SECONDS
    while not answers(url):
        try:
            # Waits on the process: the moment it dies, we know.
            service.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            if time.monotonic() < deadline:
                continue
            service.kill()
        stop('the service does not answer', f'read {os.path.relpath(log_path, ROOT)}')
    with open(ADDRESS_FILE, 'w', encoding='utf-8') as file:
        file.write(url)
    say(f'the service answers at {url}; its log is {os.path.relpath(log_path, ROOT)}')
    return service, url


def open_client(url, person):
    """One person's window, with drafts and session of its own, so that several can stand side by side."""
    home = os.path.join(FOLDER, 'home', person or 'anybody')
    # A process of its own each; and the person's own configuration stays, where input methods are found.
    environment = dict(os.environ, YANYIN_SERVER=url, GSETTINGS_BACKEND='memory')
    for name in ('DATA', 'CACHE', 'STATE'):
        environment[f'XDG_{name}_HOME'] = os.path.join(home, name.lower())
        os.makedirs(environment[f'XDG_{name}_HOME'], mode=0o700, exist_ok=True)
    # Nothing is installed: settings, translations and the shrinking of photos are those of the build folder.
    environment['GSETTINGS_SCHEMA_DIR'] = os.path.join(BUILD, 'data', 'desktop')
    environment['YANYIN_LOCALEDIR'] = os.path.join(BUILD, 'po')
    environment['YANYIN_IMAGED'] = program('yanyin-imaged')
    environment['YANYIN_IMAGED'] = program('yanyin-imaged')
    say(f'opening the window{" of " + person if person else ""}; the password of everybody is {PASSWORD}')
    return subprocess.run([program('yanyin'), '--as', person or ''], env=environment, check=False).returncode


def main():
    parser = argparse.ArgumentParser(prog='./run demo')
    parser.add_argument('--as', dest='person', metavar='NAME', help='the account whose window is opened')
    options = parser.parse_args()

    if not os.environ.get('DISPLAY') and not os.environ.get('WAYLAND_DISPLAY'):
        say('there is no display: playing the life of a request on a virtual one')
        player = os.path.join(ROOT, 'tests', 'display', 'play_demo.py')
        if not os.path.exists(player):
            stop('there is nothing that plays the demo (tests/display/play_demo.py)', 'run ./run demo where there is a display')
        os.execv('/usr/bin/python3', ['/usr/bin/python3', player])
    url = running_address()
    if url and options.person:
        return open_client(url, options.person)
    if url:
        stop(f'a demo is running already, at {url}', 'open another person’s window in it: ./run demo --as NAME')
    service, url = start_service(fill())
    try:
        return open_client(url, options.person)
    finally:
        service.terminate()
        service.wait(timeout=30)
        os.remove(ADDRESS_FILE)


if __name__ == '__main__':
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
