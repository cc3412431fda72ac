# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a PDF's page: as a text, and where a phrase stands on it."""

import pypdfium2
from PySide6.QtCore import QRectF

Boxes = list[QRectF]


def text_of(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        return str(words.get_text_range()).replace("\r", "")
    finally:
        words.close()
        page.close()


def places_of(document: pypdfium2.PdfDocument, number: int, phrase: str) -> list[Boxes]:
    """Each place at which the phrase stands, large or small letters alike: a box for each line of it, in points from
    the upper left corner of the page."""
    page = document[number]
    words, height = page.get_textpage(), page.get_height()
    try:
        search, found = words.search(phrase), []
        while (hit := search.get_next()) is not None:
            boxes = (words.get_rect(place) for place in range(words.count_rects(*hit)))
            found.append([QRectF(left, height - top, right - left, top - foot) for left, foot, right, top in boxes])
        search.close()
        return found
    finally:
        words.close()
        page.close()
