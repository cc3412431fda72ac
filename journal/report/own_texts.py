# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of the person's own in an entry, each with the way to it, and the same entry with those texts changed.

Ids, times and chosen options are no texts: what the program says for them is said on the page.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from journal.guide.answers import ME
from journal.guide.step import Kind
from journal.record.entry import Entry
from journal.report.choice import step_of

Way = tuple[str | int, ...]
# What stands under these names is an id, a digest or a time.
_NO_TEXT = frozenset(
    {"card", "id", "instead", "exactness", "source", "certainty", "incident", "digest", "stored_digest", "side"}
    | {"precision", "date", "time", "end_date", "end_time", "modified", "media"}
)
_CHOSEN = frozenset({Kind.CHOICE, Kind.CHOICES})


def own_texts(entry: Entry) -> Iterator[tuple[Way, str]]:
    """Each text of the answers: the field's id first in its way, then where in the answer."""
    for field, answer in _answers(entry):
        yield from _texts((field,), answer)


def with_texts(entry: Entry, change: Callable[[Way, str], str]) -> dict[str, Any]:
    """The answers with ``change(way, text)`` in the place of each text."""
    changed = {field: _changed((field,), answer, change) for field, answer in _answers(entry)}
    return dict(entry.answers) | changed


def is_name_of_file(way: Way) -> bool:
    """Whether a text is what a file is called."""
    return way[-1] == "name" and (way[0] == "kept_file" or len(way) > 2)


def every_text(plain: Any) -> Iterator[str]:
    """Every text anywhere in plain data, the names of its parts too."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, Mapping):
        for name, value in plain.items():
            yield str(name)
            yield from every_text(value)
    elif isinstance(plain, list | tuple):
        for value in plain:
            yield from every_text(value)


def _answers(entry: Entry) -> Iterator[tuple[str, Any]]:
    step = step_of(entry)
    chosen = {field.id for field in step.fields if field.kind in _CHOSEN} if step else set()
    return ((field, answer) for field, answer in entry.answers.items() if field not in chosen)


def _texts(way: Way, plain: Any) -> Iterator[tuple[Way, str]]:
    if isinstance(plain, str) and _is_text(way, plain):
        yield way, plain
    elif isinstance(plain, Mapping):
        for name, value in plain.items():
            yield from _texts((*way, str(name)), value)
    elif isinstance(plain, list | tuple):
        for place, value in enumerate(plain):
            yield from _texts((*way, place), value)


def _changed(way: Way, plain: Any, change: Callable[[Way, str], str]) -> Any:
    if isinstance(plain, str):
        return change(way, plain) if _is_text(way, plain) else plain
    if isinstance(plain, Mapping):
        return {name: _changed((*way, str(name)), value, change) for name, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [_changed((*way, place), value, change) for place, value in enumerate(plain)]
    return plain


def _is_text(way: Way, text: str) -> bool:
    """Numbers in a way are places in a list; an id may be the name of a list or of one value."""
    named = next((name for name in reversed(way[1:]) if isinstance(name, str)), "")
    return bool(text) and named not in _NO_TEXT and not (text == ME and named == "who")
