# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input and bad days: a file comes in whole or not at all, and what was there before stays as it was."""

import contextlib
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest

from journal.decode import media
from journal.decode.looked import Shown
from journal.errors import (
    DiskUnreachable,
    EvidenceDamaged,
    NoRoomForFile,
    SourceChanged,
    SourceEmpty,
    SourceIsNoFile,
    SourceMissing,
    SourceUnreadable,
    VaultError,
)
from journal.record.evidence import Role
from journal.vault import intake
from journal.vault.intake import Source, prepare
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers import pictures
from tests.helpers.files import FILE_WORDING, bring_in, in_objects, original, prepared_from
from tests.helpers.kept import keep

CANARY = b"zanzibarcanary"


def refused(vault, source, error):
    """It says why, and leaves nothing."""
    with pytest.raises(error) as raised:
        prepare(Source.from_path(source), vault.folder)
    assert type(raised.value) is error
    assert in_objects(vault) == []


# ---------------------------------------------------------------------------------------------------------- the source


def test_a_file_that_is_not_there_is_told_apart(vault, tmp_path):
    refused(vault, tmp_path / "gone.jpg", SourceMissing)
    refused(vault, tmp_path / "no" / "folder.jpg", SourceMissing)
    refused(vault, tmp_path / "a\0b", SourceMissing)
    (tmp_path / "to nowhere").symlink_to(tmp_path / "nothing")
    refused(vault, tmp_path / "to nowhere", SourceMissing)


def test_a_folder_a_device_and_a_pipe_are_no_files(vault, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for each in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        refused(vault, each, SourceIsNoFile)


def test_a_file_without_content_is_told_apart(vault, tmp_path):
    (tmp_path / "empty.jpg").touch()
    refused(vault, tmp_path / "empty.jpg", SourceEmpty)
    with pytest.raises(SourceEmpty):
        prepare(Source.from_bytes(b"", "pasted"), vault.folder)


@pytest.mark.ordinary_user
def test_a_file_that_may_not_be_read_is_told_apart(vault, tmp_path):
    (tmp_path / "locked.jpg").write_bytes(b"x")
    (tmp_path / "locked.jpg").chmod(0)
    refused(vault, tmp_path / "locked.jpg", SourceUnreadable)


@pytest.mark.parametrize(("number", "error"), [(5, SourceMissing), (19, SourceMissing), (13, SourceUnreadable)])
def test_a_stick_that_is_pulled_out_while_it_is_read_leaves_nothing(vault, tmp_path, monkeypatch, number, error):
    path = tmp_path / "film.mp4"
    path.write_bytes(os.urandom(3_000_000))
    real, reads = intake._opened, []

    class Pulled:
        def __init__(self, file):
            self.file = file

        def readinto(self, block):
            reads.append(1)
            if len(reads) == 3:
                raise OSError(number, "no")
            return self.file.readinto(block)

    @contextlib.contextmanager
    def pulled(source):
        with real(source) as (file, *rest):
            yield Pulled(file), *rest

    monkeypatch.setattr(intake, "_opened", pulled)
    refused(vault, path, error)


@pytest.mark.parametrize("change", ["grows", "shrinks", "is written over"])
def test_a_file_that_changes_while_it_is_read_is_not_kept(vault, tmp_path, change):
    path = tmp_path / "film.mp4"
    path.write_bytes(os.urandom(4_000_000))
    told = []

    def progress(done, _whole):
        if not told:
            told.append(done)
            with path.open("r+b") as file:
                if change == "shrinks":
                    file.truncate(2_000_000)
                else:
                    file.seek(0 if change == "is written over" else 4_000_000)
                    file.write(b"changed")

    with pytest.raises(SourceChanged):
        prepare(Source.from_path(path), vault.folder, progress=progress)
    assert in_objects(vault) == []


def test_a_file_that_is_deleted_while_it_is_read_is_kept_whole(vault, tmp_path):
    """It may be the last copy."""
    path, content = tmp_path / "film.mp4", os.urandom(4_000_000)
    path.write_bytes(content)
    prepared = prepare(
        Source.from_path(path), vault.folder, progress=lambda _done, _whole: path.unlink(missing_ok=True)
    )
    assert original(vault, vault.add_file(prepared, "", FILE_WORDING)) == content


def test_a_picture_that_is_something_else_is_taken_for_what_it_is_and_that_is_said(vault, tmp_path):
    for data, found, shown in (
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", Shown.NOT_A_PICTURE),
        (pictures.pdf(1), media.PDF, Shown.SHOWN),
        (b"MZ\x90\0" + bytes(60), media.UNKNOWN, Shown.NOT_A_PICTURE),
        (pictures.photo(), "image/jpeg", Shown.SHOWN),
    ):
        path = tmp_path / "holiday.jpg"
        path.write_bytes(data)
        prepared = prepared_from(vault, path)
        assert (prepared.kept_file["media"], prepared.shown) == (found, shown)
        assert prepared.promised == ("" if found == "image/jpeg" else "image/jpeg")
        assert original(vault, vault.add_file(prepared, "", FILE_WORDING)) == data


def test_a_picture_that_unfolds_too_far_is_kept_and_not_shown(vault):
    bomb = pictures.png_header(60_000, 60_000)
    prepared = prepared_from(vault, bomb, "small.png")
    assert prepared.shown is Shown.TOO_LARGE
    assert [each.role for each in prepared.objects] == [Role.ORIGINAL]
    assert original(vault, vault.add_file(prepared, "", FILE_WORDING)) == bomb


def test_a_photo_has_two_small_pictures_and_its_facts(vault, tmp_path):
    path = tmp_path / "IMG_0001.HEIC"
    path.write_bytes(pictures.photo(6, (3000, 2000), "HEIF"))
    added = bring_in(vault, path)
    assert [each.role for each in added.evidence.objects] == [Role.ORIGINAL, Role.THUMBNAIL, Role.PRINT]
    kept = added.entry.answers["kept_file"]
    assert kept["facts"]["device"] == pictures.DEVICE
    assert kept["facts"]["place"].startswith("40° 42'")
    thumbnail, printed = (vault.objects.read(each) for each in added.evidence.objects[1:])
    assert thumbnail[:3] == printed[:3] == b"\xff\xd8\xff"
    assert vault.contents().pictures[added.entry.id]() == printed
    assert pictures.DEVICE.encode() not in thumbnail + printed


@pytest.mark.long
def test_a_film_of_six_gigabytes_comes_in_in_the_memory_of_any_other(vault, tmp_path):
    path = tmp_path / "film.mp4"
    with path.open("wb") as film:
        film.write(pictures.boxes(b"isom"))
        film.truncate(6 * 1024**3)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    added = bring_in(vault, path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
    assert added.evidence.size == 6 * 1024**3
    with vault.objects.open_original(added.evidence) as reader:
        assert reader.read_at(0, 3000) == pictures.boxes(b"isom")[:3000]
        assert reader.read_at(6 * 1024**3 - 5, 10) == bytes(5)


# ------------------------------------------------------------------------------------------------------------ the disk


def test_too_little_room_is_known_before_anything_is_written(vault, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(20 * 1024 * 1024))
    with pytest.raises(NoRoomForFile):
        prepare(Source.from_bytes(bytes(3_000_000), "x"), vault.folder)
    assert not (vault.folder / "objects").exists()


def test_the_room_that_was_held_back_for_words_comes_first(vault, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(24 * 1024 * 1024))
    prepared_from(vault, b"x").discard()
    (vault.folder / "reserve").unlink()
    with pytest.raises(NoRoomForFile):
        prepare(Source.from_bytes(b"x", "x"), vault.folder)


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of 40 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root mounts a disk of its own")
    told = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)], check=False)
    if told.returncode:
        pytest.skip("this root may not mount")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_fills_up_at_40_percent_loses_nothing_and_keeps_its_reserve(small_disk, monkeypatch):
    """The check before is blind here, as when another program fills the disk meanwhile."""
    vault, _code = Vault.create(small_disk / "record", PASSPHRASE, cost=CHEAP)
    with vault:
        before = keep(vault, "", account="what was there before")
        first = bring_in(vault, b"a first file")
        film = small_disk.parent / "film.mp4"
        room = shutil.disk_usage(small_disk).free
        film.write_bytes(os.urandom(room * 5 // 2))
        monkeypatch.setattr(intake, "_check_room", lambda _folder, _size: None)
        with pytest.raises(NoRoomForFile):
            prepare(Source.from_path(film), vault.folder)
        assert in_objects(vault) == [each.id for each in first.evidence.objects]
        assert (vault.folder / "reserve").stat().st_size == 8 * 1024 * 1024
        assert shutil.disk_usage(small_disk).free >= room - 64 * 1024
        assert original(vault, first) == b"a first file"
        keep(vault, "", account="writing goes on")
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        assert opened.entries.get(before.id) == before
        assert opened.entries.check().broken is None


def test_a_file_that_is_gone_or_damaged_is_said_and_the_record_opens(vault):
    one, two = bring_in(vault, b"one" * 5000), bring_in(vault, b"two" * 5000)
    folder = vault.folder / "objects"
    (folder / one.evidence.objects[0].id).unlink()
    path = folder / two.evidence.objects[0].id
    path.write_bytes(path.read_bytes()[:-1])
    vault.close()
    with Vault.open(vault.folder, PASSPHRASE) as opened:
        for evidence in opened.evidence.page(9):
            with pytest.raises(VaultError):
                opened.objects.open_original(evidence)
        opened.sweep()
        assert opened.evidence.count() == 2


def test_a_folder_that_was_taken_away_while_open_is_said(vault, monkeypatch):
    def gone(*_given, **_named):
        raise OSError(5, "Input/output error")

    prepared_from(vault, b"x").discard()
    monkeypatch.setattr(os, "write", gone)
    with pytest.raises(DiskUnreachable):
        prepare(Source.from_bytes(b"x" * 100_000, "x"), vault.folder)
    monkeypatch.undo()
    assert in_objects(vault) == []


# --------------------------------------------------------------------------------------------------------- in the clear


def readable(*folders: Path) -> list[str]:
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and CANARY in path.read_bytes():
                found.append(path.name)
    return found


def test_no_byte_of_a_file_stands_in_the_clear_anywhere(vault, tmp_path, home, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    source = tmp_path / "source"
    source.mkdir()
    picture = pictures.saved(pictures.scene(), comment=CANARY) + CANARY * 100
    for name, data in (("a.txt", CANARY * 9000), ("b.jpg", picture), ("c.pdf", pictures.pdf(1, CANARY.decode()))):
        (source / name).write_bytes(data)
        added = bring_in(vault, source / name)
        with vault.objects.open_original(added.evidence) as reader:
            assert reader.read() == data
    assert sorted(readable(source)) == ["a.txt", "b.jpg", "c.pdf"], "the search finds it where it is"
    vault.close()
    assert readable(vault.folder, temporary, home) == []
    assert list(temporary.iterdir()) == []


# ------------------------------------------------------------------------------------------------------------- the kill

KEEPER = """
import os, sys
from pathlib import Path
from journal.record.entry import Wording
from journal.vault.intake import Source, prepare
from journal.vault.vault import Vault
from tests.helpers import pictures

vault = Vault.open(Path(sys.argv[1]), sys.argv[2])
vault.sweep()
wording = Wording("things", 1, "en", {})
photo = pictures.photo(size=(200, 150))
print("ready", flush=True)
for n in range(10**6):
    data = photo + b"zanzibarcanary" * 1000 + os.urandom(16) if n % 3 == 0 else os.urandom(n % 5 * 300_000 + 17)
    prepared = prepare(Source.from_bytes(data, f"{n}"), vault.folder)
    added = vault.add_file(prepared, "", wording)
    print(added.entry.id, prepared.digest.hex(), flush=True)
"""


def killed_while_keeping(folder, files, seconds) -> list[list[str]]:
    """Some files are let in; a moment later it is killed, wherever it is. What it could tell until then."""
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", KEEPER, str(folder), PASSPHRASE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout.readline() == "ready\n"
        first = "".join(process.stdout.readline() for _ in range(files))
        time.sleep(seconds)
        process.kill()
        rest = first + process.stdout.read()
    assert process.returncode == -signal.SIGKILL
    return [line.split() for line in rest.splitlines() if len(line) == 97]


def kill_loop(folder, times, seed):
    vault, _ = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.close()
    chance, told, left, checked = random.Random(seed), {}, 0, set()
    for _ in range(times):
        told |= dict(killed_while_keeping(folder, chance.randrange(3), chance.uniform(0.0, 0.15)))
        assert readable(folder) == []
        with Vault.open(folder, PASSPHRASE) as opened:
            left += sum(name.endswith(".coming") for name in in_objects(opened))
            opened.sweep()
            assert opened.entries.check().broken is None
            rows = opened.evidence.page(10**6)
            assert told.keys() <= {each.entry for each in rows}, "what was told as kept is there"
            for each in rows:
                if each.entry not in checked:
                    checked.add(each.entry)
                    check(opened, each, told.get(each.entry))
            assert in_objects(opened) == sorted(each.id for row in rows for each in row.objects)
    assert len(told) > times // 2, "something was kept"
    return left


def check(vault, evidence, digest):
    """Every row has its files, whole."""
    with vault.objects.open_original(evidence) as reader:
        found = hashlib.sha256(reader.read()).digest()
    assert found == evidence.sealed(Role.ORIGINAL).digest
    assert digest in (None, found.hex())
    for each in evidence.objects[1:]:
        vault.objects.read(each)


def test_killed_at_any_moment_every_row_has_its_file_and_the_rest_is_swept(tmp_path):
    kill_loop(tmp_path / "record", 30, seed=1)


@pytest.mark.long
def test_killed_two_hundred_times_every_row_has_its_file(tmp_path):
    assert kill_loop(tmp_path / "record", 200, seed=time.time_ns()) > 0, "kills fell into the middle of things"


def test_a_kill_that_left_half_a_file_is_noticed_where_it_has_a_row(vault):
    """The check above would see it."""
    added = bring_in(vault, os.urandom(200_000))
    path = vault.folder / "objects" / added.evidence.objects[0].id
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(EvidenceDamaged):
        check(vault, added.evidence, None)
