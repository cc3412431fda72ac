# SPDX-License-Identifier: GPL-3.0-or-later
"""What a try of the passphrase costs on a computer of a given size, and what a record brings along from another one."""

import pytest

from journal.vault import key_cost
from journal.vault.keys import STANDARD, KeyCost, KeyFile
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE

GB = key_cost.GB


def cost_of(vault):
    return KeyFile.unpack((vault.folder / "keys.a").read_bytes()).slots[0].cost


@pytest.mark.parametrize(
    ("memory", "expected"),
    [
        (64 * GB, (256, 3, 4)),
        (4 * GB, (256, 3, 4)),
        (4 * GB - 1, (128, 4, 4)),
        (GB, (128, 4, 4)),
        (GB - 1, (64, 3, 4)),
        (1, (64, 3, 4)),
        (None, (256, 3, 4)),
    ],
)
def test_the_cost_fits_the_computer(memory, expected):
    mebibytes, passes, lanes = expected
    assert key_cost.fitting(memory) == KeyCost(mebibytes * 1024, passes, lanes)
    assert key_cost.fitting(memory).is_sane()


def test_this_computer_says_how_much_memory_it_has():
    memory = key_cost.memory()
    assert memory is not None
    assert 256 * 2**20 < memory < 2**50


@pytest.mark.parametrize("answer", [-1, 0, ValueError, OSError])
def test_one_that_does_not_say_pays_the_full_cost(monkeypatch, answer):
    def asked(_name):
        if isinstance(answer, int):
            return answer
        raise answer

    monkeypatch.setattr(key_cost.os, "sysconf", asked)
    assert key_cost.memory() is None
    assert key_cost.here() == STANDARD


def test_a_new_record_and_a_new_passphrase_take_what_fits(tmp_path, monkeypatch):
    monkeypatch.setattr(key_cost, "memory", lambda: 900_000_000)
    made, _code = Vault.create(tmp_path / "record", PASSPHRASE)
    assert cost_of(made) == key_cost.LEAST
    monkeypatch.setattr(key_cost, "fitting", lambda memory: CHEAP if memory == 2 * GB else None)
    monkeypatch.setattr(key_cost, "memory", lambda: 2 * GB)
    made.change_passphrase("another one")
    assert cost_of(made) == CHEAP
    made.close()
    Vault.open(made.folder, "another one").close()


def test_a_record_from_a_large_computer_opens_on_a_small_one_and_a_new_passphrase_then_costs_less(monkeypatch):
    """So that the small one need not find 256 MiB each time."""
    monkeypatch.setattr(key_cost, "memory", lambda: 2 * GB)
    assert key_cost.again(STANDARD) == key_cost.SMALL
    assert key_cost.again(None) == key_cost.SMALL


@pytest.mark.parametrize("own", [CHEAP, KeyCost(1024 * 1024, 4, 4)])
def test_a_cost_that_is_none_of_ours_was_chosen_on_purpose_and_stays(vault, own):
    assert key_cost.again(own) == own
    vault.change_passphrase("another one")
    assert cost_of(vault) == CHEAP
