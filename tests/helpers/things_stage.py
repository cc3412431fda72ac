# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of things kept, with something in them, for tests/screens.py."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.errors import SourceEmpty, SourceIsNoFile
from tests.helpers.things import a_few
from ui.bringing import Outcome, State, Unread
from ui.pages.things_page import _Found

Opens = Callable[[Any], QWidget]


def filled(made: Any) -> dict[str, str]:
    """One thing of each kind, put into the record of this stage once; their cards by kind."""
    bringing = made.session.bringing
    bringing.state, bringing.outcome = State.IDLE, Outcome()
    if not made.kept:
        vault = made.session.vault
        found: list[Any] = []
        made.session.worker.run(lambda: (a_few(vault), list(vault.entries.all())), found.append)
        while not found:
            made.settle(1)
        made.kept, made.entries = found[0]
    return dict(made.kept)


def with_things(opens: Opens, then: Callable[[Any], None] | None = None) -> Opens:
    """``then`` does to the stage what happens after the page came up."""

    def show(made: Any) -> QWidget:
        filled(made)
        shown = opens(made)
        if then is not None:
            made.settle()
            then(made)
        return shown

    return show


def card_of(kind: str) -> Callable[[Any], str]:
    """The card of the thing of this kind, asked of the stage."""
    return lambda made: filled(made)[kind]


def coming_in(made: Any) -> None:
    """Held still in the middle of the second of three files."""
    bringing = made.session.bringing
    bringing.state, bringing.name, bringing.place, bringing.files = State.RUNNING, "IMG_4412.MOV", 2, 3
    bringing.done, bringing.total = 640, 1000
    bringing.changed.emit()


def came_in(made: Any) -> None:
    """What came of seven files."""
    rows = made.window.page()._kept.model
    new, again = rows.kept(0), rows.kept(2)
    unread = [Unread("backup.bin", SourceIsNoFile()), Unread("IMG_4410.jpg", SourceEmpty())]
    made.session.bringing.outcome = Outcome([new] * 4, [again], unread, [Path("/media/phone/DCIM")])
    made.session.bringing.state = State.ENDED
    made.session.bringing.changed.emit()


def nothing_there(made: Any) -> None:
    """As the page is before anything was kept: the practice record has things in it."""
    page = made.window.page()
    page._on_found(page._turn, _Found((), more=False, there=False, incidents={}, drafts=(), withdrawn=()))
