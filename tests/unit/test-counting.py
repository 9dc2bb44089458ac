#!/usr/bin/env python3
"""The closing line of ./run test tells the truth: a program that dies early must not pass for green.

usage: test-counting.py SOURCE_ROOT        (TAP)
"""

import sys

sys.dont_write_bytecode = True
sys.path.insert(0, f'{sys.argv[1]}/tests/tools')
import count_tests  # noqa: E402 (the path is only known now)


def record(result, stdout):
    return {'name': 'a', 'result': result, 'stdout': stdout}


CASES = (
    ('each line is one test', [record('OK', '1..3\nok 1 /a\nok 2 /b\nok 3 /c # SKIP no display\n')], (2, 0, 1)),
    ('a failed line is a failed test', [record('FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n')], (1, 1, 0)),
    ('a crash after good lines is a failure', [record('ERROR', '1..3\nok 1 /a\n')], (1, 1, 0)),
    ('a leak after the last line is a failure', [record('FAIL', '1..1\nok 1 /a\n')], (1, 1, 0)),
    ('a program that hangs is a failure', [record('TIMEOUT', '')], (0, 1, 0)),
    ('a program without lines is one test', [record('OK', '')], (1, 0, 0)),
    ('a program that is skipped is counted so', [record('SKIP', '1..0 # SKIP\n')], (0, 0, 1)),
    ('nested lines count once', [record('OK', '    ok 1 x\n    ok 2 y\nok 1 both\nok 2 z\n1..2\n')], (3, 0, 0)),
    ('words of a program are not results', [record('OK', '# ok so far\nok 1 /a\nokay\n1..1\n')], (1, 0, 0)),
)


def named(name, result):
    return {'name': name, 'result': result, 'stdout': 'ok 1 x\n' if result == 'OK' else 'not ok 1 x\n'}


FIRST = [named('yanyin:display / a', 'FAIL'), named('yanyin:display / b', 'OK'), named('yanyin:unit / c', 'FAIL')]
# (what is told, what it is, what it must be)
SECOND_TRY = (
    ('only programs of the suite are named for a second try', count_tests.failed_programs(FIRST, 'display'), ['a']),
    ('what passes at the second try has passed', count_tests.count(count_tests.merge(FIRST, [named('yanyin:display / a', 'OK')]))[0],
     {'passed': 2, 'failed': 1, 'skipped': 0}),
    ('what fails twice has failed once', count_tests.count(count_tests.merge(FIRST, [named('yanyin:display / a', 'FAIL')]))[0],
     {'passed': 1, 'failed': 2, 'skipped': 0}),
    ('without a second try all stays', count_tests.merge(FIRST, []), FIRST),
)


def main():
    print(f'1..{len(CASES) + len(SECOND_TRY)}')
    failed = False
    for number, (name, records, expected) in enumerate(CASES, 1):
        totals, _ = count_tests.count(records)
        counted = (totals['passed'], totals['failed'], totals['skipped'])
        if counted != expected:
            print(f'# counted {counted}, not {expected}')
            failed = True
        print(f'{"ok" if counted == expected else "not ok"} {number} - {name}')
    for number, (name, is_so, expected) in enumerate(SECOND_TRY, len(CASES) + 1):
        if is_so != expected:
            print(f'# {is_so}, not {expected}')
            failed = True
        print(f'{"ok" if is_so == expected else "not ok"} {number} - {name}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
