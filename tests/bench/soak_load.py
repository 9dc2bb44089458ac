#!/usr/bin/env python3
"""A service that is worked with for so many minutes (10): whole lives of requests with pictures, lists, searches, wrong calls and
connections that come and go. Memory, open files, the database and the time of answers are looked at all along; what still grows in the
last quarter as it did before will fill the machine some day."""

import os
import random
import statistics
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'common'))

# pylint: disable=wrong-import-position
from yanyin_service import Service, person_id

WORKERS = 8
SAMPLE_SECONDS = 2
KEYS = ('applicant', 'head', 'leader', 'keeper', 'director', 'chief2', 'stranger')
# How much more the last quarter may hold than the second one: caches fill, and a tree of events is deeper.
MEMORY_SHARE, MEMORY_MB = 0.10, 8
WAL_MB = 64


class Work:
    """What one person at a time does, again and again."""

    def __init__(self, service, number):
        self.service, self.dice = service, random.Random(number)
        self.people = {key: service.person(key) for key in KEYS}
        self.seed = number * 1000000
        self.times, self.n_lives, self.problems = [], 0, []

    def timed(self, function, *arguments, **members):
        begin = time.monotonic()
        answer = function(*arguments, **members)
        self.times.append((begin, time.monotonic() - begin))
        return answer

    def life(self):
        """A request from its first picture to its stamp; some are returned, refused or withdrawn."""
        people, dice = self.people, self.dice
        self.seed += 2
        pages = [self.timed(people['applicant'].bring, self.seed + n) for n in range(2)]
        request = self.timed(people['applicant'].draft, pages=pages, material_name=f'关于第{self.seed}号锅炉检修的函')
        request = self.timed(people['applicant'].move, request, 'submit')
        people['head'].move(request, 'open')
        if dice.random() < 0.1:
            self.timed(people['head'].move, request, 'return', reason='份数应为三份')
            again = people['applicant'].see(request)
            form = dict(again['form'], copies=3, mobile=people['applicant'].form()['mobile'])
            request = people['applicant'].move(people['applicant'].save(again, form).expect(200).json, 'submit')
        request = self.timed(people['head'].move, request, 'forward', next_id=person_id('leader'))
        if dice.random() < 0.1:
            people['applicant'].move(people['applicant'].see(request), 'withdraw')
            return
        if dice.random() < 0.1:
            people['leader'].move(request, 'refuse', reason='不必用印')
            return
        request = self.timed(people['leader'].move, request, 'approve')
        request = self.timed(people['keeper'].move, request, 'accept')
        photo = people['keeper'].bring(self.seed + 1, '用印后.jpg')
        self.timed(people['keeper'].move, request, 'stamp', copies=1, stamped_pages=[photo])
        self.look(request)

    def look(self, request):
        for key in ('applicant', 'leader', 'director'):
            self.timed(self.people[key].see, request)
        for name in ('thumb', 'preview'):
            self.timed(self.people['leader'].get, f'/requests/{request["id"]}/pages/0/{name}')
        for key, name in (('applicant', 'mine'), ('head', 'review'), ('keeper', 'stamp'), ('leader', 'done')):
            self.timed(self.people[key].get, '/requests', list=name, limit=50).expect(200)
        # What is refused must cost nothing either.
        assert self.people['stranger'].get(f'/requests/{request["id"]}').status == 404
        assert self.people['leader'].try_move(request, 'approve').status in (409, 412)
        assert self.people['head'].call('GET', '/api/v1/me', token='A' * 43).status == 401
        for person in self.people.values():
            person.local = threading.local()

    def run(self, end):
        while time.monotonic() < end:
            try:
                self.life()
                self.n_lives += 1
            except Exception as problem:  # pylint: disable=broad-except
                self.problems.append(repr(problem)[:500])
                if len(self.problems) > 20:
                    return


class Watch:
    """What the service holds at one moment after the other."""

    def __init__(self, service):
        self.service, self.samples = service, []

    def sample(self):
        pid, data = self.service.process.pid, self.service.data
        size = {name: os.path.getsize(f'{data}/yanyin.db{name}') if os.path.exists(f'{data}/yanyin.db{name}') else 0 for name in ('', '-wal')}
        self.samples.append({
            'at': time.monotonic(), 'memory': self.service.memory() / 2 ** 20, 'files': len(os.listdir(f'/proc/{pid}/fd')),
            'threads': len(os.listdir(f'/proc/{pid}/task')), 'database': size[''] / 2 ** 20, 'wal': size['-wal'] / 2 ** 20,
            'events': self.service.events()})

    def quarter(self, number, name):
        """Values of the quarter of that number, from 1."""
        n = len(self.samples)
        return [sample[name] for sample in self.samples[(number - 1) * n // 4:number * n // 4]]

    def show(self):
        print('| minute | memory MB | files | threads | database MB | wal MB | events |\n| --- | --- | --- | --- | --- | --- | --- |')
        step = max(1, len(self.samples) // 12)
        for sample in self.samples[::step] + self.samples[-1:]:
            print(f'| {(sample["at"] - self.samples[0]["at"]) / 60:.1f} | {sample["memory"]:.1f} | {sample["files"]} | {sample["threads"]} |'
                  f' {sample["database"]:.1f} | {sample["wal"]:.1f} | {sample["events"]} |')


class Verdict:
    def __init__(self):
        self.bad = 0

    def say(self, good, text):
        print(f'{"good" if good else "BAD "}  {text}')
        self.bad += not good


def per_event(samples, name):
    """Bytes of @name that came with each event between the first and the last of @samples."""
    events = samples[-1]['events'] - samples[0]['events']
    return (samples[-1][name] - samples[0][name]) * 2 ** 20 / max(1, events)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0


def judge(watch, works, verdict):
    problems = [problem for work in works for problem in work.problems]
    verdict.say(not problems, f'{sum(work.n_lives for work in works)} requests lived through; {len(problems)} calls went wrong {problems[:3] or ""}')
    before, after = (statistics.median(watch.quarter(number, 'memory')) for number in (2, 4))
    verdict.say(after <= before * (1 + MEMORY_SHARE) + MEMORY_MB, f'memory: {before:.1f} MB in the second quarter, {after:.1f} MB in the last')
    before, after = (max(watch.quarter(number, 'files')) for number in (2, 4))
    verdict.say(after <= before + WORKERS, f'open files: at most {before} in the second quarter, {after} in the last')
    before, after = (max(watch.quarter(number, 'threads')) for number in (2, 4))
    verdict.say(after <= before + 1, f'threads: at most {before}, {after}')
    half = len(watch.samples) // 2
    before, after = per_event(watch.samples[:half], 'database'), per_event(watch.samples[half:], 'database')
    verdict.say(after <= before * 1.25 + 200, f'database: {before:.0f} bytes an event in the first half, {after:.0f} in the second')
    verdict.say(max(sample['wal'] for sample in watch.samples) <= WAL_MB, f'write-ahead log: at most {max(sample["wal"] for sample in watch.samples):.1f} MB')
    begin, end = watch.samples[0]['at'], watch.samples[-1]['at']
    times = [each for work in works for each in work.times]
    early = [took for at, took in times if begin + (end - begin) / 4 <= at < begin + (end - begin) / 2]
    late = [took for at, took in times if at >= end - (end - begin) / 4]
    verdict.say(percentile(late, 0.99) <= 2 * percentile(early, 0.99) + 0.02,
                f'{len(times)} calls, 99 of 100 within {1000 * percentile(early, 0.99):.1f} ms in the second quarter,'
                f' {1000 * percentile(late, 0.99):.1f} ms in the last')


def main():
    minutes = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    service = Service(settings={'HTTP_IDLE_SECONDS': '20'}).start()
    verdict = Verdict()
    try:
        works, watch = [Work(service, number) for number in range(WORKERS)], Watch(service)
        end = time.monotonic() + 60 * minutes
        threads = [threading.Thread(target=work.run, args=(end,)) for work in works]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            watch.sample()
            for thread in [thread for thread in threads if thread.is_alive()][:1]:
                thread.join(SAMPLE_SECONDS)
        watch.show()
        judge(watch, works, verdict)
        check = service.ctl('check', check=False)
        verdict.say(check.returncode == 0, check.stdout.strip())
        service.stop()
        said = service.log()
        verdict.say('CRITICAL' not in said and 'WARNING' not in said, f'the log: {said.count(chr(10))} lines')
    finally:
        service.close()
    return 1 if verdict.bad else 0


if __name__ == '__main__':
    sys.exit(main())
