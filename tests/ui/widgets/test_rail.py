# SPDX-License-Identifier: GPL-3.0-or-later
"""The rooms, for whoever has no mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.helpers.rooms import tab_order
from ui.widgets.rail import Rail


def shown(words, qtbot) -> Rail:
    rail = Rail(words)
    qtbot.addWidget(rail)
    rail.resize(248, 860)
    rail.light("account")
    rail.show()
    return rail


def test_tab_stops_at_every_room(words, qtbot):
    rail = shown(words, qtbot)
    assert set(tab_order(rail.first_focus(), rail)) == set(rail.buttons.values())


def test_an_arrow_key_opens_no_room_on_the_way(words, qtbot):
    rail = shown(words, qtbot)
    opened = []
    rail.chosen.connect(opened.append)
    rail.first_focus().setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(rail.focusWidget(), key)
    assert opened == []
    QTest.keyClick(rail.buttons["report"], Qt.Key.Key_Space)
    assert opened == ["report"]


def test_the_lit_room_is_the_one_where_the_person_is_not_the_one_that_was_pressed(words, qtbot):
    rail = shown(words, qtbot)
    rail.buttons["report"].click()
    assert [name for name, room in rail.buttons.items() if room.isChecked()] == ["account"]
    rail.light("report")
    rail.buttons["report"].click()
    assert [name for name, room in rail.buttons.items() if room.isChecked()] == ["report"]
