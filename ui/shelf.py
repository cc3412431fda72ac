# SPDX-License-Identifier: GPL-3.0-or-later
"""What a question about files is answered from: the things that were kept, and files that come in for it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from journal.record.evidence import Evidence
from ui import incoming
from ui.dialogs.choose_things import ChooseThings
from ui.fields.files_field import Found
from ui.models.kept_model import called
from ui.session import Session
from ui.widgets.bringing_card import BringingCard

if TYPE_CHECKING:
    from journal.vault.intake import Source
    from journal.vault.vault import Vault


class ThingsShelf(QObject):
    """Belongs to a page. ``belongs`` gives what says, on the vault's thread, which account new files belong to."""

    def __init__(self, session: Session, belongs: "Callable[[], Callable[[Vault], str]]", page: QWidget) -> None:
        super().__init__(page)
        self._session, self._belongs, self._page = session, belongs, page

    def choose_things(self, taken: Sequence[str], found: Found) -> None:
        dialog = ChooseThings(self._session, taken, self._page)
        dialog.chosen.connect(partial(self._give, found))
        dialog.open()

    def bring_things(self, data: QMimeData | None, found: Found) -> None:
        bring = partial(self._bring, found)
        if data is None:
            bring(incoming.ask_files(self._page, self._session.words))
        else:
            incoming.gather(self._session, data, bring, self)

    def label_things(self, cards: Sequence[str], labelled: Callable[[Mapping[str, str]], None]) -> None:
        vault = self._session.vault
        if vault is not None:
            task = partial(_labels, vault, list(cards))
            self._session.worker.run(task, partial(_if_there, labelled), owner=self)

    def follow_things(self, card: BringingCard) -> None:
        bringing = self._session.bringing
        bringing.changed.connect(partial(_if_there, card.follow, bringing))
        card.stop_wanted.connect(bringing.stop)
        card.read.connect(bringing.read)

    def _bring(self, found: Found, sources: "list[Source]") -> None:
        self._session.bringing.bring(sources, self._belongs(), partial(self._give, found))

    def _give(self, found: Found, things: Sequence[Evidence]) -> None:
        mentions = [{"card": each.entry, "name": called(each, self._session.words)} for each in things]
        _if_there(found, mentions)


def _labels(vault: "Vault", cards: Sequence[str]) -> dict[str, str]:
    """On the vault's thread."""
    kept = ((card, vault.evidence.get(card)) for card in cards)
    return {card: each.label for card, each in kept if each is not None}


def _if_there(told: Callable[..., None], *what: object) -> None:
    """Tell a widget, unless its page has gone on without it meanwhile."""
    holder = getattr(told, "__self__", None)
    if not isinstance(holder, QObject) or isValid(holder):
        told(*what)
