# SPDX-License-Identifier: GPL-3.0-or-later
"""Contrast is computed from the tokens, and large text is large everywhere."""

import colorsys
import re
from dataclasses import asdict

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from journal.paths import resources
from ui import start, style

GROUNDS = ("paper", "rail", "card", "accent_soft", "sand")


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dressed(qapp: QApplication):
    yield qapp
    style.apply(qapp, "light", 100)


@pytest.mark.parametrize("theme", style.THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_edges_and_focus_can_be_seen_on_every_ground(theme, ground):
    behind = getattr(theme, ground)
    assert contrast(theme.ink, behind) >= 7
    assert contrast(theme.soft, behind) >= 4.5
    assert contrast(theme.accent, behind) >= 4.5  # dates are text in this colour, and it is the focus ring
    assert contrast(theme.edge, behind) >= 3


@pytest.mark.parametrize("theme", style.THEMES)
def test_text_on_the_main_button_and_in_a_selection_can_be_read(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", style.THEMES)
def test_there_is_no_red_anywhere(theme):
    for colour in asdict(theme).values():
        hue, saturation, _value = colorsys.rgb_to_hsv(
            *(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        )
        assert saturation < 0.25 or not (hue < 20 / 360 or hue > 330 / 360), colour


def test_the_first_empty_window_has_the_colour_of_the_page_that_follows():
    assert (style.LIGHT.paper, style.DARK.paper) == (start.LIGHT_PAPER, start.DARK_PAPER)


def test_every_token_of_the_style_sheet_is_filled_in(dressed):
    style.apply(dressed, "dark", 100)
    assert "@" not in dressed.styleSheet()
    assert style.DARK.card in dressed.styleSheet()
    assert style.tokens() == style.DARK


def test_the_style_sheet_is_mirrored_by_itself():
    sheet = (resources() / "style" / "app.qss").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert not re.search(r"\b(left|right)\b", rules)


@pytest.mark.parametrize("size", [90, 100, 150, 200])
def test_the_text_size_moves_letters_and_room_alike_and_leaves_hairlines(dressed, size):
    style.apply(dressed, "light", size)
    assert dressed.font().pixelSize() == round(16 * size / 100)
    assert style.scaled(44) == round(44 * dressed.font().pixelSize() / 16)
    assert f"border-radius: {style.scaled(12)}px" in dressed.styleSheet()
    assert "border: 1px solid" in dressed.styleSheet()


def test_the_largest_text_stays_within_what_was_tried(dressed):
    style.apply(dressed, "light", 100_000)
    assert style.scale() == style.LARGEST


def test_dressing_again_is_asked_for_only_when_something_changed(dressed):
    style.apply(dressed, "light", 100)
    assert not style.is_other(dressed, "light", 100)
    assert style.is_other(dressed, "dark", 100)
    assert style.is_other(dressed, "light", 130)


def test_the_two_voices_have_their_own_typefaces(dressed):
    style.apply(dressed, "light", 100)
    assert {style.PROGRAM_FONT, style.VOICE_FONT} <= {*QFontDatabase.families(), style.voice_font().family()}
    assert QFontMetrics(style.voice_font()).horizontalAdvance("ought") != QFontMetrics(
        dressed.font()
    ).horizontalAdvance("ought")


def test_no_fallback_typeface_stands_in_for_ours(dressed):
    from PySide6.QtGui import QFontInfo

    style.apply(dressed, "light", 100)
    assert QFontInfo(dressed.font()).family() == style.PROGRAM_FONT
    assert QFontInfo(style.voice_font()).family() == style.VOICE_FONT


@pytest.mark.parametrize("pixels", range(14, 33))
def test_a_chip_is_round_at_every_text_size_also_where_the_system_asks_for_an_odd_one(qapp, pixels):
    """A radius of more than half the height is no radius to Qt: it draws corners."""
    font = qapp.font()
    style.apply(qapp, "light", 100)
    try:
        large = QFont(qapp.font())
        large.setPixelSize(pixels)
        qapp.setFont(large)
        radius = re.search(r'role="chip"\] \{ border-radius: (\d+)px', style._sheet(style.LIGHT))
        assert radius is not None
        assert 2 * int(radius[1]) <= style.scaled(44)
    finally:
        qapp.setFont(font)
        style.apply(qapp, "light", 100)
