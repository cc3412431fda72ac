# SPDX-License-Identifier: GPL-3.0-or-later
"""A font as one report embeds it: a code of its own for each letter used, so that copying gives back each letter.

ReportLab's own TrueType support maps letters that share a glyph onto one (a non-breaking space becomes a space) and
knows no letter beyond 255 in a subset. Here each letter has a two-byte code, a glyph and a Unicode value of its own;
shaped text can later be given codes in the same way, one for each glyph and the letters that it stands for.
"""

from reportlab.pdfbase import pdfdoc

from journal.report.fonts import File, Source, source

_GROUP = 100  # entries in one section of a ToUnicode map (Adobe Technical Note 5411)


class Face:
    """One font of one document. ``resource`` is its name in the page's resources."""

    def __init__(self, file: File, place: int) -> None:
        found = source(file)
        if found is None:
            raise LookupError(file.package)
        self._source: Source = found
        self.resource = f"W{place}"
        self.widths = found.widths
        self._codes: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """The text as hexadecimal codes; letters not met before get the next ones. The font has every letter."""
        codes = self._codes
        for letter in text:
            if letter not in codes:
                codes[letter] = f"{len(codes) + 1:04X}"
        return "".join([codes[letter] for letter in text])

    def add_to(self, document: pdfdoc.PDFDocument) -> pdfdoc.PDFObjectReference:
        """Put the font's objects into the document and give the reference for the pages' resources."""
        letters = "".join(self._codes)
        outlines, places = self._source.cut(letters)
        tag = f"OWNWD{chr(ord('A') + int(self.resource[1:]) % 26)}"
        name = f"/{tag}+{self._source.postscript_name}"
        refer, data = document.Reference, pdfdoc.PDFStream
        plain, dictionary, array = pdfdoc.PDFStreamFilterZCompress, pdfdoc.PDFDictionary, pdfdoc.PDFArray
        glyphs = b"\0\0" + b"".join(places[letter].to_bytes(2, "big") for letter in letters)
        widths = [1000, *(round(self.widths[letter], 2) for letter in letters)]
        box = array(list(self._source.box))
        descriptor = dictionary(
            {
                "Type": "/FontDescriptor", "FontName": name, "Flags": 4, "FontBBox": box, "ItalicAngle": 0,
                "Ascent": self._source.ascent, "Descent": self._source.descent, "StemV": 80,
                "CapHeight": self._source.capitals or self._source.ascent,
                "FontFile2": refer(data(dictionary({"Length1": len(outlines)}), outlines, [plain()])),
            }
        )  # fmt: skip
        descendant = dictionary(
            {
                "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": name,
                "CIDSystemInfo": dictionary(
                    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": refer(descriptor), "DW": 1000, "W": array([0, array(widths)]),
                "CIDToGIDMap": refer(data(dictionary({}), glyphs, [plain()])),
            }
        )  # fmt: skip
        return refer(
            dictionary(
                {
                    "Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-H",
                    "DescendantFonts": array([refer(descendant)]),
                    "ToUnicode": refer(data(dictionary({}), self._unicode_map().encode("ascii"), [plain()])),
                }
            )
        )  # fmt: skip

    def _unicode_map(self) -> str:
        pairs = [f"<{code}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, code in self._codes.items()]
        sections = [pairs[at : at + _GROUP] for at in range(0, len(pairs), _GROUP)]
        lines = [
            "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
            "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
        ]  # fmt: skip
        for section in sections:
            lines += [f"{len(section)} beginbfchar", *section, "endbfchar"]
        return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
