# SPDX-License-Identifier: GPL-3.0-or-later
"""Two renamings, and what the next start sees when it stops between them."""

import os
from pathlib import Path

import pytest

from journal.clock import Stamp
from journal.errors import TargetUnwritable
from journal.handover import moving

NOW = Stamp.parse("2026-11-26T22:10:00.000-05:00")


@pytest.fixture
def target(tmp_path):
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "old").touch()
    return tmp_path / "record"


@pytest.fixture
def fresh(target):
    made = moving.fresh_beside(target)
    made.mkdir()
    (made / "new").touch()
    return made


class Cut(BaseException):
    """The power goes."""


def cut_at(monkeypatch, number):
    """The power goes before the renaming of this number."""
    real, seen = Path.rename, []

    def rename(self, to):
        seen.append(self)
        if len(seen) == number:
            raise Cut
        return real(self, to)

    monkeypatch.setattr(Path, "rename", rename)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_stop_between_the_two_is_ended_at_the_next_start(target, fresh, monkeypatch):
    with monkeypatch.context() as patch:
        cut_at(patch, 2)
        with pytest.raises(Cut):
            moving.put_in_place(fresh, target, NOW)
    assert not target.exists()
    assert moving.go_on(target)
    assert names(target) == ["new"]
    assert names(target.parent) == ["record", "record-before-2026-11-26"]
    assert names(target.parent / "record-before-2026-11-26") == ["old"]
    assert not moving.go_on(target)


def test_a_stop_before_the_first_leaves_the_old_one_where_it_is(target, fresh, monkeypatch):
    with monkeypatch.context() as patch:
        cut_at(patch, 1)
        with pytest.raises(Cut):
            moving.put_in_place(fresh, target, NOW)
    assert not moving.go_on(target)
    assert names(target) == ["old"]
    assert names(target.parent) == ["record"]


def test_what_was_not_put_in_place_does_not_come_back_when_the_record_is_erased_later(target, fresh, monkeypatch):
    with monkeypatch.context() as patch:
        cut_at(patch, 1)
        with pytest.raises(Cut):
            moving.put_in_place(fresh, target, NOW)
    moving.go_on(target)
    target.rename(target.with_name("gone"))
    assert not moving.go_on(target)
    assert not target.exists()


def test_a_stop_after_the_second_leaves_the_new_one_and_the_mark_goes_at_the_next_start(target, fresh, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(moving, "_forget_mark", lambda _target: (_ for _ in ()).throw(Cut()))
        with pytest.raises(Cut):
            moving.put_in_place(fresh, target, NOW)
    assert names(target) == ["new", "put-in-place"]
    assert not moving.go_on(target)
    assert names(target) == ["new"]


def test_when_the_second_does_not_go_the_old_one_takes_its_place_again(target, fresh, monkeypatch):
    real = Path.rename

    def rename(self, to):
        if self == fresh:
            raise PermissionError(13, "no")
        return real(self, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(TargetUnwritable):
            moving.put_in_place(fresh, target, NOW)
    assert names(target) == ["old"]
    assert names(fresh) == ["new"]
    assert not moving.go_on(target)


def test_a_copy_that_nobody_asked_for_is_never_put_in_place(target, fresh):
    target.rename(target.with_name("elsewhere"))
    assert not moving.go_on(target)
    assert not target.exists()


def test_two_that_were_asked_for_are_left_to_the_person(target, fresh):
    other = moving.fresh_beside(target)
    other.mkdir()
    for each in (fresh, other):
        (each / moving.MARK).touch()
    target.rename(target.with_name("elsewhere"))
    assert not moving.go_on(target)


def test_a_link_is_never_put_in_place(target, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / moving.MARK).touch()
    target.rename(tmp_path / "old")
    moving.fresh_beside(target).symlink_to(tmp_path / "elsewhere")
    assert not moving.go_on(target)
    assert not os.path.lexists(target)


def test_nothing_is_overwritten_whatever_is_there(target, fresh):
    aside = target.with_name("record-before-2026-11-26")
    aside.mkdir()
    (aside / "older").touch()
    assert moving.put_in_place(fresh, target, NOW) == target.with_name("record-before-2026-11-26-2")
    assert names(aside) == ["older"]


def test_in_a_folder_that_is_not_there_nothing_happens(tmp_path):
    assert not moving.go_on(tmp_path / "nowhere" / "record")
    moving.take_away_left_over(tmp_path / "nowhere" / "record")


def test_only_copies_that_nobody_asked_for_are_taken_away(target, fresh):
    asked = moving.fresh_beside(target)
    asked.mkdir()
    (asked / moving.MARK).touch()
    (target.parent / ".record-other.new").mkdir()
    moving.take_away_left_over(target)
    assert not fresh.exists()
    assert asked.exists()
    assert (target.parent / ".record-other.new").exists()
