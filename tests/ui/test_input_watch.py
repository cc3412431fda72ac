# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter sees keys wherever they go, and swallows none."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ui.input_watch import InputWatch


def test_it_passes_input_on_and_leaves_it_where_it_was(qapp, qtbot):
    seen = []
    watch = InputWatch((lambda event: seen.append(event.type()),))
    qapp.installEventFilter(watch)
    try:
        line = QLineEdit()
        qtbot.addWidget(line)
        line.show()
        QTest.keyClicks(line, "abc")
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    finally:
        qapp.removeEventFilter(watch)
    assert line.text() == "abc"
    assert seen.count(QEvent.Type.KeyPress) >= 3
    assert QEvent.Type.MouseButtonPress in seen
    assert QEvent.Type.Paint not in seen
