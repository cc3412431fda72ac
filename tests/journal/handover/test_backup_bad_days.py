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

from journal.errors import (
    CopyDamaged,
    DiskUnreachable,
    JournalError,
    TargetFull,
    TargetGone,
    TargetUnwritable,
    VaultError,
)
from journal.handover import backup, outside, restore
from journal.handover.backup import Stage
from journal.record.checked import DamageKind
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.backups import NOW, back_up, bring_back, files, fill, is_gone_on_the_way
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

        is_gone_on_the_way(plan, progress)
        assert list(stick.iterdir()) == []
        assert vault.entries.check().broken is None
        assert keep(vault, "", account="and more").seq


def test_a_record_that_is_not_there_any_more_is_no_copy_without_files(vault, tmp_path):
    """It may be on a stick too, and that was pulled out."""
    stick = tmp_path / "stick"
    fill(vault)
    back_up(vault, stick)
    bring_in(vault, b"new" * 9000)
    plan = backup.plan(vault, stick, NOW)
    assert plan.copy_database()
    assert plan.settle()
    vault.folder.rename(tmp_path / "away")
    before = files(stick)
    with pytest.raises(DiskUnreachable):
        plan.finish()
    assert files(stick) == before
    with pytest.raises(DiskUnreachable):
        plan.copy_database()


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
    flip(vault, tmp_path, 6, seed=1)


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

folder, place, waits_at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[4])
steps = 0

def progress(*_):
    global steps
    steps += 1
    if steps == waits_at:
        print("waits", flush=True)
        sys.stdin.read()

vault = Vault.open(folder, sys.argv[3])
wording = Wording("own_account", 1, "en", {"title": "T"})
while True:
    draft = vault.drafts.new("", "own_account", "account", "", {"account": "more words"})
    vault.entries.keep(draft, wording, "more words")
    prepared = prepare(Source.from_bytes(os.urandom(400_000), "a"), folder)
    vault.add_file(prepared, "", Wording("things", 1, "en", {"kept_file": "The file"}))
    plan = backup.plan(vault, place, Clock().now())
    print("begun", flush=True)
    plan.copy_database(progress)
    assert plan.settle()
    made = plan.finish(progress)
    backup.keep(vault, made)
    print("made", made.entries, made.head.hex(), made.folder.name, flush=True)
"""


class Killed:
    """A program that makes copies one after the other, and is killed."""

    def __init__(self, tmp_path):
        vault, _ = Vault.create(tmp_path / "record", PASSPHRASE, cost=CHEAP)
        fill(vault)
        self.record, self.stick, self.new = vault.folder, tmp_path / "stick", tmp_path / "new"
        self.at_least = back_up(vault, self.stick).entries
        vault.close()

    def kill(self, waits_at=0, seconds=0.0):
        """At this step of progress, or some time after it began; every line it could print."""
        command = [sys.executable, "-c", WRITER, str(self.record), str(self.stick), PASSPHRASE, str(waits_at)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
            lines = [process.stdout.readline()]
            while waits_at and lines[-1] not in ("waits\n", ""):
                lines.append(process.stdout.readline())
            time.sleep(seconds)
            process.kill()
            lines += process.stdout.readlines()
        assert process.returncode == -signal.SIGKILL
        for line in lines:
            if line.startswith("made ") and line.count(" ") == 3:
                self.at_least = int(line.split()[1])
        return lines

    def check(self):
        """What was said to be checked comes back whole, and the record is whole too."""
        [folder] = self.stick.iterdir()
        work = bring_back(folder, self.new)
        assert [each for each in work.damages if each.kind is not DamageKind.OLDER] == []
        assert work.entries >= self.at_least
        self.at_least = work.entries
        work.let_go()
        with Vault.open(self.record, PASSPHRASE) as opened:
            assert opened.entries.check().broken is None
            assert opened.entries.head()[0] >= self.at_least
            opened.sweep()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_killed_in_the_middle_the_last_good_copy_and_the_record_open(tmp_path):
    killed = Killed(tmp_path)
    for step in (1, 3, 9):
        assert killed.kill(waits_at=step)[-1] == "waits\n"
        killed.check()


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_killed_two_hundred_times_the_last_good_copy_and_the_record_open(tmp_path):
    killed, chance, middle = Killed(tmp_path), random.Random(time.time_ns()), 0
    for _ in range(200):
        middle += killed.kill(seconds=chance.uniform(0, 0.4))[-1] == "begun\n"
        killed.check()
    assert middle, "some died in the middle"


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
