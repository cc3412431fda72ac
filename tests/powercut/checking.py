# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening what a power cut left, as the program would, and finding everything that is not as it was promised."""

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from journal.errors import VaultError, WrongPassphrase, WrongRecoveryCode
from journal.handover import moving, restore
from journal.record.checked import DamageKind
from journal.store import connection
from journal.vault import half_written, key_copies, keys
from journal.vault.erase import erase_whole, is_being_erased
from journal.vault.vault import Vault, is_vault
from journal.vault.ways_in import open_slot
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.backups import NOW, back_up
from tests.helpers.files import in_objects
from tests.helpers.kept import keep
from tests.powercut.ground import ERASED, NOTHING, OUTSIDE, RECORD, State, record_in, stick_in
from tests.powercut.told import WORD, outside_of, told


class Corrupt(Exception):
    """It does not open, or something in it does not fit together."""


class Lost(Exception):
    """It is whole, and it is neither what was said last before the cut nor what was about to be said."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Of a record that is whole: ``alarm``, the cipher's own check complains all the same (known, and only a warning);
    ``unsure``, the program says that what was saved last may not be there (LastSavesCut), which was not so."""

    alarm: bool = False
    unsure: bool = False


def check(root: Path, acked: State, following: State, upgraded_from: int = 0) -> Seen:
    """``acked`` was said before the cut, ``following`` is what the program was about to say. Raises Corrupt or Lost."""
    folder = record_in(root)
    if acked["is"] == OUTSIDE:
        return _outside(root, acked["papers"], following["papers"])
    if acked.get("backup") or following.get("backup"):
        _backup(root, acked, following)
    moving.go_on(folder)  # as each start of the program does
    kinds = {acked["is"], following["is"]}
    if ERASED in kinds and (is_being_erased(folder) or not is_vault(folder)):
        return _erased(folder, was_said=acked["is"] == ERASED)
    if acked["is"] == ERASED:
        raise Lost("what was erased is there again")
    if not is_vault(folder):
        if acked["is"] != NOTHING:
            raise Lost("there is no record")
        Vault.create(folder, PASSPHRASE, cost=CHEAP)[0].close()
        return Seen()
    seen = _record(folder, [each for each in (acked, following) if each["is"] == RECORD], upgraded_from)
    if stick_in(root).exists():
        _goes_on_copying(root)
    return seen


def _record(folder: Path, states: list[State], upgraded_from: int) -> Seen:
    with _named():
        with _opened(folder, states) as vault:
            vault.sweep()
            now = told(vault)
            seen = Seen(_fits_together(vault), vault.may_lack_the_last)
            if upgraded_from:
                _has_its_copy(folder, upgraded_from, vault)
        allowed = [each for each in states if each["told"] == now]
        if not allowed:
            parts = [part for part in now if all(each["told"][part] != now[part] for each in states)]
            raise Lost(f"other than what was said: {', '.join(parts) or 'a part of each'}")
        if states[0].get("without") and (left := list(folder.glob(states[0]["without"]))):
            raise Lost(f"what was erased is there again: {left[0].name}")
        _goes_on(folder, states)
        for each in allowed[:1]:
            _lies_beside(folder, each.get("beside"))
    return seen


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """What the vault itself complains of is damage."""
    try:
        yield
    except VaultError as trouble:
        raise Corrupt(f"it says {type(trouble).__name__}") from trouble


def _opened(folder: Path, states: list[State]) -> Vault:
    """With the passphrase that was said last, or with the one that was about to be; never with one from before."""
    if states[0].get("shut") and _is_let_in(folder, states[0]["shut"]):
        raise Lost("a passphrase that was changed opens it again")
    for passphrase in dict.fromkeys(each["opens"] for each in reversed(states)):
        with contextlib.suppress(WrongPassphrase):
            vault = Vault.open(folder, passphrase)
            others = {each["opens"] for each in states} - {passphrase}
            if any(_is_let_in(folder, other) for other in others):
                vault.close()
                raise Corrupt("two passphrases open it, also after the newer one did")
            return vault
    raise Lost("no passphrase opens it")


def _is_let_in(folder: Path, passphrase: str) -> bool:
    """By either copy of the keys, as far as it can be read."""
    for name in key_copies.NAMES:
        with contextlib.suppress(OSError, VaultError):
            file = keys.KeyFile.unpack((folder / name).read_bytes())
            if open_slot(file, keys.SlotKind.PASSPHRASE, passphrase.encode()):
                return True
    return False


def _fits_together(vault: Vault) -> bool:
    """Raises Corrupt. True where only the cipher's own check complains."""
    database = vault._database
    if database.rows("PRAGMA quick_check") != [("ok",)]:
        raise Corrupt("quick_check")
    if database.rows("PRAGMA foreign_key_check"):
        raise Corrupt("a row that belongs to none")
    if vault.entries.check().broken is not None:
        raise Corrupt("the chain")
    database.write(lambda: database.do("INSERT INTO entry_text (entry_text) VALUES ('integrity-check')"))
    unlike = "SELECT count(*) FROM {} LEFT JOIN {} USING ({}) WHERE {} IS NULL"
    for there, other, key, gap in (
        ("drafts", "draft_bodies", "number", "answers"),
        ("entries", "entry_bodies", "seq", "answers"),
    ):
        if database.value(unlike.format(there, other, key, gap)):
            raise Corrupt(f"{there} by halves")
    known = sorted(vault.evidence.object_ids())
    if in_objects(vault) != known:
        raise Corrupt("files that no row names" if set(known) < set(in_objects(vault)) else "rows without their file")
    return bool(database.rows("PRAGMA cipher_integrity_check"))


def _has_its_copy(folder: Path, version: int, vault: Vault) -> None:
    """The record as it was before it was brought up to date, whole."""
    copy, key = folder.parent / "the copy", keys.database_key(vault._master, vault.ways.vault_id)
    try:
        shutil.copyfile(folder / f"record-v{version}.db", copy)
    except FileNotFoundError:
        raise Corrupt("brought up to date without its copy") from None
    with contextlib.closing(connection.connect(copy, key)) as database:
        if database.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise Corrupt("the copy from before")
        if database.execute("PRAGMA user_version").fetchone() != (version,):
            raise Corrupt("the copy from before is of another version")


def _backup(root: Path, acked: State, following: State) -> None:
    """What is on the stick comes back whole, as the copy that was said to be checked last, or as the one after it."""
    found, back = restore.find(stick_in(root)), root / "back"
    if acked.get("backup"):
        if not found:
            raise Lost("there is no copy on the stick")
        with _named():
            work = restore.begin(found[0], back, passphrase=PASSPHRASE)
            # Both are warnings. An older database than its list is not fine: the one that it names must be found.
            if work is None or not {each.kind for each in work.damages} <= {DamageKind.KEYS, DamageKind.PAGES}:
                raise Corrupt(f"the copy on the stick: {[str(each.kind) for each in work.damages] if work else None}")
            work.put_in_place(NOW)
            with Vault.open(back, PASSPHRASE) as vault:
                if told(vault) not in (acked["backup"], following.get("backup")):
                    raise Lost("the copy on the stick is another one")


def _goes_on_copying(root: Path) -> None:
    """The next copy can be made there, whatever the last one left."""
    with Vault.open(record_in(root), PASSPHRASE) as vault:
        back_up(vault, stick_in(root))


def _lies_beside(folder: Path, beside: Mapping[str, str] | None) -> None:
    """The record in whose place another one was put is still there."""
    if beside is None:
        return
    found = list(folder.parent.glob(f"{folder.name}-before-*"))
    if not found:
        raise Lost("the record that was here before")
    with Vault.open(found[0], PASSPHRASE) as vault:
        if told(vault) != beside:
            raise Lost("the record that was here before is another one")


def _goes_on(folder: Path, states: list[State]) -> None:
    """The code on paper opens it, and a further entry follows on the last one."""
    for code in dict.fromkeys(each["code"] for each in reversed(states)):
        with contextlib.suppress(WrongRecoveryCode), Vault.open_with_code(folder, code) as vault:
            length = vault.entries.head()[0]
            if keep(vault, "", account=f"after the cut, a {WORD}").seq != length + 1:
                raise Corrupt("it does not go on")
            return
    raise Lost("no recovery code opens it")


def _outside(root: Path, acked: Mapping[str, str], following: Mapping[str, str]) -> Seen:
    """Each thing is as it was said to be, or as it was about to be: whole, and never something in between. Of what is
    half made the record knows, so that its next opening takes it away."""
    with _named(), Vault.open(record_in(root), PASSPHRASE) as vault:
        known = {each.path.name for each in half_written.read(vault.settings.get(half_written.KEY))}
    for half_made in (root / "papers").glob(".*.new"):
        if half_made.name not in known:
            raise Lost("outside the record: nobody knows of something half made")
    now = outside_of(root)
    for name in {*acked, *following, *now}:
        if now.get(name) not in (acked.get(name), following.get(name)):
            raise Lost(f"outside the record: {name}")
    return Seen()


def _erased(folder: Path, *, was_said: bool) -> Seen:
    """Marked, or gone. Going on with it leaves nothing."""
    for name in key_copies.NAMES if was_said else ():
        with contextlib.suppress(OSError, VaultError):
            keys.KeyFile.unpack((folder / name).read_bytes())
            raise Lost("keys that were erased are there again")
    if is_being_erased(folder):
        erase_whole(folder)
    if folder.exists() and (left := [each.name for each in folder.iterdir() if each.name != "recovery-code.txt"]):
        raise Lost(f"left after erasing: {left}")
    shutil.rmtree(folder, ignore_errors=True)
    return Seen()
