#!/usr/bin/python3
"""Pictures of the material come into the form, through real windows: a giant photo, too many, dragged, pasted; each looked up at the
interface too."""

import hashlib
import os
import re
import subprocess
import sys

import yanyin_acts as acts
from yanyin_stage import REASON, person_name, play
from yanyin_tap import say

# A Huawei photo, as the notice's applicants could not send it: "文件过大".
SENSOR = '8064x6048'
PRINT = ('letter', '关于大件家具搬运的函', '5', SENSOR, '6')
STORED_BYTES = 1500 * 1000
READABLE = 0.9


def begin(stage, material):
    """A new form of the applicant, with a name: what is in it is a draft."""
    window = stage.window('applicant')
    acts.new_form(window)
    window.fill('用印材料名称', material)
    return window


def draft_of(stage, window, material, pages):
    """The draft of that name once the interface has it with so many pictures."""

    def kept():
        items = stage.api('applicant').get('/requests', list='mine').expect(200).json['items']
        found = next((item for item in items if item['material_name'] == material), None)
        request = found and stage.api('applicant').see(found)
        return request if request and len(request['pages']) == pages else None

    return window.wait(kept, f'a draft with {pages} pictures at the interface')


def digest(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def read_print(stage, request, size):
    """How well the smallest print can be read in the first page of @request, as the interface gives it in that size."""
    picture = stage.api('applicant').get(f'/requests/{request["id"]}/pages/0/{size}').expect(200).body
    path = f'{stage.folder}/{size}.jpg'
    with open(path, 'wb') as file:
        file.write(picture)
    found = subprocess.run([os.environ['YANYIN_TEST_MEASURE'], *PRINT, path], check=True, capture_output=True, text=True, timeout=300)
    correlation, characters = found.stdout.split()
    assert int(characters) > 40, f'only {characters} characters were found'
    return float(correlation)


def gs10_a_giant_photo_goes_through_in_one_step(stage):
    kind, title, seed, size, orientation = PRINT
    photo = stage.paper('--kind', kind, '--title', title, '--seed', seed, '--size', size, '--orientation', orientation,
                        '--min-bytes', '20000000')
    length = os.path.getsize(photo)
    assert 19_000_000 < length < 21_000_000, length

    window = begin(stage, title)
    acts.add_pictures(window, photo)
    # One goes on writing meanwhile.
    window.fill('用印事由', REASON)
    acts.wait_uploaded(window, 1)
    acts.wait_seen(window, 1)
    assert window.find('entry', '用印事由').text == REASON
    request = draft_of(stage, window, title, 1)
    page = request['pages'][0]
    assert page['size'] <= STORED_BYTES, page
    assert page['original_sha256'] == digest(photo), page
    assert page['width'] < page['height'], 'the page does not stand upright'
    readable, small = read_print(stage, request, 'original'), read_print(stage, request, 'thumbnail')
    say(f'{length} bytes became {page["size"]} of {page["width"]}x{page["height"]}; the smallest print is read to {readable}, '
        f'in the thumbnail to {small}')
    assert readable >= READABLE > small, f'{readable}, and {small} in the thumbnail'


def gs11_of_eleven_files_ten_are_kept_and_the_count_is_told(stage):
    material = '关于十一张照片的函'
    paths = stage.photo(11)
    window = begin(stage, material)
    acts.add_pictures(window, *paths)
    window.wait_label('最多可上传 10 张，有 1 张未添加。')
    window.wait_label('已添加满 10 张')
    acts.wait_uploaded(window, 10)
    assert 'sensitive' not in window.find('button', '添加图片…').states, 'more can be added'
    assert not window.app.find_all(None, re.compile('共 11 张')), 'there are eleven'
    request = draft_of(stage, window, material, 10)
    assert [page['name'] for page in request['pages']] == [os.path.basename(path) for path in paths[:10]], request['pages']
    assert [page['original_sha256'] for page in request['pages']] == [digest(path) for path in paths[:10]]

    # Room for one is room for one.
    tile = acts.tile(window, 10, 10)
    window.reveal(tile)
    tile.find('button', re.compile('移除|删除')).click()
    window.wait_label('还可添加 1 张')
    acts.add_pictures(window, paths[10])
    window.wait_label('已添加满 10 张')
    acts.wait_uploaded(window, 10)
    request = window.wait(lambda: (found := draft_of(stage, window, material, 10))['pages'][9]['original_sha256'] == digest(paths[10]) and
                          found, 'the eleventh in the place of the tenth')
    assert len({page['sha256'] for page in request['pages']}) == 10


def pictures_are_dragged_in_from_another_program(stage):
    material = '关于拖入照片的函'
    paths = stage.photo(2)
    window = begin(stage, material)
    zone = window.find('button', '选择用印材料照片')
    window.reveal(zone)
    with stage.give('drag', *paths) as giver:
        giver.drag_to(window, zone)
        acts.wait_uploaded(window, 2)
    request = draft_of(stage, window, material, 2)
    assert [page['original_sha256'] for page in request['pages']] == [digest(path) for path in paths], request['pages']


def pictures_are_pasted(stage):
    material = '关于粘贴照片的函'
    paths = stage.photo(3)
    window = begin(stage, material)
    acts.add_pictures(window, paths[0])
    acts.wait_uploaded(window, 1)
    with stage.give('copy-files', paths[1]):
        paste(window, acts.tile(window, 1, 1))
        acts.wait_uploaded(window, 2)
    with stage.give('copy-picture', paths[2]):
        paste(window, acts.tile(window, 1, 2))
        acts.wait_uploaded(window, 3)
    request = draft_of(stage, window, material, 3)
    assert [page['original_sha256'] for page in request['pages'][:2]] == [digest(path) for path in paths[:2]], request['pages']
    assert re.fullmatch(r'粘贴的图片 \d{6}\.png', request['pages'][2]['name']), request['pages'][2]
    assert (request['pages'][2]['width'], request['pages'][2]['height']) == (600, 800), request['pages'][2]
    acts.wait_seen(window, 3)


def paste(window, node):
    """Into the pictures, not into what is written."""
    window.focus()
    window.reveal(node)
    node.click('mouse')
    window.keys('ctrl+v')


def what_is_no_picture_is_told_and_keeps_nobody_from_the_others(stage):
    material = '关于误选文件的函'
    path = f'{os.path.dirname(stage.photo()[0])}/scan.jpg'
    with open(path, 'wb') as file:
        file.write(b'%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    window = begin(stage, material)
    acts.add_pictures(window, path)
    window.wait_label('这是 PDF 文件，请改为添加各页的照片或图片。')
    acts.add_pictures(window, *stage.photo())
    acts.tile(window, 2, 2)
    window.wait(lambda: window.app.find_all(None, re.compile('第 2 张，共 2 张.*已上传')), 'the good one to be uploaded')
    request = draft_of(stage, window, material, 1)
    assert request['pages'][0]['name'] == 'p00.jpg', request['pages']


if __name__ == '__main__':
    sys.exit(play([
        gs10_a_giant_photo_goes_through_in_one_step,
        gs11_of_eleven_files_ten_are_kept_and_the_count_is_told,
        pictures_are_dragged_in_from_another_program,
        pictures_are_pasted,
        what_is_no_picture_is_told_and_keeps_nobody_from_the_others,
    ]))
