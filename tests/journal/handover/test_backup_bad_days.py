# SPDX-License-Identifier: GPL-3.0-or-later
"""Sticks that are full, pulled out, write-protected or plain, and ``kill -9``: the last good copy stays, and so does
the record."""

import contextlib
import errno
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from journal.errors import CopyDamaged, JournalError, TargetFull, TargetGone, TargetUnwritable, VaultError
from journal.handover import backup, outside, restore
from journal.handover.backup import Stage
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.backups import NOW, back_up, bring_back, files, fill
from tests.helpers.files import bring_in
from tests.helpers.kept import keep
from tests.helpers.sticks import plain_stick, pull, small_disk


def opens_as(made):
    with Vault.open(made.folder, PASSPHRASE) as copy:
        assert copy.entries.head() == (made.entries, made.head)
        assert copy.entries.check().broken is None


def fill_up(place, leave=0):
    """Leave so many bytes and no more."""
    with contextlib.suppress(OSError), (place / "filler").open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    if leave:
        with (place / "filler").open("r+b") as file:
            file.truncate((place / "filler").stat().st_size - leave)


def test_a_stick_without_permissions_links_and_folder_syncs_is_enough(vault, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    plain_stick(monkeypatch, stick)
    fill(vault)
    back_up(vault, stick)
    keep(vault, "", account="more")
    made = back_up(vault, stick)
    vault.close()
    work = bring_back(made.folder, tmp_path / "new")
    assert (work.is_whole, work.head) == (True, made.head)
    opens_as(made)


@pytest.mark.parametrize("leave", [0, 100_000, 700_000, 1_300_000])
def test_a_full_stick_is_named_and_the_last_copy_on_it_stays(vault, tmp_path, leave):
    with small_disk(tmp_path / "stick", "8m") as stick:
        fill(vault)
        made = back_up(vault, stick)
        before = files(made.folder)
        for number in range(3):
            bring_in(vault, random.Random(number).randbytes(600_000))
        fill_up(stick, leave)
        plan = backup.plan(vault, stick, NOW)
        with pytest.raises(TargetFull):
            try:
                plan.copy_database()
            finally:
                assert plan.settle()
            plan.finish()
        after = files(made.folder)
        assert {name: after[name] for name in before} == before
        (stick / "filler").unlink()
        assert back_up(vault, stick).folder == made.folder, "it goes on when there is room"


def test_room_that_goes_while_it_is_written_is_a_full_stick_too(vault, tmp_path, monkeypatch):
    """The first look said that there is room: another program took it."""
    monkeypatch.setattr("journal.handover.outside.check_room", lambda *_: None)
    with small_disk(tmp_path / "stick", "8m") as stick:
        fill(vault)
        made = back_up(vault, stick)
        before = files(made.folder)
        bring_in(vault, random.Random(1).randbytes(900_000))
        for leave in (0, 40_000, 400_000):
            (stick / "filler").unlink(missing_ok=True)
            fill_up(stick, leave)
            plan = backup.plan(vault, stick, NOW)
            with pytest.raises(TargetFull):
                try:
                    plan.copy_database()
                finally:
                    assert plan.settle()
                plan.finish()
            after = files(made.folder)
            assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("stage", list(Stage))
def test_a_stick_that_is_pulled_out_is_named_and_the_record_is_as_it_was(vault, tmp_path, stage):
    with small_disk(tmp_path / "stick", "16m") as stick:
        fill(vault)
        back_up(vault, stick)
        bring_in(vault, bytes(3_000_000))
        keep(vault, "", account="more")
        plan = backup.plan(vault, stick, NOW)

        def progress(where, done, total):
            if where is stage:
                pull(stick)

        with pytest.raises(TargetGone):
            try:
                plan.copy_database(progress)
            finally:
                assert plan.settle()
            plan.finish(progress)
        assert list(stick.iterdir()) == []
        assert vault.entries.check().broken is None
        assert keep(vault, "", account="and more").seq


@pytest.mark.ordinary_user
def test_a_write_protected_place_is_named(vault, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir(mode=0o500)
    plan = backup.plan(vault, stick, NOW)
    with pytest.raises(TargetUnwritable):
        plan.copy_database()
    assert plan.settle()
    stick.chmod(0o700)


def test_a_place_that_was_set_to_read_only_is_named_and_the_copy_on_it_stays(vault, tmp_path):
    with small_disk(tmp_path / "stick", "16m") as stick:
        fill(vault)
        made = back_up(vault, stick)
        before = files(made.folder)
        subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
        plan = backup.plan(vault, stick, NOW)
        with pytest.raises(TargetUnwritable):
            plan.copy_database()
        assert plan.settle()
        assert files(made.folder) == before


# Turned bits


def spoil_and_bring_back(source, target, chance):
    """Turn one bit of one file. What is said of it, or None when nothing is said though something is otherwise."""
    before = files(source)
    name = chance.choice(sorted(before))
    at = chance.randrange(len(before[name]))
    content = bytearray(before[name])
    content[at] ^= 1 << chance.randrange(8)
    (source / name).write_bytes(content)
    try:
        work = restore.begin(source, target, passphrase=PASSPHRASE)
    except VaultError as trouble:
        return name, type(trouble).__name__
    else:
        said = [str(each.kind) for each in work.damages] + (["list"] if work.listed is False else [])
        work.let_go()
        return name, " ".join(said)
    finally:
        (source / name).write_bytes(before[name])
        shutil.rmtree(target, ignore_errors=True)


def flip(vault, tmp_path, times, seed):
    fill(vault)
    made = back_up(vault, tmp_path / "stick")
    vault.close()
    chance, silent, seen = random.Random(seed), [], set()
    for _ in range(times):
        name, said = spoil_and_bring_back(made.folder, tmp_path / "new", chance)
        seen.add(name.partition("/")[0])
        if not said:
            silent.append(name)
    assert silent == []
    assert seen == {"keys.a", "keys.b", "manifest.json", "objects", "record.db"} or times < 100


def test_any_turned_bit_of_a_copy_is_named_when_it_is_brought_back(vault, tmp_path):
    flip(vault, tmp_path, 12, seed=1)


@pytest.mark.long
def test_five_hundred_turned_bits_of_a_copy_are_named(vault, tmp_path):
    flip(vault, tmp_path, 500, seed=time.time_ns())


# kill -9

WRITER = """
import os, sys
from pathlib import Path
from journal.clock import Clock
from journal.handover import backup
from journal.vault.intake import Source, prepare
from journal.vault.vault import Vault
from journal.record.entry import Wording

folder, place = Path(sys.argv[1]), Path(sys.argv[2])
vault = Vault.open(folder, sys.argv[3])
wording = Wording("own_account", 1, "en", {"title": "T"})
while True:
    draft = vault.drafts.new("", "own_account", "account", "", {"account": "more words"})
    vault.entries.keep(draft, wording, "more words")
    prepared = prepare(Source.from_bytes(os.urandom(400_000), "a"), folder)
    vault.add_file(prepared, "", Wording("things", 1, "en", {"kept_file": "The file"}))
    plan = backup.plan(vault, place, Clock().now())
    print("begun", flush=True)
    plan.copy_database()
    assert plan.settle()
    made = plan.finish()
    backup.keep(vault, made)
    print("made", made.entries, made.head.hex(), made.folder.name, flush=True)
"""


def kill_loop(tmp_path, times, seed):
    vault, _ = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
    fill(vault)
    stick = tmp_path / "stick"
    last = back_up(vault, stick)
    vault.close()
    chance, made, interrupted = random.Random(seed), 0, 0
    for _ in range(times):
        command = [sys.executable, "-c", WRITER, str(vault.folder), str(stick), PASSPHRASE]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            first = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.4))
            process.kill()
            lines = (first + process.stdout.read()).splitlines()
        assert process.returncode == -signal.SIGKILL
        told = [line.split() for line in lines if line.startswith("made ") and line.count(" ") == 3]
        made += len(told)
        interrupted += lines[-1] == "begun"
        at_least = int(told[-1][1]) if told else last.entries
        [folder] = stick.iterdir()
        shutil.rmtree(tmp_path / "new", ignore_errors=True)
        work = bring_back(folder, tmp_path / "new")
        assert [each for each in work.damages if str(each.kind) not in ("older",)] == []
        assert work.entries >= at_least, "what was said to be checked is there"
        work.let_go()
        with Vault.open(vault.folder, PASSPHRASE) as opened:
            assert opened.entries.check().broken is None
            assert opened.entries.head()[0] >= at_least
            opened.sweep()
        last = type(last)(last.made, work.entries, 0, work.head, folder)
    assert interrupted, "some died in the middle"
    shutil.rmtree(tmp_path / "new", ignore_errors=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_killed_in_the_middle_the_last_good_copy_and_the_record_open(tmp_path):
    kill_loop(tmp_path, 3, seed=5)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_killed_two_hundred_times_the_last_good_copy_and_the_record_open(tmp_path):
    kill_loop(tmp_path, 200, seed=time.time_ns())


def test_whatever_goes_wrong_at_the_place_is_an_error_with_two_sentences(vault, tmp_path, monkeypatch):
    """Nothing that a disk says passes as a bug."""
    fill(vault)
    stick = tmp_path / "stick"
    stick.mkdir()
    for number in (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.ENODEV, errno.ENOENT, errno.EBUSY):

        def refuse(folder, wanted, number=number):
            with outside.writing():
                raise OSError(number, "it says")

        with monkeypatch.context() as patch:
            patch.setattr(outside, "check_room", refuse)
            plan = backup.plan(vault, stick, NOW)
            with pytest.raises((TargetFull, TargetGone, TargetUnwritable)) as caught:
                plan.copy_database()
            assert plan.settle()
        assert isinstance(caught.value, JournalError)
        assert not isinstance(caught.value, CopyDamaged)
