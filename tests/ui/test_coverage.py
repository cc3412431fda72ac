# SPDX-License-Identifier: GPL-3.0-or-later
"""Every question of every guide: an answer given on the real page, kept, is found by search and stands in the report.

A field that is added and not printed, or not searchable, makes this fail; so does one that docs/coverage.md does not
name. What the program answers itself, or asks elsewhere, is named in ``ELSEWHERE``, with the reason.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journal.guide.spoken import label, option_label
from journal.guide.step import NEVER_ASKED, Field, Kind, Part, Step
from journal.guide.steps import GUIDES, OWN_ACCOUNT
from journal.record.drawing import Text
from journal.record.entry import Entry
from journal.record.incident import CHILD_SHEET_GUIDE
from journal.report.blocks import Answer, Drawn, Report
from journal.report.choice import NEVER_PRINTED, ONLY_ON_COVER, Choice
from journal.report.outline import outline
from journal.report.plain import plain_text
from journal.vault.vault import Vault
from tests.conftest import FixedClock
from tests.helpers.rooms import entry_of, on_vault, settled, shown, unfold
from ui.pages.guide_page import GuidePage
from ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

# Guides that an account is begun with; what belongs to the others stands in any.
INCIDENTS = frozenset({OWN_ACCOUNT.id, CHILD_SHEET_GUIDE})
# Guides that lead nobody through questions: the program writes their entries, or a page of its own asks.
BY_PROGRAM = frozenset({"acts"})
# Fields that no page of the guide asks, and who answers them.
ELSEWHERE = {
    "same_department": "chosen on the page of a department (tests/ui/pages/test_person_page.py)",
}
STEPS = {
    step.id: (guide.id, step)
    for guide in reversed(GUIDES.values())
    if guide.id not in BY_PROGRAM
    for step in guide.steps
    if step.fields
}
PAPER = Path(__file__).parents[2] / "docs" / "coverage.md"


def asked(step: Step) -> list[Field]:
    return [field for field in step.fields if field.kind not in NEVER_ASKED and field.id not in ELSEWHERE]


def mark(field: Field, part: str = "") -> str:
    """A word that stands nowhere else, for one part of one answer."""
    return "zq" + re.sub("[^a-z]", "", field.id) + part + "zq"


def chosen(step: Step, field: Field) -> str:
    """An option with which every question that depends on this one stands open."""
    conditions = [each.when for each in step.fields if each.when is not None and each.when.field == field.id]
    fits = [option for option in field.options if all(option in each.options for each in conditions if each.options)]
    return next((option for option in fits if option not in ("none", "not_sure")), fits[0])


def moment(field: Field) -> dict[str, Any]:
    return {"precision": "about", "date": "2026-03-05", "time": "21:40", "words": mark(field, "when")}


def part_of_order(field: Field) -> dict[str, Any]:
    known = {"source": ["told"], "told_by": mark(field, "by"), "certainty": "sure"}
    return {"id": "p1", "text": mark(field), "moment": moment(field), **known}


def thing(field: Field) -> dict[str, Any]:
    log = [{name: mark(field, name) for name in ("who", "when", "note")}]
    return {"where": mark(field, "where"), "packed": mark(field, "packed"), "log": log}


def sketch(field: Field) -> dict[str, Any]:
    shapes = [{"label": {"at": [500, 300], "text": mark(field)}}, {"mark": {"at": [100, 100], "who": "me"}}]
    return {"width": 1000, "height": 700, "shapes": shapes}


def body_mark(field: Field) -> dict[str, Any]:
    return {"id": "m1", "side": "front", "at": [500, 300], "words": mark(field), "moment": moment(field), "files": []}


def sample(step: Step, field: Field, cards: dict[str, str]) -> Any:
    """An answer whose every part can be told from any other."""
    word = mark(field)
    by_kind: dict[str, Any] = {
        Kind.MOMENT: moment(field),
        Kind.PERSON: {"card": cards[step.id] if step.names_person else "", "name": word},
        Kind.QUOTE: {"words": word, "exactness": "close", "language": mark(field, "language")},
        Kind.ORDER: [part_of_order(field)],
        Kind.CONTACT: {name: mark(field, name) for name in ("phone", "email", "other")},
        Kind.MONEY: {"amount": word, "currency": mark(field, "currency")},
        Kind.INCIDENT: {"incident": cards["incident"], "name": word},
        Kind.FILES: [{"card": cards["thing"], "name": word}],
        Kind.THING: thing(field),
        Kind.SKETCH: sketch(field),
        Kind.MARKS: [body_mark(field)],
    }
    if field.options:
        option = chosen(step, field)
        return option if field.kind is Kind.CHOICE else [option]
    return by_kind.get(field.kind, word)


def words_in(answer: Any) -> Iterator[str]:
    if isinstance(answer, dict):
        for each in answer.values():
            yield from words_in(each)
    elif isinstance(answer, list):
        for each in answer:
            yield from words_in(each)
    elif isinstance(answer, str) and answer.startswith("zq"):
        yield answer


def other_cards(vault: Vault, session: Session) -> dict[str, str]:
    """Cards to point to: of another day, and of a thing."""
    other = vault.incidents.start("own_account").id
    thing = entry_of(vault, session, other, "thing", {"thing_what": "A coat"}, guide="things")
    named = {"officers": "known_as", "others": "known_as"}
    people = {step: entry_of(vault, session, other, step, {field: "Someone"}) for step, field in named.items()}
    return {"thing": thing.id, "incident": other} | {step: card.id for step, card in people.items()}


def kept_on_the_page(guide: str, step: Step, session: Session, qtbot: QtBot) -> tuple[Entry, dict[str, Any]]:
    """Each question of the step answered in its own widget, and the card kept with the page's own button."""
    begun = guide if guide in INCIDENTS else OWN_ACCOUNT.id
    incident = on_vault(session, qtbot, lambda vault: vault.incidents.start(begun).id)
    cards = on_vault(session, qtbot, lambda vault: other_cards(vault, session))
    arguments = {"incident": incident, "guide": guide, "step": step.id}
    if any(field.kind in NEVER_ASKED for field in step.fields):
        known = {"kept_file": {"name": "a.jpg", "size": 1}}
        file = on_vault(session, qtbot, lambda vault: entry_of(vault, session, incident, step.id, known, guide=guide))
        arguments["adds_to"] = file.id
    page = shown(GuidePage(session), qtbot, **arguments)
    unfold(page, qtbot)
    form = page._body.form
    given = {field.id: sample(step, field, cards) for field in asked(step)}
    for name, answer in given.items():
        form.blocks[name].widget.set_value(answer)
        form.blocks[name].widget.changed.emit()
    for name in given:
        assert not form.blocks[name].isHidden(), f"{step.id}/{name} is never open: who answers it?"
    settled(session, qtbot)
    [keep] = [each for each in page.findChildren(QPushButton, "keep") if each.isVisible()]
    keep.click()
    settled(session, qtbot)
    entries = on_vault(session, qtbot, lambda vault: list(vault.entries.all()))
    [kept] = [each for each in entries if any(words_in(dict(each.answers)))]
    return kept, given


@pytest.mark.parametrize(("guide", "step"), STEPS.values(), ids=list(STEPS))
def test_every_answer_is_found_and_printed(guide: str, step: Step, open_session: Session, qtbot: QtBot) -> None:
    entry, given = kept_on_the_page(guide, step, open_session, qtbot)
    said = set(words_in(given))
    assert said == set(words_in(dict(entry.answers))), "what was answered on the page is what is kept"
    lost = [word for word in said if not _finds(open_session, qtbot, word, entry)]
    assert lost == [], "kept, and not found by search"
    contents = on_vault(open_session, qtbot, lambda vault: vault.contents())
    ids = [each.id for each in contents.incidents]
    every = Choice(ids, skipped=True, purpose=True, sheets=ids, child_names=True)
    report = outline(contents, every, open_session.words, FixedClock().now())
    if step.part is not Part.COVER:  # the first page repeats some answers: each has to stand in its own place
        places = {step.part, Part.ADDITIONS} if entry.adds_to else {step.part}
        report = replace(report, parts=tuple(part for part in report.parts if part.id in places))
    text = "\n".join([plain_text(report), *drawn(report)])
    private = {mark(field) for field in asked(step) if field.id in NEVER_PRINTED}
    assert [word for word in said - private if word not in text] == [], "kept, and not printed"
    answers = [block for part in report.parts for block in part.blocks if isinstance(block, Answer)]
    for field in asked(step):
        if field.options:
            _is_printed(step, field, given[field.id], answers, text, open_session)


def drawn(report: Report) -> Iterator[str]:
    """The words that stand on drawings."""
    for part in report.parts:
        for block in part.blocks:
            if isinstance(block, Drawn):
                yield from (shape.text for shape in block.drawing.shapes if isinstance(shape, Text))


def _finds(session: Session, qtbot: QtBot, word: str, entry: Entry) -> bool:
    hits = on_vault(session, qtbot, lambda vault: vault.search.find(word))
    return any(hit.id == entry.id for hit in hits)


def _is_printed(step: Step, field: Field, answer: Any, answers: list[Answer], text: str, session: Session) -> None:
    [option] = answer if isinstance(answer, list) else [answer]
    worded = option_label(field, option, session.words)
    question = label(field, session.words)
    found = any(each.question == question and worded in each.text for each in answers)
    if field.id in NEVER_PRINTED:
        assert not found
    elif step.part is Part.COVER or field.id in ONLY_ON_COVER:
        assert worded in text
    else:
        assert found, f"{step.id}/{field.id} is kept and not printed"


# ------------------------------------------------------------------------------------------------------ the table


def rows() -> list[tuple[str, str, str]]:
    found = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAPER.read_text(encoding="utf-8"), re.M)
    return [(name, where, printed) for name, where, printed in found if "`" in where]


def test_the_table_of_what_is_covered_names_every_field_as_it_is_and_no_other() -> None:
    named = [each for _name, where, _printed in rows() for each in re.findall(r"`(\w+/\w+)`", where)]
    there = {f"{step.id}/{field.id}" for guide in GUIDES.values() for step in guide.steps for field in step.fields}
    assert there - set(named) == set(), f"name them in {PAPER.name}, with where they are printed"
    assert set(named) - there == set(), f"{PAPER.name} names what is not asked"


def test_the_table_says_truly_where_each_field_is_printed(open_session: Session) -> None:
    words = open_session.words
    parts = {step.id: step.part for guide in GUIDES.values() for step in guide.steps}
    for name, where, printed in rows():
        for step in {each.partition("/")[0] for each in re.findall(r"`(\w+/\w+)`", where)}:
            part = parts[step]
            told = words(f"report.part.{part}") if part != "cover" else "Cover"
            assert told in printed, f"{name}: {step} is printed in “{told}”"
