# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages on a day on which something of the record cannot be read any more: for the pictures."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.errors import JournalError
from ui.alerts import sentences
from ui.pages.incident_page import IncidentPage
from ui.widgets.entry_card import EntryCard


def with_a_lost_draft(opens: Callable[[Any], QWidget]) -> Callable[[Any], QWidget]:
    """As if a bad place on the disk had taken the words of the draft that was saved last."""

    def show(made: Any) -> QWidget:
        drafts, lost = made.session.vault.drafts, made.drafts[0].id
        find = drafts._find
        drafts._find = lambda *asked: [
            replace(each, answers={}, lost=True) if each.id == lost else each for each in find(*asked)
        ]
        window = opens(made)
        made.settle()
        for card in window.findChildren(EntryCard) if isinstance(made.window.page(), IncidentPage) else ():
            if card.ident == lost:
                card.open()
                made.window.page().reveal(card)
        del drafts._find
        return window

    return show


def in_trouble(opens: Callable[[Any], QWidget], trouble: JournalError) -> Callable[[Any], QWidget]:
    """With the bar that says what went wrong, as the program shows it."""

    def show(made: Any) -> QWidget:
        window = opens(made)
        made.settle()
        made.window.say_trouble(*sentences(trouble, made.session.words))
        return window

    return show
