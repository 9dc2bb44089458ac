"""Helpers for what the form asks beside the plain fields: the draft behind a window, companies, and the answer to what asks back."""

import re

import yanyin_acts as acts
from yanyin_stage import REASON, person_name

NOT_CONTRACT = '我确认这不是合同'


def draft_of(stage, window, key, material):
    """The draft of that name once the interface has it."""

    def found():
        items = stage.api(key).get('/requests', list='mine').expect(200).json['items']
        return next((item for item in items if item['material_name'] == material), None)

    return window.wait(found, f'the draft {material} at the interface')


def wait_form(stage, window, key, draft, **members):
    """Until the interface has these members of the form."""
    window.wait(lambda: all(stage.api(key).see(draft)['form'][name] == value for name, value in members.items()),
                f'{members} at the interface')


def wait_written(stage, window, key, draft, pages=1):
    """Until all that write_form() wrote is at the interface: what it says of a submission is then about what was left out."""
    wait_form(stage, window, key, draft, reason=REASON, contract='no', major='no', not_blank='yes')
    window.wait(lambda: len(stage.api(key).see(draft)['pages']) == pages, 'the pictures at the interface')


def company_row(window):
    return window.find('row', re.compile('^服务企业：'))


def pick_company(window, name):
    """Takes the company @name from its picker."""

    def offered(row):
        return [node for node in row.find_all('row') if node.ref != row.ref]

    row = window.click('row', re.compile('^服务企业：'), offered)
    found = next(node for node in offered(row) if node.name.startswith(name))
    found.click('mouse')
    window.wait(lambda: company_row(window).name.startswith(f'服务企业：{name}'), f'{name} to be chosen')


def closed_companies(window):
    """Those that the picker shows, but does not let anybody choose."""
    row = window.click('row', re.compile('^服务企业：'), lambda row: len(row.find_all('row')) > 1)
    window.wait_label('灰色的企业由其主管科室申请。')
    closed = [re.split(' ', node.name)[0] for node in row.find_all('row') if node.ref != row.ref and 'sensitive' not in node.states]
    window.desk.desktop.key('Escape')
    return closed


def fill_plain(window, material, reviewer='head', seal='行政公章'):
    acts.new_form(window)
    acts.write_form(window, material, REASON, seal=seal, reviewer=person_name(reviewer))


def done(window):
    number = acts.submit_form(window)
    window.press('完成')
    return number
