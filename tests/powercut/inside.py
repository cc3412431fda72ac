# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces of an evening with the record; after each thing that would be shown as saved it is said what it now tells."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from journal.errors import DiskFullButSaved
from journal.vault.erase import erase_entry, erase_incident, erase_whole
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers import pictures
from tests.helpers.files import bring_in, prepared_from
from tests.helpers.kept import WORDING, draft, searchable
from tests.powercut.ground import ERASED, Say, code_in, kept, opened, record_in, state, words
from tests.powercut.told import WORD


def evening(root: Path, say: Say) -> None:
    """A little of everything."""
    with opened(root, say) as (vault, tell):
        incident = vault.incidents.all()[0].id
        one = draft(vault, incident, account=words(1))
        tell()
        longer = {"account": words(2, 90)}
        one = vault.drafts.save(replace(one, answers=longer), searchable(longer), {"page": "guide"})
        tell()
        vault.entries.keep(one, WORDING, searchable(longer))
        tell()
        bring_in(vault, os.urandom(30_000), incident, f"{WORD}.bin")
        tell()
        vault.settings.set("idle_minutes", 3)
        tell()
        erase_entry(vault, vault.evidence.all()[0].entry, WORDING)
        tell()
        vault.change_passphrase(f"another {WORD} for tonight")
        say(state(vault, code_in(root), f"another {WORD} for tonight"))


def going_on(root: Path, say: Say) -> None:
    with opened(root, say) as (vault, tell):
        tell()
        draft(vault, "", account=words(1))
        tell()
        bring_in(vault, os.urandom(9_000), "", f"{WORD}.bin")
        tell()


def creating(root: Path, say: Say) -> None:
    vault, code = Vault.create(record_in(root), PASSPHRASE, cost=CHEAP)
    say(state(vault, code))
    draft(vault, "", account=words(1))
    say(state(vault, code))
    vault.close()


def writing(length: int, times: int, checkpoint: int = 0) -> Callable[[Path, Say], None]:
    """``checkpoint``: pages of the log after which it is brought in; 0 leaves it as the program has it."""

    def run(root: Path, say: Say) -> None:
        with opened(root, say) as (vault, tell):
            if checkpoint:
                vault._database._connection.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}")
            incident = vault.incidents.all()[0].id
            first = next(vault.entries.all()).id
            for number in range(times):
                text = words(number, length)
                one = draft(vault, incident, account=text)
                tell()
                longer = {"account": text + words(number), "title": f"{number}"}
                one = vault.drafts.save(replace(one, answers=longer), searchable(longer), {"revision": number})
                tell()
                match number % 6:
                    case 0 | 3:
                        vault.entries.keep(one, WORDING, searchable(longer))
                    case 1:
                        vault.entries.skip(incident, "people", WORDING)
                    case 2:
                        vault.drafts.remove(one.id)
                    case 4:
                        added = kept(vault, incident, first, account=text)
                        tell()
                        vault.entries.withdraw(added, WORDING)
                    case 5:
                        vault.settings.set("idle_minutes", 5 + number % 20)
                tell()

    return run


def importing(root: Path, say: Say) -> None:
    with opened(root, say) as (vault, tell):
        incident = vault.incidents.all()[0].id
        for number, size in enumerate((1, 5_000, 66_000, 200_000)):
            bring_in(vault, os.urandom(size), incident, f"{WORD} {number}.bin")
            tell()
        prepared_from(vault, b"not wanted any more" * 300).discard()
        bring_in(vault, words(2).encode(), incident, f"the same {WORD}.txt")
        tell()
        prepared = prepared_from(vault, pictures.saved(pictures.scene((320, 240))), "photo.jpg")
        draft(vault, incident, account=words(3))
        tell()
        vault.add_file(prepared, "", WORDING, WORD)
        tell()
        prepared_from(vault, b"was never added")


def keys(root: Path, say: Say) -> None:
    """Passphrases and recovery codes are changed, and something is written in between."""
    code, passphrase = code_in(root), PASSPHRASE
    with Vault.open(record_in(root), PASSPHRASE) as vault:
        for number in range(4):
            before, passphrase = passphrase, f"another {WORD} {number} of nine"
            vault.change_passphrase(passphrase)
            say(state(vault, code, passphrase) | {"shut": before})
            code = vault.new_recovery_code()
            say(state(vault, code, passphrase) | {"shut": before})
            draft(vault, "", account=words(number, 3))
            say(state(vault, code, passphrase) | {"shut": before})
            vault.ways.remove_device_key() if number % 2 else vault.ways.add_device_key(os.urandom(32))
            say(state(vault, code, passphrase) | {"shut": before})


def upgrading(root: Path, say: Say) -> None:
    with opened(root, say) as (_, tell):
        tell()


def erasing(root: Path, say: Say) -> None:
    """One thing, then one whole account: with them goes the copy from before the upgrade, which holds them too."""
    with opened(root, say) as (vault, tell):
        incident = vault.incidents.all()[0].id
        draft(vault, incident, account=words(0))
        tell()
        erase_entry(vault, vault.evidence.all()[0].entry, WORDING)
        tell("record-v*")
        kept(vault, "", account=words(1))
        tell("record-v*")
        bring_in(vault, words(2).encode(), incident)
        tell("record-v*")
        erase_incident(vault, incident, WORDING)
        tell("record-v*")
        draft(vault, "", account=words(3))
        tell("record-v*")


def full(root: Path, say: Say) -> None:
    """The disk is full: what is held back lets the last words in. A limit on the database's pages stands for it."""
    with opened(root, say) as (vault, tell):
        database, connection = vault._database, vault._database._connection
        release = database._release

        def make_room() -> bool:
            released = release()
            connection.execute("PRAGMA max_page_count = 1000000")
            return released

        database._release = make_room
        incident = vault.incidents.all()[0].id
        one = draft(vault, incident, account=words(1))
        tell()
        connection.execute(f"PRAGMA max_page_count = {database.value('PRAGMA page_count') + 3}")
        answers = {"account": words(2, 800)}
        with contextlib.suppress(DiskFullButSaved):
            vault.drafts.save(replace(one, answers=answers), searchable(answers))
            raise AssertionError("there was room")
        tell()
        kept(vault, incident, account=words(3))
        tell()
    with opened(root, say) as (vault, tell):  # there is room again: it is laid by
        tell()


def erasing_whole(root: Path, say: Say) -> None:
    erase_whole(record_in(root))
    say({"is": ERASED})
