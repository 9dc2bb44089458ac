"""Small pictures made out of nothing: good ones, and the parts of bad ones. Each seed gives other bytes."""

import hashlib
import random
import struct
import zlib

# A Huffman table of our own with one code length for all twelve categories of DC differences, and one for "end of block".
DC_CODES = 12
SCALE = 4


def segment(marker, content):
    return struct.pack('>BBH', 0xff, marker, len(content) + 2) + content


def jpeg(seed=0, width=96, height=128, extra=b''):
    """A baseline JPEG of grey squares; @extra: whole segments that stand behind the first one."""
    dice = random.Random(seed)
    bits = []
    before = 0
    for _ in range(((width + 7) // 8) * ((height + 7) // 8)):
        level = dice.randint(-60, 120)
        difference, before = level - before, level
        size = abs(difference).bit_length()
        bits.append(f'{size:04b}')
        if size:
            bits.append(f'{difference if difference > 0 else difference + (1 << size) - 1:0{size}b}')
        bits.append('0')
    text = ''.join(bits)
    text += '1' * (-len(text) % 8)
    scan = int(text, 2).to_bytes(len(text) // 8, 'big').replace(b'\xff', b'\xff\x00')
    lengths = bytes([0, 0, 0, DC_CODES] + [0] * 12)
    return b''.join((
        b'\xff\xd8', segment(0xe0, b'JFIF\0\1\1\0\0\1\0\1\0\0'), extra,
        segment(0xdb, b'\0' + bytes([SCALE] * 64)),
        segment(0xc0, struct.pack('>BHHB', 8, height, width, 1) + b'\1\x11\0'),
        segment(0xc4, b'\0' + lengths + bytes(range(DC_CODES))),
        segment(0xc4, b'\x10' + bytes([1] + [0] * 15) + b'\0'),
        segment(0xda, b'\1\1\0\0\x3f\0'), scan, b'\xff\xd9'))


def chunk(kind, content):
    return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))


def png(seed=0, width=48, height=64, extra=b'', told_size=None):
    """A grey PNG; @extra: whole chunks behind the header; @told_size: what the header claims instead."""
    dice = random.Random(seed)
    told_width, told_height = told_size or (width, height)
    rows = b''.join(b'\0' + dice.randbytes(width) for _ in range(height))
    return b''.join((
        b'\x89PNG\r\n\x1a\n', chunk(b'IHDR', struct.pack('>IIBBBBB', told_width, told_height, 8, 0, 0, 0, 0)), extra,
        chunk(b'IDAT', zlib.compress(rows)), chunk(b'IEND', b'')))


def sha256(content):
    return hashlib.sha256(content).hexdigest()
