# SPDX-License-Identifier: GPL-3.0-or-later
"""The record is copied to a stick, again and again, and brought back from it."""

import shutil
from pathlib import Path

from journal.handover import restore
from journal.vault.erase import erase_entry
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.backups import NOW, back_up, bring_back
from tests.helpers.files import bring_in
from tests.helpers.kept import WORDING, draft
from tests.powercut import befores
from tests.powercut.ground import NOTHING, Say, State, code_in, kept, opened, record_in, state, stick_in, words
from tests.powercut.told import told


def with_a_stick(root: Path) -> State:
    stick_in(root).mkdir()
    return befores.some(root)


def with_a_backup(root: Path) -> State:
    """The record has grown since."""
    before = with_a_stick(root)
    with Vault.open(record_in(root), PASSPHRASE) as vault:
        copied = told(vault)
        back_up(vault, stick_in(root))
        draft(vault, "", account=words(3))
        return state(vault, before["code"]) | {"backup": copied}


def on_another_computer(root: Path) -> State:
    """Only the stick is there."""
    before = with_a_backup(root)
    shutil.rmtree(root / "share")
    return {"is": NOTHING, "code": before["code"], "backup": before["backup"]}


def backing_up(root: Path, say: Say) -> None:
    with opened(root, say) as (vault, _):
        copied = None
        incident = vault.incidents.all()[0].id
        for number in range(3):
            kept(vault, incident, account=words(number))
            say(state(vault, code_in(root)) | {"backup": copied})
            bring_in(vault, words(10 + number, 500).encode(), incident)
            say(state(vault, code_in(root)) | {"backup": copied})
            if number == 2:
                erase_entry(vault, vault.evidence.all()[0].entry, WORDING)
                say(state(vault, code_in(root)) | {"backup": copied})
            copied = told(vault)
            back_up(vault, stick_in(root))
            say(state(vault, code_in(root)) | {"backup": copied})


def bringing_back(root: Path, say: Say) -> None:
    beside = None
    if record_in(root).exists():
        with Vault.open(record_in(root), PASSPHRASE) as vault:
            beside = told(vault)
    [source] = restore.find(stick_in(root))
    bring_back(source, record_in(root)).put_in_place(NOW)
    with Vault.open(record_in(root), PASSPHRASE) as vault:
        now = state(vault, code_in(root))
    say(now | {"backup": now["told"], "beside": beside})
