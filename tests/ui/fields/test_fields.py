# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of question: what is shown comes back letter for letter, nothing is chosen beforehand."""

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.guide.answers import EXACTNESS, INSTEAD, is_empty
from journal.guide.known import CERTAINTY, SOURCE
from journal.guide.step import NEVER_ASKED, Field, Kind
from journal.guide.steps import GUIDES
from journal.record.moment import Moment, Precision
from journal.words import ENGLISH, PSEUDO, Words
from tests.helpers.answers import body_marks, sketches
from ui.fields import FIELD_WIDGETS, AnswerField
from ui.fields.choice_fields import Person, PersonField
from ui.fields.moment_field import MomentField
from ui.fields.order_field import OrderField
from ui.fields.text_box import TextBox

# Qt's documents end a paragraph at these; what is kept has already passed one, so they never reach a field.
_BREAKS = "\r\u2029\ufdd0\ufdd1\x00"
_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters=_BREAKS), max_size=60)
_HARD = "a\u00a0b\u2028c\n\t“é” שלום مرحبا 🕊️👩\u200d👧 \u202eabc\u202c & <b>x</b> \U0001f1ed\U0001f1f9"
_OPTIONS = ("saw", "heard", "felt")
WORDS = {language: Words(language) for language in (ENGLISH, PSEUDO)}  # each reads its files once
_DATES = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)).map(str)
_TIMES = st.times().map(lambda time: time.strftime("%H:%M"))


pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def a_field(kind: Kind) -> Field:
    return Field("source", kind, _OPTIONS if kind in (Kind.CHOICE, Kind.CHOICES) else ())


@st.composite
def _moments(draw: st.DrawFn) -> dict[str, str]:
    precision = draw(st.sampled_from(list(Precision)))
    words = draw(_TEXT)
    if precision is Precision.UNKNOWN:
        return Moment(precision, words=words).plain()
    date = draw(st.one_of(st.just(""), _DATES, _DATES.map(lambda d: d[:7]), _DATES.map(lambda d: d[:4])))
    time = draw(st.one_of(st.just(""), _TIMES))
    if precision is Precision.SPAN:
        return Moment(precision, date, time, draw(_DATES), draw(_TIMES), words=words).plain()
    anchor = draw(_TEXT) if precision in (Precision.BEFORE, Precision.AFTER) else ""
    return Moment(precision, date, time, anchor=anchor, words=words).plain()


_PARTS = st.lists(
    st.fixed_dictionaries(
        {"id": st.uuids().map(lambda each: each.hex), "text": _TEXT.filter(bool)},
        optional={
            "moment": _moments().filter(lambda m: m["precision"] != Precision.SPAN),
            "source": st.just(["saw", "told"]),
            "certainty": st.sampled_from(CERTAINTY.options),
        },
    ),
    max_size=4,
)

ANSWERS: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.LINE: _TEXT,
    Kind.LONG_TEXT: _TEXT,
    Kind.CHOICE: st.sampled_from(_OPTIONS),
    Kind.CHOICES: st.sets(st.sampled_from(_OPTIONS)).map(lambda chosen: [o for o in _OPTIONS if o in chosen]),
    Kind.MOMENT: _moments(),
    Kind.PERSON: st.one_of(
        st.fixed_dictionaries({"card": st.just("a" * 32), "name": _TEXT.filter(bool)}),
        st.fixed_dictionaries({"card": st.just(""), "name": _TEXT.filter(bool)}),
        st.just({"card": "me", "name": "Me"}),
    ),
    Kind.QUOTE: st.fixed_dictionaries(
        {"words": _TEXT.filter(bool), "exactness": st.sampled_from(("", *EXACTNESS)), "language": _TEXT}
    ),
    Kind.ORDER: _PARTS,
    Kind.CONTACT: st.fixed_dictionaries({"phone": _TEXT.filter(bool), "email": _TEXT, "other": _TEXT}),
    Kind.FILES: st.lists(
        st.fixed_dictionaries({"card": st.uuids().map(lambda each: each.hex), "name": _TEXT}), max_size=3
    ),
    Kind.THING: st.one_of(
        st.just({}),
        st.fixed_dictionaries(
            {
                "where": _TEXT.filter(bool),
                "packed": _TEXT,
                "log": st.lists(
                    st.fixed_dictionaries({"who": _TEXT.filter(bool), "when": _TEXT, "note": _TEXT}), max_size=3
                ),
            }
        ),
    ),
    Kind.INCIDENT: st.fixed_dictionaries({"incident": st.just("c" * 32), "name": _TEXT}),
    Kind.MONEY: st.fixed_dictionaries({"amount": _TEXT.filter(bool), "currency": _TEXT}),
    Kind.SKETCH: sketches(_TEXT.filter(bool)),
    Kind.MARKS: body_marks(_TEXT.filter(bool)),
}


def made(kind: Kind, qtbot: QtBot, language: str = ENGLISH) -> Any:
    widget = FIELD_WIDGETS[kind](a_field(kind), WORDS[language])
    widget.describe("What was it?", "A word of help")
    qtbot.addWidget(widget)
    return widget


ASKED = [kind for kind in Kind if kind not in NEVER_ASKED]


@pytest.mark.parametrize(
    "kind", [Kind.LINE, Kind.LONG_TEXT, Kind.QUOTE, Kind.CONTACT, Kind.MONEY, Kind.PERSON, Kind.THING]
)
def test_leaving_any_box_is_told_so_that_its_words_are_saved_then(kind: Kind, qtbot: QtBot) -> None:
    widget, told = made(kind, qtbot), []
    widget.left.connect(lambda: told.append(kind))
    boxes = widget.findChildren(TextBox)
    for box in boxes:
        box.left.emit()
    assert len(told) == len(boxes) > 0


def test_each_kind_that_is_asked_has_a_widget() -> None:
    assert set(FIELD_WIDGETS) == set(ASKED)


@pytest.mark.parametrize("kind", ASKED)
def test_an_answer_that_is_shown_comes_back_as_it_was(kind: Kind, qtbot: QtBot) -> None:
    widget: AnswerField = made(kind, qtbot)

    @given(answer=st.one_of(ANSWERS[kind], st.sampled_from(INSTEAD).map(lambda given: {"instead": given})))
    def comes_back(answer: Any) -> None:
        widget.set_value(answer)
        assert widget.value() == answer

    comes_back()


@given(letters=_TEXT)
@example(letters=_HARD)
@example(letters="x" * 20_000)
@example(letters="word " * 4_000)
def test_every_letter_of_a_text_is_kept(qapp: object, letters: str) -> None:
    box = TextBox()
    box.set_text(letters)
    assert box.text() == letters


@pytest.mark.parametrize("kind", ASKED)
def test_nothing_is_chosen_beforehand_and_showing_is_no_change(kind: Kind, qtbot: QtBot) -> None:
    widget: AnswerField = made(kind, qtbot)
    heard: list[int] = []
    widget.changed.connect(lambda: heard.append(1))
    assert is_empty(widget.field, widget.value())
    assert not [chip for chip in widget.findChildren(QPushButton) if chip.isChecked()]
    widget.set_value("saw" if kind is Kind.CHOICE else {"instead": "not_sure"})
    assert not heard


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_everything_that_takes_the_focus_has_a_name(kind: Kind, language: str, qtbot: QtBot) -> None:
    widget: AnswerField = made(kind, qtbot, language)
    widget.show()
    if isinstance(widget, OrderField):
        widget.set_value([{"id": "a", "text": "one"}])
        widget.cards()[0].open()
    for child in widget.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
            name = QAccessible.queryAccessibleInterface(child).text(QAccessible.Text.Name)
            assert name, child.objectName()


def test_another_answer_is_offered_only_while_nothing_is_written(qtbot: QtBot) -> None:
    widget = made(Kind.LONG_TEXT, qtbot)
    widget.show()
    button = widget.instead.findChild(QPushButton, "another-answer")
    assert button.isVisibleTo(widget.instead)
    action = next(a for a in widget.instead.menu().actions() if a.objectName() == "instead-dont_know")
    action.trigger()
    assert widget.value() == {"instead": "dont_know"}
    qtbot.keyClicks(widget.box, "It was dark")
    assert widget.value() == "It was dark", "writing takes the other answer away, never the words"
    assert not button.isVisibleTo(widget.instead)
    widget.box.selectAll()
    qtbot.keyClick(widget.box, Qt.Key.Key_Delete)
    assert button.isVisibleTo(widget.instead)


def test_the_chip_of_another_answer_takes_it_away(qtbot: QtBot) -> None:
    widget = made(Kind.LINE, qtbot)
    widget.set_value({"instead": "rather_not"})
    widget.instead.findChild(QPushButton, "instead").click()
    assert widget.value() == ""


def test_a_chosen_chip_can_be_unchosen_and_another_takes_its_place(qtbot: QtBot) -> None:
    widget = made(Kind.CHOICE, qtbot)
    saw, heard = (widget.findChild(QPushButton, f"chip-{name}") for name in ("saw", "heard"))
    saw.click()
    heard.click()
    assert widget.value() == "heard"
    heard.click()
    assert is_empty(widget.field, widget.value())


def test_an_option_that_says_not_sure_is_not_offered_twice(qtbot: QtBot) -> None:
    widget = FIELD_WIDGETS[Kind.CHOICE](CERTAINTY, WORDS[ENGLISH])
    qtbot.addWidget(widget)
    offered = {action.objectName() for action in widget.instead.menu().actions()}
    assert "instead-dont_know" in offered
    assert "instead-not_sure" not in offered


def test_pasted_looks_are_left_behind(qtbot: QtBot) -> None:
    box = TextBox()
    qtbot.addWidget(box)
    data = QMimeData()
    data.setHtml("<p><b>Stop</b>&nbsp;there</p><script>x()</script>")
    box.insertFromMimeData(data)
    assert box.text() == "Stop\u00a0there"
    data.setText("plain\u00a0words <b>as typed</b>")
    box.set_text("")
    box.insertFromMimeData(data)
    assert box.text() == "plain\u00a0words <b>as typed</b>"


def test_boxes_teach_no_keyboard_its_words_and_can_undo(qtbot: QtBot) -> None:
    for kind in ASKED:
        widget = made(kind, qtbot)
        for box in widget.findChildren(QPlainTextEdit):
            assert box.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
            assert box.inputMethodHints() & Qt.InputMethodHint.ImhNoPredictiveText
            assert box.isUndoRedoEnabled()


def test_a_box_grows_with_its_text_and_shrinks_again(qtbot: QtBot) -> None:
    box = TextBox(2)
    qtbot.addWidget(box)
    box.resize(400, 100)
    box.show()
    small = box.height()
    box.set_text("one line\n" * 30)
    assert box.height() > small * 5
    assert not box.verticalScrollBar().maximum(), "no line is hidden"
    box.set_text("")
    assert box.height() == small


def test_a_date_can_be_a_year_alone_and_what_is_no_date_stays_as_words(qtbot: QtBot) -> None:
    widget: MomentField = made(Kind.MOMENT, qtbot)
    widget.show()
    widget.findChild(QPushButton, "chip-about").click()
    boxes = widget.start.boxes
    qtbot.keyClicks(boxes["year"], "2025")
    assert widget.value() == {"precision": "about", "date": "2025"}
    qtbot.keyClicks(boxes["month"], "the cold one")
    qtbot.keyClicks(boxes["time"], "half past nine")
    assert widget.value() == {"precision": "about", "date": "2025", "words": "the cold one, half past nine"}
    boxes["month"].clear()
    qtbot.keyClicks(boxes["month"], "nov")
    boxes["time"].clear()
    qtbot.keyClicks(boxes["time"], "9:40 pm")
    assert widget.value() == {"precision": "about", "date": "2025-11", "time": "21:40"}


def test_only_the_boxes_that_the_chip_needs_are_shown(qtbot: QtBot) -> None:
    widget: MomentField = made(Kind.MOMENT, qtbot)
    widget.show()

    def shown() -> set[str]:
        parts = {"anchor": widget.anchor, "start": widget.start, "end": widget.end, "own": widget.own}
        return {name for name, part in parts.items() if part.isVisible()}

    assert shown() == set()
    for precision, boxes in {
        "exact": {"start", "own"},
        "span": {"start", "end", "own"},
        "before": {"anchor"},
        "unknown": {"own"},
    }.items():
        widget.findChild(QPushButton, f"chip-{precision}").click()
        assert shown() == boxes


def test_a_person_keeps_the_name_they_had_when_chosen(qtbot: QtBot) -> None:
    widget: PersonField = made(Kind.PERSON, qtbot)
    widget.set_people([Person("a" * 32, "the tall one"), Person("b" * 32, "red coat")])
    widget.findChild(QPushButton, "chip-" + "a" * 32).click()
    assert widget.value() == {"card": "a" * 32, "name": "the tall one"}
    widget.set_people([Person("a" * 32, "Officer Ames")])
    assert widget.value() == {"card": "a" * 32, "name": "the tall one"}
    widget.set_people([])
    assert widget.value() == {"card": "a" * 32, "name": "the tall one"}


def test_someone_else_is_written_by_name(qtbot: QtBot) -> None:
    widget: PersonField = made(Kind.PERSON, qtbot)
    widget.show()
    widget.findChild(QPushButton, "chip-someone").click()
    qtbot.keyClicks(widget.someone.box, "R&B the barber")
    assert widget.value() == {"card": "", "name": "R&B the barber"}


def _order(qtbot: QtBot) -> OrderField:
    widget: OrderField = made(Kind.ORDER, qtbot)
    widget.resize(700, 600)
    widget.set_value([{"id": name, "text": name} for name in ("one", "two", "three")])
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def _texts(widget: OrderField) -> list[str]:
    return [part["text"] for part in widget.value()]


def test_parts_move_by_arrow_button_by_handle_key_and_by_alt_arrow(qtbot: QtBot) -> None:
    widget = _order(qtbot)
    widget.cards()[0].findChild(QPushButton, "down").click()
    assert _texts(widget) == ["two", "one", "three"]
    qtbot.keyClick(widget.cards()[2].handle, Qt.Key.Key_Up)
    assert _texts(widget) == ["two", "three", "one"]
    qtbot.keyClick(widget.cards()[2].handle, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _texts(widget) == ["two", "one", "three"]
    qtbot.keyClick(widget.cards()[0].handle, Qt.Key.Key_Up)
    assert _texts(widget) == ["two", "one", "three"], "the first stays first"


def test_a_part_is_dragged_past_its_neighbour(qtbot: QtBot) -> None:
    widget = _order(qtbot)
    handle = widget.cards()[0].handle
    centre = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=centre)
    below = widget.cards()[1].geometry().center().y() + 5 - handle.mapTo(widget, QPoint(0, 0)).y()
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    local = QPointF(centre.x(), below)
    spot = handle.mapToGlobal(local)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, local, spot, none, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(handle, move)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert _texts(widget) == ["two", "one", "three"]


def test_a_part_taken_out_is_put_back_where_it_stood(qtbot: QtBot) -> None:
    widget = _order(qtbot)
    widget.cards()[1].findChild(QPushButton, "remove-part").click()
    assert _texts(widget) == ["one", "three"]
    widget.findChild(QPushButton, "put-back").click()
    assert _texts(widget) == ["one", "two", "three"]


def test_the_keyboard_goes_through_the_parts_in_their_order(qtbot: QtBot) -> None:
    widget = _order(qtbot)
    widget.cards()[0].findChild(QPushButton, "down").click()
    order, here = [], widget.cards()[0].handle
    for _ in range(40):
        if here.objectName() == "handle":
            order.append(here.parent())
        here = here.nextInFocusChain()
    assert order[:3] == widget.cards()


def test_a_new_part_opens_to_be_written_and_an_empty_one_is_none(qtbot: QtBot) -> None:
    widget = _order(qtbot)
    widget.findChild(QPushButton, "add-part").click()
    assert len(widget.value()) == 3
    qtbot.keyClicks(widget.cards()[3].findChild(TextBox, "part-text"), "four")
    widget.cards()[3].findChild(QPushButton, "chip-think_so").click()
    assert widget.value()[3]["text"] == "four"
    assert widget.value()[3]["certainty"] == "think_so"


def test_every_field_of_every_guide_can_be_drawn(qtbot: QtBot) -> None:
    for guide in GUIDES.values():
        for step in guide.steps:
            for field in step.fields:
                if field.kind not in NEVER_ASKED:
                    qtbot.addWidget(FIELD_WIDGETS[field.kind](field, WORDS[ENGLISH]))
    assert SOURCE.kind in FIELD_WIDGETS
