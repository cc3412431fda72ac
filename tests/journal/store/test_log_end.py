# SPDX-License-Identifier: GPL-3.0-or-later
"""A log is said to end early where SQLite passes over a commit in it, and nowhere else."""

import shutil
import struct
from dataclasses import replace

import pytest

from journal.store.log_end import ends_early
from tests.helpers.kept import draft

HEADER, FRAME, PAGE = 32, 24, 4096


@pytest.fixture
def log(vault, tmp_path):
    """The log of a record in which something was saved six times, as a kill leaves it; beside no database."""
    writing = draft(vault, "", account="first")
    for number in range(5):
        vault.drafts.save(replace(writing, answers={"account": f"{number} " * 2000}))
    path = tmp_path / "left" / "record.db-wal"
    path.parent.mkdir()
    shutil.copy(vault.folder / path.name, path)
    return path


def asked(log, content):
    log.write_bytes(content)
    return ends_early(log.with_name("record.db"))


def frames(content):
    return [content[start : start + FRAME + PAGE] for start in range(HEADER, len(content), FRAME + PAGE)]


def is_commit(frame):
    return struct.unpack_from(">I", frame, 4)[0] > 0


def turned(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_a_whole_log_is_whole_and_so_is_none_and_an_empty_one(log):
    content = log.read_bytes()
    assert sum(map(is_commit, frames(content))) >= 6
    assert not asked(log, content)
    assert not asked(log, content[:HEADER])
    assert not asked(log, b"")
    log.unlink()
    assert not ends_early(log.with_name("record.db"))


def test_each_place_in_the_header_and_in_each_frame_counts(log):
    content = log.read_bytes()
    assert all(asked(log, turned(content, at)) for at in range(HEADER))
    for number, frame in enumerate(frames(content)):
        start = HEADER + number * (FRAME + PAGE)
        rest = is_commit(frame) or any(map(is_commit, frames(content)[number:]))
        for at in (0, 8, 12, 16, 20, FRAME, FRAME + PAGE - 1):
            assert asked(log, turned(content, start + at)) == rest, (number, at)


def test_what_a_stop_in_the_middle_leaves_is_not_called_damage(log):
    """Cut off anywhere, or with pages of a commit whose last frame never came."""
    content = log.read_bytes()
    for length in range(0, len(content), 997):
        assert not asked(log, content[:length])
    whole = frames(content)
    last = max(number for number, frame in enumerate(whole[:-1]) if is_commit(frame)) + 1
    begun = whole[last:-1]
    assert begun, "the last commit has more than one frame"
    torn = [frame[: FRAME + 100] + bytes(PAGE - 100) for frame in begun]
    assert not asked(log, content[:HEADER] + b"".join(whole[:last] + torn))


def test_frames_of_an_older_log_behind_the_end_are_not_missed(log, vault):
    """Once its pages are in the database a log is begun anew, over the old one."""
    vault._database.rows("PRAGMA wal_checkpoint(RESTART)")
    draft(vault, "", account="after that")
    content = (vault.folder / "record.db-wal").read_bytes()
    assert len({frame[8:16] for frame in frames(content)}) == 2, "frames of two logs"
    assert not asked(log, content)
    assert asked(log, turned(content, HEADER + FRAME))
