# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours, type and sizes. One style sheet for light, dark and high contrast; everything follows the text size.

No state is kept here: the application's font says how large things are, its palette which colours are in use.
"""

import importlib.util
import re
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from journal.paths import resources

BODY = 16  # pixels at 100 %
LARGEST = 2.0  # however large both the system's and the person's text size are
# The body size, in pixels, up to which a desktop is taken to have asked for nothing special.
_ORDINARY = 15
PROGRAM_FONT = "Atkinson Hyperlegible"
VOICE_FONT = "Source Serif 4"
_VOICE = 18  # pixels at 100 %


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours. ``line`` is for hairlines that carry nothing; ``edge`` outlines what can be pressed or filled."""

    paper: str
    rail: str
    card: str
    ink: str
    soft: str
    line: str
    edge: str
    accent: str
    on_accent: str
    accent_soft: str
    sand: str


LIGHT = Tokens(
    paper="#F7F4EF",
    rail="#EFEAE2",
    card="#FFFFFF",
    ink="#22303A",
    soft="#55616B",
    line="#DDD6CB",
    edge="#857F74",
    accent="#2E6A66",
    on_accent="#FFFFFF",
    accent_soft="#E3EEEC",
    sand="#F3E9D8",
)
DARK = Tokens(
    paper="#1B2125",
    rail="#171C20",
    card="#242C31",
    ink="#ECE6DC",
    soft="#A9B4BA",
    line="#39444B",
    edge="#7C8991",
    accent="#8CC7BF",
    on_accent="#14231F",
    accent_soft="#27383A",
    sand="#38342B",
)
# Where the system asks for high contrast: the same rooms, every edge as strong as the text.
LIGHT_CONTRAST = replace(
    LIGHT,
    paper="#FFFFFE",
    rail="#F4F1EC",
    ink="#101A21",
    soft="#2C3740",
    line="#5A6772",
    edge="#22303A",
    accent="#174D49",
)
DARK_CONTRAST = replace(
    DARK, paper="#0B0E10", rail="#060809", card="#14191C", ink="#FFFDF8", soft="#DCE2E5", line="#A9B4BA", edge="#ECE6DC"
)
THEMES = (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)


def is_other(app: QApplication, theme: str, text_size: int) -> bool:
    """Whether ``apply`` would change anything: dressing every widget anew takes long enough to be seen."""
    return tokens() != _tokens_for(theme) or app.font().pixelSize() != _pixels(text_size)


def apply(app: QApplication, theme: str = "system", text_size: int = 100) -> None:
    """Dress the whole program: ``theme`` is system, light or dark; ``text_size`` a percentage."""
    chosen = _tokens_for(theme)
    load_program_font()
    font = QFont(PROGRAM_FONT)
    font.setPixelSize(_pixels(text_size))
    app.setFont(font)
    app.setPalette(_palette(chosen))
    app.setStyleSheet(_sheet(chosen))


def scale() -> float:
    """How much larger than drawn everything is now; 1.0 at 100 %."""
    size = QApplication.font().pixelSize()
    return size / BODY if size > 0 else 1.0


def scaled(pixels: float) -> int:
    """A size given for 100 %, at the present text size."""
    return round(pixels * scale())


def air(pixels: float) -> int:
    """Empty room above a title: less of it where the text is large and needs the window."""
    return round(pixels / scale())


def page_side(width: int) -> int:
    """The empty margin beside a page: 40 at 100 %, less where a narrow window and large text need the room."""
    return max(12, min(scaled(40), width // 20))


def tokens() -> Tokens:
    """The colours in use."""
    paper = QGuiApplication.palette().color(QPalette.ColorRole.Window).name().upper()
    return next((theme for theme in THEMES if theme.paper == paper), LIGHT)


def is_dark() -> bool:
    return tokens() in (DARK, DARK_CONTRAST)


def voice_font() -> QFont:
    """The serif in which only the person's own words stand, at the present text size."""
    load_voice_font()
    font = QFont(VOICE_FONT)
    font.setPixelSize(scaled(_VOICE))
    return font


@cache
def load_program_font() -> None:
    folder = _font_folder("fontpkg_atkinson_hyperlegible")
    for style in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(folder / f"AtkinsonHyperlegible-{style}.ttf"))


@cache
def load_voice_font() -> None:
    """Upright only, from the variable font: 1.2 MB that the first paint does not wait for."""
    QFontDatabase.addApplicationFont(str(_font_folder("fontpkg_source_serif_4") / "SourceSerif4[opsz,wght].ttf"))


def package_folder(package: str) -> Path:
    """Where an installed package lies, found without importing it."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(next(iter(found.submodule_search_locations)))


def _font_folder(package: str) -> Path:
    return package_folder(package) / "files"


def _tokens_for(theme: str) -> Tokens:
    hints = QGuiApplication.styleHints()
    dark = theme == "dark" or (theme != "light" and hints.colorScheme() == Qt.ColorScheme.Dark)
    strong = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    if strong:
        return DARK_CONTRAST if dark else LIGHT_CONTRAST
    return DARK if dark else LIGHT


def _pixels(text_size: int) -> int:
    return round(BODY * min(LARGEST, text_size / 100 * _system_scale()))


def _system_scale() -> float:
    size = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    return max(1.0, size / _ORDINARY)


def _palette(chosen: Tokens) -> QPalette:
    """For what the style sheet does not reach, and for the colours that pickers and menus of Qt itself take."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: chosen.paper,
        role.WindowText: chosen.ink,
        role.Base: chosen.card,
        role.AlternateBase: chosen.paper,
        role.Text: chosen.ink,
        role.Button: chosen.card,
        role.ButtonText: chosen.ink,
        role.BrightText: chosen.ink,
        role.ToolTipBase: chosen.sand,
        role.ToolTipText: chosen.ink,
        role.PlaceholderText: chosen.soft,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Accent: chosen.accent,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.Light: chosen.card,
        role.Midlight: chosen.line,
        role.Mid: chosen.edge,
        role.Dark: chosen.edge,
        role.Shadow: chosen.edge,
    }
    palette = QPalette()
    for each, colour in pairs.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(chosen.soft))
    return palette


def _sheet(chosen: Tokens) -> str:
    """app.qss with its colours filled in and every size above a hairline grown with the text."""
    text = (resources() / "style" / "app.qss").read_text(encoding="utf-8")
    for name, colour in sorted(asdict(chosen).items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f"@{name}", colour)
    return re.sub(r"(\d+)px", lambda found: f"{_grown(int(found[1]))}px", text)


def _grown(pixels: int) -> int:
    return pixels if pixels <= 2 else scaled(pixels)
