#!/usr/bin/env python3
"""Count what a meson test run did, one by one: every TAP line, not every program.

usage: count_tests.py TESTLOG.json [AGAIN.json]
       count_tests.py --failed SUITE TESTLOG.json

Names what failed, closes with `N passed, N failed[, N skipped]`, and exits with 1 when anything failed, when a
program ended before its plan was fulfilled, or when nothing was run at all. AGAIN.json: the log of a second run of some
of the programs, whose results count instead; each of them is named.

--failed: prints the names of the programs of that suite that did not pass, and counts nothing.
"""

import json
import re
import sys

RESULT = re.compile(r'^( *)(not )?ok\b\s*(\d+)?\s*-?\s*(.*)$')
SKIPPED = re.compile(r'#\s*SKIP\b', re.IGNORECASE)
GOOD = ('OK', 'EXPECTEDFAIL')


def tap_results(output):
    """(name, outcome) of each leaf; a line that only sums up the indented ones before it is left out."""
    results, depth_before = [], 0
    for line in output.splitlines():
        match = RESULT.match(line)
        if not match:
            continue
        depth = len(match[1])
        if depth >= depth_before:
            name = match[4].split('#')[0].strip() or f'test {match[3]}'
            if match[2]:
                results.append((name, 'failed'))
            else:
                results.append((name, 'skipped' if SKIPPED.search(match[4]) else 'passed'))
        depth_before = depth
    return results


def count(records):
    totals = {'passed': 0, 'failed': 0, 'skipped': 0}
    failures = []
    for record in records:
        results = tap_results(record.get('stdout') or '')
        for name, outcome in results:
            totals[outcome] += 1
            if outcome == 'failed':
                failures.append(f'{record["name"]}: {name}')
        outcomes = [outcome for _, outcome in results]
        if record['result'] in GOOD + ('SKIP',):
            if not results:
                totals['skipped' if record['result'] == 'SKIP' else 'passed'] += 1
        elif 'failed' not in outcomes:
            # It crashed, hung, leaked, or ended too early: whatever it had said before, that is a failure.
            totals['failed'] += 1
            failures.append(f'{record["name"]}: {record["result"].lower()}')
    return totals, failures


def load(path):
    try:
        with open(path, encoding='utf-8') as log:
            return [json.loads(line) for line in log if line.strip()]
    except FileNotFoundError:
        return []


def merge(records, again):
    """The records with those of a second run in the place of the first; a program that ran only then is not hidden either."""
    second = {record['name']: record for record in again}
    return [second.pop(record['name'], record) for record in records] + list(second.values())


def failed_programs(records, suite):
    return [record['name'].split(' / ')[-1] for record in records
            if record['result'] not in GOOD + ('SKIP',) and record['name'].split(' / ')[0].endswith(f':{suite}')]


def main():
    if sys.argv[1] == '--failed':
        print(' '.join(failed_programs(load(sys.argv[3]), sys.argv[2])))
        return 0
    records = load(sys.argv[1])
    again = load(sys.argv[2]) if len(sys.argv) > 2 else []
    for record in again:
        print(f'tried again: {record["name"]}: {record["result"].lower()}')
    records = merge(records, again)
    totals, failures = count(records)
    if not records:
        print('No test was run: look at what meson said above.')
        totals['failed'] = 1
    for failure in failures:
        print(f'failed: {failure}')
    if failures:
        print('What to do: the output of each is in build-test/meson-logs/testlog.txt')
    line = f'{totals["passed"]} passed, {totals["failed"]} failed'
    if totals['skipped']:
        line += f', {totals["skipped"]} skipped'
    print(line)
    return 1 if totals['failed'] else 0


if __name__ == '__main__':
    sys.exit(main())
