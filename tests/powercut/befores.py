# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there before a workload begins, all of it on the disk for certain. Each gives what the record then tells."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.files import bring_in
from tests.helpers.kept import draft
from tests.powercut.disk import Disk, lay_out
from tests.powercut.ground import NOTHING, OUTSIDE, State, kept, record_in, state, words
from tests.powercut.told import WORD, outside_of

OLD = Path(__file__).parent.parent / "data" / "vaults"
CUT_BEFORE = (
    "files come in",
    "writing, the log brought in often",
    "a record of version 1 is brought up to date",
    "a thing and an account are erased",
)


def nothing(root: Path) -> State:
    return {"is": NOTHING}


def some(root: Path) -> State:
    """A small record that has been closed."""
    vault, code = Vault.create(record_in(root), PASSPHRASE, cost=CHEAP)
    with vault:
        incident = vault.incidents.start("own_account").id
        kept(vault, incident, account=words(0), title=f"The {WORD}")
        draft(vault, incident, account=words(1))
        bring_in(vault, words(2).encode(), incident, "letter.txt")
        return state(vault, code)


def old(version: int) -> Callable[[Path], State]:
    def prepare(root: Path) -> State:
        """A record that an earlier version wrote; what it must tell, a copy of it told."""
        for folder in (root.with_name("brought-up-to-date"), record_in(root)):
            shutil.copytree(OLD / f"v{version}", folder)
        code = (record_in(root) / "recovery-code.txt").read_text(encoding="utf-8").strip()
        with Vault.open(root.with_name("brought-up-to-date"), PASSPHRASE) as vault:
            return state(vault, code)

    return prepare


def with_a_copy(root: Path) -> State:
    """A record that was brought up to date: the copy from before lies beside it and holds its words too."""
    before = old(3)(root)
    with Vault.open(record_in(root), PASSPHRASE) as vault:
        vault.sweep()
        vault.settings.set("idle_minutes", 7)
        return state(vault, before["code"])


def cut_before(root: Path) -> State:
    """What was left when the power went a first time; what it must tell, a copy of it told."""
    from tests.powercut.recording import make

    first = root.with_name("first")
    first.mkdir()
    recording = make(random.choice(CUT_BEFORE), first)
    at = random.randint(len(recording.events) // 4, len(recording.events))
    left = Disk.after(recording.start, recording.events[:at]).left(random.Random())
    shutil.rmtree(root)
    for place in (root, root.with_name("told")):
        lay_out(place, left)
    with Vault.open(record_in(root.with_name("told")), PASSPHRASE) as vault:
        vault.sweep()
        return state(vault, recording.before["code"])


def with_papers(root: Path) -> State:
    some(root)
    (root / "papers").mkdir()
    return {"is": OUTSIDE, "papers": outside_of(root)}
