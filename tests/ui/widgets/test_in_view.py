# SPDX-License-Identifier: GPL-3.0-or-later
"""In a window that is too small for the page, what has the keyboard is scrolled to, whole, when it is made or used."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal.guide.step import Field, Kind
from journal.words import Words
from ui.fields.order_field import OrderField
from ui.fields.thing_field import ThingField
from ui.widgets.passphrase_edit import PassphraseEdit

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def on_a_small_page(qtbot: QtBot, widget: QWidget) -> QScrollArea:
    """Far below what can be seen of the page."""
    page, area = QWidget(), QScrollArea()
    column = QVBoxLayout(page)
    column.addSpacing(900)
    column.addWidget(widget)
    column.addSpacing(100)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(700, 300)
    qtbot.addWidget(area)
    area.show()
    area.activateWindow()
    return area


def is_whole(widget: QWidget | None) -> bool:
    return widget is not None and widget.visibleRegion().boundingRect().size() == widget.size()


def test_a_passphrase_is_never_typed_out_of_sight(qtbot: QtBot, words: Words) -> None:
    edit = PassphraseEdit(words, "Passphrase")
    area = on_a_small_page(qtbot, edit)
    edit.setFocus()
    qtbot.waitUntil(edit.line.hasFocus)
    assert not is_whole(edit.line)
    QTest.keyClicks(edit.line, "a")
    assert is_whole(edit.line)
    assert area.verticalScrollBar().value() > 0


@pytest.mark.parametrize(("made", "kind"), [(ThingField, Kind.THING), (OrderField, Kind.ORDER)])
def test_a_line_that_is_added_is_scrolled_to(qtbot: QtBot, words: Words, made: type, kind: Kind) -> None:
    field = made(Field("thing_kept" if kind is Kind.THING else "order", kind), words)
    area = on_a_small_page(qtbot, field)
    add = next(button for button in field.focus_parts() if button.objectName().startswith("add"))
    for _again in range(3):
        area.verticalScrollBar().setValue(0)
        add.click()
        qtbot.waitUntil(lambda: is_whole(area.window().focusWidget()))
