#!/usr/bin/env python3
"""The templates: well-formed, in the resource bundle, every icon there is, and no button that a screen reader cannot name."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

BUNDLE = 'resources/yanyin.gresource.xml'
OWN_ICONS = 'resources/icons'
ADWAITA = '/usr/share/icons/Adwaita'
BUTTONS = {'GtkButton', 'GtkMenuButton', 'GtkToggleButton', 'AdwSplitButton'}
ICON_NAME = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+-symbolic)"')


def tracked(*patterns):
    output = subprocess.run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', *patterns],
                            capture_output=True, check=True).stdout.decode()
    return sorted(name for name in output.split('\0') if name and os.path.exists(name))


def known_icons():
    names = set()
    for top in (OWN_ICONS, ADWAITA):
        for _, _, files in os.walk(top):
            names.update(re.sub(r'(\.symbolic)?\.(svg|png)$', '', file) for file in files)
    return names


def check_bundle(templates):
    tree = ElementTree.parse(BUNDLE)
    bundled = {entry.text for entry in tree.iter('file')}
    wanted = {os.path.relpath(name, 'ui') for name in templates}
    wanted |= {os.path.relpath(name, 'resources') for name in tracked('resources/icons', 'resources/*.css')}
    for name in sorted(wanted - bundled):
        yield f'{BUNDLE} does not list {name}'
    for name in sorted(bundled - wanted):
        yield f'{BUNDLE} lists {name}, which does not exist'


def nameless_buttons(name):
    for item in ElementTree.parse(name).iter():
        if item.tag not in ('object', 'template') or (item.get('class') or item.get('parent')) not in BUTTONS:
            continue
        properties = {entry.get('name') for entry in item.findall('property')}
        has_words = {'label', 'tooltip-text', 'child'} & properties or item.find('accessibility') is not None \
            or item.find('child') is not None
        if 'icon-name' in properties and not has_words:
            yield f'{name}: a button has an icon and no words ({item.get("id") or "without an id"}): give it a tooltip-text'


def check_icons(sources):
    if not os.path.isdir(ADWAITA):
        return
    icons = known_icons()
    for name in sources:
        with open(name, encoding='utf-8') as file:
            text = file.read()
        found = set(ICON_NAME.findall(text)) | set(re.findall(r'icon-name"[^>]*>([a-z0-9-]+-symbolic)<', text))
        for icon in sorted(found - icons):
            yield f'{name}: there is no icon {icon}, neither in Adwaita nor in {OWN_ICONS}'


def main():
    templates = tracked('ui')
    problems = []
    for name in templates:
        answer = subprocess.run(['xmllint', '--noout', name], capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            problems.append(answer.stderr.strip())
        else:
            problems.extend(nameless_buttons(name))
    problems.extend(check_bundle(templates))
    problems.extend(check_icons(templates + tracked('src/client')))
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
