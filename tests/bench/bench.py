#!/usr/bin/env python3
"""./run bench: how fast the service is, each number beside a yardstick that was run in the same minute.

usage: bench.py [BUILD] [PART...]

A throw-away department of its own, a service on a free port of this machine, load from the same machine and the same tool for both, a
few seconds a cell, ours and the yardstick in turn, the median of three rounds. Ratios are what counts: absolute numbers are those of
this machine at this moment, and the load tool takes its share of the same processors. PARTs are names of PARTS below; all by default.
YANYIN_BENCH_REQUESTS (10000) says how many requests there are before anything is measured. `blank` runs by its name alone: it needs no
service, and draws 2 040 pages, which takes half an hour of one processor.
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile

import calls
import scale
import windows
from stage import ROOT, Stage, cpu_seconds, machine, program
from table import Table

SECONDS = 2
WAITING = 1000


def times(answer):
    return f'p50 {answer["p50_ms"]:.2f} p99 {answer["p99_ms"]:.2f} ms'


class Bench:
    def __init__(self, stage, table):
        self.stage, self.table = stage, table

    def prepare(self, n_requests):
        stage = self.stage
        stage.fill(n_requests)
        starts = []
        for _ in range(5):
            starts.append(stage.start_service())
            stage.stop_service()
        stage.start_service()
        self.starts, self.idle = starts, stage.memory()
        self.applicant, self.head, self.leader = (stage.sign_in(name) for name in ('tangbanxia', 'heqingyue', 'guhuaijin'))
        self.maker = calls.Maker(self.applicant, self.head, self.leader, self.make_form())
        path = os.path.join(stage.folder, 'picture.jpg')
        stage.run(program(stage.build, 'yanyin-paper'), '-k', 'letter', '-s', '7', '--size', '1200x1600', '--quality', '80', '-o', path)
        with open(path, 'rb') as file:
            self.picture = file.read()
        print(f'  a picture has {len(self.picture)} bytes')
        stage.start_nginx(self.picture)
        stage.start_naive()
        self.waiting = self.make_waiting(n_requests)
        self.ids = [item[0] for item in self.waiting]

    def make_form(self):
        options = self.stage.get('/api/v1/form-options', self.applicant)
        seal = next(seal for seal in options['seals'] if seal['kind'] == 'admin')
        reviewer = next(person for person in options['reviewers'] if person['person_id'] == self.head['id'])
        return {'unit_id': options['units'][0]['id'], 'office_phone': '', 'mobile': options['defaults']['mobile'], 'material_name': '',
                'use_date': datetime.date.today().isoformat(), 'seal_id': seal['id'], 'seal_text': '', 'copies': 2,
                'reason': '报送学校主管部门备案使用。', 'reviewer_id': reviewer['person_id'], 'keeper_id': seal['keepers'][0]['person_id'],
                'contract': 'no', 'major': 'no', 'not_blank': 'yes'}

    def make_waiting(self, n):
        """@n requests with two pictures that wait for the leader."""
        pages = []
        for _ in range(2):
            page, upload = self.maker.upload(calls.unique_jpeg(self.picture, 0))
            self.stage.load(self.stage.port, 1, 0, [[upload]])
            pages.append(page)
        items, chains = [], []
        for i in range(n):
            request_id, digest, chain = self.maker.create(pages, f'待审材料 {i}')
            items.append((request_id, digest))
            chains.append(chain + [self.maker.forward(request_id, digest)])
        self.stage.load(self.stage.port, 16, 0, chains)
        return items

    # Loads, as compare() wants them.

    def get(self, path, person, connections):
        def run():
            answer = self.stage.load(self.stage.port, connections, SECONDS, [[calls.call('GET', p, person['token'])] for p in
                                                                             (path if isinstance(path, list) else [path])])
            return answer['rate'], times(answer)
        return run

    def nginx(self, path, connections=8):
        return lambda: (self.stage.load(self.stage.nginx_port, connections, SECONDS, [[calls.call('GET', path)]])['rate'],)

    def commits(self):
        folder = tempfile.mkdtemp(dir=self.stage.folder)
        return (json.loads(self.stage.run(program(self.stage.build, 'yy-commits'), folder, str(SECONDS)))['rate'],)

    def select(self):
        path = os.path.join(self.stage.data, 'yanyin.db')
        return (json.loads(self.stage.run(program(self.stage.build, 'yy-select'), path, str(SECONDS), self.leader['id']))['rate'],)

    def queue(self, connections):
        return self.get('/api/v1/requests?list=review&limit=50', self.leader, connections)

    def opened(self, connections):
        return self.get([f'/api/v1/requests/{i}' for i in self.ids[:500]], self.applicant, connections)

    def approved(self, connections, n):
        def run():
            chosen, self.waiting = self.waiting[:n], self.waiting[n:]
            answer = self.stage.load(self.stage.port, connections, 0, [[self.maker.approve(*item)] for item in chosen])
            return answer['rate'], f'{times(answer)}, {answer["errors"]} errors'
        return run

    # Parts.

    def approve(self):
        spare = len(self.waiting) - WAITING - 600
        for connections, share, goal in ((1, 0.12, 0.4), (8, 0.32, 0.8), (32, 0.56, 1.5)):
            self.table.compare(f'approve c{connections}', self.approved(connections, int(spare * share / 3)),
                               'SQLite FULL commits, one thread', self.commits, goal)

    def reads(self):
        table = self.table
        table.compare('smallest authenticated call c8', self.get('/api/v1/badges', self.applicant, 8), 'nginx hello c8', self.nginx('/hello'), 0.5)
        for c in (1, 8, 32):
            table.compare(f'queue of 50 c{c}', self.queue(c), 'SQLite select of 50, one thread', self.select, 0.5)
        for c in (1, 8, 32):
            table.compare(f'open c{c}', self.opened(c), f'nginx hello c{c}', self.nginx('/hello', c), 0.1)
        for name, what in (('queue', self.queue), ('open', self.opened)):
            for c in (32, 64):
                self.tail(name, what(c), c)

    def tail(self, name, run, connections):
        found = []
        for _ in range(3):
            words = run()[1].split()
            found.append((float(words[3]) / float(words[1]), ' '.join(words)))
        found.sort()
        self.table.limit(f'{name} c{connections}, p99 of p50', found[1][0], 8, 'times', found[1][1])

    def pictures(self):
        for name, size, yardstick_name, path, goal in (('picture 300 KB c8', 'original', 'nginx 300 KB c8', '/picture', 0.6),
                                                       ('thumbnail again c8', 'thumbnail', 'nginx hello c8', '/hello', 0.4)):
            paths = [f'/api/v1/requests/{i}/pages/0/{size}' for i in self.ids[:200]]
            self.table.compare(name, self.get(paths, self.applicant, 8), yardstick_name, self.nginx(path), goal)

    def upload_chains(self, n, name):
        chains = []
        for i in range(n):
            pages, chain = [], []
            for _ in range(2):
                page, upload = self.maker.upload(calls.unique_jpeg(self.picture, i))
                pages.append(page)
                chain.append(upload)
            chains.append(chain + self.maker.create(pages, f'{name} {i}')[2])
        return chains

    def submit(self):
        def ours(connections, n):
            def run():
                chains = self.upload_chains(n, f'用印材料 {connections}')
                whole, decoding = cpu_seconds(self.stage.service.pid), self.stage.decoding_seconds()
                answer = self.stage.load(self.stage.port, connections, 0, chains)
                whole = cpu_seconds(self.stage.service.pid) - whole
                decoding = self.stage.decoding_seconds() - decoding
                return answer['rate'], f'{times(answer)}; {100 * decoding / max(whole + decoding, 0.01):.0f} % of the processor time for decoding'
            return run

        def naive(connections, n):
            def run():
                chains = [[calls.naive_submit(self.maker.form, self.picture, i)] for i in range(n)]
                return (self.stage.load(self.stage.naive_port, connections, 0, chains)['rate'],)
            return run

        for c, n in ((1, 40), (8, 100), (32, 100)):
            self.table.compare(f'submit with two pictures, checked whole, c{c}', ours(c, n), f'naive submit in one thread c{c}', naive(c, 2 * n), 1.3)

    def busy(self):
        """The queue while two pictures at a time are looked at."""
        alone, beside = [], []
        for i in range(3):
            alone.append(self.stage.load(self.stage.port, 8, SECONDS, self.queue_chains()))
            uploads = self.stage.begin_load(self.stage.port, 2, 0, [chain[:2] for chain in self.upload_chains(600, 'x')], f'uploads-{i}')
            beside.append(self.stage.load(self.stage.port, 8, SECONDS, self.queue_chains()))
            # Only what was measured while both ran counts.
            if uploads.poll() is not None:
                print('  !! the pictures were done sooner than the queue')
            uploads.terminate()
            uploads.communicate()
        alone.sort(key=lambda answer: answer['rate'])
        beside.sort(key=lambda answer: answer['rate'])
        ratio = beside[1]['rate'] / alone[1]['rate']
        self.table.add('queue c8 while two image workers are busy', f'{beside[1]["rate"]:,.0f}', 'queue c8 alone', f'{alone[1]["rate"]:,.0f}', ratio,
                       '>= 0.4', ratio >= 0.4, times(beside[1]))
        self.table.at_most('its p99', [answer['p99_ms'] for answer in beside], 'alone', [answer['p99_ms'] for answer in alone], 5, 'ms')

    def queue_chains(self):
        return [[calls.call('GET', '/api/v1/requests?list=review&limit=50', self.leader['token'])]]

    def memory(self):
        self.table.limit('start to first answer', max(self.starts), 0.1, 's', f'{min(self.starts):.3f} to {max(self.starts):.3f}')
        self.table.limit('memory idle (PSS)', self.idle, 20, 'MB')
        self.table.limit('memory after the load (PSS)', self.stage.memory(), 80, 'MB')

    def scale(self):
        cells = (('list page c8', self.queue(8)), ('open c8', self.opened(8)), ('approve c1', self.approved(1, 100)))
        few = [[run()[0] for _ in range(3)] for _, run in cells]
        count = self.stage.get('/api/v1/requests?list=mine&limit=1', self.applicant)['total']
        self.stage.stop_service()
        n = scale.grow(os.path.join(self.stage.data, 'yanyin.db'), 10)
        self.stage.start_service()
        for (name, run), rates in zip(cells, few):
            many = [run()[0] for _ in range(3)]
            self.table.at_most(f'cost of {name} with {n:,} requests', [1e6 / rate for rate in many], f'with {n // 10:,}',
                               [1e6 / rate for rate in rates], 1.3, 'us')
        self.many_rows = 10 * count

    def thumbnails(self):
        import thumbnails
        thumbnails.measure(self.stage.build, self.table)

    def client(self):
        windows.measure(self)


# Some change what later ones find: in this order.
PARTS = ('approve', 'reads', 'pictures', 'submit', 'busy', 'memory', 'scale', 'client', 'thumbnails')


def try_blank_pages(build):
    """What the check for blank pages finds on pages that it was not tuned on: prints the table, and says whether the goals are met."""
    return subprocess.run([program(build, 'yy-blank-table')], check=False).returncode


def main():
    if 'blank' in sys.argv[1:]:
        rest = [word for word in sys.argv[1:] if word != 'blank']
        sys.exit(try_blank_pages(rest[0] if rest else os.path.join(ROOT, 'build')))
    parts = [word for word in sys.argv[1:] if word in PARTS] or PARTS
    build = next((word for word in sys.argv[1:] if word not in PARTS), os.path.join(ROOT, 'build'))
    stage, table = Stage(build), Table()
    try:
        print(f'{machine()}; filling', flush=True)
        bench = Bench(stage, table)
        bench.prepare(int(os.environ.get('YANYIN_BENCH_REQUESTS', '10000')))
        for part in PARTS:
            if part in parts:
                print(f'{part} ({machine()})', flush=True)
                getattr(bench, part)()
        table.show()
    finally:
        stage.stop()


if __name__ == '__main__':
    main()
