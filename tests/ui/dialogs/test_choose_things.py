# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing from things kept: by the eye, by words that were said of them, by keys; what is taken is not offered."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.record.evidence import Evidence
from tests.helpers.rooms import nameless, on_vault, settled
from tests.helpers.things import a_few
from ui.dialogs.choose_things import ChooseThings
from ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def cards(open_session: Session, qtbot: QtBot) -> dict[str, str]:
    return on_vault(open_session, qtbot, a_few)


def opened(session: Session, qtbot: QtBot, *taken: str) -> ChooseThings:
    dialog = ChooseThings(session, taken)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    settled(session, qtbot)
    return dialog


def names(dialog: ChooseThings) -> list[str]:
    return [dialog.model.kept(place).name for place in range(dialog.model.rowCount())]


def look_for(dialog: ChooseThings, text: str, session: Session, qtbot: QtBot) -> None:
    dialog.box.clear()
    qtbot.keyClicks(dialog.box, text)
    dialog._wait.stop()
    dialog._look()
    settled(session, qtbot)


def test_what_the_answer_has_already_is_not_offered_again(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    dialog = opened(open_session, qtbot, cards["picture"], cards["thing"])
    assert names(dialog) == ["ticket, both sides.pdf", "IMG_4412.MOV", "voicemail 2026-03-05.mp3", "backup.bin"]
    assert nameless(dialog) == []


def test_a_thing_is_found_by_its_name_by_what_was_said_of_it_and_by_who_had_it(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    dialog = opened(open_session, qtbot)
    for words, found in (
        ("ticket", ["ticket, both sides.pdf"]),
        ("corner shop", ["IMG_4410.jpg"]),
        ("my sister", ["IMG_4410.jpg", "The gray coat I wore"]),
        ("nobody wrote this", []),
    ):
        look_for(dialog, words, open_session, qtbot)
        assert names(dialog) == found
    assert dialog._nothing.isVisible()


def test_several_are_chosen_with_keys_alone_and_stay_chosen_while_one_searches(
    open_session: Session, cards: dict[str, str], qtbot: QtBot
) -> None:
    dialog = opened(open_session, qtbot)
    got: list[list[Evidence]] = []
    dialog.chosen.connect(got.append)
    assert not dialog.use.isEnabled()
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    look_for(dialog, "voicemail", open_session, qtbot)
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    look_for(dialog, "ticket", open_session, qtbot)
    assert len(dialog.list.selectedIndexes()) == 1, "what was chosen before is still chosen"
    assert dialog.use.isEnabled()
    dialog.use.click()
    assert [each.name for each in got[0]] == ["IMG_4410.jpg", "ticket, both sides.pdf", "voicemail 2026-03-05.mp3"]


def test_going_back_changes_nothing(open_session: Session, cards: dict[str, str], qtbot: QtBot) -> None:
    dialog = opened(open_session, qtbot)
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.back.click()
    assert not dialog.isVisible()
