# SPDX-License-Identifier: GPL-3.0-or-later
"""What is noted as half written: taken away where it lies, and nothing else ever; what is out of reach stays noted."""

import os
import sys
from pathlib import Path

import pytest

from journal.disk import sync_names
from journal.loose_ends import fresh_beside
from journal.vault import half_written
from journal.vault.half_written import KEY, MOST, Noted, add, is_gone, read, strike, take_away

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")


@pytest.fixture
def place(tmp_path):
    made = tmp_path / "place"
    made.mkdir()
    return made


def left(place: Path, *, folder: bool = False) -> Noted:
    """A half-written file, or a bundle with things in it, and its note."""
    fresh = fresh_beside(place / "report.pdf")
    noted = Noted.of(fresh)
    if folder:
        (fresh / "files").mkdir(parents=True)
        (fresh / "files" / "E-1.jpg").write_bytes(b"half")
    else:
        fresh.write_bytes(b"half")
    return noted


def test_a_file_and_a_folder_that_are_noted_are_taken_away_and_all_else_stays(place):
    (place / "report.pdf").write_bytes(b"whole")
    unnoted = left(place)
    noted = [left(place), left(place, folder=True)]
    assert take_away(noted) == noted
    assert sorted(place.iterdir()) == sorted([unnoted.path, place / "report.pdf"])
    assert take_away(noted) == noted, "gone is gone"


@pytest.mark.parametrize(
    "name", ["report.pdf", "1a2b3c4d.new", ".1a2b3c4d.new.pdf", ".1A2B3C4D.new", ".1a2b3c4.new", ".1a2b3c4d.new\n", ""]
)
def test_what_has_any_other_name_is_left_and_not_asked_for_again(place, name):
    (place / "report.pdf").write_bytes(b"whole")
    path = place / name if name else place
    if name and name != "report.pdf":
        path.write_bytes(b"somebody's")
    noted = Noted(path, place.stat().st_dev)
    assert take_away([noted]) == [noted]
    assert path.exists()


def test_a_path_that_begins_nowhere_is_left(place, monkeypatch):
    monkeypatch.chdir(place)
    noted = left(place)
    relative = Noted(Path(noted.path.name), noted.disk)
    assert take_away([relative]) == [relative]
    assert noted.path.exists()


@LINKS
def test_a_link_of_that_name_is_left_with_what_it_leads_to(place, tmp_path):
    for number, other in enumerate((tmp_path / "theirs", tmp_path / "their-folder", tmp_path / "nowhere")):
        if number == 0:
            other.write_bytes(b"theirs")
        elif number == 1:
            other.mkdir()
            (other / "file").write_bytes(b"theirs")
        noted = Noted.of(fresh_beside(place / "x"))
        noted.path.symlink_to(other)
        assert take_away([noted]) == [noted]
        assert noted.path.is_symlink()
    assert (tmp_path / "theirs").exists()
    assert (tmp_path / "their-folder" / "file").exists()


@LINKS
def test_a_link_within_a_folder_goes_and_what_it_leads_to_stays(place, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "file").write_bytes(b"theirs")
    noted = left(place, folder=True)
    (noted.path / "files" / "link").symlink_to(tmp_path / "theirs")
    assert take_away([noted]) == [noted]
    assert (tmp_path / "theirs" / "file").exists()


@LINKS
def test_a_link_put_in_the_way_leads_to_nothing_that_is_taken_away(place, tmp_path):
    noted = left(place)
    place.rename(tmp_path / "moved")
    place.symlink_to(tmp_path / "moved")
    assert take_away([noted]) == []
    assert noted.path.exists()


@LINKS
def test_a_place_chosen_by_way_of_a_link_is_noted_as_where_it_is(place, tmp_path):
    (tmp_path / "shortcut").symlink_to(place)
    noted = left(tmp_path / "shortcut")
    assert noted.path.parent == place
    assert take_away([noted]) == [noted]
    assert list(place.iterdir()) == []


def test_a_place_that_is_not_there_is_tried_again(place, tmp_path):
    noted = left(place)
    place.rename(tmp_path / "pulled out")
    assert take_away([noted]) == []
    assert not is_gone(noted)
    (tmp_path / "pulled out").rename(place)
    assert take_away([noted]) == [noted]
    assert list(place.iterdir()) == []


def test_an_empty_folder_where_a_stick_is_put_in_is_no_stick(place):
    """Nothing of that name is there, but it is another disk than the one that was written to."""
    noted = left(place)
    noted.path.unlink()
    other = Noted(noted.path, noted.disk + 1)
    assert take_away([other, noted]) == [noted]


@pytest.mark.ordinary_user
def test_what_cannot_be_taken_away_now_is_tried_again(place):
    noted = left(place, folder=True)
    place.chmod(0o500)
    try:
        assert take_away([noted]) == []
    finally:
        place.chmod(0o700)
    assert take_away([noted]) == [noted]


def test_a_name_is_struck_out_after_its_going_is_on_the_disk(place, monkeypatch):
    """Else a power cut could bring back what nobody knows of any more."""
    synced = []
    monkeypatch.setattr(half_written, "sync_names", lambda folder: (synced.append(folder), sync_names(folder)))
    noted = left(place)
    assert not is_gone(noted)
    assert synced == []
    take_away([noted])
    assert synced == [place]
    assert is_gone(noted)
    assert synced == [place, place]


def test_the_list_is_kept_by_the_record_and_says_each_name_letter_for_letter(vault, place):
    odd = Path(os.fsdecode(bytes(place) + b"/caf\xe9/.1a2b3c4d.new"))
    noted = [Noted(odd, 1), Noted(place / ".00000000.new", 2**63)]
    for each in noted:
        add(vault.settings, each)
    assert read(vault.settings.get(KEY)) == noted
    strike(vault.settings, [noted[0], Noted(place / ".00000001.new", 2)])
    assert read(vault.settings.all()[KEY]) == noted[1:]


def test_the_list_does_not_grow_without_end(vault, place):
    many = [Noted(place / f".{number:08x}.new", 1) for number in range(MOST + 5)]
    for each in many:
        add(vault.settings, each)
    assert read(vault.settings.get(KEY)) == many[5:]


@pytest.mark.parametrize(
    "kept", [None, "x", {}, [1], [["/a/.1a2b3c4d.new"]], [[1, 2]], [["/a", "b"]], [["/a", True]], [["a", 1, 2]]]
)
def test_whatever_stands_there_is_no_matter(kept):
    assert read(kept) == []
    assert take_away([Noted(Path("/\0/.1a2b3c4d.new"), 1)]) == []
