# SPDX-License-Identifier: GPL-3.0-or-later
"""The way of a real copy into the record's place, page by page; nothing changes before the last press."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from journal.clock import Stamp
from journal.handover import backup, restore
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.bundles import fill
from tests.helpers.rooms import nameless, texts
from ui.bring_back import BringBack
from ui.main_window import MainWindow
from ui.session import Session
from ui.worker import Lane

NOW = Stamp(datetime(2026, 11, 1, 12, tzinfo=UTC), -300)


class Copied:
    """A record, a copy of it on a stick, and its recovery code."""

    def __init__(self, folder: Path, stick: Path) -> None:
        self.record, self.stick = folder, stick
        stick.mkdir()
        vault, self.code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
        with vault:
            fill(vault)
            plan = backup.plan(vault, stick, NOW)
            assert plan.copy_database()
            assert plan.settle()
            made = plan.finish()
            assert made is not None
        self.made = made

    def go_on(self) -> None:
        """One more entry, after the copy."""
        with Vault.open(self.record, PASSPHRASE) as vault:
            first = next(iter(vault.entries.all()))
            vault.entries.skip(first.incident, "custody", first.wording)


@pytest.fixture
def copied(tmp_path: Path) -> Copied:
    return Copied(tmp_path / "home" / "record", tmp_path / "stick")


@pytest.fixture
def way(session: Session, copied: Copied, qtbot: Any) -> Iterator[BringBack]:
    window = MainWindow(session, {})
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    way = BringBack(session, window, copied.record)
    way.begin()
    yield way
    assert session.vault is None


def page(way: BringBack, name: str) -> Any:
    shown = way._window.page()
    assert type(shown).__name__ == name
    assert nameless(shown) == []
    return shown


def choose(way: BringBack, folder: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The page of the folder, after this one was chosen."""
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(folder)])
    shown = page(way, "CopyFolderPage")
    (shown._choose if shown._choose.isVisible() else shown._other).click()
    qtbot.waitUntil(lambda: shown._choose.isEnabled() and shown._note.isVisible(), timeout=10_000)
    return shown


def to_key(way: BringBack, folder: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    shown = choose(way, folder, qtbot, monkeypatch)
    assert way._window.focusWidget() is shown._go_on
    shown._go_on.click()
    return page(way, "CopyKeyPage")


def to_look(way: BringBack, folder: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    key = to_key(way, folder, qtbot, monkeypatch)
    QTest.keyClicks(key.key.edit.line, PASSPHRASE)
    QTest.keyClick(key.key.edit.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: type(way._window.page()).__name__ == "CopyLookPage", timeout=20_000)
    return page(way, "CopyLookPage")


def digest_of(folder: Path) -> str:
    """All files below a folder, names and bytes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def said(shown: Any) -> str:
    return "\n".join(texts(shown)).replace("\u200b", "")


def test_the_whole_way_over_a_record_that_is_newer(
    way: BringBack, copied: Copied, session: Session, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any
) -> None:
    copied.go_on()
    before, source = digest_of(copied.record), digest_of(copied.stick)
    look = to_look(way, copied.stick, qtbot, monkeypatch)
    assert words.count("restore.look.older", 1) in said(look)
    assert words("restore.look.whole") in said(look)
    assert words.count("backup.files", 3) in said(look)
    assert digest_of(copied.record) == before, "nothing is changed before the last press"
    assert way._window.focusWidget() is look._back, "a key pressed too often changes nothing"
    old = copied.record.with_name("record-before-2026-11-12")
    assert str(old) in said(look)
    look._put.click()
    qtbot.waitUntil(look._open.isVisible, timeout=10_000)
    assert str(old) in said(look)
    assert digest_of(old) == before, "the old one stays, as it was"
    assert digest_of(copied.stick) == source, "the copy is only read"
    with qtbot.waitSignal(way.done):
        look._open.click()
    with Vault.open(copied.record, PASSPHRASE) as vault:
        assert vault.entries.head() == (copied.made.entries, copied.made.head)


def test_on_a_computer_without_a_record_the_code_opens_it_too(
    way: BringBack, copied: Copied, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any, tmp_path: Path
) -> None:
    copied.record.rename(tmp_path / "gone")
    key = to_key(way, copied.made.folder, qtbot, monkeypatch)
    key.key.other.click()
    assert words("restore.open.intro_code") in said(key)
    QTest.keyClicks(key.key.edit.line, copied.code)
    key.key.open.click()
    qtbot.waitUntil(lambda: type(way._window.page()).__name__ == "CopyLookPage", timeout=20_000)
    look = page(way, "CopyLookPage")
    assert words("restore.look.nothing_here") in said(look)
    look._put.click()
    qtbot.waitUntil(look._open.isVisible, timeout=10_000)
    Vault.open(copied.record, PASSPHRASE).close()


def test_back_from_everywhere_changes_nothing_and_leaves_nothing(
    way: BringBack, copied: Copied, session: Session, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest_of(copied.record.parent)
    to_look(way, copied.stick, qtbot, monkeypatch)._back.click()
    page(way, "CopyKeyPage")._back.click()
    folder = page(way, "CopyFolderPage")
    done: list[None] = []
    session.worker.aside(lambda: None, done.append, lane=Lane.OUTGOING)
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    assert digest_of(copied.record.parent) == before
    with qtbot.waitSignal(way.left):
        folder._back.click()


def test_stop_in_the_middle_leaves_nothing(
    way: BringBack, copied: Copied, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any
) -> None:
    before, begin = digest_of(copied.record.parent), restore.begin
    key = to_key(way, copied.stick, qtbot, monkeypatch)

    def stopped_soon(*given: Any, **more: Any) -> Any:
        key._halt.clicked.emit()
        return begin(*given, **more)

    monkeypatch.setattr(restore, "begin", stopped_soon)
    QTest.keyClicks(key.key.edit.line, PASSPHRASE)
    key.key.open.click()
    qtbot.waitUntil(key._note.isVisible, timeout=20_000)
    assert key._note.text() == words("restore.stopped.what")
    assert digest_of(copied.record.parent) == before
    assert key.key.open.isVisible()
    assert key.key.open.isEnabled()


def test_a_wrong_passphrase_is_said_and_stays_to_be_looked_at(
    way: BringBack, copied: Copied, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any
) -> None:
    key = to_key(way, copied.stick, qtbot, monkeypatch)
    QTest.keyClicks(key.key.edit.line, "kettle orbit")
    key.key.open.click()
    qtbot.waitUntil(key._note.isVisible, timeout=10_000)
    assert key._note.text() == words("error.wrong_passphrase.what")
    assert key.key.text() == "kettle orbit"
    assert way._window.focusWidget() is key.key.edit.line


def test_of_more_than_one_copy_one_is_chosen(
    way: BringBack, copied: Copied, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any
) -> None:
    import shutil

    shutil.copytree(copied.made.folder, copied.stick / "of-before")
    shown = choose(way, copied.stick, qtbot, monkeypatch)
    assert shown._note.text() == words("restore.several")
    assert not shown._go_on.isEnabled()
    chip = shown._which.chips()[0]
    assert way._window.focusWidget() is chip
    chip.click()
    shown._go_on.click()
    assert page(way, "CopyKeyPage")._source == copied.stick / "of-before"


def test_a_folder_without_a_record_and_one_that_is_harmed_are_told_apart(
    way: BringBack, copied: Copied, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    shown = choose(way, tmp_path / "empty", qtbot, monkeypatch)
    assert shown._note.text() == words("restore.none")
    assert not shown._go_on.isVisible()
    for name in ("keys.a", "keys.b"):
        (copied.made.folder / name).write_bytes(b"not a key file at all")
    shown = choose(way, copied.stick, qtbot, monkeypatch)
    assert shown._note.text() == words("restore.kind.keys_damaged")
    assert not shown._go_on.isVisible()


def test_a_copy_with_a_damaged_file_names_it_and_can_be_used_all_the_same(
    way: BringBack, copied: Copied, qtbot: Any, monkeypatch: pytest.MonkeyPatch, words: Any
) -> None:
    sealed = next(iter(sorted((copied.made.folder / "objects").iterdir())))
    data = bytearray(sealed.read_bytes())
    data[len(data) // 2] ^= 1
    sealed.write_bytes(data)
    look = to_look(way, copied.stick, qtbot, monkeypatch)
    assert words("restore.look.not_whole") in said(look)
    assert "E-" in said(look)
    assert look._put.isEnabled()


def test_what_was_typed_does_not_stay(
    way: BringBack, copied: Copied, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = to_key(way, copied.stick, qtbot, monkeypatch)
    QTest.keyClicks(key.key.edit.line, "kettle")
    key._back.click()
    assert key.key.text() == ""
