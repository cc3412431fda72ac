# SPDX-License-Identifier: GPL-3.0-or-later
"""Room held back for the last words."""

from types import SimpleNamespace

import pytest

from journal.vault import reserve
from journal.vault.reserve import Reserve


@pytest.fixture
def kept(tmp_path):
    return Reserve(tmp_path / "reserve")


def test_it_takes_its_room_and_gives_it_back_once(kept, tmp_path):
    kept.lay_by(bytes(range(256)) * 4096)
    assert (tmp_path / "reserve").stat().st_size == 2**20
    assert not kept.is_spent()
    assert kept.release()
    assert kept.is_spent()
    assert not kept.release()


@pytest.mark.parametrize(("free", "expected"), [(10**12, True), (reserve.BYTES, False)])
def test_it_is_laid_by_again_only_where_there_is_plenty(kept, monkeypatch, free, expected):
    monkeypatch.setattr(reserve.shutil, "disk_usage", lambda path: SimpleNamespace(free=free))
    assert kept.can_be_laid_by() == expected


def test_a_folder_that_is_gone_is_no_place_for_it(tmp_path):
    assert not Reserve(tmp_path / "gone" / "reserve").can_be_laid_by()
