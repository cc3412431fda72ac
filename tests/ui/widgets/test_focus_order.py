# SPDX-License-Identifier: GPL-3.0-or-later
"""Tab goes as the page is read, also through what was made later."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.focus_order import chain, stops


class _Backwards(QWidget):
    """Made from bottom to top, read from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.last, self.first = QLineEdit(self), QLineEdit(self)
        layout.addWidget(self.first)
        layout.addWidget(self.last)

    def focus_parts(self) -> list[QWidget]:
        return [self.first, self.last]


def test_the_order_is_that_of_reading_and_the_rest_follows(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before, after = QLineEdit(window), QLineEdit(window)
    late = _Backwards()
    late.setParent(window)
    chain([before, late, after])
    here, seen = before.nextInFocusChain(), []
    while here is not before:
        seen.append(here)
        here = here.nextInFocusChain()
    assert [each for each in seen if isinstance(each, QLineEdit)] == [late.first, late.last, after]


def test_hidden_stops_have_their_place_too(qtbot: QtBot) -> None:
    widget = _Backwards()
    qtbot.addWidget(widget)
    widget.last.hide()
    assert list(stops(widget)) == [widget.first, widget.last]
