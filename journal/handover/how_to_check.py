# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that comes with a bundle: what lies in it, and how anyone can check that nothing was changed."""

from collections.abc import Sequence

from journal.dates import stamp_text
from journal.handover.manifest import Copy
from journal.record.chain import fingerprint
from journal.words import Words

NAME = "how-to-check.txt"
_WIDTH = 100
_SECTIONS = ("inside", "quick", "by_hand", "shows", "shows_not", "sure")


def text(copy: Copy, words: Words, files: int, unread: Sequence[str]) -> bytes:
    """UTF-8 with a mark at its start and CRLF: every editor of every system shows it as it is."""
    values = {
        "record": copy.contents.record_number,
        "printed": stamp_text(copy.printed, words),
        "link": fingerprint(copy.contents.head),
    }
    lines = [words("bundle.page.title"), "", words("bundle.page.made", **values), ""]
    for section in _SECTIONS:
        lines += [words(f"bundle.page.{section}.title"), ""]
        lines += words(f"bundle.page.{section}.text").split("\n")
        if section == "inside":
            lines += _files(copy, words, files, unread)
        lines.append("")
    lines += [words("bundle.page.link"), "", f"    {values['link']}", ""]
    wrapped = (piece for line in lines for piece in _wrapped(line))
    return b"\xef\xbb\xbf" + "\r\n".join(wrapped).encode("utf-8", "backslashreplace")


def _files(copy: Copy, words: Words, files: int, unread: Sequence[str]) -> list[str]:
    if copy.covered:
        return ["", words("bundle.page.covered")]
    lines = [words.count("bundle.page.files", files)] if files else []
    return lines + ([words("bundle.page.unread", numbers=", ".join(unread))] if unread else [])


def _wrapped(line: str) -> list[str]:
    import textwrap

    if line.startswith("    "):
        return [line]
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent, break_long_words=False) or [""]
