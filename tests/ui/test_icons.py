# SPDX-License-Identifier: GPL-3.0-or-later
"""Every icon that the program names is there and is drawn."""

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from ui import style
from ui.icons import _character, icon

UI = Path(__file__).parent.parent.parent / "ui"


def named() -> set[str]:
    """What stands second in a call of a button, or alone in a call of ``icon``."""
    found = set()
    for path in UI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'\bicon\("([a-z-]+)"', text))
        found |= set(
            re.findall(r'[Bb]utton\((?:[^()]|\([^()]*\))*?, "([a-z]+(?:-[a-z]+)*)", "(?:plain|main|chip|quiet)"', text)
        )
    return found


def test_each_named_icon_exists(qapp):
    names = named() | {"house", "pencil-simple", "users", "sun-horizon", "printer", "leaf", "lifebuoy", "check"}
    assert len(names) > 12
    for name in names:
        assert _character(name)


def test_an_unknown_icon_is_a_bug(qapp):
    with pytest.raises(ValueError):
        icon("no-such-thing")


def test_an_icon_takes_the_colour_of_the_moment(qapp):
    made = icon("lock")
    for theme, tokens in (("light", style.LIGHT), ("dark", style.DARK)):
        style.apply(qapp, theme, 100)
        picture = made.pixmap(QSize(48, 48), QIcon.Mode.Normal).toImage()
        strongest = max(
            (picture.pixelColor(x, y) for x in range(48) for y in range(48)), key=lambda colour: colour.alpha()
        )
        assert strongest == QColor(tokens.ink)
    style.apply(qapp, "light", 100)


def test_the_icon_package_itself_is_never_imported(qapp):
    icon("lock")
    assert "qtawesome" not in sys.modules


def painted(name: str, direction: Qt.LayoutDirection) -> QImage:
    picture = QImage(48, 48, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setLayoutDirection(direction)
    icon(name).paint(painter, picture.rect())
    painter.end()
    return picture


def ink(picture: QImage) -> list[float]:
    """How dark each upright quarter of it is, of 1."""
    dark = [sum(255 - picture.pixelColor(x, y).value() for y in range(48)) / (48 * 255) for x in range(48)]
    return [sum(dark[at : at + 12]) / 12 for at in range(0, 48, 12)]


@pytest.mark.parametrize("name", ["sign-out", "list-bullets", "arrow-u-down-left"])
def test_what_points_along_the_line_turns_round_in_a_mirrored_window(qapp, name):
    forth, back = (
        ink(painted(name, each)) for each in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
    )
    assert forth == pytest.approx(back[::-1], abs=0.01)
    assert forth != pytest.approx(forth[::-1], abs=0.01)


def test_what_points_nowhere_does_not_turn(qapp):
    assert painted("printer", Qt.LayoutDirection.RightToLeft) == painted("printer", Qt.LayoutDirection.LeftToRight)
