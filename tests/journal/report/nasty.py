# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand texts that break programs, always the same ones, and what each has to look like on paper."""

import random
import re
import unicodedata

from journal.report.emoji import EMOJI, name
from journal.report.fonts import VOICE

_SEEDS = (
    "<b>bold</b>", "a & b && c", "AT&T & Co", "&amp; &lt; &#65;", "<para>", "<img src='/etc/passwd'/>", "</b></i>",
    "<a href='javascript:x'>y</a>", "{page} {0} %s %d %(x)s", "\\( \\) ) ( \\", "(((", ")))", "<<>>", "<0041>",
    "endstream endobj", "BT /F1 12 Tf ET", "/Title (x)", "“He said” ‘no’ — no… yes", "naïve café Zürich Århus Łódź",
    "Ελληνικά ΑΒΓ", "Кириллица Їжак", "Tiếng Việt nhiều dấu", "e\u0301 a\u0308 n\u0303",
    "\u00e9 \u00e4 \u00f1", "İstanbul ß ẞ ſ",
    "שלום", "שלום עולם", "abc שלום def", "שלום abc עולם", "badge 77 שלום 88", "שָׁלוֹם", "مرحبا",
    "مرحبا 123 abc", "السلام عليكم",
    "नमस्ते", "日本語", "한국어", "😀", "👩‍👩‍👧", "🏳️‍🌈", "a\u00a0b", "a\u202fb", "a\u2003b", "a\u2028b", "a\u2029b",
    "a\nb", "a\r\nb", "a\n\n\nb",
    "a\tb", "\x00", "a\x07b", "\x1b[31mred", "\x7f", "\x85", "\u200b", "\u200e\u200f", "\u202eevil\u202c",
    "\u2066x\u2069", "\ufeff",
    "\u00ad", "\ud83d", "x\udc00y", "\ufffd", "\ufffe", "\U0010ffff", "\ue000", "----", "=1+1", "+1", "-1",
    "@x", "#", "a-", "well-known",
    "  two  spaces  ", " ", "a" * 400, "https://example.org/" + "x/" * 120, "…", "·•·", "½ ¼ ² ³ €", "ſt",
    "0" * 90, "[U+0041]", "[", "U+",
)  # fmt: skip
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz", "ABC xyz 019 .,;:!?'\"()[]{}<>&%$#@/\\|*^~`_=+", "éèêëçñßøåœæłđþ ",
    "абвгдежзийклмн ",
    "αβγδεζηθικλμν ", "אבגדהוזחטיכלמנ ", "ابتثجحخدذرزسش ", "\x01\x02\x0b\x0c\x1f\u200b\u202a ab", "😀🙈日本 ab",
    "\u00a0\u202f\u2009 ab",
)  # fmt: skip


def strings(count: int = 1000) -> list[str]:
    """The seeds, one text of 20,000 letters without a space, and mixtures of everything."""
    dice = random.Random(20261112)
    found = [*_SEEDS, "x" * 20000]
    while len(found) < count:
        kind = dice.randrange(3)
        if kind == 0:
            letters = dice.choice(_ALPHABETS)
            found.append("".join(dice.choice(letters) for _ in range(dice.randrange(1, 120))))
        elif kind == 1:
            found.append(" ".join(dice.choice(_SEEDS[:-8]) for _ in range(dice.randrange(2, 6))))
        else:
            codes = (
                dice.choice((0x7F, 0x2FF, 0x6FF, 0x9FF, 0x2FFF, 0xD7FF, 0x10FFFF)) for _ in range(dice.randrange(1, 40))
            )
            found.append("".join(letter for code in codes if _known(letter := chr(dice.randrange(code)))))
    return found


def _known(letter: str) -> bool:
    """PDFium knows no direction for some Arabic letters, and moves marks and spaces where directions meet."""
    if "\u0870" <= letter <= "\u08ff" or letter == "\u06de" or unicodedata.normalize("NFKC", letter) != letter:
        return False
    return (letter.isascii() and letter != " ") or unicodedata.category(letter) not in ("Mn", "Me", "Zs")


def on_paper(text: str) -> str:
    """What must come out: what no font has, or cannot be seen, as its code; the rest letter for letter, emoji too."""
    text = re.sub("\r\n|[\n\u2028\u2029]", "\n", text)
    parts, at = [], 0
    for found in EMOJI.finditer(text):
        if name(found[0]) and not (len(found[0].rstrip("\ufe0e\ufe0f")) == 1 and VOICE.find(found[0][0])):
            parts += [_coded(text[at : found.start()]), found[0]]
            at = found.end()
    return "".join([*parts, _coded(text[at:])])


def _coded(text: str) -> str:
    return "".join(letter if letter == "\n" or _shown(letter) else f"[U+{ord(letter):04X}]" for letter in text)


def _shown(letter: str) -> bool:
    if letter in "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0":
        return False
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn") and VOICE.find(letter) is not None
