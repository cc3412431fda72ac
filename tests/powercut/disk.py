# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that forgets: what each file and folder holds for certain, and what is only on its way there.

The model (docs/adr/0023): what was written to a file and not synced is there or not, each sector of it by chance, and
so is its length; a name made, changed or removed is there only from the next sync of its folder on. Before that, of the
changes that wait in a folder, a first part has happened, of any length. That is harsher than most file systems are.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.powercut.events import Event, Make, MakeFolder, Remove, Rename, Resize, Said, Sync, Write

SECTORS = (512, 4096)


@dataclass
class File:
    """``sure`` is on the disk. ``waiting`` are writes (place, bytes) and lengths (None, length), in their order."""

    sure: bytes = b""
    waiting: list[tuple[int, bytes] | tuple[None, int]] = field(default_factory=list)

    def now(self) -> bytes:
        """What the program sees."""
        return self.after(self.waiting, len(self.waiting), lambda: True, SECTORS[0])

    def sync(self) -> None:
        self.sure, self.waiting = self.now(), []

    def left(self, chance: random.Random) -> bytes:
        """What may be there after a cut."""
        sector, likely = chance.choice(SECTORS), chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        lengths = chance.randint(0, len(self.waiting))
        return self.after(self.waiting, lengths, lambda: chance.random() < likely, sector)

    def after(
        self,
        waiting: list[tuple[int, bytes] | tuple[None, int]],
        lengths: int,
        survives: Callable[[], bool],
        sector: int,
    ) -> bytes:
        """With the sectors that survive, and as long as the first ``lengths`` changes made it."""
        content, size = bytearray(self.sure), len(self.sure)
        for number, (at, change) in enumerate(waiting):
            if at is None:
                if number < lengths:
                    size = change
                    del content[size:]
                continue
            end = at + len(change)
            content.extend(bytes(max(0, end - len(content))))
            for start, stop in _sectors(at, end, sector):
                if survives():
                    content[start:stop] = change[start - at : stop - at]
            if number < lengths:
                size = max(size, end)
        return bytes(content[:size]).ljust(size, b"\0")


@dataclass
class Folder:
    """``now`` is what the program sees, ``sure`` what is on the disk; each of ``waiting`` happens as a whole."""

    now: dict[str, "File | Folder"] = field(default_factory=dict)
    sure: dict[str, "File | Folder"] = field(default_factory=dict)
    waiting: list[dict[str, "File | Folder | None"]] = field(default_factory=list)

    def change(self, names: dict[str, "File | Folder | None"]) -> None:
        self.waiting.append(names)
        _apply(self.now, names)

    def sync(self) -> None:
        self.sure, self.waiting = dict(self.now), []

    def left(self, chance: random.Random) -> dict[str, "File | Folder"]:
        names = dict(self.sure)
        for change in self.waiting[: chance.randint(0, len(self.waiting))]:
            _apply(names, change)
        return names


class Disk:
    """``deaf`` says which syncs it does not hear: a negative control."""

    def __init__(self, start: Mapping[str, bytes | None], deaf: frozenset[str] = frozenset()) -> None:
        """``start``: what lies there for certain, by path; None is a folder, named before what is in it."""
        self.root = Folder()
        self._deaf = deaf
        for path, content in start.items():
            folder, name = self._place(path)
            folder.now[name] = folder.sure[name] = Folder() if content is None else File(content)

    @classmethod
    def after(cls, start: Mapping[str, bytes | None], events: Iterable[Event]) -> "Disk":
        made = cls(start)
        for event in events:
            made.do(event)
        return made

    def do(self, event: Event) -> None:
        match event:
            case Make(path):
                self._make(path)
            case MakeFolder(path):
                self._change(path, Folder())
            case Write(path, at, data):
                self._file(path).waiting.append((at, data))
            case Resize(path, size):
                self._file(path).waiting.append((None, size))
            case Sync(path):
                self._sync(path)
            case Rename(old, new):
                self._rename(old, new)
            case Remove(path):
                self._change(path, None)
            case Said():
                pass

    def now(self) -> dict[str, bytes | None]:
        """As a program sees it while the power is on."""
        return dict(_walk(self.root, lambda folder: folder.now, File.now))

    def left(self, chance: random.Random) -> dict[str, bytes | None]:
        """As it may be found when the power is back."""
        return dict(_walk(self.root, lambda folder: folder.left(chance), lambda file: file.left(chance)))

    def _make(self, path: str) -> None:
        folder, name = self._place(path)
        if name not in folder.now:
            folder.change({name: File()})

    def _sync(self, path: str) -> None:
        thing = self._find(path)
        if ("files" if isinstance(thing, File) else "folders") not in self._deaf:
            thing.sync()

    def _rename(self, old: str, new: str) -> None:
        (before, name), (after, other) = self._place(old), self._place(new)
        if before is not after:
            raise NotImplementedError("a rename from one folder to another: the model says nothing of it")
        before.change({name: None, other: before.now[name]})

    def _change(self, path: str, thing: "File | Folder | None") -> None:
        folder, name = self._place(path)
        folder.change({name: thing})

    def _place(self, path: str) -> tuple[Folder, str]:
        above, _, name = path.rpartition("/")
        folder = self._find(above) if above else self.root
        assert isinstance(folder, Folder)
        return folder, name

    def _find(self, path: str) -> "File | Folder":
        found: File | Folder = self.root
        for name in path.split("/") if path else ():
            assert isinstance(found, Folder)
            found = found.now[name]
        return found

    def _file(self, path: str) -> File:
        found = self._find(path)
        assert isinstance(found, File)
        return found


def read(root: Path) -> dict[str, bytes | None]:
    """What lies below a folder, as ``Disk`` takes it."""
    paths = sorted(root.rglob("*"))
    return {path.relative_to(root).as_posix(): None if path.is_dir() else path.read_bytes() for path in paths}


def lay_out(root: Path, content: Mapping[str, bytes | None]) -> None:
    """Write it to a real folder, to be opened."""
    root.mkdir(parents=True)
    for path, data in content.items():
        if data is None:
            (root / path).mkdir(mode=0o700)
        else:
            (root / path).write_bytes(data)


def _walk(
    folder: Folder,
    names: Callable[[Folder], Mapping[str, "File | Folder"]],
    content: Callable[[File], bytes],
    above: str = "",
) -> Iterator[tuple[str, bytes | None]]:
    for name, thing in sorted(names(folder).items()):
        if isinstance(thing, File):
            yield above + name, content(thing)
        else:
            yield above + name, None
            yield from _walk(thing, names, content, f"{above}{name}/")


def _apply(names: dict[str, "File | Folder"], change: Mapping[str, "File | Folder | None"]) -> None:
    for name, thing in change.items():
        if thing is None:
            names.pop(name, None)
        else:
            names[name] = thing


def _sectors(start: int, end: int, sector: int) -> Iterator[tuple[int, int]]:
    """The pieces of a stretch that survive or not, each as a whole."""
    while start < end:
        stop = min(end, (start // sector + 1) * sector)
        yield start, stop
        start = stop
