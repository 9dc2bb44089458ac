"""The client beside gnome-text-editor on the same display: until its queue is shown, its memory, and its lists of many rows."""

import json
import os
import shutil
import subprocess
import sys

from stage import ROOT, program

RUNS = 7
WITH_DISPLAY = os.path.join(ROOT, 'tests', 'tools', 'with_display.py')
KEEP_TOKEN = """
import sys, gi
gi.require_version('Secret', '1')
from gi.repository import Secret
schema = Secret.Schema.new('io.github.yanyin.Yanyin', Secret.SchemaFlags.NONE, {'server': Secret.SchemaAttributeType.STRING})
assert Secret.password_store_sync(schema, {'server': sys.argv[1]}, None, 'bench', sys.argv[2], None)
"""


def environment(bench, person):
    stage = bench.stage
    # A keyring in a file: the program signs in with what it kept, as it does on the second morning.
    keyring = os.path.join(stage.folder, f'keyring-{person["account"]}')
    return dict(os.environ, YANYIN_SERVER=f'http://127.0.0.1:{stage.port}', GSK_RENDERER='cairo', GDK_DEBUG='gl-disable',
                GSETTINGS_SCHEMA_DIR=os.path.join(stage.build, 'data', 'desktop'), YANYIN_LOCALEDIR=os.path.join(stage.build, 'po'),
                YANYIN_IMAGED=program(stage.build, 'yanyin-imaged'), LC_ALL='C.UTF-8', LANGUAGE='zh_CN', SECRET_BACKEND='file',
                SECRET_FILE_TEST_PATH=keyring, SECRET_FILE_TEST_PASSWORD='bench')


def run(bench, person, *command):
    subprocess.run(['/usr/bin/python3', '-c', KEEP_TOKEN, f'http://127.0.0.1:{bench.stage.port}', person['token']],
                   env=environment(bench, person), check=True)
    out = subprocess.run([sys.executable, WITH_DISPLAY, *command], env=environment(bench, person), text=True, capture_output=True, check=False)
    if out.returncode != 0:
        print(f'  {command[0]}: {out.stderr.strip()[-500:]}')
        return None
    return json.loads(out.stdout.strip().splitlines()[-1])


def measure(bench):
    build = bench.stage.build
    frame = program(build, 'yy-first-frame')
    ours = run(bench, bench.leader, frame, str(RUNS), program(build, 'yanyin'))
    if ours is None:
        return
    if shutil.which('gnome-text-editor'):
        theirs = run(bench, bench.leader, frame, str(RUNS), 'gnome-text-editor', '--standalone')
        bench.table.at_most('client, signed in, until the queue is shown', [ours['rest_msec']], 'gnome-text-editor, until it is at rest',
                            [theirs['rest_msec']], 1.0, 'ms', f'something to be seen after {ours["msec"]} and {theirs["msec"]} ms')
        bench.table.at_most('client, memory with the queue open (PSS)', [ours['pss_mb']], 'gnome-text-editor', [theirs['pss_mb']], 1.25, 'MB')
    else:
        print('  gnome-text-editor is not installed: no yardstick for the client')
    rows(bench)


def rows(bench):
    """The same window on a list of few rows and of many, scrolled through."""
    scroll = program(bench.stage.build, 'yy-scroll')
    found = []
    for person, name in ((bench.head, 'mine'), (bench.applicant, 'mine')):
        result = run(bench, person, scroll, name)
        if result is None:
            return
        result['total'] = bench.stage.get(f'/api/v1/requests?list={name}&limit=1', person)['total']
        found.append(result)
    few, many = found
    name = f'window with a list of {many["total"]:,} rows'
    bench.table.at_most(f'{name}, a frame while scrolling, p99', [many['p99_ms']], f'of {few["total"]:,} rows', [few['p99_ms']], 1.2, 'ms',
                        f'p50 {many["p50_ms"]:.1f} and {few["p50_ms"]:.1f} ms')
    bench.table.limit('its frame p99', many['p99_ms'], 16, 'ms')
    bench.table.limit(f'{name}: memory more than of {few["total"]:,} (RSS)', many['rss_mb'] - few['rss_mb'], 15, 'MB',
                      f'{many["rss_mb"]:.0f} and {few["rss_mb"]:.0f} MB; {many["loaded"]} and {few["loaded"]} rows loaded')
