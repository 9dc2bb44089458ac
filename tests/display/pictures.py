#!/usr/bin/python3
"""./run pictures: every page of the client as people see it, wide and narrow, light and dark, in Chinese and in English.

usage: pictures.py [--out FOLDER] [--language zh_CN|en] [--chapter NAME]... [--docs]

Fills build/demo with the demonstration department, starts the real service on it, opens the real client on a virtual display and walks
through its pages. The pictures are in FOLDER/LANGUAGE/SIZE-STYLE/NN-PAGE.png (FOLDER: build/pictures), and beside them a sheet for each
page with all that was taken of it: whoever changes the client looks at those. With --docs, the few in docs/pictures are renewed.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, 'tests', 'tools'), os.path.join(ROOT, 'tests', 'display')]

import demo  # noqa: E402
from picture_chapters import CHAPTERS  # noqa: E402
from picture_walk import Walk  # noqa: E402
from yanyin_desk import Desk  # noqa: E402

LANGUAGES = ('zh_CN', 'en')
IN_ENGLISH = ('review.png', 'form.png')


def sheet_of(files, path):
    """All pictures of a page on one sheet."""
    subprocess.run(['/usr/bin/montage', '-label', '', *files, '-tile', f'{len(files)}x1', '-geometry', 'x700>+6+6',
                    '-background', '#808080', path], check=True)


def make_sheets(folder):
    for language in sorted(os.listdir(folder)):
        looks = sorted(name for name in os.listdir(f'{folder}/{language}') if '-' in name and os.path.isdir(f'{folder}/{language}/{name}'))
        pages = sorted(set(itertools.chain(*(os.listdir(f'{folder}/{language}/{look}') for look in looks))))
        for page in pages:
            files = [f'{folder}/{language}/{look}/{page}' for look in looks]
            sheet_of([file for file in files if os.path.exists(file)], f'{folder}/{language}/sheet-{page}')


def renew_docs(out, language):
    """The chosen ones, with few colours: they are text, and lie in the repository."""
    folder = os.path.join(ROOT, 'docs', 'pictures', *([] if language == 'zh_CN' else [language]))
    os.makedirs(folder, exist_ok=True)
    for name in sorted(os.listdir(f'{out}/{language}/chosen')):
        if language == 'zh_CN' or name in IN_ENGLISH:
            subprocess.run(['/usr/bin/convert', f'{out}/{language}/chosen/{name}', '-strip', '+dither', '-colors', '192', '-define',
                            'png:compression-level=9', f'png8:{folder}/{name}'], check=True)


def take(out, language, chapters):
    service, url = demo.start_service(demo.fill())
    try:
        with Desk(demo.BUILD, url) as desk:
            walk = Walk(desk, language, os.path.join(out, language))
            for name in chapters:
                demo.say(f'{language}: {name}')
                CHAPTERS[name](walk)
            walk.close()
            return walk.count
    finally:
        service.terminate()
        service.wait(timeout=30)
        os.remove(demo.ADDRESS_FILE)


def main():
    parser = argparse.ArgumentParser(prog='./run pictures')
    parser.add_argument('--out', default=os.path.join(demo.BUILD, 'pictures'), help='the folder that the pictures are put into')
    parser.add_argument('--language', choices=LANGUAGES, action='append', help='only this one')
    parser.add_argument('--chapter', choices=CHAPTERS, action='append', help='only this part of the walk')
    parser.add_argument('--docs', action='store_true', help='renew the pictures in docs/pictures too')
    options = parser.parse_args()

    chosen = [name for name in CHAPTERS if not options.chapter or name in options.chapter]
    count = 0
    for language in options.language or LANGUAGES:
        shutil.rmtree(os.path.join(options.out, language), ignore_errors=True)
        count += take(options.out, language, chosen)
        if options.docs:
            renew_docs(options.out, language)
    demo.say('putting them on sheets')
    make_sheets(options.out)
    demo.say(f'{count} pictures are in {os.path.relpath(options.out, ROOT)}')


if __name__ == '__main__':
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
