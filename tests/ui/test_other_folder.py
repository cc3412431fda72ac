# SPDX-License-Identifier: GPL-3.0-or-later
"""A record that is somewhere else today, and the ways from the first window to a copy; the whole program, played."""

import json
from pathlib import Path

import pytest

from journal import paths
from journal.settings import read_outside, write_outside
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.ui.test_app import UNLOCK, drive, played
from ui.session import BRING_BACK

# Presses "Look in another folder", chooses the folder, and says how the next process is started.
ELSEWHERE = """
    from PySide6.QtWidgets import QFileDialog
    from ui.leaving import ProcessEnd
    def replaced(self):
        print(*self.then[2:], flush=True)
        os._exit(0)
    ProcessEnd.replace = replaced
    QFileDialog.exec = lambda dialog: QFileDialog.DialogCode.Accepted
    QFileDialog.selectedFiles = lambda dialog: [{folder!r}]
    yield lambda: page(program) == "UnlockPage" and program.session.leaving is not None
    assert program.window.page().elsewhere.isVisible()
    program.window.page().elsewhere.click()
    yield lambda: False
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    vault, _code = Vault.create(tmp_path / "other disk" / "record", PASSPHRASE, cost=CHEAP)
    vault.close()
    return tmp_path / "other disk" / "record"


def named_outside(folder: Path) -> None:
    write_outside(paths.outside_settings(), {**read_outside(paths.outside_settings()), "vault": str(folder)})


def test_a_record_that_is_not_there_today_is_found_in_another_folder_and_is_kept_there(record, tmp_path):
    (tmp_path / "disk").mkdir()
    named_outside(tmp_path / "disk" / "record")
    told = drive(ELSEWHERE.format(folder=str(record.parent)))
    assert told.stdout == "\n", told.stderr
    assert json.loads(paths.outside_settings().read_text())["vault"] == str(record)
    assert played(drive(UNLOCK))


def test_where_the_place_was_named_at_the_start_another_one_holds_until_the_end(record, tmp_path):
    told = drive(ELSEWHERE.format(folder=str(record)), "--vault", str(tmp_path / "no disk" / "record"))
    assert told.stdout == f"--vault {record}\n", told.stderr
    assert not paths.outside_settings().exists()


def test_a_record_that_was_named_is_never_answered_with_a_new_one(tmp_path):
    """Its disk may be one whose folder is there when the disk is not."""
    (tmp_path / "disk").mkdir()
    named_outside(tmp_path / "disk" / "record")
    play = """
    yield lambda: page(program) == "UnlockPage" and program.session.leaving is not None
    assert program.window.page()._notice.isVisible()
"""
    assert played(drive(play))


def test_after_a_record_elsewhere_was_erased_the_next_start_begins_anew(record):
    named_outside(record)
    play = (
        UNLOCK
        + f"""
    from ui.leaving import ProcessEnd
    ProcessEnd.replace = lambda self: os._exit(0)
    program.window.go("erase_record")
    program.window.page().edit.set_text({PASSPHRASE!r})
    program.window.page().erase.click()
    yield lambda: False
"""
    )
    assert drive(play).returncode == 0
    assert not record.exists()
    assert played(drive('\n    yield lambda: page(program) == "WelcomePage"\n'))


def test_locked_to_bring_a_copy_back_the_next_start_leads_there_once_and_back_to_the_lock_screen(record, monkeypatch):
    monkeypatch.setenv(BRING_BACK, "1")
    play = f"""
    yield lambda: page(program) == "CopyFolderPage" and program.session.leaving is not None
    assert {BRING_BACK!r} not in os.environ
    program.window.page()._back.click()
    yield lambda: page(program) == "UnlockPage"
"""
    assert played(drive(play, "--vault", str(record)))


def test_from_the_very_first_page_there_is_a_way_to_a_copy_and_back():
    play = """
    yield lambda: page(program) == "WelcomePage" and program.session.leaving is not None
    program.window.page()._bring_back.click()
    assert page(program) == "CopyFolderPage"
    program.window.page()._back.click()
    yield lambda: page(program) == "WelcomePage"
"""
    assert played(drive(play))


def test_what_stopped_between_the_two_renamings_is_ended_before_anyone_looks(record):
    """The old one is aside already; the copy was asked for and waits beside the empty place."""
    fresh = record.with_name(f".{record.name}-1a2b3c4d.new")
    record.rename(fresh)
    (fresh / "put-in-place").write_bytes(b"x")
    assert played(drive(UNLOCK, "--vault", str(record)))
    assert sorted(each.name for each in record.parent.iterdir() if each.is_dir()) == ["record"]
    assert not (record / "put-in-place").exists()
