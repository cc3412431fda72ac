# SPDX-License-Identifier: GPL-3.0-or-later
"""A record with something of everything in it, all of it read anew, and ways to damage its folder."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journal.clock import Clock
from journal.errors import DatabaseDamaged, JournalError
from journal.settings import setting
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers import pictures
from tests.helpers.files import bring_in
from tests.helpers.kept import WORDING, draft, keep

# What a part of the record was read as: its content, or the class of the error that named what is wrong with it.
Parts = dict[str, Any]
LACKS = "may lack the last"  # what the vault says of itself


@dataclass(frozen=True)
class Record:
    """``closed`` as it lies there when it was closed well; ``killed`` as when the program ended at once, with a log.

    ``states`` are all that ``killed`` has been since ``closed``, each as ``parts`` reads it; the last one is whole.
    """

    closed: Path
    killed: Path
    code: str
    states: tuple[Parts, ...]


def make(place: Path, clock: Clock) -> Record:
    vault, code = Vault.create(place / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    with vault:
        incident = vault.incidents.start("own_account").id
        for number in range(12):
            keep(vault, incident, account=f"part {number} of what happened " * 60)
        draft(vault, incident, account="still writing this " * 200)
        bring_in(vault, pictures.photo(), incident, "street.jpg")
        bring_in(vault, b"a letter " * 12_000, incident, "letter.txt")
        vault.entries.withdraw(keep(vault, incident, account="never mind"), WORDING)
    shutil.copytree(vault.folder, place / "closed")
    opened = Vault.open(vault.folder, PASSPHRASE, clock=clock)
    states = [parts(_copied(vault.folder, place / "state"))]
    write = opened._database.write

    def noted(task: Callable[[], Any]) -> Any:
        result = write(task)
        states.append(parts(_copied(vault.folder, place / "state")))
        return result

    opened._database.write = noted  # type: ignore[method-assign]
    keep(opened, incident, account="kept just before the end " * 40)
    draft(opened, incident, "later", addition="written just before the end " * 40)
    bring_in(opened, b"came in just before the end " * 500, incident, "last.txt")
    keep(opened, incident, account="the last words " * 90)
    shutil.copytree(vault.folder, place / "killed")
    opened.close()
    assert parts(_copied(vault.folder, place / "state")) == states[-1]
    return Record(place / "closed", place / "killed", code, tuple(states))


def _copied(folder: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(folder, target))


def parts(folder: Path, code: str = "") -> Parts:
    """All of the record, opened with the passphrase or the code. Whatever is no JournalError is raised.

    Once for each part it is opened anew: after one bad page SQLCipher reports others that are none (its issue 617).
    """
    found: Parts = {}
    try:
        with _opened(folder, code) as vault:
            found[LACKS] = vault.may_lack_the_last
            ids = [each.id for each in vault.incidents.page(99)]
            rows = [(row.label, each) for row in vault.evidence.all() for each in row.objects]
    except JournalError as error:
        return {"opening": type(error)}
    readers: dict[str, Callable[[Vault], Any]] = {
        "incidents": lambda vault: vault.incidents.page(99),
        "entries": lambda vault: list(vault.entries.all()),
        "chain": lambda vault: (vault.entries.head(), vault.entries.check().broken),
        "drafts": lambda vault: [each for name in ["", *ids] for each in vault.drafts.of_incident(name)],
        "search": lambda vault: vault.search.find("happened", 99),
        "things": lambda vault: vault.evidence.all(),
        "settings": lambda vault: vault.settings.all(),
        "withdrawn": lambda vault: [vault.entries.withdrawn(name) for name in ["", *ids]],
    }
    for label, sealed in rows:
        readers[f"{label} {sealed.role}"] = lambda vault, sealed=sealed: vault.objects.read(sealed)
    vault = _opened(folder, code)
    for name, read in readers.items():
        try:
            found[name] = read(vault)
        except JournalError as error:
            found[name] = type(error)
            vault.close()
            vault = _opened(folder, code)
    vault.close()
    return found


def named(name: str, part: Any, kept: Any) -> Any:
    """DatabaseDamaged too for what is read past the damage: an entry or a draft that says it is lost, a chain that says
    where.

    Settings and the dressing of what search finds are left out where they cannot be read; that something is damaged is
    then told by the check of the record (test_checking.py: any bit that is flipped).
    """
    match name:
        case "entries" | "drafts" if isinstance(part, list):
            fits = len(part) == len(kept) and all(a == b or a.lost for a, b in zip(part, kept, strict=True))
        case "chain" if isinstance(part, tuple):
            fits = part[1] is not None
        case "search" if isinstance(part, list):
            fits = [each.id for each in part] == [each.id for each in kept]
        case "settings" if isinstance(part, dict):
            fits = all(value in (kept[key], setting(key).default) for key, value in part.items())
        case "withdrawn" if isinstance(part, list):
            fits = [len(each) for each in part] == [len(each) for each in kept]
        case _:
            return part
    return DatabaseDamaged if fits else ValueError


def _opened(folder: Path, code: str) -> Vault:
    return Vault.open_with_code(folder, code) if code else Vault.open(folder, PASSPHRASE)


@contextmanager
def in_memory(otherwise: Path) -> Iterator[Path]:
    """A folder in memory where there is such a place: a thousand openings would wait for a disk for minutes."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else otherwise) as made:
        yield Path(made)


class Scratch:
    """A copy of a folder that is damaged again and again, and made whole in between."""

    def __init__(self, folder: Path, place: Path) -> None:
        self._good = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        self.folder = place
        for name, content in self._good.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)

    def content(self, name: str) -> bytes:
        return self._good[Path(name)]

    def names(self, pattern: str) -> list[str]:
        return sorted(str(name) for name in self._good if name.match(pattern))

    def put_all(self, changed: dict[str, bytes | None]) -> None:
        """As it was, but for these files; None takes one away."""
        for path in list(self.folder.rglob("*")):
            if path.is_file() and path.relative_to(self.folder) not in self._good:
                path.unlink()
        for name, good in self._good.items():
            path, content = self.folder / name, changed.get(str(name), good)
            if content is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)


def one_bit(content: bytes, dice: random.Random) -> tuple[bytes, int]:
    """With one bit flipped, and the byte where."""
    at = dice.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << dice.randrange(8)]) + content[at + 1 :], at
