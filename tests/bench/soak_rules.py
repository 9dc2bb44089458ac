#!/usr/bin/env python3
"""A rule that no test misses is no rule: each row of data/rules/notice.rules is taken out in turn, and each of its moments, and the
tests are run under what is left. The first that fails is named beside it. Programs that only know the core come first; what they do
not see is put into force in a service (`yanyinctl rules set`), and the tests of the service are run."""

import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORE = ('rule-cases', 'rules', 'decision')
SERVICE = ('decision', 'takeout', 'gold', 'pictures', 'route-http')


def read_table():
    with open(f'{ROOT}/data/rules/notice.rules', encoding='utf-8') as file:
        return file.read()


def blocks(text):
    """[(key, from, to)] of the rows of a table."""
    return [(found[1], found.start(), found.end()) for found in re.finditer(r'^\[rule ([^\]]+)\]\n(?:[^\n\[#]+\n)+', text, re.M)]


def mutants(text):
    """(what is missing, the table without it)"""
    for key, start, end in blocks(text):
        yield key, text[:start] + text[end:]
        row = text[start:end]
        moments = re.search(r'^at=(.*)$', row, re.M)
        words = [word for word in moments[1].split(';') if word]
        for word in words if len(words) > 1 else ():
            rest = ';'.join(each for each in words if each != word) + ';'
            yield f'{key} at {word}', text[:start] + row[:moments.start(1)] + rest + row[moments.end(1):] + text[end:]


class Programs:
    """The tests that may see it, as they are run."""

    def __init__(self, build):
        self.build = build
        self.paths = {name: self.list_paths(name) for name in CORE}
        self.said = ''

    def command(self, name):
        return [os.path.join(self.build, 'tests', 'unit', f'test-{name}')]

    def list_paths(self, name):
        listed = subprocess.run(self.command(name) + ['-l'], capture_output=True, text=True, check=True)
        return [line for line in listed.stdout.splitlines() if line.startswith('/')]

    def core(self, name, table):
        """None when it passes under @table; else which test did not."""
        done = subprocess.run(self.command(name), capture_output=True, text=True, check=False, env=dict(os.environ, YY_TEST_RULES=table))
        self.said = done.stdout + done.stderr
        if done.returncode == 0:
            return None
        n_passed = len(re.findall(r'^ok ', done.stdout, re.M))
        return self.paths[name][min(n_passed, len(self.paths[name]) - 1)]

    def service(self, name, table):
        program = f'{ROOT}/tests/integration/test-{name}.py'
        if not os.path.exists(program):
            return None
        done = subprocess.run([program], capture_output=True, text=True, check=False, env=dict(os.environ, YANYIN_TEST_RULES=table))
        self.said = done.stdout + done.stderr
        failed = re.search(r'^not ok \d+ - (.*)$', done.stdout, re.M)
        return None if done.returncode == 0 else f'{name}: {failed[1] if failed else "ended"}'

    def find(self, table):
        for name in CORE:
            seen = self.core(name, table)
            if seen:
                return seen
        for name in SERVICE:
            seen = self.service(name, table)
            if seen:
                return seen
        return None


def main():
    text, programs = read_table(), Programs(sys.argv[1])
    begin, survivors, count = time.monotonic(), [], 0
    with tempfile.TemporaryDirectory(prefix='yanyin-soak.') as folder:
        table = os.path.join(folder, 'table.rules')
        with open(table, 'w', encoding='utf-8') as file:
            file.write(text)
        for name in CORE:
            if programs.core(name, table):
                sys.exit(f'test-{name} fails under the whole table:\n{programs.said[-2000:]}')
        print('| without | seen by |\n| --- | --- |')
        for missing, left in mutants(text):
            with open(table, 'w', encoding='utf-8') as file:
                file.write(left)
            subprocess.run([os.environ['YANYIN_TEST_CTL'], 'rules', 'check', table], check=True, stdout=subprocess.DEVNULL)
            seen = programs.find(table)
            count += 1
            if not seen:
                survivors.append(missing)
            print(f'| {missing} | {seen or "NOBODY"} |', flush=True)
    assert count > len(blocks(text)) > 40
    print(f'{count} tables with something missing, {len(survivors)} that no test sees, {time.monotonic() - begin:.0f} s')
    for each in survivors:
        print(f'NOBODY sees that {each} is missing')
    return 1 if survivors else 0


if __name__ == '__main__':
    sys.exit(main())
