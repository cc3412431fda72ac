# SPDX-License-Identifier: GPL-3.0-or-later
"""One bit that turned over anywhere in a record's folder: it is read as it was kept, or what is damaged is named.

Never other words, never an exception that nobody named, never silence where something is gone.
"""

import random
from collections import Counter

import pytest

from journal.errors import DatabaseDamaged, EvidenceDamaged, KeyFileDamaged
from tests.helpers import whole_record
from tests.helpers.whole_record import LACKS, Parts, Record, Scratch, in_memory, named, one_bit, parts

KEYS = ("keys.a", "keys.b")
# How many of a thousand flips meet what: in record.db there are free pages, and in the reserve there is nothing.
SHARES = {"record.db": 450, "record.db-wal": 250, "objects/*": 200, "keys.?": 60, "reserve": 40}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    from tests.conftest import FixedClock

    return whole_record.make(tmp_path_factory.mktemp("flips"), FixedClock())


@pytest.fixture
def place(tmp_path):
    with in_memory(tmp_path) as made:
        yield made


@pytest.fixture
def ways_in(record):
    """With the passphrase, and with the recovery code."""
    return ("", record.code)


def test_a_record_that_was_not_touched_is_read_as_it_was_kept(record, place, ways_in):
    for folder, state in ((record.closed, 0), (record.killed, -1)):
        for code in ways_in:
            scratch = Scratch(folder, place / f"{folder.name}{bool(code)}")
            assert parts(scratch.folder, code) == record.states[state]


@pytest.mark.parametrize("step", [29, pytest.param(1, marks=pytest.mark.long)])
def test_each_byte_of_the_keys_turned_over_in_one_copy_or_in_both(record, place, ways_in, step):
    """One copy: it opens, and the copy is mended. Both: the keys are named as damaged, whatever was typed."""
    scratch = Scratch(record.closed, place / "record")
    good = scratch.content("keys.a")
    assert good == scratch.content("keys.b")
    before = {path.name: path.read_bytes() for path in scratch.folder.iterdir() if path.is_file()}
    named = 0
    for at in range(0, len(good), step):
        one, other = _turned(good, at), _turned(good, at * 7 % len(good))
        for code in ways_in:
            for name in KEYS:
                scratch.put_all({name: one})
                whole_record._opened(scratch.folder, code).close()
                assert (scratch.folder / name).read_bytes() == good
            for second in (one, other):
                scratch.put_all({"keys.a": one, "keys.b": second})
                assert parts(scratch.folder, code) == {"opening": KeyFileDamaged}
                assert {path.name: path.read_bytes() for path in scratch.folder.iterdir() if path.is_file()} == (
                    before | {"keys.a": one, "keys.b": second}
                ), "nothing is written because something did not open"
                named += 1
    print(f"{len(range(0, len(good), step))} bytes of {len(good)}, two ways in: {named} times named, none opened wrong")


def _turned(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


@pytest.mark.parametrize("flips", [30, pytest.param(500, marks=pytest.mark.long)])
def test_any_bit_of_the_folder_is_harmless_or_named(record, place, flips):
    """In a record that was closed well, and in one that was killed and so has a log."""
    dice, seen = random.Random(flips), Counter()
    folders = [Scratch(each, place / each.name) for each in (record.killed, record.closed)]
    for turn in range(flips):
        pattern = dice.choices(list(SHARES), SHARES.values())[0] if turn >= len(SHARES) else list(SHARES)[turn]
        scratch = folders[0] if pattern.endswith("-wal") else dice.choice(folders)
        name = dice.choice(scratch.names(pattern))
        bad, at = one_bit(scratch.content(name), dice)
        scratch.put_all({name: bad})
        whole = record.states[-1 if scratch is folders[0] else 0]
        outcome = _judged(record, whole, pattern, parts(scratch.folder), (name, at))
        seen[f"{pattern}: {outcome}"] += 1
    for line, number in sorted(seen.items()):
        print(f"{number:4} {line}")
    assert seen["record.db: named"]
    assert seen["objects/*: named"]


def _judged(record: Record, whole: Parts, pattern: str, found: Parts, where: tuple[str, int]) -> str:
    """Whether this is right, and in which way."""
    if found == whole:
        assert pattern != "objects/*", where
        return "harmless"
    assert pattern not in ("keys.?", "reserve"), where
    if pattern == "record.db-wal":
        assert found[LACKS], where
        gone = list(reversed(record.states)).index(found | {LACKS: False})
        return f"named, and {gone} commits gone"
    wrong = {
        name: named(name, part, whole.get(name))
        for name, part in found.items()
        if name == "opening" or part != whole[name]
    }
    expected = EvidenceDamaged if pattern == "objects/*" else DatabaseDamaged
    assert set(wrong.values()) == {expected}, (where, wrong)
    assert pattern != "objects/*" or len(wrong) == 1, where
    return "named"


# ----------------------------------------------------------------------------------- more than one bit, and on purpose


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])
def test_a_log_that_can_be_read_only_in_part_is_named_and_the_rest_opens(record, place, step):
    """Each frame damaged in turn: what is read is what the record was at some commit before, never anything else."""
    scratch = Scratch(record.killed, place / "record")
    log = scratch.content("record.db-wal")
    frame = 24 + 4096
    gone = set()
    for start in range(32, len(log), frame * step):
        scratch.put_all({"record.db-wal": _turned(log, start + frame // 2)})
        outcome = _judged(record, record.states[-1], "record.db-wal", parts(scratch.folder), ("record.db-wal", start))
        gone.add(outcome)
    assert len(gone) > 3, gone


def test_a_log_that_was_cut_anywhere_is_as_a_kill_leaves_it(record, place):
    """Cut off by a power cut: an earlier state, and not called damage, for nobody can tell."""
    scratch, dice = Scratch(record.killed, place / "record"), random.Random(1)
    log = scratch.content("record.db-wal")
    for _ in range(12):
        scratch.put_all({"record.db-wal": log[: dice.randrange(len(log))]})
        assert parts(scratch.folder) in record.states


def test_sealed_files_that_changed_places_are_each_named_and_nothing_else(record, place):
    scratch = Scratch(record.closed, place / "record")
    sizes = {name: scratch.content(name) for name in scratch.names("objects/*")}
    first, second = sorted(sizes, key=lambda name: len(sizes[name]))[:2]
    scratch.put_all({first: sizes[second], second: sizes[first]})
    found = parts(scratch.folder)
    wrong = {name: part for name, part in found.items() if part != record.states[0][name]}
    assert set(wrong.values()) == {EvidenceDamaged}
    assert len(wrong) == 2


def test_two_pages_that_changed_places_are_damage(record, place):
    scratch, dice = Scratch(record.closed, place / "record"), random.Random(3)
    content = scratch.content("record.db")
    pages = [content[at : at + 4096] for at in range(0, len(content), 4096)]
    named = 0
    for _ in range(10):
        one, other = dice.sample(range(1, len(pages)), 2)
        changed = list(pages)
        changed[one], changed[other] = pages[other], pages[one]
        scratch.put_all({"record.db": b"".join(changed)})
        named += _judged(record, record.states[0], "record.db", parts(scratch.folder), ("record.db", one)) == "named"
    assert named
