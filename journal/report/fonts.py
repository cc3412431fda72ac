# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts of the report: read from their packages, tried one after another for each letter, cut to what was used.

HarfBuzz maps a file, shapes with it, and cuts it: of a variable font it takes the chosen weight of the chosen glyphs
alone, so that a page of Chinese costs hundredths of a second and not the 33 MB of its font. Nothing of a font is
written to disk. What a report embeds is in embed.py.
"""

import io
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

# Spaces that a font may lack, as shares of the size: drawn with nothing, kept as what they are.
_SPACES = {0xA0: 0.25, 0x2000: 0.5, 0x2001: 1.0, 0x2002: 0.5, 0x2003: 1.0, 0x2004: 0.333, 0x2005: 0.25}
_SPACES |= {0x2006: 0.167, 0x2007: 0.5, 0x2008: 0.25, 0x2009: 0.2, 0x200A: 0.1, 0x202F: 0.2, 0x205F: 0.222, 0x3000: 1.0}
# What stays of a font in a report: outlines, their measures, and what a printer needs to draw them.
_KEPT = frozenset({"CFF ", "CFF2", "glyf", "loca", "head", "hhea", "hmtx", "maxp", "fvar", "gvar", "avar", "HVAR"})
_BOOK_END = 500  # weights above it are bold
_POSTSCRIPT_NAME = 6  # its number in a font's table of names


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A font file in an installed font package. ``axes``: where to take a variable one, if not where it stands.

    ``number``: which font of a file with several. Compared by identity, as stacks are: asked for at every word.
    """

    package: str
    name: str
    axes: tuple[tuple[str, float], ...] = ()
    number: int = 0


# What is drawn for one code: glyphs of the whole font, each with how far right and up it stands, in thousandths.
Shape = tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The glyphs of a report: one font program, and the place in it of each shape.

    ``compact``: the outlines are curves of the third degree, which a PDF takes as they are (CFF).
    """

    program: bytes
    places: dict[Shape, int]
    compact: bool


class Source:
    """One font as it is on disk: which letters it has, how wide they are, and its outlines."""

    def __init__(self, file: File, path: Path) -> None:
        self.path, self._axes = path, dict(file.axes)
        self.face = hb.Face(hb.Blob.from_file_path(str(path)), file.number)
        self.font = hb.Font(self.face)
        self.font.scale = (1000, 1000)
        if self._axes:
            self.font.set_variations(self._axes)
        metric = self.font.get_metric_position_with_fallback
        self.ascent, self.descent = (
            round(metric(tag)) for tag in (hb.OTMetricsTag.HORIZONTAL_ASCENDER, hb.OTMetricsTag.HORIZONTAL_DESCENDER)
        )
        self.capitals = round(metric(hb.OTMetricsTag.CAP_HEIGHT))
        edges = struct.unpack(">4h", self.face.reference_table("head").data[36:44])
        self.box = tuple(round(edge * 1000 / self.face.upem) for edge in edges)
        name = (self.face.get_name(_POSTSCRIPT_NAME) or "Font").replace(" ", "")
        weight = self._axes.get("wght")  # a variable font has the name of the place where it stands by itself
        self.postscript_name = f"{name.split('-')[0]}-{'Bold' if weight > _BOOK_END else 'Regular'}" if weight else name
        self.letters = frozenset(map(chr, self.face.unicodes)) | frozenset(map(chr, _SPACES))
        self.widths: dict[str, float] = _Widths(self)
        self.space = self.font.get_nominal_glyph(ord(" ")) or 0

    def glyph(self, letter: str) -> int:
        """The number of the letter's glyph in the whole font; a space that it lacks is its space."""
        return self.font.get_nominal_glyph(ord(letter)) or self.space

    def advance(self, glyph: int) -> float:
        """How far a glyph moves on, in thousandths of the size."""
        return float(self.font.get_glyph_h_advance(glyph))

    @cached_property
    def compact(self) -> bool:
        """Whether its outlines are CFF, in which no glyph can be made of others."""
        return "glyf" not in self.face.table_tags

    def cut(self, shapes: Iterable[Shape]) -> Outlines:
        """The outlines of these shapes alone, at the chosen place of the font's axes."""
        asked = dict.fromkeys(shapes)
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyph for shape in asked for glyph, _right, _up in shape)
        wanted.flags = (
            hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NOTDEF_OUTLINE
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.DOWNGRADE_CFF2
        )
        wanted.drop_table_tag_set.update(_tag(tag) for tag in self.face.table_tags if tag not in _KEPT)
        if self.face.has_var_data:
            wanted.pin_all_axes_to_default(self.face)
            for axis, place in self._axes.items():
                wanted.pin_axis_location(self.face, axis, place)
        plan = hb.SubsetPlan(self.face, wanted)
        cut, places = plan.execute(), plan.old_to_new_glyph_mapping
        plain = {shape: places[shape[0][0]] for shape in asked if _is_plain(shape)}
        joined = [shape for shape in asked if shape not in plain]
        if self.compact:
            return Outlines(cut.reference_table("CFF ").data, plain, compact=True)
        if not joined:
            return Outlines(cut.blob.data, plain, compact=False)
        scale = self.face.upem / 1000
        parts = [
            [(places[glyph], round(right * scale), round(up * scale)) for glyph, right, up in each] for each in joined
        ]
        program, first = _with_joined(cut.blob.data, parts)
        return Outlines(program, plain | {shape: first + at for at, shape in enumerate(joined)}, compact=False)


class _Widths(dict[str, float]):
    """How far each letter moves on, in thousandths of the size, looked up when it is first asked for."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def __missing__(self, letter: str) -> float:
        glyph = self._source.font.get_nominal_glyph(ord(letter))
        if glyph is None and ord(letter) in _SPACES:
            self[letter] = _SPACES[ord(letter)] * 1000
        else:
            self[letter] = self._source.advance(glyph or 0)
        return self[letter]


def _is_plain(shape: Shape) -> bool:
    """One glyph where it stands by itself."""
    return len(shape) == 1 and shape[0][1:] == (0, 0)


def _with_joined(program: bytes, joined: list[list[tuple[int, int, int]]]) -> tuple[bytes, int]:
    """The font with one glyph more for each of these, made of the glyphs it has; and the place of the first of them.

    So a letter with its marks is one glyph on paper, and whoever copies it gets the letter and its marks together.
    """
    font = TTFont(io.BytesIO(program), lazy=True, recalcTimestamp=False)
    names, glyf, metrics = list(font.getGlyphOrder()), font["glyf"], font["hmtx"].metrics
    first = len(names)
    for number, parts in enumerate(joined):
        made = Glyph()
        made.numberOfContours, made.components = -1, []
        for place, right, up in parts:
            part = GlyphComponent()
            part.glyphName, part.x, part.y, part.flags = names[place], right, up, 0
            made.components.append(part)
        name = f"joined{number}"
        glyf.glyphs[name] = made
        made.recalcBounds(glyf)
        metrics[name] = (0, getattr(made, "xMin", 0))
        names.append(name)
    font.setGlyphOrder(names)
    glyf.setGlyphOrder(names)
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue(), first


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("latin-1"), "big")


@cache
def source(file: File) -> Source | None:
    """The font, or None where its package is not installed: the letters are then looked for in the next one."""
    spec = find_spec(file.package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in (Path(folder) / "files" / file.name, Path(folder) / file.name):
            if path.exists():
                return Source(file, path)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Fonts in the order in which they are asked for a letter; the first one gives the look.

    ``east``: fonts for Han, kana and Hangul by region (jp, kr, sc, tc), asked last.
    """

    name: str
    files: tuple[File, ...]
    east: Mapping[str, File]

    def first(self) -> Source:
        """Raises LookupError when the program was installed without its fonts."""
        found = source(self.files[0])
        if found is None:
            raise LookupError(self.files[0].package)
        return found

    def find(self, letter: str, region: str = "sc") -> File | None:
        """The first font that has this letter."""
        for file in (*self.files, self.east[region]):
            found = source(file)
            if found is not None and letter in found.letters:
                return file
        return None


_ATKINSON = "fontpkg_atkinson_hyperlegible"
_SERIF = File("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", (("opsz", 12), ("wght", 400)))
_REGIONS = {"jp": 0, "kr": 1, "sc": 2, "tc": 3}  # the numbers of the fonts in the one file for East Asia


def _noto(package: str, name: str, weight: int) -> File:
    return File(package, f"{name}[wdth,wght].ttf", (("wdth", 100), ("wght", weight)))


def _rest(weight: int) -> tuple[File, ...]:
    """The scripts that the fonts of the three voices have not, at one weight."""
    siliguri = "HindSiliguri-Bold.ttf" if weight > _BOOK_END else "HindSiliguri-Regular.ttf"
    return (
        _noto("fontpkg_noto_sans", "NotoSans", weight),
        _noto("fontpkg_noto_serif", "NotoSerif", weight),
        File("fontpkg_frank_ruhl_libre", "FrankRuhlLibre[wght].ttf", (("wght", weight),)),
        _noto("fontpkg_noto_sans_arabic", "NotoSansArabic", weight),
        _noto("fontpkg_noto_sans_devanagari", "NotoSansDevanagari", weight),
        File("fontpkg_hind_siliguri", siliguri),
        _noto("fontpkg_noto_sans_thai", "NotoSansThai", weight),
        _noto("fontpkg_noto_sans_khmer", "NotoSansKhmer", weight),
        _noto("fontpkg_noto_sans_tamil", "NotoSansTamil", weight),
        _noto("fontpkg_noto_sans_telugu", "NotoSansTelugu", weight),
    )


def _east(weight: int) -> dict[str, File]:
    """Han letters differ in shape from region to region; the letters of all regions are in each."""
    name, axes = "NotoSansCJK-VF.otf.ttc", (("wght", weight),)
    return {region: File("manimgx_fonts_cjk", name, axes, number) for region, number in _REGIONS.items()}


_BOOK, _BOLD, _EAST, _EAST_BOLD = _rest(400), _rest(700), _east(400), _east(700)
VOICE = Stack("voice", (_SERIF, _BOOK[1], _BOOK[0], *_BOOK[2:]), _EAST)
PLAIN = Stack("plain", (File(_ATKINSON, "AtkinsonHyperlegible-Regular.ttf"), *_BOOK), _EAST)
STRONG = Stack("strong", (File(_ATKINSON, "AtkinsonHyperlegible-Bold.ttf"), *_BOLD), _EAST_BOLD)
