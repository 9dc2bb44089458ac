"""How fast the image worker looks at pictures, beside vipsthumbnail in the same minute.

For a picture the worker decodes the whole file strictly, in a process of its own, and makes preview and thumbnail. vipsthumbnail
makes the same two, all pictures in one process: the previews from the files, the thumbnails from the previews.
"""

import os
import shutil
import subprocess
import tempfile
import time

from stage import program

N_PICTURES = 5
SIZE = '4000x3000'


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


def measure(build, table):
    folder = tempfile.mkdtemp(prefix='yanyin-thumbnails.')
    vips = shutil.which('vipsthumbnail') is not None
    if not vips:
        print('  vipsthumbnail (package libvips-tools) is not there: no yardstick')
    try:
        photos, scans = make_pictures(build, folder)
        # As many tasks for two jobs as for one, and enough of them that the last one alone is not what is measured.
        for kind, paths, rounds, goal in (('JPEG', photos, 2, 1.4), ('PNG', scans, 3, 1.2)):
            runs = {1: [], 2: []}

            def worker(jobs):
                found = run_worker(build, jobs, rounds, paths)
                runs[jobs].append(found)
                return found['inspect'], f'check alone {found["check"]:.1f}; most memory {found["inspect_peak"]:.1f} MB'

            if vips:
                table.compare(f'thumbnail and preview of a 12 MP {kind}', lambda: worker(1), 'vipsthumbnail', lambda: (run_vips(folder, paths),), goal)
            table.compare(f'the same, two jobs at once ({kind})', lambda: worker(2), 'one job', lambda: (worker(1)[0],), 1.8)
    finally:
        shutil.rmtree(folder)
