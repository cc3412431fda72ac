# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands on the pages otherwise than it was written: the key says so once, and only where there is any."""

from dataclasses import replace
from functools import cache

from journal.report.blocks import Block, Heading, Level, Report, Said
from journal.report.emoji import EMOJI, is_named
from journal.report.fonts import VOICE
from journal.report.text import BAR, paragraphs, visible
from journal.report.told import Voice, retold
from journal.words import Words


def with_codes_explained(report: Report, words: Words) -> Report:
    """The report, with a word in its key on codes and on names in brackets if it has such."""
    found: set[str] = set()

    def say(_part: str, _under: str, _voice: Voice, text: str) -> str:
        if not all(map(_is_usual, set(text))):
            found.update(_kinds(text.replace(BAR, "")))
        return text

    retold(report, say)
    said: list[Block] = []
    if "codes" in found:
        said.append(Said(words("report.key.codes")))
    if "emoji" in found:
        said.append(Said(words("report.key.emoji")))
    if not said:
        return report
    blocks = (Heading(words("report.key.code.title"), Level.CARD), *said)
    return replace(
        report,
        parts=tuple(
            replace(part, blocks=(*part.blocks, *blocks)) if part.id == "key" else part for part in report.parts
        ),
    )


def _kinds(text: str) -> set[str]:
    rest = EMOJI.sub(lambda emoji: "" if is_named(emoji[0], _has_font) else emoji[0], text)
    found = {"emoji"} if rest != text else set()
    if any(visible(line, _has_font) != line for line in paragraphs(rest)):
        found.add("codes")
    return found


@cache
def _has_font(letter: str) -> bool:
    return VOICE.find(letter) is not None


@cache
def _is_usual(letter: str) -> bool:
    return letter == "\n" or visible(letter, _has_font) == letter
