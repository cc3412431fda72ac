# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a folder of pages and files that Own Words made. One file, Python 3.8 or later, nothing else needed.

    python verify.py            checks the folder that this file is in
    python verify.py FOLDER     checks that folder

It prints one line for each finding, then what that shows and what it does not. It ends with 0 when everything is as it
was, and with 1 when anything is not. It only reads, and nothing outside the folder. docs/bundle-format.md of the
program says how another program can do the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1
LIST = "manifest.json"
MOST = 256 * 1024 * 1024  # bytes of a list that are read
ALWAYS = ("report.pdf", "report.html", "chronology.csv", "how-to-check.txt", "verify.py")
NAME = re.compile(
    r"report\.pdf|report\.html|chronology\.csv|how-to-check\.txt|verify\.py|files/E-[1-9][0-9]{0,8}(\.[a-z0-9]{1,8})?"
)
HEX = re.compile(r"[0-9a-f]{64}")
# What file windows leave behind by themselves. Nothing refers to it.
LEFT_BY_SYSTEMS = re.compile(r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini", re.DOTALL)

SHOWS = """What this shows
  Every file listed above as the same is, byte for byte, the file that was put in this folder.
  Each entry is linked to all entries before it. If the last link above stands in a report or a note that you got
  earlier, nothing before it was changed, taken away or moved since then.
  An entry that is a fingerprint only was left out of these pages, taken out of sight or erased by its writer. Its place
  is still held, and nothing can be read from it."""
SHOWS_NOT = """What this does not show
  It does not show that something happened, or when it was written: times come from the clock of the writer's computer,
  and whoever uses a computer can set its clock.
  The writer could make a whole new record with other fingerprints. Someone who changes these files could make a new
  list to go with them. Only a fingerprint that you were given earlier, or another way, rules that out: compare the last
  link with the printed report, and ask the person who gave you this folder for the fingerprint of the list.
  A copy of verify.py that came with the folder can only be trusted as far as the folder. If it matters, use a copy that
  you got another way."""
ALL_SAME = "RESULT: everything in this folder is as it was when it was made."
NOT_ALL_SAME = "RESULT: NOT everything in this folder is as it was when it was made. See the lines marked NO above."
CANNOT = "RESULT: this could not be checked."


class Findings:
    """What was found, one line each. ``fine`` until something is not."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.fine = True

    def yes(self, text: str) -> None:
        self.lines.append("same  " + text)

    def note(self, text: str) -> None:
        self.lines.append("      " + text)

    def no(self, text: str) -> None:
        self.lines.append("NO    " + text)
        self.fine = False


class Stop(Exception):
    """There is nothing to go on with; the text says why."""


def canonical(content: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8; half a surrogate pair as its escape."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return "".join(f"\\u{ord(c):04x}" if 0xD800 <= ord(c) <= 0xDFFF else c for c in whole).encode("utf-8")


def shown(name: str) -> str:
    """A name from the folder, safe for any terminal and not endless."""
    text = name.encode("ascii", "backslashreplace").decode("ascii")
    text = "".join(c if " " <= c <= "~" else "?" for c in text)
    return text if len(text) <= 100 else text[:97] + "..."


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of an ordinary file. Never follows a link, never waits for a pipe. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not stat.S_ISREG(os.lstat(str(path)).st_mode):
        raise OSError
    with os.fdopen(os.open(str(path), flags), "rb") as file:
        while True:
            block = file.read(1024 * 1024)
            if not block:
                return
            yield block


def read_list(folder: Path) -> tuple[dict[str, Any], str]:
    """The list of the folder, and its fingerprint. Raises Stop when it says nothing that can be checked."""
    data = list_bytes(folder)
    try:
        whole = json.loads(data.decode("utf-8"))
        inner, given, version = whole["manifest"], whole["sha256"], whole["manifest"]["version"]
        if inner["format"] != "own-words-bundle" or type(version) is not int or version < 1:
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError, MemoryError):
        raise Stop("The list manifest.json is not as Own Words makes it. Something in it was changed.") from None
    if version > VERSION:
        raise Stop("A newer Own Words made this folder. This check is too old to judge it: use the newer verify.py.")
    try:
        digest = hashlib.sha256(canonical(inner)).hexdigest()
        same = canonical({"manifest": inner, "sha256": digest}) + b"\n" == data and given == digest
    except (ValueError, TypeError, RecursionError, MemoryError):
        same = False
    if not same:
        raise Stop("The list manifest.json was changed: its own fingerprint does not fit it.")
    return inner, digest


def list_bytes(folder: Path) -> bytes:
    """The list as it lies there. Raises Stop."""
    try:
        if folder.is_file():
            raise Stop("This is one file. Unpack it first, then check the folder that comes out of it.")
        if not folder.is_dir():
            raise Stop("There is no folder at this place.")
        data = bytearray()
        for block in blocks(folder / LIST):
            data += block
            if len(data) > MOST:
                raise Stop("The list manifest.json is far too long to be one that Own Words made.")
    except FileNotFoundError:
        raise Stop(
            "There is no manifest.json here. Choose the folder that has it. If none has, it was taken out."
        ) from None
    except (OSError, ValueError):
        raise Stop(
            "The folder, or manifest.json in it, cannot be read here. Copy it elsewhere and try again."
        ) from None
    return bytes(data)


def present(folder: Path, found: Findings) -> Iterator[str]:
    """The names of what lies in the folder, for comparison with the list."""
    for below, prefix in ((folder, ""), (folder / "files", "files/")):
        if prefix and (below.is_symlink() or not below.is_dir()):
            continue
        try:
            here = sorted(os.scandir(str(below)), key=lambda each: each.name)
        except OSError:
            found.no(shown(prefix or "The folder") + ": cannot be looked into.")
            continue
        for each in here:
            if not prefix and each.name == "files" and each.is_dir(follow_symlinks=False):
                continue
            if each.is_file(follow_symlinks=False) and LEFT_BY_SYSTEMS.fullmatch(each.name):
                found.note(f"{shown(prefix + each.name)}: left by a computer's own file window. It was not looked at.")
                continue
            yield prefix + each.name


def check_files(folder: Path, inner: dict[str, Any], found: Findings) -> None:
    listed = set()
    for each in inner["files"]:
        name = each["name"]
        if not (NAME.fullmatch(name) and HEX.fullmatch(each["sha256"]) and name not in listed):
            found.no("The list names a file that no such folder holds: " + shown(name))
            continue
        listed.add(name)
        check_file(folder, each, found)
    for name in present(folder, found):
        if name not in listed and name != LIST:
            found.no(shown(name) + ": was added. The list does not name it.")
    for name in ALWAYS:
        if name not in listed:
            found.no(f"The list does not name {name}, which every such folder has.")
    for each in inner["unread"]:
        found.note(f"{shown(each['evidence'])}: this file is not here. It could not be read when the folder was made.")


def check_file(folder: Path, each: dict[str, Any], found: Findings) -> None:
    name, hasher, length = each["name"], hashlib.sha256(), 0
    try:
        if "/" in name and (folder / "files").is_symlink():
            raise OSError
        for block in blocks(folder / name):
            hasher.update(block)
            length += len(block)
    except FileNotFoundError:
        found.no(name + ": is missing.")
    except OSError:
        found.no(name + ": cannot be read, or is not an ordinary file.")
    else:
        if hasher.hexdigest() == each["sha256"] and length == each["size"]:
            found.yes(f"{name}: not one byte was changed ({each['sha256']})")
        else:
            found.no(name + ": was changed. It is not the file that the list names.")


def check_chain(inner: dict[str, Any], found: Findings) -> dict[int, Any]:
    """The entries, link by link. Gives the content of those that can be read here, by number."""
    before, contents = b"\0" * 32, {}
    for place, each in enumerate(inner["links"], 1):
        commitment, link = each["commitment"], each["link"]
        if each["seq"] != place or not (HEX.fullmatch(commitment) and HEX.fullmatch(link)):
            found.no(f"Entry #{place}: the list is not as it was made.")
            return {}
        if "content" in each or "salt" in each:
            salt = bytes.fromhex(each["salt"])
            said = b"entry-v1" + salt + canonical(each["content"])
            if len(salt) != 16 or hashlib.sha256(said).hexdigest() != commitment:
                found.no(f"Entry #{place}: its words do not fit its fingerprint.")
                return {}
            contents[place] = each["content"]
        here = b"link-v1" + before + place.to_bytes(8, "big") + bytes.fromhex(commitment)
        before = hashlib.sha256(here).digest()
        if before.hex() != link:
            found.no(f"Entry #{place}: it does not fit the entries before it.")
            return {}
    if before.hex() != inner["head"]:
        found.no("The last entry does not fit the last link that the list names. Entries were taken away or added.")
        return {}
    number = len(inner["links"])
    found.yes(f"The entries: {number} in their order. Each fits those before it.")
    only = number - len(contents)
    found.note(f"{len(contents)} can be read in the list, and fit their fingerprints. {only} are fingerprints only.")
    return contents


def check_origins(inner: dict[str, Any], contents: dict[int, Any], found: Findings) -> None:
    """Whether the fingerprint of each file also stands in the entry that was kept when the file came in."""
    for each in inner["files"]:
        if "evidence" not in each:
            continue
        name, card = shown(each["name"]), contents.get(each["entry"])
        if card is None:
            found.note(f"{name}: the entry that tells of it is not among those that can be read here.")
        elif card["answers"]["kept_file"]["digest"] == each["sha256"]:
            found.yes(f"{name}: entry #{each['entry']}, kept {shown(card['kept'])}, tells of this same file.")
        else:
            found.no(f"{name}: entry #{each['entry']} tells of another file.")


def check(folder: Path) -> tuple[list[str], bool]:
    """The lines to print, and whether everything is as it was."""
    found = Findings()
    told: list[str] = []
    try:
        inner, digest = read_list(folder)
    except Stop as why:
        return ["NO    " + str(why), "", CANNOT], False
    found.yes(f"manifest.json: the list fits its own fingerprint ({digest})")
    try:
        check_files(folder, inner, found)
        check_origins(inner, check_chain(inner, found), found)
        told += [f"Record {shown(inner['record'])}, printed {shown(inner['printed'])}, {shown(inner['program'])}."]
        if inner["covered"]:
            told += ["Some words are covered in these pages on purpose. No files come with such a copy."]
        told += [
            "The last link is",
            "  " + spaced(inner["head"]),
            "The fingerprint of the list is",
            "  " + spaced(digest),
        ]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, MemoryError):
        found.no("The list holds something that Own Words does not put there. Nothing more can be said.")
    result = ALL_SAME if found.fine else NOT_ALL_SAME
    return [*found.lines, "", *told, "", SHOWS, "", SHOWS_NOT, "", result], found.fine


def spaced(digest: str) -> str:
    """In groups of four, as on paper."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def main(arguments: list[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) > 1 or given[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 1
    lines, fine = check(Path(given[0]) if given else Path(__file__).parent)
    print("\n".join(lines))
    if not given and sys.platform == "win32" and sys.stdin is not None and sys.stdin.isatty():
        input("\nPress Enter to close this window.")  # it was started by a double click
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
