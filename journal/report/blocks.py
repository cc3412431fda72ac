# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report is made of, as plain frozen data: parts, and in each part headings, answers, words and tables.

Every block says who is speaking. ``own`` marks the person's words, which are printed letter for letter in the
serif; everything else is the program speaking, smaller and plainer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from journal.record.drawing import Drawing


class Level(IntEnum):
    """How deep a heading stands, in the contents and in the outline of the file."""

    INCIDENT = 0
    PART = 1
    CARD = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """``anchor`` is where links lead to, e.g. ``#4``; ``listed``: it stands in the table of contents; ``numbered``: its
    anchor does, in a row with others. ``whole``: what follows is about the whole report, not about the account before
    it."""

    text: str
    level: Level
    anchor: str = ""
    own: bool = False
    listed: bool = False
    whole: bool = False
    numbered: bool = False


def depths(headings: Iterable[Heading]) -> Iterator[int]:
    """How deep each stands, from 0: accounts and what is about the whole report beside each other, the rest below."""
    of_account = False
    for heading in headings:
        if heading.level is Level.INCIDENT or heading.whole:
            of_account = not heading.whole
        yield max(int(heading.level) - (not of_account), 0)


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph in the program's words."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A short line in the program's words: when something was written, how it is known. ``links``: entries it names."""

    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The person's own words, letter for letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as it was worded when it was answered, and the answer: own words, or a choice from a list.

    ``mark`` says something about the answer itself, such as how close a quote is; ``link`` is an entry it points to.
    """

    question: str
    text: str
    own: bool
    mark: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a list of facts. ``link`` is the entry that the row comes from."""

    label: str
    text: str
    own: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """``close``: set smaller and closer, for what is to stay on one page."""

    rows: tuple[Fact, ...]
    close: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One part of the order of things: its place, the person's words, then when, how known and how sure.

    ``link`` is what the last line leads to, if it names something that stands elsewhere.
    """

    place: str
    text: str
    known: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Short cells in the program's words; ``widths`` are shares of the line that add up to 1."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A digest in groups of four, for comparing by eye."""

    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing in one piece, as wide as the line at most, with ``caption`` below it in the program's words.

    ``told``: what the drawing says in words stands below it too, line by line. ``only_drawn``: what it says stands in
    no other block, so whoever cannot see it has to be told. ``question`` stands above a drawing that answers one.
    ``share`` of the line is how wide it may be.
    """

    drawing: Drawing
    caption: str = ""
    told: bool = True
    question: str = ""
    share: float = 1.0
    only_drawn: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of something kept, read by ``key`` from ``Report.pictures`` when its page is drawn.

    ``width`` and ``height`` in pixels say its shape until then. ``mark`` is its number (E-4), which is also its link;
    ``unshown`` stands in its place when it cannot be shown. ``share`` of the depth of a page is how tall it may be.
    """

    key: str
    width: int
    height: int
    caption: str = ""
    mark: str = ""
    unshown: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Proofs:
    """Small pictures, several in a row, each with its number and its name."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a fresh page."""


Block = (
    Heading | Said | Note | Words | Answer | Facts | Event | Table | Fingerprint | Drawn | Picture | Proofs | NewPage
)


@dataclass(frozen=True, slots=True)
class Part:
    """``id`` names the kind of part (``account``, ``integrity`` …). Its first block is its heading."""

    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An incident on the cover: its title, in the person's words if it has one, and when it was."""

    title: str
    own: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page. ``legend`` is empty unless the record was written for a lawyer's advice, ``covered`` unless this
    is a copy with words covered."""

    kicker: str
    accounts: tuple[Account, ...]
    facts: tuple[Fact, ...]
    legend: str = ""
    made_up: str = ""
    covered: str = ""


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands at the edge of each page, ready to print; ``page`` has ``{page}`` and ``{pages}``."""

    page: str
    record: str
    fingerprint: str
    legend: str = ""
    across: str = ""
    made_up: str = ""
    covered: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report, ready for any printer. ``contents`` is the heading of the table of contents.

    ``bar`` is the word that is copied with a black bar (text.py, ``BAR``); without it there are no bars in the report.
    ``pictures`` read a picture's JPEG, one at a time, while its page is drawn (journal/record/contents.py).
    """

    title: str
    language: str
    paper: str
    cover: Cover
    margins: Margins
    contents: str
    parts: tuple[Part, ...]
    bar: str = ""
    pictures: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
