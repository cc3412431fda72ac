# SPDX-License-Identifier: GPL-3.0-or-later
"""Strips -> pages: which strip stands where. Nothing is drawn here: page numbers are known before any page is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from journal.report.strips import Strip


@dataclass(frozen=True, slots=True)
class Placed:
    """``top`` is how far below the top margin the strip begins."""

    top: float
    strip: Strip


@dataclass(slots=True)
class Sheet:
    """One page of strips from the top margin down."""

    depth: float
    strips: list[Placed] = field(default_factory=list)
    used: float = 0.0

    def fits(self, group: Sequence[Strip]) -> bool:
        if not self.strips:
            return _height((*group[0].again, *group)) <= self.depth
        return self.used + group[0].before + _height(group) <= self.depth

    def has_room(self, group: Sequence[Strip]) -> bool:
        """Whether the group fits, and below each of its headings there is more than the group itself."""
        at = self.used + group[0].before
        for place, strip in enumerate(group):
            at += strip.before if place else 0
            if at + strip.room > self.depth:
                return False
            at += strip.height
        return self.fits(group)

    def put(self, strip: Strip) -> None:
        if not self.strips:
            for above in strip.again:
                self.place(above)
        self.place(strip)

    def place(self, strip: Strip) -> None:
        self.used += strip.before if self.strips else 0
        self.strips.append(Placed(self.used, strip))
        self.used += strip.height


def paginate(strips: Iterable[Strip], depth: float) -> list[Sheet]:
    """Each strip once, in order. What holds together stands on one page unless it is longer than a page."""
    sheets = [Sheet(depth)]
    for group in _groups(strips):
        if group[0].fresh:
            if sheets[-1].strips:
                sheets.append(Sheet(depth))
            group = group[1:]
            if not group:
                continue
        if not sheets[-1].has_room(group) and sheets[-1].strips:
            sheets.append(Sheet(depth))
        for strip in group:
            if not sheets[-1].fits([strip]) and sheets[-1].strips:
                sheets.append(Sheet(depth))
            sheets[-1].put(strip)
    return sheets


def _groups(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Strips that hold each other, and the first that holds no more."""
    group: list[Strip] = []
    for strip in strips:
        if strip.fresh and group:
            yield group
            group = []
        group.append(strip)
        if not strip.holds:
            yield group
            group = []
    if group:
        yield group


def _height(group: Sequence[Strip]) -> float:
    return sum(strip.height for strip in group) + sum(strip.before for strip in group[1:])
