# SPDX-License-Identifier: GPL-3.0-or-later
"""Something is being saved outside the record and the program is killed: the next opening takes away what is left."""

import signal
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from journal import loose_ends
from journal.errors import FolderReadOnly, TargetUnwritable
from journal.handover.containers import Folder
from journal.loose_ends import fresh_beside, tie_up, unfinished
from journal.report.target import write
from journal.vault.half_written import KEY, Noted, add, read
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.files import bring_in
from tests.helpers.rooms import on_vault, settled
from tests.ui.test_app import UNLOCK, drive, played
from ui.half_written import HalfWritten

# Saves a report, a bundle as a folder, one with a passphrase, and a kept file, each on a thread of its own; each stops
# in the middle, and then the process is killed.
WRITE = """
    import signal, threading
    from pathlib import Path
    from journal.handover.containers import Folder, Locked
    from journal.report.target import write
    place, vault = Path(sys.argv[-1]).with_name("stick"), program.session.vault
    reached, never = [], threading.Event()
    def hang(*_):
        reached.append(1)
        never.wait()
    def folder():
        with Folder(place / "bundle") as made:
            made.add("report.pdf", [b"half of a bundle", *iter(hang, 0)])
    def locked():
        with Locked(place / "bundle.zip", "six plain words", program.session.clock.now()) as made:
            made.add("report.pdf", [b"half of a bundle" * 9999, *iter(hang, 0)])
    found = []
    program.session.worker.run(vault.evidence.all, found.append)
    yield lambda: found
    [sealed] = found[0][0].objects[:1]
    fsync, os.fsync = os.fsync, lambda file: hang() if threading.current_thread().name == "report" else fsync(file)
    for name, task in {
        "report": lambda: write(place / "report.pdf", b"%PDF half of a report"),
        "folder": folder,
        "locked": locked,
        "file": lambda: vault.objects.export(sealed, place / "film", hang),
    }.items():
        threading.Thread(target=task, name=name, daemon=True).start()
    yield lambda: len(reached) == 4
    os.kill(os.getpid(), signal.SIGKILL)
"""
SWEEP = """
    read = []
    def look():
        program.session.worker.run(lambda: program.session.vault.settings.get("half_written"), read.append)
        return read and read[-1] == []
    yield look
"""


@pytest.fixture(autouse=True)
def process_of_its_own(monkeypatch):
    """What is over in one test is not over in the next."""
    for name, value in {"_programs": set(), "_paths": set(), "_over": threading.Event(), "_notes": None}.items():
        monkeypatch.setattr(loose_ends, name, value)


@pytest.fixture
def noted(open_session, qtbot):
    """What the record notes as half written now."""
    return lambda: [each.path for each in read(on_vault(open_session, qtbot, lambda vault: vault.settings.get(KEY)))]


def aside(session, qtbot, task):
    """Done on another thread, as saving is, while the window goes on."""
    ended = []
    session.worker.aside(task, lambda _nothing: ended.append(None), ended.append)
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    return ended[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_killed_while_saving_outside_the_next_opening_takes_away_what_is_half_written_and_nothing_else(tmp_path):
    record, place = tmp_path / "record", tmp_path / "stick"
    place.mkdir()
    with Vault.create(record, PASSPHRASE, cost=CHEAP)[0] as vault:
        bring_in(vault, b"a film " * 300_000)
    theirs = [place / "report.pdf", place / ".1a2b3c4d.new"]
    for path in theirs:
        path.write_bytes(b"somebody's")
    killed = drive(UNLOCK + WRITE, "--vault", str(record))
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    half = set(place.iterdir()) - set(theirs)
    with Vault.open(record, PASSPHRASE) as vault:
        assert {each.path for each in read(vault.settings.get(KEY))} == half
        assert len(half) == 4
    assert played(drive(UNLOCK + SWEEP, "--vault", str(record)))
    assert sorted(place.iterdir()) == sorted(theirs)
    assert {path.read_bytes() for path in theirs} == {b"somebody's"}


def test_it_is_noted_before_the_first_byte_and_struck_out_when_it_has_its_name(open_session, qtbot, tmp_path, noted):
    notes, target, seen = HalfWritten(open_session), tmp_path / "out" / "report.pdf", []
    target.parent.mkdir()

    def save():
        with unfinished(fresh := fresh_beside(target)):
            kept = partial(open_session.vault.settings.get, KEY)
            open_session.worker.finish([lambda: seen.extend(each.path for each in read(kept()))], 10)
            assert seen == [fresh]
            assert list(target.parent.iterdir()) == []
            fresh.write_bytes(b"%PDF")
            fresh.replace(target)

    aside(open_session, qtbot, save)
    assert len(seen) == 1
    assert noted() == []
    assert notes is not None


def test_what_did_not_work_or_was_stopped_is_struck_out_too(open_session, qtbot, tmp_path, noted, monkeypatch):
    notes = HalfWritten(open_session)

    def fails(_file):
        raise OSError

    def stopped():
        with Folder(tmp_path / "bundle") as made:
            made.add("report.pdf", [b"half"])

    with monkeypatch.context() as broken:
        broken.setattr("journal.report.target.os.fsync", fails)
        assert isinstance(aside(open_session, qtbot, partial(write, tmp_path / "r.pdf", b"%PDF")), TargetUnwritable)
    aside(open_session, qtbot, stopped)
    assert noted() == []
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".new")] == []
    assert notes is not None


def test_a_stick_that_is_pulled_out_in_the_middle_stays_noted(open_session, qtbot, tmp_path, noted):
    notes, stick = HalfWritten(open_session), tmp_path / "stick"
    stick.mkdir()

    def save():
        with unfinished(fresh := fresh_beside(stick / "report.pdf")):
            fresh.write_bytes(b"half")
            stick.rename(tmp_path / "pulled out")

    aside(open_session, qtbot, save)
    [path] = noted()
    assert path.parent == stick
    (tmp_path / "pulled out").rename(stick)
    open_session.inside = on_vault(open_session, qtbot, lambda vault: vault.settings.all())
    open_session.opened.emit()
    qtbot.waitUntil(lambda: noted() == [], timeout=20_000)
    assert list(stick.iterdir()) == []
    assert notes is not None


def test_a_busy_vault_holds_up_what_is_saved_for_a_moment_only(open_session, qtbot, tmp_path, noted, monkeypatch):
    """What could not be noted in time is saved all the same, and the list is right once the vault has time."""
    monkeypatch.setattr("ui.half_written._PATIENCE", 0.05)
    notes, free = HalfWritten(open_session), threading.Event()
    open_session.worker.run(lambda: free.wait(30))
    aside(open_session, qtbot, partial(write, tmp_path / "report.pdf", b"%PDF"))
    assert (tmp_path / "report.pdf").read_bytes() == b"%PDF"
    assert not free.is_set()
    free.set()
    settled(open_session, qtbot)
    assert noted() == []
    assert notes is not None


def test_a_record_that_can_not_be_written_now_holds_up_nothing(open_session, qtbot, tmp_path, monkeypatch):
    def refused(*_anything):
        raise FolderReadOnly

    notes, troubles = HalfWritten(open_session), []
    open_session.worker.troubled.connect(troubles.append)
    monkeypatch.setattr(open_session.vault.settings, "set", refused)
    assert aside(open_session, qtbot, partial(write, tmp_path / "report.pdf", b"%PDF")) is None
    assert (tmp_path / "report.pdf").read_bytes() == b"%PDF"
    assert troubles == []
    assert notes is not None


def test_a_lock_that_comes_while_it_is_noted_lets_nothing_begin(open_session, qtbot, tmp_path, monkeypatch):
    notes = HalfWritten(open_session)
    begin = notes.begin
    monkeypatch.setattr(notes, "begin", lambda path: (tie_up(), begin(path))[1])
    trouble = aside(open_session, qtbot, partial(write, tmp_path / "report.pdf", b"%PDF"))
    assert isinstance(trouble, TargetUnwritable)
    assert [each.name for each in tmp_path.iterdir()] == ["record"]


def test_a_place_that_hangs_keeps_nobody_waiting(open_session, qtbot, tmp_path, monkeypatch):
    """It has a thread of its own: neither the vault nor what is saved or shown next waits for it."""
    hangs, free = threading.Event(), threading.Event()
    monkeypatch.setattr("journal.vault.half_written.take_away", lambda _noted: (hangs.set(), free.wait(30), [])[2])
    notes = HalfWritten(open_session)
    on_vault(open_session, qtbot, lambda vault: add(vault.settings, Noted(Path("/away/.1a2b3c4d.new"), 1)))
    open_session.inside = on_vault(open_session, qtbot, lambda vault: vault.settings.all())
    open_session.opened.emit()
    assert hangs.wait(20)
    aside(open_session, qtbot, partial(write, tmp_path / "report.pdf", b"%PDF"))
    settled(open_session, qtbot)
    assert not free.is_set()
    free.set()
    assert notes is not None


def test_before_a_record_is_open_nothing_is_noted(session, qtbot, tmp_path):
    """The sheet with the recovery code can be saved then."""
    notes = HalfWritten(session)
    aside(session, qtbot, partial(write, tmp_path / "code.pdf", b"%PDF"))
    assert [each.name for each in tmp_path.iterdir()] == ["code.pdf"]
    assert notes is not None
