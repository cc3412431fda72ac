# SPDX-License-Identifier: GPL-3.0-or-later
"""The program with one of its precautions taken out, from outside: where no cut finds that, the test proves nothing."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from journal.store import connection, durable
from journal.vault.vault import Vault


def _none(patch: pytest.MonkeyPatch) -> None:
    """The program as it is."""


def _synchronous_normal(patch: pytest.MonkeyPatch) -> None:
    """A commit returns before it is on the disk."""
    less = {"synchronous": ("synchronous", "NORMAL", 1)}
    patch.setattr(connection, "PRAGMAS", [less.get(each[0], each) for each in connection.PRAGMAS])


def _row_before_file(patch: pytest.MonkeyPatch) -> None:
    """A file that comes in, and its name, are synced only after the row that tells of them was committed."""
    sync, add_file = durable.sync, Vault.add_file

    def later(descriptor: int) -> None:
        if "/objects" not in Path(f"/proc/self/fd/{descriptor}").readlink().as_posix():
            sync(descriptor)

    def add_and_sync(vault: Vault, *given: Any) -> Any:
        added = add_file(vault, *given)
        for path in (vault.objects.folder, *vault.objects.folder.iterdir()):
            descriptor = os.open(path, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)
        return added

    patch.setattr(durable, "sync", later)
    patch.setattr(Vault, "add_file", add_and_sync)


def _keys_in_place(patch: pytest.MonkeyPatch) -> None:
    """The keys are written over those that were there."""
    patch.setattr(durable, "write", Path.write_bytes)


CONTROLS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "": _none,
    "synchronous=NORMAL": _synchronous_normal,
    "row before file": _row_before_file,
    "keys written in place": _keys_in_place,
}


@contextlib.contextmanager
def control(name: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        CONTROLS[name](patch)
        yield
