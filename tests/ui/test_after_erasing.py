# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window still knows of an account that was erased leads nowhere wrong: every room can be entered."""

from functools import partial

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.vault.vault import Vault
from tests.helpers.files import bring_in
from tests.helpers.rooms import entry_of, on_vault, settled
from ui.app import ROOMS, _room
from ui.main_window import MainWindow
from ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

AROUND = ("account", "people", "days", "things", "home")


def seen_around(window: MainWindow, qtbot: QtBot) -> None:
    for room in AROUND:
        button = window.findChild(QPushButton, f"rail-{room}")
        assert button is not None, room
        button.click()
        settled(window.session, qtbot)
    for name in ("search", "child", "calendar", "report", "home"):
        window.go(name, {})
        settled(window.session, qtbot)


@pytest.mark.parametrize("others", [0, 1], ids=["the only account", "one of two"])
def test_each_room_is_there_after_the_account_that_was_open_was_erased(
    open_session: Session, qtbot: QtBot, others: int
) -> None:
    crashed: list[Exception] = []
    open_session.worker.crashed.connect(crashed.append)

    def fill(vault: Vault) -> str:
        for _ in range(others):
            entry_of(vault, open_session, vault.incidents.start("own_account").id, "account", {"account": "Another"})
        incident = vault.incidents.start("own_account").id
        entry_of(vault, open_session, incident, "account", {"account": "I walked home"})
        entry_of(vault, open_session, incident, "officers", {"known_as": "Red beard"})
        bring_in(vault, b"letter", incident)
        return incident

    incident = on_vault(open_session, qtbot, fill)
    window = MainWindow(open_session, {name: partial(_room, where) for name, where in ROOMS.items()})
    qtbot.addWidget(window)
    window.resize(1280, 860)
    window.show()
    window.open_rooms()
    seen_around(window, qtbot)
    window.go("guide", {"incident": incident, "step": "officers"})
    settled(open_session, qtbot)
    window.go("incident", {"incident": incident})
    settled(open_session, qtbot)
    window.go("erase", {"incident": incident})
    window.page().erase.click()
    settled(open_session, qtbot)
    assert window.place()["page"] == "home"
    seen_around(window, qtbot)
    assert crashed == []
    window.findChild(QPushButton, "rail-account").click()
    settled(open_session, qtbot)
    assert window.place()["arguments"]["incident"] != incident
    assert len(on_vault(open_session, qtbot, lambda vault: vault.incidents.all())) == others
