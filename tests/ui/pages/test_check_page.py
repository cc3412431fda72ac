# SPDX-License-Identifier: GPL-3.0-or-later
"""Check my record: one press, plain words, what is spoiled by its name, and a file taken back from a copy."""

import shutil

import pytest
from PySide6.QtWidgets import QFileDialog

from journal.errors import DiskUnreachable
from journal.record.evidence import Role
from tests.helpers.check_stage import damaged, doubt, running, stopped, whole
from tests.helpers.damage import damage_body, flip
from tests.helpers.files import bring_in
from tests.helpers.kept import keep
from tests.ui.test_checking import LONG, ended, on_vault
from ui.checking import State
from ui.pages.check_page import CheckPage
from ui.pages.home_page import HomePage


@pytest.fixture
def page(open_session, qtbot):
    return shown(CheckPage(open_session), qtbot)


def shown(made, qtbot):
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    made.enter()
    return made


def told(page):
    lines = page._found._lines
    return [lines.itemAt(place).widget().text() for place in range(lines.count())]


def test_one_press_says_that_all_is_whole(page, qtbot, words):
    on_vault(page.session, qtbot, lambda: keep(page.session.vault, "", account=LONG))
    assert page._last.text() == words("check.last.never")
    page._begin.click()
    assert page._halt.isVisible()
    assert not page._begin.isVisible()
    ended(page.session, qtbot)
    assert page._note.text() == words("check.whole.what")
    assert told(page) == []
    assert page._begin.isVisible()
    page.enter()
    assert page._last.text().startswith("It was last checked on November 12, 2026")


def test_real_damage_is_named_and_the_rest_is_said_to_be_whole(page, qtbot, words, tmp_path):
    session, vault = page.session, page.session.vault
    (tmp_path / "letter.txt").write_bytes(b"a letter " * 9000)

    def fill():
        for number in range(6):
            keep(vault, "", account=f"{number} {LONG * 3}")
        added = bring_in(vault, tmp_path / "letter.txt")
        vault.lay_still()
        vault.go_on()
        return added.evidence.sealed(Role.ORIGINAL)

    sealed = on_vault(session, qtbot, fill)
    shutil.copytree(vault.folder, tmp_path / "stick" / "own-words")
    damage_body(vault.folder, 3)
    flip(vault.folder / "objects" / sealed.id, 5000)
    page._begin.click()
    ended(session, qtbot)
    said = told(page)
    assert page._note.text() == words("check.damaged.what")
    assert [line[:8] for line in said if line.startswith("Entry ")] == ["Entry 3,"]
    assert any(line.startswith("E-1. ") for line in said)
    assert words("check.back.no_copy") in said
    home = shown(HomePage(session), qtbot)
    assert home._check.isVisible()


def take_back(page, folder, monkeypatch, qtbot):
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: [str(folder)])
    page._found.take_back.click()
    qtbot.waitUntil(lambda: page._found.take_back.isEnabled() and page._note.isVisible(), timeout=20_000)


def test_a_spoiled_file_is_taken_back_from_a_copy(page, qtbot, words, tmp_path, monkeypatch):
    session, vault = page.session, page.session.vault
    (tmp_path / "letter.txt").write_bytes(b"a letter " * 9000)
    added = on_vault(session, qtbot, lambda: bring_in(vault, tmp_path / "letter.txt"))
    sealed = added.evidence.sealed(Role.ORIGINAL)
    shutil.copytree(vault.folder / "objects", tmp_path / "stick" / "own-words" / "objects")
    (vault.folder / "objects" / sealed.id).unlink()
    page._begin.click()
    ended(session, qtbot)
    page._note.hide()
    take_back(page, tmp_path / "nothing here", monkeypatch, qtbot)
    assert page._note.text() == words("check.brought.none")
    page._note.hide()
    take_back(page, tmp_path / "stick", monkeypatch, qtbot)
    assert page._note.text() == words("check.brought.all")
    assert told(page) == []
    page._begin.click()
    ended(session, qtbot)
    assert session.checking.last()[1].damages == ()
    assert on_vault(session, qtbot, lambda: vault.objects.read(sealed)) == b"a letter " * 9000


def test_stopping_and_trouble_are_said_calmly(page, qtbot, words):
    stopped(page.session.checking)
    assert page._note.text() == words("check.stopped")
    running(page.session.checking)
    page.session.checking._on_trouble(DiskUnreachable())
    assert page._note.text() == words("error.disk_unreachable.what")
    assert page.session.checking.state is State.TROUBLED


def test_a_doubt_is_no_damage(page, qtbot, words):
    doubt(page.session.checking)
    assert page._note.text() == words("check.whole.what")
    assert told(page) == [words("check.warning.pages"), words("check.warning.keys")]
    assert not shown(HomePage(page.session), qtbot)._check.isVisible()


def test_home_says_nothing_when_all_is_well_and_one_line_when_not(open_session, qtbot, words):
    home = shown(HomePage(open_session), qtbot)
    assert not home._check.isVisible()
    whole(open_session.checking)
    assert not home._check.isVisible()
    damaged(open_session.checking)
    assert home._check.isVisible()
    assert home._check.text() == words("check.home.what", day="November 12, 2026")
    with qtbot.waitSignal(home.go) as went:
        home._check.button.click()
    assert went.args == ["check", {}]


def test_what_was_found_says_where_the_last_copy_lies(page, words):
    damaged(page.session.checking)
    said = " ".join(told(page))
    assert "/media/stick/own-words-7K4Q-92MD" in said
    assert "E-6. The file itself is whole" in said
    assert page._found.take_back.isVisible()


def test_many_damages_are_not_a_wall_of_lines(page, words):
    from journal.record.checked import Checked, Damage, DamageKind

    many = tuple(Damage(DamageKind.ENTRY, seq=number) for number in range(1, 3000))
    running(page.session.checking)
    page.session.checking._on_end(Checked(3000, 0, bytes(32), many).plain(page.session.clock.now()))
    assert len(told(page)) < 50
    assert words("check.found.more", number=2959) in told(page)
