# SPDX-License-Identifier: GPL-3.0-or-later
"""Which steps and fields stand open, given the answers. Pure functions; no step is ever closed to the list of steps."""

from collections.abc import Mapping
from typing import Any

from journal.guide.step import Field, Guide, Step


def route(guide: Guide, answers: Mapping[str, Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps in order, each once, without those whose condition does not hold. ``answers`` is by step id."""
    return tuple(
        step for step in guide.steps if step.when is None or step.when.holds(answers.get(step.when.step or step.id, {}))
    )


def after(steps: tuple[Step, ...], step_id: str) -> Step | None:
    """The step after ``step_id``, or None at the end. A step that has left the route leads to the first."""
    ids = [step.id for step in steps]
    if step_id not in ids:
        return steps[0] if steps else None
    place = ids.index(step_id) + 1
    return steps[place] if place < len(steps) else None


def before(steps: tuple[Step, ...], step_id: str) -> Step | None:
    """The step before ``step_id``, or None at the start."""
    ids = [step.id for step in steps]
    place = ids.index(step_id) - 1 if step_id in ids else -1
    return steps[place] if place >= 0 else None


def leading_to(guide: Guide, step_id: str) -> Step | None:
    """The page that says beforehand what this step asks, if there is one."""
    return next((step for step in guide.steps if step.leads_to == step_id), None)


def open_fields(step: Step, answers: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of the step whose condition holds. An answer in a field that has closed stays kept as it was."""
    return tuple(field for field in step.fields if field.when is None or field.when.holds(answers))
