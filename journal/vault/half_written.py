# SPDX-License-Identifier: GPL-3.0-or-later
"""What is being written outside the record just now, noted inside it, so that a kill or a power cut leaves none of it.

A file or folder is noted before its first byte, and struck out once nothing has that name any more. What is still noted
at the next opening is taken away. The list is a setting, ``half_written``: pairs of a path and the number of its disk.
"""

import contextlib
import os
import re
import shutil
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from journal.disk import sync_names

if TYPE_CHECKING:  # nothing heavy: imported before the first key can arrive
    from journal.store.settings import SettingStore

KEY = "half_written"
# A stick that never comes back stays noted: of those only the latest.
MOST = 20
_OURS = re.compile(r"\.[0-9a-f]{8}\.new")  # journal/loose_ends.py, fresh_beside


@dataclass(frozen=True, slots=True)
class Noted:
    """``path`` is absolute, with no link on the way to it; ``disk`` is ``st_dev`` of its folder."""

    path: Path
    disk: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """Before it is there. Raises OSError where its folder cannot be looked at."""
        folder = Path(os.path.realpath(path.parent))
        return cls(folder / path.name, folder.stat().st_dev)


def read(kept: Any) -> list[Noted]:
    """From the setting; whatever is no such pair is passed over."""
    pairs = (each for each in kept if isinstance(each, list) and len(each) == 2) if isinstance(kept, list) else ()
    return [Noted(Path(path), disk) for path, disk in pairs if isinstance(path, str) and type(disk) is int]


def add(settings: "SettingStore", noted: Noted) -> None:
    """On the vault's thread. It is on the disk when this returns."""
    _keep(settings, [*read(settings.get(KEY)), noted])


def strike(settings: "SettingStore", gone: Iterable[Noted]) -> None:
    """On the vault's thread: these are not noted any more."""
    struck = set(gone)
    _keep(settings, [each for each in read(settings.get(KEY)) if each not in struck])


def is_gone(noted: Noted) -> bool:
    """Whether nothing has that name any more, after a power cut neither. False also where that cannot be told now: a
    stick that was pulled out."""
    folder = noted.path.parent
    try:
        if folder.stat().st_dev != noted.disk or _is_there(noted.path):
            return False
    except OSError:
        return False
    sync_names(folder)  # or a power cut could bring back what is not noted any more
    return True


def take_away(noted: Iterable[Noted]) -> list[Noted]:
    """Those of which nothing is left: to be struck out. What cannot be reached now is for another time.

    On any thread but the vault's: a stick may hang. Raises nothing.
    """
    return [each for each in noted if _take_away(each)]


def _take_away(noted: Noted) -> bool:
    """Nothing but a plain file or a folder, of just such a name, at just that place; never what it is a link to."""
    path, folder = noted.path, noted.path.parent
    if not path.is_absolute() or not _OURS.fullmatch(path.name):
        return True
    try:
        if not _is_there(path):
            return is_gone(noted)
        if os.path.realpath(folder) != str(folder):
            return False
        kind = path.lstat().st_mode
        if stat.S_ISDIR(kind):
            shutil.rmtree(path, ignore_errors=True)  # follows no link
        elif stat.S_ISREG(kind):
            path.unlink()
        else:
            return True
        sync_names(folder)
        return not _is_there(path)
    except (OSError, ValueError):  # ValueError: a NUL in a path, which only a damaged list has
        return False


def _is_there(path: Path) -> bool:
    """A link that leads nowhere, too. Raises OSError where it cannot be told."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        path.lstat()
        return True
    return False


def _keep(settings: "SettingStore", noted: list[Noted]) -> None:
    settings.set(KEY, [[str(each.path), each.disk] for each in noted[-MOST:]])
