#!/usr/bin/env python3
"""How fast the image worker looks at pictures, beside vipsthumbnail in the same minute.

usage: thumbnails.py BUILD

For a picture the worker decodes the whole file strictly, in a process of its own, and makes preview and thumbnail. vipsthumbnail
makes the same two, all pictures in one process: the previews from the files, the thumbnails from the previews.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

N_PICTURES = 5
ROUNDS = 3
SIZE = '4000x3000'


def program(build, name):
    for place, _, files in os.walk(build):
        if name in files and os.access(os.path.join(place, name), os.X_OK):
            return os.path.join(place, name)
    sys.exit(f'there is no program {name} below {build}')


def make_pictures(build, folder):
    """Photos of paper as a phone makes them, and the same as PNG."""
    photos, scans = [], []
    for i in range(N_PICTURES):
        photo = os.path.join(folder, f'{i}.jpg')
        subprocess.run([program(build, 'yanyin-paper'), '-k', 'letter', '-s', str(i + 1), '--size', SIZE, '--quality', '90',
                        '--min-bytes', '3600000', '-o', photo], check=True)
        photos.append(photo)
        if i < 2:
            scan = os.path.join(folder, f'{i}.png')
            subprocess.run(['/usr/bin/convert', photo, f'PNG24:{scan}'], check=True)
            scans.append(scan)
    return photos, scans


def run_worker(build, jobs, rounds, paths):
    output = subprocess.run([program(build, 'yy-thumbnails'), program(build, 'yanyin-imaged'), str(jobs), str(rounds), *paths],
                            check=True, capture_output=True, text=True).stdout
    return {line.split()[0]: float(line.split()[1]) for line in output.splitlines()}


def run_vips(folder, paths):
    """Pictures a second."""
    previews = os.path.join(folder, 'previews')
    os.makedirs(previews, exist_ok=True)
    start = time.monotonic()
    subprocess.run(['vipsthumbnail', '-s', '1600', '-o', f'{previews}/%s.jpg[Q=82,strip]', *paths], check=True)
    made = [os.path.join(previews, name) for name in sorted(os.listdir(previews))]
    subprocess.run(['vipsthumbnail', '-s', '256', '-o', 'thumbnail-%s.jpg[Q=80,strip]', *made], check=True)
    seconds = time.monotonic() - start
    shutil.rmtree(previews)
    return len(paths) / seconds


def compare(name, ours, yardstick, goal):
    if not yardstick:
        print(f'{name} {ours:.2f} per_second')
        return
    met = 'yes' if ours / yardstick >= goal else 'NO'
    print(f'{name} {ours:.2f} per_second, yardstick {yardstick:.2f}, ratio {ours / yardstick:.2f} (goal >= {goal}: {met})', flush=True)


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else 'build'
    folder = tempfile.mkdtemp(prefix='yanyin-thumbnails.')
    vips = shutil.which('vipsthumbnail') is not None
    if not vips:
        print('vipsthumbnail (package libvips-tools) is not there: no yardstick')
    try:
        photos, scans = make_pictures(build, folder)
        for kind, paths, rounds, goal in (('jpeg', photos, 2, 1.4), ('png', scans, 1, 1.2)):
            ours, yardsticks, twos = [], [], []
            for _ in range(ROUNDS):
                ours.append(run_worker(build, 1, rounds, paths))
                yardsticks.append(run_vips(folder, paths) if vips else 0)
                twos.append(run_worker(build, 2, rounds, paths))
            best = max(run['inspect'] for run in ours)
            compare(f'{kind}_inspect', best, max(yardsticks), goal)
            compare(f'{kind}_inspect_two_jobs', max(run['inspect'] for run in twos), best, 1.8)
            print(f'{kind}_shrink {max(run["shrink"] for run in ours):.2f} per_second')
            print(f'{kind}_inspect_peak {max(run["inspect_peak"] for run in ours):.1f} MB')
            print(f'{kind}_shrink_peak {max(run["peak"] for run in ours):.1f} MB', flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == '__main__':
    main()
