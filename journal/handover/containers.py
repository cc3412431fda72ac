# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bundle goes into: a folder, or one file that a passphrase opens. Whole under its name, or not there at all.

The locked file is a ZIP of the kind that WinZip calls AE-2 (AES-256), which 7-Zip, WinZip, Keka, The Unarchiver and
bsdtar open. A ZIP leaves the names, sizes and times of what is in it readable, so it holds one thing only: another,
ordinary ZIP, called the same each time. Both are written in one pass, in pieces: nothing lies on the disk unlocked, and
memory stays the same whatever the size (docs/adr/0017-the-bundle.md).
"""

import contextlib
import io
import os
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from journal.clock import Stamp
from journal.disk import may_be_a_file, sync_names
from journal.errors import TargetFull, TargetUnwritable
from journal.loose_ends import fresh_beside, unfinished
from journal.targets import writing

INNER = "open-this.zip"
# The folder inside the inner ZIP, so that nothing is strewn about where it is unpacked.
INSIDE = "own-words"
_LARGE = 3 * 1024**3  # bytes from which the longer form of sizes is needed for certain or nearly
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def neutral_name(now: Stamp) -> str:
    """A name that says nothing, with the day."""
    return f"own-words-{now.local:%Y-%m-%d}"


def free_folder(parent: Path, now: Stamp) -> Path:
    """A folder in ``parent`` that is not there yet, called after the day."""
    name = neutral_name(now)
    numbered = (parent / f"{name}-{number}" for number in range(2, 1000))
    return next((each for each in (parent / name, *numbered) if not os.path.lexists(each)), parent / name)


class Container:
    """Made beside ``target`` under a name of its own; ``finish`` gives it its name. Leaving ``with`` before that takes
    all of it away. Every call raises TargetFull, TargetGone or TargetUnwritable."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._fresh = fresh_beside(target) if target.name else target
        self._finished = False
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Self:
        return self

    def _begin(self) -> None:
        """Before anything is written: what is cut off by a lock is taken away."""
        self._open.enter_context(unfinished(self._fresh))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._finished:
            with contextlib.suppress(OSError, ValueError):
                self._let_go()
            with contextlib.suppress(OSError):
                self._take_away()
        self._open.close()

    def add(self, name: str, blocks: Iterable[bytes | memoryview]) -> None:
        """One file, piece by piece. What reading the pieces raises passes through."""
        raise NotImplementedError

    def finish(self) -> None:
        """Return when everything is on the disk, under the target's name."""
        raise NotImplementedError

    def _let_go(self) -> None:
        """Close what is open."""

    def _take_away(self) -> None:
        raise NotImplementedError


class Folder(Container):
    """A folder that is not there yet: whoever has it can read it."""

    def __init__(self, target: Path, room: int = 0) -> None:
        super().__init__(target)
        with writing():
            if not target.name or target.exists() or target.is_symlink():
                raise TargetUnwritable
            _has_room(target.parent, room)
            self._begin()
            self._fresh.mkdir(mode=0o700)

    def add(self, name: str, blocks: Iterable[bytes | memoryview]) -> None:
        place = self._fresh / name
        with writing():
            if place.parent != self._fresh:  # which is not made a second time: the first was on a stick that is gone
                place.parent.mkdir(mode=0o700, exist_ok=True)
            out = place.open("xb", buffering=0)
        with out:
            for block in blocks:
                with writing():
                    _write(out, block)
            with writing():
                os.fsync(out.fileno())

    def finish(self) -> None:
        with writing():
            for folder in (each for each in self._fresh.iterdir() if each.is_dir()):
                sync_names(folder)
            sync_names(self._fresh)
            if self.target.exists():
                raise TargetUnwritable
            self._fresh.rename(self.target)
            self._finished = True
            sync_names(self.target.parent)

    def _take_away(self) -> None:
        shutil.rmtree(self._fresh, ignore_errors=True)


class Locked(Container):
    """One file; a file of that name that was there is replaced when the new one is whole.

    ``passphrase``: ASCII, which every keyboard and every program writes alike.
    """

    def __init__(self, target: Path, passphrase: str, printed: Stamp, room: int = 0) -> None:
        super().__init__(target)
        import pyzipper

        if not may_be_a_file(target):
            raise TargetUnwritable
        self._time = printed.local.timetuple()[:6]
        with writing():
            _has_room(target.parent, room)
            self._begin()
            self._out = _Out(self._fresh.open("xb"))
        self._zips: list[Any] = []
        try:
            outer = pyzipper.AESZipFile(self._out, "w", pyzipper.ZIP_STORED, encryption=pyzipper.WZ_AES)
            outer.setpassword(passphrase.encode("ascii"))
            about = outer.zipinfo_cls(INNER, _NO_TIME)
            about.external_attr = 0o600 << 16
            self._within = outer.open(about, "w", force_zip64=room > _LARGE)
            self._inner = zipfile.ZipFile(self._within, "w", zipfile.ZIP_DEFLATED)
            self._zips = [self._inner, self._within, outer]
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def add(self, name: str, blocks: Iterable[bytes | memoryview]) -> None:
        about = zipfile.ZipInfo(f"{INSIDE}/{name}", self._time)
        about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        kept = name.startswith("files/")  # photos and videos are as small as they get
        about._compresslevel = 0 if kept else 6  # type: ignore[attr-defined]  # noqa: SLF001 - its only door in 3.11
        with writing():
            member: IO[bytes] = self._inner.open(about, "w", force_zip64=kept)
        try:
            for block in blocks:
                with writing():
                    member.write(block)
        finally:
            with writing():
                member.close()

    def finish(self) -> None:
        with writing():
            for each in self._zips:
                each.close()
            self._out.settle()
            self._fresh.replace(self.target)
            self._finished = True
            sync_names(self.target.parent)

    def _let_go(self) -> None:
        """Close everything, and write nothing of what closing would write: it is taken away."""
        self._out.mute()
        for each in self._zips:
            each.close()

    def _take_away(self) -> None:
        self._fresh.unlink(missing_ok=True)


class _Out(io.RawIOBase):
    """The file below both ZIPs; ``mute`` makes it swallow whatever still comes."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._muted = False

    def write(self, data: Any) -> int:
        return len(data) if self._muted else self._file.write(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return 0 if self._muted else self._file.seek(offset, whence)

    def tell(self) -> int:
        return 0 if self._muted else self._file.tell()

    def flush(self) -> None:
        if not self._muted:
            self._file.flush()

    def seekable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def settle(self) -> None:
        """Return when everything is on the disk, and close."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._muted = True

    def mute(self) -> None:
        self._muted = True
        with contextlib.suppress(OSError):
            self._file.close()


def _write(out: IO[bytes], block: bytes | memoryview) -> None:
    view = memoryview(block)
    while view:
        view = view[out.write(view) :]


def _has_room(folder: Path, room: int) -> None:
    if shutil.disk_usage(folder).free < room:
        raise TargetFull
