# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program can ask of a disk that changes it, and what it says in between. Paths are below one folder."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Make:
    """An empty file, if there is none of that name."""

    path: str


@dataclass(frozen=True, slots=True)
class MakeFolder:
    path: str


@dataclass(frozen=True, slots=True)
class Write:
    path: str
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Resize:
    """Cut off, or filled up with zeros."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """``fsync`` of a file or a folder that came back without an error."""

    path: str


@dataclass(frozen=True, slots=True)
class Rename:
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Remove:
    """A file's name, or an empty folder."""

    path: str


@dataclass(frozen=True, slots=True)
class Said:
    """The program may show something as saved from here on: all that must be there (tests/powercut/told.py)."""

    state: dict[str, Any]


Event = Make | MakeFolder | Write | Resize | Sync | Rename | Remove | Said
