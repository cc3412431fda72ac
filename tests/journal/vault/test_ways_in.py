# SPDX-License-Identifier: GPL-3.0-or-later
"""The device key's slot: it opens, can be taken away, and is never the only way in. What is written is small."""

from enum import IntEnum

import pytest

from journal.errors import DeviceKeyGone, DiskFull, KeyFileDamaged, PassphraseDue, VaultTooNew
from journal.store import durable
from journal.vault import keys, passphrase_due
from journal.vault.keys import KeyFile, SlotKind
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.kept import keep

KEY = bytes(range(50, 82))


def with_key(vault, clock):
    vault.ways.add_device_key(KEY)
    passphrase_due.note_typed(vault.settings, clock.now())


def key_files(vault):
    return [(vault.folder / name).read_bytes() for name in ("keys.a", "keys.b")]


def test_the_key_opens_it_and_the_other_ways_open_it_still(tmp_path, clock):
    made, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    entry = keep(made, "", account="words")
    assert not made.ways.has_device_key
    with_key(made, clock)
    assert made.ways.has_device_key
    made.close()
    for open_it, secret in (
        (Vault.open_with_device_key, KEY),
        (Vault.open, PASSPHRASE),
        (Vault.open_with_code, code),
    ):
        opened = open_it(made.folder, secret, clock=clock)
        assert opened.ways.has_device_key
        assert opened.ways.device_place == made.ways.device_place
        assert opened.entries.get(entry.id) == entry
        opened.close()
    one, other = key_files(made)
    assert one == other
    assert len(one) == 312


def test_another_key_opens_nothing_and_changes_nothing(vault, clock):
    with_key(vault, clock)
    vault.close()
    before = key_files(vault)
    for wrong in (bytes(32), KEY[:-1] + b"x", PASSPHRASE.encode()):
        with pytest.raises(DeviceKeyGone):
            Vault.open_with_device_key(vault.folder, wrong, clock=clock)
    assert key_files(vault) == before


def test_where_no_slot_is_no_key_opens(vault, clock):
    vault.close()
    with pytest.raises(DeviceKeyGone):
        Vault.open_with_device_key(vault.folder, KEY, clock=clock)


def test_taken_away_it_opens_no_more_and_the_file_is_one_that_older_programs_read(vault, clock):
    before = KeyFile.unpack(key_files(vault)[0])
    with_key(vault, clock)
    vault.ways.remove_device_key()
    after = KeyFile.unpack(key_files(vault)[0])
    assert (after.slots, after.generation) == (before.slots, before.generation + 2)
    assert len(key_files(vault)[0]) == 233
    vault.ways.remove_device_key()
    assert KeyFile.unpack(key_files(vault)[0]) == after, "twice is no matter"
    vault.close()
    with pytest.raises(DeviceKeyGone):
        Vault.open_with_device_key(vault.folder, KEY, clock=clock)
    Vault.open(vault.folder, PASSPHRASE).close()


def test_a_program_from_before_the_device_key_says_that_a_newer_one_is_wanted(vault, clock, monkeypatch):
    """What version 0.1.0 did with a kind that it does not know; the digest shows it that the file is whole."""
    with_key(vault, clock)
    with monkeypatch.context() as patch:
        patch.setattr(keys, "SlotKind", IntEnum("SlotKind", ["PASSPHRASE", "RECOVERY_CODE"]))
        with pytest.raises(VaultTooNew):
            KeyFile.unpack(key_files(vault)[0])


def test_the_passphrase_can_never_be_taken_away(vault):
    with pytest.raises(ValueError, match="stays"):
        KeyFile.unpack(key_files(vault)[0]).without(SlotKind.PASSPHRASE)


def test_a_key_of_another_size_is_never_set(vault):
    before = key_files(vault)
    for wrong in (b"", KEY[:-1], KEY + b"x"):
        with pytest.raises(ValueError, match="size"):
            vault.ways.add_device_key(wrong)
    assert key_files(vault) == before


def test_a_new_passphrase_and_a_new_code_leave_the_device_key_as_it_is(vault, clock):
    with_key(vault, clock)
    vault.change_passphrase("another one")
    vault.new_recovery_code()
    vault.close()
    Vault.open_with_device_key(vault.folder, KEY, clock=clock).close()


def test_on_a_full_disk_nothing_changes(vault, clock, monkeypatch):
    def full(path, data):
        raise DiskFull

    for change in (lambda: vault.ways.add_device_key(KEY), vault.ways.remove_device_key):
        before, had = key_files(vault), vault.ways.has_device_key
        with monkeypatch.context() as patch, pytest.raises(DiskFull):
            patch.setattr(durable, "write", full)
            change()
        assert (key_files(vault), vault.ways.has_device_key) == (before, had)
        with_key(vault, clock)


def test_any_damaged_byte_of_a_file_with_three_slots_is_seen_as_damage(vault, clock):
    with_key(vault, clock)
    [data, _] = key_files(vault)
    for at in range(len(data)):
        for flip in (1, 0x80, 0xFF):
            with pytest.raises(KeyFileDamaged):
                KeyFile.unpack(data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :])


def test_one_copy_damaged_at_any_byte_still_opens_by_the_device_key_and_is_mended(vault, clock):
    with_key(vault, clock)
    vault.close()
    path = vault.folder / "keys.a"
    good = path.read_bytes()
    for at in range(0, len(good), 5):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :])
        Vault.open_with_device_key(vault.folder, KEY, clock=clock).close()
        assert path.read_bytes() == good


def test_a_slot_moved_to_another_kind_or_another_vault_opens_nothing():
    slot = keys.wrap(bytes(32), bytes(16), SlotKind.DEVICE, KEY, cost=None)
    assert keys.unwrap(slot, bytes(16), KEY) == bytes(32)
    moved = keys.Slot(SlotKind.RECOVERY_CODE, None, slot.salt, slot.nonce, slot.wrapped)
    assert keys.unwrap(moved, bytes(16), KEY) is None
    assert keys.unwrap(slot, bytes(15) + b"\1", KEY) is None


def test_what_a_change_writes_does_not_grow_with_the_record(vault, clock, monkeypatch):
    """So it takes the same time at any size: two small files, and no byte of the database or of a kept file."""
    written = []
    write = durable.write

    def watched(path, data):
        written.append((path.name, len(data)))
        write(path, data)

    monkeypatch.setattr(durable, "write", watched)

    def change():
        written.clear()
        vault.change_passphrase("another one")
        vault.new_recovery_code()
        vault.ways.add_device_key(KEY)
        vault.ways.remove_device_key()
        return list(written)

    small = change()
    for number in range(30):
        keep(vault, "", account=f"{number} words " * 20_000)
    database = {path: path.read_bytes() for path in vault.folder.glob("record.db*")}
    assert sum(map(len, database.values())) > 4_000_000
    assert change() == small
    assert {path: path.read_bytes() for path in vault.folder.glob("record.db*")} == database
    assert {name for name, _size in small} == {"keys.a", "keys.b"}
    assert sum(size for _name, size in small) == 2 * (233 + 233 + 312 + 233)


# When the passphrase is asked for all the same


def test_after_a_week_the_passphrase_is_asked_for_and_typing_it_begins_another(vault, clock):
    with_key(vault, clock)
    vault.close()
    folder = vault.folder
    for _week in range(2):
        clock.pass_time(days=6, hours=23)
        Vault.open_with_device_key(folder, KEY, clock=clock).close()
        clock.pass_time(hours=1)
        for _try in range(2):
            with pytest.raises(PassphraseDue):
                Vault.open_with_device_key(folder, KEY, clock=clock)
        Vault.open(folder, PASSPHRASE, clock=clock).close()
        Vault.open_with_device_key(folder, KEY, clock=clock).close()


def test_opening_by_the_device_key_never_counts_as_typing(vault, clock):
    with_key(vault, clock)
    vault.close()
    for _day in range(6):
        clock.pass_time(days=1)
        Vault.open_with_device_key(vault.folder, KEY, clock=clock).close()
    clock.pass_time(days=1)
    with pytest.raises(PassphraseDue):
        Vault.open_with_device_key(vault.folder, KEY, clock=clock)


@pytest.mark.parametrize("back", [{"minutes": -5}, {"days": -400}])
def test_a_clock_that_went_back_asks_for_the_passphrase(vault, clock, back):
    """Also when it stays later than the last typing: the last opening was later still."""
    with_key(vault, clock)
    vault.close()
    clock.pass_time(days=3)
    Vault.open_with_device_key(vault.folder, KEY, clock=clock).close()
    clock.jump(**back)
    with pytest.raises(PassphraseDue):
        Vault.open_with_device_key(vault.folder, KEY, clock=clock)
    Vault.open(vault.folder, PASSPHRASE, clock=clock).close()
    Vault.open_with_device_key(vault.folder, KEY, clock=clock).close()


@pytest.mark.parametrize("noted", [None, "soon", [], {}, {"typed": "x", "seen": "y"}, {"typed": 1}])
def test_where_nothing_good_is_noted_the_passphrase_is_asked_for(vault, clock, noted):
    vault.ways.add_device_key(KEY)
    vault.settings.set("device_key", noted)
    vault.close()
    with pytest.raises(PassphraseDue):
        Vault.open_with_device_key(vault.folder, KEY, clock=clock)


def test_the_code_opens_it_and_does_not_count_as_typing(tmp_path, clock):
    made, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP, clock=clock)
    with_key(made, clock)
    made.close()
    clock.pass_time(days=8)
    Vault.open_with_code(made.folder, code, clock=clock).close()
    with pytest.raises(PassphraseDue):
        Vault.open_with_device_key(made.folder, KEY, clock=clock)


def test_after_a_refusal_the_record_is_closed_again(vault, clock):
    """The passphrase that is typed next must find nobody in its way."""
    vault.ways.add_device_key(KEY)
    vault.close()
    with pytest.raises(PassphraseDue):
        Vault.open_with_device_key(vault.folder, KEY, clock=clock)
    assert not list(vault.folder.glob("record.db-*"))
    Vault.open(vault.folder, PASSPHRASE, clock=clock).close()


def test_without_a_device_key_an_opening_notes_nothing(vault, clock):
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE, clock=clock) as opened:
        assert opened.settings.get("device_key") is None


def test_when_it_is_taken_away_the_note_goes_too(vault, clock):
    with_key(vault, clock)
    passphrase_due.forget(vault.settings)
    assert vault.settings.get("device_key") is None


def test_on_a_full_disk_it_opens_all_the_same(vault, clock, monkeypatch):
    from journal.store.settings import SettingStore

    def full(self, key, value):
        raise DiskFull

    with_key(vault, clock)
    vault.close()
    monkeypatch.setattr(SettingStore, "set", full)
    Vault.open(vault.folder, PASSPHRASE, clock=clock).close()
    Vault.open_with_device_key(vault.folder, KEY, clock=clock).close()
