# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing into a folder that is not ours: whole or not there, no link followed, every fault with a name."""

import errno
import hashlib
import os

import pytest

from journal.errors import (
    DiskFull,
    DiskUnreachable,
    FolderReadOnly,
    TargetFull,
    TargetGone,
    TargetUnwritable,
)
from journal.handover import outside


def nothing(_count):
    """Nobody watches."""


@pytest.mark.parametrize(
    ("trouble", "named"),
    [
        (OSError(errno.ENOSPC, ""), TargetFull),
        (OSError(errno.EFBIG, ""), TargetFull),
        (DiskFull(), TargetFull),
        (OSError(errno.EIO, ""), TargetGone),
        (OSError(errno.ENOENT, ""), TargetGone),
        (DiskUnreachable(), TargetGone),
        (OSError(errno.EROFS, ""), TargetUnwritable),
        (OSError(errno.EACCES, ""), TargetUnwritable),
        (FolderReadOnly(), TargetUnwritable),
    ],
    ids=str,
)
def test_every_fault_of_the_place_has_a_name(trouble, named):
    with pytest.raises(TargetUnwritable) as caught, outside.writing():
        raise trouble
    assert caught.type is named


def test_a_file_is_copied_byte_for_byte_and_its_digest_told(tmp_path):
    content = os.urandom(3_000_000)
    (tmp_path / "a").write_bytes(content)
    counted = []
    size, digest = outside.copy_file(tmp_path / "a", tmp_path / "b", counted.append)
    assert (size, digest) == (len(content), hashlib.sha256(content).digest())
    assert (tmp_path / "b").read_bytes() == content
    assert sum(counted) == len(content)
    assert outside.digest_of(tmp_path / "b", nothing) == digest


def test_a_copy_that_is_broken_off_leaves_what_was_there(tmp_path):
    (tmp_path / "a").write_bytes(bytes(3_000_000))
    (tmp_path / "b").write_bytes(b"old")

    def stop(_count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outside.copy_file(tmp_path / "a", tmp_path / "b", stop)
    assert (tmp_path / "b").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_link_in_the_way_is_replaced_and_what_it_leads_to_stays(tmp_path):
    (tmp_path / "a").write_bytes(b"new")
    (tmp_path / "elsewhere").write_bytes(b"mine")
    (tmp_path / "b").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "b.new").symlink_to(tmp_path / "elsewhere")
    outside.copy_file(tmp_path / "a", tmp_path / "b", nothing)
    assert not (tmp_path / "b").is_symlink()
    assert (tmp_path / "b").read_bytes() == b"new"
    assert (tmp_path / "elsewhere").read_bytes() == b"mine"


def test_only_plain_files_are_read(tmp_path):
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "folder", "pipe", "nothing"):
        with pytest.raises(OSError):
            outside.open_plain(tmp_path / name).close()
        assert outside.plain_size(tmp_path / name) == -1
    assert outside.plain_size(tmp_path / "real") == 1


def test_a_link_is_no_folder(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TargetUnwritable):
        outside.make_folder(tmp_path / "link")
    outside.make_folder(tmp_path / "elsewhere")
    outside.make_folder(tmp_path / "new")
    assert (tmp_path / "new").is_dir()


def test_taking_away_takes_a_link_and_not_what_it_leads_to(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    outside.take_away(tmp_path, ["link", "nothing"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere"]
