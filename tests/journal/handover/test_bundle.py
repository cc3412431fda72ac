# SPDX-License-Identifier: GPL-3.0-or-later
"""A bundle as a folder and as one locked file: what is in it, what never is, and what is left on a bad day."""

import base64
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import pyzipper

from journal.errors import TargetFull, TargetUnwritable
from journal.handover import checking
from journal.handover.bundle import originals, size_of
from journal.handover.containers import INNER, Container, Folder, Locked
from journal.record.evidence import Role
from journal.report.choice import NO_PHOTOS
from journal.report.redaction import Redaction
from journal.vault.vault import Vault
from tests.conftest import CHEAP
from tests.conftest import PASSPHRASE as VAULT_PASSPHRASE
from tests.helpers.bundles import FILES, PRINTED, Filled, fill, folder

PASSPHRASE = "kite lemon harbor velvet cinema oak"
NAMES = {"report.pdf", "report.html", "chronology.csv", "how-to-check.txt", "verify.py", "manifest.json"}
Make = Callable[[Path], Container]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Only read from."""
    vault, _code = Vault.create(tmp_path_factory.mktemp("filled") / "record", VAULT_PASSPHRASE, cost=CHEAP)
    with vault:
        yield fill(vault)


def names(place: Path) -> set[str]:
    return {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}


def a_folder(place: Path) -> Container:
    return Folder(place / "bundle")


def locked(place: Path) -> Container:
    return Locked(place / "bundle.zip", PASSPHRASE, PRINTED)


@pytest.fixture(params=[a_folder, locked], ids=["folder", "locked"])
def make(request: pytest.FixtureRequest) -> Make:
    found: Make = request.param
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


# ------------------------------------------------------------------------------------------------------ what is in it


def test_the_files_are_there_byte_for_byte_under_names_that_say_nothing(filled: Filled, place: Path) -> None:
    packed = filled.pack(Folder(place / "bundle"))
    assert packed is not None
    assert (packed.files, packed.unread) == (3, ())
    assert names(place / "bundle") == NAMES | {f"files/{called}" for _content, _name, called in FILES}
    for content, _name, called in FILES:
        assert (place / "bundle" / "files" / called).read_bytes() == content
    assert checking.check(place / "bundle")[1]
    listed = json.loads((place / "bundle" / "manifest.json").read_bytes())
    assert packed.fingerprint.hex() == listed["sha256"]
    digests = {each["sha256"] for each in listed["manifest"]["files"] if "evidence" in each}
    assert digests == {hashlib.sha256(content).hexdigest() for content, _name, _called in FILES}


def test_the_report_is_the_one_that_was_looked_at(filled: Filled, place: Path) -> None:
    made = folder(filled, place / "bundle")
    assert (made / "report.pdf").read_bytes() == filled.pages(filled.copy()).pdf


def test_a_file_whose_card_is_not_printed_does_not_come_along(filled: Filled, place: Path) -> None:
    parts = [part for part in filled.copy().choice.parts if part != "evidence"]
    made = folder(filled, place / "bundle", parts=parts)
    assert names(made) == NAMES
    assert "E-1" not in (made / "manifest.json").read_text()
    assert size_of(filled.copy(parts=parts), filled.pages(filled.copy(parts=parts))) < 10**6


def test_without_photos_none_is_given_away(filled: Filled) -> None:
    kept = [each.label for each, _card in originals(filled.copy(photos=NO_PHOTOS))]
    assert kept == ["E-2", "E-3"], "E-1 is a picture; the other two cannot be looked at"


def test_it_is_the_same_every_time(filled: Filled, place: Path) -> None:
    first, second = folder(filled, place / "first"), folder(filled, place / "second")
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names(first))


def test_only_its_owner_can_read_the_folder(filled: Filled, place: Path) -> None:
    made = folder(filled, place / "bundle")
    assert made.stat().st_mode & 0o077 == 0


# ------------------------------------------------------------------------------------------------------ the one file


def sevenzip(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("7zz") or shutil.which("7z")
    if program is None:
        pytest.skip("7-Zip is not here")
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60, check=False)


def test_7zip_opens_it_with_the_passphrase_and_what_comes_out_is_the_bundle(filled: Filled, place: Path) -> None:
    assert filled.pack(locked(place)) is not None
    assert sevenzip("x", f"-p{PASSPHRASE}", f"-o{place}", str(place / "bundle.zip")).returncode == 0
    assert sevenzip("t", str(place / INNER)).returncode == 0
    with zipfile.ZipFile(place / INNER) as inner:  # every computer has something for this one
        assert inner.testzip() is None
        inner.extractall(place / "out")
    assert [path.name for path in (place / "out").iterdir()] == ["own-words"]
    assert checking.check(place / "out" / "own-words")[1]
    same = folder(filled, place / "same")
    for name in names(same):
        assert (place / "out" / "own-words" / name).read_bytes() == (same / name).read_bytes()


@pytest.mark.parametrize("wrong", ["", "kite lemon harbor velvet cinema oat", PASSPHRASE.upper(), PASSPHRASE + " "])
def test_7zip_refuses_a_wrong_passphrase(filled: Filled, place: Path, wrong: str) -> None:
    filled.pack(locked(place))
    told = sevenzip("x", f"-p{wrong}", f"-o{place / 'out'}", str(place / "bundle.zip"))
    assert told.returncode != 0
    assert not (place / "out" / INNER).exists() or (place / "out" / INNER).stat().st_size == 0


def test_nothing_but_one_name_and_the_size_can_be_read_without_it(filled: Filled, place: Path) -> None:
    filled.pack(locked(place))
    raw = (place / "bundle.zip").read_bytes()
    for word in (b"report", b"E-1", b"manifest", b"files/", b"verify", b"%PDF", b"own-words", b"Okafor"):
        assert word not in raw
    with pyzipper.AESZipFile(place / "bundle.zip") as outer:
        (about,) = outer.infolist()
    assert (about.filename, about.date_time) == (INNER, (1980, 1, 1, 0, 0, 0))
    assert (about.wz_aes_strength, about.wz_aes_version, about.CRC) == (3, 2, 0), "AES-256, AE-2, no check sum"


def test_one_changed_byte_of_the_locked_file_is_found_when_it_is_opened(filled: Filled, place: Path) -> None:
    filled.pack(locked(place))
    raw = bytearray((place / "bundle.zip").read_bytes())
    raw[len(raw) // 2] ^= 1
    (place / "bundle.zip").write_bytes(raw)
    assert sevenzip("t", f"-p{PASSPHRASE}", str(place / "bundle.zip")).returncode != 0


def test_two_files_with_one_passphrase_have_nothing_in_common(filled: Filled, place: Path) -> None:
    """A fresh salt each: who holds both cannot see that they are of the same record."""
    filled.pack(Locked(place / "a.zip", PASSPHRASE, PRINTED))
    filled.pack(Locked(place / "b.zip", PASSPHRASE, PRINTED))
    first, second = ((place / name).read_bytes()[60:-200] for name in ("a.zip", "b.zip"))
    assert not any(first[at : at + 16] in second for at in range(0, len(first) - 16, 997))


# ---------------------------------------------------------------------------------------------- with words covered


def test_a_copy_with_words_covered_has_no_files_and_the_words_nowhere(filled: Filled, place: Path) -> None:
    words = ("Okafor", "stop", "deli", "November 12, 2026", "ticket")
    made = folder(filled, place / "bundle", redaction=Redaction(words=words))
    assert names(made) == NAMES
    lines, fine = checking.check(made)
    assert fine
    assert any("Some words are covered" in line for line in lines)
    pdf = pypdfium2.PdfDocument((made / "report.pdf").read_bytes())
    said = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    everything = [(path.name, path.read_bytes()) for path in made.iterdir() if path.name != "verify.py"]
    for word in ("Okafor", "“stop”", "deli", "ticket.pdf"):
        assert word not in said
        ways = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
        ways += [base64.b64encode(word.encode()).rstrip(b"=")[:-1], word.encode().hex().encode()]
        ways += [json.dumps(word)[1:-1].encode()]
        assert [(name, way) for name, content in everything for way in ways if way in content] == []
    table = (made / "chronology.csv").read_text(encoding="utf-8-sig")
    assert "[covered]" in table
    assert "2026-11-12," not in table, "a day that is covered in words is covered in figures"


def test_the_same_record_has_files_again_without_covering(filled: Filled) -> None:
    assert len(originals(filled.copy())) == 3
    assert originals(filled.copy(Redaction(pictures=frozenset({"x"})))) == []


# ------------------------------------------------------------------------------------------------------- bad days


def _object(filled: Filled, label: str) -> Path:
    evidence = next(each for each in filled.vault.evidence.all() if each.label == label)
    sealed = evidence.sealed(Role.ORIGINAL)
    assert sealed is not None
    return filled.vault.folder / "objects" / sealed.id


@pytest.mark.parametrize("harm", ["damaged", "missing"])
def test_a_file_that_cannot_be_read_is_left_out_and_named(vault: Vault, place: Path, harm: str) -> None:
    filled = fill(vault)
    sealed = _object(filled, "E-2")
    if harm == "missing":
        sealed.unlink()
    else:
        raw = bytearray(sealed.read_bytes())
        raw[-20] ^= 1
        sealed.write_bytes(raw)
    packed = filled.pack(Folder(place / "bundle"))
    assert packed is not None
    assert (packed.files, packed.unread) == (2, ("E-2",))
    assert names(place / "bundle") == NAMES | {"files/E-1.jpg", "files/E-3"}
    assert "not here: E-2." in (place / "bundle" / "how-to-check.txt").read_text(encoding="utf-8-sig")
    lines, fine = checking.check(place / "bundle")
    assert fine
    assert any("E-2: this file is not here" in line for line in lines)


def test_stop_at_any_moment_leaves_nothing(filled: Filled, place: Path, make: Make) -> None:
    moments = 0
    while True:
        asked = iter(range(moments))
        found = filled.pack(make(place), cancelled=lambda asked=asked: next(asked, None) is None)
        if found is not None:
            break
        assert list(place.iterdir()) == []
        moments += 1 + moments // 4
    assert moments > 40, "it looks whether to go on at every sentence and at every piece"


def test_progress_goes_to_its_end_and_never_back(filled: Filled, place: Path, make: Make) -> None:
    told: list[int] = []
    filled.pack(make(place), progress=lambda done, total: told.append(done * 1000 // total))
    assert told == sorted(told)
    assert told[-1] == 1000


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EIO, errno.ENOENT, errno.EROFS])
def test_a_place_that_gives_out_in_the_middle_is_said_and_left_clean(
    filled: Filled, place: Path, make: Make, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_descriptor: int) -> None:
        raise OSError(number, "gone")

    container = make(place)
    monkeypatch.setattr(os, "fsync", gone)
    full = number in (errno.ENOSPC, errno.EFBIG)
    with pytest.raises(TargetUnwritable) as caught:
        filled.pack(container)
    assert isinstance(caught.value, TargetFull) == full
    assert list(place.iterdir()) == []


def test_a_place_that_vanishes_is_said_calmly(filled: Filled, place: Path, make: Make) -> None:
    container = make(place)
    with pytest.raises(TargetUnwritable):
        filled.pack(container, progress=lambda _done, _total: shutil.rmtree(place, ignore_errors=True))
    assert not place.exists()


def test_an_older_file_stays_until_the_new_one_is_whole(filled: Filled, place: Path) -> None:
    (place / "bundle.zip").write_bytes(b"older")
    assert filled.pack(locked(place), cancelled=lambda: True) is None
    assert (place / "bundle.zip").read_bytes() == b"older"
    assert filled.pack(locked(place)) is not None
    assert zipfile.is_zipfile(place / "bundle.zip")
    assert names(place) == {"bundle.zip"}


def test_a_folder_that_is_there_is_never_written_into(filled: Filled, place: Path) -> None:
    (place / "bundle").mkdir()
    with pytest.raises(TargetUnwritable):
        Folder(place / "bundle")
    assert list((place / "bundle").iterdir()) == []
    assert filled.copy()


@pytest.mark.parametrize("name", ["/", ".", "", "there/is/no/such"])
def test_places_that_are_none_are_said_calmly(place: Path, name: str) -> None:
    for kind in (Folder, lambda target: Locked(target, PASSPHRASE, PRINTED)):
        with pytest.raises(TargetUnwritable):
            kind(place / name if name.startswith("there") else Path(name))
    assert list(place.iterdir()) == []


def test_too_little_room_is_said_before_anything_is_written(place: Path) -> None:
    for kind in (lambda: Folder(place / "x", 2**60), lambda: Locked(place / "x", PASSPHRASE, PRINTED, 2**60)):
        with pytest.raises(TargetFull):
            kind()
    assert list(place.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root mounts a disk of its own")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("this root may not mount")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_is_truly_full_is_said_and_left_clean(filled: Filled, small_disk: Path, make: Make) -> None:
    with pytest.raises(TargetFull):
        filled.pack(make(small_disk))
    assert list(small_disk.iterdir()) == []


# --------------------------------------------------------------------------------------------------- nothing is plain


def test_nothing_of_it_lies_anywhere_but_at_its_place(
    filled: Filled, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file that is opened for writing meanwhile is the locked one."""
    opened: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and watching and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            opened.append(str(arguments[0]))

    watching = False
    sys.addaudithook(watch)
    pages, copy = filled.pages(filled.copy()), filled.copy()
    monkeypatch.setattr(filled, "pages", lambda _copy: pages)
    watching = True
    filled.pack(locked(place), copy)
    watching = False
    assert {Path(name).parent for name in opened} == {place}
    assert len(opened) == 1
