# SPDX-License-Identifier: GPL-3.0-or-later
"""Things kept, on paper: each by its number, with both fingerprints, what the file says and what was said, and when."""

import dataclasses
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from journal.record.contents import Contents
from journal.record.entry import Entry
from journal.record.evidence import Evidence, EvidenceKind
from journal.report.blocks import Block, Event, Fact, Facts, Heading, Proofs, Report, Table
from journal.report.choice import CHOOSABLE, Choice, left_out
from journal.report.outline import outline
from journal.report.pdf import build
from journal.report.plain import plain_text
from journal.words import Words as Language
from tests.journal.report.kept import PRINTED, Record
from tests.journal.report.test_pdf import pages
from tests.journal.report.test_pictures import jpeg

GOLDEN = Path(__file__).parents[2] / "data" / "golden" / "things.txt"


class Kept(Record):
    """A record with things in it."""

    def __init__(self) -> None:
        super().__init__()
        self.evidence: list[Evidence] = []

    def file(self, incident: str, name: str, **more: Any) -> Entry:
        digest = hashlib.sha256(name.encode()).hexdigest()
        stored = more.pop("stored_digest", digest)
        known = {"name": name, "size": 2_481_233, "digest": digest, "stored_digest": stored, "media": "image/jpeg"}
        card = self.keep(incident, "file", {"kept_file": known | more})
        return self._numbered(card, EvidenceKind.FILE, name, "image/jpeg", 2_481_233)

    def thing(self, incident: str, what: str, **more: Any) -> Entry:
        return self._numbered(
            self.keep(incident, "thing", {"thing_what": what} | more), EvidenceKind.THING, what, "", 0
        )

    def _numbered(self, card: Entry, kind: EvidenceKind, name: str, media: str, size: int) -> Entry:
        number = len(self.evidence) + 1
        self.evidence.append(Evidence(number, card.id, card.incident, kind, name, media, size, card.kept))
        return card

    def contents(self, practice: bool = False) -> Contents:
        shown = {each.entry: jpeg for each in self.evidence if each.kind is EvidenceKind.FILE}
        found = super().contents(practice)
        return dataclasses.replace(found, evidence=tuple(self.evidence), pictures=shown)


def rich() -> Contents:
    record = Kept()
    home = record.incident("Walking home")
    record.keep(home, "setting", {"title": "Walking home", "place": "Pine and 4th"})
    photo = record.file(
        home,
        "IMG_2041.jpg",
        modified="2026-11-12T21:58:04-05:00",
        width=4032,
        height=3024,
        facts={"taken": "2026:11:12 21:58:04", "device": "Phone 12", "unheard_of": "<b>x</b>"},
    )
    record.keep(
        home,
        "file",
        {"file_shows": "My left wrist, that night.", "file_made_by": "my sister", "file_first_copy": "on her phone"},
        adds_to=photo,
    )
    record.keep(home, "file", {"kept_file": {"name": "IMG_2041 (1).jpg", "size": 2_481_233}}, adds_to=photo)
    record.thing(
        home,
        "The jacket I wore",
        thing_kept={
            "where": "a paper bag on the top shelf",
            "packed": "paper bag, taped",
            "log": [
                {"who": "me", "when": "since that night", "note": ""},
                {"who": "R.", "when": "May 2", "note": "to see"},
            ],
        },
        thing_photos=[{"card": photo.id, "name": "IMG_2041.jpg"}],
    )
    record.keep(
        home,
        "video",
        {"video_where": "Over the deli's door, it turns", "video_kind": "shop", "video_until": "two weeks, he said"},
    )
    return record.contents()


CONTENTS = rich()
ALL = tuple(each.id for each in CONTENTS.incidents)


def made(choice: Choice | None = None, contents: Contents = CONTENTS) -> Report:
    return outline(contents, choice or Choice(ALL), Language(), PRINTED)


def blocks(report: Report, part_id: str) -> Iterator[Block]:
    return (block for part in report.parts if part.id == part_id for block in part.blocks)


def facts(report: Report, part_id: str) -> list[Fact]:
    return [row for block in blocks(report, part_id) if isinstance(block, Facts) for row in block.rows]


def test_the_part_is_as_it_was_agreed_on() -> None:
    told = plain_text(made())
    if os.environ.get("OWN_WORDS_GOLDEN") == "write":
        GOLDEN.write_text(told, encoding="utf-8")
    assert told.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_both_fingerprints_of_a_file_stand_there_whole() -> None:
    digest = hashlib.sha256(b"IMG_2041.jpg").hexdigest()
    found = [row.text.replace(" ", "") for row in facts(made(), "evidence") if "SHA-256" in row.label]
    assert found == [digest, digest]
    tables = [block for block in blocks(made(), "integrity") if isinstance(block, Table)]
    assert [cell.replace(" ", "") for row in tables[-1].rows for cell in row][2] == digest


def test_a_picture_that_could_be_read_only_in_part_says_so_below_its_size() -> None:
    record = Kept()
    home, size = record.incident("One"), {"width": 40, "height": 30}
    record.file(home, "whole.jpg", **size)
    record.file(home, "cut.jpg", in_part=True, **size)
    rows = facts(made(Choice((home,)), record.contents()), "evidence")
    (place,) = [place for place, row in enumerate(rows) if row.text == Language()("facts.in_part")]
    names = [row.text for row in rows[:place] if row.label == Language()("facts.name")]
    assert names[-1] == "cut.jpg"
    assert rows[place - 1].label == Language()("facts.pixels")


def test_what_was_said_of_a_file_later_stands_below_it_with_its_date_and_nowhere_else() -> None:
    told = plain_text(made())
    assert told.count("My left wrist, that night.") == 1
    assert not list(blocks(made(), "additions"))
    assert [block.anchor for block in blocks(made(), "evidence") if isinstance(block, Heading)] == [
        "", "E-1", "#3", "E-2", "", "#6",
    ]  # fmt: skip


def test_a_files_answer_names_the_number_and_leads_to_it() -> None:
    (row,) = [row for row in facts(made(), "evidence") if row.text == "IMG_2041.jpg" and row.link]
    assert row.link == "E-1"
    assert not row.own


def test_a_picture_is_shown_small_with_its_number() -> None:
    (proofs,) = [block for block in blocks(made(), "evidence") if isinstance(block, Proofs)]
    assert [(each.mark, each.width, each.height) for each in proofs.pictures] == [("E-1", 4032, 3024)]
    pdf = build(made(), now=PRINTED)
    assert jpeg() in pdf
    assert "E-1" in "".join(pages(pdf))


def test_the_log_of_a_thing_is_told_line_by_line_in_its_order() -> None:
    rows = [row.text for row in facts(made(), "evidence") if row.label.startswith("Had it")]
    assert rows == ["me; since that night", "R.; May 2; to see"]


def test_where_video_may_be_stands_as_a_list_before_its_cards() -> None:
    lead = next(row for row in facts(made(), "evidence") if row.text == "Over the deli's door, it turns")
    assert lead.own
    assert lead.link == "#6"


def test_without_the_part_nothing_of_it_is_told_not_even_in_the_list_of_fingerprints() -> None:
    choice = Choice(ALL, parts=tuple(part for part in CHOOSABLE if part != "evidence"))
    told = plain_text(made(choice))
    for text in ("IMG_2041", "jacket", "wrist", "E-1"):
        assert text not in told
    assert "evidence" in left_out(CONTENTS, choice).parts


def test_a_thing_of_an_account_that_is_not_chosen_is_not_told() -> None:
    record = Kept()
    home, other = record.incident("One"), record.incident("Two")
    record.keep(home, "setting", {"title": "One"})
    hidden = record.file(other, "SECRET.jpg")
    record.thing(home, "A bag", thing_photos=[{"card": hidden.id, "name": "the other photo"}])
    told = plain_text(made(Choice((home,)), record.contents()))
    assert "SECRET" not in told
    assert "the other photo" in told
    assert "E-1" not in told


def test_a_file_that_came_in_for_another_account_too_is_told_in_both() -> None:
    record = Kept()
    home, other = record.incident("One"), record.incident("Two")
    photo = record.file(home, "IMG_1.jpg")
    again = {"name": "copy.jpg", "size": 5, "digest": "ab" * 32, "stored_digest": "ab" * 32}
    record.keep(other, "file", {"kept_file": again}, adds_to=photo)
    alone = plain_text(made(Choice((other,)), record.contents()))
    assert "E-1" in alone
    assert "copy.jpg" in alone
    assert "IMG_1.jpg" not in alone
    assert "abab abab" in alone
    both = made(Choice((home, other)), record.contents())
    assert [block.anchor for block in blocks(both, "evidence") if isinstance(block, Heading) and block.anchor] == [
        "E-1"
    ]
    assert "came in again as copy.jpg" in plain_text(both)


def test_a_mark_names_its_photos_by_number() -> None:
    step = _step_of_marks()
    if step is None:
        pytest.skip("no step asks for marks yet")
    record = Kept()
    home = record.incident("One")
    photo = record.file(home, "IMG_1.jpg")
    mark = {"id": "a", "side": "front", "at": [870, 450], "words": "sore", "files": [{"card": photo.id, "name": "x"}]}
    record.keep(home, step[0], {step[1]: [mark]})
    report = made(Choice((home,)), record.contents())
    (event,) = [block for part in report.parts for block in part.blocks if isinstance(block, Event)]
    assert event == Event("1", "sore", "front, left forearm · E-1", "E-1")


def test_an_odd_card_breaks_nothing() -> None:
    record = Kept()
    home = record.incident("One")
    record.keep(home, "setting", {"title": "One"})
    odd = {
        "name": 7,
        "size": "x",
        "digest": "zz",
        "stored_digest": None,
        "media": [],
        "modified": "?",
        "facts": 3,
        "width": "w",
    }
    record._numbered(record.keep(home, "file", {"kept_file": odd}), EvidenceKind.FILE, "", "", 0)
    record._numbered(record.keep(home, "file", {"kept_file": "no card"}), EvidenceKind.FILE, "x", "", 0)
    assert build(made(Choice((home,)), record.contents()), now=PRINTED)


def _step_of_marks() -> tuple[str, str] | None:
    from journal.guide.step import Kind
    from journal.guide.steps import OWN_ACCOUNT

    found = [(step.id, field.id) for step in OWN_ACCOUNT.steps for field in step.fields if field.kind is Kind.MARKS]
    return found[0] if found else None
