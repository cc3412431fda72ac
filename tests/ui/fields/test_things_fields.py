# SPDX-License-Identifier: GPL-3.0-or-later
"""Files and things as answers: chosen, brought in, taken out and put back; a log of who had it when."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal.guide.step import Field, Kind
from journal.words import Words
from tests.helpers.rooms import tab_order
from ui.fields.files_field import FilesField, Found
from ui.fields.thing_field import ThingField
from ui.widgets.bringing_card import BringingCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ONE, TWO = {"card": "a" * 32, "name": "one.jpg"}, {"card": "b" * 32, "name": "two.jpg"}


class Holder(QWidget):
    """A page with a shelf that gives what it is told to give."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = self
        self.gives: list[Mapping[str, str]] = []
        self.asked: list[Any] = []

    def choose_things(self, taken: Sequence[str], found: Found) -> None:
        self.asked.append(list(taken))
        found(self.gives)

    def bring_things(self, data: QMimeData | None, found: Found) -> None:
        self.asked.append(data)
        found(self.gives)

    def label_things(self, cards: Sequence[str], labelled: Callable[[Mapping[str, str]], None]) -> None:
        labelled({card: f"E-{place}" for place, card in enumerate(cards, 4)})

    def follow_things(self, card: BringingCard) -> None:
        self.asked.append(card)


@pytest.fixture
def holder(qtbot: QtBot) -> Holder:
    made = Holder()
    qtbot.addWidget(made)
    made.show()
    return made


def files_in(holder: Holder) -> FilesField:
    return _put(holder, FilesField(Field("thing_photos", Kind.FILES), Words()))


def thing_in(holder: Holder) -> ThingField:
    return _put(holder, ThingField(Field("thing_kept", Kind.THING), Words()))


def _put(holder: Holder, field: Any) -> Any:
    column = QVBoxLayout(holder)
    column.addWidget(field)
    field.show()
    field.describe("Are there photos of it?")
    return field


def test_things_that_are_chosen_stand_there_once_with_their_numbers(holder: Holder) -> None:
    field = files_in(holder)
    holder.gives = [ONE, TWO]
    heard: list[int] = []
    field.changed.connect(lambda: heard.append(1))
    field.choose.click()
    field.choose.click()
    assert field.value() == [ONE, TWO]
    assert [row._text.text() for row in field.rows()] == ["E-4 · one.jpg", "E-5 · two.jpg"]
    assert len(heard) == 1
    assert holder.asked == [[], [ONE["card"], TWO["card"]]], "what is taken is told, so that it is not offered again"


def test_taking_one_out_says_that_it_is_not_erased_and_can_be_undone(holder: Holder) -> None:
    field = files_in(holder)
    field.set_value([ONE, TWO])
    field.rows()[0].remove.click()
    assert field.value() == [TWO]
    assert Words()("files.taken_out", name="one.jpg") in field._undo.findChildren(type(field._undo._text))[0].text()
    field._undo.button.click()
    assert field.value() == [ONE, TWO]


def test_a_file_that_is_dropped_or_chosen_on_the_disk_comes_in_by_the_same_way(holder: Holder) -> None:
    field = files_in(holder)
    holder.gives = [ONE]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere/one.jpg")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(3, 3), copy | Qt.DropAction.MoveAction, data, left, none)
    field.dropEvent(event)
    assert event.dropAction() is copy
    assert field.value() == [ONE]
    assert holder.asked[-1] is data
    holder.gives = [TWO]
    field.add.click()
    assert field.value() == [ONE, TWO]
    assert holder.asked[-1] is None
    assert sum(isinstance(each, BringingCard) for each in holder.asked) == 1


def test_without_a_shelf_nothing_breaks(qtbot: QtBot) -> None:
    field = FilesField(Field("thing_photos", Kind.FILES), Words())
    qtbot.addWidget(field)
    field.set_value([ONE])
    field.add.click()
    field.choose.click()
    assert field.value() == [ONE]


def test_who_had_it_is_written_line_by_line_and_an_empty_line_is_none(holder: Holder, qtbot: QtBot) -> None:
    field = thing_in(holder)
    qtbot.keyClicks(field.lines["where"].box, "top shelf")
    field.add.click()
    assert field.rows()[0].lines["who"].box.hasFocus() or holder.focusWidget() is field.rows()[0].lines["who"].box
    qtbot.keyClicks(field.rows()[0].lines["who"].box, "me")
    qtbot.keyClicks(field.rows()[0].lines["when"].box, "since March")
    field.add.click()
    assert field.value() == {
        "where": "top shelf",
        "packed": "",
        "log": [{"who": "me", "when": "since March", "note": ""}],
    }


def test_a_line_that_was_taken_out_goes_back_to_its_place(holder: Holder) -> None:
    field = thing_in(holder)
    log = [{"who": who, "when": "", "note": ""} for who in ("me", "my sister", "the lawyer")]
    field.set_value({"where": "", "packed": "", "log": log})
    field.rows()[1].remove.click()
    assert [row["who"] for row in field.value()["log"]] == ["me", "the lawyer"]
    field._undo.button.click()
    assert field.value()["log"] == log


def test_an_empty_line_that_goes_takes_no_way_back_with_it(holder: Holder) -> None:
    field = thing_in(holder)
    log = [{"who": who, "when": "", "note": ""} for who in ("me", "my sister")]
    field.set_value({"where": "", "packed": "", "log": log})
    field.rows()[0].remove.click()
    field.add.click()
    field.rows()[1].remove.click()
    assert field._undo.isVisible()
    field._undo.button.click()
    assert field.value()["log"] == log
    assert not field._undo.isVisible()


def test_what_a_newer_program_wrote_into_a_line_is_kept(holder: Holder) -> None:
    field = thing_in(holder)
    answer = {"where": "", "packed": "", "log": [{"who": "me", "when": "", "note": "", "signed": "yes"}], "seal": "7"}
    field.set_value(answer)
    assert field.value() == answer


def test_tab_goes_through_a_thing_as_it_is_read(holder: Holder, qtbot: QtBot) -> None:
    field = thing_in(holder)
    field.set_value({"where": "", "packed": "", "log": [{"who": "me", "when": "", "note": ""}]})
    qtbot.wait(1)
    order = [each.objectName() for each in tab_order(field.lines["where"].box, holder)]
    assert order == [
        "box-thing_kept-where", "box-thing_kept-packed", "box-log-who", "box-log-when", "box-log-note", "remove-row",
        "add-row",
    ]  # fmt: skip
