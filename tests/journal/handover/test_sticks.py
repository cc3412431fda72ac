# SPDX-License-Identifier: GPL-3.0-or-later
"""Sticks as they are sold (exFAT, FAT32, NTFS), and sticks whose file system is gone: whole or not at all, and named.

The first part mounts real ones where the system can; the rest needs neither root nor a driver.
"""

import errno
import os
import shutil

import pytest

from journal.errors import DiskUnreachable, FolderReadOnly, SourceMissing, TargetFull, TargetGone, TargetUnwritable
from journal.handover import backup, checking, restore
from journal.handover.backup import Stage
from journal.handover.containers import Folder, Locked
from journal.record.evidence import Role
from journal.report import target as report
from journal.store.upgrade import keep_copy
from journal.vault.bring_back import bring_back as bring_file_back
from journal.vault.intake import Source, prepare
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers import bundles
from tests.helpers.backups import NOW, back_up, bring_back, files, fill, is_gone_on_the_way
from tests.helpers.damage import database_key
from tests.helpers.files import bring_in, in_objects, original
from tests.helpers.kept import keep
from tests.helpers.sticks import KINDS, dead_stick, formatted, plain_stick


@pytest.fixture(params=KINDS)
def stick(request, tmp_path):
    with formatted(tmp_path, request.param) as made:
        yield made


def a_file(vault, content=b"x" * 50_000):
    return bring_in(vault, content).evidence.sealed(Role.ORIGINAL)


# ------------------------------------------------------------------------------------------------------ real ones


def test_a_copy_a_bundle_a_report_and_a_file_go_to_a_stick_and_come_back(vault, stick, tmp_path):
    filled = bundles.fill(vault)
    back_up(vault, stick.place)
    bring_in(vault, b"more" * 9000)
    made = back_up(vault, stick.place)
    folder = bundles.folder(filled, stick.place / "bundle")
    assert filled.pack(Locked(stick.place / "bundle.zip", "kite lemon harbor", bundles.PRINTED)) is not None
    sealed = a_file(vault)
    for _twice in range(2):  # the second takes the place of the first
        report.write(stick.place / "report.pdf", b"%PDF" * 9000)
        assert vault.objects.export(sealed, stick.place / "out.bin")
    assert {path.name for path in stick.place.iterdir()} == {
        made.folder.name, "bundle", "bundle.zip", "report.pdf", "out.bin"
    }  # fmt: skip
    stick.pull_out()
    stick.plug_in(read_only=True)
    assert checking.check(folder)[1]
    assert (stick.place / "out.bin").read_bytes() == b"x" * 50_000
    work = bring_back(made.folder, tmp_path / "new")
    assert (work.is_whole, work.head) == (True, made.head)
    before = files(made.folder)
    for task in (
        lambda: back_up(vault, stick.place),
        lambda: report.write(stick.place / "report.pdf", b"newer"),
        lambda: vault.objects.export(sealed, stick.place / "out.bin"),
        lambda: filled.pack(Folder(stick.place / "another")),
    ):
        with pytest.raises(TargetUnwritable):
            task()
    assert files(made.folder) == before
    with pytest.raises(FolderReadOnly):
        Vault.open(made.folder, PASSPHRASE)


@pytest.mark.parametrize("stage", list(Stage))
def test_pulled_out_in_the_middle_the_copy_from_before_is_whole_and_the_next_one_goes_on(vault, stick, tmp_path, stage):
    fill(vault)
    made = back_up(vault, stick.place)
    bring_in(vault, os.urandom(3_000_000))
    plan = backup.plan(vault, stick.place, NOW)

    def progress(where, _done, _total):
        if where is stage:
            stick.pull_out()

    is_gone_on_the_way(plan, progress)
    stick.plug_in()
    work = bring_back(made.folder, tmp_path / "new")
    assert (work.is_whole, work.head) == (True, made.head)
    work.let_go()
    made = back_up(vault, stick.place)
    assert bring_back(made.folder, tmp_path / "new").is_whole


def test_a_record_on_a_stick_is_written_read_and_there_again_after_it_was_pulled_out(stick):
    vault, _code = Vault.create(stick.place / "record", PASSPHRASE, cost=CHEAP)
    with vault:
        fill(vault)
        content = os.urandom(2_000_000)
        added = bring_in(vault, content)
        vault.change_passphrase("kite lemon harbor velvet")
        head = vault.entries.head()
        stick.pull_out()
        for task in (lambda: bring_in(vault, b"new" * 900), lambda: vault.change_passphrase(PASSPHRASE)):
            with pytest.raises(DiskUnreachable):
                task()
        with pytest.raises(DiskUnreachable):
            original(vault, added)
    stick.plug_in()
    with Vault.open(stick.place / "record", "kite lemon harbor velvet") as again:
        assert again.entries.head() == head
        assert original(again, added) == content
        keep(again, "", account="goes on")


# ------------------------------------------------------------------------------------- where permissions are refused


def test_an_older_record_on_a_stick_without_permissions_is_copied_before_it_is_upgraded(vault, monkeypatch):
    plain_stick(monkeypatch, vault.folder)
    key, copy = database_key(vault.folder), vault.folder / "record-v1.db"
    keep_copy(vault._database._connection, key, copy)
    assert copy.stat().st_mode & 0o077 == 0, "where there are permissions it has them from its first byte"


def test_a_damaged_file_comes_back_to_a_stick_without_permissions(vault, tmp_path, monkeypatch):
    sealed = a_file(vault)
    shutil.copytree(vault.folder / "objects", tmp_path / "stick")
    (vault.folder / "objects" / sealed.id).write_bytes(b"damaged")
    plain_stick(monkeypatch, vault.folder)
    assert bring_file_back(vault.folder, sealed, tmp_path / "stick")
    assert vault.objects.read(sealed) == b"x" * 50_000
    assert (vault.folder / "objects" / sealed.id).stat().st_mode & 0o077 == 0


def test_a_file_comes_in_where_its_time_may_not_be_set(vault, monkeypatch):
    """On a stick that was mounted for all, files are the system's, and only their owner may set it."""

    def refuse(*_given, **_more):
        raise PermissionError(errno.EPERM, "not yours")

    monkeypatch.setattr(os, "utime", refuse)
    assert vault.objects.read(a_file(vault)) == b"x" * 50_000


# ------------------------------------------------------------------------- a file system that is gone, or has no room


@pytest.mark.parametrize("stage", ["before", *Stage])
def test_a_copy_to_a_stick_whose_file_system_is_gone_is_named(vault, tmp_path, monkeypatch, stage):
    fill(vault)
    stick = tmp_path / "stick"
    back_up(vault, stick)
    bring_in(vault, b"new" * 9000)
    plan = backup.plan(vault, stick, NOW)
    if stage == "before":
        dead_stick(monkeypatch, stick)
    dead = []

    def progress(where, _done, _total):
        if where is stage and not dead:
            dead.append(dead_stick(monkeypatch, stick))

    is_gone_on_the_way(plan, progress)
    assert keep(vault, "", account="the record goes on").seq


def test_the_system_remembers_a_folder_that_is_gone_and_the_copy_is_named_all_the_same(vault, tmp_path, monkeypatch):
    """SQLite says only that it cannot open: that is no program that may not write."""
    fill(vault)
    plan = backup.plan(vault, tmp_path, NOW)
    assert plan.copy_database()
    assert plan.settle()
    for trouble in (FolderReadOnly, DiskUnreachable, OSError(errno.ENOTCONN, "gone")):

        def fail(*_given, trouble=trouble):
            raise trouble

        monkeypatch.setattr("journal.vault.checking.check", fail)
        with pytest.raises(TargetUnwritable):
            plan.finish()


@pytest.mark.parametrize(
    ("number", "named"),
    [(errno.ENOSPC, TargetFull), (errno.EFBIG, TargetFull), (errno.EIO, TargetGone), (errno.ENOTCONN, TargetGone)],
)
def test_every_way_out_of_the_record_names_what_the_stick_says(vault, tmp_path, monkeypatch, number, named):
    filled, sealed = bundles.fill(vault), a_file(vault)
    filled.pages(filled.copy())

    def refuse(_descriptor):
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    stick = tmp_path / "stick"
    stick.mkdir()
    for task in (
        lambda: vault.objects.export(sealed, stick / "out.bin"),
        lambda: report.write(stick / "report.pdf", b"%PDF"),
        lambda: filled.pack(Folder(stick / "bundle")),
        lambda: filled.pack(Locked(stick / "bundle.zip", "kite lemon harbor", bundles.PRINTED)),
    ):
        with pytest.raises(TargetUnwritable) as said:
            task()
        assert said.type is named
    assert list(stick.iterdir()) == []


def test_every_way_out_names_a_stick_whose_file_system_is_gone(vault, tmp_path, monkeypatch):
    filled, sealed = bundles.fill(vault), a_file(vault)
    filled.pages(filled.copy())
    stick = tmp_path / "stick"
    stick.mkdir()
    dead_stick(monkeypatch, stick)
    for task in (
        lambda: vault.objects.export(sealed, stick / "out.bin"),
        lambda: report.write(stick / "report.pdf", b"%PDF"),
        lambda: filled.pack(Folder(stick / "bundle")),
        lambda: filled.pack(Locked(stick / "bundle.zip", "kite lemon harbor", bundles.PRINTED)),
    ):
        with pytest.raises(TargetUnwritable):
            task()


def test_a_bundle_is_not_begun_a_second_time_below_a_stick_that_is_gone(vault, tmp_path):
    """Where the folder of the stick stays behind when it is pulled out, half of a bundle would have come to lie there,
    and been called whole."""
    filled, stick, pulled = bundles.fill(vault), tmp_path / "stick", []
    filled.pages(filled.copy())
    stick.mkdir()

    def progress(step, of):
        if step > of // 2 and not pulled:  # the first files are written
            pulled.append(stick.rename(tmp_path / "away"))
            stick.mkdir()

    with pytest.raises(TargetGone):
        filled.pack(Folder(stick / "bundle"), progress=progress)
    assert pulled
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("how", ["its folder goes", "its file system is gone"])
def test_a_record_on_a_stick_that_is_pulled_out_says_so_whatever_is_done(tmp_path, monkeypatch, how):
    stick = tmp_path / "stick"
    vault, _code = Vault.create(stick / "record", PASSPHRASE, cost=CHEAP)
    with vault:
        sealed = a_file(vault)
        if how == "its folder goes":
            stick.rename(tmp_path / "away")
        else:
            dead_stick(monkeypatch, stick)
        for task in (
            lambda: bring_in(vault, b"new" * 900),
            lambda: vault.change_passphrase("kite lemon harbor velvet"),
            lambda: vault.objects.read(sealed),
            lambda: backup.plan(vault, tmp_path, NOW),
            vault._database._renew,
        ):
            with pytest.raises(DiskUnreachable):
                task()
        vault.go_on()
        if how == "its file system is gone":
            with pytest.raises(DiskUnreachable):
                Vault.open(vault.folder, PASSPHRASE)


@pytest.mark.parametrize("how", ["its folder goes", "its file system is gone"])
@pytest.mark.parametrize("at", [1, 2, 4, 5])
def test_a_copy_on_a_stick_that_is_pulled_out_while_it_is_brought_back(vault, tmp_path, monkeypatch, how, at):
    """Before each of its files: the keys, the database, and what was brought in."""
    fill(vault)
    stick, seen = tmp_path / "stick", []
    made = back_up(vault, stick)
    vault.close()
    real = restore.outside.copy_file

    def copy_file(source, *rest):
        seen.append(source)
        if len(seen) == at:
            stick.rename(tmp_path / "away") if how == "its folder goes" else dead_stick(monkeypatch, stick)
        return real(source, *rest)

    monkeypatch.setattr("journal.handover.outside.copy_file", copy_file)
    with pytest.raises(DiskUnreachable):
        restore.begin(made.folder, tmp_path / "back" / "record", passphrase=PASSPHRASE)
    assert list((tmp_path / "back").iterdir()) == []


def test_a_file_that_comes_in_from_a_stick_that_says_so_again_when_it_is_closed(vault, tmp_path, monkeypatch):
    """A file system that is a program is told of each closing."""
    (tmp_path / "film.mp4").write_bytes(bytes(3_000_000))

    class Gone:
        def __init__(self, file):
            self._file = file

        def fileno(self):
            return self._file.fileno()

        def readinto(self, _room):
            raise OSError(errno.ENOTCONN, "gone")

        def close(self):
            self._file.close()
            raise OSError(errno.ENOTCONN, "gone")

        def __enter__(self):
            return self

        def __exit__(self, *_raised):
            self.close()

    real = type(tmp_path).open
    monkeypatch.setattr(
        type(tmp_path),
        "open",
        lambda path, *a, **k: (Gone if path.suffix == ".mp4" else lambda f: f)(real(path, *a, **k)),
    )
    with pytest.raises(SourceMissing):
        prepare(Source.from_path(tmp_path / "film.mp4"), vault.folder)
    assert in_objects(vault) == []
