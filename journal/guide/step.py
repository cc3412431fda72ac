# SPDX-License-Identifier: GPL-3.0-or-later
"""What a step is: plain, printable data. The ids are stored with the answers and are for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The kinds of question. One widget for each in ui/fields; the shape of each answer in answers.py."""

    LINE = "line"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    MOMENT = "moment"
    PERSON = "person"
    QUOTE = "quote"
    ORDER = "order"
    CONTACT = "contact"
    MONEY = "money"
    FILES = "files"
    KEPT_FILE = "kept_file"
    THING = "thing"
    SKETCH = "sketch"
    MARKS = "marks"
    INCIDENT = "incident"


# Answered by the program when a file comes in, and only read by the person.
NEVER_ASKED = frozenset({Kind.KEPT_FILE})


class Part(StrEnum):
    """Where in the report a step is printed, in the report's order: what can run out, the account, then the rest."""

    COVER = "cover"
    CASE = "case"
    ACCOUNT = "account"
    SEQUENCE = "sequence"
    ENCOUNTER = "encounter"
    WORDS = "words"
    BODY = "body"
    OFFICERS = "officers"
    FORCE = "force"
    CUSTODY = "custody"
    REASON = "reason"
    TREATMENT = "treatment"
    WITNESSES = "witnesses"
    EVIDENCE = "evidence"
    INJURIES = "injuries"
    PROPERTY = "property"
    COMPLAINTS = "complaints"
    DAYS = "days"
    CHILD = "child"
    ADDITIONS = "additions"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Answered:
    """A condition: the field (of the same step, or of ``step``) was answered with one of ``options``."""

    field: str
    options: frozenset[str]
    step: str = ""

    def holds(self, answers: Mapping[str, Any]) -> bool:
        given = answers.get(self.field)
        return given in self.options if isinstance(given, str) else bool(self.options.intersection(given or ()))


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``feeling`` marks how it was to live through it, which a report can leave out apart from facts;
    ``identity`` what the person says of who they are, which it can leave out by itself.

    ``never_me``: a person who can't be the writer, so that nobody is offered "Me" for who did it to them. ``only``: the
    step whose cards alone are offered, where the question itself says who it can be.
    ``lines`` is how tall the box for a long text stands at first. While ``notice_when`` holds, the calm notice
    ``field.<id>.notice`` stands below the question.
    """

    id: str
    kind: Kind
    options: tuple[str, ...] = ()
    when: Answered | None = None
    feeling: bool = False
    lines: int = 4
    notice_when: Answered | None = None
    identity: bool = False
    never_me: bool = False
    only: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """A fresh card of ``step`` that can be begun from a person's card: its answer ``field`` then is that person."""

    step: str
    field: str


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the guide. ``repeats``: as many cards as the person likes.

    ``names_person``: each card is a person, whom other answers can point to by the card's id. ``open_at_first``: how
    many questions stand open; the others wait behind ``step.<id>.more``, so that a page is never a form. None: all.
    ``alone``: its cards have a page of their own; the guide's page shows the one that is written on, and no other.
    ``leads_to``: the id of the step that this page, which asks nothing, says beforehand; who skips the page skips that
    step too. ``told``: what a page that asks nothing says, piece by piece: ``<step>.<piece>.head`` and ``.text``.
    ``starts``: what can be begun from a card of this step; the words are ``start.<this step>.<that step>``.
    """

    id: str
    part: Part
    fields: tuple[Field, ...] = ()
    repeats: bool = False
    when: Answered | None = None
    names_person: bool = False
    open_at_first: int | None = None
    alone: bool = False
    leads_to: str = ""
    told: tuple[str, ...] = ()
    starts: tuple[Start, ...] = ()

    def field(self, field_id: str) -> Field:
        """Raises KeyError when the step has no such field."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)


@dataclass(frozen=True, slots=True)
class Guide:
    """The steps in their order. ``version`` goes up whenever a step or field comes, goes or changes its meaning.

    ``headings``: where a part of the list of steps begins, as (id of its first step, id of the heading).
    """

    id: str
    version: int
    steps: tuple[Step, ...]
    headings: tuple[tuple[str, str], ...] = ()

    def step(self, step_id: str) -> Step:
        """Raises KeyError when the guide has no such step."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)
