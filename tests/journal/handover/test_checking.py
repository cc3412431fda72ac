# SPDX-License-Identifier: GPL-3.0-or-later
"""The check: yes to a bundle as it was made, no to anything else, a plain line for each bad day; never a traceback.

``python main.py verify`` and the file that goes with each bundle are asked the same questions.
"""

import ast
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import main
from journal.handover import checking
from journal.record.chain import canonical
from journal.vault.vault import Vault
from tests.conftest import CHEAP, PASSPHRASE
from tests.helpers.bundles import fill, folder
from tests.test_words import NEVER

SOURCE = checking.source().decode("utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made")
    vault, _code = Vault.create(place / "record", PASSPHRASE, cost=CHEAP)
    with vault:
        return folder(fill(vault), place / "bundle")


@pytest.fixture
def bundle(made: Path, tmp_path: Path) -> Path:
    """A bundle to be spoiled."""
    return shutil.copytree(made, tmp_path / "bundle")


def ours(place: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main.main(["verify", str(place)])
    said = capsys.readouterr()
    assert said.err == ""
    return code, said.out


def theirs(place: Path, tmp_path: Path) -> tuple[int, str]:
    """An untouched copy of the file, in a Python that knows nothing of this program."""
    alone = tmp_path / "elsewhere" / "verify.py"
    alone.parent.mkdir(exist_ok=True)
    alone.write_text(SOURCE, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-I", "-S", str(alone), str(place)],
        cwd=alone.parent, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert told.stderr == ""
    return told.returncode, told.stdout


@pytest.fixture
def both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[Path], tuple[int, str]]:
    """What both say: they never differ."""

    def ask(place: Path) -> tuple[int, str]:
        found = ours(place, capsys)
        assert found == theirs(place, tmp_path)
        assert all(line == "" or line.isascii() for line in found[1].split("\n"))
        return found

    return ask


# ------------------------------------------------------------------------------------------------------------- yes


def test_a_bundle_as_it_was_made_is_one(both: Any, bundle: Path) -> None:
    code, said = both(bundle)
    assert code == 0
    assert "NO  " not in said
    assert said.strip().endswith("is as it was when it was made.")
    for name in ("report.pdf", "chronology.csv", "files/E-1.jpg", "files/E-2.pdf", "files/E-3"):
        assert f"same  {name}: not one byte was changed" in said
    assert said.count("tells of this same file") == 3
    assert "does not show that something happened" in said


def test_the_file_in_the_bundle_checks_the_folder_it_is_in(bundle: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-I", "-S", str(bundle / "verify.py")],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")
    assert sorted(path.name for path in bundle.rglob("*") if path.is_dir()) == ["files"], "it leaves nothing behind"


def test_what_file_windows_leave_is_said_and_does_not_count(both: Any, bundle: Path) -> None:
    (bundle / ".DS_Store").write_bytes(b"Bud1")
    (bundle / "files" / "Thumbs.db").write_bytes(b"x")
    code, said = both(bundle)
    assert code == 0
    assert said.count("left by a computer's own file window") == 2


# -------------------------------------------------------------------------------------------------------------- no

_SPOIL = """
import contextlib, io, json, os, sys
sys.path.insert(0, sys.argv[1])
import verify
folder, spoilt = sys.argv[2], json.load(sys.stdin)
codes = []
for name, at, value in spoilt:
    path = os.path.join(folder, name)
    if value is None:
        there = path + "x"
        os.rename(path, there)
    else:
        with open(path, "r+b") as file:
            file.seek(at)
            was = file.read(1)
            file.seek(at)
            file.write(bytes([value]))
    with contextlib.redirect_stdout(io.StringIO()):
        codes.append(verify.main([folder]))
    if value is None:
        os.rename(there, path)
    else:
        with open(path, "r+b") as file:
            file.seek(at)
            file.write(was)
with contextlib.redirect_stdout(io.StringIO()):
    codes.append(verify.main([folder]))
print(json.dumps(codes))
"""


def spoilt_bytes(bundle: Path, number: int) -> list[tuple[str, int, int | None]]:
    """So many bytes over all files alike, each changed in one bit or to anything; and each name once."""
    chance = random.Random(4)
    names = sorted(str(path.relative_to(bundle)) for path in bundle.rglob("*") if path.is_file())
    found: list[tuple[str, int, int | None]] = [(name, 0, None) for name in names]
    for place in range(number):
        name = names[place % len(names)]
        content = (bundle / name).read_bytes()
        at = chance.randrange(len(content))
        was = content[at]
        found.append((name, at, was ^ (1 << chance.randrange(8)) if chance.random() < 0.5 else (was + 1) % 256))
    return found


def test_any_single_changed_byte_or_name_is_found_by_a_python_without_our_program(bundle: Path, tmp_path: Path) -> None:
    spoilt = spoilt_bytes(bundle, 500)
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "verify.py").write_text(SOURCE, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _SPOIL, str(tmp_path / "alone"), str(bundle)],
        input=json.dumps(spoilt), cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert told.stderr == ""
    assert json.loads(told.stdout) == [*[1] * len(spoilt), 0]


def test_any_single_changed_byte_is_found_by_our_own_command(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missed = []
    changed = [each for each in spoilt_bytes(bundle, 500) if each[2] is not None]
    for place, (name, at, value) in enumerate(changed):
        check = ours if place % 25 == 0 else _called  # the words of the command are read anew each time
        content = (bundle / name).read_bytes()
        (bundle / name).write_bytes(content[:at] + bytes([value or 0]) + content[at + 1 :])
        if check(bundle, capsys)[0] != 1:
            missed.append((name, at, value))
        (bundle / name).write_bytes(content)
    assert missed == []
    assert ours(bundle, capsys)[0] == 0


def _called(place: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    return checking.run([str(place)]), capsys.readouterr().out


@pytest.mark.parametrize("name", ["report.pdf", "files/E-2.pdf", "how-to-check.txt", "verify.py", "chronology.csv"])
def test_a_missing_file_is_named(both: Any, bundle: Path, name: str) -> None:
    (bundle / name).unlink()
    code, said = both(bundle)
    assert code == 1
    assert f"NO    {name}: is missing." in said


@pytest.mark.parametrize("name", ["letter.txt", "files/E-9.jpg", "files/E-1.jpg~", "\u202egpj.exe", "re\nport"])
def test_an_added_file_is_named_and_cannot_speak_to_the_terminal(both: Any, bundle: Path, name: str) -> None:
    (bundle / name).write_bytes(b"")
    code, said = both(bundle)
    assert code == 1
    assert "was added. The list does not name it." in said


def test_an_added_folder_is_named(both: Any, bundle: Path) -> None:
    (bundle / "more" / "deep").mkdir(parents=True)
    assert "NO    more: was added." in both(bundle)[1]


@pytest.mark.parametrize("change", [b" ", b"\n", b"\r\n", b"\t"])
def test_white_space_in_the_list_is_found(both: Any, bundle: Path, change: bytes) -> None:
    listed = bundle / "manifest.json"
    for spoilt in (listed.read_bytes() + change, change + listed.read_bytes(), listed.read_bytes()[:-1]):
        listed.write_bytes(spoilt)
        code, said = both(bundle)
        assert code == 1
        assert "manifest.json was changed" in said or "not as Own Words makes it" in said


# ----------------------------------------------------------------------- a list that was made anew by someone else


def forge(bundle: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the list and give it a fingerprint that fits, as anyone can."""
    listed = bundle / "manifest.json"
    inner = json.loads(listed.read_bytes())["manifest"]
    change(inner)
    digest = hashlib.sha256(canonical(inner)).hexdigest()
    listed.write_bytes(canonical({"manifest": inner, "sha256": digest}) + b"\n")


def _another_file(inner: dict[str, Any]) -> None:
    """Another picture in the place of E-1, with its own size and fingerprint in the list."""
    each = next(each for each in inner["files"] if each.get("evidence") == "E-1")
    each.update(size=3, sha256=hashlib.sha256(b"new").hexdigest())


def _other_words(inner: dict[str, Any]) -> None:
    next(each for each in inner["links"] if "content" in each)["content"]["answers"]["title"] = "Another"


def _newer(inner: dict[str, Any]) -> None:
    inner["version"] = 2


FORGED: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "words": (_other_words, "its words do not fit its fingerprint"),
    "an entry taken out": (lambda inner: inner["links"].pop(2), "the list is not as it was made"),
    "the last entry taken out": (lambda inner: inner["links"].pop(), "The last entry does not fit the last link"),
    "two entries changed over": (lambda inner: inner["links"].insert(0, inner["links"].pop(1)), "not as it was made"),
    "a link": (lambda inner: inner["links"][2].update(link="0" * 64), "it does not fit the entries before it"),
    "a digest only": (lambda inner: inner["links"][-1].update(commitment="0" * 64), "does not fit the entries before"),
    "the last link": (lambda inner: inner.update(head="0" * 64), "The last entry does not fit the last link"),
    "a newer program": (_newer, "A newer Own Words made this folder."),
    "no chain": (lambda inner: inner.pop("links"), "something that Own Words does not put there"),
    "no files": (lambda inner: inner.pop("files"), "something that Own Words does not put there"),
    "numbers for names": (lambda inner: inner["files"][0].update(name=7), "does not put there"),
    "a list for a salt": (lambda inner: inner["links"][0].update(salt=["a"]), "does not put there"),
    "no report": (lambda inner: inner["files"].pop(0), "report.pdf: was added"),
    "one file twice": (lambda inner: inner["files"].append(inner["files"][0]), "that no such folder holds"),
}


@pytest.mark.parametrize("case", FORGED)
def test_a_list_made_anew_is_still_held_by_the_chain(both: Any, bundle: Path, case: str) -> None:
    change, why = FORGED[case]
    forge(bundle, change)
    code, said = both(bundle)
    assert code == 1
    assert why in said


def test_another_file_with_a_list_made_anew_is_told_by_its_entry(both: Any, bundle: Path) -> None:
    forge(bundle, _another_file)
    (bundle / "files" / "E-1.jpg").write_bytes(b"new")
    code, said = both(bundle)
    assert code == 1
    assert "same  files/E-1.jpg: not one byte was changed" in said
    assert "NO    files/E-1.jpg: entry #4 tells of another file." in said


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "/etc/hostname", "files/../../secret.txt", "C:\\secret.txt", "files\\E-1.jpg", "files/", "",
     "report.pdf\0", "files/E-1.jpg/../E-1.jpg", "~/secret", "//host/share", "manifest.json", "files/E-01.jpg"],
)  # fmt: skip
def test_a_list_that_points_elsewhere_is_not_followed(both: Any, bundle: Path, name: str) -> None:
    secret = bundle.parent / "secret.txt"
    secret.write_bytes(b"secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    forge(bundle, lambda inner: inner["files"].append({"name": name, "size": 6, "sha256": digest}))
    code, said = both(bundle)
    assert code == 1
    assert "The list names a file that no such folder holds" in said
    assert digest not in said


# ------------------------------------------------------------------------------------------------ whatever is there


def test_a_link_is_not_followed(both: Any, bundle: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.jpg"
    shutil.move(bundle / "files" / "E-1.jpg", outside)
    (bundle / "files" / "E-1.jpg").symlink_to(outside)
    code, said = both(bundle)
    assert code == 1
    assert "NO    files/E-1.jpg: cannot be read, or is not an ordinary file." in said


@pytest.mark.parametrize("what", ["files", "manifest.json"])
def test_a_linked_folder_or_list_is_not_followed(both: Any, bundle: Path, tmp_path: Path, what: str) -> None:
    outside = tmp_path / "outside"
    shutil.move(bundle / what, outside)
    (bundle / what).symlink_to(outside)
    assert both(bundle)[0] == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
@pytest.mark.parametrize("name", ["report.pdf", "manifest.json", "files/new"])
def test_a_pipe_is_not_waited_for(both: Any, bundle: Path, name: str) -> None:
    (bundle / name).unlink(missing_ok=True)
    os.mkfifo(bundle / name)
    assert both(bundle)[0] == 1


def test_a_folder_in_the_place_of_a_file_is_said(both: Any, bundle: Path) -> None:
    (bundle / "report.pdf").unlink()
    (bundle / "report.pdf").mkdir()
    assert "NO    report.pdf: cannot be read, or is not an ordinary file." in both(bundle)[1]


@pytest.mark.ordinary_user
def test_a_file_that_may_not_be_read_is_said(both: Any, bundle: Path) -> None:
    (bundle / "report.pdf").chmod(0)
    (bundle / "files").chmod(0)
    try:
        code, said = both(bundle)
    finally:
        (bundle / "files").chmod(0o700)
    assert code == 1
    assert "NO    report.pdf: cannot be read" in said


_BEGUN = b'{"manifest":{"format":"own-words-bundle","version":'
LISTS: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"%PDF-1.4",
    "another JSON": b"[]",
    "a number": b"7",
    "not UTF-8": b'{"manifest":{"version":1,"format":"own-words-bundle","x":"\xff"},"sha256":"00"}\n',
    "very deep": b"[" * 200_000,
    "deep inside": _BEGUN + b'1,"x":' + b"[" * 900 + b"]" * 900 + b'},"sha256":""}\n',
    "an endless number": b'{"manifest":' + b"9" * 100_000 + b',"sha256":""}\n',
    "no number": _BEGUN + b'NaN},"sha256":""}\n',
    "true for one": _BEGUN + b'true},"sha256":""}\n',
    "two of one name": _BEGUN + b'1,"version":1},"sha256":""}\n',
}  # fmt: skip


@pytest.mark.parametrize("case", LISTS)
def test_a_list_that_is_none_gets_a_plain_line(both: Any, bundle: Path, case: str) -> None:
    (bundle / "manifest.json").write_bytes(LISTS[case])
    code, said = both(bundle)
    assert code == 1
    assert "manifest.json" in said
    assert said.strip().endswith("this could not be checked.")


def test_places_that_hold_no_bundle_get_a_plain_line(both: Any, tmp_path: Path, bundle: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "There is no manifest.json here." in both(tmp_path / "empty")[1]
    assert "There is no folder at this place." in both(tmp_path / "nowhere")[1]
    packed = Path(shutil.make_archive(str(tmp_path / "bundle"), "zip", bundle))
    code, said = both(packed)
    assert (code, "Unpack it first" in said) == (1, True)


# --------------------------------------------------------------------------------------------------- the file itself


def test_it_is_one_short_file_of_the_standard_library_that_an_older_python_reads() -> None:
    tree = ast.parse(SOURCE, feature_version=(3, 8))
    asked = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    asked |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in asked} <= sys.stdlib_module_names
    assert "socket" not in SOURCE
    assert "urllib" not in SOURCE
    assert len(SOURCE.splitlines()) < 300
    longest = max((node.end_lineno or 0) - node.lineno for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    assert longest < 60


def test_its_sentences_keep_to_the_words_of_the_program() -> None:
    texts = [node.value for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Constant)]
    said = [text for text in texts if isinstance(text, str)]
    assert [found.group() for text in said for found in NEVER.finditer(text)] == []
    assert not any(word in " ".join(said).lower() for word in ("tamper", "court-proof", "undetectable"))
