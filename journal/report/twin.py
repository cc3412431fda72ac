# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as one page of HTML that a screen reader reads in order: the same parts, the same words, no layout.

A PDF made here has no tags (docs/adr/0018): this file stands beside it. It holds no picture, no script and no address
outside itself. Every text goes through ``_safe``; user text is never markup.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from journal.report.blocks import (
    Answer,
    Block,
    Drawn,
    Event,
    Fact,
    Facts,
    Fingerprint,
    Heading,
    NewPage,
    Note,
    Picture,
    Proofs,
    Report,
    Said,
    Table,
    Words,
    depths,
)
from journal.report.stop import Cancelled, heedful
from journal.report.text import BAR, paragraphs, visible
from journal.words import Words as Language

_STYLE = """
body { max-width: 40em; margin: 2em auto; padding: 0 1em; line-height: 1.5; font-family: sans-serif;
  color: #22303a; background: #fff; overflow-wrap: anywhere }
.own, blockquote { font-family: serif; font-size: 1.1em; white-space: pre-wrap }
blockquote { margin: 0.5em 0; padding-inline-start: 0.8em; border-inline-start: 3px solid #8a939a }
blockquote p { margin: 0 }
dt, .question, .aside { color: #4a5761 }
dd { margin-inline-start: 1.5em }
table { border-collapse: collapse }
th, td { text-align: start; vertical-align: top; padding: 0.2em 0.8em 0.2em 0; border-bottom: 1px solid #b9c0c4 }
.covered { background: #22303a; color: #fff; padding: 0 0.3em }
a { color: #2e6a66 }
@media print { body { max-width: none; margin: 0 } nav { display: none } h2, h3, h4 { break-after: avoid } }
"""
# Nothing may be fetched or run, whatever stands in the page.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(report: Report, words: Language, cancelled: Cancelled = lambda: False) -> str:
    """The whole file. ``words``: the language of the report's own sentences. Nothing is written. Raises Stopped."""
    covered = f'<span class="covered">{_safe(report.bar)}</span>' if report.bar else visible(BAR, lambda _letter: True)
    return "\n".join(heedful(_Twin(report, words).lines(), cancelled)).replace(BAR, covered) + "\n"


class _Twin:
    """One report on its way to a page. Knows which places there are to go to."""

    def __init__(self, report: Report, words: Language) -> None:
        self._report, self._words = report, words
        headings = [block for part in report.parts for block in part.blocks if isinstance(block, Heading)]
        self._anchors = {heading.anchor for heading in headings if heading.anchor}
        self._given: set[str] = set()
        self._depths = depths(headings)
        listed = [heading for heading in headings if heading.listed]
        self._listed = {id(heading): f"part-{place}" for place, heading in enumerate(listed, 1)}
        self._contents = listed

    def lines(self) -> Iterator[str]:
        report, words = self._report, self._words
        side = "rtl" if words.right_to_left else "ltr"
        yield "<!DOCTYPE html>"
        yield f'<html lang="{_safe(report.language)}" dir="{side}">'
        yield f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">'
        yield f"<title>{_safe(report.title)}</title><style>{_STYLE}</style></head>"
        yield "<body>"
        yield from self._cover()
        yield from self._table_of_contents()
        yield "<main>"
        for part in report.parts:
            yield "<section>"
            for block in part.blocks:
                yield from self._block(block)
            yield "</section>"
        yield "</main>"
        edge = (report.margins.record, report.margins.fingerprint)
        yield f"<footer>{''.join(f'<p>{_flat(text)}</p>' for text in edge if text)}</footer>"
        yield "</body></html>"

    def _cover(self) -> Iterator[str]:
        cover, across = self._report.cover, self._report.margins.across
        yield "<header>"
        yield from (
            f"<p><strong>{_flat(text)}</strong></p>"
            for text in (across, cover.made_up, cover.covered, cover.legend)
            if text
        )
        yield f"<h1>{_flat(cover.kicker or self._report.title)}</h1>"
        yield f'<p class="aside">{_safe(self._words("report.twin.about"))}</p>'
        for account in cover.accounts:
            yield f"<p{_voice(account.own)}><strong>{_flat(account.title)}</strong></p>"
            yield from (f"<p>{_flat(line)}</p>" for line in account.lines)
        yield from self._facts(cover.facts)
        yield "</header>"

    def _table_of_contents(self) -> Iterator[str]:
        name = _flat(self._report.contents)
        yield f'<nav aria-labelledby="contents"><h2 id="contents">{name}</h2><ul>'
        for heading in self._contents:
            place = heading.anchor or self._listed[id(heading)]
            yield f"<li{_voice(heading.own)}>{_way(place, _flat(heading.text))}</li>"
        yield "</ul></nav>"

    def _block(self, block: Block) -> Iterator[str]:  # noqa: C901 - one case for each kind of block
        match block:
            case Heading():
                yield self._heading(block)
            case Said():
                yield f'<p dir="auto">{_flat(block.text)}</p>'
            case Note():
                yield f'<p class="aside">{self._note(block)}</p>'
            case Words():
                yield _own(block.text)
            case Answer():
                yield from self._answer(block)
            case Facts():
                yield from self._facts(block.rows)
            case Event():
                yield f"<p>{_flat(block.place)}</p>"
                yield from (_own(text) for text in (block.text,) if text)
                yield f'<p class="aside" dir="auto">{self._linked(block.known, block.link)}</p>' if block.known else ""
            case Table():
                yield from _table(block)
            case Fingerprint():
                yield f"<p><code>{_flat(block.text)}</code></p>"
            case Drawn():
                yield from self._drawn(block)
            case Picture() | Proofs():
                yield from self._pictures(block.pictures if isinstance(block, Proofs) else (block,))
            case NewPage():
                return

    def _heading(self, block: Heading) -> str:
        """A heading that others lead to has that name; the first one, where two have the same."""
        place, level = block.anchor or self._listed.get(id(block), ""), 2 + next(self._depths)
        named = f' id="{_place(place)}"' if place and place not in self._given else ""
        self._given.add(place)
        return f"<h{level}{named}{_voice(block.own)}>{_flat(block.text)}</h{level}>"

    def _answer(self, block: Answer) -> Iterator[str]:
        mark = block.mark if block.own or block.mark != block.link else ""
        beside = f' <span class="mark">{self._linked(mark, block.link)}</span>' if mark else ""
        yield f'<p class="question" dir="auto">{_flat(block.question)}{beside}</p>'
        yield _own(block.text) if block.own else f'<p dir="auto">{self._linked(block.text, block.link)}</p>'

    def _facts(self, rows: Sequence[Fact]) -> Iterator[str]:
        """A row without a label goes on with the one before."""
        if not rows:
            return
        yield "<dl>"
        for place, fact in enumerate(rows):
            if fact.label or not place:
                yield f'<dt dir="auto">{_flat(fact.label)}</dt>'
            link = f' <span class="aside">{self._linked(fact.link, fact.link)}</span>' if fact.link else ""
            text = f'<span class="own" dir="auto">{_flat(fact.text)}</span>' if fact.own else _flat(fact.text)
            yield f'<dd dir="auto">{text}{link}</dd>'
        yield "</dl>"

    def _drawn(self, block: Drawn) -> Iterator[str]:
        """What a drawing shows, in words, unless the blocks below it say it."""
        if block.question:
            yield f'<p class="question" dir="auto">{_flat(block.question)}</p>'
        told = block.drawing.told if block.told or block.only_drawn else ()
        yield f"<figure><p>{_safe(self._words('report.twin.drawing'))}</p>"
        if block.caption:
            yield f'<figcaption dir="auto">{_flat(block.caption)}</figcaption>'
        yield from _list(_flat(line) for line in told)
        yield "</figure>"

    def _pictures(self, pictures: Iterable[Picture]) -> Iterator[str]:
        """Each by its number and name. The pictures themselves are in the PDF, and beside it as they came in."""
        yield from _list(
            f"{_safe(self._words('report.twin.picture'))} {self._linked(each.mark, each.mark)} {_flat(each.caption)}"
            for each in pictures
        )

    def _note(self, block: Note) -> str:
        """The number in it leads to the entry; the whole of it where no number stands in it."""
        text = _flat(block.text)
        for link in block.links:
            if link not in self._anchors:
                continue
            found = re.search(re.escape(_safe(link)) + r"(?!\d)", text)
            if found is None:
                return _way(link, text)
            return text[: found.start()] + _way(link, found[0]) + text[found.end() :]
        return text

    def _linked(self, text: str, link: str) -> str:
        return _way(link, _flat(text)) if link in self._anchors and text else _flat(text)


def _safe(text: str) -> str:
    """What can be seen of the text, as on paper, and nothing that acts. A bar stays: ``html`` puts it in words."""
    return escape(BAR.join(visible(each, lambda _letter: True) for each in text.split(BAR)))


def _flat(text: str) -> str:
    """The text with its line ends."""
    return "<br>".join(_safe(line) for line in paragraphs(text))


def _own(text: str) -> str:
    """The person's words: one paragraph for each of theirs, each in its own direction."""
    lines = [f'<p dir="auto">{_safe(line) or "<br>"}</p>' for line in paragraphs(text)]
    return f"<blockquote>{''.join(lines)}</blockquote>"


def _voice(own: bool) -> str:
    return ' class="own" dir="auto"' if own else ' dir="auto"'


def _place(anchor: str) -> str:
    """An anchor as the name of a place: ``#4`` is the sign for a place itself, so it is left away."""
    return _safe(anchor.replace("#", "entry-"))


def _way(anchor: str, inside: str) -> str:
    return f'<a href="#{_place(anchor)}">{inside}</a>'


def _list(items: Iterable[str]) -> Iterator[str]:
    told = [f'<li dir="auto">{item}</li>' for item in items]
    if told:
        yield f"<ul>{''.join(told)}</ul>"


def _table(block: Table) -> Iterator[str]:
    head = "".join(f'<th scope="col">{_flat(cell)}</th>' for cell in block.head)
    yield f"<table><thead><tr>{head}</tr></thead><tbody>"
    for first, *others in block.rows:
        cells = "".join(f'<td dir="auto">{_flat(cell)}</td>' for cell in others)
        yield f'<tr><th scope="row" dir="auto">{_flat(first)}</th>{cells}</tr>'
    yield "</tbody></table>"
