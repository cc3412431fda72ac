# SPDX-License-Identifier: GPL-3.0-or-later
"""Copying a database that lies still, on another thread than the one that writes."""

import shutil
import subprocess
import sys
import threading

import pytest

from journal.errors import DatabaseDamaged, VaultInUse
from journal.record.evidence import Role
from journal.store import copying
from journal.store.still import Stopped
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.backups import fill
from tests.helpers.files import bring_in
from tests.helpers.kept import draft, keep


@pytest.fixture
def still(vault):
    """The path and the key of a database that lies still."""
    fill(vault, files=0)
    key = vault.lay_still()
    yield vault.folder / "record.db", key
    vault.go_on()


def never():
    return False


def test_another_thread_copies_while_this_one_writes(vault, still, tmp_path):
    path, key = still
    before, written = vault.entries.head(), 0
    target, wrong = tmp_path / "copy.db", []

    def copy():
        try:
            copying.copy_still(path, key, target, never)
        except BaseException as error:
            wrong.append(error)

    thread = threading.Thread(target=copy)
    thread.start()
    while thread.is_alive() or not written:
        keep(vault, "", account="meanwhile")
        written += 1
    thread.join()
    assert wrong == []
    assert copying.standing(target, key).links[-1] == before[1]
    assert vault.entries.head()[0] == before[0] + written
    assert vault.entries.check().broken is None


def test_the_copy_is_under_the_same_key_readable_by_its_owner_only_and_needs_no_log(still, tmp_path):
    path, key = still
    target = tmp_path / "copy.db"
    copying.copy_still(path, key, target, never)
    assert target.stat().st_mode & 0o077 == 0
    assert not target.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(DatabaseDamaged):
        copying.standing(target, bytes(32))
    copying.standing(target, key)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("copy")] == ["copy.db"]


def test_what_is_there_is_never_written_to(still, tmp_path):
    path, key = still
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        copying.copy_still(path, key, tmp_path / "copy.db", never)
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_it_can_be_stopped(still, tmp_path):
    path, key = still
    with pytest.raises(Stopped):
        copying.copy_still(path, key, tmp_path / "copy.db", lambda: True)


def test_a_copy_tells_its_number_its_sealed_files_and_how_many_files_came_in(vault, tmp_path):
    bring_in(vault, b"one" * 10_000)
    bring_in(vault, b"two" * 10_000)
    key = vault.lay_still()
    number, sealed, files = copying.about(vault.folder / "record.db", key)
    vault.go_on()
    assert number == vault.record_number
    assert [each.digest for each in sealed if each.role is Role.ORIGINAL] == [
        each.sealed(Role.ORIGINAL).digest for each in vault.evidence.all()
    ]
    assert files == 2


def test_a_database_tells_how_far_it_is_with_what_its_log_holds_or_without(vault, tmp_path):
    key = vault.lay_still()
    entry, writing = keep(vault, "", account="kept"), draft(vault, "", account="being written")
    for name in ("record.db", "record.db-wal"):
        shutil.copy(vault.folder / name, tmp_path / name)
    vault.go_on()
    assert copying.standing(tmp_path / "record.db", key).links == ()
    told = copying.standing(tmp_path / "record.db", key, with_log=True)
    assert told.links == (entry.link,)
    assert told.entries == {entry.id}
    assert told.drafts == {writing.id: writing.changed}


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is renamed there that is open")
def test_a_record_that_another_process_has_open_is_in_use(tmp_path):
    vault, _code = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    vault.close()
    path = vault.folder / "record.db"
    copying.check_free(path)
    hold = "import sys; from pathlib import Path; from journal.vault.vault import Vault\n"
    hold += "vault = Vault.open(Path(sys.argv[1]), sys.argv[2]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(vault.folder), PASSPHRASE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline().strip() == b"open"
        with pytest.raises(VaultInUse):
            copying.check_free(path)
        with pytest.raises(VaultInUse):
            Vault.open(vault.folder, PASSPHRASE)
        process.kill()
    copying.check_free(path)
