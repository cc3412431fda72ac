# SPDX-License-Identifier: GPL-3.0-or-later
"""Every format that was ever given out still opens, both ways in, with everything in it.

``tests/data/vaults/v<n>`` were written by the program of that time and are never written anew.
"""

import hashlib
import shutil
from pathlib import Path

import pytest

from journal.clock import ClockFlag
from journal.errors import VaultTooNew
from journal.record.entry import EntryKind
from journal.store.connection import connect_still
from journal.store.migrations import MIGRATIONS
from journal.vault import checking, keys
from journal.vault.erase import erase_incident
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.helpers.damage import change, database_key

DIGEST = "2745861abda425bd750ec66ed251c1dd64c48a1448885ad890ce661533ac1c94"
# By the number in the folder's name: the version of its database, and how many entries it has and their last link, as
# the program of that time wrote them.
AS_THEY_WERE = {
    1: (1, (5, "22def1329e26ab6b")),
    2: (2, (6, "93981a9bfb8fee91")),
    3: (3, (6, "0b2ab115b18427d2")),
    4: (4, (6, "98fbedcb8b7ac633")),
}
FOLDERS = sorted((Path(__file__).parents[2] / "data" / "vaults").iterdir())


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def old_vault(request, tmp_path):
    folder = tmp_path / request.param.name / "record"
    shutil.copytree(request.param, folder)
    return folder


def test_the_passphrase_opens_it_and_everything_is_there(old_vault):
    with Vault.open(old_vault, PASSPHRASE) as vault:
        assert vault.entries.check().broken is None
        seen, setting, account, skipped, later, *files = vault.entries.all()
        assert vault.entries.check().length == 5 + len(files)
        assert [each.kind for each in (seen, skipped)] == [EntryKind.SEEN, EntryKind.SKIPPED]
        assert setting.answers["title"] == "The stop \U0001f56f"
        assert account.answers["account"] == "He said: \u00abalto\u00bb. \ud83d\0\u2028 " + "shouted " * 800
        assert later.adds_to == account.id
        assert later.clock_flags == (ClockFlag.WENT_BACK, ClockFlag.JUMPED)
        [one, two] = vault.incidents.all()
        assert (one.title, one.happened.date, one.additions, two.drafts) == ("The stop \U0001f56f", "2026-11", 1, 1)
        assert [hit.is_draft for hit in vault.search.find("senal")] == [True]
        assert [hit.id for hit in vault.search.find("alto shou")] == [account.id]
        assert vault.settings.get("idle_minutes") == 10


def test_the_files_in_it_come_out_as_they_went_in(old_vault):
    """From version 2 on there is one."""
    with Vault.open(old_vault, PASSPHRASE) as vault:
        files = vault.evidence.page(9)
        assert len(files) == (0 if old_vault_version(vault) < 2 else 1)
        for each in files:
            assert (each.label, each.name, each.media) == ("E-1", "IMG_0001.JPG", "image/jpeg")
            with vault.objects.open_original(each) as reader:
                digest = hashlib.sha256(reader.read()).hexdigest()
            card = vault.entries.get(each.entry).answers["kept_file"]
            assert digest == card["digest"] == card["stored_digest"] == DIGEST
            known = "Pineapple Phone 12" if old_vault_version(vault) > 2 else None  # before that nothing was looked for
            assert card["facts"].get("device") == known
            for sealed in each.objects[1:]:
                assert vault.objects.read(sealed)[:2] == b"\xff\xd8"


def old_vault_version(vault):
    """What it was before this opening brought it up to date."""
    copies = [int(path.stem.removeprefix("record-v")) for path in vault.folder.glob("record-v*.db")]
    return min(copies, default=vault._database.value("PRAGMA user_version"))


def test_what_is_kept_is_what_was_kept(old_vault):
    """The chain that the program of that time made holds over what this one reads: nothing was changed on the way."""
    version, head = AS_THEY_WERE[number_of(old_vault.parent)]
    with Vault.open(old_vault, PASSPHRASE) as vault:
        assert old_vault_version(vault) == version
        assert (vault.entries.head()[0], vault.entries.head()[1].hex()[:16]) == head
        checked = vault.entries.check()
        assert (checked.length, checked.head.hex()[:16]) == head
        assert vault._database.value("PRAGMA user_version") == MIGRATIONS[-1].VERSION


def test_every_version_that_was_ever_written_is_here():
    assert [number_of(folder) for folder in FOLDERS] == [migration.VERSION for migration in MIGRATIONS]


def test_the_check_of_the_record_finds_it_whole(old_vault):
    Vault.open(old_vault, PASSPHRASE).close()
    checked = checking.check(old_vault, database_key(old_vault))
    assert checked.damages == ()
    assert checked.entries == AS_THEY_WERE[number_of(old_vault.parent)][1][0]


def test_the_copy_from_before_opens_by_itself_and_is_as_it_was(old_vault):
    """It opens with the same keys, in a folder of its own: the way back."""
    version, head = AS_THEY_WERE[number_of(old_vault.parent)]
    Vault.open(old_vault, PASSPHRASE).close()
    copies = sorted(path.name for path in old_vault.glob("record-v*"))
    if version == MIGRATIONS[-1].VERSION:
        assert copies == []
        return
    assert copies == [f"record-v{version}.db"]
    opened = connect_still(old_vault / copies[0], database_key(old_vault))
    assert opened.execute("PRAGMA user_version").fetchone()[0] == version
    seq, link = opened.execute("SELECT seq, link FROM chain ORDER BY seq DESC LIMIT 1").fetchone()
    assert (seq, link.hex()[:16]) == head
    opened.close()
    Vault.open(old_vault, PASSPHRASE).close()
    assert sorted(path.name for path in old_vault.glob("record-v*")) == copies, "a second opening makes none"
    (old_vault / copies[0]).replace(old_vault / "record.db")
    with Vault.open(old_vault, PASSPHRASE) as vault:
        assert vault.entries.head()[0] == head[0]


def test_of_several_upgrades_only_the_last_copy_stays(tmp_path):
    folder = tmp_path / "record"
    shutil.copytree(FOLDERS[0], folder)
    for name in ("record-v0.db", "record-v9.db.txt", "record-vx.db"):
        (folder / name).write_bytes(b"x")
    Vault.open(folder, PASSPHRASE).close()
    assert sorted(path.name for path in folder.glob("record-v*")) == [
        "record-v1.db",
        "record-v9.db.txt",
        "record-vx.db",
    ]


def test_erasing_takes_the_copy_from_before_too(old_vault):
    """It holds the words that are to be gone."""
    with Vault.open(old_vault, PASSPHRASE) as vault:
        erase_incident(vault, vault.incidents.all()[0].id, next(vault.entries.all()).wording)
        assert list(old_vault.glob("record-v*")) == []


@pytest.mark.parametrize("what", ["database", "keys"])
def test_one_of_a_newer_program_is_refused_and_left_as_it_is(old_vault, what):
    Vault.open(old_vault, PASSPHRASE).close()
    if what == "database":
        change(old_vault, lambda opened: opened.execute(f"PRAGMA user_version = {MIGRATIONS[-1].VERSION + 1}"))
    else:
        for name in ("keys.a", "keys.b"):
            content = bytearray((old_vault / name).read_bytes()[:-32])
            content[8:10] = (keys.VERSION + 1).to_bytes(2, "big")
            (old_vault / name).write_bytes(bytes(content) + hashlib.sha256(content).digest())
    before = {path: path.read_bytes() for path in old_vault.rglob("*") if path.is_file()}
    with pytest.raises(VaultTooNew):
        Vault.open(old_vault, PASSPHRASE)
    assert {path: path.read_bytes() for path in old_vault.rglob("*") if path.is_file()} == before


def number_of(folder):
    return int(folder.name.removeprefix("v"))


def test_the_code_on_paper_opens_it(old_vault):
    code = (old_vault / "recovery-code.txt").read_text(encoding="utf-8")
    Vault.open_with_code(old_vault, code).close()


def test_writing_goes_on_where_it_stopped(old_vault):
    with Vault.open(old_vault, PASSPHRASE) as vault:
        [writing] = vault.drafts.of_incident(vault.incidents.all()[1].id)
        kept = vault.entries.keep(writing, next(vault.entries.all()).wording, "still writing")
        assert kept.seq == vault.entries.head()[0] > 5
        assert vault.entries.check().broken is None
