# SPDX-License-Identifier: GPL-3.0-or-later
"""Things I kept: what can be kept and how, files by button, drop and paste, and a list that stays covered."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.guide.things_steps import THING, THINGS
from journal.vault.vault import Vault
from tests.helpers.rooms import nameless, on_vault, settled, shown, tab_order, texts
from tests.helpers.things import a_few, a_picture, a_thing, bring
from ui.bringing import State
from ui.incident_tasks import withdraw
from ui.models.kept_model import PICTURE
from ui.pages import kept_section, things_page
from ui.pages.things_page import ThingsPage
from ui.session import Session
from ui.widgets.label import breakable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def page_of(session: Session, qtbot: QtBot, **arguments: Any) -> Any:
    return shown(ThingsPage(session), qtbot, **arguments)


def button(page: Any, name: str) -> QPushButton:
    found = [each for each in page.findChildren(QPushButton, name) if each.isVisible()]
    assert found, name
    return found[0]


def names(page: Any) -> list[str]:
    model = page._kept.model
    return [model.kept(place).name for place in range(model.rowCount())]


def ended(page: Any, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.session.bringing.state is State.ENDED, timeout=20_000)
    settled(page.session, qtbot)


def dropped(page: Any, *paths: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), copy | Qt.DropAction.MoveAction, data, left, none)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    event = QDropEvent(QPointF(9, 9), copy | Qt.DropAction.MoveAction, data, left, none)
    page.dropEvent(event)
    return event


def test_an_empty_page_says_what_can_be_kept_and_how_to_keep_things_safe(open_session: Session, qtbot: QtBot) -> None:
    page, words = page_of(open_session, qtbot), open_session.words
    assert {words("things.empty"), words("things.hint")} <= set(texts(page))
    assert words("things.advice.clothes_text") not in texts(page)
    button(page, "advice-clothes").click()
    assert words("things.advice.clothes_text") in texts(page)
    with qtbot.waitSignal(page.go) as gone:
        button(page, "advice-clothes-more").click()
    assert gone.args == ["support_topic", {"topic": "keep"}]
    assert nameless(page) == []


def test_a_dropped_file_is_asked_about_then_kept_and_stays_where_it_is(
    open_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    incident = on_vault(open_session, qtbot, lambda vault: vault.incidents.start("own_account").id)
    page, words = page_of(open_session, qtbot), open_session.words
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(a_picture(size=(80, 60)))
    assert dropped(page, path).dropAction() is Qt.DropAction.CopyAction
    assert open_session.bringing.state is State.IDLE, "nothing is kept before it was asked"
    assert words.count("bringing.ask", 1) in texts(page)
    chips = page._arrival.belongs.chips
    assert chips.chosen() == [], "no account is chosen beforehand"
    next(chip for chip in chips.chips() if chip.objectName() == f"chip-{incident}").click()
    button(page, "keep-files").click()
    ended(page, qtbot)
    assert names(page) == ["IMG_1.jpg"]
    assert page._kept.model.kept(0).incident == incident
    said = texts(page)
    assert words.count("bringing.came", 1) in said
    assert breakable(words("bringing.still_in", folder=tmp_path)) in said
    assert words("bringing.first") in said
    assert path.read_bytes() == a_picture(size=(80, 60))
    button(page, "bringing-done").click()
    settled(open_session, qtbot)
    assert words.count("bringing.came", 1) not in texts(page)


def test_the_word_about_the_first_copy_is_said_once(open_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(open_session, qtbot)
    for number in range(2):
        (tmp_path / "a.jpg").write_bytes(a_picture(number, (80, 60)))
        dropped(page, tmp_path / "a.jpg")
        button(page, "keep-files").click()
        ended(page, qtbot)
        assert (open_session.words("bringing.first") in texts(page)) is (number == 0)
        button(page, "bringing-done").click()


def test_a_drop_by_mistake_can_be_let_go_of(open_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(open_session, qtbot)
    (tmp_path / "private.txt").write_text("not for here")
    dropped(page, tmp_path / "private.txt")
    button(page, "keep-no-files").click()
    assert open_session.words.count("bringing.ask", 1) not in texts(page)
    dropped(page, tmp_path / "private.txt")
    page.leave()
    page.enter()
    settled(open_session, qtbot)
    assert names(page) == []
    assert "private.txt" not in texts(page)


def test_a_picture_that_is_pasted_gets_a_name_that_tells_nothing(open_session: Session, qtbot: QtBot) -> None:
    page = page_of(open_session, qtbot)
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.gray)
    QGuiApplication.clipboard().setImage(picture)
    page._arrival.paste()
    qtbot.waitUntil(page._arrival.belongs.isVisible, timeout=20_000)
    button(page, "keep-files").click()
    ended(page, qtbot)
    assert names(page) == ["Pasted 2026-11-12 16.40.05.png"]
    kept = page._kept.model.kept(0)
    content = on_vault(open_session, qtbot, lambda vault: vault.objects.open_original(kept).read())
    assert QImage.fromData(content).size() == picture.size()


def test_files_that_can_not_be_kept_are_told_by_name_with_what_can_be_done(
    open_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page, words = page_of(open_session, qtbot), open_session.words
    (tmp_path / "holiday").mkdir()
    (tmp_path / "scan.pdf").touch()
    dropped(page, tmp_path / "holiday", tmp_path / "scan.pdf")
    button(page, "keep-files").click()
    ended(page, qtbot)
    said = texts(page)
    assert {"holiday", "scan.pdf"} <= set(said)
    for key in ("source_is_no_file", "source_empty"):
        assert f"{words(f'error.{key}.what')} {words(f'error.{key}.do')}" in said


def test_it_goes_on_while_the_person_is_elsewhere_and_is_told_on_coming_back(
    open_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(open_session, qtbot)
    for number in range(12):
        (tmp_path / f"{number}.jpg").write_bytes(a_picture(number, (400, 300)) + bytes([number]))
    dropped(page, *(tmp_path / f"{number}.jpg" for number in range(12)))
    button(page, "keep-files").click()
    page.leave()
    page.hide()
    ended(page, qtbot)
    page.show()
    page.enter()
    settled(open_session, qtbot)
    assert len(names(page)) == 12
    assert open_session.words.count("bringing.came", 12) in texts(page)


def test_the_list_says_numbers_names_and_kinds_and_opens_one_by_key(open_session: Session, qtbot: QtBot) -> None:
    cards = on_vault(open_session, qtbot, a_few)
    page = page_of(open_session, qtbot)
    assert names(page)[0] == "IMG_4410.jpg"
    assert names(page)[-1] == "The gray coat I wore"
    listed = page._kept.list
    listed.setFocus()
    assert listed.currentIndex().row() == 0
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.go) as gone:
        qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert gone.args == ["thing", {"card": cards["paper"]}]


def test_a_screen_reader_hears_each_row_whole(open_session: Session, qtbot: QtBot) -> None:
    on_vault(open_session, qtbot, a_few)
    page = page_of(open_session, qtbot)
    listed = QAccessible.queryAccessibleInterface(page._kept.list)
    heard = [listed.child(place).text(QAccessible.Text.Name) for place in range(listed.childCount())]
    assert len(heard) == 6
    assert heard[0].startswith("E-6. IMG_4410.jpg. Picture · ")


def test_a_list_is_as_tall_as_its_rows_and_scrolls_with_the_page(open_session: Session, qtbot: QtBot) -> None:
    on_vault(open_session, qtbot, lambda vault: [a_thing(vault, thing_what=f"thing {n}") for n in range(40)])
    page = page_of(open_session, qtbot)
    listed = page._kept.list
    assert listed.verticalScrollBar().maximum() == 0
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_End)
    qtbot.wait(10)
    row = listed.visualRect(listed.currentIndex()).center()
    assert page.scroller.viewport().rect().contains(listed.mapTo(page.scroller.viewport(), row))


def test_further_rows_come_when_the_end_is_near(
    open_session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (things_page, kept_section):
        monkeypatch.setattr(module, "AT_ONCE", 40)
    on_vault(open_session, qtbot, lambda vault: [a_thing(vault, thing_what=f"thing {n}") for n in range(90)])
    page = page_of(open_session, qtbot)
    assert len(names(page)) == 40, "only a window onto the list is read"
    bar = page.scroller.verticalScrollBar()

    def all_are_there() -> bool:
        bar.setValue(bar.maximum())
        return len(names(page)) == 90

    qtbot.waitUntil(all_are_there, timeout=20_000)
    assert names(page) == [f"thing {n}" for n in reversed(range(90))]


def test_the_list_can_be_narrowed_to_an_account_and_a_kind(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> str:
        incident = vault.incidents.start("own_account").id
        bring(vault, a_picture(1, (60, 60)), "here.jpg", incident)
        bring(vault, a_picture(2, (60, 60)), "elsewhere.jpg")
        a_thing(vault, incident, thing_what="a coat")
        return incident

    incident = on_vault(open_session, qtbot, fill)
    page = page_of(open_session, qtbot)
    assert names(page) == ["a coat", "elsewhere.jpg", "here.jpg"]
    button(page, "narrow").click()
    button(page, "chip-file").click()
    settled(open_session, qtbot)
    assert names(page) == ["elsewhere.jpg", "here.jpg"]
    button(page, f"chip-{incident}").click()
    settled(open_session, qtbot)
    assert names(page) == ["here.jpg"]
    assert page.place() == {"incident": incident, "kind": "file"}
    button(page, "chip-file").click()
    settled(open_session, qtbot)
    assert names(page) == ["a coat", "here.jpg"]


def test_small_pictures_are_covered_until_they_are_asked_for_and_again_on_leaving(
    open_session: Session, qtbot: QtBot
) -> None:
    def fill(vault: Vault) -> None:
        bring(vault, a_picture(1), "one.jpg")

    on_vault(open_session, qtbot, fill)
    page = page_of(open_session, qtbot)
    model = page._kept.model
    assert model.data(model.index(0), PICTURE) is None
    button(page, "uncover-pictures").click()
    if model.kept(0).objects[1:]:
        qtbot.waitUntil(lambda: model.data(model.index(0), PICTURE) is not None, timeout=20_000)
    page.leave()
    assert model.data(model.index(0), PICTURE) is None
    assert not page._kept._pictures.showing


def test_a_thing_that_is_being_written_stands_above_the_list(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> str:
        return vault.drafts.save(vault.drafts.new("", THINGS.id, THING.id, "", {"thing_what": "my left shoe"})).id

    draft = on_vault(open_session, qtbot, fill)
    page = page_of(open_session, qtbot)
    assert "my left shoe" not in texts(page), "covered until it is opened"
    button(page, "open-entry").click()
    assert "my left shoe" in texts(page)
    with qtbot.waitSignal(page.go) as gone:
        button(page, "entry-action").click()
    assert gone.args[1]["draft"] == draft


def test_tab_goes_as_the_page_is_read(open_session: Session, qtbot: QtBot) -> None:
    on_vault(open_session, qtbot, a_few)
    page = page_of(open_session, qtbot)
    order = [each.objectName() for each in tab_order(button(page, "add-files"), page)]
    assert order == ["add-files", "add-thing", "care", "narrow", "uncover-pictures", "kept-list"]
    assert nameless(page) == []


def test_what_was_taken_out_of_sight_can_be_put_back_here(open_session: Session, qtbot: QtBot) -> None:
    def fill(vault: Vault) -> None:
        a_thing(vault, thing_what="stays")
        withdraw(vault, open_session.words, a_thing(vault, thing_what="goes"), "")

    on_vault(open_session, qtbot, fill)
    page = page_of(open_session, qtbot)
    assert names(page) == ["stays"]
    button(page, "put-back").click()
    settled(open_session, qtbot)
    assert names(page) == ["goes", "stays"]
    assert not [each for each in page.findChildren(QPushButton, "put-back") if each.isVisible()]
