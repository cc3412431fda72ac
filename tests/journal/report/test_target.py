# SPDX-License-Identifier: GPL-3.0-or-later
"""The finished file: whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from journal.errors import TargetFull, TargetUnwritable
from journal.report.target import neutral_name, write
from tests.journal.report.kept import PRINTED


def test_an_older_report_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"older")
    write(target, b"newer")
    assert target.read_bytes() == b"newer"
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_a_target_that_cannot_be_written_keeps_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "kept").write_bytes(b"kept")
    with pytest.raises(TargetUnwritable):
        write(target, b"pdf")
    assert (target / "kept").read_bytes() == b"kept"
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("name", ["/", ".", ""])
def test_a_place_without_a_name_is_said_calmly(name: str) -> None:
    with pytest.raises(TargetUnwritable):
        write(Path(name), b"pdf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_or_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    target = tmp_path / "pipe"
    os.mkfifo(target)
    with pytest.raises(TargetUnwritable):
        write(target, b"pdf")
    assert target.is_fifo()


def test_a_name_that_the_disk_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TargetUnwritable):
        write(tmp_path / ("n" * 300), b"pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_the_older_report_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    target = tmp_path / "x.pdf"
    target.write_bytes(b"older")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TargetFull):
        write(target, b"newer")
    assert target.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_a_folder_that_has_vanished_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(TargetUnwritable):
        write(tmp_path / "stick" / "x.pdf", b"pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.ordinary_user
def test_a_folder_that_may_only_be_read_is_said_and_stays_as_it_was(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "x.pdf").write_bytes(b"older")
    kept.chmod(0o500)
    try:
        with pytest.raises(TargetUnwritable):
            write(kept / "x.pdf", b"newer")
        assert [(each.name, each.read_bytes()) for each in kept.iterdir()] == [("x.pdf", b"older")]
    finally:
        kept.chmod(0o700)


@pytest.mark.parametrize(
    "name", ["día ‘1’ – عربي 日本 😀.pdf", "-x.pdf", "a\nb.pdf", " .pdf", "100%s{0}.pdf", "x.html"]
)
def test_a_name_with_odd_letters_is_kept_as_it_is(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, b"pdf")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(name, b"pdf")]


def test_the_name_says_nothing_but_the_day() -> None:
    assert neutral_name(PRINTED) == "own-words-2026-11-20.pdf"
