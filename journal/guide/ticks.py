# SPDX-License-Identifier: GPL-3.0-or-later
"""Round points along a stretch of time, no more of them than there is room to name."""

from datetime import datetime, time, timedelta

DAY = timedelta(days=1)
_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)
_DAYS = (1, 2, 7, 14, 30, 60, 90, 180, 365)


def stretch(points: list[datetime]) -> tuple[datetime, datetime]:
    """From the first to the last with some air on both sides, so that no mark stands on the edge."""
    first, last = min(points), max(points)
    air = max((last - first) * 0.08, timedelta(minutes=5))
    return first - air, last + air


def ticks(start: datetime, end: datetime, most: float) -> tuple[timedelta, list[datetime]]:
    """The step and the points; at least one unless nothing round lies between."""
    step = _step(end - start, max(most, 1.0))
    base = datetime.combine(start.date(), time())
    point = base + step * -((base - start) // step)
    found = []
    while point <= end:
        found.append(point)
        point += step
    return step, found


def _step(length: timedelta, most: float) -> timedelta:
    for step in (*(timedelta(minutes=each) for each in _MINUTES), *(timedelta(days=each) for each in _DAYS)):
        if length / step <= most:
            return step
    step = timedelta(days=_DAYS[-1])
    while length / step > most:
        step *= 2
    return step
