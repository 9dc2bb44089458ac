"""The decision table of the notice (tests/data/decision-table.csv) and the cases that it speaks of, over HTTP."""

import csv
import datetime
import itertools

from yanyin_service import ROOT, make_id, person_id, today

# The words of each factor, the usual one first: tests/data/README.md says what they mean.
FACTORS = {
    'kind': ('stamp', 'take-out'),
    'seal': ('admin', 'party', 'name', 'other'),
    'contract': ('no', 'yes', 'unset'),
    'name': ('plain', 'contract', 'related', 'related-confirmed'),
    'major': ('no', 'yes', 'unset'),
    'company': ('none', 'sponsored', 'foreign'),
    'applicant': ('staff', 'head'),
    'pages': ('normal', 'undeclared', 'declared-blank', 'unfilled', 'unfilled-confirmed', 'blank'),
    'by': ('reviewer', 'leader', 'chief', 'dept_head', 'director', 'chief-after-dept_head', 'chief-after-director',
           'applicant'),
}
NAMES = {'plain': '关于更换三号锅炉的函', 'contract': '锅炉采购合同及说明'}
RELATED = '锅炉维护补充协议的函'
KEEPERS = {'party': 'organiser', 'admin': 'keeper', 'name': 'director', 'other': 'director'}
COMPANIES = {'none': '', 'sponsored': 'hexi-food', 'foreign': 'anju-property'}
NOT_BLANK = {'undeclared': 'unset', 'declared-blank': 'no'}
PEOPLE = {'leader': 'leader', 'chief': 'chief2', 'dept_head': 'owner', 'director': 'director'}
# What a look at the picture told, as the service keeps it: set beside it, so that no case hangs on what a program makes of pixels.
VERDICTS = {'unfilled': 'form', 'unfilled-confirmed': 'form', 'blank': 'blank'}
# What is left of the factors when it was submitted.
SUBMITTED = {'contract': ('no',), 'name': ('plain', 'related-confirmed'), 'major': ('no', 'yes'), 'company': ('none', 'sponsored'),
             'pages': ('normal', 'unfilled-confirmed')}
# No seal is booked twice at the same time (R04).
BOOKINGS = itertools.count()
# Of those that forbid it one is told before those that somebody else could lift.
STRONGEST = ('forbidden', 'needs', 'asked', 'unreachable')


def matches(cell, word):
    if cell == '*':
        return True
    if cell.startswith('!'):
        return word not in cell[1:].split('|')
    return word in cell.split('|')


class Table:
    def __init__(self):
        with open(f'{ROOT}/tests/data/decision-table.csv', encoding='utf-8') as file:
            self.rows = list(csv.DictReader(file))
        for row in self.rows:
            for factor, words in FACTORS.items():
                named = row[factor].lstrip('!').split('|')
                assert named == ['*'] or set(named) <= set(words), f'{factor} has no {row[factor]}'

    def find(self, moment, case):
        return [row for row in self.rows if row['moment'] == moment and all(
            matches(row[factor], word) for factor, word in case.items())]

    def submit(self, case):
        """All that is told: {(pointer, code, rule)}; empty when it goes through."""
        return {(row['at'], row['code'], row['rule']) for row in self.find('submit', case)}

    def approve(self, case, by):
        """What may be told, one of it; empty when it goes through."""
        rows = self.find('approve', {**case, 'by': by})
        strongest = min((STRONGEST.index(row['says']) for row in rows), default=0)
        return {(row['at'], row['code'], row['rule']) for row in rows if STRONGEST.index(row['says']) == strongest}


def all_cases(**fixed):
    """Every combination; @fixed: factors with their words."""
    words = {factor: fixed.get(factor, every) for factor, every in FACTORS.items() if factor != 'by'}
    for values in itertools.product(*words.values()):
        yield dict(zip(words, values))


def bring_pictures(service):
    """{(applicant, verdict): a picture of his of which the service knows that}; it is started anew."""
    pictures = {}
    for seed, (key, verdict) in enumerate(itertools.product(('applicant', 'head'), ('normal', 'form', 'blank')), 9000):
        pictures[key, verdict] = service.person(key).bring(seed)
    service.stop()
    for (_, verdict), page in pictures.items():
        service.change('UPDATE picture SET blank = ?, blank_version = 1000000 WHERE sha256 = ?', verdict, page['sha256'])
    service.start()
    return pictures


class Player:
    """Plays cases with the persons of a service. @pictures: of bring_pictures()."""

    def __init__(self, service, pictures):
        self.service = service
        self.people = {key: service.person(key) for key in ('applicant', 'head', 'leader', 'chief2', 'owner', 'director')}
        self.pictures = pictures
        self.table = Table()
        self.drafts = {}
        self.n_checks = self.n_submissions = self.n_approvals = 0
        self.problems = []

    def applicant(self, case):
        return 'head' if case['applicant'] == 'head' else 'applicant'

    def pages(self, case):
        return [self.pictures[self.applicant(case), VERDICTS.get(case['pages'], 'normal')]]

    def booking(self):
        """R04: ahead, for a minute of its own."""
        start = datetime.datetime.combine(today() + datetime.timedelta(days=1), datetime.time(0))
        start += datetime.timedelta(minutes=2 * next(BOOKINGS))
        return (start.isoformat(timespec='minutes'),
                (start + datetime.timedelta(minutes=1)).isoformat(timespec='minutes'))

    def form(self, case):
        seal = case['seal']
        confirmed = [rule for factor, rule in (('name', 'A08'), ('pages', 'A11')) if case[factor].endswith('-confirmed')]
        form = self.people[self.applicant(case)].form(
            kind=case['kind'], seal_id=f'{seal}-seal', keeper_id=person_id(KEEPERS[seal]),
            seal_text='食堂专用章' if seal == 'other' else '', unavoidable='上级部门的表格指定须盖名章' if seal == 'name' else '',
            contract=case['contract'], material_name=NAMES.get(case['name'], RELATED), major=case['major'],
            company_id=COMPANIES[case['company']], not_blank=NOT_BLANK.get(case['pages'], 'yes'), confirmed=' '.join(confirmed))
        if case['kind'] == 'take-out':
            form['out_from'], form['out_until'] = self.booking()
            # R05: of the applicant's unit, and no keeper.
            form.update(destination='市招标中心', carrier_id=person_id('colleague'))
        return form

    def draft(self, case):
        """A draft of that case: one that was refused before, written anew."""
        key = self.applicant(case)
        person, form = self.people[key], self.form(case)
        before = self.drafts.pop(key, None)
        if before is not None:
            return person.save(before, form, self.pages(case)).expect(200).json
        return person.post('/requests', {'id': make_id(), 'form': form, 'pages': self.pages(case)}).expect(201).json

    def differ(self, case, by, told, expected):
        what = ' '.join(f'{factor}={word}' for factor, word in case.items())
        self.problems.append(f'{what}{by and " by=" + by}: {sorted(told)} instead of {sorted(expected)}')

    def check(self, case):
        """What the form is told while it is written: the same as a submission, and nothing happens."""
        key, expected = self.applicant(case), self.table.submit(case)
        content = {'form': self.form(case), 'pages': self.pages(case)}
        told = set(self.people[key].post(f'/requests/{make_id()}/check', content).expect(200).issues)
        self.n_checks += 1
        if told != expected:
            self.differ(case, 'check', told, expected)

    def submit(self, case):
        """The request, or None when it was refused; both as the table says."""
        key, expected = self.applicant(case), self.table.submit(case)
        draft = self.draft(case)
        answer = self.people[key].try_move(draft, 'submit')
        told = set() if answer.status == 200 else set(answer.issues)
        self.n_submissions += 1
        if told != expected or answer.status not in (200, 422):
            self.differ(case, '', told, expected)
        if answer.status == 200:
            return answer.json
        self.drafts[key] = draft
        return None

    def approve(self, case, request, key, by):
        """TRUE when it is approved; as the table says."""
        expected = self.table.approve(case, by)
        answer = self.people[key].try_move(request, 'approve')
        told = set() if answer.status == 200 else set(answer.issues)
        self.n_approvals += 1
        if not (told <= expected and len(told) == min(1, len(expected))):
            self.differ(case, by, told, expected)
        return answer.status == 200

    def forward(self, request, key, to):
        return self.people[key].try_move(request, 'forward', next_id=person_id(PEOPLE[to]))

    def play(self, case, trail):
        """Submits it, and lets everybody on @trail try to approve it finally until one of them may."""
        request = self.submit(case)
        if request is None:
            return
        key = 'head' if case['applicant'] == 'staff' else 'leader'
        if self.approve(case, request, key, 'reviewer'):
            return
        before = ''
        for post in trail:
            by = f'{post}-after-{before}' if post == 'chief' and before in ('dept_head', 'director') else post
            if PEOPLE[post] == key:
                if self.approve(case, request, key, by):
                    return
                continue
            answer = self.forward(request, key, post)
            unreachable = any(row['says'] == 'unreachable' for row in self.table.find('approve', {**case, 'by': by}))
            if answer.status != 200:
                if not unreachable or answer.issues != [('/next_id', 'not-a-next', 'R17')]:
                    self.differ(case, by, set(answer.issues), {'to be reached'})
                continue
            if unreachable:
                self.differ(case, by, set(), self.table.approve(case, by))
            request, key, before = answer.json, PEOPLE[post], post
            if self.approve(case, request, key, by):
                return


TRAILS = (('leader', 'dept_head', 'director', 'chief'), ('leader', 'chief'))
