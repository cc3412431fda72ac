# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a place before a copy goes there."""

from pathlib import Path

import pytest

from journal.handover import places
from journal.handover.places import Remark, remarks


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "home" / "record").mkdir(parents=True)
    return tmp_path / "home" / "record"


def test_a_place_on_the_same_disk_is_named(record: Path, tmp_path: Path) -> None:
    assert remarks(tmp_path, record) == (Remark.SAME_DISK,)


def test_of_a_place_on_another_disk_nothing_is_said(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == record.stat().st_dev:
        pytest.skip("there is only one disk here")
    monkeypatch.setattr(places, "copied_by", lambda _place: "")
    assert remarks(other, record) == ()


@pytest.mark.parametrize("below", ["", "objects", "objects/deep"])
def test_inside_the_record_no_copy_can_go(record: Path, below: str) -> None:
    (record / below).mkdir(parents=True, exist_ok=True)
    assert remarks(record / below, record) == (Remark.INSIDE,)


def test_a_way_around_into_the_record_is_seen(record: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(record)
    assert remarks(tmp_path / "elsewhere", record) == (Remark.INSIDE,)


def test_a_stick_that_is_not_there_is_away(record: Path, tmp_path: Path) -> None:
    assert remarks(tmp_path / "stick", record) == (Remark.AWAY,)
    (tmp_path / "stick").write_text("a file")
    assert remarks(tmp_path / "stick", record) == (Remark.AWAY,)
    assert remarks(tmp_path / "a\0b", record) == (Remark.AWAY,)


def test_a_folder_that_a_service_copies_is_said_instead_of_the_disk(record: Path, tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "kept").mkdir(parents=True)
    assert remarks(tmp_path / "Dropbox" / "kept", record) == (Remark.SYNCED,)
