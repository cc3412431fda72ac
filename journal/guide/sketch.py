# SPDX-License-Identifier: GPL-3.0-or-later
"""A sketch of the place: its answer, read kindly, as a drawing and as words. Knows no screen and no paper.

The answer is ``{"width": 1000, "height": 700, "shapes": [...]}`` in whole units, each shape one of
``{"line": [[x, y], ...]}``, ``{"label": {"at": [x, y], "text"}}`` and ``{"mark": {"at": [x, y], "who"}}``, where who is
"me" or a text. Whatever else stands there is passed over when it is read, and never written.
"""

from collections.abc import Sequence
from math import hypot, isfinite
from typing import Any

from journal.guide.answers import ME
from journal.record.drawing import Anchor, Disc, Drawing, Ink, Point, Stroke, Text
from journal.words import Words

WIDTH, HEIGHT = 1000, 700
LETTERS = 28  # the size of words on the sheet
MARK = 13  # the radius of a mark
# More than anyone draws: a sheet beyond it was not made here, and is not let to stop the program.
_MOST_SHAPES, _MOST_POINTS, _TALLEST = 5_000, 20_000, 4_000
_NEAR = 0.8  # units that a line may be off when points are left out: less than can be seen
_PEN = 4.0
_LONGEST = 24  # letters of a word that surely stand whole on the sheet

Shape = dict[str, Any]


def shapes(answer: Any) -> list[Shape]:
    """What is on the sheet, in the order it was drawn. Never raises, whatever ``answer`` is."""
    raw = answer.get("shapes") if isinstance(answer, dict) else None
    tall = height(answer)
    cleaned = (_clean(each, tall) for each in raw[:_MOST_SHAPES]) if isinstance(raw, list | tuple) else ()
    return [shape for shape in cleaned if shape]


def height(answer: Any) -> int:
    given = answer.get("height") if isinstance(answer, dict) else None
    return given if isinstance(given, int) and HEIGHT <= given <= _TALLEST else HEIGHT


def answer_of(drawn: list[Shape], tall: int = HEIGHT) -> dict[str, Any]:
    """The answer that holds these shapes; nothing when there are none."""
    return {"width": WIDTH, "height": tall, "shapes": drawn} if drawn else {}


def drawing(answer: Any, words: Words) -> Drawing:
    return drawing_of(shapes(answer), height(answer), words)


def drawing_of(found: Sequence[Shape], tall: int, words: Words) -> Drawing:
    """The same, of shapes that were read already."""
    drawn = [part for shape in found for part in _drawn(shape, words)]
    edge = Stroke(((0, 0), (WIDTH, 0), (WIDTH, tall), (0, tall)), 2.0, Ink.FAINT, closed=True)
    return Drawing(WIDTH, tall, (edge, *drawn), tuple(told(shape, words, tall) for shape in found))


def told(shape: Shape, words: Words, tall: int = HEIGHT) -> str:
    """One shape as words: what it is and where it stands on the sheet."""
    if line := shape.get("line"):
        start, end = zone(line[0], words, tall), zone(line[-1], words, tall)
        if start == end:
            return words("sketch.told.line_at", zone=start)
        return words("sketch.told.line", start=start, end=end)
    if label := shape.get("label"):
        return words("sketch.told.label", text=label["text"], zone=zone(label["at"], words, tall))
    mark = shape["mark"]
    where = zone(mark["at"], words, tall)
    if mark["who"] == ME:
        return words("sketch.told.me", zone=where)
    if not mark["who"]:
        return words("sketch.told.someone", zone=where)
    return words("sketch.told.mark", who=mark["who"], zone=where)


def zone(point: Any, words: Words, tall: int = HEIGHT) -> str:
    """Which of the nine fields of the sheet a point lies in, e.g. “upper left”."""
    across = min(int(point[0] * 3 / WIDTH), 2)
    down = min(int(point[1] * 3 / tall), 2)
    return words(f"sketch.zone.{('upper', 'middle', 'lower')[down]}_{('left', 'middle', 'right')[across]}")


def own_words(answer: Any) -> list[str]:
    """Every word that the person wrote on the sheet: for search, and to stand whole beside the drawing."""
    found = []
    for shape in shapes(answer):
        text = shape["label"]["text"] if "label" in shape else shape["mark"]["who"] if "mark" in shape else ""
        if text and text != ME:
            found.append(text)
    return found


def long_words(answer: Any) -> list[str]:
    """Those that may not stand whole on the sheet."""
    return [text for text in own_words(answer) if len(text) > _LONGEST or "\n" in text]


def whole(point: Any, tall: int = HEIGHT) -> list[int] | None:
    """A point in whole units within the sheet; None for what is no point."""
    if not isinstance(point, list | tuple) or len(point) != 2:
        return None
    if not all(isinstance(each, int | float) and not isinstance(each, bool) and _is_number(each) for each in point):
        return None
    return [round(min(max(point[0], 0), WIDTH)), round(min(max(point[1], 0), tall))]


def simplified(line: list[list[int]]) -> list[list[int]]:
    """The same line with as few points as it needs (Ramer 1972; Douglas and Peucker 1973)."""
    if len(line) < 3:
        return list(line)
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        farthest, place = 0.0, 0
        for at in range(first + 1, last):
            off = _distance(line[at], line[first], line[last])
            if off > farthest:
                farthest, place = off, at
        if farthest > _NEAR:
            keep[place] = True
            waiting += [(first, place), (place, last)]
    return [point for point, kept in zip(line, keep, strict=True) if kept]


def _is_number(value: float) -> bool:
    return isinstance(value, int) or isfinite(value)


def _distance(point: list[int], start: list[int], end: list[int]) -> float:
    """How far a point lies from the straight way between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    along = min(max(along, 0.0), 1.0)
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def _clean(shape: Any, tall: int) -> Shape | None:
    if not isinstance(shape, dict):
        return None
    line, label, mark = shape.get("line"), shape.get("label"), shape.get("mark")
    if isinstance(line, list | tuple):
        points = [place for each in line[:_MOST_POINTS] if (place := whole(each, tall))]
        return {"line": points} if points else None
    if isinstance(label, dict):
        at, text = whole(label.get("at"), tall), label.get("text")
        return {"label": {"at": at, "text": text}} if at and isinstance(text, str) and text else None
    if isinstance(mark, dict):
        at, who = whole(mark.get("at"), tall), mark.get("who")
        return {"mark": {"at": at, "who": who}} if at and isinstance(who, str) else None
    return None


def _drawn(shape: Shape, words: Words) -> list[Stroke | Disc | Text]:
    if "line" in shape:
        return [Stroke(tuple((x, y) for x, y in shape["line"]), _PEN)]
    if "label" in shape:
        text, at = shape["label"]["text"], shape["label"]["at"]
        return [_words(text, at, _turns(at[0], text), own=True)]
    mark = shape["mark"]
    me = mark["who"] == ME
    centre: Point = (mark["at"][0], mark["at"][1])
    disc = Disc(centre, MARK, Ink.ACCENT if me else Ink.MAIN, filled=me)
    said = words("sketch.you") if me else mark["who"]
    beside = MARK + 8
    along = -beside if _turns(centre[0] + beside, said) else beside
    return [disc, _words(said, [mark["at"][0] + along, mark["at"][1]], along < 0, own=not me)] if said else [disc]


def _words(text: str, at: list[int], turns: bool, *, own: bool) -> Text:
    """To the right of their place, or to the left of it where the sheet ends too soon."""
    room = at[0] if turns else WIDTH - at[0]
    base = at[1] + LETTERS * 0.34
    return Text(text, (at[0], base), LETTERS, Anchor.END if turns else Anchor.START, own=own, width=max(room, 1))


def _turns(x: float, text: str) -> bool:
    """How wide a word is depends on who draws it; half its height for each letter is near enough."""
    return x > WIDTH / 2 and x + len(text) * LETTERS / 2 > WIDTH
