# SPDX-License-Identifier: GPL-3.0-or-later
"""Before the process ends: programs end, what is half written is gone, what is whole stays, nothing more begins."""

import subprocess
import sys
import threading

import pytest

from journal import loose_ends
from journal.errors import TargetUnwritable
from journal.handover.containers import Folder, Locked
from journal.loose_ends import EndsNow, fresh_beside, running, tie_up, unfinished
from journal.record.evidence import Role
from journal.report.target import write
from tests.helpers.files import bring_in


@pytest.fixture(autouse=True)
def process_of_its_own(monkeypatch):
    """What is over in one test is not over in the next."""
    for name, value in {"_programs": set(), "_paths": set(), "_over": threading.Event()}.items():
        monkeypatch.setattr(loose_ends, name, value)


def test_what_is_half_written_is_gone_and_what_is_whole_stays(tmp_path):
    half, folder, whole = (tmp_path / name for name in ("half", "folder", "whole"))
    with unfinished(whole):
        whole.write_text("x")
    with unfinished(half), unfinished(folder):
        half.write_text("x")
        (folder / "deep").mkdir(parents=True)
        (folder / "deep" / "file").write_text("x")
        tie_up()
    assert list(tmp_path.iterdir()) == [whole]


def test_a_link_is_taken_away_and_not_what_it_points_to(tmp_path):
    other, link = tmp_path / "other", tmp_path / "link"
    other.mkdir()
    (other / "file").write_text("x")
    link.symlink_to(other)
    with unfinished(link):
        tie_up()
    assert [path.name for path in tmp_path.rglob("*")] == ["other", "file"]


def test_a_program_that_was_given_words_is_ended_and_one_that_is_done_with_is_left_alone():
    stay = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(stay) as one, subprocess.Popen(stay) as other:
        with running(other):
            pass
        with running(one):
            tie_up()
            assert (one.returncode or 0) < 0  # waited for, too: it is nobody's child any more
        assert other.poll() is None
        other.kill()


def test_once_the_end_has_come_nothing_more_begins(tmp_path):
    tie_up()
    with pytest.raises(EndsNow), unfinished(tmp_path / "x"):
        pass
    with pytest.raises(TargetUnwritable):
        write(tmp_path / "report.pdf", b"%PDF")
    with pytest.raises(TargetUnwritable):
        Folder(tmp_path / "bundle")
    late = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(late) as program, running(program):
        assert program.wait(10) < 0
    assert list(tmp_path.iterdir()) == []


def test_a_report_in_the_middle_of_being_saved_leaves_nothing_and_what_stood_there_stands(tmp_path, monkeypatch):
    target = tmp_path / "report.pdf"
    target.write_bytes(b"older")
    monkeypatch.setattr("journal.report.target.os.fsync", lambda _file: tie_up())
    with pytest.raises(TargetUnwritable):
        write(target, b"%PDF")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("report.pdf", b"older")]


@pytest.mark.parametrize("locked", [False, True])
def test_a_bundle_in_the_middle_of_being_made_leaves_nothing(tmp_path, clock, locked):
    target = tmp_path / "bundle"
    container = Locked(target, "six plain words", clock.now()) if locked else Folder(target)
    with container:
        container.add("report.pdf", [b"%PDF"])
        assert list(tmp_path.iterdir()) != []
        tie_up()
        assert list(tmp_path.iterdir()) == []


def test_a_kept_file_in_the_middle_of_being_saved_leaves_nothing(vault, tmp_path):
    sealed = bring_in(vault, b"a film " * 9999).evidence.sealed(Role.ORIGINAL)
    place, seen = tmp_path / "place", []
    place.mkdir()

    def lock(*_progress):
        seen.append(len(list(place.iterdir())))
        tie_up()
        seen.append(len(list(place.iterdir())))

    with pytest.raises(TargetUnwritable):
        vault.objects.export(sealed, place / "film", lock)
    assert seen == [1, 0]
    assert list(place.iterdir()) == []


def test_a_file_that_was_left_behind_by_a_kill_is_in_nobodys_way(tmp_path):
    target = tmp_path / "report.pdf"
    assert len({fresh_beside(target) for _ in range(100)}) == 100
    assert {path.parent for path in (fresh_beside(target),)} == {tmp_path}
    assert "report" not in fresh_beside(target).name
