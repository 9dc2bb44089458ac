#!/usr/bin/env python3
"""./run bench: how fast the service is, each number beside a yardstick that was run in the same minute.

usage: bench.py BUILD

A throw-away department of its own, a service on a free port of this machine, load from the same machine for a few seconds a cell.
Ratios are what counts: absolute numbers are those of this machine at this moment.
"""

import datetime
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [HERE]
import calls  # noqa: E402

PASSWORD = 'demo-password-2026'
SECONDS = 3
ROWS = []


def program(build, name):
    for place, _, files in os.walk(build):
        if name in files and os.access(os.path.join(place, name), os.X_OK):
            return os.path.join(place, name)
    sys.exit(f'there is no program {name} below {build}')


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def row(name, ours, yardstick_name, yardstick, goal, extra=''):
    ratio = ours / yardstick if yardstick else 0
    met = 'yes' if ratio >= goal else 'NO'
    ROWS.append((name, f'{ours:,.0f}', yardstick_name, f'{yardstick:,.0f}', f'{ratio:.2f}', f'>= {goal}', met, extra))
    print(f'  {name}: {ours:,.0f}  {yardstick_name}: {yardstick:,.0f}  ratio {ratio:.2f} (goal >= {goal}: {met}) {extra}', flush=True)


class Bench:
    def __init__(self, build):
        self.build = build
        self.folder = tempfile.mkdtemp(prefix='yanyin-bench.')
        self.data = os.path.join(self.folder, 'data')
        self.nginx = None
        self.service = None

    def run(self, *command):
        return subprocess.run(command, text=True, check=True, capture_output=True).stdout

    def fill(self, n_requests):
        start = time.monotonic()
        print(self.run(program(self.build, 'yanyin-demo'), '--imaged', program(self.build, 'yanyin-imaged'), '--requests', str(n_requests),
                       '--variety', '8', '--source', os.path.join(ROOT, 'data', 'demo'), 'build', self.data).strip())
        print(f'  filled in {time.monotonic() - start:.1f} s')

    def start_service(self):
        """Seconds until the first answer."""
        self.port = free_port()
        config = os.path.join(self.folder, 'yanyind.conf')
        with open(config, 'w', encoding='utf-8') as file:
            file.write(f'[service]\nlisten=127.0.0.1:{self.port}\ndata={self.data}\nimaged={program(self.build, "yanyin-imaged")}\n')
        with open(os.path.join(self.folder, 'log'), 'w', encoding='utf-8') as log:
            begin = time.monotonic()
            self.service = subprocess.Popen([program(self.build, 'yanyind'), '--config', config], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while True:
            try:
                urllib.request.urlopen(f'http://127.0.0.1:{self.port}/healthz', timeout=1).read()
                return time.monotonic() - begin
            except OSError:
                if self.service.poll() is not None:
                    sys.exit('the service ended: ' + open(log.name, encoding='utf-8').read())

    def stop(self):
        for process in (self.service, self.nginx):
            if process:
                process.terminate()
                process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def memory(self):
        """PSS of the service itself in MB, image worker apart."""
        with open(f'/proc/{self.service.pid}/smaps_rollup', encoding='utf-8') as file:
            return next(int(line.split()[1]) for line in file if line.startswith('Pss:')) / 1024

    def start_nginx(self, picture):
        www = os.path.join(self.folder, 'www')
        os.makedirs(www)
        with open(os.path.join(www, 'hello'), 'w', encoding='utf-8') as file:
            file.write('hello, world\n')
        with open(os.path.join(www, 'picture'), 'wb') as file:
            file.write(picture)
        self.nginx_port = free_port()
        config = os.path.join(self.folder, 'nginx.conf')
        with open(config, 'w', encoding='utf-8') as file:
            file.write(f'daemon off; worker_processes 2; pid {self.folder}/nginx.pid; error_log {self.folder}/nginx.err;\n'
                       'events { worker_connections 1024; }\n'
                       f'http {{ access_log off; sendfile on; keepalive_requests 1000000; server {{ listen 127.0.0.1:{self.nginx_port}; root {www}; }} }}\n')
        os.chmod(self.folder, 0o755)
        self.nginx = subprocess.Popen(['nginx', '-c', config], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                socket.create_connection(('127.0.0.1', self.nginx_port), 1).close()
                return
            except OSError:
                if self.nginx.poll() is not None:
                    sys.exit('nginx ended')

    def load(self, port, connections, seconds, chains):
        path = os.path.join(self.folder, 'calls')
        calls.write_chains(path, chains)
        answer = json.loads(self.run(program(self.build, 'yy-load'), str(port), str(connections), str(seconds), path))
        if answer['errors']:
            print(f'  !! {answer["errors"]} of {answer["calls"]} failed', flush=True)
        return answer

    def yardstick(self, path, connections=8):
        return self.load(self.nginx_port, connections, SECONDS, [[calls.call('GET', path)]])['rate']

    def commits(self):
        return json.loads(self.run(program(self.build, 'yy-commits'), tempfile.mkdtemp(dir=self.folder), str(SECONDS)))['rate']

    def sign_in(self, account):
        body = json.dumps({'account': account, 'password': PASSWORD, 'device': 'bench'}).encode()
        ask = urllib.request.Request(f'http://127.0.0.1:{self.port}/api/v1/sessions', body, {'Content-Type': 'application/json'})
        answer = json.load(urllib.request.urlopen(ask))
        return {'token': answer['token'], 'id': answer['me']['person']['id'], 'me': answer['me']}

    def get(self, path, person):
        ask = urllib.request.Request(f'http://127.0.0.1:{self.port}{path}', headers={'Authorization': f'Bearer {person["token"]}'})
        return json.load(urllib.request.urlopen(ask))


def make_form(bench, applicant, head, today):
    options = bench.get('/api/v1/form-options', applicant)
    seal = next(seal for seal in options['seals'] if seal['kind'] == 'admin')
    reviewer = next(person for person in options['reviewers'] if person['person_id'] == head['id'])
    return {'unit_id': options['units'][0]['id'], 'office_phone': '', 'mobile': options['defaults']['mobile'], 'material_name': '',
            'use_date': today, 'seal_id': seal['id'], 'seal_text': '', 'copies': 2, 'reason': '报送学校主管部门备案使用。',
            'reviewer_id': reviewer['person_id'], 'keeper_id': seal['keepers'][0]['person_id'], 'contract': 'no', 'major': 'no', 'not_blank': 'yes'}


def bench_reads(bench, people, ids, leader):
    hello = bench.yardstick('/hello')
    small = bench.load(bench.port, 8, SECONDS, [[calls.call('GET', '/api/v1/badges', people[0]['token'])]])
    row('smallest authenticated call c8', small['rate'], 'nginx hello c8', hello, 0.5, f'p50 {small["p50_ms"]:.2f} p99 {small["p99_ms"]:.2f} ms')

    select = json.loads(bench.run(program(bench.build, 'yy-select'), os.path.join(bench.data, 'yanyin.db'), str(SECONDS), leader['id']))['rate']
    for c in (1, 8, 32):
        queue = bench.load(bench.port, c, SECONDS, [[calls.call('GET', '/api/v1/requests?list=review&limit=50', leader['token'])]])
        row(f'queue of 50 c{c}', queue['rate'], 'SQLite select of 50, one thread', select, 0.5, f'p50 {queue["p50_ms"]:.2f} p99 {queue["p99_ms"]:.2f} ms')
    hello = bench.yardstick('/hello')
    for c in (1, 8, 32):
        opened = bench.load(bench.port, c, SECONDS, [[calls.call('GET', f'/api/v1/requests/{i}', people[0]['token'])] for i in ids[:500]])
        row(f'open c{c}', opened['rate'], 'nginx hello c8', hello, 0.1, f'p50 {opened["p50_ms"]:.2f} p99 {opened["p99_ms"]:.2f} ms')


def bench_pictures(bench, person, ids):
    picture = bench.yardstick('/picture')
    for name, size, yardstick_name, yardstick, goal in (('picture 300 KB c8', 'original', 'nginx 300 KB c8', picture, 0.6),
                                                        ('thumbnail again c8', 'thumbnail', 'nginx hello c8', bench.yardstick('/hello'), 0.4)):
        got = bench.load(bench.port, 8, SECONDS, [[calls.call('GET', f'/api/v1/requests/{i}/pages/0/{size}', person['token'])] for i in ids[:200]])
        row(name, got['rate'], yardstick_name, yardstick, goal, f'p50 {got["p50_ms"]:.2f} p99 {got["p99_ms"]:.2f} ms')


def bench_approve(bench, maker, waiting):
    for c, n, goal in ((1, 1500, 0.4), (8, 3000, 0.8), (32, 5000, 1.5)):
        chosen, waiting[:] = waiting[:n], waiting[n:]
        commits = bench.commits()
        done = bench.load(bench.port, c, 0, [[maker.approve(*item)] for item in chosen])
        row(f'approve c{c}', done['rate'], 'SQLite FULL commits, one thread', commits, goal, f'p50 {done["p50_ms"]:.2f} p99 {done["p99_ms"]:.2f} ms, {done["errors"]} errors')


def naive_submit_rate(bench, picture):
    """One thread that stores two pictures, each forced to the disk, and commits: the naive way, as a yardstick."""
    import sqlite3
    folder = tempfile.mkdtemp(dir=bench.folder)
    db = sqlite3.connect(os.path.join(folder, 'naive.db'), isolation_level=None)
    db.execute('PRAGMA journal_mode=WAL')
    db.execute('PRAGMA synchronous=FULL')
    db.execute('CREATE TABLE request (id INTEGER PRIMARY KEY, form TEXT)')
    count, end = 0, time.monotonic() + SECONDS
    begin = time.monotonic()
    while time.monotonic() < end:
        for page in range(2):
            path = os.path.join(folder, f'{count}-{page}')
            with open(path + '.part', 'wb') as file:
                file.write(picture)
                file.flush()
                os.fsync(file.fileno())
            os.rename(path + '.part', path)
            fd = os.open(folder, os.O_RDONLY)
            os.fsync(fd)
            os.close(fd)
        db.execute('INSERT INTO request (form) VALUES (?)', ('x' * 800,))
        count += 1
    return count / (time.monotonic() - begin)


def bench_submit(bench, maker, picture):
    for c, n in ((1, 60), (8, 120), (32, 160)):
        chains = []
        for i in range(n):
            pages, chain = [], []
            for _ in range(2):
                page, upload = maker.upload(calls.unique_jpeg(picture, i))
                pages.append(page)
                chain.append(upload)
            chains.append(chain + maker.create(pages, f'用印材料 {c} {i}')[2])
        naive = naive_submit_rate(bench, picture)
        done = bench.load(bench.port, c, 0, chains)
        row(f'submit with two pictures, decoded and checked, c{c}', done['rate'], 'naive: two files + commit, nothing decoded', naive, 1.3,
            f'p50 {done["p50_ms"]:.1f} p99 {done["p99_ms"]:.1f} ms')


def prepare(bench, maker, pages, n):
    """@n requests that wait for the leader."""
    items, chains = [], []
    for i in range(n):
        request_id, digest, chain = maker.create(pages, f'待审材料 {i}')
        items.append((request_id, digest))
        chains.append(chain + [maker.forward(request_id, digest)])
    bench.load(bench.port, 16, 0, chains)
    return items


def bench_client(bench):
    """Start to something in the window, beside gnome-text-editor on the same display."""
    frame = program(bench.build, 'yy-first-frame')
    with_display = os.path.join(ROOT, 'tests', 'tools', 'with_display.py')
    environment = dict(os.environ, YANYIN_SERVER=f'http://127.0.0.1:{bench.port}', GSK_RENDERER='cairo', GDK_DEBUG='gl-disable',
                       GSETTINGS_SCHEMA_DIR=os.path.join(bench.build, 'data', 'desktop'), YANYIN_LOCALEDIR=os.path.join(bench.build, 'po'),
                       LC_ALL='C.UTF-8', LANGUAGE='zh_CN', YANYIN_NON_UNIQUE='1')
    found = {}
    for name, command in (('yanyin', [program(bench.build, 'yanyin')]), ('gnome-text-editor', ['gnome-text-editor', '--standalone'])):
        if not shutil.which(command[0]):
            print(f'  {name} is not installed: no yardstick for the client')
            return
        out = subprocess.run([sys.executable, with_display, frame, '7', *command], env=environment, text=True, capture_output=True, check=False)
        if out.returncode != 0:
            print(f'  {name}: {out.stderr.strip()[-300:]}')
            return
        found[name] = json.loads(out.stdout.strip().splitlines()[-1])
    ours, theirs = found['yanyin'], found['gnome-text-editor']
    for what, key, goal in (('client, first useful frame (ms, sign-in page)', 'msec', 1.0), ('client, memory (PSS, MB)', 'pss_mb', 1.25)):
        ratio = ours[key] / theirs[key]
        ROWS.append((what, f'{ours[key]:.0f}', 'gnome-text-editor', f'{theirs[key]:.0f}', f'{ratio:.2f}', f'<= {goal}', 'yes' if ratio <= goal else 'NO', ''))
        print(f'  {what}: {ours[key]:.0f}, gnome-text-editor {theirs[key]:.0f}, ratio {ratio:.2f} (goal <= {goal})')


def thumbnails(build):
    path = os.path.join(HERE, 'thumbnails.py')
    if os.path.exists(path):
        subprocess.run([sys.executable, path, build], check=False)


def table():
    print('\n| what | ours, per second | yardstick | per second | ratio | goal | met | |')
    print('| --- | --- | --- | --- | --- | --- | --- | --- |')
    for line in ROWS:
        print('| ' + ' | '.join(line) + ' |')


def main():
    bench = Bench(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, 'build'))
    n_requests = int(os.environ.get('YANYIN_BENCH_REQUESTS', '10000'))
    try:
        print('filling', flush=True)
        bench.fill(n_requests)
        starts = []
        for _ in range(5):
            starts.append(bench.start_service())
            bench.service.terminate()
            bench.service.wait()
        bench.start_service()
        idle = bench.memory()
        applicant, head, leader = (bench.sign_in(name) for name in ('tangbanxia', 'heqingyue', 'guhuaijin'))
        maker = calls.Maker(applicant, head, leader, make_form(bench, applicant, head, datetime.date.today().isoformat()))
        path = os.path.join(bench.folder, 'picture.jpg')
        bench.run(program(bench.build, 'yanyin-paper'), '-k', 'letter', '-s', '7', '--size', '1200x1600', '--quality', '80', '-o', path)
        with open(path, 'rb') as file:
            picture = file.read()
        print(f'  a picture has {len(picture)} bytes')
        bench.start_nginx(picture)
        pages = []
        for _ in range(2):
            page, upload = maker.upload(calls.unique_jpeg(picture, 0))
            bench.load(bench.port, 1, 0, [[upload]])
            pages.append(page)
        print('preparing', flush=True)
        waiting = prepare(bench, maker, pages, 10500)
        ids = [item[0] for item in waiting]
        bench_approve(bench, maker, waiting)
        # Some 1,000 wait for the leader now, out of more than 10,000.
        bench_reads(bench, [applicant], ids, leader)
        bench_pictures(bench, applicant, ids)
        bench_submit(bench, maker, picture)
        print(f'  start to first answer: {min(starts):.3f} to {max(starts):.3f} s (goal <= 0.1)')
        print(f'  memory (PSS): idle {idle:.1f} MB (goal <= 20), after the load {bench.memory():.1f} MB (goal <= 80)')
        thumbnails(bench.build)
        bench_client(bench)
        table()
    finally:
        bench.stop()


if __name__ == '__main__':
    main()
