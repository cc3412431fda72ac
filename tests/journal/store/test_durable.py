# SPDX-License-Identifier: GPL-3.0-or-later
"""A file is replaced as a whole, in an order that survives a power cut."""

import errno
import os
import stat
import sys

import pytest

from journal.errors import DiskFull, DiskUnreachable, FolderReadOnly
from journal.store import durable


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "keys.a"
    for content in (b"first", b"second and longer", b""):
        durable.write(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_file_can_be_read_by_its_owner_only(tmp_path):
    durable.write(tmp_path / "keys.a", b"x")
    assert stat.S_IMODE((tmp_path / "keys.a").stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs no folders")
def test_the_order_is_write_sync_rename_sync(tmp_path, monkeypatch):
    """Each shortcut lost files in simulated power cuts, and no test without a power cut sees that."""
    done = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor):
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def noted_replace(source, target):
        done.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    durable.write(tmp_path / "keys.a", b"x")
    assert done == ["file", "rename", "folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs no folders")
def test_a_file_system_that_cannot_sync_folders_is_no_hindrance(tmp_path, monkeypatch):
    fsync = os.fsync

    def refuse_folders(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no such call")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    durable.write(tmp_path / "keys.a", b"x")
    assert (tmp_path / "keys.a").read_bytes() == b"x"


def test_a_file_left_over_by_a_crash_is_no_hindrance(tmp_path):
    (tmp_path / "keys.a.new").write_bytes(b"half")
    durable.write(tmp_path / "keys.a", b"whole")
    assert (tmp_path / "keys.a").read_bytes() == b"whole"
    assert not (tmp_path / "keys.a.new").exists()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),  # FAT32 holds no file over 4 GiB
        (errno.EACCES, FolderReadOnly),
        (errno.EPERM, FolderReadOnly),
        (errno.EROFS, FolderReadOnly),
        (errno.EIO, DiskUnreachable),
        (errno.ENOTCONN, DiskUnreachable),
        (errno.ESTALE, DiskUnreachable),
        (errno.EMLINK, OSError),
    ],
)
def test_when_the_disk_refuses_the_old_file_stays(tmp_path, monkeypatch, code, expected):
    path = tmp_path / "keys.a"
    durable.write(path, b"old")

    def refuse(descriptor):
        raise OSError(code, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(expected):
        durable.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
