# SPDX-License-Identifier: GPL-3.0-or-later
"""Every step that holds answers belongs to one kind, and so can be found by it."""

from journal.guide.kinds import KINDS, steps_of
from journal.guide.steps import GUIDES


def test_each_step_is_in_exactly_one_kind() -> None:
    steps = {step.id for guide in GUIDES.values() for step in guide.steps if step.fields}
    listed = [step for kind in KINDS.values() for step in kind]
    assert sorted(listed) == sorted(steps)


def test_an_unknown_kind_says_nothing() -> None:
    assert steps_of(["words", "none"]) == {"words"}
    assert steps_of([]) == frozenset()


def test_marks_on_the_body_are_found_with_the_injuries() -> None:
    assert steps_of(["body"]) == {"body_marks", "injuries", "care"}
