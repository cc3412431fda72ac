# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as plain text: for copying, for readers of the screen, and to see in a diff what a change does to it."""

from collections.abc import Iterator
from textwrap import indent

from journal.report.blocks import (
    Answer,
    Block,
    Drawn,
    Event,
    Facts,
    Fingerprint,
    Heading,
    Level,
    Note,
    Picture,
    Proofs,
    Report,
    Said,
    Table,
    Words,
)

_OWN = "    | "
_UNDER = {Level.INCIDENT: "=", Level.PART: "-"}


def plain_text(report: Report) -> str:
    """Everything that stands on the pages but their edges; the person's words have a line at their side here too."""
    lines = [*_cover(report), ""]
    for part in report.parts:
        for block in part.blocks:
            lines += _block(block)
        lines.append("")
    return "\n".join(lines)


def _cover(report: Report) -> Iterator[str]:
    cover = report.cover
    yield from (text for text in (cover.made_up, cover.covered, cover.kicker) if text)
    for account in cover.accounts:
        yield from ("", _own(account.title) if account.own else account.title, *account.lines)
    yield ""
    yield from _facts(Facts(cover.facts))
    yield from (text for text in (cover.legend,) if text)


def _block(block: Block) -> Iterator[str]:  # noqa: C901 - one case for each kind of block
    match block:
        case Heading():
            yield ""
            yield _own(block.text) if block.own else block.text
            if block.level in _UNDER:
                yield _UNDER[block.level] * max(len(block.text), 4)
        case Said() | Note():
            yield block.text
        case Words():
            yield _own(block.text)
        case Answer():
            mark = f" [{block.mark}]" if block.mark else ""
            yield f"? {block.question}{mark}"
            yield _own(block.text) if block.own else f"    {block.text}"
        case Facts():
            yield from _facts(block)
        case Event():
            yield f"{block.place}."
            yield _own(block.text)
            yield f"    {block.known}"
        case Drawn() | Picture() | Proofs():
            yield from _figure(block)
        case Table():
            for row in (block.head, *block.rows):
                yield " ; ".join(row)
        case Fingerprint():
            yield block.text


def _facts(block: Facts) -> Iterator[str]:
    for fact in block.rows:
        link = f" ({fact.link})" if fact.link else ""
        yield f"* {fact.label}{link}"
        yield _own(fact.text) if fact.own else f"    {fact.text}"


def _figure(block: Drawn | Picture | Proofs) -> Iterator[str]:
    match block:
        case Drawn():
            yield from (f"? {text}" for text in (block.question,) if text)
            yield from (text for text in (block.caption,) if text)
            yield from (f"    {line}" for line in block.drawing.told if block.told)
        case Picture():
            yield _named(block)
        case Proofs():
            yield from (_named(each) for each in block.pictures)


def _named(picture: Picture) -> str:
    return f"[{' '.join(text for text in (picture.mark, picture.caption) if text)}]"


def _own(text: str) -> str:
    return indent(text, _OWN, lambda _line: True)
