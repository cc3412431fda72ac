# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters -> runs. In a line of two directions each stands where it is read, and is drawn when readers expect it."""

from collections.abc import Iterable
from dataclasses import dataclass

from journal.report.bidi import order
from journal.report.embed import Face
from journal.report.line import SPACES, Line, Run
from journal.report.reading import stretches, turned_round
from journal.report.shape import Cluster
from journal.report.text import BAR

_CLOSE = 0.5  # thousandths of the size: what is nearer than this stands side by side


def in_order(clusters: Iterable[Cluster], bar: Run | None) -> tuple[Run, ...]:
    """The runs of a stretch from left to right, drawn as it is written."""
    runs: list[Run | _Growing] = []
    for cluster in clusters:
        last = runs[-1] if runs else None
        if bar and cluster.letters == BAR:
            runs.append(bar)
        elif isinstance(last, _Growing) and last.face is cluster.face:
            last.codes.append(cluster.code(cluster.letters))
            last.reach += cluster.width
        else:
            runs.append(_Growing(cluster.face, [cluster.code(cluster.letters)], cluster.width))
    return tuple(run.made() if isinstance(run, _Growing) else run for run in runs)


def two_ways(clusters: list[Cluster], start: int, size: float, bar: Run | None) -> Line:
    """A line of a paragraph with this base level. Its spaces at the end stand outside its width."""
    full = sum(cluster.width for cluster in clusters)
    words = len(clusters)
    while words and clusters[words - 1].letters.strip(SPACES) == "":
        words -= 1
    reach = sum(cluster.width for cluster in clusters[:words])
    levels = [cluster.level for cluster in clusters[:words]] + [start] * (len(clusters) - words)
    places: list[float] = [0.0] * len(clusters)
    across = float(reach - full) if start else 0.0
    for number in order(levels):
        places[number] = across
        across += clusters[number].width
    runs: list[Run | _Growing] = []
    end = 0.0
    for cluster, place, letters in _drawn(clusters, places):
        last = runs[-1] if runs else None
        if bar and cluster.letters == BAR:
            runs.append(bar._replace(start=place))
        elif isinstance(last, _Growing) and last.face is cluster.face:
            if abs(place - end) >= _CLOSE:
                last.codes.append(f"> {end - place:.0f} <")
            last.codes.append(cluster.code(letters))
        else:
            runs.append(_Growing(cluster.face, [cluster.code(letters)], 0.0, place))
        end = place + cluster.width
    made = tuple(run.made() if isinstance(run, _Growing) else run for run in runs)
    return Line(made, reach * size / 1000, leftward=bool(start))


@dataclass(slots=True)
class _Growing:
    """A run to which codes are still added."""

    face: Face
    codes: list[str]
    reach: float
    start: float | None = None

    def made(self) -> Run:
        return Run(self.face, "".join(self.codes), self.reach, start=self.start)


def _drawn(clusters: list[Cluster], places: list[float]) -> Iterable[tuple[Cluster, float, str]]:
    """Each cluster with its place and what is copied of it, in the order of drawing."""
    begins: dict[int, int] = {}
    text = ""
    for number, cluster in enumerate(clusters):
        begins[len(text)] = number
        text += cluster.letters
    for begin, end, turned in stretches(text):
        numbers = [begins[at] for at in range(begin, end) if at in begins]
        for number in reversed(numbers) if turned else numbers:
            cluster = clusters[number]
            letters = turned_round(cluster.letters) if turned else cluster.letters
            # PDFium drops large letters where it turns text round: there an emoji is copied as its name.
            yield cluster, places[number], "" if turned and cluster.rest else letters
