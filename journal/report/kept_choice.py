# SPDX-License-Identifier: GPL-3.0-or-later
"""A choice of what goes into a report, kept by name or as the last one, as plain data.

What has come into the record since is never in it by itself, and whoever shows it says what that is. Whatever stands
in a setting is read with care: what cannot be understood is as if it had never been kept.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from journal.report.choice import PAPERS, PHOTOS, Choice

VERSION = 1
LONGEST_NAME = 80  # letters
_LISTS = ("incidents", "parts", "sheets")
_SWITCHES = ("feelings", "contacts", "identity", "skipped", "purpose", "child_names", "copies", "department")
_ONE_OF = {"photos": PHOTOS, "paper": PAPERS}


@dataclass(frozen=True, slots=True)
class KeptChoice:
    """``known``: the ids of all accounts, sheets and parts that there were to choose from when it was kept."""

    choice: Choice
    known: frozenset[str]

    def plain(self) -> dict[str, Any]:
        names = (*_LISTS, *_SWITCHES, *_ONE_OF, "language", "about")
        said = {name: getattr(self.choice, name) for name in names}
        lists = {name: sorted(map(str, said[name])) for name in _LISTS}
        return {"version": VERSION, **said, **lists, "known": sorted(self.known)}

    def new_among(self, there: Collection[str]) -> list[str]:
        """What has come since, of these ids, in their order."""
        return [each for each in there if each not in self.known]


@dataclass(frozen=True, slots=True)
class Named:
    """One of the choices that were kept by name; ``kept`` is None where a newer program knows what it means."""

    name: str
    kept: KeptChoice | None
    plain: Mapping[str, Any]


def from_plain(value: Any) -> KeptChoice | None:
    """The opposite of ``plain``; None for anything else."""
    if not isinstance(value, dict) or value.get("version") != VERSION:
        return None
    given: dict[str, Any] = {}
    for name in (*_LISTS, "known"):
        if not _is_texts(value.get(name)):
            return None
        given[name] = tuple(value[name])
    known = frozenset(given.pop("known"))
    given |= {name: value[name] for name in _SWITCHES if isinstance(value.get(name), bool)}
    given |= {name: value[name] for name, allowed in _ONE_OF.items() if value.get(name) in allowed}
    given |= {name: value[name] for name in ("language", "about") if isinstance(value.get(name), str)}
    return KeptChoice(Choice(**given), known)


def named(value: Any) -> list[Named]:
    """The choices kept by name, in the order of keeping, out of a setting that may hold anything."""
    found = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return [
        Named(each["name"][:LONGEST_NAME], from_plain(each.get("choice")), each)
        for each in found
        if isinstance(each.get("name"), str) and each["name"].strip()
    ]


def with_named(value: Any, name: str, kept: KeptChoice) -> list[dict[str, Any]]:
    """The setting with this choice under this name, in the place of one that was called so, else last."""
    fresh = {"name": tidy(name), "choice": kept.plain()}
    rest = [dict(each.plain) for each in named(value)]
    places = [place for place, each in enumerate(rest) if tidy(each["name"]) == fresh["name"]]
    if places:
        rest[places[0]] = fresh
        return rest
    return [*rest, fresh]


def renamed(value: Any, old: str, new: str) -> list[dict[str, Any]]:
    """The setting with a choice called otherwise. A name that another one has is not taken from it."""
    found = named(value)
    if any(tidy(each.name) == tidy(new) for each in found if each.name != old):
        return [dict(each.plain) for each in found]
    return [dict(each.plain) | ({"name": tidy(new)} if each.name == old else {}) for each in found]


def without(value: Any, name: str) -> list[dict[str, Any]]:
    return [dict(each.plain) for each in named(value) if each.name != name]


def tidy(name: str) -> str:
    """A name on one line, not too long for a button."""
    return " ".join(name.split())[:LONGEST_NAME].strip()


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
