# SPDX-License-Identifier: GPL-3.0-or-later
"""What all workloads stand on: where the record lies, what is said, and short ways to put something into it."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from journal.record.entry import Entry
from journal.vault import vault as door
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.kept import WORDING, searchable
from tests.powercut.told import WORD, told

NOTHING, RECORD, ERASED, OUTSIDE = "nothing", "record", "erased", "outside"
State = dict[str, Any]
Say = Callable[[State], None]


def record_in(root: Path) -> Path:
    """Where the record lies. The folders above it are not there before the first one is made."""
    return root / "share" / "own-words" / "record"


def stick_in(root: Path) -> Path:
    return root / "stick"


def state(vault: Vault, code: str, passphrase: str = PASSPHRASE, without: str = "") -> State:
    """``without``: names, as a pattern, that no file may have from now on."""
    return {"is": RECORD, "told": told(vault), "opens": passphrase, "code": code, "without": without}


def code_in(root: Path) -> str:
    """The recovery code that was in force before."""
    return str(json.loads(root.with_name("before.json").read_text()).get("code"))


@contextlib.contextmanager
def opened(root: Path, say: Say) -> Iterator[tuple[Vault, Callable[..., None]]]:
    """The record, opened and swept as the program does it, and a way to say what it tells now."""
    with Vault.open(record_in(root), PASSPHRASE) as vault:
        vault.sweep()
        yield vault, lambda without="": say(state(vault, code_in(root), without=without))


@contextlib.contextmanager
def small_reserve() -> Iterator[None]:
    """The size of the reserve is of no matter here, and it would be most of what is recorded and built."""
    usual, door.RESERVE_BYTES = door.RESERVE_BYTES, 64 * 1024
    try:
        yield
    finally:
        door.RESERVE_BYTES = usual


def words(number: int, length: int = 40) -> str:
    return f"{number}: the {WORD} stood by the water. " * length


def kept(vault: Vault, incident: str, adds_to: str = "", **answers: str) -> Entry:
    """An entry, in one commit."""
    return vault.entries.keep(
        vault.drafts.new(incident, "own_account", "account", adds_to, answers), WORDING, searchable(answers)
    )
