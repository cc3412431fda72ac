# SPDX-License-Identifier: GPL-3.0-or-later
"""A font as one report embeds it: a code of its own for each letter used, so that copying gives back each letter.

ReportLab's own TrueType support maps letters that share a glyph onto one (a non-breaking space becomes a space) and
knows no letter beyond 255 in a subset. Here each letter has a two-byte code, a glyph and a Unicode value of its own;
shaped text is given codes in the same way, one for each glyph and the letters that it stands for.
"""

from reportlab.pdfbase import pdfdoc

from journal.report.fonts import File, Shape, Source, source

_GROUP = 100  # entries in one section of a map (Adobe Technical Note 5411)
# Codes have two bytes. No person's text comes near; one that is made to has its letters side by side from here on.
_MOST = 60_000
_PLACES = "OwnWords-Places"


class Face:
    """One font of one document. ``resource`` is its name in the page's resources."""

    def __init__(self, file: File, place: int) -> None:
        found = source(file)
        if found is None:
            raise LookupError(file.package)
        self.source: Source = found
        self.resource = f"W{place}"
        self.widths = found.widths
        self._codes: dict[str, str] = {}
        self._shaped: dict[tuple[Shape, str, float], str] = {}
        self._made: list[tuple[Shape, str, float]] = []  # for each code: what is drawn, what is copied, how far it goes

    @property
    def is_used(self) -> bool:
        return bool(self._made)

    def encode(self, text: str) -> str:
        """The text as hexadecimal codes; letters not met before get the next ones. The font has every letter."""
        codes = self._codes
        for letter in text:
            if letter not in codes:
                codes[letter] = self._new(((self.source.glyph(letter), 0, 0),), letter, self.widths[letter])
        return "".join([codes[letter] for letter in text])

    def shaped(self, shape: Shape, letters: str, width: float) -> str:
        """The hexadecimal code of glyphs that together stand for these letters."""
        known = (shape, letters, width)
        if known not in self._shaped:
            if len(self._made) >= _MOST:
                return self.encode("".join([letter for letter in letters if letter in self.source.letters]))
            self._shaped[known] = self._new(shape, letters, width)
        return self._shaped[known]

    def _new(self, shape: Shape, letters: str, width: float) -> str:
        self._made.append((shape, letters, width))
        return f"{len(self._made):04X}"

    def add_to(self, document: pdfdoc.PDFDocument) -> pdfdoc.PDFObjectReference:
        """Put the font's objects into the document and give the reference for the pages' resources."""
        source, refer, dictionary, array = self.source, document.Reference, pdfdoc.PDFDictionary, pdfdoc.PDFArray
        outlines = source.cut(shape for shape, _letters, _width in self._made)
        name = f"/OWNWD{chr(ord('A') + int(self.resource[1:]) % 26)}+{source.postscript_name}"
        places = [outlines.places[shape] for shape, _letters, _width in self._made]
        program: dict[str, object] = {"Length1": len(outlines.program)}
        if outlines.compact:
            program = {"Subtype": "/CIDFontType0C"}
        descriptor = dictionary(
            {
                "Type": "/FontDescriptor", "FontName": name, "Flags": 4, "FontBBox": array(list(source.box)),
                "ItalicAngle": 0, "Ascent": source.ascent, "Descent": source.descent, "StemV": 80,
                "CapHeight": source.capitals or source.ascent,
                "FontFile3" if outlines.compact else "FontFile2": refer(_stream(program, outlines.program)),
            }
        )  # fmt: skip
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        descendant = {
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": name, "CIDSystemInfo": dictionary(system),
            "FontDescriptor": refer(descriptor), "DW": 1000,
        }  # fmt: skip
        encoding: object = "/Identity-H"
        widths = [round(width, 2) for _shape, _letters, width in self._made]
        if outlines.compact:
            # Such a font names its glyphs by their places in it: the way from code to place is a map of its own.
            by_place = dict(zip(places, widths, strict=True))
            descendant |= {"Subtype": "/CIDFontType0", "W": array(_each(by_place, array))}
            encoding = refer(_stream(_place_entries(), self._place_map(places).encode("ascii")))
        else:
            glyphs = b"\0\0" + b"".join(place.to_bytes(2, "big") for place in places)
            descendant |= {"W": array([0, array([1000, *widths])]), "CIDToGIDMap": refer(_stream({}, glyphs))}
        return refer(
            dictionary(
                {
                    "Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": encoding,
                    "DescendantFonts": array([refer(dictionary(descendant))]),
                    "ToUnicode": refer(_stream({}, self._unicode_map().encode("ascii"))),
                }
            )
        )  # fmt: skip

    def _unicode_map(self) -> str:
        pairs = [
            f"<{code:04X}> <{letters.encode('utf-16-be').hex().upper()}>"
            for code, (_shape, letters, _width) in enumerate(self._made, 1)
            if letters
        ]
        return _map("Adobe-Identity-UCS", "UCS", 2, pairs, "bfchar")

    def _place_map(self, places: list[int]) -> str:
        pairs = [f"<{code:04X}> {place}" for code, place in enumerate(places, 1)]
        return _map(_PLACES, "Identity", 1, pairs, "cidchar")


def _map(name: str, ordering: str, kind: int, pairs: list[str], section: str) -> str:
    """A map from codes to letters or to places, in the form that Adobe Technical Notes 5014 and 5411 give it."""
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def",
        f"/CMapName /{name} def", f"/CMapType {kind} def",
        "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
    ]  # fmt: skip
    for at in range(0, len(pairs), _GROUP):
        group = pairs[at : at + _GROUP]
        lines += [f"{len(group)} begin{section}", *group, f"end{section}"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


def _each(widths: dict[int, float], array: type) -> list[object]:
    return [each for place in sorted(widths) for each in (place, array([widths[place]]))]


def _stream(entries: dict[str, object], content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content, [pdfdoc.PDFStreamFilterZCompress()])


def _place_entries() -> dict[str, object]:
    text = pdfdoc.PDFString
    system = {"Registry": text("Adobe"), "Ordering": text("Identity"), "Supplement": 0}
    return {"Type": "/CMap", "CMapName": f"/{_PLACES}", "CIDSystemInfo": pdfdoc.PDFDictionary(system)}
