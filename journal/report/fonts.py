# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts of the report: read from their packages, tried one after another for each letter, cut to what was used.

Font files are read once and stay in memory; nothing of them is written to disk. What a report embeds is in embed.py.
"""

import io
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Tables that steer shaping and variation: a report places plain outlines.
_SHAPING = ("GSUB", "GPOS", "GDEF", "kern")
_VARIATION = ("fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT")
# Spaces that a font may lack, as shares of the size: drawn with nothing, kept as what they are.
_SPACES = {0xA0: 0.25, 0x2000: 0.5, 0x2001: 1.0, 0x2002: 0.5, 0x2003: 1.0, 0x2004: 0.333, 0x2005: 0.25}
_SPACES |= {0x2006: 0.167, 0x2007: 0.5, 0x2008: 0.25, 0x2009: 0.2, 0x200A: 0.1, 0x202F: 0.2, 0x205F: 0.222, 0x3000: 1.0}
_BMP_END = 0xFFFF


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A font file in an installed font package. ``axes``: where to take a variable one, if not where it stands.

    Compared by identity, as stacks are: they are asked for at every word.
    """

    package: str
    name: str
    axes: tuple[tuple[str, float], ...] = ()


_ATKINSON = "fontpkg_atkinson_hyperlegible"
_PLAIN = File(_ATKINSON, "AtkinsonHyperlegible-Regular.ttf")
_STRONG = File(_ATKINSON, "AtkinsonHyperlegible-Bold.ttf")
_SERIF = File("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", (("opsz", 12), ("wght", 400)))
_NOTO_SANS = File("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")
_NOTO_SERIF = File("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf")
# Letters are not lost; how these scripts are shaped on paper is not settled here.
_OTHERS = (
    File("fontpkg_frank_ruhl_libre", "FrankRuhlLibre[wght].ttf"),
    File("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
    File("fontpkg_noto_sans_devanagari", "NotoSansDevanagari[wdth,wght].ttf"),
)


class Source:
    """One font as it is on disk: which letters it has, how wide they are, and its outlines."""

    def __init__(self, file: File, path: Path) -> None:
        self._file, self.path = file, path
        with TTFont(path, lazy=True) as font:
            self.cmap: dict[int, str] = {code: name for code, name in font.getBestCmap().items() if code <= _BMP_END}
            head, metrics, more = font["head"], font["hhea"], font["OS/2"]
            self.units: int = head.unitsPerEm
            scale = 1000 / self.units
            self.box = tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax))
            self.ascent, self.descent = round(metrics.ascent * scale), round(metrics.descent * scale)
            self.capitals = round(getattr(more, "sCapHeight", 0) * scale)
            self.postscript_name = str(font["name"].getDebugName(6) or "Font").replace(" ", "")
            self._advances = {name: metric[0] * scale for name, metric in font["hmtx"].metrics.items()}
        self.letters = frozenset(map(chr, self.cmap)) | frozenset(map(chr, _SPACES))

    @cached_property
    def widths(self) -> dict[str, float]:
        """How far each letter moves on, in thousandths of the size."""
        advances = self._advances
        if self._file.axes:
            with TTFont(io.BytesIO(self._static), lazy=True) as font:
                advances = {name: metric[0] * 1000 / self.units for name, metric in font["hmtx"].metrics.items()}
        widths = {chr(code): share * 1000 for code, share in _SPACES.items()}
        return widths | {chr(code): advances[name] for code, name in self.cmap.items()}

    def cut(self, letters: str) -> tuple[bytes, dict[str, int]]:
        """The outlines of these letters alone, and the place of each in them. A space that it lacks is its space."""
        font = TTFont(io.BytesIO(self._static) if self._file.axes else self.path, recalcTimestamp=False)
        _drop(font, _SHAPING + _VARIATION)
        cutter = subset.Subsetter(_options("OS/2", "name", "post", "cvt ", "fpgm", "prep"))
        cutter.populate(unicodes=[ord(" "), *map(ord, letters)])
        cutter.subset(font)
        places = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
        return _saved(font), {letter: places.get(letter, places[" "]) for letter in letters}

    @cached_property
    def _static(self) -> bytes:
        """A variable font taken at the chosen place of its axes, with the names of its glyphs."""
        font = TTFont(self.path, recalcTimestamp=False)  # the same report gives the same bytes at any second
        _drop(font, _SHAPING)
        return _saved(instancer.instantiateVariableFont(font, dict(self._file.axes), inplace=True))


def _options(*without: str) -> subset.Options:
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[])
    options.drop_tables += without
    return options


def _drop(font: TTFont, tags: tuple[str, ...]) -> None:
    for tag in tags:
        if tag in font:
            del font[tag]


def _saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


@cache
def source(file: File) -> Source | None:
    """The font, or None where its package is not installed: the letters are then looked for in the next one."""
    spec = find_spec(file.package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "files" / file.name
        if path.exists():
            return Source(file, path)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Fonts in the order in which they are asked for a letter; the first one gives the look."""

    name: str
    files: tuple[File, ...]

    def first(self) -> Source:
        """Raises LookupError when the program was installed without its fonts."""
        found = source(self.files[0])
        if found is None:
            raise LookupError(self.files[0].package)
        return found

    def find(self, letter: str) -> File | None:
        """The first font that has this letter."""
        for file in self.files:
            found = source(file)
            if found is not None and letter in found.letters:
                return file
        return None


VOICE = Stack("voice", (_SERIF, _NOTO_SERIF, _NOTO_SANS, *_OTHERS))
PLAIN = Stack("plain", (_PLAIN, _NOTO_SANS, _NOTO_SERIF, *_OTHERS))
STRONG = Stack("strong", (_STRONG, _NOTO_SANS, _NOTO_SERIF, *_OTHERS))
