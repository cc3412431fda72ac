# SPDX-License-Identifier: GPL-3.0-or-later
"""The one shared object: the open record, its thread, the words and the settings. Handed in, never looked up."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from journal.clock import Clock
from journal.words import Words
from ui.worker import Worker

if TYPE_CHECKING:
    from journal.vault.vault import Vault
    from ui.bringing import Bringing
    from ui.checking import RecordCheck
    from ui.copying import Copying
    from ui.meanwhile import Meanwhile

# In the environment of the process that comes after a bug: what its first page says.
CRASH_NOTE = "OWN_WORDS_CRASH_NOTE"
# In the environment of the process that comes after a lock: that it was locked to bring a copy back.
BRING_BACK = "OWN_WORDS_BRING_BACK"
# Called on the window's thread when it must be quick; gives what commits the last words, or None if there are none.
Source = Callable[[], Callable[[], object] | None]


class Leaving(Protocol):
    """How the program locks and ends (ui/leaving.py); a test puts its own here."""

    def lock(self) -> None: ...

    def leave(self) -> None: ...


class Session(QObject):
    """Locked until ``vault`` is set by ``open``. ``by_device``: a key of this computer opened it, and the passphrase
    was not typed since (ui/passphrase_gate.py). ``shown_in_capture``: the person lets screen sharing show the window.

    Signals:
        opened: the record is open.
        about_to_leave: windows are gone; whoever holds words in a box has given them already.
        saved: a commit returned; carries its Stamp.
        settings_changed: a setting inside or outside has a new value.
    """

    bringing: "Bringing"
    checking: "RecordCheck"
    copying: "Copying"
    meanwhile: "Meanwhile"

    opened = Signal()
    about_to_leave = Signal()
    saved = Signal(object)
    settings_changed = Signal()

    def __init__(
        self,
        words: Words,
        worker: Worker,
        clock: Clock,
        outside: dict[str, Any],
        *,
        practice: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = words
        self.worker = worker
        self.clock = clock
        self.outside = outside
        self.inside: dict[str, Any] = {}
        self.practice = practice
        self.shown_in_capture = False
        self.vault: Vault | None = None
        self.by_device = False
        self.leaving: Leaving | None = None
        self._unsaved: Source | None = None

    def open(self, vault: "Vault", inside: dict[str, Any]) -> None:
        """The record is open; ``inside`` are its settings. From now on there is what goes on beside the pages."""
        from ui.bringing import Bringing
        from ui.checking import RecordCheck
        from ui.copying import Copying
        from ui.meanwhile import Meanwhile

        self.bringing = Bringing(self)
        self.checking = RecordCheck(self)
        self.copying = Copying(self)
        self.meanwhile = Meanwhile(self.bringing.meanwhile, self.copying.meanwhile, parent=self)
        self.vault = vault
        self.inside = inside
        self.opened.emit()

    def unsaved_with(self, source: Source | None) -> None:
        """The page that holds words which are not saved yet; None when it is left."""
        self._unsaved = source

    def last_words(self) -> Callable[[], object] | None:
        """What commits the words that are not saved yet."""
        return self._unsaved() if self._unsaved is not None else None

    def change(self, key: str, value: Any) -> None:
        """Set a setting that stands inside the record, and keep it there."""
        self.inside[key] = value
        if self.vault is not None:
            settings = self.vault.settings
            self.worker.run(lambda: settings.set(key, value))
        self.settings_changed.emit()

    def lock(self) -> None:
        if self.leaving is not None:
            self.leaving.lock()

    def leave(self) -> None:
        if self.leaving is not None:
            self.leaving.leave()
