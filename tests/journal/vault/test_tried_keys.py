# SPDX-License-Identifier: GPL-3.0-or-later
"""Trying what was typed on a folder that is only read."""

import pytest

from journal.errors import KeyFileDamaged, MistypedRecoveryCode, WrongPassphrase, WrongRecoveryCode
from journal.vault import keys, recovery_code
from journal.vault.tried_keys import open_keys
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE


@pytest.fixture
def made(tmp_path):
    vault, code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    vault.close()
    return vault.folder, code


def contents(folder):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()}


def test_both_ways_give_the_same_key_and_nothing_is_written(made):
    folder, code = made
    (folder / "keys.b").write_bytes(b"damaged")
    before = contents(folder)
    one, other = open_keys(folder, passphrase=PASSPHRASE), open_keys(folder, code=code)
    assert one.database_key() == other.database_key()
    assert one.vault_id == other.vault_id
    assert contents(folder) == before
    one.open(folder).close()
    other.open(folder).close()


def test_what_does_not_open_is_told_apart(made):
    folder, _ = made
    for given, trouble in (
        ({"passphrase": "wrong"}, WrongPassphrase),
        ({"passphrase": " "}, WrongPassphrase),
        ({}, WrongPassphrase),
        ({"code": recovery_code.printed(recovery_code.make())}, WrongRecoveryCode),
        ({"code": "nonsense"}, MistypedRecoveryCode),
    ):
        with pytest.raises(trouble):
            open_keys(folder, **given)
    for name in ("keys.a", "keys.b"):
        (folder / name).unlink()
    with pytest.raises(KeyFileDamaged):
        open_keys(folder, passphrase=PASSPHRASE)


def test_the_key_can_be_overwritten(made):
    tried = open_keys(made[0], passphrase=PASSPHRASE)
    tried.wipe()
    assert tried.master == bytes(keys._KEY)
