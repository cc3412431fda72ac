# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock screen's one look at a locked record: it says what the key file says, and nothing can trip it."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.vault.keys import KeyFile, SlotKind
from journal.vault.peek import _has_slot, may_open_by_device


def test_it_agrees_with_the_key_file(vault):
    for _round in range(2):
        for change, expected in (
            (vault.ways.remove_device_key, False),
            (lambda: vault.ways.add_device_key(bytes(32)), True),
        ):
            change()
            file = KeyFile.unpack((vault.folder / "keys.a").read_bytes())
            assert may_open_by_device(vault.folder) is expected is (file.slot(SlotKind.DEVICE) is not None)


@pytest.mark.parametrize("name", ["keys.a", "keys.b"])
def test_one_good_copy_is_enough_and_none_is_no(vault, name):
    vault.ways.add_device_key(bytes(32))
    (vault.folder / name).unlink()
    (vault.folder / name).mkdir()
    assert may_open_by_device(vault.folder)
    for path in vault.folder.glob("keys.*"):
        path.rmdir() if path.is_dir() else path.write_bytes(b"OwnWords")
    assert not may_open_by_device(vault.folder)
    assert not may_open_by_device(vault.folder / "nowhere")


@given(st.binary(max_size=400))
def test_any_bytes_give_an_answer(data):
    assert _has_slot(data) is False
    _has_slot(b"OwnWords\0\1" + data)


def test_it_loads_nothing_heavy():
    code = (
        "import sys, journal.vault.peek\n"
        "sys.exit(bool({'cryptography', 'hashlib', 'dataclasses', 'journal.store'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
