# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that comes with a bundle: what lies in it, and how anyone can check that nothing was changed."""

import textwrap
from collections.abc import Iterator, Sequence

from journal.dates import stamp_text
from journal.handover.manifest import Copy
from journal.record.chain import fingerprint
from journal.words import Words

NAME = "how-to-check.txt"
_WIDTH = 100
_COLUMN = 20
_FILES = {
    "report.pdf": "report",
    "report.html": "twin",
    "chronology.csv": "chronology",
    "manifest.json": "manifest",
    "verify.py": "verify",
    NAME: "page",
}
_RUN = ("python verify.py",)
# In the order of ``bundle.page.systems``: what each has for working out a SHA-256.
_BY_HAND = ("certutil -hashfile report.pdf SHA256", "shasum -a 256 report.pdf", "sha256sum report.pdf")


def text(copy: Copy, files: int, unread: Sequence[str]) -> bytes:
    """UTF-8 with a mark at its start and CRLF: every editor of every system shows it as it is. ``files``: how many
    came along; ``unread``: the numbers of those that could not."""
    lines = "\r\n".join(_lines(copy, copy.words, files, unread))
    return b"\xef\xbb\xbf" + lines.encode("utf-8", "backslashreplace")


def _lines(copy: Copy, words: Words, files: int, unread: Sequence[str]) -> Iterator[str]:
    made = words("bundle.page.made", record=copy.contents.record_number, printed=stamp_text(copy.printed, words))
    yield from (words("bundle.page.title"), "", made, "")
    yield from (words("bundle.page.inside.title"), "")
    for name, key in _FILES.items():
        yield from _row(name, words(f"bundle.page.file.{key}"))
    if files:
        yield from _row("files/", words.count("bundle.page.files", files))
    for note in _notes(copy, words, unread):
        yield from ("", *textwrap.wrap(note, _WIDTH))
    yield from _section(words, "quick", [("", each) for each in _RUN])
    yield from ("", *textwrap.wrap(words("bundle.page.quick.after"), _WIDTH))
    systems = words("bundle.page.systems").split(" | ")
    yield from _section(words, "by_hand", list(zip(systems, _BY_HAND, strict=True)))
    for name in ("shows", "shows_not", "sure"):
        yield from _section(words, name)
    yield from ("", "", words("bundle.page.link"), "", f"    {fingerprint(copy.contents.head)}", "")


def _notes(copy: Copy, words: Words, unread: Sequence[str]) -> list[str]:
    notes = [words("bundle.page.covered")] if copy.covered else []
    return notes + ([words("bundle.page.unread", numbers=", ".join(unread))] if unread else [])


def _section(words: Words, name: str, rows: Sequence[tuple[str, str]] = ()) -> Iterator[str]:
    yield from ("", "", words(f"bundle.page.{name}.title"), "")
    yield from textwrap.wrap(words(f"bundle.page.{name}.text"), _WIDTH)
    if rows:
        yield ""
    for label, said in rows:
        yield from _row(label, said) if label else [f"    {said}"]


def _row(label: str, said: str) -> list[str]:
    rest = " " * (4 + _COLUMN)
    return textwrap.wrap(said, _WIDTH, initial_indent=f"    {label:{_COLUMN}}", subsequent_indent=rest)
