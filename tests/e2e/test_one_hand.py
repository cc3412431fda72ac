# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a mouse, as two people would: a parent at night, and someone with an arm in a sling."""

import hashlib

import pytest
from PIL import Image

from tests.e2e.desk import Desk
from tests.e2e.person import KeyboardOnly, Person
from tests.e2e.test_journey import TOLD, make_a_record, said_on, save_as, save_the_report, write_an_account

pytestmark = pytest.mark.long

SAID = "the loud man pushed the door and the plant fell"
BEFORE = "She was in the bath and played with the blue boat."
HELD = "He held my left arm over the elbow and turned me to the wall."
DOOR = "the laundry door"
BRUISE = "As wide as two fingers, dark the next morning."
SLEPT = "Woke at two and again at four."


def test_a_parent_keeps_what_a_child_said_and_it_is_printed_only_when_chosen(place, tmp_path):
    place.start()
    parent = KeyboardOnly(place)
    make_a_record(parent)
    parent.presses("home.child")
    parent.sees("step.child_how.title")
    parent.sees("child_how.listen.text")
    parent.presses("guide.go-on")
    parent.writes("field.child_called.label", "M.")
    parent.writes("field.child_relation.label", "her aunt")
    parent.presses("guide.keep")
    parent.presses("guide.go-on")
    parent.sees("step.child_there.title")
    parent.presses("guide.skip")
    parent.writes("field.child_words.label", SAID)
    parent.writes("field.child_before.label", BEFORE)
    parent.presses("guide.keep")
    parent.presses("guide.go-on")
    parent.writes("field.change_seen.label", SLEPT)
    parent.presses("guide.keep")
    parent.presses("guide.pause")
    parent.sees("home.title")
    write_an_account(parent)
    plain, whole = tmp_path / "plain.pdf", tmp_path / "whole.pdf"
    save_the_report(parent, plain)
    parent.presses("paper.back")
    parent.presses_text("M.")
    parent.presses("paper.make")
    save_as(parent, whole)
    told = said_on(plain)
    assert TOLD in told
    assert not any(text in told for text in (SAID, BEFORE, SLEPT))
    told = said_on(whole)
    assert all(text in told for text in (TOLD, SAID, BEFORE, SLEPT))
    leave(place, parent, SAID)


def test_someone_with_one_hand_tells_of_force_and_keeps_a_photo(place, tmp_path):
    photo = tmp_path / "IMG_2207.jpg"
    Image.effect_noise((1200, 900), 60).convert("RGB").save(photo, quality=85)
    place.start()
    person = KeyboardOnly(place)
    make_a_record(person)
    write_an_account(person)
    person.presses("guide.steps.button")
    person.presses("step.force.name")
    person.sees("force_ahead.leave.text")
    person.presses("guide.go-on")
    person.sees("step.force.title")
    person.writes("field.force_what.label", HELD)
    person.presses("guide.keep")
    person.sees("step.force.another")
    draw_the_place(person)
    mark_a_place(person)
    person.presses("rail.things")
    person.sees("things.empty")
    person.presses("files.add")
    person.replaces("File name:", str(photo))
    person.presses_text("Open")
    person.presses("bringing.keep")
    person.presses("bringing.done")
    person.sees_text(photo.name)
    paper = tmp_path / "for my lawyer.pdf"
    save_the_report(person, paper)
    told = said_on(paper)
    for text in (HELD, DOOR, BRUISE, person.words("body.upper_arm.left")):
        assert text in told
    assert "E-1" in told
    assert hashlib.sha256(photo.read_bytes()).hexdigest()[:4] in told
    leave(place, person, HELD)


def draw_the_place(person: KeyboardOnly) -> None:
    """A line, a word beside it, and where the person was."""
    person.presses("guide.steps.button")
    person.presses("step.sketch.name")
    person.sees("step.sketch.title")
    person.keys("space", *["Right"] * 12, "space", "l")
    person.types(DOOR)
    person.keys("Return", "Down", "Down", "y")
    person.sees_text(DOOR)
    person.presses("guide.keep")
    person.sees("guide.add_to")


def mark_a_place(person: KeyboardOnly) -> None:
    """From the list of plain names, which is as good as the outline."""
    person.presses("guide.steps.button")
    person.presses("step.body_marks.name")
    person.sees("step.body_marks.title")
    person.presses("marks.list")
    person.types(person.words("body.upper_arm.left"))
    person.keys("Return")
    person.writes("marks.words", BRUISE)
    person.presses("guide.keep")
    person.sees("guide.add_to")


def leave(place: Desk, person: Person, words: str) -> None:
    """Gone at once, without a word in any file."""
    person.presses("bar.leave")
    assert place.program is not None
    assert place.program.wait(5) == 0
    assert place.said() == []
    assert place.plain_traces(words) == []
