# SPDX-License-Identifier: GPL-3.0-or-later
"""The key file: what was wrapped is unwrapped, and damage, a wrong secret and a hostile file are told apart."""

import hashlib
import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import KeyFileDamaged, VaultTooNew
from journal.vault import keys
from journal.vault.keys import KeyCost, KeyFile, SlotKind, unwrap, wrap
from tests.conftest import CHEAP

MASTER, VAULT_ID = bytes(range(32)), bytes(range(16))


def slot(secret=b"secret", kind=SlotKind.PASSPHRASE, vault_id=VAULT_ID):
    cost = CHEAP if kind is SlotKind.PASSPHRASE else None
    return wrap(MASTER, vault_id, kind, secret, cost=cost)


@pytest.fixture(scope="module")
def file():
    return KeyFile(VAULT_ID, 1, (slot(), slot(b"code", SlotKind.RECOVERY_CODE)))


def sealed(content):
    """With the digest that belongs to it, as somebody who changes a file on purpose would write."""
    return content + hashlib.sha256(content).digest()


def test_a_key_file_comes_back_from_its_bytes(file):
    assert KeyFile.unpack(file.pack()) == file
    assert len(file.pack()) == 233


def test_both_ways_in_give_the_same_key_and_nothing_else_does(file):
    assert unwrap(file.slots[0], VAULT_ID, b"secret") == MASTER
    assert unwrap(file.slots[1], VAULT_ID, b"code") == MASTER
    assert unwrap(file.slots[0], VAULT_ID, b"Secret") is None
    assert unwrap(file.slots[1], VAULT_ID, b"secret") is None
    assert unwrap(file.slots[0], bytes(16), b"secret") is None


def test_the_standard_cost_is_the_decided_one():
    assert KeyCost(256 * 1024, 3, 4) == keys.STANDARD


def test_any_damaged_byte_is_seen_as_damage_and_never_as_a_wrong_passphrase(file):
    data = file.pack()
    for at in range(len(data)):
        for flip in (1, 0x80, 0xFF):
            with pytest.raises(KeyFileDamaged):
                KeyFile.unpack(data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :])


def test_any_other_length_is_damage(file):
    data = file.pack()
    for length in range(len(data)):
        with pytest.raises(KeyFileDamaged):
            KeyFile.unpack(data[:length])
    with pytest.raises(KeyFileDamaged):
        KeyFile.unpack(data + b"\0")


@given(st.binary(max_size=300))
def test_any_bytes_are_damage_and_never_a_crash(data):
    for each in (data, sealed(data), keys.MAGIC + data, sealed(keys.MAGIC + data)):
        with pytest.raises((KeyFileDamaged, VaultTooNew)):
            KeyFile.unpack(each)


@given(st.data())
def test_a_file_changed_on_purpose_opens_nothing_and_hangs_nothing(data):
    """With a good digest, so that only the slot's own authentication and the bounds stand in the way."""
    content = bytearray(_FILE.pack()[:-32])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    try:
        changed = KeyFile.unpack(sealed(bytes(content)))
    except (KeyFileDamaged, VaultTooNew):
        return
    first = changed.slots[0]
    if first.cost == CHEAP and (first, changed.vault_id) != (_FILE.slots[0], VAULT_ID):
        assert unwrap(first, changed.vault_id, b"secret") is None


_FILE = KeyFile(VAULT_ID, 1, (slot(), slot(b"code", SlotKind.RECOVERY_CODE)))


@pytest.mark.parametrize(
    "cost",
    [
        (8 * 1024 - 1, 1, 1),
        (2 * 1024 * 1024 + 1, 1, 1),
        (2**32 - 1, 1, 1),
        (8192, 0, 1),
        (8192, 21, 1),
        (8192, 1, 0),
        (8192, 1, 17),
    ],
)
def test_a_cost_out_of_bounds_is_refused_before_anything_is_derived(file, cost):
    changed = replace(file, slots=(replace(file.slots[0], cost=KeyCost(*cost)), file.slots[1]))
    with pytest.raises(KeyFileDamaged):
        KeyFile.unpack(changed.pack())


@pytest.mark.parametrize("cost", [(8 * 1024, 1, 1), (2 * 1024 * 1024, 20, 16)])
def test_the_bounds_themselves_are_allowed(file, cost):
    changed = replace(file, slots=(replace(file.slots[0], cost=KeyCost(*cost)), file.slots[1]))
    assert KeyFile.unpack(changed.pack()) == changed


def test_a_cost_that_was_lowered_opens_nothing(file):
    made = wrap(MASTER, VAULT_ID, SlotKind.PASSPHRASE, b"secret", cost=KeyCost(9 * 1024, 2, 1))
    assert unwrap(made, VAULT_ID, b"secret") == MASTER
    assert unwrap(replace(made, cost=CHEAP), VAULT_ID, b"secret") is None


def test_a_later_version_is_too_new_when_it_is_whole(file):
    content = bytearray(file.pack()[:-32])
    content[8:10] = struct.pack(">H", keys.VERSION + 1)
    with pytest.raises(VaultTooNew):
        KeyFile.unpack(sealed(bytes(content)))
    with pytest.raises(KeyFileDamaged):
        KeyFile.unpack(bytes(content) + file.pack()[-32:])


def test_an_unknown_way_in_is_too_new_and_version_nought_is_damage(file):
    content = bytearray(file.pack()[:-32])
    content[31] = 77
    with pytest.raises(VaultTooNew):
        KeyFile.unpack(sealed(bytes(content)))
    content[8:10] = b"\0\0"
    with pytest.raises(KeyFileDamaged):
        KeyFile.unpack(sealed(bytes(content)))


@pytest.mark.parametrize("length", [0, 59, 75, 77])
def test_a_slot_of_another_size_and_bytes_behind_the_slots_are_damage(file, length):
    content = file.pack()[:-32]
    with pytest.raises(KeyFileDamaged):
        KeyFile.unpack(sealed(content + b"more"))
    head = content[:30] + b"\x01"
    with pytest.raises(KeyFileDamaged):
        KeyFile.unpack(sealed(head + struct.pack(">BH", SlotKind.RECOVERY_CODE, length) + bytes(length)))


def test_a_new_slot_takes_the_place_of_its_kind_in_the_next_generation(file):
    new = slot(b"other")
    changed = file.with_slot(new)
    assert changed.generation == 2
    assert changed.slots == (new, file.slots[1])
    assert changed.slot(SlotKind.RECOVERY_CODE) == file.slots[1]


def test_the_database_key_is_derived_as_documented():
    """HKDF-SHA256 of RFC 5869, by hand: records must open with it for ever."""
    import hmac

    extracted = hmac.digest(VAULT_ID, MASTER, "sha256")
    assert keys.database_key(MASTER, VAULT_ID) == hmac.digest(extracted, b"own-words/v1/database\x01", "sha256")


def test_two_slots_never_share_salt_or_nonce():
    made = [slot() for _ in range(20)]
    assert len({each.salt for each in made}) == len({each.nonce for each in made}) == 20


def test_a_key_is_overwritten():
    key = bytearray(b"secret")
    keys.wipe(key)
    assert key == bytes(6)
