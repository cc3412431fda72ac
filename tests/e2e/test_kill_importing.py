# SPDX-License-Identifier: GPL-3.0-or-later
"""``kill -9`` while files come in, pasted into the real window: each is whole and kept, or nothing of it is there."""

import hashlib
import os
import random
import re
import time
from typing import NamedTuple

import pytest

from journal.record.evidence import Evidence, Role
from journal.vault.vault import Vault
from tests.conftest import CHEAP
from tests.e2e.desk import Desk, until
from tests.e2e.lives import PASSPHRASE, beside_each_other, unlocks
from tests.e2e.person import AtKeyboard
from tests.helpers import pictures

CANARY = "quetzalcanary"
# What is pasted each time: two photos, which the decoder looks at, among papers and sounds of other sizes.
SIZES = {
    "note.txt": 3_000,
    "street.jpg": 0,
    "call.bin": 3_000_000,
    "video.bin": 14_000_000,
    "door.jpg": 0,
    "last.txt": 9,
}
LONGEST = 1.4  # seconds from the press to the kill; by then all six are in, now and then
_PLACE = re.compile(r"^File (\d) of \d$")


class Ended(NamedTuple):
    """What one life showed as kept, what the record has of it, and how many sealed files lay there without a row."""

    shown: int
    kept: int
    left_over: int


def test_a_kill_while_files_come_in_leaves_them_whole_or_not_at_all(place):
    _tell(Importing(place, 2).lives(3))
    assert place.said() == []


@pytest.mark.long
def test_two_hundred_kills_while_files_come_in_leave_them_whole_or_not_at_all(tmp_path):
    found = beside_each_other(tmp_path, 2, lambda place, number: Importing(place, number).lives(100))
    assert len(found) == 200
    _tell(found)
    assert any(each.left_over for each in found), "no kill came while a file was on its way"
    assert any(each.kept > each.shown for each in found), "no kill came between a commit and its showing"


class Importing:
    """A person who keeps six new files in each life."""

    def __init__(self, place: Desk, seed: int) -> None:
        self._place, self._dice = place, random.Random(seed)
        self._folder = place.home / "record"
        self._digests: dict[str, str] = {}
        self._stick = place.home.parent / "stick"
        self._stick.mkdir()
        vault, _code = Vault.create(self._folder, PASSPHRASE, cost=CHEAP)
        with vault:
            vault.settings.set("place", {"page": "things", "arguments": {}})
        place.also("tests.e2e.clipboard", *(str(self._stick / name) for name in SIZES))

    def lives(self, kills: int) -> list[Ended]:
        found = [self.one(number) for number in range(kills)]
        with Vault.open(self._folder, PASSPHRASE) as vault:
            vault.sweep()
            assert self._left_over() == set()
            known = vault.evidence.all()
            there = {path.name for path in (self._folder / "objects").iterdir()}
            assert there == {each.id for row in known for each in row.objects}
            for row in known:
                _is_whole(vault, row, self._digests)
        return found

    def one(self, number: int) -> Ended:
        digests = self._fill_the_stick()
        before = self._left_over()
        program = self._place.start("--vault", str(self._folder))
        person = AtKeyboard(self._place)
        unlocks(person)
        person.sees("things.title")
        until(lambda: not before & self._left_over(), "what was left over to be swept")
        person.keys("ctrl+v")
        person.presses("bringing.keep")
        shown = self._watch(person, time.monotonic() + self._dice.uniform(0, LONGEST))
        program.kill()
        program.wait()
        assert self._place.plain_traces(CANARY) == []
        kept = self._check(digests)
        print(f"kill {number}: {shown} of {len(SIZES)} shown as kept, {kept} in the record, ", end="")
        print(f"{len(self._left_over())} sealed files without a row")
        assert kept >= shown, "a file that was shown as kept is not there"
        return Ended(shown, kept, len(self._left_over()))

    def _fill_the_stick(self) -> dict[str, str]:
        """New files under the same names; their fingerprints by name."""
        found = {}
        for name, size in SIZES.items():
            start = os.urandom(8) + CANARY.encode()
            content = start * -(-size // len(start)) if size else pictures.photo() + start
            (self._stick / name).write_bytes(content)
            found[name] = hashlib.sha256(content).hexdigest()
        self._digests |= {digest: name for name, digest in found.items()}
        return found

    def _watch(self, person: AtKeyboard, end: float) -> int:
        """How many files the window has shown as done with by then: the one that it works on is not."""
        came, shown = person.words.count("bringing.came", len(SIZES)), 0
        while time.monotonic() < end:
            for name in [each.name for each in person.reader.things()]:
                if found := _PLACE.match(name):
                    shown = max(shown, int(found[1]) - 1)
                elif name == came:
                    return len(SIZES)
        return shown

    def _check(self, digests: dict[str, str]) -> int:
        """How many of these files the record has; each of them whole, and every row with its sealed files."""
        with Vault.open(self._folder, PASSPHRASE) as vault:
            assert vault.entries.check().broken is None
            rows = vault.evidence.all()
            for row in rows:
                for each in row.objects:
                    vault.objects.open(each).close()
            new = [row for row in rows if _digest(row) in digests.values()]
            for row in new:
                _is_whole(vault, row, self._digests)
        assert [row.name for row in new] == list(digests)[: len(new)], "one after the other, in their order"
        return len(new)

    def _left_over(self) -> set[str]:
        return {path.name for path in (self._folder / "objects").glob("*.coming")}


def _digest(row: Evidence) -> str:
    original = row.sealed(Role.ORIGINAL)
    assert original is not None
    return original.digest.hex()


def _is_whole(vault: Vault, row: Evidence, digests: dict[str, str]) -> None:
    """Every byte that came in comes out, and the pictures that were made of it too."""
    assert digests[_digest(row)] == row.name
    card = vault.entries.get(row.entry)
    assert card is not None
    assert card.answers["kept_file"]["digest"] == _digest(row)
    assert {each.role for each in row.objects} == (set(Role) if row.name.endswith(".jpg") else {Role.ORIGINAL})
    for each in row.objects:
        assert len(vault.objects.read(each)) == each.size


def _tell(found: list[Ended]) -> None:
    print(f"{len(found)} kills: {sum(each.shown for each in found)} files shown as kept, ", end="")
    print(f"{sum(each.kept for each in found)} in the record, {sum(each.left_over for each in found)} swept")
    assert any(each.kept for each in found), "no life was long enough to keep anything"
