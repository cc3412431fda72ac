# SPDX-License-Identifier: GPL-3.0-or-later
"""``kill -9`` at any moment: the record opens, what was saved is there, nothing is there by halves, no word is in the
clear."""

import contextlib
import random
import signal
import subprocess
import sys
import time

import pytest

from journal.errors import WrongPassphrase
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")

CANARY = "quetzalcanary"

# Saves a growing draft, keeps every seventh, and says after each commit what it may show as saved.
WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from journal.record.entry import Wording
from journal.vault.vault import Vault

vault = Vault.open(Path(sys.argv[1]), sys.argv[2])
wording = Wording("own_account", 1, "en", {"title": "T"})
incident = vault.incidents.page(1)[0].id
draft, words = None, ""
for n in range(1, 10**6):
    draft = draft or vault.drafts.new(incident, "own_account", "account")
    words = f"{words} quetzalcanary {n}"
    draft = vault.drafts.save(replace(draft, answers={"account": words, "title": words}), words, {"revision": n})
    print("saved", draft.id, n, flush=True)
    if n % 7 == 0:
        vault.search.find("quetz")
        vault.entries.keep(draft, wording, words)
        print("kept", draft.id, n, flush=True)
        draft, words = None, ""
"""


def write_until_killed(folder, seconds):
    """Every line that the writer could print."""
    command = [sys.executable, "-c", WRITER, str(folder), PASSPHRASE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        rest = process.stdout.read()
    assert process.returncode == -signal.SIGKILL
    return [line.split() for line in (first + rest).splitlines() if line.count(" ") == 2]


def check(folder, lines):
    kind, name, revision = lines[-1]
    with Vault.open(folder, PASSPHRASE) as vault:
        database = vault._database
        assert database.rows("PRAGMA quick_check") == [("ok",)]
        assert database.rows("SELECT count(*) FROM drafts") == database.rows("SELECT count(*) FROM draft_bodies")
        assert vault.entries.check().broken is None
        texts = [each.answers["account"] for each in [*vault.entries.all(), *vault.drafts.of_incident("")]]
        for _, kept, n in (line for line in lines if line[0] == "kept"):
            assert vault.entries.get(kept).answers["account"].endswith(f" {n}")
            assert vault.drafts.get(kept) is None
        if kind == "saved":
            found = vault.entries.get(name) or vault.drafts.get(name)
            assert int(found.answers["account"].split()[-1]) >= int(revision)
        assert vault.settings.get("place")["revision"] >= int(revision)
        hits = vault.search.find(CANARY, 10**6)
        drafts = vault.drafts.of_incident(vault.incidents.page(1)[0].id)
        assert len(hits) == len(texts) + len(drafts), "search holds every entry and draft, and each once"
        for each in drafts:
            vault.drafts.remove(each.id)


def no_word_in_the_clear(folder):
    for path in folder.iterdir():
        content = path.read_bytes()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert CANARY.encode(encoding) not in content, path.name
        assert b"SQLite format 3" not in content


def kill_loop(folder, times, seed):
    vault, _ = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.incidents.start("own_account")
    vault.close()
    chance, saved = random.Random(seed), 0
    for _ in range(times):
        lines = write_until_killed(folder, chance.uniform(0, 0.15))
        no_word_in_the_clear(folder)
        check(folder, lines)
        no_word_in_the_clear(folder)
        saved += len(lines)
    assert saved > times, "the writer came to write"


def test_killed_ten_times_while_writing(tmp_path):
    kill_loop(tmp_path / "record", 10, seed=1)


@pytest.mark.long
def test_killed_fifty_times_while_writing(tmp_path):
    kill_loop(tmp_path / "record", 50, seed=time.time_ns())


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_the_passphrase_changes_one_of_the_two_opens(tmp_path, seed):
    code = (
        "import sys\nfrom pathlib import Path\nfrom journal.vault.vault import Vault\n"
        "vault = Vault.open(Path(sys.argv[1]), sys.argv[2])\n"
        "print('open', flush=True)\n"
        "for n in range(10**6):\n    vault.change_passphrase(f'changed {n}')\n    print(n, flush=True)\n"
    )
    vault, _ = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    vault.close()
    with subprocess.Popen(
        [sys.executable, "-c", code, str(vault.folder), PASSPHRASE], stdout=subprocess.PIPE, text=True
    ) as process:
        process.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.05, 0.3))
        process.kill()
        done = [int(line) for line in process.stdout.read().splitlines() if line.strip()]
    last = done[-1] if done else -1
    opened = 0
    for said in (f"changed {last}" if done else PASSPHRASE, f"changed {last + 1}"):
        with contextlib.suppress(WrongPassphrase):
            Vault.open(vault.folder, said).close()
            opened += 1
    assert opened >= 1
    assert (vault.folder / "keys.a").read_bytes() == (vault.folder / "keys.b").read_bytes() or opened == 2
