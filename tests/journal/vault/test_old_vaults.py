# SPDX-License-Identifier: GPL-3.0-or-later
"""Every format that was ever given out still opens, both ways in, with everything in it.

``tests/data/vaults/v<n>`` were written by the program of that time and are never written anew.
"""

import hashlib
import shutil
from pathlib import Path

import pytest

from journal.clock import ClockFlag
from journal.record.entry import EntryKind
from journal.vault.vault import Vault
from tests.conftest import PASSPHRASE

DIGEST = "2745861abda425bd750ec66ed251c1dd64c48a1448885ad890ce661533ac1c94"
FOLDERS = sorted((Path(__file__).parents[2] / "data" / "vaults").iterdir())


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def old_vault(request, tmp_path):
    folder = tmp_path / "record"
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
    """From version 3 on there is one."""
    with Vault.open(old_vault, PASSPHRASE) as vault:
        files = vault.evidence.page(9)
        assert len(files) == (0 if old_vault_version(vault) < 3 else 1)
        for each in files:
            assert (each.label, each.name, each.media) == ("E-1", "IMG_0001.JPG", "image/jpeg")
            with vault.objects.open_original(each) as reader:
                digest = hashlib.sha256(reader.read()).hexdigest()
            card = vault.entries.get(each.entry).answers["kept_file"]
            assert digest == card["digest"] == card["stored_digest"] == DIGEST
            assert card["facts"]["device"] == "Pineapple Phone 12"
            for sealed in each.objects[1:]:
                assert vault.objects.read(sealed)[:2] == b"\xff\xd8"


def old_vault_version(vault):
    """What it was before this opening brought it up to date."""
    copies = [int(path.stem.removeprefix("record-v")) for path in vault.folder.glob("record-v*.db")]
    return min(copies, default=vault._database.value("PRAGMA user_version"))


def test_the_code_on_paper_opens_it(old_vault):
    code = (old_vault / "recovery-code.txt").read_text(encoding="utf-8")
    Vault.open_with_code(old_vault, code).close()


def test_writing_goes_on_where_it_stopped(old_vault):
    with Vault.open(old_vault, PASSPHRASE) as vault:
        [writing] = vault.drafts.of_incident(vault.incidents.all()[1].id)
        kept = vault.entries.keep(writing, next(vault.entries.all()).wording, "still writing")
        assert kept.seq == vault.entries.head()[0] > 5
        assert vault.entries.check().broken is None
