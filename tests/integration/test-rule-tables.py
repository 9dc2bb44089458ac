#!/usr/bin/python3
"""Changed tables of rules: what one would have decided otherwise is told before it is in force, putting it in force is an event, and
what is under way keeps the table that it was submitted under (F60). Otherwise a new rule stops what was promised, or a rule goes
unnoticed."""

import re
import sys

from yanyin_service import Service, person_id
from yanyin_tap import run_tests

NOTHING_MORE = """
[rule T1.copies]
at=submit;
when=copies > 1
effect=block
code=too-large
limit=1
field=/form/copies
clause=试行：每次一份。
"""
NO_APPROVAL = """
[rule T2.none]
at=approve;
when=seal.kind == "admin"
effect=block
code=not-allowed
clause=试行：停用。
"""


class Stage:
    def __init__(self, service):
        self.service = service
        self.applicant, self.head, self.leader, self.keeper = service.people('applicant', 'head', 'leader', 'keeper')
        self.notice = service.ctl('rules', 'show').stdout

    def table(self, *rows, without=()):
        """A file with the table of the notice, changed."""
        text = self.notice
        for key in without:
            text, n = re.subn(r'\[rule ' + re.escape(key) + r'\]\n(?:[^\[\n#][^\n]*\n)+', '', text)
            assert n == 1, f'the notice has no rule {key}'
        path = f'{self.service.folder}/table.rules'
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text + ''.join(rows))
        return path

    def replay(self, path, since='2020-01-01'):
        """Lines, with times and numbers taken out."""
        done = self.service.ctl('rules', 'replay', path, '--since', since)
        assert done.stderr == '', done.stderr
        return [re.sub(r'^\d{4}-\d\d-\d\dT\d\d:\d\d YY\d+', 'THEN', line) for line in done.stdout.splitlines()]

    def approved(self, **changes):
        request = self.applicant.submitted(**changes)
        self.head.move(self.head.see(request), 'forward', next_id=self.leader.id)
        self.leader.move(self.leader.see(request), 'approve')
        return request


def what_another_table_would_have_decided_is_told(stage):
    events, request = stage.service.events(), stage.approved(copies=1)
    two = stage.approved(copies=2)
    steps = stage.service.events() - events
    assert steps == 8, steps
    same = stage.replay(stage.table())
    assert same == ['Steps since 2020-01-01 that were looked at: 6. Decided otherwise: 0.'], same
    told = stage.replay(stage.table(NOTHING_MORE))
    assert told == [f'THEN: “submit” by {stage.applicant.id} would have been refused by T1 (试行：每次一份。)',
                    'Steps since 2020-01-01 that were looked at: 6. Decided otherwise: 1.'], told
    whole = stage.service.ctl('rules', 'replay', stage.table(NOTHING_MORE), '--since', '2020-01-01').stdout
    assert f' {two["number"]}: ' in whole and request['number'] not in whole, whole
    told = stage.replay(stage.table(NO_APPROVAL, without=['A02.section']))
    head = (f'THEN: “approve” would have been open to {stage.head.id}: A02 no longer closes it '
            '(科室、中心负责人选择“同意并提交上级领导审核”—选择分管领导。)')
    leader = f'THEN: “approve” by {stage.leader.id} would have been refused by T2 (试行：停用。)'
    # The blocking row is last: what the head could not do for A02, he could not do for it either.
    assert told == [leader, leader, 'Steps since 2020-01-01 that were looked at: 6. Decided otherwise: 2.'], told
    told = stage.replay(stage.table(without=['A02.section']))
    assert told == [head, head, 'Steps since 2020-01-01 that were looked at: 6. Decided otherwise: 2.'], told


def a_replay_is_of_its_days_and_changes_nothing(stage):
    events = stage.service.events()
    told = stage.replay(stage.table(NOTHING_MORE), '2099-01-01')
    assert told == ['Steps since 2099-01-01 that were looked at: 0. Decided otherwise: 0.'], told
    for words in (('--since', '2026-02-30'), ('--since', 'yesterday'), ('--until', '2026-01-01')):
        refused = stage.service.ctl('rules', 'replay', stage.table(), *words, check=False)
        assert refused.returncode in (1, 2) and refused.stdout == '', refused
    broken = stage.service.ctl('rules', 'replay', stage.table('[rule X]\nat=submit\n'), '--since', '2026-01-01', check=False)
    assert broken.returncode == 1 and '[rule X]' in broken.stderr, broken
    assert stage.service.events() == events and stage.service.query('SELECT count(*) FROM rule_table') == [(0,)]


def what_is_under_way_keeps_its_table_F60(stage):
    request = stage.applicant.submitted()
    forwarded = stage.applicant.submitted()
    stage.head.move(stage.head.see(forwarded), 'forward', next_id=stage.leader.id)
    draft = stage.applicant.draft()
    events = stage.service.events()
    done = stage.service.ctl('rules', 'set', stage.table(NO_APPROVAL))
    assert 'keep the one they were submitted under' in done.stdout, done.stdout
    assert stage.service.events() == events + 1, 'no event, or more than one'
    stage.service.ctl('rules', 'set', stage.table(NO_APPROVAL))
    assert stage.service.events() == events + 1, 'the same table is in force already'
    assert stage.service.ctl('rules', 'show').stdout.endswith(NO_APPROVAL)

    # The running one is approved under its own table, whatever happens to it before.
    assert stage.leader.move(stage.leader.see(forwarded), 'approve')['state'] == 'approved'
    # What is submitted now, or again, stands under the new one.
    new = stage.applicant.move(draft, 'submit')
    stage.head.move(stage.head.see(request), 'return', reason='份数')
    again = stage.applicant.see(request)
    again = stage.applicant.save(again, dict(again['form'], mobile=stage.applicant.form()['mobile'])).expect(200).json
    again = stage.applicant.move(again, 'submit')
    for each in (new, again):
        stage.head.move(stage.head.see(each), 'forward', next_id=stage.leader.id)
        refused = stage.leader.try_move(stage.leader.see(each), 'approve').expect(409)
        assert refused.issues == [('/action', 'not-allowed', 'T2')], refused.issues
        assert refused.json['errors'][0]['clause'] == '试行：停用。', refused.json
    versions = stage.service.query('SELECT request_id, rules_version FROM request_rules')
    wanted = {forwarded['id']: 0, new['id']: 1, again['id']: 1}
    assert {key: version for key, version in versions if key in wanted} == wanted, versions
    assert stage.service.ctl('check').returncode == 0


def a_replay_compares_with_the_table_of_each_step(stage):
    # Under the notice again, what T2 stopped would have been open to the leader, had he sent it on.
    request = stage.applicant.submitted()
    stage.head.move(stage.head.see(request), 'forward', next_id=stage.leader.id)
    stage.leader.move(stage.leader.see(request), 'forward', next_id=person_id('chief'))
    told = stage.replay(stage.table())
    assert told[:-1] == [f'THEN: “approve” would have been open to {stage.leader.id}: T2 no longer closes it (试行：停用。)'], told
    stage.service.ctl('rules', 'set', stage.table())
    assert stage.replay(stage.table())[:-1] == told[:-1], 'a table that came later changes what was decided under an older one'


TESTS = (what_another_table_would_have_decided_is_told, a_replay_is_of_its_days_and_changes_nothing,
         what_is_under_way_keeps_its_table_F60, a_replay_compares_with_the_table_of_each_step)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
