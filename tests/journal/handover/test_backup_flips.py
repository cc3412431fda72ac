# SPDX-License-Identifier: GPL-3.0-or-later
"""One bit that turned over anywhere in a backup: its check finds it, and what is read from it is right or named."""

import random
from collections import Counter

import pytest

from journal.errors import DatabaseDamaged, EvidenceDamaged
from journal.handover import listing
from journal.vault import checking, keys
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE, FixedClock
from tests.helpers.backups import back_up, fill
from tests.helpers.whole_record import Scratch, in_memory, named, one_bit, parts

# How many of a hundred flips meet which file.
SHARES = {"record.db": 45, "objects/*": 30, "manifest.json": 15, "keys.?": 10}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A backup, the key of its database, and that of its list."""
    place = tmp_path_factory.mktemp("backup")
    vault, _code = Vault.create(place / "record", PASSPHRASE, cost=CHEAP, clock=FixedClock())
    with vault:
        fill(vault, entries=12)
        backup = back_up(vault, place / "stick")
        key = bytes(vault.lay_still())
        vault.go_on()
        return backup.folder, key, bytes(keys.list_key(key, vault.ways.vault_id))


@pytest.mark.parametrize("flips", [25, pytest.param(500, marks=pytest.mark.long)])
def test_any_bit_of_a_backup_is_found_by_its_check(made, tmp_path, flips):
    folder, key, list_key = made
    dice, seen = random.Random(flips), Counter()
    with in_memory(tmp_path) as place:
        scratch = Scratch(folder, place / "backup")
        whole = parts(scratch.folder)
        for turn in range(flips):
            pattern = list(SHARES)[turn] if turn < len(SHARES) else dice.choices(list(SHARES), SHARES.values())[0]
            name = dice.choice(scratch.names(pattern))
            bad, at = one_bit(scratch.content(name), dice)
            scratch.put_all({name: bad})
            damages = {str(each.kind) for each in checking.check(scratch.folder, key).damages}
            if pattern == "manifest.json":
                assert damages == set()
                assert listing.read(scratch.folder, list_key) is None, at
            else:
                assert damages, (name, at)
            found = parts(scratch.folder)
            wrong = {
                part: named(part, found[part], whole.get(part))
                for part in found
                if part == "opening" or found[part] != whole[part]
            }
            expected = {EvidenceDamaged} if pattern == "objects/*" else {DatabaseDamaged}
            assert set(wrong.values()) <= (expected if pattern in ("objects/*", "record.db") else set()), (name, at)
            assert wrong or pattern != "objects/*"
            seen[f"{pattern}: {', '.join(sorted(damages)) or 'the list is none'}"] += 1
        scratch.put_all({})
        assert checking.check(scratch.folder, key).damages == ()
    for line, number in sorted(seen.items()):
        print(f"{number:4} {line}")
