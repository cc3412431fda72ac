# SPDX-License-Identifier: GPL-3.0-or-later
"""Files coming in, one after the other, while the person does something else. Belongs to the session, not to a page.

Each file is whole and kept, or nothing of it is there: reading and sealing run on a thread of their own, and only the
row that makes it part of the record goes through the vault's. Lock and Leave stop it like any other thing: the process
goes, and what had no row yet is swept away when the record is opened again.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from journal.clock import Clock, Stamp
from journal.errors import (
    DiskFull,
    DiskFullButSaved,
    DiskUnreachable,
    FolderReadOnly,
    JournalError,
    NoRoomForFile,
    SourceUnwanted,
)
from journal.words import Words
from ui.worker import Lane

if TYPE_CHECKING:
    from pathlib import Path

    from journal.record.evidence import Evidence
    from journal.vault.intake import Prepared, Source
    from journal.vault.vault import Vault
    from ui.session import Session

# Between two words about how far it is: often enough for the eye, and for nothing else.
_TELL_SECONDS = 0.1
# What stands in the way of one file stands in the way of all that follow; a smaller one may still have room.
_ENDS_ALL = (DiskFull, DiskUnreachable, FolderReadOnly)

# The account that a file belongs to (its id, or nothing), or what gives it on the vault's thread.
Belongs = str | Callable[["Vault"], str]
Kept = Callable[[list["Evidence"]], None]


class State(StrEnum):
    """ENDED holds until the person has read what came of it."""

    IDLE = "idle"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that did not come in: its name, and why."""

    name: str
    trouble: JournalError


@dataclass
class Outcome:
    """What came of it. ``again``: what was here already, whose card now says that it came in once more."""

    new: list["Evidence"] = field(default_factory=list)
    again: list["Evidence"] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    folders: list["Path"] = field(default_factory=list)
    not_begun: int = 0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Came:
    """``trouble``: it is kept, in the room that was held back for words; the next ones will not be."""

    evidence: "Evidence"
    is_new: bool
    at: Stamp
    trouble: JournalError | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was brought at once: where it belongs, and who wants to know when all of it is here."""

    sources: tuple["Source", ...]
    incident: Belongs
    then: Kept | None


class Bringing(QObject):
    """At most one file at a time; more can be added while it runs.

    Signals:
        meanwhile: a line for whoever is on another page, or an empty one.
        changed: another state, another file, or other numbers; whoever shows them asks for them.
        kept: a file was kept; carries its Evidence.
    """

    changed = Signal()
    meanwhile = Signal(str)
    kept = Signal(object)
    _moved = Signal(int)

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._stop = threading.Event()
        self._queue: list[tuple[Source, int, _Wanted]] = []
        self._found: dict[int, list[Evidence]] = {}
        self._before = self._measuring = 0
        self._watched = False
        self.state = State.IDLE
        self.outcome = Outcome()
        self.name = ""
        self.done = self.total = 0
        self.place = self.files = 0
        self._moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        session.about_to_leave.connect(self.stop)

    def bring(self, sources: Sequence["Source"], incident: Belongs, then: Kept | None = None) -> None:
        """Keep these. ``then`` hears of all of them, those that were here already too, once the last is done."""
        if not sources:
            return
        wanted = _Wanted(tuple(sources), incident, then)
        self._session.worker.aside(
            partial(_measure, wanted.sources), partial(self._on_measured, wanted), owner=self, lane=Lane.INCOMING
        )
        if self.state is not State.RUNNING:
            self.outcome, self._stop = Outcome(), threading.Event()
            self.done = self.total = self.place = self.files = self._before = 0
            self.name, self.state = "", State.RUNNING
            self._say_meanwhile()
        self._measuring += 1
        self.files += len(wanted.sources)
        self._found[id(wanted)] = []
        self.changed.emit()

    def stop(self) -> None:
        """No more; the file that is being read is not kept, those before it are."""
        self._stop.set()
        if self.state is State.RUNNING:
            self.outcome.stopped = True

    def watch(self, watched: bool) -> None:
        """Whether it is shown on the page where the person is; else a line says that it goes on."""
        self._watched = watched
        self._say_meanwhile()

    def read(self) -> None:
        """The person has read what came of it."""
        if self.state is State.ENDED:
            self.state, self.outcome = State.IDLE, Outcome()
            self.changed.emit()

    def _on_measured(self, wanted: _Wanted, sizes: list[int]) -> None:
        idle = not self._queue
        self._measuring -= 1
        self._queue += [(source, size, wanted) for source, size in zip(wanted.sources, sizes, strict=True)]
        self.total += sum(sizes)
        for source in wanted.sources:
            folder = source.path.parent if source.path is not None else None
            if folder is not None and folder not in self.outcome.folders:
                self.outcome.folders.append(folder)
        if idle:
            self._next()

    def _next(self) -> None:
        vault = self._session.vault
        if not self._queue and self._measuring:
            return  # more is on its way
        if not self._queue or self._stop.is_set() or vault is None:
            self._end()
            return
        source, _size, _wanted = self._queue[0]
        self.name, self.place = source.name, self.place + 1
        self.changed.emit()
        task = partial(_prepare, source, vault.folder, self._stop, self._moved.emit)
        self._session.worker.aside(task, self._on_prepared, self._on_trouble, self, lane=Lane.INCOMING)

    def _on_prepared(self, prepared: "Prepared | None") -> None:
        vault = self._session.vault
        if prepared is None or vault is None:
            self._next()  # it was stopped
            return
        _source, _size, wanted = self._queue[0]
        task = partial(_add, vault, prepared, wanted.incident, self._session.words)
        self._session.worker.run(task, self._on_added, self._on_trouble, self)

    def _on_added(self, came: _Came) -> None:
        (self.outcome.new if came.is_new else self.outcome.again).append(came.evidence)
        if came.trouble is not None:
            self._session.worker.troubled.emit(came.trouble)
            self._stop.set()
        self._session.saved.emit(came.at)
        self.kept.emit(came.evidence)
        self._over(came.evidence)

    def _on_trouble(self, trouble: JournalError) -> None:
        source, _size, _wanted = self._queue[0]
        self.outcome.unread.append(Unread(source.name, trouble))
        if isinstance(trouble, _ENDS_ALL) and not isinstance(trouble, NoRoomForFile):
            self._stop.set()
        self._over(None)

    def _over(self, evidence: "Evidence | None") -> None:
        """This file is done with; on to the next."""
        _source, size, wanted = self._queue.pop(0)
        self._before += size
        self.done = self._before
        found = self._found[id(wanted)]
        if evidence is not None:
            found.append(evidence)
        if not any(each is wanted for _source, _size, each in self._queue):
            self._tell(wanted)
        self._next()

    def _tell(self, wanted: _Wanted) -> None:
        found = self._found.pop(id(wanted), [])
        if wanted.then is not None and found:
            wanted.then(found)

    def _end(self) -> None:
        self.outcome.not_begun = len(self._queue)
        waiting = {id(wanted): wanted for _source, _size, wanted in self._queue}
        self._queue = []
        for wanted in waiting.values():
            self._tell(wanted)
        self._found = {}
        self.state, self.name = State.ENDED, ""
        self._say_meanwhile()
        self.changed.emit()

    def _say_meanwhile(self) -> None:
        elsewhere = self.state is State.RUNNING and not self._watched
        self.meanwhile.emit(self._session.words("bringing.elsewhere") if elsewhere else "")

    def _on_moved(self, done: int) -> None:
        if self._queue and self.state is State.RUNNING:
            _source, size, _wanted = self._queue[0]
            self.done = self._before + min(done, size)
            self.changed.emit()


def _measure(sources: Sequence["Source"]) -> list[int]:
    """How long each is, for the bar alone: what can't be asked now will say so when it is its turn."""
    sizes = []
    for source in sources:
        try:
            sizes.append(len(source.data) if source.path is None else source.path.stat().st_size)
        except OSError:
            sizes.append(0)
    return sizes


def _prepare(source: "Source", folder: "Path", stop: threading.Event, moved: Callable[[int], Any]) -> "Prepared | None":
    """On the thread for files that come in. Tells ten times a second how far it is, in bytes of the file."""
    from journal.vault.intake import prepare

    last = Clock.count()

    def progress(done: int, total: int) -> None:
        nonlocal last
        now = Clock.count()
        if now - last >= _TELL_SECONDS:
            last = now
            moved(done // 2)  # sealed, then read back: each byte is met twice

    return prepare(source, folder, progress=progress, cancelled=stop.is_set)


def _add(vault: "Vault", prepared: "Prepared", belongs: Belongs, words: Words) -> _Came:
    """On the vault's thread: the card, in the words of today. What found no room leaves nothing behind."""
    from journal.guide.spoken import searchable, wording
    from journal.guide.things_steps import FILE, THINGS

    answers, incident = prepared.answers, belongs if isinstance(belongs, str) else belongs(vault)
    worded, text = wording(THINGS, FILE, answers, words), searchable(FILE, answers, words)
    try:
        if incident and not vault.incidents.some([incident]):
            raise SourceUnwanted  # erased while the file was read: whatever was to go with it is not kept either
        added = vault.add_file(prepared, incident, worded, text)
    except DiskFullButSaved as trouble:
        evidence = vault.evidence.find(prepared.digest)
        assert evidence is not None
        return _Came(evidence, evidence.objects == prepared.objects, evidence.added, trouble)
    except JournalError:
        prepared.discard()
        raise
    return _Came(added.evidence, added.is_new, added.entry.kept)
