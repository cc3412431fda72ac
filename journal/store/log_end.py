# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether SQLite will read the write-ahead log that a kill or a power cut left to its end.

It reads up to the first frame whose checksum does not fit, and says nothing: what was committed behind a bit that
turned over is gone without a word. So the log is looked at before it is opened. Its form is SQLite's (sqlite.org,
"WAL-mode File Format"); pages in it are encrypted, headers and checksums are not.

    header    magic(4) version(4) page size(4) checkpoint(4) salts(4 4) checksum(4 4)
    frame     page number(4) pages after a commit, else 0(4) salts(4 4) checksum(4 4), then the page
"""

import struct
from pathlib import Path
from typing import BinaryIO

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682  # its last bit: whether the words of checksums are big-endian
_MOST = 1 << 16  # bytes of a page


def ends_early(database: Path) -> bool:
    """Whether a commit stands in the log of this database behind the place up to which it can be read.

    True also, now and then, for a commit that was being written when everything stopped and that nobody was told of:
    the two cannot be told apart. Never for a log that was written to its end, or for a commit without its last frame.
    """
    try:
        with database.with_name(f"{database.name}-wal").open("rb") as file:
            return _ends_early(file)
    except OSError:
        return False  # no log, or one that opening the database will name


def _ends_early(file: BinaryIO) -> bool:
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return False
    magic, _version, page, _checkpoint, *salts, first, second = _HEADER.unpack(head)
    order = ">" if magic & 1 else "<"
    sums = _summed(head[:-8], (0, 0), order)
    readable = magic & ~1 == _MAGIC and sums == (first, second) and 512 <= page <= _MOST
    if not readable:
        return bool(file.read(1))  # with all that is behind it: a header is on the disk before the first frame is
    return _has_commit_behind(file, page, (salts[0], salts[1]), sums, order)


def _has_commit_behind(file: BinaryIO, page: int, salts: tuple[int, int], sums: tuple[int, int], order: str) -> bool:
    whole = True
    while len(frame := file.read(_FRAME.size + page)) == _FRAME.size + page:
        _number, commit, *its, first, second = _FRAME.unpack_from(frame)
        if whole:
            sums = _summed(frame[:8], sums, order)
            sums = _summed(frame[_FRAME.size :], sums, order)
            whole = (*its,) == salts and (first, second) == sums
        # Frames of an older log have neither salt; one that is damaged there still has the other.
        if not whole and commit and (its[0] == salts[0] or its[1] == salts[1]):
            return True
    return False


def _summed(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """SQLite's checksum: each word added to the one sum and the other sum to it, in turn."""
    one, two = sums
    for first, second in struct.iter_unpack(f"{order}2I", data):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
