# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of each kind's answer, as plain JSON data.

| kind | answer |
|---|---|
| line, long_text | the text, letter for letter |
| choice | an option id |
| choices | a list of option ids, in the field's order |
| moment | ``Moment.plain()`` (journal/record/moment.py) |
| person | ``{"card": id of the person's card or "me" or "", "name": how they were called when chosen}`` |
| quote | ``{"words": text, "exactness": "exact" or "close" or "gist" or "not_sure" or "", "language": text}`` |
| order | a list of parts ``{"id", "text", "moment", "source": [...], "certainty"}`` from first to last |
| contact | ``{"phone", "email", "other"}``, texts |
| money | ``{"amount", "currency"}``, texts as typed: nothing is ever added up |
| files | a list of ``{"card": id of the card of a thing kept, "name": what it was called when chosen}`` |
| kept_file | ``{"name", "size", "digest", "stored_digest", "media", "modified", "facts", "width", "height"}`` (below) |
| thing | ``{"where", "packed", "log": [{"who", "when", "note"} ...]}``, texts as typed, the log as it was ordered |
| sketch | ``{"width": 1000, "height": 700, "shapes": [...]}``, a place as it was drawn (journal/guide/sketch.py) |
| marks | a list of marks on the outline of a body, each with its words (journal/guide/body_marks.py) |
| incident | ``{"incident": id of an account, "name": how it was called when chosen}`` |

A kept file is never asked for: its card is kept when the file comes in. ``size`` is in bytes, the digests are SHA-256
in hexadecimal (of the bytes as they came, and of what was sealed, read back), ``media`` a media type or empty,
``modified`` the file's own time as a stamp or empty, ``facts`` texts that the file says of itself by name, width and
height pixels; ``"in_part": true`` besides where the picture could be read only in part.

Any answer can instead be ``{"instead": "dont_know" | "not_sure" | "rather_not"}``. Nothing is an answer: an empty one
is left out of the draft.
"""

from collections.abc import Mapping
from typing import Any

from journal.guide.step import Field, Kind, Step
from journal.record.moment import Moment

INSTEAD = ("dont_know", "not_sure", "rather_not")
EXACTNESS = ("exact", "close", "gist", "not_sure")
ME = "me"
# What a line of a thing's custody log is made of.
LOG = ("who", "when", "note")


def instead(answer: Any) -> str:
    """Which of ``INSTEAD`` was answered, or an empty text."""
    given = answer.get("instead") if isinstance(answer, dict) else None
    return given if given in INSTEAD else ""


def is_empty(field: Field, answer: Any) -> bool:
    """Whether there is nothing to keep. A text of spaces is the person's own and is kept."""
    if instead(answer):
        return False
    match field.kind:
        case Kind.MOMENT:
            return Moment.from_plain(answer) is None
        case Kind.QUOTE | Kind.CONTACT | Kind.MONEY:
            return not any((answer or {}).values())
        case Kind.THING:
            return not any((answer or {}).values())
        case Kind.INCIDENT:
            return not (answer or {}).get("incident")
        case Kind.PERSON:
            return not (answer or {}).get("card") and not (answer or {}).get("name")
        case Kind.SKETCH:
            return not (isinstance(answer, dict) and answer.get("shapes"))
        case _:
            return not answer


def without_empty(step: Step, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that say something, in the step's order. Ids the step does not know are kept: they are someone's."""
    known = {field.id for field in step.fields}
    said = {
        field.id: answers[field.id]
        for field in step.fields
        if field.id in answers and not is_empty(field, answers[field.id])
    }
    return said | {name: value for name, value in answers.items() if name not in known}
